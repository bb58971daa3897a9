//! UIMA CAS as JSON (the format of `uima-json`, which INCEpTION and dkpro-cassis read), one file a text in a
//! zip.

use super::cas::{self, CasGiven, CasRecord, SOFA, VIEW};
use super::documents::{Document, Documents};
use super::intake::{Counting, Intake};
use super::json;
use super::{FormatError, InputFile, OffsetUnit, OutputFile, zipped};
use serde_json::{Map, Value, json};

pub(super) fn write(documents: &Documents<'_>) -> Vec<OutputFile> {
    let file =
        |document: &Document<'_>| (format!("{}.json", document.name), json::written(&written(document)));
    let files: Vec<(String, Vec<u8>)> = documents.each().map(file).collect();
    vec![OutputFile { part: String::new(), ending: "zip".into(), bytes: zipped::zipped(&files) }]
}

fn types() -> Value {
    let mut types = Map::new();
    for kind in cas::types() {
        let mut features = Map::new();
        features.insert("%NAME".to_owned(), json!(kind.name));
        features.insert("%SUPER_TYPE".to_owned(), json!(kind.above));
        for (name, range) in kind.features {
            features.insert(name.to_owned(), json!({ "%NAME": name, "%RANGE": range }));
        }
        types.insert(kind.name.to_owned(), features.into());
    }
    types.into()
}

fn written(document: &Document<'_>) -> Value {
    let records = cas::records(document);
    let members: Vec<usize> = records.iter().map(|record| record.id).collect();
    let sofa = json!({
        "%ID": 1, "%TYPE": SOFA, "sofaNum": 1, "sofaID": VIEW, "mimeType": "text/plain",
        "sofaString": document.ruler.text(),
    });
    let structures: Vec<Value> = [sofa].into_iter().chain(records.into_iter().map(structure)).collect();
    json!({
        "%TYPES": types(),
        "%VIEWS": { VIEW: { "%SOFA": 1, "%INDEX": members, "%MEMBERS": members } },
        "%FEATURE_STRUCTURES": structures,
    })
}

fn structure(record: CasRecord) -> Value {
    let mut structure = Map::new();
    structure.insert("%ID".to_owned(), json!(record.id));
    structure.insert("%TYPE".to_owned(), json!(record.kind));
    if let Some((start, end)) = record.at {
        structure.insert("@sofa".to_owned(), json!(1));
        structure.insert("begin".to_owned(), json!(start));
        structure.insert("end".to_owned(), json!(end));
    }
    structure.extend(record.texts.into_iter().map(|(name, text)| (name, text.into())));
    structure.extend(record.others.into_iter().map(|(name, id)| (format!("@{name}"), json!(id))));
    structure.into()
}

pub(super) fn read(files: &[InputFile], intake: &mut Intake<'_>) -> Result<(), FormatError> {
    let mut texts = Vec::new();
    for file in files {
        if file.name.ends_with(".xml") {
            // A description of types, which stand in the file itself as well.
            continue;
        }
        let value = json::document(file)?;
        let structures: Vec<&Value> = match value.get("%FEATURE_STRUCTURES") {
            Some(Value::Array(structures)) => structures.iter().collect(),
            Some(Value::Object(structures)) => structures.values().collect(),
            _ => return Err(FormatError::malformed(&file.name, "%FEATURE_STRUCTURES", "they are missing")),
        };
        let given: Vec<CasGiven> = structures.into_iter().enumerate().map(given).collect();
        texts.push(cas::text(&file.name, &given));
    }
    intake.take(texts, Counting::Always(OffsetUnit::Utf16))
}

fn given((number, value): (usize, &Value)) -> CasGiven {
    let mut given = CasGiven { record: format!("%FEATURE_STRUCTURES[{number}]"), ..CasGiven::default() };
    for (name, value) in value.as_object().into_iter().flatten() {
        match name.as_str() {
            "%ID" => given.id = json::key(Some(value)),
            "%TYPE" => given.kind = value.as_str().unwrap_or_default().to_owned(),
            // An `@` says that the number is that of another structure.
            name => {
                given.features.insert(name.strip_prefix('@').unwrap_or(name).to_owned(), value.clone());
            }
        }
    }
    given
}
