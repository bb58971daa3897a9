use super::{Disputed, MergeError, Merged, merge};
use crate::staging::{TAG, add, any_project, body, project};
use proptest::prelude::*;
use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, ByteSpan, Project, ProjectId, Status, Tag, TagColor, TagId,
    Target, Timestamp,
};
use shirushi_session::{Edit, Msg, Session, update};
use std::sync::Arc;

fn edited(project: &Project, edits: Vec<Edit>) -> Project {
    let mut session = Session::open(project.clone());
    for (at, edit) in (5_000..).zip(edits) {
        let (next, effects) = update(session, Msg::Edit { edit, at: Timestamp(at) });
        assert!(
            effects.iter().all(|one| !matches!(one, shirushi_session::Effect::Refused(_))),
            "{effects:?}"
        );
        session = next;
    }
    session.project
}

fn only(project: &Project) -> AnnotationId {
    *project.annotations.keys().next().unwrap()
}

fn note(id: AnnotationId, words: &str) -> Edit {
    Edit::Change { id, target: None, body: None, note: Some(words.to_owned()) }
}

fn retype(id: AnnotationId, name: &str) -> Edit {
    Edit::Change { id, target: None, body: Some(body(name)), note: None }
}

/// What every mark says, with the words it stands on, whatever its number.
fn said(project: &Project) -> Vec<String> {
    let mark = |mark: &Arc<Annotation>| {
        let text = &project.article(mark.article).unwrap().text;
        let words = match &mark.target {
            Target::Placed(spans) => {
                spans.iter().map(|span| span.slice(text).unwrap()).collect::<Vec<_>>().join("|")
            }
            Target::Unplaced(quotes) => format!("? {}", quotes[0].exact),
        };
        format!("{words} {:?} {:?} {:?} {} {text}", mark.body, mark.maker(), mark.status, mark.note)
    };
    let mut said: Vec<String> = project.annotations.values().map(mark).collect();
    said.sort();
    said
}

#[test]
fn marks_of_two_people_stand_side_by_side() {
    let ours = project(1, "早瀬", &["<facility>市役所</facility>で<claim>会見した</claim>。"]);
    let theirs = project(2, "黒田", &["<location>市役所</location>で<claim>会見した</claim>。"]);
    let Merged { project, conflicts, added, .. } = merge(&ours, &theirs, None).unwrap();
    assert_eq!((project.annotations.len(), added, conflicts.len()), (4, 2, 0));
    let makers: Vec<_> = project.annotations.values().map(|mark| mark.maker().unwrap()).collect();
    assert_eq!(makers, ["早瀬", "早瀬", "黒田", "黒田"]);
    assert_eq!(project.id, ours.id);
    assert!(project.annotations.keys().all(|id| id.0 < project.next_number));
}

#[test]
fn what_each_changed_since_the_state_in_common_is_kept() {
    let base = project(1, "早瀬", &["<facility>市役所</facility>で<person>院長</person>が会見。"]);
    let ids: Vec<_> = base.annotations.keys().copied().collect();
    let ours = edited(&base, vec![note(ids[0], "要旨")]);
    let theirs = edited(&base, vec![retype(ids[0], "location"), Edit::Delete(vec![ids[1]])]);
    let merged = merge(&ours, &theirs, Some(&base)).unwrap();
    assert_eq!((merged.changed, merged.removed, merged.added, merged.conflicts.len()), (1, 1, 0, 0));
    let mark = &merged.project.annotations[&ids[0]];
    assert_eq!((mark.note.as_str(), &mark.body), ("要旨", &body("location")));
    // Without it nobody knows that the mark was deleted, nor who changed the other.
    let merged = merge(&ours, &theirs, None).unwrap();
    assert_eq!((merged.project.annotations.len(), merged.conflicts.len()), (3, 1));
    assert_eq!(merged.conflicts[0].what, Disputed::Mark);
}

#[test]
fn what_both_changed_differently_stands_twice_and_is_told() {
    let base = project(1, "早瀬", &["<facility>市役所</facility>で会見。"]);
    let id = only(&base);
    let (ours, theirs) =
        (edited(&base, vec![retype(id, "location")]), edited(&base, vec![retype(id, "organization")]));
    let merged = merge(&ours, &theirs, Some(&base)).unwrap();
    let conflict = &merged.conflicts[0];
    assert_eq!((conflict.what, conflict.article), (Disputed::Mark, Some(ArticleId(1))));
    assert_eq!(conflict.place, Some(ByteSpan::new(0, 9)));
    assert_eq!(conflict.who, ["早瀬", "早瀬"]);
    let bodies: Vec<_> =
        conflict.marks.iter().map(|id| merged.project.annotations[id].body.clone()).collect();
    assert_eq!(bodies, [body("location"), body("organization")]);
    let deleted = edited(&base, vec![Edit::Delete(vec![id])]);
    for (ours, theirs) in [(&deleted, &theirs), (&theirs, &deleted)] {
        let merged = merge(ours, theirs, Some(&base)).unwrap();
        assert_eq!(merged.conflicts[0].what, Disputed::DeletedMark);
        assert_eq!(merged.project.annotations[&id].body, body("organization"));
    }
}

#[test]
fn marks_that_got_one_number_after_the_parting_are_two() {
    let base = project(1, "早瀬", &["市役所で会見。"]);
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    add(&mut ours, ArticleId(1), ByteSpan::new(0, 9), body("facility"), "早瀬");
    add(&mut theirs, ArticleId(1), ByteSpan::new(12, 18), body("claim"), "黒田");
    let merged = merge(&ours, &theirs, Some(&base)).unwrap();
    assert_eq!((merged.project.annotations.len(), merged.conflicts.len()), (2, 0));
    let highest = merged.project.annotations.keys().next_back().unwrap().0;
    assert!(merged.project.next_number > highest);
}

#[test]
fn marks_go_along_to_the_text_that_stands() {
    let mut ours = project(1, "早瀬", &["きのう、<facility>市役所</facility>で会見した。"]);
    let theirs = project(2, "黒田", &["<location>市役所</location>で<person>院長</person>は会見した。"]);
    let merged = merge(&ours, &theirs, None).unwrap();
    assert_eq!(merged.pairs[0].by, crate::Sameness::Title);
    assert_eq!(merged.conflicts[0].what, Disputed::Text);
    assert!(
        said(&merged.project).iter().any(|one| one.starts_with("市役所 Entity(EntityMark { kind: Location"))
    );
    assert!(said(&merged.project).iter().any(|one| one.starts_with("? 院長")), "kept without a place");
    assert_eq!(merged.moved.len(), 1);
    // With a state in common it is known who has the newer text.
    let base = project(1, "早瀬", &["<facility>市役所</facility>で会見した。"]);
    let newer = Edit::ReplaceText {
        article: ArticleId(1),
        text: "きょう、市役所で会見した。".to_owned(),
        marks: [(only(&base), Target::Placed(vec![ByteSpan::new(12, 21)]))].into(),
        ends: Default::default(),
    };
    let theirs = edited(&base, vec![newer]);
    ours = edited(&base, vec![note(only(&base), "要旨")]);
    let merged = merge(&ours, &theirs, Some(&base)).unwrap();
    assert_eq!(&*merged.project.articles[0].text, "きょう、市役所で会見した。");
    assert!(merged.conflicts.iter().all(|one| one.what != Disputed::Text), "{:?}", merged.conflicts);
    assert!(said(&merged.project).iter().any(|one| one.starts_with("市役所") && one.contains("要旨")));
}

#[test]
fn articles_come_and_go() {
    let base = project(1, "早瀬", &["<person>院長</person>。", "市役所。"]);
    let theirs = edited(&base, vec![Edit::RemoveArticle(ArticleId(1))]);
    let merged = merge(&base, &theirs, Some(&base)).unwrap();
    assert_eq!((merged.project.articles.len(), merged.project.annotations.len()), (1, 0));
    let worked = edited(&base, vec![note(only(&base), "要旨")]);
    for (ours, theirs) in [(&worked, &theirs), (&theirs, &worked)] {
        let merged = merge(ours, theirs, Some(&base)).unwrap();
        assert_eq!(merged.conflicts[0].what, Disputed::RemovedArticle);
        assert_eq!((merged.project.articles.len(), merged.project.annotations.len()), (2, 1));
    }
    let other = project(2, "黒田", &["市役所。", "<person>助役</person>は辞任。"]);
    let merged = merge(&base, &other, None).unwrap();
    assert_eq!(merged.project.articles.len(), 3);
    assert!(said(&merged.project).iter().any(|one| one.starts_with("助役")));
}

#[test]
fn tags_are_one_by_their_name() {
    let ours = project(1, "早瀬", &["<tag>市役所</tag>で会見。"]);
    let mut theirs = project(2, "黒田", &["市役所で<tag>会見</tag>。"]);
    let old = theirs.tagset.tags[0].clone();
    theirs.tagset.tags = vec![Tag { id: TagId(7), color: TagColor::Sky, ..old.clone() }];
    let marks = theirs.annotations.clone();
    let tagged = |mark: &Arc<Annotation>| {
        let body = shirushi_model::Body::Highlight(shirushi_model::Highlight { tag: TagId(7) });
        Arc::new(Annotation { body, ..Annotation::clone(mark) })
    };
    theirs.annotations = marks.iter().map(|(id, mark)| (*id, tagged(mark))).collect();
    let merged = merge(&ours, &theirs, None).unwrap();
    assert_eq!(merged.project.tagset.tags.len(), 1);
    assert_eq!(merged.conflicts[0].what, Disputed::Tag);
    assert!(merged.project.annotations.values().all(|mark| mark.body == body("tag")));
    theirs.tagset.tags = vec![Tag { id: TAG, name: "疑問".to_owned(), ..old }];
    theirs.annotations = marks;
    let merged = merge(&ours, &theirs, None).unwrap();
    let names: Vec<_> = merged.project.tagset.tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(names, ["要確認", "疑問"]);
    let bodies: std::collections::HashSet<_> =
        merged.project.annotations.values().map(|mark| format!("{:?}", mark.body)).collect();
    assert_eq!(bodies.len(), 2);
}

#[test]
fn what_cannot_be_merged_is_refused() {
    let ours = project(1, "早瀬", &["市役所で会見。"]);
    let mut theirs = project(2, "黒田", &["港は封鎖。"]);
    let article = Article::clone(&theirs.articles[0]);
    let meta = shirushi_model::ArticleMeta::default();
    theirs.articles.set(0, Arc::new(Article { meta, ..article }));
    assert_eq!(merge(&ours, &theirs, None).unwrap_err(), MergeError::NoCommonArticle);
    let error = merge(&ours, &ours, Some(&theirs)).unwrap_err();
    assert_eq!((error.clone(), error.code()), (MergeError::OtherAncestor, "other-ancestor"));
    let mut last = ours.clone();
    last.next_number = u32::MAX;
    let mut theirs = project(2, "黒田", &["<person>市役所</person>で会見。"]);
    theirs.id = ProjectId::from_random(2);
    assert_eq!(merge(&last, &theirs, None).unwrap_err(), MergeError::NumbersExhausted);
    for error in [MergeError::NoCommonArticle, MergeError::OtherAncestor, MergeError::NumbersExhausted] {
        assert!(!error.said().ja.is_empty() && !error.said().en.is_empty());
    }
}

proptest! {
    #[test]
    fn merging_with_oneself_changes_nothing(project in any_project(1, "早瀬")) {
        for base in [None, Some(&project)] {
            let merged = merge(&project, &project, base).unwrap();
            prop_assert_eq!(&merged.project, &project);
            prop_assert!(merged.conflicts.is_empty());
        }
    }

    #[test]
    fn it_does_not_matter_who_is_first(
        ours in any_project(1, "早瀬"),
        theirs in any_project(2, "黒田"),
    ) {
        let (one, other) = (merge(&ours, &theirs, None).unwrap(), merge(&theirs, &ours, None).unwrap());
        prop_assert_eq!(said(&one.project), said(&other.project));
        let mut all = said(&ours);
        all.extend(said(&theirs));
        all.sort();
        prop_assert_eq!(said(&one.project), all, "nothing is lost, nothing is made up");
        let again = merge(&one.project, &theirs, None).unwrap();
        prop_assert_eq!(again.project.annotations.len(), one.project.annotations.len());
    }

    #[test]
    fn with_a_state_in_common_both_histories_are_in(
        base in any_project(1, "早瀬"),
        ours in prop::collection::vec((any::<u8>(), 0usize..3), 0..5),
        theirs in prop::collection::vec((any::<u8>(), 0usize..3), 0..5),
    ) {
        let worked = |edits: &[(u8, usize)], by: &'static str| {
            let mut project = base.clone();
            for (which, what) in edits {
                let ids: Vec<_> = project.annotations.keys().copied().collect();
                let Some(id) = ids.get(usize::from(*which) % ids.len().max(1)).copied() else { continue };
                project = match what {
                    0 => edited(&project, vec![note(id, by)]),
                    1 => edited(&project, vec![retype(id, "organization")]),
                    _ => edited(&project, vec![Edit::Delete(vec![id])]),
                };
            }
            project
        };
        let (ours, theirs) = (worked(&ours, "早瀬"), worked(&theirs, "黒田"));
        let (one, other) =
            (merge(&ours, &theirs, Some(&base)).unwrap(), merge(&theirs, &ours, Some(&base)).unwrap());
        prop_assert_eq!(said(&one.project), said(&other.project));
        prop_assert_eq!(one.conflicts.len(), other.conflicts.len());
        // Whoever did nothing has nothing to say.
        let alone = merge(&base, &theirs, Some(&base)).unwrap();
        prop_assert_eq!(said(&alone.project), said(&theirs));
        prop_assert!(alone.conflicts.is_empty());
        prop_assert!(one.project.annotations.values().all(|mark| mark.status == Status::Accepted));
    }
}
