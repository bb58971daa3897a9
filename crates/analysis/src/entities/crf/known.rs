//! What words say by themselves, kept: a text has the same words again and again.

use super::features::{Features, WINDOW};
use super::model::{EntityModel, Sums};
use crate::shadow::Shadow;

/// How many words are kept, as a power of two. They take 330 bytes each.
const KEPT_BITS: u32 = 12;

/// One word: what it says in each place of a window.
struct Kept {
    identity: u64,
    says: [Sums; WINDOW],
}

/// The words met last, each in the one place its identity gives it.
pub(crate) struct KnownWords {
    kept: Vec<Option<Kept>>,
}

impl KnownWords {
    pub(crate) fn new() -> Self {
        Self { kept: (0..1usize << KEPT_BITS).map(|_| None).collect() }
    }

    /// What all words of a window say by themselves of the word in its middle.
    pub(crate) fn around(
        &mut self,
        features: &Features,
        model: &EntityModel,
        shadow: &Shadow,
        word: usize,
    ) -> Sums {
        let mut sums = Sums::default();
        for place in 0..WINDOW {
            let other = (word + place).checked_sub(WINDOW / 2).filter(|&other| other < features.len());
            let identity = features.identity(other);
            let slot = (identity >> (64 - KEPT_BITS)) as usize;
            let Some(slot) = self.kept.get_mut(slot) else { continue };
            if slot.as_ref().is_none_or(|kept| kept.identity != identity) {
                let mut says = [Sums::default(); WINDOW];
                for (place, sums) in says.iter_mut().enumerate() {
                    features.by_itself(shadow, other, place, |hash| model.add(hash, sums));
                }
                *slot = Some(Kept { identity, says });
            }
            let said = slot.as_ref().and_then(|kept| kept.says.get(place));
            for (sum, part) in sums.iter_mut().zip(said.into_iter().flatten()) {
                *sum = sum.wrapping_add(*part);
            }
        }
        sums
    }
}
