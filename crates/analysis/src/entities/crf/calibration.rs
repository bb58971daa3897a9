//! How often names are right, by how likely the model finds them: a straight line between the logarithms of
//! both odds for each type (Platt 1999), with an addition where the rules say the same. Fitted on texts that
//! the model it is fitted to has not seen.

use super::labels::TYPES;

/// A name that was proposed, and what came of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CalibrationCase {
    /// The number of its type.
    pub(crate) kind: usize,
    /// How likely the model finds it, 0 to 1.
    pub(crate) likelihood: f32,
    /// Whether the rules have the same name.
    pub(crate) is_agreed: bool,
    /// Whether it was marked so.
    pub(crate) is_right: bool,
}

/// For one type: the slope, the shift, and what agreement of the rules adds.
type LogitLine = [f32; 3];

/// One line for each type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Calibration {
    pub(crate) lines: [LogitLine; TYPES.len()],
}

/// Likelihoods are kept so far from impossible and from certain.
const EDGE: f64 = 0.002;

/// How strongly a line keeps to the one that changes nothing, so that a type with few cases is not carried
/// off.
const STIFFNESS: f64 = 4.0;

const ROUNDS: usize = 30;

fn inputs(likelihood: f32, is_agreed: bool) -> [f64; 3] {
    let likelihood = f64::from(likelihood).clamp(EDGE, 1.0 - EDGE);
    [(likelihood / (1.0 - likelihood)).ln(), 1.0, f64::from(u8::from(is_agreed))]
}

fn likely(line: &[f64; 3], inputs: &[f64; 3]) -> f64 {
    let sum: f64 = line.iter().zip(inputs).map(|(a, b)| a * b).sum();
    1.0 / (1.0 + (-sum).exp())
}

impl Calibration {
    /// Likelihoods as they are.
    pub(crate) const NONE: Self = Self { lines: [[1.0, 0.0, 0.0]; TYPES.len()] };

    /// The lines that fit the cases best, by Newton's method.
    pub(crate) fn fit(cases: &[CalibrationCase]) -> Self {
        let mut lines = Self::NONE.lines;
        for (kind, line) in lines.iter_mut().enumerate() {
            let cases: Vec<_> = cases.iter().filter(|case| case.kind == kind).collect();
            let mut found = [1.0, 0.0, 0.0];
            for _ in 0..ROUNDS {
                let mut slope = [STIFFNESS * (found[0] - 1.0), STIFFNESS * found[1], STIFFNESS * found[2]];
                let mut bend = [[STIFFNESS, 0.0, 0.0], [0.0, STIFFNESS, 0.0], [0.0, 0.0, STIFFNESS]];
                for case in &cases {
                    let inputs = inputs(case.likelihood, case.is_agreed);
                    let likely = likely(&found, &inputs);
                    let off = likely - f64::from(u8::from(case.is_right));
                    for (row, (slope, a)) in bend.iter_mut().zip(slope.iter_mut().zip(inputs)) {
                        *slope += off * a;
                        row.iter_mut()
                            .zip(inputs)
                            .for_each(|(cell, b)| *cell += likely * (1.0 - likely) * a * b);
                    }
                }
                let step = solve(bend, slope);
                found.iter_mut().zip(step).for_each(|(found, step)| *found -= step);
            }
            *line = found.map(|number| number as f32);
        }
        Self { lines }
    }

    /// How likely a name is right.
    pub(crate) fn score(&self, kind: usize, likelihood: f32, is_agreed: bool) -> f32 {
        let line = self.lines.get(kind).unwrap_or(&[1.0, 0.0, 0.0]).map(f64::from);
        likely(&line, &inputs(likelihood, is_agreed)) as f32
    }
}

/// Three equations in three unknowns, by Cramer's rule; the matrix is symmetric and positive.
fn solve(m: [[f64; 3]; 3], right: [f64; 3]) -> [f64; 3] {
    let determinant = |[a, b, c]: [[f64; 3]; 3]| {
        a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0])
            + a[2] * (b[0] * c[1] - b[1] * c[0])
    };
    let whole = determinant(m);
    // Rows and columns may change places in a symmetric matrix.
    let [a, b, c] = m;
    [[right, b, c], [a, right, c], [a, b, right]].map(|m| determinant(m) / whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cases(kind: usize, likelihood: f32, is_agreed: bool, right: usize, of: usize) -> Vec<CalibrationCase> {
        (0..of).map(|n| CalibrationCase { kind, likelihood, is_agreed, is_right: n < right }).collect()
    }

    #[test]
    fn scores_become_the_share_of_right_names() {
        let mut all = cases(1, 0.5, false, 300, 1000);
        all.extend(cases(1, 0.9, false, 700, 1000));
        all.extend(cases(1, 0.5, true, 600, 1000));
        all.extend(cases(2, 0.9, false, 1, 1));
        let calibration = Calibration::fit(&all);
        let near = |score: f32, wanted: f32| (score - wanted).abs() < 0.02;
        assert!(near(calibration.score(1, 0.5, false), 0.3), "{calibration:?}");
        assert!(near(calibration.score(1, 0.9, false), 0.7), "{calibration:?}");
        assert!(near(calibration.score(1, 0.5, true), 0.6), "{calibration:?}");
        assert!(near(calibration.score(2, 0.9, false), 0.9), "one case changes little: {calibration:?}");
        assert_eq!(Calibration::NONE.score(3, 0.25, true), 0.25);
    }

    #[test]
    fn nothing_is_carried_off_by_likelihoods_at_the_edge() {
        let calibration = Calibration::fit(&cases(0, 1.0, false, 50, 50));
        assert!(calibration.lines.iter().flatten().all(|number| number.is_finite()));
        assert!((0.9..=1.0).contains(&calibration.score(0, 1.0, false)));
    }
}
