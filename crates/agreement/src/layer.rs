//! What one person marked: a layer, to be compared with those of others.

use crate::category::Category;
use crate::frame::{FreeNumbers, Moved, framed};
use crate::merge::MergeError;
use shirushi_model::{Annotation, ArticleId, Project, Status, Target};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The marks of one person in some articles of a project.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// What the person is called; may be empty.
    pub name: String,
    /// The articles the person has worked on.
    pub articles: BTreeSet<ArticleId>,
    /// What they marked, in the order of the ids.
    pub marks: Vec<Arc<Annotation>>,
}

impl Layer {
    /// Everything people marked in a project, as one person's.
    pub fn of_all(name: String, project: &Project) -> Self {
        let articles = project.articles.iter().map(|article| article.id).collect();
        let marks = project.annotations.values().filter(|one| counts(one)).cloned().collect();
        Self { name, articles, marks }
    }

    /// What each person marked in a project, by name. Nobody tells which articles a person has read and found
    /// nothing in: those with a mark of theirs are taken for worked on.
    pub fn by_maker(project: &Project) -> Vec<Self> {
        let mut layers: BTreeMap<&str, Self> = BTreeMap::new();
        for mark in project.annotations.values().filter(|one| counts(one)) {
            let Some(name) = mark.maker() else { continue };
            let layer = layers.entry(name).or_insert_with(|| Self {
                name: name.to_owned(),
                articles: BTreeSet::new(),
                marks: Vec::new(),
            });
            layer.articles.insert(mark.article);
            layer.marks.push(mark.clone());
        }
        layers.into_values().collect()
    }

    /// The names of all whose marks these are.
    pub fn makers(&self) -> BTreeSet<&str> {
        self.marks.iter().filter_map(|mark| mark.maker()).collect()
    }
}

/// Whether a mark is one of a person's own: it has a place, nobody has rejected it, and it was not decided
/// between the marks of several people. A mark that was set aside by such a decision still is: agreement is
/// that of the state before.
pub(crate) fn counts(mark: &Annotation) -> bool {
    let stands = mark.status != Status::Rejected && matches!(mark.target, Target::Placed(_));
    stands && mark.maker().is_some() && !mark.is_ruling() && Category::of(&mark.body).is_some()
}

/// The projects of several people in the frame of the first: its texts, its articles' and tags' numbers. The
/// layers come in the order of the projects, each with everything in its project under the name given.
///
/// Gives the first project with all tags, and the marks that have no place in its texts, by their numbers in
/// their own project.
///
/// # Errors
/// [`MergeError`](crate::MergeError) when one of the others has no article in common with the first.
pub fn in_frame(projects: &[(String, &Project)]) -> Result<(Project, Vec<Layer>, Vec<Moved>), MergeError> {
    let Some(((name, first), others)) = projects.split_first() else {
        return Err(MergeError::NoCommonArticle);
    };
    let mut frame = Project::clone(first);
    let mut layers = vec![Layer::of_all(name.clone(), first)];
    let mut moved = Vec::new();
    for (name, other) in others {
        let mut numbers = FreeNumbers::above([&frame, *other]);
        let framed = framed(&frame, other, &|_| false, &mut numbers).ok_or(MergeError::NumbersExhausted)?;
        if framed.pairs.is_empty() {
            return Err(MergeError::NoCommonArticle);
        }
        for tag in &framed.project.tagset.tags {
            if frame.tagset.get(tag.id).is_none() {
                frame.tagset.tags.push(tag.clone());
            }
        }
        let mut layer = Layer::of_all(name.clone(), &framed.project);
        layer.articles.retain(|article| frame.article(*article).is_some());
        layer.marks.retain(|mark| layer.articles.contains(&mark.article));
        layers.push(layer);
        moved.extend(framed.moved);
        frame.next_number = frame.next_number.max(numbers.upcoming());
    }
    Ok((frame, layers, moved))
}
