//! Marked texts as JSON Lines: `text` and `entities` with `start`, `end` (code points), `type` and `orig`, the type under the
//! corpus' own guideline. What a guideline means for our types stands here and nowhere else.

use serde::Deserialize;
use shirushi_analysis::training::{Allowed, Example, Marked};
use shirushi_model::EntityType;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// One marked text.
#[derive(Debug, Deserialize)]
pub(crate) struct Record {
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
    #[error("{}, line {line}: {source}", path.display())]
    Form { path: PathBuf, line: usize, source: serde_json::Error },
    #[error("{}, line {line}: {reason}", path.display())]
    Content { path: PathBuf, line: usize, reason: String },
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

/// Reads a file and checks every line; the first that is wrong is the error.
pub(crate) fn read(path: &Path) -> Result<Vec<Record>, CorpusError> {
    let text = fs::read_to_string(path)
        .map_err(|source| CorpusError::Unreadable { path: path.to_path_buf(), source })?;
    let mut records = Vec::new();
    for (index, written) in text.lines().enumerate().filter(|(_, written)| !written.trim().is_empty()) {
        let (path, line) = (path.to_path_buf(), index + 1);
        let mut record: Record = match serde_json::from_str(written) {
            Ok(record) => record,
            Err(source) => return Err(CorpusError::Form { path, line, source }),
        };
        record.entities.sort_by_key(|marking| (marking.start, marking.end));
        if let Err(reason) = check(&record) {
            return Err(CorpusError::Content { path, line, reason });
        }
        records.push(record);
    }
    Ok(records)
}

fn check(record: &Record) -> Result<(), String> {
    let length = record.text.chars().count();
    let mut end = 0;
    for marking in &record.entities {
        if marking.start >= marking.end || marking.end > length {
            return Err(format!("a name from {} to {} in a text of {length}", marking.start, marking.end));
        }
        if marking.start < end {
            return Err(format!("the name at {} overlaps the one before", marking.start));
        }
        if let Some(kind) = marking.kind.as_deref()
            && entity_type(kind).is_none()
        {
            return Err(format!("unknown type {kind}"));
        }
        end = marking.end;
    }
    Ok(())
}

/// Our type for a name of a type in a corpus.
pub(crate) fn entity_type(name: &str) -> Option<EntityType> {
    let name = if name == "ORG" { "ORGANIZATION" } else { name };
    EntityType::ALL.into_iter().find(|kind| kind.name() == name)
}

/// What a type of a guideline may be for us: the corpus (a part of its source), its type, our types, and whether it may be no name.
type Reading = (&'static str, &'static str, &'static [EntityType], bool);

const WAC: &str = "WikipediaAnnotatedCorpus";
const GSD: &str = "GSD";

/// Types that are read in another way than written in `type`.
const READINGS: &[Reading] = {
    use EntityType::{Event, Facility, Location, Organization, Product};
    &[
        (WAC, "LOCATION", &[Location, Facility], false),
        (WAC, "ORGANIZATION", &[Organization, Facility], false),
        (WAC, "ARTIFACT", &[Product, Event, Organization], true),
        (GSD, "FAC", &[Facility, Organization], true),
        (GSD, "PRODUCT", &[Product], true),
        (GSD, "EVENT", &[Event], true),
        (GSD, "NORP", &[Organization], true),
    ]
};

/// The record as an example to learn from.
pub(crate) fn example(record: &Record) -> Example {
    let is_wac = record.source.contains(WAC);
    let marked = record
        .entities
        .iter()
        .filter_map(|marking| {
            let reading = READINGS
                .iter()
                .find(|(corpus, orig, ..)| record.source.contains(corpus) && marking.orig == *orig);
            let allowed = match (reading, marking.kind.as_deref().and_then(entity_type)) {
                (Some((_, _, types, outside)), _) => {
                    Allowed { types: types.to_vec(), outside: *outside, anything: false }
                }
                (None, Some(kind)) => Allowed { types: vec![kind], outside: false, anything: false },
                (None, None) if marking.orig == "OPTIONAL" => {
                    Allowed { types: Vec::new(), outside: true, anything: true }
                }
                (None, None) => return None,
            };
            Some(Marked { start: marking.start, end: marking.end, allowed })
        })
        .collect();
    Example {
        text: record.text.clone(),
        marked,
        unmarked: if is_wac { vec![EntityType::Event] } else { Vec::new() },
        weight: if is_wac { 0.35 } else { 1.0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(json: &str) -> Record {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn bad_lines_say_why() {
        let of = |entities: &str| check(&record(&format!(r#"{{"text": "白波港", "entities": {entities}}}"#)));
        assert_eq!(of(r#"[{"start": 0, "end": 3, "type": "FACILITY"}]"#), Ok(()));
        assert!(of(r#"[{"start": 0, "end": 4, "type": "FACILITY"}]"#).is_err());
        assert!(of(r#"[{"start": 0, "end": 3, "type": "HARBOUR"}]"#).unwrap_err().contains("HARBOUR"));
        let overlap = r#"[{"start": 0, "end": 2, "type": null}, {"start": 1, "end": 3, "type": null}]"#;
        assert!(of(overlap).unwrap_err().contains("overlaps"));
    }

    #[test]
    fn guidelines_are_read_as_sets() {
        let record = record(
            r#"{"text": "白波港", "source": "ku-nlp/WikipediaAnnotatedCorpus",
                "entities": [{"start": 0, "end": 3, "type": "LOCATION", "orig": "LOCATION"}]}"#,
        );
        let example = example(&record);
        assert_eq!(example.marked[0].allowed.types, [EntityType::Location, EntityType::Facility]);
        assert_eq!(example.unmarked, [EntityType::Event]);
    }
}
