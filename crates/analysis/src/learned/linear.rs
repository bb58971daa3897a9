//! Linear models over hashed features, with weights of one byte.

use serde::{Deserialize, Serialize};

/// No model has more classes.
pub const MOST_CLASSES: usize = 8;

/// One score per class: the sum of the weights of the features that hold.
///
/// Weights are whole numbers from -127 to 127 times `step`; measured, rounding them so changes no figure by
/// more than half a point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HashedLinear {
    /// Features are numbered modulo 2 to this power.
    bits: u8,
    classes: u8,
    step: f32,
    bias: Vec<f32>,
    /// The weights of slot 0, one per class, then those of slot 1 and so on.
    weights: Vec<i8>,
}

impl HashedLinear {
    /// Rounds fitted weights; `weights` has `classes` entries for each of the 2^`bits` slots.
    #[must_use]
    pub fn from_weights(bits: u8, classes: u8, bias: Vec<f32>, weights: &[f32]) -> Self {
        let most = weights.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
        let step = if most > 0.0 { most / 127.0 } else { 1.0 };
        let weights = weights.iter().map(|weight| (weight / step).round() as i8).collect();
        Self { bits, classes, step, bias, weights }
    }

    /// Whether the table has the size that its head says.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let classes = usize::from(self.classes);
        self.bits <= 24
            && (1..=MOST_CLASSES).contains(&classes)
            && self.bias.len() == classes
            && self.weights.len() == classes << self.bits
            && self.step.is_finite()
    }

    /// The number of classes.
    #[must_use]
    pub fn classes(&self) -> usize {
        usize::from(self.classes)
    }

    /// The score of each class; those past [`HashedLinear::classes`] stay 0.
    #[must_use]
    pub fn scores(&self, features: &[u32]) -> [f32; MOST_CLASSES] {
        let classes = self.classes();
        let mask = (1_usize << self.bits) - 1;
        let mut sums = [0_i32; MOST_CLASSES];
        for &feature in features {
            let at = (feature as usize & mask) * classes;
            let row = self.weights.get(at..at + classes).unwrap_or_default();
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum += i32::from(weight);
            }
        }
        let mut scores = [0.0; MOST_CLASSES];
        for ((score, sum), bias) in scores.iter_mut().zip(sums).zip(&self.bias) {
            *score = sum as f32 * self.step + bias;
        }
        scores
    }

    /// The score of the first class, for models that have one: a ranker's.
    #[must_use]
    pub fn score(&self, features: &[u32]) -> f32 {
        let mask = (1_usize << self.bits) - 1;
        let classes = self.classes();
        let weight = |feature: &u32| {
            self.weights.get((*feature as usize & mask) * classes).map_or(0, |&weight| i32::from(weight))
        };
        features.iter().map(weight).sum::<i32>() as f32 * self.step
            + self.bias.first().copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_sums_of_weights() {
        let weights = [1.0, -1.0, 0.5, 0.0, 0.0, 0.0, 0.0, 2.0];
        let model = HashedLinear::from_weights(2, 2, vec![0.25, 0.0], &weights);
        assert!(model.is_sound());
        let [first, second, ..] = model.scores(&[0, 1, 4]);
        // Slot 0 twice (4 is 0 modulo 4) and slot 1 once.
        assert!((first - 2.75).abs() < 0.03, "{first}");
        assert!((second + 2.0).abs() < 0.03, "{second}");
    }

    #[test]
    fn a_table_of_another_size_is_not_sound() {
        let mut model = HashedLinear::from_weights(1, 1, vec![0.0], &[1.0, 2.0]);
        model.bits = 2;
        assert!(!model.is_sound());
    }
}
