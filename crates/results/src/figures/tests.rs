//! Six figures, each with its sentence, its numbers and a drawing that is whole.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails the test")]

use super::*;
use crate::sheet::{ByteOrderMark, csv};
use crate::staging::{edit, ropeway, session};
use crate::table::table;
use shirushi_session::{Edit, Verdict};

fn drawn(session: &shirushi_session::Session, findings: &Findings, language: Language) -> Vec<Figure> {
    let claims = Claims::of(session);
    figures(&claims, &table(&claims, findings), findings, language)
}

#[test]
fn numbers_sentences_and_tables() {
    let (session, findings) = ropeway();
    let places = vec![crate::staging::place(&session, 0, "乗客38人が取り残された").pair()];
    let session = edit(session, Edit::JudgeClaims { places, verdict: Verdict::Accept, by: String::new() });
    let figures = drawn(&session, &findings, Language::Japanese);
    let sentences: Vec<&str> = figures.iter().map(|figure| figure.sentence.as_str()).collect();
    assert_eq!(
        sentences,
        [
            "最も多い種類は出来事で、6のうち6。",
            "断定の割合は北嶺放送が最も高く100%、伝聞の割合は東都新聞が最も高く33%。",
            "地の文の割合は北嶺放送が最も高く100%。名を出さない出所は1、直接の引用は0。",
            "名指されるものがまだない。",
            "最も食い違うのは北嶺日報と東都新聞で、2組。右上は食い違い、左下は同じことを言う組。",
            "6の候補のうち1を判定した。残り5。",
        ]
    );
    let certainty = csv(&figures[1].sheet(), ByteOrderMark::LeftOut);
    assert_eq!(certainty.lines().nth(1), Some("北嶺日報,1,0,0,0,1"));
    assert_eq!(figures[4].rows[2].values, [1, 1, 0], "agreements stand below the diagonal");
    assert_eq!(figures[5].pace, [("2025-10-09 17:00".to_owned(), 1)]);
    for figure in drawn(&session, &findings, Language::English) {
        assert!(figure.sentence.ends_with('.') && figure.sentence.is_ascii() || !figure.rows.is_empty());
    }
}

#[test]
fn drawings_are_accessible_and_refer_to_nothing() {
    let name = "<script>alert(1)</script>\"'&".repeat(20);
    let session = session(&[(&name, "", "文。"), ("\u{202E}逆", "", "文。"), ("", "", "")]);
    for figure in drawn(&session, &Findings::default(), Language::Japanese) {
        let drawing = svg(&figure);
        assert!(
            drawing.contains("role=\"img\"")
                && drawing.contains("<desc id=")
                && drawing.contains("<title id=")
        );
        assert!(!drawing.contains("<script") && !drawing.contains('\u{202E}') && !drawing.contains("href"));
        assert!(!drawing.contains("NaN") && !drawing.contains("inf"));
        assert_eq!(drawing.matches("<svg").count(), 1);
        assert_eq!(drawing.matches("<text").count(), drawing.matches("</text>").count());
    }
}

#[test]
fn many_outlets_are_twelve_and_the_others() {
    let articles: Vec<(String, &str, &str)> = (0..40).map(|n| (format!("紙{n}"), "", "文。")).collect();
    let articles: Vec<(&str, &str, &str)> = articles.iter().map(|(a, b, c)| (a.as_str(), *b, *c)).collect();
    let session = session(&articles);
    let figures = drawn(&session, &Findings::default(), Language::Japanese);
    assert_eq!(figures[4].columns.len(), 13);
    assert_eq!(figures[4].columns[12], "ほか28記事");
    assert!(drawn(&crate::staging::session(&[]), &Findings::default(), Language::English)[4].rows.is_empty());
}
