//! Positions in a text, in three units that cannot be mixed up.
//!
//! In memory a span is a [`ByteSpan`] into UTF-8; files count Unicode code points ([`CharSpan`]); the DOM
//! counts UTF-16 units ([`Utf16Span`]). [`TextIndex`] is the only place that converts between them.
//! All spans are half-open. No line or column exists here: an article is one run of text.

use crate::in_order;
use serde::{Deserialize, Serialize};
use unicode_segmentation::{GraphemeCursor, GraphemeIncomplete, UnicodeSegmentation as _};

macro_rules! span {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name {
            /// The first position inside.
            pub start: u32,
            /// The first position after.
            pub end: u32,
        }

        impl $name {
            /// How many units the span covers; 0 when it is empty or reversed.
            pub fn len(self) -> u32 {
                self.end.saturating_sub(self.start)
            }

            /// Whether the span covers nothing.
            pub fn is_empty(self) -> bool {
                self.len() == 0
            }
        }
    };
}

span! {
    /// A half-open range of UTF-8 bytes.
    ///
    /// Invariant: both ends lie on `char` boundaries of the text the span was made for.
    ByteSpan
}
span! {
    /// A half-open range of Unicode code points, as files count.
    CharSpan
}
span! {
    /// A half-open range of UTF-16 code units, as the DOM counts.
    Utf16Span
}

impl ByteSpan {
    /// A span from positions that are known to be `char` boundaries.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: clamp(start), end: clamp(end) }
    }

    /// The text inside, or `None` when the span does not fit the text.
    pub fn slice(self, text: &str) -> Option<&str> {
        text.get(self.start as usize..self.end as usize)
    }

    /// The range for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

/// What some spans cover together: in order, disjoint, those that touch or overlap made one.
pub fn joined(spans: Vec<ByteSpan>) -> Vec<ByteSpan> {
    let spans = in_order(spans, |span| [u64::from(span.start), u64::from(span.end), 0]);
    let mut joined: Vec<ByteSpan> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}

fn clamp(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// How many bytes lie between two checkpoints of a [`TextIndex`].
const STRIDE: usize = 128;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Checkpoint {
    byte: u32,
    chars: u32,
    utf16: u32,
}

/// Converts positions of one text between bytes, code points and UTF-16 units.
///
/// Built once per article in linear time; each conversion looks at no more than about [`STRIDE`] bytes. The
/// index does not hold the text: hand it the one it was built from. With another text the answers are
/// meaningless but nothing panics. Texts are limited to 4 GiB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextIndex {
    checkpoints: Vec<Checkpoint>,
    end: Checkpoint,
}

impl TextIndex {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut at = Checkpoint { byte: 0, chars: 0, utf16: 0 };
        let mut next = 0;
        for c in text.chars() {
            if at.byte as usize >= next {
                checkpoints.push(at);
                next = at.byte as usize + STRIDE;
            }
            at = after(at, c);
        }
        if checkpoints.is_empty() {
            checkpoints.push(at);
        }
        Self { checkpoints, end: at }
    }

    /// The number of code points in the text.
    pub fn chars(&self) -> u32 {
        self.end.chars
    }

    /// The number of UTF-16 units in the text.
    pub fn utf16_units(&self) -> u32 {
        self.end.utf16
    }

    /// The code points of a byte span. A position inside a character counts as that character's start.
    pub fn char_span(&self, text: &str, span: ByteSpan) -> CharSpan {
        CharSpan {
            start: self.seek(text, span.start, BYTE).chars,
            end: self.seek(text, span.end, BYTE).chars,
        }
    }

    /// The UTF-16 units of a byte span. A position inside a character counts as that character's start.
    pub fn utf16_span(&self, text: &str, span: ByteSpan) -> Utf16Span {
        Utf16Span {
            start: self.seek(text, span.start, BYTE).utf16,
            end: self.seek(text, span.end, BYTE).utf16,
        }
    }

    /// The bytes of a code-point span, or `None` when it is reversed or reaches past the end.
    pub fn byte_span(&self, text: &str, span: CharSpan) -> Option<ByteSpan> {
        (span.start <= span.end && span.end <= self.end.chars).then(|| ByteSpan {
            start: self.seek(text, span.start, CHARS).byte,
            end: self.seek(text, span.end, CHARS).byte,
        })
    }

    /// The bytes of a UTF-16 span, or `None` when it is reversed or reaches past the end. An end that falls
    /// between the two halves of a surrogate pair moves to the start of that character.
    pub fn byte_span_of_utf16(&self, text: &str, span: Utf16Span) -> Option<ByteSpan> {
        (span.start <= span.end && span.end <= self.end.utf16).then(|| ByteSpan {
            start: self.seek(text, span.start, UTF16).byte,
            end: self.seek(text, span.end, UTF16).byte,
        })
    }

    /// The last position whose measured unit is at most `target`.
    fn seek(&self, text: &str, target: u32, unit: fn(&Checkpoint) -> u32) -> Checkpoint {
        let found = self.checkpoints.partition_point(|c| unit(c) <= target).saturating_sub(1);
        let mut at = self.checkpoints.get(found).copied().unwrap_or(self.end);
        for c in text.get(at.byte as usize..).unwrap_or_default().chars() {
            let next = after(at, c);
            if unit(&next) > target {
                break;
            }
            at = next;
        }
        at
    }
}

const BYTE: fn(&Checkpoint) -> u32 = |c| c.byte;
const CHARS: fn(&Checkpoint) -> u32 = |c| c.chars;
const UTF16: fn(&Checkpoint) -> u32 = |c| c.utf16;

fn after(at: Checkpoint, c: char) -> Checkpoint {
    Checkpoint {
        byte: at.byte + c.len_utf8() as u32,
        chars: at.chars + 1,
        utf16: at.utf16 + c.len_utf16() as u32,
    }
}

/// Widens a span until neither end cuts a grapheme cluster (emoji sequences, variation selectors as in 辻󠄀,
/// combining marks, half-width dakuten). A span that does not fit the text is clamped to it first.
pub fn grapheme_span(text: &str, span: ByteSpan) -> ByteSpan {
    let start = boundary(text, span.start.min(span.end) as usize, Side::Before);
    let end = boundary(text, span.end as usize, Side::After);
    ByteSpan::new(start, end.max(start))
}

/// Where graphemes of one text begin and end, for widening a great many spans: one grapheme may have a
/// million characters, and [`grapheme_span`] looks through it for every span.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graphemes(Vec<u32>);

impl Graphemes {
    /// Reads the text once.
    pub fn new(text: &str) -> Self {
        Self(text.grapheme_indices(true).map(|(at, _)| at as u32).chain([text.len() as u32]).collect())
    }

    /// As [`grapheme_span`], on the text these are of.
    pub fn widen(&self, span: ByteSpan) -> ByteSpan {
        let last = self.0.last().copied().unwrap_or_default();
        let at = |place: usize| self.0.get(place).copied().unwrap_or(last);
        let start =
            at(self.0.partition_point(|&boundary| boundary <= span.start.min(span.end)).saturating_sub(1));
        let end = at(self.0.partition_point(|&boundary| boundary < span.end));
        ByteSpan { start, end: end.max(start) }
    }
}

/// Whether it can be seen from the characters beside a position alone that no grapheme goes over it: both are
/// letters that nothing combines with by itself.
pub fn is_plain_boundary(text: &str, position: u32) -> bool {
    let plain = |c: Option<char>| {
        c.is_none_or(|c| {
            matches!(c, ' '..='~' | 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '一'..='鿿' | '、'..='」' | 'ー' | '０'..='ｚ')
        })
    };
    let at = position as usize;
    let (before, after) = (text.get(..at), text.get(at..));
    before
        .zip(after)
        .is_some_and(|(before, after)| plain(before.chars().next_back()) && plain(after.chars().next()))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

fn boundary(text: &str, position: usize, side: Side) -> usize {
    let mut position = position.min(text.len());
    while !text.is_char_boundary(position) {
        position -= 1;
    }
    let mut cursor = GraphemeCursor::new(position, text.len(), true);
    let is_boundary: Result<bool, GraphemeIncomplete> = cursor.is_boundary(text, 0);
    if is_boundary.unwrap_or(true) {
        return position;
    }
    let moved = match side {
        Side::Before => cursor.prev_boundary(text, 0),
        Side::After => cursor.next_boundary(text, 0),
    };
    moved.ok().flatten().unwrap_or(position)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "a",
            "印",
            "\r\n",
            "\n",
            "👩‍🚒",
            "𠮷",
            "辻\u{E0100}",
            "が",
            "か\u{3099}",
            "ｶﾞ",
            "é",
            "e\u{301}",
            "\u{0}",
            "🇯🇵",
        ]);
        prop::collection::vec(piece, 0..200).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn every_unit_leads_back_to_the_same_bytes(text in texts(), a in 0usize..2000, b in 0usize..2000) {
            let boundaries: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
            let (a, b) = (boundaries[a % boundaries.len()], boundaries[b % boundaries.len()]);
            let span = ByteSpan::new(a.min(b), a.max(b));
            let index = TextIndex::new(&text);
            let chars = index.char_span(&text, span);
            let utf16 = index.utf16_span(&text, span);
            prop_assert_eq!(index.byte_span(&text, chars), Some(span));
            prop_assert_eq!(index.byte_span_of_utf16(&text, utf16), Some(span));
            let inside = span.slice(&text).unwrap();
            prop_assert_eq!(chars.len() as usize, inside.chars().count());
            prop_assert_eq!(utf16.len() as usize, inside.encode_utf16().count());
        }

        #[test]
        fn a_widened_span_cuts_no_grapheme(text in texts(), a in 0usize..2000, b in 0usize..2000) {
            use unicode_segmentation::UnicodeSegmentation;
            let span = ByteSpan::new(a.min(b), a.max(b));
            let wide = grapheme_span(&text, span);
            let edges: Vec<usize> = text.grapheme_indices(true).map(|(i, _)| i).chain([text.len()]).collect();
            prop_assert!(edges.contains(&(wide.start as usize)) && edges.contains(&(wide.end as usize)));
            prop_assert!(wide.start as usize <= (span.start as usize).min(text.len()));
            prop_assert!(wide.end as usize >= (span.end as usize).min(text.len()) || !text.is_char_boundary(span.end as usize));
            prop_assert_eq!(grapheme_span(&text, wide), wide);
            if span.slice(&text).is_some() {
                prop_assert_eq!(Graphemes::new(&text).widen(span), wide);
            }
            for at in [span.start, span.end].into_iter().filter(|&at| is_plain_boundary(&text, at)) {
                prop_assert!(edges.contains(&(at as usize)));
            }
        }
    }

    #[test]
    fn positions_past_the_end_are_refused() {
        let index = TextIndex::new("印");
        assert_eq!(index.byte_span("印", CharSpan { start: 0, end: 2 }), None);
        assert_eq!(index.byte_span_of_utf16("印", Utf16Span { start: 1, end: 0 }), None);
    }

    #[test]
    fn half_a_surrogate_pair_falls_back_to_its_character() {
        let index = TextIndex::new("a𠮷b");
        let span = index.byte_span_of_utf16("a𠮷b", Utf16Span { start: 1, end: 2 });
        assert_eq!(span, Some(ByteSpan { start: 1, end: 1 }));
    }
}
