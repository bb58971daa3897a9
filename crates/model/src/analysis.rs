//! What the machine finds in a text: sentences, tokens, entities with their values, claims. Suggestions all of it;
//! what a person decides is an [`crate::Annotation`].

use crate::{ByteSpan, Claim, PartOfSpeech};
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
/// Invariant: `starts`, `ends`, `pos`, `lemma` and `reading` have one entry per token; the last two are positions in
/// `strings`.
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

/// The nine types of entities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum EntityType {
    /// A person's name, without title.
    Person,
    /// A company, ministry, party, team, government.
    Organization,
    /// A country, region, city, river, mountain.
    Location,
    /// A building, base, station, road.
    Facility,
    /// A named meeting, war, disaster, tournament.
    Event,
    /// A named thing that is made: a car, a work, a law.
    Product,
    /// A calendar point of a day or longer.
    Date,
    /// A point within a day.
    Time,
    /// A numeral with what it counts, lengths of time included.
    Quantity,
}

impl EntityType {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 9] = [
        Self::Person,
        Self::Organization,
        Self::Location,
        Self::Facility,
        Self::Event,
        Self::Product,
        Self::Date,
        Self::Time,
        Self::Quantity,
    ];

    /// The name files use: `PERSON`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "PERSON",
            Self::Organization => "ORGANIZATION",
            Self::Location => "LOCATION",
            Self::Facility => "FACILITY",
            Self::Event => "EVENT",
            Self::Product => "PRODUCT",
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Quantity => "QUANTITY",
        }
    }

    /// Whether something of this type can amount to this value: a date or a time to a point in the calendar, a quantity to a
    /// finite number, a name to nothing.
    pub fn takes(self, value: &Normalized) -> bool {
        match value {
            Normalized::Calendar(_) => matches!(self, Self::Date | Self::Time),
            Normalized::Quantity(quantity) => self == Self::Quantity && quantity.value.is_finite(),
        }
    }
}

/// One mention of an entity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// Its extent.
    pub span: ByteSpan,
    /// Its type.
    pub kind: EntityType,
    /// One string for all mentions of the same entity, the fullest form found.
    pub canonical: String,
    /// The value of a date, time or quantity.
    pub normalized: Option<Normalized>,
    /// How sure the tagger is, 0 to 1.
    pub score: f32,
}

/// A value read from a mention.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Normalized {
    /// Of a DATE or TIME.
    Calendar(CalendarValue),
    /// Of a QUANTITY.
    Quantity(QuantityValue),
}

/// The value of a date or a time of day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarValue {
    /// ISO 8601: `2025-08-15`, `2025-08`, `2025`, `T15:30`.
    pub value: String,
    /// How the text qualifies it.
    pub modifier: Option<Modifier>,
    /// The date it was resolved against, when it was not complete by itself.
    pub anchor: Option<String>,
}

/// The value of a quantity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct QuantityValue {
    /// The number.
    pub value: f64,
    /// The counter or unit as written, half-width: `時間`, `%`.
    pub unit: String,
    /// What is measured.
    pub kind: QuantityKind,
    /// ISO 8601 for durations: `PT3H`.
    pub iso: Option<String>,
    /// How the text qualifies it.
    pub modifier: Option<Modifier>,
}

/// What a quantity measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum QuantityKind {
    Count,
    Duration,
    Money,
    Percent,
    Distance,
    Area,
    Volume,
    Weight,
    Speed,
    Temperature,
    Ordinal,
    Ratio,
    Age,
    Other,
}

impl QuantityKind {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 14] = [
        Self::Count,
        Self::Duration,
        Self::Money,
        Self::Percent,
        Self::Distance,
        Self::Area,
        Self::Volume,
        Self::Weight,
        Self::Speed,
        Self::Temperature,
        Self::Ordinal,
        Self::Ratio,
        Self::Age,
        Self::Other,
    ];
}

/// How a text qualifies a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Modifier {
    /// 約, ほど, 前後
    Approx,
    /// 近く, 弱
    Nearly,
    /// 最大
    Max,
    /// 以上, 超, 余り
    OrMore,
    /// 以下, 未満
    OrLess,
    /// 数, ごろ
    Vague,
    /// 初め, 上旬
    Start,
    /// 末, 下旬
    End,
    /// 以降
    OnOrAfter,
}

impl Modifier {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 9] = [
        Self::Approx,
        Self::Nearly,
        Self::Max,
        Self::OrMore,
        Self::OrLess,
        Self::Vague,
        Self::Start,
        Self::End,
        Self::OnOrAfter,
    ];
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
