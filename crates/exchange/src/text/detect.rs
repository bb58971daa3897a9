//! What bytes look like. Every answer is a guess from the bytes alone; nothing here decodes.

use super::{BinaryKind, Charset};

/// The beginnings of files that are not text.
const SIGNATURES: &[(&[u8], BinaryKind)] = &[
    (b"%PDF-", BinaryKind::Pdf),
    (b"PK\x03\x04", BinaryKind::Archive),
    (b"\x1F\x8B", BinaryKind::Archive),
    (b"7z\xBC\xAF\x27\x1C", BinaryKind::Archive),
    (b"Rar!\x1A\x07", BinaryKind::Archive),
    // The older office documents.
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", BinaryKind::Archive),
    (b"\x89PNG\r\n\x1A\n", BinaryKind::Picture),
    (b"\xFF\xD8\xFF", BinaryKind::Picture),
    (b"GIF87a", BinaryKind::Picture),
    (b"GIF89a", BinaryKind::Picture),
    (b"\x7FELF", BinaryKind::Other),
    (b"\0asm", BinaryKind::Other),
];

/// What a file is by its first bytes, if that is not text.
pub(super) fn binary_signature(bytes: &[u8]) -> Option<BinaryKind> {
    SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature)).map(|&(_, kind)| kind)
}

/// The encoding a byte order mark names, and the bytes after it.
pub(super) fn byte_order_mark(bytes: &[u8]) -> Option<(Charset, &[u8])> {
    // That of UTF-32 begins as that of UTF-16 does.
    let marks: [(&[u8], Charset); 5] = [
        (b"\xEF\xBB\xBF", Charset::Utf8),
        (b"\xFF\xFE\0\0", Charset::Utf32Le),
        (b"\0\0\xFE\xFF", Charset::Utf32Be),
        (b"\xFF\xFE", Charset::Utf16Le),
        (b"\xFE\xFF", Charset::Utf16Be),
    ];
    marks.into_iter().find_map(|(mark, charset)| Some((charset, bytes.strip_prefix(mark)?)))
}

/// Whether only seven bits are used and the escapes occur that switch to kanji or kana.
pub(super) fn has_escapes_of_iso_2022_jp(bytes: &[u8]) -> bool {
    let switches: [&[u8]; 4] = [b"\x1B$B", b"\x1B$@", b"\x1B(I", b"\x1B$(D"];
    bytes.is_ascii() && switches.iter().any(|switch| memchr::memmem::find(bytes, switch).is_some())
}

/// Four bytes as a number.
pub(super) fn utf32_unit(unit: [u8; 4], charset: Charset) -> u32 {
    match charset {
        Charset::Utf32Be => u32::from_be_bytes(unit),
        _ => u32::from_le_bytes(unit),
    }
}

/// The byte order of UTF-32 without a mark: every four bytes are a character, which no other text comes near.
pub(super) fn utf32_without_mark(bytes: &[u8]) -> Option<Charset> {
    let (units, odd) = bytes.as_chunks::<4>();
    if units.len() < 2 || !odd.is_empty() {
        return None;
    }
    let is_text = |charset| {
        units.iter().take(2048).all(|&unit| {
            char::from_u32(utf32_unit(unit, charset))
                .is_some_and(|c| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\x0C'))
        })
    };
    [Charset::Utf32Le, Charset::Utf32Be].into_iter().find(|&charset| is_text(charset))
}

/// Whether a text is half-width kana, with ASCII at most.
pub(super) fn is_half_width(text: &str) -> bool {
    let is_half_width = |c: char| matches!(c, '｡'..='ﾟ');
    text.contains(is_half_width) && text.chars().all(|c| c.is_ascii() || is_half_width(c))
}

/// Whether nothing tells which of two readings is meant: half-width kana alone in Shift_JIS, kanji alone in
/// EUC-JP.
pub(super) fn read_equally(sjis: &str, euc: &str) -> bool {
    let is_telling =
        |c: char| matches!(c, 'ぁ'..='ん' | 'ァ'..='ヶ' | 'ー' | '\u{3000}'..='\u{303F}' | '！'..='～');
    is_half_width(sjis) && !euc.contains(is_telling) && plausibility(euc) > 0
}

/// The byte order of UTF-16 without a mark: when nearly all units are characters that Japanese or English
/// texts have in one order, and are not in the other.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<Charset> {
    // Enough to tell, and never half a unit.
    let (pairs, _) = bytes.get(..bytes.len().min(4096)).unwrap_or_default().as_chunks::<2>();
    if pairs.len() < 2 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let expected = |order: fn([u8; 2]) -> u16| pairs.iter().filter(|&&pair| is_expected(order(pair))).count();
    let little = expected(u16::from_le_bytes);
    let big = expected(u16::from_be_bytes);
    let most = pairs.len() - pairs.len() / 20;
    // Kana and blanks have a distinct high byte, which text in UTF-8 or an older encoding has not at every
    // other byte.
    let telling = |order: fn([u8; 2]) -> u16| {
        pairs.iter().any(|&pair| matches!(order(pair), 0x0009..=0x007E | 0x3001..=0x30FF))
    };
    if little >= most && big < most && telling(u16::from_le_bytes) && has_low_bytes(bytes) {
        Some(Charset::Utf16Le)
    } else if big >= most && little < most && telling(u16::from_be_bytes) && has_low_bytes(bytes) {
        Some(Charset::Utf16Be)
    } else {
        None
    }
}

/// Whether a byte occurs that text in other encodings has not: a control character, as the high byte of ASCII
/// or the low byte of some kana.
fn has_low_bytes(bytes: &[u8]) -> bool {
    bytes.iter().any(|&byte| byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B))
}

/// Whether a UTF-16 unit is common in Japanese or English text.
fn is_expected(unit: u16) -> bool {
    matches!(unit,
        0x0009 | 0x000A | 0x000D | 0x0020..=0x007E | 0x2010..=0x203F | 0x2460..=0x24FF | 0x25A0..=0x25FF
        | 0x3000..=0x30FF | 0x4E00..=0x9FFF | 0xD83C..=0xD83E | 0xDB40 | 0xDC00..=0xDFFF | 0xFF00..=0xFFEF | 0x200D)
}

/// Whether a text has more control characters than any text.
pub(super) fn is_mostly_control(text: &str) -> bool {
    let mut characters = 0_usize;
    let mut controls = 0_usize;
    for c in text.chars().take(65_536) {
        characters += 1;
        controls += usize::from(c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0C'));
    }
    characters >= 8 && controls * 3 > characters
}

/// Whether bytes are UTF-8 but for a few places: at least fifty times as many characters of several bytes as
/// faults, or a single fault at the very end.
pub(super) fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let mut faults = 0_usize;
    let mut several = 0_usize;
    for chunk in bytes.utf8_chunks() {
        several += chunk.valid().chars().filter(|c| c.len_utf8() > 1).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    several >= faults.saturating_mul(50)
}

/// How much a decoded text reads like Japanese, in hundredths per character; negative when it rather does
/// not.
pub(super) fn plausibility(text: &str) -> i64 {
    let mut score = 0_i64;
    let mut characters = 0_i64;
    for c in text.chars() {
        characters += 1;
        score += match c {
            'ぁ'..='ん' | 'ァ'..='ヶ' | 'ー' | '、' | '。' | '「' | '」' => 3,
            '一'..='龥' | '々' | '〇' => 1,
            '\u{3000}'..='\u{303F}' | '！'..='～' => 1,
            // What text in EUC-JP gives when it is read as Shift_JIS.
            '｡'..='ﾟ' => -1,
            '\u{E000}'..='\u{F8FF}' => -10,
            '\t' | '\n' | '\r' => 0,
            c if c.is_control() => -10,
            c if c.is_ascii() => 0,
            _ => -1,
        };
    }
    score * 100 / characters.max(1)
}
