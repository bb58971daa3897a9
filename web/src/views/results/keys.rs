//! What keys mean in the results. They act where the results have the keys, and go no further.

use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

/// The key that was pressed, where it is meant for the results: not in a field, not on a button that it
/// presses, not with Ctrl.
pub(in crate::views) fn pressed(event: &KeyboardEvent) -> Option<String> {
    if event.is_composing() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let target: Element = event.target()?.dyn_into().ok()?;
    let key = event.key();
    match target.tag_name().as_str() {
        "INPUT" | "TEXTAREA" | "SELECT" => None,
        "BUTTON" | "A" | "SUMMARY" if key == "Enter" || key == " " => None,
        _ => Some(key),
    }
}

/// The key is used up.
pub(in crate::views) fn take(event: &KeyboardEvent) {
    event.prevent_default();
    event.stop_propagation();
}
