//! Marks where only one can stand on a character: the longest of those that begin first.

use super::documents::{Document, Mark};
use shirushi_model::{ArticleId, ByteSpan, Project, Target};
use std::collections::HashMap;

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

/// How many marks share characters with one that begins before them.
pub(super) fn overlapping(project: &Project) -> usize {
    let mut spans: HashMap<ArticleId, Vec<ByteSpan>> = HashMap::new();
    for annotation in project.annotations.values() {
        if let (Target::Placed(_), Some(extent)) = (&annotation.target, annotation.extent()) {
            spans.entry(annotation.article).or_default().push(extent);
        }
    }
    let mut count = 0;
    for spans in spans.values_mut() {
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        let mut end = 0;
        for span in spans {
            count += usize::from(span.start < end);
            end = end.max(span.end);
        }
    }
    count
}
