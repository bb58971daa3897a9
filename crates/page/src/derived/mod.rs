//! What the views need that follows from the session: made anew when the session changes, shared with the
//! views.

mod gathering;
mod known;
pub mod marks;
mod shown;
mod tally;

#[cfg(test)]
mod tests;

pub use known::KnownString;
pub use shown::{ArticleEntry, Counts};
pub use tally::is_lost;

use crate::entities::groups::Group;
use crate::keys::Meaning;
use crate::reading::claims::{Proposed, found};
use crate::reading::layers::is_value;
use crate::shared::Shared;
use crate::state::Page;
use crate::sureness::Trust;
use gathering::{Gathered, Waiting};
use imbl::Vector;
use marks::{Marks, Suggestions};
use shirushi_model::{Article, ArticleId, ByteSpan, EntityType, ProjectId};
use shirushi_session::{Analysed, Focus, Knowledge, Suggestion, search::Hit};
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;
use tally::{Followed, Tally};

/// So many names are offered to choose from.
const NAMES: usize = 300;

/// What follows from the session.
#[derive(Debug, Default)]
pub struct Derived {
    /// What the keys mean.
    pub meaning: Rc<Meaning>,
    from: Option<DerivedFrom>,
    followed: Option<Followed>,
    tally: Tally,
    /// The marks of the open article.
    pub annotations: Marks,
    /// The suggestions of the open article that are sure enough to be shown.
    pub suggestions: Suggestions,
    /// How many they are, and how many of them are values.
    suggested: (usize, usize),
    /// The suggested claims of the open article, while they are shown.
    pub proposed: Shared<Vec<Rc<Proposed>>>,
    /// What was rejected elsewhere.
    pub withdrawn: Suggestions,
    /// How many suggestions of all articles are not shown.
    pub hidden: usize,
    pub groups: Shared<Vec<Group>>,
    pub known: Shared<Vec<KnownString>>,
    pub articles: Shared<Vec<Arc<Article>>>,
    knowledge: Option<Arc<Knowledge>>,
    gathered: Option<Gathered>,
    /// The entities wait for the hands to rest.
    waiting: Option<Waiting>,
    /// The timer for them runs.
    timed: bool,
    found: ClaimsFound,
    claimed: Option<Claimed>,
    pub names: Shared<Vec<String>>,
    pub hits: Shared<Vec<ByteSpan>>,
    pub entries: Vec<ArticleEntry>,
    pub counts: Counts,
}

/// What the suggested claims of the open article and the names on offer follow from.
#[derive(Debug, PartialEq)]
struct Claimed {
    open: Option<ArticleId>,
    analysed: Option<*const Analysed>,
    names_turn: u64,
    claims_turn: u64,
    shown: bool,
}

/// All claims that were found in the open article, and what they follow from.
#[derive(Debug, Default)]
struct ClaimsFound {
    from: Option<(ArticleId, *const Analysed, u64)>,
    all: Vec<Rc<Proposed>>,
}

/// What everything here follows from. Projects are told apart by what was done to them.
#[derive(Debug, PartialEq)]
struct DerivedFrom {
    project: ProjectId,
    seq: u64,
    open: Option<ArticleId>,
    analyses: usize,
    analysed: Option<*const Analysed>,
    entities_turn: u64,
    trust: Trust,
    me: String,
    proposed: bool,
    hits: Shared<Vec<Hit>>,
}

impl Derived {
    /// Makes everything anew the next time.
    pub(crate) fn forget(&mut self) {
        self.from = None;
        self.gathered = None;
        self.followed = None;
        self.claimed = None;
    }
}

impl Page {
    /// Follows the session. Values that came out the same stay the same, so that nothing is drawn anew for
    /// them.
    pub(crate) fn derive(&mut self) {
        let session = &self.session;
        let open = session.selection.article;
        let from = DerivedFrom {
            project: session.project.id.clone(),
            seq: session.seq(),
            open,
            analyses: session.project.articles.len() - session.unanalysed().count(),
            analysed: open.and_then(|id| session.analysed(id)).map(Arc::as_ptr),
            entities_turn: session.entities_turn(),
            trust: self.preferences.trust,
            me: self.preferences.annotator.clone(),
            proposed: self.preferences.layers.proposed,
            hits: self.project.hits.clone(),
        };
        if self.derived.from.as_ref() == Some(&from) {
            return;
        }
        self.follow_entities();
        let (session, trust) = (&self.session, self.preferences.trust);
        let none = Vector::new();
        let of = |all: Option<&Vector<Suggestion>>, trust| Suggestions::new(all.unwrap_or(&none), trust);
        let suggestions = of(open.map(|id| session.suggestions(id)), trust);
        if suggestions != self.derived.suggestions {
            let values = suggestions.iter().filter(|one| is_value(one.entity.kind)).count();
            self.derived.suggested = (suggestions.iter().count(), values);
            self.derived.suggestions = suggestions;
        }
        self.derived.withdrawn = of(open.map(|id| session.withdrawn(id)), Trust::All);
        let articles = session.project.articles.iter();
        keep(&mut self.derived.articles, articles.cloned().collect());
        let hits: Vec<ByteSpan> = self
            .project
            .hits
            .iter()
            .filter(|hit| hit.focus == Focus::Text(hit.span) && Some(hit.article) == open)
            .map(|hit| hit.span)
            .collect();
        keep(&mut self.derived.hits, hits);
        self.follow_annotations();
        let claimed = Claimed {
            open,
            analysed: from.analysed,
            names_turn: self.session.names_turn(),
            claims_turn: self.session.claims_turn(),
            shown: from.proposed,
        };
        if self.derived.claimed.as_ref() != Some(&claimed) {
            let all = open.map(|id| self.proposals(id)).unwrap_or_default();
            self.derived.counts.proposed = all.len();
            let shown = if from.proposed { all } else { Vec::new() };
            // The same claims are the same ones.
            let former = &self.derived.proposed;
            let same =
                former.len() == shown.len() && former.iter().zip(&shown).all(|(a, b)| Rc::ptr_eq(a, b));
            if !same {
                self.derived.proposed = Shared::new(shown);
            }
            self.derived.claimed = Some(claimed);
        }
        self.offer_names();
        self.derived.counts = self.counts();
        self.derived.entries = self.entries();
        self.derived.from = Some(from);
        self.rejudge();
    }

    /// The claims that are suggested in an article, in the order of the text.
    fn proposals(&mut self, id: ArticleId) -> Vec<Rc<Proposed>> {
        let session = &self.session;
        let from = session.analysed(id).map(|analysed| (id, Arc::as_ptr(analysed), session.names_turn()));
        let found_before = &mut self.derived.found;
        if found_before.from != from {
            *found_before = ClaimsFound { from, all: found(session, id) };
        }
        let marks = self.derived.tally.claims.iter().filter_map(|id| session.project.annotations.get(id));
        let standing = session.suggested_claims_among(id, marks).into_iter();
        standing.filter_map(|(number, _)| found_before.all.get(number).cloned()).collect()
    }

    /// Offers those who speak, and then the people and organizations that are mentioned most.
    fn offer_names(&mut self) {
        let mut passed: HashSet<&str> = HashSet::from([""]);
        let speakers = self.derived.tally.speakers.keys().map(String::as_str);
        let groups = self.derived.groups.iter().filter(|group| is_name(group.kind));
        let names = speakers.chain(groups.map(|group| group.canonical.as_str()));
        let names = names.filter(|name| passed.insert(name)).take(NAMES).map(str::to_owned).collect();
        keep(&mut self.derived.names, names);
    }

    fn counts(&self) -> Counts {
        let derived = &self.derived;
        let (suggestions, values) = (derived.suggested.0, derived.suggested.1 + derived.tally.open.values);
        let analysed = self.session.selection.article.and_then(|id| self.session.analysed(id));
        let tokens = analysed.map_or(0, |analysed| analysed.analysis.tokens.len());
        Counts { suggestions, values, tokens, proposed: derived.counts.proposed, ..derived.tally.open }
    }

    fn entries(&self) -> Vec<ArticleEntry> {
        let project = &self.session.project;
        let marks = &self.derived.tally.marks;
        project
            .articles
            .iter()
            .map(|article| ArticleEntry {
                id: article.id,
                outlet: article.meta.outlet.as_str().into(),
                title: article.meta.title.as_str().into(),
                published: article.meta.published.as_str().into(),
                marks: marks.get(&article.id).copied().unwrap_or_default(),
                suggestions: self
                    .session
                    .analysed(article.id)
                    .map(|_| self.session.suggestions(article.id).len()),
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
