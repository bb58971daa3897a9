use super::{Decision, decide, settle_alike};
use crate::disagreement::{Differences, disagreements};
use crate::layer::Layer;
use crate::measure::agreement;
use crate::staging::project;
use shirushi_model::{ByteSpan, Project, Status, Target, Timestamp};
use shirushi_session::{Edit, Effect, Msg, Session, update};
use std::collections::BTreeMap;

fn merged(ours: &str, theirs: &str) -> Project {
    crate::merge(&project(1, "早瀬", &[ours]), &project(2, "黒田", &[theirs]), None).unwrap().project
}

fn found(project: &Project) -> Differences {
    let layers = Layer::by_maker(project);
    disagreements(project, &BTreeMap::new(), &layers[0], &layers[1])
}

fn done(project: &Project, edit: Edit) -> Session {
    let (session, effects) = update(Session::open(project.clone()), Msg::Edit { edit, at: Timestamp(9) });
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Append(_))), "{effects:?}");
    session
}

/// What is decided of the first disagreement: the words with the type's first letter, `-` before what is not
/// to stand.
#[track_caller]
fn check(ours: &str, theirs: &str, decision: Decision, wanted: &[&str]) {
    let before = merged(ours, theirs);
    let differences = found(&before);
    let edit = decide(&differences.queue[..1], &decision, "決").unwrap();
    let session = done(&before, edit);
    let text = &before.articles[0].text;
    let ruled: Vec<String> = session
        .project
        .annotations
        .values()
        .filter(|mark| mark.is_ruling())
        .map(|mark| {
            let Target::Placed(spans) = &mark.target else { panic!("{mark:?}") };
            let words: Vec<_> = spans.iter().map(|span| span.slice(text).unwrap()).collect();
            let kind = format!("{:?}", crate::Category::of(&mark.body).unwrap());
            let stands = if mark.status == Status::Rejected { "-" } else { "" };
            assert_eq!((mark.maker(), mark.judged_by.as_deref()), (Some("決"), Some("決")));
            format!("{stands}{} {kind}", words.join("|"))
        })
        .collect();
    assert_eq!(ruled, wanted);
    let after = found(&session.project);
    assert!(!after.queue[0].is_open() && after.queue.len() == differences.queue.len());
    let measure = |project: &Project| agreement(project, &BTreeMap::new(), &Layer::by_maker(project));
    assert_eq!(measure(&before), measure(&session.project), "agreement is that of the state before");
    let (undone, _) = update(session, Msg::Undo { at: Timestamp(10) });
    assert_eq!(undone.project.annotations, before.annotations);
}

#[test]
fn each_decision_gives_what_it_says() {
    let (long, short) = ("<claim>患者さんの情報</claim>が", "患者さんの<claim>情報</claim>が");
    check(long, short, Decision::Left, &["患者さんの情報 Claim"]);
    check(long, short, Decision::Right, &["情報 Claim"]);
    check(long, short, Decision::Union, &["患者さんの情報 Claim"]);
    check(long, short, Decision::Intersection, &["情報 Claim"]);
    check(long, short, Decision::Both, &["患者さんの情報 Claim", "情報 Claim"]);
    check(long, short, Decision::Neither, &["-患者さんの情報 Claim", "-情報 Claim"]);
    check(long, short, Decision::Redrawn(vec![ByteSpan::new(0, 12)]), &["患者さん Claim"]);
    let (facility, location) = ("<facility>市役所</facility>", "<location>市役所</location>");
    check(facility, location, Decision::Right, &["市役所 Entity(Location)"]);
    let (alone, nothing) = ("<person>院長</person>と<tag>町</tag>", "院長と<tag>町</tag>");
    check(alone, nothing, Decision::Left, &["院長 Entity(Person)"]);
    check(alone, nothing, Decision::Right, &["-院長 Entity(Person)"]);
    check(nothing, alone, Decision::Left, &["-院長 Entity(Person)"]);
}

#[test]
fn what_does_not_fit_is_not_decided() {
    let before = merged("<person>院長</person>と<tag>町</tag>", "院長と<tag>町</tag>");
    let differences = found(&before);
    for decision in [Decision::Union, Decision::Intersection, Decision::Redrawn(Vec::new())] {
        assert!(!decision.fits(&differences.queue[0]));
        assert_eq!(decide(&differences.queue, &decision, "決"), None);
    }
    assert!(Decision::Neither.fits(&differences.queue[0]));
}

#[test]
fn all_that_is_alike_is_decided_in_one_change() {
    let before = merged(
        "<facility>港</facility>と<facility>町</facility>と<person>雨</person>",
        "<location>港</location>と<location>町</location>と<location>雨</location>",
    );
    let differences = found(&before);
    let like = differences.queue[0].likeness(&before);
    let alike: Vec<_> = differences.queue.iter().filter(|one| one.likeness(&before) == like).collect();
    let session = done(&before, decide(alike, &Decision::Left, "決").unwrap());
    assert_eq!(session.seq(), 1);
    let open: Vec<_> = found(&session.project).queue.iter().map(|one| one.is_open()).collect();
    assert_eq!(open, [false, false, true]);
}

#[test]
fn what_is_alike_stands_once() {
    let before = merged("<person>院長</person>と<tag>町</tag>", "<person>院長</person>と<tag>町</tag>");
    let session = done(&before, settle_alike(&found(&before), "決").unwrap());
    let standing: Vec<_> = session
        .project
        .annotations
        .values()
        .filter(|mark| mark.status == Status::Accepted)
        .map(|mark| mark.maker().unwrap())
        .collect();
    assert_eq!(standing, ["早瀬", "早瀬"]);
    assert_eq!(settle_alike(&found(&session.project), "決"), None);
}
