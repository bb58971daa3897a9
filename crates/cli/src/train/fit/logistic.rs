//! Logistic regression over tables of numbers.

use super::minimum::minimize;
use shirushi_analysis::learned::Logistic;

/// Rows of numbers, all of one length.
#[derive(Default)]
pub(crate) struct FitTable {
    width: usize,
    cells: Vec<f32>,
}

impl FitTable {
    pub(crate) fn new(width: usize) -> Self {
        Self { width, cells: Vec::new() }
    }

    /// Adds a row, which has to be as long as the others.
    pub(crate) fn push(&mut self, row: &[f32]) {
        assert_eq!(row.len(), self.width, "rows of one table are of one length");
        self.cells.extend_from_slice(row);
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    pub(crate) fn len(&self) -> usize {
        self.cells.len() / self.width.max(1)
    }

    pub(crate) fn row(&self, number: usize) -> &[f32] {
        &self.cells[number * self.width..][..self.width]
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.cells.chunks_exact(self.width.max(1))
    }
}

/// Fits the chance of `true` on the rows named by `use_rows`. Numbers are standardised; `c` is the inverse
/// strength of the penalty on squared weights, as in liblinear (Fan et al. 2008).
pub(crate) fn fit_logistic(
    table: &FitTable,
    use_rows: &[usize],
    labels: &[bool],
    c: f64,
    iterations: usize,
) -> Logistic {
    let width = table.width();
    let count = use_rows.len().max(1) as f64;
    let mut mean = vec![0.0_f64; width];
    let mut spread = vec![0.0_f64; width];
    for &row in use_rows {
        for ((mean, spread), &x) in mean.iter_mut().zip(&mut spread).zip(table.row(row)) {
            *mean += f64::from(x) / count;
            *spread += f64::from(x) * f64::from(x) / count;
        }
    }
    let scale: Vec<f64> = mean
        .iter()
        .zip(&spread)
        .map(|(mean, square)| {
            let spread = (square - mean * mean).max(0.0).sqrt();
            // A number that never changes says nothing.
            if spread > 1e-6 { 1.0 / spread } else { 0.0 }
        })
        .collect();
    let mut standard = FitTable::new(width);
    for &row in use_rows {
        let values: Vec<f32> = table
            .row(row)
            .iter()
            .zip(&mean)
            .zip(&scale)
            .map(|((&x, mean), scale)| ((f64::from(x) - mean) * scale) as f32)
            .collect();
        standard.push(&values);
    }
    let base = use_rows.iter().filter(|&&row| labels[row]).count() as f64 / count;
    let mut start = vec![0.0; width + 1];
    start[width] = (base.clamp(1e-6, 1.0 - 1e-6) / (1.0 - base.clamp(1e-6, 1.0 - 1e-6))).ln();
    let fitted = minimize(start, iterations, |at, slope| {
        let (weights, bias) = (&at[..width], at[width]);
        let mut value = 0.0;
        for (weight, slope) in weights.iter().zip(slope.iter_mut()) {
            value += 0.5 * weight * weight / c;
            *slope = weight / c;
        }
        slope[width] = 0.0;
        for (row, &number) in standard.rows().zip(use_rows) {
            let score = row.iter().zip(weights).map(|(&x, w)| f64::from(x) * w).sum::<f64>() + bias;
            let sign = if labels[number] { 1.0 } else { -1.0 };
            let margin = sign * score;
            value += if margin > 0.0 { (-margin).exp().ln_1p() } else { -margin + margin.exp().ln_1p() };
            let pull = -sign / (1.0 + margin.exp());
            for (slope, &x) in slope.iter_mut().zip(row) {
                *slope += pull * f64::from(x);
            }
            slope[width] += pull;
        }
        value
    });
    let weights: Vec<f64> = fitted.iter().zip(&scale).map(|(weight, scale)| weight * scale).collect();
    let moved: f64 = weights.iter().zip(&mean).map(|(weight, mean)| weight * mean).sum();
    Logistic::new((fitted[width] - moved) as f32, weights.into_iter().map(|w| w as f32).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matters_has_weight_and_what_does_not_has_none() {
        let mut table = FitTable::new(3);
        let mut labels = Vec::new();
        for n in 0..400_u32 {
            let x = (n * 7919 % 101) as f32 / 101.0;
            let noise = (n * 104_729 % 97) as f32 / 97.0;
            table.push(&[x, noise, 5.0]);
            labels.push(x > 0.5);
        }
        let rows: Vec<usize> = (0..400).collect();
        let model = fit_logistic(&table, &rows, &labels, 1.0, 100);
        let right = rows.iter().filter(|&&row| (model.logit(table.row(row)) > 0.0) == labels[row]).count();
        assert!(right > 380, "{right}");
        assert!(model.chance(&[0.9, 0.1, 5.0]) > model.chance(&[0.1, 0.9, 5.0]));
    }
}
