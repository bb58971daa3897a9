//! Annotations of Recogito and Annotorious as JSON: a list of W3C annotations on one text, which lies beside
//! it as a `.txt`. They run in a browser and count UTF-16 units; a target says no source, and a mark has one
//! part. Both shapes are read: the W3C one, and the one Annotorious has in memory (`bodies`, a target with
//! selectors that hold everything).

use super::documents::{ArticlePiece, Document, Documents};
use super::intake::{Counting, Intake};
use super::pairs;
use super::web_annotation::{ANNOTATION_CONTEXT, AnnotationReading, finished, items};
use super::{FormatError, InputFile, OffsetUnit, Options, OutputFile, json};
use serde_json::{Map, Value, json};
use shirushi_model::Quote;
use std::collections::HashSet;

pub(super) fn write(documents: &Documents<'_>) -> Vec<OutputFile> {
    pairs::written(documents, "json", |document| {
        let marks = document.pieces().map(|piece| annotation(document, &piece));
        let links = document.links.iter().map(|link| {
            let ends = [link.from, link.to].map(|end| json!({ "id": format!("#a{end}") }));
            let target = Value::from(ends.to_vec());
            standing(finished(&format!("#a{}", link.id), "linking", &link.label, &link.details, target))
        });
        json::written(&marks.chain(links).collect())
    })
}

fn annotation(document: &Document<'_>, piece: &ArticlePiece<'_, '_>) -> Value {
    let quote = Quote::of(document.ruler.article(), piece.span).unwrap_or_default();
    let (start, end) = document.ruler.measure(piece.span, OffsetUnit::Utf16);
    let target = json!({ "selector": [
        { "type": "TextQuoteSelector", "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix },
        { "type": "TextPositionSelector", "start": start, "end": end },
    ]});
    let (id, label) = (format!("#a{}", piece.key()), piece.mark.label.write());
    standing(finished(&id, piece.mark.label.motivation(), &label, &piece.details(), target))
}

/// An annotation that stands alone, in no collection.
fn standing(annotation: Value) -> Value {
    let mut standing = Map::from_iter([("@context".to_owned(), json!(ANNOTATION_CONTEXT))]);
    if let Value::Object(fields) = annotation {
        standing.extend(fields);
    }
    standing.into()
}

pub(super) fn read(
    files: &[InputFile],
    options: &Options,
    intake: &mut Intake<'_>,
) -> Result<(), FormatError> {
    let mut texts = Vec::new();
    for pair in pairs::pairs(files) {
        let mut reading = AnnotationReading::of_one(pair.begun()?);
        for file in &pair.about {
            let value = json::document(file)?;
            let items: Vec<Value> = items(&value).into_iter().map(of_memory).collect();
            let ids: HashSet<&str> = items.iter().filter_map(|item| item.get("id")?.as_str()).collect();
            for (number, item) in items.iter().enumerate() {
                reading.annotation(&file.name, number, item, &ids);
            }
        }
        texts.extend(reading.into_texts());
    }
    intake.take(texts, Counting::asked(options.unit, OffsetUnit::Utf16))
}

/// An annotation as Annotorious has it in memory, in the W3C's words; any other as it is.
fn of_memory(item: &Value) -> Value {
    let Some(bodies) = item.get("bodies") else { return item.clone() };
    let target = item.get("target");
    let selectors = target.and_then(|target| target.get("selector"));
    let selectors: Vec<&Value> = match selectors {
        Some(Value::Array(selectors)) => selectors.iter().collect(),
        Some(selector) => vec![selector],
        None => Vec::new(),
    };
    let part = |selector: &&Value| {
        let quote = selector.get("quote");
        let words = |key: &str| quote.and_then(|quote| quote.get(key)).cloned();
        let beside = |key: &str| selector.get(key).cloned();
        json!({ "selector": [
            { "type": "TextPositionSelector", "start": selector.get("start"), "end": selector.get("end") },
            {
                "type": "TextQuoteSelector",
                "exact": words("exact").or_else(|| quote.cloned()),
                "prefix": words("prefix").or_else(|| beside("quotePrefix")),
                "suffix": words("suffix").or_else(|| beside("quoteSuffix")),
            },
        ]})
    };
    let mut said = Map::new();
    said.insert("body".to_owned(), bodies.clone());
    said.insert("target".to_owned(), selectors.iter().map(part).collect());
    for (key, theirs) in [("created", "created"), ("modified", "updated"), ("creator", "creator")] {
        let value = target.and_then(|target| target.get(theirs));
        said.extend(value.map(|value| (key.to_owned(), value.clone())));
    }
    for key in ["id", "details", "motivation"] {
        said.extend(item.get(key).map(|value| (key.to_owned(), value.clone())));
    }
    said.into()
}
