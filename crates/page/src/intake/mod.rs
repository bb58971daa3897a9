//! Taking articles in: pasted, dropped, chosen or typed; what is odd about them; what they are to those that
//! are there.

mod brought;
mod documents;
mod draft;
mod drafts;
mod meeting;
mod opening;
mod restoring;
mod update;

#[cfg(test)]
mod tests;

pub(crate) use brought::Underway;
pub use brought::{Because, Brought, DocumentEvent, Form};
pub use draft::{Afterwards, Draft, DraftLines, DraftTwin, FileError, Incoming, MetaField, Pasted};
pub use drafts::{Drafts, NewText, NewerText};
pub(crate) use update::cleaned;
pub use update::{is_sample, refuses};
