//! Fonts of one byte a character: Latin letters and digits, in a Japanese text.

use encoding_rs::{MACINTOSH, WINDOWS_1252};
use hayro_syntax::object::{Array, Dict, Name, Object};
use std::collections::HashMap;

/// What bytes stand for where no `ToUnicode` says it.
pub(super) struct Encoding {
    base: &'static encoding_rs::Encoding,
    /// Bytes that were given another glyph, by its name.
    differences: HashMap<u8, Option<String>>,
}

impl Encoding {
    pub(super) fn of(font: &Dict<'_>) -> Self {
        let named = |name: &Name<'_>| match name.as_ref() {
            b"MacRomanEncoding" => MACINTOSH,
            _ => WINDOWS_1252,
        };
        match font.get::<Object<'_>>("Encoding") {
            Some(Object::Name(name)) => Self { base: named(&name), differences: HashMap::new() },
            Some(Object::Dict(dict)) => Self {
                base: dict.get::<Name<'_>>("BaseEncoding").map_or(WINDOWS_1252, |name| named(&name)),
                differences: dict
                    .get::<Array<'_>>("Differences")
                    .map(|array| differences(&array))
                    .unwrap_or_default(),
            },
            _ => Self { base: WINDOWS_1252, differences: HashMap::new() },
        }
    }

    pub(super) fn text(&self, byte: u8) -> Option<String> {
        if let Some(named) = self.differences.get(&byte) {
            return named.clone();
        }
        let bytes = [byte];
        let (text, _) = self.base.decode_without_bom_handling(&bytes);
        (byte >= 32).then(|| text.into_owned())
    }
}

/// How wide a letter of a font is that does not say it: the fonts every reader has, whose letters are half
/// their size wide on average, and six tenths where all are alike.
pub(super) fn standard_width(font: &Dict<'_>) -> f64 {
    let is_courier =
        font.get::<Name<'_>>("BaseFont").is_some_and(|name| name.as_ref().starts_with(b"Courier"));
    if is_courier { 0.6 } else { 0.5 }
}

/// `[ 39 /quotesingle 96 /grave … ]`
fn differences(array: &Array<'_>) -> HashMap<u8, Option<String>> {
    let mut found = HashMap::new();
    let mut code = 0_u32;
    for item in array.iter::<Object<'_>>() {
        match item {
            Object::Number(number) => code = u32::try_from(number.as_i64()).unwrap_or(256),
            Object::Name(name) => {
                if let Ok(byte) = u8::try_from(code) {
                    found.insert(byte, std::str::from_utf8(name.as_ref()).ok().and_then(character));
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    found
}

/// The character a glyph's name stands for: `A`, `one`, `uni4E9C`, `u20BB7`, `hyphen.alt`.
fn character(name: &str) -> Option<String> {
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next()) {
        return Some(letter.to_string());
    }
    let by_number = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'));
    if let Some(digits) = by_number.filter(|digits| (4..=6).contains(&digits.len()))
        && let Some(c) = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
    {
        return Some(c.to_string());
    }
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned())
}

/// Names of the Adobe Glyph List: those of ASCII, and the signs that stand in newspapers.
const NAMES: &[(&str, &str)] = &[
    ("space", " "),
    ("exclam", "!"),
    ("quotedbl", "\""),
    ("numbersign", "#"),
    ("dollar", "$"),
    ("percent", "%"),
    ("ampersand", "&"),
    ("quotesingle", "'"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("asterisk", "*"),
    ("plus", "+"),
    ("comma", ","),
    ("hyphen", "-"),
    ("minus", "−"),
    ("period", "."),
    ("slash", "/"),
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("colon", ":"),
    ("semicolon", ";"),
    ("less", "<"),
    ("equal", "="),
    ("greater", ">"),
    ("question", "?"),
    ("at", "@"),
    ("bracketleft", "["),
    ("backslash", "\\"),
    ("bracketright", "]"),
    ("asciicircum", "^"),
    ("underscore", "_"),
    ("grave", "`"),
    ("braceleft", "{"),
    ("bar", "|"),
    ("braceright", "}"),
    ("asciitilde", "~"),
    ("yen", "¥"),
    ("copyright", "©"),
    ("registered", "®"),
    ("trademark", "™"),
    ("degree", "°"),
    ("plusminus", "±"),
    ("multiply", "×"),
    ("divide", "÷"),
    ("section", "§"),
    ("paragraph", "¶"),
    ("periodcentered", "·"),
    ("bullet", "•"),
    ("ellipsis", "…"),
    ("endash", "–"),
    ("emdash", "—"),
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("fi", "fi"),
    ("fl", "fl"),
    ("ff", "ff"),
    ("ffi", "ffi"),
    ("ffl", "ffl"),
    ("Euro", "€"),
    ("sterling", "£"),
    ("eacute", "é"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyphs_are_known_by_their_names() {
        for (name, text) in
            [("A", "A"), ("seven", "7"), ("uni4E9C", "亜"), ("u20BB7", "𠮷"), ("hyphen.alt", "-")]
        {
            assert_eq!(character(name).as_deref(), Some(text), "{name}");
        }
        assert_eq!(character("g123"), None);
        assert_eq!(character(""), None);
    }
}
