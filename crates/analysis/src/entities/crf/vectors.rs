//! What words are used like: for each word a short vector and a cluster. Many words share one of both.
//!
//! The table holds no word. A vector has [`DIMENSIONS`] numbers of four bits, the principal components of
//! longer ones, in sevenths of [`REACH`] standard deviations.

use super::file::EntityModelError;
use super::word_map::{Width, WordHash, WordMap};

/// How many numbers a vector has.
pub const DIMENSIONS: usize = 48;

/// The largest number a component may have.
const MOST: i8 = 7;

/// What it stands for, in standard deviations of all components. Larger ones are cut.
const REACH: f32 = 2.5;

/// What one step of a component stands for.
pub(crate) const STEP: f32 = REACH / MOST as f32;

/// One word in the hierarchy of clusters: its place among 1024, whose first bits are its places among 256
/// and 64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cluster(u16);

impl Cluster {
    /// How many there are at the finest level.
    pub const FINEST: u16 = 1024;

    /// The cluster with this number; `None` beyond the last.
    pub fn new(number: u16) -> Option<Self> {
        (number < Self::FINEST).then_some(Self(number))
    }

    /// Its place among 64.
    pub fn coarse(self) -> u16 {
        self.0 >> 4
    }

    /// Its number at the coarse (64), middle (256) and finest level (1024), each above zero.
    pub(crate) fn levels(self) -> [u64; 3] {
        [4, 2, 0].map(|shift| u64::from(self.0 >> shift) + 1)
    }
}

/// What words are used like that share one row.
#[derive(Debug, Clone, PartialEq)]
pub struct Usage {
    /// Their cluster.
    pub cluster: Cluster,
    /// Their principal components, of any scale.
    pub components: [f32; DIMENSIONS],
}

/// The number of a row.
pub(crate) type RowNumber = u16;

const WIDTH: Width = Width { number: 15, check: 5 };

const BYTES: usize = DIMENSIONS / 2;

/// Words with their rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WordVectors {
    words: WordMap,
    clusters: Vec<Cluster>,
    /// Two components in each byte, the first in its low half.
    components: Vec<[u8; BYTES]>,
}

impl WordVectors {
    /// The table of these words, each with the number of its row. `None` when a number is beyond the last row
    /// or there are too many.
    pub(crate) fn build(words: &[(WordHash, usize)], rows: &[Usage]) -> Option<Self> {
        let all = || rows.iter().flat_map(|row| row.components);
        let mean_square = all().map(|c| f64::from(c * c)).sum::<f64>() / all().count().max(1) as f64;
        let unit = (mean_square.sqrt() as f32).max(1e-9) * STEP;
        let most = f32::from(MOST);
        let packed = |row: &Usage| {
            let mut bytes = [0u8; BYTES];
            for (byte, pair) in bytes.iter_mut().zip(row.components.as_chunks::<2>().0) {
                let [low, high] = pair.map(|c| (c / unit).round().clamp(-most, most) as i8 as u8 & 0xF);
                *byte = low | high << 4;
            }
            bytes
        };
        let mut numbers = Vec::with_capacity(words.len());
        for &(hash, row) in words {
            rows.get(row)?;
            numbers.push((hash, u32::try_from(row).ok()?));
        }
        Some(Self {
            words: WordMap::build(&numbers, WIDTH)?,
            clusters: rows.iter().map(|row| row.cluster).collect(),
            components: rows.iter().map(packed).collect(),
        })
    }

    /// The row of a word.
    pub(crate) fn row(&self, hash: WordHash) -> Option<RowNumber> {
        let row = self.words.get(hash)?;
        // A stranger may get any number.
        ((row as usize) < self.clusters.len()).then_some(row as RowNumber)
    }

    pub(crate) fn cluster(&self, row: RowNumber) -> Option<Cluster> {
        self.clusters.get(usize::from(row)).copied()
    }

    /// The components of a row, in steps.
    pub(crate) fn components(&self, row: RowNumber) -> [i8; DIMENSIONS] {
        let mut components = [0; DIMENSIONS];
        let bytes = self.components.get(usize::from(row)).unwrap_or(&[0; BYTES]);
        for (pair, byte) in components.as_chunks_mut::<2>().0.iter_mut().zip(bytes) {
            *pair = [(byte << 4).cast_signed() >> 4, byte.cast_signed() >> 4];
        }
        components
    }

    /// Appends the table to a file: words, the number of rows, their clusters, their components.
    pub(crate) fn write(&self, into: &mut Vec<u8>) {
        self.words.write(into);
        into.extend_from_slice(&(self.clusters.len() as u32).to_le_bytes());
        self.clusters.iter().for_each(|cluster| into.extend_from_slice(&cluster.0.to_le_bytes()));
        into.extend_from_slice(self.components.as_flattened());
    }

    /// Reads a table off the front of a file.
    pub(crate) fn read(rest: &mut &[u8]) -> Result<Self, EntityModelError> {
        let words = WordMap::read(rest)?;
        let (count, tail) = rest.split_first_chunk().ok_or(EntityModelError::Truncated)?;
        let count = u32::from_le_bytes(*count) as usize;
        if count > 1 << WIDTH.number {
            return Err(EntityModelError::Inconsistent);
        }
        let (clusters, tail) = tail.split_at_checked(2 * count).ok_or(EntityModelError::Truncated)?;
        let (components, tail) = tail.split_at_checked(BYTES * count).ok_or(EntityModelError::Truncated)?;
        let cluster = |bytes: &[u8; 2]| Cluster::new(u16::from_le_bytes(*bytes));
        let clusters: Option<Vec<Cluster>> = clusters.as_chunks().0.iter().map(cluster).collect();
        *rest = tail;
        Ok(Self {
            words,
            clusters: clusters.ok_or(EntityModelError::Inconsistent)?,
            components: components.as_chunks().0.to_vec(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usage(first: f32, cluster: u16) -> Usage {
        let mut components = [1.0; DIMENSIONS];
        components[0] = first;
        components[1] = -first;
        Usage { cluster: Cluster::new(cluster).unwrap(), components }
    }

    fn table() -> WordVectors {
        WordVectors::build(&[(11, 0), (12, 1), (13, 1)], &[usage(0.3, 5), usage(-90.0, 1023)]).unwrap()
    }

    #[test]
    fn words_get_the_steps_of_their_row() {
        let table = table();
        assert_eq!(table.row(13), table.row(12));
        let row = table.row(13).unwrap();
        assert_eq!(table.cluster(row), Cluster::new(1023));
        assert_eq!(table.components(row)[..2], [-7, 7], "what is far beyond is cut");
        assert_eq!(table.components(row)[2], table.components(table.row(11).unwrap())[2]);
        assert_eq!(WordVectors::build(&[(11, 2)], &[usage(1.0, 5)]), None);
    }

    #[test]
    fn what_is_written_can_be_read() {
        let table = table();
        let mut bytes = Vec::new();
        table.write(&mut bytes);
        assert_eq!(WordVectors::read(&mut bytes.as_slice()).unwrap(), table);
        for length in 0..bytes.len() {
            assert!(WordVectors::read(&mut &bytes[..length]).is_err());
        }
        let cluster = bytes.len() - 2 * BYTES - 1;
        bytes[cluster] = 0xFF;
        assert!(matches!(WordVectors::read(&mut bytes.as_slice()), Err(EntityModelError::Inconsistent)));
    }
}
