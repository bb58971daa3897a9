//! Acts about the late part: state and act in, state and effects out.

use super::{Late, LateEvent};
use crate::act::Act;
use crate::effect::{Effect, FocusTarget};
use crate::engine::{EngineEvent, EngineFailure};
use crate::fixtures::{Bench, acts};
use crate::notices::Notice;
use crate::replacing::Replace;
use crate::scene::{Panel, Scene};

const ARRIVED: Act = Act::Late(LateEvent::Arrived);
const MISSING: Act = Act::Late(LateEvent::Missing);

fn asked(page: &Bench) -> bool {
    page.effects.contains(&Effect::LoadLate)
}

fn told(page: &Bench) -> bool {
    page.says(|notice| matches!(notice, Notice::LateMissing))
}

fn reading() -> Bench {
    Bench::unanalysed().without_late_part()
}

fn opened(panel: Panel) -> Bench {
    reading().then(Act::Panel(panel))
}

acts! {
    reading_does_not_need_it: Bench::empty().without_late_part(), Act::OpenSample => |page| !asked(&page), page.ui.late == Late::Absent;
    a_panel_asks_for_it: reading(), Act::Panel(Panel::Settings) => |page| asked(&page), page.ui.late == Late::Coming;
    a_place_asks_for_it: reading(), Act::Scene(Scene::Comparing) => |page| asked(&page);
    a_panel_of_the_first_part_does_not: reading(), Act::Panel(Panel::Intake) => |page| !asked(&page);
    it_is_asked_for_once: opened(Panel::Settings), Act::Panel(Panel::Help) => |page| !asked(&page);
    it_comes_after_the_dictionary: reading(), Act::Engine(EngineEvent::Failed {
        failure: EngineFailure::DictionaryFetch, unread: None,
    }) => |page| asked(&page);
    the_keys_go_into_the_panel: opened(Panel::Search), ARRIVED => |page|
        page.ui.late == Late::Here, page.effects.contains(&Effect::Focus(FocusTarget::Panel));
    the_keys_stay_in_the_text: reading(), ARRIVED => |page|
        !page.effects.iter().any(|effect| matches!(effect, Effect::Focus(_)));
    it_is_missed: opened(Panel::Settings), MISSING => |page| told(&page), !asked(&page);
    nobody_misses_it: reading(), MISSING => |page| !told(&page), !asked(&page);
    it_is_not_asked_for_again_by_itself: opened(Panel::Settings).then(MISSING), Act::Hover(None) => |page| !asked(&page);
    another_panel_asks_again: opened(Panel::Settings).then(MISSING), Act::Panel(Panel::Help) => |page|
        asked(&page), !told(&page);
    a_person_asks_again: opened(Panel::Settings).then(MISSING), Act::RetryLate => |page| asked(&page), !told(&page);
    asking_twice_is_asking_once: opened(Panel::Settings), Act::RetryLate => |page| !asked(&page);
    a_newer_text_waits_for_it: reading(), Act::Replace(Replace::Begin) => |page|
        asked(&page), page.ui.panel == Panel::Inspector;
    it_is_done_once_it_is_there: reading().then(Act::Replace(Replace::Begin)), ARRIVED => |page|
        page.ui.panel == Panel::Replace;
    it_is_missed_by_what_waits: reading().then(Act::Replace(Replace::Begin)), MISSING => |page| told(&page);
    what_waits_is_done_after_all: reading().then(Act::Replace(Replace::Begin)).then(MISSING).then(Act::RetryLate), ARRIVED => |page|
        page.ui.panel == Panel::Replace, !told(&page);
}
