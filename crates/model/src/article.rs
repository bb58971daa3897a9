//! An article: exactly the text that came in, and what is known about where it came from.

use crate::{ArticleId, TextIndex, Timestamp};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One article of a project.
///
/// Invariant: the text never changes after it came in; nothing normalises it. A newer version takes the place
/// of the whole article, with the same id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The article within its project.
    pub id: ArticleId,
    /// The exact text, as pasted.
    pub text: Arc<str>,
    /// Positions of the text in every unit.
    pub index: Arc<TextIndex>,
    /// Outlet, title and the like. Editable.
    pub meta: ArticleMeta,
    /// When it came into the project.
    pub added: Timestamp,
}

impl Article {
    /// Takes a text in and indexes it.
    pub fn new(id: ArticleId, text: &str, meta: ArticleMeta, added: Timestamp) -> Self {
        Self { id, text: text.into(), index: Arc::new(TextIndex::new(text)), meta, added }
    }
}

/// Where an article came from. Every field may be unknown; all are kept as the person wrote them but
/// `published`, which is an ISO 8601 calendar date (`2025-08-16`) whenever it is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleMeta {
    /// Who published it.
    pub outlet: String,
    /// Its headline.
    pub title: String,
    /// Where it was found.
    pub url: String,
    /// Who wrote it.
    pub author: String,
    /// The day it was published, `YYYY-MM-DD`, or empty.
    pub published: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename = "Article")]
struct Stored {
    id: ArticleId,
    text: Arc<str>,
    meta: ArticleMeta,
    added: Timestamp,
}

// The index is derived: it is left out of storage and built again on the way in.
impl Serialize for Article {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Stored { id: self.id, text: self.text.clone(), meta: self.meta.clone(), added: self.added }
            .serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Article {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Stored { id, text, meta, added } = Stored::deserialize(deserializer)?;
        Ok(Self { id, index: Arc::new(TextIndex::new(&text)), text, meta, added })
    }
}
