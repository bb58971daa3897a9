//! Acts of the tour: state and act in, state and effects out.

use super::{At, Step, TourAct};
use crate::act::Act;
use crate::effect::StoreJob;
use crate::fixtures::{Bench, acts};
use crate::focus::FocusTarget;
use crate::keys::Command;
use crate::marking::MarkAs;
use crate::projects::ProjectAct;
use crate::reading::Caret;
use crate::scene::{Outcome, Scene};
use shirushi_session::search::Query;

/// The sample is open, and the tour has begun in it.
fn touring() -> Bench {
    Bench::empty().then(Act::Tour(TourAct::Begin)).then(Act::Project(ProjectAct::Sample(None))).created()
}

fn at(page: &Bench) -> Option<Step> {
    match page.ui.tour.as_ref()?.at {
        At::Step(step, _) => Some(step),
        At::Coming | At::Farewell(_) => None,
    }
}

fn is_over(page: &Bench) -> bool {
    matches!(page.ui.tour.as_ref().map(|tour| &tour.at), Some(At::Farewell(_)))
}

/// At a step, whatever was done before.
fn at_step(step: Step) -> Bench {
    (0..step as usize).fold(touring(), |page, _| page.then(Act::Tour(TourAct::Next)))
}

fn highlight(page: &Bench) -> Act {
    Act::MarkAs(MarkAs::Highlight(page.session.project.tagset.tags[0].id))
}

acts! {
    the_sample_is_looked_for: Bench::empty(), Act::Tour(TourAct::Begin) => |page|
        page.store(|job| matches!(job, StoreJob::FindSample(_))),
        page.ui.tour.as_ref().is_some_and(|tour| tour.at == At::Coming);
    the_command_begins_it: Bench::empty(), Act::Command(Command::Tour) => |page| page.ui.tour.is_some();
    it_begins_once_the_sample_is_open: touring(), Act::Hover(None) => |page|
        at(&page) == Some(Step::Mark), page.preferences.tour.as_ref().is_some_and(|place| place.step == 0);
    one_goes_on: touring(), Act::Tour(TourAct::Next) => |page|
        at(&page) == Some(Step::Accept), page.saves_preferences();
    one_goes_back: at_step(Step::Claim), Act::Tour(TourAct::Back) => |page| at(&page) == Some(Step::Accept);
    nothing_is_before_the_first: touring(), Act::Tour(TourAct::Back) => |page| at(&page) == Some(Step::Mark);
    after_the_last_it_is_over: at_step(Step::Keep), Act::Tour(TourAct::Next) => |page|
        is_over(&page), page.preferences.toured, page.preferences.tour.is_none();
    it_is_left: touring(), Act::Tour(TourAct::End) => |page| page.ui.tour.is_none(), page.preferences.toured;
    its_last_words_are_put_away: at_step(Step::Keep).then(Act::Tour(TourAct::Next)), Act::Tour(TourAct::End) => |page|
        page.ui.tour.is_none();
    escape_leaves_it_last: touring(), Act::Command(Command::Escape) => |page| page.ui.tour.is_none();
    from_one_s_own_project_there_is_a_way_home: Bench::read().then(Act::Tour(TourAct::Begin))
        .then(Act::Project(ProjectAct::Sample(None))).created(), Act::Tour(TourAct::End) => |page| is_over(&page),
        page.ui.tour.as_ref().is_some_and(|tour| tour.home.is_some());
    it_rests_while_another_project_is_open: touring().then(Act::NewProject).created(), Act::Hover(None) => |page|
        page.ui.tour.is_none(), page.preferences.tour.is_some();
    marking_is_the_first_step: touring().then(Act::Caret(Some(Caret { anchor: 0, focus: 9 }))),
        highlight(&touring()) => |page| at(&page) == Some(Step::Accept);
    undo_is_a_step: touring().then(Act::Caret(Some(Caret { anchor: 0, focus: 9 }))).then(highlight(&touring()))
        .then(Act::Tour(TourAct::Next)).then(Act::Tour(TourAct::Next)), Act::Undo => |page|
        at(&page) == Some(Step::Judge);
    finding_is_a_step: at_step(Step::Find), Act::Search(Query { text: "霧沢".to_owned(), ..Query::default() }) => |page|
        at(&page) == Some(Step::Compare);
    comparing_is_a_step: at_step(Step::Compare), Act::Scene(Scene::Comparing) => |page| at(&page) == Some(Step::Keep);
    keeping_is_the_last: at_step(Step::Keep), Act::Copied(Outcome::Done) => |page| is_over(&page);
    a_failed_copy_is_no_step: at_step(Step::Keep), Act::Copied(Outcome::Failed) => |page|
        at(&page) == Some(Step::Keep);
    a_step_is_told: touring(), Act::Tour(TourAct::Next) => |page|
        page.ui.announced.contains((page.words().tour_step)(Step::Accept)[0]);
}

#[test]
fn the_text_gets_the_keys_once_when_it_begins() {
    let page = touring();
    assert!(page.keys_go(FocusTarget::TextOnceThere));
    assert!(!page.then(Act::Tour(TourAct::Next)).keys_go(FocusTarget::TextOnceThere));
}
