//! Which element has the keys, and where they go.

use crate::ports::listener::Listener;
use gloo_timers::callback::Timeout;
use shirushi_page::focus::FocusTarget;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, KeyboardEvent};

/// Carries out what the page asks for.
pub(crate) fn give(target: FocusTarget) {
    match target {
        FocusTarget::Text => later(focus_text),
        FocusTarget::TextNow => focus_text(),
        FocusTarget::TextIfLost => later(|| {
            if active().is_none() {
                focus_text();
            }
        }),
        FocusTarget::TextOnceThere => AWAITED.set(true),
        FocusTarget::Note => drop(NOTED.replace(held())),
        FocusTarget::Former => {
            let before = NOTED.take();
            later(|| leave_panel(before));
        }
        FocusTarget::Middle => later(|| leave_panel(None)),
        FocusTarget::Panel => later(enter_panel),
        FocusTarget::Fields => later(focus_fields),
        FocusTarget::IntakeText => later(|| focus_on("[data-part=\"intake-text\"]", Scroll::Along)),
        FocusTarget::NewerText => later(|| focus_on("[data-part=\"newer-text\"]", Scroll::Along)),
        FocusTarget::Result => later(|| focus_on("[data-result=\"focus\"]", Scroll::Along)),
        FocusTarget::Judged => show_judged(),
        // Whoever chose with the pointer goes on with the keys; whoever goes through a list with them stays
        // in it.
        FocusTarget::JudgedByPointer if by_pointer() => show_judged(),
        FocusTarget::JudgedByPointer => later(center_judged),
        FocusTarget::JudgeSpeaker => turn_to("[data-part=\"judge-speaker\"]"),
        FocusTarget::JudgeNote => turn_to("[data-part=\"judge-note\"]"),
        FocusTarget::Press(part) => press_later(&part),
    }
}

/// Gives a field the keys, with all it holds selected: what is typed takes its place.
fn turn_to(field: &str) {
    focus_on(field, Scroll::Along);
    if let Some(field) = element(field).and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.select();
    }
}

/// Once it has been drawn: the keys go to what is judged, whose middle is brought to sight.
fn show_judged() {
    later(|| focus_on("[data-part=\"judged\"]", Scroll::Stays));
    later(center_judged);
}

fn center_judged() {
    if let (Some(stage), Some(mark)) = (element(".judged"), element(".judged .focused")) {
        stage.set_scroll_top(mark.offset_top() + mark.offset_height() / 2 - stage.client_height() / 2);
    }
}

/// Presses the button of this name once what was typed has been taken.
fn press_later(part: &str) {
    let selector = format!("[data-part=\"{part}\"]:not(:disabled)");
    let press = move || {
        if let Some(button) = element(&selector) {
            button.click();
        }
    };
    LATER.with_borrow_mut(|waiting| waiting.push(Box::new(press)));
}

thread_local! {
    /// What waits until the page has been drawn. A timer may be too early: a page that takes long is drawn in
    /// turns.
    static LATER: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
    /// Whether hands were at the pointer last, and not at the keys.
    static BY_POINTER: Cell<bool> = const { Cell::new(false) };
    /// What had the keys before the pointer took them elsewhere.
    static HELD: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
    /// What had the keys before a panel was opened.
    static NOTED: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
    /// The text gets the keys once it is there.
    static AWAITED: Cell<bool> = const { Cell::new(false) };
    /// How often the pointer was pressed.
    static PRESSES: Cell<u32> = const { Cell::new(0) };
}

/// Follows what hands are at.
pub(crate) fn watch_hands(document: &web_sys::Document) -> [Listener; 2] {
    let pointed = Listener::passive(document, "pointerdown", |_| {
        BY_POINTER.set(true);
        PRESSES.set(PRESSES.get().wrapping_add(1));
        HELD.replace(active());
    });
    let struck = Listener::passive(document, "keydown", |event| {
        let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key).unwrap_or_default();
        // Held alone they go with the pointer.
        if !matches!(key.as_str(), "Shift" | "Control" | "Alt" | "Meta") {
            BY_POINTER.set(false);
        }
    });
    [pointed, struck]
}

/// Whether what happens now was asked for by the pointer.
fn by_pointer() -> bool {
    BY_POINTER.get()
}

/// Where the keys were before what happens now: a press of the pointer has taken them along.
fn held() -> Option<HtmlElement> {
    if by_pointer() { HELD.with_borrow(Clone::clone) } else { active() }
}

fn active() -> Option<HtmlElement> {
    let active = web_sys::window()?.document()?.active_element()?;
    active.dyn_into::<HtmlElement>().ok().filter(|element| element.tag_name() != "BODY")
}

/// Once the page has been drawn, unless a person has turned to a field or pressed the pointer meanwhile: what
/// they type or draw over stays theirs, and a field that took the keys would take the selection with them.
fn later(then: impl FnOnce() + 'static) {
    let (before, presses) = (active(), PRESSES.get());
    let then = move || {
        let now = active();
        let is_elsewhere = now != before && now.as_deref().is_some_and(is_field);
        if !is_elsewhere && presses == PRESSES.get() {
            then();
        }
    };
    LATER.with_borrow_mut(|waiting| waiting.push(Box::new(then)));
}

/// The page has been drawn: what waited for that is done.
pub(crate) fn drawn() {
    for then in LATER.take() {
        then();
    }
    // What has the keys by then keeps them.
    if AWAITED.get() && (active().is_some() || element("[data-part=\"text\"]").is_some()) {
        AWAITED.set(false);
        if active().is_none() {
            focus_text();
        }
    }
}

/// Brings the keys into the panel: to its first field where it asks for one, or to the panel itself.
fn enter_panel() {
    let inside = active().and_then(|active| active.closest("[data-part=\"inspector\"], .intake").ok()?);
    if inside.is_none() {
        let first = element("[data-part=\"inspector\"] [data-first]");
        let panel = || element("[data-part=\"inspector\"] section.sheet");
        give_keys(first.or_else(panel), &Scroll::Stays);
    }
}

/// Brings the keys back to where they were before a panel took them, or to what stands in the middle of the
/// page.
fn leave_panel(before: Option<HtmlElement>) {
    let there = before.filter(|element| element.is_connected() && element.offset_height() > 0);
    let middle = || element("[data-part=\"judged\"], [data-part=\"text\"]");
    give_keys(there.or_else(middle), &Scroll::Stays);
}

/// Whether an event happens where a person types.
pub(crate) fn is_editable(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|target| is_field(&target))
}

/// Whether it is something that a view lets be carried about.
pub(crate) fn is_carried(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|target| matches!(target.closest("[draggable='true']"), Ok(Some(_))))
}

/// Whether files that are dropped here are for what stands here (`data-takes-files`), and no articles.
pub(crate) fn takes_files(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|target| matches!(target.closest("[data-takes-files]"), Ok(Some(_))))
}

fn is_field(element: &Element) -> bool {
    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
}

/// Ends the typing in a field, which makes a change of it: a field that goes away while it is typed in would
/// take the words along.
pub(crate) fn finish_typing() {
    let active = web_sys::window().and_then(|window| window.document()).and_then(|d| d.active_element());
    if let Some(field) = active.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Fails only for an element that is not on the page.
        let _ = field.blur();
    }
}

/// Makes a change of what is being typed whenever the typing rests, in fields that ask for it by `data-live`.
pub(crate) fn commit_pauses(document: &web_sys::Document) -> Listener {
    const REST: u32 = 700;
    let resting: Cell<Option<Timeout>> = Cell::new(None);
    Listener::passive(document, "input", move |event| {
        let composing = event.dyn_ref::<web_sys::InputEvent>().is_some_and(web_sys::InputEvent::is_composing);
        let field = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let Some(field) = field.filter(|field| field.has_attribute("data-live")) else { return };
        // Setting it ends the rest that was waited for.
        resting.set((!composing).then(|| {
            Timeout::new(REST, move || {
                let init = web_sys::EventInit::new();
                init.set_bubbles(true);
                if let Ok(change) = Event::new_with_event_init_dict("change", &init) {
                    // Fails only for an event that is under way already.
                    let _ = field.dispatch_event(&change);
                }
            })
        }));
    })
}

fn focus_text() {
    focus_on("[data-part=\"text\"]", Scroll::Stays);
}

fn focus_fields() {
    focus_on(
        "[data-part=\"annotation\"] select, [data-part=\"annotation\"] input, [data-part=\"suggestion\"] button, [data-part=\"proposed\"] select",
        Scroll::Stays,
    );
}

/// Whether what gets the keys is brought into view.
enum Scroll {
    Stays,
    Along,
}

/// The first element of the page that fits.
fn element(selector: &str) -> Option<HtmlElement> {
    web_sys::window()?.document()?.query_selector(selector).ok()??.dyn_into().ok()
}

fn focus_on(selector: &str, scroll: Scroll) {
    give_keys(element(selector), &scroll);
}

fn give_keys(element: Option<HtmlElement>, scroll: &Scroll) {
    if let Some(element) = element {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(matches!(scroll, Scroll::Stays));
        // Focus fails only for an element that is not on the page.
        let _ = element.focus_with_options(&options);
    }
}
