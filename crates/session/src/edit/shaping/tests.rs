use crate::{Analysed, ClaimPair, Edit, Effect, Focus, Msg, NewArticle, Refusal, Session, Verdict, update};
use proptest::prelude::*;
use shirushi_model::*;
use std::sync::Arc;

const TEXT: &str = "港の倉庫で火災が起き、 三人がけがをした。消防が調べている。";

fn send(session: Session, edit: Edit) -> Result<Session, Refusal> {
    let (session, effects) = update(session, Msg::Edit { edit, at: Timestamp(7) });
    match effects.into_iter().next() {
        Some(Effect::Refused(refusal)) => Err(refusal),
        _ => Ok(session),
    }
}

fn session() -> (Session, ArticleId) {
    let tags = vec![("重要".to_owned(), TagColor::Amber)];
    let session = Session::new(ProjectId::from_random(1), "火災".to_owned(), Timestamp(0)).with_tags(tags);
    let article = NewArticle { text: TEXT.to_owned(), meta: ArticleMeta::default() };
    let session = send(session, Edit::AddArticles(vec![article.clone(), article])).unwrap();
    let id = session.selection.article.unwrap();
    (session, id)
}

fn span(of: &str) -> ByteSpan {
    let start = TEXT.find(of).unwrap();
    ByteSpan::new(start, start + of.len())
}

fn claim() -> Body {
    let (kind, certainty) = (ClaimType::Event, Certainty::Asserted);
    Body::Claim(ClaimMark { kind, speaker: None, certainty, quotation: None, polarity: None, when: None })
}

fn name(kind: EntityType) -> Body {
    Body::Entity(EntityMark { kind, canonical: "名".to_owned(), value: None })
}

fn marked(session: Session, article: ArticleId, spans: &[ByteSpan], body: Body) -> (Session, AnnotationId) {
    let (note, by) = (format!("{} か所", spans.len()), "佐藤".to_owned());
    let session = send(session, Edit::Mark { article, spans: spans.to_vec(), body, note, by }).unwrap();
    let Focus::Annotation(id) = session.selection.focus else { panic!("{:?}", session.selection) };
    (session, id)
}

fn placed(session: &Session, id: AnnotationId) -> Vec<ByteSpan> {
    match &session.project.annotations.get(&id).unwrap().target {
        Target::Placed(spans) => spans.clone(),
        Target::Unplaced(_) => panic!("{id} has no place"),
    }
}

#[test]
fn a_split_leaves_no_blank_at_the_cut_and_one_undo_takes_it_back() {
    let (session, article) = session();
    let (before, id) = marked(session, article, &[span("火災が起き、 三人がけがをした")], claim());
    let cut = span("三人").start;
    let after = send(before.clone(), Edit::Split { id, at: cut }).unwrap();
    let second = *after.project.annotations.keys().next_back().unwrap();
    assert_eq!(placed(&after, id), [span("火災が起き、")]);
    assert_eq!(placed(&after, second), [span("三人がけがをした")]);
    let note = |id| after.project.annotations.get(&id).unwrap().note.clone();
    assert_eq!(note(id), note(second));
    let (undone, _) = update(after, Msg::Undo { at: Timestamp(8) });
    assert_eq!(undone.project.annotations, before.project.annotations);
}

#[test]
fn a_mark_in_parts_is_split_between_its_parts_or_inside_one() {
    let (session, article) = session();
    let (session, id) = marked(session, article, &[span("倉庫"), span("消防が調べ")], claim());
    let between = send(session.clone(), Edit::Split { id, at: span("三人").start }).unwrap();
    assert_eq!(placed(&between, id), [span("倉庫")]);
    let inside = send(session, Edit::Split { id, at: span("が調べ").start }).unwrap();
    assert_eq!(placed(&inside, id), [span("倉庫"), span("消防")]);
    assert_eq!(placed(&inside, *inside.project.annotations.keys().next_back().unwrap()), [span("が調べ")]);
}

#[test]
fn a_split_that_leaves_nothing_is_refused() {
    let (session, article) = session();
    let (session, id) = marked(session, article, &[span("、 三人")], claim());
    for at in [0, span("、").start, span("人が").end, TEXT.len() as u32] {
        assert_eq!(send(session.clone(), Edit::Split { id, at }).unwrap_err(), Refusal::EmptySpan, "{at}");
    }
    let inside = span("三").start + 1;
    assert!(matches!(send(session, Edit::Split { id, at: inside }), Err(Refusal::InsideCharacter(_))));
}

#[test]
fn the_halves_of_a_name_are_named_anew() {
    let (session, article) = session();
    let (session, id) = marked(session, article, &[span("港の倉庫")], name(EntityType::Facility));
    let session = send(session, Edit::Split { id, at: span("倉庫").start }).unwrap();
    for annotation in session.project.annotations.values() {
        let Body::Entity(mark) = &annotation.body else { panic!("{annotation:?}") };
        assert_eq!((mark.kind, mark.canonical.as_str()), (EntityType::Facility, ""));
    }
}

#[test]
fn merged_marks_are_one_with_all_their_places_and_notes() {
    let (session, article) = session();
    let (session, late) = marked(session, article, &[span("三人がけがをした")], claim());
    let (session, early) = marked(session, article, &[span("倉庫"), span("火災が起き、")], claim());
    let (session, other) = marked(session, article, &[span("倉庫で火災")], claim());
    let before = session.project.annotations.clone();
    let session = send(session, Edit::Merge(vec![late, early, other, late])).unwrap();
    assert_eq!(session.project.annotations.keys().copied().collect::<Vec<_>>(), [early]);
    assert_eq!(placed(&session, early), [span("倉庫で火災が起き、"), span("三人がけがをした")]);
    assert_eq!(session.project.annotations.get(&early).unwrap().note, "2 か所\n1 か所");
    assert_eq!(session.selection.focus, Focus::Annotation(early));
    let (undone, _) = update(session, Msg::Undo { at: Timestamp(8) });
    assert_eq!(undone.project.annotations, before);
}

#[test]
fn only_marks_of_one_kind_in_one_article_become_one() {
    let (session, article) = session();
    let other = session.project.articles.get(1).unwrap().id;
    let (session, one) = marked(session, article, &[span("倉庫")], claim());
    let (session, named) = marked(session, article, &[span("港")], name(EntityType::Location));
    let (session, elsewhere) = marked(session, other, &[span("倉庫")], claim());
    for ids in [vec![], vec![one], vec![one, one], vec![one, named], vec![one, elsewhere]] {
        assert_eq!(send(session.clone(), Edit::Merge(ids)).unwrap_err(), Refusal::NotAlike);
    }
}

fn related() -> (Session, AnnotationId, (ArticleId, ByteSpan)) {
    let (session, article) = session();
    let other = (session.project.articles.get(1).unwrap().id, span("消防が調べている"));
    let (session, id) = marked(session, article, &[span("火災が起き")], claim());
    let relate = Edit::Relate {
        pairs: vec![ClaimPair {
            a: other,
            b: (article, span("火災が起き")),
            relation: Relation::Contradict,
            difference: None,
        }],
        verdict: Verdict::Accept,
        creator: Creator::Person { name: String::new() },
        by: String::new(),
    };
    (send(session, relate).unwrap(), id, other)
}

#[test]
fn relations_go_where_their_claim_goes() {
    let (session, id, other) = related();
    let article = session.project.annotations.get(&id).unwrap().article;
    let to = span("倉庫で火災が起き");
    let moved = Edit::Change { id, target: Some(vec![to]), body: None, note: None };
    let moved = send(session.clone(), moved).unwrap();
    assert!(moved.relation_between((article, to), other).is_some());
    assert!(moved.relation_between((article, span("火災が起き")), other).is_none());
    let split = send(session, Edit::Split { id, at: span("が起き").start }).unwrap();
    assert!(split.relation_between(other, (article, span("火災"))).is_some());
}

fn suggested() -> (Session, ArticleId) {
    let (session, article) = session();
    let entity = Entity {
        span: span("倉庫"),
        kind: EntityType::Facility,
        canonical: "倉庫".to_owned(),
        normalized: None,
        score: 0.9,
    };
    let analysed = Analysed {
        analysis: Analysis { entities: vec![entity], ..Analysis::default() },
        model: Creator::Model { name: "rules".to_owned(), version: "1".to_owned() },
    };
    (update(session, Msg::Analysed { article, analysed: Arc::new(analysed) }).0, article)
}

#[test]
fn a_suggestion_accepted_with_other_boundaries_is_not_suggested_again() {
    let (session, article) = suggested();
    let correct = |body| Edit::Correct {
        article,
        span: span("倉庫"),
        to: Some(span("港の倉庫")),
        body,
        by: "佐藤".to_owned(),
    };
    let corrected = send(session.clone(), correct(name(EntityType::Facility))).unwrap();
    let mark = corrected.project.annotations.values().next().unwrap();
    assert_eq!(mark.target, Target::Placed(vec![span("港の倉庫")]));
    assert!(matches!(mark.creator, Creator::Model { .. }));
    assert_eq!(corrected.suggestions(article).len(), 0);
    let (undone, _) = update(corrected, Msg::Undo { at: Timestamp(8) });
    assert_eq!(undone.suggestions(article).len(), 1);
}

proptest! {
    /// Whatever is split and merged, what is covered stays covered, but for blanks at a cut.
    #[test]
    fn splitting_and_merging_lose_no_ground(cuts in prop::collection::vec(0..TEXT.chars().count(), 1..6)) {
        let (session, article) = session();
        let whole = span("倉庫で火災が起き、 三人がけがをした");
        let (mut session, id) = marked(session, article, &[whole], claim());
        let position = |n: usize| TEXT.char_indices().nth(n).map_or(TEXT.len(), |(at, _)| at) as u32;
        for cut in cuts.into_iter().map(position) {
            let inside = |one: &&Arc<Annotation>| one.extent().is_some_and(|all| all.start < cut && cut < all.end);
            if let Some(found) = session.project.annotations.values().find(inside).map(|one| one.id)
                && let Ok(split) = send(session.clone(), Edit::Split { id: found, at: cut })
            {
                session = split;
            }
        }
        let ids: Vec<AnnotationId> = session.project.annotations.keys().copied().collect();
        if ids.len() > 1 {
            session = send(session, Edit::Merge(ids)).unwrap();
        }
        let ink = |spans: &[ByteSpan]| -> String {
            spans.iter().flat_map(|one| one.slice(TEXT).unwrap().chars()).filter(|c| !c.is_whitespace()).collect()
        };
        prop_assert_eq!(ink(&placed(&session, id)), ink(&[whole]));
    }
}
