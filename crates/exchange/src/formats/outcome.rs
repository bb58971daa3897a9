//! What comes of writing and reading: files, a project, findings; and why a file is refused.

use super::{Format, NotCarried, OffsetUnit};
use serde::{Deserialize, Serialize};
use shirushi_model::{AnnotationId, Article, Project, ProjectId, Timestamp};
use std::borrow::Cow;
use std::sync::Arc;

/// Is told how many texts are done, and of how many. What takes long goes through texts; what comes before
/// and after them is not told.
pub type Telling<'a> = &'a dyn Fn(usize, usize);

/// A file that came in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFile {
    /// Its name, for messages and to tell `.txt` from `.ann`; with `/` when it stands in a folder.
    pub name: String,
    /// What is in it. It crosses to a worker beside the rest ([`super::remote`]).
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// A file to go out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputFile {
    /// What tells it from the others of one call (`claims`); empty when it is the only one.
    pub part: String,
    /// What its name ends in, without the dot.
    pub ending: Cow<'static, str>,
    /// What is in it.
    #[serde(skip)]
    pub bytes: Vec<u8>,
}

/// A project in another format.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenFiles {
    /// At least one file.
    pub files: Vec<OutputFile>,
    /// What the files lack of the project, or have in another shape.
    pub not_carried: Vec<NotCarried>,
}

/// What a file says nothing about.
#[derive(Debug, Clone)]
pub struct Arrival<'a> {
    /// The id of the project that is made of it.
    pub id: ProjectId,
    /// When it came.
    pub at: Timestamp,
    /// Whose marks they are, when the file does not say.
    pub person: String,
    /// Articles that are there already: files without texts are placed on them, by address or by outlet and
    /// headline.
    pub known: &'a [Arc<Article>],
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FilesRead {
    /// Articles with their marks and relations, with ids of its own. A mark without a place is in it as well,
    /// unplaced.
    pub project: Project,
    /// What a person should look at.
    pub findings: Vec<RecordFinding>,
    /// What positions were taken to count, when that had to be asked.
    pub unit: Option<OffsetUnit>,
    /// How well each unit fits the marks.
    pub fits: Vec<UnitFit>,
}

/// How many marks fit when positions are read in a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitFit {
    /// The unit.
    pub unit: OffsetUnit,
    /// Marks that hold their quote or, without one, stand on whole characters inside the text.
    pub fitting: usize,
    /// All marks.
    pub of: usize,
}

/// Something about one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordFinding {
    /// Which file and which record: `a.jsonl, line 3, entities[2]`.
    pub record: String,
    /// The mark it became, if it became one.
    pub annotation: Option<AnnotationId>,
    /// What.
    pub what: What,
}

/// What can be found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum What {
    /// It stands where its words are, not where it said.
    Moved,
    /// It stands on words that are nearly its own.
    Nearly,
    /// It was widened to whole characters, or its parts were joined.
    Widened,
    /// Its end lies past the end of the text: unplaced.
    PastTheEnd,
    /// It covers nothing: unplaced.
    Nothing,
    /// Its words are not in the text: unplaced.
    NotFound,
    /// Its text did not come with it: unplaced.
    NoText,
    /// It has no place in a text (a label for all of it): kept on the whole text.
    WholeText,
    /// It says something there is no place for; the words are those of the file. A mark or a relation has
    /// them in its note.
    NotUnderstood(Matter, String),
    /// A link to a record that is not there; the words are those of the file.
    NoSuchRecord(String),
    /// Another record has this id as well: links to it lead to the other.
    SameId(String),
}

/// Of what kind something is that there is no place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Matter {
    /// A property of a mark.
    Attribute,
    /// A record of a kind of its own.
    Record,
    /// A link between marks of another kind than ours: kept as a highlight.
    Relation,
}

impl What {
    /// A stable name, by which the page finds its words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Nearly => "nearly",
            Self::Widened => "widened",
            Self::PastTheEnd => "past-the-end",
            Self::Nothing => "nothing",
            Self::NotFound => "not-found",
            Self::NoText => "no-text",
            Self::WholeText => "whole-text",
            Self::NotUnderstood(..) => "not-understood",
            Self::NoSuchRecord(_) => "no-such-record",
            Self::SameId(_) => "same-id",
        }
    }

    /// The words of the file, when it says something of its own.
    pub fn said(&self) -> Option<&str> {
        match self {
            Self::NotUnderstood(_, said) | Self::NoSuchRecord(said) | Self::SameId(said) => Some(said),
            _ => None,
        }
    }

    /// Whether the mark has no place.
    pub fn is_unplaced(&self) -> bool {
        matches!(self, Self::PastTheEnd | Self::Nothing | Self::NotFound | Self::NoText)
    }
}

/// Why files cannot be read. Nothing of them was taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[non_exhaustive]
pub enum FormatError {
    /// Larger than is read.
    #[error("{file}: {bytes} bytes; at most {limit} are read")]
    TooLarge {
        /// Which file.
        file: String,
        /// Its size, or what was counted until it was too much.
        bytes: u64,
        /// How large it may be.
        limit: u64,
    },
    /// More things than a project may have.
    #[error("{file}: more than {limit} {what}")]
    TooMany {
        /// Which file.
        file: String,
        /// Of what.
        what: Cow<'static, str>,
        /// How many there may be.
        limit: usize,
    },
    /// Nested deeper than is read.
    #[error("{file}: nested deeper than {limit} levels")]
    TooDeep {
        /// Which file.
        file: String,
        /// How deep it may be.
        limit: usize,
    },
    /// Not UTF-8.
    #[error("{file}: not UTF-8 at byte {at}; save it as UTF-8")]
    NotUtf8 {
        /// Which file.
        file: String,
        /// The first byte that does not fit.
        at: usize,
    },
    /// A record that cannot be understood.
    #[error("{file}, {record}: {problem}")]
    Malformed {
        /// Which file.
        file: String,
        /// Where in it: `line 3, column 12`.
        record: String,
        /// What is wrong.
        problem: String,
    },
    /// XML with a document type or entities of its own, which could fetch or blow up anything.
    #[error("{file}, byte {at}: a document type or an entity of its own is not read")]
    Entities {
        /// Which file.
        file: String,
        /// Where.
        at: u64,
    },
    /// A zip that cannot be unpacked.
    #[error("{file}: the zip cannot be read: {problem}")]
    Zip {
        /// Which file.
        file: String,
        /// What is wrong.
        problem: String,
    },
    /// A name in a zip that leads out of it.
    #[error("{file}: {path} leads out of the zip")]
    UnsafePath {
        /// Which file.
        file: String,
        /// The name.
        path: String,
    },
    /// A version that is not known.
    #[error("{file}: version {found}; read is {known}")]
    UnknownVersion {
        /// Which file.
        file: String,
        /// What the file says.
        found: String,
        /// What is read.
        known: Cow<'static, str>,
    },
    /// Nothing that is known.
    #[error("{file}: of no known kind{}; known are {}", found(.looks), known())]
    UnknownKind {
        /// Which file.
        file: String,
        /// What it is in general: `json`, `xml`, `zip`, or empty.
        looks: Cow<'static, str>,
    },
    /// Of a format that is written and not read.
    #[error("{file}: {format} is written only")]
    WrittenOnly {
        /// Which file.
        file: String,
        /// The format.
        format: Cow<'static, str>,
    },
    /// Nothing is in it.
    #[error("{file}: empty")]
    Empty {
        /// Which file.
        file: String,
    },
}

fn found(looks: &str) -> String {
    if looks.is_empty() { String::new() } else { format!(" of {looks}") }
}

fn known() -> String {
    let known = Format::ALL.into_iter().filter(|format| format.is_read()).map(|format| format.name().en);
    known.collect::<Vec<_>>().join("; ")
}

impl FormatError {
    /// A stable name, by which the page finds its words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too-large",
            Self::TooMany { .. } => "too-many",
            Self::TooDeep { .. } => "too-deep",
            Self::NotUtf8 { .. } => "not-utf8",
            Self::Malformed { .. } => "malformed",
            Self::Entities { .. } => "xml-entities",
            Self::Zip { .. } => "not-zip",
            Self::UnsafePath { .. } => "unsafe-path",
            Self::UnknownVersion { .. } => "unknown-version",
            Self::UnknownKind { .. } => "unknown-kind",
            Self::WrittenOnly { .. } => "written-only",
            Self::Empty { .. } => "empty",
        }
    }

    /// A record that cannot be understood.
    pub(super) fn malformed(file: &str, record: impl Into<String>, problem: impl Into<String>) -> Self {
        Self::Malformed { file: file.to_owned(), record: record.into(), problem: problem.into() }
    }
}
