//! The clipboard, both ways. Cleaning HTML is not done here.

use super::js;
use js_sys::JsString;
use shirushi_page::intake::Pasted;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ClipboardEvent, DataTransfer, Document, Event, HtmlDocument, HtmlTextAreaElement};

/// Why nothing was copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ClipboardError {
    /// The browser or the person forbids it. Select and copy by hand.
    #[error("the browser does not let the page write to the clipboard")]
    Denied,
}

/// Copies a text. To be called while a click or a key is being handled.
///
/// # Errors
/// [`ClipboardError::Denied`].
pub(crate) async fn write(text: &str) -> Result<(), ClipboardError> {
    // Absent in insecure contexts, although web-sys types it as always there.
    let navigator = web_sys::window().ok_or(ClipboardError::Denied)?.navigator();
    if js::property(&navigator, "clipboard").is_some()
        && JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
    {
        return Ok(());
    }
    copy_by_command(text).filter(|copied| *copied).map(|_| ()).ok_or(ClipboardError::Denied)
}

/// The old way: a text field, selected and copied.
fn copy_by_command(text: &str) -> Option<bool> {
    let document: Document = web_sys::window()?.document()?;
    let before = document.active_element();
    let area: HtmlTextAreaElement = document.create_element("textarea").ok()?.dyn_into().ok()?;
    area.set_value(text);
    area.set_read_only(true);
    // Out of sight, but not hidden: a hidden field cannot be selected.
    area.set_class_name("visually-hidden");
    let _ = area.set_attribute("aria-hidden", "true");
    document.body()?.append_child(&area).ok()?;
    area.select();
    let copied = document.dyn_ref::<HtmlDocument>().and_then(|document| document.exec_command("copy").ok());
    area.remove();
    if let Some(before) = before.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = before.focus();
    }
    copied
}

/// What a paste event brings. To be called while the event is being handled.
pub(crate) fn pasted(event: &Event) -> Pasted {
    event
        .dyn_ref::<ClipboardEvent>()
        .and_then(ClipboardEvent::clipboard_data)
        .map(|transfer| data_of(&transfer))
        .unwrap_or_default()
}

/// The text in what is being transferred.
pub(super) fn data_of(transfer: &DataTransfer) -> Pasted {
    let (html, html_repaired) = get(transfer, "text/html").unwrap_or_default();
    let (text, text_repaired) = get(transfer, "text/plain").unwrap_or_default();
    let html = (!html.is_empty()).then_some(html);
    let files = list(transfer.files());
    let has_image = files.iter().any(is_image);
    // A file manager gives the name of what was copied as text.
    let text = if files.iter().any(|file| file.name() == text) { String::new() } else { text };
    Pasted { html, text, repaired: html_repaired || text_repaired, has_image }
}

/// The files that a paste brings, where one is no picture: cells of a spreadsheet come with a picture of
/// themselves.
pub(crate) fn files(event: &Event) -> Vec<web_sys::File> {
    let transfer = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
    let files = list(transfer.and_then(|transfer| transfer.files()));
    if files.iter().all(is_image) { Vec::new() } else { files }
}

pub(super) fn list(files: Option<web_sys::FileList>) -> Vec<web_sys::File> {
    files.map(|files| (0..files.length()).filter_map(|at| files.item(at)).collect()).unwrap_or_default()
}

fn is_image(file: &web_sys::File) -> bool {
    file.type_().starts_with("image/")
}

/// web-sys hands out Rust strings, in which lone surrogates have been replaced without a word: here the
/// JavaScript string is asked for.
fn get(transfer: &DataTransfer, format: &str) -> Option<(String, bool)> {
    let data = js::method(transfer, "getData")?.call1(transfer, &JsValue::from_str(format)).ok()?;
    data.dyn_into::<JsString>().ok().map(|data| repaired(&data))
}

/// A JavaScript string as text, and whether it held halves of surrogate pairs.
pub(crate) fn repaired(string: &JsString) -> (String, bool) {
    // Not in browsers from before 2023: there the slow way finds out.
    let well_formed = js::method(string, "isWellFormed").map_or_else(
        || string.is_valid_utf16(),
        |is_well_formed| is_well_formed.call0(string).is_ok_and(|answer| answer.is_truthy()),
    );
    // Crossing into Rust replaces what is no character with U+FFFD.
    (String::from(string), !well_formed)
}
