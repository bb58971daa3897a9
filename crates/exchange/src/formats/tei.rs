//! TEI P5: a `teiCorpus` with one `TEI` a text. What is marked stands off: the text has anchors, and `span`s
//! in its `standOff` lead from one to another, because marks overlap and inline elements cannot. What a mark
//! says is a feature structure (`fs`) that its `ana` names; parts of one mark name the first in `prev`.
//!
//! Read are such files and those of others, where names and dates are marked inside of the text
//! (`persName`, `placeName`, `date`, `rs`, `seg`).

mod prose;
mod reading;

use super::details::{Details, flat};
use super::documents::{Document, Documents, Link};
use super::intake::{Counting, Intake};
use super::json;
use super::xml::{XmlWriting, is_xml, spelled};
use super::{FormatError, InputFile, OffsetUnit, OutputFile};
use reading::TeiReading;
use std::collections::BTreeSet;

/// The root of a corpus.
pub(super) const CORPUS: &str = "teiCorpus";
/// The root of one text.
pub(super) const TEXT: &str = "TEI";
/// The application that wrote a file, in its header. In files of ours every blank is meant.
const APPLICATION: &str = "shirushi";

pub(super) fn write(documents: &Documents<'_>) -> Vec<OutputFile> {
    let project = documents.project;
    let mut xml = XmlWriting::new();
    xml.open(CORPUS).with("xmlns", "http://www.tei-c.org/ns/1.0");
    header(&mut xml, &Details::from_iter([("title".to_owned(), project.title.clone().into())]));
    if !documents.across.is_empty() {
        xml.line().open("standOff");
        relations(&mut xml, &documents.across);
        xml.close();
    }
    for (number, document) in documents.each().enumerate() {
        xml.line().open(TEXT).with("xml:id", &format!("t{}", number + 1));
        header(&mut xml, &json::origin(document));
        text(&mut xml, number, document);
        stand_off(&mut xml, number, document);
        xml.close();
    }
    xml.line().close();
    vec![OutputFile { part: String::new(), ending: "xml".into(), bytes: xml.finish() }]
}

/// Who published what; a header has no place for the day an article came, so that is a date of its own.
fn header(xml: &mut XmlWriting, origin: &Details) {
    let said = |key: &str| origin.get(key).map(|value| spelled(&flat(value)));
    xml.line().open("teiHeader").open("fileDesc").open("titleStmt");
    xml.element("title", &said("title").unwrap_or_default());
    if let Some(author) = said("author") {
        xml.element("author", &author);
    }
    xml.close().open("publicationStmt");
    xml.element("publisher", &said("outlet").unwrap_or_default());
    if let Some(address) = said("url") {
        xml.open("idno").with("type", "URI").words(&address).close();
    }
    for (kind, key) in [("published", "published"), ("added", "added")] {
        if let Some(day) = said(key) {
            xml.open("date").with("type", kind).words(&day).close();
        }
    }
    xml.close().open("sourceDesc").element("p", "").close().close();
    xml.open("encodingDesc").open("appInfo");
    xml.open("application").with("ident", APPLICATION).with("version", "1").element("label", "Shirushi");
    xml.close().close().close().close();
}

/// The name of the anchor at a code point.
fn anchor(number: usize, at: u32) -> String {
    format!("t{}-{at}", number + 1)
}

fn text(xml: &mut XmlWriting, number: usize, document: &Document<'_>) {
    let ends = document.pieces().map(|piece| document.ruler.measure(piece.span, OffsetUnit::CodePoints));
    let anchors: BTreeSet<u32> = ends.flat_map(|(start, end)| [start, end]).collect();
    let mut anchors = anchors.into_iter().peekable();
    xml.line().open("text").open("body").open("ab").with("xml:space", "preserve");
    let mut words = String::new();
    for (at, c) in (0u32..).zip(document.ruler.text().chars().map(Some).chain([None])) {
        if anchors.next_if_eq(&at).is_some() {
            xml.words(&std::mem::take(&mut words));
            xml.open("anchor").with("xml:id", &anchor(number, at)).close();
        }
        match c {
            Some(c) if is_xml(c) => words.push(c),
            // What XML does not have is a character described elsewhere.
            Some(c) => {
                xml.words(&std::mem::take(&mut words));
                xml.open("g").with("n", &format!("U+{:04X}", u32::from(c))).close();
            }
            None => {}
        }
    }
    xml.words(&words).close().close().close();
}

fn stand_off(xml: &mut XmlWriting, number: usize, document: &Document<'_>) {
    if document.marks.is_empty() {
        return;
    }
    xml.line().open("standOff").open("spanGrp");
    for piece in document.pieces() {
        let (start, end) = document.ruler.measure(piece.span, OffsetUnit::CodePoints);
        xml.line().open("span").with("xml:id", &format!("m{}", piece.key()));
        xml.with("from", &format!("#{}", anchor(number, start)));
        xml.with("to", &format!("#{}", anchor(number, end)));
        if piece.is_first {
            xml.with("ana", &format!("#f{}", piece.mark.id));
        } else {
            xml.with("prev", &format!("#m{}", piece.mark.id));
        }
        xml.close();
    }
    xml.close();
    for mark in &document.marks {
        features(xml, mark.id, Some(&mark.label.write()), &mark.details);
    }
    relations(xml, &document.links);
    xml.close();
}

fn features(xml: &mut XmlWriting, id: u32, label: Option<&str>, details: &Details) {
    xml.line().open("fs").with("xml:id", &format!("f{id}"));
    let label = label.map(|label| ("label", label.to_owned()));
    for (name, said) in label.into_iter().chain(details.iter().map(|(key, value)| (&**key, flat(value)))) {
        xml.open("f").with("name", name).element("string", &spelled(&said)).close();
    }
    xml.close();
}

fn relations(xml: &mut XmlWriting, links: &[Link]) {
    if links.is_empty() {
        return;
    }
    xml.line().open("listRelation");
    for link in links {
        xml.line().open("relation").with("name", &link.label);
        xml.with("active", &format!("#m{}", link.from)).with("passive", &format!("#m{}", link.to));
        xml.with("ana", &format!("#f{}", link.id)).close();
    }
    xml.close();
    for link in links {
        features(xml, link.id, None, &link.details);
    }
}

pub(super) fn read(files: &[InputFile], intake: &mut Intake<'_>) -> Result<(), FormatError> {
    for file in files {
        let read = TeiReading::read(file)?;
        if !read.title.is_empty() {
            intake.project().title = read.title;
        }
        intake.take(read.texts, Counting::Always(OffsetUnit::CodePoints))?;
        intake.across(read.across)?;
    }
    Ok(())
}
