//! Which names a sentence has, out of all that are likely: those whose likelihoods above a threshold have the
//! greatest sum.
//!
//! A name counts as found when both limits and the type are right, so what is chosen is the set with the best
//! F1 to be expected (minimum Bayes risk), not the one best way through the sentence, which may win with many
//! halves of names.

use super::lattice::LabelledName;

/// Names less likely are never chosen. It lies below one half, since a name missed costs as much as one too
/// many: by cross-validation anything from 0.3 to 0.45 is as good, within a quarter of a point.
pub(crate) const LEAST: f32 = 0.3;

/// Leaves the best names that do not overlap, in order. Takes the names ordered by their first word.
pub(crate) fn choose(names: &mut Vec<LabelledName>) {
    names.retain(|name| name.likelihood >= LEAST);
    if names.windows(2).all(|pair| matches!(pair, [a, b] if a.last < b.first)) {
        return;
    }
    names.sort_by_key(|name| name.last);
    // For each name, and before the first: the best sum of names up to it, and whether it is one of them
    // after how many others.
    let mut sums: Vec<(f32, Option<usize>)> = vec![(0.0, None)];
    for (index, name) in names.iter().enumerate() {
        let before = names.get(..index).unwrap_or_default().partition_point(|other| other.last < name.first);
        let with = sums.get(before).map_or(0.0, |sum| sum.0) + name.likelihood - LEAST;
        let without = sums.last().map_or(0.0, |sum| sum.0);
        sums.push(if with > without { (with, Some(before)) } else { (without, None) });
    }
    let mut chosen = Vec::new();
    let mut index = names.len();
    while let (Some(previous), Some(&(_, with))) = (index.checked_sub(1), sums.get(index)) {
        index = with.unwrap_or(previous);
        chosen.extend(with.and_then(|_| names.get(previous).copied()));
    }
    chosen.reverse();
    *names = chosen;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(names: &[(usize, usize, f32)], expected: &[(usize, usize)]) {
        let name = |&(first, last, likelihood): &(usize, usize, f32)| LabelledName {
            first,
            last,
            kind: 0,
            likelihood,
        };
        let mut names: Vec<LabelledName> = names.iter().map(name).collect();
        choose(&mut names);
        let found: Vec<(usize, usize)> = names.iter().map(|name| (name.first, name.last)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_greatest_sum_above_the_threshold_wins() {
        check(&[(0, 0, 0.2), (3, 4, 0.9)], &[(3, 4)]);
        check(&[(0, 3, 0.5), (0, 1, 0.45)], &[(0, 3)]);
        check(&[(0, 1, 0.45), (0, 3, 0.5), (2, 3, 0.45)], &[(0, 1), (2, 3)]);
        check(&[(0, 1, 0.35), (0, 3, 0.5), (2, 3, 0.35)], &[(0, 3)]);
        check(&[(0, 1, 0.5), (1, 2, 0.6), (2, 3, 0.5)], &[(0, 1), (2, 3)]);
        check(&[], &[]);
    }
}
