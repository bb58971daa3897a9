//! What the storage and the other tabs tell the page.

use super::StorageError;

/// How saving stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is on the disk.
    Saved,
    /// Being written.
    Saving {
        /// How many transactions are not on the disk yet.
        pending: usize,
    },
    /// Not stored; kept in memory and tried again with the next change or by a flush.
    Failed {
        /// Why.
        error: StorageError,
        /// How many transactions are not on the disk.
        pending: usize,
    },
}

/// What a tab may do with the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Read and write: no other tab does.
    Writer,
    /// Read and write, but the browser has no locks: a tab that could not be asked may do the same.
    Unguarded,
    /// Read what another tab writes.
    Reader,
}

impl Role {
    /// Whether the tab may change the project.
    pub fn writes(self) -> bool {
        match self {
            Self::Writer | Self::Unguarded => true,
            Self::Reader => false,
        }
    }
}

/// News from the other tabs on the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TabEvent {
    /// The writer is gone and this tab is the writer now. Read the project from storage before writing.
    Promoted,
    /// The writer has stored something.
    Appended {
        /// The last transaction in store.
        seq: u64,
    },
    /// The project was deleted.
    Deleted,
}

/// What happens to storage from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageEvent {
    /// A tab with an older version of the program must be closed before this one can begin.
    Waiting,
    /// A tab with a newer version has taken over the database: this one can save nothing more until it is
    /// reloaded.
    Outdated,
    /// The connection is gone: the database was deleted, or the browser closed it. What is in store may be
    /// gone with it.
    Gone,
}
