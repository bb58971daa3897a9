//! W3C Web Annotation (Recommendation of 23 February 2017) as JSON-LD: each part of a mark has a
//! `TextPositionSelector`, which counts code points, and a `TextQuoteSelector`. What the vocabulary has no
//! word for stands under `texts` and `details`, declared in a context of our own, because JSON-LD drops what
//! no context declares.

use super::details::{Details, flat};
use super::documents::{Document, Documents, Link, Mark};
use super::given::{Given, GivenLink, GivenPlace, Text, not_understood};
use super::intake::{Counting, Intake};
use super::json;
use super::{FormatError, InputFile, Matter, OffsetUnit, OutputFile};
use serde_json::{Value, json};
use shirushi_model::{ArticleMeta, ProjectId, Quote, Timestamp};
use std::collections::{HashMap, HashSet};

pub(super) const ANNOTATION_CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// What our own keys mean; published as `docs/schema/web-annotation-context-1.jsonld`.
const CONTEXT: &str = include_str!("../../../../docs/schema/web-annotation-context-1.jsonld");

pub(super) fn write(documents: &Documents<'_>) -> Vec<OutputFile> {
    let project = documents.project;
    let base = format!("urn:shirushi:{}", project.id);
    let mut seen = HashSet::new();
    let sources: Vec<String> = documents
        .texts
        .iter()
        .map(|document| {
            let article = document.ruler.article();
            let url = article.meta.url.as_str();
            let is_address =
                url.starts_with("http") && !url.contains(|c: char| c.is_whitespace() || c.is_control());
            if is_address && seen.insert(url) { url.to_owned() } else { format!("{base}:{}", article.id) }
        })
        .collect();
    let texts: Vec<Value> = documents
        .texts
        .iter()
        .zip(&sources)
        .map(|(document, source)| {
            let mut text = json::origin(document);
            text.insert("id".to_owned(), json!(source));
            text.insert("type".to_owned(), json!("Text"));
            text.insert("text".to_owned(), json!(document.ruler.text()));
            text.into()
        })
        .collect();
    let mut items: Vec<Value> = Vec::new();
    for (document, source) in documents.each().zip(&sources) {
        items.extend(document.marks.iter().map(|mark| annotation(&base, source, document, mark)));
        items.extend(document.links.iter().map(|link| linking(&base, link)));
    }
    items.extend(documents.across.iter().map(|link| linking(&base, link)));
    let context: Value = serde_json::from_str(CONTEXT).unwrap_or_default();
    let file = json!({
        "@context": [ANNOTATION_CONTEXT, context.get("@context")],
        "id": base,
        "type": "AnnotationCollection",
        "label": project.title,
        "project": {
            "created": crate::native::written_time(project.created),
            "modified": crate::native::written_time(project.modified),
        },
        "total": items.len(),
        "texts": texts,
        "first": { "id": format!("{base}:page"), "type": "AnnotationPage", "startIndex": 0, "items": items },
    });
    vec![OutputFile { part: String::new(), ending: "jsonld".into(), bytes: json::written(&file) }]
}

fn annotation(base: &str, source: &str, document: &Document<'_>, mark: &Mark<'_>) -> Value {
    let article = document.ruler.article();
    let placed = mark.spans.iter().filter_map(|&span| Quote::of(article, span)).map(|quote| {
        let Quote { exact, prefix, suffix, start, end } = quote;
        json!({ "source": source, "selector": [
            { "type": "TextPositionSelector", "start": start, "end": end },
            { "type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix },
        ]})
    });
    let unplaced = mark.quotes.iter().map(|Quote { exact, prefix, suffix, start, end }| {
        json!({ "source": source, "placement": "unplaced", "selector": [
            { "type": "TextPositionSelector", "start": start, "end": end },
            { "type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix },
        ]})
    });
    let targets: Vec<Value> = placed.chain(unplaced).collect();
    let (id, label) = (format!("{base}:a{}", mark.id), mark.label.write());
    finished(&id, mark.label.motivation(), &label, &mark.details, Value::Array(targets))
}

fn linking(base: &str, link: &Link) -> Value {
    let targets = json!([format!("{base}:a{}", link.from), format!("{base}:a{}", link.to)]);
    finished(&format!("{base}:a{}", link.id), "linking", &link.label, &link.details, targets)
}

/// An annotation with everything that is said of a mark or a link.
pub(super) fn finished(id: &str, motivation: &str, label: &str, details: &Details, target: Value) -> Value {
    let mut bodies = vec![json!({ "type": "TextualBody", "purpose": "tagging", "value": label })];
    if let Some(note) = details.get("note") {
        bodies.push(json!({ "type": "TextualBody", "purpose": "commenting", "value": note }));
    }
    let mut annotation = Details::new();
    annotation.insert("id".to_owned(), json!(id));
    annotation.insert("type".to_owned(), json!("Annotation"));
    annotation.insert("motivation".to_owned(), json!(motivation));
    annotation.insert("body".to_owned(), bodies.into());
    annotation.insert("target".to_owned(), target);
    for key in ["created", "modified"] {
        annotation.extend(details.get(key).map(|time| (key.to_owned(), time.clone())));
    }
    if let Some(creator) = details.get("creator") {
        let kind = if creator.get("type") == Some(&json!("model")) { "Software" } else { "Person" };
        annotation.insert("creator".to_owned(), json!({ "type": kind, "name": creator.get("name") }));
    }
    annotation.insert("details".to_owned(), details.clone().into());
    annotation.into()
}

pub(super) fn read(files: &[InputFile], intake: &mut Intake<'_>) -> Result<(), FormatError> {
    for file in files {
        let value = json::document(file)?;
        let mut reading =
            AnnotationReading { texts: Vec::new(), sources: Some(HashMap::new()), links: Vec::new() };
        reading.texts(file, &value)?;
        header(&value, intake);
        let items = items(&value);
        let ids: HashSet<&str> = items.iter().filter_map(|item| item.get("id")?.as_str()).collect();
        for (number, item) in items.iter().enumerate() {
            reading.annotation(&file.name, number, item, &ids);
        }
        intake.take(reading.texts, Counting::Always(OffsetUnit::CodePoints))?;
        let whole = |link: GivenLink| GivenLink { record: format!("{}, {}", file.name, link.record), ..link };
        intake.across(reading.links.into_iter().map(whole).collect())?;
    }
    Ok(())
}

/// Title and id of the project, when it is a file of ours.
fn header(value: &Value, intake: &mut Intake<'_>) {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let project = intake.project();
    if let Some(title) = text(value.get("label")) {
        project.title = title;
    }
    if let Some(id) = text(value.get("id")).and_then(|id| id.strip_prefix("urn:shirushi:").map(str::to_owned))
        && id.len() <= 128
        && !id.is_empty()
        && !id.contains(char::is_control)
    {
        project.id = ProjectId(id);
    }
    let time = |key: &str| {
        let written = value.get("project").and_then(|project| project.get(key))?.as_str()?;
        super::details::read_time(written)
    };
    let (created, modified): (Option<Timestamp>, Option<Timestamp>) = (time("created"), time("modified"));
    project.created = created.unwrap_or(project.created);
    project.modified = modified.unwrap_or(project.modified);
}

/// The annotations of a collection, of a page, of a list, or the one there is.
pub(super) fn items(value: &Value) -> Vec<&Value> {
    let list = |value: &Value| value.as_array().is_some();
    let page = value.get("first").filter(|first| first.is_object()).unwrap_or(value);
    match page.get("items").filter(|items| list(items)) {
        Some(Value::Array(items)) => items.iter().collect(),
        _ => match value {
            Value::Array(items) => items.iter().collect(),
            other => vec![other],
        },
    }
}

/// Annotations as they are read, by the texts they stand in.
pub(super) struct AnnotationReading {
    texts: Vec<Text>,
    /// The places of texts by their names; `None` when there is one text.
    sources: Option<HashMap<String, usize>>,
    links: Vec<GivenLink>,
}

impl AnnotationReading {
    /// Of annotations that all stand in one text, whatever they call it.
    pub(super) fn of_one(text: Text) -> Self {
        Self { texts: vec![text], sources: None, links: Vec::new() }
    }

    /// The texts; links are those of the first.
    pub(super) fn into_texts(mut self) -> Vec<Text> {
        if let Some(first) = self.texts.first_mut() {
            first.links.append(&mut self.links);
        }
        self.texts
    }

    fn texts(&mut self, file: &InputFile, value: &Value) -> Result<(), FormatError> {
        for (number, text) in value.get("texts").and_then(Value::as_array).into_iter().flatten().enumerate() {
            let record = format!("{}, texts[{number}]", file.name);
            let Some(words) = text.get("text").and_then(Value::as_str) else {
                return Err(FormatError::malformed(&file.name, format!("texts[{number}]"), "it has no text"));
            };
            let (meta, added) = json::read_origin(Some(text));
            if let Some(sources) = &mut self.sources {
                sources.insert(json::key(text.get("id")), self.texts.len());
            }
            self.texts.push(Text { record, text: Some(words.to_owned()), meta, added, ..Text::default() });
        }
        Ok(())
    }

    /// The text a target names, made when the file does not have it.
    fn source(&mut self, file: &str, source: &str) -> Option<&mut Text> {
        let Some(sources) = &mut self.sources else { return self.texts.first_mut() };
        let place = *sources.entry(source.to_owned()).or_insert(self.texts.len());
        if place == self.texts.len() {
            let meta = ArticleMeta { url: source.to_owned(), ..ArticleMeta::default() };
            self.texts.push(Text { record: file.to_owned(), meta, ..Text::default() });
        }
        self.texts.get_mut(place)
    }

    pub(super) fn annotation(&mut self, file: &str, number: usize, item: &Value, ids: &HashSet<&str>) {
        let id = json::key(item.get("id"));
        let record = format!("items[{number}]");
        let (labels, details) = said(item);
        let targets: Vec<&Value> = match item.get("target") {
            Some(Value::Array(targets)) => targets.iter().collect(),
            Some(target) => vec![target],
            None => Vec::new(),
        };
        let label = labels.first().cloned().unwrap_or_default();
        if let [from, to] = targets.as_slice()
            && let (Some(from), Some(to)) = (reference(from), reference(to))
            && ids.contains(from)
            && ids.contains(to)
        {
            let (from, to) = (from.to_owned(), to.to_owned());
            self.links.push(GivenLink { record, from, to, label, details });
            return;
        }
        // The parts of a mark stand in one text; targets in several are marks of their own.
        let mut by_source: Vec<(String, Vec<GivenPlace>)> = Vec::new();
        let mut known: HashMap<String, usize> = HashMap::new();
        let mut strange = targets.is_empty();
        for target in &targets {
            match place(target) {
                Some((source, place)) => {
                    let at = *known.entry(source.clone()).or_insert(by_source.len());
                    match by_source.get_mut(at) {
                        Some((_, places)) => places.extend(place),
                        None => by_source.push((source, place.into_iter().collect())),
                    }
                }
                None => strange = true,
            }
        }
        if strange {
            let finding = not_understood(format!("{file}, {record}"), Matter::Record, item);
            if let Some(text) = self.source(file, by_source.first().map_or("", |(source, _)| source)) {
                text.findings.push(finding);
            }
        }
        for (source, places) in by_source {
            let Some(text) = self.source(file, &source) else { continue };
            for (place, label) in labels.iter().enumerate() {
                text.marks.push(Given {
                    key: if place == 0 { id.clone() } else { String::new() },
                    record: record.clone(),
                    places: places.clone(),
                    label: label.clone(),
                    details: details.clone(),
                    ..Given::default()
                });
            }
        }
    }
}

/// The id of a target that is another annotation.
fn reference(target: &Value) -> Option<&str> {
    match target.get("selector") {
        None => target.as_str().or_else(|| target.get("id")?.as_str()),
        Some(_) => None,
    }
}

/// The source of a target, empty when it names none, and where in it; no place when all of it is meant.
fn place(target: &Value) -> Option<(String, Option<GivenPlace>)> {
    if let Value::String(source) = target {
        return Some((source.clone(), None));
    }
    let source = match target.get("source").or_else(|| target.get("id")) {
        Some(Value::String(source)) => source.clone(),
        Some(source) => json::key(source.get("id")),
        None if target.get("selector").is_some() => String::new(),
        None => return None,
    };
    let selectors: Vec<&Value> = match target.get("selector") {
        None => return Some((source, None)),
        Some(Value::Array(selectors)) => selectors.iter().collect(),
        Some(selector) => vec![selector],
    };
    let mut place = GivenPlace::default();
    let mut known = false;
    for selector in selectors {
        let text = |key: &str| selector.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let number = |key: &str| selector.get(key).and_then(Value::as_u64);
        match selector.get("type").and_then(Value::as_str) {
            Some("TextPositionSelector") => place.at = GivenPlace::at(number("start"), number("end")).at,
            Some("TextQuoteSelector") => {
                (place.exact, place.prefix, place.suffix) =
                    (Some(text("exact")), text("prefix"), text("suffix"));
            }
            _ => continue,
        }
        known = true;
    }
    // Words that were not to be found before are not looked for again.
    if target.get("placement").is_some_and(|placement| placement == "unplaced") {
        place.is_unplaced = true;
    }
    known.then_some((source, Some(place)))
}

/// The labels of an annotation, at least one, and what else it says.
fn said(item: &Value) -> (Vec<String>, Details) {
    let bodies: Vec<&Value> = match item.get("body").or_else(|| item.get("bodyValue")) {
        Some(Value::Array(bodies)) => bodies.iter().collect(),
        Some(body) => vec![body],
        None => Vec::new(),
    };
    let mut labels = Vec::new();
    let mut notes = Vec::new();
    for body in bodies {
        let words = body.as_str().or_else(|| body.get("value").and_then(Value::as_str));
        match (body.get("purpose").and_then(Value::as_str), words) {
            (Some("tagging" | "classifying" | "identifying"), Some(words)) => labels.push(words.to_owned()),
            (_, Some(words)) => notes.push(words.to_owned()),
            (_, None) => notes.push(body.to_string()),
        }
    }
    if labels.is_empty() {
        let motivation = item.get("motivation").map(flat);
        labels.push(motivation.unwrap_or_else(|| "highlighting".to_owned()));
    }
    if let Some(Value::Object(details)) = item.get("details") {
        return (labels, details.clone());
    }
    let mut details = Details::new();
    if !notes.is_empty() {
        details.insert("note".to_owned(), json!(notes.join("\n")));
    }
    for key in ["created", "modified"] {
        details.extend(item.get(key).map(|time| (key.to_owned(), time.clone())));
    }
    if let Some(name) = item.get("creator").and_then(|creator| creator.get("name").or(Some(creator)))
        && name.is_string()
    {
        details.insert("creator".to_owned(), name.clone());
    }
    (labels, details)
}
