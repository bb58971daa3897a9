//! A file on the person's own disk that is written in place, where the browser offers it (File System Access;
//! Chromium). web-sys has it only as unstable.
//!
//! Where a file is chosen and what is in it is not decided here.

use super::js;
use js_sys::{Array, Promise, Uint8Array};
use shirushi_model::Timestamp;
use shirushi_page::intake::FileError;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

const SAVE: &str = "showSaveFilePicker";
const OPEN: &str = "showOpenFilePicker";

/// A file the person chose to be written.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DiskFile(JsValue);

/// Whether the browser lets a page write a file in place.
pub(crate) fn is_offered() -> bool {
    offers(SAVE)
}

/// Whether it lets a file be opened that can be written in place later.
pub(crate) fn opens() -> bool {
    offers(OPEN)
}

fn offers(picker: &str) -> bool {
    web_sys::window().is_some_and(|window| js::method(&window, picker).is_some())
}

/// What the picker answers; `None` when nothing was chosen. To be called soon after a click or a key.
async fn chosen(picker: &str, options: &[(&str, JsValue)]) -> Result<Option<JsValue>, FileError> {
    let window = web_sys::window().ok_or(FileError::Unsaved)?;
    let accept = js::object(&[("application/json", Array::of1(&JsValue::from_str(".json")).into())]);
    let types = Array::of1(&js::object(&[("accept", accept)]));
    let options: Vec<(&str, JsValue)> = options.iter().cloned().chain([("types", types.into())]).collect();
    match call(&window, picker, &js::object(&options)).await {
        Ok(answer) => Ok(Some(answer)),
        Err(error) if js::error_name(&error).as_deref() == Some("AbortError") => Ok(None),
        Err(_) => Err(FileError::Unsaved),
    }
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

    /// Lets the person say where a file is to be. `None` when they chose nothing.
    ///
    /// # Errors
    /// [`FileError::Unsaved`] when the browser does not ask here after all.
    pub(crate) async fn choose(suggested: &str) -> Result<Option<Self>, FileError> {
        let chosen = chosen(SAVE, &[("suggestedName", JsValue::from_str(suggested))]).await?;
        Ok(chosen.map(Self))
    }

    /// Lets the person choose a file that is there. `None` when they chose nothing.
    ///
    /// # Errors
    /// [`FileError::Unsaved`] when the browser does not ask here after all.
    pub(crate) async fn open() -> Result<Option<Self>, FileError> {
        let chosen = chosen(OPEN, &[]).await?;
        Ok(chosen.map(|files| Self(files.unchecked_into::<Array>().get(0))))
    }

    /// What is in it now.
    ///
    /// # Errors
    /// [`FileError::Unreadable`] when it is gone, or may not be read.
    pub(crate) async fn content(&self) -> Result<File, FileError> {
        let file = call(&self.0, "getFile", &JsValue::UNDEFINED).await.and_then(JsCast::dyn_into);
        file.map_err(|error| FileError::Unreadable(js::error_text(&error)))
    }

    /// When it was written last.
    pub(crate) async fn modified(&self) -> Option<Timestamp> {
        Some(Timestamp(self.content().await.ok()?.last_modified() as i64))
    }

    /// Whether it is gone, or somebody else has written it since. A handle of an earlier visit is allowed
    /// again first, by the person.
    ///
    /// # Errors
    /// [`FileError::Unwritable`] when they do not let it be written.
    pub(crate) async fn is_another(&self, since: Option<Timestamp>) -> Result<bool, FileError> {
        self.allow().await.map_err(unwritable)?;
        Ok(self.modified().await.is_none_or(|now| since.is_some_and(|then| now > then)))
    }

    /// Puts these bytes in the place of what the file holds. When this returns without an error they are in
    /// the file; with one, the file is as it was.
    ///
    /// # Errors
    /// [`FileError::Unwritable`] when the browser does not let it be written.
    pub(crate) async fn write(&self, bytes: &[u8]) -> Result<(), FileError> {
        self.put(bytes).await.map_err(unwritable)
    }

    async fn allow(&self) -> Result<(), JsValue> {
        if js::method(&self.0, "requestPermission").is_some() {
            let mode = js::object(&[("mode", JsValue::from_str("readwrite"))]);
            let said = call(&self.0, "requestPermission", &mode).await?;
            if said.as_string().as_deref() != Some("granted") {
                return Err(said);
            }
        }
        Ok(())
    }

    async fn put(&self, bytes: &[u8]) -> Result<(), JsValue> {
        let stream = call(&self.0, "createWritable", &JsValue::UNDEFINED).await?;
        call(&stream, "write", &Uint8Array::from(bytes)).await?;
        // Only this puts the new bytes in the place of the old ones.
        call(&stream, "close", &JsValue::UNDEFINED).await?;
        Ok(())
    }
}

fn unwritable(error: JsValue) -> FileError {
    FileError::Unwritable(js::error_text(&error))
}

/// What a method promises.
async fn call(object: &JsValue, method: &str, argument: &JsValue) -> Result<JsValue, JsValue> {
    let method = js::method(object, method).ok_or(JsValue::UNDEFINED)?;
    let promise: Promise = method.call1(object, argument)?.dyn_into()?;
    JsFuture::from(promise).await
}
