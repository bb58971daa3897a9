//! A page as people paste it: whole, without its empty lines or with more of them, from somewhere on, up to
//! somewhere, a few lines alone.

use super::{MarkedLine, MarkedPage};
use crate::chance::Chance;
use shirushi_model::Section;

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
