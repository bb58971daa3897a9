//! Which marks of the article are drawn, by the layers that are shown, handed out to the chunks they touch.

use super::ReadingProps;
use crate::views::cards::has_card;
use shirushi_model::{Body, ByteSpan, Highlight, TagColor, Tagset, Target};
use shirushi_page::marking::shaping::parts;
use shirushi_page::reading::lines::Chunk;
use shirushi_page::reading::paint::{Line, Paint, PaintMark, PaintSource};
use shirushi_page::shared::Shared;
use shirushi_page::sureness::Sureness;
use shirushi_session::Suggestion;

/// So many marks of one chunk are drawn: a file may have any number on one word.
const MOST: usize = 2_000;

/// The marks that are to be seen near the screen, handed out to the chunks they touch.
pub(super) fn painted(props: &ReadingProps, chunks: &[Shared<Chunk>], near: ByteSpan) -> Vec<Vec<PaintMark>> {
    let layers = props.layers;
    let mut marks: Vec<PaintMark> = Vec::new();
    let suggested = props.suggestions.touching(near).filter(|one| layers.suggest(one.entity.kind));
    marks.extend(suggested.map(|Suggestion { entity, .. }| PaintMark {
        span: entity.span,
        paint: Paint::Entity(
            entity.kind,
            match Sureness::of(entity.score) {
                Sureness::Unsure => Line::Unsure,
                Sureness::Likely | Sureness::Sure => Line::Suggested,
            },
        ),
        source: PaintSource::Suggestion(entity.span),
    }));
    marks.extend(props.proposed.iter().filter(|one| one.span.overlaps(near)).map(|one| PaintMark {
        span: one.span,
        paint: Paint::Proposed(one.line()),
        source: PaintSource::None,
    }));
    let annotations = props.annotations.touching(near).into_iter();
    for annotation in annotations.filter(|annotation| layers.show(annotation, &props.me)) {
        let paint = match &annotation.body {
            Body::Claim(_) => Paint::Claim,
            Body::Entity(mark) => Paint::Entity(mark.kind, Line::Judged),
            Body::Highlight(highlight) => Paint::Highlight(color(&props.tagset, highlight)),
            Body::Relation(_) => continue,
        };
        if let Target::Placed(spans) = &annotation.target {
            let source = match layers.cards && has_card(annotation) {
                true => PaintSource::Commented(annotation.id),
                false => PaintSource::Annotation(annotation.id),
            };
            marks.extend(spans.iter().map(|&span| PaintMark { span, paint, source }));
        }
    }
    let focused = parts(props.focus, &props.annotations);
    marks.extend(focused.into_iter().map(|span| PaintMark {
        span,
        paint: Paint::Focus,
        source: PaintSource::None,
    }));
    let hits = props.hits.iter().filter(|span| span.overlaps(near));
    marks.extend(hits.map(|&span| PaintMark { span, paint: Paint::Hit, source: PaintSource::None }));

    let mut handed: Vec<Vec<PaintMark>> = vec![Vec::new(); chunks.len()];
    for mark in marks {
        let first = chunks.partition_point(|chunk| chunk.span.end <= mark.span.start);
        for (chunk, marks) in chunks.iter().zip(&mut handed).skip(first) {
            if chunk.span.start >= mark.span.end {
                break;
            }
            // What lies under so many others is not to be seen.
            if marks.len() < MOST || mark.paint == Paint::Focus {
                marks.push(mark);
            }
        }
    }
    handed
}

fn color(tagset: &Tagset, highlight: &Highlight) -> TagColor {
    tagset.get(highlight.tag).map_or(TagColor::Slate, |tag| tag.color)
}
