//! Events told by several outlets, with all claims and pairs marked: reading them, analysing them, counting
//! what was found.
//!
//! An event is a folder with its articles, `claims.json` (claims with speaker and certainty, groups of claims
//! about one proposition, traps) and `sentences.json` (a label for every sentence). `tests/events/README.md`
//! describes the data set.

pub(crate) mod found;
pub(crate) mod print;
pub(crate) mod score;

use serde::Deserialize;
use shirushi_model::{Certainty, Relation};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Why an event cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum EventError {
    #[error("{}: {reason}", path.display())]
    Unreadable { path: PathBuf, reason: io::Error },
    #[error("{}: {reason}", path.display())]
    Malformed { path: PathBuf, reason: serde_json::Error },
    #[error("{}: sentences.json has no sentences of {article}", folder.display())]
    WithoutSentences { folder: PathBuf, article: String },
    #[error("{}: no folder in it has a claims.json", .0.display())]
    NoEvents(PathBuf),
}

/// One event.
pub(crate) struct Event {
    /// The folder's name.
    pub(crate) name: String,
    /// In the order of their names.
    pub(crate) articles: Vec<EventArticle>,
    pub(crate) groups: Vec<EventGroup>,
    pub(crate) traps: Vec<(String, String)>,
}

/// One article with what people marked in it.
pub(crate) struct EventArticle {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) claims: Vec<EventClaim>,
    pub(crate) sentences: Vec<EventSentence>,
}

/// A claim somebody marked; positions are code points.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct EventClaim {
    pub(crate) id: String,
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) text: String,
    pub(crate) speaker: Option<String>,
    pub(crate) speaker_canonical: Option<String>,
    #[serde(default)]
    pub(crate) speaker_implicit: bool,
    pub(crate) speaker_start: Option<u32>,
    pub(crate) speaker_end: Option<u32>,
    pub(crate) certainty: Certainty,
}

/// A sentence with its label.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct EventSentence {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) label: EventLabel,
}

/// What a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) enum EventLabel {
    /// It claims something about the world.
    #[serde(rename = "C")]
    Claim,
    /// The outlet's own opinion.
    #[serde(rename = "O")]
    Opinion,
    /// It only introduces a quotation.
    #[serde(rename = "F")]
    Frame,
    #[serde(rename = "Q")]
    Question,
    #[serde(rename = "H")]
    Heading,
    #[serde(rename = "B")]
    Bullet,
    #[serde(rename = "P")]
    Caption,
    #[serde(rename = "M")]
    Metadata,
    /// A connective without content.
    #[serde(rename = "N")]
    Connective,
}

/// Claims about one proposition.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct EventGroup {
    pub(crate) kind: String,
    pub(crate) relation: Relation,
    /// Whether a reader should be shown it.
    pub(crate) discrepancy: bool,
    /// `yes` when normalised dates, numbers, names and simple negation tell it.
    pub(crate) rule_detectable: String,
    pub(crate) pairs: Vec<MarkedPair>,
}

/// Two claims of a group.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct MarkedPair {
    pub(crate) a: String,
    pub(crate) b: String,
    pub(crate) relation: Relation,
}

#[derive(Deserialize)]
struct ClaimsFile {
    files: BTreeMap<String, MarkedClaims>,
    #[serde(default)]
    groups: Vec<EventGroup>,
    #[serde(default)]
    traps: Vec<Trap>,
}

#[derive(Deserialize)]
struct MarkedClaims {
    claims: Vec<EventClaim>,
}

#[derive(Deserialize)]
struct Trap {
    a: String,
    b: String,
}

#[derive(Deserialize)]
struct SentencesFile {
    files: BTreeMap<String, Vec<EventSentence>>,
}

/// Reads the events that paths stand for: each is the folder of an event or a folder of such folders.
pub(crate) fn read_all(paths: &[PathBuf]) -> Result<Vec<Event>, EventError> {
    let mut events = Vec::new();
    for path in paths {
        if path.join("claims.json").is_file() {
            events.push(read(path)?);
            continue;
        }
        let unreadable = |reason| EventError::Unreadable { path: path.clone(), reason };
        let mut folders: Vec<PathBuf> = fs::read_dir(path)
            .map_err(unreadable)?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|folder| folder.join("claims.json").is_file())
            .collect();
        if folders.is_empty() {
            return Err(EventError::NoEvents(path.clone()));
        }
        folders.sort();
        for folder in folders {
            events.push(read(&folder)?);
        }
    }
    Ok(events)
}

/// Reads one event.
pub(crate) fn read(folder: &Path) -> Result<Event, EventError> {
    let claims: ClaimsFile = json(&folder.join("claims.json"))?;
    let mut sentences: SentencesFile = json(&folder.join("sentences.json"))?;
    let mut articles = Vec::new();
    for (name, marked) in claims.files {
        let path = folder.join(&name);
        let raw = fs::read_to_string(&path).map_err(|reason| EventError::Unreadable { path, reason })?;
        let text = raw.strip_prefix('\u{feff}').unwrap_or(&raw).to_owned();
        let sentences = sentences.files.remove(&name).ok_or_else(|| EventError::WithoutSentences {
            folder: folder.to_owned(),
            article: name.clone(),
        })?;
        articles.push(EventArticle { name, text, claims: marked.claims, sentences });
    }
    Ok(Event {
        name: folder.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        articles,
        groups: claims.groups,
        traps: claims.traps.into_iter().map(|trap| (trap.a, trap.b)).collect(),
    })
}

fn json<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, EventError> {
    let path = path.to_owned();
    match fs::read(&path) {
        Ok(bytes) => serde_json::from_slice(&bytes).map_err(|reason| EventError::Malformed { path, reason }),
        Err(reason) => Err(EventError::Unreadable { path, reason }),
    }
}

/// How two marked claims stand to each other: the gravest of what the groups say of them.
pub(crate) fn relations(event: &Event) -> BTreeMap<(&str, &str), Relation> {
    let mut relations = BTreeMap::new();
    for pair in event.groups.iter().flat_map(|group| &group.pairs) {
        let (a, b) = (pair.a.as_str().min(&pair.b), pair.a.as_str().max(&pair.b));
        let known = relations.entry((a, b)).or_insert(pair.relation);
        *known = (*known).max(pair.relation);
    }
    relations
}
