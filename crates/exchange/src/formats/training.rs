//! Marked texts as JSON Lines, as `shirushi train` and `shirushi evaluate --entities` read them: `text` and
//! `entities` with `start`, `end` in code points, and `type`. They do not overlap.

use super::cover;
use super::documents::{Document, Documents};
use super::given::{Given, GivenPlace, Text};
use super::intake::{Counting, Intake};
use super::json;
use super::json_lines::{self, JsonLine};
use super::label::Label;
use super::{FormatError, InputFile, OffsetUnit, Options, OutputFile};
use serde_json::{Value, json};

pub(super) fn write(documents: &Documents<'_>) -> Vec<OutputFile> {
    let bytes = json::written_lines(documents.each().map(line));
    vec![OutputFile { part: String::new(), ending: "jsonl".into(), bytes }]
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
    // Marks have no words that could tell.
    intake.take(
        json_lines::texts(files, text)?,
        Counting::Always(options.unit.unwrap_or(OffsetUnit::CodePoints)),
    )
}

fn text(line: &JsonLine<'_>) -> Result<Text, FormatError> {
    let mut text = line.begun(line.get("text"), None)?;
    for (number, mark) in line.list("entities").enumerate() {
        let at = |key: &str| mark.get(key).and_then(Value::as_u64);
        // A type of a corpus without a counterpart among ours keeps the name it has there.
        let label = ["type", "orig"].into_iter().find_map(|key| mark.get(key)?.as_str()).unwrap_or("name");
        text.marks.push(Given {
            record: format!("entities[{number}]"),
            places: vec![GivenPlace::at(at("start"), at("end"))],
            label: label.to_owned(),
            ..Given::default()
        });
    }
    Ok(text)
}
