//! From the bytes of a native file to a project: the outer checks, before anything is built.

use super::file::OffsetUnit;
use super::{Collection, FORMAT, NativeError, Notice, Record, VERSION, check};
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{error::Category, value::RawValue};
use shirushi_model::{Project, Timestamp, limits};
use std::fmt;
use std::marker::PhantomData;

/// How much of a file is taken on. What goes beyond is refused before it costs time or memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Brackets within brackets. The format itself needs six.
    pub nesting: usize,
    /// Tags, and types that something is said about again.
    pub tags: usize,
    /// Articles.
    pub articles: usize,
    /// Annotations, and relations again.
    pub annotations: usize,
    /// Entities that people decided on.
    pub entities: usize,
}

impl Default for Limits {
    /// Those of a project, so that what was made can be opened.
    fn default() -> Self {
        Self {
            bytes: limits::LARGEST_FILE,
            nesting: 32,
            tags: limits::MOST_TAGS,
            articles: limits::MOST_ARTICLES,
            annotations: limits::MOST_ANNOTATIONS,
            entities: limits::MOST_ENTITIES,
        }
    }
}

/// A project that was read, and what was repaired or left out on the way.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// The project.
    pub project: Project,
    /// States of it that were given names, oldest first.
    pub versions: Vec<NamedState>,
    /// What a person should know, in the order of the file.
    pub notices: Vec<Notice>,
}

/// A state of a project that was given a name.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedState {
    /// Tells it from the others of its project.
    pub number: u32,
    /// What it is called.
    pub name: String,
    /// When it was named.
    pub at: Timestamp,
    /// Who named it; may be empty.
    pub by: String,
    /// The project as it was.
    pub project: Project,
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
    let sections = Sections::of(json, limits)?;
    let (project, mut notices) = check::project(&sections)?;
    let mut versions: Vec<NamedState> = Vec::with_capacity(sections.versions.len());
    for (number, raw) in sections.versions.iter().enumerate() {
        let record = || Record { path: format!("{}[{number}]", Collection::Versions), id: None };
        let (version, found) = check::version(raw, limits, &record())?;
        if versions.iter().any(|other| other.number == version.number) {
            return Err(NativeError::Duplicate { record: record() });
        }
        notices.extend(found);
        versions.push(version);
    }
    Ok(Opened { project, versions, notices })
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

/// The fields of the file, each unread.
pub(super) struct Sections<'a> {
    pub(super) project: &'a RawValue,
    pub(super) tags: Vec<&'a RawValue>,
    /// None in files of programs that know none.
    pub(super) types: Vec<&'a RawValue>,
    pub(super) articles: Vec<&'a RawValue>,
    pub(super) annotations: Vec<&'a RawValue>,
    /// None in files of programs that know no relations.
    pub(super) relations: Vec<&'a RawValue>,
    /// None in files of programs that know none.
    pub(super) entities: Vec<&'a RawValue>,
    /// None in files of programs that know none, and in versions.
    pub(super) versions: Vec<&'a RawValue>,
    /// The names of fields that this version does not know.
    pub(super) unknown: Vec<String>,
}

impl<'a> Sections<'a> {
    /// Checks that the file is JSON, of this format and version, and within the limits.
    pub(super) fn of(json: &'a str, limits: Limits) -> Result<Self, NativeError> {
        let mut fields: Fields<'a> = serde_json::from_str(json).map_err(|error| match error.classify() {
            Category::Data => NativeError::NotAProject,
            _ => NativeError::NotJson { line: error.line(), column: error.column(), source: error },
        })?;
        let text = |raw: &RawValue| serde_json::from_str::<String>(raw.get()).ok();
        if fields.take("format").and_then(text).as_deref() != Some(FORMAT) {
            return Err(NativeError::NotAProject);
        }
        let version = fields.take("version").map_or("null", RawValue::get);
        if version != VERSION.to_string() {
            let found = version.chars().take(40).collect();
            return Err(NativeError::UnknownVersion { found, known: VERSION });
        }
        let _: OffsetUnit = parse(fields.require("offsets")?, || field("offsets"))?;
        Ok(Self {
            project: fields.require("project")?,
            tags: fields.list(Collection::Tags, limits.tags)?,
            types: fields.list_if_any(Collection::Types, limits.tags)?,
            articles: fields.list(Collection::Articles, limits.articles)?,
            annotations: fields.list(Collection::Annotations, limits.annotations)?,
            relations: fields.list_if_any(Collection::Relations, limits.annotations)?,
            entities: fields.list_if_any(Collection::Entities, limits.entities)?,
            versions: fields.list_if_any(Collection::Versions, MOST_VERSIONS)?,
            unknown: fields.0.into_iter().map(|(name, _)| name).collect(),
        })
    }
}

/// The record that is a field of the file itself.
fn field(name: &str) -> Record {
    Record { path: name.to_owned(), id: None }
}

/// Reads a record, and names it when it is not as it should be.
pub(super) fn parse<T: DeserializeOwned>(
    raw: &RawValue,
    record: impl FnOnce() -> Record,
) -> Result<T, NativeError> {
    serde_json::from_str(raw.get()).map_err(|error| malformed(&error, record()))
}

/// Reads a record that is an object, and names it when it is not as it should be.
pub(super) fn parse_object<T: DeserializeOwned>(
    raw: &RawValue,
    record: impl FnOnce() -> Record,
) -> Result<T, NativeError> {
    object(raw).map_err(|error| malformed(&error, record()))
}

/// Kept apart from what is compiled for every kind of record.
#[inline(never)]
fn malformed(error: &serde_json::Error, record: Record) -> NativeError {
    NativeError::Malformed { record, problem: problem(error) }
}

/// What is wrong with a record. Line and column would count from its start.
pub(crate) fn problem(error: &serde_json::Error) -> String {
    let problem = error.to_string();
    problem.split(" at line ").next().unwrap_or(&problem).to_owned()
}

/// Reads a record that must be an object. As `serde` derives it, a record might also be a list of its values: which the
/// format does not allow, and which would be compiled for nothing.
pub(crate) fn object<T: DeserializeOwned>(raw: &RawValue) -> Result<T, serde_json::Error> {
    struct Object<T>(T);
    struct Reader<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Reader<T> {
        type Value = Object<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Object<T>, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map)).map(Object)
        }
    }
    impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
        fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_map(Reader(PhantomData))
        }
    }
    serde_json::from_str(raw.get()).map(|Object(record)| record)
}

/// Names and unread values of an object.
pub(crate) struct Fields<'a>(pub(super) Vec<(String, &'a RawValue)>);

impl<'a> Fields<'a> {
    pub(crate) fn take(&mut self, name: &str) -> Option<&'a RawValue> {
        let place = self.0.iter().position(|(other, _)| other == name)?;
        Some(self.0.remove(place).1)
    }

    fn require(&mut self, name: &str) -> Result<&'a RawValue, NativeError> {
        let missing = || NativeError::Malformed { record: field(name), problem: "it is missing".to_owned() };
        self.take(name).ok_or_else(missing)
    }

    /// The unread entries of a list that may be left out.
    fn list_if_any(
        &mut self,
        collection: Collection,
        limit: usize,
    ) -> Result<Vec<&'a RawValue>, NativeError> {
        let name = collection.to_string();
        let any = self.0.iter().any(|(other, _)| *other == name);
        if any { self.list(collection, limit) } else { Ok(Vec::new()) }
    }

    /// The unread entries of a list, counted before they are collected.
    fn list(&mut self, collection: Collection, limit: usize) -> Result<Vec<&'a RawValue>, NativeError> {
        let name = collection.to_string();
        let raw = self.require(&name)?;
        let Count(count) = parse(raw, || field(&name))?;
        if count > limit {
            return Err(NativeError::TooMany { collection, count, limit });
        }
        serde_json::from_str(raw.get())
            .map_err(|error| NativeError::Malformed { record: field(&name), problem: error.to_string() })
    }
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collector;
        impl<'de> Visitor<'de> for Collector {
            type Value = Fields<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
                let mut fields: Vec<(String, &'de RawValue)> = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, &'de RawValue>()? {
                    // The file has twelve. Whoever writes thousands, or one twice, has something else in mind.
                    if fields.len() == MOST_FIELDS || fields.iter().any(|(other, _)| *other == name) {
                        return Err(serde::de::Error::custom("fields are repeated, or far too many"));
                    }
                    fields.push((name, value));
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Collector)
    }
}

const MOST_FIELDS: usize = 100;

/// So many named versions are read: each is a whole project.
const MOST_VERSIONS: usize = 200;

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
