//! Bytes of a text file to text: which encoding they are in, and what was not as it should be.
//!
//! UTF-8 and UTF-16 are decoded here. The encodings of older Japanese files need tables; a [`CharsetDecoder`]
//! brings them: the browser its own, everything else `EncodingRs` (feature `encodings`). The text is not
//! changed beyond decoding; line ends stay as they are.
//!
//! ```
//! use shirushi_exchange::text::{self, Charset, Utf8Only};
//!
//! let decoded = text::decode("港で火災".as_bytes(), &Utf8Only).unwrap();
//! assert_eq!((decoded.text.as_str(), decoded.charset), ("港で火災", Charset::Utf8));
//! ```

mod detect;
#[cfg(any(test, feature = "encodings"))]
mod encodings;

#[cfg(any(test, feature = "encodings"))]
pub use encodings::EncodingRs;

/// The largest file that is decoded, in bytes. What it holds may still be too large for an article, see
/// [`crate::intake`].
pub const LIMIT: usize = 16 << 20;

/// The encodings that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // Named after what they are.
pub enum Charset {
    Utf8,
    Utf16Le,
    Utf16Be,
    Utf32Le,
    Utf32Be,
    /// With the extensions of Windows (code page 932).
    ShiftJis,
    EucJp,
    Iso2022Jp,
}

impl Charset {
    /// The label of the Encoding Standard, as a browser's `TextDecoder` takes it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Utf32Le => "utf-32le",
            Self::Utf32Be => "utf-32be",
            Self::ShiftJis => "shift_jis",
            Self::EucJp => "euc-jp",
            Self::Iso2022Jp => "iso-2022-jp",
        }
    }
}

/// Decodes the encodings that need tables.
pub trait CharsetDecoder {
    /// The text, or `None` when a byte does not fit the encoding or the encoding is not known.
    fn decode(&self, charset: Charset, bytes: &[u8]) -> Option<String>;
}

/// A decoder without tables: knows none of the older encodings.
#[derive(Debug, Clone, Copy, Default)]
pub struct Utf8Only;

impl CharsetDecoder for Utf8Only {
    fn decode(&self, _: Charset, _: &[u8]) -> Option<String> {
        None
    }
}

/// A decoded file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// The encoding it was in.
    pub charset: Charset,
    /// What a person should know.
    pub notices: Vec<TextNotice>,
    /// Another encoding in which it reads as well, and how: nothing in the bytes tells which is meant, so a
    /// person is asked.
    pub also: Option<(Charset, String)>,
}

/// Something about a file that was decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TextNotice {
    /// It was not UTF-8, and the encoding was found by looking at the bytes: a person should see whether it
    /// reads well.
    Converted {
        /// The encoding found.
        charset: Charset,
    },
    /// It was damaged: places that fit no character were replaced by U+FFFD.
    Damaged {
        /// How many.
        replaced: u32,
    },
}

impl TextNotice {
    /// A stable name, by which the page finds its words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Converted { .. } => "converted",
            Self::Damaged { .. } => "damaged",
        }
    }
}

/// Why a file gives no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TextError {
    /// It is larger than is taken on.
    #[error("the file has {bytes} bytes; at most {limit} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// It is not text.
    #[error("the file is not text but {kind:?}; copy the text out of it, or save it as text")]
    Binary {
        /// What it looks like.
        kind: BinaryKind,
    },
    /// It may be text, but in no encoding that is known here.
    #[error("the encoding of the file is not known; save it as UTF-8")]
    UnknownCharset,
}

impl TextError {
    /// A stable name, by which the page finds its words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "file-too-large",
            Self::Binary { .. } => "binary",
            Self::UnknownCharset => "unknown-charset",
        }
    }
}

/// What a file that is not text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BinaryKind {
    /// A PDF document.
    Pdf,
    /// An archive, or an office document, which is one.
    Archive,
    /// A picture.
    Picture,
    /// Something else.
    Other,
}

/// Decodes a file.
///
/// # Errors
/// [`TextError`] when it is too large, is not text, or its encoding cannot be found.
pub fn decode(bytes: &[u8], decoder: &impl CharsetDecoder) -> Result<Decoded, TextError> {
    if bytes.len() > LIMIT {
        return Err(TextError::TooLarge { bytes: bytes.len(), limit: LIMIT });
    }
    if let Some(kind) = detect::binary_signature(bytes) {
        return Err(TextError::Binary { kind });
    }
    if let Some((charset, rest)) = detect::byte_order_mark(bytes) {
        return match charset {
            Charset::Utf8 => Ok(lossy_utf8(rest)),
            Charset::Utf32Le | Charset::Utf32Be => Ok(utf32(rest, charset)),
            _ => Ok(utf16(rest, charset)),
        };
    }
    if detect::has_escapes_of_iso_2022_jp(bytes)
        && let Some(text) = decoder.decode(Charset::Iso2022Jp, bytes)
    {
        return Ok(converted(text, Charset::Iso2022Jp));
    }
    if let Some(charset) = detect::utf32_without_mark(bytes) {
        let mut decoded = utf32(bytes, charset);
        decoded.notices.insert(0, TextNotice::Converted { charset });
        return Ok(decoded);
    }
    if let Some(charset) = detect::utf16_without_mark(bytes) {
        let mut decoded = utf16(bytes, charset);
        decoded.notices.insert(0, TextNotice::Converted { charset });
        return Ok(decoded);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) if detect::is_mostly_control(text) => Err(TextError::Binary { kind: BinaryKind::Other }),
        Ok(text) => {
            Ok(Decoded { text: text.to_owned(), charset: Charset::Utf8, notices: Vec::new(), also: None })
        }
        Err(_) if detect::is_damaged_utf8(bytes) => Ok(lossy_utf8(bytes)),
        Err(_) if bytes.contains(&0) => Err(TextError::Binary { kind: BinaryKind::Other }),
        Err(_) => legacy(bytes, decoder),
    }
}

fn lossy_utf8(bytes: &[u8]) -> Decoded {
    let mut replaced: u32 = 0;
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            replaced = replaced.saturating_add(1);
        }
    }
    Decoded { text, charset: Charset::Utf8, notices: damage(replaced), also: None }
}

fn utf16(bytes: &[u8], charset: Charset) -> Decoded {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|&pair| match charset {
        Charset::Utf16Be => u16::from_be_bytes(pair),
        _ => u16::from_le_bytes(pair),
    });
    let mut replaced = 0_u32;
    let text: String = char::decode_utf16(units)
        .map(|decoded| {
            decoded.unwrap_or_else(|_| {
                replaced = replaced.saturating_add(1);
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    of_units(text, charset, replaced, odd)
}

fn utf32(bytes: &[u8], charset: Charset) -> Decoded {
    let (units, odd) = bytes.as_chunks::<4>();
    let mut replaced = 0_u32;
    let text: String = units
        .iter()
        .map(|&unit| {
            char::from_u32(detect::utf32_unit(unit, charset)).unwrap_or_else(|| {
                replaced = replaced.saturating_add(1);
                char::REPLACEMENT_CHARACTER
            })
        })
        .collect();
    of_units(text, charset, replaced, odd)
}

/// What was decoded unit by unit; bytes that make no whole unit at the end are damage as well.
fn of_units(mut text: String, charset: Charset, mut replaced: u32, odd: &[u8]) -> Decoded {
    if !odd.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
        replaced = replaced.saturating_add(1);
    }
    Decoded { text, charset, notices: damage(replaced), also: None }
}

fn damage(replaced: u32) -> Vec<TextNotice> {
    if replaced == 0 { Vec::new() } else { vec![TextNotice::Damaged { replaced }] }
}

fn converted(text: String, charset: Charset) -> Decoded {
    Decoded { text, charset, notices: vec![TextNotice::Converted { charset }], also: None }
}

/// Of the encodings that decode without a fault, the one whose text reads most like Japanese. Two that read
/// as well as each other are both given: ﾆｭｰｽ ﾃﾚﾋﾞ in Shift_JIS is five kanji in EUC-JP.
fn legacy(bytes: &[u8], decoder: &impl CharsetDecoder) -> Result<Decoded, TextError> {
    let read = |charset| decoder.decode(charset, bytes);
    match (read(Charset::ShiftJis), read(Charset::EucJp)) {
        (Some(sjis), Some(euc)) if detect::read_equally(&sjis, &euc) => {
            Ok(Decoded { also: Some((Charset::ShiftJis, sjis)), ..converted(euc, Charset::EucJp) })
        }
        (sjis, euc) => {
            let readings = [(Charset::ShiftJis, sjis), (Charset::EucJp, euc)].into_iter();
            readings
                .filter_map(|(charset, text)| Some((charset, text?)))
                .map(|(charset, text)| (detect::plausibility(&text), charset, text))
                .max_by_key(|(score, charset, _)| (*score, *charset == Charset::ShiftJis))
                .filter(|(score, _, text)| *score > 0 || detect::is_half_width(text))
                .map(|(_, charset, text)| converted(text, charset))
                .ok_or(TextError::UnknownCharset)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS};

    const TEXT: &str =
        "辻市は三日、港の火災で「避難所を4か所に開いた」と発表した。\r\nデータ・センター、①と〜ABC。";

    #[track_caller]
    fn check(bytes: &[u8], text: &str, charset: Charset, notices: &[TextNotice]) {
        let decoded = decode(bytes, &EncodingRs).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.charset), (text, charset));
        assert_eq!(decoded.notices, notices);
    }

    #[test]
    fn four_bytes_for_a_character() {
        let little: Vec<u8> = TEXT.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        let big: Vec<u8> = TEXT.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
        let (le, be) = (Charset::Utf32Le, Charset::Utf32Be);
        check(&little, TEXT, le, &[TextNotice::Converted { charset: le }]);
        check(&big, TEXT, be, &[TextNotice::Converted { charset: be }]);
        check(&[b"\xFF\xFE\0\0".as_slice(), &little].concat(), TEXT, le, &[]);
        check(&[b"\0\0\xFE\xFF".as_slice(), &big].concat(), TEXT, be, &[]);
        let ascii: Vec<u8> = "Harbour fire".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
        check(&ascii, "Harbour fire", le, &[TextNotice::Converted { charset: le }]);
        let cut = [b"\xFF\xFE\0\0".as_slice(), &little, b"\x42"].concat();
        assert_eq!(decode(&cut, &EncodingRs).unwrap().notices, [TextNotice::Damaged { replaced: 1 }]);
    }

    #[test]
    fn what_reads_as_well_in_two_encodings_is_given_in_both() {
        for text in ["ﾆｭｰｽ ﾃﾚﾋﾞ", "ﾄｳｷｮｳ ｵｵｻｶ", "ｱｲ", "ABC ｶﾅｶﾅ 1"]
        {
            let (bytes, ..) = SHIFT_JIS.encode(text);
            let decoded = decode(&bytes, &EncodingRs).unwrap();
            let (euc, _, is_damaged) = EUC_JP.decode(&bytes);
            if is_damaged {
                assert_eq!(
                    (decoded.text.as_str(), decoded.charset, decoded.also),
                    (text, Charset::ShiftJis, None)
                );
            } else {
                assert_eq!((decoded.text.as_str(), decoded.charset), (&*euc, Charset::EucJp));
                assert_eq!(decoded.also, Some((Charset::ShiftJis, text.to_owned())));
            }
        }
        // Kana, punctuation or kanji beyond the reach of half-width kana tell.
        for (text, encoding) in [
            (TEXT, SHIFT_JIS),
            (TEXT, EUC_JP),
            ("港の火災。", EUC_JP),
            ("ﾆｭｰｽで火災", SHIFT_JIS),
            ("東京都知事", EUC_JP),
        ] {
            assert_eq!(decode(&encoding.encode(text).0, &EncodingRs).unwrap().also, None, "{text}");
        }
    }

    #[track_caller]
    fn refused(bytes: &[u8], error: TextError) {
        assert_eq!(decode(bytes, &EncodingRs), Err(error));
    }

    fn encode(encoding: &'static Encoding, text: &str) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[test]
    fn the_encodings_of_japan_are_told_apart() {
        for text in [TEXT, "日本", "港", "火災。", "アイウ", "市長は", "ﾃﾞｰﾀとデータ", "ＮＨＫ\n令和七年"]
        {
            let text = text.replace('〜', "～");
            for (encoding, charset) in
                [(SHIFT_JIS, Charset::ShiftJis), (EUC_JP, Charset::EucJp), (ISO_2022_JP, Charset::Iso2022Jp)]
            {
                if charset == Charset::Iso2022Jp && text.contains('ﾃ') {
                    continue;
                }
                check(&encode(encoding, &text), &text, charset, &[TextNotice::Converted { charset }]);
            }
        }
    }

    #[test]
    fn utf8_is_taken_as_it_is() {
        check(TEXT.as_bytes(), TEXT, Charset::Utf8, &[]);
        check(b"", "", Charset::Utf8, &[]);
        check(b"a\0b\x1Bc", "a\0b\x1Bc", Charset::Utf8, &[]);
        check("\u{FEFF}印".as_bytes(), "印", Charset::Utf8, &[]);
        check("🗾".repeat(10_000).as_bytes(), &"🗾".repeat(10_000), Charset::Utf8, &[]);
    }

    #[test]
    fn utf16_is_found_with_and_without_a_mark() {
        for text in [TEXT, "Only ASCII here.", "👩‍🚒と辻\u{E0100}の港だった。"] {
            for charset in [Charset::Utf16Le, Charset::Utf16Be] {
                let bytes = |text: &str| -> Vec<u8> {
                    let order = |unit: u16| match charset {
                        Charset::Utf16Be => unit.to_be_bytes(),
                        _ => unit.to_le_bytes(),
                    };
                    text.encode_utf16().flat_map(order).collect()
                };
                check(&bytes(&format!("\u{FEFF}{text}")), text, charset, &[]);
                check(&bytes(text), text, charset, &[TextNotice::Converted { charset }]);
            }
        }
        check(
            b"\xFF\xFE\x00\xD8p0\x01",
            "\u{FFFD}\u{3070}\u{FFFD}",
            Charset::Utf16Le,
            &[TextNotice::Damaged { replaced: 2 }],
        );
    }

    #[test]
    fn a_little_damage_is_said_and_read_over() {
        let mut bytes = TEXT.repeat(20).into_bytes();
        bytes.truncate(bytes.len() - 1);
        bytes[100] = 0xFF;
        let decoded = decode(&bytes, &EncodingRs).unwrap();
        assert_eq!(decoded.charset, Charset::Utf8);
        assert!(
            matches!(decoded.notices[..], [TextNotice::Damaged { replaced: 2..=4 }]),
            "{:?}",
            decoded.notices
        );
    }

    #[test]
    fn what_is_not_text_is_refused() {
        refused(b"%PDF-1.7\n", TextError::Binary { kind: BinaryKind::Pdf });
        refused(b"PK\x03\x04\x14\0", TextError::Binary { kind: BinaryKind::Archive });
        refused(b"\x89PNG\r\n\x1A\n", TextError::Binary { kind: BinaryKind::Picture });
        let noise: Vec<u8> = (0..5000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        refused(&noise, TextError::Binary { kind: BinaryKind::Other });
        refused(&(0..32).collect::<Vec<u8>>(), TextError::Binary { kind: BinaryKind::Other });
        refused(b"caf\xE9 cr\xE8me br\xFBl\xE9e \xFF", TextError::UnknownCharset);
        refused(&vec![b'a'; LIMIT + 1], TextError::TooLarge { bytes: LIMIT + 1, limit: LIMIT });
    }

    #[test]
    fn without_tables_older_encodings_are_refused() {
        assert_eq!(decode(&encode(SHIFT_JIS, TEXT), &Utf8Only), Err(TextError::UnknownCharset));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_decoded_or_refused(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
            let _ = decode(&bytes, &EncodingRs);
        }
    }
}
