//! What is learned about pairs of claims: whether they tell one thing, and whether they differ in it.

use crate::learned::{Forest, Logistic};
use serde::{Deserialize, Serialize};

/// The weights of the models of pairs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PairWeights {
    /// Whether two claims tell one thing, each pair by itself.
    pub same: Logistic,
    /// The same by trees.
    pub same_trees: Forest,
}

impl PairWeights {
    pub(crate) fn is_sound(&self) -> bool {
        true
    }
}
