//! What the page hears of the browser, wherever it happens. Keys have a listener of their own
//! ([`super::keyboard`]).

use super::focus;
use crate::heard::Heard;
use crate::ports::files::Dropped;
use crate::ports::listener::{Attention, Listener};
use crate::ports::{clipboard, files, places, theme};
use shirushi_page::Act;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::VisibilityState;
use yew::Callback;

pub(crate) fn listeners(heard: &Callback<Heard>) -> Vec<Listener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let Some(document) = window.document() else { return Vec::new() };
    let on = heard.reform(Heard::Act);
    let mut listeners = Vec::new();
    let pastes = heard.clone();
    listeners.push(Listener::new(&document, "paste", Attention::Active, move |event| {
        // Files are read as dropped ones are, into whatever field they are pasted.
        let files = clipboard::files(&event);
        if !files.is_empty() {
            event.prevent_default();
            pastes.emit(Heard::Files(files));
        } else if !focus::is_editable(&event) {
            event.prevent_default();
            pastes.emit(Heard::Act(Act::PastedAnywhere(clipboard::pasted(&event))));
        }
    }));
    // Nothing of the page is carried about: a selection that is drawn over again would be dropped as a new
    // article. What is carried may be a text node, which the handlers of elements do not hear of. What a view
    // lets be carried says so (`draggable`).
    listeners.push(Listener::new(&document, "dragstart", Attention::Active, |event| {
        if !focus::is_editable(&event) && !focus::is_carried(&event) {
            event.prevent_default();
        }
    }));
    // Told once when it begins and once when it ends: it is heard of all the time.
    let dragging = Rc::new(Cell::new(false));
    let over = {
        let on = on.clone();
        move |now: bool| {
            if dragging.replace(now) != now {
                on.emit(Act::Dragging(now));
            }
        }
    };
    let (begins, ends) = (over.clone(), over.clone());
    listeners.push(Listener::new(&document, "dragover", Attention::Active, move |event| {
        let Some(drag) = event.dyn_ref::<web_sys::DragEvent>() else { return };
        if focus::takes_files(&event) {
            event.prevent_default();
            return begins(false);
        }
        if files::brings_files(drag) || (!focus::is_editable(&event) && files::is_welcome(drag)) {
            event.prevent_default();
        }
        begins(files::brings_files(drag));
    }));
    listeners.push(Listener::passive(&document, "dragleave", move |event| {
        // Left for another element of the page it is still over the page.
        let to = event.dyn_ref::<web_sys::DragEvent>().and_then(|event| event.related_target());
        if to.is_none() {
            ends(false);
        }
    }));
    let drops = heard.clone();
    let dropped = move |event: &web_sys::DragEvent| match files::dropped(event) {
        Dropped::Files(files) => drops.emit(Heard::Files(files)),
        Dropped::Passage(passage) => drops.emit(Heard::Act(Act::PastedAnywhere(passage))),
        Dropped::Nothing => {}
    };
    listeners.push(Listener::new(&document, "drop", Attention::Active, move |event| {
        over(false);
        if focus::takes_files(&event) {
            return event.prevent_default();
        }
        let brings_files = event.dyn_ref::<web_sys::DragEvent>().is_some_and(files::brings_files);
        if brings_files && focus::is_editable(&event) {
            // Over a field a file would be opened in the place of the page.
            event.prevent_default();
            if let Some(event) = event.dyn_ref::<web_sys::DragEvent>() {
                dropped(event);
            }
        } else if !focus::is_editable(&event)
            && let Some(event) = event.dyn_ref::<web_sys::DragEvent>()
            && files::is_welcome(event)
        {
            event.prevent_default();
            dropped(event);
        }
    }));
    listeners.extend(focus::watch_hands(&document));
    listeners.push(focus::commit_pauses(&document));
    // What is being typed counts, whatever happens to the page.
    let leaving = on.clone();
    listeners.push(Listener::passive(&window, "pagehide", move |_| {
        focus::finish_typing();
        leaving.emit(Act::Leaving);
    }));
    // On a phone this is often the last that is heard of a page.
    let (hiding, seen) = (on.clone(), document.clone());
    listeners.push(Listener::passive(&document, "visibilitychange", move |_| {
        if seen.visibility_state() == VisibilityState::Hidden {
            hiding.emit(Act::Leaving);
        }
    }));
    listeners.push(places::watch(&window, {
        let on = on.clone();
        move |place| on.emit(Act::Place(place))
    }));
    listeners.extend(theme::watch_scheme(on.reform(|_| Act::Scheme)));
    listeners
}
