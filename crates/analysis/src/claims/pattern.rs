//! Patterns over words, as the tables write them, and rules that have one:
//! `may | M | かもしれ/かも知れ {neg}`.
//!
//! A pattern is matched against the end of a claim: after it only what is light may follow (た, です, ね).

use super::nodes::{Initials, Node};
use crate::word_list;
use shirushi_model::{ClaimRule, PartOfSpeech, WordClass};

/// A line of a table.
pub(super) struct Rule {
    /// What a claim names it by; rhetoric makes no claim and has none.
    pub(super) claim_rule: Option<ClaimRule>,
    pattern: Vec<Element>,
    /// What its words begin with, for each element that must be there and is words.
    needed: Vec<Initials>,
    /// The first of these, if the pattern begins with it.
    begins: Option<Initials>,
}

struct Element {
    what: PatternPart,
    is_optional: bool,
}

enum PatternPart {
    /// One of these by dictionary form, or as written over several tokens.
    Words(Vec<&'static str>),
    /// Up to four tokens.
    Gap,
    Negation,
    Verb,
    So,
    Looks,
    Hears,
    /// Takes nothing; no た may follow.
    Now,
}

/// How far from the end a pattern may begin, in tokens.
const REACH: usize = 14;
/// How many tokens `~` stands for at most.
const GAP: usize = 4;
/// How many tokens a word of a table may be cut into.
const PARTS: usize = 4;

/// The rules of a table with their sections.
pub(super) fn rules(table: &'static str) -> impl Iterator<Item = (&'static str, Rule)> {
    let mut section = "";
    word_list::lines(table).filter_map(move |line| {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name;
            return None;
        }
        let mut fields = line.split('|').map(str::trim);
        let (name, pattern) = (fields.next()?, fields.nth(1)?);
        Some((section, Rule::new(name, pattern)))
    })
}

fn element(word: &'static str) -> Element {
    let (word, is_optional) = match word.strip_suffix('?') {
        Some(word) => (word, true),
        None => (word, false),
    };
    let what = match word {
        "~" => PatternPart::Gap,
        "{neg}" => PatternPart::Negation,
        "{verb}" => PatternPart::Verb,
        "{so}" => PatternPart::So,
        "{looks}" => PatternPart::Looks,
        "{hears}" => PatternPart::Hears,
        "{now}" => PatternPart::Now,
        words => PatternPart::Words(words.split('/').collect()),
    };
    Element { what, is_optional }
}

impl Element {
    /// What its words begin with, if it is words and must be there.
    fn needs(&self) -> Option<Initials> {
        match &self.what {
            PatternPart::Words(words) if !self.is_optional => Some(Initials::of(words.iter().copied())),
            _ => None,
        }
    }
}

impl Rule {
    fn new(name: &str, pattern: &'static str) -> Self {
        let pattern: Vec<_> = pattern.split_whitespace().map(element).collect();
        let begins = pattern.first().and_then(Element::needs);
        let needed = pattern.iter().filter_map(Element::needs).collect();
        Self { claim_rule: name.parse().ok(), pattern, needed, begins }
    }

    /// Where the pattern stands at the end of the nodes: the numbers of its first node and the one after its
    /// last.
    pub(super) fn find_at_end(&self, nodes: &[Node<'_>]) -> Option<(usize, usize)> {
        let light = nodes.iter().rev().take_while(|node| node.is_light()).count();
        let least_end = nodes.len() - light;
        let from = least_end.saturating_sub(REACH);
        let there = nodes.iter().skip(from).fold(Initials::default(), |all, node| all.and(node.initials));
        if !self.needed.iter().all(|needed| needed.meet(there)) {
            return None;
        }
        let may_begin = |node: &Node<'_>| self.begins.is_none_or(|begins| begins.meet(node.initials));
        (from..nodes.len()).filter(|&start| nodes.get(start).is_some_and(may_begin)).find_map(|start| {
            let end = matches(nodes, start, &self.pattern, least_end)?;
            Some((start, end))
        })
    }
}

/// The end of the match that reaches at least `least_end`, if there is one.
fn matches(nodes: &[Node<'_>], at: usize, pattern: &[Element], least_end: usize) -> Option<usize> {
    let Some((first, rest)) = pattern.split_first() else {
        return (at >= least_end).then_some(at);
    };
    let go_on = |length: usize| matches(nodes, at + length, rest, least_end);
    let taken = match &first.what {
        PatternPart::Words(words) => words.iter().find_map(|word| go_on(word_length(nodes, at, word)?)),
        PatternPart::Gap => (0..=GAP.min(nodes.len().saturating_sub(at))).find_map(go_on),
        PatternPart::Negation => {
            let polite = usize::from(nodes.get(at).is_some_and(|node| node.lemma == "ます"));
            let found = nodes.get(at + polite).is_some_and(Node::is_negation);
            if found { go_on(polite + 1) } else { None }
        }
        PatternPart::Verb => {
            if nodes.get(at).is_some_and(Node::is_verb) {
                go_on(1)
            } else {
                None
            }
        }
        PatternPart::So => {
            let is = nodes.get(at).is_some_and(|n| n.surface == "そう" && n.class() == WordClass::Adverb);
            if is { go_on(1) } else { None }
        }
        PatternPart::Looks => {
            let is = |pos| nodes.get(at).is_some_and(|node| node.pos == pos && node.surface == "そう");
            if is(PartOfSpeech::AuxiliaryStemSuffix) { go_on(1) } else { None }
        }
        PatternPart::Hears => {
            let is = |pos| nodes.get(at).is_some_and(|node| node.pos == pos && node.surface == "そう");
            if is(PartOfSpeech::SpecialAuxiliaryStem) { go_on(1) } else { None }
        }
        PatternPart::Now => {
            let is_past = nodes.get(at..).unwrap_or_default().iter().any(|node| node.lemma == "た");
            if is_past { None } else { go_on(0) }
        }
    };
    taken.or_else(|| if first.is_optional { matches(nodes, at, rest, least_end) } else { None })
}

/// How many nodes from `at` on are this word.
pub(super) fn word_length(nodes: &[Node<'_>], at: usize, word: &str) -> Option<usize> {
    let first = nodes.get(at)?;
    if first.lemma == word || first.surface == word {
        return Some(1);
    }
    let mut rest = word;
    for (taken, node) in nodes.get(at..)?.iter().take(PARTS).enumerate() {
        rest = rest.strip_prefix(node.surface)?;
        if rest.is_empty() {
            return Some(taken + 1);
        }
    }
    None
}
