//! The boundaries of marks: which parts a mark has, and what hands do to them. Pure.

use crate::derived::marks::Marks;
use shirushi_model::{Annotation, AnnotationId, Body, ByteSpan, Status, Target, in_order};
use shirushi_session::Focus;
use std::sync::Arc;

/// A part of a mark whose boundaries are drawn anew with the selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reshaping {
    /// The mark, or what is suggested.
    pub what: Focus,
    pub part: ByteSpan,
}

/// Where what is selected stands, part by part.
pub fn parts(focus: Focus, marks: &Marks) -> Vec<ByteSpan> {
    match focus {
        Focus::Suggestion(span) | Focus::Claim(span) => vec![span],
        Focus::Annotation(id) => marks.get(id).map(|mark| placed(mark).to_vec()).unwrap_or_default(),
        Focus::Text(_) | Focus::None => Vec::new(),
    }
}

/// Where a mark stands, part by part.
pub fn placed(mark: &Annotation) -> &[ByteSpan] {
    match &mark.target {
        Target::Placed(spans) => spans,
        Target::Unplaced(_) => &[],
    }
}

/// The parts with one of them somewhere else.
pub fn with_part_at(parts: &[ByteSpan], part: ByteSpan, span: ByteSpan) -> Vec<ByteSpan> {
    parts.iter().map(|&one| if one == part { span } else { one }).collect()
}

/// The mark that a cut at a position cuts: `first` if it can be, else the innermost.
pub fn cut_at(marks: &Marks, position: u32, first: Option<AnnotationId>) -> Option<AnnotationId> {
    let around = marks.touching(ByteSpan { start: position, end: position }).into_iter();
    let around = around.filter(|one| one.status != Status::Rejected);
    let around = around.filter_map(|one| Some((one.id, one.extent()?)));
    around
        .filter(|(_, extent)| extent.start < position && position < extent.end)
        .min_by_key(|(id, extent)| (Some(*id) != first, extent.len()))
        .map(|(id, _)| id)
}

/// The marks in a span that can become one: the first one that has its like there, with all that are alike.
pub fn alike_in(marks: &Marks, span: ByteSpan) -> Vec<AnnotationId> {
    let inside = standing(marks.touching(span));
    let all_like = |first: &Annotation| -> Vec<AnnotationId> {
        inside.iter().filter(|one| alike(&first.body, &one.body)).map(|one| one.id).collect()
    };
    inside.iter().map(|first| all_like(first)).find(|alike| alike.len() > 1).unwrap_or_default()
}

/// A mark and the next one like it in the text.
pub fn with_next(marks: &Marks, id: AnnotationId) -> Vec<AnnotationId> {
    let standing = standing(marks.iter().collect());
    let mut from = standing.into_iter().skip_while(|one| one.id != id);
    let Some(mark) = from.next() else { return Vec::new() };
    from.find(|one| alike(&one.body, &mark.body)).map(|next| vec![id, next.id]).unwrap_or_default()
}

/// What stands, in the order of the text.
fn standing(marks: Vec<&Arc<Annotation>>) -> Vec<&Arc<Annotation>> {
    let standing: Vec<&Arc<Annotation>> = marks
        .into_iter()
        .filter(|one| one.status != Status::Rejected && matches!(one.target, Target::Placed(_)))
        .collect();
    in_order(standing, |one| {
        [one.extent().map_or(0, |extent| u64::from(extent.start)), u64::from(one.id.0), 0]
    })
}

/// Whether two marks say the same kind of thing.
fn alike(a: &Body, b: &Body) -> bool {
    match (a, b) {
        (Body::Claim(_), Body::Claim(_)) => true,
        (Body::Entity(a), Body::Entity(b)) => a.kind == b.kind,
        (Body::Highlight(a), Body::Highlight(b)) => a.tag == b.tag,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;
    use shirushi_model::{EntityMark, EntityType, Highlight, TagId};

    fn mark(id: u32, spans: &[(usize, usize)], body: Body) -> Arc<Annotation> {
        let spans = spans.iter().map(|&(start, end)| ByteSpan::new(start, end)).collect();
        Arc::new(fixtures::mark(id, spans, body))
    }

    fn name(kind: EntityType) -> Body {
        Body::Entity(EntityMark { kind, canonical: String::new(), value: None })
    }

    fn tag(id: u32) -> Body {
        Body::Highlight(Highlight { tag: TagId(id) })
    }

    fn ids(ids: &[u32]) -> Vec<AnnotationId> {
        ids.iter().map(|&id| AnnotationId(id)).collect()
    }

    fn marks() -> Marks {
        let mut marks = Marks::default();
        for mark in [
            mark(1, &[(30, 60)], tag(1)),
            mark(2, &[(0, 9)], name(EntityType::Person)),
            mark(3, &[(12, 21)], name(EntityType::Location)),
            mark(4, &[(24, 33), (36, 45)], name(EntityType::Person)),
            mark(5, &[(0, 60)], tag(2)),
        ] {
            marks.put(&mark);
        }
        marks
    }

    #[test]
    fn a_cut_meets_the_mark_that_was_meant_or_the_innermost() {
        let marks = marks();
        assert_eq!(cut_at(&marks, 40, None), Some(AnnotationId(4)));
        assert_eq!(cut_at(&marks, 40, Some(AnnotationId(5))), Some(AnnotationId(5)));
        assert_eq!(cut_at(&marks, 0, None), None);
        assert_eq!(
            cut_at(&marks, 9, Some(AnnotationId(2))),
            Some(AnnotationId(5)),
            "a boundary is no inside"
        );
    }

    #[test]
    fn alike_are_marks_of_one_type_or_tag() {
        let marks = marks();
        assert_eq!(alike_in(&marks, ByteSpan::new(3, 40)), ids(&[2, 4]));
        assert_eq!(alike_in(&marks, ByteSpan::new(10, 40)), ids(&[]));
        assert_eq!(with_next(&marks, AnnotationId(2)), ids(&[2, 4]));
        assert_eq!(with_next(&marks, AnnotationId(4)), ids(&[]));
    }

    #[test]
    fn one_part_moves_and_the_others_stay() {
        let all = parts(Focus::Annotation(AnnotationId(4)), &marks());
        let (part, to) = (ByteSpan::new(36, 45), ByteSpan::new(39, 51));
        assert_eq!(with_part_at(&all, part, to), [ByteSpan::new(24, 33), to]);
    }
}
