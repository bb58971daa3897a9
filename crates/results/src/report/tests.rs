//! Reports of a small project, and of what people should not have written.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails the test")]

use super::*;
use crate::staging::{edit, place, relate, ropeway, session};
use crate::{Claims, Findings};
use shirushi_model::{Exhibit, Medium, Relation, Stage, Stance};
use shirushi_session::{CheckChange, Edit, Session, Verdict};

fn written(
    session: &Session,
    findings: &Findings,
    audience: Audience,
    language: Language,
) -> (String, String) {
    let claims = Claims::of(session);
    let options = ReportOptions::new(audience, language);
    let of = Provenance { version: "1".to_owned(), project: "ab".repeat(32), ..Provenance::default() };
    let document = report(&claims, findings, &options, &of);
    (html(&document), markdown(&document))
}

fn checked(session: Session, address: &str) -> Session {
    let places = vec![place(&session, 0, "けが人はいなかった").pair()];
    let wording = "2025年10月12日の停止でけが人はいなかった".to_owned();
    let session = edit(session, Edit::BeginCheck { places, wording, by: "早瀬".to_owned() });
    let id = *session.project.checks.keys().next().unwrap();
    let change =
        |session, change, by: &str| edit(session, Edit::ChangeCheck { id, change, by: by.to_owned() });
    let question = CheckChange::PutQuestion {
        at: None,
        asked: "搬送された人はいたか".to_owned(),
        answer: "いた。".to_owned(),
        waiting: String::new(),
    };
    let session = change(session, question, "早瀬");
    let exhibit = Exhibit {
        stance: Stance::Opposes,
        medium: Medium::Primary,
        source: "病院の発表".to_owned(),
        quotation: "2人を受け入れた".to_owned(),
        address: address.to_owned(),
        published: "2025-10-13".to_owned(),
        read_on: "2025-10-14".to_owned(),
        fingerprint: "cd".repeat(32),
    };
    let session = change(session, CheckChange::PutExhibit { question: 0, at: None, exhibit }, "早瀬");
    let (scale, verdict) = ("fij".to_owned(), Some("wrong".to_owned()));
    change(session, CheckChange::Rule { scale, verdict, grounds: "2人が搬送された。".to_owned() }, "早瀬")
}

fn confirmed(session: Session) -> Session {
    let id = *session.project.checks.keys().next().unwrap();
    edit(session, Edit::ChangeCheck { id, change: CheckChange::Confirm, by: "黒田".to_owned() })
}

#[test]
fn an_editor_sees_who_stands_behind_what() {
    let (session, findings) = ropeway();
    let session = checked(session, "https://hospital.example/1");
    let session = edit(session, relate(&findings.topics[1].pairs[0], Relation::Differ, Verdict::Accept));
    let (html, markdown) = written(&session, &findings, Audience::Editor, Language::Japanese);
    for words in
        ["食い違いの一覧", "機械の候補", "人が判定", "まとめた人 早瀬", "一次資料", "読んだ日 2025-10-14"]
    {
        assert!(html.contains(words) && markdown.contains(&crate::markdown_text(words)), "{words}");
    }
    assert!(html.contains("<span class=\"seal machine\"><bdi>誤り</bdi></span>"));
    assert!(html.contains("<mark><bdi>38人</bdi></mark>"));
    assert!(markdown.contains("乗客**38人**が取り残された"));
    assert!(html.contains("<a href=\"https://hospital.example/1\""));
    assert!(!html.contains("<script") && html.matches("http").count() > 0);
    let again = written(&session, &findings, Audience::Editor, Language::Japanese);
    assert_eq!(again, (html, markdown));
}

#[test]
fn for_publication_only_what_stands() {
    let (session, findings) = ropeway();
    let session = checked(session, "");
    let (html, _) = written(&session, &findings, Audience::Publication, Language::English);
    assert!(!html.contains("2025年10月12日の停止でけが人はいなかった"), "nobody has confirmed it");
    assert!(html.contains("No disagreement to be told."));
    let session = edit(session, relate(&findings.topics[0].pairs[0], Relation::Contradict, Verdict::Accept));
    let session = confirmed(session);
    assert_eq!(session.project.checks.values().next().unwrap().stage, Stage::Decided);
    let (html, _) = written(&session, &findings, Audience::Publication, Language::English);
    assert!(html.contains("2025年10月12日の停止でけが人はいなかった"));
    assert!(html.contains("<span class=\"seal person\"><bdi>Wrong</bdi></span>"));
    assert!(html.contains("38人") && !html.contains("<mark><bdi>いなかった"));
}

#[test]
fn research_has_figures_and_whole_fingerprints() {
    let (session, findings) = ropeway();
    let (html, markdown) = written(&session, &findings, Audience::Research, Language::Japanese);
    assert_eq!(html.matches("<svg").count(), 6);
    assert!(html.contains(&"ab".repeat(32)) && markdown.contains("最も多い種類は出来事"));
}

#[test]
fn hostile_text_is_text() {
    let hostile = "</title><script>alert(1)</script>\u{202E}[x](javascript:alert(2))|`'\"&";
    let long = "長".repeat(500);
    let (title, text) = (hostile.repeat(3), format!("{hostile}。{long}。"));
    let mut session =
        session(&[(hostile, "", &text), (&long, "9999-12-31", "אבג العربية。"), ("", "0000-01-01", "文。")]);
    session = edit(session, Edit::RenameProject(title));
    let meta = shirushi_model::ArticleMeta {
        title: long,
        url: "javascript:alert(3)".to_owned(),
        author: hostile.to_owned(),
        ..Default::default()
    };
    let ids: Vec<_> = session.project.articles.iter().map(|article| article.id).collect();
    session = edit(session, Edit::SetMeta(ids[2], meta));
    let places = vec![(ids[1], shirushi_model::ByteSpan::new(0, 6))];
    session = edit(session, Edit::BeginCheck { places, wording: hostile.to_owned(), by: hostile.to_owned() });
    session = edit(session, Edit::RemoveArticle(ids[1]));
    for audience in Audience::ALL {
        for language in Language::ALL {
            let (html, markdown) = written(&session, &Findings::default(), audience, language);
            assert!(
                !html.contains("<script")
                    && !html.contains("href=\"javascript")
                    && !html.contains('\u{202E}')
            );
            let bare = markdown.replace("\\<", "").replace("\\]", "");
            assert!(!bare.contains("](javascript") && !bare.contains("<script"));
            assert!(
                audience == Audience::Publication || html.contains("אב"),
                "the words outlive the article"
            );
            assert!(html.contains("javascript:alert(3)"), "legible");
        }
    }
}

#[test]
fn nothing_at_all_is_a_report_too() {
    for articles in [&[][..], &[("", "", "")]] {
        let (html, markdown) =
            written(&session(articles), &Findings::default(), Audience::Editor, Language::Japanese);
        assert!(html.ends_with("</html>\n") && markdown.starts_with("# 試し"));
    }
}
