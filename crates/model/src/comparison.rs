//! What several articles say of the same thing: groups of claims about one proposition, a judgement on every
//! pair of them, and the sentences that outlets share word for word. Suggestions, like everything the machine
//! finds.
//!
//! Whoever compares names claims by their number in an analysis; whoever keeps what was found names them by
//! their place, because judgements name places too and numbers mean something else once an article is
//! analysed anew. [`Comparison::placed`] leads from one to the other.

use crate::{Analysis, ArticleId, ByteSpan};
use serde::{Deserialize, Serialize};

/// What comparing articles found. `C` names a claim, `S` a sentence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison<C = ClaimRef, S = SentenceRef> {
    /// Propositions that at least two articles speak of: discrepancies first, then in the order of the first
    /// article.
    pub groups: Vec<ClaimGroup<C>>,
    /// Sentences that two articles share nearly word for word, in the order of the first article.
    pub copies: Vec<SharedSentence<S>>,
    /// Differences that are at least so likely are shown unasked; 0 when all are.
    pub sure: f32,
}

/// A comparison that names claims and sentences by their places.
pub type PlacedComparison = Comparison<ArticleSpan, ArticleSpan>;

impl<C, S> Default for Comparison<C, S> {
    fn default() -> Self {
        Self { groups: Vec::new(), copies: Vec::new(), sure: 0.0 }
    }
}

impl Comparison {
    /// The same with places instead of numbers. `articles` are those that were compared, in that order, with
    /// the analyses they were compared with. `None` when it is about other analyses.
    pub fn placed(self, articles: &[(ArticleId, &Analysis)]) -> Option<PlacedComparison> {
        let claim = |of: ClaimRef| -> Option<ArticleSpan> {
            let (article, analysis) = articles.get(of.article as usize)?;
            Some(ArticleSpan { article: *article, span: analysis.claims.get(of.claim as usize)?.span })
        };
        let sentence = |of: SentenceRef| -> Option<ArticleSpan> {
            let (article, analysis) = articles.get(of.article as usize)?;
            Some(ArticleSpan { article: *article, span: analysis.sentences.get(of.sentence as usize)?.span })
        };
        let mut placed = Comparison { groups: Vec::new(), copies: Vec::new(), sure: self.sure };
        for group in self.groups {
            placed.groups.push(ClaimGroup {
                topic: group.topic,
                claims: group.claims.into_iter().map(claim).collect::<Option<_>>()?,
                pairs: group.pairs.into_iter().map(|pair| pair.placed(claim)).collect::<Option<_>>()?,
                independent: group.independent,
            });
        }
        for SharedSentence { a, b, similarity } in self.copies {
            placed.copies.push(SharedSentence { a: sentence(a)?, b: sentence(b)?, similarity });
        }
        Some(placed)
    }
}

/// A claim or a sentence by its place: an article and a span of its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleSpan {
    /// The article.
    pub article: ArticleId,
    /// Where in its text.
    pub span: ByteSpan,
}

/// A claim of one of the compared articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ClaimRef {
    /// The article, in the order given.
    pub article: u32,
    /// The claim, as a position in its [`crate::Analysis::claims`].
    pub claim: u32,
}

/// Claims about one proposition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimGroup<C = ClaimRef> {
    /// Words that the claims share, the most telling first: a title for people to recognise it by.
    pub topic: Vec<String>,
    /// The claims, ascending. A claim that says several things can be in several groups.
    pub claims: Vec<C>,
    /// The pairs of claims from different articles, ascending.
    pub pairs: Vec<ClaimPair<C>>,
    /// How many of the articles do not repeat another one's sentence here: what three outlets copied from one
    /// agency is said once.
    pub independent: u32,
}

/// Two claims of different articles about one proposition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimPair<C = ClaimRef> {
    /// The claim of the earlier article in the order given.
    pub a: C,
    /// The other.
    pub b: C,
    /// How they stand to each other.
    pub relation: Relation,
    /// In what; `None` when they agree. That of the gravest of `differences`.
    pub difference: Option<Difference>,
    /// Why the machine thinks so; that of the gravest of `differences`.
    pub reason: Reason,
    /// Everything in which they differ, the gravest first; empty when they agree.
    pub differences: Vec<SlotDifference>,
    /// What both tell and was found equal.
    pub shared: Vec<SharedValue>,
    /// How alike they are, 0 to 1.
    pub similarity: f32,
    /// How likely it is that a reader would say the same of this pair, 0 to 1: calibrated on events that were
    /// left out of fitting.
    pub score: f32,
    /// Whether they stand in sentences that are shared nearly word for word.
    pub copied: bool,
}

impl<C> ClaimPair<C> {
    /// The same with claims named otherwise; `None` when one has no such name.
    fn placed<P>(self, claim: impl Fn(C) -> Option<P>) -> Option<ClaimPair<P>> {
        Some(ClaimPair {
            a: claim(self.a)?,
            b: claim(self.b)?,
            relation: self.relation,
            difference: self.difference,
            reason: self.reason,
            differences: self.differences,
            shared: self.shared,
            similarity: self.similarity,
            score: self.score,
            copied: self.copied,
        })
    }
}

/// One thing in which two claims differ.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotDifference {
    /// How grave it is; never [`Relation::Agree`].
    pub relation: Relation,
    /// In what.
    pub difference: Difference,
    /// Which words of each, and why.
    pub reason: Reason,
}

/// One thing that two claims both tell, in one way or in two that fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedValue {
    /// What kind of thing.
    pub kind: Difference,
    /// The words of the first claim.
    pub a: Evidence,
    /// The words of the second claim.
    pub b: Evidence,
}

/// How two claims stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Relation {
    /// Both can be true, and they say the same.
    Agree,
    /// They do not say the same, and both could be true.
    Differ,
    /// They cannot both be true.
    Contradict,
}

impl Relation {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Agree, Self::Differ, Self::Contradict];
}

/// In what two claims differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Difference {
    /// On which day, in which month or year.
    Date,
    /// At what hour.
    Time,
    /// How long.
    Duration,
    /// How many, how much.
    Number,
    /// Who took part.
    Participants,
    /// Where.
    Place,
    /// How a name is written.
    Spelling,
    /// What a person is.
    Title,
    /// Who said it.
    Speaker,
    /// Whether it happened or is so.
    Existence,
    /// In what form: 対面 or 電話, 1対1 or 3対3.
    Format,
    /// Planned, under way, done; counted at which hour.
    Stage,
    /// Why.
    Cause,
    /// How surely it is told.
    Certainty,
    /// One remark in other words or with another sense.
    Quote,
    /// What somebody or something is: 重傷 or 死亡, 無職 or 会社員.
    Attribute,
    /// In what light it is told.
    Framing,
    /// Something else.
    Other,
}

impl Difference {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 18] = [
        Self::Date,
        Self::Time,
        Self::Duration,
        Self::Number,
        Self::Participants,
        Self::Place,
        Self::Spelling,
        Self::Title,
        Self::Speaker,
        Self::Existence,
        Self::Format,
        Self::Stage,
        Self::Cause,
        Self::Certainty,
        Self::Quote,
        Self::Attribute,
        Self::Framing,
        Self::Other,
    ];

    /// The name files use: `number`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Number => "number",
            Self::Participants => "participants",
            Self::Place => "place",
            Self::Spelling => "spelling",
            Self::Title => "title",
            Self::Speaker => "speaker",
            Self::Existence => "existence",
            Self::Format => "format",
            Self::Stage => "stage",
            Self::Cause => "cause",
            Self::Certainty => "certainty",
            Self::Quote => "quote",
            Self::Attribute => "attribute",
            Self::Framing => "framing",
            Self::Other => "other",
        }
    }
}

/// Why two claims were judged as they were: a code for programs, the two places it rests on, and a sentence
/// in Japanese.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What was found.
    pub code: ReasonCode,
    /// The words of the first claim it rests on.
    pub a: Option<Evidence>,
    /// The words of the second claim.
    pub b: Option<Evidence>,
    /// For people, in Japanese.
    pub text: String,
}

/// Words of an article that a judgement rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where they stand, if they stand in one place.
    pub span: Option<ByteSpan>,
    /// As they are written, or as they were understood.
    pub text: String,
}

/// What a judgement rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReasonCode {
    /// The same in other words.
    SameContent,
    /// The same remark of the same speaker.
    SameRemark,
    /// The same date or length of time, written differently.
    SameDate,
    /// The same number, written differently or rounded.
    SameNumber,
    /// The days differ by one, and one is told in local time.
    TimeZone,
    /// One outlet says itself what the other has from a named source.
    Attributed,
    /// Two dates that exclude each other.
    OtherDate,
    /// Two times of day that exclude each other.
    OtherTime,
    /// Two numbers that exclude each other.
    OtherNumber,
    /// Two numbers that are near but do not fit together.
    NearNumber,
    /// Different people are named as taking part.
    OtherParticipants,
    /// Two places that exclude each other.
    OtherPlace,
    /// One name in two spellings.
    OtherSpelling,
    /// One person with two titles.
    OtherTitle,
    /// One remark of two speakers.
    OtherSpeaker,
    /// One says it is so, the other that it is not.
    Negated,
    /// Two words that exclude each other: 再開 and 中止.
    Opposite,
    /// Two forms that exclude each other.
    OtherFormat,
    /// Planned in one, done in the other.
    PlannedAndDone,
    /// Said outright in one, as a possibility or by hearsay in the other.
    OtherCertainty,
    /// Two words that judge differently: 成功 and 失敗.
    OtherVerdict,
    /// The same thing is left to different parties.
    OtherResponsibility,
    /// Two lengths of time that exclude each other.
    OtherDuration,
    /// Two causes.
    OtherCause,
    /// Counted at two hours or for two stretches of time.
    OtherStage,
    /// One remark, given in other words.
    OtherWording,
    /// Another word in the same place of the sentence.
    OtherWord,
    /// One event, of which something is told in two ways that were not weighed.
    SameEvent,
    /// Told as one event, and something in it is told differently; no single word shows what.
    Unlike,
}

/// A sentence that two articles share nearly word for word.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SharedSentence<S = SentenceRef> {
    /// The sentence of the earlier article in the order given.
    pub a: S,
    /// The other.
    pub b: S,
    /// The share of the shorter one's runs of eight characters that the longer one has, 0 to 1.
    pub similarity: f32,
}

/// A sentence of one of the compared articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SentenceRef {
    /// The article, in the order given.
    pub article: u32,
    /// The sentence, as a position in its [`crate::Analysis::sentences`].
    pub sentence: u32,
}
