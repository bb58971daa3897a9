//! Where the parts of a copy stand in the text it was made from.

use shirushi_model::ByteSpan;
use std::borrow::Cow;

/// One place at which copy and text are not the same.
#[derive(Debug, Clone, Copy)]
struct Edit {
    original: ByteSpan,
    copy: ByteSpan,
}

/// The way between a text and its copy. Between the edits both are the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Alignment {
    /// Invariant: in order and disjoint on both sides.
    edits: Vec<Edit>,
}

/// Which side of a position counts where something was left out there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SpanEdge {
    /// What begins at the position begins behind what was left out.
    Start,
    /// What ends at the position ends before it.
    End,
}

impl Alignment {
    /// Whether text and copy are the same.
    pub(crate) fn is_identity(&self) -> bool {
        self.edits.is_empty()
    }

    /// The span of the text that a span of the copy stands for. It covers whole letters: of a letter with
    /// its marks, all.
    pub(crate) fn to_original(&self, span: ByteSpan) -> ByteSpan {
        self.map(span, |edit| (edit.copy, edit.original))
    }

    /// The span of the copy that stands for a span of the text.
    pub(crate) fn to_copy(&self, span: ByteSpan) -> ByteSpan {
        self.map(span, |edit| (edit.original, edit.copy))
    }

    fn map(&self, span: ByteSpan, sides: impl Fn(&Edit) -> (ByteSpan, ByteSpan)) -> ByteSpan {
        if self.edits.is_empty() {
            return span;
        }
        let start = self.position(span.start, SpanEdge::Start, &sides);
        // An empty span stays one.
        let end = if span.is_empty() { start } else { self.position(span.end, SpanEdge::End, &sides) };
        ByteSpan { start, end: end.max(start) }
    }

    fn position(&self, position: u32, edge: SpanEdge, sides: &impl Fn(&Edit) -> (ByteSpan, ByteSpan)) -> u32 {
        let before = self.edits.partition_point(|edit| {
            let (from, _) = sides(edit);
            from.start < position || edge == SpanEdge::Start && from.start == position
        });
        let Some(edit) = before.checked_sub(1).and_then(|last| self.edits.get(last)) else { return position };
        let (from, to) = sides(edit);
        if position >= from.end {
            return to.end + (position - from.end);
        }
        match edge {
            SpanEdge::Start => to.start,
            SpanEdge::End => to.end,
        }
    }
}

/// A copy in the making.
pub(super) struct Builder<'t> {
    original: &'t str,
    copy: String,
    /// Up to where the text is in the copy.
    done: usize,
    edits: Vec<Edit>,
}

impl<'t> Builder<'t> {
    pub(super) fn new(original: &'t str) -> Self {
        Self { original, copy: String::new(), done: 0, edits: Vec::new() }
    }

    /// Puts something in the place of a span; spans come in order.
    pub(super) fn put(&mut self, span: ByteSpan, instead: &str) {
        if self.edits.is_empty() {
            self.copy.reserve(self.original.len() + 16);
        }
        self.copy.push_str(self.original.get(self.done..span.start as usize).unwrap_or_default());
        let start = self.copy.len();
        self.copy.push_str(instead);
        self.edits.push(Edit { original: span, copy: ByteSpan::new(start, self.copy.len()) });
        self.done = span.end as usize;
    }

    pub(super) fn finish(mut self) -> (Cow<'t, str>, Alignment) {
        if self.edits.is_empty() {
            return (Cow::Borrowed(self.original), Alignment::default());
        }
        self.copy.push_str(self.original.get(self.done..).unwrap_or_default());
        (Cow::Owned(self.copy), Alignment { edits: self.edits })
    }
}
