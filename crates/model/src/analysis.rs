//! What the machine finds in a text: sentences, tokens, entities with their values, claims. Suggestions all
//! of it; what a person decides is an [`crate::Annotation`].

use crate::{ByteSpan, Claim, Entity, PartOfSpeech};
use serde::{Deserialize, Serialize};

/// Everything found in one text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Analysis {
    /// Sentences in order, disjoint; blanks between them belong to none.
    pub sentences: Vec<Sentence>,
    /// Tokens in order, disjoint.
    pub tokens: Tokens,
    /// Entities in order, disjoint.
    pub entities: Vec<Entity>,
    /// Claims in order of their first character; one may lie in another.
    pub claims: Vec<Claim>,
    /// What could not be done, for a person to read.
    pub problems: Vec<Problem>,
    /// The day its relative dates (昨年, 15日) are counted from, if one is known.
    pub day: Option<ArticleDay>,
}

/// The day of an article, with what says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleDay {
    /// `YYYY-MM-DD`.
    pub value: String,
    /// What it was read from.
    pub source: DaySource,
    /// Where it stands in the text; `None` when it was given.
    pub span: Option<ByteSpan>,
}

/// What the day of an article was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DaySource {
    /// The caller gave it.
    Given,
    /// A date line: 【東京2025年11月20日】, a line that says nothing but when.
    Dateline,
    /// A line about the article: 公開日: 2025年11月20日.
    Metadata,
    /// The first full date in the text, for want of anything better.
    Text,
}

/// A sentence or what stands in its place (a heading, a bullet, a caption).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Its extent, blanks trimmed.
    pub span: ByteSpan,
    /// What part of the article it is.
    pub section: Section,
}

/// What part of an article a sentence belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Section {
    /// Running text.
    Body,
    /// A headline or a heading between paragraphs.
    Heading,
    /// An item of a list.
    Bullet,
    /// A caption or a picture credit.
    Caption,
    /// Dates, author lines, links to other articles.
    Metadata,
}

/// The tokens of one text, in columns: an article of 1 MB has a quarter of a million of them.
///
/// Invariant: `starts`, `ends`, `pos`, `lemma` and `reading` have one entry per token; the last two are
/// positions in `strings`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tokens {
    /// Byte position of each token's start.
    pub starts: Vec<u32>,
    /// Byte position after each token.
    pub ends: Vec<u32>,
    /// Each token's part of speech.
    pub pos: Vec<PartOfSpeech>,
    /// Each token's lemma, in `strings`; [`Tokens::SURFACE`] when it is the surface itself.
    pub lemma: Vec<u32>,
    /// Each token's reading in katakana, in `strings`; [`Tokens::UNKNOWN`] when the dictionary has none.
    pub reading: Vec<u32>,
    /// Lemmas and readings that occur.
    pub strings: Vec<String>,
}

/// One token, looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenView<'a> {
    /// Its extent.
    pub span: ByteSpan,
    /// The text itself.
    pub surface: &'a str,
    /// Part of speech.
    pub pos: PartOfSpeech,
    /// Dictionary form; the surface for words the dictionary lacks.
    pub lemma: &'a str,
    /// Reading in katakana, if the dictionary has one.
    pub reading: Option<&'a str>,
}

impl Tokens {
    /// In `lemma`: the lemma is the surface.
    pub const SURFACE: u32 = u32::MAX;
    /// In `reading`: there is none.
    pub const UNKNOWN: u32 = u32::MAX;

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// The extent of one token.
    pub fn span(&self, token: usize) -> Option<ByteSpan> {
        Some(ByteSpan { start: *self.starts.get(token)?, end: *self.ends.get(token)? })
    }

    /// One token with its strings. `text` is the text the tokens were made from.
    pub fn get<'a>(&'a self, token: usize, text: &'a str) -> Option<TokenView<'a>> {
        let span = self.span(token)?;
        let surface = span.slice(text)?;
        let string = |index: u32| self.strings.get(index as usize).map(String::as_str);
        Some(TokenView {
            span,
            surface,
            pos: *self.pos.get(token)?,
            lemma: self.lemma.get(token).and_then(|&l| string(l)).unwrap_or(surface),
            reading: self.reading.get(token).and_then(|&r| string(r)),
        })
    }

    /// The token that covers a byte position, or the one that ends there when nothing starts there.
    pub fn at(&self, position: u32) -> Option<usize> {
        let after = self.starts.partition_point(|&start| start <= position);
        let token = after.checked_sub(1)?;
        (position <= *self.ends.get(token)?).then_some(token)
    }

    /// The smallest run of whole tokens that covers the span; blanks at its ends stay as they are.
    pub fn snap(&self, span: ByteSpan) -> ByteSpan {
        let first = self.ends.partition_point(|&end| end <= span.start);
        let after = self.starts.partition_point(|&start| start < span.end);
        let (Some(head), Some(tail)) =
            (self.span(first), after.checked_sub(1).and_then(|last| self.span(last)))
        else {
            return span;
        };
        let start = if head.start < span.start { head.start } else { span.start };
        let end = if tail.end > span.end && tail.start < span.end { tail.end } else { span.end };
        if first < after { ByteSpan { start, end } } else { span }
    }
}

/// What made an analysis: programs and data by name and version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// Of the engine.
    pub version: String,
    /// The dictionary's name with its version.
    pub dictionary: String,
    /// The tagger's name with its version.
    pub entity_model: String,
}

/// Something the analysis could not do; it went on without it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// A stable name: `control-characters`.
    pub code: String,
    /// Where, if it is somewhere.
    pub span: Option<ByteSpan>,
    /// What, in English, for logs and the command line; the page words its own by `code`.
    pub message: String,
}
