//! A page as people paste it: whole, without its empty lines or with more of them, from somewhere on, up to
//! somewhere, a few lines alone.

use super::{MarkedLine, MarkedPage};
use shirushi_model::Section;

/// SplitMix64: small, and the same everywhere.
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    /// Below `end`, or 0.
    pub(super) fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    /// Below one.
    pub(super) fn fraction(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }
}

/// All pages with their variants.
pub(super) fn of_all(pages: &[&MarkedPage], seed: u64) -> Vec<Vec<MarkedLine>> {
    let mut chance = Chance::new(seed);
    let has_text = |lines: &Vec<MarkedLine>| lines.iter().any(|line| !line.text.trim().is_empty());
    pages.iter().flat_map(|page| of(&page.lines, &mut chance)).filter(has_text).collect()
}

/// How many short passages of a page are seen by themselves, and their most lines.
const PASSAGES: usize = 4;
const PASSAGE: usize = 8;

fn of(lines: &[MarkedLine], chance: &mut Chance) -> Vec<Vec<MarkedLine>> {
    let mut variants = vec![lines.to_vec()];
    let dense: Vec<MarkedLine> = lines.iter().filter(|line| !line.text.trim().is_empty()).cloned().collect();
    if lines.iter().any(|line| line.section != Section::Body) {
        variants.push(dense.iter().flat_map(|line| [line.clone(), empty()]).collect());
        let from = chance.below(lines.len() / 2);
        variants.push(lines.get(from..).unwrap_or_default().to_vec());
        let to = lines.len() - chance.below(lines.len() / 2);
        variants.push(lines.get(..to).unwrap_or_default().to_vec());
        variants.push(dense);
    }
    for _ in 0..PASSAGES {
        let from = chance.below(lines.len());
        let to = lines.len().min(from + 1 + chance.below(PASSAGE));
        variants.push(lines.get(from..to).unwrap_or_default().to_vec());
    }
    variants
}

fn empty() -> MarkedLine {
    MarkedLine { text: String::new(), section: Section::Body }
}
