//! Where two people differ, as a queue to decide on: marks of the same place that say different things, marks
//! that share characters, and marks that only one of them made.

mod aspects;
mod likeness;
mod pairing;

pub use aspects::Aspect;
pub use likeness::Likeness;

use crate::layer::Layer;
use crate::measure::Cut;
use pairing::{Couple, couples};
use shirushi_model::{Annotation, ArticleId, ByteSpan, Project, Status};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What two people marked, side by side.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Differences {
    /// Marks that say the same of the same place.
    pub alike: Vec<(Arc<Annotation>, Arc<Annotation>)>,
    /// Where they differ, in the order of the articles and of their texts.
    pub queue: Vec<Disagreement>,
}

/// Where two people differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Disagreement {
    /// In which article.
    pub article: ArticleId,
    /// All that either of them marked.
    pub place: ByteSpan,
    /// The sentences that lie in.
    pub sentence: ByteSpan,
    /// What the one marked.
    pub left: Option<Arc<Annotation>>,
    /// What the other marked. One of both is there.
    pub right: Option<Arc<Annotation>>,
    /// In what they differ; never empty, the first is what it is shown as.
    pub aspects: Vec<Aspect>,
    /// In what they do not.
    pub same: Vec<Aspect>,
}

impl Disagreement {
    /// What it is shown as.
    pub fn aspect(&self) -> Aspect {
        self.aspects.first().copied().unwrap_or(Aspect::Existence)
    }

    /// The marks it is about.
    pub fn marks(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        [&self.left, &self.right].into_iter().flatten()
    }

    /// Whether nobody has decided yet: a mark of it stands as it was made.
    pub fn is_open(&self) -> bool {
        self.marks().any(|mark| mark.status == Status::Accepted)
    }

    /// What another disagreement must have in common with it to be decided the same way. `None` when the
    /// article is not in the project.
    pub fn likeness(&self, project: &Project) -> Option<Likeness> {
        Some(Likeness::of(self, &project.article(self.article)?.text, &project.tagset))
    }
}

/// Where two layers of a project differ, in the articles that both worked on. `cuts` tell sentences; without
/// them a sentence is a line.
///
/// Of more than two people each is compared with the first. Takes time n log n in the marks.
pub fn disagreements(
    project: &Project,
    cuts: &BTreeMap<ArticleId, Cut>,
    left: &Layer,
    right: &Layer,
) -> Differences {
    let by_article = |layer: &Layer| {
        let mut marks: BTreeMap<ArticleId, Vec<Arc<Annotation>>> = BTreeMap::new();
        for mark in &layer.marks {
            marks.entry(mark.article).or_default().push(mark.clone());
        }
        marks
    };
    let (mut ours, mut theirs) = (by_article(left), by_article(right));
    let mut found = Differences::default();
    for article in &project.articles {
        let id = article.id;
        if !left.articles.contains(&id) || !right.articles.contains(&id) {
            continue;
        }
        let (ours, theirs) = (ours.remove(&id).unwrap_or_default(), theirs.remove(&id).unwrap_or_default());
        if ours.is_empty() && theirs.is_empty() {
            continue;
        }
        let cut = cuts.get(&id).cloned().unwrap_or_else(|| Cut::of_characters(&article.text));
        let mut queue: Vec<Disagreement> = Vec::new();
        for Couple { left, right } in couples(&ours, &theirs) {
            let (aspects, same) = aspects::compare(left.as_deref(), right.as_deref());
            match (left, right) {
                (Some(left), Some(right)) if aspects.is_empty() => found.alike.push((left, right)),
                (left, right) => {
                    let extents = [&left, &right].into_iter().flatten().filter_map(|mark| mark.extent());
                    let Some(place) = extents.reduce(ByteSpan::cover) else { continue };
                    let sentence = sentence(&cut, place);
                    queue.push(Disagreement { article: id, place, sentence, left, right, aspects, same });
                }
            }
        }
        queue.sort_by_key(|one| (one.place, one.aspect()));
        found.queue.append(&mut queue);
    }
    found
}

/// The sentences that a place lies in; the place itself where there is none.
fn sentence(cut: &Cut, place: ByteSpan) -> ByteSpan {
    let from = cut.sentences.partition_point(|sentence| sentence.end <= place.start);
    let inside = cut.sentences.iter().skip(from).take_while(|sentence| sentence.start < place.end);
    inside.copied().fold(place, ByteSpan::cover)
}

#[cfg(test)]
mod tests;
