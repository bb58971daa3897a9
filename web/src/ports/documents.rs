//! Documents are read in a worker of their own, which `boot.js` starts when one is brought: the module with
//! their readers is fetched then and not before.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = shirushiDocumentReaders, js_name = read, catch)]
    async fn start(
        number: u32,
        bytes: &[u8],
        step: &Closure<dyn FnMut(u32, u32)>,
    ) -> Result<JsValue, JsValue>;
    /// Ends the worker of a document, if it is still at work.
    #[wasm_bindgen(js_namespace = shirushiDocumentReaders)]
    pub(crate) fn end(number: u32);
}

/// The readers did not come, could not go on, or were ended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the document was not read: {0}")]
pub(crate) struct Unread(String);

/// Has a document read; `step` is told how many of its pages or parts are, and of how many.
pub(crate) async fn read(
    number: u32,
    bytes: &[u8],
    step: impl FnMut(u32, u32) + 'static,
) -> Result<String, Unread> {
    let step = Closure::new(step);
    match start(number, bytes, &step).await {
        Ok(answer) => answer.as_string().ok_or_else(|| Unread("no answer".to_owned())),
        Err(why) => {
            web_sys::console::warn_1(&why);
            Err(Unread(format!("{why:?}")))
        }
    }
}
