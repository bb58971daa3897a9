//! Training: AdaGrad with regularised dual averaging (Duchi, Hazan and Singer 2011; Xiao 2010) on the
//! likelihood of the sentences' partial labels, one sentence at a time, the network together with the weights
//! of the features. The same examples, settings and seed give the same bytes.

mod learner;
mod perceptron;
mod sentences;

use super::calibration::Calibration;
use super::decoding;
use super::features::{self, ROW_BITS, TEMPLATES_VERSION, row};
use super::labels::{LABELS, LabelSet, OUTSIDE};
use super::lattice::{Exponentials, Lattice, ONLY_OUTSIDE, Row, Transitions};
use super::model::{self, AboutModel, ModelWeights};
use super::network::{self, Network};
use super::resources::Resources;
use super::vectors::WordVectors;
use learner::learn;
use sentences::{TrainingSentence, prepare};
use shirushi_dictionary::Dictionary;
use shirushi_model::EntityType;
use std::sync::Arc;

/// What a stretch of a text may be. Corpora draw the lines between types differently, so it is a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowed {
    /// The types it may have as one name.
    pub types: Vec<EntityType>,
    /// Whether it may be no name.
    pub outside: bool,
    /// Whether anything may be inside it, with any limits.
    pub anything: bool,
}

/// A marked stretch, in code points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedStretch {
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// What it may be.
    pub allowed: Allowed,
}

/// A text with its names.
#[derive(Debug, Clone)]
pub struct Example {
    /// The text.
    pub text: String,
    /// Its marked stretches, in order and disjoint.
    pub marked: Vec<MarkedStretch>,
    /// Types that may stand unmarked.
    pub unmarked: Vec<EntityType>,
    /// How much it counts; 1 is a whole example.
    pub weight: f32,
}

/// How to train.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// How often all examples are seen.
    pub epochs: u32,
    /// The rate of learning.
    pub rate: f32,
    /// What keeps weights at nothing.
    pub l1: f32,
    /// What keeps weights small.
    pub l2: f32,
    /// How many of the features are left out at random, 0 to 1.
    pub dropout: f32,
    /// Features seen less often are left out.
    pub minimum: u8,
    /// The rate of learning of the network.
    pub network_rate: f32,
    /// How many of its units are left out at random, 0 to 1.
    pub network_dropout: f32,
    /// Weights smaller than this are left out of the model.
    pub prune: f32,
    /// What is taken off the score of being no name, which sets precision against recall.
    pub outside: f32,
    /// Where chance begins.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            epochs: 9,
            rate: 0.1,
            l1: 3e-5,
            l2: 2e-4,
            dropout: 0.25,
            minimum: 2,
            network_rate: 0.02,
            network_dropout: 0.3,
            prune: 0.03,
            outside: 0.25,
            seed: 1,
        }
    }
}

/// How far training is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrainingProgress {
    /// The epoch that is done, from 1.
    pub epoch: u32,
    /// How many there are in all.
    pub of: u32,
    /// The mean loss per word in it.
    pub loss: f32,
}

/// What was learned, to be written with what is known about it.
pub struct Trained {
    weights: ModelWeights,
    settings: Settings,
    resources: Resources,
}

impl Trained {
    /// The model file.
    ///
    /// # Errors
    /// When it cannot be put together, which takes no more than memory.
    pub fn to_file(
        &self,
        attributions: Vec<String>,
        scores: Vec<super::Scores>,
    ) -> Result<Vec<u8>, std::io::Error> {
        let s = self.settings;
        let setting = |name: &str, value: String| (name.to_owned(), value);
        let settings = vec![
            setting("epochs", s.epochs.to_string()),
            setting("rate", s.rate.to_string()),
            setting("l1", s.l1.to_string()),
            setting("l2", s.l2.to_string()),
            setting("dropout", s.dropout.to_string()),
            setting("minimum count", s.minimum.to_string()),
            setting("network rate", s.network_rate.to_string()),
            setting("network dropout", s.network_dropout.to_string()),
            setting("pruned below", s.prune.to_string()),
            setting("outside", s.outside.to_string()),
            setting("seed", s.seed.to_string()),
        ];
        let about = AboutModel {
            name: "crf-5".to_owned(),
            attributions,
            settings,
            scores,
            templates_version: TEMPLATES_VERSION,
            row_bits: ROW_BITS,
        };
        model::write(&about, &self.weights, &self.resources)
    }
}

/// Trains on the examples. `progress` hears of every epoch.
///
/// When some examples count less than others, as those of a guideline far from ours do, it trains with and
/// without them, and takes the means of the weights: that was better on every development text than either
/// alone.
pub fn train(
    dictionary: Arc<Dictionary>,
    examples: &[Example],
    resources: Resources,
    settings: Settings,
    mut progress: impl FnMut(TrainingProgress),
) -> Trained {
    let sentences = prepare(dictionary, examples, &resources, settings.minimum);
    let all: Vec<&TrainingSentence> = sentences.iter().collect();
    let (held, seen) = apart(&all);
    let fitted = if held.is_empty() { Vec::new() } else { passes(&seen) };
    let whole = passes(&all);
    let of = settings.epochs * (fitted.len() + whole.len()) as u32;
    let mut done = 0;
    let mut learn_all = |passes: Vec<Vec<&TrainingSentence>>| -> Vec<Learned> {
        let mut learned = Vec::new();
        for sentences in passes {
            learned.push(learn(&sentences, resources.vectors(), settings, |loss| {
                done += 1;
                progress(TrainingProgress { epoch: done, of, loss });
            }));
        }
        learned
    };
    let calibration = Agreed::by(&learn_all(fitted), settings).calibrated_on(&held, resources.vectors());
    let weights = Agreed::by(&learn_all(whole), settings).pruned(settings, calibration);
    Trained { weights, settings, resources }
}

/// Of the sentences that count in full every third, to be kept from a training that scores are fitted to; and
/// all others.
fn apart<'s>(all: &[&'s TrainingSentence]) -> (Vec<&'s TrainingSentence>, Vec<&'s TrainingSentence>) {
    let (mut held, mut seen) = (Vec::new(), Vec::new());
    let mut number = 0;
    for &sentence in all {
        number += usize::from(sentence.weight >= 1.0);
        let is_held = sentence.weight >= 1.0 && number % 3 == 0;
        if is_held { held.push(sentence) } else { seen.push(sentence) }
    }
    (held, seen)
}

/// What is gone through: all sentences, and where some count less than others, those that count in full once
/// more by themselves.
fn passes<'s>(all: &[&'s TrainingSentence]) -> Vec<Vec<&'s TrainingSentence>> {
    let whole: Vec<&TrainingSentence> =
        all.iter().copied().filter(|sentence| sentence.weight >= 1.0).collect();
    if whole.len() < all.len() && !whole.is_empty() { vec![all.to_vec(), whole] } else { vec![all.to_vec()] }
}

/// The weights of one training.
struct Learned {
    transitions: Transitions,
    rows: Vec<Row>,
    network: network::NetworkWeights,
}

/// What several trainings agree on: the means of their weights, and of what their networks say.
struct Agreed {
    transitions: Transitions,
    rows: Vec<Row>,
    network: Network,
}

impl Agreed {
    fn by(all: &[Learned], settings: Settings) -> Self {
        let share = 1.0 / all.len().max(1) as f32;
        let mut transitions = Transitions::new();
        let mut rows: Vec<Row> = vec![[0.0; LABELS]; 1 << ROW_BITS];
        for learned in all {
            let pairs = transitions.scores.iter_mut().zip(&learned.transitions.scores);
            for (sums, row) in pairs.chain(rows.iter_mut().zip(&learned.rows)) {
                sums.iter_mut().zip(row).for_each(|(sum, score)| *sum += share * score);
            }
        }
        let constant = rows.get_mut(row(features::constant()) as usize);
        if let Some(outside) = constant.and_then(|row| row.get_mut(OUTSIDE)) {
            *outside -= settings.outside;
        }
        let networks: Vec<_> = all.iter().map(|learned| &learned.network).collect();
        Self { transitions, rows, network: Network::mean(&networks) }
    }

    /// Without the small weights.
    fn pruned(self, settings: Settings, calibration: Calibration) -> ModelWeights {
        let kept = |row: Row| row.map(|weight| if weight.abs() < settings.prune { 0.0 } else { weight });
        let rows = (0u32..).zip(self.rows.into_iter().map(kept));
        let rows = rows.filter(|(_, row)| row.iter().any(|&weight| weight != 0.0)).collect();
        ModelWeights { network: self.network, transitions: self.transitions, calibration, rows }
    }

    /// How often names are right that these weights find in sentences they were not learned from.
    fn calibrated_on(&self, sentences: &[&TrainingSentence], vectors: &WordVectors) -> Calibration {
        let exponentials = Exponentials::new(&self.transitions);
        let mut lattice = Lattice::default();
        let (mut names, mut cases) = (Vec::new(), Vec::new());
        for sentence in sentences {
            let words = sentence.bounds.windows(2).zip(&sentence.sights);
            let emissions: Vec<Row> = words
                .map(|(bounds, sights)| {
                    let mut emission = self.emission(sentence, bounds);
                    if let Some(sights) = sights {
                        self.network.add(&self.network.units(vectors, sights), &mut emission);
                    }
                    emission
                })
                .collect();
            if lattice.marginals(&emissions, &exponentials, |_| LabelSet::ALL).is_none() {
                continue;
            }
            names.clear();
            lattice.names(&exponentials, decoding::LEAST, |name| names.push(name));
            decoding::choose(&mut names);
            cases.extend(names.iter().filter_map(|name| sentence.case(name)));
        }
        Calibration::fit(&cases)
    }

    fn emission(&self, sentence: &TrainingSentence, bounds: &[usize]) -> Row {
        let (Some(&from), Some(&to)) = (bounds.first(), bounds.last()) else { return ONLY_OUTSIDE };
        if from == to {
            return ONLY_OUTSIDE;
        }
        let mut emission = [0.0; LABELS];
        let rows = sentence.rows.get(from..to).unwrap_or_default();
        for row in rows.iter().filter_map(|&row| self.rows.get(row as usize)) {
            emission.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
        }
        emission
    }
}
