//! Where something stands, and when it was, as it is written in a file.

use serde::{Deserialize, Serialize};
use shirushi_model::{ArticleId, Project, Quote, Target, Timestamp};
use time::{Date, OffsetDateTime, PrimitiveDateTime, Time};

#[derive(Serialize, Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "Placement"))]
pub(super) enum PlacementName {
    /// Every span stands in the text where it says.
    Placed,
    /// The text it was made on cannot be found in the article.
    Unplaced,
}

/// A span with the text it covers and what stands around it, by which it can be found again.
#[derive(Serialize, Deserialize)]
#[cfg_attr(any(test, feature = "schema"), derive(schemars::JsonSchema))]
#[cfg_attr(any(test, feature = "schema"), schemars(rename = "Span"))]
pub(super) struct SpanRecord {
    /// The first code point inside.
    pub(super) start: u32,
    /// The first code point after.
    pub(super) end: u32,
    /// The text inside.
    pub(super) exact: String,
    /// Up to 32 code points before.
    pub(super) prefix: String,
    /// Up to 32 code points after.
    pub(super) suffix: String,
}

/// Where something stands in an article, with the words it stands on.
pub(super) fn place(
    project: &Project,
    article: ArticleId,
    target: &Target,
) -> (PlacementName, Vec<SpanRecord>) {
    match target {
        Target::Unplaced(quotes) => (PlacementName::Unplaced, quotes.iter().map(stated).collect()),
        Target::Placed(spans) => {
            let article = project.article(article);
            let quoted = |&span| Some(stated(&Quote::of(article?, span)?));
            match spans.iter().map(quoted).collect() {
                Some(spans) => (PlacementName::Placed, spans),
                None => (PlacementName::Unplaced, vec![stated(&Quote::default())]),
            }
        }
    }
}

fn stated(quote: &Quote) -> SpanRecord {
    let Quote { exact, prefix, suffix, start, end } = quote.clone();
    SpanRecord { start, end, exact, prefix, suffix }
}

/// RFC 3339 in UTC, always with milliseconds. Times beyond the years 1 to 9999 are written as the nearest
/// that can be.
pub(crate) fn time(time: Timestamp) -> String {
    let (first, last) =
        (PrimitiveDateTime::new(FIRST_DAY, Time::MIDNIGHT).assume_utc(), PrimitiveDateTime::MAX.assume_utc());
    let nearest = if time.0 < 0 { first } else { last };
    let time = OffsetDateTime::from_unix_timestamp_nanos(i128::from(time.0) * 1_000_000)
        .ok()
        .filter(|time| *time >= first)
        .unwrap_or(nearest);
    let (hour, minute, second, millisecond) = time.to_hms_milli();
    let (year, month, day) = (time.year(), u8::from(time.month()), time.day());
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}Z")
}

/// Before it years have no four digits.
const FIRST_DAY: Date = match Date::from_ordinal_date(1, 1) {
    Ok(day) => day,
    Err(_) => Date::MIN,
};
