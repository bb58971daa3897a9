//! A sentence as the rules of claims see it: tokens with dictionary forms and marks, a bracketed quotation as
//! one node, what stands in round brackets left out.
//!
//! It knows no rule. Positions are characters of the shadow.

use super::lexicon::{ClaimLexicon, CueMark, CueMarks};
use crate::sentences::closing;
use crate::shadow::Shadow;
use crate::tokenize::TokenTable;
use crate::words::Words;
use shirushi_model::{PartOfSpeech, WordClass};

/// A token or a quotation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) pos: PartOfSpeech,
    pub(super) surface: &'a str,
    pub(super) lemma: &'a str,
    pub(super) marks: CueMarks,
    /// What it begins with, as written and in its dictionary form.
    pub(super) initials: Initials,
    /// The tokens inside, when it is a quotation: from the first to the one after the last.
    pub(super) inside: Option<(usize, usize)>,
}

/// The characters some words begin with, as bits; several characters share one.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Initials(u64);

impl Initials {
    pub(super) fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let bit = |c: char| 1u64 << (u32::from(c).wrapping_mul(0x9E37_79B1) >> 26);
        Self(words.into_iter().filter_map(|word| word.chars().next()).fold(0, |bits, c| bits | bit(c)))
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether a word here may be a word there; `false` is sure.
    pub(super) fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl Node<'_> {
    pub(super) fn is_quote(&self) -> bool {
        self.inside.is_some()
    }

    pub(super) fn has(&self, mark: CueMark) -> bool {
        self.marks.has(mark)
    }

    pub(super) fn is_comma(&self) -> bool {
        matches!(self.surface, "、" | "，" | ",")
    }

    pub(super) fn is_stop(&self) -> bool {
        self.pos == PartOfSpeech::FullStop
            || matches!(self.surface, "。" | "！" | "？" | "!" | "?" | "．" | "!?" | "?!")
    }

    pub(super) fn class(&self) -> WordClass {
        self.pos.class()
    }

    pub(super) fn is_noun(&self) -> bool {
        self.class() == WordClass::Noun && !self.is_quote()
    }

    pub(super) fn is_verb(&self) -> bool {
        self.class() == WordClass::Verb
    }

    /// Verbs, adjectives and what inflects after them.
    pub(super) fn is_predicative(&self) -> bool {
        matches!(self.class(), WordClass::Verb | WordClass::Adjective | WordClass::AuxiliaryVerb)
    }

    pub(super) fn is_particle(&self, surface: &str) -> bool {
        self.class() == WordClass::Particle && self.surface == surface
    }

    /// ない, ず, ません.
    pub(super) fn is_negation(&self) -> bool {
        match self.lemma {
            "ない" => matches!(self.class(), WordClass::AuxiliaryVerb | WordClass::Adjective),
            "ぬ" | "ん" => self.class() == WordClass::AuxiliaryVerb,
            _ => false,
        }
    }

    /// What may follow a predicate without changing what it says.
    pub(super) fn is_light(&self) -> bool {
        match self.class() {
            WordClass::AuxiliaryVerb => matches!(self.lemma, "た" | "だ" | "です" | "ます" | "ある"),
            WordClass::Particle => self.pos == PartOfSpeech::FinalParticle && self.surface != "か",
            WordClass::Noun => {
                self.pos == PartOfSpeech::DependentNoun && matches!(self.surface, "の" | "ん" | "もの")
            }
            _ => self.is_stop() || self.is_comma(),
        }
    }
}

/// The tokens of a text with what the rules ask of them.
pub(super) struct Tokens<'a> {
    list: Vec<Node<'a>>,
    /// For each token that opens a bracket, the token that closes it, plus one; else 0.
    partners: Vec<u32>,
}

/// What must stand alone for brackets to pair.
fn is_bracket_or_stop(c: char) -> bool {
    matches!(
        c,
        '「' | '」'
            | '『'
            | '』'
            | '（'
            | '）'
            | '('
            | ')'
            | '。'
            | '！'
            | '？'
            | '!'
            | '?'
            | '【'
            | '】'
            | '['
            | ']'
            | '“'
            | '”'
    )
}

/// The characters of a token each by itself: the dictionary runs unknown marks together, ?」 and the like.
fn split<'a>(node: Node<'a>, list: &mut Vec<Node<'a>>) {
    for (offset, (byte, c)) in node.surface.char_indices().enumerate() {
        let surface = node.surface.get(byte..byte + c.len_utf8()).unwrap_or_default();
        let start = node.start + offset;
        let pos = PartOfSpeech::Symbol;
        list.push(Node {
            start,
            end: start + 1,
            pos,
            surface,
            lemma: surface,
            marks: CueMarks::default(),
            initials: Initials::of([surface]),
            inside: None,
        });
    }
}

/// The fewest characters of a quotation that is a claim of its own.
const SHORTEST_CLAUSE: usize = 8;

/// How deep brackets are looked for; deeper ones count for nothing.
const DEEPEST: usize = 32;

impl<'a> Tokens<'a> {
    pub(super) fn new(
        shadow: &Shadow,
        words: &Words,
        table: &'a TokenTable<'_>,
        lexicon: &ClaimLexicon,
    ) -> Self {
        let mut list: Vec<Node<'a>> = Vec::with_capacity(words.len());
        for index in 0..words.len().min(table.len()) {
            let (Some(word), Some(surface), Some(lemma)) =
                (words.get(index), table.surface(index), table.lemma(index))
            else {
                continue;
            };
            let node = Node {
                start: word.start,
                end: word.end,
                pos: word.pos,
                surface,
                lemma,
                marks: lexicon.marks(lemma),
                initials: Initials::of([surface, lemma]),
                inside: None,
            };
            if surface.chars().any(is_bracket_or_stop) && word.end - word.start > 1 {
                split(node, &mut list);
            } else {
                list.push(node);
            }
        }
        let partners = vec![0; list.len()];
        let mut tokens = Self { list, partners };
        tokens.pair(shadow);
        tokens
    }

    /// Pairs brackets. A pair may cross no line; sentences end outside brackets, so that is all it needs.
    fn pair(&mut self, shadow: &Shadow) {
        let mut open: Vec<(char, usize)> = Vec::new();
        let mut end = 0;
        for (index, node) in self.list.iter().enumerate() {
            if shadow.slice(end, node.start).iter().any(|&c| crate::sentences::is_line_break(c)) {
                open.clear();
            }
            end = node.end;
            let c = shadow.at(node.start);
            if let Some(close) = closing(c) {
                open.push((close, index));
            } else if let Some(depth) = open.iter().rev().take(DEEPEST).position(|&(close, _)| close == c) {
                open.truncate(open.len() - depth);
                if let Some((_, opened)) = open.pop()
                    && let Some(partner) = self.partners.get_mut(opened)
                {
                    *partner = u32::try_from(index + 1).unwrap_or(0);
                }
            }
        }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn get(&self, index: usize) -> Option<Node<'a>> {
        self.list.get(index).copied()
    }

    /// The token that closes the bracket which a token opens.
    pub(super) fn partner(&self, index: usize) -> Option<usize> {
        (self.partners.get(index).copied()? as usize).checked_sub(1)
    }

    /// Whether a quotation says something whole: long enough, and ending in a predicate.
    pub(super) fn holds_claim(&self, shadow: &Shadow, quote: &Node<'_>) -> bool {
        let Some((first, after)) = quote.inside.filter(|_| quote.end - quote.start >= SHORTEST_CLAUSE + 2)
        else {
            return false;
        };
        let _ = shadow;
        let inside = self.list.get(first..after).unwrap_or_default();
        let last = inside.iter().rev().find(|node| !node.is_stop());
        last.is_some_and(|node| {
            node.is_predicative()
                || node.class() == WordClass::Particle
                    && matches!(node.pos, PartOfSpeech::FinalParticle)
                    && node.surface != "か"
        }) || inside.iter().any(|node| node.surface == "。")
    }

    /// The round bracket that a run of tokens from `first` on opens with, when it ends right before a
    /// character.
    pub(super) fn opening_aside(&self, shadow: &Shadow, first: usize, character: usize) -> Option<usize> {
        let bracket = self.get(first).filter(|node| shadow.at(node.start) == '(')?;
        let close = self.get(self.partner(first)?)?;
        (close.end == character).then_some(bracket.start)
    }

    /// The first token that starts at or after a character.
    pub(super) fn first_from(&self, character: usize) -> usize {
        self.list.partition_point(|node| node.start < character)
    }

    /// The nodes between two characters.
    pub(super) fn between(&self, shadow: &Shadow, start: usize, end: usize) -> Vec<Node<'a>> {
        self.nodes(shadow, self.first_from(start), self.first_from(end))
    }

    /// The nodes of a run of tokens.
    pub(super) fn nodes(&self, shadow: &Shadow, first: usize, after: usize) -> Vec<Node<'a>> {
        let mut nodes = Vec::with_capacity(after.saturating_sub(first));
        let mut index = first;
        while let Some(&node) = self.list.get(index).filter(|_| index < after) {
            let partner = self.partners.get(index).copied().unwrap_or(0) as usize;
            if partner > index + 1 && partner <= after {
                let close = partner - 1;
                let end = self.list.get(close).map_or(node.end, |close| close.end);
                if matches!(shadow.at(node.start), '「' | '『' | '“') {
                    nodes.push(Node {
                        end,
                        surface: "「」",
                        lemma: "「」",
                        marks: CueMarks::default(),
                        initials: Initials::of(["「」"]),
                        inside: Some((index + 1, close)),
                        ..node
                    });
                }
                index = partner;
            } else {
                nodes.push(node);
                index += 1;
            }
        }
        nodes
    }
}
