//! The learned part of claims and comparison, and its file.
//!
//! ```text
//! "SHIRUCLM"  version: u32  checksum: u64  the model in postcard, deflated
//! ```
//!
//! Numbers are little-endian; the checksum is XXH3-64 of what is behind it. The file is fitted by
//! `shirushi train --claims` and is part of the program (`model/claims.shirushi-model`); docs/MODEL.md says
//! from which texts, with which figures. Without it claims and comparison go by rules alone.

mod weights;

use crate::compare::learned::PairWeights;
use crate::compare::weights_fit;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use std::io::{Read, Write};
use std::sync::{Arc, LazyLock};
pub use weights::ClaimWeights;
use xxhash_rust::xxh3::xxh3_64;

/// The version of the format; a model of another version is refused. It rises with every change of the
/// features, too: weights mean nothing to other features.
pub(crate) const FORMAT_VERSION: u32 = 1;

const MAGIC: &[u8; 8] = b"SHIRUCLM";

/// The most bytes a model may inflate to. Ours has about a tenth of that.
const MAX_INFLATED_BYTES: u64 = 8 << 20;

/// What a model is and where it comes from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct AboutClaimModel {
    /// Its name with its version.
    pub name: String,
    /// The texts it was fitted on, with authors and licences.
    pub attributions: Vec<String>,
    /// How it was fitted: name and value of each setting.
    pub settings: Vec<(String, String)>,
    /// What it reaches by leaving one event out: name and value of each figure.
    pub figures: Vec<(String, f32)>,
}

/// The learned part of claims and comparison.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ClaimModel {
    /// Where it comes from.
    pub about: AboutClaimModel,
    /// What finds spans, speakers and certainty; rules alone do it without.
    pub claims: Option<ClaimWeights>,
    /// What sees that two claims tell one thing, and differ; rules alone do it without.
    pub pairs: Option<PairWeights>,
}

/// Why a model cannot be used. The analysis goes on with rules alone.
#[derive(Debug, thiserror::Error)]
pub enum ClaimModelError {
    /// It cannot be read.
    #[error("the claim model cannot be read")]
    Unreadable(#[source] std::io::Error),
    /// Something else altogether.
    #[error("this is no claim model")]
    NotAModel,
    /// Made by another version of the program.
    #[error("the claim model has format version {found}, this program reads {expected}")]
    Version {
        /// The file's.
        found: u32,
        /// Ours.
        expected: u32,
    },
    /// Its bytes were changed on the way, or some are missing.
    #[error("the claim model is damaged: its checksum is wrong")]
    Checksum,
    /// Its parts do not fit together, or not this program.
    #[error("the claim model contradicts itself")]
    Inconsistent,
}

impl ClaimModelError {
    /// A word for programs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "claim-model-unreadable",
            Self::NotAModel => "claim-model-not-a-model",
            Self::Version { .. } => "claim-model-version",
            Self::Checksum => "claim-model-checksum",
            Self::Inconsistent => "claim-model-inconsistent",
        }
    }
}

impl ClaimModel {
    /// The model the program was built with.
    pub fn built_in() -> Result<Arc<Self>, ClaimModelError> {
        static MODEL: LazyLock<Result<Arc<ClaimModel>, ClaimModelError>> = LazyLock::new(|| {
            ClaimModel::load(include_bytes!("../model/claims.shirushi-model")).map(Arc::new)
        });
        match &*MODEL {
            Ok(model) => Ok(Arc::clone(model)),
            Err(_) => Err(ClaimModelError::Inconsistent),
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// Says what is wrong with it; any bytes may be given.
    pub fn load(bytes: &[u8]) -> Result<Self, ClaimModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ClaimModelError::NotAModel)?;
        let (version, rest) = rest.split_first_chunk::<4>().ok_or(ClaimModelError::Checksum)?;
        let found = u32::from_le_bytes(*version);
        if found != FORMAT_VERSION {
            return Err(ClaimModelError::Version { found, expected: FORMAT_VERSION });
        }
        let (checksum, body) = rest.split_first_chunk::<8>().ok_or(ClaimModelError::Checksum)?;
        if u64::from_le_bytes(*checksum) != xxh3_64(body) {
            return Err(ClaimModelError::Checksum);
        }
        let mut inflated = Vec::new();
        GzDecoder::new(body)
            .take(MAX_INFLATED_BYTES)
            .read_to_end(&mut inflated)
            .map_err(|_| ClaimModelError::Inconsistent)?;
        let model: Self = postcard::from_bytes(&inflated).map_err(|_| ClaimModelError::Inconsistent)?;
        let is_sound = model.claims.as_ref().is_none_or(ClaimWeights::is_sound)
            && model.pairs.as_ref().is_none_or(weights_fit);
        is_sound.then_some(model).ok_or(ClaimModelError::Inconsistent)
    }

    /// The bytes of a file.
    ///
    /// # Errors
    /// When it cannot be written to memory.
    pub fn to_file(&self) -> std::io::Result<Vec<u8>> {
        let plain = postcard::to_allocvec(self).map_err(std::io::Error::other)?;
        let mut deflated = GzEncoder::new(Vec::new(), Compression::best());
        deflated.write_all(&plain)?;
        let body = deflated.finish()?;
        let mut bytes = MAGIC.to_vec();
        bytes.extend(FORMAT_VERSION.to_le_bytes());
        bytes.extend(xxh3_64(&body).to_le_bytes());
        bytes.extend(body);
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file() -> Vec<u8> {
        let about = AboutClaimModel { name: "test".to_owned(), ..AboutClaimModel::default() };
        ClaimModel { about, ..ClaimModel::default() }.to_file().unwrap()
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(ClaimModel::load(&file()).unwrap().about.name, "test");
    }

    #[test]
    fn the_built_in_model_is_sound() {
        ClaimModel::built_in().unwrap();
    }

    #[test]
    fn a_damaged_file_is_refused() {
        let whole = file();
        assert!(matches!(ClaimModel::load(b"else"), Err(ClaimModelError::NotAModel)));
        for length in 8..whole.len() {
            ClaimModel::load(&whole[..length]).unwrap_err();
        }
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 0x10;
            ClaimModel::load(&changed).unwrap_err();
        }
    }
}
