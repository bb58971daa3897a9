//! What was compared, and what of it is on its way.

use super::{ComparedPairs, Place};
use crate::engine::LastQuestion;
use shirushi_model::AnalysisId;
use std::rc::Rc;

/// What was compared last, and what is on its way.
#[derive(Debug, Default)]
pub struct Comparing {
    /// The analyses that are compared, in the order of their articles.
    pub(crate) question: LastQuestion<Vec<AnalysisId>>,
    pub found: Rc<ComparedPairs>,
    /// The claim for which another is looked for, to relate the two.
    pub relating: Option<Place>,
}

impl Comparing {
    /// The answer has not come yet.
    pub fn under_way(&self) -> bool {
        self.question.is_under_way()
    }

    /// Drops what was found, and what is on its way, if an analysis that it is made from does not count any
    /// more. Says whether something that was found went.
    pub(super) fn drop_unless(&mut self, counts: impl Fn(AnalysisId) -> bool) -> bool {
        let all_count = |of: &Vec<AnalysisId>| of.iter().all(|id| counts(*id));
        if !self.question.asked().is_none_or(all_count) {
            self.question.not_taken();
        }
        let goes = !all_count(&self.found.of);
        if goes {
            self.found = Rc::default();
        }
        goes
    }
}

/// Who set two claims side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Maker {
    Machine,
    Person,
}
