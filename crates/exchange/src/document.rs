//! What comes of a document, as its readers tell the page: they are a module of their own, and this is what
//! crosses between the two, as JSON.

use serde::{Deserialize, Serialize};
use shirushi_model::{ArticleMeta, Wording};

/// A text that was read, and what its file says of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadText {
    /// What the file says; empty fields where it says nothing.
    pub meta: ArticleMeta,
    /// The text.
    pub text: String,
}

/// What is told of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// What it was taken for; `None` when it is of no kind that is known.
    pub kind: Option<Wording>,
    /// Its texts: none when it was refused, several out of a book.
    pub texts: Vec<ReadText>,
    /// What is not in the texts; empty when all is.
    pub left_out: Wording,
    /// Why there is no text.
    pub refused: Option<Wording>,
}

/// Whether a file may be a document: a PDF, a zip that is an office document or a book, an office document
/// before 2007, a page saved as a message. What is in it, its readers tell.
///
/// ```
/// use shirushi_exchange::document::may_be;
///
/// assert!(may_be(b"%PDF-1.7\n") && may_be(b"PK\x03\x04 [Content_Types].xml"));
/// assert!(!may_be("港で火災。".as_bytes()) && !may_be(b"PK\x03\x04 1.ann"));
/// ```
pub fn may_be(bytes: &[u8]) -> bool {
    let within = |most: usize, wanted: &[u8]| {
        let head = bytes.get(..bytes.len().min(most)).unwrap_or_default();
        memchr::memmem::find(head, wanted).is_some()
    };
    if bytes.starts_with(b"PK\x03\x04") {
        // Names stand in a zip as they are; one of other tools has neither.
        return within(usize::MAX, b"[Content_Types].xml") || within(usize::MAX, b"META-INF/container.xml");
    }
    bytes.starts_with(b"\xD0\xCF\x11\xE0")
        || within(1024, b"%PDF-")
        || bytes.first().is_some_and(u8::is_ascii_alphabetic)
            && within(4096, b"MIME-Version:")
            && within(16384, b"Content-Type:")
}
