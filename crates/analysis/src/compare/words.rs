//! The tokens of an article as comparison sees them: a coarse kind, a term, the entity they belong to.

use super::lexicon::ComparisonLexicon;
use super::terms::{Space, Term, Terms};
use crate::entities::tables;
use crate::linking;
use crate::shadow::{fold, is_katakana};
use shirushi_model::{Analysis, ByteSpan, EntityType, PartOfSpeech, WordClass};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a token does in a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordKind {
    /// A noun with content.
    Noun,
    /// A noun that makes a verb with する.
    VerbalNoun,
    /// こと, の, よう: nouns that stand for a clause.
    DependentNoun,
    /// A number or its counter.
    Number,
    /// Any other noun: pronouns, suffixes.
    OtherNoun,
    Verb,
    /// いる, くる, れる: verbs behind a verb.
    DependentVerb,
    Adjective,
    /// ない after an adjective, やすい.
    DependentAdjective,
    Adverb,
    /// が, を, に, で …
    CaseParticle,
    /// は, も, しか
    TopicParticle,
    /// の
    Adnominal,
    /// て, が, ので, ば …
    ConjunctiveParticle,
    /// と, や, など between nouns, and every other particle
    OtherParticle,
    Auxiliary,
    Comma,
    Bracket,
    Other,
}

impl WordKind {
    fn of(pos: PartOfSpeech) -> Self {
        use PartOfSpeech as Pos;
        match pos {
            Pos::VerbalNoun => Self::VerbalNoun,
            Pos::SpecialAuxiliaryStem => Self::DependentNoun,
            Pos::Number => Self::Number,
            Pos::Pronoun | Pos::ContractedPronoun | Pos::VerbLikeNoun | Pos::ConjunctionLikeNoun => {
                Self::OtherNoun
            }
            Pos::Verb => Self::Verb,
            Pos::Adjective => Self::Adjective,
            Pos::CaseParticle | Pos::QuotativeParticle | Pos::CompoundCaseParticle => Self::CaseParticle,
            Pos::TopicParticle => Self::TopicParticle,
            Pos::AdnominalParticle => Self::Adnominal,
            Pos::ConjunctiveParticle => Self::ConjunctiveParticle,
            Pos::Comma => Self::Comma,
            Pos::OpeningBracket | Pos::ClosingBracket => Self::Bracket,
            _ if pos.is_dependent_noun() => Self::DependentNoun,
            _ if pos.is_noun_suffix() => Self::OtherNoun,
            _ => match pos.class() {
                WordClass::Noun => Self::Noun,
                WordClass::Verb => Self::DependentVerb,
                WordClass::Adjective => Self::DependentAdjective,
                WordClass::Adverb => Self::Adverb,
                WordClass::Particle => Self::OtherParticle,
                WordClass::AuxiliaryVerb => Self::Auxiliary,
                _ => Self::Other,
            },
        }
    }
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub(super) struct ComparedWord<'a> {
    pub(super) span: ByteSpan,
    pub(super) surface: &'a str,
    pub(super) lemma: &'a str,
    pub(super) kind: WordKind,
    /// What it says, if it says something by itself; of the tokens of a name only the first has it.
    pub(super) term: Option<Term>,
    /// What it says besides: the country in 訪米.
    pub(super) also: Option<Term>,
    /// The entity it is part of.
    pub(super) entity: Option<u32>,
}

/// The tokens of an article, with the terms of its entities.
pub(super) struct ComparedWords<'a> {
    pub(super) list: Vec<ComparedWord<'a>>,
    /// The term of each entity.
    pub(super) entities: Vec<Term>,
}

impl<'a> ComparedWords<'a> {
    /// Reads an article; its words and names become terms.
    pub(super) fn read(text: &'a str, analysis: &'a Analysis, terms: &mut Terms) -> Self {
        let lexicon = ComparisonLexicon::get();
        let entities: Vec<Term> = analysis
            .entities
            .iter()
            .map(|entity| {
                let space = if is_value(entity.kind) { Space::Value } else { Space::Name };
                terms.number(space, &entity.canonical)
            })
            .collect();
        let mut list = Vec::with_capacity(analysis.tokens.len());
        let mut next = analysis.entities.iter().enumerate().peekable();
        for number in 0..analysis.tokens.len() {
            let Some(token) = analysis.tokens.get(number, text) else { continue };
            let kind = WordKind::of(token.pos);
            while next.next_if(|(_, entity)| entity.span.end <= token.span.start).is_some() {}
            let inside = next.peek().filter(|(_, entity)| entity.span.start < token.span.end);
            let entity = inside.map(|&(index, _)| index as u32);
            if let Some((visit, country)) = visit(token.surface) {
                let term = Some(terms.number(Space::Word, lexicon.class(visit)));
                let also = Some(terms.number(Space::Name, &country));
                let kind = WordKind::VerbalNoun;
                list.push(ComparedWord {
                    span: token.span,
                    surface: token.surface,
                    lemma: token.lemma,
                    kind,
                    term,
                    also,
                    entity,
                });
                continue;
            }
            if entity.is_none()
                && matches!(kind, WordKind::Noun | WordKind::VerbalNoun)
                && is_all_katakana(token.surface)
            {
                join_katakana(text, &mut list, token.span, lexicon, terms);
            }
            let term = match inside {
                Some((index, entity)) if entity.span.start >= token.span.start && !is_value(entity.kind) => {
                    entities.get(*index).copied()
                }
                Some(_) => None,
                None if is_all_katakana(token.surface)
                    && list.last().is_some_and(|before| continues(before, token.span)) =>
                {
                    None
                }
                None => word_term(kind, token.surface, token.lemma, lexicon, terms),
            };
            list.push(ComparedWord {
                span: token.span,
                surface: token.surface,
                lemma: token.lemma,
                kind,
                term,
                also: None,
                entity,
            });
        }
        Self { list, entities }
    }

    /// The words inside a span.
    pub(super) fn inside(&self, span: ByteSpan) -> &[ComparedWord<'a>] {
        let first = self.list.partition_point(|word| word.span.start < span.start);
        let after = self.list.partition_point(|word| word.span.start < span.end);
        self.list.get(first..after.max(first)).unwrap_or_default()
    }
}

fn is_all_katakana(surface: &str) -> bool {
    surface.chars().map(fold).all(is_katakana)
}

/// Whether a katakana word goes on right where the one before ends: ロープ and ウェイ.
fn continues(before: &ComparedWord<'_>, span: ByteSpan) -> bool {
    before.span.end == span.start
        && before.entity.is_none()
        && matches!(before.kind, WordKind::Noun | WordKind::VerbalNoun)
        && is_all_katakana(before.surface)
}

/// The dictionary cuts katakana words it lacks into those it has; the first part stands for the whole.
fn join_katakana(
    text: &str,
    list: &mut [ComparedWord<'_>],
    span: ByteSpan,
    lexicon: &ComparisonLexicon,
    terms: &mut Terms,
) {
    if !list.last().is_some_and(|before| continues(before, span)) {
        return;
    }
    let Some(first) = list.iter().rposition(|word| word.term.is_some()) else { return };
    let run = list.get(first..).unwrap_or_default();
    let is_run = run.iter().zip(run.iter().skip(1)).all(|(one, next)| continues(one, next.span));
    let Some(word) = list.get_mut(first).filter(|_| is_run) else { return };
    let whole = text.get(word.span.start as usize..span.end as usize).unwrap_or_default();
    word.term = word_term(WordKind::Noun, whole, whole, lexicon, terms);
}

/// 訪米 is a visit to アメリカ, 来日 one to 日本.
fn visit(surface: &str) -> Option<(&'static str, String)> {
    let mut characters = surface.chars();
    let (Some(verb), Some(country), None) = (characters.next(), characters.next(), characters.next()) else {
        return None;
    };
    if !matches!(verb, '訪' | '来' | '渡') {
        return None;
    }
    let name = COUNTRIES.get(&country)?;
    Some(("訪問", name.clone()))
}

/// The countries by the characters that stand for them.
static COUNTRIES: LazyLock<HashMap<char, String>> = LazyLock::new(|| {
    let mut countries = HashMap::new();
    for row in tables::countries() {
        for &short in &row.shorts {
            countries.entry(short).or_insert_with(|| row.name.clone());
        }
    }
    countries
});

/// Whether entities of this type are known by their value.
pub(super) fn is_value(kind: EntityType) -> bool {
    matches!(kind, EntityType::Date | EntityType::Time | EntityType::Quantity)
}

fn word_term(
    kind: WordKind,
    surface: &str,
    lemma: &str,
    lexicon: &ComparisonLexicon,
    terms: &mut Terms,
) -> Option<Term> {
    let has_content = match kind {
        WordKind::Noun | WordKind::VerbalNoun | WordKind::Verb | WordKind::Adjective => true,
        // 駅, 者 and the like add nothing, but the dictionary lacks many nouns and calls some of them
        // suffixes of two characters.
        WordKind::OtherNoun => surface.chars().count() >= 2,
        _ => false,
    };
    if !has_content || lexicon.is_vague(lemma) {
        return None;
    }
    let class = lexicon.class(lemma);
    if class != lemma {
        return Some(terms.number(Space::Word, class));
    }
    let folded: String = surface_key(kind, surface, lemma);
    (!folded.is_empty()).then(|| {
        let class = lexicon.class(&folded).to_owned();
        terms.number(Space::Word, &class)
    })
}

/// A word in one spelling: widths folded, katakana without what transcriptions differ in.
fn surface_key(kind: WordKind, surface: &str, lemma: &str) -> String {
    let written = if matches!(kind, WordKind::Verb | WordKind::Adjective) { lemma } else { surface };
    if written.chars().any(is_katakana) {
        return linking::katakana_key(&written.chars().map(fold).collect::<String>());
    }
    written.chars().map(fold).filter(|c| c.is_alphanumeric()).collect()
}
