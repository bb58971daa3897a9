//! What a person has chosen for this browser: nothing of a project.

use crate::keys::keymap::Keymap;
use crate::projects::Slot;
use crate::sureness::Trust;
use crate::words::Language;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use shirushi_model::ProjectId;

/// The choices. A field that is missing or not understood has its default, and the others still count.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The language of the interface; `None` follows the browser.
    #[serde(deserialize_with = "lenient")]
    pub language: Option<Language>,
    /// Light, dark, or as the device.
    #[serde(deserialize_with = "lenient")]
    pub theme: Theme,
    /// What the person calls themselves on their marks; may be empty.
    #[serde(deserialize_with = "lenient")]
    pub annotator: String,
    /// Whether they were asked for that name.
    #[serde(deserialize_with = "lenient")]
    pub asked_name: bool,
    /// What is drawn over the text.
    #[serde(deserialize_with = "lenient")]
    pub layers: Layers,
    /// How the text is set.
    #[serde(deserialize_with = "lenient")]
    pub setting: Typesetting,
    /// How sure a suggestion must be to be shown.
    #[serde(deserialize_with = "lenient")]
    pub trust: Trust,
    /// How a selection grows to what is meant.
    #[serde(deserialize_with = "lenient")]
    pub snap: Snap,
    /// What was changed in the table of keys.
    #[serde(deserialize_with = "lenient")]
    pub keys: Keymap,
    /// The project and the article that were open last.
    #[serde(deserialize_with = "lenient")]
    pub place: Option<LastPlace>,
    /// The tour under way.
    #[serde(deserialize_with = "lenient")]
    pub tour: Option<TourPlace>,
    /// Whether the tour was taken or left once.
    #[serde(deserialize_with = "lenient")]
    pub toured: bool,
    /// When a reminder to save a file was put away last, in milliseconds since 1970.
    #[serde(deserialize_with = "lenient")]
    pub reminded: i64,
}

/// Where a person was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastPlace {
    /// The project's slot.
    pub project: Slot,
    /// The article's number; none has 0.
    pub article: u32,
}

/// Where a person is in the tour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TourPlace {
    /// The sample it runs in.
    pub sample: ProjectId,
    /// Which step, counted from 0.
    pub step: usize,
    /// The slot of what was open before.
    pub home: Option<Slot>,
}

/// Light, dark, or as the device.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the device.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

/// What is drawn over the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Layers {
    /// Boundaries of tokens.
    pub tokens: bool,
    /// Entities the machine suggests.
    pub suggestions: bool,
    /// Claims.
    pub claims: bool,
    /// Claims the machine suggests.
    pub proposed: bool,
    /// Entities people marked.
    pub entities: bool,
    /// Highlights.
    pub highlights: bool,
    /// Dates, times and quantities, marked or suggested.
    pub values: bool,
    /// What other people marked.
    pub others: bool,
    /// Cards in the margin.
    pub cards: bool,
    /// A card for every suggested claim, also for what an outlet itself asserts.
    pub every_card: bool,
}

impl Default for Layers {
    fn default() -> Self {
        Self {
            tokens: false,
            suggestions: true,
            claims: true,
            proposed: true,
            entities: true,
            highlights: true,
            values: true,
            others: true,
            cards: true,
            every_card: false,
        }
    }
}

/// How the text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Typesetting {
    /// Lines from top to bottom, the first at the right (縦書き).
    pub vertical: bool,
    /// Sans serif (ゴシック) instead of serif (明朝).
    pub gothic: bool,
    /// The size of characters, in tenths of a CSS pixel.
    pub size: u16,
    /// The longest line, in characters.
    pub measure: u16,
    /// Lines break between phrases (文節) only, where they can.
    pub phrases: bool,
    /// Where readings stand beside the text.
    #[serde(deserialize_with = "lenient")]
    pub ruby: Ruby,
}

impl Typesetting {
    /// The sizes characters can have, in tenths of a CSS pixel.
    pub const SIZES: std::ops::RangeInclusive<u16> = 120..=360;
    /// How long the longest line can be, in characters.
    pub const MEASURES: std::ops::RangeInclusive<u16> = 16..=60;

    /// The same with characters larger or smaller by so many steps of a pixel.
    pub fn resized(self, steps: i16) -> Self {
        let size = self.size.saturating_add_signed(steps * 10);
        Self { size: size.clamp(*Self::SIZES.start(), *Self::SIZES.end()), ..self }
    }
}

impl Default for Typesetting {
    fn default() -> Self {
        Self { vertical: false, gothic: false, phrases: false, size: 175, measure: 39, ruby: Ruby::None }
    }
}

/// Where readings stand beside the text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ruby {
    /// Nowhere.
    #[default]
    None,
    /// Beside words with a kanji outside the first level of JIS X 0208.
    Rare,
    /// Beside every word with kanji.
    All,
}

/// How a selection grows to what is meant.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Snap {
    /// To whole tokens.
    #[default]
    Tokens,
    /// Exactly what was selected, never cutting a grapheme.
    Exact,
}

/// A value that cannot be read becomes its default instead of spoiling all.
fn lenient<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + serde::de::DeserializeOwned,
{
    Ok(serde_json::from_str(raw(deserializer)?.get()).unwrap_or_default())
}

/// Any value, as it is written: one function for the fields of every type.
#[inline(never)]
fn raw<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Box<RawValue>, D::Error> {
    Box::deserialize(deserializer)
}

impl Preferences {
    /// Reads what was saved; rubbish means defaults.
    pub fn parse(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_saved_is_read_again() {
        let chosen = Preferences {
            language: Some(Language::En),
            theme: Theme::Dark,
            annotator: "記録係".into(),
            asked_name: true,
            layers: Layers { tokens: true, ..Layers::default() },
            setting: Typesetting { vertical: true, size: 200, ruby: Ruby::Rare, ..Typesetting::default() },
            trust: Trust::Likely,
            snap: Snap::Exact,
            keys: Keymap::default(),
            place: Some(LastPlace { project: Slot("p".into()), article: 3 }),
            tour: Some(TourPlace { sample: ProjectId("s".into()), step: 4, home: None }),
            toured: true,
            reminded: 12,
        };
        assert_eq!(Preferences::parse(&serde_json::to_string(&chosen).unwrap()), chosen);
    }

    #[test]
    fn one_unknown_value_spoils_nothing_else() {
        let read = Preferences::parse(
            r#"{"theme":"sepia","annotator":"記録係","layers":{"tokens":true},"future":1}"#,
        );
        assert_eq!(read.theme, Theme::System);
        assert_eq!(read.annotator, "記録係");
        assert!(read.layers.tokens && read.layers.claims);
    }

    #[test]
    fn rubbish_means_defaults() {
        for text in ["", "null", "[]", "{", "\u{0}"] {
            assert_eq!(Preferences::parse(text), Preferences::default());
        }
    }
}
