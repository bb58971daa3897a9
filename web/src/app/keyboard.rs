//! Keys on their way to commands, and where the keys are.

use super::own_keys::Meaning;
use crate::act::Act;
use crate::keys::{Command, Control, Stroke, moves};
use crate::ports::listener::Listener;
use gloo_timers::callback::Timeout;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// What a key asks for, where it is pressed. Text fields and input methods keep their keys, and so do buttons.
pub(super) fn of_key(event: &KeyboardEvent, meaning: &Meaning) -> Option<Act> {
    if event.is_composing() || event.key_code() == 229 {
        return None;
    }
    if let Some(moved) = moved(event) {
        return Some(Act::Stroke(moved));
    }
    if event.alt_key() {
        return None;
    }
    let control = match (event.ctrl_key() || event.meta_key(), event.shift_key()) {
        (true, true) => Control::YesWithShift,
        (true, false) => Control::Yes,
        _ => Control::No,
    };
    // The list of commands opens from everywhere.
    if meaning.command(&event.key(), control) == Some(Command::Palette) {
        return Some(Act::Command(Command::Palette));
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let pressable = || {
        let target = target.as_ref();
        target.is_some_and(|target| matches!(target.tag_name().as_str(), "BUTTON" | "SUMMARY" | "A"))
    };
    // Where suggestions are judged one after another, keys have a table of their own.
    let judging = element("[data-part=\"judging\"]").is_some();
    let editable = is_editable(event);
    let inside = target.as_ref().and_then(|target| target.closest("[data-part=\"judging\"]").ok().flatten());
    let line = target.as_ref().is_some_and(|target| target.tag_name() == "INPUT");
    if editable && inside.is_some() && (event.key() == "Escape" || line && event.key() == "Enter") {
        // Leaving a field leads back to what is judged, and not out of the place.
        return Some(Act::Stroke(Stroke::Stage));
    }
    if let Some(entered) = target.as_ref().filter(|_| editable).and_then(|t| entered(event, t, control)) {
        return Some(entered);
    }
    if let Some(stroke) = meaning.stroke(&event.key(), control).filter(|_| judging && !editable) {
        let presses = matches!(event.key().as_str(), "Enter" | " ") && pressable();
        return (!presses).then_some(Act::Stroke(stroke));
    }
    let Some(command) = meaning.command(&event.key(), control) else {
        let mark = meaning.mark(&event.key(), control).filter(|_| !editable);
        return mark.map(Act::MarkKey);
    };
    if editable {
        // A list has no undo of its own.
        let list = target.is_some_and(|target| target.tag_name() == "SELECT");
        let anywhere = matches!(command, Command::Escape | Command::Save);
        return (anywhere || (list && control != Control::No)).then_some(Act::Command(command));
    }
    (!(pressable() && event.key() == "Enter")).then_some(Act::Command(command))
}

/// The boundary an arrow moves where suggestions are judged: not in a field, and not with Ctrl.
fn moved(event: &KeyboardEvent) -> Option<Stroke> {
    if event.ctrl_key() || event.meta_key() || is_editable(event) {
        return None;
    }
    let moves = moves(&event.key(), event.shift_key(), event.alt_key())?;
    element("[data-part=\"judged\"]").map(|_| moves)
}

/// What Enter asks for in a line that is typed in, and Enter with Ctrl anywhere: the one obvious thing of the form around it,
/// which names its button by `data-enter`.
fn entered(event: &KeyboardEvent, target: &Element, control: Control) -> Option<Act> {
    let line = target.tag_name() == "INPUT";
    if event.key() != "Enter" || !(control == Control::Yes || line && control == Control::No) {
        return None;
    }
    let form = target.closest("[data-enter]").ok()??;
    Some(Act::Enter(form.get_attribute("data-enter")?))
}

/// Presses the button of this name once what was typed has been taken.
pub(super) fn press_later(part: &str) {
    let selector = format!("[data-part=\"{part}\"]:not(:disabled)");
    let press = move || {
        if let Some(button) = element(&selector) {
            button.click();
        }
    };
    LATER.with_borrow_mut(|waiting| waiting.push(Box::new(press)));
}

thread_local! {
    /// What waits until the page has been drawn. A timer may be too early: a page that takes long is drawn in turns.
    static LATER: RefCell<Vec<Box<dyn FnOnce()>>> = const { RefCell::new(Vec::new()) };
    /// Whether hands were at the pointer last, and not at the keys.
    static BY_POINTER: Cell<bool> = const { Cell::new(false) };
    /// What had the keys before the pointer took them elsewhere.
    static HELD: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
    /// How often the pointer was pressed.
    static PRESSES: Cell<u32> = const { Cell::new(0) };
}

/// Follows what hands are at.
pub(super) fn watch_hands(document: &web_sys::Document) -> [Listener; 2] {
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
pub(super) fn by_pointer() -> bool {
    BY_POINTER.get()
}

/// Where the keys were before what happens now: a press of the pointer has taken them along.
pub(super) fn held() -> Option<HtmlElement> {
    if by_pointer() { HELD.with_borrow(Clone::clone) } else { active() }
}

fn active() -> Option<HtmlElement> {
    let active = web_sys::window()?.document()?.active_element()?;
    active.dyn_into::<HtmlElement>().ok().filter(|element| element.tag_name() != "BODY")
}

/// Once the page has been drawn, unless a person has turned to a field or pressed the pointer meanwhile: what they type or draw over stays
/// theirs, and a field that took the keys would take the selection with them.
pub(super) fn later(then: impl FnOnce() + 'static) {
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
pub(super) fn drawn() {
    for then in LATER.take() {
        then();
    }
}

/// Brings the keys into the panel: to its first field where it asks for one, or to the panel itself.
pub(super) fn enter_panel() {
    let inside = active().and_then(|active| active.closest("[data-part=\"inspector\"], .intake").ok()?);
    if inside.is_none() {
        let first = element("[data-part=\"inspector\"] [data-first]");
        let panel = || element("[data-part=\"inspector\"] section.sheet");
        give_keys(first.or_else(panel), &Scroll::Stays);
    }
}

/// Brings the keys back to where they were before a panel took them, or to what stands in the middle of the page.
pub(super) fn leave_panel(before: Option<HtmlElement>) {
    let there = before.filter(|element| element.is_connected() && element.offset_height() > 0);
    let middle = || element("[data-part=\"judged\"], [data-part=\"text\"]");
    give_keys(there.or_else(middle), &Scroll::Stays);
}

/// Whether an event happens where a person types.
pub(super) fn is_editable(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|target| is_field(&target))
}

fn is_field(element: &Element) -> bool {
    matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
}

/// Ends the typing in a field, which makes a change of it: a field that goes away while it is typed in would take
/// the words along.
pub(super) fn finish_typing() {
    let active = web_sys::window().and_then(|window| window.document()).and_then(|d| d.active_element());
    if let Some(field) = active.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // Fails only for an element that is not on the page.
        let _ = field.blur();
    }
}

/// Makes a change of what is being typed whenever the typing rests, in fields that ask for it by `data-live`.
pub(super) fn commit_pauses(document: &web_sys::Document) -> Listener {
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

/// Once the page has been drawn.
pub(super) fn focus_text_later() {
    later(focus_text);
}

pub(super) fn focus_text() {
    focus_on("[data-part=\"text\"]", Scroll::Stays);
}

/// Whether something on the page has the keys.
pub(super) fn has_keys() -> bool {
    let active = web_sys::window().and_then(|window| window.document()).and_then(|d| d.active_element());
    active.is_some_and(|element| element.tag_name() != "BODY")
}

pub(super) fn focus_fields() {
    focus_on(
        "[data-part=\"annotation\"] select, [data-part=\"annotation\"] input, [data-part=\"suggestion\"] button, [data-part=\"proposed\"] select",
        Scroll::Stays,
    );
}

/// Whether what gets the keys is brought into view.
pub(super) enum Scroll {
    Stays,
    Along,
}

/// The first element of the page that fits.
pub(super) fn element(selector: &str) -> Option<HtmlElement> {
    web_sys::window()?.document()?.query_selector(selector).ok()??.dyn_into().ok()
}

pub(super) fn focus_on(selector: &str, scroll: Scroll) {
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
