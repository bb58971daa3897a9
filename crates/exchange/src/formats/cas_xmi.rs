//! UIMA CAS as XMI (XML Metadata Interchange 2.0, as UIMA, INCEpTION and dkpro-cassis write it): a zip with
//! one `.xmi` a text and the types beside them in `TypeSystem.xml`.
//!
//! XML 1.0 does not have U+0000 or most of the characters that control something. In the text each is one
//! U+FFFD, so that positions stay, and what it was stands in a feature of ours; elsewhere a text with such
//! characters is written as a JSON string.

use super::cas::{self, CasGiven, CasRecord, LINK, MARK, ORIGIN, SOFA, VIEW};
use super::documents::{Document, Documents};
use super::intake::{Counting, Intake};
use super::xml::{XmlElement, XmlPart, XmlReading, XmlWriting, is_xml, of_spelled, spelled};
use super::{FormatError, InputFile, OffsetUnit, OutputFile, zipped};
use serde_json::Value;
use std::collections::HashMap;

/// The name of the file with the types.
const TYPES: &str = "TypeSystem.xml";
/// The root of such a file.
pub(super) const TYPES_ROOT: &str = "typeSystemDescription";
/// The root of a CAS, without its prefix.
pub(super) const ROOT: &str = "XMI";
/// The feature of [`ORIGIN`] with the characters of the text that XML does not have: `3=0 17=1c`, code point
/// and number in hexadecimal.
const LACKING: &str = "lacking";

pub(super) fn write(documents: &Documents<'_>) -> Vec<OutputFile> {
    let file = |document: &Document<'_>| (format!("{}.xmi", document.name), written(document));
    let types = [(TYPES.to_owned(), types())];
    let files: Vec<(String, Vec<u8>)> = types.into_iter().chain(documents.each().map(file)).collect();
    vec![OutputFile { part: String::new(), ending: "zip".into(), bytes: zipped::zipped(&files) }]
}

fn types() -> Vec<u8> {
    let mut xml = XmlWriting::new();
    xml.open(TYPES_ROOT).with("xmlns", "http://uima.apache.org/resourceSpecifier").open("types");
    for kind in cas::types() {
        xml.line().open("typeDescription").element("name", kind.name).element("description", "");
        xml.element("supertypeName", kind.above).open("features");
        let lacking = (kind.name == ORIGIN).then_some((LACKING, "uima.cas.String"));
        for (name, range) in kind.features.into_iter().chain(lacking) {
            xml.line().open("featureDescription").element("name", name).element("description", "");
            xml.element("rangeTypeName", range).close();
        }
        xml.close().close();
    }
    xml.close().close();
    xml.finish()
}

/// The prefixes of the types that are written, with the packages they stand for.
const PACKAGES: [(&str, &str); 4] = [
    ("cas", "http:///uima/cas.ecore"),
    ("tcas", "http:///uima/tcas.ecore"),
    ("custom", "http:///webanno/custom.ecore"),
    ("shirushi", "http:///shirushi.ecore"),
];

fn written(document: &Document<'_>) -> Vec<u8> {
    let records = cas::records(document);
    let text = document.ruler.text();
    let mut xml = XmlWriting::new();
    xml.open("xmi:XMI").with("xmlns:xmi", "http://www.omg.org/XMI");
    for (prefix, package) in PACKAGES {
        xml.with(&format!("xmlns:{prefix}"), package);
    }
    xml.with("xmi:version", "2.0");
    xml.line().open("cas:NULL").with("xmi:id", "0").close();
    xml.line().open("cas:Sofa").with("xmi:id", "1").with("sofaNum", "1").with("sofaID", VIEW);
    xml.with("mimeType", "text/plain").with("sofaString", text).close();
    let lacking = lacking(text);
    let mut members = Vec::with_capacity(records.len());
    for record in &records {
        members.push(record.id.to_string());
        xml.line().open(tag(record)).with("xmi:id", &record.id.to_string());
        if let Some((start, end)) = record.at {
            xml.with("sofa", "1").with("begin", &start.to_string()).with("end", &end.to_string());
        }
        for (name, said) in &record.texts {
            xml.with(name, &spelled(said));
        }
        for (name, id) in &record.others {
            xml.with(name, &id.to_string());
        }
        if record.kind == ORIGIN && !lacking.is_empty() {
            xml.with(LACKING, &lacking);
        }
        xml.close();
    }
    xml.line().open("cas:View").with("sofa", "1").with("members", &members.join(" ")).close();
    xml.line().close();
    xml.finish()
}

/// The tag of a type: `webanno.custom.Shirushi` is `custom:Shirushi`.
fn tag(record: &CasRecord) -> &'static str {
    match record.kind {
        MARK => "custom:Shirushi",
        LINK => "custom:ShirushiRelation",
        ORIGIN => "shirushi:Origin",
        _ => "tcas:DocumentAnnotation",
    }
}

fn lacking(text: &str) -> String {
    let lacking = text.chars().enumerate().filter(|(_, c)| !is_xml(*c));
    lacking.map(|(at, c)| format!("{at}={:x}", u32::from(c))).collect::<Vec<_>>().join(" ")
}

/// The text with the characters that XML does not have where U+FFFD stands for them.
fn with_lacking(text: &str, lacking: &str) -> String {
    let of_one = |said: &str| {
        let (at, number) = said.split_once('=')?;
        let c = u32::from_str_radix(number, 16).ok().and_then(char::from_u32)?;
        Some((at.parse::<usize>().ok()?, c))
    };
    let lacking: HashMap<usize, char> = lacking.split(' ').filter_map(of_one).collect();
    let put = |(at, c)| if c == '\u{FFFD}' { lacking.get(&at).copied().unwrap_or(c) } else { c };
    text.chars().enumerate().map(put).collect()
}

pub(super) fn read(files: &[InputFile], intake: &mut Intake<'_>) -> Result<(), FormatError> {
    let mut texts = Vec::new();
    for file in files {
        if let Some(given) = given(file)? {
            texts.push(cas::text(&file.name, &given));
        }
    }
    if let (true, Some(file)) = (texts.is_empty(), files.first()) {
        let problem = "types alone; the texts are in .xmi files";
        return Err(FormatError::malformed(&file.name, TYPES_ROOT, problem));
    }
    intake.take(texts, Counting::Always(OffsetUnit::Utf16))
}

/// The feature structures of a file; `None` when it describes types, which nobody needs to read it.
fn given(file: &InputFile) -> Result<Option<Vec<CasGiven>>, FormatError> {
    let mut reading = XmlReading::of(file)?;
    let mut packages: HashMap<String, String> = HashMap::new();
    let mut given: Vec<CasGiven> = Vec::new();
    // The feature whose values stand one by one in elements, and the words of such an element.
    let mut feature: Option<(String, String)> = None;
    while let Some(part) = reading.next()? {
        match (part, reading.depth()) {
            (XmlPart::Open(root), 1) => {
                if root.local() == TYPES_ROOT {
                    return Ok(None);
                }
                if root.local() != ROOT {
                    return Err(reading.malformed(format!("<{}> is not the root of a CAS", root.name)));
                }
                declare(&mut packages, &root);
            }
            (XmlPart::Open(element), 2) => {
                declare(&mut packages, &element);
                given.push(structure(&packages, element, format!("structure {}", given.len())));
            }
            (XmlPart::Open(element), 3) => feature = Some((element.local().to_owned(), String::new())),
            (XmlPart::Words(words), 3) => {
                if let Some((_, said)) = &mut feature {
                    said.push_str(&words);
                }
            }
            (XmlPart::Close, 2) => {
                if let (Some((name, said)), Some(last)) = (feature.take(), given.last_mut())
                    && let Value::Array(values) =
                        last.features.entry(name).or_insert_with(|| Value::Array(Vec::new()))
                {
                    values.push(said.into());
                }
            }
            _ => {}
        }
    }
    let lacking = given.iter_mut().find(|one| one.kind == ORIGIN);
    let lacking = lacking.and_then(|origin| origin.features.remove(LACKING));
    let sofa = given.iter_mut().find(|one| one.kind == SOFA);
    if let (Some(Value::String(lacking)), Some(sofa)) = (lacking, sofa)
        && let Some(Value::String(text)) = sofa.features.get_mut("sofaString")
    {
        *text = with_lacking(text, &lacking);
    }
    given.retain(|one| !matches!(one.kind.as_str(), "uima.cas.NULL" | "uima.cas.View"));
    Ok(Some(given))
}

fn declare(packages: &mut HashMap<String, String>, element: &XmlElement) {
    let declared = element.attributes.iter();
    let declared = declared.filter_map(|(name, address)| Some((name.strip_prefix("xmlns:")?, address)));
    packages.extend(declared.map(|(prefix, address)| (prefix.to_owned(), package(address))));
}

/// The package an address stands for: `http:///webanno/custom.ecore` is `webanno.custom`.
fn package(address: &str) -> String {
    let path = address.strip_prefix("http:///").unwrap_or(address);
    let path = path.strip_suffix(".ecore").unwrap_or(path);
    if path == "uima/noNamespace" { String::new() } else { path.replace('/', ".") }
}

fn structure(packages: &HashMap<String, String>, element: XmlElement, record: String) -> CasGiven {
    let prefix = element.name.split_once(':').map_or("", |(prefix, _)| prefix);
    let package = packages.get(prefix).map_or(prefix, String::as_str);
    let separator = if package.is_empty() { "" } else { "." };
    let kind = format!("{package}{separator}{}", element.local());
    let is_ours = matches!(kind.as_str(), MARK | LINK | ORIGIN);
    let mut given = CasGiven { record, kind, ..CasGiven::default() };
    for (name, value) in element.attributes {
        if name == "xmi:id" {
            given.id = value;
        } else if !name.contains(':') {
            let value = if is_ours { of_spelled(&value) } else { value };
            given.features.insert(name, value.into());
        }
    }
    given
}
