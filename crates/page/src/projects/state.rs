//! Where the open project is kept, and what is on its way from and to the storage.

use super::{Role, Slot, SlotSummary, StorageError, Stored};
use crate::handle::Handle;
use shirushi_session::Session;

/// Where the present project is kept.
#[derive(Debug)]
pub enum Keeping {
    /// The storage has not opened yet. What is done meanwhile is in memory and will be kept.
    Opening,
    /// There is no storage here. Projects that are not open wait in memory.
    Memory { parked: Vec<(Slot, Session)> },
    /// In a slot.
    Kept(Kept),
}

/// A project in a slot.
#[derive(Debug, Default)]
pub struct Kept {
    pub slots: Vec<SlotSummary>,
    pub slot: Option<Slot>,
    /// Whether this tab writes; another one may.
    pub(crate) writer: bool,
    pub(super) asked_to_persist: bool,
}

/// A project that was read from its slot.
#[derive(Debug)]
pub struct Loaded {
    pub slot: Slot,
    /// Whether the tabs on it were joined for that; else this tab had joined them before.
    pub joined: bool,
    /// What this tab could do when reading began, and what it can now.
    pub role: Role,
    pub role_now: Role,
    /// What a person has opened since stays open.
    pub since: Since,
    pub stored: Result<Stored, StorageError>,
}

/// A project that is to have a slot.
#[derive(Debug, Clone)]
pub struct Beginning {
    pub session: Session,
    pub of: NewSlot,
    pub since: Since,
}

impl PartialEq for Beginning {
    fn eq(&self, other: &Self) -> bool {
        self.session.project == other.session.project && self.of == other.of && self.since == other.since
    }
}

/// A project that was given a slot, or was not.
#[derive(Debug)]
pub struct Created {
    pub slot: Slot,
    pub role: Role,
    pub beginning: Box<Beginning>,
    pub result: Result<(), StorageError>,
}

/// How often something had been opened when a project was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since(pub(crate) u32);

impl Since {
    /// The page has just begun: nothing a person did asked for the project.
    pub(super) const START: Self = Self(0);
}

/// Where a project that begins comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum NewSlot {
    /// It is the one on the page.
    OfThePage,
    /// It was made, opened or read elsewhere.
    Elsewhere,
    /// It was read from a file that can be written in place.
    OfFile(Handle),
}

/// Whether the work is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Safety {
    Saved,
    Saving,
    Failed,
    ReadOnly,
}

impl Keeping {
    pub(crate) fn set_slots(&mut self, slots: Vec<SlotSummary>) {
        if let Self::Kept(kept) = self {
            kept.slots = slots;
        }
    }

    /// Where the open project is kept.
    pub fn slot(&self) -> Option<&Slot> {
        match self {
            Self::Kept(kept) => kept.slot.as_ref(),
            Self::Opening | Self::Memory { .. } => None,
        }
    }

    /// The projects there are, and which of them is open.
    pub fn slots(&self) -> (Vec<SlotSummary>, Option<Slot>) {
        match self {
            Self::Opening => (Vec::new(), None),
            Self::Memory { parked } => {
                let summary = |(slot, session): &(Slot, Session)| {
                    SlotSummary::of(slot.clone(), &session.project, session.seq())
                };
                (parked.iter().map(summary).collect(), None)
            }
            Self::Kept(kept) => (kept.slots.clone(), kept.slot.clone()),
        }
    }
}
