//! Documents and large projects are read, and files of other tools read and written, each in a worker of their
//! own, which `boot.js` starts: the module with what does it is fetched then and not before.

use shirushi_page::effect::FileTask;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = shirushiDocumentReaders, js_name = read, catch)]
    async fn start(
        number: u32,
        task: &str,
        bytes: &[u8],
        step: &Closure<dyn FnMut(u32, u32)>,
    ) -> Result<JsValue, JsValue>;
    /// Ends the worker of a task, if it is still at work.
    #[wasm_bindgen(js_namespace = shirushiDocumentReaders)]
    pub(crate) fn end(number: u32);
}

/// The worker did not come, could not go on, or was ended.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the file was not read or written")]
pub(crate) struct Unread;

/// Has a task done; `step` is told how many of its pages, parts or texts are, and of how many.
pub(crate) async fn read(
    number: u32,
    task: FileTask,
    bytes: &[u8],
    step: impl FnMut(u32, u32) + 'static,
) -> Result<Vec<u8>, Unread> {
    let step = Closure::new(step);
    let task = match task {
        FileTask::Document => "readDocument",
        FileTask::Project => "readProject",
        FileTask::Formats => "doFormats",
    };
    match start(number, task, bytes, &step).await {
        Ok(answer) => Ok(js_sys::Uint8Array::from(answer).to_vec()),
        Err(why) => {
            web_sys::console::warn_1(&why);
            Err(Unread)
        }
    }
}
