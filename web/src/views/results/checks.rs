//! Checks (検証): one claim, from *worth checking* to a verdict that stands up. On the left what could be
//! checked, in the middle the claim with its questions and evidence, on the right the verdict.

mod claim;
mod list;
mod past;
mod questions;
mod ruling;
mod scale;
mod told;
mod writing;

use super::Drawn;
use super::keys::take;
use super::kit::InLanguage;
use crate::views::kit::{ById, Writable};
use list::{Entry, Listing};
use shirushi_model::{Check, CheckId, VerdictScale};
use shirushi_page::Act;
use shirushi_page::marking::KeysAfter;
use shirushi_page::results::Held;
use shirushi_page::results::ResultsUi;
use shirushi_page::words::Words;
use shirushi_session::{CheckChange, Edit};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

pub(super) fn checks(of: &Drawn<'_>) -> Html {
    // How wide the screen is decides how it is laid out, and not how wide the window is.
    html! {
        <div class="checks-room"><h1 class="visually-hidden">{ of.words.checks }</h1><Checks held={ById::from(of.held)} words={of.words} language={InLanguage(of.language)} ui={of.ui.clone()} by={of.by.clone()} writable={of.writable} on={of.on.clone()} /></div>
    }
}

#[derive(Properties, Clone, PartialEq)]
struct ChecksProps {
    held: ById<Rc<Held>>,
    words: &'static Words,
    language: InLanguage,
    ui: ResultsUi,
    by: AttrValue,
    writable: Writable,
    on: Callback<Act>,
}

/// What is being written and not yet part of the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Writing {
    /// A new question.
    Question,
    /// Evidence for a question: a new piece, or one that is there already.
    Exhibit { question: usize, at: Option<usize> },
    /// A scale of verdicts: a new one, or the one the check is decided on.
    Scale { new: bool },
}

/// Where an entry stands among those that are listed.
#[derive(Debug, Clone, Copy)]
struct At {
    number: usize,
    all: usize,
}

/// A press that changes one thing about a check.
fn press(of: &Drawn<'_>, id: CheckId, change: impl Fn() -> CheckChange + 'static) -> Callback<MouseEvent> {
    let by = of.by.to_string();
    of.on.reform(move |_| {
        Act::Edit(Edit::ChangeCheck { id, change: change(), by: by.clone() }, KeysAfter::Stay)
    })
}

/// What is written in a field changes one thing about a check.
fn written(
    of: &Drawn<'_>,
    id: CheckId,
    change: impl Fn(String) -> CheckChange + 'static,
) -> Callback<String> {
    let by = of.by.to_string();
    of.on.reform(move |text| {
        Act::Edit(Edit::ChangeCheck { id, change: change(text), by: by.clone() }, KeysAfter::Stay)
    })
}

#[component]
fn Checks(props: &ChecksProps) -> Html {
    let of = Drawn {
        words: props.words,
        language: props.language.0,
        held: &props.held,
        ui: &props.ui,
        by: &props.by,
        writable: props.writable,
        on: &props.on,
    };
    let entries = use_memo(props.ui.made.clone(), {
        let held = props.held.clone();
        move |_| list::entries(&held)
    });
    let shown: Vec<usize> = (0..entries.len())
        .filter(|&at| entries.get(at).is_some_and(|entry| list::is_listed(entry, props.ui.checks.listed)))
        .collect();
    let chosen = list::chosen(&props.held, &entries, &shown, &props.ui.checks);
    let entry = chosen.and_then(|at| entries.get(at));
    let project = props.held.claims.project();
    let check: Option<Check> = entry
        .and_then(|entry| entry.check)
        .and_then(|id| project.checks.get(&id))
        .map(|check| Check::clone(check));
    let scales = project.all_scales();
    let most = use_state(|| list::RUN);
    let on_more = {
        let most = most.clone();
        Callback::from(move |_: MouseEvent| most.set(*most + list::RUN))
    };
    let list_out = use_state_eq(|| false);
    // What is being written belongs to one check, and is let go of with it.
    let writing = use_state_eq(|| None::<Writing>);
    {
        let (writing, list_out) = (writing.clone(), list_out.clone());
        use_effect_with(entry.map(|entry| (entry.check, entry.place)), move |_| {
            writing.set(None);
            list_out.set(false);
        });
    }
    let screen = use_node_ref();
    let entry_list = use_node_ref();
    {
        let screen = screen.clone();
        use_effect_with(*writing, move |writing| {
            if writing.is_none() {
                take_back_the_keys(&screen);
            }
        });
    }
    {
        let entry_list = entry_list.clone();
        use_effect_with(chosen, move |_| bring(&entry_list));
    }
    let onkeydown = {
        let keyed = Keyed {
            props: props.clone(),
            entries: entries.clone(),
            shown: shown.clone(),
            chosen,
            check: check.clone(),
            scales: scales.clone(),
        };
        let writing = writing.clone();
        Callback::from(move |event: KeyboardEvent| {
            if let Some(asked) = pressed(&event).and_then(|key| keyed.asks(&key)) {
                take(&event);
                match asked {
                    CheckRequest::Act(act) => keyed.props.on.emit(act),
                    CheckRequest::Write(what) => writing.set(Some(what)),
                }
            }
        })
    };
    let at = At {
        number: chosen.and_then(|chosen| shown.iter().position(|one| *one == chosen)).map_or(0, |at| at + 1),
        all: shown.len(),
    };
    let wide_list = {
        let list_out = list_out.clone();
        Callback::from(move |_: MouseEvent| list_out.set(!*list_out))
    };
    let listing = Listing {
        entries: &entries,
        shown: &shown,
        chosen,
        scales: &scales,
        most: *most,
        on_more,
        list: entry_list,
    };
    let told = check.as_ref().map(|check| check.wording.clone());
    let told = told.or_else(|| Some(props.held.claims.text(entry?.place?).to_owned())).unwrap_or_default();
    html! {
        <div
            class={classes!("checks", (*list_out || entries.is_empty()).then_some("list-out"))}
            ref={screen}
            tabindex="0"
            role="group"
            aria-label={props.words.checks}
            data-part="checking"
            data-result="focus"
            {onkeydown}
        >
            <p class="visually-hidden" role="status" data-part="check-announced">{ told }</p>
            <button class="button check-list-button" aria-expanded={list_out.to_string()} aria-controls="check-list" data-part="check-list-out" onclick={wide_list}>
                { "☰ " }{ of.say(told::LIST_OUT) }{ " " }<span class="number">{ format!("{} / {}", at.number, at.all) }</span>
            </button>
            { list::list(&of, &listing) }
            { for entry.map(|entry| middle(&of, entry, at, check.as_ref(), &scales, &writing)) }
            { for check.as_ref().map(|check| html! {
                <section class="check-ruling" key={format!("ruling-{}", check.id.0)} aria-label={of.say(told::VERDICT)} data-part="check-ruling">
                    { ruling::ruling(&of, check, &scales, &writing) }
                    { past::past(&of, check, &scales) }
                    <p><button class="button danger small" data-part="check-remove" disabled={props.writable == Writable::No} onclick={remove(&of, check.id)}>{ of.say(told::REMOVE_CHECK) }</button></p>
                </section>
            }) }
        </div>
    }
}

fn remove(of: &Drawn<'_>, id: CheckId) -> Callback<MouseEvent> {
    of.on.reform(move |_| Act::Edit(Edit::RemoveCheck(id), KeysAfter::Stay))
}

/// The claim, who says it, questions and evidence.
fn middle(
    of: &Drawn<'_>,
    entry: &Entry,
    at: At,
    check: Option<&Check>,
    scales: &[VerdictScale],
    writing: &UseStateHandle<Option<Writing>>,
) -> Html {
    let row = entry.row.and_then(|row| of.held.table.rows.get(row));
    let key = match check {
        Some(check) => format!("check-{}", check.id.0),
        None => format!("claim-{}", entry.row.unwrap_or_default()),
    };
    html! {
        <section class="check-middle" {key} data-part="check-middle">
            <div class="check-top">
                { claim::rank(of, entry, at) }
                { for check.map(|check| claim::stages(of, check)) }
            </div>
            { match check {
                Some(check) => claim::wording(of, check, scales),
                None => claim::not_begun(of, entry),
            } }
            { claim::sayings(of, row, check, entry.place) }
            { for check.map(|check| questions::questions(of, check, writing)) }
        </section>
    }
}

/// Where nothing has the keys any more, because what had them is gone, the screen has them.
fn take_back_the_keys(screen: &NodeRef) {
    let active =
        web_sys::window().and_then(|window| window.document()).and_then(|page| page.active_element());
    if active.is_none_or(|active| active.tag_name() == "BODY")
        && let Some(screen) = screen.cast::<HtmlElement>()
    {
        // Fails only for an element that is not on the page.
        let _ = screen.focus();
    }
}

/// Brings the entry that is looked at to sight.
fn bring(list: &NodeRef) {
    let Some(list) = list.cast::<Element>() else { return };
    let entry = list.query_selector("[aria-current=\"true\"]").ok().flatten();
    let Some(entry) = entry.and_then(|entry| entry.dyn_into::<HtmlElement>().ok()) else { return };
    let (top, high) = (entry.offset_top(), entry.offset_height());
    let (from, until) = (list.scroll_top(), list.client_height());
    if top < from {
        list.set_scroll_top(top);
    } else if top + high > from + until {
        list.set_scroll_top(top + high - until);
    }
}

/// A key that is meant for this screen.
#[derive(Debug, Clone, PartialEq, Eq)]
enum CheckKey {
    /// By itself.
    Plain(String),
    /// Ctrl and Enter.
    Onwards,
}

/// The key that was pressed, where it is meant for the screen: fields keep theirs, buttons and the steps of
/// the scale those that press them or walk along them.
fn pressed(event: &KeyboardEvent) -> Option<CheckKey> {
    if event.is_composing() || event.alt_key() {
        return None;
    }
    let target: Element = event.target()?.dyn_into().ok()?;
    let key = event.key();
    let keeps = match target.tag_name().as_str() {
        "INPUT" => {
            let radio = target.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.type_() == "radio");
            !radio || key.starts_with("Arrow") || key == " "
        }
        "TEXTAREA" | "SELECT" => true,
        "BUTTON" | "A" | "SUMMARY" => !event.ctrl_key() && (key == "Enter" || key == " "),
        _ => false,
    };
    match (keeps, event.ctrl_key() || event.meta_key()) {
        (true, _) => None,
        (false, false) => Some(CheckKey::Plain(key)),
        (false, true) => (key == "Enter").then_some(CheckKey::Onwards),
    }
}

/// What a key asks for.
enum CheckRequest {
    Act(Act),
    Write(Writing),
}

/// What keys act on.
struct Keyed {
    props: ChecksProps,
    entries: Rc<Vec<Entry>>,
    shown: Vec<usize>,
    chosen: Option<usize>,
    check: Option<Check>,
    scales: Vec<VerdictScale>,
}

impl Keyed {
    fn asks(&self, key: &CheckKey) -> Option<CheckRequest> {
        let writes = self.props.writable == Writable::Yes;
        match key {
            CheckKey::Onwards => self.onwards().filter(|_| writes).map(CheckRequest::Act),
            CheckKey::Plain(key) => match key.as_str() {
                "ArrowDown" | "ArrowUp" | "Home" | "End" => self.walk(key).map(CheckRequest::Act),
                "q" | "Q" => {
                    self.check.as_ref().filter(|_| writes).map(|_| CheckRequest::Write(Writing::Question))
                }
                "e" | "E" => {
                    // Evidence answers a question: without one there is one to be asked first.
                    let last = self.check.as_ref().filter(|_| writes)?.questions.len().checked_sub(1);
                    let what =
                        last.map_or(Writing::Question, |question| Writing::Exhibit { question, at: None });
                    Some(CheckRequest::Write(what))
                }
                _ => {
                    let number: usize = key.parse().ok().filter(|_| key.len() == 1)?;
                    let check = self.check.as_ref().filter(|_| writes)?;
                    let change = ruling::rule_by_number(&self.scales, check, number.checked_sub(1)?)?;
                    Some(CheckRequest::Act(self.change(check.id, change)))
                }
            },
        }
    }

    fn change(&self, id: CheckId, change: CheckChange) -> Act {
        Act::Edit(Edit::ChangeCheck { id, change, by: self.props.by.to_string() }, KeysAfter::Stay)
    }

    /// The next stage; for what is not begun, the first.
    fn onwards(&self) -> Option<Act> {
        match &self.check {
            Some(check) => ruling::onwards(check).map(|change| self.change(check.id, change)),
            None => {
                let row = self.chosen.and_then(|at| self.entries.get(at))?.row?;
                let row = self.props.held.table.rows.get(row)?;
                Some(super::judgement::to_check(&self.props.held, row))
            }
        }
    }

    fn walk(&self, key: &str) -> Option<Act> {
        let here = self.chosen.and_then(|chosen| self.shown.iter().position(|one| *one == chosen));
        let last = self.shown.len().checked_sub(1)?;
        let to = match (key, here) {
            ("Home", _) | (_, None) => 0,
            ("End", _) => last,
            ("ArrowDown", Some(here)) => (here + 1).min(last),
            (_, Some(here)) => here.saturating_sub(1),
        };
        let entry = self.entries.get(*self.shown.get(to)?)?;
        Some(Act::Results(list::turn_to(entry, &self.props.ui.checks)))
    }
}
