//! What a model looks at, for each word of a sentence, as hashes: the word and its company, shapes, affixes, the run of nouns
//! it stands in, brackets, and what the rules take it for. Nothing is allocated per word.
//!
//! What a word says by itself, to itself and to its neighbours ([`Features::by_itself`]), is the same wherever the word stands,
//! and can be kept; what its company says ([`Features::in_company`]) is not.
//!
//! Invariant: a model fits one version of these templates, [`TEMPLATES_VERSION`]. Whoever changes them raises it and trains again.

use super::labels::{self, LABELS};
use super::network::{PLACES, Sight};
use super::resources::{LONGEST_NAME, Resources};
use super::vectors::RowNumber;
use super::word_map::{EMPTY, extend, mix};
use crate::entities::Mention;
use crate::shadow::{Shadow, is_hiragana, is_kanji, is_katakana, is_latin};
use crate::words::{Word, Words};
use shirushi_dictionary::{PartOfSpeech, WordClass};

/// Raised with every change of what is looked at.
pub(crate) const TEMPLATES_VERSION: u32 = 4;

/// How many words around a word, itself among them, are looked at one by one: two before and two behind.
pub(crate) const WINDOW: usize = 5;

/// The place of the word itself in its window.
const HERE: usize = WINDOW / 2;

/// The first template of each group. Columns have one for each place of the window.
mod group {
    use super::WINDOW;

    pub(super) const CONSTANT: u64 = 1;
    /// Word, parts of speech from fine to coarse, shape, rules, name, clusters from coarse to fine.
    pub(super) const fn column(number: u64) -> u64 {
        2 + number * WINDOW as u64
    }
    pub(super) const PAIRS: u64 = column(11);
    pub(super) const AFFIXES: u64 = PAIRS + 40;
    pub(super) const NEIGHBOURS: u64 = AFFIXES + 7;
    pub(super) const KNOWN: u64 = NEIGHBOURS + 4;
    pub(super) const CHUNK: u64 = KNOWN + 1;
}

/// How many bits of a hash count: the rows of a model.
pub(crate) const ROW_BITS: u32 = 18;

/// The row of a model a hash belongs to.
pub(crate) fn row(hash: u32) -> u32 {
    hash >> (32 - ROW_BITS)
}

/// The hash of the feature that every word has.
pub(crate) fn constant() -> u32 {
    hash_of(group::CONSTANT, &[])
}

fn hash_of(template: u64, values: &[u64]) -> u32 {
    let hash = values.iter().fold(mix(template, 17), |hash, &value| mix(hash, value));
    (mix(hash, 0x5851) >> 20) as u32
}

/// Runs of nouns longer than this are cut, so that time stays in proportion to the text.
const LONGEST_CHUNK: usize = 24;

/// What brackets enclose is looked at as a whole up to so many words.
const LONGEST_ENCLOSED: usize = 40;

/// So far the next word of meaning is looked for.
const NEXT_CONTENT: usize = 4;

#[derive(Default)]
struct Seen {
    word: u64,
    shape: u64,
    /// The part of speech down to its first, second, third and last level.
    levels: [u64; 4],
    /// Its first and its last character.
    first: u64,
    last: u64,
    start: usize,
    end: usize,
    known: bool,
    in_chunk: bool,
    rules: u64,
    /// What the gazetteer takes the word for: its place in a name and what the name can be.
    name: u64,
    /// How long that name is.
    name_length: u64,
    /// The row that says what it is used like.
    usage: Option<RowNumber>,
    /// Its clusters, coarse to fine; 0 for none.
    clusters: [u64; 3],
    /// The bracket that is open here.
    bracket: u64,
    /// What that bracket and its other half enclose: the first word inside and the one after the last; both 0 in none.
    enclosed: (usize, usize),
    /// Whether it is a word of meaning: no particle, auxiliary or sign.
    is_content: bool,
    /// The chunk's first word and the word after its last; both its own number when it is in none.
    chunk: (usize, usize),
}

/// The features of one sentence after another.
pub(crate) struct Features {
    levels: Vec<[u64; 4]>,
    seen: Vec<Seen>,
    /// The last word of the sentence that is in a run of nouns.
    last: Option<usize>,
}

/// The words that say what a run of nouns is, beside its own: the last one in it, the next words of meaning behind and before it, and the
/// last noun of the sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Company {
    head: usize,
    following: Option<usize>,
    preceding: Option<usize>,
    last: Option<usize>,
}

/// Templates one after another, each with what it sees.
struct Templates<F> {
    next: u64,
    into: F,
}

impl<F: FnMut(u32)> Templates<F> {
    fn new(first: u64, into: F) -> Self {
        Self { next: first, into }
    }

    fn from(&mut self, first: u64) {
        self.next = first;
    }

    fn push(&mut self, values: &[u64]) {
        (self.into)(hash_of(self.next, values));
        self.next += 1;
    }
}

/// What stands beyond the edges of a sentence.
const EDGE: u64 = 0x9E37;

fn of_chars(shadow: &Shadow, start: usize, end: usize) -> u64 {
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
fn shape(shadow: &Shadow, start: usize, end: usize) -> u64 {
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
    pub(crate) fn new() -> Self {
        let level = |pos: &PartOfSpeech| {
            let names = pos.names();
            std::array::from_fn(|depth| {
                names
                    .iter()
                    .take(depth + 1)
                    .flat_map(|name| name.chars())
                    .fold(13, |hash, c| mix(hash, u64::from(c)))
            })
        };
        let levels = PartOfSpeech::ALL.iter().map(level).collect();
        Self { levels, seen: Vec::new(), last: None }
    }

    /// How many words the last sentence has.
    pub(crate) fn len(&self) -> usize {
        self.seen.len()
    }

    /// All hashes of a word of the last sentence.
    pub(crate) fn of(&self, shadow: &Shadow, word: usize, mut into: impl FnMut(u32)) {
        let company = self.company(word);
        for (place, other) in self.places(word, &company).into_iter().enumerate().take(WINDOW) {
            self.by_itself(shadow, other, place, &mut into);
        }
        self.in_company(shadow, word, &company, into);
    }

    /// The words that say what the run of nouns around a word is.
    pub(crate) fn company(&self, word: usize) -> Company {
        let (first, end) = self.seen.get(word).map_or((word, word + 1), |seen| seen.chunk);
        let is_content = |&other: &usize| self.seen.get(other).is_some_and(|seen| seen.is_content);
        Company {
            head: end - 1,
            following: (end..end + NEXT_CONTENT).find(is_content),
            preceding: (first.saturating_sub(NEXT_CONTENT)..first).rev().find(is_content),
            last: self.last,
        }
    }

    /// The words that are looked at one by one: the window, from left to right, and the company.
    pub(crate) fn places(&self, word: usize, company: &Company) -> [Option<usize>; PLACES] {
        let near = |place: usize| (word + place).checked_sub(HERE).filter(|&other| other < self.seen.len());
        let [a, b, c, d, e] = std::array::from_fn::<_, WINDOW, _>(near);
        [a, b, c, d, e, Some(company.head), company.following, company.preceding, company.last]
    }

    /// What the network sees of a word.
    pub(crate) fn sight(&self, word: Option<usize>) -> Sight {
        let seen = word.and_then(|word| self.seen.get(word));
        seen.map_or(Sight::Edge, |seen| seen.usage.map_or(Sight::Stranger, Sight::Word))
    }

    /// Looks at the words from one number to another. `rules` are what the rules found, in order; those before the sentence are
    /// passed over.
    pub(crate) fn look(
        &mut self,
        shadow: &Shadow,
        words: &Words,
        first: usize,
        after: usize,
        rules: &[Mention],
        resources: &Resources,
    ) {
        self.see(shadow, words, first, after);
        self.mark_rules(rules);
        self.mark_usage(resources);
        self.mark_names(shadow, resources);
        self.mark_chunks();
        self.last = self.seen.iter().rposition(|seen| seen.in_chunk);
    }

    fn see(&mut self, shadow: &Shadow, words: &Words, first: usize, after: usize) {
        self.seen.clear();
        // Brackets that are open, innermost last, each with the number of the word behind it; deeper ones than eight are not told
        // apart.
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

    fn mark_rules(&mut self, rules: &[Mention]) {
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

    fn mark_usage(&mut self, resources: &Resources) {
        let vectors = resources.vectors();
        for seen in self.seen.iter_mut().filter(|seen| seen.known) {
            seen.usage = vectors.row(seen.word);
            let cluster = seen.usage.and_then(|row| vectors.cluster(row));
            seen.clusters = cluster.map_or([0; 3], |cluster| cluster.levels());
        }
    }

    /// The longest names of the gazetteer, from left to right.
    fn mark_names(&mut self, shadow: &Shadow, resources: &Resources) {
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

    fn mark_chunks(&mut self) {
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

    /// What a word is known by as far as [`Features::by_itself`] goes; beyond the edges all words are alike.
    pub(crate) fn identity(&self, word: Option<usize>) -> u64 {
        let seen = word.and_then(|word| self.seen.get(word));
        seen.map_or(EDGE, |seen| mix(seen.word, seen.levels[3] ^ u64::from(seen.known)))
    }

    /// The runs of words of the last sentence that can be part of a name: the first of each and the one after its last.
    pub(crate) fn runs(&self) -> impl Iterator<Item = (usize, usize)> {
        let mut word = 0;
        std::iter::from_fn(move || {
            let begin = (word..self.len()).find(|&word| self.may_be_named(word))?;
            let end = (begin..self.len()).find(|&word| !self.may_be_named(word)).unwrap_or(self.len());
            word = end + 1;
            Some((begin, end))
        })
    }

    /// Whether a word of the last sentence can be part of a name: it stands in a run of nouns or in brackets, or a table or the rules
    /// know it. Of the words of names in the development texts one in five hundred is none of these; of all words, half.
    pub(crate) fn may_be_named(&self, word: usize) -> bool {
        self.seen
            .get(word)
            .is_some_and(|seen| seen.in_chunk || seen.rules != 0 || seen.name != 0 || seen.enclosed != (0, 0))
    }

    /// What the word at a place of a window says by itself of the word in the middle. No word stands for what is beyond the edges.
    pub(crate) fn by_itself(
        &self,
        shadow: &Shadow,
        word: Option<usize>,
        place: usize,
        mut into: impl FnMut(u32),
    ) {
        let seen = word.and_then(|word| self.seen.get(word));
        let mut column = |number: u64, value: u64| {
            into(hash_of(group::column(number) + place as u64, &[value]));
        };
        let of = |value: fn(&Seen) -> u64| seen.map_or(EDGE, value);
        column(0, of(|seen| seen.word));
        column(1, of(|seen| seen.levels[3]));
        column(2, of(|seen| seen.levels[2]));
        column(3, of(|seen| seen.levels[1]));
        column(4, of(|seen| seen.levels[0]));
        column(5, of(|seen| seen.shape));
        column(8, of(|seen| seen.clusters[0]));
        column(9, of(|seen| seen.clusters[1]));
        column(10, of(|seen| seen.clusters[2]));
        let mut templates = Templates::new(group::CONSTANT, into);
        if place != HERE {
            if place.abs_diff(HERE) == 1 {
                templates.from(group::NEIGHBOURS + place as u64 + 1 - HERE as u64);
                templates.push(&[of(|seen| seen.first)]);
                templates.push(&[of(|seen| seen.last)]);
            }
            return;
        }
        templates.push(&[]);
        let Some(seen) = seen else { return };
        let (start, end) = (seen.start, seen.end);
        templates.from(group::AFFIXES);
        templates.push(&[((end - start) as u64).min(8), seen.shape]);
        for size in 1..=3 {
            let fits = end - start >= size;
            templates.push(&[if fits { of_chars(shadow, start, start + size) } else { EDGE }]);
            templates.push(&[if fits { of_chars(shadow, end - size, end) } else { EDGE }]);
        }
        templates.from(group::KNOWN);
        templates.push(&[u64::from(seen.known), seen.shape]);
    }

    /// What the company of a word says of it.
    pub(crate) fn in_company(&self, shadow: &Shadow, index: usize, company: &Company, into: impl FnMut(u32)) {
        let Some(seen) = self.seen.get(index) else { return };
        let window: [Option<&Seen>; WINDOW] =
            std::array::from_fn(|place| self.seen.get((index + place).checked_sub(HERE)?));
        let of = |value: fn(&Seen) -> u64| window.map(|seen| seen.map_or(EDGE, value));
        let (word, shape) = (of(|seen| seen.word), of(|seen| seen.shape));
        let (rules, name) = (of(|seen| seen.rules), of(|seen| seen.name));
        let (coarse, middle) = (of(|seen| seen.clusters[0]), of(|seen| seen.clusters[1]));
        let (second, full) = (of(|seen| seen.levels[1]), of(|seen| seen.levels[3]));
        let mut templates = Templates::new(group::column(6), into);
        let mut push = |values: &[u64]| templates.push(values);
        rules.iter().chain(&name).for_each(|value| push(&[*value]));
        templates.from(group::PAIRS);
        let mut push = |values: &[u64]| templates.push(values);
        let [_, before, here, next, _] = word;
        for pair in full.windows(2) {
            push(pair);
        }
        let [_, pos_before, pos_here, pos_next, _] = full;
        push(&[pos_before, pos_next]);
        push(&[before, here]);
        push(&[here, next]);
        push(&[before, next]);
        push(&[here, pos_before]);
        push(&[here, pos_next]);
        push(&[before, pos_here]);
        push(&[next, pos_here]);
        for column in [&second, &shape] {
            for triple in column.windows(3) {
                push(triple);
            }
        }
        let [_, rules_before, rules_here, rules_next, _] = rules;
        push(&[rules_before, rules_here, rules_next]);
        push(&[rules_here, here]);
        push(&[rules_here, pos_here]);
        push(&[rules_here, next]);
        let [_, name_before, name_here, name_next, _] = name;
        push(&[name_here, here]);
        push(&[name_here, pos_here]);
        push(&[name_here, seen.name_length]);
        push(&[name_here, rules_here]);
        push(&[name_before, name_here]);
        push(&[name_here, name_next]);
        push(&[name_before, name_here, name_next]);
        push(&[name_here, next]);
        push(&[name_here, before]);
        let [_, middle_before, middle_here, middle_next, _] = middle;
        push(&[middle_before, middle_here]);
        push(&[middle_here, middle_next]);
        push(&[middle_before, middle_next]);
        push(&[name_here, middle_next]);
        push(&[name_here, middle_before]);
        push(&[rules_here, middle_next]);
        for triple in coarse.windows(3) {
            push(triple);
        }
        let [_, shape_before, shape_here, shape_next, _] = shape;
        templates.from(group::CHUNK);
        let mut push = |values: &[u64]| templates.push(values);
        push(&[u64::from(seen.known), shape_before, shape_here, shape_next]);
        push(&[seen.bracket]);

        // The run of nouns around the word.
        let (first, end) = seen.chunk;
        let count = (end - first) as u64;
        let place = labels::place(index, first, end - 1) as u64;
        let outside = |index: Option<usize>| {
            index.and_then(|i| self.seen.get(i)).map_or((EDGE, EDGE), |seen| (seen.word, seen.clusters[1]))
        };
        let (before, kind_before) = outside(first.checked_sub(1));
        let (after, kind_after) = outside(Some(end));
        let head = self.seen.get(company.head).unwrap_or(seen);
        let opening = self.seen.get(first).unwrap_or(seen);
        let head_pos = head.levels[3];
        let distance = ((end - 1 - index) as u64).min(6);
        let last = u64::from(shadow.before(head.end));
        push(&[place, count.min(8)]);
        push(&[place, head.word]);
        push(&[place, head.clusters[0]]);
        push(&[place, head.clusters[1]]);
        push(&[place, head.clusters[2]]);
        push(&[place, head.name]);
        push(&[place, kind_before]);
        push(&[place, kind_after]);
        push(&[place, head.clusters[1], kind_after]);
        push(&[place, last]);
        push(&[place, of_chars(shadow, head.end.saturating_sub(2).max(opening.start), head.end)]);
        push(&[place, before]);
        push(&[place, after]);
        push(&[place, before, after]);
        push(&[place, opening.word]);
        let usage = |word: Option<usize>| {
            word.and_then(|word| self.seen.get(word))
                .map_or((EDGE, [EDGE; 3]), |seen| (seen.word, seen.clusters))
        };
        let [following, preceding, last_noun] =
            [company.following, company.preceding, company.last].map(usage);
        push(&[place, following.0]);
        push(&[place, following.1[1]]);
        push(&[place, after, following.0]);
        push(&[place, after, following.1[1]]);
        push(&[place, after, following.1[0]]);
        push(&[place, preceding.0]);
        push(&[place, preceding.1[1]]);
        push(&[place, before, preceding.0]);
        push(&[place, before, preceding.1[1]]);
        push(&[place, before, preceding.1[0]]);
        push(&[place, preceding.1[0], after, following.1[0]]);
        push(&[place, after, last_noun.0]);
        push(&[place, after, last_noun.1[1]]);
        push(&[place, after, last_noun.1[0]]);
        let (inside, behind) = seen.enclosed;
        if inside < behind {
            let place = 8 + labels::place(index, inside, behind - 1) as u64;
            let outer = |index: Option<usize>| {
                index
                    .and_then(|i| self.seen.get(i))
                    .map_or((EDGE, EDGE, EDGE), |seen| (seen.word, seen.clusters[1], seen.levels[1]))
            };
            let before = outer(inside.checked_sub(2));
            let after = outer(Some(behind + 1));
            let closing = self.seen.get(behind - 1).unwrap_or(seen);
            let beginning = self.seen.get(inside).unwrap_or(seen);
            let size = ((behind - inside) as u64).min(12);
            push(&[place, seen.bracket, size]);
            push(&[place, seen.bracket, before.0]);
            push(&[place, seen.bracket, before.1]);
            push(&[place, seen.bracket, before.2]);
            push(&[place, seen.bracket, after.0]);
            push(&[place, seen.bracket, after.1]);
            push(&[place, before.1, after.0]);
            push(&[place, seen.bracket, closing.levels[3]]);
            push(&[place, closing.word]);
            push(&[place, seen.bracket, beginning.levels[1], closing.levels[1]]);
        }
        let wide = head.end - opening.start;
        push(&[place, if wide <= 40 { self::shape(shadow, opening.start, head.end) } else { EDGE }]);
        push(&[place, head_pos]);
        push(&[distance, head.word]);
        push(&[distance, last, after]);
        push(&[distance, head_pos, pos_here]);
        let next_inside = self.seen.get(index + 1).filter(|_| index + 1 < end);
        push(&[next_inside.map_or(EDGE, |seen| seen.word), next_inside.map_or(EDGE, |seen| seen.levels[3])]);
        let (left, right) = (shadow.before(opening.start), shadow.at(head.end));
        let enclosed = matches!((left, right), ('「', '」') | ('『', '』') | ('(', ')') | ('“', '”'));
        push(&[place, if enclosed { u64::from(left) } else { EDGE }]);
    }
}
