//! How long merging, comparing and measuring take: two people with 20,000 marks each in 200 articles, most of
//! them alike. `cargo run --release -p shirushi-agreement --example measure`.

use shirushi_agreement::measure::agreement;
use shirushi_agreement::{Decision, Layer, decide, disagreements, in_frame, merge};
use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, ArticleMeta, Body, ByteSpan, Creator, EntityMark,
    EntityType, Project, ProjectId, Status, Target, Timestamp,
};
use shirushi_session::{Msg, Session, update};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

const ARTICLES: u32 = 200;
const MARKS: u32 = 100;

fn project(who: u32) -> Project {
    let id = ProjectId::from_random(u128::from(who));
    let mut project = Project::new(id, "会見".to_owned(), Timestamp(0));
    for number in 0..ARTICLES {
        let text =
            format!("{number}市役所で会見した。槙野聡院長は情報が流出した事実はないと述べた。\n").repeat(40);
        let article = Article::new(ArticleId(number), &text, ArticleMeta::default(), Timestamp(0));
        for mark in 0..MARKS {
            let differs = u32::from((number * MARKS + mark).is_multiple_of(17)) * who;
            let start = mark * 90 + 3 * differs;
            let span = shirushi_model::grapheme_span(&text, ByteSpan { start, end: start + 12 });
            let kind = if mark % 3 == 0 { EntityType::Person } else { EntityType::Facility };
            let body = Body::Entity(EntityMark { kind, canonical: String::new(), value: None });
            let id = AnnotationId(1_000 + number * MARKS + mark);
            let creator = Creator::Person { name: who.to_string() };
            let at = Timestamp(i64::from(id.0));
            let annotation = Annotation {
                id,
                article: article.id,
                target: Target::Placed(vec![span]),
                body,
                note: String::new(),
                creator,
                judged_by: None,
                status: Status::Accepted,
                created: at,
                modified: at,
            };
            project.annotations.insert(id, Arc::new(annotation));
        }
        project.articles.push_back(Arc::new(article));
    }
    project.next_number = 100_000;
    project
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let from = Instant::now();
    let result = work();
    println!("{what}: {:.0} ms", from.elapsed().as_secs_f64() * 1e3);
    result
}

fn main() {
    let (ours, theirs) = (project(0), project(1));
    let Ok(merged) = timed("merge", || merge(&ours, &theirs, None)) else { return };
    let named = [("早瀬".to_owned(), &ours), ("黒田".to_owned(), &theirs)];
    let Ok((frame, layers, _)) = timed("frame", || in_frame(&named)) else { return };
    let found = timed("agreement, characters as tokens", || agreement(&frame, &BTreeMap::new(), &layers));
    println!("{} marks, {} pieces, {} tokens", merged.project.annotations.len(), found.piece_count, {
        found.pairs.first().map_or(0, |pair| pair.tokens)
    });
    let layers = Layer::by_maker(&merged.project);
    let [one, other] = layers.as_slice() else { return };
    let differences = timed("disagreements", || disagreements(&merged.project, &BTreeMap::new(), one, other));
    println!("{} alike, {} to decide", differences.alike.len(), differences.queue.len());
    let Some(edit) = decide(&differences.queue, &Decision::Left, "決") else { return };
    let session = Session::open(merged.project);
    timed("deciding all of them", || update(session, Msg::Edit { edit, at: Timestamp(1) }));
}
