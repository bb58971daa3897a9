//! Acts about the late part: state and act in, state and effects out.

use super::{Late, LateEvent};
use crate::act::Act;
use crate::effect::Effect;
use crate::engine::{EngineEvent, EngineFailure};
use crate::fixtures::{Bench, acts};
use crate::focus::FocusTarget;
use crate::intake::{Drafts, Incoming, Pasted};
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

fn html() -> Act {
    let html = Some("<p>港で<b>火災</b>。</p>".to_owned());
    Act::PastedAnywhere(Pasted { html, text: "火災".to_owned(), ..Pasted::default() })
}

fn text() -> Act {
    let content = Ok("港で火災。".as_bytes().to_vec());
    Act::Arrived(vec![Incoming { name: "a.txt".to_owned(), content, file: None }])
}

fn opened(panel: Panel) -> Bench {
    reading().then(Act::Panel(panel))
}

acts! {
    reading_does_not_need_it: reading(), Act::Hover(None) => |page| !asked(&page), page.ui.late == Late::Absent;
    the_first_screen_asks_for_it: Bench::empty().without_late_part(), Act::Hover(None) => |page| asked(&page);
    not_before_the_last_project_is_there: Bench::begun(Drafts::default()).without_late_part(), Act::Hover(None) => |page|
        !asked(&page);
    on_the_first_screen_nobody_misses_it: Bench::empty().without_late_part(), MISSING => |page| !told(&page);
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
    a_pasted_page_waits_for_it: reading(), html() => |page| asked(&page), page.ui.panel == Panel::Inspector;
    it_is_read_once_it_is_there: reading().then(html()), ARRIVED => |page| page.ui.draft.text.trim() == "港で火災。";
    without_it_its_plain_text_is_taken: reading().then(html()), MISSING => |page| &*page.ui.draft.text == "火災", !told(&page);
    nor_does_the_next_page_wait: reading().then(html()).then(MISSING).then(Act::DraftText(String::new())), html() => |page|
        &*page.ui.draft.text == "火災", !asked(&page);
    plain_text_does_not_wait: reading(), Act::PastedAnywhere(Pasted { text: "港".to_owned(), ..Pasted::default() }) => |page|
        &*page.ui.draft.text == "港", !asked(&page);
    a_dropped_text_waits: reading(), text() => |page| asked(&page), page.session.project.articles.len() == 2;
    and_is_not_lost: reading().then(text()).then(MISSING).then(Act::RetryLate), ARRIVED => |page|
        page.session.project.articles.len() == 3;
    what_waits_is_done_after_all: reading().then(Act::Replace(Replace::Begin)).then(MISSING).then(Act::RetryLate), ARRIVED => |page|
        page.ui.panel == Panel::Replace, !told(&page);
}
