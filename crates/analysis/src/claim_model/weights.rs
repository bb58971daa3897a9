//! What is learned about claims: where they begin and end, who stands for them, how surely, and whether a
//! sentence is the outlet's opinion.

use crate::learned::HashedLinear;
use serde::{Deserialize, Serialize};

/// The weights of the models of claims.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimWeights {
    /// What a comma is to a claim.
    pub commas: HashedLinear,
    /// Which noun phrase speaks.
    pub speakers: HashedLinear,
    /// How surely a claim is held.
    pub certainty: HashedLinear,
    /// Whether a sentence claims something or gives the outlet's opinion.
    pub sentences: HashedLinear,
}

impl ClaimWeights {
    pub(crate) fn is_sound(&self) -> bool {
        [&self.commas, &self.speakers, &self.certainty, &self.sentences].iter().all(|model| model.is_sound())
    }
}
