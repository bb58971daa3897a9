//! The text as the analysis reads it: an aligned copy in which the breaks inside sentences are gone and
//! characters that stand for others are those others. The text itself is never changed, and every span
//! that is found leads back into it.
//!
//! In the copy 述⏎べた is 述べた, ⾼⽊ is 高木, ﾄﾞｲﾂ is ドイツ, が in two characters is one, 﨑 is 崎, 葛
//! with its variation selector is 葛, and half-width brackets, `&` and quotes are full-width, as the
//! dictionary has them; a ． behind a Japanese letter is 。 and a ， is 、. So tokens, entities, values and
//! claims come out of the copy without knowing of it. What stays one character for one character and matters
//! to patterns alone (Ａ is A) is folded on the [`crate::shadow`] of the copy.

mod alignment;
mod breaks;
mod characters;
mod restore;
mod tables;

pub(crate) use alignment::Alignment;
pub(crate) use breaks::find as find_breaks;
pub(crate) use characters::fold_name;
pub(crate) use restore::{restore, restore_tokens};

use alignment::Builder;
use characters::{Marks, folded};
use shirushi_model::{ByteSpan, Joint, Wrap};
use std::borrow::Cow;

/// A text beside the copy of it that is analysed.
pub(crate) struct NormalizedText<'t> {
    /// The text itself.
    pub(crate) original: &'t str,
    /// The copy; the text itself where nothing in it is read as something else.
    pub(crate) text: Cow<'t, str>,
    /// The way from one to the other.
    pub(crate) alignment: Alignment,
}

impl<'t> NormalizedText<'t> {
    /// Makes the copy. `wraps` are the breaks that are read through, in order.
    pub(crate) fn new(original: &'t str, wraps: &[Wrap]) -> Self {
        let mut copy = Builder::new(original);
        let mut wraps = wraps.iter().peekable();
        let mut marks = Marks::new(original);
        let mut letters = original.char_indices().peekable();
        let mut before = '\n';
        while let Some((at, c)) = letters.next() {
            if let Some(wrap) = wraps.next_if(|wrap| wrap.span.start as usize <= at) {
                let end = wrap.span.end as usize;
                copy.put(wrap.span, if wrap.joint == Joint::Blank { " " } else { "" });
                while letters.next_if(|&(next, _)| next < end).is_some() {}
                continue;
            }
            let next = letters.peek().map_or('\n', |&(_, next)| next);
            if characters::is_invisible(c) && !before.is_whitespace() && !next.is_whitespace() {
                copy.put(ByteSpan::new(at, at + c.len_utf8()), "");
                continue;
            }
            let (mut letter, mut end) = (folded(c, before, next, &mut marks), at + c.len_utf8());
            while let Some((from, mark)) = letters.next_if(|&(_, mark)| characters::goes_with(letter, mark)) {
                letter = characters::with_mark(letter, mark);
                end = from + mark.len_utf8();
            }
            if letter != c || end > at + c.len_utf8() {
                copy.put(ByteSpan::new(at, end), letter.encode_utf8(&mut [0; 4]));
            }
            before = c;
        }
        let (text, alignment) = copy.finish();
        Self { original, text, alignment }
    }
}

#[cfg(test)]
mod tests;
