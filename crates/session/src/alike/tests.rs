//! One judgement and what is the same elsewhere.

use crate::*;
use shirushi_model::*;
use std::sync::Arc;

const FIRST: &str = "山田氏は山田町へ。ﾔﾏﾀﾞと山田。";
const SECOND: &str = "山田が来た。";

fn at(text: &str, of: &str, nth: usize) -> ByteSpan {
    let (start, _) = text.match_indices(of).nth(nth).unwrap();
    ByteSpan::new(start, start + of.len())
}

fn entity(span: ByteSpan, kind: EntityType) -> Entity {
    Entity { span, kind, canonical: "山田".to_owned(), normalized: None, score: 0.7 }
}

/// Two articles; 山田 is suggested as a person at both ends of the first and in the second, as a place in
/// between.
fn session() -> (Session, ArticleId, ArticleId) {
    let new = |text: &str| NewArticle { text: text.to_owned(), meta: ArticleMeta::default() };
    let edit = Edit::AddArticles(vec![new(FIRST), new(SECOND)]);
    let session = Session::new(ProjectId::from_random(1), "試験".to_owned(), Timestamp(0));
    let (mut session, _) = update(session, Msg::Edit { edit, at: Timestamp(1) });
    let ids: Vec<ArticleId> = session.project.articles.iter().map(|article| article.id).collect();
    let person = EntityType::Person;
    let first = vec![
        entity(at(FIRST, "山田", 0), person),
        entity(at(FIRST, "山田", 1), EntityType::Location),
        entity(at(FIRST, "山田", 2), person),
    ];
    for (id, entities) in ids.iter().zip([first, vec![entity(at(SECOND, "山田", 0), person)]]) {
        let model = Creator::Model { name: "rules".to_owned(), version: "1".to_owned() };
        let analysed = Arc::new(Analysed { analysis: Analysis { entities, ..Analysis::default() }, model });
        session = update(session, Msg::Analysed { article: *id, analysed }).0;
    }
    (session, ids[0], ids[1])
}

fn judge(session: Session, places: Vec<(ArticleId, ByteSpan)>, verdict: Verdict) -> Session {
    let edit = Edit::Judge { places, verdict, by: String::new() };
    update(session, Msg::Edit { edit, at: Timestamp(2) }).0
}

#[test]
fn the_same_string_as_the_same_type_in_every_article() {
    for verdict in [Verdict::Accept, Verdict::Reject] {
        let (session, first, second) = session();
        let session = judge(session, vec![(first, at(FIRST, "山田", 0))], verdict);
        let judged = *session.project.annotations.keys().next().unwrap();
        let alike = session.suggested_alike(judged);
        // What was rejected once is withdrawn elsewhere, and counts all the same; what was accepted once as a
        // person is one where the machine saw a place.
        let mut expected = vec![(first, at(FIRST, "山田", 2)), (second, at(SECOND, "山田", 0))];
        if verdict == Verdict::Accept {
            expected.insert(0, (first, at(FIRST, "山田", 1)));
        }
        assert_eq!(alike, expected, "{verdict:?}");
        let count = 1 + alike.len();
        let all = judge(session.clone(), alike, verdict);
        assert_eq!(all.project.annotations.len(), count);
        assert!(all.suggested_alike(judged).is_empty());
        let (back, _) = update(all, Msg::Undo { at: Timestamp(3) });
        assert_eq!(back.project.annotations, session.project.annotations, "one step");
    }
}

#[test]
fn another_type_is_another_thing_until_it_is_known() {
    let (session, first, _) = session();
    let span = at(FIRST, "山田", 0);
    let body = Body::Entity(EntityMark {
        kind: EntityType::Organization,
        canonical: "山田".to_owned(),
        value: None,
    });
    let edit = Edit::Correct { article: first, span, to: None, body, by: String::new() };
    let (session, _) = update(session, Msg::Edit { edit, at: Timestamp(2) });
    let judged = *session.project.annotations.keys().next().unwrap();
    // The correction counts for the whole project, so all of them are suggested as an organization now.
    assert_eq!(session.suggested_alike(judged).len(), 3);
}

#[test]
fn what_is_gone_has_nothing_alike() {
    let (session, _, _) = session();
    assert!(session.suggested_alike(AnnotationId(99)).is_empty());
}

#[test]
fn every_other_occurrence_once_and_marked_in_one_step() {
    let (session, first, second) = session();
    let body = |kind| Body::Entity(EntityMark { kind, canonical: String::new(), value: None });
    let place = (first, at(FIRST, "山田", 0));
    let found = session.occurrences(place, &body(EntityType::Person));
    let places: Vec<(ArticleId, ByteSpan)> = found.iter().map(|one| (one.article, one.span)).collect();
    // Half-width kana are another string than kanji.
    let (town, last, other) = (at(FIRST, "山田", 1), at(FIRST, "山田", 2), at(SECOND, "山田", 0));
    assert_eq!(places, [(first, town), (first, last), (second, other)]);
    let edit = Edit::MarkAll { places, body: body(EntityType::Organization), by: String::new() };
    let (marked, _) = update(session.clone(), Msg::Edit { edit, at: Timestamp(2) });
    let bodies: Vec<&Body> = marked.project.annotations.values().map(|one| &one.body).collect();
    let expected = Body::Entity(EntityMark {
        kind: EntityType::Organization,
        canonical: "山田".to_owned(),
        value: None,
    });
    assert_eq!(bodies, [&expected; 3], "the name is the machine's");
    let judged =
        |one: &Arc<Annotation>| matches!(one.creator, Creator::Model { .. }) && one.judged_by.is_some();
    assert!(marked.project.annotations.values().all(judged));
    assert!(marked.occurrences(place, &body(EntityType::Person)).is_empty(), "marked ones are not listed");
    let (back, _) = update(marked, Msg::Undo { at: Timestamp(3) });
    assert!(back.project.annotations.is_empty(), "one step");
}

#[test]
fn highlights_are_marked_by_hand_and_rejections_stand() {
    let (session, first, second) = session();
    let session = judge(session, vec![(second, at(SECOND, "山田", 0))], Verdict::Reject);
    let entity = Body::Entity(EntityMark { kind: EntityType::Person, canonical: String::new(), value: None });
    let place = (first, at(FIRST, "山田", 0));
    assert_eq!(session.occurrences(place, &entity).len(), 2, "not where a person said no");
    let (session, _) = update(
        session,
        Msg::Edit {
            edit: Edit::AddTag { name: "重要".to_owned(), color: TagColor::Amber },
            at: Timestamp(3),
        },
    );
    let body = Body::Highlight(Highlight { tag: session.project.tagset.tags[0].id });
    let found = session.occurrences(place, &body);
    assert_eq!(found.len(), 3);
    let places = found.iter().map(|one| (one.article, one.span)).collect();
    let edit = Edit::MarkAll { places, body: body.clone(), by: "佐藤".to_owned() };
    let (session, _) = update(session, Msg::Edit { edit, at: Timestamp(4) });
    let made: Vec<_> = session.project.annotations.values().filter(|one| one.body == body).collect();
    assert_eq!(made.len(), 3);
    assert!(made.iter().all(|one| one.creator == Creator::Person { name: "佐藤".to_owned() }));
    let edit = Edit::MarkAll { places: vec![(ArticleId(99), ByteSpan::new(0, 3))], body, by: String::new() };
    let (_, effects) = update(session, Msg::Edit { edit, at: Timestamp(5) });
    assert_eq!(effects, [Effect::Refused(Refusal::NoSuchArticle(ArticleId(99)))]);
}

#[test]
fn whole_tokens_come_first() {
    let (session, first, _) = session();
    // 山田|氏|は|山田町|へ…: the second 山田 is part of a longer token.
    let tokens =
        Tokens { starts: vec![0, 6, 9, 12, 21, 42], ends: vec![6, 9, 12, 21, 24, 48], ..Tokens::default() };
    let model = Creator::Model { name: "rules".to_owned(), version: "2".to_owned() };
    let analysed = Arc::new(Analysed { analysis: Analysis { tokens, ..Analysis::default() }, model });
    let (session, _) = update(session, Msg::Analysed { article: first, analysed });
    let body = Body::Entity(EntityMark { kind: EntityType::Person, canonical: String::new(), value: None });
    let found = session.occurrences((first, at(FIRST, "山田", 0)), &body);
    let told: Vec<(u32, bool)> =
        found.iter().filter(|one| one.article == first).map(|one| (one.span.start, one.whole)).collect();
    assert_eq!(told, [(42, true), (12, false)]);
}
