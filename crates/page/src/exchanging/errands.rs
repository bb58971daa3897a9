//! What a worker has under way for formats: what it was asked, and how far it is. A large project takes
//! seconds in some formats; the page goes on meanwhile, and whoever does not want it any more ends the
//! worker.

use crate::handle::Handle;
use shirushi_exchange::formats::{Format, InputFile, OffsetUnit};

/// One thing a worker has under way.
#[derive(Debug)]
pub(crate) struct Errand {
    pub(super) number: u32,
    pub(super) purpose: Purpose,
    pub(super) progress: ErrandProgress,
}

/// What it is for.
#[derive(Debug)]
pub(super) enum Purpose {
    /// Files that came in: what they are, with the handles they came with.
    Sort(Vec<InputFile>, Vec<Option<Handle>>),
    /// What is looked at, read as something else.
    Again(Format, Option<OffsetUnit>),
    /// Files to be saved, called so before their parts and endings.
    Save(String),
    /// A file that is one text, for the clipboard.
    Copy,
}

/// How far something is that a person waits for in the place of formats.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ErrandProgress {
    /// So many texts are done.
    pub done: u32,
    /// Of so many; 0 before they are counted.
    pub of: u32,
}
