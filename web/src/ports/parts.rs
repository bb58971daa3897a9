//! Parts of the page's module that come when asked for. `boot.js` fetches them, because it has what the main
//! part exports.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = shirushiParts, js_name = load, catch)]
    async fn fetch(name: &str) -> Result<JsValue, JsValue>;
}

/// The part did not come, or is not of this page. Asking again fetches it anew.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the part of the page did not come: {0}")]
pub(crate) struct PartMissing(String);

/// Fetches a part and makes its functions those of the running page.
pub(crate) async fn load(name: &str) -> Result<(), PartMissing> {
    match fetch(name).await {
        Ok(_) => Ok(()),
        Err(why) => {
            web_sys::console::warn_2(&JsValue::from_str(name), &why);
            Err(PartMissing(format!("{why:?}")))
        }
    }
}
