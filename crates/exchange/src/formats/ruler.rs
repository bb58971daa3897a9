//! Measures one text in every unit other tools count, and finds whole characters.

use super::OffsetUnit;
use shirushi_model::{Article, ByteSpan, CharSpan, Utf16Span, is_plain_boundary};
use std::cell::OnceCell;
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation as _;

/// Converts between bytes and other units of one article. Graphemes are found when first asked for.
#[derive(Debug, Clone)]
pub(super) struct Ruler {
    article: Arc<Article>,
    /// Bytes at which graphemes begin, and the end of the text.
    graphemes: OnceCell<Vec<u32>>,
}

impl Ruler {
    pub(super) fn new(article: Arc<Article>) -> Self {
        Self { article, graphemes: OnceCell::new() }
    }

    pub(super) fn article(&self) -> &Arc<Article> {
        &self.article
    }

    pub(super) fn text(&self) -> &str {
        &self.article.text
    }

    fn graphemes(&self) -> &[u32] {
        self.graphemes.get_or_init(|| {
            let text = self.text();
            text.grapheme_indices(true).map(|(at, _)| at as u32).chain([text.len() as u32]).collect()
        })
    }

    /// Start and end of a span in a unit.
    pub(super) fn measure(&self, span: ByteSpan, unit: OffsetUnit) -> (u32, u32) {
        match unit {
            OffsetUnit::Bytes => (span.start, span.end),
            OffsetUnit::CodePoints => {
                let span = self.article.index.char_span(self.text(), span);
                (span.start, span.end)
            }
            OffsetUnit::Utf16 => {
                let span = self.article.index.utf16_span(self.text(), span);
                (span.start, span.end)
            }
            OffsetUnit::Graphemes => {
                let at = |byte: u32| self.graphemes().partition_point(|&start| start < byte) as u32;
                (at(span.start), at(span.end))
            }
        }
    }

    /// The span between two positions; `None` when one lies past the end or they are reversed. A position
    /// inside of a character stands for its beginning.
    pub(super) fn locate(&self, start: u32, end: u32, unit: OffsetUnit) -> Option<ByteSpan> {
        if end < start {
            return None;
        }
        let text = self.text();
        match unit {
            OffsetUnit::CodePoints => self.article.index.byte_span(text, CharSpan { start, end }),
            OffsetUnit::Utf16 => self.article.index.byte_span_of_utf16(text, Utf16Span { start, end }),
            OffsetUnit::Graphemes => {
                let at = |place: u32| self.graphemes().get(place as usize).copied();
                Some(ByteSpan { start: at(start)?, end: at(end)? })
            }
            OffsetUnit::Bytes => {
                let inside = |at: u32| (at as usize <= text.len()).then(|| floor(text, at));
                Some(ByteSpan { start: inside(start)?, end: inside(end)? })
            }
        }
    }

    /// Whether both ends stand between graphemes.
    pub(super) fn is_whole(&self, span: ByteSpan) -> bool {
        let is_edge = |at| is_plain_boundary(self.text(), at) || self.graphemes().binary_search(&at).is_ok();
        is_edge(span.start) && is_edge(span.end)
    }

    /// The span widened to whole graphemes.
    pub(super) fn widen(&self, span: ByteSpan) -> ByteSpan {
        if self.is_whole(span) {
            return span;
        }
        let starts = self.graphemes();
        let last = starts.last().copied().unwrap_or_default();
        let at = |place: usize| starts.get(place).copied().unwrap_or(last);
        let start = at(starts.partition_point(|&start| start <= span.start).saturating_sub(1));
        let end = at(starts.partition_point(|&start| start < span.end));
        ByteSpan { start, end: end.max(start) }
    }
}

fn floor(text: &str, at: u32) -> u32 {
    let mut at = at;
    while !text.is_char_boundary(at as usize) {
        at -= 1;
    }
    at
}
