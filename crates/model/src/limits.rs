//! How large a project may become. What can be made can be saved, and what was saved can be opened again: the
//! same numbers stand for making and for opening.

use crate::Project;

/// Bytes of one article.
pub const LARGEST_ARTICLE: usize = 8 << 20;
/// Articles of a project.
pub const MOST_ARTICLES: usize = 5_000;
/// Bytes of all its texts.
pub const MOST_TEXT: usize = 96 << 20;
/// Its annotations; relations are counted apart, and may be as many.
pub const MOST_ANNOTATIONS: usize = 200_000;
/// Its tags.
pub const MOST_TAGS: usize = 1_000;
/// The entities people decided on.
pub const MOST_ENTITIES: usize = 50_000;
/// Its checks.
pub const MOST_CHECKS: usize = 20_000;
/// The scales of verdicts it has of its own.
pub const MOST_SCALES: usize = 100;
/// Bytes of a project's file. A project at its limits is smaller, but for texts of control characters and
/// essays in notes.
pub const LARGEST_FILE: usize = 256 << 20;

/// Something of which a project has a limited number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // Named after what they are.
pub enum Measure {
    Articles,
    /// In bytes.
    Text,
    Annotations,
    Tags,
    Entities,
    Checks,
    Scales,
}

impl Measure {
    /// Every one.
    pub const ALL: [Self; 7] = [
        Self::Articles,
        Self::Text,
        Self::Annotations,
        Self::Tags,
        Self::Entities,
        Self::Checks,
        Self::Scales,
    ];

    /// How many there may be.
    pub fn limit(self) -> usize {
        match self {
            Self::Articles => MOST_ARTICLES,
            Self::Text => MOST_TEXT,
            Self::Annotations => MOST_ANNOTATIONS,
            Self::Tags => MOST_TAGS,
            Self::Entities => MOST_ENTITIES,
            Self::Checks => MOST_CHECKS,
            Self::Scales => MOST_SCALES,
        }
    }

    /// How many a project has.
    pub fn of(self, project: &Project) -> usize {
        match self {
            Self::Articles => project.articles.len(),
            Self::Text => project.articles.iter().map(|article| article.text.len()).sum(),
            Self::Annotations => project.annotations.len(),
            Self::Tags => project.tagset.tags.len(),
            Self::Entities => project.entities.len(),
            Self::Checks => project.checks.len(),
            Self::Scales => project.scales.len(),
        }
    }
}
