//! Ways through a sentence: the best one, and how likely each label of each word is. Time and memory grow with the number of words.

use super::labels::{LABELS, LabelSet, OUTSIDE, may_begin, may_end, may_follow, may_precede};

/// One number for each label.
pub(crate) type Row = [f32; LABELS];

/// What cannot be.
const NEVER: f32 = -1e30;

/// Says of a word that it is in no name.
pub(crate) const ONLY_OUTSIDE: Row = {
    let mut row = [NEVER; LABELS];
    row[OUTSIDE] = 0.0;
    row
};

/// What follows what, with the labels that may stand before each.
#[derive(Debug, Clone)]
pub(crate) struct Transitions {
    /// `scores[after][before]`
    pub(crate) scores: [Row; LABELS],
}

impl Transitions {
    /// None weighs anything.
    pub(crate) fn new() -> Self {
        Self { scores: [[0.0; LABELS]; LABELS] }
    }

    fn masked(&self) -> [Row; LABELS] {
        let mut masked = self.scores;
        for (after, row) in masked.iter_mut().enumerate() {
            for (before, score) in row.iter_mut().enumerate() {
                if !may_follow(before, after) {
                    *score = NEVER;
                }
            }
        }
        masked
    }
}

/// Room for the ways through one sentence after another.
#[derive(Default)]
pub(crate) struct Lattice {
    forward: Vec<Row>,
    backward: Vec<Row>,
    back: Vec<[u8; LABELS]>,
    /// The most likely label of each word, after [`Lattice::best`].
    pub(crate) path: Vec<u8>,
    /// How likely each label of each word is, after [`Lattice::marginals`].
    pub(crate) marginals: Vec<Row>,
}

impl Lattice {
    /// Finds the best way (Viterbi).
    pub(crate) fn best(&mut self, emissions: &[Row], transitions: &Transitions) {
        let transitions = &transitions.scores;
        self.back.clear();
        self.path.clear();
        let mut current = [NEVER; LABELS];
        for (word, emission) in emissions.iter().enumerate() {
            let mut next = [NEVER; LABELS];
            let mut from = [0u8; LABELS];
            let columns = next.iter_mut().zip(&mut from).zip(transitions).zip(emission).enumerate();
            for (label, (((next, from), row), emission)) in columns {
                if word == 0 {
                    *next = if may_begin(label) { *emission } else { NEVER };
                    continue;
                }
                let mut best = f32::MIN;
                for &before in may_precede(label) {
                    let place = usize::from(before);
                    let (Some(score), Some(transition)) = (current.get(place), row.get(place)) else {
                        continue;
                    };
                    let sum = score + transition;
                    if sum > best {
                        best = sum;
                        *from = before;
                    }
                }
                *next = best + emission;
            }
            current = next;
            self.back.push(from);
        }
        let ends = current.iter().enumerate().filter(|(label, _)| may_end(*label));
        let last = ends.max_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(label, _)| label);
        let mut label = u8::try_from(last).unwrap_or(0);
        for from in self.back.iter().rev() {
            self.path.push(label);
            label = from.get(usize::from(label)).copied().unwrap_or(0);
        }
        self.path.reverse();
    }

    /// Finds how likely each label is (forward and backward), on the ways the sets allow; one set per word. Gives the
    /// logarithm of the sum over all these ways, `None` when there is no way.
    pub(crate) fn marginals(
        &mut self,
        emissions: &[Row],
        transitions: &Exponentials,
        allowed: impl Fn(usize) -> LabelSet,
    ) -> Option<f32> {
        let length = emissions.len();
        self.forward.clear();
        self.backward.clear();
        self.marginals.clear();
        let mut logarithm = 0.0f32;
        let mut exponentials = Vec::with_capacity(length);
        for (word, emission) in emissions.iter().enumerate() {
            let top = emission.iter().copied().fold(f32::MIN, f32::max);
            logarithm += top;
            let set = allowed(word);
            let mut row = [0.0f32; LABELS];
            for (label, (out, score)) in row.iter_mut().zip(emission).enumerate() {
                let edge = (word > 0 || may_begin(label)) && (word + 1 < length || may_end(label));
                *out = if edge && set.has(label) { (score - top).exp().max(1e-30) } else { 0.0 };
            }
            exponentials.push(row);
        }
        let mut scales = Vec::with_capacity(length);
        let mut current = [1.0f32; LABELS];
        for (word, emission) in exponentials.iter().enumerate() {
            let mut next = *emission;
            if word > 0 {
                let reached = through(&current, &transitions.out_of);
                next.iter_mut().zip(reached).for_each(|(next, reached)| *next *= reached);
            }
            let sum: f32 = next.iter().sum();
            if !(sum > 0.0 && sum.is_finite()) {
                return None;
            }
            next.iter_mut().for_each(|n| *n /= sum);
            logarithm += sum.ln();
            scales.push(sum);
            self.forward.push(next);
            current = next;
        }
        let mut after = [1.0f32; LABELS];
        self.backward.push(after);
        for (emission, scale) in exponentials.iter().zip(&scales).skip(1).rev() {
            let mut weighted = after;
            weighted.iter_mut().zip(emission).for_each(|(w, e)| *w *= e / scale);
            after = through(&weighted, &transitions.into);
            self.backward.push(after);
        }
        self.backward.reverse();
        for (forward, backward) in self.forward.iter().zip(&self.backward) {
            let mut row = *forward;
            row.iter_mut().zip(backward).for_each(|(f, b)| *f *= b);
            let sum: f32 = row.iter().sum::<f32>().max(1e-30);
            row.iter_mut().for_each(|f| *f /= sum);
            self.marginals.push(row);
        }
        Some(logarithm)
    }

    /// Adds how often each pair of labels is expected, after [`Lattice::marginals`] with the same arguments.
    pub(crate) fn add_pairs(
        &self,
        emissions: &[Row],
        transitions: &Exponentials,
        allowed: impl Fn(usize) -> LabelSet,
        weight: f32,
        into: &mut [Row; LABELS],
    ) {
        for (word, (forward, (backward, emission))) in
            self.forward.iter().zip(self.backward.iter().zip(emissions).skip(1)).enumerate()
        {
            let top = emission.iter().copied().fold(f32::MIN, f32::max);
            let set = allowed(word + 1);
            let mut right = [0.0f32; LABELS];
            for (label, (out, (score, b))) in right.iter_mut().zip(emission.iter().zip(backward)).enumerate()
            {
                *out = if set.has(label) { (score - top).exp().max(1e-30) * b } else { 0.0 };
            }
            let mut total = 0.0f32;
            for (right, row) in right.iter().zip(&transitions.into) {
                total += right * dot(forward, row);
            }
            let factor = weight / total.max(1e-30);
            for ((into, right), row) in into.iter_mut().zip(&right).zip(&transitions.into) {
                if *right > 0.0 {
                    for ((into, forward), transition) in into.iter_mut().zip(forward).zip(row) {
                        *into += factor * right * forward * transition;
                    }
                }
            }
        }
    }
}

/// Transitions as factors, both ways round.
pub(crate) struct Exponentials {
    into: [Row; LABELS],
    out_of: [Row; LABELS],
}

impl Exponentials {
    pub(crate) fn new(transitions: &Transitions) -> Self {
        let mut into = transitions.masked();
        let mut out_of = [[0.0f32; LABELS]; LABELS];
        for (after, row) in into.iter_mut().enumerate() {
            for (score, out) in row.iter_mut().zip(&mut out_of) {
                *score = if *score <= NEVER { 0.0 } else { score.exp() };
                if let Some(cell) = out.get_mut(after) {
                    *cell = *score;
                }
            }
        }
        Self { into, out_of }
    }
}

/// The sums of the rows, each times its weight: whole rows at a time, which a processor does in few steps.
fn through(weights: &Row, rows: &[Row; LABELS]) -> Row {
    let mut sums = [0.0f32; LABELS];
    for (weight, row) in weights.iter().zip(rows) {
        sums.iter_mut().zip(row).for_each(|(sum, factor)| *sum += weight * factor);
    }
    sums
}

fn dot(a: &Row, b: &Row) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::super::labels::{OUTSIDE, Place, label};
    use super::*;

    fn emissions(best: &[usize]) -> Vec<Row> {
        best.iter().map(|&best| std::array::from_fn(|label| if label == best { 2.0 } else { 0.0 })).collect()
    }

    #[test]
    fn the_best_way_leaves_no_name_open() {
        let (begin, end) = (label(1, Place::Begin), label(1, Place::End));
        let mut lattice = Lattice::default();
        lattice.best(&emissions(&[OUTSIDE, begin, end, begin]), &Transitions::new());
        assert_eq!(lattice.path.get(..3), Some([0, begin as u8, end as u8].as_slice()));
        assert!(may_end(usize::from(*lattice.path.last().unwrap())));
    }

    #[test]
    fn likelihoods_sum_to_one_and_keep_to_what_is_allowed() {
        let single = label(2, Place::Single);
        let emissions = emissions(&[single, OUTSIDE, single]);
        let exponentials = Exponentials::new(&Transitions::new());
        let mut lattice = Lattice::default();
        let all = lattice.marginals(&emissions, &exponentials, |_| LabelSet::ALL).unwrap();
        assert!(lattice.marginals.iter().all(|row| (row.iter().sum::<f32>() - 1.0).abs() < 1e-4));
        let some = lattice.marginals(&emissions, &exponentials, |_| LabelSet::OUTSIDE).unwrap();
        assert!(some < all);
        assert!(lattice.marginals.iter().all(|row| row[OUTSIDE] > 0.999));
    }
}
