//! A project to be read by people: each article with its marks in the text, what each mark says in a table
//! below, and the relations at the end. HTML and Markdown draw it.

use super::details::{Details, KEYS, flat};
use super::documents::{ArticlePiece, Document, Documents, Link, Mark};
use super::{Feature, Name, Options, ReaderLanguage};
use serde_json::Value;
use shirushi_sheet::{Sheet, SheetCell};
use std::cmp::Reverse;
use std::collections::HashMap;

/// What stands above an article.
pub(super) fn heading(number: usize, document: &Document<'_>) -> String {
    let meta = &document.ruler.article().meta;
    let said = [meta.outlet.as_str(), meta.title.as_str()].into_iter().filter(|said| !said.is_empty());
    [format!("{}.", number + 1)].into_iter().chain(said.map(str::to_owned)).collect::<Vec<_>>().join(" ")
}

/// Where an article is from, below its heading.
pub(super) fn origin(document: &Document<'_>) -> Vec<String> {
    let meta = &document.ruler.article().meta;
    let said = [&meta.author, &meta.published, &meta.url];
    said.into_iter().filter(|said| !said.is_empty()).cloned().collect()
}

/// The pieces of all marks in order of their begin, longer ones first.
pub(super) fn pieces<'d, 'a>(document: &'d Document<'a>) -> Vec<ArticlePiece<'d, 'a>> {
    let mut pieces: Vec<ArticlePiece<'d, 'a>> = document.pieces().collect();
    pieces.sort_by_key(|piece| (piece.span.start, Reverse(piece.span.end), piece.mark.id));
    pieces
}

/// The label of a piece: with which part it is, when there are several.
pub(super) fn label(piece: &ArticlePiece<'_, '_>) -> String {
    let label = piece.mark.label.write();
    if piece.of < 2 {
        return label;
    }
    let part = piece.mark.spans.iter().position(|span| *span == piece.span).unwrap_or_default();
    format!("{label} {}/{}", part + 1, piece.of)
}

/// What a mark says beside its label that a person wants to know.
pub(super) fn said(details: &Details, language: ReaderLanguage) -> Vec<(&'static str, String)> {
    let is_told = |feature| !matches!(feature, Feature::Times);
    let keys = KEYS.into_iter().filter(|(_, feature)| is_told(*feature));
    keys.filter_map(|(key, feature)| {
        let said = plain(details.get(key)?);
        (!said.is_empty()).then(|| (language.of(feature.name()), said))
    })
    .collect()
}

/// A value as people read it: of an object, what its fields say.
fn plain(value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let said = fields.iter().filter(|(key, value)| *key != "type" && !value.is_null());
            said.map(|(_, value)| plain(value)).filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" ")
        }
        Value::Null => String::new(),
        value => flat(value),
    }
}

/// The words a mark stands on, or stood on.
fn words(document: &Document<'_>, mark: &Mark<'_>, options: &Options) -> String {
    let placed = mark.spans.iter().map(|&span| document.words(span).to_owned());
    let unplaced = mark.quotes.iter().map(|quote| quote.exact.clone());
    let words = placed.chain(unplaced).collect::<Vec<_>>().join(" … ");
    if mark.quotes.is_empty() {
        return words;
    }
    format!("{words} ({})", options.language.of(Feature::Unplaced.name()))
}

/// All marks of an article.
pub(super) fn marks(document: &Document<'_>, options: &Options) -> Sheet {
    let of = |ja, en| options.language.of(Name { ja, en }).to_owned();
    let row = |mark: &Mark<'_>| {
        let said = said(&mark.details, options.language);
        let said = said.into_iter().map(|(name, said)| format!("{name}: {said}")).collect::<Vec<_>>();
        [words(document, mark, options), mark.label.write(), said.join("\n")].map(SheetCell::Text).into()
    };
    Sheet {
        title: of("マーク", "Marks"),
        head: vec![of("語句", "Words"), of("種類", "Type"), of("内容", "Details")],
        rows: document.marks.iter().map(row).collect(),
    }
}

/// All relations.
pub(super) fn relations(documents: &Documents<'_>, options: &Options) -> Sheet {
    let of = |ja, en| options.language.of(Name { ja, en }).to_owned();
    let mut ends: HashMap<u32, String> = HashMap::new();
    for (number, document) in documents.texts.iter().enumerate() {
        for mark in &document.marks {
            ends.insert(mark.id, format!("{}. {}", number + 1, words(document, mark, options)));
        }
    }
    let end = |id: u32| ends.get(&id).cloned().unwrap_or_default();
    let row = |link: &Link| {
        let said = said(&link.details, options.language);
        let said = said.into_iter().map(|(name, said)| format!("{name}: {said}")).collect::<Vec<_>>();
        [end(link.from), link.label.clone(), end(link.to), said.join("\n")].map(SheetCell::Text).into()
    };
    let inside = documents.texts.iter().flat_map(|document| &document.links);
    Sheet {
        title: of("関係", "Relations"),
        head: vec![of("一方", "One"), of("関係", "Relation"), of("他方", "Other"), of("内容", "Details")],
        rows: inside.chain(&documents.across).map(row).collect(),
    }
}
