//! Intervals by the bootstrap (Efron 1979): what was counted is drawn anew, with replacement, and the middle
//! 95 of a hundred results are the interval (percentile method).
//!
//! Drawn are whole articles, or whole sentences where there are too few articles: marks that stand side by
//! side depend on each other. The draws begin with a fixed seed, so the same marks give the same intervals.

use std::fmt;

/// What is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pieces {
    /// Whole articles.
    Articles,
    /// Whole sentences: there are fewer than twenty articles.
    Sentences,
}

/// From this many articles on they are drawn whole.
pub(crate) const ENOUGH_ARTICLES: usize = 20;

/// So often is drawn.
const DRAWS: usize = 1_000;

/// An interval in which 95 of a hundred draws lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// 2.5 of a hundred are below.
    pub low: f64,
    /// 2.5 of a hundred are above.
    pub high: f64,
}

/// How often each piece is in each draw: the same for every figure, so that they can be compared.
#[derive(Clone)]
pub struct Resamples {
    pieces: usize,
    /// Draw by draw, one number a piece.
    times: Vec<u8>,
}

impl fmt::Debug for Resamples {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Resamples({} draws of {} pieces)", self.draws(), self.pieces)
    }
}

impl Resamples {
    /// Draws of so many pieces, each of that many.
    pub fn of(pieces: usize) -> Self {
        let draws = if pieces < 2 { 0 } else { DRAWS.min((MOST_NUMBERS / pieces).max(FEWEST_DRAWS)) };
        let mut random = Chance(SEED);
        let mut times = vec![0u8; pieces * draws];
        for draw in times.chunks_exact_mut(pieces.max(1)) {
            for _ in 0..pieces {
                if let Some(count) = draw.get_mut(random.below(pieces)) {
                    *count = count.saturating_add(1);
                }
            }
        }
        Self { pieces, times }
    }

    /// How many draws there are; none of fewer than two pieces.
    pub fn draws(&self) -> usize {
        self.times.len().checked_div(self.pieces).unwrap_or_default()
    }

    /// The interval of a figure. `figure` is given what to add with which weight: the counts of each piece
    /// that is in the draw. Draws in which it is not defined are left out; `None` when that is more than half
    /// of them.
    pub fn interval<T, C: Default>(
        &self,
        counted: &[T],
        add: impl Fn(&mut C, &T, f64),
        figure: impl Fn(&C) -> Option<f64>,
    ) -> Option<Interval> {
        let mut found: Vec<f64> = Vec::with_capacity(self.draws());
        for draw in self.times.chunks_exact(self.pieces.max(1)) {
            let mut sum = C::default();
            for (piece, times) in counted.iter().zip(draw).filter(|(_, times)| **times > 0) {
                add(&mut sum, piece, f64::from(*times));
            }
            found.extend(figure(&sum));
        }
        if found.is_empty() || found.len() * 2 < self.draws() {
            return None;
        }
        found.sort_unstable_by(f64::total_cmp);
        let at = |share: f64| {
            let place = (share * (found.len() - 1) as f64).round() as usize;
            found.get(place).copied()
        };
        Some(Interval { low: at(0.025)?, high: at(0.975)? })
    }
}

/// Draws of a hundred thousand sentences would take a hundred megabytes: there are fewer of them then.
const MOST_NUMBERS: usize = 20_000_000;
const FEWEST_DRAWS: usize = 200;

const SEED: u64 = 0x5348_4952_5553_4849;

/// SplitMix64 (Steele, Lea and Flood 2014): small, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below a limit; the bias of so small a limit is far below what intervals show.
    fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(counted: &[f64]) -> Option<Interval> {
        let add = |sum: &mut (f64, f64), value: &f64, times: f64| {
            *sum = (sum.0 + value * times, sum.1 + times);
        };
        Resamples::of(counted.len()).interval(counted, add, |sum| Some(sum.0 / sum.1))
    }

    #[test]
    fn the_generator_is_the_published_one() {
        // The first numbers from the seed 1234567, as its authors' program prints them.
        let mut random = Chance(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn every_draw_has_as_many_pieces_as_there_are() {
        let resamples = Resamples::of(50);
        assert_eq!(resamples.draws(), DRAWS);
        for draw in resamples.times.chunks(50) {
            assert_eq!(draw.iter().map(|times| usize::from(*times)).sum::<usize>(), 50);
        }
    }

    #[test]
    fn the_interval_of_a_mean_is_the_one_of_the_books() {
        // Of a hundred coins the mean has a standard error of 0.05: 95 of a hundred within 1.96 of it.
        let coins: Vec<f64> = (0..100).map(|at| f64::from(at % 2)).collect();
        let Interval { low, high } = mean(&coins).unwrap();
        assert!((low - 0.402).abs() < 0.015 && (high - 0.598).abs() < 0.015, "{low} {high}");
        assert_eq!(mean(&coins), mean(&coins), "the same seed, the same draws");
    }

    #[test]
    fn few_pieces_give_no_interval() {
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[1.0]), None);
        let never = Resamples::of(9).interval(&[0u8; 9], |_: &mut u8, _, _| {}, |_| None);
        assert_eq!(never, None);
    }

    #[test]
    fn many_pieces_are_drawn_less_often() {
        assert_eq!(Resamples::of(100_000).draws(), 200);
    }
}
