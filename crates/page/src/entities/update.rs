//! Which entity has the page, through renames, merges and their undoing.

use super::LookedAt;
use crate::outside::Outside;
use crate::scene::Panel;
use crate::state::Page;
use shirushi_model::EntityType;
use shirushi_session::Focus;

impl Page {
    pub(crate) fn open_entity(&mut self, kind: EntityType, name: String, out: &mut Outside) {
        self.project.entity = Some(LookedAt { kind, name, id: None });
        self.follow_entity();
        self.open_panel(Panel::Entity, out);
    }

    /// Takes note of the record of the entity that is looked at.
    pub(crate) fn follow_entity(&mut self) {
        if let Some(looked) = self.project.entity.as_mut().filter(|looked| looked.id.is_none()) {
            looked.id = self.session.entity(looked.kind, &looked.name).map(|entity| entity.id);
        }
    }

    /// The type and the name of the entity that is looked at, as they are now.
    pub fn looked(&self) -> Option<(EntityType, &str)> {
        let looked = self.project.entity.as_ref()?;
        let record = looked.id.and_then(|id| self.session.project.entities.get(&id));
        let record = record.or_else(|| self.session.entity(looked.kind, &looked.name));
        Some(record.map_or((looked.kind, &looked.name), |record| (record.kind, &record.name)))
    }

    /// The entity of the mark or the suggestion that is selected.
    pub fn selected_entity(&self) -> Option<(EntityType, String)> {
        let selection = self.session.selection;
        let article = selection.article?;
        let span = match selection.focus {
            Focus::Suggestion(span) => span,
            Focus::Annotation(id) => self.session.project.annotations.get(&id)?.extent()?,
            _ => return None,
        };
        let here = self.derived.groups.iter().find(|group| {
            group.mentions.iter().any(|mention| {
                mention.article == article && mention.focus() == selection.focus && mention.span == span
            })
        })?;
        Some((here.kind, here.canonical.clone()))
    }
}
