//! What is asked of one claim when it is set beside others, worked out once: its place in the article, the
//! words around it, how it is told, the nouns by their particles.

use super::clauses::Mood;
use super::contents::{self, Content, Rarity};
use super::days::Days;
use super::frame::{ArticleContext, Frame};
use super::words::{ComparedWord, WordKind};
use crate::shadow::fold;
use shirushi_model::{ByteSpan, Certainty, ClaimType, EntityType, Polarity, Section, Tense};

/// The sentences of an article as content words.
pub(super) struct Surroundings {
    sentences: Vec<Vec<Content>>,
}

impl Surroundings {
    pub(super) fn new(article: &ArticleContext<'_>, rarity: &Rarity) -> Self {
        let sentences = article.analysis.sentences.iter();
        let read = |span| contents::contents(article.words.inside(span), rarity);
        Self {
            sentences: sentences
                .map(|s| if s.section == Section::Metadata { Vec::new() } else { read(s.span) })
                .collect(),
        }
    }

    /// The words of a sentence; none beyond the ends.
    pub(super) fn sentence(&self, number: Option<usize>) -> &[Content] {
        number.and_then(|number| self.sentences.get(number)).map_or(&[], Vec::as_slice)
    }
}

/// What a claim's words say of how it is meant, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    /// Told of an earlier time: 昨年, 前回.
    Past,
    /// Counted or true at an hour: 時点, 現在, まで.
    Stage,
    /// A cause: ため, 原因, 影響.
    Cause,
    /// Something to come: 予定, 方針, 見通し.
    Plan,
    /// Of some: 一部, だけ, のみ.
    Part,
    /// Of all: 全て, 全員.
    Whole,
    /// Compared: より, 比べ, 上回る.
    Compared,
    /// On a condition: 場合, れば.
    Condition,
    /// For the first time, since: 初めて, ぶり.
    First,
}

impl Marker {
    /// All of them.
    pub(super) const ALL: [Self; 9] = [
        Self::Past,
        Self::Stage,
        Self::Cause,
        Self::Plan,
        Self::Part,
        Self::Whole,
        Self::Compared,
        Self::Condition,
        Self::First,
    ];

    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Past => &[
                "昨年",
                "前年",
                "前回",
                "昨季",
                "昨シーズン",
                "一昨年",
                "同期",
                "去年",
                "過去",
                "前期",
                "当初",
                "従来",
                "先月",
                "前月",
                "以前",
                "かつて",
                "当時",
            ],
            Self::Stage => &["時点", "現在", "まで", "までに", "段階", "暫定", "速報", "中間", "最終"],
            Self::Cause => &[
                "ため",
                "原因",
                "影響",
                "理由",
                "要因",
                "背景",
                "きっかけ",
                "よる",
                "受ける",
                "伴う",
                "発端",
                "起因",
                "引き金",
                "から",
                "せい",
            ],
            Self::Plan => &[
                "予定",
                "方針",
                "見通し",
                "見込み",
                "計画",
                "目指す",
                "検討",
                "意向",
                "考え",
                "つもり",
                "今後",
                "来月",
                "来年",
                "来週",
                "目標",
                "めど",
            ],
            Self::Part => &["一部", "だけ", "のみ", "しか", "部分", "わずか", "少なくとも", "限る"],
            Self::Whole => {
                &["全て", "すべて", "全員", "全", "完全", "全面", "全体", "いずれ", "どの", "両方"]
            }
            Self::Compared => &[
                "より",
                "比べる",
                "上回る",
                "下回る",
                "超える",
                "増える",
                "減る",
                "増",
                "減",
                "増加",
                "減少",
                "以上",
            ],
            Self::Condition => &["場合", "ば", "たら", "なら", "限り", "条件"],
            Self::First => &["初めて", "初", "ぶり", "以来", "史上", "過去最高", "最多", "最高", "最大"],
        }
    }
}

/// What happens to a noun, as its particle tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    Topic,
    Object,
    Goal,
    Stage,
    Source,
    Company,
}

impl Case {
    pub(super) const ALL: [Self; 6] =
        [Self::Topic, Self::Object, Self::Goal, Self::Stage, Self::Source, Self::Company];

    fn of(particle: &str) -> Option<Self> {
        Some(match particle {
            "は" | "が" | "も" => Self::Topic,
            "を" => Self::Object,
            "に" | "へ" => Self::Goal,
            "で" | "において" | "における" => Self::Stage,
            "から" | "より" | "によって" | "により" => Self::Source,
            "と" | "とともに" => Self::Company,
            _ => return None,
        })
    }
}

/// One claim, ready to be set beside others.
pub(super) struct Profile {
    /// Its sentence in the article.
    pub(super) sentence: usize,
    /// Its place among the article's claims, 0 to 1.
    pub(super) place: f32,
    pub(super) characters: f32,
    /// Pairs of kanji and katakana.
    pub(super) bigrams: Vec<u32>,
    /// One bit per marker.
    pub(super) markers: u16,
    /// Whether it says that something is not so.
    pub(super) denies: bool,
    pub(super) certainty: usize,
    pub(super) kind: ClaimType,
    pub(super) past: bool,
    pub(super) mood: Mood,
    /// What happens in its last clause.
    pub(super) event: Option<Content>,
    /// Nouns with their particles.
    pub(super) arguments: Vec<(Case, Content)>,
    /// The terms of its names of each kind of [`NAMED`], ascending, each once.
    pub(super) names: [Vec<u32>; NAMED.len()],
    /// The whole weight of its words.
    pub(super) weight: f32,
    /// Its words and, counted less, those before it in its sentence: what its clause leaves unsaid stands
    /// there.
    pub(super) context: Vec<Content>,
    /// The day it is told of: its own date, else the last one before it in its sentence.
    pub(super) day: Option<Days>,
    /// Its text, folded, at most [`MOST_LETTERS`] characters.
    pub(super) letters: Vec<char>,
}

/// So many characters of a claim are compared letter by letter.
const MOST_LETTERS: usize = 80;

/// Words before a claim count for so much.
const BEFORE: f32 = 0.5;

impl Profile {
    pub(super) fn new(article: &ArticleContext<'_>, frame: &Frame<'_>, rarity: &Rarity) -> Self {
        let claim = frame.claim;
        let text = claim.span.slice(article.text).unwrap_or_default();
        let markers = Marker::ALL.iter().enumerate().filter(|(_, marker)| {
            let listed = marker.words();
            frame.words.iter().any(|word| listed.contains(&word.lemma) || listed.contains(&word.surface))
        });
        let all = article.analysis.claims.len().max(1) as f32;
        let event = frame.clauses.iter().rev().find_map(|clause| clause.event);
        let of_term = |term| frame.contents.iter().find(|content| content.term == term).copied();
        Self {
            sentence: claim.sentence as usize,
            place: frame.at.claim as f32 / all,
            characters: text.chars().count() as f32,
            bigrams: contents::bigrams(text),
            markers: markers.fold(0, |bits, (bit, _)| bits | 1 << bit),
            denies: claim.polarity == Polarity::Negative || claim.certainty == Certainty::Denied,
            certainty: match claim.certainty {
                Certainty::Asserted => 0,
                Certainty::Reported => 1,
                Certainty::Possible => 2,
                Certainty::Predicted => 3,
                Certainty::Denied => 4,
            },
            kind: claim.kind,
            past: claim.tense == Tense::Past,
            mood: frame.mood(),
            event: event.and_then(|event| of_term(event.term)),
            arguments: arguments(frame.words, &frame.contents),
            names: NAMED.map(|kinds| names(frame, kinds)),
            weight: frame.contents.iter().map(|content| content.weight).sum(),
            context: context(article, frame, rarity),
            day: day(article, frame),
            letters: text.chars().map(fold).take(MOST_LETTERS).collect(),
        }
    }

    pub(super) fn has(&self, marker: Marker) -> bool {
        self.markers >> (marker as u16) & 1 == 1
    }

    /// The nouns with a particle of this kind.
    pub(super) fn arguments_of(&self, case: Case) -> impl Iterator<Item = &Content> {
        self.arguments.iter().filter(move |(own, _)| *own == case).map(|(_, content)| content)
    }
}

/// Kinds of names that are set beside each other.
pub(super) const NAMED: [&[EntityType]; 3] =
    [&[EntityType::Person], &[EntityType::Organization], &[EntityType::Location, EntityType::Facility]];

fn names(frame: &Frame<'_>, kinds: &[EntityType]) -> Vec<u32> {
    let of_kind = frame.names.iter().filter(|name| kinds.contains(&name.kind));
    let mut terms: Vec<u32> = of_kind.map(|name| name.term.0).collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

fn before(article: &ArticleContext<'_>, frame: &Frame<'_>) -> Option<ByteSpan> {
    let sentence = article.analysis.sentences.get(frame.claim.sentence as usize)?;
    let span = ByteSpan { start: sentence.span.start, end: frame.claim.span.start };
    (span.start < span.end).then_some(span)
}

fn context(article: &ArticleContext<'_>, frame: &Frame<'_>, rarity: &Rarity) -> Vec<Content> {
    let mut found = frame.contents.clone();
    let words = before(article, frame).map_or(&[][..], |span| article.words.inside(span));
    for content in contents::contents(words, rarity) {
        if !found.iter().any(|known| known.term == content.term) {
            found.push(content.counted(BEFORE));
        }
    }
    found.truncate(contents::MOST_WORDS);
    found
}

fn day(article: &ArticleContext<'_>, frame: &Frame<'_>) -> Option<Days> {
    if let Some(date) = frame.dates.first() {
        return Some(date.days);
    }
    let span = before(article, frame)?;
    let entities = &article.analysis.entities;
    let after = entities.partition_point(|entity| entity.span.start < span.end);
    entities
        .get(..after)?
        .iter()
        .rev()
        .take_while(|entity| entity.span.start >= span.start)
        .find_map(|entity| Days::read(article.calendar(entity)?))
}

/// The content words before a particle, each the head of its phrase.
fn arguments(words: &[ComparedWord<'_>], contents: &[Content]) -> Vec<(Case, Content)> {
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if !matches!(word.kind, WordKind::CaseParticle | WordKind::TopicParticle) {
            continue;
        }
        let Some(case) = Case::of(word.surface) else { continue };
        let from = at.saturating_sub(4);
        let head =
            contents.iter().rev().find(|content| (from..at).contains(&(content.word as usize))).filter(
                |content| {
                    let between = words.get(content.word as usize + 1..at).unwrap_or_default();
                    between
                        .iter()
                        .all(|w| !matches!(w.kind, WordKind::Verb | WordKind::Comma | WordKind::CaseParticle))
                },
            );
        if let Some(head) = head
            && found.len() < MOST_ARGUMENTS
        {
            found.push((case, *head));
        }
    }
    found
}

/// More nouns of one claim are not compared by particle.
const MOST_ARGUMENTS: usize = 12;
