//! Articles in JSON-LD as pages carry it for search engines (schema.org `NewsArticle` and its kin): alone, in
//! an array, in a `@graph`, as what a page is mainly about. Only the names pages use are known, no `@context`
//! is followed.

use serde_json::{Map, Value};
use std::borrow::Cow;

/// What is said of one article, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct LinkedArticle {
    pub(super) headline: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) publisher: Option<String>,
    pub(super) url: Option<String>,
    pub(super) published: Option<String>,
    pub(super) modified: Option<String>,
}

/// At most this many objects of a block are looked at, and this many articles among them.
const OBJECTS: usize = 10_000;
const ARTICLES: usize = 50;

/// The articles of one block. A block that is no JSON has none; one nested deeper than any page needs is
/// refused by the reader before it costs anything.
pub(super) fn articles(block: &str) -> Vec<LinkedArticle> {
    let Some(value) = read(block) else { return Vec::new() };
    let objects = objects(&value);
    let graph = Graph { objects: &objects };
    objects
        .iter()
        .filter(|object| is_article(object))
        .take(ARTICLES)
        .map(|object| graph.article(object))
        .collect()
}

/// Reads JSON as pages write it: sometimes in a comment or a CDATA section, sometimes with line breaks within
/// strings.
fn read(block: &str) -> Option<Value> {
    let mut text = block.trim().trim_start_matches('\u{FEFF}');
    for (start, end) in
        [("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("/*<![CDATA[*/", "/*]]>*/"), ("<![CDATA[", "]]>")]
    {
        if let Some(inner) = text.strip_prefix(start) {
            text = inner.trim().strip_suffix(end).unwrap_or(inner).trim();
        }
    }
    let text = text.trim_end_matches(';');
    let plain = || -> Cow<'_, str> {
        // Blanks are all the same to what is read off it.
        text.replace(|c: char| c.is_control(), " ").into()
    };
    serde_json::from_str(text).or_else(|_| serde_json::from_str(&plain())).ok()
}

/// All objects that stand for themselves: at the top, in arrays, in a `@graph`, and what a page is mainly
/// about.
fn objects(value: &Value) -> Vec<&Map<String, Value>> {
    let mut objects = Vec::new();
    let mut waiting = vec![value];
    while let Some(value) = waiting.pop().filter(|_| objects.len() < OBJECTS) {
        match value {
            // Taken from the end, so the first comes first.
            Value::Array(values) => waiting.extend(values.iter().rev()),
            Value::Object(object) => {
                objects.push(object);
                waiting.extend(
                    ["mainEntityOfPage", "mainEntity", "@graph"].iter().filter_map(|&key| object.get(key)),
                );
            }
            _ => {}
        }
    }
    objects
}

/// Whether an object is an article: NewsArticle, ReportageNewsArticle, schema:NewsArticle, BlogPosting …
fn is_article(object: &Map<String, Value>) -> bool {
    types(object).any(|kind| {
        kind.ends_with("Article")
            || matches!(kind, "BlogPosting" | "LiveBlogPosting" | "Report" | "SocialMediaPosting")
    })
}

fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let written = object.get("@type");
    let several = written.and_then(Value::as_array).into_iter().flatten();
    let kinds = several.chain(written).filter_map(Value::as_str);
    kinds.map(|kind| kind.rsplit(['/', ':', '#']).next().unwrap_or(kind))
}

/// The objects of a block, which name each other by `@id`.
struct Graph<'v> {
    objects: &'v [&'v Map<String, Value>],
}

impl<'v> Graph<'v> {
    fn article(&self, object: &'v Map<String, Value>) -> LinkedArticle {
        let text = |key: &str| object.get(key).and_then(first);
        let url = text("url").or_else(|| {
            let page = object.get("mainEntityOfPage")?;
            page.as_str().or_else(|| page.get("@id")?.as_str()).map(str::to_owned)
        });
        LinkedArticle {
            headline: text("headline").or_else(|| text("name")),
            authors: self.names(object.get("author").or_else(|| object.get("creator")), NamedThing::Person),
            publisher: self
                .names(object.get("publisher").or_else(|| object.get("sourceOrganization")), NamedThing::Any)
                .into_iter()
                .next(),
            url,
            published: text("datePublished").or_else(|| text("dateCreated")),
            modified: text("dateModified"),
        }
    }

    /// The names of who is named: as a string, an object, several of them, or by reference.
    fn names(&self, value: Option<&'v Value>, named: NamedThing) -> Vec<String> {
        let one = |value: &'v Value| -> Option<String> {
            let Value::Object(object) = value else { return first(value) };
            let whole = if object.contains_key("name") { Some(object) } else { self.referred(object) };
            let whole = whole?;
            let is_body = types(whole).any(|kind| kind.ends_with("Organization"));
            if is_body && named == NamedThing::Person { None } else { whole.get("name").and_then(first) }
        };
        match value {
            Some(Value::Array(values)) => values.iter().take(20).filter_map(one).collect(),
            Some(value) => one(value).into_iter().collect(),
            None => Vec::new(),
        }
    }

    fn referred(&self, object: &Map<String, Value>) -> Option<&'v Map<String, Value>> {
        let id = object.get("@id")?.as_str()?;
        let is_it = |other: &&&Map<String, Value>| {
            other.contains_key("name") && other.get("@id").and_then(Value::as_str) == Some(id)
        };
        self.objects.iter().find(is_it).copied()
    }
}

/// Who may be named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NamedThing {
    Person,
    Any,
}

/// A string, or the first of several; `{"@value": …}` is one too.
fn first(value: &Value) -> Option<String> {
    let value = match value {
        Value::Array(values) => values.first()?,
        value => value,
    };
    let value = value.get("@value").unwrap_or(value);
    value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}
