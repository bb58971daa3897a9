//! Agreement where people choose the units themselves: which stretches of a text they mark at all, and where
//! these begin and end. Krippendorff's α for unitizing, α_u (Krippendorff 1995; in the form of Krippendorff
//! 2004, ch. 11, which corrects a sign).
//!
//! All stretches are of one category; of several, disagreements are added. Lengths are in whole units of the
//! continuum, which for texts are characters.

use std::iter;

/// A stretch that somebody marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CodedUnit {
    /// Where it begins, counted from the beginning of the continuum.
    pub start: u64,
    /// Where it ends; behind the start.
    pub end: u64,
}

/// How much was disagreed, and how much chance would make of it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Unitized {
    /// D₀
    pub observed: f64,
    /// Dₑ
    pub expected: f64,
}

impl Unitized {
    /// What people disagree in on a continuum of this length. Each entry of `people` has the stretches of one
    /// of them, in order and disjoint; they may touch, as two units side by side do.
    ///
    /// D₀ compares, for every two people, each section with those it meets, where a section is a stretch or
    /// the gap between two: two stretches that share something differ by the square of the distance of their
    /// beginnings plus that of their ends; a stretch that lies in a gap, by the square of its length. Dₑ is
    /// the mean over all ways of placing the stretches anybody marked. Takes time n log n.
    pub fn of(people: &[Vec<CodedUnit>], length: u64) -> Self {
        let coders = people.len() as f64;
        let whole = length as f64;
        let sections: Vec<Vec<UnitOrGap>> = people.iter().map(|units| sections(units, length)).collect();
        let mut observed = 0.0;
        for (at, one) in sections.iter().enumerate() {
            for other in sections.iter().skip(at + 1) {
                observed += distance(one, other);
            }
        }
        let expected = expected(&sections, coders, whole);
        let result = Self { observed: 2.0 * observed / (coders * (coders - 1.0) * whole * whole), expected };
        let is_number = result.observed.is_finite() && result.expected.is_finite();
        if is_number { result } else { Self::default() }
    }

    /// The disagreements of two categories together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self { observed: self.observed + other.observed, expected: self.expected + other.expected }
    }

    /// α_u = 1 − D₀ / Dₑ. At most 1; `None` where nobody marked anything, or only one person was asked.
    pub fn alpha(self) -> Option<f64> {
        (self.expected > 0.0).then(|| 1.0 - self.observed / self.expected)
    }
}

/// A stretch, or the gap between two.
#[derive(Clone, Copy)]
struct UnitOrGap {
    start: u64,
    end: u64,
    is_unit: bool,
}

impl UnitOrGap {
    fn length(self) -> f64 {
        (self.end - self.start) as f64
    }
}

/// The continuum as one person cut it.
fn sections(units: &[CodedUnit], length: u64) -> Vec<UnitOrGap> {
    let mut sections = Vec::with_capacity(units.len() * 2 + 1);
    let mut done = 0;
    let end = iter::once(CodedUnit { start: length, end: length });
    for unit in units.iter().copied().chain(end) {
        let start = unit.start.clamp(done, length);
        if start > done {
            sections.push(UnitOrGap { start: done, end: start, is_unit: false });
        }
        let end = unit.end.clamp(start, length);
        if end > start {
            sections.push(UnitOrGap { start, end, is_unit: true });
        }
        done = end;
    }
    sections
}

/// Σ of squared differences over all sections of two people that meet.
fn distance(one: &[UnitOrGap], other: &[UnitOrGap]) -> f64 {
    let (mut a, mut b) = (one.iter().peekable(), other.iter().peekable());
    let mut sum = 0.0;
    while let (Some(&&left), Some(&&right)) = (a.peek(), b.peek()) {
        sum += difference(left, right);
        if left.end <= right.end {
            a.next();
        }
        if right.end <= left.end {
            b.next();
        }
    }
    sum
}

/// δ² of two sections that meet.
fn difference(left: UnitOrGap, right: UnitOrGap) -> f64 {
    let inside = |unit: UnitOrGap, gap: UnitOrGap| gap.start <= unit.start && unit.end <= gap.end;
    match (left.is_unit, right.is_unit) {
        (true, true) => {
            let (start, end) = (left.start.abs_diff(right.start) as f64, left.end.abs_diff(right.end) as f64);
            start * start + end * end
        }
        (true, false) if inside(left, right) => left.length() * left.length(),
        (false, true) if inside(right, left) => right.length() * right.length(),
        _ => 0.0,
    }
}

fn expected(sections: &[Vec<UnitOrGap>], coders: f64, whole: f64) -> f64 {
    let all = || sections.iter().flatten();
    let mut gaps: Vec<u64> =
        all().filter(|section| !section.is_unit).map(|section| section.end - section.start).collect();
    gaps.sort_unstable();
    // The sum of all gaps from a place on.
    let mut sums: Vec<f64> = gaps
        .iter()
        .rev()
        .scan(0.0, |sum, gap| {
            *sum += *gap as f64;
            Some(*sum)
        })
        .collect();
    sums.reverse();
    let count = all().filter(|section| section.is_unit).count() as f64;
    let (mut sum, mut taken) = (0.0, 0.0);
    for unit in all().filter(|section| section.is_unit) {
        let l = unit.length();
        taken += l * (l - 1.0);
        let from = gaps.partition_point(|gap| *gap < unit.end - unit.start);
        let wide = (gaps.len() - from) as f64;
        let room = sums.get(from).map_or(0.0, |sum| sum - wide * (l - 1.0));
        sum += (count - 1.0) / 3.0 * (2.0 * l * l * l - 3.0 * l * l + l) + l * l * room;
    }
    let places = coders * whole * (coders * whole - 1.0) - taken;
    if sum == 0.0 { 0.0 } else { 2.0 / whole * sum / places }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(of: &[(u64, u64)], stretch: u64) -> Vec<CodedUnit> {
        of.iter()
            .map(|(start, long)| CodedUnit { start: start * stretch, end: (start + long) * stretch })
            .collect()
    }

    #[track_caller]
    fn check(found: Unitized, observed: f64, expected: f64, alpha: f64, within: [f64; 2]) {
        let near = |found: f64, wanted: f64, within: f64| (found - wanted).abs() < within;
        assert!(near(found.observed, observed, 0.0001), "{found:?}");
        assert!(near(found.expected, expected, within[0]), "{found:?}");
        assert!(near(found.alpha().unwrap(), alpha, within[1]), "{found:?} {:?}", found.alpha());
    }

    /// Krippendorff 2004, p. 254: a continuum from 150 to 450, two observers, categories c and k.
    #[test]
    fn it_is_that_of_krippendorffs_example() {
        let c = [&[(75, 70), (220, 30)][..], &[(70, 80), (205, 20), (250, 20)]].map(|of| units(of, 1));
        let k = [&[(30, 60), (150, 50)][..], &[(30, 60), (150, 50)]].map(|of| units(of, 1));
        let (c, k) = (Unitized::of(&c, 300), Unitized::of(&k, 300));
        check(c, 0.0144, 0.0532, 0.7286, [0.0001; 2]);
        check(k, 0.0, 0.0490, 1.0, [0.0001; 2]);
        assert!((c.and(k).alpha().unwrap() - 0.8591).abs() < 0.0005);
    }

    /// Krippendorff 1995, p. 57, drawn out so that one unit of the drawing is fifty thousand of the
    /// continuum.
    #[test]
    fn it_is_that_of_his_four_drawings() {
        let stretch = 50_000;
        type Drawing = (&'static [(u64, u64)], &'static [(u64, u64)], [f64; 3]);
        let drawings: [Drawing; 4] = [
            (&[(2, 8), (14, 6)], &[(4, 4), (15, 2)], [0.03125, 0.06990, 0.553]),
            (
                &[(0, 18)],
                &[(0, 2), (2, 1), (3, 1), (4, 1), (5, 1), (6, 3), (9, 1)],
                [2.26736, 1.17731, -0.926],
            ),
            (
                &[(2, 6), (10, 2), (14, 4), (20, 2)],
                &[(0, 2), (4, 4), (10, 4), (16, 2), (20, 2)],
                [0.02777, 0.08642, 0.679],
            ),
            (
                &[(0, 2), (2, 8), (10, 4), (14, 6), (20, 4)],
                &[(0, 4), (4, 4), (8, 7), (15, 2), (17, 7)],
                [0.38715, 0.41445, 0.066],
            ),
        ];
        for (one, other, [observed, expected, alpha]) in drawings {
            let found = Unitized::of(&[units(one, stretch), units(other, stretch)], 24 * stretch);
            // Dₑ was printed with the sign that the book of 2004 puts right.
            check(found, observed, expected, alpha, [0.005, 0.02]);
        }
    }

    #[test]
    fn what_is_not_defined_is_not_given() {
        let one = units(&[(1, 2)], 1);
        assert_eq!(Unitized::of(&[Vec::new(), Vec::new()], 10).alpha(), None);
        assert_eq!(Unitized::of(std::slice::from_ref(&one), 10).alpha(), None);
        assert_eq!(Unitized::of(&[one.clone(), one.clone()], 0).alpha(), None);
        assert_eq!(Unitized::of(&[one.clone(), one], 10).alpha(), Some(1.0));
        assert_eq!(Unitized::of(&[], 10), Unitized::default());
    }
}
