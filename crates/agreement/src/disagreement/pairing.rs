//! Which mark of one person and which of another are about the same: on the same place, then where they share
//! most.

use crate::category::Category;
use shirushi_model::{Annotation, Body, ByteSpan, Target};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Two marks about the same, or one that has no other.
pub(super) struct Couple {
    pub(super) left: Option<Arc<Annotation>>,
    pub(super) right: Option<Arc<Annotation>>,
}

/// Of the marks of others that share characters with a mark, so many are looked at. Where more lie upon each
/// other nobody can tell which is meant.
const MOST_LOOKED_AT: usize = 32;

/// Every mark of one article in one couple. Claims, entities and highlights are never taken for each other.
pub(super) fn couples(left: &[Arc<Annotation>], right: &[Arc<Annotation>]) -> Vec<Couple> {
    let mut found = Vec::new();
    for kind in [is_claim, is_entity, is_highlight] {
        let of = |all: &[Arc<Annotation>]| -> Vec<Arc<Annotation>> {
            all.iter().filter(|mark| kind(&mark.body)).cloned().collect()
        };
        let (left, right) = on_one_place(of(left), of(right), &mut found);
        sharing(left, right, &mut found);
    }
    found
}

fn is_claim(body: &Body) -> bool {
    matches!(body, Body::Claim(_))
}

fn is_entity(body: &Body) -> bool {
    matches!(body, Body::Entity(_))
}

fn is_highlight(body: &Body) -> bool {
    matches!(body, Body::Highlight(_))
}

type MarkList = Vec<Arc<Annotation>>;

/// Pairs what has the same limits: what says the same, then what is of one category, then what is left.
fn on_one_place(left: MarkList, right: MarkList, found: &mut Vec<Couple>) -> (MarkList, MarkList) {
    let mut places: BTreeMap<Vec<ByteSpan>, [MarkList; 2]> = BTreeMap::new();
    for (side, marks) in [left, right].into_iter().enumerate() {
        for mark in marks {
            if let Target::Placed(spans) = &mark.target
                && let Some(there) = places.entry(spans.clone()).or_default().get_mut(side)
            {
                there.push(mark);
            }
        }
    }
    let (mut ours, mut theirs) = (MarkList::new(), MarkList::new());
    for [mut left, mut right] in places.into_values() {
        let says_the_same = |one: &Annotation, other: &Annotation| one.body == other.body;
        let is_of_one =
            |one: &Annotation, other: &Annotation| Category::of(&one.body) == Category::of(&other.body);
        for alike in [says_the_same, is_of_one, |_: &Annotation, _: &Annotation| true] {
            left.retain(|one| {
                let at = right.iter().take(MOST_LOOKED_AT).position(|other| alike(one, other));
                let Some(at) = at else { return true };
                found.push(Couple { left: Some(one.clone()), right: Some(right.remove(at)) });
                false
            });
        }
        ours.append(&mut left);
        theirs.append(&mut right);
    }
    (ours, theirs)
}

/// Pairs what shares characters: of one category first, and where the most is shared.
fn sharing(left: MarkList, right: MarkList, found: &mut Vec<Couple>) {
    let mut others: Vec<(ByteSpan, usize)> =
        right.iter().enumerate().filter_map(|(at, mark)| Some((mark.extent()?, at))).collect();
    others.sort_unstable();
    // How far anything reaches that begins up to here.
    let reach: Vec<u32> = others
        .iter()
        .scan(0, |furthest: &mut u32, (span, _)| {
            *furthest = (*furthest).max(span.end);
            Some(*furthest)
        })
        .collect();
    let mut candidates = Vec::new();
    for (at, mark) in left.iter().enumerate() {
        let Some(span) = mark.extent() else { continue };
        let from = reach.partition_point(|reach| *reach <= span.start);
        let near = others.iter().skip(from).take_while(|(other, _)| other.start < span.end);
        for (other, with) in near.take(MOST_LOOKED_AT).filter(|(other, _)| other.overlaps(span)) {
            let shared = span.end.min(other.end) - span.start.max(other.start);
            let share = u64::from(shared) * 1_000_000 / u64::from(span.cover(*other).len().max(1));
            let is_of_one =
                right.get(*with).is_some_and(|o| Category::of(&o.body) == Category::of(&mark.body));
            candidates.push((Reverse((is_of_one, share)), span.cover(*other), at, *with));
        }
    }
    candidates.sort_unstable();
    let (mut left, mut right): (Vec<Option<_>>, Vec<Option<_>>) =
        (left.into_iter().map(Some).collect(), right.into_iter().map(Some).collect());
    for (_, _, at, with) in candidates {
        if let (Some(one), Some(other)) = (left.get_mut(at), right.get_mut(with))
            && one.is_some()
            && other.is_some()
        {
            found.push(Couple { left: one.take(), right: other.take() });
        }
    }
    found.extend(left.into_iter().flatten().map(|mark| Couple { left: Some(mark), right: None }));
    found.extend(right.into_iter().flatten().map(|mark| Couple { left: None, right: Some(mark) }));
}
