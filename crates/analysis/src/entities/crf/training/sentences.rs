//! Marked texts as sentences to be learned from.

use super::{Allowed, Example, MarkedStretch};
use crate::entities::crf::calibration::CalibrationCase;
use crate::entities::crf::features::{Features, row};
use crate::entities::crf::labels::{self, LabelSet, OUTSIDE};
use crate::entities::crf::lattice::LabelledName;
use crate::entities::crf::network::{PLACES, Sight};
use crate::entities::crf::resources::Resources;
use crate::entities::crf::tagger::pieces;
use crate::entities::{EntityTagger, Mention, RuleTagger, TaggedText};
use crate::normalize::NormalizedText;
use crate::sentences;
use crate::shadow::Shadow;
use crate::tokenize::Tokenizer;
use crate::words::Words;
use shirushi_dictionary::Dictionary;
use shirushi_model::{CharSpan, EntityType, TextIndex};
use std::sync::Arc;

/// A sentence of a training text: its features, what its words may be, and what to judge names by.
pub(super) struct TrainingSentence {
    /// Rows of the words' features, one word after another; a word that can be part of no name has none.
    pub(super) rows: Vec<u32>,
    pub(super) bounds: Vec<usize>,
    /// What the network sees of each word that has features; `None` for the others.
    pub(super) sights: Vec<Option<[Sight; PLACES]>>,
    pub(super) allowed: Vec<LabelSet>,
    /// What is marked, and what the rules found, as numbers of words, both inside.
    pub(super) marked: Vec<(usize, usize, Allowed)>,
    pub(super) rules: Vec<(usize, usize, EntityType)>,
    /// Types that may stand unmarked.
    pub(super) unmarked: Vec<EntityType>,
    pub(super) weight: f32,
}

impl TrainingSentence {
    /// What became of a name; `None` where the marks leave it open.
    pub(super) fn case(&self, name: &LabelledName) -> Option<CalibrationCase> {
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
        (!is_open).then_some(CalibrationCase { kind: name.kind, likelihood, is_agreed, is_right })
    }
}

/// How many counters there are for features; more than rows, so that rare ones are told from frequent ones.
const COUNTER_BITS: u32 = 24;

pub(super) fn prepare(
    dictionary: Arc<Dictionary>,
    examples: &[Example],
    resources: &Resources,
    minimum: u8,
) -> Vec<TrainingSentence> {
    let mut tokenizer = Tokenizer::new(dictionary);
    let mut rules = RuleTagger::new();
    let mut features = Features::new();
    let mut counts = vec![0u8; 1 << COUNTER_BITS];
    let counter = |hash: u32| (hash >> (32 - COUNTER_BITS)) as usize;
    let mut sentences = Vec::new();
    for example in examples {
        let read = as_read(example);
        let example = read.as_ref().unwrap_or(example);
        let shadow = Shadow::new(&example.text);
        let extents = sentences::split(&shadow);
        let spans: Vec<_> = extents.iter().map(|e| shadow.span(e.start, e.end)).collect();
        let words = Words::from_tokens(&shadow, &tokenizer.tokenize(&example.text, &spans));
        let names = rules.tag(&TaggedText { shadow: &shadow, words: &words, sentences: &extents });
        for (first, after) in pieces(&words, &extents) {
            features.look(&shadow, &words, first, after, &names, resources);
            let mut sentence = TrainingSentence {
                rows: Vec::new(),
                bounds: vec![0],
                sights: Vec::new(),
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
                let is_read = features.may_be_named(word) || !allowed.has(OUTSIDE);
                let places = || features.places(word, &features.company(word));
                sentence.sights.push(is_read.then(|| places().map(|place| features.sight(place))));
                if is_read {
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

/// The example as the analysis reads its text; `None` when that is the text itself.
fn as_read(example: &Example) -> Option<Example> {
    let normalized = NormalizedText::new(&example.text, &[]);
    if normalized.alignment.is_identity() {
        return None;
    }
    let (index, of_copy) = (TextIndex::new(&example.text), TextIndex::new(&normalized.text));
    let moved = |marked: &MarkedStretch| {
        let chars = CharSpan { start: marked.start as u32, end: marked.end as u32 };
        let span = normalized.alignment.to_copy(index.byte_span(&example.text, chars)?);
        let chars = of_copy.char_span(&normalized.text, span);
        Some(MarkedStretch {
            start: chars.start as usize,
            end: chars.end as usize,
            allowed: marked.allowed.clone(),
        })
    };
    let marked = example.marked.iter().filter_map(moved).collect();
    Some(Example { text: normalized.text.into_owned(), marked, ..example.clone() })
}

/// What each word may be.
fn labels_of(words: &Words, first: usize, after: usize, example: &Example) -> Vec<LabelSet> {
    let with_types = |set: LabelSet, types: &[EntityType], place: labels::PlaceInName| {
        let numbers = types.iter().filter_map(|kind| labels::TYPES.iter().position(|other| other == kind));
        numbers.fold(set, |set, kind| set.with(labels::label(kind, place)))
    };
    let mut free = LabelSet::OUTSIDE;
    for place in [
        labels::PlaceInName::Begin,
        labels::PlaceInName::Inside,
        labels::PlaceInName::End,
        labels::PlaceInName::Single,
    ] {
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
struct LabelledStretch {
    first: usize,
    last: usize,
    /// Whether it begins and ends with them.
    is_exact: bool,
}

/// The words from `first` to before `after` that lie under a stretch of characters, counted from `first`.
fn covered(words: &Words, first: usize, after: usize, start: usize, end: usize) -> Option<LabelledStretch> {
    let is_under = |index: &usize| words.get(*index).is_some_and(|w| w.start < end && start < w.end);
    let begin = (first..after).find(is_under)?;
    let last = (begin..after).take_while(is_under).last()?;
    let is_exact =
        words.get(begin).is_some_and(|w| w.start == start) && words.get(last).is_some_and(|w| w.end == end);
    Some(LabelledStretch { first: begin - first, last: last - first, is_exact })
}

impl MarkedStretch {
    /// What the words under it may be: anything where it ends inside a word.
    fn allowed(&self, stretch: LabelledStretch) -> Allowed {
        Allowed { anything: self.allowed.anything || !stretch.is_exact, ..self.allowed.clone() }
    }
}
