//! What stands where on the page.

use crate::focus::FocusTarget;
use serde::{Deserialize, Serialize};

/// What stands in the middle of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Scene {
    /// The open article.
    #[default]
    Reading,
    /// One suggestion after another.
    Judging,
    /// What the articles say of the same things.
    Comparing,
    /// Claims that are checked.
    Checking,
    /// Figures of what was found.
    Figures,
    /// Files of other tools, out and in.
    Exchange,
    /// Where two people marked differently.
    Adjudicating,
    /// An article that changed, word by word.
    Changed,
}

impl Scene {
    /// What gets the keys when it is turned to.
    pub(crate) fn focus(self) -> FocusTarget {
        match self {
            Self::Reading => FocusTarget::Text,
            Self::Judging => FocusTarget::Judged,
            Self::Comparing
            | Self::Checking
            | Self::Figures
            | Self::Exchange
            | Self::Adjudicating
            | Self::Changed => FocusTarget::Result,
        }
    }
}

/// What stands in the panel at the right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Panel {
    /// What is selected, and the entities.
    #[default]
    Inspector,
    /// A new article, in the place of the text.
    Intake,
    Export,
    Projects,
    Search,
    History,
    Help,
    About,
    Settings,
    /// Outlet, title and so on of the open article.
    Details,
    /// A newer text for it.
    Replace,
    /// What two named versions differ in.
    Changes,
    /// The project's tags.
    Tags,
    /// Where else the string of a mark stands.
    Everywhere,
    /// Every command with its key, to be changed.
    Keys,
    /// One entity, with all its mentions.
    Entity,
}

/// Whether something worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Done,
    Failed,
}
