//! A file on the person's own disk that is written in place, where the browser offers it (File System Access; Chromium). web-sys
//! has it only as unstable.
//!
//! Where a file is chosen and what is in it is not decided here.

use super::files::FileError;
use super::js;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A file the person chose to be written.
#[derive(Debug, Clone)]
pub(crate) struct DiskFile(JsValue);

/// Whether the browser lets a page write a file in place.
pub(crate) fn is_offered() -> bool {
    web_sys::window().is_some_and(|window| js::method(&window, "showSaveFilePicker").is_some())
}

impl DiskFile {
    /// A file whose handle was stored.
    pub(crate) fn of(handle: JsValue) -> Self {
        Self(handle)
    }

    /// What can be stored, to find the file again on the next visit.
    pub(crate) fn handle(&self) -> &JsValue {
        &self.0
    }

    /// What the file is called.
    pub(crate) fn name(&self) -> String {
        js::string(&self.0, "name").unwrap_or_default()
    }

    /// Lets the person say where. `None` when they chose nothing. To be called soon after a click or a key.
    ///
    /// # Errors
    /// [`FileError::Unsaved`] when the browser does not ask here after all.
    pub(crate) async fn choose(suggested: &str) -> Result<Option<Self>, FileError> {
        let window = web_sys::window().ok_or(FileError::Unsaved)?;
        let accept = js::object(&[("application/json", Array::of1(&JsValue::from_str(".json")).into())]);
        let types = Array::of1(&js::object(&[("accept", accept)]));
        let options = js::object(&[("suggestedName", JsValue::from_str(suggested)), ("types", types.into())]);
        match call(&window, "showSaveFilePicker", &options).await {
            Ok(handle) => Ok(Some(Self(handle))),
            Err(error) if js::error_name(&error).as_deref() == Some("AbortError") => Ok(None),
            Err(_) => Err(FileError::Unsaved),
        }
    }

    /// Puts these bytes in the place of what the file holds. When this returns without an error they are in the file; with
    /// one, the file is as it was.
    ///
    /// # Errors
    /// [`FileError::Unreadable`] when it is gone, or the person or the browser does not let it be written.
    pub(crate) async fn write(&self, bytes: &[u8]) -> Result<(), FileError> {
        self.put(bytes).await.map_err(|error| FileError::Unreadable(js::error_text(&error)))
    }

    async fn put(&self, bytes: &[u8]) -> Result<(), JsValue> {
        let mode = js::object(&[("mode", JsValue::from_str("readwrite"))]);
        // A handle from an earlier visit has to be allowed again.
        if js::method(&self.0, "requestPermission").is_some() {
            let said = call(&self.0, "requestPermission", &mode).await?;
            if said.as_string().as_deref() != Some("granted") {
                return Err(said);
            }
        }
        let stream = call(&self.0, "createWritable", &JsValue::UNDEFINED).await?;
        call(&stream, "write", &Uint8Array::from(bytes)).await?;
        // Only this puts the new bytes in the place of the old ones.
        call(&stream, "close", &JsValue::UNDEFINED).await?;
        Ok(())
    }
}

/// What a method promises.
async fn call(object: &JsValue, method: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let method = js::method(object, method).ok_or(JsValue::UNDEFINED)?;
    let promise: Promise = method.call1(object, argument)?.dyn_into()?;
    JsFuture::from(promise).await
}
