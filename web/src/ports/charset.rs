//! Japanese character sets decoded by the browser's own `TextDecoder`, so that no tables need to be
//! downloaded.
//!
//! Finding out which character set a file is in is not its business: that is done in
//! `shirushi_exchange::text`.

use super::js;
use shirushi_exchange::text::{Charset, CharsetDecoder};
use wasm_bindgen::JsCast;
use web_sys::{TextDecoder, TextDecoderOptions};

/// The 2,965 kanji of the first level of JIS X 0208, which is about what a newspaper's reader has met, in
/// order of their code points. None where the browser does not know Shift_JIS.
pub(crate) fn first_level() -> Vec<char> {
    let trails = || (0x40..=0xFCu8).filter(|&trail| trail != 0x7F);
    let is_first = |lead: u8, trail: u8| (0x889F..=0x9872).contains(&u16::from_be_bytes([lead, trail]));
    let bytes: Vec<u8> = (0x88..=0x98u8)
        .flat_map(|lead| {
            trails().filter(move |&trail| is_first(lead, trail)).flat_map(move |trail| [lead, trail])
        })
        .collect();
    let decoded = BrowserDecoder.decode(Charset::ShiftJis, &bytes).unwrap_or_default();
    shirushi_model::in_order(decoded.chars().collect(), |&c| [u64::from(c), 0, 0])
}

/// The browser as a decoder.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct BrowserDecoder;

impl CharsetDecoder for BrowserDecoder {
    /// `None` when a byte sequence is not of the character set, or the browser does not know it.
    fn decode(&self, charset: Charset, bytes: &[u8]) -> Option<String> {
        // web-sys does not know `ignoreBOM`, which despite its name keeps the mark: what one means was
        // decided by the caller.
        let options = js::object(&[("fatal", true.into()), ("ignoreBOM", true.into())]);
        let decoder = TextDecoder::new_with_label_and_options(
            charset.label(),
            options.unchecked_ref::<TextDecoderOptions>(),
        )
        .ok()?;
        decoder.decode_with_u8_array(bytes).ok()
    }
}
