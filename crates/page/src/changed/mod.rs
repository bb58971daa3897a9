//! An article that changed, looked at word by word: the text as it was beside the text as it is, or as it was
//! at two named states of the project.
//!
//! What became of words and claims is `shirushi_results::changed`'s to say; it needs the analyses of both
//! texts. That of the present text is there anyway. A former text is analysed for this look alone: it is put
//! to the engine under a number that no article has, and forgotten as soon as it is answered.

mod update;

#[cfg(test)]
mod tests;

use crate::scene::Scene;
use crate::shared::Shared;
use shirushi_model::{AnalysisId, Article};
use shirushi_session::Analysed;
use std::sync::Arc;

/// What is asked about an article that changed.
#[derive(Debug)]
pub enum ChangedAct {
    /// Look at what changed between these two.
    Show(Box<[ArticleThen; 2]>),
    /// Look at what a newer text changed, while the notice says that it took its place.
    ShowReplaced,
    /// Turn to the change at this place of the list.
    Turn(usize),
    /// Back to where one was.
    Leave,
}

/// An article as it was at some time.
#[derive(Debug, Clone)]
pub struct ArticleThen {
    pub article: Arc<Article>,
    /// What this state of the project is called.
    pub state: String,
}

/// What is looked at.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChangedUi {
    pub texts: Option<Shared<[TextThen; 2]>>,
    /// The change of the list that was turned to; none is the first.
    pub at: Option<usize>,
    pub(crate) from: Whence,
}

/// Where a person was before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Whence {
    scene: Scene,
    inspector_out: bool,
}

/// A text with what was found in it.
#[derive(Debug, Clone)]
pub struct TextThen {
    pub then: ArticleThen,
    id: AnalysisId,
    pub found: FoundThen,
}

/// How far the analysis of a text is.
#[derive(Debug, Clone)]
pub enum FoundThen {
    Awaited,
    Here(Arc<Analysed>),
    /// Nothing is analysed here, or this text cannot be.
    Unavailable,
}
