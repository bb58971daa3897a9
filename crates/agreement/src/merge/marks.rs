//! Marks of two people in one project.

use super::{Conflict, Disputed, Gone, Parts};
use crate::frame::FreeNumbers;
use shirushi_model::{Annotation, AnnotationId, ArticleId, ByteSpan, Project, Timestamp};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// What became of marks.
#[derive(Debug, Default)]
pub(super) struct MergeTally {
    pub(super) added: usize,
    pub(super) changed: usize,
    pub(super) removed: usize,
}

/// Takes in the marks of the other. `None` when the numbers run out.
pub(super) fn merge_marks(
    project: &mut Project,
    parts: &Parts<'_>,
    gone: &Gone,
    numbers: &mut FreeNumbers,
    conflicts: &mut Vec<Conflict>,
) -> Option<MergeTally> {
    let mut tally = MergeTally::default();
    let is_one_history = parts.ours.id == parts.theirs.id;
    let mut known: HashMap<Key, Vec<Arc<Annotation>>> = HashMap::new();
    for mark in parts.ours.annotations.values() {
        known.entry(key(mark)).or_default().push(mark.clone());
    }
    for theirs in parts.theirs.annotations.values() {
        if theirs.articles().any(|article| gone.theirs.contains(&article)) {
            continue;
        }
        let counterpart = |project: &Project| -> Option<Arc<Annotation>> {
            project.annotations.get(&theirs.id).filter(|one| is_one(one, theirs)).cloned()
        };
        let ours = is_one_history.then(|| counterpart(parts.ours)).flatten();
        let before = parts.base.and_then(counterpart);
        match (before, ours) {
            (_, Some(ours)) if says_the_same(&ours, theirs) => {}
            (Some(before), Some(ours)) => match three_way(&before, &ours, theirs) {
                Some(merged) => {
                    if !says_the_same(&ours, &merged) {
                        project.annotations.insert(ours.id, Arc::new(merged));
                        tally.changed += 1;
                    }
                }
                None => both(project, &ours, theirs, numbers, conflicts, &mut tally)?,
            },
            (None, Some(ours)) => both(project, &ours, theirs, numbers, conflicts, &mut tally)?,
            (Some(before), None) if says_the_same(&before, theirs) => {}
            (Some(_), None) => {
                project.annotations.insert(theirs.id, theirs.clone());
                tally.added += 1;
                conflicts.push(told(Disputed::DeletedMark, &[theirs]));
            }
            (None, None) => {
                let same = known.get(&key(theirs)).is_some_and(|there| {
                    there.iter().any(|one| one.creator == theirs.creator && says_the_same(one, theirs))
                });
                if !same {
                    let is_free = is_one_history && !project.annotations.contains_key(&theirs.id);
                    add(project, theirs, is_free, numbers)?;
                    tally.added += 1;
                }
            }
        }
    }
    let base = parts.base.into_iter().flat_map(|base| base.annotations.values());
    for before in base.filter(|before| !parts.theirs.annotations.contains_key(&before.id)) {
        let Some(ours) = parts.ours.annotations.get(&before.id).filter(|ours| is_one(ours, before)) else {
            continue;
        };
        if says_the_same(ours, before) {
            project.annotations.remove(&ours.id);
            tally.removed += 1;
        } else {
            conflicts.push(told(Disputed::DeletedMark, &[ours]));
        }
    }
    Some(tally)
}

/// The articles in which something was marked, changed or deleted since the state in common.
pub(super) fn touched(project: &Project, base: Option<&Project>) -> BTreeSet<ArticleId> {
    let nothing = imbl::OrdMap::new();
    let before = base.map_or(&nothing, |base| &base.annotations);
    let is_new = |mark: &&Arc<Annotation>| before.get(&mark.id).is_none_or(|was| !says_the_same(was, mark));
    let is_gone = |mark: &&Arc<Annotation>| !project.annotations.contains_key(&mark.id);
    let new = project.annotations.values().filter(is_new);
    new.chain(before.values().filter(is_gone)).flat_map(|mark| mark.articles()).collect()
}

/// Both versions stand, the other's under a number of its own.
fn both(
    project: &mut Project,
    ours: &Arc<Annotation>,
    theirs: &Arc<Annotation>,
    numbers: &mut FreeNumbers,
    conflicts: &mut Vec<Conflict>,
    tally: &mut MergeTally,
) -> Option<()> {
    let added = add(project, theirs, false, numbers)?;
    tally.added += 1;
    conflicts.push(told(Disputed::Mark, &[ours, &added]));
    Some(())
}

fn add(
    project: &mut Project,
    mark: &Arc<Annotation>,
    keeps_number: bool,
    numbers: &mut FreeNumbers,
) -> Option<Arc<Annotation>> {
    let id = if keeps_number { mark.id } else { AnnotationId(numbers.next()?) };
    let mark = Arc::new(Annotation { id, ..Annotation::clone(mark) });
    project.annotations.insert(id, mark.clone());
    Some(mark)
}

fn told(what: Disputed, marks: &[&Arc<Annotation>]) -> Conflict {
    let first = marks.first();
    Conflict {
        place: first.and_then(|mark| mark.extent()),
        marks: marks.iter().map(|mark| mark.id).collect(),
        who: marks.iter().map(|mark| mark.maker().unwrap_or_default().to_owned()).collect(),
        ..Conflict::about(what, first.map(|mark| mark.article))
    }
}

/// Where a mark stands and when it was made: only marks with the same can be the same.
type Key = (ArticleId, Option<ByteSpan>, Timestamp);

fn key(mark: &Annotation) -> Key {
    (mark.article, mark.extent(), mark.created)
}

/// Whether two marks of one number in one history are one mark: it may have been given out twice after the
/// two projects parted.
fn is_one(one: &Annotation, other: &Annotation) -> bool {
    one.id == other.id && one.created == other.created && one.creator == other.creator
}

/// Whether two marks say the same, whatever their numbers and whenever they were changed.
fn says_the_same(one: &Annotation, other: &Annotation) -> bool {
    one.article == other.article
        && one.target == other.target
        && one.body == other.body
        && one.note == other.note
        && one.judged_by == other.judged_by
        && one.status == other.status
}

/// A mark that both changed, part by part: its place, what it says, the note, the judgement. `None` where
/// both changed one part differently.
fn three_way(before: &Annotation, ours: &Annotation, theirs: &Annotation) -> Option<Annotation> {
    let (article, target) = part(
        (before.article, &before.target),
        (ours.article, &ours.target),
        (theirs.article, &theirs.target),
    )?;
    let (judged_by, status) = part(
        (&before.judged_by, before.status),
        (&ours.judged_by, ours.status),
        (&theirs.judged_by, theirs.status),
    )?;
    Some(Annotation {
        article,
        target: target.clone(),
        body: part(&before.body, &ours.body, &theirs.body)?.clone(),
        note: part(&before.note, &ours.note, &theirs.note)?.clone(),
        judged_by: judged_by.clone(),
        status,
        modified: ours.modified.max(theirs.modified),
        ..ours.clone()
    })
}

/// What a part of something becomes: what the one who changed it made of it. `None` where both did, and not
/// the same.
pub(super) fn part<T: PartialEq>(before: T, ours: T, theirs: T) -> Option<T> {
    if ours == theirs || theirs == before {
        Some(ours)
    } else if ours == before {
        Some(theirs)
    } else {
        None
    }
}
