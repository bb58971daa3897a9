//! What a person has chosen for this browser, kept in `localStorage`: nothing of a project.
//!
//! Storage that is blocked or holds something unreadable means defaults, and saving that fails is forgotten
//! when the page closes: neither is worth a message.

use crate::keymap::Keymap;
use crate::ports::storage::Slot;
use crate::sureness::Trust;
use crate::words::Language;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use shirushi_model::ProjectId;

const KEY: &str = "shirushi:preferences";

/// The choices. A field that is missing or not understood has its default, and the others still count.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Preferences {
    /// The language of the interface; `None` follows the browser.
    #[serde(deserialize_with = "lenient")]
    pub(crate) language: Option<Language>,
    /// Light, dark, or as the device.
    #[serde(deserialize_with = "lenient")]
    pub(crate) theme: Theme,
    /// What the person calls themselves on their marks; may be empty.
    #[serde(deserialize_with = "lenient")]
    pub(crate) annotator: String,
    /// Whether they were asked for that name.
    #[serde(deserialize_with = "lenient")]
    pub(crate) asked_name: bool,
    /// What is drawn over the text.
    #[serde(deserialize_with = "lenient")]
    pub(crate) layers: Layers,
    /// How the text is set.
    #[serde(deserialize_with = "lenient")]
    pub(crate) setting: Typesetting,
    /// How sure a suggestion must be to be shown.
    #[serde(deserialize_with = "lenient")]
    pub(crate) trust: Trust,
    /// How a selection grows to what is meant.
    #[serde(deserialize_with = "lenient")]
    pub(crate) snap: Snap,
    /// What was changed in the table of keys.
    #[serde(deserialize_with = "lenient")]
    pub(crate) keys: Keymap,
    /// The project and the article that were open last.
    #[serde(deserialize_with = "lenient")]
    pub(crate) place: Option<Place>,
    /// The tour under way.
    #[serde(deserialize_with = "lenient")]
    pub(crate) tour: Option<TourPlace>,
    /// Whether the tour was taken or left once.
    #[serde(deserialize_with = "lenient")]
    pub(crate) toured: bool,
    /// When a reminder to save a file was put away last, in milliseconds since 1970.
    #[serde(deserialize_with = "lenient")]
    pub(crate) reminded: i64,
}

/// Where a person was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    /// The project's slot.
    pub(crate) project: Slot,
    /// The article's number; none has 0.
    pub(crate) article: u32,
}

/// Where a person is in the tour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct TourPlace {
    /// The sample it runs in.
    pub(crate) sample: ProjectId,
    /// Which step, counted from 0.
    pub(crate) step: usize,
    /// The slot of what was open before.
    pub(crate) home: Option<Slot>,
}

/// Light, dark, or as the device.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Theme {
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
pub(crate) struct Layers {
    /// Boundaries of tokens.
    pub(crate) tokens: bool,
    /// Entities the machine suggests.
    pub(crate) suggestions: bool,
    /// Claims.
    pub(crate) claims: bool,
    /// Claims the machine suggests.
    pub(crate) proposed: bool,
    /// Entities people marked.
    pub(crate) entities: bool,
    /// Highlights.
    pub(crate) highlights: bool,
    /// Dates, times and quantities, marked or suggested.
    pub(crate) values: bool,
    /// What other people marked.
    pub(crate) others: bool,
    /// Cards in the margin.
    pub(crate) cards: bool,
    /// A card for every suggested claim, also for what an outlet itself asserts.
    pub(crate) every_card: bool,
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
pub(crate) struct Typesetting {
    /// Lines from top to bottom, the first at the right (縦書き).
    pub(crate) vertical: bool,
    /// Sans serif (ゴシック) instead of serif (明朝).
    pub(crate) gothic: bool,
    /// The size of characters, in tenths of a CSS pixel.
    pub(crate) size: u16,
    /// The longest line, in characters.
    pub(crate) measure: u16,
    /// Lines break between phrases (文節) only, where they can.
    pub(crate) phrases: bool,
    /// Where readings stand beside the text.
    #[serde(deserialize_with = "lenient")]
    pub(crate) ruby: Ruby,
}

impl Typesetting {
    /// The sizes characters can have, in tenths of a CSS pixel.
    pub(crate) const SIZES: std::ops::RangeInclusive<u16> = 120..=360;
    /// How long the longest line can be, in characters.
    pub(crate) const MEASURES: std::ops::RangeInclusive<u16> = 16..=60;

    /// The same with characters larger or smaller by so many steps of a pixel.
    pub(crate) fn resized(self, steps: i16) -> Self {
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
pub(crate) enum Ruby {
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
pub(crate) enum Snap {
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
    let value = Box::<RawValue>::deserialize(deserializer)?;
    Ok(serde_json::from_str(value.get()).unwrap_or_default())
}

/// What was saved last, or defaults.
pub(crate) fn load() -> Preferences {
    storage()
        .and_then(|storage| storage.get_item(KEY).ok().flatten())
        .map_or_else(Default::default, |s| parse(&s))
}

/// Saves for the next visit, if the browser lets us.
pub(crate) fn save(preferences: &Preferences) {
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(preferences)) {
        let _ = storage.set_item(KEY, &text);
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn parse(text: &str) -> Preferences {
    serde_json::from_str(text).unwrap_or_default()
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
            place: Some(Place { project: Slot("p".into()), article: 3 }),
            tour: Some(TourPlace { sample: ProjectId("s".into()), step: 4, home: None }),
            toured: true,
            reminded: 12,
        };
        assert_eq!(parse(&serde_json::to_string(&chosen).unwrap()), chosen);
    }

    #[test]
    fn one_unknown_value_spoils_nothing_else() {
        let read = parse(r#"{"theme":"sepia","annotator":"記録係","layers":{"tokens":true},"future":1}"#);
        assert_eq!(read.theme, Theme::System);
        assert_eq!(read.annotator, "記録係");
        assert!(read.layers.tokens && read.layers.claims);
    }

    #[test]
    fn rubbish_means_defaults() {
        for text in ["", "null", "[]", "{", "\u{0}"] {
            assert_eq!(parse(text), Preferences::default());
        }
    }
}
