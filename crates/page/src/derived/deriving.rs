//! Following the session.

use super::ArticleEntry;
use super::Counts;
use super::NAMES;
use super::marks::Suggestions;
use super::{Claimed, ClaimsFound, DerivedFrom, is_name, keep};
use crate::reading::claims::{Proposed, found};
use crate::reading::layers::is_value;
use crate::shared::Shared;
use crate::state::Page;
use crate::sureness::Trust;
use imbl::Vector;
use shirushi_model::{ArticleId, ByteSpan};
use shirushi_session::{Focus, Suggestion};
use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

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
            *found_before = ClaimsFound { from, all: found(session, id), shortened: false };
        }
        let marks = self.derived.tally.claims.iter().filter_map(|id| session.project.annotations.get(id));
        let standing = session.suggested_claims_among(id, marks).into_iter();
        standing.filter_map(|(number, _)| found_before.all.get(number).cloned()).collect()
    }

    /// Offers those who speak, and then the people and organizations that are mentioned most.
    pub(super) fn offer_names(&mut self) {
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
