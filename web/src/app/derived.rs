//! What the views need that follows from the session: made anew when the session changes, shared with the views.

use super::App;
use crate::claims::{Proposed, proposed};
use crate::groups::{Group, groups};
use crate::layers::{is_of, is_value};
use crate::shared::Shared;
use crate::sureness::Trust;
use crate::views::knowledge::{Known, known};
use crate::views::library::{Counts, Entry};
use shirushi_model::{Annotation, Article, ArticleId, Body, ByteSpan, EntityType, ProjectId, Status};
use shirushi_session::{Analysed, Focus, Knowledge, Suggestion, search::Hit};
use std::collections::BTreeSet;
use std::sync::Arc;
use yew::AttrValue;

/// So many names are offered to choose from.
const NAMES: usize = 300;

#[derive(Default)]
pub(super) struct Derived {
    from: Option<From>,
    pub(super) annotations: Shared<Vec<Arc<Annotation>>>,
    /// The suggestions of the open article that are sure enough to be shown.
    pub(super) suggestions: Shared<Vec<Suggestion>>,
    /// The suggested claims of the open article, while they are shown.
    pub(super) proposed: Shared<Vec<Proposed>>,
    /// What was rejected elsewhere.
    pub(super) withdrawn: Shared<Vec<Suggestion>>,
    /// How many suggestions of all articles are not shown.
    pub(super) hidden: usize,
    pub(super) groups: Shared<Vec<Group>>,
    pub(super) known: Shared<Vec<Known>>,
    pub(super) articles: Shared<Vec<Arc<Article>>>,
    knowledge: Option<Arc<Knowledge>>,
    gathered: Option<Gathered>,
    suggested: Option<Suggested>,
    claimed: Option<Claimed>,
    pub(super) names: Shared<Vec<String>>,
    pub(super) hits: Shared<Vec<ByteSpan>>,
    pub(super) entries: Vec<Entry>,
    pub(super) counts: Counts,
}

/// What the groups follow from: they are gathered from all articles, so not for every claim.
#[derive(Clone, PartialEq)]
struct Gathered {
    project: ProjectId,
    articles: usize,
    entities_turn: u64,
    trust: Trust,
}

/// What the suggested entities of the open article follow from: a long article has tens of thousands of them, and most changes
/// are about none.
#[derive(Clone, PartialEq)]
struct Suggested {
    gathered: Gathered,
    open: Option<ArticleId>,
    analysed: Option<*const Analysed>,
}

/// What the suggested claims of the open article and the names on offer follow from.
#[derive(PartialEq)]
struct Claimed {
    suggested: Suggested,
    claims_turn: u64,
    shown: bool,
}

/// What everything here follows from. Projects are told apart by what was done to them.
#[derive(PartialEq)]
struct From {
    project: ProjectId,
    seq: u64,
    open: Option<ArticleId>,
    analyses: usize,
    analysed: Option<*const Analysed>,
    entities_turn: u64,
    trust: Trust,
    proposed: bool,
    hits: Shared<Vec<Hit>>,
}

impl Derived {
    /// Makes everything anew the next time.
    pub(super) fn forget(&mut self) {
        self.from = None;
        self.gathered = None;
        self.suggested = None;
        self.claimed = None;
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
            entities_turn: session.entities_turn(),
            trust: self.preferences.trust,
            proposed: self.preferences.layers.proposed,
            hits: self.ui.hits.clone(),
        };
        if self.derived.from.as_ref() == Some(&from) {
            return;
        }
        let annotations: Vec<Arc<Annotation>> = open
            .map(|id| session.project.annotations_of(id).filter(|a| is_mark(a)).cloned().collect())
            .unwrap_or_default();
        let trust = self.preferences.trust;
        let shown = |one: &Suggestion| trust.shows(one.entity.score);
        let articles = session.project.articles.iter();
        let gathered = Gathered {
            project: session.project.id.clone(),
            articles: session.project.articles.len(),
            entities_turn: session.entities_turn(),
            trust,
        };
        if self.derived.gathered.as_ref() != Some(&gathered) {
            self.derived.hidden = articles
                .clone()
                .map(|article| session.suggestions(article.id).filter(|one| !shown(one)).count())
                .sum();
            keep(&mut self.derived.groups, groups(session, shown));
            self.derived.gathered = Some(gathered.clone());
        }
        let suggested = Suggested { gathered, open, analysed: from.analysed };
        if self.derived.suggested.as_ref() != Some(&suggested) {
            let standing = open.map(|id| session.suggestions(id).filter(|one| shown(one)).cloned().collect());
            keep(&mut self.derived.suggestions, standing.unwrap_or_default());
            let withdrawn = open.map(|id| session.withdrawn(id).cloned().collect());
            keep(&mut self.derived.withdrawn, withdrawn.unwrap_or_default());
            self.derived.suggested = Some(suggested.clone());
        }
        keep(&mut self.derived.articles, articles.cloned().collect());
        let same = |former: &Arc<Knowledge>| Arc::ptr_eq(former, session.knowledge());
        if !self.derived.knowledge.as_ref().is_some_and(same) {
            self.derived.known = Shared::new(known(session));
            self.derived.knowledge = Some(session.knowledge().clone());
        }
        let hits: Vec<ByteSpan> = self
            .ui
            .hits
            .iter()
            .filter(|hit| hit.focus == Focus::Text(hit.span) && Some(hit.article) == open)
            .map(|hit| hit.span)
            .collect();
        // An annotation that changed is another one: what it says need not be compared.
        let former = &self.derived.annotations;
        let same = former.len() == annotations.len()
            && former.iter().zip(&annotations).all(|(former, now)| Arc::ptr_eq(former, now));
        if !same {
            self.derived.annotations = Shared::new(annotations);
        }
        keep(&mut self.derived.hits, hits);
        let claimed = Claimed { suggested, claims_turn: session.claims_turn(), shown: from.proposed };
        if self.derived.claimed.as_ref() != Some(&claimed) {
            let all = open.map(|id| proposed(session, id)).unwrap_or_default();
            self.derived.counts.proposed = all.len();
            keep(&mut self.derived.proposed, if from.proposed { all } else { Vec::new() });
            let names = self.names();
            keep(&mut self.derived.names, names);
            self.derived.claimed = Some(claimed);
        }
        self.derived.counts = self.counts();
        self.derived.entries = self.entries();
        self.derived.from = Some(from);
        self.rejudge();
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
                .filter(|one| is_name(one.entity.kind))
                .map(|one| one.entity.canonical.as_str()),
        );
        names.remove("");
        names.into_iter().take(NAMES).map(str::to_owned).collect()
    }

    fn counts(&self) -> Counts {
        let (suggestions, proposed) = (self.derived.suggestions.len(), self.derived.counts.proposed);
        let mut counts = Counts { suggestions, proposed, ..Counts::default() };
        for annotation in self.derived.annotations.iter().filter(|a| a.status != Status::Rejected) {
            counts.others += usize::from(!is_of(annotation, &self.preferences.annotator));
            match &annotation.body {
                Body::Claim(_) => counts.claims += 1,
                Body::Entity(mark) => {
                    counts.entities += 1;
                    counts.values += usize::from(is_value(mark.kind));
                }
                Body::Highlight(_) => counts.highlights += 1,
                Body::Relation(_) => {}
            }
        }
        counts.values += self.derived.suggestions.iter().filter(|one| is_value(one.entity.kind)).count();
        let analysed = self.session.selection.article.and_then(|id| self.session.analysed(id));
        counts.tokens = analysed.map_or(0, |analysed| analysed.analysis.tokens.len());
        counts
    }

    fn entries(&self) -> Vec<Entry> {
        let project = &self.session.project;
        let mut marks: std::collections::HashMap<_, usize> = std::collections::HashMap::new();
        let standing = |a: &&Arc<Annotation>| a.status != Status::Rejected && is_mark(a);
        for annotation in project.annotations.values().filter(standing) {
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
                    .map(|_| self.session.suggestions(article.id).len()),
            })
            .collect()
    }
}

/// Whether an annotation is a mark on its text. A relation is one only while an end of it is lost, so that nothing is lost
/// from sight.
fn is_mark(annotation: &Annotation) -> bool {
    shirushi_session::ends(annotation).is_none()
}

fn is_name(kind: EntityType) -> bool {
    matches!(kind, EntityType::Person | EntityType::Organization)
}

fn keep<T: PartialEq>(slot: &mut Shared<T>, value: T) {
    if **slot != value {
        *slot = Shared::new(value);
    }
}
