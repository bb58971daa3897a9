//! Where a person was, in the history of the tab: Back and Forward walk it. The address stays as it is.

use crate::ports::listener::Listener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{History, PopStateEvent, Window};

/// Adds a place after the present one.
pub(crate) fn push(place: &str) {
    if let Some(history) = history() {
        // Fails only where a document may not have a history, or has turned to a hundred places within
        // seconds.
        let _ = history.push_state(&JsValue::from_str(place), "");
    }
}

/// Makes this the present place.
pub(crate) fn replace(place: &str) {
    if let Some(history) = history() {
        let _ = history.replace_state(&JsValue::from_str(place), "");
    }
}

/// Tells which place Back or Forward came to; nothing where it is none of ours.
pub(crate) fn watch(window: &Window, told: impl Fn(String) + 'static) -> Listener {
    Listener::passive(window, "popstate", move |event| {
        if let Some(place) = event.dyn_ref::<PopStateEvent>().and_then(|event| event.state().as_string()) {
            told(place);
        }
    })
}

fn history() -> Option<History> {
    web_sys::window()?.history().ok()
}
