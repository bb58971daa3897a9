//! The minimum of a smooth convex function: limited-memory BFGS (Liu and Nocedal 1989) with backtracking.

use std::collections::VecDeque;

/// So many steps back are remembered.
const MEMORY: usize = 8;
/// How much of the promised descent a step has to bring (Armijo).
const DESCENT: f64 = 1e-4;

/// Finds it from `start`. `function` fills in the gradient and gives the value; it is called at most about
/// twice per iteration.
pub(crate) fn minimize(
    start: Vec<f64>,
    iterations: usize,
    mut function: impl FnMut(&[f64], &mut [f64]) -> f64,
) -> Vec<f64> {
    let mut at = start;
    let mut slope = vec![0.0; at.len()];
    let mut value = function(&at, &mut slope);
    let mut past: VecDeque<(Vec<f64>, Vec<f64>, f64)> = VecDeque::new();
    for iteration in 0..iterations {
        let mut direction = towards(&slope, &past);
        let mut descent = dot(&direction, &slope);
        if descent >= 0.0 {
            past.clear();
            direction = slope.iter().map(|g| -g).collect();
            descent = dot(&direction, &slope);
        }
        if descent > -1e-9 * value.abs().max(1.0) {
            break;
        }
        let mut length = if iteration == 0 { 1.0 / dot(&slope, &slope).sqrt().max(1.0) } else { 1.0 };
        let mut next_slope = vec![0.0; at.len()];
        let moved = loop {
            let next: Vec<f64> = at.iter().zip(&direction).map(|(x, d)| length.mul_add(*d, *x)).collect();
            let next_value = function(&next, &mut next_slope);
            if next_value.is_finite() && next_value <= DESCENT.mul_add(length * descent, value) {
                break Some((next, next_value));
            }
            length *= 0.5;
            if length < 1e-10 {
                break None;
            }
        };
        let Some((next, next_value)) = moved else { break };
        let step: Vec<f64> = next.iter().zip(&at).map(|(x, y)| x - y).collect();
        let bend: Vec<f64> = next_slope.iter().zip(&slope).map(|(x, y)| x - y).collect();
        let curvature = dot(&step, &bend);
        if curvature > 1e-12 {
            past.push_back((step, bend, 1.0 / curvature));
            if past.len() > MEMORY {
                past.pop_front();
            }
        }
        at = next;
        value = next_value;
        slope = next_slope;
    }
    at
}

/// The two-loop recursion.
fn towards(slope: &[f64], past: &VecDeque<(Vec<f64>, Vec<f64>, f64)>) -> Vec<f64> {
    let mut direction: Vec<f64> = slope.iter().map(|g| -g).collect();
    let mut shares = Vec::with_capacity(past.len());
    for (step, bend, inverse) in past.iter().rev() {
        let share = inverse * dot(step, &direction);
        add(&mut direction, bend, -share);
        shares.push(share);
    }
    if let Some((_, bend, inverse)) = past.back() {
        let scale = 1.0 / (inverse * dot(bend, bend));
        direction.iter_mut().for_each(|d| *d *= scale);
    }
    for ((step, bend, inverse), share) in past.iter().zip(shares.into_iter().rev()) {
        let rest = share - inverse * dot(bend, &direction);
        add(&mut direction, step, rest);
    }
    direction
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(x, y)| x * y).sum()
}

fn add(to: &mut [f64], what: &[f64], times: f64) {
    for (x, y) in to.iter_mut().zip(what) {
        *x += times * y;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bottom_of_a_long_valley_is_found() {
        // Convex, with slopes that differ a thousandfold.
        let found = minimize(vec![5.0, -3.0, 2.0], 200, |x, slope| {
            let scales = [1.0, 30.0, 1000.0];
            let bottom = [1.0, 2.0, 3.0];
            let mut value = 0.0;
            for (((x, slope), scale), bottom) in x.iter().zip(slope).zip(scales).zip(bottom) {
                value += 0.5 * scale * (x - bottom).powi(2);
                *slope = scale * (x - bottom);
            }
            value
        });
        for (x, bottom) in found.iter().zip([1.0, 2.0, 3.0]) {
            assert!((x - bottom).abs() < 1e-3, "{found:?}");
        }
    }
}
