//! JSON of files that may be anything, and where articles are from as JSON.

use super::details::{Details, read_time};
use super::documents::Document;
use super::given::not_understood;
use super::{FormatError, InputFile, Matter, RecordFinding};
use crate::native::written_time;
use serde_json::{Map, Value, json};
use shirushi_model::{ArticleMeta, Timestamp};

/// A file of other tools is read up to this size: in memory it takes several times as much.
pub(super) const LARGEST: usize = 128 << 20;
/// How deep JSON may be nested; where `serde_json` stops.
const DEEPEST: usize = 128;

/// The text of a file, without a byte order mark.
pub(super) fn text(file: &InputFile) -> Result<&str, FormatError> {
    let name = || file.name.clone();
    if file.bytes.len() > LARGEST {
        let (bytes, limit) = (file.bytes.len() as u64, LARGEST as u64);
        return Err(FormatError::TooLarge { file: name(), bytes, limit });
    }
    match std::str::from_utf8(&file.bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text)),
        Err(error) => Err(FormatError::NotUtf8 { file: name(), at: error.valid_up_to() }),
    }
}

/// A file that is one JSON value.
pub(super) fn document(file: &InputFile) -> Result<Value, FormatError> {
    let text = text(file)?;
    serde_json::from_str(text).map_err(|error| not_json(&file.name, 0, &error))
}

pub(super) fn not_json(file: &str, line: usize, error: &serde_json::Error) -> FormatError {
    let said = error.to_string();
    if said.starts_with("recursion limit") {
        return FormatError::TooDeep { file: file.to_owned(), limit: DEEPEST };
    }
    let said = said.split(" at line ").next().unwrap_or(&said);
    let place = format!("line {}, column {}", line + error.line(), error.column());
    FormatError::malformed(file, place, format!("not JSON: {said}"))
}

/// JSON without U+2028, U+2029 and U+0085, which some tools take for line breaks. Outside of strings they
/// cannot occur.
pub(super) fn escaped(json: String) -> String {
    let mut json = json;
    for (separator, escape) in [('\u{2028}', "\\u2028"), ('\u{2029}', "\\u2029"), ('\u{85}', "\\u0085")] {
        if json.contains(separator) {
            json = json.replace(separator, escape);
        }
    }
    json
}

/// One line for each value.
pub(super) fn written_lines(values: impl IntoIterator<Item = Value>) -> Vec<u8> {
    let mut lines = String::new();
    for value in values {
        lines.push_str(&escaped(value.to_string()));
        lines.push('\n');
    }
    lines.into_bytes()
}

/// A value on several lines.
pub(super) fn written(value: &Value) -> Vec<u8> {
    // Values cannot fail to become JSON.
    let mut json = escaped(serde_json::to_string_pretty(value).unwrap_or_default());
    json.push('\n');
    json.into_bytes()
}

/// Where an article is from: what can be said, in the order of columns.
pub(super) const ORIGIN: [&str; 6] = ["outlet", "title", "url", "author", "published", "added"];

/// Where an article is from; nothing stands there that nobody knows.
pub(super) fn origin(document: &Document<'_>) -> Details {
    let article = document.ruler.article();
    let meta = &article.meta;
    let mut origin = Details::new();
    for (key, value) in [
        ("outlet", &meta.outlet),
        ("title", &meta.title),
        ("url", &meta.url),
        ("author", &meta.author),
        ("published", &meta.published),
    ] {
        if !value.is_empty() {
            origin.insert(key.to_owned(), json!(value));
        }
    }
    origin.insert("added".to_owned(), json!(written_time(article.added)));
    origin
}

/// Where an article is from, read. What is no text is none of it.
pub(super) fn read_origin(origin: Option<&Value>) -> (ArticleMeta, Option<Timestamp>) {
    let text = |key: &str| {
        let value = origin.and_then(|origin| origin.get(key));
        value.and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let meta = ArticleMeta {
        outlet: text("outlet"),
        title: text("title"),
        url: text("url"),
        author: text("author"),
        published: text("published"),
    };
    (meta, read_time(&text("added")))
}

/// What is said with where an article is from and has no place in it, beside what stands under `others`.
pub(super) fn unknown_origin(record: &str, origin: Option<&Value>, others: &[&str]) -> Option<RecordFinding> {
    let record = format!("{record}, meta");
    let unknown = match origin? {
        Value::Object(said) => {
            let is_ours = |key: &str, value: &Value| {
                others.contains(&key) || ORIGIN.contains(&key) && (value.is_string() || value.is_null())
            };
            let rest = said.iter().filter(|(key, value)| !is_ours(key, value));
            Value::Object(rest.map(|(key, value)| (key.clone(), value.clone())).collect())
        }
        other => other.clone(),
    };
    let is_empty = unknown.is_null() || unknown.as_object().is_some_and(Map::is_empty);
    (!is_empty).then(|| not_understood(record, Matter::Attribute, &unknown))
}

/// What a value is as a key: a number or a text.
pub(super) fn key(value: Option<&Value>) -> String {
    value.filter(|value| !value.is_null()).map(super::details::flat).unwrap_or_default()
}
