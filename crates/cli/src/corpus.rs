//! Marked texts as JSON Lines: `text` and `entities` with `start`, `end` (code points), `type` and `orig`,
//! the type under the corpus' own guideline.

use serde::Deserialize;
use shirushi_model::EntityType;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io, str};

/// One marked text.
#[derive(Debug, Deserialize)]
pub(crate) struct CorpusRecord {
    /// Where it stands in its file, from 1.
    #[serde(skip)]
    pub(crate) line: usize,
    pub(crate) text: String,
    pub(crate) entities: Vec<Marking>,
    #[serde(default)]
    pub(crate) source: String,
    #[serde(default)]
    pub(crate) license: String,
}

/// One name of a text.
#[derive(Debug, Deserialize)]
pub(crate) struct Marking {
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// One of our types, `ORG` for organizations; nothing when the corpus' type has no counterpart.
    #[serde(rename = "type")]
    pub(crate) kind: Option<String>,
    #[serde(default)]
    pub(crate) orig: String,
}

/// Why a corpus cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CorpusError {
    #[error("{}: {source}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{}: no file ends in .jsonl", path.display())]
    Empty { path: PathBuf },
    #[error("{}: {reason}", path.display())]
    Marks { path: PathBuf, reason: String },
    #[error("{0}")]
    Lines(BadLines),
}

/// What is wrong in the lines of all files: the first so many, and how many more there are.
#[derive(Debug, Default)]
pub(crate) struct BadLines {
    first: Vec<BadLine>,
    more: usize,
}

#[derive(Debug)]
struct BadLine {
    path: PathBuf,
    line: usize,
    reason: BadRecord,
}

/// A person mends so many at a time.
const MOST_SHOWN: usize = 20;

impl BadLines {
    fn add(&mut self, path: &Path, line: usize, reason: BadRecord) {
        if self.first.len() < MOST_SHOWN {
            self.first.push(BadLine { path: path.to_path_buf(), line, reason });
        } else {
            self.more += 1;
        }
    }
}

impl fmt::Display for BadLines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} lines cannot be used", self.first.len() + self.more)?;
        for BadLine { path, line, reason } in &self.first {
            write!(f, "\n  {}, line {line}: {reason}", path.display())?;
        }
        if self.more > 0 {
            write!(f, "\n  and {} more", self.more)?;
        }
        Ok(())
    }
}

/// What is wrong with a line.
#[derive(Debug, thiserror::Error)]
enum BadRecord {
    #[error("not UTF-8 from byte {0} of the line on")]
    Encoding(usize),
    #[error("{0}")]
    Form(String),
    #[error("a name from {start} to {end} holds nothing")]
    Nothing { start: usize, end: usize },
    #[error("a name from {start} to {end} in a text of {length} characters")]
    PastTheEnd { start: usize, end: usize, length: usize },
    #[error("the name from {start} to {end} overlaps the one that ends at {before}")]
    Overlap { start: usize, end: usize, before: usize },
    #[error("unknown type {0:?}; known are {names}", names = known_types())]
    Type(String),
}

impl BadRecord {
    /// The parser counts lines as well, but it has seen only this one.
    fn form(error: &serde_json::Error) -> Self {
        let said = error.to_string();
        let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(reason, _)| reason);
        Self::Form(format!("{said} (byte {} of the line)", error.column()))
    }
}

fn known_types() -> String {
    EntityType::ALL.map(EntityType::name).join(", ")
}

/// The files a path stands for: itself, or all `.jsonl` of a folder by name.
pub(crate) fn files(path: &Path) -> Result<Vec<PathBuf>, CorpusError> {
    let unreadable = |source| CorpusError::Unreadable { path: path.to_path_buf(), source };
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(unreadable)? {
        let file = entry.map_err(unreadable)?.path();
        if file.extension().is_some_and(|extension| extension == "jsonl") {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() { Err(CorpusError::Empty { path: path.to_path_buf() }) } else { Ok(files) }
}

/// Reads the files and checks every line of all of them; whatever is wrong is in one error.
pub(crate) fn read_files(paths: &[PathBuf]) -> Result<Vec<Vec<CorpusRecord>>, CorpusError> {
    let mut bad = BadLines::default();
    let mut read = Vec::with_capacity(paths.len());
    for path in paths {
        let bytes =
            fs::read(path).map_err(|source| CorpusError::Unreadable { path: path.clone(), source })?;
        read.push(records(&bytes, |line, reason| bad.add(path, line, reason)));
    }
    if bad.first.is_empty() { Ok(read) } else { Err(CorpusError::Lines(bad)) }
}

/// The records of a file, and what is wrong with lines that hold none.
fn records(bytes: &[u8], mut wrong: impl FnMut(usize, BadRecord)) -> Vec<CorpusRecord> {
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    let mut records = Vec::new();
    for (index, written) in bytes.split(|&byte| byte == b'\n').enumerate() {
        match record(written) {
            Ok(Some(record)) => records.push(CorpusRecord { line: index + 1, ..record }),
            Ok(None) => {}
            Err(reason) => wrong(index + 1, reason),
        }
    }
    records
}

/// The record of a line; none in an empty one.
fn record(written: &[u8]) -> Result<Option<CorpusRecord>, BadRecord> {
    let written = str::from_utf8(written).map_err(|error| BadRecord::Encoding(error.valid_up_to()))?;
    if written.trim().is_empty() {
        return Ok(None);
    }
    let mut record: CorpusRecord = serde_json::from_str(written).map_err(|error| BadRecord::form(&error))?;
    record.entities.sort_by_key(|marking| (marking.start, marking.end));
    check(&record)?;
    Ok(Some(record))
}

fn check(record: &CorpusRecord) -> Result<(), BadRecord> {
    let length = record.text.chars().count();
    let mut before = 0;
    for marking in &record.entities {
        let (start, end) = (marking.start, marking.end);
        if start >= end {
            return Err(BadRecord::Nothing { start, end });
        }
        if end > length {
            return Err(BadRecord::PastTheEnd { start, end, length });
        }
        if start < before {
            return Err(BadRecord::Overlap { start, end, before });
        }
        if let Some(kind) = marking.kind.as_deref()
            && entity_type(kind).is_none()
        {
            return Err(BadRecord::Type(kind.to_owned()));
        }
        before = end;
    }
    Ok(())
}

/// Our type for a name of a type in a corpus.
pub(crate) fn entity_type(name: &str) -> Option<EntityType> {
    let name = if name == "ORG" { "ORGANIZATION" } else { name };
    EntityType::ALL.into_iter().find(|kind| kind.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(line: &str) -> String {
        record(line.as_bytes()).unwrap_err().to_string()
    }

    fn marked(entities: &str) -> String {
        format!(r#"{{"text": "白波港", "entities": {entities}}}"#)
    }

    #[test]
    fn bad_lines_say_why() {
        let of = |entities: &str| reason(&marked(entities));
        assert_eq!(
            of(r#"[{"start": 0, "end": 4, "type": "FACILITY"}]"#),
            "a name from 0 to 4 in a text of 3 characters"
        );
        assert_eq!(of(r#"[{"start": 2, "end": 2, "type": null}]"#), "a name from 2 to 2 holds nothing");
        assert_eq!(of(r#"[{"start": 2, "end": 1, "type": null}]"#), "a name from 2 to 1 holds nothing");
        assert!(
            of(r#"[{"start": 0, "end": 3, "type": "HARBOUR"}]"#)
                .starts_with("unknown type \"HARBOUR\"; known")
        );
        assert_eq!(
            of(r#"[{"start": 1, "end": 3, "type": null}, {"start": 0, "end": 2, "type": null}]"#),
            "the name from 1 to 3 overlaps the one that ends at 2"
        );
        assert!(of(r#"[{"start": -1, "end": 3, "type": null}]"#).contains("expected usize"));
        assert!(of(r#"[{"start": 0, "end": 3, "type": 7}]"#).contains("expected a string"));
        assert!(of(r#"[{"start": 0, "type": null}]"#).contains("missing field `end`"));
        assert!(of(r#""none""#).contains("expected a sequence"));
        assert!(reason("no JSON").contains("(byte 2 of the line)"), "{}", reason("no JSON"));
        assert!(reason(r#"{"entities": []}"#).contains("missing field `text`"));
        assert_eq!(
            record(b"{\"text\": \"\xFF").unwrap_err().to_string(),
            "not UTF-8 from byte 10 of the line on"
        );
    }

    #[test]
    fn what_does_no_harm_is_read() {
        let twice = format!(
            "\u{FEFF}{line}\r\n\n  \n{line}",
            line = marked(r#"[{"start": 0, "end": 3, "type": "ORG"}]"#)
        );
        let mut wrong = 0;
        let read = records(twice.as_bytes(), |_, _| wrong += 1);
        assert_eq!(read.iter().map(|record| record.line).collect::<Vec<_>>(), [1, 4]);
        assert_eq!(wrong, 0);
    }

    #[test]
    fn many_bad_lines_are_counted_and_the_first_shown() {
        let mut bad = BadLines::default();
        for line in 1..=25 {
            bad.add(Path::new("a.jsonl"), line, BadRecord::Nothing { start: 1, end: 1 });
        }
        let said = bad.to_string();
        assert!(said.starts_with("25 lines cannot be used\n  a.jsonl, line 1: a name"));
        assert!(said.contains("line 20:") && !said.contains("line 21:") && said.ends_with("and 5 more"));
    }
}
