//! The marks of the open article and what is counted of all, followed change by change.

use super::shown::Counts;
use crate::derived::marks::Marks;
use crate::reading::layers::{is_of, is_value};
use crate::state::Page;
use imbl::OrdMap;
use imbl::ordmap::DiffItem;
use shirushi_model::{Annotation, AnnotationId, ArticleId, Body, ClaimMark, ProjectId, Status, Target};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The annotations that marks and counts were followed to last, and for whom.
#[derive(Debug)]
pub(crate) struct Followed {
    pub(crate) project: ProjectId,
    pub(crate) open: Option<ArticleId>,
    pub(crate) me: String,
    pub(crate) annotations: OrdMap<AnnotationId, Arc<Annotation>>,
}

/// What is counted, kept up with every change: nobody who makes one mark waits until twenty thousand are
/// counted.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Tally {
    /// The marks that stand, by article.
    pub(crate) marks: HashMap<ArticleId, usize>,
    /// Who makes claims, and how many.
    pub(crate) speakers: BTreeMap<String, usize>,
    /// The marks of the open article.
    pub(crate) open: Counts,
    /// Those of claims among them, with those that were rejected.
    pub(crate) claims: BTreeSet<AnnotationId>,
    /// The annotations of which a place is lost, in any article.
    pub(crate) lost: BTreeSet<AnnotationId>,
}

impl Tally {
    /// Counts an annotation in, or out again.
    fn count(&mut self, annotation: &Annotation, followed: &Followed, turn: Turn) {
        let step = |count: &mut usize| match turn {
            Turn::In => *count += 1,
            Turn::Out => *count = count.saturating_sub(1),
        };
        match turn {
            Turn::In if is_lost(annotation) => drop(self.lost.insert(annotation.id)),
            _ => drop(self.lost.remove(&annotation.id)),
        }
        if let Body::Claim(ClaimMark { speaker: Some(speaker), .. }) = &annotation.body {
            let claims = self.speakers.entry(speaker.name.clone()).or_default();
            step(claims);
            if *claims == 0 {
                self.speakers.remove(&speaker.name);
            }
        }
        if followed.open == Some(annotation.article) && matches!(annotation.body, Body::Claim(_)) {
            match turn {
                Turn::In => drop(self.claims.insert(annotation.id)),
                Turn::Out => drop(self.claims.remove(&annotation.id)),
            }
        }
        if annotation.status == Status::Rejected || !is_mark(annotation) {
            return;
        }
        step(self.marks.entry(annotation.article).or_default());
        if followed.open != Some(annotation.article) {
            return;
        }
        if !is_of(annotation, &followed.me) {
            step(&mut self.open.others);
        }
        match &annotation.body {
            Body::Claim(_) => step(&mut self.open.claims),
            Body::Entity(mark) => {
                step(&mut self.open.entities);
                if is_value(mark.kind) {
                    step(&mut self.open.values);
                }
            }
            Body::Highlight(_) => step(&mut self.open.highlights),
            Body::Relation(_) => {}
        }
    }
}

#[derive(Clone, Copy)]
enum Turn {
    In,
    Out,
}

/// Whether an annotation has no place in its article, or none in the other one it is about.
pub fn is_lost(annotation: &Annotation) -> bool {
    let is_lost = |target: &Target| matches!(target, Target::Unplaced(_));
    is_lost(&annotation.target) || matches!(&annotation.body, Body::Relation(mark) if is_lost(&mark.place))
}

impl Page {
    /// The annotations of which a place is lost, in any article.
    pub fn lost(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        let annotations = &self.session.project.annotations;
        self.derived.tally.lost.iter().filter_map(|id| annotations.get(id))
    }

    /// Brings marks and counts to the annotations as they are, change by change.
    pub(crate) fn follow_annotations(&mut self) {
        let (project, open) = (&self.session.project, self.session.selection.article);
        let me = &self.preferences.annotator;
        let derived = &mut self.derived;
        let same = |of: &&mut Followed| of.project == project.id && of.open == open && of.me == *me;
        if derived.followed.as_mut().filter(same).is_none() {
            derived.tally = Tally::default();
            derived.annotations = Marks::default();
            let (project, annotations) = (project.id.clone(), OrdMap::new());
            derived.followed = Some(Followed { project, open, me: me.clone(), annotations });
        }
        let Some(followed) = &mut derived.followed else { return };
        for change in followed.annotations.diff(&project.annotations) {
            let (before, after) = match change {
                DiffItem::Add(_, after) => (None, Some(after)),
                DiffItem::Update { old: (_, before), new: (_, after) } => (Some(before), Some(after)),
                DiffItem::Remove(_, before) => (Some(before), None),
            };
            if let Some(before) = before {
                derived.tally.count(before, followed, Turn::Out);
                derived.annotations.remove(before.id);
            }
            if let Some(after) = after {
                derived.tally.count(after, followed, Turn::In);
                if Some(after.article) == open && is_mark(after) {
                    derived.annotations.put(after);
                }
            }
        }
        followed.annotations = project.annotations.clone();
    }
}

/// Whether an annotation is a mark on its text. A relation is one only while an end of it is lost, so that
/// nothing is lost from sight.
fn is_mark(annotation: &Annotation) -> bool {
    shirushi_session::ends(annotation).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::mark;
    use proptest::prelude::*;
    use shirushi_model::{
        ByteSpan, Certainty, ClaimType, Creator, EntityMark, EntityType, Highlight, Quote, Speaker,
        SpeakerKind, TagId, Target,
    };

    fn annotations() -> impl Strategy<Value = Annotation> {
        (0u32..8, 1u32..3, 0usize..4, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
            |(id, article, what, stands, mine, placed)| {
                let speaker = Some(Speaker { name: format!("話者{}", id % 2), kind: SpeakerKind::Person });
                let (kind, certainty) = (ClaimType::Event, Certainty::Asserted);
                let entity = |kind| EntityMark { kind, canonical: String::new(), value: None };
                let body = match what {
                    0 => Body::Claim(ClaimMark {
                        kind,
                        speaker,
                        certainty,
                        quotation: None,
                        polarity: None,
                        when: None,
                    }),
                    1 => Body::Entity(entity(EntityType::Date)),
                    2 => Body::Entity(entity(EntityType::Person)),
                    _ => Body::Highlight(Highlight { tag: TagId(1) }),
                };
                let name = if mine { "佐藤" } else { "鈴木" };
                let unplaced = Target::Unplaced(vec![Quote::default()]);
                let made = mark(id, vec![ByteSpan::new(0, 3)], body);
                Annotation {
                    article: ArticleId(article),
                    status: if stands { Status::Accepted } else { Status::Rejected },
                    creator: Creator::Person { name: name.to_owned() },
                    target: if placed { made.target.clone() } else { unplaced },
                    ..made
                }
            },
        )
    }

    fn counted(of: &Followed, annotations: impl IntoIterator<Item = Annotation>) -> Tally {
        let mut tally = Tally::default();
        annotations.into_iter().for_each(|one| tally.count(&one, of, Turn::In));
        tally
    }

    proptest! {
        /// What came and went again leaves nothing behind.
        #[test]
        fn counts_are_those_of_what_is_there(all in prop::collection::vec(annotations(), 0..30)) {
            let of = Followed {
                project: ProjectId::from_random(1),
                open: Some(ArticleId(1)),
                me: "佐藤".to_owned(),
                annotations: OrdMap::new(),
            };
            let (mut tally, mut there) = (Tally::default(), BTreeMap::new());
            for one in all {
                if let Some(before) = there.insert(one.id, one.clone()) {
                    tally.count(&before, &of, Turn::Out);
                }
                tally.count(&one, &of, Turn::In);
            }
            tally.marks.retain(|_, marks| *marks > 0);
            prop_assert_eq!(tally, counted(&of, there.into_values()));
        }
    }
}
