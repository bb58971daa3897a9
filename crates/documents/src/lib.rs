//! Texts out of the files people have articles in: web pages saved whole, Word documents, books, PDFs.
//!
//! Bytes in, texts out, with what the file says of them and a count of what was left in it. What a file is,
//! is told by what is in it, not by its name. Nothing in a file is run, opened or fetched: no macro, no
//! script, no external reference, no XML entity; what is small and would become huge is refused
//! ([`DocumentError`]).
//!
//! This crate opens no file and knows no clock and no browser. Errors and what was left out have stable
//! codes, and words in both languages ([`shirushi_model::Wording`]).
//!
//! ```
//! use shirushi_documents::{DocumentError, DocumentKind, Watch, read, recognise};
//!
//! let saved = b"MIME-Version: 1.0\r\nSnapshot-Content-Location: https://example.jp/1\r\n\
//!     Content-Type: multipart/related; type=\"text/html\"; boundary=\"x\"\r\n\r\n\
//!     --x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>\xE6\xB8\xAF</p>\r\n--x--\r\n";
//! assert_eq!(recognise(saved), Some(DocumentKind::WebPage));
//! let document = read(saved, &mut Watch::unwatched()).unwrap();
//! assert_eq!(document.texts[0].text, "港");
//! assert_eq!(document.texts[0].meta.url, "https://example.jp/1");
//! assert_eq!(read("港".as_bytes(), &mut Watch::unwatched()), Err(DocumentError::Unknown));
//! ```

mod archive;
mod document;
mod epub;
mod error;
mod limits;
mod pdf;
mod recognise;
mod titles;
mod watch;
mod web_page;
mod word;
mod words;
mod xml;

pub use document::{DocumentKind, DocumentText, LeftOut, ReadDocument};
pub use error::DocumentError;
pub use limits::LARGEST_FILE;
pub use recognise::{BEGINNING, may_be, recognise};
pub use watch::Watch;

/// Reads a file. Takes time in proportion to what it unpacks to.
///
/// # Errors
/// [`DocumentError`] when it is of no kind that is read here, when it is damaged, locked, hostile or larger
/// than is taken on, and when there is no text in it.
pub fn read(bytes: &[u8], watch: &mut Watch<'_>) -> Result<ReadDocument, DocumentError> {
    if bytes.len() > LARGEST_FILE {
        return Err(DocumentError::TooLarge { bytes: bytes.len(), limit: LARGEST_FILE });
    }
    let mut document = match recognise::looked_at(bytes)? {
        DocumentKind::WebPage => web_page::read(bytes)?,
        DocumentKind::Word => word::read(bytes, watch)?,
        DocumentKind::Epub => epub::read(bytes, watch)?,
        DocumentKind::Pdf => pdf::read(bytes, watch)?,
    };
    document.texts.retain(|text| !text.text.trim().is_empty());
    if document.texts.is_empty() { Err(DocumentError::Empty) } else { Ok(document) }
}
