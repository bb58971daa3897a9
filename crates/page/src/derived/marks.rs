//! The marks of the open article and what is suggested in it, found by where they stand. Pure.
//!
//! Both are shared with the views and followed change by change: an article may have tens of thousands, and
//! whoever makes one mark waits for none of the others.

use crate::sureness::Trust;
use imbl::{OrdMap, Vector};
use shirushi_model::{Annotation, AnnotationId, ByteSpan};
use shirushi_session::Suggestion;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

/// Bytes of a stretch of text. The marks of one are looked through one by one.
const STRETCH: u32 = 2048;

/// The marks that touch one stretch of a text.
type MarkStretch = Rc<Vec<Arc<Annotation>>>;

/// The marks of one article. Equal is only what was made of the same changes.
#[derive(Debug, Clone, Default)]
pub struct Marks {
    all: OrdMap<AnnotationId, Arc<Annotation>>,
    /// One stretch of text after the other; a mark stands in every one it touches.
    stretches: Rc<Vec<MarkStretch>>,
}

impl PartialEq for Marks {
    fn eq(&self, other: &Self) -> bool {
        self.all.ptr_eq(&other.all)
    }
}

impl Marks {
    /// Takes a mark in, instead of the one that had its number.
    pub fn put(&mut self, mark: &Arc<Annotation>) {
        if let Some(former) = self.all.insert(mark.id, mark.clone()) {
            self.lift(&former);
        }
        let stretches = Rc::make_mut(&mut self.stretches);
        let touched = touched(mark);
        if stretches.len() < touched.end {
            stretches.resize(touched.end, MarkStretch::default());
        }
        for stretch in stretches.get_mut(touched).into_iter().flatten() {
            Rc::make_mut(stretch).push(mark.clone());
        }
    }

    pub fn remove(&mut self, id: AnnotationId) {
        if let Some(mark) = self.all.remove(&id) {
            self.lift(&mark);
        }
    }

    fn lift(&mut self, mark: &Annotation) {
        for stretch in Rc::make_mut(&mut self.stretches).get_mut(touched(mark)).into_iter().flatten() {
            Rc::make_mut(stretch).retain(|one| one.id != mark.id);
        }
    }

    pub fn get(&self, id: AnnotationId) -> Option<&Arc<Annotation>> {
        self.all.get(&id)
    }

    /// All of them, in the order they were made.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Annotation>> {
        self.all.values()
    }

    /// Those that reach into a part of the text, from their beginning to their end, in the order they were
    /// made. An empty part is touched by what stands around it.
    pub fn touching(&self, span: ByteSpan) -> Vec<&Arc<Annotation>> {
        let last = span.end.max(span.start + 1) - 1;
        let end = self.stretches.len().min((last / STRETCH) as usize + 1);
        let near = self.stretches.get(end.min((span.start / STRETCH) as usize)..end);
        let near = near.into_iter().flatten().flat_map(|here| here.iter());
        let touching = near.filter(|mark| {
            mark.extent().is_some_and(|extent| extent.start <= last && span.start < extent.end)
        });
        let mut once: BTreeMap<AnnotationId, &Arc<Annotation>> = BTreeMap::new();
        once.extend(touching.map(|mark| (mark.id, mark)));
        once.into_values().collect()
    }
}

/// The stretches a mark reaches into.
fn touched(mark: &Annotation) -> Range<usize> {
    let stretch = |at: u32| (at / STRETCH) as usize;
    let extent = mark.extent().filter(|extent| !extent.is_empty());
    extent.map_or(0..0, |extent| stretch(extent.start)..stretch(extent.end - 1) + 1)
}

/// What is suggested in one article and is sure enough to be shown. In the order of the text, disjoint.
#[derive(Debug, Clone, Default)]
pub struct Suggestions {
    all: Vector<Suggestion>,
    trust: Trust,
}

impl PartialEq for Suggestions {
    fn eq(&self, other: &Self) -> bool {
        let same = self.all.ptr_eq(&other.all) || (self.all.is_empty() && other.all.is_empty());
        same && self.trust == other.trust
    }
}

impl Suggestions {
    pub fn new(all: &Vector<Suggestion>, trust: Trust) -> Self {
        Self { all: all.clone(), trust }
    }

    pub fn iter(&self) -> impl Iterator<Item = &Suggestion> {
        self.all.iter().filter(|one| self.trust.shows(one.entity.score))
    }

    /// The one on exactly this span.
    pub fn on(&self, span: ByteSpan) -> Option<&Suggestion> {
        self.touching(span).find(|one| one.entity.span == span)
    }

    /// Those that reach into a part of the text. An empty part is touched by what stands around it.
    pub fn touching(&self, span: ByteSpan) -> impl Iterator<Item = &Suggestion> {
        let side = |one: &Suggestion| {
            if one.entity.span.end <= span.start { Ordering::Less } else { Ordering::Greater }
        };
        let from = self.all.binary_search_by(side).unwrap_or_else(|at| at);
        let end = span.end.max(span.start + 1);
        let near =
            (from..).map_while(|at| self.all.get(at)).take_while(move |one| one.entity.span.start < end);
        near.filter(|one| self.trust.shows(one.entity.score))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures;
    use proptest::prelude::*;
    use shirushi_model::{Body, Entity, EntityType, Highlight, TagId};
    use shirushi_session::Influence;

    fn mark(id: u32, spans: Vec<ByteSpan>) -> Arc<Annotation> {
        Arc::new(fixtures::mark(id, spans, Body::Highlight(Highlight { tag: TagId(1) })))
    }

    fn spans() -> impl Strategy<Value = ByteSpan> {
        (0usize..9_000, 1usize..5_000).prop_map(|(start, length)| ByteSpan::new(start, start + length))
    }

    proptest! {
        /// Whatever came and went, the marks found in a part are those that a look at every one finds.
        #[test]
        fn marks_are_found_where_they_stand(
            made in prop::collection::vec((0u32..12, spans(), any::<bool>()), 0..30),
            part in (0usize..10_000, 0usize..6_000),
        ) {
            let mut marks = Marks::default();
            let mut all: BTreeMap<u32, ByteSpan> = BTreeMap::new();
            for (id, span, stays) in made {
                if stays {
                    marks.put(&mark(id, vec![span]));
                    all.insert(id, span);
                } else {
                    marks.remove(AnnotationId(id));
                    all.remove(&id);
                }
            }
            let part = ByteSpan::new(part.0, part.0 + part.1);
            let wide = ByteSpan { start: part.start, end: part.end.max(part.start + 1) };
            let found: Vec<u32> = marks.touching(part).iter().map(|mark| mark.id.0).collect();
            let there: Vec<u32> =
                all.iter().filter(|(_, span)| span.overlaps(wide)).map(|(id, _)| *id).collect();
            prop_assert_eq!(found, there);
            prop_assert_eq!(marks.iter().count(), all.len());
        }
    }

    #[test]
    fn a_mark_in_parts_is_found_between_them_once() {
        let mut marks = Marks::default();
        marks.put(&mark(1, vec![ByteSpan::new(0, 9), ByteSpan::new(7_000, 7_009)]));
        assert_eq!(marks.touching(ByteSpan::new(3_000, 3_000)).len(), 1);
        assert_eq!(marks.touching(ByteSpan::new(0, 8_000)).len(), 1);
        assert!(marks.touching(ByteSpan::new(7_009, 7_020)).is_empty());
    }

    #[test]
    fn suggestions_are_found_where_they_stand_and_by_how_sure_they_are() {
        let suggestion = |start: usize, score| Suggestion {
            entity: Entity {
                span: ByteSpan::new(start, start + 6),
                kind: EntityType::Person,
                canonical: String::new(),
                normalized: None,
                score,
            },
            influence: Influence::None,
        };
        let all: Vector<Suggestion> = [(0, 0.9), (9, 0.3), (21, 0.9)].map(|(at, s)| suggestion(at, s)).into();
        let starts = |trust, start, end| -> Vec<u32> {
            let part = ByteSpan::new(start, end);
            Suggestions::new(&all, trust).touching(part).map(|one| one.entity.span.start).collect()
        };
        assert_eq!(starts(Trust::All, 3, 10), [0, 9]);
        assert_eq!(starts(Trust::Sure, 3, 22), [0, 21]);
        assert!(starts(Trust::All, 6, 9).is_empty());
        assert_eq!(starts(Trust::All, 14, 14), [9]);
        assert!(Suggestions::new(&all, Trust::All).on(ByteSpan::new(9, 15)).is_some());
        assert!(Suggestions::new(&all, Trust::All).on(ByteSpan::new(9, 12)).is_none());
    }
}
