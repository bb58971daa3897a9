//! What comparison knows of words: which stand for one another, which exclude each other, which say nothing
//! by themselves. The words are in `tables/*.txt`; nothing here knows a text.

use crate::word_list;
use shirushi_model::Difference;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

/// The word lists, ready to be asked.
pub(super) struct ComparisonLexicon {
    class: HashMap<&'static str, &'static str>,
    opposites: BTreeMap<(&'static str, &'static str), Difference>,
    support: HashSet<&'static str>,
    vague: HashSet<&'static str>,
}

impl ComparisonLexicon {
    /// The lists, read once.
    pub(super) fn get() -> &'static Self {
        static LEXICON: LazyLock<ComparisonLexicon> = LazyLock::new(ComparisonLexicon::read);
        &LEXICON
    }

    fn read() -> Self {
        let mut class = HashMap::new();
        for line in word_list::lines(include_str!("tables/synonyms.txt")) {
            let mut words = line.split_whitespace();
            let Some(name) = words.next() else { continue };
            for word in std::iter::once(name).chain(words) {
                class.entry(word).or_insert(name);
            }
        }
        let named = |word: &'static str| class.get(word).copied().unwrap_or(word);
        let mut opposites = BTreeMap::new();
        let mut difference = None;
        for line in word_list::lines(include_str!("tables/opposites.txt")) {
            if let Some(section) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                difference = difference_of(section);
                continue;
            }
            let mut words = line.split_whitespace();
            if let (Some(one), Some(other), Some(difference)) = (words.next(), words.next(), difference) {
                opposites.insert((named(one), named(other)), difference);
                opposites.insert((named(other), named(one)), difference);
            }
        }
        Self {
            opposites,
            support: word_list::words(include_str!("tables/support.txt")).collect(),
            vague: word_list::words(include_str!("tables/vague.txt")).collect(),
            class,
        }
    }

    /// The name of the class a word is in, or the word itself.
    pub(super) fn class<'w>(&self, word: &'w str) -> &'w str {
        self.class.get(word).copied().unwrap_or(word)
    }

    /// The names of classes that exclude each other, with what claims with them differ in.
    pub(super) fn opposites(&self) -> impl Iterator<Item = (&'static str, &'static str, Difference)> {
        self.opposites.iter().map(|(&(one, other), &difference)| (one, other, difference))
    }

    /// Whether a verb only carries the event of the noun before it.
    pub(super) fn is_support(&self, lemma: &str) -> bool {
        self.support.contains(lemma)
    }

    /// Whether a word is too empty to say what a claim is about.
    pub(super) fn is_vague(&self, lemma: &str) -> bool {
        self.vague.contains(lemma)
    }
}

fn difference_of(section: &str) -> Option<Difference> {
    Some(match section {
        "existence" => Difference::Existence,
        "number" => Difference::Number,
        "place" => Difference::Place,
        "framing" => Difference::Framing,
        "format" => Difference::Format,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_is_in_two_classes() {
        let mut seen = HashMap::new();
        for line in word_list::lines(include_str!("tables/synonyms.txt")) {
            for word in line.split_whitespace() {
                assert_eq!(seen.insert(word, line), None, "{word} is listed twice");
            }
        }
    }

    #[test]
    fn every_section_of_opposites_means_a_difference_and_no_class_excludes_itself() {
        for (section, _) in word_list::sections(include_str!("tables/opposites.txt")) {
            assert!(difference_of(section).is_some(), "{section}");
        }
        let lexicon = ComparisonLexicon::get();
        for (one, other) in lexicon.opposites.keys() {
            assert_ne!(one, other);
        }
        let known = lexicon.opposites.get(&(lexicon.class("再稼働"), lexicon.class("運休")));
        assert_eq!(known, Some(&Difference::Existence));
    }
}
