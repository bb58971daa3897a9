//! What waits, in which order, and what comes after what.

use super::*;
use crate::words::Language;
use shirushi_model::{Analysis, ArticleMeta, Entity, ProjectId, Section, Sentence, Timestamp};
use shirushi_session::{Analysed, Edit, Msg, NewArticle, Verdict, update};
use std::sync::Arc;

const ONE: &str = "前の文。山田は東京へ。次の文。";
const TWO: &str = "大阪に佐藤。";

fn span(text: &str, of: &str) -> ByteSpan {
    let start = text.find(of).unwrap();
    ByteSpan::new(start, start + of.len())
}

fn session() -> (Session, ArticleId, ArticleId) {
    let new = |text: &str| NewArticle { text: text.to_owned(), meta: ArticleMeta::default() };
    let edit = Edit::AddArticles(vec![new(ONE), new(TWO)]);
    let session = Session::new(ProjectId::from_random(7), "試験".to_owned(), Timestamp(0));
    let mut session = update(session, Msg::Edit { edit, at: Timestamp(1) }).0;
    let ids: Vec<ArticleId> = session.project.articles.iter().map(|article| article.id).collect();
    let (person, place) = (EntityType::Person, EntityType::Location);
    let found = [
        (ONE, vec![("山田", person, 0.9), ("東京", place, 0.7)]),
        (TWO, vec![("大阪", place, 0.5), ("佐藤", person, 0.8)]),
    ];
    for (&article, (text, found)) in ids.iter().zip(found) {
        let entities = found.into_iter().map(|(of, kind, score)| Entity {
            span: span(text, of),
            kind,
            canonical: of.to_owned(),
            normalized: None,
            score,
        });
        let sentences =
            text.split_inclusive('。').map(|one| Sentence { span: span(text, one), section: Section::Body });
        let analysis =
            Analysis { entities: entities.collect(), sentences: sentences.collect(), ..Analysis::default() };
        let model = Creator::Model { name: "rules".to_owned(), version: "1".to_owned() };
        session =
            update(session, Msg::Analysed { article, analysed: Arc::new(Analysed { analysis, model }) }).0;
    }
    (session, ids[0], ids[1])
}

fn queue(session: &Session, filter: Filter) -> Queue {
    Queue::of(session, Language::Ja.words(), &filter, &BTreeSet::new())
}

/// The strings that wait, in their order.
fn told(session: &Session, queue: &Queue) -> Vec<String> {
    let text = |(article, span): Place| {
        span.slice(&session.project.article(article).unwrap().text).unwrap().to_owned()
    };
    queue.pending.iter().map(|item| text(item.place)).collect()
}

fn judge(session: Session, place: Place, verdict: Verdict) -> Session {
    let edit = Edit::Judge { places: vec![place], verdict, by: String::new() };
    update(session, Msg::Edit { edit, at: Timestamp(2) }).0
}

#[test]
fn in_reading_order_or_the_least_sure_first() {
    let (session, _, _) = session();
    assert_eq!(told(&session, &queue(&session, Filter::default())), ["山田", "東京", "大阪", "佐藤"]);
    let telling = Filter { order: Order::Telling, ..Filter::default() };
    assert_eq!(told(&session, &queue(&session, telling)), ["大阪", "東京", "佐藤", "山田"]);
}

#[test]
fn filters_narrow_together_and_count_each_by_itself() {
    let (session, _, second) = session();
    let filter = Filter { kind: Some(EntityType::Person as usize), ..Filter::default() };
    let people = queue(&session, filter);
    assert_eq!(told(&session, &people), ["山田", "佐藤"]);
    assert_eq!(people.kinds.get(..3), Some([2, 0, 2].as_slice()), "other types can still be chosen");
    let filter = Filter { article: Some(second), trust: Trust::Likely, ..Filter::default() };
    let there = queue(&session, filter);
    assert_eq!(told(&session, &there), ["佐藤"]);
    assert_eq!(there.articles.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [2, 1]);
}

#[test]
fn what_is_judged_counts_where_it_was() {
    let (session, first, _) = session();
    let session = judge(session, (first, span(ONE, "山田")), Verdict::Reject);
    let person = Filter { kind: Some(EntityType::Person as usize), ..Filter::default() };
    let people = queue(&session, person);
    assert_eq!((people.settled, told(&session, &people)), (1, vec!["佐藤".to_owned()]));
    let sure = queue(&session, Filter { trust: Trust::Sure, ..Filter::default() });
    assert_eq!((sure.settled, sure.pending.len()), (1, 0), "by the score it was suggested with");
}

#[test]
fn the_next_is_the_one_after_and_what_was_skipped_comes_at_the_end() {
    let (session, first, _) = session();
    let all = queue(&session, Filter::default());
    let mut skipped = Vec::new();
    let mut shown = Vec::new();
    let mut now = all.next(Order::Reading, None, &mut skipped);
    for turn in 0..6 {
        let item = now.unwrap();
        shown.push(all.pending.iter().position(|one| *one == item).unwrap());
        // The first and the third are skipped, the others passed by.
        if turn % 2 == 0 {
            skipped.push(item.place);
        }
        now = all.next(Order::Reading, Some(item.key), &mut skipped);
    }
    assert_eq!(shown, [0, 1, 2, 3, 1, 3], "skipped ones wait");
    let mut skipped: Vec<Place> = all.pending.iter().map(|item| item.place).collect();
    assert_eq!(all.next(Order::Reading, None, &mut skipped).map(|item| item.place.0), Some(first));
    assert!(skipped.is_empty(), "and come again");
    // Where the current one is gone, its place in the order remains.
    let session = judge(session, all.pending[1].place, Verdict::Accept);
    let rest = queue(&session, Filter::default());
    let next = rest.next(Order::Reading, Some(all.pending[1].key), &mut Vec::new());
    assert_eq!(next.map(|item| item.place), Some(all.pending[2].place));
}

#[test]
fn a_sentence_stands_between_its_neighbours() {
    let (session, first, second) = session();
    let cut = |text: &'static str, spans: [ByteSpan; 3]| spans.map(|span| span.slice(text).unwrap());
    let here = sentences(&session, (first, span(ONE, "東京")));
    assert_eq!(cut(ONE, here), ["前の文。", "山田は東京へ。", "次の文。"]);
    let alone = sentences(&session, (second, span(TWO, "大阪")));
    assert_eq!(cut(TWO, alone), ["", "大阪に佐藤。", ""]);
}

#[test]
fn what_a_search_found_can_be_all_that_waits() {
    let (session, first, second) = session();
    let text =
        Hit { article: first, span: span(ONE, "田は東"), focus: Focus::Text(span(ONE, "田は東")) };
    let place = span(TWO, "佐藤");
    let itself = Hit { article: second, span: place, focus: Focus::Suggestion(place) };
    let (what, found) = found(&session, &[text, itself]);
    assert_eq!(what, What::Entities);
    let filter = Filter { found: true, ..Filter::default() };
    let queue = Queue::of(&session, Language::Ja.words(), &filter, &found);
    assert_eq!(told(&session, &queue), ["山田", "東京", "佐藤"]);
    let session = judge(session, (second, place), Verdict::Accept);
    let queue = Queue::of(&session, Language::Ja.words(), &filter, &found);
    assert_eq!((queue.settled, queue.pending.len()), (1, 2));
}
