//! The late part of the page: what draws panels and places that the first minute does not need. Its code is
//! not in the module the page begins with; it comes once the page can be used, or when it is first asked for.
//!
//! Here is which panels and places those are, and what is done until their code is there. The state of all
//! of them is in the page from the beginning: keys, commands and what follows from a change do not wait. What
//! does, for its code is large, is a [`LateAct`].

mod acts;
mod update;

#[cfg(test)]
mod tests;

pub use acts::LateAct;
pub use update::act;

use crate::scene::{Panel, Scene};

/// How far the late part has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Late {
    #[default]
    Absent,
    Coming,
    Here,
    /// It did not arrive, when so many panels and places had been opened. It is asked for again when another
    /// is.
    Failed {
        opened: u32,
    },
}

/// What is told of the late part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LateEvent {
    Arrived,
    /// It could not be fetched, or is not of this page.
    Missing,
}

impl Panel {
    /// Whether the late part draws it.
    pub fn is_late(self) -> bool {
        match self {
            // What takes the work out of the page must not depend on a file that may not have come.
            Self::Inspector | Self::Intake | Self::Details | Self::Export => false,
            Self::Projects
            | Self::Search
            | Self::History
            | Self::Help
            | Self::About
            | Self::Settings
            | Self::Replace
            | Self::Changes
            | Self::Tags
            | Self::Everywhere
            | Self::Keys
            | Self::Entity => true,
        }
    }
}

impl Scene {
    /// Whether the late part draws it.
    pub fn is_late(self) -> bool {
        match self {
            Self::Reading => false,
            Self::Judging
            | Self::Comparing
            | Self::Checking
            | Self::Figures
            | Self::Exchange
            | Self::Adjudicating
            | Self::Changed => true,
        }
    }
}
