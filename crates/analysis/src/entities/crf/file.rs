//! What every part of a model file is read by, and what can be wrong with it. Which parts there are is
//! `model`'s.

/// Why a model cannot be used. The analysis goes on with rules alone.
#[derive(Debug, thiserror::Error)]
pub enum EntityModelError {
    /// There is none.
    #[error("there is no entity model")]
    Missing,
    /// It is there and cannot be read.
    #[error("the entity model cannot be read")]
    Unreadable(#[source] std::io::Error),
    /// Something else altogether.
    #[error("this is no entity model")]
    NotAModel,
    /// Made by another version of the program.
    #[error("the entity model has format version {found}, this program reads {expected}")]
    Version {
        /// The file's.
        found: u32,
        /// Ours.
        expected: u32,
    },
    /// It looks at words in another way than this program.
    #[error("the entity model was trained for another set of features")]
    Features,
    /// It ends too early.
    #[error("the entity model is cut short")]
    Truncated,
    /// Its bytes were changed on the way.
    #[error("the entity model is damaged: its checksum is wrong")]
    Checksum,
    /// The weights cannot be inflated.
    #[error("the entity model's weights cannot be inflated")]
    Compression(#[source] std::io::Error),
    /// Its parts do not fit together.
    #[error("the entity model contradicts itself")]
    Inconsistent,
}

impl EntityModelError {
    /// A word for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing => "entity-model-missing",
            Self::Unreadable(_) => "entity-model-unreadable",
            Self::NotAModel => "entity-model-not-a-model",
            Self::Version { .. } => "entity-model-version",
            Self::Features => "entity-model-features",
            Self::Truncated => "entity-model-truncated",
            Self::Checksum => "entity-model-checksum",
            Self::Compression(_) => "entity-model-compression",
            Self::Inconsistent => "entity-model-inconsistent",
        }
    }
}

/// Takes so many bytes off the front.
pub(crate) fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], EntityModelError> {
    let (head, tail) = rest.split_first_chunk().ok_or(EntityModelError::Truncated)?;
    *rest = tail;
    Ok(*head)
}

/// A weight or a scale: no file of ours has one that is not finite, or so large.
pub(crate) fn finite(number: f32) -> Result<f32, EntityModelError> {
    if number.is_finite() && number.abs() < 1e6 { Ok(number) } else { Err(EntityModelError::Inconsistent) }
}

/// A number in LEB128, at most 28 bits.
pub(crate) fn varint(rest: &mut &[u8]) -> Result<usize, EntityModelError> {
    let mut number = 0usize;
    for shift in [0, 7, 14, 21] {
        let [byte] = take(rest)?;
        number |= usize::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(EntityModelError::Inconsistent)
}
