//! The chain of lines: which sequence of sections is the best, by what each line says for itself and which
//! section follows which.

use shirushi_model::Section;

/// How many labels there are.
pub(super) const LABELS: usize = 5;

/// Less than any sum of weights.
pub(super) const NEVER: i32 = -1_000_000;

/// A section as the model counts them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SectionLabel {
    Body,
    Heading,
    Bullet,
    Caption,
    Metadata,
}

impl SectionLabel {
    /// All of them, in the order of their numbers.
    pub(super) const ALL: [Self; LABELS] =
        [Self::Body, Self::Heading, Self::Bullet, Self::Caption, Self::Metadata];

    pub(super) fn section(self) -> Section {
        match self {
            Self::Body => Section::Body,
            Self::Heading => Section::Heading,
            Self::Bullet => Section::Bullet,
            Self::Caption => Section::Caption,
            Self::Metadata => Section::Metadata,
        }
    }

    pub(super) fn of(section: Section) -> Self {
        match section {
            Section::Body => Self::Body,
            Section::Heading => Self::Heading,
            Section::Bullet => Self::Bullet,
            Section::Caption => Self::Caption,
            Section::Metadata => Self::Metadata,
        }
    }

    fn numbered(number: usize) -> Self {
        Self::ALL.get(number).copied().unwrap_or(Self::Body)
    }
}

/// What it is worth that a section follows another: row by row what comes before, first with no empty line
/// between, then with one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Pairs {
    pub(super) close: [[i32; LABELS]; LABELS],
    pub(super) apart: [[i32; LABELS]; LABELS],
}

impl Pairs {
    fn table(&self, gap: bool) -> &[[i32; LABELS]; LABELS] {
        if gap { &self.apart } else { &self.close }
    }
}

/// The best sequence (Viterbi 1967). `gap` says whether an empty line stands before a line.
pub(super) fn best(emissions: &[[i32; LABELS]], pairs: &Pairs, gap: impl Fn(usize) -> bool) -> Vec<Section> {
    let mut scores = [0; LABELS];
    let mut origins: Vec<[u8; LABELS]> = Vec::with_capacity(emissions.len());
    for (number, emission) in emissions.iter().enumerate() {
        let mut next = *emission;
        let mut origin = [0; LABELS];
        if number > 0 {
            let table = pairs.table(gap(number));
            for (to, (score, from_best)) in next.iter_mut().zip(&mut origin).enumerate() {
                let ways = scores.iter().zip(table).map(|(score, row)| score + row.get(to).unwrap_or(&0));
                if let Some((from, way)) = ways.enumerate().max_by_key(|&(from, way)| (way, LABELS - from)) {
                    *score = (*score + way).max(NEVER * 2);
                    *from_best = u8::try_from(from).unwrap_or(0);
                }
            }
        }
        // Only differences matter, and they stay small in a text of any length.
        let most = next.iter().copied().max().unwrap_or(0);
        scores = next.map(|score| score - most);
        origins.push(origin);
    }
    let mut at = (0..LABELS).max_by_key(|&label| (scores.get(label), LABELS - label)).unwrap_or(0);
    let mut sections = vec![Section::Body; emissions.len()];
    for (section, origin) in sections.iter_mut().zip(&origins).rev() {
        *section = SectionLabel::numbered(at).section();
        at = origin.get(at).copied().unwrap_or(0).into();
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_what_decides_where_lines_say_nothing() {
        let mut pairs = Pairs::default();
        pairs.close[4][4] = 5;
        pairs.apart[4][4] = -5;
        let emissions = [[0, 0, 0, 0, 9], [1, 0, 0, 0, 0], [1, 0, 0, 0, 0]];
        use Section::{Body, Metadata};
        assert_eq!(best(&emissions, &pairs, |_| false), [Metadata, Metadata, Metadata]);
        assert_eq!(best(&emissions, &pairs, |number| number == 2), [Metadata, Metadata, Body]);
        assert_eq!(best(&[], &pairs, |_| false), []);
    }

    #[test]
    fn a_line_that_cannot_be_something_is_not() {
        let only = [NEVER, NEVER, NEVER, NEVER, 0];
        let emissions = vec![only; 10_000];
        let mut pairs = Pairs::default();
        pairs.close[4] = [0, 0, 0, 0, -127];
        assert!(best(&emissions, &pairs, |_| false).iter().all(|&section| section == Section::Metadata));
    }
}
