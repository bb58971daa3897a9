//! The claims that are suggested: what the machine found in an article without what people have marked or judged on the
//! same span. Unlike entities, what was judged of one claim says nothing of another.

use crate::suggestions::settled;
use crate::{MarkKind, Session};
use shirushi_model::{Annotation, ArticleId, Body, ByteSpan, Claim, ClaimMark, Status};
use std::collections::HashSet;
use std::sync::Arc;

impl Session {
    /// The claims suggested in an article, in the order of the text, one for each span.
    pub fn suggested_claims(&self, id: ArticleId) -> Vec<&Claim> {
        let Some(analysed) = self.analysed(id) else { return Vec::new() };
        let mut passed: HashSet<ByteSpan> = self
            .project
            .annotations_of(id)
            .filter_map(|annotation| settled(annotation, MarkKind::Claim))
            .collect();
        // Whoever moved one boundary of a claim has said what is claimed there. A mark that stands as it was suggested moved none.
        let found: HashSet<ByteSpan> = analysed.analysis.claims.iter().map(|claim| claim.span).collect();
        let moved: Vec<ByteSpan> = self
            .project
            .annotations_of(id)
            .filter(|one| one.status == Status::Accepted && MarkKind::of(&one.body) == MarkKind::Claim)
            .filter_map(|one| one.extent())
            .filter(|span| !found.contains(span))
            .collect();
        let starts: HashSet<u32> = moved.iter().map(|span| span.start).collect();
        let ends: HashSet<u32> = moved.iter().map(|span| span.end).collect();
        let is_moved = |span: ByteSpan| starts.contains(&span.start) || ends.contains(&span.end);
        let claims = analysed.analysis.claims.iter();
        claims.filter(|claim| passed.insert(claim.span) && !is_moved(claim.span)).collect()
    }

    /// The one name in all articles of whoever makes a claim that was found in this one; empty for those without a name.
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

/// The places of the two claims that a relation is about, once both are known.
pub fn ends(annotation: &Annotation) -> Option<((ArticleId, ByteSpan), (ArticleId, ByteSpan))> {
    let Body::Relation(mark) = &annotation.body else { return None };
    Some(((annotation.article, annotation.extent()?), (mark.other, mark.place.extent()?)))
}

#[cfg(test)]
mod tests;
