//! A tagset as a file of its own: what the tags of a project are called, how they are drawn, which keys they have and when each is
//! given, with examples, without ids and without a project. Documented in `docs/FORMAT.md`.
//!
//! ```
//! use shirushi_exchange::tagset::{self, NewTag};
//! use shirushi_model::TagColor;
//!
//! let tags = [NewTag { name: "要確認".to_owned(), color: TagColor::Rose, guide: String::new(), examples: vec!["3万人".to_owned()], key: Some('k') }];
//! assert_eq!(tagset::read(tagset::write(&tags).as_bytes()).unwrap(), tags);
//! ```

use serde::{Deserialize, Serialize};
pub use shirushi_model::NewTag;
use shirushi_model::TagColor;

/// What `format` says in every tagset file.
pub const FORMAT: &str = "shirushi-tagset";
/// The version this crate writes, and the only one it reads.
pub const VERSION: u32 = 1;
/// Bytes of a file; more is not looked into.
pub const LARGEST: usize = 1 << 20;
/// Tags of a file.
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
    /// A tag is not as the format says.
    #[error("tag {number} cannot be read: {problem}")]
    Malformed {
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
    tags: Vec<Record<'a>>,
}

#[derive(Serialize)]
struct Record<'a> {
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

/// A tagset as a file, pretty-printed, with a line break at the end. The same tags always give the same bytes.
pub fn write(tags: &[NewTag]) -> String {
    let records = tags.iter().map(|tag| Record {
        name: &tag.name,
        color: tag.color,
        guide: &tag.guide,
        examples: &tag.examples,
        key: tag.key,
    });
    let file = File { format: FORMAT, version: VERSION, tags: records.collect() };
    // Records of strings and numbers cannot fail to become JSON.
    let mut json = serde_json::to_string_pretty(&file).unwrap_or_default();
    json.push('\n');
    json
}

/// Reads a tagset file. A byte order mark at its start does not count, nor do fields that this version does not know.
///
/// # Errors
/// [`TagsetError`] when it is too large, is not JSON, is of another kind or version, has a tag that cannot be understood, or two of one
/// name.
pub fn read(bytes: &[u8]) -> Result<Vec<NewTag>, TagsetError> {
    if bytes.len() > LARGEST {
        return Err(TagsetError::TooLarge { bytes: bytes.len() });
    }
    let text = std::str::from_utf8(bytes).map_err(|_| TagsetError::NotJson { line: 0, column: 0 })?;
    let json = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let file: serde_json::Value = serde_json::from_str(json)
        .map_err(|error| TagsetError::NotJson { line: error.line(), column: error.column() })?;
    if file.get("format").and_then(serde_json::Value::as_str) != Some(FORMAT) {
        return Err(TagsetError::NotATagset);
    }
    if file.get("version").and_then(serde_json::Value::as_u64) != Some(u64::from(VERSION)) {
        return Err(TagsetError::UnknownVersion);
    }
    let tags = file.get("tags").and_then(serde_json::Value::as_array).ok_or(TagsetError::NotATagset)?;
    if tags.len() > MOST {
        return Err(TagsetError::TooMany { count: tags.len() });
    }
    let mut read: Vec<NewTag> = Vec::with_capacity(tags.len());
    for (number, tag) in (1..).zip(tags) {
        let malformed = |problem: String| TagsetError::Malformed { number, problem };
        let Given { name, color, guide, examples, key } =
            Given::deserialize(tag).map_err(|error| malformed(error.to_string()))?;
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
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_tagset_is_refused_and_says_why() {
        let file = |tags: &str| format!(r#"{{"format":"shirushi-tagset","version":1,"tags":{tags}}}"#);
        let malformed =
            |number, problem: &str| TagsetError::Malformed { number, problem: problem.to_owned() };
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
        assert_eq!(read(format!("\u{FEFF}{text}").as_bytes()), Ok(vec![tag]));
    }
}
