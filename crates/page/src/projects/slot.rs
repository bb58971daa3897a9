//! Where projects are kept in this browser, and what a list of them shows.

use serde::{Deserialize, Serialize};
use shirushi_model::{Project, ProjectId, Timestamp};
use shirushi_session::{Snapshot, Transaction, Version};
use std::fmt;

/// The place of a project in this browser. One project may have several: a copy opened from a file is another
/// slot.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slot(pub String);

impl Slot {
    /// The usual slot of a project.
    pub fn of(project: &ProjectId) -> Self {
        Self(project.0.clone())
    }

    /// A slot nobody has used, from 128 random bits.
    pub fn from_random(bits: u128) -> Self {
        Self(format!("{bits:032x}"))
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a list of projects shows of one, without reading it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotSummary {
    /// Where it is kept.
    pub slot: Slot,
    /// What it is called.
    pub title: String,
    /// When it last changed.
    pub modified: Timestamp,
    /// How many articles it has.
    pub articles: usize,
    /// How many annotations it has.
    pub annotations: usize,
    /// The last transaction of its log; 0 when there is none.
    pub seq: u64,
    /// Where it stands among the others: a record of its own.
    #[serde(skip)]
    pub shelf: Shelf,
}

/// Where a project stands among the others, and its last file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Shelf {
    /// It was put away: it is listed apart and not opened by itself.
    pub archived: bool,
    /// The last file that was saved of it here.
    pub file: Option<LastFile>,
}

/// A file that was saved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastFile {
    /// When.
    pub at: Timestamp,
    /// The last transaction in it.
    pub seq: u64,
}

impl SlotSummary {
    /// How many changes no file has.
    pub fn unsaved(&self) -> u64 {
        self.seq.saturating_sub(self.shelf.file.as_ref().map_or(0, |file| file.seq))
    }
}

impl SlotSummary {
    /// The summary of a project whose log ends with transaction `seq`.
    pub fn of(slot: Slot, project: &Project, seq: u64) -> Self {
        Self {
            slot,
            title: project.title.clone(),
            modified: project.modified,
            articles: project.articles.len(),
            annotations: project.annotations.len(),
            seq,
            shelf: Shelf::default(),
        }
    }
}

/// A project read back.
#[derive(Debug, Clone, PartialEq)]
pub struct Stored {
    /// The last snapshot, with its place in the log.
    pub snapshot: Snapshot,
    /// The log, without gaps, as far as it can be read; it may begin before the snapshot and then feeds the
    /// history.
    pub log: Vec<Transaction>,
    /// The first transaction after the snapshot that is missing or cannot be read, when there is one. What
    /// comes after it is still stored, but cannot be applied: keep on working in another slot.
    pub broken: Option<u64>,
    /// The named versions that can be read, oldest first.
    pub versions: Vec<Version>,
}
