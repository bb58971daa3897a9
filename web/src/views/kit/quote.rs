//! Words of a text, as far as they fit.

use shirushi_model::ByteSpan;

/// The words of a span; of a long one those it begins with.
pub(crate) fn quote(text: &str, span: ByteSpan) -> String {
    const LONGEST: usize = 400;
    let inside = span.slice(text).unwrap_or_default();
    if inside.chars().nth(LONGEST).is_some() {
        inside.chars().take(LONGEST).chain(['…']).collect()
    } else {
        inside.to_owned()
    }
}
