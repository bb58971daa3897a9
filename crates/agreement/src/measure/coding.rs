//! Agreement where the units are given: whatever was to be labelled was labelled by everybody, or by some.
//!
//! Cohen's κ for two (Cohen 1960), Krippendorff's α for nominal data, any number of people and missing values
//! (Krippendorff 2011). Both from counts that can be added, so that a resample costs no more than adding. A
//! label is a number; what it stands for is the caller's.

use std::collections::BTreeMap;

/// How often one person gave the one label and the other person the other: a confusion table of two.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Confusion(BTreeMap<(u32, u32), f64>);

impl Confusion {
    /// Counts a unit: the label each of the two gave.
    pub fn count(&mut self, left: u32, right: u32) {
        *self.0.entry((left, right)).or_default() += 1.0;
    }

    /// Adds what another table counted, so many times.
    pub fn add(&mut self, other: &Self, times: f64) {
        for (pair, count) in &other.0 {
            *self.0.entry(*pair).or_default() += count * times;
        }
    }

    /// How many units were counted.
    pub fn units(&self) -> f64 {
        self.0.values().sum()
    }

    /// The share of units with the same label, 0 to 1. `None` without units.
    pub fn observed(&self) -> Option<f64> {
        let same: f64 = self.0.iter().filter(|((a, b), _)| a == b).map(|(_, count)| count).sum();
        Some(same / self.units()).filter(|share| share.is_finite())
    }

    /// Cohen's κ: (p₀ − pₑ) / (1 − pₑ), with p₀ the share of units with the same label and pₑ the share to be
    /// expected by chance, Σ over labels of the product of both people's shares. At most 1.
    ///
    /// `None` where it is not defined: without units, and when both gave one and the same label throughout.
    ///
    /// ```
    /// use shirushi_agreement::measure::Confusion;
    ///
    /// let mut table = Confusion::default();
    /// for (left, right, times) in [(1, 1, 20), (1, 0, 5), (0, 1, 10), (0, 0, 15)] {
    ///     (0..times).for_each(|_| table.count(left, right));
    /// }
    /// assert!((table.kappa().unwrap() - 0.4).abs() < 1e-9);
    /// ```
    pub fn kappa(&self) -> Option<f64> {
        let all = self.units();
        let (mut left, mut right) = (BTreeMap::new(), BTreeMap::new());
        for ((a, b), count) in &self.0 {
            *left.entry(a).or_insert(0.0) += count;
            *right.entry(b).or_insert(0.0) += count;
        }
        let chance: f64 = left.iter().map(|(label, count)| count * right.get(label).unwrap_or(&0.0)).sum();
        let chance = chance / (all * all);
        if all == 0.0 || chance >= 1.0 {
            return None;
        }
        Some((self.observed()? - chance) / (1.0 - chance))
    }
}

/// Values that were paired within their units: what a coincidence matrix says of nominal data.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Coincidences {
    /// Σ over units of the pairs of values that differ, in both orders, by m − 1: those off the diagonal.
    differing: f64,
    /// How often each value occurs in units with two values and more.
    values: BTreeMap<u32, f64>,
}

impl Coincidences {
    /// Counts a unit: the value everybody gave who gave one. A unit with less than two says nothing.
    pub fn count(&mut self, values: &[u32]) {
        if values.len() < 2 {
            return;
        }
        let mut counts: BTreeMap<u32, f64> = BTreeMap::new();
        for value in values {
            *counts.entry(*value).or_default() += 1.0;
            *self.values.entry(*value).or_default() += 1.0;
        }
        let of = values.len() as f64;
        let same: f64 = counts.values().map(|count| count * count).sum();
        self.differing += (of * of - same) / (of - 1.0);
    }

    /// Adds what others counted, so many times.
    pub fn add(&mut self, other: &Self, times: f64) {
        self.differing += other.differing * times;
        for (value, count) in &other.values {
            *self.values.entry(*value).or_default() += count * times;
        }
    }

    /// Krippendorff's α for nominal data: 1 − (n − 1) Σ o(c, k) / Σ n(c) n(k), both over values that differ,
    /// with o the coincidences, n(c) how often a value occurs and n how many values there are.
    ///
    /// `None` where it is not defined: when fewer than two different values occur.
    pub fn alpha(&self) -> Option<f64> {
        let all: f64 = self.values.values().sum();
        let same: f64 = self.values.values().map(|count| count * count).sum();
        let expected = all * all - same;
        (expected > 0.0).then(|| 1.0 - (all - 1.0) * self.differing / expected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kappa(table: [[u32; 2]; 2]) -> f64 {
        let mut confusion = Confusion::default();
        for (left, row) in (0..).zip(table) {
            for (right, times) in (0..).zip(row) {
                (0..times).for_each(|_| confusion.count(left, right));
            }
        }
        confusion.kappa().unwrap()
    }

    /// Rows of people, columns of units; a dot is a missing value.
    fn alpha(rows: &[&str]) -> Option<f64> {
        let rows: Vec<Vec<char>> =
            rows.iter().map(|row| row.chars().filter(|c| *c != ' ').collect()).collect();
        let mut coincidences = Coincidences::default();
        for unit in 0..rows[0].len() {
            let values: Vec<u32> =
                rows.iter().map(|row| row[unit]).filter(|c| *c != '.').map(u32::from).collect();
            coincidences.count(&values);
        }
        coincidences.alpha()
    }

    #[track_caller]
    fn near(found: f64, wanted: f64) {
        assert!((found - wanted).abs() < 0.0005, "{found} is not {wanted}");
    }

    #[test]
    fn kappa_is_that_of_the_textbooks() {
        // The three tables with which κ is usually explained: what is agreed on by chance depends on shares.
        near(kappa([[20, 5], [10, 15]]), 0.4);
        near(kappa([[45, 15], [25, 15]]), 0.1304);
        near(kappa([[25, 35], [5, 35]]), 0.2593);
        // Krippendorff 1995, p. 57, example A cut into 24 units: κ = .385.
        near(kappa([[10, 0], [8, 6]]), 0.385);
    }

    #[test]
    fn alpha_is_that_of_krippendorffs_tables() {
        // Krippendorff 2011, A: two observers, binary data.
        near(alpha(&["0100000010", "1110010000"]).unwrap(), 0.095);
        // B: two observers, nominal data.
        near(alpha(&["aabbdcccedda", "babbbccceddd"]).unwrap(), 0.692);
        // C: four observers, missing data.
        let four = [
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ];
        near(alpha(&four).unwrap(), 0.743);
        // Three coders, fifteen units, many of them missing.
        let three = [
            ". . . . . 3 4 1 2 1 1 3 3 . 3",
            "1 . 2 1 3 3 4 3 . . . . . . .",
            ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
        ];
        near(alpha(&three).unwrap(), 0.691);
        // Krippendorff 1995, p. 57, example A cut into 24 units: α = .329.
        near(alpha(&["001111111100001111110000", "000011110000000110000000"]).unwrap(), 0.329);
    }

    #[test]
    fn what_is_not_defined_is_not_given() {
        assert_eq!(Confusion::default().kappa(), None);
        assert_eq!(Confusion::default().observed(), None);
        let mut same = Confusion::default();
        same.count(3, 3);
        assert_eq!((same.kappa(), same.observed()), (None, Some(1.0)));
        assert_eq!(Coincidences::default().alpha(), None);
        assert_eq!(alpha(&["aaa", "aaa"]), None);
        assert_eq!(alpha(&["ab.", ".cd"]), alpha(&["b", "c"]));
    }

    #[test]
    fn counting_twice_is_adding_twice() {
        let (mut one, mut twice) = (Confusion::default(), Confusion::default());
        one.count(1, 2);
        one.count(1, 1);
        twice.add(&one, 2.0);
        assert_eq!((twice.units(), twice.kappa()), (4.0, one.kappa()));
        let (mut one, mut twice) = (Coincidences::default(), Coincidences::default());
        one.count(&[1, 2, 2]);
        twice.count(&[1, 2, 2]);
        twice.add(&one, 1.0);
        one.count(&[1, 2, 2]);
        assert_eq!(one, twice);
    }
}
