//! What a model looks at, for each word of a sentence, as hashes: the word and its company, shapes, affixes,
//! the run of nouns it stands in, brackets, and what the rules take it for. Nothing is allocated per word.
//!
//! What a word says by itself, to itself and to its neighbours ([`Features::by_itself`]), is the same
//! wherever the word stands, and can be kept; what its company says ([`Features::in_company`]) is not.
//!
//! Invariant: a model fits one version of these templates, [`TEMPLATES_VERSION`]. Whoever changes them raises
//! it and trains again.

mod seen;
mod templates;

use super::network::{PLACES, Sight};
use super::resources::Resources;
use super::word_map::mix;
use crate::entities::Mention;
use crate::shadow::Shadow;
use crate::words::Words;
use seen::Seen;
use shirushi_model::PartOfSpeech;
#[cfg(any(test, feature = "train"))]
pub(crate) use templates::constant;

/// Raised with every change of what is looked at.
pub(crate) const TEMPLATES_VERSION: u32 = 4;

/// How many words around a word, itself among them, are looked at one by one: two before and two behind.
pub(crate) const WINDOW: usize = 5;

/// The place of the word itself in its window.
const HERE: usize = WINDOW / 2;

/// How many bits of a hash count: the rows of a model.
pub(crate) const ROW_BITS: u32 = 18;

/// The row of a model a hash belongs to.
pub(crate) fn row(hash: u32) -> u32 {
    hash >> (32 - ROW_BITS)
}

/// So far the next word of meaning is looked for.
const NEXT_CONTENT: usize = 4;

/// The features of one sentence after another.
pub(crate) struct Features {
    levels: Vec<[u64; 4]>,
    seen: Vec<Seen>,
    /// The last word of the sentence that is in a run of nouns.
    last: Option<usize>,
}

/// The words that say what a run of nouns is, beside its own: the last one in it, the next words of meaning
/// behind and before it, and the last noun of the sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Company {
    head: usize,
    following: Option<usize>,
    preceding: Option<usize>,
    last: Option<usize>,
}

/// What stands beyond the edges of a sentence.
const EDGE: u64 = 0x9E37;

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

    /// Looks at the words from one number to another. `rules` are what the rules found, in order; those
    /// before the sentence are passed over.
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

    /// What a word is known by as far as [`Features::by_itself`] goes; beyond the edges all words are alike.
    pub(crate) fn identity(&self, word: Option<usize>) -> u64 {
        let seen = word.and_then(|word| self.seen.get(word));
        seen.map_or(EDGE, |seen| mix(seen.word, seen.levels[3] ^ u64::from(seen.known)))
    }

    /// The runs of words of the last sentence that can be part of a name: the first of each and the one after
    /// its last.
    pub(crate) fn runs(&self) -> impl Iterator<Item = (usize, usize)> {
        let mut word = 0;
        std::iter::from_fn(move || {
            let begin = (word..self.len()).find(|&word| self.may_be_named(word))?;
            let end = (begin..self.len()).find(|&word| !self.may_be_named(word)).unwrap_or(self.len());
            word = end + 1;
            Some((begin, end))
        })
    }

    /// Whether a word of the last sentence can be part of a name: it stands in a run of nouns or in brackets,
    /// or a table or the rules know it. Of the words of names in the development texts one in five hundred is
    /// none of these; of all words, half.
    pub(crate) fn may_be_named(&self, word: usize) -> bool {
        self.seen
            .get(word)
            .is_some_and(|seen| seen.in_chunk || seen.rules != 0 || seen.name != 0 || seen.enclosed != (0, 0))
    }
}
