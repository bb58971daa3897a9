//! What words say by themselves, kept: a text has the same words again and again.

use super::features::{Features, WINDOW};
use super::model::{EntityModel, WeightSums};
use super::network::{self, PLACES, Units};
use crate::shadow::Shadow;

/// How many words are kept, as a power of two. They take one and a half kilobytes each.
const KEPT_BITS: u32 = 11;

/// One word: what it says in each place of a window, and what it adds to the units of the network in each of
/// its places.
struct Kept {
    identity: u64,
    says: [WeightSums; WINDOW],
    adds: [Units; PLACES],
}

/// The words met last, each in the one place its identity gives it.
pub(crate) struct KnownWords {
    kept: Vec<Option<Kept>>,
    hashes: Vec<u32>,
}

impl KnownWords {
    pub(crate) fn new() -> Self {
        Self { kept: (0..1usize << KEPT_BITS).map(|_| None).collect(), hashes: Vec::new() }
    }

    /// What the words in all places say by themselves of the word in the middle.
    pub(crate) fn around(
        &mut self,
        features: &Features,
        model: &EntityModel,
        shadow: &Shadow,
        places: &[Option<usize>; PLACES],
    ) -> (WeightSums, Units) {
        let (mut sums, mut units) = (WeightSums::default(), model.network().beginnings());
        for (place, &other) in places.iter().enumerate() {
            let identity = features.identity(other);
            let slot = (identity >> (64 - KEPT_BITS)) as usize;
            let Some(slot) = self.kept.get_mut(slot) else { continue };
            if slot.as_ref().is_none_or(|kept| kept.identity != identity) {
                let mut says = [WeightSums::default(); WINDOW];
                for (place, sums) in says.iter_mut().enumerate() {
                    self.hashes.clear();
                    features.by_itself(shadow, other, place, |hash| self.hashes.push(hash));
                    model.add(&self.hashes, sums);
                }
                let adds = model.network().adds(model.resources().vectors(), features.sight(other));
                *slot = Some(Kept { identity, says, adds });
            }
            let Some(kept) = slot else { continue };
            if let Some(said) = kept.says.get(place) {
                sums.iter_mut().zip(said).for_each(|(sum, part)| *sum = sum.wrapping_add(*part));
            }
            if let Some(adds) = kept.adds.get(place) {
                network::add_up(&mut units, adds);
            }
        }
        (sums, units)
    }
}
