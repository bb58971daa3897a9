//! What waits for a judgement, in the order in which it is shown, and how far one has come. Pure.

use crate::comparing::Place;
use crate::sureness::Trust;
use crate::words::Words;
use shirushi_model::{
    Annotation, ArticleId, Body, ByteSpan, ClaimRule, ClaimType, Creator, EntityType, Sentence, Status,
    in_order,
};
use shirushi_session::search::Hit;
use shirushi_session::{Focus, Session};
use std::collections::BTreeSet;

/// What is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum What {
    #[default]
    Entities,
    Claims,
}

/// Which of them, and which first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Filter {
    pub what: What,
    /// The type, by its place among all types.
    pub kind: Option<usize>,
    /// How sure an entity is, or how much a claim is worth checking.
    pub trust: Trust,
    pub article: Option<ArticleId>,
    /// A rule that makes claims, as the page calls it.
    pub rule: Option<&'static str>,
    pub order: Order,
    /// Only what a search found.
    pub found: bool,
}

/// What comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The article's own order.
    #[default]
    Reading,
    /// The entity that is least sure, the claim that is most worth checking: where a judgement tells most.
    Telling,
}

/// One that waits. The key is its place in the order, and stays one when it waits no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    pub place: Place,
    pub key: [u64; 3],
}

/// All that wait.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Queue {
    pub pending: Vec<Item>,
    /// How many of the same were judged, or need no judgement because the same was rejected elsewhere.
    pub settled: usize,
    /// How many of those a person accepted, and how many they rejected.
    pub accepted: usize,
    pub rejected: usize,
    /// How many wait of each type, in each article, by each rule: each counted as if it alone were not
    /// filtered by.
    pub kinds: Vec<usize>,
    pub articles: Vec<(ArticleId, usize)>,
    pub rules: Vec<(&'static str, usize)>,
}

/// What there is to know of a suggestion, waiting or settled.
struct Facts {
    /// The type, and the one the machine gave it if a person said another.
    kinds: [usize; 2],
    score: f32,
    rules: Vec<&'static str>,
}

/// What can be judged of what a search found: suggestions that were found themselves, and names in which a
/// found word stands.
pub fn found(session: &Session, hits: &[Hit]) -> (What, BTreeSet<Place>) {
    let (mut entities, mut claims) = (BTreeSet::new(), BTreeSet::new());
    for hit in hits {
        match hit.focus {
            Focus::Suggestion(span) => drop(entities.insert((hit.article, span))),
            Focus::Claim(span) => drop(claims.insert((hit.article, span))),
            Focus::Text(span) => {
                let around = session.suggestions(hit.article).iter().map(|one| one.entity.span);
                entities.extend(around.filter(|one| one.overlaps(span)).map(|one| (hit.article, one)));
            }
            Focus::Annotation(_) | Focus::None => {}
        }
    }
    if entities.is_empty() && !claims.is_empty() {
        (What::Claims, claims)
    } else {
        (What::Entities, entities)
    }
}

impl Queue {
    /// What waits in a project. `found` is what a search found, for a filter that wants only that.
    pub fn of(session: &Session, words: &Words, filter: &Filter, found: &BTreeSet<Place>) -> Self {
        let is_found = |place: Place| !filter.found || found.contains(&place);
        let kinds = match filter.what {
            What::Entities => EntityType::ALL.len(),
            What::Claims => ClaimType::ALL.len(),
        };
        let mut queue = Self { kinds: vec![0; kinds], ..Self::default() };
        let rules = |names: &[ClaimRule]| -> Vec<&'static str> {
            names.iter().map(|rule| (words.rule)(rule.name())).collect()
        };
        for (at, article) in (0..).zip(&session.project.articles) {
            let id = article.id;
            queue.articles.push((id, 0));
            match filter.what {
                What::Entities => {
                    for one in session.suggestions(id).iter().filter(|one| is_found((id, one.entity.span))) {
                        let kind = one.entity.kind as usize;
                        let facts = Facts { kinds: [kind; 2], score: one.entity.score, rules: Vec::new() };
                        queue.take(filter, at, (id, one.entity.span), &facts);
                    }
                    for one in session.withdrawn(id).iter().filter(|one| is_found((id, one.entity.span))) {
                        let kind = one.entity.kind as usize;
                        let facts = Facts { kinds: [kind; 2], score: one.entity.score, rules: Vec::new() };
                        queue.settled += usize::from(filter.wants(id, &facts).iter().all(|is| *is));
                    }
                }
                What::Claims => {
                    let claims = session.suggested_claims(id).into_iter();
                    for claim in claims.filter(|claim| is_found((id, claim.span))) {
                        let kind = claim.kind as usize;
                        let (score, rules) = (worth(claim.worthiness), rules(&claim.rules));
                        queue.take(filter, at, (id, claim.span), &Facts { kinds: [kind; 2], score, rules });
                    }
                }
            }
            let analysis = session.analysed(id).map(|analysed| &analysed.analysis);
            for judged in session.project.annotations_of(id).filter(|one| is_judged(one)) {
                let Some(span) = judged.extent().filter(|span| is_found((id, *span))) else { continue };
                let facts = match (&judged.body, filter.what) {
                    (Body::Entity(mark), What::Entities) => {
                        let found = analysis.and_then(|of| of.entities.iter().find(|one| one.span == span));
                        let kind = found.map_or(mark.kind, |found| found.kind);
                        let score = found.map_or(1.0, |found| found.score);
                        Facts { kinds: [mark.kind as usize, kind as usize], score, rules: Vec::new() }
                    }
                    (Body::Claim(mark), What::Claims) => {
                        let found = analysis.and_then(|of| of.claims.iter().find(|one| one.span == span));
                        let kind = found.map_or(mark.kind, |found| found.kind);
                        let score = found.map_or(1.0, |found| worth(found.worthiness));
                        let rules = found.map(|found| rules(&found.rules)).unwrap_or_default();
                        Facts { kinds: [mark.kind as usize, kind as usize], score, rules }
                    }
                    _ => continue,
                };
                let counts = usize::from(filter.wants(id, &facts).iter().all(|is| *is));
                queue.settled += counts;
                let rejected = judged.status == Status::Rejected;
                *(if rejected { &mut queue.rejected } else { &mut queue.accepted }) += counts;
            }
        }
        queue.pending = in_order(queue.pending, |item| item.key);
        queue
    }

    /// Counts a suggestion, and keeps it if it is wanted.
    fn take(&mut self, filter: &Filter, at: u64, place: Place, facts: &Facts) {
        let wants = filter.wants(place.0, facts);
        let but = |without: usize| wants.iter().enumerate().all(|(i, is)| *is || i == without);
        if but(0)
            && let Some(count) = facts.kinds.first().and_then(|kind| self.kinds.get_mut(*kind))
        {
            *count += 1;
        }
        if but(1)
            && let Some((_, count)) = self.articles.last_mut()
        {
            *count += 1;
        }
        for rule in facts.rules.iter().filter(|_| but(2)) {
            match self.rules.iter_mut().find(|(name, _)| name == rule) {
                Some((_, count)) => *count += 1,
                None => self.rules.push((rule, 1)),
            }
        }
        if wants.iter().all(|is| *is) {
            let telling = match filter.what {
                What::Entities => f64::from(facts.score),
                What::Claims => 1.0 - f64::from(facts.score),
            };
            let first = match filter.order {
                Order::Reading => 0,
                Order::Telling => (telling * 1e6) as u64,
            };
            self.pending.push(Item {
                place,
                key: [first, at << 32 | u64::from(place.1.start), u64::from(place.1.end)],
            });
        }
    }

    pub fn at(&self, place: Place) -> Option<Item> {
        self.pending.iter().find(|item| item.place == place).copied()
    }

    /// What is shown after the one with this key. Those that were skipped come again at the end, all of them:
    /// then they count as skipped no more.
    pub fn next(&self, order: Order, after: Option<[u64; 3]>, skipped: &mut Vec<Place>) -> Option<Item> {
        let mut open = self.pending.iter().filter(|item| !skipped.contains(&item.place)).peekable();
        if open.peek().is_none() {
            skipped.clear();
            return self.pending.first().copied();
        }
        let first = open.peek().copied();
        let later = match (order, after) {
            (Order::Reading, Some(after)) => open.find(|item| item.key > after),
            _ => None,
        };
        later.or(first).copied()
    }
}

impl Filter {
    /// Whether it is of the type, in the article, by the rule and of the sureness wanted.
    fn wants(&self, article: ArticleId, facts: &Facts) -> [bool; 4] {
        [
            self.kind.is_none_or(|kind| facts.kinds.contains(&kind)),
            self.article.is_none_or(|wanted| wanted == article),
            self.rule.is_none_or(|rule| facts.rules.contains(&rule)),
            self.trust.shows(facts.score),
        ]
    }
}

/// How much a claim is worth checking, as the steps of confidence count.
fn worth(worthiness: u8) -> f32 {
    match worthiness {
        0 => 0.0,
        1 => 0.4,
        2 => 0.7,
        _ => 1.0,
    }
}

fn is_judged(annotation: &Annotation) -> bool {
    matches!(annotation.creator, Creator::Model { .. }) && annotation.judged_by.is_some()
}

/// So many sentences are shown before and after.
const AROUND: usize = 3;

/// The sentence of a suggestion with some before and after it. A suggestion over several sentences has all of
/// them.
pub fn sentences(session: &Session, (article, span): Place) -> [ByteSpan; 3] {
    let all = session.analysed(article).map(|of| of.analysis.sentences.as_slice()).unwrap_or_default();
    let first = all.partition_point(|sentence| sentence.span.end <= span.start);
    let after = all.partition_point(|sentence| sentence.span.start < span.end).max(first);
    let its = all.get(first..after).unwrap_or_default();
    let whole = its.iter().fold(span, |whole, sentence| whole.cover(sentence.span));
    let none = |at: u32| ByteSpan { start: at, end: at };
    let over = |some: &[Sentence], none: ByteSpan| some.iter().fold(none, |whole, one| whole.cover(one.span));
    let before = all.get(first.saturating_sub(AROUND)..first).unwrap_or_default();
    let next = all.get(after..(after + AROUND).min(all.len())).unwrap_or_default();
    [over(before, none(whole.start)), whole, over(next, none(whole.end))]
}

#[cfg(test)]
mod tests;
