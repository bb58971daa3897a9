//! What a file is, by what is in it.

use crate::archive::Archive;
use crate::{DocumentError, DocumentKind};

/// A PDF begins in the first kilobyte: some have a few bytes of something else before it.
const HEAD: usize = 1024;
/// Headers of a saved page end in the first kilobytes.
const HEADERS: usize = 16 << 10;
/// Compound files: Word before 2007, and documents of later ones that are locked.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// How much of a file's beginning [`may_be`] looks at, in bytes.
pub const BEGINNING: usize = HEADERS;

/// Whether a file that begins like this may be a document: what is worth reading whole and asking
/// [`recognise`] about. What is none of this is text, or nothing that is known here.
pub fn may_be(beginning: &[u8]) -> bool {
    let head = beginning.get(..beginning.len().min(HEAD)).unwrap_or_default();
    let is_packed = head.starts_with(b"PK\x03\x04") || head.starts_with(COMPOUND);
    is_packed || holds(head, b"%PDF-") || is_saved_page(beginning)
}

/// What kind of document some bytes are; `None` for all else. Names are not looked at.
pub fn recognise(bytes: &[u8]) -> Option<DocumentKind> {
    looked_at(bytes).ok()
}

/// What it is, or why that kind is not read.
pub(crate) fn looked_at(bytes: &[u8]) -> Result<DocumentKind, DocumentError> {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    if holds(head, b"%PDF-") {
        return Ok(DocumentKind::Pdf);
    }
    if head.starts_with(b"PK\x03\x04") {
        return Archive::open(bytes)?.kind();
    }
    if head.starts_with(COMPOUND) {
        let is_locked = holds_wide(bytes, "EncryptedPackage");
        let office = ["WordDocument", "Workbook", "PowerPoint Document"];
        return match is_locked {
            true => Err(DocumentError::Encrypted),
            false if office.iter().any(|name| holds_wide(bytes, name)) => Err(DocumentError::OtherOffice),
            false => Err(DocumentError::Unknown),
        };
    }
    if is_saved_page(bytes.get(..bytes.len().min(HEADERS)).unwrap_or_default()) {
        return Ok(DocumentKind::WebPage);
    }
    Err(DocumentError::Unknown)
}

/// Header lines from the first on, of a message that is made of related parts or is HTML.
fn is_saved_page(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    let headers = text.split("\r\n\r\n").next().unwrap_or_default();
    let headers = headers.split("\n\n").next().unwrap_or_default().to_ascii_lowercase();
    let is_header = |line: &str| {
        let name = line.split(':').next().unwrap_or_default();
        line.contains(':') && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let begins = headers.lines().next().is_some_and(is_header);
    let is_page = ["multipart/related", "multipart/alternative", "text/html"];
    begins
        && headers.contains("mime-version:")
        && headers.contains("content-type:")
        && is_page.iter().any(|kind| headers.contains(kind))
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    memchr::memmem::find(bytes, wanted).is_some()
}

/// A name in the directory of a compound file, which is UTF-16.
fn holds_wide(bytes: &[u8], name: &str) -> bool {
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    holds(bytes, &wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_is_stands_in_it() {
        assert_eq!(recognise(b"\xEF\xBB\xBF%PDF-1.4\n"), Some(DocumentKind::Pdf));
        let page = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n";
        assert_eq!(recognise(page), Some(DocumentKind::WebPage));
        assert!(may_be(page) && may_be(b"%PDF-1.4") && may_be(COMPOUND) && !may_be("港で火災。".as_bytes()));
        for other in
            ["", "港で火災。MIME-Version: 1.0", "MIME-Version: 1.0\nContent-Type: text/plain\n\n", "<html>"]
        {
            assert_eq!(looked_at(other.as_bytes()), Err(DocumentError::Unknown), "{other}");
        }
        let old = [COMPOUND, &"WordDocument".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()];
        assert_eq!(looked_at(&old.concat()), Err(DocumentError::OtherOffice));
    }
}
