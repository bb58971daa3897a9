//! A project: several articles about one event and everything people marked in them.

use crate::{
    Annotation, AnnotationId, Article, ArticleId, CanonicalEntity, Check, CheckId, EntityId, ProjectId,
    Tagset, Timestamp, VerdictScale,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The whole state of a project at one moment. Cheap to clone: its collections are persistent and share
/// structure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Project {
    /// Unique in the world.
    pub id: ProjectId,
    /// What it is called.
    pub title: String,
    /// When it was made.
    pub created: Timestamp,
    /// When it last changed.
    pub modified: Timestamp,
    /// In the order they are listed.
    pub articles: imbl::Vector<Arc<Article>>,
    /// By id, which is also the order in which they were made.
    pub annotations: imbl::OrdMap<AnnotationId, Arc<Annotation>>,
    /// The tags of its highlights.
    pub tagset: Tagset,
    /// The entities that people decided on.
    #[serde(default)]
    pub entities: imbl::OrdMap<EntityId, Arc<CanonicalEntity>>,
    /// What is checked, by id, which is also the order in which it was begun.
    #[serde(default)]
    pub checks: imbl::OrdMap<CheckId, Arc<Check>>,
    /// Scales of verdicts beside those that come with the program, each with a key of its own.
    #[serde(default)]
    pub scales: Vec<VerdictScale>,
    /// The number the next article, annotation, tag, entity or check will get. Never goes down, so that no id
    /// means two things.
    pub next_number: u32,
}

impl Project {
    /// A project with nothing in it.
    pub fn new(id: ProjectId, title: String, created: Timestamp) -> Self {
        Self {
            id,
            title,
            created,
            modified: created,
            articles: imbl::Vector::new(),
            annotations: imbl::OrdMap::new(),
            tagset: Tagset::default(),
            entities: imbl::OrdMap::new(),
            checks: imbl::OrdMap::new(),
            scales: Vec::new(),
            next_number: 1,
        }
    }

    /// The article with this id.
    pub fn article(&self, id: ArticleId) -> Option<&Arc<Article>> {
        self.articles.iter().find(|article| article.id == id)
    }

    /// The scales that checks can be decided on: those that come with the program, then the project's own.
    pub fn all_scales(&self) -> Vec<VerdictScale> {
        VerdictScale::built_in().into_iter().chain(self.scales.iter().cloned()).collect()
    }

    /// The annotations of one article, in the order they were made.
    pub fn annotations_of(&self, article: ArticleId) -> impl Iterator<Item = &Arc<Annotation>> {
        self.annotations.values().filter(move |annotation| annotation.article == article)
    }
}
