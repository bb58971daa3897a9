//! A table from words to small numbers that does not hold the words: a static function over a binary fuse
//! graph (Graf and Lemire, *Binary Fuse Filters*, 2022; Botelho, Pagh and Ziviani, *Simple and
//! Space-Efficient Minimal Perfect Hash Functions*, 2007).
//!
//! A word costs about 1.13 times the bits of its number and its check. A word that is in the table gets its
//! number; one that is not gets none, or by chance one time in 2^check any number. It knows nothing of what
//! the numbers mean.

use super::file::EntityModelError;

/// How wide the cells of a table are, in bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Width {
    /// Of the number.
    pub(crate) number: u32,
    /// Of the check that keeps strangers out.
    pub(crate) check: u32,
}

impl Width {
    /// The widest cell that is read in one piece.
    const MOST: u32 = 25;

    fn cell(self) -> u32 {
        self.number + self.check
    }
}

/// A finished table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WordMap {
    width: Width,
    seed: u64,
    /// The logarithm of the length of a segment.
    segment_bits: u32,
    /// How many segments a first cell may lie in.
    segments: u32,
    /// The cells, one behind the other without gaps, the lowest bits first.
    cells: Vec<u8>,
}

/// What a stretch of characters is known by in a table.
pub(crate) type WordHash = u64;

/// The hash of no characters.
pub(crate) const EMPTY: WordHash = 7;

/// The hash of one character more.
pub(crate) fn extend(hash: WordHash, c: char) -> WordHash {
    mix(hash, u64::from(c))
}

/// Two numbers into one; the low and the high bits of the result depend on all of both.
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let product =
        (a ^ 0xA076_1D64_78BD_642F).wrapping_add(b.rotate_left(23)).wrapping_mul(0xE703_7ED1_A0B4_28DB);
    product ^ product >> 32
}

/// The three cells of a key and its check.
struct Places {
    cells: [usize; 3],
    check: u32,
}

impl WordMap {
    /// The table of these words; of two with one hash the first counts. The same words in the same order give
    /// the same table. `None` when it cannot be made, which takes more than 2^26 words or a number wider than
    /// the width.
    pub(crate) fn build(words: &[(WordHash, u32)], width: Width) -> Option<Self> {
        let fits = |&(_, number): &(WordHash, u32)| u64::from(number) < 1 << width.number;
        if width.cell() > Width::MOST || words.len() > 1 << 26 || !words.iter().all(fits) {
            return None;
        }
        let mut words = words.to_vec();
        words.sort_by_key(|&(hash, _)| hash);
        words.dedup_by_key(|&mut (hash, _)| hash);
        let (segment_bits, segments) = layout(words.len());
        (1..=64).find_map(|seed| {
            let empty = Self { width, seed: mix(seed, 0x51), segment_bits, segments, cells: Vec::new() };
            empty.filled(&words)
        })
    }

    fn length(&self) -> usize {
        (self.segments as usize + 2) << self.segment_bits
    }

    /// Peels the graph: a cell that only one word has is that word's; without the word others become so too.
    /// In the reverse order every word can still choose its cell.
    fn filled(mut self, words: &[(WordHash, u32)]) -> Option<Self> {
        let length = self.length();
        let mut degree = vec![0u32; length];
        let mut sum = vec![0u32; length];
        for (number, &(hash, _)) in (0u32..).zip(words) {
            for cell in self.places(hash).cells {
                *degree.get_mut(cell)? += 1;
                *sum.get_mut(cell)? ^= number;
            }
        }
        let mut alone: Vec<usize> = (0..length).filter(|&cell| degree.get(cell) == Some(&1)).collect();
        let mut order = Vec::with_capacity(words.len());
        while let Some(cell) = alone.pop() {
            if degree.get(cell) != Some(&1) {
                continue;
            }
            let number = *sum.get(cell)?;
            order.push((cell, number));
            for other in self.places(words.get(number as usize)?.0).cells {
                *degree.get_mut(other)? -= 1;
                *sum.get_mut(other)? ^= number;
                if degree.get(other) == Some(&1) {
                    alone.push(other);
                }
            }
        }
        if order.len() < words.len() {
            return None;
        }
        let mut cells = vec![0u32; length];
        for (cell, number) in order.into_iter().rev() {
            let &(hash, value) = words.get(number as usize)?;
            let places = self.places(hash);
            let wanted = places.check << self.width.number | value;
            let others = places.cells.iter().filter_map(|&place| cells.get(place)).fold(0, |sum, c| sum ^ c);
            *cells.get_mut(cell)? = wanted ^ others ^ cells.get(cell)?;
        }
        self.cells = packed(&cells, self.width.cell());
        Some(self)
    }

    fn places(&self, hash: WordHash) -> Places {
        let hash = mix(hash, self.seed);
        let hash = mix(hash, hash >> 29);
        let segment = 1usize << self.segment_bits;
        // The product's upper half: `hash * reach >> 64`, in two steps because WebAssembly multiplies no
        // wider. Invariant: a table has fewer than 2^28 cells, so nothing is carried beyond 64 bits.
        let reach = u64::from(self.segments) << self.segment_bits;
        let (high, low) = (hash >> 32, hash & 0xFFFF_FFFF);
        let first = ((high * reach + ((low * reach) >> 32)) >> 32) as usize;
        let second = (first + segment) ^ (hash >> 18) as usize & (segment - 1);
        let third = (first + 2 * segment) ^ hash as usize & (segment - 1);
        let check = (mix(hash, 0xC3) >> 32) as u32 & ((1u32 << self.width.check) - 1);
        Places { cells: [first, second, third], check }
    }

    fn cell(&self, place: usize) -> u32 {
        let bit = place * self.width.cell() as usize;
        let bytes = self.cells.get(bit / 8..bit / 8 + 4).and_then(|bytes| bytes.first_chunk::<4>());
        let mask = (1u32 << self.width.cell()) - 1;
        bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes) >> (bit % 8) & mask)
    }

    /// The number of a word.
    pub(crate) fn get(&self, hash: WordHash) -> Option<u32> {
        let places = self.places(hash);
        let cell = places.cells.iter().fold(0, |sum, &place| sum ^ self.cell(place));
        (cell >> self.width.number == places.check).then_some(cell & ((1u32 << self.width.number) - 1))
    }

    /// Appends the table to a file: widths, layout, seed, cells.
    pub(crate) fn write(&self, into: &mut Vec<u8>) {
        let head = [self.width.number, self.width.check, self.segment_bits, self.segments];
        head.iter().for_each(|number| into.extend_from_slice(&number.to_le_bytes()));
        into.extend_from_slice(&self.seed.to_le_bytes());
        into.extend_from_slice(&self.cells);
    }

    /// Reads a table off the front of a file.
    pub(crate) fn read(rest: &mut &[u8]) -> Result<Self, EntityModelError> {
        let mut number = || {
            let (head, tail) = rest.split_first_chunk().ok_or(EntityModelError::Truncated)?;
            *rest = tail;
            Ok(u32::from_le_bytes(*head))
        };
        let width = Width { number: number()?, check: number()? };
        let (segment_bits, segments) = (number()?, number()?);
        let seed = u64::from(number()?) | u64::from(number()?) << 32;
        let is_possible = width.number <= Width::MOST
            && width.check <= Width::MOST
            && (1..=Width::MOST).contains(&width.cell())
            && segment_bits <= 18
            && segments <= 1 << 26 >> segment_bits;
        if !is_possible {
            return Err(EntityModelError::Inconsistent);
        }
        let mut map = Self { width, seed, segment_bits, segments, cells: Vec::new() };
        let bytes = packed_length(map.length(), width.cell());
        let (cells, tail) = rest.split_at_checked(bytes).ok_or(EntityModelError::Truncated)?;
        map.cells = cells.to_vec();
        *rest = tail;
        Ok(map)
    }
}

/// The logarithm of a segment's length and the number of segments for so many words; the constants are Graf
/// and Lemire's.
fn layout(words: usize) -> (u32, u32) {
    let count = words.max(2) as f64;
    let segment_bits = ((count.ln() / 3.33f64.ln() + 2.25).floor() as u32).min(18);
    let factor = (0.875 + 0.25 * 1e6f64.ln() / count.ln()).max(1.125);
    let segments = (count * factor / f64::from(1u32 << segment_bits)).ceil() as u32;
    (segment_bits, segments.saturating_sub(2).max(1))
}

fn packed_length(cells: usize, width: u32) -> usize {
    // Four bytes are read at a time, so some must lie behind the last cell.
    (cells * width as usize).div_ceil(8) + 4
}

fn packed(cells: &[u32], width: u32) -> Vec<u8> {
    let mut bytes = vec![0u8; packed_length(cells.len(), width)];
    for (place, &cell) in cells.iter().enumerate() {
        let bit = place * width as usize;
        let shifted = cell << (bit % 8);
        for (byte, part) in bytes.iter_mut().skip(bit / 8).zip(shifted.to_le_bytes()) {
            *byte |= part;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(count: u64) -> Vec<(WordHash, u32)> {
        (0..count).map(|n| (mix(n, 3), (n % 60) as u32)).collect()
    }

    #[test]
    fn every_word_finds_its_number_and_few_strangers_one() {
        for count in [0, 1, 2, 3, 50, 4_000, 60_000] {
            let words = words(count);
            let map = WordMap::build(&words, Width { number: 6, check: 8 }).unwrap();
            assert!(words.iter().all(|&(hash, number)| map.get(hash) == Some(number)), "{count} words");
            let strangers = (0..20_000u64).filter(|&n| map.get(mix(n, 99)).is_some()).count();
            assert!(strangers < 140, "{strangers} of 20,000 strangers were let in");
        }
    }

    #[test]
    fn what_is_written_can_be_read() {
        let map = WordMap::build(&words(5_000), Width { number: 10, check: 4 }).unwrap();
        let mut bytes = Vec::new();
        map.write(&mut bytes);
        // Small tables need more room for each word than large ones.
        assert!(bytes.len() < 5_000 * 14 / 8 * 14 / 10, "{} bytes", bytes.len());
        assert_eq!(WordMap::read(&mut bytes.as_slice()).unwrap(), map);
        for length in 0..bytes.len() {
            assert!(WordMap::read(&mut &bytes[..length]).is_err());
        }
        for byte in 0..24 {
            for bit in 0..8 {
                let mut damaged = bytes.clone();
                damaged[byte] ^= 1 << bit;
                if let Ok(map) = WordMap::read(&mut damaged.as_slice()) {
                    (0..100).for_each(|n| _ = map.get(n));
                }
            }
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(WordMap::build(&[(1, 64)], Width { number: 6, check: 8 }), None);
        assert_eq!(WordMap::build(&[(1, 1)], Width { number: 20, check: 8 }), None);
    }
}
