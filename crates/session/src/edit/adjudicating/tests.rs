use crate::{Edit, Effect, Label, Msg, NewArticle, Refusal, RuledMark, Ruling, Session, Verdict, update};
use shirushi_model::{
    Annotation, AnnotationId, ArticleId, ArticleMeta, Body, ByteSpan, EntityMark, EntityType, ProjectId,
    Status, Target, Timestamp,
};

const TEXT: &str = "市役所で会見した。";

fn entity(kind: EntityType) -> Body {
    Body::Entity(EntityMark { kind, canonical: String::new(), value: None })
}

fn edit(session: Session, edit: Edit) -> (Session, Vec<Effect>) {
    let at = Timestamp(session.seq() as i64 + 1);
    update(session, Msg::Edit { edit, at })
}

/// 市役所 as a facility by 早瀬 and as a place by 黒田.
fn differing() -> (Session, ArticleId, [AnnotationId; 2]) {
    let session = Session::new(ProjectId::from_random(1), "会見".to_owned(), Timestamp(0));
    let article = NewArticle { text: TEXT.to_owned(), meta: ArticleMeta::default() };
    let (mut session, _) = edit(session, Edit::AddArticles(vec![article]));
    let article = session.selection.article.unwrap();
    for (kind, by) in [(EntityType::Facility, "早瀬"), (EntityType::Location, "黒田")] {
        let spans = vec![ByteSpan::new(0, "市役所".len())];
        let mark = Edit::Mark { article, spans, body: entity(kind), note: String::new(), by: by.to_owned() };
        session = edit(session, mark).0;
    }
    let ids: Vec<AnnotationId> = session.project.annotations.keys().copied().collect();
    (session, article, [ids[0], ids[1]])
}

fn ruling(article: ArticleId, aside: Vec<AnnotationId>, verdict: Verdict) -> Edit {
    let spans = vec![ByteSpan::new(0, "市役所".len())];
    let mark = RuledMark { article, spans, body: entity(EntityType::Facility), note: String::new(), verdict };
    Edit::Adjudicate { rulings: vec![Ruling { aside, marks: vec![mark] }], by: "決".to_owned() }
}

#[test]
fn what_is_decided_stands_beside_what_was_marked() {
    let (before, article, ids) = differing();
    let (after, effects) = edit(before.clone(), ruling(article, ids.to_vec(), Verdict::Accept));
    let Some(Effect::Append(transaction)) = effects.first() else { panic!("{effects:?}") };
    assert_eq!((transaction.label, transaction.by()), (Label::Adjudicate { count: 1 }, Some("決")));
    for id in ids {
        let (was, is) = (&before.project.annotations[&id], &after.project.annotations[&id]);
        let expected =
            Annotation { status: Status::Suggested, modified: is.modified, ..Annotation::clone(was) };
        assert_eq!(**is, expected);
    }
    let made: Vec<_> = after.project.annotations.values().filter(|one| one.is_ruling()).collect();
    assert_eq!(made.len(), 1);
    assert_eq!((made[0].maker(), made[0].status), (Some("決"), Status::Accepted));
    assert_eq!(made[0].target, Target::Placed(vec![ByteSpan::new(0, 9)]));
    let (undone, _) = update(after, Msg::Undo { at: Timestamp(9) });
    assert_eq!(undone.project.annotations, before.project.annotations);
}

#[test]
fn the_same_is_decided_once() {
    let (session, article, [left, right]) = differing();
    let (session, _) = edit(session, ruling(article, vec![left], Verdict::Accept));
    let count = session.project.annotations.len();
    let (session, _) = edit(session, ruling(article, vec![right], Verdict::Accept));
    assert_eq!(session.project.annotations.len(), count);
    let seq = session.seq();
    let (session, _) = edit(session, ruling(article, vec![left, right], Verdict::Accept));
    assert_eq!(session.seq(), seq, "nothing was left to do");
    let (session, _) = edit(session, ruling(article, vec![], Verdict::Reject));
    assert_eq!(session.project.annotations.len(), count + 1);
}

#[test]
fn what_cannot_be_is_refused() {
    let (session, article, _) = differing();
    let (same, effects) = edit(session.clone(), ruling(article, vec![AnnotationId(99)], Verdict::Accept));
    assert_eq!(effects, [Effect::Refused(Refusal::NoSuchAnnotation(AnnotationId(99)))]);
    assert_eq!(same.project, session.project);
    let (_, effects) = edit(session, ruling(ArticleId(99), vec![], Verdict::Accept));
    assert_eq!(effects, [Effect::Refused(Refusal::NoSuchArticle(ArticleId(99)))]);
}

#[test]
fn a_merged_project_comes_in_as_one_change() {
    let (mut there, article, ids) = differing();
    let here = Session::open(there.project.clone());
    there = edit(there, Edit::Delete(vec![ids[1]])).0;
    there = edit(there, ruling(article, vec![ids[0]], Verdict::Reject)).0;
    let (merged, effects) = edit(here.clone(), Edit::MergeProject(Box::new(there.project.clone())));
    assert_eq!(merged.project.annotations, there.project.annotations);
    assert!(matches!(effects.first(), Some(Effect::Append(one)) if one.label == Label::MergeProject));
    let (undone, _) = update(merged, Msg::Undo { at: Timestamp(9) });
    assert_eq!(undone.project.annotations, here.project.annotations);
}
