//! From the bytes of a native file to a project: the outer checks, before anything is built.

use super::file::File;
use super::{Collection, FORMAT, NativeError, Notice, Record, VERSION, check, extra};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny, SeqAccess, Visitor};
use serde_json::{Value, error::Category};
use shirushi_model::Project;
use std::fmt;

/// How much of a file is taken on. What goes beyond is refused before it costs time or memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Brackets within brackets. The format itself needs five.
    pub nesting: usize,
    /// Tags.
    pub tags: usize,
    /// Articles.
    pub articles: usize,
    /// Annotations.
    pub annotations: usize,
}

impl Default for Limits {
    /// Far above any project people make by hand: 64 MiB, 1,000 articles, 200,000 annotations.
    fn default() -> Self {
        Self { bytes: 64 << 20, nesting: 32, tags: 1_000, articles: 1_000, annotations: 200_000 }
    }
}

/// A project that was read, and what was repaired or left out on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The project.
    pub project: Project,
    /// What a person should know, in the order of the file.
    pub notices: Vec<Notice>,
}

/// Reads a native file. A byte order mark at its start does not count.
///
/// # Errors
/// [`NativeError`] when the file is too large, is not JSON, is of another kind or version, or has a record that cannot be
/// understood. Positions that do not fit their text are no error: they are repaired, with a [`Notice`].
pub fn read(bytes: &[u8], limits: Limits) -> Result<Opened, NativeError> {
    if bytes.len() > limits.bytes {
        return Err(NativeError::TooLarge { bytes: bytes.len(), limit: limits.bytes });
    }
    let text =
        std::str::from_utf8(bytes).map_err(|error| NativeError::NotUtf8 { at: error.valid_up_to() })?;
    let json = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if depth(json) > limits.nesting {
        return Err(NativeError::TooDeep { limit: limits.nesting });
    }
    check_header(json)?;
    check_census(json, limits)?;
    let file: File = parse(json)?;
    let (project, mut notices) = check::project(&file)?;
    notices.extend(extra::unknown_fields(json, &file));
    Ok(Opened { project, notices })
}

/// How deep brackets stand within brackets.
fn depth(json: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut inside, mut escaped) = (false, false);
    for byte in json.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'"' => inside = !inside,
            b'[' | b'{' if !inside => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !inside => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[derive(Deserialize)]
struct Header {
    #[serde(default)]
    format: Value,
    #[serde(default)]
    version: Value,
}

fn check_header(json: &str) -> Result<(), NativeError> {
    let header: Header = serde_json::from_str(json).map_err(|error| match error.classify() {
        Category::Data => NativeError::NotAProject,
        _ => not_json(error),
    })?;
    if header.format != FORMAT {
        return Err(NativeError::NotAProject);
    }
    if header.version != VERSION {
        let found = header.version.to_string().chars().take(40).collect();
        return Err(NativeError::UnknownVersion { found, known: VERSION });
    }
    Ok(())
}

fn not_json(error: serde_json::Error) -> NativeError {
    NativeError::NotJson { line: error.line(), column: error.column(), source: error }
}

/// The lengths of the lists, counted without building them.
#[derive(Deserialize)]
struct Census {
    tags: Count,
    articles: Count,
    annotations: Count,
}

fn check_census(json: &str, limits: Limits) -> Result<(), NativeError> {
    let census: Census = parse(json)?;
    for (collection, Count(count), limit) in [
        (Collection::Tags, census.tags, limits.tags),
        (Collection::Articles, census.articles, limits.articles),
        (Collection::Annotations, census.annotations, limits.annotations),
    ] {
        if count > limit {
            return Err(NativeError::TooMany { collection, count, limit });
        }
    }
    Ok(())
}

struct Count(usize);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Counter;
        impl<'de> Visitor<'de> for Counter {
            type Value = Count;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Count, A::Error> {
                let mut count = 0;
                while list.next_element::<IgnoredAny>()?.is_some() {
                    count += 1;
                }
                Ok(Count(count))
            }
        }
        deserializer.deserialize_seq(Counter)
    }
}

/// Reads records, and names the one that is not as it should be.
fn parse<T: DeserializeOwned>(json: &str) -> Result<T, NativeError> {
    let mut deserializer = serde_json::Deserializer::from_str(json);
    serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
        let path = error.path().to_string();
        let error = error.into_inner();
        if error.classify() != Category::Data {
            return not_json(error);
        }
        let path = if path == "." { "the file".to_owned() } else { path };
        NativeError::Malformed { record: Record { id: id_at(json, &path), path }, problem: error.to_string() }
    })
}

/// The id of the record a path like `annotations[3].body` leads through.
fn id_at(json: &str, path: &str) -> Option<String> {
    let (list, rest) = path.split_once('[')?;
    let place: usize = rest.split_once(']')?.0.parse().ok()?;
    let value: Value = serde_json::from_str(json).ok()?;
    Some(value.get(list)?.get(place)?.get("id")?.as_str()?.chars().take(40).collect())
}
