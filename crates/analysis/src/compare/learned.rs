//! What is learned about pairs of claims, and the tables it is fitted on.

use super::Compared;
use super::pairing::{Field, Numbers};
use crate::learned::{Forest, Logistic, sigmoid};
use serde::{Deserialize, Serialize};
use shirushi_model::ClaimRef;

/// A logistic model and trees over the same numbers; their logits are averaged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stage {
    /// The logistic model.
    pub line: Logistic,
    /// The trees.
    pub trees: Forest,
    /// What the averaged logit is multiplied by and what is added, so that chances are honest (Platt 1999).
    pub calibration: (f32, f32),
}

impl Stage {
    /// The logit of what the numbers say.
    #[must_use]
    pub fn logit(&self, numbers: &[f32]) -> f32 {
        let plain = (self.line.logit(numbers) + self.trees.logit(numbers)) / 2.0;
        plain * self.calibration.0 + self.calibration.1
    }

    /// The chance of what the numbers say.
    #[must_use]
    pub fn chance(&self, numbers: &[f32]) -> f32 {
        sigmoid(self.logit(numbers))
    }
}

/// The weights of the models of pairs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairWeights {
    /// Whether two claims tell one thing, each pair by itself.
    pub first: Stage,
    /// The same among the other pairs.
    pub same: Stage,
    /// Whether two claims that tell one thing differ in it.
    pub relation: Stage,
    /// Whether they tell one thing and differ in it, at once.
    pub differs: Stage,
    /// What the chance of a difference is multiplied by, as a logit, and what is added.
    pub calibration: (f32, f32),
    /// The chance from which a difference is shown unasked.
    pub shown: f32,
    /// The chance from which two claims are joined.
    pub joined: f32,
}

impl PairWeights {
    /// The chance that two claims tell one thing and differ in it: the mean of both ways to it, calibrated. `numbers` are those of the
    /// second stage.
    #[must_use]
    pub fn differing(&self, numbers: &[f32]) -> f32 {
        let (scale, shift) = self.calibration;
        sigmoid(logit(self.raw_differing(numbers)) * scale + shift)
    }

    /// The same before calibration.
    #[must_use]
    pub fn raw_differing(&self, numbers: &[f32]) -> f32 {
        let by_steps = self.same.chance(numbers) * self.relation.chance(numbers);
        (by_steps + self.differs.chance(numbers)) / 2.0
    }

    pub(crate) fn is_sound(&self) -> bool {
        [self.shown, self.joined].iter().all(|chance| (0.0..=1.0).contains(chance))
    }
}

fn logit(chance: f32) -> f32 {
    let chance = chance.clamp(1e-6, 1.0 - 1e-6);
    (chance / (1.0 - chance)).ln()
}

/// Pairs of claims with numbers, for fitting.
#[derive(Debug, Clone, Default)]
pub struct PairTable {
    /// What each number says.
    pub names: Vec<&'static str>,
    /// The claims of each pair.
    pub pairs: Vec<(ClaimRef, ClaimRef)>,
    /// The numbers, pair after pair.
    pub rows: Vec<f32>,
}

impl PairTable {
    fn new(field: &Field<'_, '_>, numbers: &Numbers) -> Self {
        let at = |frame: u32| field.frames.get(frame as usize).map(|frame| frame.at);
        let pairs = numbers.pairs.iter().filter_map(|pair| at(pair.a).zip(at(pair.b))).collect();
        let rows = (0..numbers.pairs.len()).flat_map(|row| numbers.row(row)).copied().collect();
        Self { names: numbers.names.clone(), pairs, rows }
    }
}

fn with_field<R>(articles: &[Compared<'_>], then: impl FnOnce(&Field<'_, '_>) -> R) -> R {
    super::with_scene(articles, |scene| then(&scene.field()))
}

/// The numbers of the first stage of all candidates among these articles.
#[must_use]
pub fn first_table(articles: &[Compared<'_>]) -> PairTable {
    with_field(articles, |field| PairTable::new(field, &field.first()))
}

/// The numbers of the second stage; `logit` is what the first stage, fitted without these articles, says of a row of its numbers.
#[must_use]
pub fn second_table(articles: &[Compared<'_>], logit: impl Fn(&[f32]) -> f32) -> PairTable {
    with_field(articles, |field| {
        let first = field.first();
        let logits: Vec<f32> = (0..first.pairs.len()).map(|row| logit(first.row(row))).collect();
        PairTable::new(field, &field.second(&first, &logits))
    })
}
