//! What reads and writes files beside the page, as a WebAssembly module of its own: documents (Word, books,
//! PDFs, saved pages), large projects, and the files of other tools. The page fetches it when somebody brings
//! or takes such a file: most people do neither.
//!
//! ```js
//! const step = (done, of) => postMessage({ done, of });
//! readDocument(bytes, step); // an Answer of crates/exchange/src/document.rs, JSON
//! readProject(bytes, step);  // what `native::read` says, as JSON; done in hundredths
//! doFormats(bytes, step);    // a FormatRequest of crates/exchange/src/formats/remote.rs; a FormatResponse
//! ```
//!
//! All that is said of a document is said in both languages: the page has no words for what it cannot read. A
//! panic ends the module for good, and the worker that holds it with it; what it was
//! goes to the console.

use shirushi_documents::{DocumentError, Watch, read, recognise};
use shirushi_exchange::document::{Answer, ReadText};
use shirushi_exchange::native::{self, Limits};
use std::ops::ControlFlow;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn log_error(message: &str);
}

#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|panic| log_error(&panic.to_string())));
}

/// Reads a document. `step` is called with how many pages or parts are read, and of how many; what it throws
/// ends nothing.
#[wasm_bindgen(js_name = readDocument)]
pub fn read_document(bytes: &[u8], step: &js_sys::Function) -> Vec<u8> {
    let answer = answer(bytes, |done, of| tell(step, done, of));
    // Strings and numbers are always JSON.
    serde_json::to_vec(&answer).unwrap_or_default()
}

/// Reads or writes files of other tools. `step` is called with how many texts are done, and of how many.
///
/// # Errors
/// When the bytes are no request; nothing that is wrong with a file.
#[wasm_bindgen(js_name = doFormats)]
pub fn do_formats(bytes: &[u8], step: &js_sys::Function) -> Result<Vec<u8>, String> {
    let told = |done, of| tell(step, done, of);
    shirushi_exchange::formats::remote::answer(bytes, &told).map_err(|error| error.to_string())
}

/// Reads a project's file and checks all of it. `step` is told how many hundredths are read.
#[wasm_bindgen(js_name = readProject)]
pub fn read_project(bytes: &[u8], step: &js_sys::Function) -> Vec<u8> {
    project(bytes, |done, of| tell(step, done, of))
}

fn tell(step: &js_sys::Function, done: usize, of: usize) {
    let count = |number: usize| JsValue::from(u32::try_from(number).unwrap_or(u32::MAX));
    let _ = step.call2(&JsValue::NULL, &count(done), &count(of));
}

/// What a project's file comes to, as JSON: a project, or why there is none.
pub fn project(bytes: &[u8], mut step: impl FnMut(usize, usize)) -> Vec<u8> {
    let tell = &mut |done: usize, of: usize| step(done.saturating_mul(100) / of.max(1), 100);
    // Whatever is in a project is JSON, as its snapshots are.
    serde_json::to_vec(&native::read_telling(bytes, Limits::default(), tell)).unwrap_or_default()
}

/// What is told of a file.
pub fn answer(bytes: &[u8], mut step: impl FnMut(usize, usize)) -> Answer {
    let watch = |done, of| {
        step(done, of);
        ControlFlow::Continue(())
    };
    match read(bytes, &mut Watch::by(watch)) {
        Ok(document) => Answer {
            kind: Some(document.kind.name()),
            texts: document
                .texts
                .into_iter()
                .map(|text| ReadText { meta: text.meta, text: text.text })
                .collect(),
            left_out: document.left_out.said(),
            refused: None,
        },
        Err(error) => refused(bytes, &error),
    }
}

fn refused(bytes: &[u8], error: &DocumentError) -> Answer {
    Answer {
        kind: recognise(bytes).map(|kind| kind.name()),
        refused: Some(error.said()),
        ..Answer::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_and_what_is_refused_is_told_in_both_languages() {
        let page = "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>港で火災。</p>";
        let mut steps = 0;
        let told = answer(page.as_bytes(), |_, _| steps += 1);
        assert_eq!(told.texts.first().map(|text| text.text.as_str()), Some("港で火災。"));
        assert_eq!(told.kind.map(|kind| kind.en).as_deref(), Some("saved web page (MHTML)"));
        let told = answer(b"%PDF-1.7", |_, _| {});
        assert_eq!((told.texts.len(), told.kind.map(|kind| kind.ja).as_deref()), (0, Some("PDF")));
        assert!(told.refused.is_some_and(|why| !why.ja.is_empty() && !why.en.is_empty()));
    }

    #[test]
    fn a_project_crosses_whole_and_how_far_it_has_come_is_told() {
        use shirushi_model::{Article, ArticleId, ArticleMeta, Project, ProjectId, Timestamp};
        let mut project = Project::new(ProjectId("p".to_owned()), "港".to_owned(), Timestamp(0));
        let text = "港で火災があった。".repeat(60);
        let article = |number| Article::new(ArticleId(number), &text, ArticleMeta::default(), Timestamp(0));
        project.articles.extend((0..200).map(|number| article(number).into()));
        project.next_number = 200;
        let mut steps = Vec::new();
        let told = super::project(native::write(&project).as_bytes(), |done, of| steps.push((done, of)));
        let told: Result<native::Opened, native::NativeError> = serde_json::from_slice(&told).unwrap();
        assert_eq!(told.unwrap().project, project);
        assert!(steps.is_sorted() && steps.iter().all(|&(done, of)| done <= 100 && of == 100), "{steps:?}");
        assert!(steps.last().is_some_and(|(done, _)| *done > 90), "{steps:?}");
        let told: Result<native::Opened, native::NativeError> =
            serde_json::from_slice(&super::project(b"{}", |_, _| {})).unwrap();
        assert_eq!(told.unwrap_err().code(), "not-a-project");
    }
}
