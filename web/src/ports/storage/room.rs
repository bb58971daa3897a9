//! How much room the browser gives, how much of it is used, and whether it promised to keep what is stored.

use super::super::js;
use shirushi_page::projects::Room;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// Asks the browser. With `promise` it is asked to keep what is stored, too: some ask the person, so do this
/// once something worth keeping was made.
pub(crate) async fn room(promise: bool) -> Room {
    let Some(window) = web_sys::window() else { return Room::default() };
    // Absent outside secure contexts, although web-sys types it as always there.
    let Some(storage) = js::property(&window.navigator(), "storage") else { return Room::default() };
    let asked = if promise { Some(answer(&storage, "persist").await) } else { None };
    let kept = match asked.flatten() {
        Some(promised) => Some(promised),
        None => answer(&storage, "persisted").await,
    };
    let estimate = answer(&storage, "estimate").await;
    let number = |name: &str| estimate.as_ref().and_then(|estimate| js::number(estimate, name));
    Room { used: number("usage"), quota: number("quota"), kept: kept.and_then(|kept| kept.as_bool()) }
}

/// What a method without arguments promises.
async fn answer(storage: &JsValue, method: &str) -> Option<JsValue> {
    let promise = js::method(storage, method)?.call0(storage).ok()?;
    JsFuture::from(js_sys::Promise::resolve(&promise)).await.ok()
}
