//! Linear models over hashed features: classes by multinomial logistic regression, the best of several
//! candidates by conditional logit.

use super::minimum::minimize;
use shirushi_analysis::learned::{HashedLinear, MOST_CLASSES};

/// Something with its class.
pub(crate) struct Example {
    pub(crate) features: Vec<u32>,
    pub(crate) class: usize,
    pub(crate) weight: f64,
}

/// Several candidates of which some are right.
pub(crate) struct Choice {
    /// The features of each candidate.
    pub(crate) candidates: Vec<Vec<u32>>,
    /// Whether each is right; a choice without a right one teaches nothing and is passed over.
    pub(crate) right: Vec<bool>,
    pub(crate) weight: f64,
}

/// Fits classes: the sum of the losses plus `l2` / 2 times the squared weights.
pub(crate) fn fit_classes(
    examples: &[Example],
    bits: u8,
    classes: u8,
    l2: f64,
    iterations: usize,
) -> HashedLinear {
    let count = usize::from(classes);
    let table = count << bits;
    let mask = (1_usize << bits) - 1;
    let fitted = minimize(vec![0.0; table + count], iterations, |at, slope| {
        let (weights, bias) = at.split_at(table);
        let mut value = penalty(weights, slope, l2);
        slope.iter_mut().skip(table).for_each(|g| *g = 0.0);
        for example in examples {
            let mut scores = [0.0_f64; MOST_CLASSES];
            scores.iter_mut().zip(bias).for_each(|(score, bias)| *score = *bias);
            for &feature in &example.features {
                let row = &weights[(feature as usize & mask) * count..][..count];
                scores.iter_mut().zip(row).for_each(|(score, weight)| *score += weight);
            }
            let whole = log_sum(&scores[..count]);
            value += example.weight * (whole - scores[example.class]);
            let mut pull = [0.0_f64; MOST_CLASSES];
            for class in 0..count {
                let right = if class == example.class { 1.0 } else { 0.0 };
                pull[class] = example.weight * ((scores[class] - whole).exp() - right);
                slope[table + class] += pull[class];
            }
            for &feature in &example.features {
                let row = &mut slope[(feature as usize & mask) * count..][..count];
                row.iter_mut().zip(pull).for_each(|(slope, pull)| *slope += pull);
            }
        }
        value
    });
    let (weights, bias) = fitted.split_at(table);
    let narrow = |values: &[f64]| values.iter().map(|&value| value as f32).collect::<Vec<_>>();
    HashedLinear::from_weights(bits, classes, narrow(bias), &narrow(weights))
}

/// Fits one score so that right candidates have the higher ones: the log of the summed chance of all right
/// candidates of a choice.
pub(crate) fn fit_ranker(choices: &[Choice], bits: u8, l2: f64, iterations: usize) -> HashedLinear {
    let table = 1_usize << bits;
    let mask = table - 1;
    let fitted = minimize(vec![0.0; table], iterations, |weights, slope| {
        let mut value = penalty(weights, slope, l2);
        for choice in choices.iter().filter(|choice| choice.right.contains(&true)) {
            let scores: Vec<f64> = choice
                .candidates
                .iter()
                .map(|features| features.iter().map(|&f| weights[f as usize & mask]).sum())
                .collect();
            let right: Vec<f64> = scores
                .iter()
                .zip(&choice.right)
                .filter(|(_, right)| **right)
                .map(|(score, _)| *score)
                .collect();
            let (whole, of_right) = (log_sum(&scores), log_sum(&right));
            value += choice.weight * (whole - of_right);
            for ((features, score), is_right) in choice.candidates.iter().zip(&scores).zip(&choice.right) {
                let wanted = if *is_right { (score - of_right).exp() } else { 0.0 };
                let pull = choice.weight * ((score - whole).exp() - wanted);
                if pull.abs() > 1e-9 {
                    features.iter().for_each(|&f| slope[f as usize & mask] += pull);
                }
            }
        }
        value
    });
    let weights: Vec<f32> = fitted.iter().map(|&weight| weight as f32).collect();
    HashedLinear::from_weights(bits, 1, vec![0.0], &weights)
}

fn penalty(weights: &[f64], slope: &mut [f64], l2: f64) -> f64 {
    let mut sum = 0.0;
    for (weight, slope) in weights.iter().zip(slope) {
        sum += weight * weight;
        *slope = l2 * weight;
    }
    0.5 * l2 * sum
}

fn log_sum(scores: &[f64]) -> f64 {
    let most = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    most + scores.iter().map(|score| (score - most).exp()).sum::<f64>().ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_told_apart() {
        let examples: Vec<Example> = (0..90)
            .map(|n| Example { features: vec![n % 3, 10 + n % 2], class: (n % 3) as usize, weight: 1.0 })
            .collect();
        let model = fit_classes(&examples, 6, 3, 0.1, 50);
        for class in 0..3_u32 {
            let scores = model.scores(&[class, 10]);
            let best = (0..3).max_by(|&x, &y| scores[x].total_cmp(&scores[y])).unwrap();
            assert_eq!(best, class as usize);
        }
    }

    #[test]
    fn the_right_candidate_wins() {
        let choices: Vec<Choice> = (0..40)
            .map(|n| Choice {
                candidates: vec![vec![1, 20 + n % 4], vec![2, 20 + n % 3], vec![3]],
                right: vec![false, true, false],
                weight: 1.0,
            })
            .collect();
        let model = fit_ranker(&choices, 8, 0.1, 50);
        assert!(model.score(&[2]) > model.score(&[1]) && model.score(&[2]) > model.score(&[3]));
    }
}
