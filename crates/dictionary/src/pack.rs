//! The container: one gzip stream with a magic number, a version, a checksum, a description and the sections.
//!
//! ```text
//! "SHIRUSHI"  version: u32  checksum: u64  description length: u32  description  sections…
//! ```
//!
//! Numbers are little-endian. The checksum is XXH3-64 of everything behind it. The description is an
//! [`About`] and the lengths of the sections in the order of [`Section::ALL`], in postcard. What the sections
//! mean is not known here.

use crate::DictionaryError;
use flate2::read::GzDecoder;
use serde::{Deserialize, Serialize};
use std::io::Read;
use xxhash_rust::xxh3::xxh3_64;

/// The version of the format; a pack of another version is refused.
pub const FORMAT_VERSION: u32 = 1;

const MAGIC: &[u8; 8] = b"SHIRUSHI";
const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];

/// The most bytes a pack may inflate to. Ours has about a fifth of that.
pub const MAX_INFLATED_BYTES: usize = 64 << 20;

/// Where a dictionary comes from and under which terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Its name with its version: `ipadic-2.7.0-20070801+shirushi.1`.
    pub name: String,
    /// Where it comes from, in English, one paragraph.
    pub source: String,
    /// The licences and notices it is under, as text.
    pub licence: String,
    /// How many words it has.
    pub words: u32,
}

macro_rules! sections {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// The sections of a pack.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Section { $($(#[$doc])* $variant,)* }

        impl Section {
            pub(crate) const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in error messages.
            pub(crate) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

sections! {
    /// The part of speech of each context id.
    Contexts = "contexts",
    /// What it costs when one context follows another.
    Matrix = "matrix",
    /// Classes of characters and what unknown words they make.
    Characters = "characters",
    /// The context ids and costs of unknown words.
    Unknown = "unknown",
    /// The distinct surfaces, sorted.
    Surfaces = "surfaces",
    /// Where the nodes of the trie over the surfaces lie.
    Trie = "trie",
    /// How many words each surface has.
    Homographs = "homographs",
    /// The context id of each word.
    WordContexts = "word-contexts",
    /// The cost of each word.
    WordCosts = "word-costs",
    /// How the lemma is made from the surface.
    Lemmas = "lemmas",
    /// The readings.
    Readings = "readings",
}

#[derive(Debug, Serialize, Deserialize)]
struct Description {
    about: About,
    lengths: Vec<u32>,
}

/// An opened pack: checked bytes, not yet understood.
pub(crate) struct Pack {
    pub(crate) about: About,
    bytes: Vec<u8>,
    /// Start and end of each section in `bytes`.
    ranges: Vec<(usize, usize)>,
}

impl Pack {
    /// Inflates the bytes if they are compressed and checks everything that can be checked without
    /// understanding them.
    pub(crate) fn open(bytes: Vec<u8>) -> Result<Self, DictionaryError> {
        let bytes = if bytes.starts_with(&GZIP_MAGIC) { inflate(&bytes)? } else { bytes };
        if bytes.len() > MAX_INFLATED_BYTES {
            return Err(DictionaryError::TooLarge { limit: MAX_INFLATED_BYTES });
        }
        let (found, mut rest) = bytes.split_at(bytes.len().min(MAGIC.len()));
        if !MAGIC.starts_with(found) || found.is_empty() {
            return Err(DictionaryError::NotADictionary);
        }
        let version = u32::from_le_bytes(split(&mut rest)?);
        if version != FORMAT_VERSION {
            return Err(DictionaryError::Version { found: version, expected: FORMAT_VERSION });
        }
        let checksum = u64::from_le_bytes(split(&mut rest)?);
        let checked = rest;
        let length = u32::from_le_bytes(split(&mut rest)?) as usize;
        // A shorter transfer is told from a damaged one by the lengths, before the checksum fails for both.
        let (description, sections) = rest.split_at_checked(length).ok_or(DictionaryError::Truncated)?;
        let description = postcard::from_bytes::<Description>(description).ok();
        let declared = description.as_ref().map_or(0, |d| d.lengths.iter().map(|&n| u64::from(n)).sum());
        if declared > sections.len() as u64 {
            return Err(DictionaryError::Truncated);
        }
        if xxh3_64(checked) != checksum {
            return Err(DictionaryError::Checksum);
        }
        let description = description.ok_or(DictionaryError::Inconsistent { section: "description" })?;
        if declared != sections.len() as u64 || description.lengths.len() != Section::ALL.len() {
            return Err(DictionaryError::Inconsistent { section: "description" });
        }
        let mut start = bytes.len() - sections.len();
        let mut ranges = Vec::with_capacity(description.lengths.len());
        for &length in &description.lengths {
            ranges.push((start, start + length as usize));
            start += length as usize;
        }
        Ok(Self { about: description.about, bytes, ranges })
    }

    /// The bytes of one section.
    pub(crate) fn section(&self, section: Section) -> &[u8] {
        self.ranges
            .get(section as usize)
            .and_then(|&(start, end)| self.bytes.get(start..end))
            .unwrap_or_default()
    }
}

fn split<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], DictionaryError> {
    let (head, tail) = rest.split_first_chunk().ok_or(DictionaryError::Truncated)?;
    *rest = tail;
    Ok(*head)
}

/// Inflates at most [`MAX_INFLATED_BYTES`]; memory grows with what is really there, not with what is
/// declared.
fn inflate(bytes: &[u8]) -> Result<Vec<u8>, DictionaryError> {
    let declared = bytes.last_chunk().map_or(0, |last| u32::from_le_bytes(*last)) as usize;
    // Deflate cannot do better than 1 : 1032, so a declared size beyond that is a lie.
    let plausible = declared.min(MAX_INFLATED_BYTES).min(bytes.len().saturating_mul(1032));
    let mut inflated = Vec::with_capacity(plausible);
    let limit = MAX_INFLATED_BYTES as u64 + 1;
    match GzDecoder::new(bytes).take(limit).read_to_end(&mut inflated) {
        Ok(_) if inflated.len() > MAX_INFLATED_BYTES => {
            Err(DictionaryError::TooLarge { limit: MAX_INFLATED_BYTES })
        }
        Ok(_) => Ok(inflated),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Err(DictionaryError::Truncated),
        Err(error) => Err(DictionaryError::Compression(error)),
    }
}

/// Puts a pack together, not yet compressed. `sections` come in the order of [`Section::ALL`].
#[cfg(any(feature = "build", test))]
pub(crate) fn assemble(about: About, sections: &[Vec<u8>]) -> Result<Vec<u8>, postcard::Error> {
    let lengths = sections.iter().map(|section| section.len() as u32).collect();
    let description = postcard::to_allocvec(&Description { about, lengths })?;
    let mut checked = (description.len() as u32).to_le_bytes().to_vec();
    checked.extend_from_slice(&description);
    sections.iter().for_each(|section| checked.extend_from_slice(section));
    let mut pack = MAGIC.to_vec();
    pack.extend_from_slice(&FORMAT_VERSION.to_le_bytes());
    pack.extend_from_slice(&xxh3_64(&checked).to_le_bytes());
    pack.extend_from_slice(&checked);
    Ok(pack)
}

/// Compresses a pack. The same bytes give the same bytes: no time, no file name goes into the stream.
#[cfg(any(feature = "build", test))]
pub(crate) fn compress(pack: &[u8]) -> std::io::Result<Vec<u8>> {
    use std::io::Write;
    let mut encoder = flate2::GzBuilder::new().mtime(0).write(Vec::new(), flate2::Compression::best());
    encoder.write_all(pack)?;
    encoder.finish()
}
