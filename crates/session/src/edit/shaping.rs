//! The shape of marks: one made two, several made one, and what goes along when a mark moves.

use super::{Numbers, Plan, placed};
use crate::{Focus, Label, MarkKind, Operation, Refusal, Session};
use shirushi_model::{
    Annotation, AnnotationId, ArticleId, Body, ByteSpan, EntityMark, Target, Timestamp, in_order,
};
use std::sync::Arc;

pub(super) fn split(
    session: &Session,
    id: AnnotationId,
    position: u32,
    at: Timestamp,
) -> Result<Plan, Refusal> {
    let before = session.project.annotations.get(&id).ok_or(Refusal::NoSuchAnnotation(id))?;
    let article = session.project.article(before.article).ok_or(Refusal::NoSuchArticle(before.article))?;
    let Target::Placed(spans) = &before.target else { return Err(Refusal::EmptySpan) };
    let (mut head, mut tail) = (Vec::new(), Vec::new());
    for &span in spans {
        let cut = position.clamp(span.start, span.end);
        head.push(ByteSpan { start: span.start, end: cut });
        tail.push(ByteSpan { start: cut, end: span.end });
    }
    let text = &*article.text;
    let (head, tail) = (placed(article, inked(text, head)?)?, placed(article, inked(text, tail)?)?);
    let mut first = Annotation::clone(before);
    first.target = Target::Placed(head);
    first.modified = at;
    let mut second = Annotation::clone(before);
    second.id = AnnotationId(Numbers::of(session).next()?);
    second.target = Target::Placed(tail);
    (second.created, second.modified) = (at, at);
    for half in [&mut first, &mut second] {
        // A name or a value is that of the whole.
        if let Body::Entity(mark) = &mut half.body {
            *mark = EntityMark { kind: mark.kind, canonical: String::new(), value: None };
        }
    }
    let mut operations = relations_follow(session, before, &first, at);
    operations.push(Operation::PutAnnotation { before: Some(before.clone()), after: Some(Arc::new(first)) });
    operations.push(Operation::PutAnnotation { before: None, after: Some(Arc::new(second)) });
    Ok(Plan { label: Label::Split, operations, selection: session.selection })
}

/// What of these spans covers more than blanks, without blanks at the ends.
fn inked(text: &str, spans: Vec<ByteSpan>) -> Result<Vec<ByteSpan>, Refusal> {
    let mut inked = Vec::with_capacity(spans.len());
    for span in spans {
        let inside = span.slice(text).ok_or(Refusal::InsideCharacter(span))?;
        let start = span.start + (inside.len() - inside.trim_start().len()) as u32;
        let end = start + inside.trim().len() as u32;
        if start < end {
            inked.push(ByteSpan { start, end });
        }
    }
    Ok(inked)
}

pub(super) fn merge(session: &Session, ids: Vec<AnnotationId>, at: Timestamp) -> Result<Plan, Refusal> {
    let mut marks: Vec<&Arc<Annotation>> = Vec::with_capacity(ids.len());
    for id in ids {
        marks.push(session.project.annotations.get(&id).ok_or(Refusal::NoSuchAnnotation(id))?);
    }
    let mut marks = in_order(marks, |mark| {
        [u64::from(mark.extent().map_or(u32::MAX, |extent| extent.start)), u64::from(mark.id.0), 0]
    });
    marks.dedup_by_key(|mark| mark.id);
    let Some((first, others)) = marks.split_first() else { return Err(Refusal::NotAlike) };
    let alike = |other: &&Arc<Annotation>| {
        other.article == first.article && MarkKind::of(&other.body) == MarkKind::of(&first.body)
    };
    if others.is_empty() || !others.iter().all(alike) || MarkKind::of(&first.body) == MarkKind::Relation {
        return Err(Refusal::NotAlike);
    }
    let article = session.project.article(first.article).ok_or(Refusal::NoSuchArticle(first.article))?;
    let mut spans = Vec::new();
    let mut notes: Vec<&str> = Vec::new();
    for mark in &marks {
        match &mark.target {
            Target::Placed(placed) => spans.extend(placed),
            Target::Unplaced(_) => return Err(Refusal::NotAlike),
        }
        if !mark.note.is_empty() && !notes.contains(&mark.note.as_str()) {
            notes.push(&mark.note);
        }
    }
    let mut after = Annotation::clone(first);
    after.target = Target::Placed(placed(article, spans)?);
    after.note = notes.join("\n");
    after.modified = at;
    let mut operations: Vec<Operation> =
        marks.iter().flat_map(|mark| relations_follow(session, mark, &after, at)).collect();
    operations.extend(
        others.iter().map(|mark| Operation::PutAnnotation { before: Some(Arc::clone(mark)), after: None }),
    );
    let mut selection = session.selection;
    if selection.article == Some(first.article) {
        selection.focus = Focus::Annotation(first.id);
    }
    operations
        .push(Operation::PutAnnotation { before: Some(Arc::clone(first)), after: Some(Arc::new(after)) });
    Ok(Plan { label: Label::Merge, operations, selection })
}

/// A relation is about the place of a claim: when the claim moves, so does that end of its relations. One
/// that would then relate a claim to itself stays where it is.
pub(super) fn relations_follow(
    session: &Session,
    before: &Annotation,
    after: &Annotation,
    at: Timestamp,
) -> Vec<Operation> {
    let (Some(from), Some(to)) = (before.extent(), after.extent()) else { return Vec::new() };
    if MarkKind::of(&before.body) != MarkKind::Claim || from == to || before.article != after.article {
        return Vec::new();
    }
    let is_end =
        |article: ArticleId, target: &Target| article == before.article && target.extent() == Some(from);
    let mut operations = Vec::new();
    for relation in session.project.annotations.values() {
        let Body::Relation(mark) = &relation.body else { continue };
        let mut moved = Annotation::clone(relation);
        if is_end(relation.article, &relation.target) {
            moved.target = after.target.clone();
        }
        if is_end(mark.other, &mark.place)
            && let Body::Relation(mark) = &mut moved.body
        {
            mark.place = after.target.clone();
        }
        let to_itself = crate::ends(&moved).is_some_and(|(one, other)| one == other);
        if moved != **relation && !to_itself {
            moved.modified = at;
            operations.push(Operation::PutAnnotation {
                before: Some(Arc::clone(relation)),
                after: Some(Arc::new(moved)),
            });
        }
    }
    operations
}

#[cfg(test)]
mod tests;
