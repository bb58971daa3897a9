//! Who is who in two articles.

use super::*;
use shirushi_model::{Analysis, ArticleMeta, Creator, Entity, EntityMark, Named, ProjectId, Timestamp};
use shirushi_session::{Analysed, Edit, Msg, NewArticle, Verdict, update};

const ONE: &str = "佐伯真理子市長は港を訪れた。佐伯氏は急いだ。";
const TWO: &str = "佐伯市長が述べた。";

fn span(text: &str, of: &str, nth: usize) -> ByteSpan {
    let (start, _) = text.match_indices(of).nth(nth).unwrap();
    ByteSpan::new(start, start + of.len())
}

fn session() -> (Session, ArticleId, ArticleId) {
    let session = Session::new(ProjectId::from_random(7), "港".to_owned(), Timestamp(0));
    let new = |text: &str| NewArticle { text: text.to_owned(), meta: ArticleMeta::default() };
    let edit = Edit::AddArticles(vec![new(ONE), new(TWO)]);
    let mut session = update(session, Msg::Edit { edit, at: Timestamp(1) }).0;
    let ids: Vec<ArticleId> = session.project.articles.iter().map(|article| article.id).collect();
    let found = [vec![span(ONE, "佐伯真理子", 0), span(ONE, "佐伯", 1)], vec![span(TWO, "佐伯", 0)]];
    for (&article, spans) in ids.iter().zip(found) {
        let entity = |span: &ByteSpan| Entity {
            span: *span,
            kind: EntityType::Person,
            canonical: String::new(),
            normalized: None,
            score: 0.5,
        };
        let entities = spans.iter().map(entity).collect();
        let analysis = Analysis { entities, ..Analysis::default() };
        let model = Creator::Model { name: "rules".to_owned(), version: "1".to_owned() };
        let analysed = Arc::new(Analysed { analysis, model });
        session = update(session, Msg::Analysed { article, analysed }).0;
        let named = |span: &ByteSpan| Named {
            span: *span,
            kind: EntityType::Person,
            canonical: "佐伯真理子".to_owned(),
        };
        let names = vec![(article, spans.iter().map(named).collect())];
        session = update(session, Msg::Linked { names }).0;
    }
    (session, ids[0], ids[1])
}

fn edit(session: Session, edit: Edit) -> Session {
    update(session, Msg::Edit { edit, at: Timestamp(2) }).0
}

/// An entity's name, how it is written, and in how many articles.
type Told = (String, Vec<(String, usize)>, usize);

fn told(session: &Session) -> Vec<Told> {
    let groups = groups(session, |_| true);
    groups.iter().map(|one| (one.canonical.clone(), one.forms.clone(), one.articles())).collect()
}

#[test]
fn one_entity_with_its_forms_in_two_articles() {
    let (session, _, _) = session();
    let forms = vec![("佐伯".to_owned(), 2), ("佐伯真理子".to_owned(), 1)];
    assert_eq!(told(&session), [("佐伯真理子".to_owned(), forms, 2)]);
}

#[test]
fn a_judged_mention_stays_with_its_entity() {
    let (session, _, two) = session();
    let places = vec![(two, span(TWO, "佐伯", 0))];
    let session = edit(session, Edit::Judge { places, verdict: Verdict::Accept, by: String::new() });
    let groups = groups(&session, |_| true);
    assert_eq!(groups.len(), 1);
    assert_eq!((groups[0].accepted(), groups[0].pending()), (1, 2));
}

#[test]
fn a_name_somebody_gave_is_another_entity_unless_it_is_known() {
    let (session, _, two) = session();
    let of = |name: &str| {
        let mark = EntityMark { kind: EntityType::Person, canonical: name.to_owned(), value: None };
        let correct = Edit::Correct {
            article: two,
            span: span(TWO, "佐伯", 0),
            to: None,
            body: Body::Entity(mark),
            by: String::new(),
        };
        told(&edit(session.clone(), correct)).into_iter().map(|one| one.0).collect::<Vec<_>>()
    };
    assert_eq!(of("佐伯健"), ["佐伯真理子", "佐伯健"]);
    // 佐伯 alone is a form of the one who is known.
    assert_eq!(of("佐伯"), ["佐伯真理子"]);
    assert_eq!(of(""), ["佐伯真理子"]);
}

#[test]
fn what_is_not_shown_does_not_count() {
    let (session, _, _) = session();
    assert_eq!(groups(&session, |_| false), []);
}
