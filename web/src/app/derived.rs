//! What the views need that follows from the session: made anew when the session changes, shared with the views.

use super::App;
use crate::shared::Shared;
use crate::views::library::{Counts, Entry};
use shirushi_model::{Annotation, ArticleId, Body, ByteSpan, Entity, EntityType, ProjectId, Status};
use shirushi_session::{Analysed, search::Hit};
use std::collections::BTreeSet;
use std::sync::Arc;
use yew::AttrValue;

/// So many names are offered to choose from.
const NAMES: usize = 300;

#[derive(Default)]
pub(super) struct Derived {
    from: Option<From>,
    pub(super) annotations: Shared<Vec<Arc<Annotation>>>,
    pub(super) suggestions: Shared<Vec<Entity>>,
    pub(super) names: Shared<Vec<String>>,
    pub(super) hits: Shared<Vec<ByteSpan>>,
    pub(super) entries: Vec<Entry>,
    pub(super) counts: Counts,
}

/// What everything here follows from. Projects are told apart by what was done to them.
#[derive(PartialEq)]
struct From {
    project: ProjectId,
    seq: u64,
    open: Option<ArticleId>,
    analyses: usize,
    analysed: Option<*const Analysed>,
    hits: Shared<Vec<Hit>>,
}

impl Derived {
    /// Makes everything anew the next time.
    pub(super) fn forget(&mut self) {
        self.from = None;
    }
}

impl App {
    /// Follows the session. Values that came out the same stay the same, so that nothing is drawn anew for them.
    pub(super) fn derive(&mut self) {
        let session = &self.session;
        let open = session.selection.article;
        let from = From {
            project: session.project.id.clone(),
            seq: session.seq(),
            open,
            analyses: session.project.articles.len() - session.unanalysed().count(),
            analysed: open.and_then(|id| session.analysed(id)).map(Arc::as_ptr),
            hits: self.ui.hits.clone(),
        };
        if self.derived.from.as_ref() == Some(&from) {
            return;
        }
        let annotations: Vec<Arc<Annotation>> =
            open.map(|id| session.project.annotations_of(id).cloned().collect()).unwrap_or_default();
        let suggestions: Vec<Entity> =
            open.map(|id| session.suggestions(id).cloned().collect()).unwrap_or_default();
        let hits: Vec<ByteSpan> =
            self.ui.hits.iter().filter(|hit| Some(hit.article) == open).map(|hit| hit.span).collect();
        keep(&mut self.derived.annotations, annotations);
        keep(&mut self.derived.suggestions, suggestions);
        keep(&mut self.derived.hits, hits);
        let names = self.names();
        keep(&mut self.derived.names, names);
        self.derived.counts = self.counts();
        self.derived.entries = self.entries();
        self.derived.from = Some(from);
    }

    fn names(&self) -> Vec<String> {
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for annotation in self.session.project.annotations.values() {
            match &annotation.body {
                Body::Claim(claim) => names.extend(claim.speaker.iter().map(|speaker| speaker.name.as_str())),
                Body::Entity(mark) if is_name(mark.kind) => {
                    names.insert(&mark.canonical);
                }
                _ => {}
            }
        }
        names.extend(
            self.derived
                .suggestions
                .iter()
                .filter(|entity| is_name(entity.kind))
                .map(|e| e.canonical.as_str()),
        );
        names.remove("");
        names.into_iter().take(NAMES).map(str::to_owned).collect()
    }

    fn counts(&self) -> Counts {
        let mut counts = Counts { suggestions: self.derived.suggestions.len(), ..Counts::default() };
        for annotation in self.derived.annotations.iter().filter(|a| a.status != Status::Rejected) {
            match annotation.body {
                Body::Claim(_) => counts.claims += 1,
                Body::Entity(_) => counts.entities += 1,
                Body::Highlight(_) => counts.highlights += 1,
            }
        }
        let analysed = self.session.selection.article.and_then(|id| self.session.analysed(id));
        counts.tokens = analysed.map_or(0, |analysed| analysed.analysis.tokens.len());
        counts
    }

    fn entries(&self) -> Vec<Entry> {
        let project = &self.session.project;
        let mut marks: std::collections::HashMap<_, usize> = std::collections::HashMap::new();
        for annotation in project.annotations.values().filter(|a| a.status != Status::Rejected) {
            *marks.entry(annotation.article).or_default() += 1;
        }
        project
            .articles
            .iter()
            .map(|article| Entry {
                id: article.id,
                outlet: AttrValue::from(article.meta.outlet.clone()),
                title: AttrValue::from(article.meta.title.clone()),
                published: AttrValue::from(article.meta.published.clone()),
                marks: marks.get(&article.id).copied().unwrap_or_default(),
                suggestions: self
                    .session
                    .analysed(article.id)
                    .map(|_| self.session.suggestions(article.id).count()),
            })
            .collect()
    }
}

fn is_name(kind: EntityType) -> bool {
    matches!(kind, EntityType::Person | EntityType::Organization)
}

fn keep<T: PartialEq>(slot: &mut Shared<T>, value: T) {
    if **slot != value {
        *slot = Shared::new(value);
    }
}
