//! UIMA CAS as JSON (the format of `uima-json`, which INCEpTION and dkpro-cassis read), one file a text in a
//! zip. Java counts UTF-16 units. Marks are of a type of ours with features for what they say; INCEpTION
//! makes a layer of it.

use super::details::{Details, KEYS, flat, of_flat};
use super::documents::{Document, Documents};
use super::given::{Given, GivenLink, Place, Text, not_understood};
use super::intake::{Counting, Intake, PART_OF};
use super::json;
use super::{FormatError, InputFile, Matter, OffsetUnit, OutputFile, zipped};
use serde_json::{Map, Value, json};
use std::collections::HashMap;

const MARK: &str = "webanno.custom.Shirushi";
const LINK: &str = "webanno.custom.ShirushiRelation";
const ORIGIN: &str = "shirushi.Origin";
const ANNOTATION: &str = "uima.tcas.Annotation";
const VIEW: &str = "_InitialView";

pub(super) fn write(documents: &Documents<'_>) -> Vec<OutputFile> {
    let file = |document: &Document<'_>| (format!("{}.json", document.name), json::written(&cas(document)));
    let files: Vec<(String, Vec<u8>)> = documents.texts.iter().map(file).collect();
    vec![OutputFile { part: String::new(), ending: "zip", bytes: zipped::zipped(&files) }]
}

/// A type with features that are strings, and features that are something else.
fn type_of(name: &str, above: &str, texts: &[&str], others: &[(&str, &str)]) -> Value {
    let mut features = Map::new();
    features.insert("%NAME".to_owned(), json!(name));
    features.insert("%SUPER_TYPE".to_owned(), json!(above));
    let texts = texts.iter().map(|name| (*name, "uima.cas.String"));
    for (name, range) in texts.chain(others.iter().copied()) {
        features.insert(name.to_owned(), json!({ "%NAME": name, "%RANGE": range }));
    }
    features.into()
}

fn types() -> Value {
    let keys = KEYS.map(|(key, _)| key);
    let of_marks: Vec<&str> = ["label", PART_OF].into_iter().chain(keys).collect();
    let of_links: Vec<&str> = ["label"].into_iter().chain(keys).collect();
    json!({
        MARK: type_of(MARK, ANNOTATION, &of_marks, &[]),
        LINK: type_of(LINK, ANNOTATION, &of_links, &[("Governor", MARK), ("Dependent", MARK)]),
        ORIGIN: type_of(ORIGIN, "uima.cas.TOP", &json::ORIGIN, &[]),
    })
}

fn cas(document: &Document<'_>) -> Value {
    let text = document.ruler.text();
    let mut structures = vec![json!({
        "%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": VIEW, "mimeType": "text/plain",
        "sofaString": text,
    })];
    let mut members = Vec::new();
    let mut add = |mut structure: Map<String, Value>, kind: &str| {
        let id = structures.len() + 1;
        structure.insert("%ID".to_owned(), json!(id));
        structure.insert("%TYPE".to_owned(), json!(kind));
        members.push(id);
        structures.push(structure.into());
        id
    };
    let at = |start: u32, end: u32| {
        Map::from_iter([
            ("@sofa".to_owned(), json!(1)),
            ("begin".to_owned(), json!(start)),
            ("end".to_owned(), json!(end)),
        ])
    };
    add(at(0, document.ruler.article().index.utf16_units()), "uima.tcas.DocumentAnnotation");
    add(json::origin(document), ORIGIN);
    let mut ids: HashMap<u32, (usize, u32, u32)> = HashMap::new();
    for piece in document.pieces() {
        let (start, end) = document.ruler.measure(piece.span, OffsetUnit::Utf16);
        let mut mark = at(start, end);
        mark.insert("label".to_owned(), json!(piece.mark.label.write()));
        mark.extend(texts(&piece.details()));
        let id = add(mark, MARK);
        ids.entry(piece.mark.id).or_insert((id, start, end));
    }
    for link in &document.links {
        // A relation of INCEpTION stands on its dependent.
        let (Some((from, ..)), Some((to, start, end))) = (ids.get(&link.from), ids.get(&link.to)) else {
            continue;
        };
        let mut relation = at(*start, *end);
        relation.insert("label".to_owned(), json!(link.label));
        relation.insert("@Governor".to_owned(), json!(from));
        relation.insert("@Dependent".to_owned(), json!(to));
        relation.extend(texts(&link.details));
        add(relation, LINK);
    }
    json!({
        "%TYPES": types(),
        "%VIEWS": { VIEW: { "%SOFA": 1, "%INDEX": members, "%MEMBERS": members } },
        "%FEATURE_STRUCTURES": structures,
    })
}

/// Details as features of strings.
fn texts(details: &Details) -> impl Iterator<Item = (String, Value)> {
    details.iter().map(|(key, value)| (key.clone(), json!(flat(value))))
}

pub(super) fn read(files: &[InputFile], intake: &mut Intake<'_>) -> Result<(), FormatError> {
    let mut texts = Vec::new();
    for file in files {
        if file.name.ends_with(".xml") {
            // A description of types, which stand in the file itself as well.
            continue;
        }
        texts.push(text(&file.name, &json::document(file)?)?);
    }
    intake.take(texts, Counting::Always(OffsetUnit::Utf16))
}

fn text(file: &str, cas: &Value) -> Result<Text, FormatError> {
    let structures: Vec<&Value> = match cas.get("%FEATURE_STRUCTURES") {
        Some(Value::Array(structures)) => structures.iter().collect(),
        Some(Value::Object(structures)) => structures.values().collect(),
        _ => return Err(FormatError::malformed(file, "%FEATURE_STRUCTURES", "they are missing")),
    };
    let of_type =
        |name: &str| structures.iter().find(|one| one.get("%TYPE").is_some_and(|kind| kind == name));
    let words = of_type("uima.cas.Sofa").and_then(|sofa| sofa.get("sofaString")).and_then(Value::as_str);
    let (meta, added) = json::read_origin(of_type(ORIGIN).copied());
    let words = words.map(str::to_owned);
    let mut text = Text { record: file.to_owned(), text: words, meta, added, ..Text::default() };
    for (number, one) in structures.iter().enumerate() {
        structure(&mut text, number, one);
    }
    Ok(text)
}

fn structure(text: &mut Text, number: usize, one: &Value) {
    let kind = one.get("%TYPE").and_then(Value::as_str).unwrap_or_default();
    let record = format!("%FEATURE_STRUCTURES[{number}]");
    let mut details = Details::new();
    for (key, _) in KEYS {
        let value = one.get(key).and_then(Value::as_str);
        details.extend(value.map(|value| (key.to_owned(), of_flat(key, value))));
    }
    details.extend(one.get(PART_OF).map(|group| (PART_OF.to_owned(), group.clone())));
    let key = |name: &str| json::key(one.get(name));
    let label = one.get("label").or_else(|| one.get("value")).and_then(Value::as_str);
    match kind {
        "uima.cas.Sofa" | "uima.tcas.DocumentAnnotation" | ORIGIN => {}
        _ if one.get("@Governor").is_some() && one.get("@Dependent").is_some() => {
            text.links.push(GivenLink {
                record,
                from: key("@Governor"),
                to: key("@Dependent"),
                label: label.unwrap_or(kind).to_owned(),
                details,
            })
        }
        _ if one.get("begin").is_some() => {
            let at = |name: &str| one.get(name).and_then(Value::as_u64);
            // An entity of DKPro is labelled by its value, everything else by its type.
            let name = kind.rsplit('.').next().unwrap_or(kind);
            let is_cut = matches!(name, "Token" | "Sentence" | "Lemma" | "POS" | "Paragraph");
            if !is_cut {
                text.marks.push(Given {
                    key: key("%ID"),
                    record,
                    places: vec![Place::at(at("begin"), at("end"))],
                    label: label.unwrap_or(name).to_owned(),
                    details,
                    ..Given::default()
                });
            }
        }
        _ => {
            let record = format!("{}, {record}", text.record);
            text.findings.push(not_understood(record, Matter::Record, one));
        }
    }
}
