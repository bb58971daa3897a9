//! Entities as the machine finds them: what a text names, and what its dates, times and quantities amount to.

use crate::ByteSpan;
use serde::{Deserialize, Serialize};

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

    /// Whether something of this type can amount to this value: a date or a time to a point in the calendar,
    /// a quantity to a finite number, a name to nothing.
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
