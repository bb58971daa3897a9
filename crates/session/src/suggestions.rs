//! What is suggested in an article: what the machine found there, changed by what the project knows, without
//! what people have judged already.
//!
//! | of the string as this type people said … | and elsewhere … |
//! |---|---|
//! | always yes | it is surer, and suggested where the machine missed it |
//! | yes as another type | it gets that type |
//! | always no | it is withdrawn: not suggested, but still there to be brought back |
//! | sometimes yes, sometimes no | nothing changes: the place decides |

mod ground;

use crate::MarkKind;
use crate::analysed::Analysed;
use crate::entities::Decisions;
use crate::folded::{fold, is_plain};
use crate::knowledge::{Knowledge, Piece, Standing};
use crate::names::Names;
pub(crate) use ground::SuggestionGround;
use imbl::Vector;
use shirushi_model::{
    Annotation, Article, Body, ByteSpan, Entity, EntityType, Status, Target, Tokens, joined,
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

/// The suggestions of one article. Cheap to clone and to change in a few places.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Suggested {
    /// In the order of the text, disjoint.
    pub(crate) standing: Vector<Suggestion>,
    /// In the order of the text.
    pub(crate) withdrawn: Vector<Suggestion>,
    /// Where in the text a string is at all.
    pub(crate) ground: Arc<SuggestionGround>,
}

/// What suggestions follow from, besides the annotations.
#[derive(Clone, Copy)]
pub(crate) struct SuggestionSource<'a> {
    pub(crate) article: &'a Article,
    pub(crate) analysed: &'a Analysed,
    pub(crate) knowledge: &'a Knowledge,
    pub(crate) names: &'a Names,
    pub(crate) decisions: &'a Decisions,
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

/// What people marked or judged as entities, so far as suggestions depend on it.
pub(crate) struct MarkedEntities {
    /// The spans on which something was marked or judged.
    settled: HashSet<ByteSpan>,
    /// Where accepted marks of each type stand.
    taken: HashMap<EntityType, Covered>,
    /// Where marks stand that were not rejected.
    kept: Covered,
}

impl MarkedEntities {
    pub(crate) fn of(marks: &[&Arc<Annotation>]) -> Self {
        let mut taken: HashMap<EntityType, Vec<ByteSpan>> = HashMap::new();
        for mark in marks.iter().filter(|mark| mark.status == Status::Accepted) {
            if let (Body::Entity(entity), Target::Placed(placed)) = (&mark.body, &mark.target) {
                taken.entry(entity.kind).or_default().extend(placed);
            }
        }
        let kept = marks.iter().filter(|mark| mark.status != Status::Rejected);
        Self {
            settled: marks.iter().filter_map(|mark| MarkKind::Entity.settled(mark)).collect(),
            taken: taken.into_iter().map(|(kind, spans)| (kind, Covered::of(spans))).collect(),
            kept: Covered::of(kept.filter_map(|mark| mark.extent()).collect()),
        }
    }

    /// Whether people have said what stands there: whoever drew a name's boundaries otherwise has.
    fn decide(&self, entity: &Entity) -> bool {
        self.settled.contains(&entity.span)
            || self.taken.get(&entity.kind).is_some_and(|taken| taken.touches(entity.span))
    }
}

/// What is suggested in a part of an article, and what is withdrawn there. Nothing that is found reaches out
/// of the part.
pub(crate) fn suggest(
    source: SuggestionSource<'_>,
    within: ByteSpan,
    marked: &MarkedEntities,
    wanted: &mut Wanted<'_>,
) -> (Vec<Suggestion>, Vec<Suggestion>) {
    let SuggestionSource { article, analysed, knowledge, .. } = source;
    let entities = &analysed.analysis.entities;
    let from = entities.partition_point(|entity| entity.span.start < within.start);
    let pending = entities
        .iter()
        .skip(from)
        .take_while(|entity| entity.span.start < within.end)
        .filter(|entity| !marked.decide(entity));
    let (mut standing, mut withdrawn) = (Vec::new(), Vec::new());
    for entity in pending {
        let folded = if knowledge.is_empty() {
            String::new()
        } else {
            fold(entity.span.slice(&article.text).unwrap_or_default())
        };
        let suggestion = known(entity, knowledge, &folded);
        match suggestion.influence {
            Influence::Withdrawn { .. } => withdrawn.push(suggestion),
            _ => standing.push(suggestion),
        }
    }
    let missed = missed(article, &analysed.analysis.tokens, within, wanted);
    if !missed.is_empty() {
        // A person's mark keeps its place, whatever is known; a rejection keeps exactly its own.
        let missed = missed.into_iter().filter(|found| {
            let span = found.entity.span;
            !marked.settled.contains(&span) && !marked.kept.touches(span)
        });
        standing = with_missed(standing, missed);
    }
    for suggestion in standing.iter_mut().chain(&mut withdrawn) {
        if let Some(name) = source.names.called(article, source.decisions, &suggestion.entity) {
            suggestion.entity.canonical = name;
        }
    }
    (standing, withdrawn)
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

/// The strings that are looked for where the machine did not find them: by their first character, how long
/// the longest is.
pub(crate) struct Wanted<'a> {
    knowledge: &'a Knowledge,
    /// As far as it was asked for; 0 where nothing begins so.
    longest: HashMap<char, usize>,
}

impl<'a> Wanted<'a> {
    pub(crate) fn of(knowledge: &'a Knowledge) -> Self {
        Self { knowledge, longest: HashMap::new() }
    }

    fn longest(&mut self, first: char) -> usize {
        let knowledge = self.knowledge;
        *self.longest.entry(first).or_insert_with(|| {
            let names = knowledge.accepted_strings(first).filter(|(_, piece)| is_name(piece.kind));
            let lengths = names.map(|(folded, _)| folded.chars().count());
            lengths.filter(|&length| length >= SHORTEST).max().unwrap_or_default()
        })
    }
}

/// Values are found by patterns that miss nothing they could give a value to.
fn is_name(kind: EntityType) -> bool {
    !matches!(kind, EntityType::Date | EntityType::Time | EntityType::Quantity)
}

/// Every place in a part of a text where a string that stands accepted as a name fills whole tokens, the
/// longest string at each place; disjoint.
fn missed(article: &Article, tokens: &Tokens, within: ByteSpan, wanted: &mut Wanted<'_>) -> Vec<Suggestion> {
    let mut found: Vec<Suggestion> = Vec::new();
    if wanted.knowledge.is_empty() {
        return found;
    }
    let first = tokens.starts.partition_point(|&start| start < within.start);
    let end = tokens.starts.partition_point(|&start| start < within.end);
    let mut from = 0;
    for at in first..end {
        if tokens.starts.get(at).is_some_and(|&start| start >= from)
            && let Some(here) = missed_at(article, tokens, at, wanted)
        {
            from = here.entity.span.end;
            found.push(here);
        }
    }
    found
}

/// The longest string that begins with a token and stands accepted as a name.
fn missed_at(
    article: &Article,
    tokens: &Tokens,
    first: usize,
    wanted: &mut Wanted<'_>,
) -> Option<Suggestion> {
    let text = &*article.text;
    let head = tokens.span(first)?;
    let most = wanted.longest(first_folded(head.slice(text)?)?);
    let mut here: Option<Suggestion> = None;
    for last in first..tokens.len().min(first + MOST_TOKENS) {
        let Some(tail) = tokens.span(last).filter(|_| most > 0) else { break };
        let span = ByteSpan { start: head.start, end: tail.end };
        let Some(surface) = span.slice(text) else { break };
        let folded = fold(surface);
        let length = folded.chars().count();
        if length > most {
            break;
        }
        let piece = wanted.knowledge.accepted(&folded).filter(|_| length >= SHORTEST);
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
    here
}

/// The first character of a text once it is folded; a sound mark after it belongs to it.
fn first_folded(text: &str) -> Option<char> {
    let mut chars = text.chars();
    if let (Some(first), None) =
        (chars.next().filter(|&c| is_plain(c)), chars.next().filter(|&c| !is_plain(c)))
    {
        return Some(first);
    }
    let two = text.char_indices().nth(2).map_or(text.len(), |(at, _)| at);
    fold(text.get(..two)?).chars().next()
}

/// What the machine suggests and what it missed, in order and disjoint. What was missed takes the place of
/// what lies wholly inside it (浜崎 in 浜崎市場); where the two cross, or the machine's is as long or longer,
/// the machine's stays.
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
        // What kept its place from the string before may reach into this one too.
        let is_free = joined.last().is_none_or(|last| last.entity.span.end <= span.start);
        if is_free && met.iter().all(|m| inside(m.entity.span, span)) {
            joined.push(found);
        } else {
            joined.extend(met);
        }
    }
    joined.extend(machine);
    joined
}

#[cfg(test)]
mod tests;
