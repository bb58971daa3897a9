//! The model and its file.
//!
//! ```text
//! "SHIRUENT"  version: u32  checksum: u64
//! length of the description: u32  description  length of the weights: u32  weights, deflated
//! gazetteer  clusters
//! ```
//!
//! Numbers are little-endian. The checksum is XXH3-64 of everything behind it; the description is an
//! [`AboutModel`] in postcard. The weights are: the network, the transitions (f32), the calibration (f32),
//! the scale (f32), how many rows there are (u32), the distances between their numbers (LEB128), for each row
//! the set of labels that have a weight (u32), and those weights (i8).

use super::calibration::Calibration;
use super::features::{ROW_BITS, TEMPLATES_VERSION, row};
use super::file::{EntityModelError, finite, take, varint};
use super::labels::LABELS;
use super::lattice::{Row, Transitions};
use super::network::Network;
use super::resources::Resources;
use flate2::read::GzDecoder;
use serde::{Deserialize, Serialize};
use std::io::Read;
use xxhash_rust::xxh3::xxh3_64;

/// The version of the format; a model of another version is refused.
pub(crate) const FORMAT_VERSION: u32 = 4;

const MAGIC: &[u8; 8] = b"SHIRUENT";

/// The most bytes the weights may inflate to. Ours have about a fifth of that.
const MAX_INFLATED_BYTES: u64 = 16 << 20;

/// How well a model did on texts it was not trained on.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scores {
    /// The texts.
    pub texts: String,
    /// The type, or `ALL`.
    pub kind: String,
    /// How many of the names found are right, 0 to 1.
    pub precision: f32,
    /// How many of the names are found, 0 to 1.
    pub recall: f32,
    /// The harmonic mean of the two.
    pub f1: f32,
}

/// Where a model comes from, under which terms, and what it can do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AboutModel {
    /// Its name with its version: `crf-5`.
    pub name: String,
    /// The data it was trained on, with their authors and licences.
    pub attributions: Vec<String>,
    /// How it was trained: name and value of each setting.
    pub settings: Vec<(String, String)>,
    /// Exact-span figures on development texts.
    pub scores: Vec<Scores>,
    pub(crate) templates_version: u32,
    pub(crate) row_bits: u32,
}

/// The weights of one row, filled up so that a processor adds all of them in few steps.
type Lanes = [i8; 32];

/// For how many features it is looked up at a time which weights are theirs.
const LOOKED_UP: usize = 64;

/// Sums of weights, in units of the scale. Sixteen bits hold 258 of the largest weights; a word has fewer
/// features.
pub(crate) type WeightSums = [i16; 32];

/// A trained tagger's weights. It never changes; share it.
pub struct EntityModel {
    about: AboutModel,
    network: Network,
    transitions: Transitions,
    calibration: Calibration,
    scale: f32,
    /// For each row of hashes, which weights are its.
    index: Vec<u32>,
    /// The first are nothing, for rows that have none.
    weights: Vec<Lanes>,
    resources: Resources,
}

impl std::fmt::Debug for EntityModel {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("EntityModel").field("about", &self.about).finish_non_exhaustive()
    }
}

impl EntityModel {
    /// Reads a model file.
    ///
    /// # Errors
    /// Whatever is wrong with the bytes, as an [`EntityModelError`]; no bytes make this panic or take more
    /// than 32 MB.
    pub fn load(bytes: &[u8]) -> Result<Self, EntityModelError> {
        let Some((magic, mut rest)) = bytes.split_first_chunk::<8>() else {
            let is_beginning = !bytes.is_empty() && MAGIC.starts_with(bytes);
            return Err(if is_beginning { EntityModelError::Truncated } else { EntityModelError::NotAModel });
        };
        if magic != MAGIC {
            return Err(EntityModelError::NotAModel);
        }
        let version = u32::from_le_bytes(take(&mut rest)?);
        if version != FORMAT_VERSION {
            return Err(EntityModelError::Version { found: version, expected: FORMAT_VERSION });
        }
        let checksum = u64::from_le_bytes(take(&mut rest)?);
        let length = u32::from_le_bytes(take(&mut rest)?) as usize;
        let body = rest;
        let (description, mut rest) = rest.split_at_checked(length).ok_or(EntityModelError::Truncated)?;
        if xxh3_64(body) != checksum {
            return Err(EntityModelError::Checksum);
        }
        let about: AboutModel =
            postcard::from_bytes(description).map_err(|_| EntityModelError::Inconsistent)?;
        if about.templates_version != TEMPLATES_VERSION || about.row_bits != ROW_BITS {
            return Err(EntityModelError::Features);
        }
        let length = u32::from_le_bytes(take(&mut rest)?) as usize;
        let (packed, mut rest) = rest.split_at_checked(length).ok_or(EntityModelError::Truncated)?;
        let resources = Resources::read(&mut rest)?;
        if !rest.is_empty() {
            return Err(EntityModelError::Inconsistent);
        }
        let mut inflated = Vec::new();
        GzDecoder::new(packed)
            .take(MAX_INFLATED_BYTES)
            .read_to_end(&mut inflated)
            .map_err(EntityModelError::Compression)?;
        Self::unpack(about, resources, &inflated)
    }

    fn unpack(about: AboutModel, resources: Resources, mut rest: &[u8]) -> Result<Self, EntityModelError> {
        let network = Network::read(&mut rest)?;
        let mut transitions = Transitions::new();
        for cell in transitions.scores.iter_mut().flatten() {
            *cell = finite(f32::from_le_bytes(take(&mut rest)?))?;
        }
        let mut calibration = Calibration::NONE;
        for number in calibration.lines.iter_mut().flatten() {
            *number = finite(f32::from_le_bytes(take(&mut rest)?))?;
        }
        let scale = finite(f32::from_le_bytes(take(&mut rest)?))?;
        let count = u32::from_le_bytes(take(&mut rest)?) as usize;
        if count > 1 << ROW_BITS || count.saturating_mul(5) > rest.len() {
            return Err(EntityModelError::Inconsistent);
        }
        let mut index = vec![0u32; 1 << ROW_BITS];
        let mut number = 0usize;
        for row in 1..=count {
            number = number.checked_add(varint(&mut rest)?).ok_or(EntityModelError::Inconsistent)?;
            *index.get_mut(number).ok_or(EntityModelError::Inconsistent)? =
                u32::try_from(row).map_err(|_| EntityModelError::Inconsistent)?;
            number += 1;
        }
        let (sets, values) = rest.split_at_checked(count * 4).ok_or(EntityModelError::Truncated)?;
        let mut values = values.iter();
        let mut weights = Vec::with_capacity(count + 1);
        weights.push(Lanes::default());
        for set in sets.as_chunks::<4>().0 {
            let set = u32::from_le_bytes(*set);
            let mut row = Lanes::default();
            for (label, weight) in row.iter_mut().enumerate().take(LABELS) {
                if set >> label & 1 == 1 {
                    *weight = values.next().ok_or(EntityModelError::Inconsistent)?.cast_signed();
                }
            }
            weights.push(row);
        }
        match values.next() {
            None => Ok(Self { about, network, transitions, calibration, scale, index, weights, resources }),
            Some(_) => Err(EntityModelError::Inconsistent),
        }
    }

    /// Where it comes from and what it can do.
    pub fn about(&self) -> &AboutModel {
        &self.about
    }

    pub(crate) fn resources(&self) -> &Resources {
        &self.resources
    }

    pub(crate) fn network(&self) -> &Network {
        &self.network
    }

    pub(crate) fn transitions(&self) -> &Transitions {
        &self.transitions
    }

    pub(crate) fn calibration(&self) -> &Calibration {
        &self.calibration
    }

    /// Adds what features say for each label. First it is looked up for many of them which weights are
    /// theirs, then these are added: so the processor fetches from memory side by side what is nowhere near,
    /// and the sums stay in its registers. One by one it took a fifth of an analysis.
    pub(crate) fn add(&self, hashes: &[u32], sums: &mut WeightSums) {
        let mut all = *sums;
        for hashes in hashes.chunks(LOOKED_UP) {
            let mut numbers = [0u32; LOOKED_UP];
            let mut count = 0;
            for &hash in hashes {
                let number = self.index.get(row(hash) as usize).copied().unwrap_or(0);
                if let Some(place) = numbers.get_mut(count) {
                    *place = number;
                }
                // Those that have no weights are written over by the next.
                count += usize::from(number != 0);
            }
            for &number in numbers.iter().take(count) {
                let Some(weights) = self.weights.get(number as usize) else { continue };
                for (sum, &weight) in all.iter_mut().zip(weights) {
                    *sum = sum.wrapping_add(i16::from(weight));
                }
            }
        }
        *sums = all;
    }

    /// What the sums say for each label.
    pub(crate) fn emission(&self, sums: &WeightSums) -> Row {
        let mut emission = [0.0; LABELS];
        emission.iter_mut().zip(sums).for_each(|(out, &sum)| *out = f32::from(sum) * self.scale);
        emission
    }
}

/// What was learned.
pub(crate) struct ModelWeights {
    pub(crate) network: Network,
    pub(crate) transitions: Transitions,
    pub(crate) calibration: Calibration,
    /// The weights of each row that has any, by number.
    pub(crate) rows: Vec<(u32, Row)>,
}

/// Writes a model file; the same weights give the same bytes.
pub(crate) fn write(
    about: &AboutModel,
    weights: &ModelWeights,
    resources: &Resources,
) -> Result<Vec<u8>, std::io::Error> {
    use std::io::Write;
    let ModelWeights { network, transitions, calibration, rows } = weights;
    let largest = rows.iter().flat_map(|(_, row)| row).fold(0.0f32, |largest, w| largest.max(w.abs()));
    let scale = (largest / 127.0).max(1e-6);
    let quantised = |row: &Row| row.map(|weight| (weight / scale).round() as i8);
    let rows: Vec<(u32, [i8; LABELS])> = rows
        .iter()
        .map(|(number, row)| (*number, quantised(row)))
        .filter(|(_, row)| row.iter().any(|&weight| weight != 0))
        .collect();
    let mut plain = Vec::new();
    network.write(&mut plain);
    transitions.scores.iter().flatten().for_each(|score| plain.extend_from_slice(&score.to_le_bytes()));
    calibration.lines.iter().flatten().for_each(|number| plain.extend_from_slice(&number.to_le_bytes()));
    plain.extend_from_slice(&scale.to_le_bytes());
    plain.extend_from_slice(&(rows.len() as u32).to_le_bytes());
    let mut expected = 0;
    for (number, _) in &rows {
        let mut distance = number - expected;
        expected = number + 1;
        while distance >= 0x80 {
            plain.push((distance & 0x7F) as u8 | 0x80);
            distance >>= 7;
        }
        plain.push(distance as u8);
    }
    for (_, row) in &rows {
        let set =
            row.iter().enumerate().filter(|(_, w)| **w != 0).fold(0u32, |set, (label, _)| set | 1 << label);
        plain.extend_from_slice(&set.to_le_bytes());
    }
    plain.extend(rows.iter().flat_map(|(_, row)| row).filter(|w| **w != 0).map(|w| w.cast_unsigned()));
    let mut encoder = flate2::GzBuilder::new().mtime(0).write(Vec::new(), flate2::Compression::best());
    encoder.write_all(&plain)?;
    let packed = encoder.finish()?;
    let mut body = postcard::to_allocvec(about).map_err(std::io::Error::other)?;
    let length = body.len() as u32;
    body.extend_from_slice(&(packed.len() as u32).to_le_bytes());
    body.extend_from_slice(&packed);
    resources.write(&mut body);
    let mut bytes = MAGIC.to_vec();
    bytes.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
    bytes.extend_from_slice(&xxh3_64(&body).to_le_bytes());
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(&body);
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> Vec<u8> {
        let about = AboutModel {
            name: "test".to_owned(),
            attributions: Vec::new(),
            settings: Vec::new(),
            scores: Vec::new(),
            templates_version: TEMPLATES_VERSION,
            row_bits: ROW_BITS,
        };
        let rows = (0..300).map(|n| (n * 700, std::array::from_fn(|l| (l as f32 - 12.0) / 10.0))).collect();
        let mut calibration = Calibration::NONE;
        calibration.lines[2] = [0.5, -0.25, 1.0];
        let network = Network::silent();
        let weights = ModelWeights { network, transitions: Transitions::new(), calibration, rows };
        write(&about, &weights, &Resources::none().unwrap()).unwrap()
    }

    #[test]
    fn what_is_written_can_be_read() {
        let model = EntityModel::load(&file()).unwrap();
        assert_eq!((model.about().name.as_str(), model.weights.len()), ("test", 301));
        assert_eq!(model.calibration().lines[2], [0.5, -0.25, 1.0]);
        let mut sums = WeightSums::default();
        model.add(&[(700 * 2) << (32 - ROW_BITS)], &mut sums);
        let emission = model.emission(&sums);
        assert!((emission[0] + 1.2).abs() < 0.02 && emission[12].abs() < 0.02);
        // However many are added at once, and whether they have weights or not.
        let hashes: Vec<u32> = (0..150).map(|n| (350 * n) << (32 - ROW_BITS)).collect();
        let (mut together, mut apart) = (WeightSums::default(), WeightSums::default());
        model.add(&hashes, &mut together);
        hashes.iter().for_each(|&hash| model.add(&[hash], &mut apart));
        assert_eq!(together, apart);
        assert!(together.iter().any(|&sum| sum != 0));
    }

    #[test]
    fn no_bytes_make_it_panic() {
        let file = file();
        for length in 0..file.len() {
            assert!(EntityModel::load(&file[..length]).is_err());
        }
        for position in 0..file.len() {
            let mut damaged = file.clone();
            damaged[position] ^= 0x40;
            assert!(EntityModel::load(&damaged).is_err());
        }
        let code = |bytes: &[u8]| EntityModel::load(bytes).unwrap_err().code();
        assert_eq!(code(b"something else"), "entity-model-not-a-model");
        assert_eq!(code(&file[..6]), "entity-model-truncated");
        let mut newer = file.clone();
        newer[8] = 9;
        assert_eq!(code(&newer), "entity-model-version");
    }
}
