//! What a project marks with: the tags of its highlights, and what it says about the types of entities and
//! claims.

use crate::{ClaimType, EntityType, TagId};
use serde::{Deserialize, Serialize};

/// The tags of one project, in the order they are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tagset {
    /// Each with an id of its own.
    pub tags: Vec<Tag>,
    /// The types that something is said about, each once, in the order of [`MarkType`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<TypeGuide>,
}

impl Tagset {
    /// The tag with this id.
    pub fn get(&self, id: TagId) -> Option<&Tag> {
        self.tags.iter().find(|tag| tag.id == id)
    }

    /// What is said about a type; empty when nothing is.
    pub fn guide(&self, of: MarkType) -> TypeGuide {
        let found = self.types.iter().find(|guide| guide.of == of);
        found.cloned().unwrap_or(TypeGuide { of, guide: String::new(), examples: Vec::new() })
    }

    /// Says something else about a type, or, with an empty guide, nothing.
    pub fn set_guide(&mut self, guide: TypeGuide) {
        let place = self.types.partition_point(|other| other.of < guide.of);
        self.types.retain(|other| other.of != guide.of);
        if !guide.is_empty() {
            self.types.insert(place, guide);
        }
    }
}

/// A type that a mark can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MarkType {
    /// Of an entity.
    Entity(EntityType),
    /// Of a claim.
    Claim(ClaimType),
}

/// What a project says about a type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeGuide {
    /// Which one.
    pub of: MarkType,
    /// When it is given: a description; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub guide: String,
    /// Passages it is given to, in the order they are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
}

impl TypeGuide {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.guide.is_empty() && self.examples.is_empty()
    }
}

/// One tag.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// The tag within its project.
    pub id: TagId,
    /// What it is called.
    pub name: String,
    /// How it is drawn.
    pub color: TagColor,
    /// When it is given: a description; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub guide: String,
    /// Passages it is given to, in the order they are shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<String>,
    /// The key that marks with it; one without has the next number that is free. No two tags of a tagset have
    /// the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<char>,
}

/// The same examples with one more, which is there once only; what is blank is none.
pub fn with_example(examples: &[String], example: &str) -> Vec<String> {
    let example = Some(example.trim()).filter(|one| !one.is_empty() && examples.iter().all(|e| e != one));
    examples.iter().cloned().chain(example.map(str::to_owned)).collect()
}

/// A tagset before it is part of a project.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewTagset {
    /// Its tags.
    pub tags: Vec<NewTag>,
    /// What it says about types, each once.
    pub types: Vec<TypeGuide>,
}

/// A tag before it is part of a tagset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTag {
    /// What it is called.
    pub name: String,
    /// How it is drawn.
    pub color: TagColor,
    /// When it is given; may be empty.
    pub guide: String,
    /// Passages it is given to.
    pub examples: Vec<String>,
    /// The key that marks with it.
    pub key: Option<char>,
}

/// The palette of tags: each is a hue and a pattern, told apart without colour too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum TagColor {
    Amber,
    Rose,
    Sky,
    Moss,
    Violet,
    Slate,
}

impl TagColor {
    /// All of them, in the order they are given to new tags.
    pub const ALL: [Self; 6] = [Self::Amber, Self::Rose, Self::Sky, Self::Moss, Self::Violet, Self::Slate];
}
