//! What a PDF says about itself in its information dictionary.

use crate::titles;
use encoding_rs::WINDOWS_1252;
use hayro_syntax::metadata::Metadata;
use shirushi_model::ArticleMeta;

/// A text string: UTF-16 behind a byte order mark, UTF-8 behind another, else Latin letters. Files of
/// Japanese programs have Shift_JIS there against the standard.
pub(super) fn text(bytes: &[u8]) -> String {
    let units = |rest: &[u8], of: fn([u8; 2]) -> u16| {
        let (pairs, _) = rest.as_chunks::<2>();
        String::from_utf16_lossy(&pairs.iter().map(|&pair| of(pair)).collect::<Vec<u16>>())
    };
    match bytes {
        [0xFE, 0xFF, rest @ ..] => units(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => units(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        bytes if bytes.is_ascii() => String::from_utf8_lossy(bytes).into_owned(),
        bytes => {
            let shift_jis = encoding_rs::SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes);
            let is_japanese = |text: &str| text.chars().any(|c| matches!(c, 'ぁ'..='ヿ' | '一'..='鿿'));
            match (std::str::from_utf8(bytes), shift_jis) {
                (Ok(text), _) => text.to_owned(),
                (_, Some(text)) if is_japanese(&text) => text.into_owned(),
                _ => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
            }
        }
    }
}

/// Title and author, and the day it was made.
pub(super) fn read(metadata: &Metadata) -> (ArticleMeta, String) {
    let field = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(text).unwrap_or_default();
    let made =
        metadata.creation_date.map(|date| titles::day(date.year.into(), date.month.into(), date.day.into()));
    let meta = ArticleMeta {
        title: titles::title(&field(&metadata.title)),
        author: titles::person(&field(&metadata.author)),
        ..ArticleMeta::default()
    };
    (meta, made.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_read_in_the_encodings_they_come_in() {
        assert_eq!(text(b"\xFE\xFF\x6E\x2F"), "港");
        assert_eq!(text(b"\xEF\xBB\xBF\xE6\xB8\xAF"), "港");
        assert_eq!(text(b"\x8D\x60\x82\xC5"), "港で", "Shift_JIS against the standard");
        assert_eq!(text(b"Caf\xE9"), "Café");
    }
}
