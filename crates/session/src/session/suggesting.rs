//! What is suggested follows from what was found, what is known and what was marked: made anew where a change
//! is about.

use super::Session;
use crate::Operation;
use crate::entities::Decisions;
use crate::knowledge::Knowledge;
use crate::suggestions::{
    MarkedEntities, Suggested, Suggestion, SuggestionGround, SuggestionSource, Wanted, suggest,
};
use imbl::Vector;
use memchr::memmem::Finder;
use shirushi_model::{Annotation, ArticleId, Body, ByteSpan, Project, Target};
use std::collections::HashMap;
use std::sync::Arc;

impl Session {
    /// Gives the suggestions of an article the names that came in.
    pub(crate) fn give_names(&mut self, id: ArticleId) {
        self.names_turn += 1;
        self.entities_turn += 1;
        let (Some(suggested), Some(article)) = (self.suggested.get_mut(&id), self.project.article(id)) else {
            return;
        };
        let (names, decisions) = (&self.names, &self.decisions);
        let called = |all: &Vector<Suggestion>| -> Vec<(usize, String)> {
            let named = all.iter().map(|one| names.called(article, decisions, &one.entity));
            named.enumerate().filter_map(|(at, name)| Some((at, name?))).collect()
        };
        let (standing, withdrawn) = (called(&suggested.standing), called(&suggested.withdrawn));
        for (all, changed) in [(&mut suggested.standing, standing), (&mut suggested.withdrawn, withdrawn)] {
            for (at, name) in changed {
                if let Some(one) = all.get_mut(at) {
                    one.entity.canonical = name;
                }
            }
        }
    }

    /// Makes what is suggested in an article that was analysed anew.
    pub(crate) fn suggest(&mut self, id: ArticleId) {
        let (Some(article), Some(analysed)) = (self.project.article(id), self.analyses.get(&id)) else {
            return;
        };
        let ground = Arc::new(SuggestionGround::of(article, analysed));
        self.suggested.insert(id, Suggested { ground, ..Suggested::default() });
        self.suggest_in(HashMap::from([(id, Where::Everywhere)]));
    }

    /// Makes anew what follows from a change of the project: what is known, and what is suggested where that
    /// is about.
    pub(crate) fn learn(&mut self, operations: &[Operation], before: &Project) {
        if operations.iter().any(touches_claims) {
            self.claims_turn += 1;
        }
        let decided = operations.iter().any(|operation| matches!(operation, Operation::PutEntity { .. }));
        if decided {
            self.decisions = Arc::new(Decisions::of_project(&self.project));
            self.names_turn += 1;
        }
        let touched: Vec<&Arc<Annotation>> = operations.iter().flat_map(entities_touched).collect();
        if touched.is_empty() && !decided {
            return;
        }
        let mut knowledge = Knowledge::clone(&self.knowledge);
        let changed = knowledge.follow(operations, before, &self.project);
        if !changed.is_empty() {
            self.knowledge = Arc::new(knowledge);
        }
        self.entities_turn += 1;
        let mut places: HashMap<ArticleId, Vec<ByteSpan>> = HashMap::new();
        for annotation in touched {
            if let Target::Placed(spans) = &annotation.target {
                places.entry(annotation.article).or_default().extend(spans);
            }
        }
        let changed: Vec<Finder<'_>> = changed.iter().map(Finder::new).collect();
        let concerned = self.suggested.iter().filter_map(|(id, of)| {
            if decided {
                return Some((*id, Where::Everywhere));
            }
            let spans = places.get(id).map(Vec::as_slice).unwrap_or_default();
            let units = of.ground.units(spans, &changed);
            (!units.is_empty()).then_some((*id, Where::Units(units)))
        });
        self.suggest_in(concerned.collect());
    }

    fn suggest_in(&mut self, concerned: HashMap<ArticleId, Where>) {
        self.entities_turn += 1;
        let mut wanted = Wanted::of(&self.knowledge);
        let mut marks: HashMap<ArticleId, Vec<&Arc<Annotation>>> = HashMap::new();
        for annotation in self.project.annotations.values() {
            if matches!(annotation.body, Body::Entity(_)) && concerned.contains_key(&annotation.article) {
                marks.entry(annotation.article).or_default().push(annotation);
            }
        }
        for (id, place) in concerned {
            let (Some(article), Some(analysed), Some(suggested)) =
                (self.project.article(id), self.analyses.get(&id), self.suggested.get_mut(&id))
            else {
                continue;
            };
            let source = SuggestionSource {
                article,
                analysed,
                knowledge: &self.knowledge,
                names: &self.names,
                decisions: &self.decisions,
            };
            let marks = marks.get(&id).map(Vec::as_slice).unwrap_or_default();
            match place {
                Where::Everywhere => {
                    let whole = ByteSpan::new(0, article.text.len());
                    let (standing, withdrawn) =
                        suggest(source, whole, &MarkedEntities::of(marks), &mut wanted);
                    suggested.standing = standing.into();
                    suggested.withdrawn = withdrawn.into();
                }
                Where::Units(units) => suggested.renew(source, &units, marks, &mut wanted),
            }
        }
    }
}

/// Where in an article suggestions are to be made anew.
enum Where {
    Everywhere,
    /// In these units of its [`SuggestionGround`], in order.
    Units(Vec<usize>),
}

/// The annotations of entities that an operation takes away or puts there.
fn entities_touched(operation: &Operation) -> impl Iterator<Item = &Arc<Annotation>> {
    let both = match operation {
        Operation::PutAnnotation { before, after } => [before.as_ref(), after.as_ref()],
        _ => [None, None],
    };
    both.into_iter().flatten().filter(|one| matches!(one.body, Body::Entity(_)))
}

/// Whether an operation changes what is known of a claim.
fn touches_claims(operation: &Operation) -> bool {
    let Operation::PutAnnotation { before, after } = operation else { return false };
    before.iter().chain(after).any(|one| matches!(one.body, Body::Claim(_)))
}
