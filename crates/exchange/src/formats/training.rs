//! Marked texts as JSON Lines, as `shirushi train` and `shirushi evaluate --entities` read them: `text` and
//! `entities` with `start`, `end` in code points, and `type`. They do not overlap.

use super::cover;
use super::documents::{Document, Documents};
use super::given::{Given, Place, Text};
use super::intake::{Counting, Intake};
use super::json;
use super::label::Label;
use super::{FormatError, InputFile, OffsetUnit, Options, OutputFile};
use serde_json::{Value, json};

pub(super) fn write(documents: &Documents<'_>) -> Vec<OutputFile> {
    let bytes = json::written_lines(documents.texts.iter().map(line));
    vec![OutputFile { part: String::new(), ending: "jsonl", bytes }]
}

fn line(document: &Document<'_>) -> Value {
    let entities: Vec<Value> = cover::disjoint(document, |mark| matches!(mark.label, Label::Entity(_)))
        .into_iter()
        .map(|(span, mark)| {
            let (start, end) = document.ruler.measure(span, OffsetUnit::CodePoints);
            json!({ "start": start, "end": end, "type": mark.label.write(), "orig": mark.label.write() })
        })
        .collect();
    json!({ "text": document.ruler.text(), "entities": entities, "source": "shirushi" })
}

pub(super) fn read(
    files: &[InputFile],
    options: &Options,
    intake: &mut Intake<'_>,
) -> Result<(), FormatError> {
    let mut texts = Vec::new();
    for file in files {
        for (line, value) in json::lines(file)? {
            texts.push(text(&file.name, line, &value)?);
        }
    }
    // Marks have no words that could tell.
    intake.take(texts, Counting::Always(options.unit.unwrap_or(OffsetUnit::CodePoints)))
}

fn text(file: &str, line: usize, value: &Value) -> Result<Text, FormatError> {
    let Some(words) = value.get("text").and_then(Value::as_str) else {
        return Err(FormatError::malformed(file, format!("line {line}"), "it has no text"));
    };
    let record = format!("{file}, line {line}");
    let mut text = Text { record, text: Some(words.to_owned()), ..Text::default() };
    for (number, mark) in value.get("entities").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let at = |key: &str| mark.get(key).and_then(Value::as_u64);
        // A type of a corpus without a counterpart among ours keeps the name it has there.
        let label = ["type", "orig"].into_iter().find_map(|key| mark.get(key)?.as_str()).unwrap_or("name");
        text.marks.push(Given {
            record: format!("entities[{number}]"),
            places: vec![Place::at(at("start"), at("end"))],
            label: label.to_owned(),
            ..Given::default()
        });
    }
    Ok(text)
}
