//! Keys on their way to acts: what a key asks for where it is pressed.

use super::focus;
use crate::ports::listener::{Attention, Listener};
use shirushi_page::Act;
use shirushi_page::keys::{Command, Control, Meaning, Stage, Stroke, moves};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::Callback;

/// The listener for keys, which obeys one meaning of them.
#[derive(Default)]
pub(crate) struct Keyboard {
    obeyed: Option<(Rc<Meaning>, Listener)>,
}

impl Keyboard {
    /// Obeys the keys as they are now.
    pub(crate) fn follow(&mut self, meaning: &Rc<Meaning>, on: &Callback<Act>) {
        if self.obeyed.as_ref().is_some_and(|(obeyed, _)| Rc::ptr_eq(obeyed, meaning)) {
            return;
        }
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        let (on, of) = (on.clone(), meaning.clone());
        let listener = Listener::new(&document, "keydown", Attention::Active, move |event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>()
                && let Some(act) = of_key(event, &of)
            {
                event.prevent_default();
                // The list of commands gives the keys back to the field.
                if focus::is_editable(event) && !matches!(act, Act::Command(Command::Palette)) {
                    focus::finish_typing();
                }
                on.emit(act);
            }
        });
        self.obeyed = Some((meaning.clone(), listener));
    }
}

/// What a key asks for, where it is pressed. Text fields and input methods keep their keys, and so do
/// buttons.
fn of_key(event: &KeyboardEvent, meaning: &Meaning) -> Option<Act> {
    if event.is_composing() || event.key_code() == 229 {
        return None;
    }
    if let Some(moved) = moved(event, meaning) {
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
    let judging = meaning.stage != Stage::Elsewhere;
    let editable = focus::is_editable(event);
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
fn moved(event: &KeyboardEvent, meaning: &Meaning) -> Option<Stroke> {
    if event.ctrl_key() || event.meta_key() || focus::is_editable(event) {
        return None;
    }
    let moves = moves(&event.key(), event.shift_key(), event.alt_key())?;
    (meaning.stage == Stage::Judging).then_some(moves)
}

/// What Enter asks for in a line that is typed in, and Enter with Ctrl anywhere: the one obvious thing of the
/// form around it, which names its button by `data-enter`.
fn entered(event: &KeyboardEvent, target: &Element, control: Control) -> Option<Act> {
    let line = target.tag_name() == "INPUT";
    if event.key() != "Enter" || !(control == Control::Yes || line && control == Control::No) {
        return None;
    }
    let form = target.closest("[data-enter]").ok()??;
    Some(Act::Enter(form.get_attribute("data-enter")?))
}
