//! How far dictionary, analysis and linking are.

use super::LastQuestion;
use shirushi_model::{ArticleMentions, Creator};

/// How far the dictionary has come.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Dictionary {
    #[default]
    Waiting,
    Coming {
        percent: u32,
    },
    Ready {
        model: Creator,
        /// The name and version of the dictionary.
        name: String,
        about: String,
    },
    Failed,
}

/// How far the analysis is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Progress {
    /// The dictionary is on its way: so many hundredths have come.
    Dictionary(u32),
    /// The dictionary could not be used.
    Unavailable,
    /// An article is being analysed.
    Analysing,
    /// The open article is analysed, in so many milliseconds.
    Done(Option<f64>),
}

/// What was linked last, and what is on its way.
#[derive(Debug, Default)]
pub struct Linking {
    /// What the mentions followed from when they were looked at last.
    pub(super) from: Option<(u64, usize)>,
    pub(crate) question: LastQuestion<Vec<ArticleMentions>>,
}

impl Linking {
    /// The mentions are others, whatever else seems the same.
    pub(crate) fn again(&mut self) {
        self.from = None;
    }

    /// The engine did not take what was sent: the next analysis that arrives asks again.
    pub(crate) fn not_taken(&mut self) {
        self.again();
        self.question.not_taken();
    }
}
