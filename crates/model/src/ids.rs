//! Identifiers as types of their own, so that one cannot stand where another is meant.

use serde::{Deserialize, Serialize};
use std::fmt;

macro_rules! counted_id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// Reads the form that [`fmt::Display`] writes.
            pub fn parse(text: &str) -> Option<Self> {
                text.strip_prefix($prefix)?.parse().ok().map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "{}"), self.0)
            }
        }
    };
}

counted_id! {
    /// An article within its project. Numbers come from [`crate::Project::next_number`] and are never used
    /// twice.
    ArticleId, "t"
}
counted_id! {
    /// An annotation within its project, numbered like [`ArticleId`].
    AnnotationId, "a"
}
counted_id! {
    /// A tag within its project, numbered like [`ArticleId`].
    TagId, "g"
}

counted_id! {
    /// An entity that people decided on, within its project, numbered like [`ArticleId`].
    EntityId, "e"
}

counted_id! {
    /// A check within its project, numbered like [`ArticleId`].
    CheckId, "k"
}

/// A project, unique in the world: made once from random bits by whoever creates the project.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProjectId(pub String);

impl ProjectId {
    /// The canonical form of 128 random bits, as lower-case hexadecimal.
    pub fn from_random(bits: u128) -> Self {
        Self(format!("{bits:032x}"))
    }
}

impl fmt::Display for ProjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
