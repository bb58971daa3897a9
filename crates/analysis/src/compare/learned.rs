//! What is learned about pairs of claims. The tables it is fitted on are made by `training`.

use super::differences::CUES;
use crate::learned::{Forest, Logistic, sigmoid};
use serde::{Deserialize, Serialize};

/// A logistic model and trees over the same numbers; their logits are averaged.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairStage {
    /// The logistic model.
    pub line: Logistic,
    /// The trees.
    pub trees: Forest,
    /// What the averaged logit is multiplied by and what is added, so that chances are honest (Platt 1999).
    pub calibration: (f32, f32),
}

impl PairStage {
    pub(super) fn is_sound(&self, numbers: usize) -> bool {
        self.line.is_sound(numbers)
            && self.trees.is_sound(numbers)
            && self.calibration.0.is_finite()
            && self.calibration.1.is_finite()
    }

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
    pub first: PairStage,
    /// The same among the other pairs.
    pub same: PairStage,
    /// Whether two claims that tell one thing differ in it.
    pub relation: PairStage,
    /// Whether they tell one thing and differ in it, at once.
    pub differs: PairStage,
    /// From the raw chance of a difference, as a logit, and the kind of cue it rests on to an honest chance:
    /// the logit, then one number per kind.
    pub calibration: Logistic,
    /// The chance from which a difference is shown unasked.
    pub shown: f32,
    /// The chance from which two claims are joined.
    pub joined: f32,
}

impl PairWeights {
    /// The chance that two claims tell one thing and differ in it, when the difference rests on a cue of this
    /// kind.
    #[must_use]
    pub fn differing(&self, raw: f32, cue: usize) -> f32 {
        self.calibration.chance(&Self::evidence(raw, cue))
    }

    /// What the calibration looks at.
    #[must_use]
    pub fn evidence(raw: f32, cue: usize) -> [f32; EVIDENCE] {
        let raw = raw.clamp(1e-6, 1.0 - 1e-6);
        let mut evidence = [0.0; EVIDENCE];
        for (at, number) in evidence.iter_mut().enumerate() {
            *number = match at {
                0 => (raw / (1.0 - raw)).ln(),
                _ if at == cue + 1 => 1.0,
                _ => 0.0,
            };
        }
        evidence
    }

    /// The chance of a difference before calibration: the mean of both ways to it. `numbers` are those of the
    /// second stage.
    #[must_use]
    pub fn raw_differing(&self, numbers: &[f32]) -> f32 {
        let by_steps = self.same.chance(numbers) * self.relation.chance(numbers);
        (by_steps + self.differs.chance(numbers)) / 2.0
    }
}

/// How many numbers the calibration of differences looks at.
pub const EVIDENCE: usize = 1 + CUES;
