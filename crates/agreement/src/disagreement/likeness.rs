//! Which disagreements are alike, so that one decision can do for all of them: in what they differ, between
//! which two answers, and where that is what counts, on which words.

use super::{Aspect, Disagreement};
use shirushi_model::{Annotation, Body, ByteSpan, Tagset};
use std::sync::Arc;

/// What disagreements that are alike have in common. 施設 and 地名 are alike wherever they are; of ranges
/// those are in which the same words are in or out (患者さんの); of marks that only one made, those on the
/// same words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Likeness(Vec<Answers>);

/// An aspect, with both answers to it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Answers {
    aspect: Aspect,
    left: String,
    right: String,
}

impl Likeness {
    pub(super) fn of(of: &Disagreement, text: &str, tags: &Tagset) -> Self {
        let words = |from: u32, to: u32| text.get(from as usize..to as usize).unwrap_or_default();
        let mut all = Vec::new();
        let kind = |mark: &Option<Arc<Annotation>>| mark.as_ref().map_or_else(String::new, |m| kind(m, tags));
        let of_type = Answers { aspect: Aspect::Type, left: kind(&of.left), right: kind(&of.right) };
        for aspect in &of.aspects {
            let answer = |mark: &Option<Arc<Annotation>>| {
                mark.as_ref().map_or_else(String::new, |mark| answer(*aspect, mark, text))
            };
            let extents =
                (of.left.as_ref().and_then(|m| m.extent()), of.right.as_ref().and_then(|m| m.extent()));
            let (left, right) = match (aspect, extents) {
                (Aspect::Range, (Some(left), Some(right))) => {
                    // What each has that the other has not, at the beginning and at the end.
                    let beyond = |one: ByteSpan, other: ByteSpan| {
                        let before = words(one.start, other.start.min(one.end));
                        let after = words(other.end.max(one.start), one.end);
                        format!("{before}…{after}")
                    };
                    (beyond(left, right), beyond(right, left))
                }
                _ => (answer(&of.left), answer(&of.right)),
            };
            all.push(Answers { aspect: *aspect, left, right });
        }
        if !of.aspects.contains(&Aspect::Type) {
            all.push(of_type);
        }
        Self(all)
    }
}

fn kind(mark: &Annotation, tags: &Tagset) -> String {
    match &mark.body {
        Body::Entity(entity) => entity.kind.name().to_owned(),
        Body::Claim(_) => "claim".to_owned(),
        Body::Highlight(highlight) => tags
            .get(highlight.tag)
            .map_or_else(|| highlight.tag.to_string(), |tag| format!("tag {}", tag.name)),
        Body::Relation(_) => String::new(),
    }
}

fn answer(aspect: Aspect, mark: &Annotation, text: &str) -> String {
    match (aspect, &mark.body) {
        (Aspect::Existence, _) => {
            mark.extent().and_then(|span| span.slice(text)).unwrap_or_default().to_owned()
        }
        (Aspect::Note, _) => mark.note.clone(),
        (Aspect::Certainty, Body::Claim(claim)) => format!("{:?}", claim.certainty),
        (Aspect::Speaker, Body::Claim(claim)) => format!("{:?}", claim.speaker),
        (Aspect::ClaimType, Body::Claim(claim)) => format!("{:?}", claim.kind),
        (Aspect::Details, Body::Claim(claim)) => {
            format!("{:?} {:?} {:?}", claim.quotation, claim.polarity, claim.when)
        }
        (Aspect::Name, Body::Entity(entity)) => entity.canonical.clone(),
        (Aspect::Details, Body::Entity(entity)) => format!("{:?}", entity.value),
        (Aspect::Type, Body::Entity(entity)) => entity.kind.name().to_owned(),
        (Aspect::Type, Body::Highlight(highlight)) => highlight.tag.to_string(),
        _ => String::new(),
    }
}
