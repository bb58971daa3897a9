//! What two people marked in the same places: F1 of spans, exact and overlapping.
//!
//! Exact: limits and category are the same. Overlapping: those, and of what is left two by two whatever is of
//! one category and shares a character; each mark counts once. Neither side is the truth, and F1 is the same
//! whichever is taken for it.

use shirushi_model::{ArticleId, ByteSpan};
use std::collections::{BTreeMap, BTreeSet};

/// How many marks of two people fit.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct SpanCounts {
    /// Marks of the one.
    pub left: f64,
    /// Marks of the other.
    pub right: f64,
    /// Those with the same limits.
    pub exact: f64,
    /// Those, and those that share a character.
    pub overlapping: f64,
}

impl SpanCounts {
    /// F1 = 2 · exact / (left + right): the harmonic mean of precision and recall, 0 to 1. `None` where
    /// nobody marked anything.
    pub fn exact_f1(&self) -> Option<f64> {
        self.f1(self.exact)
    }

    /// The same of those that overlap.
    pub fn overlapping_f1(&self) -> Option<f64> {
        self.f1(self.overlapping)
    }

    fn f1(&self, fitting: f64) -> Option<f64> {
        let all = self.left + self.right;
        (all > 0.0).then(|| 2.0 * fitting / all)
    }

    /// Adds what others counted, so many times.
    pub fn add(&mut self, other: &Self, times: f64) {
        self.left += other.left * times;
        self.right += other.right * times;
        self.exact += other.exact * times;
        self.overlapping += other.overlapping * times;
    }
}

/// Where a mark stands: its parts, which are one span for most.
pub(crate) type MarkPlace = (ArticleId, Vec<ByteSpan>);

/// Which marks of two people, all of one category, are taken for one: the same limits, then shared
/// characters.
pub(crate) struct Fitting {
    /// Two by two, as places in the lists given.
    pub(crate) exact: Vec<(usize, usize)>,
    pub(crate) overlapping: Vec<(usize, usize)>,
}

impl Fitting {
    pub(crate) fn of(left: &[&MarkPlace], right: &[&MarkPlace]) -> Self {
        let mut there: BTreeMap<&MarkPlace, Vec<usize>> = BTreeMap::new();
        for (at, place) in right.iter().enumerate().rev() {
            there.entry(place).or_default().push(at);
        }
        let (mut exact, mut alone) = (Vec::new(), Vec::new());
        for (at, place) in left.iter().enumerate() {
            match there.get_mut(place).and_then(Vec::pop) {
                Some(other) => exact.push((at, other)),
                None => alone.push(at),
            }
        }
        let others: Vec<usize> = there.into_values().flatten().collect();
        let extent = |place: &MarkPlace| {
            let whole = place.1.iter().copied().reduce(ByteSpan::cover);
            whole.map(|whole| (place.0, whole))
        };
        let ends = |side: Side, of: &[&MarkPlace], which: Vec<usize>| -> Vec<OpenMark> {
            let open = |at: usize| {
                let (article, span) = extent(of.get(at)?)?;
                Some(OpenMark { article, end: span.end, start: span.start, side, at })
            };
            which.into_iter().filter_map(open).collect()
        };
        let mut all = ends(Side::Left, left, alone);
        all.extend(ends(Side::Right, right, others));
        Self { exact, overlapping: overlapping(all) }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Left,
    Right,
}

/// A mark that is to be paired, in the order of its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct OpenMark {
    article: ArticleId,
    end: u32,
    start: u32,
    side: Side,
    at: usize,
}

/// As many pairs that share a character as there can be. Whichever mark ends first is paired with the one of
/// the other side that ends first among those that began before that: whatever could be paired with that one
/// later can be paired with any other of them as well, so nothing is lost. Takes time n log n.
fn overlapping(mut marks: Vec<OpenMark>) -> Vec<(usize, usize)> {
    let mut by_start = marks.clone();
    by_start.sort_unstable_by_key(|mark| (mark.article, mark.start));
    marks.sort_unstable();
    let mut beginning = by_start.into_iter().peekable();
    let (mut left, mut right): (BTreeSet<OpenMark>, BTreeSet<OpenMark>) = (BTreeSet::new(), BTreeSet::new());
    let mut pairs = Vec::new();
    for mark in marks {
        while let Some(next) = beginning.next_if(|next| (next.article, next.start) < (mark.article, mark.end))
        {
            match next.side {
                Side::Left => left.insert(next),
                Side::Right => right.insert(next),
            };
        }
        let (own, other) = match mark.side {
            Side::Left => (&mut left, &mut right),
            Side::Right => (&mut right, &mut left),
        };
        if !own.remove(&mark) {
            // It was paired already.
            continue;
        }
        // What ended before was taken out when its turn came; what is left of this article ends behind.
        if other.first().is_some_and(|first| first.article == mark.article)
            && let Some(found) = other.pop_first()
        {
            pairs.push(match mark.side {
                Side::Left => (mark.at, found.at),
                Side::Right => (found.at, mark.at),
            });
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn places(spans: &[(u32, u32)]) -> Vec<MarkPlace> {
        spans.iter().map(|&(start, end)| (ArticleId(1), vec![ByteSpan { start, end }])).collect()
    }

    fn fitting(left: &[(u32, u32)], right: &[(u32, u32)]) -> (usize, usize) {
        let (left, right) = (places(left), places(right));
        let (left, right): (Vec<_>, Vec<_>) = (left.iter().collect(), right.iter().collect());
        let found = Fitting::of(&left, &right);
        for (a, b) in &found.overlapping {
            assert!(left[*a].1[0].overlaps(right[*b].1[0]));
        }
        (found.exact.len(), found.overlapping.len())
    }

    #[test]
    fn the_same_limits_come_first() {
        assert_eq!(fitting(&[(0, 9), (12, 15)], &[(0, 9), (12, 18)]), (1, 1));
        assert_eq!(fitting(&[(0, 9)], &[(0, 9), (3, 6)]), (1, 0));
        assert_eq!(fitting(&[(0, 9)], &[(9, 12)]), (0, 0), "touching shares no character");
        assert_eq!(fitting(&[(0, 9), (0, 9)], &[(0, 9)]), (1, 0));
        assert_eq!(fitting(&[], &[(0, 9)]), (0, 0));
    }

    #[test]
    fn f1_is_of_both_sides() {
        let counts = SpanCounts { left: 86.0, right: 79.0, exact: 67.0, overlapping: 75.0 };
        assert!((counts.exact_f1().unwrap() - 0.81).abs() < 0.005);
        assert!((counts.overlapping_f1().unwrap() - 0.91).abs() < 0.005);
        assert_eq!(SpanCounts::default().exact_f1(), None);
    }

    /// The most pairs there can be, by trying all.
    fn most(left: &[(u32, u32)], right: &[(u32, u32)]) -> usize {
        let Some((first, rest)) = left.split_first() else { return 0 };
        let without = most(rest, right);
        let shares = |other: &(u32, u32)| first.0 < other.1 && other.0 < first.1;
        let with = (0..right.len()).filter(|at| shares(&right[*at])).map(|at| {
            let others: Vec<_> =
                right.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, r)| *r).collect();
            1 + most(rest, &others)
        });
        with.max().unwrap_or(0).max(without)
    }

    proptest! {
        #[test]
        fn as_many_are_paired_as_can_be(
            left in prop::collection::vec((0u32..12, 1u32..6), 0..6),
            right in prop::collection::vec((20u32..32, 1u32..6), 0..6),
        ) {
            let spans = |of: Vec<(u32, u32)>, back: u32| -> Vec<(u32, u32)> {
                of.into_iter().map(|(start, long)| (start - back, start - back + long)).collect()
            };
            let (left, right) = (spans(left, 0), spans(right, 20));
            let (exact, rest) = fitting(&left, &right);
            prop_assert_eq!(fitting(&right, &left), (exact, rest));
            if exact == 0 {
                prop_assert_eq!(rest, most(&left, &right));
            }
        }
    }
}
