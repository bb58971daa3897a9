//! The weights of the model: what each row of features says for each section, in whole numbers, and what
//! follows what.
//!
//! The file: `SHSE`, a byte for the version of the features, 50 bytes for pairs, the number of rows (u32,
//! little-endian), the distance of each row's number from the one before (LEB128), then five bytes for each
//! row.

use super::chain::{LABELS, Pairs};
use super::features::{Page, ROW_BITS, VERSION};

const MAGIC: &[u8; 4] = b"SHSE";

/// What one stands for in the file.
pub(super) const SCALE: f32 = 24.0;

/// Rows are looked for among those with the same highest bits.
const SHELF_BITS: u32 = 10;

/// Weights in whole numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Weights {
    pub(super) pairs: Pairs,
    /// In order.
    numbers: Vec<u32>,
    rows: Vec<[i8; LABELS]>,
    /// Where the rows of each shelf begin, and the end.
    shelves: Vec<u32>,
}

impl Weights {
    /// Of rows in order.
    pub(super) fn new(pairs: Pairs, rows: Vec<(u32, [i8; LABELS])>) -> Self {
        let (numbers, rows): (Vec<u32>, Vec<_>) = rows.into_iter().unzip();
        let starts = (0..=1u32 << SHELF_BITS)
            .map(|shelf| numbers.partition_point(|&number| number >> (ROW_BITS - SHELF_BITS) < shelf) as u32);
        Self { pairs, shelves: starts.collect(), numbers, rows }
    }

    /// Reads a file; nothing when it is damaged or of another version.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?.strip_prefix(&[VERSION])?;
        let mut pairs = Pairs::default();
        for weight in pairs.close.iter_mut().chain(&mut pairs.apart).flatten() {
            *weight = i32::from(byte(&mut rest)? as i8);
        }
        let (count, after) = rest.split_first_chunk()?;
        rest = after;
        let count = u32::from_le_bytes(*count) as usize;
        // Each row takes six bytes at least.
        if count > rest.len() / 6 {
            return None;
        }
        let mut number = 0u32;
        let mut numbers = Vec::with_capacity(count);
        for _ in 0..count {
            number = number.checked_add(varint(&mut rest)?)?;
            numbers.push(number);
        }
        let (rows, after) = rest.as_chunks::<LABELS>();
        let is_whole = rows.len() == count && after.is_empty() && number < 1 << ROW_BITS;
        let rows = numbers.into_iter().zip(rows.iter().map(|row| row.map(|weight| weight as i8)));
        is_whole.then(|| Self::new(pairs, rows.collect()))
    }

    /// The file.
    pub(super) fn write(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        bytes.extend(self.pairs.close.iter().chain(&self.pairs.apart).flatten().map(|&weight| weight as u8));
        bytes.extend((self.numbers.len() as u32).to_le_bytes());
        let mut before = 0;
        for &number in &self.numbers {
            let mut distance = number - before;
            before = number;
            while distance > 0x7F {
                bytes.push(distance as u8 | 0x80);
                distance >>= 7;
            }
            bytes.push(distance as u8);
        }
        bytes.extend(self.rows.iter().flatten().map(|&weight| weight as u8));
        bytes
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    /// What the features of a line say for each section.
    pub(super) fn score(&self, page: &Page<'_>, line: usize) -> [i32; LABELS] {
        let mut scores = [0; LABELS];
        page.features(line, &mut |row| {
            if let Some(weights) = self.row(row) {
                scores.iter_mut().zip(weights).for_each(|(score, &weight)| *score += i32::from(weight));
            }
        });
        scores
    }

    fn row(&self, number: u32) -> Option<&[i8; LABELS]> {
        let shelf = (number >> (ROW_BITS - SHELF_BITS)) as usize;
        let start = *self.shelves.get(shelf)? as usize;
        let end = *self.shelves.get(shelf + 1)? as usize;
        let found = self.numbers.get(start..end)?.iter().position(|&one| one == number)?;
        self.rows.get(start + found)
    }
}

fn byte(rest: &mut &[u8]) -> Option<u8> {
    let (&first, after) = rest.split_first()?;
    *rest = after;
    Some(first)
}

fn varint(rest: &mut &[u8]) -> Option<u32> {
    let mut value = 0;
    for shift in [0, 7, 14] {
        let next = byte(rest)?;
        value |= u32::from(next & 0x7F) << shift;
        if next < 0x80 {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_read_as_they_were_written() {
        let mut pairs = Pairs::default();
        pairs.close[1][2] = -127;
        pairs.apart[4][4] = 30;
        let rows = vec![(0, [1, -2, 3, -4, 5]), (300, [-128, 127, 0, 0, 0]), ((1 << ROW_BITS) - 1, [9; 5])];
        let weights = Weights::new(pairs, rows);
        let bytes = weights.write();
        assert_eq!(Weights::read(&bytes), Some(weights.clone()));
        assert_eq!(weights.row(300), Some(&[-128, 127, 0, 0, 0]));
        assert_eq!(weights.row(301), None);
        for cut in 0..bytes.len() {
            assert_eq!(Weights::read(&bytes[..cut]), None);
        }
    }

    #[test]
    fn the_weights_of_the_program_are_whole_and_small() {
        let bytes = include_bytes!("../../../model/sections.weights");
        assert!(Weights::read(bytes).is_some());
        assert!(bytes.len() <= 20_480, "{} bytes", bytes.len());
    }
}
