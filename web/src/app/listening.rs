//! What the page hears of the browser, wherever it happens. Keys have a listener of their own ([`super::own_keys`]).

use super::{App, keyboard};
use crate::act::Act;
use crate::ports::listener::{Attention, Listener};
use crate::ports::{clipboard, files, places, theme};
use wasm_bindgen::JsCast;
use yew::Context;

pub(super) fn listeners(ctx: &Context<App>) -> Vec<Listener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let Some(document) = window.document() else { return Vec::new() };
    let on = ctx.link().callback(std::convert::identity::<Act>);
    let mut listeners = Vec::new();
    let pastes = on.clone();
    listeners.push(Listener::new(&document, "paste", Attention::Active, move |event| {
        if !keyboard::is_editable(&event) {
            let pasted = clipboard::pasted(&event);
            if !pasted.is_empty() {
                event.prevent_default();
                pastes.emit(Act::PastedAnywhere(pasted));
            }
        }
    }));
    // Nothing of the page is carried about: a selection that is drawn over again would be dropped as a new article. What is carried may be a
    // text node, which the handlers of elements do not hear of.
    listeners.push(Listener::new(&document, "dragstart", Attention::Active, |event| {
        if !keyboard::is_editable(&event) {
            event.prevent_default();
        }
    }));
    listeners.push(Listener::new(&document, "dragover", Attention::Active, |event| {
        if !keyboard::is_editable(&event)
            && event.dyn_ref::<web_sys::DragEvent>().is_some_and(files::is_welcome)
        {
            event.prevent_default();
        }
    }));
    let drops = on.clone();
    listeners.push(Listener::new(&document, "drop", Attention::Active, move |event| {
        if !keyboard::is_editable(&event)
            && let Some(event) = event.dyn_ref::<web_sys::DragEvent>()
            && files::is_welcome(event)
        {
            event.prevent_default();
            drops.emit(Act::Dropped(files::dropped(event)));
        }
    }));
    listeners.extend(keyboard::watch_hands(&document));
    listeners.push(keyboard::commit_pauses(&document));
    // What is being typed counts, whatever happens to the page.
    listeners.push(Listener::passive(&window, "pagehide", |_| keyboard::finish_typing()));
    listeners.push(places::watch(&window, {
        let on = on.clone();
        move |place| on.emit(Act::Place(place))
    }));
    listeners.extend(theme::watch_scheme(on.reform(|_| Act::Scheme)));
    listeners
}
