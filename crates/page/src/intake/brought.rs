//! Documents that were brought, and what is told of them.

use super::Incoming;
use crate::handle::Handle;
use crate::projects::Since;
use std::rc::Rc;

/// A document and what is to become of its text.
#[derive(Debug)]
pub struct Brought {
    pub file: Incoming,
    pub form: Form,
}

/// Whether a text goes into the form, where a person sees it before it is added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// It came alone.
    Filled,
    /// It came with others, which are added at once.
    PassedBy,
}

/// What is told of a document, a project or files of other tools that a worker reads or writes, by its
/// number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentEvent {
    /// So many of its pages, parts or hundredths are done.
    Step { number: u32, done: u32, of: u32 },
    /// What comes of it: an [`shirushi_exchange::document::Answer`] as JSON, or what formats answer.
    Answered { number: u32, answer: Vec<u8> },
    /// The readers did not come, or could not go on.
    Failed { number: u32 },
    /// A person does not want it any more: all that are under way are ended.
    Ended,
}

/// A file that is being read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Underway {
    pub(super) number: u32,
    pub(super) name: String,
    pub(super) what: BroughtKind,
    /// Whether it was said that it is read: not again where a person put that away.
    pub(super) told: bool,
}

/// What it is read for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum BroughtKind {
    /// Its text, as a document.
    Text(Form),
    Project(ProjectFile),
}

/// A project's file that is being read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ProjectFile {
    pub(super) bytes: Rc<Vec<u8>>,
    pub(super) file: Option<Handle>,
    pub(super) because: Because,
    /// What is opened meanwhile is not closed when it is read.
    pub(super) since: Since,
}

/// Why a file is read as a project's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// A person said that it is one. One of another tool is read as such.
    Chosen,
    /// It looks like one. Where files come in, a colleague's is merged with the project that is open.
    Recognised,
}
