//! A small network beside the features: it looks at the vectors of nine words and says of the word in the
//! middle what each label's weight is. It knows words by what they are used like, so it has something to say
//! of words no marked text has.
//!
//! One hidden layer of rectified units (a multilayer perceptron over a window, as in Collobert et al.,
//! *Natural Language Processing (Almost) from Scratch*, 2011), learned together with the weights of the
//! features. What a word adds to the units in each place depends on the word alone, and can be kept. All of
//! that is in whole numbers, so it is the same on every machine.

use super::file::{EntityModelError, finite, take};
use super::labels::LABELS;
use super::lattice::Row;
use super::vectors::{DIMENSIONS, RowNumber, STEP, WordVectors};

/// How many words are looked at: five around the word, the last of its run of nouns, the words of meaning
/// behind and before that run, and the last noun of the sentence.
pub(crate) const PLACES: usize = 9;

/// How many units one training fills.
pub(crate) const UNITS: usize = 32;

/// The units of two trainings.
pub(crate) const HIDDEN: usize = 2 * UNITS;

/// What a place of a vector is followed by: whether the word has none.
pub(crate) const INPUTS: usize = DIMENSIONS + 1;

/// The last input of a word without a vector, in steps; of what is beyond the edges, the same below nothing.
const STRANGER: i8 = 3;

/// The largest weight into a unit: so large that the sum over one word fits 16 bits, whatever the word.
const MOST: f32 = 96.0;

/// What is seen in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sight {
    /// The edge of the sentence.
    Edge,
    /// A word without a vector.
    Stranger,
    /// A word with the vector of a row.
    Word(RowNumber),
}

impl Sight {
    /// What goes in, in steps.
    pub(crate) fn inputs(self, vectors: &WordVectors) -> [i8; INPUTS] {
        let mut inputs = [0; INPUTS];
        let (components, last) = match self {
            Self::Word(row) => (vectors.components(row), 0),
            Self::Stranger => ([0; DIMENSIONS], STRANGER),
            Self::Edge => ([0; DIMENSIONS], -STRANGER),
        };
        inputs.iter_mut().zip(components.into_iter().chain([last])).for_each(|(to, from)| *to = from);
        inputs
    }
}

/// Sums for the units.
pub(crate) type Units = [i16; HIDDEN];

/// What one training found, in its own scale: weights into the units for each place, input and unit; what
/// units begin with; weights out of them.
#[derive(Debug, Clone)]
pub(crate) struct NetworkWeights {
    pub(crate) into: Vec<[f32; UNITS]>,
    pub(crate) beginnings: [f32; UNITS],
    pub(crate) out_of: Vec<Row>,
}

/// The network.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Network {
    /// For each place and input.
    into: Vec<[i8; HIDDEN]>,
    beginnings: Units,
    out_of: Vec<Row>,
}

impl Network {
    /// One that says nothing.
    pub(crate) fn silent() -> Self {
        Self {
            into: vec![[0; HIDDEN]; PLACES * INPUTS],
            beginnings: [0; HIDDEN],
            out_of: vec![[0.0; LABELS]; HIDDEN],
        }
    }

    /// The mean of what trainings found, of which it takes two at most.
    pub(crate) fn mean(all: &[&NetworkWeights]) -> Self {
        let mut network = Self::silent();
        let share = 1.0 / all.len().clamp(1, HIDDEN / UNITS) as f32;
        let units = all.iter().flat_map(|weights| (0..UNITS).map(move |unit| (weights, unit)));
        for (number, (weights, unit)) in units.take(HIDDEN).enumerate() {
            let of = |row: &[f32; UNITS]| row.get(unit).copied().unwrap_or_default();
            let largest = weights.into.iter().map(of).fold(0.0f32, |largest, w| largest.max(w.abs()));
            // A rectified unit may be told in any scale, if what comes out of it is told in the other
            // direction.
            let scale = largest.max(1e-6) / MOST;
            for (to, from) in network.into.iter_mut().zip(&weights.into) {
                if let Some(to) = to.get_mut(number) {
                    *to = (of(from) / scale).round() as i8;
                }
            }
            if let Some(to) = network.beginnings.get_mut(number) {
                *to = (of(&weights.beginnings) / (scale * STEP)).round() as i16;
            }
            if let (Some(to), Some(from)) = (network.out_of.get_mut(number), weights.out_of.get(unit)) {
                *to = from.map(|weight| weight * scale * STEP * share);
            }
        }
        network
    }

    /// What the units begin with.
    pub(crate) fn beginnings(&self) -> Units {
        self.beginnings
    }

    /// What a word adds to the units in each place.
    pub(crate) fn adds(&self, vectors: &WordVectors, sight: Sight) -> [Units; PLACES] {
        let inputs = sight.inputs(vectors);
        let mut adds = [[0; HIDDEN]; PLACES];
        for (units, rows) in adds.iter_mut().zip(self.into.chunks_exact(INPUTS)) {
            for (&input, row) in inputs.iter().zip(rows).filter(|(input, _)| **input != 0) {
                for (unit, &weight) in units.iter_mut().zip(row) {
                    *unit += i16::from(input) * i16::from(weight);
                }
            }
        }
        adds
    }

    /// What the units come to.
    pub(crate) fn units(&self, vectors: &WordVectors, sights: &[Sight; PLACES]) -> Units {
        let mut units = self.beginnings;
        for (place, sight) in sights.iter().enumerate() {
            self.adds(vectors, *sight).get(place).into_iter().for_each(|adds| add_up(&mut units, adds));
        }
        units
    }

    /// Adds what the network says for each label.
    pub(crate) fn add(&self, units: &Units, emission: &mut Row) {
        for (&unit, row) in units.iter().zip(&self.out_of).filter(|(unit, _)| **unit > 0) {
            emission.iter_mut().zip(row).for_each(|(sum, weight)| *sum += f32::from(unit) * weight);
        }
    }

    /// Appends the network to a file: weights into the units (i8), what they begin with (i16), weights out of
    /// them (f32).
    pub(crate) fn write(&self, into: &mut Vec<u8>) {
        into.extend(self.into.as_flattened().iter().map(|weight| weight.cast_unsigned()));
        self.beginnings.iter().for_each(|number| into.extend_from_slice(&number.to_le_bytes()));
        self.out_of.iter().flatten().for_each(|weight| into.extend_from_slice(&weight.to_le_bytes()));
    }

    /// Reads a network off the front of a file.
    pub(crate) fn read(rest: &mut &[u8]) -> Result<Self, EntityModelError> {
        let mut network = Self::silent();
        for weight in network.into.as_flattened_mut() {
            *weight = i8::from_le_bytes(take(rest)?);
            if f32::from(*weight).abs() > MOST {
                return Err(EntityModelError::Inconsistent);
            }
        }
        for number in &mut network.beginnings {
            *number = i16::from_le_bytes(take(rest)?);
        }
        for weight in network.out_of.iter_mut().flatten() {
            *weight = finite(f32::from_le_bytes(take(rest)?))?;
        }
        Ok(network)
    }
}

/// Adds up sums for the units. What is beyond 16 bits stays at their edge.
pub(crate) fn add_up(sums: &mut Units, part: &Units) {
    sums.iter_mut().zip(part).for_each(|(sum, part)| *sum = sum.saturating_add(*part));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entities::crf::vectors::{Cluster, Usage};

    fn weights(factor: f32) -> NetworkWeights {
        let number = |n: usize| ((n * 37 % 101) as f32 - 50.0) / 50.0;
        NetworkWeights {
            into: (0..PLACES * INPUTS)
                .map(|row| std::array::from_fn(|unit| factor * number(row * 5 + unit)))
                .collect(),
            beginnings: std::array::from_fn(|unit| factor * number(unit * 3)),
            out_of: (0..UNITS).map(|unit| std::array::from_fn(|label| number(unit * 7 + label))).collect(),
        }
    }

    fn vectors() -> WordVectors {
        let components = |row: usize| std::array::from_fn(|n| ((row + n * 29) % 13) as f32 - 6.0);
        let row = |row| Usage { cluster: Cluster::new(0).unwrap(), components: components(row) };
        WordVectors::build(&[(1, 0), (2, 1)], &[row(0), row(7)]).unwrap()
    }

    /// The same by its definition, in real numbers.
    fn by_definition(weights: &NetworkWeights, vectors: &WordVectors, sights: [Sight; PLACES]) -> Row {
        let mut out = [0.0; LABELS];
        for unit in 0..UNITS {
            let mut sum = weights.beginnings[unit];
            for (place, sight) in sights.iter().enumerate() {
                for (input, steps) in sight.inputs(vectors).into_iter().enumerate() {
                    sum += f32::from(steps) * STEP * weights.into[place * INPUTS + input][unit];
                }
            }
            for (label, out) in out.iter_mut().enumerate() {
                *out += sum.max(0.0) * weights.out_of[unit][label];
            }
        }
        out
    }

    fn said(network: &Network, vectors: &WordVectors, sights: [Sight; PLACES]) -> Row {
        let mut row = [0.0; LABELS];
        network.add(&network.units(vectors, &sights), &mut row);
        row
    }

    #[test]
    fn whole_numbers_say_what_real_ones_say() {
        let vectors = vectors();
        let (one, word) = (weights(1.0), |hash| Sight::Word(vectors.row(hash).unwrap()));
        let mut sights = [word(1); PLACES];
        (sights[0], sights[3], sights[7]) = (Sight::Edge, Sight::Stranger, word(2));
        let wanted = by_definition(&one, &vectors, sights);
        let span = wanted.iter().fold(0.0f32, |most, out| most.max(out.abs()));
        for weights in [&[&one][..], &[&one, &weights(3.0)]] {
            let found = said(&Network::mean(weights), &vectors, sights);
            // The second has the same units in another scale, so its outputs are three times as large: the
            // mean is twice the first's.
            let times = weights.len() as f32;
            for (found, wanted) in found.iter().zip(&wanted) {
                assert!((found - times * wanted).abs() < 0.03 * times * span, "{found} {wanted}");
            }
        }
    }

    #[test]
    fn what_is_written_can_be_read() {
        let network = Network::mean(&[&weights(0.2)]);
        let mut bytes = Vec::new();
        network.write(&mut bytes);
        assert_eq!(Network::read(&mut bytes.as_slice()).unwrap(), network);
        for length in (0..bytes.len()).step_by(97) {
            assert!(Network::read(&mut &bytes[..length]).is_err());
        }
        bytes[5] = 127;
        assert!(matches!(Network::read(&mut bytes.as_slice()), Err(EntityModelError::Inconsistent)));
    }

    #[test]
    fn no_word_is_more_than_the_sums_hold() {
        let largest = NetworkWeights {
            into: vec![[9.0; UNITS]; PLACES * INPUTS],
            beginnings: [0.0; UNITS],
            out_of: vec![[1.0; LABELS]; UNITS],
        };
        let row = Usage { cluster: Cluster::new(0).unwrap(), components: [5.0; DIMENSIONS] };
        let vectors = WordVectors::build(&[(1, 0)], &[row]).unwrap();
        let network = Network::mean(&[&largest, &largest]);
        let sight = Sight::Word(vectors.row(1).unwrap());
        assert!(network.adds(&vectors, sight).iter().flatten().all(|&unit| unit > 0));
        assert!(said(&network, &vectors, [sight; PLACES]).iter().all(|&out| out > 0.0));
    }
}
