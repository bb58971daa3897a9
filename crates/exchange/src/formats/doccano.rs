//! doccano's JSON Lines, one text a line, in both of its shapes. It counts UTF-16 units, or graphemes when a
//! project is set to; a file does not say which, so the unit is asked, or found out by which one the marks
//! fit.

use super::documents::{Document, Documents};
use super::given::{Given, GivenLink, GivenPlace, Text, not_understood};
use super::intake::{Counting, Intake, PART};
use super::json;
use super::json_lines::{self, JsonLine};
use super::{DoccanoShape, FormatError, InputFile, Matter, OffsetUnit, Options, OutputFile};
use serde_json::{Value, json};
use std::collections::HashMap;

/// What doccano counts unless it is told otherwise.
const USUAL: OffsetUnit = OffsetUnit::Utf16;

pub(super) fn write(documents: &Documents<'_>, options: &Options) -> Vec<OutputFile> {
    let unit = options.unit.unwrap_or(USUAL);
    let line = |(number, document): (usize, &Document<'_>)| {
        let mut line = json!({
            "id": number + 1,
            "text": document.ruler.text(),
            "meta": json::origin(document),
        });
        let shape = match options.shape {
            DoccanoShape::Labels => labels(document, unit),
            DoccanoShape::Relations => entities(document, unit),
        };
        if let (Some(line), Value::Object(shape)) = (line.as_object_mut(), shape) {
            line.extend(shape);
        }
        line
    };
    let bytes = json::written_lines(documents.each().enumerate().map(line));
    vec![OutputFile { part: String::new(), ending: "jsonl".into(), bytes }]
}

fn labels(document: &Document<'_>, unit: OffsetUnit) -> Value {
    let label = |piece: super::documents::ArticlePiece<'_, '_>| {
        let (start, end) = document.ruler.measure(piece.span, unit);
        json!([start, end, piece.mark.label.write()])
    };
    json!({ "label": document.pieces().map(label).collect::<Vec<_>>() })
}

fn entities(document: &Document<'_>, unit: OffsetUnit) -> Value {
    let mut numbers: HashMap<u32, usize> = HashMap::new();
    let mut entities = Vec::new();
    let mut relations = Vec::new();
    for piece in document.pieces() {
        let number = entities.len() + 1;
        let (start, end) = document.ruler.measure(piece.span, unit);
        let label = piece.mark.label.write();
        entities.push(json!({ "id": number, "label": label, "start_offset": start, "end_offset": end }));
        let first = *numbers.entry(piece.mark.id).or_insert(number);
        if first != number {
            relations.push((first, number, PART.to_owned()));
        }
    }
    for link in &document.links {
        if let (Some(&from), Some(&to)) = (numbers.get(&link.from), numbers.get(&link.to)) {
            relations.push((from, to, link.label.clone()));
        }
    }
    let relations: Vec<Value> = relations
        .into_iter()
        .enumerate()
        .map(|(number, (from, to, label))| {
            json!({ "id": number + 1, "from_id": from, "to_id": to, "type": label })
        })
        .collect();
    json!({ "entities": entities, "relations": relations })
}

pub(super) fn read(
    files: &[InputFile],
    options: &Options,
    intake: &mut Intake<'_>,
) -> Result<(), FormatError> {
    intake.take(json_lines::texts(files, text)?, Counting::asked(options.unit, USUAL))
}

fn text(line: &JsonLine<'_>) -> Result<Text, FormatError> {
    let origin = line.get("meta").or_else(|| line.get("metadata"));
    let mut text = line.begun(line.get("text").or_else(|| line.get("data")), origin)?;
    text.findings.extend(json::unknown_origin(&text.record, origin, &[]));
    for key in ["label", "labels", "entities", "spans", "cats"] {
        for (number, mark) in line.list(key).enumerate() {
            let place = format!("{key}[{number}]");
            match given(mark, place.clone()) {
                Some(given) => text.marks.push(given),
                None => {
                    let record = format!("{}, {place}", text.record);
                    text.findings.push(not_understood(record, Matter::Record, mark));
                }
            }
        }
    }
    for (number, link) in line.list("relations").enumerate() {
        text.links.push(GivenLink {
            record: format!("relations[{number}]"),
            from: json::key(link.get("from_id")),
            to: json::key(link.get("to_id")),
            label: json::key(link.get("type")),
            ..GivenLink::default()
        });
    }
    if let Some(comments) =
        line.get("Comments").filter(|comments| !matches!(comments, Value::Array(c) if c.is_empty()))
    {
        text.findings.push(not_understood(format!("{}, Comments", text.record), Matter::Record, comments));
    }
    Ok(text)
}

/// `[0, 3, "PERSON"]`, `{"start_offset": 0, "end_offset": 3, "label": "PERSON"}`, or a label of the whole
/// text.
fn given(mark: &Value, record: String) -> Option<Given> {
    match mark {
        Value::Array(parts) => match parts.as_slice() {
            [start, end, Value::String(label)] => Some(Given {
                record,
                places: vec![GivenPlace::at(start.as_u64(), end.as_u64())],
                label: label.clone(),
                ..Given::default()
            }),
            _ => None,
        },
        Value::String(label) => Some(Given { record, label: label.clone(), ..Given::default() }),
        Value::Object(fields) => {
            let number = |key: &str| fields.get(key).and_then(Value::as_u64);
            Some(Given {
                key: json::key(fields.get("id")),
                record,
                places: vec![GivenPlace::at(number("start_offset"), number("end_offset"))],
                label: fields.get("label")?.as_str()?.to_owned(),
                ..Given::default()
            })
        }
        _ => None,
    }
}
