//! How well sections are told in pages the model has not seen: each group of pages is left out once.

use super::super::chain::{LABELS, SectionLabel};
use super::super::features::Page;
use super::super::weights::{SCALE, Weights};
use super::super::{decide, possible};
use super::learner::marginals;
use super::{MarkedPage, Settings, Trained, train};
use crate::sentences::lines;
use crate::shadow::Shadow;
use shirushi_model::Section;
use std::collections::BTreeSet;

/// A line that was told wrongly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// The group of its page.
    pub group: String,
    /// The line.
    pub text: String,
    /// What it is, and what it was taken for.
    pub is: Section,
    /// What it was taken for.
    pub taken_for: Section,
}

/// What was counted for one section.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SectionCounts {
    /// Which.
    pub section: Section,
    /// Lines that are in it.
    pub lines: usize,
    /// Lines that were put into it.
    pub found: usize,
    /// Lines rightly put into it.
    pub right: usize,
    /// How likely a line that is in it has a greater likelihood of it than one that is not.
    pub auc: f64,
}

impl SectionCounts {
    /// The harmonic mean of precision and recall.
    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.lines + self.found).max(1) as f64
    }
}

/// The figures of pages.
#[derive(Debug, Clone, PartialEq)]
pub struct Measured {
    /// Section by section.
    pub counts: Vec<SectionCounts>,
    /// The lines told wrongly.
    pub misses: Vec<Miss>,
}

/// Measures pages, each by a model that did not see its group. Groups are left out in so many parts, at most
/// one by one.
pub fn measure(
    pages: &[MarkedPage],
    settings: Settings,
    parts: usize,
    is_measured: impl Fn(&MarkedPage) -> bool,
    mut progress: impl FnMut(),
) -> Measured {
    let groups: BTreeSet<&str> =
        pages.iter().filter(|page| is_measured(page)).map(|page| page.group.as_str()).collect();
    let groups: Vec<&str> = groups.into_iter().collect();
    let mut told = ToldByMeasure::default();
    for part in 0..parts.min(groups.len()) {
        let left: BTreeSet<&str> = groups.iter().copied().skip(part).step_by(parts).collect();
        let (out, others): (Vec<&MarkedPage>, Vec<_>) =
            pages.iter().partition(|page| left.contains(page.group.as_str()));
        let Trained(weights) = train(&others, settings);
        for page in out {
            told.page(page, &weights);
        }
        progress();
    }
    told.finish()
}

#[derive(Default)]
struct ToldByMeasure {
    /// For each line what it is, what it was taken for, and how likely each section is.
    lines: Vec<(Section, Section, [f32; LABELS])>,
    misses: Vec<Miss>,
}

impl ToldByMeasure {
    fn page(&mut self, marked: &MarkedPage, weights: &Weights) {
        let text: String = marked.lines.iter().map(|line| format!("{}\n", line.text)).collect();
        let shadow = Shadow::new(&text);
        let lines = lines(&shadow);
        let page = Page::new(&shadow, &lines);
        let filled: Vec<_> = marked.lines.iter().filter(|line| !line.text.trim().is_empty()).collect();
        let gaps: Vec<bool> = (0..page.len()).map(|number| page.look(number).gap).collect();
        let real = |weight: i32| weight as f32 / SCALE;
        let emissions: Vec<[f32; LABELS]> =
            (0..page.len()).map(|number| weights.score(&page, number).map(real)).collect();
        let pairs = [weights.pairs.close, weights.pairs.apart].map(|table| table.map(|row| row.map(real)));
        let (likely, _) = marginals(&emissions, &gaps, &pairs);
        let sections = decide(weights, &page);
        for (number, ((line, taken_for), mut likely)) in filled.iter().zip(sections).zip(likely).enumerate() {
            let possible = possible(page.look(number));
            for (likely, label) in likely.iter_mut().zip(SectionLabel::ALL) {
                *likely = if !possible.contains(&label.section()) {
                    0.0
                } else if possible.len() == 1 {
                    1.0
                } else {
                    *likely
                };
            }
            self.lines.push((line.section, taken_for, likely));
            if line.section != taken_for {
                self.misses.push(Miss {
                    group: marked.group.clone(),
                    text: line.text.clone(),
                    is: line.section,
                    taken_for,
                });
            }
        }
    }

    fn finish(self) -> Measured {
        let of = |(number, label): (usize, SectionLabel)| {
            let section = label.section();
            let count = |holds: &dyn Fn(Section, Section) -> bool| {
                self.lines.iter().filter(|&&(is, taken_for, _)| holds(is, taken_for)).count()
            };
            let mut cases: Vec<(f32, bool)> = self
                .lines
                .iter()
                .map(|(is, _, likely)| (likely.get(number).copied().unwrap_or(0.0), *is == section))
                .collect();
            SectionCounts {
                section,
                lines: count(&|is, _| is == section),
                found: count(&|_, taken_for| taken_for == section),
                right: count(&|is, taken_for| is == section && taken_for == section),
                auc: area(&mut cases),
            }
        };
        Measured { counts: SectionLabel::ALL.into_iter().enumerate().map(of).collect(), misses: self.misses }
    }
}

/// The area under the curve of true against false positives, by ranks (Mann and Whitney 1947); ties count
/// half.
fn area(cases: &mut [(f32, bool)]) -> f64 {
    cases.sort_by(|a, b| a.0.total_cmp(&b.0));
    let positives = cases.iter().filter(|case| case.1).count();
    let negatives = cases.len() - positives;
    let (mut below, mut sum) = (0usize, 0.0);
    for tied in cases.chunk_by(|a, b| a.0 == b.0) {
        let here = tied.iter().filter(|case| !case.1).count();
        sum += (tied.len() - here) as f64 * (below as f64 + here as f64 / 2.0);
        below += here;
    }
    sum / (positives * negatives).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::area;

    #[test]
    fn the_area_counts_pairs_in_the_right_order() {
        assert!((area(&mut [(0.1, false), (0.9, true), (0.5, false), (0.7, true)]) - 1.0).abs() < 1e-9);
        assert!((area(&mut [(0.5, false), (0.5, true)]) - 0.5).abs() < 1e-9);
    }
}
