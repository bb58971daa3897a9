//! Whether scores are honest: of the names scored 0.7 to 0.8, three in four should be right.
//!
//! A reliability table in ten bins of equal width, and the expected calibration error (Naeini, Cooper and
//! Hauskrecht, 2015): how far the mean score of a bin is from the share of right names in it, on average over
//! all names.

use serde::Serialize;

/// How many bins there are.
const BINS: usize = 10;

#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct BinSums {
    names: usize,
    right: usize,
    scores: f64,
}

/// Names by their scores.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Calibration {
    bins: [BinSums; BINS],
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Bin {
    /// The least score in it.
    pub(crate) from: f64,
    /// The score after the greatest; the last bin holds 1 as well.
    pub(crate) to: f64,
    pub(crate) names: usize,
    /// The mean score; none in an empty bin.
    pub(crate) score: Option<f64>,
    /// The share of right names; none in an empty bin.
    pub(crate) right: Option<f64>,
}

impl Calibration {
    /// Counts a name with its score, 0 to 1.
    pub(crate) fn add(&mut self, score: f64, is_right: bool) {
        let number = ((score * BINS as f64) as usize).min(BINS - 1);
        if let Some(bin) = self.bins.get_mut(number) {
            bin.names += 1;
            bin.right += usize::from(is_right);
            bin.scores += score;
        }
    }

    /// The table, from low scores to high.
    pub(crate) fn bins(&self) -> impl Iterator<Item = Bin> {
        self.bins.iter().enumerate().map(|(number, sums)| {
            let mean = |sum: f64| (sums.names > 0).then(|| sum / sums.names as f64);
            Bin {
                from: number as f64 / BINS as f64,
                to: (number + 1) as f64 / BINS as f64,
                names: sums.names,
                score: mean(sums.scores),
                right: mean(sums.right as f64),
            }
        })
    }

    /// 0 when all scores are honest.
    pub(crate) fn expected_error(&self) -> f64 {
        let names: usize = self.bins.iter().map(|bin| bin.names).sum();
        let off: f64 = self.bins.iter().map(|bin| (bin.right as f64 - bin.scores).abs()).sum();
        if names == 0 { 0.0 } else { off / names as f64 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(names: &[(f64, bool)]) -> Calibration {
        let mut calibration = Calibration::default();
        names.iter().for_each(|&(score, is_right)| calibration.add(score, is_right));
        calibration
    }

    #[test]
    fn every_score_has_its_bin() {
        let calibration = of(&[(0.0, false), (0.099, false), (0.1, true), (0.95, true), (1.0, true)]);
        let names: Vec<usize> = calibration.bins().map(|bin| bin.names).collect();
        assert_eq!(names, [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]);
        assert_eq!(calibration.bins().nth(3).and_then(|bin| bin.score), None);
    }

    #[test]
    fn the_error_is_the_mean_distance_weighted_by_names() {
        assert_eq!(of(&[]).expected_error(), 0.0);
        // Two bins: three names scored 0.8 of which one is right, one scored 0.5 that is wrong.
        let error = of(&[(0.8, true), (0.8, false), (0.8, false), (0.5, false)]).expected_error();
        let by_hand = 0.75 * (0.8 - 1.0 / 3.0) + 0.25 * 0.5;
        assert!((error - by_hand).abs() < 1e-12, "{error}");
    }
}
