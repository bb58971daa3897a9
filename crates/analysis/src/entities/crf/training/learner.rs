//! The weights while they are learned.

use super::perceptron::Perceptron;
use super::sentences::TrainingSentence;
use super::{Learned, Settings};
use crate::chance::Chance;
use crate::entities::crf::features::ROW_BITS;
use crate::entities::crf::labels::{LABELS, LabelSet};
use crate::entities::crf::lattice::{Exponentials, Lattice, ONLY_OUTSIDE, Row, Transitions};
use crate::entities::crf::vectors::WordVectors;

/// Goes through the sentences again and again, in another order each time. `progress` hears of the mean loss
/// per word.
pub(super) fn learn(
    sentences: &[&TrainingSentence],
    vectors: &WordVectors,
    settings: Settings,
    mut progress: impl FnMut(f32),
) -> Learned {
    let mut learner = Learner::new(settings, vectors);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    for _ in 0..settings.epochs {
        for last in (1..order.len()).rev() {
            let other = (learner.chance.next() % (last as u64 + 1)) as usize;
            order.swap(last, other);
        }
        let (mut loss, mut words) = (0.0f64, 0usize);
        for sentence in order.iter().filter_map(|&index| sentences.get(index)) {
            loss += f64::from(learner.learn(sentence));
            words += sentence.allowed.len();
        }
        progress((loss / words.max(1) as f64) as f32);
    }
    learner.finish()
}

#[derive(Clone)]
struct Sums {
    gradient: Row,
    squares: Row,
}

struct Learner<'v> {
    settings: Settings,
    chance: Chance,
    rows: Vec<Sums>,
    pairs: Vec<Sums>,
    perceptron: Perceptron<'v>,
    steps: f32,
    lattice: Lattice,
}

impl<'v> Learner<'v> {
    fn new(settings: Settings, vectors: &'v WordVectors) -> Self {
        let nothing = Sums { gradient: [0.0; LABELS], squares: [0.0; LABELS] };
        Self {
            settings,
            chance: Chance::new(settings.seed),
            rows: vec![nothing.clone(); 1 << ROW_BITS],
            pairs: vec![nothing; LABELS],
            perceptron: Perceptron::new(settings, vectors),
            steps: 1.0,
            lattice: Lattice::default(),
        }
    }

    /// The weights that the sums of the gradients amount to.
    fn weights(&self, sums: &Sums) -> Row {
        let (threshold, decay, rate) =
            (self.settings.l1 * self.steps, self.settings.l2 * self.steps, 1.0 / self.settings.rate);
        let mut weights = [0.0; LABELS];
        for ((weight, &gradient), &squares) in weights.iter_mut().zip(&sums.gradient).zip(&sums.squares) {
            let beyond = (gradient.abs() - threshold).max(0.0);
            *weight = -beyond.copysign(gradient) / (decay + rate * (1e-4 + squares.sqrt()));
        }
        weights
    }

    fn transitions(&self) -> Transitions {
        let mut transitions = Transitions::new();
        for (row, sums) in transitions.scores.iter_mut().zip(&self.pairs) {
            *row = self.weights(sums);
        }
        transitions
    }

    /// Learns from one sentence and gives its loss.
    fn learn(&mut self, sentence: &TrainingSentence) -> f32 {
        let keep = 1.0 - self.settings.dropout;
        let mut kept = Vec::with_capacity(sentence.rows.len());
        let mut bounds = vec![0];
        let mut emissions = Vec::with_capacity(sentence.allowed.len());
        for pair in sentence.bounds.windows(2) {
            let (Some(&from), Some(&to)) = (pair.first(), pair.last()) else { continue };
            let mut emission = if from < to { [0.0f32; LABELS] } else { ONLY_OUTSIDE };
            for &row in sentence.rows.get(from..to).unwrap_or_default() {
                if self.chance.fraction() >= keep {
                    continue;
                }
                let Some(sums) = self.rows.get(row as usize) else { continue };
                kept.push(row);
                let weights = self.weights(sums);
                emission.iter_mut().zip(&weights).for_each(|(e, w)| *e += w / keep);
            }
            bounds.push(kept.len());
            emissions.push(emission);
        }
        self.perceptron.add(sentence, &mut emissions, &mut self.chance);
        let transitions = Exponentials::new(&self.transitions());
        let set = |word: usize| sentence.allowed.get(word).copied().unwrap_or(LabelSet::ALL);
        let mut lattice = std::mem::take(&mut self.lattice);
        let mut expected = [[0.0; LABELS]; LABELS];
        let right = lattice.marginals(&emissions, &transitions, set);
        lattice.add_pairs(&emissions, &transitions, set, -1.0, &mut expected);
        let wanted = std::mem::take(&mut lattice.marginals);
        let all = lattice.marginals(&emissions, &transitions, |_| LabelSet::ALL);
        lattice.add_pairs(&emissions, &transitions, |_| LabelSet::ALL, 1.0, &mut expected);
        let loss = match (right, all) {
            (Some(right), Some(all)) => {
                let gradients = gradients(sentence.weight, &wanted, &lattice.marginals);
                self.update(&gradients, &kept, &bounds, keep);
                self.update_pairs(sentence.weight, &expected);
                self.perceptron.learn(&gradients);
                (all - right) * sentence.weight
            }
            // No way fits the labels: nothing can be learned from the sentence.
            _ => 0.0,
        };
        self.lattice = lattice;
        self.steps += 1.0;
        loss
    }

    fn update(&mut self, gradients: &[Row], kept: &[u32], bounds: &[usize], keep: f32) {
        for (gradient, pair) in gradients.iter().zip(bounds.windows(2)) {
            let gradient = gradient.map(|g| g / keep);
            if gradient.iter().all(|g| g.abs() < 1e-5) {
                continue;
            }
            let (Some(&from), Some(&to)) = (pair.first(), pair.last()) else { continue };
            for &row in kept.get(from..to).unwrap_or_default() {
                if let Some(sums) = self.rows.get_mut(row as usize) {
                    sums.add(&gradient);
                }
            }
        }
    }

    fn update_pairs(&mut self, weight: f32, expected: &[Row; LABELS]) {
        for (sums, row) in self.pairs.iter_mut().zip(expected) {
            sums.add(&row.map(|g| g * weight));
        }
    }

    fn finish(self) -> Learned {
        let rows = self.rows.iter().map(|sums| self.weights(sums)).collect();
        Learned { transitions: self.transitions(), rows, network: self.perceptron.finish() }
    }
}

/// By how much each label of each word is too likely.
fn gradients(weight: f32, wanted: &[Row], found: &[Row]) -> Vec<Row> {
    let gradient = |(wanted, found): (&Row, &Row)| {
        let mut gradient = *found;
        gradient.iter_mut().zip(wanted).for_each(|(g, w)| *g = (*g - w) * weight);
        gradient
    };
    wanted.iter().zip(found).map(gradient).collect()
}

impl Sums {
    fn add(&mut self, gradient: &Row) {
        for ((sum, squares), g) in self.gradient.iter_mut().zip(&mut self.squares).zip(gradient) {
            *sum += g;
            *squares += g * g;
        }
    }
}
