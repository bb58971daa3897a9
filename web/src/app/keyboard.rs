//! Keys on their way to commands, and where the keys are.

use super::own_keys::Meaning;
use crate::act::Act;
use crate::keys::{Command, Control, Stroke};
use crate::ports::listener::Listener;
use gloo_timers::callback::Timeout;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

/// What a key asks for, where it is pressed. Text fields and input methods keep their keys, and so do buttons.
pub(super) fn of_key(event: &KeyboardEvent, meaning: &Meaning) -> Option<Act> {
    if event.is_composing() || event.key_code() == 229 || event.alt_key() {
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
    if editable && inside.is_some() && event.key() == "Escape" {
        // Leaving a list leads back to what is judged, and not out of the place.
        return Some(Act::Stroke(Stroke::Stage));
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

/// Whether an event happens where a person types.
pub(super) fn is_editable(event: &Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
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
    Timeout::new(0, focus_text).forget();
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
    if let Some(element) = element(selector) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(matches!(scroll, Scroll::Stays));
        // Focus fails only for an element that is not on the page.
        let _ = element.focus_with_options(&options);
    }
}
