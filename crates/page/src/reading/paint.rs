//! From marks that overlap to segments that do not: which pieces of a line are drawn how.
//!
//! Each kind of mark has a visual channel of its own, so that several on the same text stay readable:
//! entities are underlines, claims are tints behind the text, highlights are bands, focus is an outline. Two
//! marks of one kind on the same text take two lanes. Pure: knows spans and kinds, no DOM.

use shirushi_model::{AnnotationId, ByteSpan, EntityType, TagColor, in_order};

/// A mark to be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaintMark {
    pub span: ByteSpan,
    pub paint: Paint,
    pub source: PaintSource,
}

/// How a mark is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    Entity(EntityType, Line),
    Claim,
    /// A claim that is suggested, with how firm its line is, 0 to 3.
    Proposed(u8),
    Highlight(TagColor),
    /// What is selected.
    Focus,
    /// Found by a search.
    Hit,
}

/// How firmly an entity's line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A person said so.
    Judged,
    /// Suggested.
    Suggested,
    /// Suggested, and not sure.
    Unsure,
}

/// What a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaintSource {
    Annotation(AnnotationId),
    /// An annotation that a card in the margin tells about.
    Commented(AnnotationId),
    Suggestion(ByteSpan),
    None,
}

/// A piece of text that is drawn in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    pub span: ByteSpan,
    /// CSS classes, space separated; empty for plain text.
    pub class: String,
    /// The innermost annotation on it.
    pub annotation: Option<PaintSource>,
}

/// Cuts a line into segments. `marks` are those that touch the line, `tokens` the byte positions where tokens
/// start when their boundaries are to be seen.
pub fn segments(line: ByteSpan, marks: &[PaintMark], tokens: &[u32]) -> Vec<Segment> {
    let cuts: Vec<u32> = marks
        .iter()
        .flat_map(|mark| [mark.span.start, mark.span.end])
        .chain(tokens.iter().copied())
        .filter(|&at| line.start < at && at < line.end)
        .chain([line.start, line.end])
        .collect();
    let mut cuts = in_order(cuts, |&at| [u64::from(at), 0, 0]);
    cuts.dedup();

    let starting: Vec<&PaintMark> = marks.iter().filter(|mark| mark.span.overlaps(line)).collect();
    let starting = in_order(starting, |mark| [u64::from(mark.span.start), !u64::from(mark.span.end), 0]);
    let mut starting = starting.into_iter().peekable();
    let mut active: Vec<&PaintMark> = Vec::new();

    cuts.windows(2)
        .filter_map(|pair| {
            let &[start, end] = pair else { return None };
            let span = ByteSpan { start, end };
            active.retain(|mark| mark.span.end > start);
            while let Some(mark) = starting.next_if(|mark| mark.span.start <= start) {
                active.push(mark);
            }
            Some(Segment { span, class: class(span, &active, tokens), annotation: innermost(&active) })
        })
        .collect()
}

fn innermost(active: &[&PaintMark]) -> Option<PaintSource> {
    active
        .iter()
        .filter_map(|mark| match mark.source {
            PaintSource::Annotation(id) | PaintSource::Commented(id) => {
                Some((mark.span.len(), id, mark.source))
            }
            _ => None,
        })
        .min_by_key(|&(length, id, _)| (length, id))
        .map(|(_, _, source)| source)
}

fn class(span: ByteSpan, active: &[&PaintMark], tokens: &[u32]) -> String {
    let mut class = String::new();
    let mut add = |name: &str| {
        if !class.is_empty() {
            class.push(' ');
        }
        class.push_str(name);
    };
    if tokens.binary_search(&span.start).is_ok() {
        add("token");
    }
    let (mut claims, mut highlights, mut entities) = (0, 0, 0);
    let mut proposed: Option<u8> = None;
    for mark in active {
        match mark.paint {
            Paint::Entity(kind, line) => {
                entities += 1;
                // Only the outermost two fit under the text; the inspector lists the whole stack.
                match entities {
                    1 => {
                        add("entity");
                        add(entity_class(kind));
                        add(match line {
                            Line::Judged => "judged",
                            Line::Suggested => "suggested",
                            Line::Unsure => "suggested unsure",
                        });
                    }
                    2 => add("entity-inner"),
                    _ => {}
                }
            }
            Paint::Claim => {
                claims += 1;
                if mark.span.start == span.start {
                    add("claim-start");
                }
                if mark.span.end == span.end {
                    add("claim-end");
                }
            }
            Paint::Highlight(color) => {
                highlights += 1;
                match highlights {
                    1 => {
                        add("band");
                        add(band_class(color));
                    }
                    2 => add("band-second"),
                    _ => {}
                }
            }
            Paint::Focus => {
                add("focused");
                if mark.span.start == span.start {
                    add("focus-start");
                }
                if mark.span.end == span.end {
                    add("focus-end");
                }
            }
            Paint::Hit => add("hit"),
            Paint::Proposed(line) => proposed = proposed.max(Some(line)),
        }
    }
    match proposed {
        None => {}
        Some(0) => add("proposed faintest"),
        Some(1) => add("proposed faint"),
        Some(2) => add("proposed lighter"),
        Some(_) => add("proposed"),
    }
    match claims {
        0 => {}
        1 => add("claim"),
        2 => add("claim claim-2"),
        _ => add("claim claim-3"),
    }
    class
}

/// The class of an entity type; every place that shows a type uses it.
pub fn entity_class(kind: EntityType) -> &'static str {
    match kind {
        EntityType::Person => "e-person",
        EntityType::Organization => "e-organization",
        EntityType::Location => "e-location",
        EntityType::Facility => "e-facility",
        EntityType::Event => "e-event",
        EntityType::Product => "e-product",
        EntityType::Date => "e-date",
        EntityType::Time => "e-time",
        EntityType::Quantity => "e-quantity",
    }
}

/// The class of a tag's colour; every place that shows a tag uses it.
pub fn band_class(color: TagColor) -> &'static str {
    match color {
        TagColor::Amber => "b-amber",
        TagColor::Rose => "b-rose",
        TagColor::Sky => "b-sky",
        TagColor::Moss => "b-moss",
        TagColor::Violet => "b-violet",
        TagColor::Slate => "b-slate",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(start: u32, end: u32, paint: Paint) -> PaintMark {
        PaintMark { span: ByteSpan { start, end }, paint, source: PaintSource::None }
    }

    fn shape(line: (u32, u32), marks: &[PaintMark], tokens: &[u32]) -> Vec<(u32, u32, String)> {
        segments(ByteSpan { start: line.0, end: line.1 }, marks, tokens)
            .into_iter()
            .map(|s| (s.span.start, s.span.end, s.class))
            .collect()
    }

    #[test]
    fn plain_text_is_one_segment() {
        assert_eq!(shape((0, 9), &[], &[]), [(0, 9, String::new())]);
    }

    #[test]
    fn overlapping_marks_share_the_middle() {
        let marks = [mark(0, 6, Paint::Claim), mark(3, 9, Paint::Highlight(TagColor::Amber))];
        assert_eq!(
            shape((0, 12), &marks, &[]),
            [
                (0, 3, "claim-start claim".into()),
                (3, 6, "claim-end band b-amber claim".into()),
                (6, 9, "band b-amber".into()),
                (9, 12, String::new()),
            ]
        );
    }

    #[test]
    fn a_claim_inside_a_claim_is_deeper() {
        let marks = [mark(0, 9, Paint::Claim), mark(3, 6, Paint::Claim)];
        let classes: Vec<String> = shape((0, 9), &marks, &[]).into_iter().map(|s| s.2).collect();
        assert_eq!(classes, ["claim-start claim", "claim-start claim-end claim claim-2", "claim-end claim"]);
    }

    #[test]
    fn a_mark_that_began_before_the_line_has_no_start_in_it() {
        assert_eq!(shape((6, 9), &[mark(0, 20, Paint::Claim)], &[]), [(6, 9, "claim".into())]);
    }

    #[test]
    fn token_boundaries_cut_and_are_seen() {
        assert_eq!(shape((0, 6), &[], &[0, 3]), [(0, 3, "token".into()), (3, 6, "token".into())]);
    }

    #[test]
    fn the_segments_are_the_line() {
        let marks: Vec<PaintMark> = (0..50).map(|i| mark(i * 3 % 31, i * 3 % 31 + i, Paint::Claim)).collect();
        let found = segments(ByteSpan { start: 5, end: 40 }, &marks, &[7, 9, 11]);
        assert_eq!(found.first().unwrap().span.start, 5);
        assert_eq!(found.last().unwrap().span.end, 40);
        assert!(found.windows(2).all(|w| w[0].span.end == w[1].span.start));
    }
}
