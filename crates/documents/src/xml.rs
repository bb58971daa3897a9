//! XML as documents have it: elements, attributes, text. Namespaces are known by local names.
//!
//! What defines entities of its own is refused: only the five of XML and numbers are resolved, so nothing can
//! grow, and nothing outside is ever named.

use crate::DocumentError;
use crate::limits::DEEPEST_XML;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// What a part of XML tells, in order. Elements without content end as well.
pub(crate) enum XmlNode<'x> {
    Start(Element<'x>),
    End(Cow<'x, str>),
    Text(Cow<'x, str>),
}

/// An element with its attributes.
pub(crate) struct Element<'x>(BytesStart<'x>);

impl Element<'_> {
    /// Its name without a prefix.
    pub(crate) fn name(&self) -> String {
        local(self.0.name().as_ref()).to_owned()
    }

    /// An attribute by its name without a prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.0
            .attributes()
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|attribute| local(attribute.key.as_ref()) == name)
            .map(|attribute| unescaped(&attribute.value))
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

const DAMAGED: DocumentError = DocumentError::Damaged { reason: "its XML is not well formed" };

/// Tells of every node of some XML.
pub(crate) fn walk(
    bytes: &[u8],
    mut each: impl FnMut(XmlNode<'_>) -> Result<(), DocumentError>,
) -> Result<(), DocumentError> {
    let text = decoded(bytes)?;
    let mut reader = Reader::from_str(&text);
    let mut open: Vec<String> = Vec::new();
    loop {
        match reader.read_event().map_err(|_| DAMAGED)? {
            Event::Start(start) => {
                if open.len() >= DEEPEST_XML {
                    return Err(DocumentError::Damaged { reason: "its XML is nested too deep" });
                }
                let element = Element(start);
                open.push(element.name());
                each(XmlNode::Start(element))?;
            }
            Event::Empty(start) => {
                let element = Element(start);
                let name = element.name();
                each(XmlNode::Start(element))?;
                each(XmlNode::End(name.into()))?;
            }
            Event::End(_) => {
                let name = open.pop().ok_or(DAMAGED)?;
                each(XmlNode::End(name.into()))?;
            }
            Event::Text(text) => each(XmlNode::Text(text.xml10_content()))?,
            Event::CData(text) => each(XmlNode::Text(text.xml10_content()))?,
            Event::GeneralRef(reference) => {
                let resolved = unescaped(&format!("&{};", &*reference));
                each(XmlNode::Text(resolved.into()))?;
            }
            // `<!DOCTYPE package PUBLIC …>` names a standard; what stands in brackets defines something.
            Event::DocType(doctype) if doctype.contains('[') => return Err(DocumentError::XmlEntities),
            Event::Eof => break,
            _ => {}
        }
    }
    if open.is_empty() { Ok(()) } else { Err(DocumentError::Damaged { reason: "its XML is cut short" }) }
}

/// The text of XML, which is in UTF-8 or, by its mark, UTF-16.
fn decoded(bytes: &[u8]) -> Result<Cow<'_, str>, DocumentError> {
    let (text, _, is_damaged) = encoding_rs::UTF_8.decode(bytes);
    if is_damaged {
        return Err(DocumentError::Damaged { reason: "its XML is in no known encoding" });
    }
    Ok(text)
}

/// Text with the entities of XML and numbers resolved; others stay as they are written.
fn unescaped(text: &str) -> String {
    let mut resolved = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        resolved.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let named = rest.find(';').filter(|end| *end <= 10);
        let entity = named.and_then(|end| Some((character(rest.get(1..end)?)?, rest.get(end + 1..)?)));
        match entity {
            Some((c, after)) => {
                resolved.push(c);
                rest = after;
            }
            None => {
                resolved.push('&');
                rest = rest.get(1..).unwrap_or_default();
            }
        }
    }
    resolved.push_str(rest);
    resolved
}

fn character(name: &str) -> Option<char> {
    let number = |digits: &str, radix| char::from_u32(u32::from_str_radix(digits, radix).ok()?);
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => match name.strip_prefix("#x") {
            Some(digits) => number(digits, 16),
            None => number(name.strip_prefix('#')?, 10),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(xml: &str) -> Result<String, DocumentError> {
        let mut told = String::new();
        walk(xml.as_bytes(), |node| {
            match node {
                XmlNode::Start(element) => {
                    told += &format!("<{} {:?}>", element.name(), element.attribute("a"))
                }
                XmlNode::End(name) => told += &format!("</{name}>"),
                XmlNode::Text(text) => told += &text,
            }
            Ok(())
        })?;
        Ok(told)
    }

    #[test]
    fn nodes_are_told_with_entities_resolved() {
        assert_eq!(
            told("<w:p w:a='1&amp;2'>港&#x3042;&lt;<br/></w:p>").unwrap(),
            "<p Some(\"1&2\")>港あ<<br None></br></p>"
        );
        assert_eq!(told("<p>&nothing;</p>").unwrap(), "<p None>&nothing;</p>");
    }

    #[test]
    fn nothing_is_defined_and_nothing_is_endless() {
        let bomb = "<!DOCTYPE x [<!ENTITY a \"ああ\"><!ENTITY b \"&a;&a;\">]><x>&b;</x>";
        assert_eq!(told(bomb), Err(DocumentError::XmlEntities));
        let outside = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>";
        assert_eq!(told(outside), Err(DocumentError::XmlEntities));
        assert_eq!(told(&"<x>".repeat(100_000)).unwrap_err().code(), "document-damaged");
        assert_eq!(told("<x><y></x>").unwrap_err().code(), "document-damaged");
        assert_eq!(told("<x>").unwrap_err().code(), "document-damaged");
    }
}
