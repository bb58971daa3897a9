//! What the browser tells of the pane's own accord: which chunks are near the screen, a button let go,
//! another selection, another size.

use super::{Reading, Told};
use crate::ports::listener::Listener;
use gloo_timers::callback::Timeout;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};
use yew::prelude::*;

/// How far outside the screen chunks are drawn with their marks.
const NEAR: &str = "900px";

pub(super) struct Observer {
    observer: IntersectionObserver,
    _told: Closure<dyn FnMut(js_sys::Array)>,
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

impl Reading {
    pub(super) fn listen(&mut self, ctx: &Context<Self>) {
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        let link = ctx.link().clone();
        let released = move |event: web_sys::Event| {
            let Ok(event) = event.dyn_into::<web_sys::MouseEvent>() else { return };
            // The browser settles the selection after the event.
            let link = link.clone();
            Timeout::new(0, move || link.send_message(Told::Released(event))).forget();
        };
        self.listeners.push(Listener::passive(&document, "mouseup", released));
        let link = ctx.link().clone();
        self.listeners
            .push(Listener::passive(&document, "selectionchange", move |_| link.send_message(Told::Changed)));
        if let Some(window) = web_sys::window() {
            let link = ctx.link().clone();
            self.listeners
                .push(Listener::passive(&window, "resize", move |_| link.send_message(Told::Resized)));
        }
    }

    pub(super) fn observe(&mut self, ctx: &Context<Self>) {
        let Some(scroller) = self.scroller.cast::<Element>() else { return };
        let link = ctx.link().clone();
        let told = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let changes = entries
                .iter()
                .filter_map(|entry| {
                    let entry: IntersectionObserverEntry = entry.unchecked_into();
                    let index = entry.target().get_attribute("data-index")?.parse().ok()?;
                    Some((index, entry.is_intersecting()))
                })
                .collect();
            link.send_message(Told::Near(changes));
        });
        let options = IntersectionObserverInit::new();
        options.set_root(Some(&scroller));
        options.set_root_margin(NEAR);
        let Ok(observer) = IntersectionObserver::new_with_options(told.as_ref().unchecked_ref(), &options)
        else {
            return;
        };
        self.observer = Some(Observer { observer, _told: told });
        self.observed = 0;
    }

    pub(super) fn observe_new(&mut self) {
        let (Some(held), Some(text)) = (&self.observer, self.text.cast::<Element>()) else { return };
        let children = text.children();
        for index in self.observed..children.length() {
            if let Some(chunk) = children.item(index) {
                // Setting an attribute fails only for a name that is none.
                let _ = chunk.set_attribute("data-index", &index.to_string());
                held.observer.observe(&chunk);
            }
        }
        self.observed = children.length();
    }
}
