//! An event listener that lasts as long as the value that stands for it.

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{AddEventListenerOptions, Event, EventTarget};

/// A registered listener. Dropping it takes it back, also from within the listener itself.
#[must_use = "a listener that is dropped hears nothing"]
#[derive(Debug)]
pub(crate) struct Listener {
    target: EventTarget,
    event: &'static str,
    closure: Closure<dyn FnMut(Event)>,
}

/// Whether a listener may keep the browser from doing what it would do by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attention {
    /// It only hears: scrolling and touching never wait for it.
    Passive,
    /// It may call `prevent_default`.
    Active,
}

impl Listener {
    /// Hears one kind of event at one target.
    pub(crate) fn new(
        target: &EventTarget,
        event: &'static str,
        attention: Attention,
        heard: impl FnMut(Event) + 'static,
    ) -> Self {
        let closure = Closure::<dyn FnMut(Event)>::new(heard);
        let options = AddEventListenerOptions::new();
        options.set_passive(attention == Attention::Passive);
        // Adding a listener fails only for a signal that was given, and none is.
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            event,
            closure.as_ref().unchecked_ref(),
            &options,
        );
        Self { target: target.clone(), event, closure }
    }

    /// Hears without ever preventing anything.
    pub(crate) fn passive(
        target: &EventTarget,
        event: &'static str,
        heard: impl FnMut(Event) + 'static,
    ) -> Self {
        Self::new(target, event, Attention::Passive, heard)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let _ = self
            .target
            .remove_event_listener_with_callback(self.event, self.closure.as_ref().unchecked_ref());
    }
}

/// The data of a message event, or `undefined` for an event of another kind.
pub(super) fn message_data(event: &Event) -> JsValue {
    event.dyn_ref::<web_sys::MessageEvent>().map_or(JsValue::UNDEFINED, web_sys::MessageEvent::data)
}
