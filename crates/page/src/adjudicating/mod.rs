//! 突き合わせ: where two people marked differently, one disagreement after another. What they differ in, and
//! what a decision gives, is `shirushi_agreement`'s; deciding is an edit like every other.

mod guiding;
pub mod redrawing;
mod update;

#[cfg(test)]
mod tests;

pub use guiding::GuideOf;
pub use update::{cuts, differences, layers, two};

use shirushi_agreement::{Aspect, Decision};
use shirushi_model::ByteSpan;

/// How disagreements are looked at.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AdjudicateUi {
    /// Whose marks are compared, by name; the first two of the project where nobody is named.
    pub people: Option<(String, String)>,
    /// Which kind of disagreements is listed.
    pub aspect: Option<Aspect>,
    /// The disagreement that is looked at, among those of the whole queue.
    pub at: usize,
    /// Whether names are hidden, so that nobody is favoured.
    pub names_hidden: bool,
    /// What is done about the one that is looked at.
    pub task: AdjudicateTask,
}

/// What is done about a disagreement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum AdjudicateTask {
    #[default]
    Deciding,
    /// 境界を引き直す: the limits as they are drawn so far.
    Redrawing(ByteSpan),
    /// 使い方に書く: the entry as it is written so far.
    Guiding(String),
}

/// What is asked of disagreements.
#[derive(Debug)]
pub enum AdjudicateAct {
    Look(AdjudicateUi),
    /// Decide the one that is looked at, or with it all that are like it; then on to the next that is open.
    Decide(Decision, Scope),
    /// What both marked alike stands once.
    SettleAlike,
    /// Put what is written into this guide.
    Guide(GuideOf),
}

/// Whether others are decided with one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    One,
    Alike,
}
