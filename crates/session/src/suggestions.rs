//! What is suggested in an article: what the machine found there, changed by what the project knows, without what people
//! have judged already.
//!
//! | of the string as this type people said … | and elsewhere … |
//! |---|---|
//! | always yes | it is surer, and suggested where the machine missed it |
//! | yes as another type | it gets that type |
//! | always no | it is withdrawn: not suggested, but still there to be brought back |
//! | sometimes yes, sometimes no | nothing changes: the place decides |

use crate::entities::Decisions;
use crate::knowledge::{Knowledge, Piece, Standing};
use crate::search::fold;
use crate::{Analysed, MarkKind, Operation, Session};
use memchr::memmem::Finder;
use shirushi_model::{
    Annotation, Article, ArticleId, Body, ByteSpan, Entity, EntityType, Project, Status, Target, Tokens,
    joined,
};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// An entity that is suggested.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// What is suggested, with the type and the confidence it has by what the project knows.
    pub entity: Entity,
    /// What the project knows of its string.
    pub influence: Influence,
}

/// How what a project knows has changed a suggestion. `times` is how many judgements say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Influence {
    /// Not at all.
    None,
    /// Accepted elsewhere: surer than by itself.
    Confirmed {
        /// How often.
        times: u32,
    },
    /// Accepted elsewhere as another type than the machine found here.
    Retyped {
        /// What the machine found.
        from: EntityType,
        /// How often it was accepted as what it is now.
        times: u32,
    },
    /// Not found by the machine, but accepted elsewhere.
    Missed {
        /// How often.
        times: u32,
    },
    /// Rejected elsewhere, and not suggested any more.
    Withdrawn {
        /// How often.
        times: u32,
    },
}

/// The suggestions of one article.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Suggested {
    /// In the order of the text, disjoint.
    pub(crate) standing: Vec<Suggestion>,
    /// In the order of the text.
    pub(crate) withdrawn: Vec<Suggestion>,
    /// The text as a search sees it, to know whether a string is in it at all.
    folded: Arc<str>,
}

/// A string of fewer characters is never suggested where the machine did not find it: 米 is also rice.
const SHORTEST: usize = 2;
/// What the machine missed is taken for this sure before anybody accepted it.
const MISSED: f32 = 0.5;
/// No name has more tokens.
const MOST_TOKENS: usize = 24;

/// Each judgement takes its part of the doubt: one halves it, two leave a third.
fn surer(score: f32, times: u32) -> f32 {
    1.0 - (1.0 - score) / (1.0 + times as f32)
}

/// What is suggested in an article of which `marks` are the annotations of entities.
fn suggest(
    article: &Article,
    analysed: &Analysed,
    marks: &[&Arc<Annotation>],
    knowledge: &Knowledge,
    wanted: &Wanted,
) -> Suggested {
    let settled: HashSet<ByteSpan> =
        marks.iter().filter_map(|mark| settled(mark, MarkKind::Entity)).collect();
    let mut suggested = Suggested::default();
    let taken = taken(marks);
    let stands = |entity: &&Entity| {
        // Whoever drew a name's boundaries otherwise has said what stands there.
        let otherwise = taken.get(&entity.kind).is_some_and(|taken| taken.touches(entity.span));
        !settled.contains(&entity.span) && !otherwise
    };
    let pending = analysed.analysis.entities.iter().filter(stands);
    for entity in pending {
        let folded = if knowledge.is_empty() {
            String::new()
        } else {
            fold(entity.span.slice(&article.text).unwrap_or_default())
        };
        let suggestion = known(entity, knowledge, &folded);
        match suggestion.influence {
            Influence::Withdrawn { .. } => suggested.withdrawn.push(suggestion),
            _ => suggested.standing.push(suggestion),
        }
    }
    let missed = missed(article, &analysed.analysis.tokens, knowledge, wanted);
    if !missed.is_empty() {
        // A person's mark keeps its place, whatever is known; a rejection keeps exactly its own.
        let kept = marks.iter().filter(|mark| mark.status != Status::Rejected);
        let taken = Covered::of(kept.filter_map(|mark| mark.extent()).collect());
        let missed = missed.into_iter().filter(|found| {
            let span = found.entity.span;
            !settled.contains(&span) && !taken.touches(span)
        });
        suggested.standing = with_missed(suggested.standing, missed);
    }
    suggested
}

/// Where accepted marks of each type stand.
fn taken(marks: &[&Arc<Annotation>]) -> HashMap<EntityType, Covered> {
    let mut spans: HashMap<EntityType, Vec<ByteSpan>> = HashMap::new();
    for mark in marks.iter().filter(|mark| mark.status == Status::Accepted) {
        if let (Body::Entity(entity), Target::Placed(placed)) = (&mark.body, &mark.target) {
            spans.entry(entity.kind).or_default().extend(placed);
        }
    }
    spans.into_iter().map(|(kind, spans)| (kind, Covered::of(spans))).collect()
}

/// Parts of a text, in order and disjoint.
struct Covered(Vec<ByteSpan>);

impl Covered {
    fn of(spans: Vec<ByteSpan>) -> Self {
        Self(joined(spans))
    }

    fn touches(&self, span: ByteSpan) -> bool {
        let after = self.0.partition_point(|covered| covered.end <= span.start);
        self.0.get(after).is_some_and(|covered| covered.start < span.end)
    }
}

/// The span on which something of this kind was marked or judged.
pub(crate) fn settled(annotation: &Annotation, kind: MarkKind) -> Option<ByteSpan> {
    match &annotation.target {
        Target::Placed(spans) if MarkKind::of(&annotation.body) == kind => match spans.as_slice() {
            [span] => Some(*span),
            _ => None,
        },
        _ => None,
    }
}

/// What the machine found, changed by what is known of its string.
fn known(entity: &Entity, knowledge: &Knowledge, folded: &str) -> Suggestion {
    let own = knowledge.folded(folded).iter().find(|piece| piece.kind == entity.kind);
    let standing = own.map(Piece::standing);
    let mut entity = entity.clone();
    let influence = match (own, standing) {
        (Some(own), Some(Standing::Accepted)) => {
            let times = own.accepted();
            entity.score = surer(entity.score, times);
            Influence::Confirmed { times }
        }
        (_, Some(Standing::Undecided)) => Influence::None,
        (own, _) => match (knowledge.accepted(folded), own) {
            (Some(other), _) => {
                let (from, times) = (entity.kind, other.accepted());
                entity.kind = other.kind;
                entity.normalized = entity.normalized.filter(|value| other.kind.takes(value));
                entity.score = surer(MISSED, times);
                Influence::Retyped { from, times }
            }
            (None, Some(own)) => Influence::Withdrawn { times: own.rejected() },
            (None, None) => Influence::None,
        },
    };
    Suggestion { entity, influence }
}

/// The strings that are looked for where the machine did not find them: by their first character, how long the longest is.
#[derive(Default)]
struct Wanted(HashMap<char, usize>);

impl Wanted {
    fn of(knowledge: &Knowledge) -> Self {
        let mut wanted = Self::default();
        for (folded, _) in knowledge.accepted_strings().filter(|(_, piece)| is_name(piece.kind)) {
            let length = folded.chars().count();
            if let (Some(first), true) = (folded.chars().next(), length >= SHORTEST) {
                let longest = wanted.0.entry(first).or_default();
                *longest = (*longest).max(length);
            }
        }
        wanted
    }
}

/// Values are found by patterns that miss nothing they could give a value to.
fn is_name(kind: EntityType) -> bool {
    !matches!(kind, EntityType::Date | EntityType::Time | EntityType::Quantity)
}

/// Every place where a string that stands accepted as a name fills whole tokens, the longest string at each place; disjoint.
fn missed(article: &Article, tokens: &Tokens, knowledge: &Knowledge, wanted: &Wanted) -> Vec<Suggestion> {
    let mut found: Vec<Suggestion> = Vec::new();
    if wanted.0.is_empty() {
        return found;
    }
    let text = &*article.text;
    let mut from = 0;
    for first in 0..tokens.len() {
        let Some(head) = tokens.span(first).filter(|head| head.start >= from) else { continue };
        let begins = head.slice(text).and_then(first_folded);
        let Some(&most) = begins.and_then(|c| wanted.0.get(&c)) else { continue };
        let mut here: Option<Suggestion> = None;
        for last in first..tokens.len().min(first + MOST_TOKENS) {
            let Some(tail) = tokens.span(last) else { break };
            let span = ByteSpan { start: head.start, end: tail.end };
            let Some(surface) = span.slice(text) else { break };
            let folded = fold(surface);
            let length = folded.chars().count();
            if length > most {
                break;
            }
            let piece = knowledge.accepted(&folded).filter(|_| length >= SHORTEST);
            if let Some(piece) = piece.filter(|piece| is_name(piece.kind)) {
                let times = piece.accepted();
                let entity = Entity {
                    span,
                    kind: piece.kind,
                    canonical: surface.to_owned(),
                    normalized: None,
                    score: surer(MISSED, times),
                };
                here = Some(Suggestion { entity, influence: Influence::Missed { times } });
            }
        }
        if let Some(here) = here {
            from = here.entity.span.end;
            found.push(here);
        }
    }
    found
}

/// The first character of a text once it is folded; a sound mark after it belongs to it.
fn first_folded(text: &str) -> Option<char> {
    let two = text.char_indices().nth(2).map_or(text.len(), |(at, _)| at);
    fold(text.get(..two)?).chars().next()
}

/// What the machine suggests and what it missed, in order and disjoint. What was missed takes the place of what lies wholly
/// inside it (浜崎 in 浜崎市場); where the two cross, or the machine's is as long or longer, the machine's stays.
fn with_missed(machine: Vec<Suggestion>, missed: impl Iterator<Item = Suggestion>) -> Vec<Suggestion> {
    let inside = |inner: ByteSpan, outer: ByteSpan| {
        outer.start <= inner.start && inner.end <= outer.end && inner.len() < outer.len()
    };
    let mut joined: Vec<Suggestion> = Vec::with_capacity(machine.len());
    let mut machine = machine.into_iter().peekable();
    for found in missed {
        let span = found.entity.span;
        joined.extend(std::iter::from_fn(|| machine.next_if(|m| m.entity.span.end <= span.start)));
        let met: Vec<Suggestion> =
            std::iter::from_fn(|| machine.next_if(|m| m.entity.span.start < span.end)).collect();
        if met.iter().all(|m| inside(m.entity.span, span)) {
            joined.push(found);
        } else {
            joined.extend(met);
        }
    }
    joined.extend(machine);
    joined
}

impl Session {
    /// Gives the suggestions of an article the names that came in.
    pub(crate) fn give_names(&mut self, article: ArticleId) {
        self.entities_turn += 1;
        if let (Some(suggested), Some(article)) =
            (self.suggested.get_mut(&article), self.project.article(article))
        {
            let mut named = Suggested::clone(suggested);
            self.names.give(article, &self.decisions, &mut named);
            if named != **suggested {
                *suggested = Arc::new(named);
            }
        }
    }

    /// Makes anew what is suggested in an article.
    pub(crate) fn suggest(&mut self, article: ArticleId) {
        self.suggest_in(|other| other == article);
    }

    /// Makes anew what follows from a change of the project: what is known, and what is suggested where that is about.
    pub(crate) fn learn(&mut self, operations: &[Operation], before: &Project) {
        if operations.iter().any(touches_claims) {
            self.claims_turn += 1;
        }
        let decided = operations.iter().any(|operation| matches!(operation, Operation::PutEntity { .. }));
        if decided {
            self.decisions = Arc::new(Decisions::of_project(&self.project));
        }
        let touched: HashSet<ArticleId> = operations.iter().filter_map(touches_entities).collect();
        if touched.is_empty() && !decided {
            return;
        }
        let mut knowledge = Knowledge::clone(&self.knowledge);
        let changed = knowledge.follow(operations, before, &self.project);
        if !changed.is_empty() {
            self.knowledge = Arc::new(knowledge);
        }
        self.entities_turn += 1;
        let changed: Vec<Finder<'_>> = changed.iter().map(Finder::new).collect();
        let concerned: HashSet<ArticleId> = self
            .suggested
            .iter()
            .filter(|(id, of)| {
                decided
                    || touched.contains(id)
                    || changed.iter().any(|string| string.find(of.folded.as_bytes()).is_some())
            })
            .map(|(id, _)| *id)
            .collect();
        if !concerned.is_empty() {
            self.suggest_in(|article| concerned.contains(&article));
        }
    }

    fn suggest_in(&mut self, concerned: impl Fn(ArticleId) -> bool) {
        self.entities_turn += 1;
        let wanted = Wanted::of(&self.knowledge);
        let mut marks: HashMap<ArticleId, Vec<&Arc<Annotation>>> = HashMap::new();
        for annotation in self.project.annotations.values().filter(|a| concerned(a.article)) {
            if matches!(annotation.body, Body::Entity(_)) {
                marks.entry(annotation.article).or_default().push(annotation);
            }
        }
        for article in self.project.articles.iter().filter(|article| concerned(article.id)) {
            let Some(analysed) = self.analyses.get(&article.id) else { continue };
            let marks = marks.get(&article.id).map(Vec::as_slice).unwrap_or_default();
            let mut suggested = suggest(article, analysed, marks, &self.knowledge, &wanted);
            self.names.give(article, &self.decisions, &mut suggested);
            suggested.folded = match self.suggested.get(&article.id) {
                Some(former) => former.folded.clone(),
                None => fold(&article.text).into(),
            };
            self.suggested.insert(article.id, Arc::new(suggested));
        }
    }
}

/// The article in which an operation changes what is known of an entity.
fn touches_entities(operation: &Operation) -> Option<ArticleId> {
    let Operation::PutAnnotation { before, after } = operation else { return None };
    let entity = |one: &&Arc<Annotation>| matches!(one.body, Body::Entity(_));
    before.iter().chain(after).find(entity).map(|annotation| annotation.article)
}

/// Whether an operation changes what is known of a claim.
fn touches_claims(operation: &Operation) -> bool {
    let Operation::PutAnnotation { before, after } = operation else { return false };
    before.iter().chain(after).any(|one| matches!(one.body, Body::Claim(_)))
}

#[cfg(test)]
mod tests;
