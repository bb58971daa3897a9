//! States of a project that were given names, beside the project itself.

use serde::{Deserialize, Serialize};
use shirushi_model::{Project, Timestamp};

/// A state of a project that was given a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NamedState {
    /// Tells it from the others of its project.
    pub number: u32,
    /// What it is called.
    pub name: String,
    /// When it was named.
    pub at: Timestamp,
    /// Who named it; may be empty.
    pub by: String,
    /// The project as it was.
    pub project: Project,
}
