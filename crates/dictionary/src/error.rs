//! What can be wrong with a pack, as a closed set a person can act on.

use thiserror::Error;

/// Why a pack could not be loaded. None of these harms anything: fetch the pack again, or a matching one.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum DictionaryError {
    /// The bytes are something else: an error page of a server, another file.
    #[error("this is not a Shirushi dictionary")]
    NotADictionary,
    /// A pack, but of a format this program does not read.
    #[error("the dictionary has format version {found}, this program reads version {expected}")]
    Version {
        /// The version in the pack.
        found: u32,
        /// The version this program reads.
        expected: u32,
    },
    /// The bytes end too early: the transfer was cut off.
    #[error("the dictionary is incomplete")]
    Truncated,
    /// The bytes inflate to more than any dictionary needs.
    #[error("the dictionary is larger than the limit of {limit} bytes")]
    TooLarge {
        /// The limit, in bytes after inflating.
        limit: usize,
    },
    /// The bytes are not those that were packed.
    #[error("the dictionary is damaged")]
    Checksum,
    /// The compressed stream cannot be read.
    #[error("the dictionary is damaged: it cannot be decompressed")]
    Compression(#[source] std::io::Error),
    /// The checksum holds but a column says something impossible: the packer and this program disagree.
    #[error("the dictionary is inconsistent in its section `{section}`")]
    Inconsistent {
        /// The section that does not make sense.
        section: &'static str,
    },
}

impl DictionaryError {
    /// A stable name for programs: it never changes and is never translated.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotADictionary => "dictionary-unrecognized",
            Self::Version { .. } => "dictionary-version",
            Self::Truncated => "dictionary-truncated",
            Self::TooLarge { .. } => "dictionary-too-large",
            Self::Checksum | Self::Compression(_) => "dictionary-damaged",
            Self::Inconsistent { .. } => "dictionary-inconsistent",
        }
    }
}
