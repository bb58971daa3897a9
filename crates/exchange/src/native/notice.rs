//! What can be wrong with a file: what was repaired, and what refuses it.

use serde::{Deserialize, Serialize};
use shirushi_model::{AnnotationId, ArticleId, CheckId, TagId};
use std::fmt;

/// Something in a file that was repaired or left out. The project opened all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Notice {
    /// The text of an article is not the one its checksum was made of. Its annotations were checked one by
    /// one.
    TextChanged {
        /// Which article.
        article: ArticleId,
    },
    /// An annotation stood elsewhere than the file says, or on slightly other text, and was moved there.
    Reanchored {
        /// Which annotation.
        annotation: AnnotationId,
        /// How its new place was found.
        placement: Placement,
    },
    /// The text of an annotation cannot be found in its article. The annotation is kept, unplaced.
    Unplaced {
        /// Which annotation.
        annotation: AnnotationId,
    },
    /// The spans of an annotation cut a character as people see it, or overlapped, or were out of order. They
    /// were widened, joined and put in order.
    SpansAdjusted {
        /// Which annotation.
        annotation: AnnotationId,
    },
    /// A highlight had a tag that is not in the tagset. A tag with that id was added, named after it.
    TagMissing {
        /// The first annotation with the tag.
        annotation: AnnotationId,
        /// The tag.
        tag: TagId,
    },
    /// A day of publication was not a date and was left out.
    DateUnreadable {
        /// Which article.
        article: ArticleId,
        /// What was written there.
        value: String,
    },
    /// The words a check is about cannot be found in the article, or the article is not there. They are kept
    /// in the check, with the outlet.
    SayingUnplaced {
        /// Which check.
        check: CheckId,
        /// The outlet.
        outlet: String,
    },
    /// A check had no wording, or was decided without a verdict or a confirmation, or its words stood
    /// elsewhere. It was put right as far as possible.
    CheckAdjusted {
        /// Which check.
        check: CheckId,
    },
    /// A check was decided on a step that no known scale has. It is kept under the name the file gives.
    VerdictUnknown {
        /// Which check.
        check: CheckId,
        /// The key of the step.
        verdict: String,
    },
    /// A day of evidence was not a date and was left out.
    EvidenceDateUnreadable {
        /// Which check.
        check: CheckId,
        /// What was written there.
        value: String,
    },
    /// An address of evidence is not one that can be followed safely. It is kept as words.
    AddressNotLinked {
        /// Which check.
        check: CheckId,
        /// The address.
        address: String,
    },
    /// The number for the next id had been given out already and was raised.
    NumberRaised {
        /// What the file said.
        found: u32,
        /// The number from now on.
        raised: u32,
    },
    /// A field that this version does not know. It was left out, and will be missing from the file when it is
    /// written.
    UnknownField {
        /// The field, with `[]` for any place in a list: `annotations[].colour`.
        field: String,
        /// The first record that has it.
        first: Record,
        /// How many records have it.
        count: u32,
    },
}

impl Notice {
    /// A stable name, by which the page finds its words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TextChanged { .. } => "text-changed",
            Self::Reanchored { .. } => "reanchored",
            Self::Unplaced { .. } => "unplaced",
            Self::SpansAdjusted { .. } => "spans-adjusted",
            Self::TagMissing { .. } => "tag-missing",
            Self::DateUnreadable { .. } => "date-unreadable",
            Self::SayingUnplaced { .. } => "saying-unplaced",
            Self::CheckAdjusted { .. } => "check-adjusted",
            Self::VerdictUnknown { .. } => "verdict-unknown",
            Self::EvidenceDateUnreadable { .. } => "evidence-date-unreadable",
            Self::AddressNotLinked { .. } => "address-not-linked",
            Self::NumberRaised { .. } => "number-raised",
            Self::UnknownField { .. } => "unknown-field",
        }
    }

    /// The record it is about, as the file names it: `a12`, `t3`, `g1`, `k4`, or nothing when it is about the
    /// file.
    pub fn record(&self) -> Option<String> {
        match self {
            Self::TextChanged { article } | Self::DateUnreadable { article, .. } => Some(article.to_string()),
            Self::Reanchored { annotation, .. }
            | Self::Unplaced { annotation }
            | Self::SpansAdjusted { annotation }
            | Self::TagMissing { annotation, .. } => Some(annotation.to_string()),
            Self::SayingUnplaced { check, .. }
            | Self::CheckAdjusted { check }
            | Self::VerdictUnknown { check, .. }
            | Self::EvidenceDateUnreadable { check, .. }
            | Self::AddressNotLinked { check, .. } => Some(check.to_string()),
            Self::UnknownField { first, .. } => first.id.clone(),
            Self::NumberRaised { .. } => None,
        }
    }
}

/// How the place of an annotation was found, when it was not where the file said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Placement {
    /// The same text stands elsewhere.
    Quote,
    /// Text that is nearly the same stands near.
    Fuzzy,
}

/// A record of a file, named so that a person can find it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The way to it: `annotations[3].body`.
    pub path: String,
    /// Its id, if it has one that can be read: `a12`.
    pub id: Option<String>,
}

impl fmt::Display for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.id {
            Some(id) => write!(f, "{id} ({})", self.path),
            None => f.write_str(&self.path),
        }
    }
}

/// Which list of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Collection {
    /// `tags`
    Tags,
    /// `types`
    Types,
    /// `articles`
    Articles,
    /// `annotations`
    Annotations,
    /// `relations`
    Relations,
    /// `entities`
    Entities,
    /// `checks`
    Checks,
    /// `scales`
    Scales,
    /// `versions`
    Versions,
}

impl fmt::Display for Collection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tags => "tags",
            Self::Types => "types",
            Self::Articles => "articles",
            Self::Annotations => "annotations",
            Self::Relations => "relations",
            Self::Entities => "entities",
            Self::Checks => "checks",
            Self::Scales => "scales",
            Self::Versions => "versions",
        })
    }
}

/// Why a file cannot be opened. Nothing of it was taken in.
#[derive(Debug, thiserror::Error, Serialize, Deserialize)]
#[non_exhaustive]
pub enum NativeError {
    /// The file is larger than allowed. It was not looked into.
    #[error("the file has {bytes} bytes; at most {limit} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// The file is not UTF-8.
    #[error("the file is not UTF-8 at byte {at}; save it as UTF-8")]
    NotUtf8 {
        /// The first byte that does not fit.
        at: usize,
    },
    /// Brackets stand deeper in each other than any project needs.
    #[error("the file is nested deeper than {limit} levels")]
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// The file is not JSON.
    #[error("the file is not JSON at line {line}, column {column}; it may be cut off or edited by hand")]
    NotJson {
        /// The line, counted from 1.
        line: usize,
        /// The column in bytes, counted from 1.
        column: usize,
        /// What the parser says; `None` where the file was read by another worker.
        #[serde(skip)]
        source: Option<serde_json::Error>,
    },
    /// The file is JSON, but of another kind.
    #[error("the file is not a Shirushi project: its \"format\" is not \"shirushi-project\"")]
    NotAProject,
    /// The file was written by a version this one does not know.
    #[error("the file has version {found} of the format; this program reads versions up to {known}")]
    UnknownVersion {
        /// What the file says, as JSON.
        found: String,
        /// The latest version that can be read.
        known: u32,
    },
    /// A list has more entries than allowed.
    #[error("the file has {count} {collection}; at most {limit} are read")]
    TooMany {
        /// Which list.
        collection: Collection,
        /// How many entries it has.
        count: usize,
        /// The limit.
        limit: usize,
    },
    /// A record is not as the format says.
    #[error("{record} cannot be read: {problem}")]
    Malformed {
        /// Which one.
        record: Record,
        /// What is wrong with it.
        problem: String,
    },
    /// Two records have the same id.
    #[error("{record} has an id that another record has")]
    Duplicate {
        /// The second one.
        record: Record,
    },
    /// An annotation names an article that is not in the file.
    #[error("{record} stands in article {article}, which is not in the file")]
    NoSuchArticle {
        /// The annotation.
        record: Record,
        /// The article it names.
        article: ArticleId,
    },
}

impl NativeError {
    /// A stable name, by which the page finds its words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "too-large",
            Self::NotUtf8 { .. } => "not-utf8",
            Self::TooDeep { .. } => "too-deep",
            Self::NotJson { .. } => "not-json",
            Self::NotAProject => "not-a-project",
            Self::UnknownVersion { .. } => "unknown-version",
            Self::TooMany { .. } => "too-many",
            Self::Malformed { .. } => "malformed",
            Self::Duplicate { .. } => "duplicate",
            Self::NoSuchArticle { .. } => "no-such-article",
        }
    }
}
