//! What is learned about pairs of claims, and the tables it is fitted on.

use super::Compared;
use super::differences::CUES;
use super::pairing::{self, Field, Numbers};
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
    fn is_sound(&self, numbers: usize) -> bool {
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
    pub first: Stage,
    /// The same among the other pairs.
    pub same: Stage,
    /// Whether two claims that tell one thing differ in it.
    pub relation: Stage,
    /// Whether they tell one thing and differ in it, at once.
    pub differs: Stage,
    /// From the raw chance of a difference, as a logit, and the kind of cue it rests on to an honest chance: the logit, then one number
    /// per kind.
    pub calibration: Logistic,
    /// The chance from which a difference is shown unasked.
    pub shown: f32,
    /// The chance from which two claims are joined.
    pub joined: f32,
}

impl PairWeights {
    /// The chance that two claims tell one thing and differ in it, when the difference rests on a cue of this kind.
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

    /// The chance of a difference before calibration: the mean of both ways to it. `numbers` are those of the second stage.
    #[must_use]
    pub fn raw_differing(&self, numbers: &[f32]) -> f32 {
        let by_steps = self.same.chance(numbers) * self.relation.chance(numbers);
        (by_steps + self.differs.chance(numbers)) / 2.0
    }

    pub(crate) fn is_sound(&self) -> bool {
        let first = pairing::width(0);
        let second = pairing::width(pairing::AMONG.len());
        self.first.is_sound(first)
            && [&self.same, &self.relation, &self.differs].iter().all(|stage| stage.is_sound(second))
            && self.calibration.is_sound(EVIDENCE)
            && [self.shown, self.joined].iter().all(|chance| (0.0..=1.0).contains(chance))
    }
}

/// How many numbers the calibration of differences looks at.
pub const EVIDENCE: usize = 1 + CUES;

/// Pairs of claims with numbers, for fitting.
#[derive(Debug, Clone, Default)]
pub struct PairTable {
    /// What each number says.
    pub names: Vec<&'static str>,
    /// The claims of each pair.
    pub pairs: Vec<(ClaimRef, ClaimRef)>,
    /// The numbers, pair after pair.
    pub rows: Vec<f32>,
    /// The kind of cue that a difference of each pair would rest on.
    pub cues: Vec<usize>,
}

impl PairTable {
    fn new(field: &Field<'_, '_>, numbers: &Numbers) -> Self {
        let at = |frame: u32| field.frames.get(frame as usize).map(|frame| frame.at);
        let pairs = numbers.pairs.iter().filter_map(|pair| at(pair.a).zip(at(pair.b))).collect();
        let rows = (0..numbers.pairs.len()).flat_map(|row| numbers.row(row)).copied().collect();
        let mut slots = Vec::new();
        let cues = numbers.pairs.iter().map(|&pair| field.cue(pair, &mut slots)).collect();
        Self { names: numbers.names.clone(), pairs, rows, cues }
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
