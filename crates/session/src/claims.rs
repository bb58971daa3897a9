//! The claims that are suggested: what the machine found in an article without what people have marked or
//! judged on the same span. Unlike entities, what was judged of one claim says nothing of another.

use crate::{MarkKind, Session};
use shirushi_model::{Annotation, ArticleId, Body, ByteSpan, Claim, ClaimMark, Status};
use std::collections::HashSet;
use std::sync::Arc;

impl Session {
    /// The claims suggested in an article, in the order of the text, one for each span.
    pub fn suggested_claims(&self, id: ArticleId) -> Vec<&Claim> {
        let claims = self.suggested_claims_among(id, self.project.annotations_of(id));
        claims.into_iter().map(|(_, claim)| claim).collect()
    }

    /// The same, each with its number among all that were found, for whoever has the article's marks at hand.
    /// Only those of claims count.
    pub fn suggested_claims_among<'a>(
        &self,
        id: ArticleId,
        marks: impl Iterator<Item = &'a Arc<Annotation>>,
    ) -> Vec<(usize, &Claim)> {
        let Some(analysed) = self.analysed(id) else { return Vec::new() };
        let claims = &analysed.analysis.claims;
        let marks: Vec<&Arc<Annotation>> =
            marks.filter(|one| MarkKind::of(&one.body) == MarkKind::Claim).collect();
        let judged = sorted(marks.iter().filter_map(|annotation| MarkKind::Claim.settled(annotation)));
        // Whoever moved one boundary of a claim has said what is claimed there. A mark that stands as it was
        // suggested moved none.
        let found = sorted(claims.iter().map(|claim| claim.span));
        let moved: Vec<ByteSpan> = marks
            .iter()
            .filter(|one| one.status == Status::Accepted)
            .filter_map(|one| one.extent())
            .filter(|span| found.binary_search(span).is_err())
            .collect();
        let starts = sorted(moved.iter().map(|span| span.start));
        let ends = sorted(moved.iter().map(|span| span.end));
        let stands = |span: ByteSpan| {
            judged.binary_search(&span).is_err()
                && starts.binary_search(&span.start).is_err()
                && ends.binary_search(&span.end).is_err()
        };
        let mut passed: HashSet<ByteSpan> = HashSet::new();
        let open = claims.iter().enumerate().filter(|(_, claim)| stands(claim.span));
        open.filter(|(_, claim)| passed.insert(claim.span)).collect()
    }

    /// The one name in all articles of whoever makes a claim that was found in this one; empty for those
    /// without a name.
    pub fn speaker_name(&self, article: ArticleId, claim: &Claim) -> String {
        let (Some(speaker), Some(analysed)) = (&claim.speaker, self.analysed(article)) else {
            return String::new();
        };
        let entities = &analysed.analysis.entities;
        if let [only] = *speaker.entities.as_slice()
            && let Some(entity) = entities.get(only as usize)
            && let Some(name) = self.name_of(article, entity.span, entity.kind)
        {
            return name.to_owned();
        }
        speaker.canonical(entities).into_owned()
    }

    /// What a suggested claim says once it is accepted.
    pub fn claim_mark(&self, article: ArticleId, claim: &Claim) -> ClaimMark {
        ClaimMark::of(claim, self.speaker_name(article, claim))
    }

    /// The relation that was judged between two places, whichever of them comes first.
    pub fn relation_between(
        &self,
        a: (ArticleId, ByteSpan),
        b: (ArticleId, ByteSpan),
    ) -> Option<&Arc<Annotation>> {
        let stands = |annotation: &&Arc<Annotation>| {
            let Some((one, other)) = ends(annotation) else { return false };
            (one, other) == (a, b) || (one, other) == (b, a)
        };
        self.project.annotations.values().find(stands)
    }
}

fn sorted<T: Ord>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_unstable();
    all
}

/// The places of the two claims that a relation is about, once both are known.
pub fn ends(annotation: &Annotation) -> Option<((ArticleId, ByteSpan), (ArticleId, ByteSpan))> {
    let Body::Relation(mark) = &annotation.body else { return None };
    Some(((annotation.article, annotation.extent()?), (mark.other, mark.place.extent()?)))
}

#[cfg(test)]
mod tests;
