//! The zip that Word documents and books are, with limits on all that it could become.
//!
//! Parts are read when they are asked for: pictures stay packed. No size that the zip states is believed,
//! and no name leads anywhere: nothing is written to a disk.

use crate::limits::{LARGEST_PART, MOST_ENTRIES, MOST_RATIO, MOST_UNZIPPED, SMALL_PART};
use crate::{DocumentError, DocumentKind};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// An open zip.
pub(crate) struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// What was read of it so far, in bytes.
    unpacked: u64,
}

const DAMAGED: DocumentError = DocumentError::Damaged { reason: "its zip cannot be read" };

impl<'b> Archive<'b> {
    pub(crate) fn open(bytes: &'b [u8]) -> Result<Self, DocumentError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| DAMAGED)?;
        if zip.len() > MOST_ENTRIES {
            return Err(DocumentError::TooManyEntries { entries: zip.len(), limit: MOST_ENTRIES });
        }
        Ok(Self { zip, unpacked: 0 })
    }

    /// What is in it.
    pub(crate) fn kind(&mut self) -> Result<DocumentKind, DocumentError> {
        if self.part("mimetype")?.is_some_and(|kind| kind.trim_ascii() == b"application/epub+zip")
            || self.has("META-INF/container.xml")
        {
            return Ok(DocumentKind::Epub);
        }
        if !self.has("[Content_Types].xml") {
            return Err(DocumentError::Unknown);
        }
        match self.has_folder("word/") {
            true => Ok(DocumentKind::Word),
            false => Err(DocumentError::OtherOffice),
        }
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    fn has_folder(&self, name: &str) -> bool {
        self.zip.file_names().flatten().any(|file| file.starts_with(name))
    }

    /// A part; `None` when there is none of that name.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, DocumentError> {
        let Some(number) = self.zip.index_for_name(name) else { return Ok(None) };
        let entry = self.zip.by_index(number).map_err(|error| match error {
            ZipError::UnsupportedArchive(reason) if reason.contains("assword") => DocumentError::Encrypted,
            ZipError::InvalidPassword => DocumentError::Encrypted,
            _ => DAMAGED,
        })?;
        let left = MOST_UNZIPPED.saturating_sub(self.unpacked).min(LARGEST_PART);
        let packed = entry.compressed_size();
        let mut bytes = Vec::new();
        entry.take(left + 1).read_to_end(&mut bytes).map_err(|_| DAMAGED)?;
        let size = bytes.len() as u64;
        self.unpacked += size;
        let is_bomb = size > SMALL_PART && size / packed.max(1) > MOST_RATIO;
        if size > left || is_bomb {
            return Err(DocumentError::UnpacksTooLarge { bytes: size, limit: left });
        }
        Ok(Some(bytes))
    }
}

/// A name that a part gives for another, made whole: relative to the folder of the part, within the zip.
pub(crate) fn within(of: &str, name: &str) -> Result<String, DocumentError> {
    let unsafe_path = || DocumentError::UnsafePath { path: name.chars().take(200).collect() };
    let name = name.split(['#', '?']).next().unwrap_or_default();
    let name = percent_decoded(name);
    if name.contains([':', '\\', '\0']) {
        return Err(unsafe_path());
    }
    let (folder, name) = match name.strip_prefix('/') {
        Some(rest) => ("", rest),
        None => (of.rsplit_once('/').map_or("", |(folder, _)| folder), name.as_str()),
    };
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in name.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop().ok_or_else(unsafe_path)?;
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}

/// `%E6%B8%AF.xhtml` is 港.xhtml.
fn percent_decoded(name: &str) -> String {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = |digit: u8| char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok());
        match (first, after) {
            (b'%', &[high, low, ref behind @ ..]) if hex(high).is_some() && hex(low).is_some() => {
                bytes.push(hex(high).unwrap_or_default() << 4 | hex(low).unwrap_or_default());
                rest = behind;
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_within_the_zip() {
        assert_eq!(within("OEBPS/book.opf", "text/%E6%B8%AF.xhtml#a").unwrap(), "OEBPS/text/港.xhtml");
        assert_eq!(within("OEBPS/book.opf", "../1.xhtml").unwrap(), "1.xhtml");
        assert_eq!(within("word/document.xml", "/word/notes.xml").unwrap(), "word/notes.xml");
        for name in ["../../etc/passwd", "file:///etc/passwd", "https://example.jp/1", "a\\b"] {
            assert_eq!(within("OEBPS/book.opf", name).unwrap_err().code(), "document-unsafe-path", "{name}");
        }
    }
}
