//! XML that may be anything, read part by part, and XML written so that every character comes back.
//!
//! A document type is refused, and so is every entity but the five that XML has itself: they fetch files and
//! blow up memory. Nothing is kept but what is open, so any file takes linear time.

use super::{FormatError, InputFile, json};
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::Value;
use std::fmt::Write as _;

/// How deep elements may be nested.
const DEEPEST: usize = 128;
/// How many attributes an element may have.
const MOST_ATTRIBUTES: usize = 1_000;

/// A part of a file.
#[derive(Debug, PartialEq)]
pub(super) enum XmlPart {
    /// An element begins.
    Open(XmlElement),
    /// The element that began last, and is open, ends.
    Close,
    /// Words between tags; those that belong together may come in several parts.
    Words(String),
}

/// The beginning of an element.
#[derive(Debug, Default, PartialEq)]
pub(super) struct XmlElement {
    /// With its prefix: `cas:Sofa`.
    pub(super) name: String,
    /// With their prefixes, in the order of the file.
    pub(super) attributes: Vec<(String, String)>,
}

impl XmlElement {
    /// The name without its prefix.
    pub(super) fn local(&self) -> &str {
        local(&self.name)
    }

    /// The first attribute of this name, whatever its prefix.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(other, _)| local(other) == name).map(|(_, value)| value.as_str())
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// Reads the parts of a file in order.
pub(super) struct XmlReading<'f> {
    file: &'f str,
    text: &'f str,
    reader: Reader<&'f [u8]>,
    version: XmlVersion,
    depth: usize,
    /// Whether an element that is empty was begun and has to be ended.
    is_empty: bool,
    /// Whether any element has begun.
    has_root: bool,
}

impl<'f> XmlReading<'f> {
    pub(super) fn of(file: &'f InputFile) -> Result<Self, FormatError> {
        let text = json::text(file)?;
        Ok(Self {
            file: &file.name,
            text,
            reader: Reader::from_str(text),
            version: XmlVersion::Implicit1_0,
            depth: 0,
            is_empty: false,
            has_root: false,
        })
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// Where the reader is, for messages.
    pub(super) fn place(&self) -> String {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX);
        let before = self.text.as_bytes().get(..at).unwrap_or(self.text.as_bytes());
        format!("line {}", memchr::memchr_iter(b'\n', before).count() + 1)
    }

    pub(super) fn malformed(&self, problem: impl Into<String>) -> FormatError {
        FormatError::malformed(self.file, self.place(), problem)
    }

    fn refused(&self, error: &quick_xml::Error) -> FormatError {
        use quick_xml::escape::EscapeError::UnrecognizedEntity;
        match error {
            quick_xml::Error::Escape(UnrecognizedEntity(..)) => self.entities(),
            error => self.malformed(format!("not XML: {error}")),
        }
    }

    fn entities(&self) -> FormatError {
        FormatError::Entities { file: self.file.to_owned(), at: self.reader.buffer_position() }
    }

    /// The next part; `None` at the end of the file.
    ///
    /// # Errors
    /// When the file is no XML, or none that is read.
    pub(super) fn next(&mut self) -> Result<Option<XmlPart>, FormatError> {
        if std::mem::take(&mut self.is_empty) {
            self.depth -= 1;
            return Ok(Some(XmlPart::Close));
        }
        loop {
            let event = self.reader.read_event().map_err(|error| self.refused(&error))?;
            let words = match event {
                Event::Start(start) => return self.open(&start).map(Some),
                Event::Empty(start) => {
                    let part = self.open(&start)?;
                    self.is_empty = true;
                    return Ok(Some(part));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(XmlPart::Close));
                }
                Event::Text(text) => text.xml_content(self.version).into_owned(),
                Event::CData(text) => text.xml_content(self.version).into_owned(),
                Event::GeneralRef(name) => self.character(&name)?.to_string(),
                Event::Decl(declaration) => {
                    self.version = declaration.xml_version().map_err(|error| self.refused(&error))?;
                    continue;
                }
                Event::DocType(_) => return Err(self.entities()),
                Event::Comment(_) | Event::PI(_) => continue,
                Event::Eof if self.depth > 0 => return Err(self.malformed("not XML: it ends too soon")),
                Event::Eof if !self.has_root => return Err(self.malformed("not XML: there is no element")),
                Event::Eof => return Ok(None),
            };
            if self.depth > 0 {
                return Ok(Some(XmlPart::Words(words)));
            }
            if !words.trim().is_empty() {
                return Err(self.malformed("not XML: words outside of elements"));
            }
        }
    }

    fn character(&self, name: &quick_xml::events::BytesRef<'_>) -> Result<char, FormatError> {
        if let Some(c) = name.resolve_char_ref().map_err(|error| self.refused(&error))? {
            return Ok(c);
        }
        match name.as_ref() {
            "lt" => Ok('<'),
            "gt" => Ok('>'),
            "amp" => Ok('&'),
            "quot" => Ok('"'),
            "apos" => Ok('\''),
            _ => Err(self.entities()),
        }
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<XmlPart, FormatError> {
        if self.depth >= DEEPEST {
            return Err(FormatError::TooDeep { file: self.file.to_owned(), limit: DEEPEST });
        }
        self.depth += 1;
        self.has_root = true;
        let mut element = XmlElement { name: start.name().as_ref().to_owned(), attributes: Vec::new() };
        // Looking for names that occur twice would take the square of their number.
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| self.refused(&error.into()))?;
            let value = attribute.normalized_value(self.version).map_err(|error| self.refused(&error))?;
            if element.attributes.len() >= MOST_ATTRIBUTES {
                let (file, limit) = (self.file.to_owned(), MOST_ATTRIBUTES);
                return Err(FormatError::TooMany { file, what: "attributes of an element".into(), limit });
            }
            element.attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
        }
        Ok(XmlPart::Open(element))
    }
}

/// The name of the first element of a text, with its prefix; by this a file is known.
pub(super) fn root(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => return Some(start.name().as_ref().to_owned()),
            Event::Text(text) if !text.trim().is_empty() => return None,
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// Whether XML 1.0 has a character at all. It does not have most of those that control something, not even
/// by number.
pub(super) fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

/// A text of ours as XML can have it: as it is, or as a JSON string when it would lose a character, or would
/// look like one.
pub(super) fn spelled(text: &str) -> String {
    if !text.starts_with('"') && text.chars().all(is_xml) {
        return text.to_owned();
    }
    let json = Value::String(text.to_owned()).to_string();
    json.replace('\u{FFFE}', "\\ufffe").replace('\u{FFFF}', "\\uffff")
}

pub(super) fn of_spelled(text: &str) -> String {
    let json = text.starts_with('"').then(|| serde_json::from_str(text).ok()).flatten();
    json.unwrap_or_else(|| text.to_owned())
}

/// XML in the making.
pub(super) struct XmlWriting {
    text: String,
    /// What is open, from the outside.
    open: Vec<&'static str>,
    /// Whether the last tag can still become that of an empty element.
    is_begun: bool,
}

impl XmlWriting {
    pub(super) fn new() -> Self {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
        Self { text, open: Vec::new(), is_begun: false }
    }

    /// Begins an element. Its attributes stand behind it.
    pub(super) fn open(&mut self, name: &'static str) -> &mut Self {
        self.begun();
        self.text.push('<');
        self.text.push_str(name);
        self.open.push(name);
        self.is_begun = true;
        self
    }

    /// An attribute of the element that was just begun.
    pub(super) fn with(&mut self, name: &str, value: &str) -> &mut Self {
        self.text.push(' ');
        self.text.push_str(name);
        self.text.push_str("=\"");
        for c in value.chars() {
            match c {
                '"' => self.text.push_str("&quot;"),
                // A reader makes blanks of them when they stand there themselves.
                '\t' | '\n' => self.number(c),
                c => self.character(c),
            }
        }
        self.text.push('"');
        self
    }

    /// Words inside of the element that is open.
    pub(super) fn words(&mut self, words: &str) -> &mut Self {
        self.begun();
        words.chars().for_each(|c| self.character(c));
        self
    }

    /// A line break that no reader takes for words: between elements that have none beside them.
    pub(super) fn line(&mut self) -> &mut Self {
        self.begun();
        self.text.push('\n');
        self
    }

    /// Ends the element that is open.
    pub(super) fn close(&mut self) -> &mut Self {
        let Some(name) = self.open.pop() else { return self };
        if std::mem::take(&mut self.is_begun) {
            self.text.push_str("/>");
        } else {
            self.text.push_str("</");
            self.text.push_str(name);
            self.text.push('>');
        }
        self
    }

    /// An element with nothing but words.
    pub(super) fn element(&mut self, name: &'static str, words: &str) -> &mut Self {
        self.open(name).words(words).close()
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.text.push('\n');
        self.text.into_bytes()
    }

    fn begun(&mut self) {
        if std::mem::take(&mut self.is_begun) {
            self.text.push('>');
        }
    }

    fn character(&mut self, c: char) {
        match c {
            '<' => self.text.push_str("&lt;"),
            '>' => self.text.push_str("&gt;"),
            '&' => self.text.push_str("&amp;"),
            // Readers make line breaks of the first, and some of the others.
            '\r' | '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}' => self.number(c),
            c if is_xml(c) => self.text.push(c),
            _ => self.text.push('\u{FFFD}'),
        }
    }

    fn number(&mut self, c: char) {
        // Writing to a string does not fail.
        let _ = write!(self.text, "&#{};", u32::from(c));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Result<Vec<XmlPart>, FormatError> {
        let file = InputFile { name: "a.xml".to_owned(), bytes: text.as_bytes().to_vec() };
        let mut reading = XmlReading::of(&file)?;
        let mut parts = Vec::new();
        while let Some(part) = reading.next()? {
            parts.push(part);
        }
        Ok(parts)
    }

    #[test]
    fn every_character_that_xml_has_comes_back() {
        let words = "<港>&\"'\r\n\t\r\u{85}\u{2028}👩‍🚒 ]]> ";
        let mut writing = XmlWriting::new();
        writing.open("a").with("b", words).words(words).open("c").close().close();
        let parts = parts(&String::from_utf8(writing.finish()).unwrap()).unwrap();
        let Some(XmlPart::Open(first)) = parts.first() else { panic!("{parts:?}") };
        assert_eq!(first.get("b"), Some(words));
        let said: String =
            parts.iter().map(|part| if let XmlPart::Words(said) = part { said } else { "" }).collect();
        assert_eq!(said, words);
        assert_eq!(parts.iter().filter(|part| **part == XmlPart::Close).count(), 2);
    }

    #[test]
    fn what_could_fetch_or_blow_up_is_refused() {
        for text in [
            "<!DOCTYPE a><a/>",
            "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
            "<a>&b;</a>",
            "<a b='&c;'/>",
        ] {
            assert_eq!(parts(text).unwrap_err().code(), "xml-entities", "{text}");
        }
        assert_eq!(parts(&"<a>".repeat(100_000)).unwrap_err().code(), "too-deep");
        let many = format!("<a{}/>", " b=''".repeat(100_000));
        assert_eq!(parts(&many).unwrap_err().code(), "too-many");
    }

    #[test]
    fn what_is_no_xml_says_where() {
        for (text, said) in [
            ("<a>\n<b></a>", "a.xml, line 2: not XML"),
            ("<a>\n<b/>", "a.xml, line 2: not XML: it ends too soon"),
            ("<a>&#0;</a>", "a.xml, line 1: not XML"),
            ("<a/>港", "a.xml, line 1: not XML: words outside"),
            ("", "a.xml, line 1: not XML: there is no element"),
            ("<a b=c/>", "a.xml, line 1: not XML"),
        ] {
            let error = parts(text).unwrap_err().to_string();
            assert!(error.starts_with(said), "{text}: {error}");
        }
    }
}
