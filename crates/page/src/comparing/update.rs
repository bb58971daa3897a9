//! What the articles say of the same things: when other articles are there and things are quiet, the worker
//! compares them, and what it found comes back as places. What people judge of it goes into the project like
//! every other judgement.

use super::ComparedPairs;
use super::Maker;
use crate::effect::{Effect, EngineJob};
use crate::outside::Outside;
use crate::shared::Shared;
use crate::state::Page;
use shirushi_model::{AnalysisId, Creator, PlacedComparison, set_of};
use shirushi_results::Findings;
use shirushi_session::{ClaimPair, Edit, Verdict};
use std::rc::Rc;

impl Page {
    /// Has the articles compared, unless they are those that were compared last. An article the engine
    /// cannot analyse is left out.
    pub(crate) fn compare(&mut self, out: &mut Outside) {
        if self.project.analyses.are_awaited() {
            return;
        }
        let project = &self.session.project;
        let gone = self.project.analyses.forget_unless(|article| project.article(article).is_some());
        if !gone.is_empty() {
            out.ask(Effect::Engine(EngineJob::Forget(gone)));
        }
        let articles = project.articles.iter();
        let ids: Vec<AnalysisId> =
            articles.filter_map(|article| self.project.analyses.of(article.id)).collect();
        let there = set_of(ids.iter().copied());
        self.drop_compared_unless(|id| there.contains(&id));
        let comparing = &mut self.project.comparing;
        if ids.len() < 2 {
            comparing.question.not_taken();
        } else if comparing.question.ask(&ids) {
            out.ask(Effect::Engine(EngineJob::Compare(ids)));
        }
    }

    /// Drops what comparing found if an analysis that it was made from does not count any more.
    pub(crate) fn drop_compared_unless(&mut self, counts: impl Fn(AnalysisId) -> bool) {
        if self.project.comparing.drop_unless(counts) {
            self.project.results.findings = Shared::default();
            self.project.results.made = Shared::default();
        }
    }

    /// What the worker found came back.
    pub(crate) fn compared(&mut self, of: Vec<AnalysisId>, comparison: PlacedComparison) {
        let comparing = &mut self.project.comparing;
        // What was asked before analyses were made anew names claims that may be others by now.
        if comparing.question.is_about(&of) {
            comparing.question.answered();
            self.project.results.findings = Shared::new(Findings::from(comparison.clone()));
            self.project.results.made = Shared::default();
            comparing.found = Rc::new(ComparedPairs::new(of, comparison));
        }
    }

    /// A person says how claims stand to each other, two by two.
    pub(crate) fn relate(
        &mut self,
        pairs: Vec<ClaimPair>,
        verdict: Verdict,
        maker: Maker,
        out: &mut Outside,
    ) {
        let Some(first) = pairs.first() else { return };
        let by = self.preferences.annotator.clone();
        let model = self.session.analysed(first.a.0).map(|analysed| analysed.model.clone());
        let creator = match (maker, model) {
            (Maker::Machine, Some(model)) => model,
            _ => Creator::Person { name: by.clone() },
        };
        self.project.comparing.relating = None;
        let edit = Edit::Relate { pairs, verdict, creator, by };
        self.edit(edit, out);
    }
}
