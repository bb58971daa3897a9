//! Named versions: states of the project that a person gave a name, to go back to and to compare.
//!
//! A version holds the whole state, so it is there whatever becomes of the history; in memory it shares what
//! did not change with the project. Naming is no change of the project and is not undone; going back to a
//! version is one change.

use serde::{Deserialize, Serialize};
use shirushi_model::{Project, Timestamp};

/// A state of the project with a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version {
    /// Tells it from the others of its project.
    pub number: u32,
    /// What it is called.
    pub name: String,
    /// When it was named.
    pub at: Timestamp,
    /// Who named it, as they call themselves; may be empty.
    pub by: String,
    /// The last transaction in it; 0 when there was none.
    pub seq: u64,
    /// The project as it was.
    pub project: Project,
}
