//! What is seen of each word before anything is asked about its company: its form, the run of nouns and the
//! brackets it stands in, what the rules, the gazetteer and the vectors know of it.

use super::Features;
use crate::entities::Mention;
use crate::entities::crf::labels::{self, LABELS};
use crate::entities::crf::resources::{LONGEST_NAME, Resources};
use crate::entities::crf::vectors::RowNumber;
use crate::entities::crf::word_map::{EMPTY, extend, mix};
use crate::shadow::{Shadow, is_hiragana, is_kanji, is_katakana, is_latin};
use crate::words::{Word, Words};
use shirushi_model::{PartOfSpeech, WordClass};

/// Runs of nouns longer than this are cut, so that time stays in proportion to the text.
const LONGEST_CHUNK: usize = 24;

/// What brackets enclose is looked at as a whole up to so many words.
const LONGEST_ENCLOSED: usize = 40;

#[derive(Default)]
pub(super) struct Seen {
    pub(super) word: u64,
    pub(super) shape: u64,
    /// The part of speech down to its first, second, third and last level.
    pub(super) levels: [u64; 4],
    /// Its first and its last character.
    pub(super) first: u64,
    pub(super) last: u64,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) known: bool,
    pub(super) in_chunk: bool,
    pub(super) rules: u64,
    /// What the gazetteer takes the word for: its place in a name and what the name can be.
    pub(super) name: u64,
    /// How long that name is.
    pub(super) name_length: u64,
    /// The row that says what it is used like.
    pub(super) usage: Option<RowNumber>,
    /// Its clusters, coarse to fine; 0 for none.
    pub(super) clusters: [u64; 3],
    /// The bracket that is open here.
    pub(super) bracket: u64,
    /// What that bracket and its other half enclose: the first word inside and the one after the last; both 0
    /// in none.
    pub(super) enclosed: (usize, usize),
    /// Whether it is a word of meaning: no particle, auxiliary or sign.
    pub(super) is_content: bool,
    /// The chunk's first word and the word after its last; both its own number when it is in none.
    pub(super) chunk: (usize, usize),
}

pub(super) fn of_chars(shadow: &Shadow, start: usize, end: usize) -> u64 {
    shadow.slice(start, end).iter().fold(EMPTY, |hash, &c| extend(hash, c))
}

fn shape_class(c: char) -> u64 {
    match c {
        _ if is_hiragana(c) => 1,
        _ if is_katakana(c) => 2,
        _ if is_kanji(c) => 3,
        _ if c.is_ascii_digit() => 4,
        _ if is_latin(c) && c.is_uppercase() => 5,
        _ if is_latin(c) => 6,
        _ if c.is_alphanumeric() => 7,
        _ => 8 + u64::from(c),
    }
}

/// The classes of a stretch's characters, runs of one class once.
pub(super) fn shape(shadow: &Shadow, start: usize, end: usize) -> u64 {
    let mut hash = 11;
    let mut last = 0;
    for &c in shadow.slice(start, end) {
        let class = shape_class(c);
        if class != last {
            hash = mix(hash, class);
        }
        last = class;
    }
    hash
}

fn is_chunk_word(shadow: &Shadow, word: Word) -> bool {
    match word.pos.class() {
        WordClass::Noun => !matches!(
            word.pos,
            PartOfSpeech::Pronoun
                | PartOfSpeech::DependentNoun
                | PartOfSpeech::DependentAdverbialNoun
                | PartOfSpeech::DependentAuxiliaryStem
                | PartOfSpeech::DependentAdjectivalNoun
                | PartOfSpeech::SpecialAuxiliaryStem
        ),
        WordClass::Prefix => true,
        _ => {
            let c = shadow.at(word.start);
            word.end - word.start == 1 && matches!(c, '・' | '=' | '&' | '-') || is_latin(c)
        }
    }
}

impl Features {
    pub(super) fn see(&mut self, shadow: &Shadow, words: &Words, first: usize, after: usize) {
        self.seen.clear();
        // Brackets that are open, innermost last, each with the number of the word behind it; deeper ones
        // than eight are not told apart.
        let mut open = [(0u64, 0usize); 8];
        let mut depth = 0usize;
        for word in (first..after).filter_map(|index| words.get(index)) {
            let c = shadow.at(word.start);
            if word.pos == PartOfSpeech::ClosingBracket || matches!(c, ')' | '」' | '』' | '】') {
                depth = depth.saturating_sub(1);
                let end = self.seen.len();
                let start = open.get(depth).map_or(end, |&(_, start)| start);
                let inside = self.seen.iter_mut().skip(start).take(LONGEST_ENCLOSED);
                // Inner brackets have been closed before.
                inside.filter(|seen| seen.enclosed == (0, 0)).for_each(|seen| seen.enclosed = (start, end));
            }
            let bracket = depth.checked_sub(1).and_then(|d| open.get(d)).map_or(0, |&(bracket, _)| bracket);
            if word.pos == PartOfSpeech::OpeningBracket || matches!(c, '(' | '「' | '『' | '【') {
                if let Some(slot) = open.get_mut(depth) {
                    *slot = (u64::from(c), self.seen.len() + 1);
                }
                depth = (depth + 1).min(open.len());
            }
            self.seen.push(Seen {
                word: of_chars(shadow, word.start, word.end),
                shape: shape(shadow, word.start, word.end),
                levels: self.levels.get(word.pos as usize).copied().unwrap_or_default(),
                first: u64::from(c),
                last: u64::from(shadow.before(word.end)),
                start: word.start,
                end: word.end,
                known: word.known,
                in_chunk: is_chunk_word(shadow, word),
                rules: 0,
                name: 0,
                name_length: 0,
                usage: None,
                clusters: [0; 3],
                bracket,
                enclosed: (0, 0),
                is_content: !matches!(
                    word.pos.class(),
                    WordClass::Particle | WordClass::AuxiliaryVerb | WordClass::Symbol
                ),
                chunk: (0, 0),
            });
        }
    }

    pub(super) fn mark_rules(&mut self, rules: &[Mention]) {
        let Some(beginning) = self.seen.first().map(|seen| seen.start) else { return };
        let mut index = 0;
        let from = rules.partition_point(|mention| mention.end <= beginning);
        for mention in rules.get(from..).unwrap_or_default() {
            while self.seen.get(index).is_some_and(|seen| seen.end <= mention.start) {
                index += 1;
            }
            if index >= self.seen.len() {
                return;
            }
            let first = index;
            let count = self.seen.iter().skip(first).take_while(|seen| seen.start < mention.end).count();
            let Some(kind) = labels::TYPES.iter().position(|kind| *kind == mention.kind) else { continue };
            for (offset, seen) in self.seen.iter_mut().skip(first).take(count).enumerate() {
                let place = labels::place(first + offset, first, first + count - 1);
                let label = labels::label(kind, place) as u64;
                let strength = (mention.score * 20.0) as u64;
                seen.rules = label + strength * LABELS as u64;
            }
        }
    }

    pub(super) fn mark_usage(&mut self, resources: &Resources) {
        let vectors = resources.vectors();
        for seen in self.seen.iter_mut().filter(|seen| seen.known) {
            seen.usage = vectors.row(seen.word);
            let cluster = seen.usage.and_then(|row| vectors.cluster(row));
            seen.clusters = cluster.map_or([0; 3], |cluster| cluster.levels());
        }
    }

    /// The longest names of the gazetteer, from left to right.
    pub(super) fn mark_names(&mut self, shadow: &Shadow, resources: &Resources) {
        let mut first = 0;
        while let Some(begin) = self.seen.get(first).map(|seen| seen.start) {
            let mut hash = EMPTY;
            let mut longest = None;
            for (offset, seen) in self.seen.iter().skip(first).enumerate() {
                if !seen.in_chunk || seen.end - begin > LONGEST_NAME {
                    break;
                }
                hash = shadow.slice(seen.start, seen.end).iter().fold(hash, |hash, &c| extend(hash, c));
                if seen.end - begin > 1 || is_kanji(shadow.at(begin)) {
                    longest = resources.name(hash).map(|classes| (offset + 1, seen.end, classes)).or(longest);
                }
            }
            let Some((count, end, classes)) = longest else {
                first += 1;
                continue;
            };
            for (offset, seen) in self.seen.iter_mut().skip(first).take(count).enumerate() {
                let place = labels::place(first + offset, first, first + count - 1) as u64;
                seen.name = 1 + place + 4 * classes.bits();
                seen.name_length = (end - begin) as u64;
            }
            first += count;
        }
    }

    pub(super) fn mark_chunks(&mut self) {
        let mut first = 0;
        while first < self.seen.len() {
            let run =
                self.seen.iter().skip(first).take(LONGEST_CHUNK).take_while(|seen| seen.in_chunk).count();
            let end = first + run.max(1);
            for seen in self.seen.iter_mut().take(end).skip(first) {
                seen.chunk = (first, end);
            }
            first = end;
        }
    }
}
