//! Documents that were brought, and what is told of them.

use super::Incoming;

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

/// What is told of a document or of files of other tools that a worker reads or writes, by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DocumentEvent {
    /// So many of its pages or parts are read.
    Step { number: u32, done: u32, of: u32 },
    /// What comes of it: an [`shirushi_exchange::document::Answer`] as JSON, or what formats answer.
    Answered { number: u32, answer: Vec<u8> },
    /// The readers did not come, or could not go on.
    Failed { number: u32 },
    /// A person does not want it any more: all that are under way are ended.
    Ended,
}

/// A document that is being read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Underway {
    pub(super) number: u32,
    pub(super) name: String,
    pub(super) form: Form,
}
