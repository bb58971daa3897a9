//! What the page has to say, as a closed set: what happened, what is safe, what to do. The words are in
//! [`crate::words`].

use crate::engine::{EngineFailure, ModelFailure};
use crate::handle::Handle;
use crate::intake::FileError;
use crate::keys::keymap::KeyRefusal;
use crate::projects::StorageError;
use shirushi_exchange::html::HtmlError;
use shirushi_exchange::intake::IntakeNotice;
use shirushi_exchange::native::{self, NativeError};
use shirushi_exchange::tagset::TagsetError;
use shirushi_exchange::text::{Charset, TextError};
use shirushi_model::Article;
use shirushi_model::Wording;
use shirushi_model::limits::Measure;
use shirushi_session::{Refusal, Session, Version};
use std::rc::Rc;
use std::sync::Arc;

/// Something to say.
#[derive(Debug, Clone)]
pub enum Notice {
    /// The page was put together wrongly.
    PageIncomplete,
    Engine(EngineFailure),
    /// The late part did not arrive, and something is open that it draws.
    LateMissing,
    EngineRestarted,
    /// Names are found by rules alone.
    RulesOnly(ModelFailure),
    EngineAbandoned(String),
    Storage(StorageError),
    /// A project that was to be opened is not in store as it was.
    NotLoaded(StorageError),
    /// What was in store was lost, and the open project was written anew; so many others are gone.
    Rewritten {
        others: usize,
    },
    /// So many named versions, the oldest, did not fit into the project's file.
    VersionsLeftOut(usize),
    /// Another tab with an older version holds the storage.
    StorageWaiting,
    ReadOnly,
    /// The caret stands in no mark that could be split.
    NoMarkHere,
    Refused(Refusal),
    /// Halves of surrogate pairs were replaced.
    Surrogates,
    Odd {
        name: String,
        odd: Vec<IntakeNotice>,
    },
    Decoded {
        name: String,
        charset: Charset,
    },
    /// A file reads as well in another encoding; it was added as the first, up to this transaction.
    Ambiguous {
        name: String,
        charset: Charset,
        text: Rc<str>,
        other: Charset,
        other_text: Rc<str>,
        seq: u64,
    },
    TextRefused {
        name: String,
        error: TextError,
    },
    File {
        name: String,
        error: FileError,
    },
    OpenRefused {
        name: String,
        error: Rc<NativeError>,
    },
    /// A file is no tagset.
    TagsetRefused {
        name: String,
        error: TagsetError,
    },
    /// A page is no page of text: it is nested too deep, or too large.
    PageRefused {
        name: String,
        error: HtmlError,
    },
    /// A document is being read: so many of its pages or parts, 0 of 0 before they are counted.
    ReadingDocument {
        name: String,
        done: u32,
        of: u32,
    },
    /// What a document was, what is not in its texts, and how many texts.
    DocumentRead {
        name: String,
        kind: Wording,
        left_out: Wording,
        texts: usize,
    },
    /// A document without a text for us, and why.
    DocumentRefused {
        name: String,
        kind: Wording,
        why: Wording,
    },
    /// What reads documents did not come, or could not go on.
    DocumentFailed {
        name: String,
    },
    /// The project has nearly as much of something as it may have.
    NearLimit(Measure),
    /// What was pasted is no text.
    NoText(NoText),
    /// A text is an article that is there already.
    AlreadyThere {
        name: String,
        title: String,
    },
    /// What somebody else marked came in, which can be taken back from here.
    TakenIn {
        name: String,
    },
    /// All of it was there.
    NothingNew {
        name: String,
    },
    /// An article was removed, which can be taken back from here.
    ArticleRemoved(String),
    /// A newer text took the place of this one; what changed can be looked at from here.
    TextReplaced(Arc<Article>),
    /// A key means something else.
    KeyRefused(KeyRefusal),
    Opened {
        name: String,
        notices: Vec<native::Notice>,
    },
    /// A project was deleted, and can be brought back from here.
    Deleted(String, Deleted),
    /// A version was forgotten, and can be taken back from here.
    VersionForgotten(Arc<Version>),
    /// So many changes are in no file.
    BackupDue(u64),
    /// A project that another tab has open is not deleted.
    ProjectBusy,
    UpdateWaiting,
}

impl Notice {
    /// Whether it is about the page rather than about a project.
    pub fn outlives_project(&self) -> bool {
        matches!(
            self,
            Self::PageIncomplete
                | Self::Engine(_)
                | Self::RulesOnly(_)
                | Self::LateMissing
                | Self::Storage(_)
                | Self::NotLoaded(_)
                | Self::Rewritten { .. }
                | Self::StorageWaiting
                | Self::Opened { .. }
                | Self::Deleted(..)
                | Self::UpdateWaiting
        )
    }

    /// Whether one takes the place of the other.
    pub fn same_kind(&self, other: &Self) -> bool {
        let name = |notice: &Self| match notice {
            Self::Odd { name, .. }
            | Self::Decoded { name, .. }
            | Self::TextRefused { name, .. }
            | Self::PageRefused { name, .. }
            | Self::AlreadyThere { name, .. }
            | Self::ReadingDocument { name, .. }
            | Self::DocumentRead { name, .. }
            | Self::DocumentRefused { name, .. }
            | Self::DocumentFailed { name }
            | Self::File { name, .. } => Some(name.clone()),
            _ => None,
        };
        std::mem::discriminant(self) == std::mem::discriminant(other) && name(self) == name(other)
    }
}

/// What is pasted that is no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoText {
    Nothing,
    Image,
    Address,
}

/// What was deleted, as a whole.
#[derive(Debug, Clone)]
pub enum Deleted {
    /// As it was stored.
    Stored(Handle),
    /// Where there is no storage.
    Session(Rc<Session>),
}

/// A notice in words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Worded {
    /// What happened.
    pub what: String,
    /// What is safe and what to do.
    pub then: String,
    /// One line per record, where several are concerned.
    pub details: Vec<String>,
    pub weight: Weight,
    pub remedy: Remedy,
}

/// How grave it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Weight {
    #[default]
    News,
    Trouble,
}

/// What a person can do about it at once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Remedy {
    #[default]
    None,
    RetryDictionary,
    RetryModel,
    RetryLate,
    SaveFile,
    RestoreProject,
    RestoreVersion,
    SaveProject,
    Undo,
    ShowChanged,
    ReadOtherwise,
    EndDocuments,
    Update,
}
