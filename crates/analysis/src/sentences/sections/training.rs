//! Training: a linear-chain conditional random field over the lines of a page (Lafferty, McCallum and Pereira
//! 2001), by AdaGrad with regularised dual averaging, one page at a time. The same pages, settings and seed
//! give the same bytes.

mod learner;
mod measure;
mod variants;

use super::features::VERSION;
use super::weights::Weights;
use learner::learn;
pub use measure::{Measured, SectionCounts, measure};
use shirushi_model::Section;

/// A line of a marked page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedLine {
    /// Its text, on one line; empty for an empty line.
    pub text: String,
    /// What part of the article it is.
    pub section: Section,
}

/// A page whose lines are marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedPage {
    /// What is left out together when a model is measured: an event, an outlet.
    pub group: String,
    /// Its lines, with the empty ones.
    pub lines: Vec<MarkedLine>,
}

/// How to train.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// How often all pages are seen.
    pub epochs: u32,
    /// The rate of learning.
    pub rate: f32,
    /// What keeps weights at nothing.
    pub l1: f32,
    /// What keeps weights small.
    pub l2: f32,
    /// How many of the features are left out at random, 0 to 1.
    pub dropout: f32,
    /// At most this many rows of weights are kept, those that say most.
    pub rows: usize,
    /// Where chance begins.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { epochs: 12, rate: 0.1, l1: 2e-4, l2: 1e-3, dropout: 0.3, rows: 3000, seed: 1 }
    }
}

/// What was learned.
pub struct Trained(Weights);

impl Trained {
    /// The file of weights.
    pub fn to_file(&self) -> Vec<u8> {
        self.0.write()
    }

    /// How many rows of weights there are.
    pub fn rows(&self) -> usize {
        self.0.len()
    }

    /// Which features they are for.
    pub fn version(&self) -> u8 {
        VERSION
    }
}

/// Trains on pages. Each is also seen without its empty lines and in part, as people paste them.
pub fn train(pages: &[&MarkedPage], settings: Settings) -> Trained {
    Trained(learn(&variants::of_all(pages, settings.seed), settings))
}
