//! A figure with its interval.

use super::resampling::{Interval, Resamples};

/// A figure, where it is defined, and how sure it is.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Estimate {
    /// The figure; `None` where it is not defined.
    pub value: Option<f64>,
    /// In which 95 of a hundred draws lie; `None` where there is too little to draw from.
    pub interval: Option<Interval>,
}

impl Estimate {
    /// The figure of all pieces together, and its interval.
    pub(super) fn of<C: Default>(
        by_piece: &[C],
        draws: &Resamples,
        add: fn(&mut C, &C, f64),
        figure: fn(&C) -> Option<f64>,
    ) -> Self {
        let mut all = C::default();
        by_piece.iter().for_each(|piece| add(&mut all, piece, 1.0));
        let value = figure(&all);
        Self { value, interval: value.and_then(|_| draws.interval(by_piece, add, figure)) }
    }
}
