//! A second look at the text, one folded character per character of the original: full-width letters and
//! digits become half-width, half-width katakana full-width, dashes and tildes one of a kind. Patterns are
//! written once, for the folded form, and no position ever drifts because nothing is joined or dropped.
//!
//! It knows no language; positions in it are numbers of characters, and only [`Shadow::span`] leads back to
//! bytes.

use shirushi_model::ByteSpan;

/// The folded characters of one text with the byte at which each begins.
pub(crate) struct Shadow {
    chars: Vec<char>,
    /// Invariant: one entry per character and one more for the end.
    bytes: Vec<u32>,
}

impl Shadow {
    pub(crate) fn new(text: &str) -> Self {
        let mut chars = Vec::with_capacity(text.len() / 2);
        let mut bytes = Vec::with_capacity(text.len() / 2 + 1);
        for (byte, c) in text.char_indices() {
            chars.push(fold(c));
            bytes.push(u32::try_from(byte).unwrap_or(u32::MAX));
        }
        bytes.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        Self { chars, bytes }
    }

    /// A shadow with these characters of this one alone, given in order.
    pub(crate) fn only(&self, kept: &[usize]) -> Self {
        let end = self.bytes.last().copied();
        Self {
            chars: kept.iter().map(|&position| self.at(position)).collect(),
            bytes: kept.iter().filter_map(|&position| self.bytes.get(position).copied()).chain(end).collect(),
        }
    }

    /// How many characters there are.
    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The folded character at a position; NUL past the end, which no pattern asks for.
    pub(crate) fn at(&self, position: usize) -> char {
        self.chars.get(position).copied().unwrap_or('\0')
    }

    /// The character before a position; NUL at the beginning.
    pub(crate) fn before(&self, position: usize) -> char {
        position.checked_sub(1).map_or('\0', |p| self.at(p))
    }

    /// The folded characters of a range, clamped to the text.
    pub(crate) fn slice(&self, start: usize, end: usize) -> &[char] {
        let end = end.min(self.chars.len());
        self.chars.get(start.min(end)..end).unwrap_or_default()
    }

    /// Whether `pattern` (in folded form) stands at a position.
    pub(crate) fn has(&self, position: usize, pattern: &str) -> bool {
        pattern.chars().enumerate().all(|(i, c)| self.at(position + i) == c)
    }

    /// Whether `pattern` ends right before a position.
    pub(crate) fn has_before(&self, position: usize, pattern: &str) -> bool {
        pattern.chars().rev().enumerate().all(|(i, c)| {
            position.checked_sub(i + 1).and_then(|p| self.chars.get(p)).is_some_and(|&found| found == c)
        })
    }

    /// The first of `patterns` that stands at a position, and how many characters it has. List longer ones
    /// first.
    pub(crate) fn first<'p, T>(&self, position: usize, patterns: &'p [(&str, T)]) -> Option<(usize, &'p T)> {
        patterns
            .iter()
            .find(|(pattern, _)| self.has(position, pattern))
            .map(|(pattern, value)| (pattern.chars().count(), value))
    }

    /// The bytes of a range of characters.
    pub(crate) fn span(&self, start: usize, end: usize) -> ByteSpan {
        let byte = |position: usize| self.bytes.get(position).or(self.bytes.last()).copied().unwrap_or(0);
        ByteSpan { start: byte(start), end: byte(end) }
    }

    /// The first character at or after a byte, looked for from a character on; for bytes asked in order.
    pub(crate) fn char_from(&self, from: usize, byte: u32) -> usize {
        let mut position = from;
        while self.bytes.get(position).is_some_and(|&b| b < byte) {
            position += 1;
        }
        position
    }

    /// The folded text of a range.
    pub(crate) fn string(&self, start: usize, end: usize) -> String {
        self.slice(start, end).iter().collect()
    }
}

/// Folds one character into one character.
pub(crate) fn fold(c: char) -> char {
    match c {
        '\u{21}'..='\u{7E}' => c,
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{FF61}'..='\u{FF9F}' => HALF_WIDTH.chars().nth(c as usize - 0xFF61).unwrap_or(c),
        '\u{3000}' | '\u{A0}' | '\t' => ' ',
        '〜' | '∼' => '~',
        '−' | '‐' | '‑' | '–' | '—' | '―' => '-',
        '゠' => '=',
        '￥' => '¥',
        '￡' => '£',
        '￠' => '¢',
        '￦' => '₩',
        '•' | '‧' | '·' => '・',
        '〈' | '《' => '『',
        '〉' | '》' => '』',
        '“' | '〝' => '“',
        '”' | '〟' | '〞' => '”',
        _ => c,
    }
}

/// What the half-width forms from U+FF61 on stand for, in order.
pub(crate) const HALF_WIDTH: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜";

/// Katakana and what is written inside a katakana word.
pub(crate) fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ヾ')
}

/// Kanji, with the repetition mark and 〇.
pub(crate) fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '々' | '〇' | '〆')
}

/// Hiragana.
pub(crate) fn is_hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ゝ' | 'ゞ')
}

/// A Latin letter, with the accented ones of European names.
pub(crate) fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, '\u{C0}'..='\u{24F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_keeps_its_place() {
        let text = "Ａ１～ｶﾞ𠮷％";
        let shadow = Shadow::new(text);
        assert_eq!(shadow.string(0, shadow.len()), "A1~カ゛𠮷%");
        assert_eq!(shadow.span(5, 6).slice(text), Some("𠮷"));
        assert_eq!(shadow.char_from(2, shadow.span(5, 6).start), 5);
        assert_eq!(shadow.span(6, 99).slice(text), Some("％"));
    }

    #[test]
    fn half_width_kana_has_an_entry_for_each() {
        assert_eq!(HALF_WIDTH.chars().count(), 0xFF9F - 0xFF61 + 1);
    }
}
