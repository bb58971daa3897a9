//! A session: the project, its history, what the person is looking at, and what the machine found.

mod naming;
mod replay;
mod suggesting;
mod versions;

use crate::analysed::Analysed;
use crate::entities::Decisions;
use crate::knowledge::Knowledge;
use crate::names::Names;
use crate::selection::{Focus, Selection};
use crate::suggestions::{Suggested, Suggestion};
use crate::{History, Label, MarkKind, Version};
pub use replay::{ReplayError, Snapshot};
use shirushi_model::{
    Annotation, Article, ArticleId, ByteSpan, Project, ProjectId, Tag, TagColor, TagId, Timestamp,
};
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// What is suggested where no analysis has arrived.
static NOTHING: LazyLock<imbl::Vector<Suggestion>> = LazyLock::new(imbl::Vector::new);

fn on(all: &imbl::Vector<Suggestion>, span: ByteSpan) -> Option<&Suggestion> {
    let found = all.binary_search_by(|one| one.entity.span.start.cmp(&span.start)).ok()?;
    all.get(found).filter(|one| one.entity.span == span)
}

/// One project being worked on. Cheap to clone; changed only by [`crate::update`].
#[derive(Debug, Clone)]
pub struct Session {
    /// The project as it is now.
    pub project: Project,
    /// What can be taken back and brought back.
    pub history: History,
    /// What the person is looking at.
    pub selection: Selection,
    pub(crate) analyses: imbl::OrdMap<ArticleId, Arc<Analysed>>,
    /// Follows from the project's annotations.
    pub(crate) knowledge: Arc<Knowledge>,
    /// Follows from the project's entities.
    pub(crate) decisions: Arc<Decisions>,
    /// Follows from `analyses`, `knowledge`, `decisions`, `names` and the annotations.
    pub(crate) suggested: BTreeMap<ArticleId, Suggested>,
    pub(crate) names: Names,
    pub(crate) entities_turn: u64,
    pub(crate) names_turn: u64,
    pub(crate) claims_turn: u64,
    /// In the order they were named.
    pub(crate) versions: imbl::Vector<Arc<Version>>,
}

impl Session {
    /// A session on a new project without tags.
    pub fn new(id: ProjectId, title: String, created: Timestamp) -> Self {
        Self::open(Project::new(id, title, created))
    }

    /// Puts tags into a new project. They belong to its beginning: there is no transaction and nothing to
    /// undo.
    #[must_use]
    pub fn with_tags(mut self, tags: Vec<(String, TagColor)>) -> Self {
        for (name, color) in tags {
            let id = TagId(self.project.next_number);
            self.project.next_number = self.project.next_number.saturating_add(1);
            let (guide, examples) = (String::new(), Vec::new());
            self.project.tagset.tags.push(Tag { id, name, color, guide, examples, key: None });
        }
        self
    }

    /// A session on a project that came in as a whole, with its first article open and no history.
    pub fn open(project: Project) -> Self {
        let selection =
            Selection { article: project.articles.head().map(|article| article.id), focus: Focus::None };
        let knowledge = Arc::new(Knowledge::of(&project));
        let decisions = Arc::new(Decisions::of_project(&project));
        Self {
            project,
            history: History::default(),
            selection,
            analyses: imbl::OrdMap::new(),
            knowledge,
            decisions,
            suggested: BTreeMap::new(),
            names: Names::default(),
            entities_turn: 0,
            names_turn: 0,
            claims_turn: 0,
            versions: imbl::Vector::new(),
        }
    }

    /// The open article.
    pub fn article(&self) -> Option<&Arc<Article>> {
        self.project.article(self.selection.article?)
    }

    /// What the machine found in an article, once it has arrived.
    pub fn analysed(&self, id: ArticleId) -> Option<&Arc<Analysed>> {
        self.analyses.get(&id)
    }

    /// The articles whose analysis has not arrived: all of them right after a project was opened.
    pub fn unanalysed(&self) -> impl Iterator<Item = ArticleId> {
        self.project.articles.iter().map(|article| article.id).filter(|id| !self.analyses.contains_key(id))
    }

    /// The entities suggested in an article: what the machine found, changed by what the project knows,
    /// without what was marked as an entity or judged on the same span; in the order of the text, disjoint.
    pub fn suggestions(&self, id: ArticleId) -> &imbl::Vector<Suggestion> {
        self.suggested.get(&id).map_or(&*NOTHING, |of| &of.standing)
    }

    /// The entity suggested on exactly this span.
    pub fn suggestion(&self, id: ArticleId, span: ByteSpan) -> Option<&Suggestion> {
        on(self.suggestions(id), span)
    }

    /// What was found on exactly this span and is withdrawn.
    pub fn withdrawn_suggestion(&self, id: ArticleId, span: ByteSpan) -> Option<&Suggestion> {
        on(self.withdrawn(id), span)
    }

    /// What the machine found in an article that people rejected elsewhere, and that is therefore not
    /// suggested.
    pub fn withdrawn(&self, id: ArticleId) -> &imbl::Vector<Suggestion> {
        self.suggested.get(&id).map_or(&*NOTHING, |of| &of.withdrawn)
    }

    /// A number that differs whenever an entity of any article is another than before, suggested or marked:
    /// as long as it is the same, what follows from them is the same.
    pub fn entities_turn(&self) -> u64 {
        self.entities_turn
    }

    /// As [`Session::entities_turn`], of the one names that entities have in all articles.
    pub fn names_turn(&self) -> u64 {
        self.names_turn
    }

    /// As [`Session::entities_turn`], of the claims people marked or judged.
    pub fn claims_turn(&self) -> u64 {
        self.claims_turn
    }

    /// What the project knows of the strings in its texts.
    pub fn knowledge(&self) -> &Arc<Knowledge> {
        &self.knowledge
    }

    /// The spans of an article on which something of this kind was marked or judged, each with its
    /// annotation.
    pub(crate) fn settled(
        &self,
        id: ArticleId,
        kind: MarkKind,
    ) -> impl Iterator<Item = (ByteSpan, &Arc<Annotation>)> {
        self.project
            .annotations_of(id)
            .filter_map(move |annotation| Some((kind.settled(annotation)?, annotation)))
    }

    /// What undo would take back.
    pub fn can_undo(&self) -> Option<Label> {
        self.history.to_undo().map(|transaction| transaction.label)
    }

    /// What redo would bring back.
    pub fn can_redo(&self) -> Option<Label> {
        self.history.to_redo().map(|transaction| transaction.label)
    }

    /// The number of the last transaction; 0 when there was none.
    pub fn seq(&self) -> u64 {
        self.history.seq
    }

    /// The project as it is now, with its place in the log, for storage.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot { project: self.project.clone(), seq: self.seq() }
    }
}
