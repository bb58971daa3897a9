//! What leads from one state of a project to another, as operations. Pure, and knows no history.

use crate::Operation;
use imbl::ordmap::DiffItem;
use shirushi_model::{Annotation, Project, set_of};
use std::sync::Arc;

/// The operations that make `to` of `from`, in an order in which each of them fits. None when they are the
/// same but for the time of the last change and the next number. Takes time linear in both, where they do not
/// share their structure.
pub fn difference(from: &Project, to: &Project) -> Vec<Operation> {
    let mut operations = Vec::new();
    if from.title != to.title {
        operations.push(Operation::SetTitle { before: from.title.clone(), after: to.title.clone() });
    }
    // What goes, goes before its article does; what comes, comes once its article is there. An annotation
    // that is now about other articles goes and comes.
    let mut put = Vec::new();
    for (before, after) in changed(&from.annotations, &to.annotations) {
        let stays = |a: &Annotation, b: &Annotation| a.articles().eq(b.articles());
        match (&before, &after) {
            (Some(a), Some(b)) if !stays(a, b) => {
                operations.push(Operation::PutAnnotation { before, after: None });
                put.push(Operation::PutAnnotation { before: None, after });
            }
            (Some(_), None) => operations.push(Operation::PutAnnotation { before, after }),
            _ => put.push(Operation::PutAnnotation { before, after }),
        }
    }
    let articles = lists(from.articles.iter().cloned().collect(), to.articles.iter(), |one| one.id);
    operations.extend(articles.into_iter().map(|Put { index, before, after }| Operation::PutArticle {
        index,
        before,
        after,
    }));
    operations.extend(put);
    let tags = lists(from.tagset.tags.clone(), to.tagset.tags.iter(), |one| one.id);
    operations.extend(tags.into_iter().map(|Put { index, before, after }| Operation::PutTag {
        index,
        before,
        after,
    }));
    let come = to.tagset.types.iter().filter(|guide| from.tagset.guide(guide.of).is_empty());
    for guide in from.tagset.types.iter().chain(come) {
        let (before, after) = (from.tagset.guide(guide.of), to.tagset.guide(guide.of));
        if before != after {
            operations.push(Operation::SetGuide { before, after });
        }
    }
    let entities = changed(&from.entities, &to.entities).into_iter();
    operations.extend(entities.map(|(before, after)| Operation::PutEntity { before, after }));
    let checks = changed(&from.checks, &to.checks).into_iter();
    operations.extend(checks.map(|(before, after)| Operation::PutCheck { before, after }));
    let scales = lists(from.scales.clone(), to.scales.iter(), |one| one.key.clone());
    operations.extend(scales.into_iter().map(|Put { index, before, after }| Operation::PutScale {
        index,
        before,
        after,
    }));
    operations
}

/// A thing before and after.
type Change<T> = (Option<Arc<T>>, Option<Arc<T>>);

/// What is not the same in both.
fn changed<I: Ord, T: PartialEq>(
    from: &imbl::OrdMap<I, Arc<T>>,
    to: &imbl::OrdMap<I, Arc<T>>,
) -> Vec<Change<T>> {
    from.diff(to)
        .map(|item| match item {
            DiffItem::Add(_, after) => (None, Some(after.clone())),
            DiffItem::Update { old: (_, before), new: (_, after) } => {
                (Some(before.clone()), Some(after.clone()))
            }
            DiffItem::Remove(_, before) => (Some(before.clone()), None),
        })
        .collect()
}

/// A thing at a place in a list.
struct Put<T> {
    index: u32,
    before: Option<T>,
    after: Option<T>,
}

/// What makes one list of another: first what goes, then, from the front, what comes, changes or stands
/// elsewhere.
fn lists<'a, T: Clone + PartialEq + 'a, I: Ord>(
    mut list: Vec<T>,
    to: impl Iterator<Item = &'a T> + Clone,
    id: fn(&T) -> I,
) -> Vec<Put<T>> {
    let mut puts = Vec::new();
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let wanted = set_of(to.clone().map(id));
    for at in (0..list.len()).rev() {
        if list.get(at).is_some_and(|one| !wanted.contains(&id(one))) {
            puts.push(Put { index: place(at), before: Some(list.remove(at)), after: None });
        }
    }
    for (at, next) in to.enumerate() {
        if list.get(at).is_none_or(|one| id(one) != id(next)) {
            if let Some(from) = list.iter().position(|one| id(one) == id(next)) {
                puts.push(Put { index: place(from), before: Some(list.remove(from)), after: None });
            }
            list.insert(at.min(list.len()), next.clone());
            puts.push(Put { index: place(at), before: None, after: Some(next.clone()) });
        } else if let Some(one) = list.get_mut(at).filter(|one| *one != next) {
            let before = std::mem::replace(one, next.clone());
            puts.push(Put { index: place(at), before: Some(before), after: Some(next.clone()) });
        }
    }
    puts
}
