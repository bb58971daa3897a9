//! spaCy's `Doc` as JSON Lines and Prodigy's JSON Lines. Both count code points; a `Doc` has its spans in the
//! group `shirushi`, because its `ents` cannot overlap, and what spans have no field for in `_`.

use super::cover;
use super::details::Details;
use super::documents::{Document, Documents};
use super::given::{Given, GivenLink, GivenPlace, Text, not_understood};
use super::intake::{Counting, Intake};
use super::json;
use super::json_lines::{self, JsonLine};
use super::label::Label;
use super::spacy_tokens::SpacyTokens;
use super::{FormatError, InputFile, Matter, OffsetUnit, Options, OutputFile};
use serde_json::{Map, Value, json};
use shirushi_model::ByteSpan;
use std::collections::{HashMap, VecDeque};

/// The span group our marks are in.
const GROUP: &str = "shirushi";

pub(super) fn write(documents: &Documents<'_>) -> Vec<OutputFile> {
    lines(documents, doc)
}

pub(super) fn write_prodigy(documents: &Documents<'_>) -> Vec<OutputFile> {
    lines(documents, prodigy)
}

fn lines(documents: &Documents<'_>, line: impl Fn(&Document<'_>) -> Value) -> Vec<OutputFile> {
    let bytes = json::written_lines(documents.each().map(line));
    vec![OutputFile { part: String::new(), ending: "jsonl".into(), bytes }]
}

fn doc(document: &Document<'_>) -> Value {
    let place = |span: ByteSpan| document.ruler.measure(span, OffsetUnit::CodePoints);
    let tokens = SpacyTokens::of(document.ruler.text(), document.pieces().map(|piece| piece.span));
    let is_entity = |mark: &super::documents::Mark<'_>| matches!(mark.label, Label::Entity(_));
    let entities: Vec<Value> = cover::disjoint(document, is_entity)
        .into_iter()
        .filter_map(|(span, mark)| Some((tokens.inside(span)?, mark)))
        .map(|(span, mark)| {
            let (start, end) = place(span);
            json!({ "start": start, "end": end, "label": mark.label.write() })
        })
        .collect();
    let mut spans = Vec::new();
    let mut marks = Vec::new();
    for piece in document.pieces() {
        let (start, end) = place(tokens.fit(piece.span));
        let name = piece.mark.details.get("canonical").cloned().unwrap_or_else(|| json!(""));
        let (label, id) = (piece.mark.label.write(), piece.key());
        spans.push(json!({ "start": start, "end": end, "label": label, "kb_id": name, "id": id }));
        // spaCy forgets ids, people add and remove spans, and no span of it begins with the blank of a word.
        let (at, details) = (place(piece.span), piece.details());
        marks.push(json!({
            "start": start, "end": end, "label": label, "at": at, "id": id, "details": details,
        }));
    }
    let token = |(id, &span): (usize, &ByteSpan)| {
        let (start, end) = place(span);
        json!({ "id": id, "start": start, "end": end })
    };
    json!({
        "text": document.ruler.text(),
        "tokens": tokens.spans().iter().enumerate().map(token).collect::<Vec<_>>(),
        "ents": entities,
        "spans": { GROUP: spans },
        "_": { GROUP: {
            "origin": json::origin(document),
            "marks": marks,
            "relations": links(document),
        } },
    })
}

fn links(document: &Document<'_>) -> Vec<Value> {
    let link = |link: &super::documents::Link| {
        json!({
            "head": link.from.to_string(), "child": link.to.to_string(), "label": link.label,
            "details": link.details,
        })
    };
    document.links.iter().map(link).collect()
}

fn prodigy(document: &Document<'_>) -> Value {
    let spans: Vec<Value> = document
        .pieces()
        .map(|piece| {
            let (start, end) = document.ruler.measure(piece.span, OffsetUnit::CodePoints);
            json!({
                "start": start, "end": end, "label": piece.mark.label.write(),
                "text": document.words(piece.span), "id": piece.key(), "details": piece.details(),
            })
        })
        .collect();
    json!({
        "text": document.ruler.text(),
        "meta": json::origin(document),
        "spans": spans,
        "span_relations": links(document),
        "answer": "accept",
    })
}

pub(super) fn read(
    files: &[InputFile],
    options: &Options,
    intake: &mut Intake<'_>,
) -> Result<(), FormatError> {
    // Spans have no words that could tell.
    intake.take(
        json_lines::texts(files, read_doc)?,
        Counting::Always(options.unit.unwrap_or(OffsetUnit::CodePoints)),
    )
}

fn span(value: &Value, record: String, details: Details) -> Option<Given> {
    let number = |key: &str| value.get(key).and_then(Value::as_u64);
    Some(Given {
        key: json::key(value.get("id")),
        record,
        places: vec![
            GivenPlace::at(number("start"), number("end")).quoting(value.get("text").and_then(Value::as_str)),
        ],
        label: value.get("label")?.as_str()?.to_owned(),
        details,
        ..Given::default()
    })
}

fn read_doc(line: &JsonLine<'_>) -> Result<Text, FormatError> {
    let ours = line.get("_").and_then(|custom| custom.get(GROUP));
    let mut text = line.begun(line.get("text"), ours.and_then(|ours| ours.get("origin")))?;
    let nothing = Map::new();
    let groups = line.get("spans").and_then(Value::as_object).unwrap_or(&nothing);
    let mut known = known(ours);
    for (group, spans) in groups {
        for (number, one) in spans.as_array().into_iter().flatten().enumerate() {
            let record = format!("spans.{group}[{number}]");
            let is_ours = group == GROUP;
            if let Some(mark) = is_ours.then(|| known.get_mut(&place_of(one))?.pop_front()).flatten() {
                take_known(&mut text, mark, record);
                continue;
            }
            let mut told = Details::new();
            if let Some(name) = one.get("kb_id").filter(|name| **name != json!("")) {
                told.insert("canonical".to_owned(), name.clone());
            }
            take(&mut text, one, record, told);
        }
    }
    // Ours are all in the group.
    let entities = line.get("ents").filter(|_| ours.is_none()).and_then(Value::as_array);
    for (number, one) in entities.into_iter().flatten().enumerate() {
        take(&mut text, one, format!("ents[{number}]"), Details::new());
    }
    let cats = line.get("cats").and_then(Value::as_object);
    for (label, _) in
        cats.into_iter().flatten().filter(|(_, score)| score.as_f64().is_some_and(|score| score >= 0.5))
    {
        let (record, label) = ("cats".to_owned(), label.clone());
        text.marks.push(Given { record, label, ..Given::default() });
    }
    read_links(&mut text, ours.and_then(|ours| ours.get("relations")), "relations");
    Ok(text)
}

/// Where a span stands and what it is called: by this it is known again, also when spans were added or
/// removed.
type PlaceOf<'a> = (Option<u64>, Option<u64>, &'a str);

fn place_of(span: &Value) -> PlaceOf<'_> {
    let number = |key: &str| span.get(key).and_then(Value::as_u64);
    (number("start"), number("end"), span.get("label").and_then(Value::as_str).unwrap_or_default())
}

/// What we said of our spans.
fn known(ours: Option<&Value>) -> HashMap<PlaceOf<'_>, VecDeque<&Value>> {
    let mut known: HashMap<PlaceOf<'_>, VecDeque<&Value>> = HashMap::new();
    for mark in ours.and_then(|ours| ours.get("marks")).and_then(Value::as_array).into_iter().flatten() {
        known.entry(place_of(mark)).or_default().push_back(mark);
    }
    known
}

/// A span of ours, where we said it stands.
fn take_known(text: &mut Text, mark: &Value, record: String) {
    let details = mark.get("details").and_then(Value::as_object).cloned();
    let before = text.marks.len();
    take(text, mark, record, details.unwrap_or_default());
    if let Some([start, end]) = mark.get("at").and_then(Value::as_array).map(Vec::as_slice)
        && let Some(given) = text.marks.get_mut(before)
    {
        given.places = vec![GivenPlace::at(start.as_u64(), end.as_u64())];
    }
}

fn take(text: &mut Text, value: &Value, record: String, details: Details) {
    match span(value, record.clone(), details) {
        Some(given) => text.marks.push(given),
        None => {
            let record = format!("{}, {record}", text.record);
            text.findings.push(not_understood(record, Matter::Record, value));
        }
    }
}

fn read_links(text: &mut Text, links: Option<&Value>, list: &str) {
    for (number, link) in links.and_then(Value::as_array).into_iter().flatten().enumerate() {
        text.links.push(GivenLink {
            record: format!("{list}[{number}]"),
            from: json::key(link.get("head")),
            to: json::key(link.get("child")),
            label: json::key(link.get("label")),
            details: link.get("details").and_then(Value::as_object).cloned().unwrap_or_default(),
        });
    }
}

pub(super) fn read_prodigy(
    files: &[InputFile],
    options: &Options,
    intake: &mut Intake<'_>,
) -> Result<(), FormatError> {
    intake.take(json_lines::texts(files, read_task)?, Counting::asked(options.unit, OffsetUnit::CodePoints))
}

fn read_task(line: &JsonLine<'_>) -> Result<Text, FormatError> {
    let mut text = line.begun(line.get("text"), line.get("meta"))?;
    text.findings.extend(json::unknown_origin(&text.record, line.get("meta"), &[]));
    // What was refused is a mark that does not stand; what was passed over is one nobody judged.
    let status = match line.get("answer").and_then(Value::as_str) {
        Some("reject") => Some("rejected"),
        Some("ignore") => Some("suggested"),
        _ => None,
    };
    for (number, one) in line.list("spans").enumerate() {
        let mut details = one.get("details").and_then(Value::as_object).cloned().unwrap_or_default();
        if let Some(status) = status {
            details.insert("status".to_owned(), json!(status));
        }
        take(&mut text, one, format!("spans[{number}]"), details);
    }
    read_links(&mut text, line.get("span_relations"), "span_relations");
    // Relations of Prodigy's own recipe name spans by their tokens.
    if let Some(links) = line.get("relations").filter(|links| links.as_array().is_some_and(|l| !l.is_empty()))
    {
        let record = format!("{}, relations", text.record);
        text.findings.push(not_understood(record, Matter::Record, links));
    }
    Ok(text)
}
