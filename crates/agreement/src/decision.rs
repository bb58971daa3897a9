//! Deciding where two people differ. A decision is a session's edit: one change, undoable, with who decided.
//!
//! Both marks must be in one project, as [`crate::merge()`] makes it. They are kept as they were made, as
//! proposals; what is decided is a mark of whoever decides.

use crate::disagreement::{Differences, Disagreement};
use shirushi_model::{Annotation, ByteSpan, Status, Target, joined};
use shirushi_session::{Edit, RuledMark, Ruling, Verdict};
use std::sync::Arc;

/// What can be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// As the one has it: nothing stands where they marked nothing.
    Left,
    /// As the other has it.
    Right,
    /// 合わせる: all that either covers. What it says is what the one says.
    Union,
    /// 重なりだけ: what both cover. What it says is what the one says.
    Intersection,
    /// 両方残す: both stand.
    Both,
    /// 採らない: neither stands.
    Neither,
    /// 境界を引き直す: other limits. What it says is what the one says, or the one who marked it.
    Redrawn(Vec<ByteSpan>),
}

impl Decision {
    /// Whether it can be decided so: a union needs two, an intersection something in common.
    pub fn fits(&self, on: &Disagreement) -> bool {
        ruling(on, self).is_some()
    }
}

/// The edit that decides disagreements, all the same way; those that cannot be decided so stay open. `None`
/// where none can. `by` is who decides.
pub fn decide<'a>(
    on: impl IntoIterator<Item = &'a Disagreement>,
    decision: &Decision,
    by: &str,
) -> Option<Edit> {
    let rulings: Vec<Ruling> = on.into_iter().filter_map(|one| ruling(one, decision)).collect();
    (!rulings.is_empty()).then(|| Edit::Adjudicate { rulings, by: by.to_owned() })
}

/// The edit by which what two people marked alike stands once: the other's mark is set aside, or the one's
/// where only the other has a note. `None` where there is nothing to do.
pub fn settle_alike(differences: &Differences, by: &str) -> Option<Edit> {
    let open = |mark: &Annotation| mark.status == Status::Accepted;
    let rulings: Vec<Ruling> = differences
        .alike
        .iter()
        .filter(|(left, right)| open(left) && open(right))
        .map(|(left, right)| {
            let aside = if left.note.is_empty() && !right.note.is_empty() { left } else { right };
            Ruling { aside: vec![aside.id], marks: Vec::new() }
        })
        .collect();
    (!rulings.is_empty()).then(|| Edit::Adjudicate { rulings, by: by.to_owned() })
}

fn ruling(on: &Disagreement, decision: &Decision) -> Option<Ruling> {
    let (left, right) = (on.left.as_ref(), on.right.as_ref());
    let all = |verdict: Verdict| on.marks().filter_map(|mark| copy(mark, verdict)).collect();
    let of_one = |one: Option<&Arc<Annotation>>| match one {
        Some(mark) => copy(mark, Verdict::Accept).into_iter().collect(),
        None => all(Verdict::Reject),
    };
    let marks: Vec<RuledMark> = match decision {
        Decision::Left => of_one(left),
        Decision::Right => of_one(right),
        Decision::Both => all(Verdict::Accept),
        Decision::Neither => all(Verdict::Reject),
        Decision::Union => {
            let spans = spans(left?).iter().chain(spans(right?)).copied().collect();
            vec![placed(on, joined(spans))?]
        }
        Decision::Intersection => vec![placed(on, intersection(spans(left?), spans(right?)))?],
        Decision::Redrawn(spans) => vec![placed(on, joined(spans.clone()))?],
    };
    Some(Ruling { aside: on.marks().map(|mark| mark.id).collect(), marks })
}

fn spans(mark: &Annotation) -> &[ByteSpan] {
    match &mark.target {
        Target::Placed(spans) => spans,
        Target::Unplaced(_) => &[],
    }
}

/// What both lists cover, each in order and disjoint.
fn intersection(left: &[ByteSpan], right: &[ByteSpan]) -> Vec<ByteSpan> {
    let (mut left, mut right) = (left.iter().copied().peekable(), right.iter().copied().peekable());
    let mut found = Vec::new();
    while let (Some(&one), Some(&other)) = (left.peek(), right.peek()) {
        if one.overlaps(other) {
            found.push(ByteSpan { start: one.start.max(other.start), end: one.end.min(other.end) });
        }
        if one.end <= other.end {
            left.next()
        } else {
            right.next()
        };
    }
    found
}

fn copy(mark: &Annotation, verdict: Verdict) -> Option<RuledMark> {
    let spans = spans(mark).to_vec();
    let (article, body, note) = (mark.article, mark.body.clone(), mark.note.clone());
    (!spans.is_empty()).then_some(RuledMark { article, spans, body, note, verdict })
}

/// What the one says, or who marked it, on another place; with the notes of both.
fn placed(on: &Disagreement, spans: Vec<ByteSpan>) -> Option<RuledMark> {
    let first = on.marks().next()?;
    let mut notes: Vec<&str> = Vec::new();
    for note in on.marks().map(|mark| mark.note.as_str()) {
        if !note.is_empty() && !notes.contains(&note) {
            notes.push(note);
        }
    }
    let (article, body, note) = (first.article, first.body.clone(), notes.join("\n"));
    let verdict = Verdict::Accept;
    (!spans.is_empty()).then_some(RuledMark { article, spans, body, note, verdict })
}

#[cfg(test)]
mod tests;
