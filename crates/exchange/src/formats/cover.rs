//! Marks where only one can stand on a character: the longest of those that begin first.

use super::documents::{Document, Mark};
use shirushi_model::ByteSpan;

/// The marks of a document in one part that `is` wants, disjoint and in order. Of two that overlap the one
/// that begins first stays, of two that begin together the longer one.
pub(super) fn disjoint<'d, 'a>(
    document: &'d Document<'a>,
    is: impl Fn(&Mark<'a>) -> bool,
) -> Vec<(ByteSpan, &'d Mark<'a>)> {
    let mut end = 0;
    let mut chosen = Vec::new();
    for mark in document.marks.iter().filter(|mark| is(mark)) {
        if let [span] = mark.spans
            && span.start >= end
        {
            end = span.end;
            chosen.push((*span, mark));
        }
    }
    chosen
}
