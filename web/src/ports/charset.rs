//! Japanese character sets decoded by the browser's own `TextDecoder`, so that no tables need to be downloaded.
//!
//! Finding out which character set a file is in is not its business: that is done in `shirushi_exchange::text`.

use super::js;
use shirushi_exchange::text::{Charset, CharsetDecoder};
use wasm_bindgen::JsCast;
use web_sys::{TextDecoder, TextDecoderOptions};

/// The browser as a decoder.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct BrowserDecoder;

impl CharsetDecoder for BrowserDecoder {
    /// `None` when a byte sequence is not of the character set, or the browser does not know it.
    fn decode(&self, charset: Charset, bytes: &[u8]) -> Option<String> {
        // web-sys does not know `ignoreBOM`, which despite its name keeps the mark: what one means was decided by
        // the caller.
        let options = js::object(&[("fatal", true.into()), ("ignoreBOM", true.into())]);
        let decoder = TextDecoder::new_with_label_and_options(
            charset.label(),
            options.unchecked_ref::<TextDecoderOptions>(),
        )
        .ok()?;
        decoder.decode_with_u8_array(bytes).ok()
    }
}
