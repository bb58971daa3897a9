//! Training: AdaGrad with regularised dual averaging (Duchi, Hazan and Singer 2011; Xiao 2010) on the likelihood of the
//! sentences' partial labels, one sentence at a time. The same examples, settings and seed give the same bytes.

use super::features::{self, Features, ROW_BITS, TEMPLATES_VERSION, row};
use super::labels::{self, LABELS, LabelSet, OUTSIDE};
use super::lattice::{Exponentials, Lattice, ONLY_OUTSIDE, Row, Transitions};
use super::model::{self, AboutModel};
use super::resources::Resources;
use super::tagger::pieces;
use crate::entities::{EntityTagger, RuleTagger, TaggedText};
use crate::sentences;
use crate::shadow::Shadow;
use crate::tokenize::Tokenizer;
use crate::words::Words;
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
pub struct Marked {
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
    pub marked: Vec<Marked>,
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
            prune: 0.03,
            outside: 0.25,
            seed: 1,
        }
    }
}

/// How far training is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// The epoch that is done, from 1.
    pub epoch: u32,
    /// How many there are in all.
    pub of: u32,
    /// The mean loss per word in it.
    pub loss: f32,
}

struct Sentence {
    /// Rows of the words' features, one word after another; a word that can be part of no name has none.
    rows: Vec<u32>,
    bounds: Vec<usize>,
    allowed: Vec<LabelSet>,
    weight: f32,
}

/// What was learned, to be written with what is known about it.
pub struct Trained {
    transitions: Transitions,
    rows: Vec<(u32, Row)>,
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
            setting("pruned below", s.prune.to_string()),
            setting("outside", s.outside.to_string()),
            setting("seed", s.seed.to_string()),
        ];
        let about = AboutModel {
            name: format!("crf-{TEMPLATES_VERSION}"),
            attributions,
            settings,
            scores,
            templates_version: TEMPLATES_VERSION,
            row_bits: ROW_BITS,
        };
        model::write(&about, &self.transitions, &self.rows, &self.resources)
    }
}

/// Trains on the examples. `progress` hears of every epoch.
///
/// When some examples count less than others, as those of a guideline far from ours do, it trains with and without them, and takes
/// the means of the weights: that was better on every development text than either alone.
pub fn train(
    dictionary: Arc<Dictionary>,
    examples: &[Example],
    resources: Resources,
    settings: Settings,
    mut progress: impl FnMut(Progress),
) -> Trained {
    let sentences = prepare(dictionary, examples, &resources, settings.minimum);
    let all: Vec<&Sentence> = sentences.iter().collect();
    let whole: Vec<&Sentence> = all.iter().copied().filter(|sentence| sentence.weight >= 1.0).collect();
    let passes = if whole.len() < all.len() && !whole.is_empty() { vec![all, whole] } else { vec![all] };
    let of = settings.epochs * passes.len() as u32;
    let mut done = 0;
    let learned: Vec<Learned> = passes
        .into_iter()
        .map(|sentences| {
            learn(&sentences, settings, |loss| {
                done += 1;
                progress(Progress { epoch: done, of, loss });
            })
        })
        .collect();
    Learned::mean(&learned, settings, resources)
}

/// Goes through the sentences again and again, in another order each time. `progress` hears of the mean loss per word.
fn learn(sentences: &[&Sentence], settings: Settings, mut progress: impl FnMut(f32)) -> Learned {
    let mut learner = Learner::new(settings);
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

/// The weights of one training.
struct Learned {
    transitions: Transitions,
    rows: Vec<Row>,
}

impl Learned {
    /// What several trainings agree on: the means of their weights, small ones left out.
    fn mean(all: &[Self], settings: Settings, resources: Resources) -> Trained {
        let share = 1.0 / all.len().max(1) as f32;
        let mut transitions = Transitions::new();
        for learned in all {
            for (sums, row) in transitions.scores.iter_mut().zip(&learned.transitions.scores) {
                sums.iter_mut().zip(row).for_each(|(sum, score)| *sum += share * score);
            }
        }
        let mut rows = Vec::new();
        for number in 0..1u32 << ROW_BITS {
            let mut weights: Row = [0.0; LABELS];
            for row in all.iter().filter_map(|learned| learned.rows.get(number as usize)) {
                weights.iter_mut().zip(row).for_each(|(sum, weight)| *sum += share * weight);
            }
            if number == row(features::constant())
                && let Some(outside) = weights.get_mut(OUTSIDE)
            {
                *outside -= settings.outside;
            }
            let weights = weights.map(|weight| if weight.abs() < settings.prune { 0.0 } else { weight });
            if weights.iter().any(|&weight| weight != 0.0) {
                rows.push((number, weights));
            }
        }
        Trained { transitions, rows, settings, resources }
    }
}

/// How many counters there are for features; more than rows, so that rare ones are told from frequent ones.
const COUNTER_BITS: u32 = 24;

fn prepare(
    dictionary: Arc<Dictionary>,
    examples: &[Example],
    resources: &Resources,
    minimum: u8,
) -> Vec<Sentence> {
    let mut tokenizer = Tokenizer::new(dictionary);
    let mut rules = RuleTagger::new();
    let mut features = Features::new();
    let mut counts = vec![0u8; 1 << COUNTER_BITS];
    let counter = |hash: u32| (hash >> (32 - COUNTER_BITS)) as usize;
    let mut sentences = Vec::new();
    for example in examples {
        let shadow = Shadow::new(&example.text);
        let extents = sentences::split(&shadow);
        let spans: Vec<_> = extents.iter().map(|e| shadow.span(e.start, e.end)).collect();
        let words = Words::from_tokens(&shadow, &tokenizer.tokenize(&example.text, &spans));
        let names = rules.tag(&TaggedText { shadow: &shadow, words: &words, sentences: &extents });
        for (first, after) in pieces(&words, &extents) {
            features.look(&shadow, &words, first, after, &names, resources);
            let mut sentence = Sentence {
                rows: Vec::new(),
                bounds: vec![0],
                allowed: labels_of(&words, first, after, example),
                weight: example.weight,
            };
            for (word, allowed) in sentence.allowed.iter().enumerate() {
                // What is marked as a name is learned from even where none is looked for.
                if features.may_be_named(word) || !allowed.has(OUTSIDE) {
                    features.of(&shadow, word, |hash| {
                        if let Some(count) = counts.get_mut(counter(hash)) {
                            *count = count.saturating_add(1);
                        }
                        sentence.rows.push(hash);
                    });
                }
                sentence.bounds.push(sentence.rows.len());
            }
            sentences.push(sentence);
        }
    }
    for sentence in &mut sentences {
        let mut rows = Vec::with_capacity(sentence.rows.len());
        let mut bounds = vec![0];
        for pair in sentence.bounds.windows(2) {
            let (Some(&from), Some(&to)) = (pair.first(), pair.last()) else { continue };
            let frequent = sentence
                .rows
                .get(from..to)
                .unwrap_or_default()
                .iter()
                .filter(|&&hash| counts.get(counter(hash)).is_some_and(|&count| count >= minimum));
            rows.extend(frequent.map(|&hash| row(hash)));
            bounds.push(rows.len());
        }
        (sentence.rows, sentence.bounds) = (rows, bounds);
    }
    sentences
}

/// What each word may be.
fn labels_of(words: &Words, first: usize, after: usize, example: &Example) -> Vec<LabelSet> {
    let with_types = |set: LabelSet, types: &[EntityType], place: labels::Place| {
        let numbers = types.iter().filter_map(|kind| labels::TYPES.iter().position(|other| other == kind));
        numbers.fold(set, |set, kind| set.with(labels::label(kind, place)))
    };
    let mut free = LabelSet::OUTSIDE;
    for place in [labels::Place::Begin, labels::Place::Inside, labels::Place::End, labels::Place::Single] {
        free = with_types(free, &example.unmarked, place);
    }
    let mut sets = vec![free; after - first];
    for marked in &example.marked {
        let covered: Vec<usize> = (first..after)
            .filter(|&index| words.get(index).is_some_and(|w| w.start < marked.end && marked.start < w.end))
            .collect();
        let (Some(&begin), Some(&end)) = (covered.first(), covered.last()) else { continue };
        let aligned = words.get(begin).is_some_and(|w| w.start == marked.start)
            && words.get(end).is_some_and(|w| w.end == marked.end);
        for index in covered {
            let Some(set) = sets.get_mut(index - first) else { continue };
            let outside = if marked.allowed.outside { free } else { LabelSet(0) };
            *set = if marked.allowed.anything || !aligned {
                LabelSet::ALL
            } else {
                with_types(outside, &marked.allowed.types, labels::place(index, begin, end))
            };
        }
    }
    sets
}

/// SplitMix64: small, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ self.0 >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ z >> 31
    }

    /// Below one.
    fn fraction(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }
}

#[derive(Clone)]
struct Sums {
    gradient: Row,
    squares: Row,
}

struct Learner {
    settings: Settings,
    chance: Chance,
    rows: Vec<Sums>,
    pairs: Vec<Sums>,
    steps: f32,
    lattice: Lattice,
}

impl Learner {
    fn new(settings: Settings) -> Self {
        let nothing = Sums { gradient: [0.0; LABELS], squares: [0.0; LABELS] };
        Self {
            settings,
            chance: Chance(settings.seed),
            rows: vec![nothing.clone(); 1 << ROW_BITS],
            pairs: vec![nothing; LABELS],
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
    fn learn(&mut self, sentence: &Sentence) -> f32 {
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
                self.update(sentence.weight, &wanted, &lattice.marginals, &kept, &bounds, keep);
                self.update_pairs(sentence.weight, &expected);
                (all - right) * sentence.weight
            }
            // No way fits the labels: nothing can be learned from the sentence.
            _ => 0.0,
        };
        self.lattice = lattice;
        self.steps += 1.0;
        loss
    }

    fn update(
        &mut self,
        weight: f32,
        wanted: &[Row],
        found: &[Row],
        kept: &[u32],
        bounds: &[usize],
        keep: f32,
    ) {
        for ((wanted, found), pair) in wanted.iter().zip(found).zip(bounds.windows(2)) {
            let mut gradient = *found;
            gradient.iter_mut().zip(wanted).for_each(|(g, w)| *g = (*g - w) * weight / keep);
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
        Learned { transitions: self.transitions(), rows }
    }
}

impl Sums {
    fn add(&mut self, gradient: &Row) {
        for ((sum, squares), g) in self.gradient.iter_mut().zip(&mut self.squares).zip(gradient) {
            *sum += g;
            *squares += g * g;
        }
    }
}
