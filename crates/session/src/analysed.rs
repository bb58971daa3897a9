//! What the machine found in one article, kept beside the project.

use shirushi_model::{Analysis, Creator};

/// What the machine found in one article, and which machine.
#[derive(Debug, Clone, PartialEq)]
pub struct Analysed {
    /// What was found.
    pub analysis: Analysis,
    /// [`Creator::Model`] with name and version: the creator of annotations made by judging these
    /// suggestions.
    pub model: Creator,
}
