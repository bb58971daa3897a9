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

/// Two articles; 山田 is suggested as a person at both ends of the first and in the second, as a place in between.
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
        // What was rejected once is withdrawn elsewhere, and counts all the same; what was accepted once as a person is one where
        // the machine saw a place.
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
    let edit = Edit::Correct { article: first, span, body, by: String::new() };
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
