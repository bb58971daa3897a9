//! The tags of a project's highlights.

use crate::TagId;
use serde::{Deserialize, Serialize};

/// The tags of one project, in the order they are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tagset {
    /// Each with an id of its own.
    pub tags: Vec<Tag>,
}

impl Tagset {
    /// The tag with this id.
    pub fn get(&self, id: TagId) -> Option<&Tag> {
        self.tags.iter().find(|tag| tag.id == id)
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
    /// The key that marks with it; one without has the next number that is free. No two tags of a tagset have the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<char>,
}

impl Tag {
    /// The same tag with one more example, which it has once only; what is blank is none.
    #[must_use]
    pub fn with_example(mut self, example: &str) -> Self {
        let example = example.trim();
        if !example.is_empty() && self.examples.iter().all(|one| one != example) {
            self.examples.push(example.to_owned());
        }
        self
    }
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
