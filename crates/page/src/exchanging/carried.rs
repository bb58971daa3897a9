//! What of a project goes out.

use shirushi_model::{ArticleId, Body, Project};
use std::collections::BTreeSet;

/// What of a project goes out: all of it, unless somebody says otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    pub entities: bool,
    pub claims: bool,
    pub highlights: bool,
    pub relations: bool,
    /// Articles that stay.
    pub without: BTreeSet<ArticleId>,
}

impl Default for Carried {
    fn default() -> Self {
        Self { entities: true, claims: true, highlights: true, relations: true, without: BTreeSet::new() }
    }
}

impl Carried {
    /// Whether marks that say this go out.
    pub fn carries(&self, body: &Body) -> bool {
        match body {
            Body::Entity(_) => self.entities,
            Body::Claim(_) => self.claims,
            Body::Highlight(_) => self.highlights,
            Body::Relation(_) => self.relations,
        }
    }

    /// The project without what stays.
    pub fn of(&self, project: &Project) -> Project {
        if *self == Self::default() {
            return project.clone();
        }
        let mut carried = project.clone();
        carried.articles.retain(|article| !self.without.contains(&article.id));
        carried.annotations = project
            .annotations
            .iter()
            .filter(|(_, mark)| self.carries(&mark.body))
            .filter(|(_, mark)| mark.articles().all(|article| !self.without.contains(&article)))
            .map(|(id, mark)| (*id, mark.clone()))
            .collect();
        carried
    }
}
