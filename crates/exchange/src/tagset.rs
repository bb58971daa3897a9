//! A tagset as a file of its own: what the tags of a project are called, how they are drawn, which keys they
//! have and when each is given, with examples, and the same of types; without ids and without a project.
//! Documented in `docs/FORMAT.md`.
//!
//! ```
//! use shirushi_exchange::tagset::{self, NewTag, NewTagset};
//! use shirushi_model::TagColor;
//!
//! let tag = NewTag {
//!     name: "要確認".to_owned(),
//!     color: TagColor::Rose,
//!     guide: String::new(),
//!     examples: vec!["3万人".to_owned()],
//!     key: Some('k'),
//! };
//! let tagset = NewTagset { tags: vec![tag], types: Vec::new() };
//! assert_eq!(tagset::read(tagset::write(&tagset).as_bytes()).unwrap(), tagset);
//! ```

use crate::native::{Fields, TypeRecord, object, problem};
use serde::{Deserialize, Serialize};
use serde_json::{error::Category, value::RawValue};
pub use shirushi_model::{NewTag, NewTagset};
use shirushi_model::{TagColor, TypeGuide};

/// What `format` says in every tagset file.
pub const FORMAT: &str = "shirushi-tagset";
/// The version this crate writes, and the only one it reads.
pub const VERSION: u32 = 1;
/// Bytes of a file; more is not looked into.
pub const LARGEST: usize = 1 << 20;
/// Tags of a file, and types again.
pub const MOST: usize = 1_000;

/// Why a file is no tagset. Nothing of it was taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TagsetError {
    /// It is larger than any tagset.
    #[error("the file has {bytes} bytes; a tagset has at most {LARGEST}")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// It is not JSON in UTF-8.
    #[error("the file is not JSON at line {line}, column {column}")]
    NotJson {
        /// The line, counted from 1; 0 when the bytes are not UTF-8.
        line: usize,
        /// The column in bytes, counted from 1.
        column: usize,
    },
    /// It is JSON of another kind: a project, perhaps.
    #[error("the file is not a tagset: its \"format\" is not \"{FORMAT}\"")]
    NotATagset,
    /// A later version wrote it.
    #[error("the file has another version than {VERSION}")]
    UnknownVersion,
    /// It has more tags than are read.
    #[error("the file has {count} tags; at most {MOST} are read")]
    TooMany {
        /// How many.
        count: usize,
    },
    /// A tag or a type is not as the format says.
    #[error("{list} {number} cannot be read: {problem}")]
    Malformed {
        /// In which list it stands.
        list: &'static str,
        /// Which one, counted from 1.
        number: usize,
        /// What is wrong with it.
        problem: String,
    },
}

#[derive(Serialize)]
struct File<'a> {
    format: &'static str,
    version: u32,
    tags: Vec<TagsetRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    types: Vec<TypeRecord>,
}

#[derive(Serialize)]
struct TagsetRecord<'a> {
    name: &'a str,
    color: TagColor,
    #[serde(skip_serializing_if = "str::is_empty")]
    guide: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    examples: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<char>,
}

#[derive(Deserialize)]
struct Given {
    name: String,
    color: TagColor,
    #[serde(default)]
    guide: String,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    key: Option<char>,
}

/// A tagset as a file, pretty-printed, with a line break at the end. The same tagset always gives the same
/// bytes.
pub fn write(tagset: &NewTagset) -> String {
    let records = tagset.tags.iter().map(|tag| TagsetRecord {
        name: &tag.name,
        color: tag.color,
        guide: &tag.guide,
        examples: &tag.examples,
        key: tag.key,
    });
    let types = tagset.types.iter().map(TypeRecord::of).collect();
    let file = File { format: FORMAT, version: VERSION, tags: records.collect(), types };
    // Records of strings and numbers cannot fail to become JSON.
    let mut json = serde_json::to_string_pretty(&file).unwrap_or_default();
    json.push('\n');
    json
}

/// Reads a tagset file. A byte order mark at its start does not count, nor do fields that this version does
/// not know.
///
/// # Errors
/// [`TagsetError`] when it is too large, is not JSON, is of another kind or version, has a tag or a type that
/// cannot be understood, or two of one name.
pub fn read(bytes: &[u8]) -> Result<NewTagset, TagsetError> {
    if bytes.len() > LARGEST {
        return Err(TagsetError::TooLarge { bytes: bytes.len() });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| TagsetError::NotJson { line: 0, column: 0 })?;
    let json = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut fields: Fields<'_> = serde_json::from_str(json).map_err(|error| match error.classify() {
        Category::Data => TagsetError::NotATagset,
        _ => TagsetError::NotJson { line: error.line(), column: error.column() },
    })?;
    let format = fields.take("format").and_then(|raw| serde_json::from_str::<String>(raw.get()).ok());
    if format.as_deref() != Some(FORMAT) {
        return Err(TagsetError::NotATagset);
    }
    if fields.take("version").map(RawValue::get) != Some(VERSION.to_string().as_str()) {
        return Err(TagsetError::UnknownVersion);
    }
    let mut tagset = NewTagset::default();
    for (number, raw) in (1..).zip(list(fields.take("tags").ok_or(TagsetError::NotATagset)?)?) {
        let malformed = |problem: String| TagsetError::Malformed { list: "tag", number, problem };
        let read = &mut tagset.tags;
        let Given { name, color, guide, examples, key } =
            object(raw).map_err(|error| malformed(problem(&error)))?;
        let name = name.trim().to_owned();
        if name.is_empty() {
            return Err(malformed("its name is empty".to_owned()));
        }
        if read.iter().any(|other| other.name == name) {
            return Err(malformed(format!("there is another one called {name}")));
        }
        if key.is_some_and(|key| key.is_control() || key.is_whitespace()) {
            return Err(malformed("its key is no character that can be typed".to_owned()));
        }
        read.push(NewTag { name, color, guide, examples, key });
    }
    let types = fields.take("types").map(list).transpose()?.unwrap_or_default();
    for (number, raw) in (1..).zip(types) {
        let malformed = |problem: String| TagsetError::Malformed { list: "type", number, problem };
        let TypeRecord { of, guide, examples } = object(raw).map_err(|error| malformed(problem(&error)))?;
        if tagset.types.iter().any(|other| other.of == of) {
            return Err(malformed("there is another one of it".to_owned()));
        }
        tagset.types.push(TypeGuide { of, guide, examples });
    }
    Ok(tagset)
}

/// The unread entries of a list.
fn list(raw: &RawValue) -> Result<Vec<&RawValue>, TagsetError> {
    let list: Vec<&RawValue> = serde_json::from_str(raw.get()).map_err(|_| TagsetError::NotATagset)?;
    if list.len() > MOST { Err(TagsetError::TooMany { count: list.len() }) } else { Ok(list) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_tagset_is_refused_and_says_why() {
        let file = |tags: &str| format!(r#"{{"format":"shirushi-tagset","version":1,"tags":{tags}}}"#);
        let bad = |list, number, problem: &str| TagsetError::Malformed {
            list,
            number,
            problem: problem.to_owned(),
        };
        let malformed = |number, problem: &str| bad("tag", number, problem);
        let types = |types: &str| {
            format!(r#"{{"format":"shirushi-tagset","version":1,"tags":[],"types":[{types}]}}"#)
        };
        for (text, error) in [
            ("{".to_owned(), TagsetError::NotJson { line: 1, column: 1 }),
            ("[]".to_owned(), TagsetError::NotATagset),
            (r#"{"format":"shirushi-project","version":1}"#.to_owned(), TagsetError::NotATagset),
            (r#"{"format":"shirushi-tagset","version":2,"tags":[]}"#.to_owned(), TagsetError::UnknownVersion),
            (file("3"), TagsetError::NotATagset),
            (file(r#"[{"name":"a"}]"#), malformed(1, "missing field `color`")),
            (file(r#"[{"name":" ","color":"sky"}]"#), malformed(1, "its name is empty")),
            (
                file(r#"[{"name":"a","color":"sky"},{"name":"a ","color":"sky"}]"#),
                malformed(2, "there is another one called a"),
            ),
            (
                file(r#"[{"name":"a","color":"sky","examples":"b"}]"#),
                malformed(1, "invalid type: string \"b\", expected a sequence"),
            ),
            (types(r#"{"guide":"a"}"#), bad("type", 1, "missing field `of`")),
            (
                types(r#"{"of":{"claim":"event"}},{"of":{"claim":"event"}}"#),
                bad("type", 2, "there is another one of it"),
            ),
            (
                file(r#"[{"name":"a","color":"sky","key":" "}]"#),
                malformed(1, "its key is no character that can be typed"),
            ),
        ] {
            assert_eq!(read(text.as_bytes()), Err(error), "{text}");
        }
        assert!(matches!(
            read(file(r#"[{"name":"a","color":"red"}]"#).as_bytes()),
            Err(TagsetError::Malformed { .. })
        ));
        assert_eq!(read(&vec![b' '; LARGEST + 1]), Err(TagsetError::TooLarge { bytes: LARGEST + 1 }));
        assert_eq!(read(b"\xFF"), Err(TagsetError::NotJson { line: 0, column: 0 }));
    }

    #[test]
    fn what_a_later_version_adds_is_passed_over() {
        let text = r#"{"format":"shirushi-tagset","version":1,"by":"x","tags":[{"name":"a","color":"sky","icon":1}]}"#;
        let tag = NewTag {
            name: "a".to_owned(),
            color: TagColor::Sky,
            guide: String::new(),
            examples: Vec::new(),
            key: None,
        };
        let tagset = NewTagset { tags: vec![tag], types: Vec::new() };
        assert_eq!(read(format!("\u{FEFF}{text}").as_bytes()), Ok(tagset));
    }

    #[test]
    fn types_are_written_as_they_are_documented() {
        let text = r#"{"format":"shirushi-tagset","version":1,"tags":[],"types":[
            {"of":{"entity":"PERSON"},"guide":"個人","examples":["岸田氏"]},{"of":{"claim":"quantity"},"examples":["3万人"]}]}"#;
        let tagset = read(text.as_bytes()).unwrap();
        let given: serde_json::Value = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::from_str::<serde_json::Value>(&write(&tagset)).unwrap(), given);
        assert_eq!(tagset.types.len(), 2);
    }
}
