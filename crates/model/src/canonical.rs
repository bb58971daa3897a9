//! What people decided on one entity of a project: what it is called, by which strings it is known, what else
//! is known of it.

use crate::{EntityId, EntityType};
use serde::{Deserialize, Serialize};

/// An entity that people said something about. One without such a record is what linking makes of its
/// mentions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CanonicalEntity {
    /// The entity within its project.
    pub id: EntityId,
    /// Its type.
    pub kind: EntityType,
    /// Its one name. Linking that finds this name means this entity.
    pub name: String,
    /// Other strings that mean it, as names that linking finds and as they stand in a text. A string is an
    /// alias of one entity of a type; of several that claim it the one with the lowest id has it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Free words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// What it is elsewhere: a Wikidata id, or anything.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub external_id: String,
}

impl CanonicalEntity {
    /// An entity of which nothing but its name is known.
    pub fn new(id: EntityId, kind: EntityType, name: String) -> Self {
        Self { id, kind, name, aliases: Vec::new(), note: String::new(), external_id: String::new() }
    }
}
