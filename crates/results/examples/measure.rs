//! How long results take on a project of the bench:
//! `cargo run --release -p shirushi-results --example measure`.
//!
//! 200 invented articles and 2,000 topics with up to eight claims each, as comparing might have found them.
//! Prints milliseconds.

#![allow(clippy::print_stdout, reason = "it prints what it measured")]

use shirushi_model::{
    Analysis, ArticleId, ArticleMeta, ByteSpan, Certainty, Claim, ClaimGroup, ClaimPair, ClaimRef, ClaimType,
    Comparison, Creator, Difference, Entity, EntityType, Evidence, Normalized, Polarity, ProjectId,
    QuantityKind, QuantityValue, Quotation, Reason, ReasonCode, Relation, Section, Sentence, SlotDifference,
    SpeakerKind, Tense, Timestamp,
};
use shirushi_results::report::{Audience, Provenance, ReportOptions, html, report};
use shirushi_results::sheet::{ByteOrderMark, csv};
use shirushi_results::table::{Order, RowKind, TableFilter, leaves, table};
use shirushi_results::{Claims, Findings, Language, figures, side, sources, timeline};
use shirushi_session::{Analysed, Edit, Msg, NewArticle, Session, update};
use std::sync::Arc;
use std::time::Instant;

const ARTICLES: usize = 200;
const TOPICS: usize = 2_000;
const CLAIMS: usize = 8;

fn main() {
    let (session, comparison) = project();
    let of: Vec<(ArticleId, &Analysis)> = session
        .project
        .articles
        .iter()
        .filter_map(|article| Some((article.id, &session.analysed(article.id)?.analysis)))
        .collect();
    let findings = timed("findings", || Findings::of(&comparison, &of).unwrap_or_default());
    let claims = timed("claims", || Claims::of(&session));
    let table = timed("table", || table(&claims, &findings));
    println!("rows {}, claims {}", table.rows.len(), claims.all.len());
    let filter =
        TableFilter { kinds: [RowKind::Contradict].into(), columns: [7].into(), ..TableFilter::default() };
    for order in Order::ALL {
        timed("filter", || table.select(&filter, order));
    }
    let all = timed("no filter", || table.select(&TableFilter::default(), Order::Disagreements));
    timed("CSV", || csv(&leaves::sheet(&table, &all, &claims, Language::Japanese), ByteOrderMark::Written));
    let two: Vec<ArticleId> = of.iter().take(2).map(|(id, _)| *id).collect();
    timed("side by side", || side::side_by_side(&table, &claims, &two));
    timed("time line", || timeline::timeline(&claims, &table));
    timed("sources", || sources::sources(&claims, &table, &findings));
    timed("figures", || figures::figures(&claims, &table, &findings, Language::Japanese));
    for audience in Audience::ALL {
        let options = ReportOptions::new(audience, Language::Japanese);
        let written = timed("report", || html(&report(&claims, &findings, &options, &Provenance::default())));
        println!("report {audience:?}: {} kB", written.len() / 1000);
    }
}

fn timed<T>(what: &str, make: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let made = make();
    println!("{what}: {:.1} ms", start.elapsed().as_secs_f64() * 1000.0);
    made
}

/// Topic `t` is told by the articles `t`, `t + 25`, `t + 50` …, each with another number.
fn project() -> (Session, Comparison) {
    let mut texts = vec![String::new(); ARTICLES];
    let mut places: Vec<Vec<(ByteSpan, ByteSpan)>> = vec![Vec::new(); ARTICLES];
    let mut groups = Vec::with_capacity(TOPICS);
    for topic in 0..TOPICS {
        let mut told: Vec<(ClaimRef, ByteSpan, String)> = Vec::new();
        for nth in 0..CLAIMS {
            let article = (topic + nth * ARTICLES / CLAIMS) % ARTICLES;
            let (Some(text), Some(of)) = (texts.get_mut(article), places.get_mut(article)) else { continue };
            let number = format!("{}人", topic + nth % 3);
            let start = text.len();
            text.push_str(&format!("第{topic}駅で"));
            let value = ByteSpan::new(text.len(), text.len() + number.len());
            text.push_str(&format!("{number}が取り残された"));
            let claim = ClaimRef { article: article as u32, claim: of.len() as u32 };
            of.push((ByteSpan::new(start, text.len()), value));
            text.push('。');
            told.push((claim, value, number));
        }
        told.sort_by_key(|(claim, _, _)| *claim);
        let mut pairs = Vec::new();
        for (number, (a, a_value, a_text)) in told.iter().enumerate() {
            for (b, b_value, b_text) in told.iter().skip(number + 1) {
                let relation = if a_text == b_text { Relation::Agree } else { Relation::Contradict };
                let evidence =
                    |span: &ByteSpan, text: &String| Some(Evidence { span: Some(*span), text: text.clone() });
                let (a_words, b_words) = (evidence(a_value, a_text), evidence(b_value, b_text));
                let reason =
                    Reason { code: ReasonCode::OtherNumber, a: a_words, b: b_words, text: String::new() };
                let difference = Difference::Number;
                let clash = SlotDifference { relation, difference, reason: reason.clone() };
                let apart = relation == Relation::Contradict;
                pairs.push(ClaimPair {
                    a: *a,
                    b: *b,
                    relation,
                    difference: apart.then_some(difference),
                    reason,
                    differences: if apart { vec![clash] } else { Vec::new() },
                    shared: Vec::new(),
                    similarity: 0.9,
                    score: 0.9,
                    copied: false,
                });
            }
        }
        let claims = told.iter().map(|(claim, _, _)| *claim).collect();
        groups.push(ClaimGroup {
            topic: vec![format!("第{topic}駅")],
            claims,
            pairs,
            independent: CLAIMS as u32,
        });
    }
    let session = Session::new(ProjectId::from_random(1), "測定".to_owned(), Timestamp(0));
    let new = texts.iter().enumerate().map(|(number, text)| NewArticle {
        text: text.clone(),
        meta: ArticleMeta { outlet: format!("第{number}新聞"), ..ArticleMeta::default() },
    });
    let edit = Edit::AddArticles(new.collect());
    let mut session = update(session, Msg::Edit { edit, at: Timestamp(1) }).0;
    let ids: Vec<ArticleId> = session.project.articles.iter().map(|article| article.id).collect();
    for ((article, of), text) in ids.into_iter().zip(&places).zip(&texts) {
        let analysed = Arc::new(Analysed {
            analysis: analysis(of, text),
            model: Creator::Model { name: "measure".to_owned(), version: "1".to_owned() },
        });
        session = update(session, Msg::Analysed { article, analysed }).0;
    }
    (session, Comparison { groups, copies: Vec::new(), sure: 0.5 })
}

fn analysis(places: &[(ByteSpan, ByteSpan)], text: &str) -> Analysis {
    let mut analysis = Analysis::default();
    for (number, (span, value)) in (0..).zip(places) {
        analysis.sentences.push(Sentence { span: *span, section: Section::Body });
        let words = value.slice(text).unwrap_or_default();
        analysis.entities.push(Entity {
            span: *value,
            kind: EntityType::Quantity,
            canonical: words.to_owned(),
            normalized: Some(Normalized::Quantity(QuantityValue {
                value: words.trim_end_matches('人').parse().unwrap_or_default(),
                unit: "人".to_owned(),
                kind: QuantityKind::Count,
                iso: None,
                modifier: None,
            })),
            score: 1.0,
        });
        analysis.claims.push(Claim {
            span: *span,
            sentence: number,
            kind: ClaimType::Quantity,
            facets: Vec::new(),
            speaker: None,
            source: SpeakerKind::Outlet,
            quotation: Quotation::None,
            cue: None,
            certainty: Certainty::Asserted,
            modality: None,
            polarity: Polarity::Positive,
            tense: Tense::Past,
            entities: vec![number],
            worthiness: (number % 4) as u8,
            rules: Vec::new(),
            predicate: None,
        });
    }
    analysis
}
