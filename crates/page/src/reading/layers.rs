//! What is drawn of what there is, by the layers that are shown.

use crate::preferences::Layers;
use shirushi_model::{Annotation, Body, EntityType, Status};

impl Layers {
    /// Whether a mark is drawn for the person who calls themselves `me`.
    pub fn show(self, annotation: &Annotation, me: &str) -> bool {
        let kind = match &annotation.body {
            Body::Claim(_) => self.claims,
            Body::Entity(mark) => self.entities && (self.values || !is_value(mark.kind)),
            Body::Highlight(_) => self.highlights,
            Body::Relation(_) => false,
        };
        kind && annotation.status != Status::Rejected && (self.others || is_of(annotation, me))
    }

    /// Whether suggestions of a type are drawn.
    pub fn suggest(self, kind: EntityType) -> bool {
        self.suggestions && (self.values || !is_value(kind))
    }
}

/// Whether a person made a mark, or accepted it.
pub fn is_of(annotation: &Annotation, me: &str) -> bool {
    annotation.maker().is_none_or(|by| by == me)
}

pub fn is_value(kind: EntityType) -> bool {
    matches!(kind, EntityType::Date | EntityType::Time | EntityType::Quantity)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;
    use shirushi_model::{Creator, EntityMark};

    fn mark(kind: EntityType, by: &str) -> Annotation {
        let body = Body::Entity(EntityMark { kind, canonical: String::new(), value: None });
        let creator = Creator::Person { name: by.to_owned() };
        Annotation { creator, ..fixtures::mark(1, Vec::new(), body) }
    }

    #[test]
    fn a_mark_is_drawn_when_all_its_layers_are() {
        let all = Layers::default();
        let (date, name) = (mark(EntityType::Date, "佐藤"), mark(EntityType::Person, "佐藤"));
        assert!(all.show(&date, "佐藤") && all.show(&date, "鈴木"));
        let without_values = Layers { values: false, ..all };
        assert!(!without_values.show(&date, "佐藤") && without_values.show(&name, "佐藤"));
        assert!(!without_values.suggest(EntityType::Quantity) && without_values.suggest(EntityType::Person));
        let mine = Layers { others: false, ..all };
        assert!(mine.show(&name, "佐藤") && !mine.show(&name, "鈴木"));
        let rejected = Annotation { status: Status::Rejected, ..name };
        assert!(!all.show(&rejected, "佐藤"));
    }

    #[test]
    fn what_the_machine_found_is_of_whoever_accepted_it() {
        let model = Creator::Model { name: "rules".to_owned(), version: "1".to_owned() };
        let judged =
            Annotation {
                creator: model, judged_by: Some("鈴木".to_owned()), ..mark(EntityType::Person, "")
            };
        assert!(is_of(&judged, "鈴木") && !is_of(&judged, "佐藤"));
    }
}
