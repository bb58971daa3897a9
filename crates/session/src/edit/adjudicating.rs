//! Deciding between the marks of several people (突き合わせ): nobody's mark is changed but in its status, and
//! what is decided is a mark of its own.

use super::{Numbers, Plan, check_body, kept, placed};
use crate::{Label, Operation, Refusal, RuledMark, Ruling, Session, Verdict};
use shirushi_model::{
    Annotation, AnnotationId, ArticleId, Body, ByteSpan, Creator, Status, Target, Timestamp,
};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// 「患者さんの情報」 of 早瀬 and 「情報」 of 黒田 become proposals; the one decided on stands beside them,
/// made and judged by whoever decided.
///
/// *Limitations.* Relations are about the place of a claim, and stay where they are when another place is
/// decided on.
pub(super) fn adjudicate(
    session: &Session,
    rulings: Vec<Ruling>,
    by: &str,
    at: Timestamp,
) -> Result<Plan, Refusal> {
    let count = u32::try_from(rulings.len()).unwrap_or(u32::MAX);
    let mut numbers = Numbers::of(session);
    let mut aside: BTreeSet<AnnotationId> = BTreeSet::new();
    // What was decided, now and before, by the place it stands on.
    let mut decided: HashMap<Option<RulingPlace>, Vec<Arc<Annotation>>> = HashMap::new();
    for one in session.project.annotations.values().filter(|one| one.is_ruling()) {
        decided.entry(place(one)).or_default().push(one.clone());
    }
    let mut operations = Vec::new();
    for Ruling { aside: ids, marks } in rulings {
        for id in ids {
            let before = session.project.annotations.get(&id).ok_or(Refusal::NoSuchAnnotation(id))?;
            if before.status != Status::Suggested && aside.insert(id) {
                let after =
                    Annotation { status: Status::Suggested, modified: at, ..Annotation::clone(before) };
                operations.push(Operation::PutAnnotation {
                    before: Some(before.clone()),
                    after: Some(Arc::new(after)),
                });
            }
        }
        for mark in marks {
            let next = ruled(session, mark, by, at)?;
            let there = decided.entry(place(&next)).or_default();
            if !there.iter().any(|one| is_same(one, &next)) {
                let after = Arc::new(Annotation { id: AnnotationId(numbers.next()?), ..next });
                there.push(after.clone());
                operations.push(Operation::PutAnnotation { before: None, after: Some(after) });
            }
        }
    }
    Ok(Plan { label: Label::Adjudicate { count }, operations, selection: session.selection })
}

fn ruled(session: &Session, mark: RuledMark, by: &str, at: Timestamp) -> Result<Annotation, Refusal> {
    let RuledMark { article, spans, body, note, verdict } = mark;
    let text = session.project.article(article).ok_or(Refusal::NoSuchArticle(article))?;
    check_body(session, &body)?;
    if matches!(body, Body::Relation(_)) {
        return Err(Refusal::NotAlike);
    }
    Ok(Annotation {
        id: AnnotationId(0),
        article,
        target: Target::Placed(placed(text, spans)?),
        body: kept(body),
        note,
        creator: Creator::Person { name: by.to_owned() },
        judged_by: Some(by.to_owned()),
        status: match verdict {
            Verdict::Accept => Status::Accepted,
            Verdict::Reject => Status::Rejected,
        },
        created: at,
        modified: at,
    })
}

type RulingPlace = (ArticleId, ByteSpan);

fn place(annotation: &Annotation) -> Option<RulingPlace> {
    Some((annotation.article, annotation.extent()?))
}

fn is_same(one: &Annotation, other: &Annotation) -> bool {
    let said = |of: &Annotation| (of.article, of.status);
    said(one) == said(other)
        && one.target == other.target
        && one.body == other.body
        && one.note == other.note
        && one.creator == other.creator
}

#[cfg(test)]
mod tests;
