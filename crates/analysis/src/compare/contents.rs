//! The content words of claims and sentences, how much each tells, and how well one side's words are found on
//! the other.
//!
//! A word's weight is its inverse document frequency over the sentences of the articles compared (Spärck
//! Jones 1972): what stands everywhere tells nothing. Words are alike when they are of one class, else by the
//! kanji or the pairs of katakana that they share (Dice), which joins 増額 and 増やす, 容疑者 and 容疑. Word
//! vectors were measured and gain .006 of average precision (docs/decisions/comparison.md).

use super::terms::Term;
use super::words::{ComparedWord, WordKind};
use crate::shadow::{fold, is_kanji, is_katakana};
use shirushi_model::{Analysis, Section};

/// At most so many pieces of a word are compared.
const MOST_PIECES: usize = 6;
/// At most so many words of a claim or sentence are aligned: longer ones say too many things.
pub(super) const MOST_WORDS: usize = 48;
/// What is shared in part counts for so much of what is the same.
const PARTLY: f32 = 0.75;
/// Words less alike are not paired.
const LEAST_ALIKE: f32 = 0.3;

/// A word with what it is worth.
#[derive(Debug, Clone, Copy)]
pub(super) struct Content {
    pub(super) term: Term,
    pub(super) weight: f32,
    /// Position in its claim's words; of a sentence, nothing.
    pub(super) word: u32,
    pieces: [u32; MOST_PIECES],
    count: u8,
    is_katakana: bool,
    /// One bit or more for each piece: words without a common bit share no piece (Bloom 1970).
    bits: u64,
}

/// How much each term tells.
pub(super) struct Rarity {
    /// Inverse document frequency by term.
    list: Vec<f32>,
    /// Of a term that no sentence has.
    most: f32,
}

impl Rarity {
    /// Counts the sentences of the articles. `words` are those of each article, `terms` how many terms there
    /// are.
    pub(super) fn new<'a>(
        articles: impl Iterator<Item = (&'a Analysis, &'a [ComparedWord<'a>])>,
        terms: usize,
    ) -> Self {
        let mut counts = vec![0_u32; terms];
        let mut seen = vec![u32::MAX; terms];
        let mut sentences = 0_u32;
        for (analysis, words) in articles {
            let mut words = words.iter().peekable();
            for sentence in analysis.sentences.iter().filter(|s| s.section != Section::Metadata) {
                while words.next_if(|word| word.span.start < sentence.span.start).is_some() {}
                while let Some(word) = words.next_if(|word| word.span.start < sentence.span.end) {
                    for term in word.term.into_iter().chain(word.also) {
                        let at = term.0 as usize;
                        if let (Some(count), Some(last)) = (counts.get_mut(at), seen.get_mut(at))
                            && *last != sentences
                        {
                            *last = sentences;
                            *count += 1;
                        }
                    }
                }
                sentences += 1;
            }
        }
        let whole = f32::from(u16::try_from(sentences).unwrap_or(u16::MAX)) + 1.0;
        let of = |count: u32| (whole / (count as f32 + 0.5)).ln().max(0.05);
        Self { list: counts.into_iter().map(of).collect(), most: of(0) }
    }

    /// What a term is worth.
    pub(super) fn of(&self, term: Term) -> f32 {
        self.list.get(term.0 as usize).copied().unwrap_or(self.most)
    }
}

/// The content words of some words, each term once.
pub(super) fn contents(words: &[ComparedWord<'_>], rarity: &Rarity) -> Vec<Content> {
    let mut found: Vec<Content> = Vec::new();
    for (position, word) in words.iter().enumerate() {
        for term in word.term.into_iter().chain(word.also) {
            if found.iter().any(|known| known.term == term) {
                continue;
            }
            if found.len() == MOST_WORDS {
                return found;
            }
            let written = match word.kind {
                WordKind::Verb | WordKind::Adjective => word.lemma,
                _ => word.surface,
            };
            found.push(Content { word: position as u32, ..content(term, rarity.of(term), written) });
        }
    }
    found
}

fn content(term: Term, weight: f32, written: &str) -> Content {
    let mut pieces = [0; MOST_PIECES];
    let mut count = 0;
    let mut push = |piece: u32| {
        if let Some(slot) = pieces.get_mut(count)
            && piece != 0
        {
            *slot = piece;
            count += 1;
        }
    };
    let mut before = None;
    let mut has_kanji = false;
    for c in written.chars().map(fold) {
        if is_kanji(c) {
            has_kanji = true;
            push(u32::from(c));
        }
    }
    if !has_kanji {
        for c in written.chars().map(fold).filter(|&c| is_katakana(c) && c != 'ー') {
            if let Some(before) = before {
                push(u32::from(before) << 16 | u32::from(c) & 0xffff);
            }
            before = Some(c);
        }
    }
    let bit = |piece: &u32| 1_u64 << (piece.wrapping_mul(0x9e37_79b1) >> 26);
    let bits = pieces.iter().take(count).map(bit).fold(0, |all, bit| all | bit);
    Content { term, weight, word: 0, pieces, count: count as u8, is_katakana: !has_kanji, bits }
}

impl Content {
    /// The same word, counted for a part.
    pub(super) fn counted(self, part: f32) -> Self {
        Self { weight: self.weight * part, ..self }
    }

    /// How alike two words are, 0 to 1.
    pub(super) fn alike(&self, other: &Self) -> f32 {
        if self.term == other.term {
            return 1.0;
        }
        if self.bits & other.bits == 0 || self.is_katakana != other.is_katakana {
            return 0.0;
        }
        let mine = self.pieces.get(..usize::from(self.count)).unwrap_or_default();
        let theirs = other.pieces.get(..usize::from(other.count)).unwrap_or_default();
        let shared = mine.iter().filter(|piece| theirs.contains(piece)).count();
        PARTLY * 2.0 * shared as f32 / (mine.len() + theirs.len()) as f32
    }
}

/// How well the words of one side are found on the other, and the other way round.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Alignment {
    /// Weighted share of the first side's words, each by its best partner.
    pub(super) of_a: f32,
    pub(super) of_b: f32,
    /// The same with words of one class only.
    pub(super) exact_a: f32,
    pub(super) exact_b: f32,
    /// The weight of the words of one class.
    pub(super) shared: f32,
    /// The three greatest weights among them.
    pub(super) top: [f32; 3],
    /// The three greatest weights of words that are alike only.
    pub(super) soft: [f32; 3],
    /// The greatest weight of a word that has no partner, on each side.
    pub(super) lone_a: f32,
    pub(super) lone_b: f32,
}

/// Aligns two lists of words.
pub(super) fn align(a: &[Content], b: &[Content]) -> Alignment {
    let mut found = Alignment::default();
    let mut best_b = [0.0_f32; MOST_WORDS];
    let (mut whole_a, mut sum_a, mut exact_a) = (0.0_f32, 0.0_f32, 0.0_f32);
    for one in a {
        let mut best = 0.0_f32;
        for (other, best_of_other) in b.iter().zip(best_b.iter_mut()) {
            let alike = one.alike(other);
            best = best.max(alike);
            *best_of_other = best_of_other.max(alike);
        }
        whole_a += one.weight;
        if best > LEAST_ALIKE {
            sum_a += best * one.weight;
        } else {
            found.lone_a = found.lone_a.max(one.weight);
        }
        if best >= 1.0 {
            exact_a += one.weight;
            found.shared += one.weight;
            insert(&mut found.top, one.weight);
        } else if best > LEAST_ALIKE {
            insert(&mut found.soft, best * one.weight);
        }
    }
    let (mut whole_b, mut sum_b, mut exact_b) = (0.0_f32, 0.0_f32, 0.0_f32);
    for (other, best) in b.iter().zip(best_b) {
        whole_b += other.weight;
        if best > LEAST_ALIKE {
            sum_b += best * other.weight;
        } else {
            found.lone_b = found.lone_b.max(other.weight);
        }
        if best >= 1.0 {
            exact_b += other.weight;
        }
    }
    let share = |part: f32, whole: f32| if whole > 0.0 { part / whole } else { 0.0 };
    found.of_a = share(sum_a, whole_a);
    found.of_b = share(sum_b, whole_b);
    found.exact_a = share(exact_a, whole_a);
    found.exact_b = share(exact_b, whole_b);
    found
}

fn insert(top: &mut [f32; 3], weight: f32) {
    let [first, second, third] = top;
    if weight > *first {
        (*first, *second, *third) = (weight, *first, *second);
    } else if weight > *second {
        (*second, *third) = (weight, *second);
    } else if weight > *third {
        *third = weight;
    }
}

/// The kanji and katakana of a text in pairs, hashed, ascending, each once.
pub(super) fn bigrams(text: &str) -> Vec<u32> {
    let mut found = Vec::new();
    let mut before: Option<char> = None;
    for c in text.chars().map(fold) {
        if is_kanji(c) || is_katakana(c) {
            if let Some(before) = before {
                found.push((u32::from(before) << 16) ^ u32::from(c));
            }
            before = Some(c);
        } else {
            before = None;
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// How many two ascending lists have in common.
pub(super) fn common(a: &[u32], b: &[u32]) -> usize {
    let (mut at, mut to, mut count) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(at), b.get(to)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => at += 1,
            std::cmp::Ordering::Greater => to += 1,
            std::cmp::Ordering::Equal => {
                count += 1;
                at += 1;
                to += 1;
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(list: &[(u32, &str, f32)]) -> Vec<Content> {
        list.iter().map(|&(term, written, weight)| content(Term(term), weight, written)).collect()
    }

    #[test]
    fn words_are_alike_by_class_kanji_and_katakana() {
        let list = words(&[
            (1, "増額", 1.0),
            (2, "増やす", 1.0),
            (3, "ロケット", 1.0),
            (4, "ロケッツ", 1.0),
            (5, "犬", 1.0),
        ]);
        assert!(list[0].alike(&list[1]) > 0.4);
        assert!(list[2].alike(&list[3]) > 0.3);
        assert_eq!(list[0].alike(&list[4]), 0.0);
        assert_eq!(list[0].alike(&list[2]), 0.0);
        assert_eq!(list[0].alike(&list[0]), 1.0);
    }

    #[test]
    fn both_sides_are_measured() {
        let a = words(&[(1, "市", 0.5), (2, "計画", 2.0)]);
        let b = words(&[(2, "計画", 2.0), (3, "延期", 2.0)]);
        let found = align(&a, &b);
        assert!((found.of_a - 0.8).abs() < 1e-6 && (found.of_b - 0.5).abs() < 1e-6);
        assert_eq!(found.shared, 2.0);
        assert_eq!((found.lone_a, found.lone_b), (0.5, 2.0));
    }
}
