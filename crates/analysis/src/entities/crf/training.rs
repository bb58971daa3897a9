//! Training: AdaGrad with regularised dual averaging (Duchi, Hazan and Singer 2011; Xiao 2010) on the likelihood of the
//! sentences' partial labels, one sentence at a time. The same examples, settings and seed give the same bytes.

use super::calibration::{Calibration, Case};
use super::decoding;
use super::features::{self, Features, ROW_BITS, TEMPLATES_VERSION, row};
use super::labels::{self, LABELS, LabelSet, OUTSIDE};
use super::lattice::{Exponentials, Lattice, Name, ONLY_OUTSIDE, Row, Transitions};
use super::model::{self, AboutModel};
use super::resources::Resources;
use super::tagger::pieces;
use crate::entities::{EntityTagger, Mention, RuleTagger, TaggedText};
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
    /// What is marked, and what the rules found, as numbers of words, both inside.
    marked: Vec<(usize, usize, Allowed)>,
    rules: Vec<(usize, usize, EntityType)>,
    /// Types that may stand unmarked.
    unmarked: Vec<EntityType>,
    weight: f32,
}

/// What was learned, to be written with what is known about it.
pub struct Trained {
    transitions: Transitions,
    calibration: Calibration,
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
            name: "crf-4".to_owned(),
            attributions,
            settings,
            scores,
            templates_version: TEMPLATES_VERSION,
            row_bits: ROW_BITS,
        };
        model::write(&about, &self.transitions, &self.calibration, &self.rows, &self.resources)
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
    let (held, seen) = apart(&all);
    let fitted = if held.is_empty() { Vec::new() } else { passes(&seen) };
    let whole = passes(&all);
    let of = settings.epochs * (fitted.len() + whole.len()) as u32;
    let mut done = 0;
    let mut learn_all = |passes: Vec<Vec<&Sentence>>| -> Vec<Learned> {
        let mut learned = Vec::new();
        for sentences in passes {
            learned.push(learn(&sentences, settings, |loss| {
                done += 1;
                progress(Progress { epoch: done, of, loss });
            }));
        }
        learned
    };
    let calibration = Learned::mean(&learn_all(fitted), settings).calibrated_on(&held);
    let learned = Learned::mean(&learn_all(whole), settings);
    learned.pruned(settings, calibration, resources)
}

/// Of the sentences that count in full every third, to be kept from a training that scores are fitted to; and all others.
fn apart<'s>(all: &[&'s Sentence]) -> (Vec<&'s Sentence>, Vec<&'s Sentence>) {
    let (mut held, mut seen) = (Vec::new(), Vec::new());
    let mut number = 0;
    for &sentence in all {
        number += usize::from(sentence.weight >= 1.0);
        let is_held = sentence.weight >= 1.0 && number % 3 == 0;
        if is_held { held.push(sentence) } else { seen.push(sentence) }
    }
    (held, seen)
}

/// What is gone through: all sentences, and where some count less than others, those that count in full once more by themselves.
fn passes<'s>(all: &[&'s Sentence]) -> Vec<Vec<&'s Sentence>> {
    let whole: Vec<&Sentence> = all.iter().copied().filter(|sentence| sentence.weight >= 1.0).collect();
    if whole.len() < all.len() && !whole.is_empty() { vec![all.to_vec(), whole] } else { vec![all.to_vec()] }
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
    /// What several trainings agree on: the means of their weights.
    fn mean(all: &[Self], settings: Settings) -> Self {
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
        Self { transitions, rows }
    }

    /// Without the small weights, with what goes with it.
    fn pruned(self, settings: Settings, calibration: Calibration, resources: Resources) -> Trained {
        let kept = |row: Row| row.map(|weight| if weight.abs() < settings.prune { 0.0 } else { weight });
        let rows = (0u32..).zip(self.rows.into_iter().map(kept));
        let rows = rows.filter(|(_, row)| row.iter().any(|&weight| weight != 0.0)).collect();
        Trained { transitions: self.transitions, calibration, rows, settings, resources }
    }

    /// How often names are right that these weights find in sentences they were not learned from.
    fn calibrated_on(&self, sentences: &[&Sentence]) -> Calibration {
        let exponentials = Exponentials::new(&self.transitions);
        let mut lattice = Lattice::default();
        let (mut names, mut cases) = (Vec::new(), Vec::new());
        for sentence in sentences {
            let emissions: Vec<Row> =
                sentence.bounds.windows(2).map(|bounds| self.emission(sentence, bounds)).collect();
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

    fn emission(&self, sentence: &Sentence, bounds: &[usize]) -> Row {
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

impl Sentence {
    /// What became of a name; `None` where the marks leave it open.
    fn case(&self, name: &Name) -> Option<Case> {
        let kind = *labels::TYPES.get(name.kind)?;
        let has_limits = |first: usize, last: usize| (first, last) == (name.first, name.last);
        let mut is_right = false;
        for (first, last, allowed) in &self.marked {
            if *first <= name.last && name.first <= *last {
                if allowed.outside || allowed.anything {
                    return None;
                }
                is_right |= has_limits(*first, *last) && allowed.types.contains(&kind);
            }
        }
        let is_open = !is_right && self.unmarked.contains(&kind);
        let is_agreed =
            self.rules.iter().any(|(first, last, other)| has_limits(*first, *last) && *other == kind);
        let likelihood = name.likelihood;
        (!is_open).then_some(Case { kind: name.kind, likelihood, is_agreed, is_right })
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
                marked: Vec::new(),
                rules: Vec::new(),
                unmarked: example.unmarked.clone(),
                weight: example.weight,
            };
            let numbers = |start, end| covered(&words, first, after, start, end);
            for marked in &example.marked {
                let stretch = numbers(marked.start, marked.end);
                sentence
                    .marked
                    .extend(stretch.map(|stretch| (stretch.first, stretch.last, marked.allowed(stretch))));
            }
            let exact =
                |rule: &Mention| Some((numbers(rule.start, rule.end).filter(|s| s.is_exact)?, rule.kind));
            sentence.rules.extend(names.iter().filter_map(exact).map(|(s, kind)| (s.first, s.last, kind)));
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
        let Some(stretch) = covered(words, first, after, marked.start, marked.end) else { continue };
        let allowed = marked.allowed(stretch);
        for index in stretch.first..=stretch.last {
            let Some(set) = sets.get_mut(index) else { continue };
            let outside = if allowed.outside { free } else { LabelSet(0) };
            *set = if allowed.anything {
                LabelSet::ALL
            } else {
                with_types(outside, &allowed.types, labels::place(index, stretch.first, stretch.last))
            };
        }
    }
    sets
}

/// The words of a sentence that a stretch of characters covers.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    first: usize,
    last: usize,
    /// Whether it begins and ends with them.
    is_exact: bool,
}

/// The words from `first` to before `after` that lie under a stretch of characters, counted from `first`.
fn covered(words: &Words, first: usize, after: usize, start: usize, end: usize) -> Option<Stretch> {
    let is_under = |index: &usize| words.get(*index).is_some_and(|w| w.start < end && start < w.end);
    let begin = (first..after).find(is_under)?;
    let last = (begin..after).take_while(is_under).last()?;
    let is_exact =
        words.get(begin).is_some_and(|w| w.start == start) && words.get(last).is_some_and(|w| w.end == end);
    Some(Stretch { first: begin - first, last: last - first, is_exact })
}

impl Marked {
    /// What the words under it may be: anything where it ends inside a word.
    fn allowed(&self, stretch: Stretch) -> Allowed {
        Allowed { anything: self.allowed.anything || !stretch.is_exact, ..self.allowed.clone() }
    }
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
