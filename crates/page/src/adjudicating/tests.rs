//! Acts on disagreements: state and act in, state and effects out.

use super::{AdjudicateAct, AdjudicateTask, AdjudicateUi, GuideOf, Scope, differences};
use crate::act::Act;
use crate::exchanging::{Destination, ExchangeAct};
use crate::fixtures::{Bench, FIRST, ONE, acts, span};
use crate::focus::FocusTarget;
use crate::intake::Incoming;
use crate::marking::KeysAfter;
use crate::scene::Scene;
use shirushi_agreement::{Aspect, Decision};
use shirushi_model::{Body, EntityMark, EntityType, MarkType, Status};
use shirushi_session::Edit;

fn asked(act: AdjudicateAct) -> Act {
    Act::Adjudicate(act)
}

/// 黒田 has 港 as a place and 市長 as a person, 佐藤 has 港 as a facility and 急ぐ as a place.
fn two() -> Bench {
    let label = |of: &str, kind: &str| {
        let start = ONE[..span(ONE, of).start as usize].encode_utf16().count();
        format!("[{start},{},\"{kind}\"]", start + of.encode_utf16().count())
    };
    let labels = [label("港", "LOCATION"), label("佐伯真理子", "PERSON")].join(",");
    let content = Ok(format!("{{\"text\":\"{ONE}\",\"label\":[{labels}]}}").into_bytes());
    let file = Incoming { name: "黒田.jsonl".to_owned(), content, file: None };
    let mark = |of: &str, kind: EntityType| {
        let body = Body::Entity(EntityMark { kind, canonical: String::new(), value: None });
        let (article, spans, note, by) = (FIRST, vec![span(ONE, of)], String::new(), "佐藤".to_owned());
        Act::Edit(Edit::Mark { article, spans, body, note, by }, KeysAfter::Stay)
    };
    Bench::read()
        .then(Act::Arrived(vec![file]))
        .then(Act::Exchange(ExchangeAct::Take(Destination::Here)))
        .then(mark("港", EntityType::Facility))
        .then(mark("急ぐ", EntityType::Location))
        .then(mark("佐伯真理子", EntityType::Person))
        .then(Act::Scene(Scene::Adjudicating))
}

fn open(page: &Bench) -> Vec<Aspect> {
    let found = differences(&page.session, page.project.adjudicating.people.as_ref()).unwrap();
    found.queue.iter().filter(|one| one.is_open()).map(|one| one.aspect()).collect()
}

/// The types of the marks that stand on 港.
fn on_port(page: &Bench) -> Vec<EntityType> {
    let marks = page.session.project.annotations.values();
    marks
        .filter(|mark| mark.status == Status::Accepted && mark.extent() == Some(span(ONE, "港")))
        .filter_map(|mark| match &mark.body {
            Body::Entity(entity) => Some(entity.kind),
            _ => None,
        })
        .collect()
}

fn decide(decision: Decision) -> Act {
    asked(AdjudicateAct::Decide(decision, Scope::One))
}

const FACILITY: MarkType = MarkType::Entity(EntityType::Facility);

fn task(task: AdjudicateTask) -> Act {
    asked(AdjudicateAct::Look(AdjudicateUi { task, ..AdjudicateUi::default() }))
}

const GUIDE: fn() -> Act = || asked(AdjudicateAct::Guide(GuideOf::Type(FACILITY)));

/// Entries are written, and all but the last are in the guide of facilities.
fn guided(entries: &[&str]) -> Bench {
    entries.iter().enumerate().fold(two(), |page, (at, entry)| {
        let page = if at == 0 { page } else { page.then(GUIDE()) };
        page.then(task(AdjudicateTask::Guiding((*entry).to_owned())))
    })
}

fn said(page: &Bench) -> String {
    page.session.project.tagset.guide(FACILITY).guide
}

acts! {
    the_place_is_turned_to: Bench::read(), Act::Scene(Scene::Adjudicating) => |page|
        page.ui.scene == Scene::Adjudicating, page.keys_go(FocusTarget::Result);
    what_differs_is_a_queue: two(), asked(AdjudicateAct::Look(AdjudicateUi::default())) => |page|
        open(&page) == [Aspect::Type, Aspect::Existence];
    names_are_hidden: two(), asked(AdjudicateAct::Look(AdjudicateUi { names_hidden: true, ..AdjudicateUi::default() })) => |page|
        page.project.adjudicating.names_hidden;
    one_is_taken: two(), decide(Decision::Left) => |page| on_port(&page) == [EntityType::Facility],
        open(&page) == [Aspect::Existence], page.project.adjudicating.at == 1, page.appends();
    or_the_other: two(), decide(Decision::Right) => |page| on_port(&page) == [EntityType::Location];
    or_both: two(), decide(Decision::Both) => |page| on_port(&page).len() == 2;
    or_neither: two(), decide(Decision::Neither) => |page| on_port(&page).is_empty(), open(&page) == [Aspect::Existence];
    one_undo_takes_it_back: two().then(decide(Decision::Neither)), Act::Undo => |page| on_port(&page).len() == 2;
    those_like_it_too: two(), asked(AdjudicateAct::Decide(Decision::Left, Scope::Alike)) => |page|
        on_port(&page) == [EntityType::Facility];
    limits_are_drawn_anew: two().then(task(AdjudicateTask::Redrawing(span(ONE, "港を")))),
        decide(Decision::Redrawn(vec![span(ONE, "港を")])) => |page| on_port(&page).is_empty(), page.appends(),
        page.project.adjudicating.task == AdjudicateTask::Deciding, open(&page) == [Aspect::Existence];
    whoever_moves_on_draws_no_more: two().then(task(AdjudicateTask::Redrawing(span(ONE, "港を")))),
        asked(AdjudicateAct::Look(AdjudicateUi { at: 1, task: AdjudicateTask::Redrawing(span(ONE, "港を")),
        ..AdjudicateUi::default() })) => |page| page.project.adjudicating.task == AdjudicateTask::Deciding;
    what_was_decided_is_a_line_of_the_guide: guided(&["「港」: 施設。", "「急ぐ」: 採らない。"]), GUIDE() => |page|
        said(&page) == "「港」: 施設。\n「急ぐ」: 採らない。", page.appends();
    it_is_undone: guided(&["「港」: 施設。", "「急ぐ」: 採らない。"]).then(GUIDE()), Act::Undo => |page|
        said(&page) == "「港」: 施設。";
    nothing_is_no_line: guided(&[" "]), GUIDE() => |page| said(&page).is_empty(), !page.appends();
    what_is_alike_stands_once: two(), asked(AdjudicateAct::SettleAlike) => |page| page.appends(),
        page.session.project.annotations.values().filter(|mark| mark.status == Status::Accepted
            && mark.extent() == Some(span(ONE, "佐伯真理子"))).count() == 1;
    alone_nobody_differs: Bench::read(), decide(Decision::Left) => |page| !page.appends();
}
