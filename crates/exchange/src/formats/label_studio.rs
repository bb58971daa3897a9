//! Label Studio's tasks: `annotations` and `predictions` with a `result` of regions (`type` `labels`) and
//! relations, over `data.text`. Positions count code points.

use super::details::Details;
use super::documents::{Document, Documents};
use super::given::{Given, GivenLink, GivenPlace, Text, not_understood};
use super::intake::{Counting, Intake};
use super::json;
use super::{FormatError, InputFile, Matter, OffsetUnit, Options, OutputFile};
use serde_json::{Value, json};

pub(super) fn write(documents: &Documents<'_>) -> Vec<OutputFile> {
    let tasks: Vec<Value> =
        documents.each().enumerate().map(|(number, document)| task(number + 1, document)).collect();
    let bytes = json::written(&Value::Array(tasks));
    vec![OutputFile { part: String::new(), ending: "json".into(), bytes }]
}

fn task(number: usize, document: &Document<'_>) -> Value {
    let mut result = Vec::new();
    for piece in document.pieces() {
        let (start, end) = document.ruler.measure(piece.span, OffsetUnit::CodePoints);
        let details = piece.details();
        let mut meta = Details::new();
        if let Some(note) = details.get("note") {
            // Here the region's own note is shown.
            meta.insert("text".to_owned(), json!([note]));
        }
        meta.insert("shirushi".to_owned(), details.into());
        result.push(json!({
            "id": piece.key(),
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {
                "start": start,
                "end": end,
                "text": document.words(piece.span),
                "labels": [piece.mark.label.write()],
            },
            "meta": meta,
        }));
    }
    for link in &document.links {
        result.push(json!({
            "type": "relation",
            "from_id": link.from.to_string(),
            "to_id": link.to.to_string(),
            "direction": "right",
            "labels": [link.label],
            "meta": { "shirushi": link.details },
        }));
    }
    let mut data = json::origin(document);
    data.insert("text".to_owned(), json!(document.ruler.text()));
    json!({ "id": number, "data": data, "annotations": [{ "result": result }], "predictions": [] })
}

pub(super) fn read(
    files: &[InputFile],
    options: &Options,
    intake: &mut Intake<'_>,
) -> Result<(), FormatError> {
    let mut texts = Vec::new();
    for file in files {
        let value = json::document(file)?;
        let tasks = match &value {
            Value::Array(tasks) => tasks.as_slice(),
            other => std::slice::from_ref(other),
        };
        for (number, value) in tasks.iter().enumerate() {
            texts.push(read_task(&file.name, number, value)?);
        }
    }
    intake.take(texts, Counting::asked(options.unit, OffsetUnit::CodePoints))
}

fn read_task(file: &str, number: usize, task: &Value) -> Result<Text, FormatError> {
    let data = task.get("data");
    let fields = data.and_then(Value::as_object).into_iter().flatten();
    // A project may call its text something else; then it is the only one, or the longest.
    let found = fields
        .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
        .max_by_key(|(name, text)| (*name == "text", text.len()));
    let Some((name, words)) = found else {
        return Err(FormatError::malformed(file, format!("[{number}]"), "its data has no text"));
    };
    let (meta, added) = json::read_origin(data);
    let record = format!("{file}, [{number}]");
    let mut text = Text { record, text: Some(words.to_owned()), meta, added, ..Text::default() };
    text.findings.extend(json::unknown_origin(&text.record, data, &[name]));
    for (list, status) in [("annotations", None), ("completions", None), ("predictions", Some("suggested"))] {
        for (place, one) in task.get(list).and_then(Value::as_array).into_iter().flatten().enumerate() {
            let maker = Maker { status, one };
            for (index, region) in
                one.get("result").and_then(Value::as_array).into_iter().flatten().enumerate()
            {
                // Ids are unique within one annotation only.
                read_region(&mut text, region, &format!("{list}[{place}]"), index, &maker);
            }
        }
    }
    Ok(text)
}

/// Who made the regions of one annotation or prediction.
struct Maker<'a> {
    status: Option<&'a str>,
    one: &'a Value,
}

impl Maker<'_> {
    /// What is known of a region that says nothing itself.
    fn details(&self, region: &Value) -> Details {
        let ours = region.get("meta").and_then(|meta| meta.get("shirushi")).and_then(Value::as_object);
        if let Some(details) = ours {
            return details.clone();
        }
        let mut details = Details::new();
        let note = region.get("meta").and_then(|meta| meta.get("text")).map(|text| match text {
            Value::Array(lines) => lines.iter().map(super::details::flat).collect::<Vec<_>>().join("\n"),
            other => super::details::flat(other),
        });
        details.extend(note.map(|note| ("note".to_owned(), json!(note))));
        if let Some(status) = self.status {
            details.insert("status".to_owned(), json!(status));
            let version = json::key(self.one.get("model_version"));
            let creator = json!({ "type": "model", "name": "label-studio", "version": version });
            details.insert("creator".to_owned(), creator);
        } else if let Some(email) = self.one.get("completed_by").and_then(|by| by.get("email")) {
            details.insert("creator".to_owned(), email.clone());
        }
        details
    }
}

fn read_region(text: &mut Text, region: &Value, list: &str, index: usize, maker: &Maker<'_>) {
    let record = format!("{list}.result[{index}]");
    let key = |name: &str| format!("{list}/{}", json::key(region.get(name)));
    let details = maker.details(region);
    let value = region.get("value");
    let number = |name: &str| value.and_then(|value| value.get(name)).and_then(Value::as_u64);
    let kind = region.get("type").and_then(Value::as_str).unwrap_or_default();
    let labels = value
        .and_then(|value| {
            value.get(kind).or_else(|| value.get("labels")).or_else(|| value.get("hypertextlabels"))
        })
        .and_then(Value::as_array);
    match (kind, labels) {
        ("relation", _) => {
            let label = region.get("labels").and_then(Value::as_array).and_then(|labels| labels.first());
            let label = label.and_then(Value::as_str).unwrap_or("relation").to_owned();
            text.links.push(GivenLink { record, from: key("from_id"), to: key("to_id"), label, details });
        }
        ("labels" | "hypertextlabels", Some(labels))
            if value.is_some_and(|v| v.get("startOffset").is_none()) =>
        {
            for (place, label) in labels.iter().enumerate() {
                let exact = value.and_then(|value| value.get("text")).and_then(Value::as_str);
                text.marks.push(Given {
                    key: if place == 0 { key("id") } else { String::new() },
                    record: record.clone(),
                    places: vec![GivenPlace::at(number("start"), number("end")).quoting(exact)],
                    label: super::details::flat(label),
                    details: details.clone(),
                    ..Given::default()
                });
            }
        }
        ("choices", _) => {
            let choices = value.and_then(|value| value.get("choices")).and_then(Value::as_array);
            for choice in choices.into_iter().flatten() {
                let label = super::details::flat(choice);
                text.marks.push(Given {
                    record: record.clone(),
                    label,
                    details: details.clone(),
                    ..Given::default()
                });
            }
        }
        _ => {
            let record = format!("{}, {record}", text.record);
            text.findings.push(not_understood(record, Matter::Record, region));
        }
    }
}
