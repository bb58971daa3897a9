//! The network while it is learned: AdaGrad (Duchi, Hazan and Singer 2011) on the gradients of one sentence
//! at a time, some of the units left out at random (Srivastava et al. 2014).

use super::Settings;
use super::sentences::TrainingSentence;
use crate::chance::Chance;
use crate::entities::crf::labels::LABELS;
use crate::entities::crf::lattice::Row;
use crate::entities::crf::network::{INPUTS, NetworkWeights, PLACES, Sight, UNITS};
use crate::entities::crf::vectors::{STEP, WordVectors};

type UnitRow = [f32; UNITS];

/// Weights with the sums of their squared gradients.
struct Learned<const N: usize> {
    weights: Vec<[f32; N]>,
    squares: Vec<[f32; N]>,
    gradients: Vec<[f32; N]>,
}

impl<const N: usize> Learned<N> {
    /// At random, up to `most` on either side of nothing.
    fn at_random(rows: usize, most: f32, chance: &mut Chance) -> Self {
        let mut weights = vec![[0.0; N]; rows];
        weights
            .as_flattened_mut()
            .iter_mut()
            .for_each(|weight| *weight = (chance.fraction() * 2.0 - 1.0) * most);
        Self { weights, squares: vec![[1e-4; N]; rows], gradients: vec![[0.0; N]; rows] }
    }

    /// Goes against the gradients, and forgets them.
    fn step(&mut self, rate: f32) {
        let all = self.weights.as_flattened_mut().iter_mut();
        let all = all.zip(self.squares.as_flattened_mut()).zip(self.gradients.as_flattened_mut());
        for ((weight, squares), gradient) in all {
            *squares += *gradient * *gradient;
            *weight -= rate * *gradient / squares.sqrt();
            *gradient = 0.0;
        }
    }
}

/// What becomes of one word on its way.
struct Passed {
    word: usize,
    /// What goes into the units: the number of each input that is not nothing, with its value.
    inputs: Vec<(usize, f32)>,
    /// What comes out of them, before and after some were left out.
    units: UnitRow,
}

pub(super) struct Perceptron<'v> {
    vectors: &'v WordVectors,
    rate: f32,
    dropout: f32,
    into: Learned<UNITS>,
    beginnings: Learned<UNITS>,
    out_of: Learned<LABELS>,
    passed: Vec<Passed>,
}

impl<'v> Perceptron<'v> {
    pub(super) fn new(settings: Settings, vectors: &'v WordVectors) -> Self {
        let mut chance = Chance::new(settings.seed ^ 0x5EED);
        let rows = PLACES * INPUTS;
        Self {
            vectors,
            rate: settings.network_rate,
            dropout: settings.network_dropout,
            into: Learned::at_random(rows, (3.0 / rows as f32).sqrt(), &mut chance),
            beginnings: Learned::at_random(1, 0.0, &mut chance),
            out_of: Learned::at_random(UNITS, 0.1, &mut chance),
            passed: Vec::new(),
        }
    }

    fn inputs(&self, sights: &[Sight; PLACES]) -> Vec<(usize, f32)> {
        let mut inputs = Vec::with_capacity(PLACES * INPUTS);
        for (place, sight) in sights.iter().enumerate() {
            let steps = sight.inputs(self.vectors).into_iter().enumerate().filter(|(_, steps)| *steps != 0);
            inputs.extend(steps.map(|(input, steps)| (place * INPUTS + input, f32::from(steps) * STEP)));
        }
        inputs
    }

    /// Adds to the emissions what the network says of the words of a sentence.
    pub(super) fn add(&mut self, sentence: &TrainingSentence, emissions: &mut [Row], chance: &mut Chance) {
        self.passed.clear();
        let keep = 1.0 - self.dropout;
        for (word, (sights, emission)) in sentence.sights.iter().zip(emissions).enumerate() {
            let Some(sights) = sights else { continue };
            let inputs = self.inputs(sights);
            let mut units = self.beginnings.weights.first().copied().unwrap_or([0.0; UNITS]);
            for (row, value) in
                inputs.iter().filter_map(|(input, value)| Some((self.into.weights.get(*input)?, value)))
            {
                units.iter_mut().zip(row).for_each(|(unit, weight)| *unit += value * weight);
            }
            for (unit, row) in units.iter_mut().zip(&self.out_of.weights) {
                *unit = if chance.fraction() < keep { unit.max(0.0) / keep } else { 0.0 };
                emission.iter_mut().zip(row).for_each(|(sum, weight)| *sum += *unit * weight);
            }
            self.passed.push(Passed { word, inputs, units });
        }
    }

    /// Learns from the gradients of the emissions of the sentence that went through last.
    pub(super) fn learn(&mut self, gradients: &[Row]) {
        let keep = 1.0 - self.dropout;
        for passed in &self.passed {
            let Some(gradient) = gradients.get(passed.word).filter(|row| row.iter().any(|g| g.abs() > 1e-4))
            else {
                continue;
            };
            let mut back = [0.0; UNITS];
            let rows = self.out_of.weights.iter().zip(&mut self.out_of.gradients);
            for ((back, &unit), (weights, sums)) in back.iter_mut().zip(&passed.units).zip(rows) {
                if unit > 0.0 {
                    sums.iter_mut().zip(gradient).for_each(|(sum, g)| *sum += unit * g);
                    *back = weights.iter().zip(gradient).map(|(w, g)| w * g).sum::<f32>() / keep;
                }
            }
            for sums in &mut self.beginnings.gradients {
                sums.iter_mut().zip(&back).for_each(|(sum, back)| *sum += back);
            }
            for &(input, value) in &passed.inputs {
                if let Some(sums) = self.into.gradients.get_mut(input) {
                    sums.iter_mut().zip(&back).for_each(|(sum, back)| *sum += value * back);
                }
            }
        }
        self.into.step(self.rate);
        self.beginnings.step(self.rate);
        self.out_of.step(self.rate);
    }

    pub(super) fn finish(self) -> NetworkWeights {
        NetworkWeights {
            into: self.into.weights,
            beginnings: self.beginnings.weights.first().copied().unwrap_or([0.0; UNITS]),
            out_of: self.out_of.weights,
        }
    }
}
