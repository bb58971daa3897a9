//! Which strings mean which of the entities that people decided on.
//!
//! Follows from the project's [`CanonicalEntity`] records. It does not know where anything is mentioned: that
//! is the business of the suggestions, the marks and the linking, which ask here by which name to call what
//! they have.

use crate::folded::fold;
use shirushi_model::{CanonicalEntity, EntityType, Project};
use std::collections::HashMap;
use std::sync::Arc;

/// The decisions of a project, by string.
#[derive(Debug, Clone, Default)]
pub(crate) struct Decisions {
    names: ByString,
    aliases: ByString,
}

/// Strings as a search sees them: widths and cases do not matter.
type ByString = HashMap<(EntityType, String), Arc<CanonicalEntity>>;

impl Decisions {
    pub(crate) fn of_project(project: &Project) -> Self {
        let mut decisions = Self::default();
        for entity in project.entities.values() {
            let key = |string: &String| (entity.kind, fold(string));
            decisions.names.entry(key(&entity.name)).or_insert_with(|| entity.clone());
            for alias in &entity.aliases {
                decisions.aliases.entry(key(alias)).or_insert_with(|| entity.clone());
            }
        }
        decisions
    }

    /// The entity a mention belongs to that is written so and for which linking found this name. What is
    /// written decides first, but only by aliases: a surname that is also the name of an entity may be
    /// anybody's.
    pub(crate) fn of(&self, kind: EntityType, surface: &str, linked: &str) -> Option<&Arc<CanonicalEntity>> {
        if self.names.is_empty() {
            return None;
        }
        self.aliases.get(&(kind, fold(surface))).or_else(|| self.called(kind, linked))
    }

    /// The entity that has this name or alias.
    pub(crate) fn called(&self, kind: EntityType, name: &str) -> Option<&Arc<CanonicalEntity>> {
        let key = (kind, fold(name));
        self.names.get(&key).or_else(|| self.aliases.get(&key))
    }
}

#[cfg(test)]
mod tests;
