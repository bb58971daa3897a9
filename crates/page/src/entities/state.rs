//! The entity a person looks at.

use shirushi_model::{EntityId, EntityType};

/// The entity a person looks at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookedAt {
    pub(super) kind: EntityType,
    /// What it was called when the page was opened.
    pub(super) name: String,
    /// Its record, once it has one: it is followed wherever it goes.
    pub(super) id: Option<EntityId>,
}
