//! The categories of agreement: as what a passage was marked.

use shirushi_model::{Body, EntityType, TagId};

/// As what a passage was marked, as far as agreement is counted by it. What a claim says beyond being one
/// (its type, who says it, how surely) is compared where two people marked the same claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// An entity of a type: 市役所 is a facility.
    Entity(EntityType),
    /// A claim.
    Claim,
    /// A highlight with a tag.
    Highlight(TagId),
}

impl Category {
    /// The category of a mark; `None` of a relation, which is about two places.
    pub fn of(body: &Body) -> Option<Self> {
        match body {
            Body::Entity(mark) => Some(Self::Entity(mark.kind)),
            Body::Claim(_) => Some(Self::Claim),
            Body::Highlight(highlight) => Some(Self::Highlight(highlight.tag)),
            Body::Relation(_) => None,
        }
    }

    /// Whether marks of both can be one that two people see differently: an entity of another type, a
    /// highlight with another tag.
    pub fn is_alike(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}
