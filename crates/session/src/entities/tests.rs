//! Who is who, as people decided, and what becomes of it when texts come in or are analysed again.

use crate::{Analysed, Edit, Effect, EntityChange, Msg, NewArticle, Session, Verdict, update};
use EntityType::{Location, Person};
use proptest::prelude::*;
use shirushi_model::*;
use std::sync::Arc;

const ONE: &str = "佐伯真理子市長が来た。佐伯は急いだ。";
const TWO: &str = "佐伯がいた。マリコも来た。";

fn span(text: &str, of: &str) -> ByteSpan {
    let start = text.rfind(of).unwrap();
    ByteSpan::new(start, start + of.len())
}

fn edit(session: Session, edit: Edit) -> Session {
    let (session, effects) = update(session, Msg::Edit { edit, at: Timestamp(5) });
    assert!(!matches!(effects.first(), Some(Effect::Refused(_))), "{effects:?}");
    session
}

/// Takes a text in; the machine finds these strings, each linked to a name.
fn add(session: Session, text: &str, found: &[(&str, &str)]) -> (Session, ArticleId) {
    let new = NewArticle { text: text.to_owned(), meta: ArticleMeta::default() };
    let session = edit(session, Edit::AddArticles(vec![new]));
    let id = session.project.articles.last().unwrap().id;
    (analysed(session, id, found), id)
}

fn analysed(session: Session, id: ArticleId, found: &[(&str, &str)]) -> Session {
    let text = session.project.article(id).unwrap().text.clone();
    let entity = |of: &str| Entity {
        span: span(&text, of),
        kind: Person,
        canonical: of.to_owned(),
        normalized: None,
        score: 0.5,
    };
    let mut entities: Vec<Entity> = found.iter().map(|(of, _)| entity(of)).collect();
    entities.sort_by_key(|entity| entity.span.start);
    let model = Creator::Model { name: "rules".to_owned(), version: "1".to_owned() };
    let analysed = Arc::new(Analysed { analysis: Analysis { entities, ..Analysis::default() }, model });
    let session = update(session, Msg::Analysed { article: id, analysed }).0;
    let named = |(of, name): &(&str, &str)| Named {
        span: span(&text, of),
        kind: Person,
        canonical: (*name).to_owned(),
    };
    update(session, Msg::Linked { names: vec![(id, found.iter().map(named).collect())] }).0
}

fn session() -> (Session, ArticleId, ArticleId) {
    let session = Session::new(ProjectId::from_random(7), "港".to_owned(), Timestamp(0));
    let linked = [("佐伯真理子", "佐伯真理子"), ("佐伯", "佐伯真理子")];
    let (session, one) = add(session, ONE, &linked);
    let (session, two) = add(session, TWO, &[("佐伯", "佐伯真理子"), ("マリコ", "マリコ")]);
    (session, one, two)
}

fn names(session: &Session, article: ArticleId) -> Vec<String> {
    session.suggestions(article).iter().map(|one| one.entity.canonical.clone()).collect()
}

fn merge(from: &str, into: &str) -> Edit {
    Edit::MergeEntities { kind: Person, from: from.to_owned(), into: into.to_owned() }
}

fn describe(name: &str, change: EntityChange) -> Edit {
    Edit::DescribeEntity { entity: (Person, name.to_owned()), change }
}

fn refused(session: &Session, edit: Edit) -> &'static str {
    match update(session.clone(), Msg::Edit { edit, at: Timestamp(9) }).1.as_slice() {
        [Effect::Refused(refusal)] => refusal.code(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn two_that_are_one_are_one_in_later_texts_too() {
    let (session, _, two) = session();
    let session = edit(session, merge("マリコ", "佐伯真理子"));
    assert_eq!(names(&session, two), ["佐伯真理子", "佐伯真理子"]);
    let (session, three) = add(session, "マリコは笑った。", &[("マリコ", "マリコ")]);
    assert_eq!(names(&session, three), ["佐伯真理子"]);
    // So it is after the machine has looked again, and after the project was opened anew.
    let session = analysed(session, three, &[("マリコ", "マリコ")]);
    assert_eq!(names(&session, three), ["佐伯真理子"]);
    let opened = analysed(Session::open(session.project.clone()), three, &[("マリコ", "マリコ")]);
    assert_eq!(names(&opened, three), ["佐伯真理子"]);
    // One step takes it back.
    let (session, _) = update(session, Msg::GoTo { seq: 2, at: Timestamp(6) });
    assert_eq!(names(&session, two), ["佐伯真理子", "マリコ"]);
    assert!(session.project.entities.is_empty());
}

#[test]
fn what_was_known_of_the_one_is_known_of_both() {
    let (session, ..) = session();
    let session = edit(session, describe("マリコ", EntityChange::Note("歌手".to_owned())));
    let session = edit(session, describe("マリコ", EntityChange::ExternalId("Q1".to_owned())));
    let session = edit(session, describe("マリコ", EntityChange::AddAlias("まりりん".to_owned())));
    let session = edit(session, describe("佐伯真理子", EntityChange::Note("市長".to_owned())));
    let session = edit(session, merge("まりりん", "佐伯真理子"));
    let all: Vec<&Arc<CanonicalEntity>> = session.project.entities.values().collect();
    let [one] = all.as_slice() else { panic!("{all:?}") };
    assert_eq!(one.aliases, ["マリコ", "まりりん"]);
    assert_eq!((one.note.as_str(), one.external_id.as_str()), ("市長\n歌手", "Q1"));
    // They are one already.
    assert_eq!(edit(session.clone(), merge("マリコ", "まりりん")).seq(), session.seq());
}

#[test]
fn another_name_leaves_the_former_as_an_alias() {
    let (session, one, _) = session();
    let session = edit(session, describe("佐伯真理子", EntityChange::Rename("佐伯 真理子".to_owned())));
    assert_eq!(names(&session, one), ["佐伯 真理子", "佐伯 真理子"]);
    let entity = session.entity(Person, "佐伯真理子").unwrap();
    assert_eq!(
        (entity.name.as_str(), entity.aliases.as_slice()),
        ("佐伯 真理子", &["佐伯真理子".to_owned()][..])
    );
    assert_eq!(session.entity(Location, "佐伯真理子"), None, "of its type only");
    // Nothing takes a name away from another entity.
    let session = edit(session, describe("マリコ", EntityChange::Note("歌手".to_owned())));
    assert_eq!(
        refused(&session, describe("マリコ", EntityChange::Rename("佐伯真理子".to_owned()))),
        "name-taken"
    );
    assert_eq!(
        refused(&session, describe("佐伯真理子", EntityChange::AddAlias("マリコ".to_owned()))),
        "name-taken"
    );
    assert_eq!(refused(&session, describe("マリコ", EntityChange::Rename(" ".to_owned()))), "empty-name");
}

#[test]
fn mentions_move_and_a_string_goes_along_when_it_is_to() {
    let (session, one, two) = session();
    let places = vec![(two, span(TWO, "佐伯"))];
    let moved = |strings: &[&str]| Edit::MoveMentions {
        from: Person,
        places: places.clone(),
        to: (Person, "佐伯健".to_owned()),
        strings: strings.iter().map(|string| (*string).to_owned()).collect(),
        by: "佐藤".to_owned(),
    };
    // Only here: the mention is marked, and others stay.
    let here = edit(session.clone(), moved(&[]));
    let mark = here.project.annotations.values().next().unwrap();
    let Body::Entity(said) = &mark.body else { panic!("{mark:?}") };
    assert_eq!((said.canonical.as_str(), mark.status), ("佐伯健", Status::Accepted));
    assert_eq!(names(&here, one), ["佐伯真理子", "佐伯真理子"]);
    // The string everywhere, where no mark says otherwise.
    let everywhere = edit(here, moved(&["佐伯"]));
    assert_eq!(names(&everywhere, one), ["佐伯真理子", "佐伯健"]);
    let (everywhere, three) = add(everywhere, "佐伯だ。", &[("佐伯", "佐伯真理子")]);
    assert_eq!(names(&everywhere, three), ["佐伯健"]);
    // An alias belongs to one: given to another it is taken from the first.
    let back = edit(everywhere, describe("佐伯真理子", EntityChange::AddAlias("佐伯".to_owned())));
    assert_eq!(names(&back, three), ["佐伯真理子"]);
    assert_eq!(back.entity(Person, "佐伯健").unwrap().aliases, Vec::<String>::new());
    let forgotten = edit(back, describe("佐伯真理子", EntityChange::RemoveAlias("佐伯".to_owned())));
    assert_eq!(forgotten.entity(Person, "佐伯"), None);
    // A mark that is there moves as it is; nothing that is not there does.
    let nowhere = Edit::MoveMentions {
        from: Person,
        places: vec![(one, span(ONE, "急いだ"))],
        to: (Person, "佐伯健".to_owned()),
        strings: Vec::new(),
        by: String::new(),
    };
    assert_eq!(refused(&forgotten, nowhere), "not-suggested");
}

#[test]
fn another_type_takes_what_is_known_along() {
    let (session, _, two) = session();
    let session = edit(session, describe("マリコ", EntityChange::Note("船".to_owned())));
    let places = vec![(two, span(TWO, "マリコ"))];
    let judge = Edit::Judge { places: places.clone(), verdict: Verdict::Accept, by: String::new() };
    let session = edit(session, judge);
    let retype = Edit::RetypeEntity {
        entity: (Person, "マリコ".to_owned()),
        to: EntityType::Product,
        places,
        by: String::new(),
    };
    let session = edit(session, retype);
    assert_eq!(session.entity(Person, "マリコ"), None);
    assert_eq!(session.entity(EntityType::Product, "マリコ").unwrap().note, "船");
    let mark = session.project.annotations.values().next().unwrap();
    assert!(matches!(&mark.body, Body::Entity(mark) if mark.kind == EntityType::Product));
    assert_eq!(session.project.annotations.len(), 1);
}

proptest! {
    /// Whatever is said of entities: taking everything back leads to the beginning, bringing it back to the
    /// end, and no string is an alias of two.
    #[test]
    fn decisions_are_taken_back_and_brought_back(
        moves in prop::collection::vec((0usize..6, 0usize..5, 0usize..5), 1..25)
    ) {
        const NAMES: [&str; 5] = ["佐伯真理子", "マリコ", "佐伯", "佐伯健", "市長"];
        let (begin, one, two) = session();
        let first = begin.seq();
        let mut session = begin.clone();
        for (what, a, b) in moves {
            let (a, b) = (NAMES[a].to_owned(), NAMES[b].to_owned());
            let entity = (Person, a.clone());
            let edit = match what {
                0 => Edit::MergeEntities { kind: Person, from: a, into: b },
                1 => Edit::DescribeEntity { entity, change: EntityChange::Rename(b) },
                2 => Edit::DescribeEntity { entity, change: EntityChange::AddAlias(b) },
                3 => Edit::DescribeEntity { entity, change: EntityChange::RemoveAlias(b) },
                4 => Edit::MoveMentions {
                    from: Person,
                    places: vec![(two, span(TWO, "佐伯"))],
                    to: entity,
                    strings: vec![b],
                    by: String::new(),
                },
                _ => Edit::RetypeEntity { entity, to: Location, places: Vec::new(), by: String::new() },
            };
            session = update(session, Msg::Edit { edit, at: Timestamp(7) }).0;
            let aliases: Vec<(EntityType, &String)> = session
                .project
                .entities
                .values()
                .flat_map(|entity| entity.aliases.iter().map(|alias| (entity.kind, alias)))
                .collect();
            let once: std::collections::HashSet<_> = aliases.iter().collect();
            prop_assert_eq!(once.len(), aliases.len(), "{:?}", aliases);
        }
        let end = (session.project.entities.clone(), session.project.annotations.clone(), names(&session, one));
        let last = session.history.standing().next().map_or(0, |transaction| transaction.seq);
        let back = update(session, Msg::GoTo { seq: first, at: Timestamp(8) }).0;
        prop_assert_eq!(&back.project.entities, &begin.project.entities);
        prop_assert_eq!(names(&back, one), names(&begin, one));
        let again = update(back, Msg::GoTo { seq: last, at: Timestamp(9) }).0;
        prop_assert_eq!(end, (again.project.entities.clone(), again.project.annotations.clone(), names(&again, one)));
    }
}
