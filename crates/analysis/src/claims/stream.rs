//! A text as the learned models see it: its tokens in a row with their values as numbers, its lines, its
//! quotations.
//!
//! It knows no model and no rule. Words become numbers here once, so that features are made of numbers alone.

use super::nodes::{Node, Tokens};
use crate::learned::word_value;
use crate::sentences::Extent;
use crate::shadow::Shadow;
use shirushi_model::{PartOfSpeech, Section, WordClass};

/// A token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Morph<'a> {
    pub(super) node: Node<'a>,
    /// The values of its form and of its dictionary form.
    pub(super) surface: u32,
    pub(super) lemma: u32,
    /// The number of the outermost quotation it lies in, plus one; its brackets are part of it.
    pub(super) quote: u32,
    /// Whether it lies in round brackets; they are part of it.
    pub(super) is_aside: bool,
}

impl Morph<'_> {
    pub(super) fn pos(&self) -> u32 {
        self.node.pos as u32
    }
}

/// An outermost quotation: the numbers of its brackets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quote {
    pub(super) open: usize,
    pub(super) close: usize,
}

/// A sentence of running text.
#[derive(Debug, Clone, Copy)]
pub(super) struct StreamLine {
    /// Its first token and the one after its last.
    pub(super) first: usize,
    pub(super) after: usize,
    /// The number of its paragraph.
    pub(super) paragraph: u32,
}

/// A text in tokens.
pub(super) struct Stream<'a> {
    pub(super) morphs: Vec<Morph<'a>>,
    pub(super) quotes: Vec<Quote>,
    /// The sentences of running text in order.
    pub(super) lines: Vec<StreamLine>,
}

impl<'a> Stream<'a> {
    pub(super) fn new(shadow: &Shadow, tokens: &Tokens<'a>, sentences: &[Extent]) -> Self {
        let mut morphs: Vec<Morph<'a>> = Vec::with_capacity(tokens.len());
        let mut quotes = Vec::new();
        let (mut quoted_to, mut aside_to) = (0, 0);
        for index in 0..tokens.len() {
            let Some(node) = tokens.get(index) else { continue };
            if let Some(close) = tokens.partner(index) {
                match shadow.at(node.start) {
                    '「' | '『' | '“' if index >= quoted_to => {
                        quotes.push(Quote { open: index, close });
                        quoted_to = close + 1;
                    }
                    '(' => aside_to = aside_to.max(close + 1),
                    _ => {}
                }
            }
            morphs.push(Morph {
                node,
                surface: word_value(node.surface),
                lemma: word_value(node.lemma),
                quote: if index < quoted_to { quotes.len() as u32 } else { 0 },
                is_aside: index < aside_to,
            });
        }
        let mut lines = Vec::new();
        let (mut paragraph, mut end) = (0, 0);
        for extent in sentences {
            let breaks = |c: &&char| crate::sentences::is_line_break(**c);
            if shadow.slice(end, extent.start).iter().any(|c| breaks(&c)) {
                paragraph += 1;
            }
            end = extent.end;
            if extent.section == Section::Body {
                let (first, after) = (tokens.first_from(extent.start), tokens.first_from(extent.end));
                if first < after {
                    lines.push(StreamLine { first, after, paragraph });
                }
            }
        }
        Self { morphs, quotes, lines }
    }

    pub(super) fn get(&self, index: usize) -> Option<&Morph<'a>> {
        self.morphs.get(index)
    }

    /// Some tokens; those past the end are left out.
    pub(super) fn range(&self, first: usize, after: usize) -> &[Morph<'a>] {
        let after = after.min(self.morphs.len());
        self.morphs.get(first.min(after)..after).unwrap_or_default()
    }

    /// The first token that starts at or after a character.
    pub(super) fn first_from(&self, character: usize) -> usize {
        self.morphs.partition_point(|morph| morph.node.start < character)
    }

    /// The number of the line a token lies in, or of the next.
    pub(super) fn line_of(&self, token: usize) -> usize {
        self.lines.partition_point(|line| line.after <= token)
    }

    /// The outermost quotation that a token lies in.
    pub(super) fn quote_of(&self, token: usize) -> Option<Quote> {
        let number = (self.get(token)?.quote as usize).checked_sub(1)?;
        self.quotes.get(number).copied()
    }
}

/// How a predicate, or what stands for one, ends before a comma or at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum EndingForm {
    Other,
    /// 連用形: …を開き、
    Continuative,
    /// …して、
    Te,
    /// …したが、
    But,
    /// …するし、
    And,
    /// …したので、
    Because,
    /// …したものの、
    Although,
    /// …中止で、, …会社で、
    Copula,
    /// …せず、
    Without,
    /// …なく、, …高く、
    Adverbial,
    /// …のため、
    Cause,
    /// …する一方、
    While,
    /// …すれば、
    If,
    /// …すると、
    When,
    /// …しながら、
    During,
    Topic,
    Also,
    Case,
    /// によると、, に対し、
    CompoundCase,
    Quote,
    Past,
    Conjunction,
    Adverb,
    Number,
    /// …した際、, …するなか、
    Dependent,
    Noun,
    /// Dictionary form.
    Plain,
    Negative,
    Polite,
    Desire,
}

impl EndingForm {
    /// The form of the words that end with `last`; `before` is the one before it.
    pub(super) fn of(last: &Node<'_>, before: Option<&Node<'_>>) -> Self {
        use PartOfSpeech as P;
        if last.is_quote() {
            return Self::Quote;
        }
        match (last.class(), last.pos, last.surface) {
            (_, _, "ものの") => Self::Although,
            (_, _, "ため" | "為") => Self::Cause,
            (_, _, "一方") => Self::While,
            (_, P::ConjunctiveParticle, "て" | "で") => Self::Te,
            (_, P::ConjunctiveParticle, "が" | "けれど" | "けれども" | "けど") => Self::But,
            (_, P::ConjunctiveParticle, "し") => Self::And,
            (_, P::ConjunctiveParticle, "ので" | "から") => Self::Because,
            (_, P::ConjunctiveParticle, "ば") => Self::If,
            (_, P::ConjunctiveParticle, "と") => Self::When,
            (_, P::ConjunctiveParticle, "ながら" | "つつ") => Self::During,
            (WordClass::AuxiliaryVerb, _, "で") => Self::Copula,
            (WordClass::AuxiliaryVerb, _, "ず") => Self::Without,
            (WordClass::AuxiliaryVerb | WordClass::Adjective, _, "なく") => Self::Adverbial,
            (WordClass::AuxiliaryVerb, _, "た" | "だ") if last.lemma == "た" => Self::Past,
            (WordClass::AuxiliaryVerb, _, "ます" | "です") => Self::Polite,
            (WordClass::AuxiliaryVerb, _, "たい") => Self::Desire,
            (WordClass::AuxiliaryVerb | WordClass::Adjective, _, "ない" | "ん") => Self::Negative,
            (WordClass::Adjective, _, surface) if surface.ends_with('く') => Self::Adverbial,
            (WordClass::Verb, ..) if last.surface != last.lemma => Self::Continuative,
            (WordClass::Verb | WordClass::Adjective, ..) => Self::Plain,
            (WordClass::Particle, P::TopicParticle, "は") => Self::Topic,
            (WordClass::Particle, _, "も") => Self::Also,
            (WordClass::Particle, P::CaseParticle, "で") if before.is_some_and(Node::is_noun) => {
                Self::Copula
            }
            (WordClass::Particle, P::CompoundCaseParticle, _) => Self::CompoundCase,
            (WordClass::Particle, ..) => Self::Case,
            (WordClass::Conjunction, ..) => Self::Conjunction,
            (WordClass::Adverb, ..) => Self::Adverb,
            (_, P::Number | P::Counter, _) => Self::Number,
            (
                _,
                P::DependentNoun
                | P::DependentAdverbialNoun
                | P::DependentAuxiliaryStem
                | P::DependentAdjectivalNoun,
                _,
            ) => Self::Dependent,
            (WordClass::Noun, ..) => Self::Noun,
            _ => Self::Other,
        }
    }
}
