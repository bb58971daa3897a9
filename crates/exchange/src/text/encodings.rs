//! The older encodings by `encoding_rs`, for everything that is not a browser.

use super::{Charset, CharsetDecoder};
use encoding_rs::{EUC_JP, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

/// Decodes with the tables of the Encoding Standard, the same that browsers use.
#[derive(Debug, Clone, Copy, Default)]
pub struct EncodingRs;

impl CharsetDecoder for EncodingRs {
    fn decode(&self, charset: Charset, bytes: &[u8]) -> Option<String> {
        let encoding = match charset {
            Charset::Utf8 => UTF_8,
            Charset::Utf16Le => UTF_16LE,
            Charset::Utf16Be => UTF_16BE,
            // Decoded without tables.
            Charset::Utf32Le | Charset::Utf32Be => return None,
            Charset::ShiftJis => SHIFT_JIS,
            Charset::EucJp => EUC_JP,
            Charset::Iso2022Jp => ISO_2022_JP,
        };
        encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned)
    }
}
