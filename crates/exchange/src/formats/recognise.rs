//! What kind of file something is, by what is in it: names lie.

use super::{Format, FormatError, InputFile, json, zipped};
use crate::{native, tagset};
use serde_json::Value;

/// A kind of file that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A project of ours.
    Project,
    /// Tags of ours.
    Tagset,
    /// A format of other tools.
    Format(Format),
}

/// What a file is.
///
/// # Errors
/// When it is nothing that is known; plain texts are not, and neither is JSON of another kind.
pub fn recognise(file: &InputFile) -> Result<Kind, FormatError> {
    let unknown = |looks| FormatError::UnknownKind { file: file.name.clone(), looks };
    if file.bytes.is_empty() {
        return Err(FormatError::Empty { file: file.name.clone() });
    }
    if file.bytes.starts_with(zipped::MAGIC) {
        let files = zipped::unpacked(std::slice::from_ref(file))?;
        if files.iter().any(|file| file.name.ends_with(".ann")) {
            return Ok(Kind::Format(Format::Brat));
        }
        let first = files.iter().find(|file| file.name.ends_with(".json"));
        return match first.map(recognise) {
            Some(Ok(kind @ Kind::Format(_))) => Ok(kind),
            _ => Err(unknown("zip")),
        };
    }
    let text = json::text(file)?;
    let begins = text.trim_start();
    if begins.starts_with(['{', '[']) {
        return of_json(file, text).ok_or_else(|| unknown("json"));
    }
    if begins.starts_with('<') {
        return Err(unknown("xml"));
    }
    of_lines(text).map(Kind::Format).ok_or_else(|| unknown(""))
}

fn of_json(file: &InputFile, text: &str) -> Option<Kind> {
    let value = match json::document(file) {
        Ok(value) => value,
        // One value a line.
        Err(_) => serde_json::from_str(text.split('\n').find(|line| !line.trim().is_empty())?).ok()?,
    };
    match value.get("format").and_then(Value::as_str) {
        Some(native::FORMAT) => return Some(Kind::Project),
        Some(tagset::FORMAT) => return Some(Kind::Tagset),
        _ => {}
    }
    let first = match &value {
        Value::Array(values) => values.first()?,
        other => other,
    };
    let has = |key: &str| first.get(key).is_some();
    let is_text = first.get("text").is_some_and(Value::is_string);
    let list = |key: &str| first.get(key).and_then(Value::as_array).map(Vec::as_slice);
    let in_first = |list: &[Value], key: &str| list.first().is_none_or(|first| first.get(key).is_some());
    let is_annotation = |value: &Value| {
        value.get("target").is_some() || value.get("items").is_some() || value.get("first").is_some()
    };
    let format = if has("%FEATURE_STRUCTURES") {
        Format::CasJson
    } else if has("@context") && is_annotation(first) {
        Format::WebAnnotation
    } else if has("data") && (has("annotations") || has("predictions") || has("completions")) {
        Format::LabelStudio
    } else if is_text && (has("ents") || has("tokens") && has("spans") && first.get("spans")?.is_object()) {
        Format::Spacy
    } else if is_text && has("spans") && (has("answer") || has("_task_hash") || list("spans").is_some()) {
        Format::Prodigy
    } else if is_text
        && list("entities").is_some_and(|marks| in_first(marks, "start_offset"))
        && has("relations")
    {
        Format::Doccano
    } else if is_text
        && list("entities").is_some_and(|marks| in_first(marks, "start_offset") && !marks.is_empty())
    {
        Format::Doccano
    } else if is_text && list("entities").is_some_and(|marks| in_first(marks, "start")) {
        Format::Training
    } else if is_text && (has("label") || has("labels")) {
        Format::Doccano
    } else {
        return None;
    };
    Some(Kind::Format(format))
}

fn of_lines(text: &str) -> Option<Format> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    if first.starts_with("-DOCSTART-") {
        return Some(Format::Conll);
    }
    let columns: Vec<&str> = first.split([',', '\t']).map(|column| column.trim_matches('"')).collect();
    let has = |name: &str| columns.contains(&name);
    if has("article") && has("text")
        || has("label") && (has("start") || has("quote"))
        || has("from") && has("to") && has("relation")
    {
        return Some(Format::Tables);
    }
    if is_standoff(first) {
        return Some(Format::Brat);
    }
    let tag = first.split(['\t', ' ']).collect::<Vec<_>>();
    let is_tagged = |column: &&str| *column == "O" || column.starts_with("B-") || column.starts_with("S-");
    (tag.len() > 1 && tag.iter().skip(1).any(is_tagged)).then_some(Format::Conll)
}

/// `T1	PERSON 0 3	words`
fn is_standoff(line: &str) -> bool {
    let mut fields = line.split('\t');
    let (id, place) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
    id.strip_prefix('T').is_some_and(|number| number.parse::<u32>().is_ok()) && place.split(' ').count() >= 3
}
