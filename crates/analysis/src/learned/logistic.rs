//! Logistic regression over a fixed list of numbers.

use super::sigmoid;
use serde::{Deserialize, Serialize};

/// A weight for each number and one for nothing; scales are part of the weights.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Logistic {
    bias: f32,
    weights: Vec<f32>,
}

impl Logistic {
    /// A model with these weights.
    #[must_use]
    pub fn new(bias: f32, weights: Vec<f32>) -> Self {
        Self { bias, weights }
    }

    /// Whether it looks at so many numbers.
    #[must_use]
    pub fn is_sound(&self, numbers: usize) -> bool {
        self.weights.len() == numbers && self.bias.is_finite() && self.weights.iter().all(|w| w.is_finite())
    }

    /// The logit of what the numbers say.
    #[must_use]
    pub fn logit(&self, numbers: &[f32]) -> f32 {
        self.weights.iter().zip(numbers).map(|(weight, number)| weight * number).sum::<f32>() + self.bias
    }

    /// The chance of what the numbers say.
    #[must_use]
    pub fn chance(&self, numbers: &[f32]) -> f32 {
        sigmoid(self.logit(numbers))
    }
}
