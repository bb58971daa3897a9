//! Where something stands, as it is written in a file.

use serde::{Deserialize, Serialize};

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
