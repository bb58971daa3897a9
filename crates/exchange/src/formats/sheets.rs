//! The tables of a project: texts, mentions and relations, from which marks can be read again, and claims and
//! entities for people.

use super::TableKind;
use super::details::{Details, KEYS, flat};
use super::documents::{Document, Documents, Link, Mark};
use super::json::{self, ORIGIN};
use super::label::{Label, word};
use serde_json::{Value, json};
use shirushi_model::Quote;
use shirushi_sheet::{Sheet, SheetCell};
use std::collections::{BTreeMap, HashMap};

/// The tables that are asked for.
pub(super) fn sheets(documents: &Documents<'_>, kind: TableKind) -> Vec<Sheet> {
    match kind {
        TableKind::All => vec![
            texts(documents),
            mentions(documents),
            relations(documents),
            claims(documents),
            entities(documents),
        ],
        TableKind::Texts => vec![texts(documents)],
        TableKind::Mentions => vec![mentions(documents)],
        TableKind::Relations => vec![relations(documents)],
        TableKind::Claims => vec![claims(documents)],
        TableKind::Entities => vec![entities(documents)],
    }
}

fn sheet(
    title: &str,
    columns: impl Iterator<Item = &'static str>,
    rows: impl IntoIterator<Item = Vec<SheetCell>>,
) -> Sheet {
    let (title, head) = (title.to_owned(), columns.map(str::to_owned).collect());
    Sheet { title, head, rows: rows.into_iter().collect() }
}

fn words(cells: impl IntoIterator<Item = String>) -> Vec<SheetCell> {
    cells.into_iter().map(SheetCell::Text).collect()
}

fn cell(details: &Details, key: &str) -> String {
    details.get(key).map(flat).unwrap_or_default()
}

/// A cell of details. One that says nothing is empty; a judge without a name is `""`, and so is whatever
/// would look like that.
fn detail(details: &Details, key: &str) -> String {
    match details.get(key) {
        Some(Value::String(text)) if text.is_empty() || text.starts_with('"') => json!(text).to_string(),
        _ => cell(details, key),
    }
}

fn article(document: &Document<'_>) -> String {
    document.ruler.article().id.to_string()
}

fn texts(documents: &Documents<'_>) -> Sheet {
    let row = |document: &Document<'_>| {
        let origin = json::origin(document);
        let mut row = vec![article(document)];
        row.extend(ORIGIN.map(|key| cell(&origin, key)));
        row.push(document.ruler.text().to_owned());
        words(row)
    };
    let columns = ["article"].into_iter().chain(ORIGIN).chain(["text"]);
    sheet("texts", columns, documents.texts.iter().map(row))
}

/// The columns that say where a part of a mark stands.
const PLACE: [&str; 7] = ["id", "article", "placement", "start", "end", "prefix", "suffix"];

fn mentions(documents: &Documents<'_>) -> Sheet {
    let columns = ["outlet", "title", "url"].into_iter().chain(PLACE).chain(["quote", "label"]);
    let mut rows = Vec::new();
    for document in documents.each() {
        for mark in &document.marks {
            let placed = mark.spans.iter().filter_map(|&span| Quote::of(document.ruler.article(), span));
            let placed = placed.map(|quote| ("placed", quote));
            let unplaced = mark.quotes.iter().map(|quote| ("unplaced", quote.clone()));
            for (placement, quote) in placed.chain(unplaced) {
                rows.push(mention(document, mark, placement, quote));
            }
        }
    }
    sheet("mentions", columns.chain(KEYS.map(|(key, _)| key)), rows)
}

fn mention(document: &Document<'_>, mark: &Mark<'_>, placement: &str, quote: Quote) -> Vec<SheetCell> {
    let meta = &document.ruler.article().meta;
    let mut row = words([meta.outlet.clone(), meta.title.clone(), meta.url.clone()]);
    row.extend(words([format!("a{}", mark.id), article(document), placement.to_owned()]));
    row.extend([quote.start, quote.end].map(|place| SheetCell::Number(place.into())));
    row.extend(words([quote.prefix, quote.suffix, quote.exact, mark.label.write()]));
    row.extend(words(KEYS.map(|(key, _)| detail(&mark.details, key))));
    row
}

fn relations(documents: &Documents<'_>) -> Sheet {
    let names: HashMap<u32, String> = documents
        .texts
        .iter()
        .flat_map(|document| {
            document.marks.iter().map(|mark| {
                let words: Vec<&str> = mark.spans.iter().map(|&span| document.words(span)).collect();
                (mark.id, words.join(" … "))
            })
        })
        .collect();
    let quote = |id: u32| names.get(&id).cloned().unwrap_or_default();
    let row = |link: &Link| {
        let mut row = vec![format!("a{}", link.id), format!("a{}", link.from), format!("a{}", link.to)];
        row.extend([quote(link.from), quote(link.to), link.label.clone()]);
        row.extend(KEYS.map(|(key, _)| detail(&link.details, key)));
        words(row)
    };
    let columns = ["id", "from", "to", "from_quote", "to_quote", "relation"].into_iter();
    let inside = documents.texts.iter().flat_map(|document| &document.links);
    let rows = inside.chain(&documents.across).map(row);
    sheet("relations", columns.chain(KEYS.map(|(key, _)| key)), rows)
}

fn claims(documents: &Documents<'_>) -> Sheet {
    let columns = ["outlet", "speaker", "speaker_kind", "claim", "certainty", "quotation", "polarity"];
    let columns = columns.into_iter().chain(["quote", "note", "title", "published", "id"]);
    let mut rows = Vec::new();
    for document in &documents.texts {
        let meta = &document.ruler.article().meta;
        for mark in &document.marks {
            let Label::Claim(kind, certainty) = &mark.label else { continue };
            let speaker = |key: &str| {
                let value = mark.details.get("speaker").and_then(|speaker| speaker.get(key));
                value.map(flat).unwrap_or_default()
            };
            let quote: Vec<&str> = mark.spans.iter().map(|&span| document.words(span)).collect();
            rows.push(words([
                meta.outlet.clone(),
                speaker("name"),
                speaker("kind"),
                word(kind),
                word(certainty),
                cell(&mark.details, "quotation"),
                cell(&mark.details, "polarity"),
                quote.join(" … "),
                cell(&mark.details, "note"),
                meta.title.clone(),
                meta.published.clone(),
                format!("a{}", mark.id),
            ]));
        }
    }
    sheet("claims", columns, rows)
}

/// One row for each entity by its type and name, with how often each outlet marks it.
fn entities(documents: &Documents<'_>) -> Sheet {
    let mut counts: BTreeMap<(&str, String), Vec<usize>> = BTreeMap::new();
    for (place, document) in documents.texts.iter().enumerate() {
        for mark in &document.marks {
            let Label::Entity(kind) = mark.label else { continue };
            let mut name = cell(&mark.details, "canonical");
            if name.is_empty() {
                name = mark.spans.iter().map(|&span| document.words(span)).collect();
            }
            let counts = counts.entry((kind.name(), name)).or_insert_with(|| vec![0; documents.texts.len()]);
            if let Some(count) = counts.get_mut(place) {
                *count += 1;
            }
        }
    }
    let mut entities = sheet("entities", ["type", "name", "all"].into_iter(), []);
    entities.head.extend(documents.texts.iter().map(|document| document.name.clone()));
    let row = |((kind, name), counts): ((&str, String), Vec<usize>)| {
        let mut row = words([kind.to_owned(), name]);
        row.push(SheetCell::count(counts.iter().sum()));
        row.extend(counts.into_iter().map(SheetCell::count));
        row
    };
    entities.rows = counts.into_iter().map(row).collect();
    entities
}
