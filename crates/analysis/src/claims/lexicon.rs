//! The words of `tables/`, built once for a finder: what a word does around a claim, and who can speak.

use crate::word_list;
use std::collections::{HashMap, HashSet};

/// What a word does around a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum CueMark {
    Say,
    SayNoun,
    Ask,
    Order,
    Naming,
    Stance,
    Intent,
    Show,
    Exist,
    GoOn,
    Frame,
    He,
    They,
    SameBody,
    Precedent,
    Participation,
    Change,
    Cause,
    Deontic,
    Future,
    Judgement,
    Agreement,
    Format,
}

impl CueMark {
    fn of_section(section: &str) -> Option<Self> {
        Some(match section {
            "say" => Self::Say,
            "say-noun" => Self::SayNoun,
            "ask" => Self::Ask,
            "order" => Self::Order,
            "naming" => Self::Naming,
            "stance" => Self::Stance,
            "intent" => Self::Intent,
            "show" => Self::Show,
            "exist" => Self::Exist,
            "go-on" => Self::GoOn,
            "frame" => Self::Frame,
            "he" => Self::He,
            "they" => Self::They,
            "same-body" => Self::SameBody,
            "precedent" => Self::Precedent,
            "participation" => Self::Participation,
            "change" => Self::Change,
            "cause" => Self::Cause,
            "deontic" => Self::Deontic,
            "future" => Self::Future,
            "judgement" => Self::Judgement,
            "agreement" => Self::Agreement,
            "format" => Self::Format,
            _ => return None,
        })
    }
}

/// All that one word does.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct CueMarks(u32);

impl CueMarks {
    pub(super) fn has(self, mark: CueMark) -> bool {
        self.0 & (1 << mark as u32) != 0
    }

    pub(super) fn any(self, marks: &[CueMark]) -> bool {
        marks.iter().any(|&mark| self.has(mark))
    }
}

/// What a speaker's noun phrase ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PhraseRole {
    Person,
    Organization,
    Unnamed,
}

/// The tables in searchable form.
pub(super) struct ClaimLexicon {
    marks: HashMap<&'static str, CueMarks>,
    roles: HashMap<&'static str, PhraseRole>,
    openers: HashSet<&'static str>,
}

/// The longest role in the table, in characters.
const LONGEST_ROLE: usize = 12;

impl ClaimLexicon {
    pub(super) fn new() -> Self {
        let mut marks: HashMap<&'static str, CueMarks> = HashMap::new();
        for (section, word) in word_list::sections(include_str!("tables/words.txt")) {
            if let Some(mark) = CueMark::of_section(section) {
                marks.entry(word).or_default().0 |= 1 << mark as u32;
            }
        }
        let roles = word_list::sections(include_str!("tables/roles.txt")).filter_map(|(section, word)| {
            let role = match section {
                "person" => PhraseRole::Person,
                "organization" => PhraseRole::Organization,
                "unnamed" => PhraseRole::Unnamed,
                _ => return None,
            };
            Some((word, role))
        });
        let roles = roles.collect();
        let openers = word_list::words(include_str!("tables/openers.txt")).collect();
        Self { marks, roles, openers }
    }

    pub(super) fn marks(&self, lemma: &str) -> CueMarks {
        self.marks.get(lemma).copied().unwrap_or_default()
    }

    /// The role a noun phrase ends with, the longest that fits, and how many characters it has.
    pub(super) fn role_at_end(&self, phrase: &str) -> Option<(PhraseRole, usize)> {
        let starts: Vec<usize> =
            phrase.char_indices().rev().take(LONGEST_ROLE).map(|(byte, _)| byte).collect();
        starts
            .iter()
            .enumerate()
            .rev()
            .find_map(|(before, &byte)| Some((*self.roles.get(phrase.get(byte..)?)?, before + 1)))
    }

    pub(super) fn is_opener(&self, word: &str) -> bool {
        self.openers.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_role_counts() {
        let lexicon = ClaimLexicon::new();
        assert_eq!(lexicon.role_at_end("外務省幹部"), Some((PhraseRole::Unnamed, 2)));
        assert_eq!(lexicon.role_at_end("国営テレビ"), Some((PhraseRole::Organization, 5)));
        assert_eq!(lexicon.role_at_end("市場関係者"), Some((PhraseRole::Unnamed, 5)));
        assert_eq!(lexicon.role_at_end("増税"), None);
    }

    #[test]
    fn every_section_means_something() {
        let known = |(section, _): &(&str, &str)| CueMark::of_section(section).is_some();
        assert!(word_list::sections(include_str!("tables/words.txt")).all(|entry| known(&entry)));
        let lexicon = ClaimLexicon::new();
        assert!(lexicon.marks("発言").has(CueMark::SayNoun) && lexicon.marks("発言").has(CueMark::Stance));
    }
}
