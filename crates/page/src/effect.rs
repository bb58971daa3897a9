//! What the browser is to do, as data. What it answers is an [`crate::Act`].

use crate::focus::FocusTarget;
use crate::handle::Handle;
use crate::intake::Drafts;
use crate::preferences::{Preferences, Theme};
use crate::projects::{Beginning, Role, Since, Slot, SlotSummary};
use crate::words::Language;
use shirushi_model::{AnalysisId, ArticleId, ArticleMentions, Project, Timestamp};
use shirushi_session::{Snapshot, Transaction, Version};
use std::rc::Rc;
use std::sync::Arc;

/// One thing to be done outside.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Of the worker that analyses.
    Engine(EngineJob),
    /// Of the storage, the other tabs, and files that are written in place.
    Store(StoreJob),
    /// Give an element the keys.
    Focus(FocusTarget),
    /// Begin this timer anew; its act comes after so many milliseconds.
    Wait(Timer, u32),
    /// Stop it.
    Cancel(Timer),
    /// Let a person choose files.
    Pick(FileKind),
    /// Save as a download is saved. `saved` comes back once it was, else a notice.
    Download { name: String, media: &'static str, content: Vec<u8>, saved: Option<FileSaved> },
    /// Save a drawing, SVG that has a size, as a picture of points.
    SavePicture { name: String, svg: String },
    /// Put this on the clipboard; whether it worked comes back.
    Copy(String),
    /// Keep the preferences for the next visit.
    SavePreferences(Box<Preferences>),
    /// Keep what is typed for when this tab comes back.
    KeepDrafts(Box<Drafts>),
    /// Show language and theme.
    Show(Language, Theme),
    /// Enter a place into the history of the tab.
    PushPlace(String),
    /// Make this the present place of the history.
    ReplacePlace(String),
    /// Read or write a file in a worker of its own; [`crate::intake::DocumentEvent`] tells of it by this
    /// number.
    DoFile { number: u32, task: FileTask, bytes: Rc<Vec<u8>> },
    /// End the worker that does it.
    EndFile(u32),
    /// Load the late part of the page; [`crate::Act::Late`] tells whether it came.
    LoadLate,
    /// Let the version of the page that waits take over.
    ActivateUpdate,
}

/// What a worker does with the bytes of a file or a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileTask {
    /// Read a document; the answer is a [`shirushi_exchange::document::Answer`].
    Document,
    /// Read a project's file and check it; the answer is what [`shirushi_exchange::native::read`] says.
    Project,
    /// Read or write files of other tools: a [`shirushi_exchange::formats::remote::FormatRequest`].
    Formats,
}

/// The media type of JSON.
pub const JSON: &str = "application/json";

/// What the engine is to do.
#[derive(Debug, Clone, PartialEq)]
pub enum EngineJob {
    /// Analyse an article and remember it; `day` is when it was published, `YYYY-MM-DD`.
    Put { id: AnalysisId, text: Arc<str>, day: String },
    /// Take this one before the others that wait.
    Prefer(ArticleId),
    /// These are not wanted any more.
    Forget(Vec<ArticleId>),
    /// Link the mentions of all articles. [`crate::Act::NotLinked`] comes back when it cannot now.
    Link(Vec<ArticleMentions>),
    /// Compare the articles of these analyses. [`crate::Act::NotCompared`] comes back when it cannot now.
    Compare(Vec<AnalysisId>),
    /// Fetch the dictionary anew.
    Retry,
    /// Fetch the model for names anew.
    RetryModel,
}

/// What is to be done about projects in store.
#[derive(Debug, Clone, PartialEq)]
pub enum StoreJob {
    /// Open the storage and list what it holds.
    Open,
    /// There is no storage any more: what was held of it is given up.
    Leave,
    /// Give a project a slot, and join the tabs on it.
    Create {
        slot: Slot,
        beginning: Box<Beginning>,
    },
    /// Take an empty project out of the storage that nobody has touched: it makes room.
    Discard(Slot),
    /// Keep projects that waited in memory.
    CreateParked(Vec<(Slot, Project)>),
    /// Read a project and join the tabs on it, once the open one is on the disk.
    Load {
        slot: Slot,
        since: Since,
    },
    /// Read the open project again.
    Reload {
        slot: Slot,
        since: Since,
    },
    /// The project that was just created or read is the open one: its lock is held from now on. With numbers,
    /// those of the snapshot and of the last transaction in store, this tab writes it.
    Hold {
        slot: Slot,
        role: Role,
        writes: Option<(u64, u64)>,
    },
    /// Write a transaction of the open project, with what it led to.
    Append(Box<(Transaction, Project)>),
    /// Write the open project anew: what was in store is lost. `before` is what was listed.
    WriteWhole {
        slot: Slot,
        whole: Box<WholeProject>,
        before: Vec<SlotSummary>,
    },
    /// Look whether what was stored is still there.
    Check,
    /// Tell the other tabs that the project is in store up to this transaction.
    TellTabs(u64),
    /// List what is stored; `persist` asks the browser to keep it when the disk gets full.
    List {
        persist: bool,
    },
    /// Read a project, to be copied.
    ReadCopy(Slot),
    /// Change where a project stands among the others.
    PutShelf(SlotSummary),
    /// Take a project out of the storage, unless a tab has it open.
    Delete {
        slot: Slot,
        title: String,
    },
    /// Put a deleted project back.
    PutBack {
        title: String,
        bundle: Handle,
    },
    /// Keep a named version, or forget it.
    PutVersion(Slot, Arc<Version>),
    DeleteVersion(Slot, u32),
    /// Remember the file a project was opened from.
    PutFile(Slot, Handle),
    /// Save a project as a file: in place where that can be, else as a download. `last` is when its file was
    /// written last.
    SaveFile {
        name: String,
        content: String,
        saved: FileSaved,
        last: Option<Timestamp>,
    },
    /// Look for the sample among these.
    FindSample(Vec<SlotSummary>),
    /// Ask how much room there is; `persist` as in [`Self::List`].
    Measure {
        persist: bool,
    },
    /// Load the page anew once all is on the disk.
    ReloadPage,
}

/// A whole project, to be written anew.
#[derive(Debug, Clone, PartialEq)]
pub struct WholeProject {
    /// The log, without a gap, up to the snapshot.
    pub log: Vec<Arc<Transaction>>,
    pub snapshot: Snapshot,
    pub versions: Vec<Arc<Version>>,
}

/// What is noted of a file once it is saved: of which slot, and the last transaction in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileSaved {
    pub slot: Option<Slot>,
    pub seq: u64,
}

/// Which files a person may choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    /// Texts or projects, any number.
    Articles,
    /// One newer text.
    NewerText,
    /// One project.
    Project,
    /// One tagset.
    Tagset,
    /// Files of other tools, any number.
    Foreign,
}

/// What waits for time to pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timer {
    /// [`crate::Act::Link`].
    Link,
    /// [`crate::Act::Gather`].
    Gather,
    /// [`crate::Act::OpenStorage`].
    OpenStorage,
    /// [`crate::Act::PrepareSearch`].
    PrepareSearch,
}

impl Timer {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Link, Self::Gather, Self::OpenStorage, Self::PrepareSearch];
}
