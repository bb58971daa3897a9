//! Files in and out: saving bytes as a file, choosing files, reading what was dropped.
//!
//! Sizes are checked before anything is read. What a file holds is decided elsewhere.

use super::clipboard::{data_of, list};
use super::listener::Listener;
use futures::channel::oneshot;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use sha2::{Digest as _, Sha256};
use shirushi_page::intake::{FileError, Pasted};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Document, DragEvent, File, HtmlAnchorElement, HtmlInputElement, Url};

/// How many files may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HowMany {
    /// One.
    One,
    /// Any number.
    Many,
}

/// What was dropped on the page.
#[derive(Debug, Clone)]
pub(crate) enum Dropped {
    /// Files, in the order the browser gives them.
    Files(Vec<File>),
    /// A passage dragged from somewhere, as if pasted.
    Passage(Pasted),
    /// Nothing of use.
    Nothing,
}

/// Saves bytes as a file, the way a download is saved. `media_type` is one like `application/json`.
///
/// # Errors
/// [`FileError::Unsaved`].
pub(crate) fn save(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), FileError> {
    offer(name, media_type, bytes).ok_or(FileError::Unsaved)
}

fn offer(name: &str, media_type: &str, bytes: &[u8]) -> Option<()> {
    let document = document()?;
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let anchor: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    anchor.set_href(&address);
    anchor.set_download(name);
    // Some browsers follow only a link that stands in the page.
    anchor.set_hidden(true);
    let body = document.body()?;
    body.append_child(&anchor).ok()?;
    anchor.click();
    anchor.remove();
    // The browser may begin to read after this returns: the address is taken back a minute later.
    gloo_timers::callback::Timeout::new(60_000, move || {
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Some(())
}

/// Lets a person choose files. `accept` is a list like `.txt,.json,text/plain`. Empty when nothing was
/// chosen. To be called while a click or a key is being handled, or the browser shows nothing.
pub(crate) async fn pick(accept: &str, choice: HowMany) -> Vec<File> {
    let Some(input) = chooser(accept, choice) else { return Vec::new() };
    let (done, chosen) = oneshot::channel();
    let done = Rc::new(RefCell::new(Some(done)));
    let tell = move || {
        if let Some(done) = done.borrow_mut().take() {
            let _ = done.send(());
        }
    };
    let cancelled = tell.clone();
    let listeners = [
        Listener::passive(&input, "change", move |_| tell()),
        Listener::passive(&input, "cancel", move |_| cancelled()),
    ];
    input.click();
    // A browser without `cancel` leaves this waiting when nothing is chosen; the page does not depend on it.
    let _ = chosen.await;
    drop(listeners);
    let files = list(input.files());
    input.remove();
    files
}

fn chooser(accept: &str, choice: HowMany) -> Option<HtmlInputElement> {
    let document = document()?;
    let input: HtmlInputElement = document.create_element("input").ok()?.dyn_into().ok()?;
    input.set_type("file");
    input.set_accept(accept);
    input.set_multiple(choice == HowMany::Many);
    input.set_hidden(true);
    // In the page, so that a browser test can put files into it and a browser does not collect it.
    document.body()?.append_child(&input).ok()?;
    Some(input)
}

/// The bytes of a file.
///
/// # Errors
/// [`FileError::TooLarge`] without having read any of it, [`FileError::Unreadable`] when the browser cannot.
pub(crate) async fn read(file: &File, limit: u64) -> Result<Vec<u8>, FileError> {
    // Sizes are whole numbers below 2⁵³.
    let size = file.size() as u64;
    if size > limit {
        return Err(FileError::TooLarge { size, limit });
    }
    let unreadable = |exception: JsValue| FileError::Unreadable(super::js::error_text(&exception));
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(unreadable)?;
    let buffer: ArrayBuffer = buffer.dyn_into().map_err(unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The SHA-256 of a file in lower-case hexadecimal. It is read piece by piece, so that its size does not matter.
///
/// # Errors
/// [`FileError::Unreadable`].
pub(crate) async fn fingerprint(file: &File) -> Result<String, FileError> {
    /// Bytes read at a time.
    const PIECE: f64 = 4_194_304.0;
    let unreadable = |exception: JsValue| FileError::Unreadable(super::js::error_text(&exception));
    let (size, mut at, mut digest) = (file.size(), 0.0, Sha256::new());
    while at < size {
        let piece = file.slice_with_f64_and_f64(at, (at + PIECE).min(size)).map_err(unreadable)?;
        let buffer = JsFuture::from(piece.array_buffer()).await.map_err(unreadable)?;
        digest.update(Uint8Array::new(&buffer).to_vec());
        at += PIECE;
    }
    Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// What a drop brings: files before a passage, HTML before plain text. To be called while the event is being
/// handled.
pub(crate) fn dropped(event: &DragEvent) -> Dropped {
    let Some(transfer) = event.data_transfer() else { return Dropped::Nothing };
    let files = list(transfer.files());
    if !files.is_empty() {
        return Dropped::Files(files);
    }
    let passage = data_of(&transfer);
    if passage.is_empty() { Dropped::Nothing } else { Dropped::Passage(passage) }
}

/// Whether files are being dragged.
pub(crate) fn brings_files(event: &DragEvent) -> bool {
    let kinds = event.data_transfer().map(|transfer| transfer.types());
    kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind.as_string().as_deref() == Some("Files")))
}

/// Whether something that is being dragged over the page could be dropped on it.
pub(crate) fn is_welcome(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|transfer| {
        transfer
            .types()
            .iter()
            .filter_map(|kind| kind.as_string())
            .any(|kind| matches!(kind.as_str(), "Files" | "text/plain" | "text/html"))
    })
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}
