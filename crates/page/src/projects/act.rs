//! What is done about projects as a whole.

use super::{Room, Slot};
use shirushi_model::{Project, Timestamp};
use std::collections::HashMap;

/// What is done about projects as a whole.
#[derive(Debug)]
pub enum ProjectAct {
    /// Copy the open project.
    Copy,
    /// Copy one that is not open.
    CopyOf(Slot),
    Copied(Box<Project>),
    /// Put a project away, or bring it back.
    Archive(Slot, Listing),
    Delete(Slot),
    /// Take back that one was deleted, while the notice says so.
    Restore,
    /// Save the open project as a file: in place where that can be, else as a download.
    Save,
    /// A file was saved: of what slot, up to which transaction, under what name, and when.
    Saved(Option<Slot>, u64, String, Timestamp),
    /// A project was opened from a file that was written then.
    Opened(Slot, Timestamp),
    /// Ask how much room there is, and maybe for a promise to keep what is stored.
    Measure(Persistence),
    Measured(Room, HashMap<String, f64>),
    /// A version was stored: other tabs hear of it.
    Stored,
    /// The sample was looked for among the projects that are not open.
    Sample(Option<Slot>),
}

/// Where a project is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listing {
    Shown,
    Away,
}

/// Whether the browser is asked to keep what is stored when the disk gets full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Persistence {
    Asked,
    NotAsked,
}
