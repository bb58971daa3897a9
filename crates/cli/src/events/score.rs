//! What was found in events against what is marked there: sentences, claims, speakers, certainty, pairs.
//!
//! A sentence is suggested when a claim covers at least half of it or lies at least half inside it; those
//! that claim something count as right, the outlet's opinions as wrong in the stricter figure, frames as
//! neither. A marked claim is covered by the found claim of greatest overlap over union, if that covers at
//! least half of it. A reported pair stands for every pair of marked claims that its two claims cover; a
//! discrepancy is found when one of its differing pairs is reported as differing, an agreement is joined when
//! one of its pairs is reported at all.

use super::{Event, EventArticle, EventClaim, EventLabel, relations};
use shirushi_contract::{Claim, ComparisonDocument};
use shirushi_model::Relation;
use std::collections::{BTreeMap, BTreeSet};

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) right: u32,
    pub(crate) all: u32,
}

impl Share {
    fn count(&mut self, right: bool) {
        self.right += u32::from(right);
        self.all += 1;
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.all += other.all;
    }

    /// None of nothing.
    pub(crate) fn value(self) -> Option<f64> {
        (self.all > 0).then(|| f64::from(self.right) / f64::from(self.all))
    }
}

/// What was counted.
#[derive(Debug, Clone, Default)]
pub(crate) struct ScoreCounts {
    pub(crate) claimed: u32,
    pub(crate) missed: u32,
    pub(crate) opinions: u32,
    pub(crate) wrong: u32,
    pub(crate) upper_half: Share,
    pub(crate) covered: Share,
    pub(crate) exact: Share,
    pub(crate) explicit: Share,
    pub(crate) implicit: Share,
    pub(crate) nobody: Share,
    pub(crate) certainty: Share,
    pub(crate) discrepancies: Share,
    pub(crate) easy: Share,
    pub(crate) agreements: Share,
    /// Of the reported differences, those that are some.
    pub(crate) reported: Share,
    /// Of the pairs said to agree, those about one proposition.
    pub(crate) joined: Share,
    /// Traps reported as differences, of all.
    pub(crate) traps: Share,
    pub(crate) kinds: BTreeMap<String, Share>,
}

impl ScoreCounts {
    /// Adds those of another event.
    pub(crate) fn add(&mut self, other: &Self) {
        self.claimed += other.claimed;
        self.missed += other.missed;
        self.opinions += other.opinions;
        self.wrong += other.wrong;
        for (mine, theirs) in [
            (&mut self.upper_half, other.upper_half),
            (&mut self.covered, other.covered),
            (&mut self.exact, other.exact),
            (&mut self.explicit, other.explicit),
            (&mut self.implicit, other.implicit),
            (&mut self.nobody, other.nobody),
            (&mut self.certainty, other.certainty),
            (&mut self.discrepancies, other.discrepancies),
            (&mut self.easy, other.easy),
            (&mut self.agreements, other.agreements),
            (&mut self.reported, other.reported),
            (&mut self.joined, other.joined),
            (&mut self.traps, other.traps),
        ] {
            mine.add(theirs);
        }
        for (kind, share) in &other.kinds {
            self.kinds.entry(kind.clone()).or_default().add(*share);
        }
    }

    /// F1 of suggested sentences; opinions count as nothing or as wrong.
    pub(crate) fn sentences(&self, opinions_are_wrong: bool) -> f64 {
        let wrong = self.wrong + if opinions_are_wrong { self.opinions } else { 0 };
        let both = f64::from(2 * self.claimed + wrong + self.missed);
        if self.claimed == 0 { 0.0 } else { f64::from(2 * self.claimed) / both }
    }
}

/// Something that was not found, or found wrongly, for a person to read.
pub(crate) struct Miss {
    pub(crate) what: &'static str,
    pub(crate) text: String,
}

/// Counts what was found in one event. `found` has its articles in the order of the event.
pub(crate) fn count(event: &Event, found: &ComparisonDocument) -> (ScoreCounts, Vec<Miss>) {
    let mut counts = ScoreCounts::default();
    let mut misses = Vec::new();
    let mut links: BTreeMap<(&str, &str), BTreeSet<&str>> = BTreeMap::new();
    let mut ranked: Vec<(u8, bool)> = Vec::new();
    for (article, document) in event.articles.iter().zip(&found.articles) {
        sentences(article, &document.claims, &mut counts, &mut ranked);
        for marked in &article.claims {
            claim(article, marked, &document.claims, &mut counts, &mut misses);
        }
        for claim in &document.claims {
            let covered = article.claims.iter().filter(|marked| covers(claim, marked)).map(|c| c.id.as_str());
            links.insert((article.name.as_str(), claim.id.as_str()), covered.collect());
        }
    }
    ranked.sort_by_key(|&(worth, _)| std::cmp::Reverse(worth));
    let half = ranked.len() / 2;
    ranked.iter().take(half).for_each(|&(_, is_claim)| counts.upper_half.count(is_claim));
    pairs(event, found, &links, &mut counts, &mut misses);
    (counts, misses)
}

fn overlap(a: (u32, u32), b: (u32, u32)) -> u32 {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

/// Whether a found claim covers at least half of a marked one.
pub(crate) fn covers(claim: &Claim, marked: &EventClaim) -> bool {
    2 * overlap((claim.start, claim.end), (marked.start, marked.end)) >= marked.end - marked.start
}

fn sentences(
    article: &EventArticle,
    claims: &[Claim],
    counts: &mut ScoreCounts,
    ranked: &mut Vec<(u8, bool)>,
) {
    for sentence in &article.sentences {
        let at = (sentence.start, sentence.end);
        let hits: Vec<&Claim> = claims
            .iter()
            .filter(|claim| {
                let shared = overlap((claim.start, claim.end), at);
                shared > 0 && (2 * shared >= at.1 - at.0 || 2 * shared >= claim.end - claim.start)
            })
            .collect();
        match (sentence.label, hits.is_empty()) {
            (EventLabel::Claim, false) => counts.claimed += 1,
            (EventLabel::Claim, true) => counts.missed += 1,
            (EventLabel::Frame, _) | (_, true) => {}
            (EventLabel::Opinion, false) => counts.opinions += 1,
            (_, false) => counts.wrong += 1,
        }
        if let Some(worth) = hits.iter().map(|claim| claim.worthiness).max()
            && sentence.label != EventLabel::Frame
        {
            ranked.push((worth, sentence.label == EventLabel::Claim));
        }
    }
}

fn claim(
    article: &EventArticle,
    marked: &EventClaim,
    found: &[Claim],
    counts: &mut ScoreCounts,
    misses: &mut Vec<Miss>,
) {
    let at = (marked.start, marked.end);
    let mut best: Option<(&Claim, f64)> = None;
    for claim in found {
        let shared = overlap((claim.start, claim.end), at);
        let both = (claim.end - claim.start) + (at.1 - at.0) - shared;
        let likeness = f64::from(shared) / f64::from(both.max(1));
        if best.is_none_or(|(_, most)| likeness > most) {
            best = Some((claim, likeness));
        }
    }
    let Some((best, _)) = best.filter(|(claim, _)| covers(claim, marked)) else {
        counts.covered.count(false);
        counts.exact.count(false);
        misses.push(Miss { what: "claim missed", text: format!("{} {}", article.name, marked.text) });
        return;
    };
    counts.covered.count(true);
    let is_exact = (best.start, best.end) == at;
    counts.exact.count(is_exact);
    if !is_exact {
        misses.push(Miss { what: "span", text: format!("{} ｜ {}", marked.text, best.exact) });
    }
    let is_right = is_speaker(best, marked);
    match (&marked.speaker, marked.speaker_implicit) {
        (None, _) => counts.nobody.count(is_right),
        (Some(_), true) => counts.implicit.count(is_right),
        (Some(_), false) => counts.explicit.count(is_right),
    }
    if !is_right {
        let wanted = marked.speaker.as_deref().unwrap_or("-");
        let got = best.speaker.as_ref().map_or("-", |speaker| speaker.surface.as_str());
        misses.push(Miss {
            what: "speaker",
            text: format!("{} ｜ {} wanted {wanted} got {got}", marked.text, best.exact),
        });
    }
    counts.certainty.count(best.certainty == marked.certainty);
    if best.certainty != marked.certainty {
        let (wanted, got) = (marked.certainty, best.certainty);
        misses
            .push(Miss { what: "certainty", text: format!("{} wanted {wanted:?} got {got:?}", marked.text) });
    }
}

/// The same place, or a name that is part of the other.
fn is_speaker(found: &Claim, marked: &EventClaim) -> bool {
    let (Some(name), Some(speaker)) = (&marked.speaker, &found.speaker) else {
        return marked.speaker.is_none() && found.speaker.is_none();
    };
    if let (Some(start), Some(end), Some(from), Some(to)) =
        (speaker.start, speaker.end, marked.speaker_start, marked.speaker_end)
        && overlap((start, end), (from, to)) > 0
    {
        return true;
    }
    let found = [speaker.canonical.as_str(), speaker.surface.as_str()];
    let wanted = [marked.speaker_canonical.as_deref().unwrap_or_default(), name.as_str()];
    let named = |name: &&str| !name.is_empty();
    found
        .into_iter()
        .filter(named)
        .any(|found| wanted.iter().filter(|name| named(name)).any(|w| w.contains(found) || found.contains(w)))
}

fn pairs(
    event: &Event,
    found: &ComparisonDocument,
    links: &BTreeMap<(&str, &str), BTreeSet<&str>>,
    counts: &mut ScoreCounts,
    misses: &mut Vec<Miss>,
) {
    let relations = relations(event);
    let texts: BTreeMap<&str, &str> = event
        .articles
        .iter()
        .flat_map(|article| &article.claims)
        .map(|claim| (claim.id.as_str(), claim.text.as_str()))
        .collect();
    let key = |a: &'_ str, b: &'_ str| {
        if a < b { (a.to_owned(), b.to_owned()) } else { (b.to_owned(), a.to_owned()) }
    };
    let traps: BTreeSet<(String, String)> = event.traps.iter().map(|(a, b)| key(a, b)).collect();
    let mut sprung = BTreeSet::new();
    let mut got: BTreeMap<(String, String), Relation> = BTreeMap::new();
    for pair in found.groups.iter().flat_map(|group| &group.pairs) {
        let linked = |claim: &shirushi_contract::ClaimName| {
            links.get(&(claim.article.as_str(), claim.id.as_str())).cloned().unwrap_or_default()
        };
        let (of_a, of_b) = (linked(&pair.a), linked(&pair.b));
        let keys: BTreeSet<(String, String)> =
            of_a.iter().flat_map(|a| of_b.iter().map(move |b| key(a, b))).collect();
        for key in &keys {
            let known = got.entry(key.clone()).or_insert(pair.relation);
            *known = (*known).max(pair.relation);
        }
        let marked = |key: &(String, String)| relations.get(&(key.0.as_str(), key.1.as_str())).copied();
        if pair.relation == Relation::Agree {
            counts.joined.count(keys.iter().any(|key| marked(key).is_some()));
            continue;
        }
        let is_right = keys.iter().any(|key| marked(key).is_some_and(|relation| relation != Relation::Agree));
        counts.reported.count(is_right);
        sprung.extend(keys.intersection(&traps).cloned());
        if !is_right {
            let words = |value: &Option<shirushi_contract::Words>| {
                value.as_ref().map_or(String::new(), |words| words.text.clone())
            };
            let one = keys.iter().next();
            let text = |id: &str| texts.get(id).copied().unwrap_or_default().to_owned();
            let shown = one.map_or_else(String::new, |(a, b)| format!("{} ｜ {}", text(a), text(b)));
            let is_same = keys.iter().any(|key| marked(key).is_some());
            misses.push(Miss {
                what: if is_same { "reported, agrees" } else { "reported, not one thing" },
                text: format!(
                    "{:?} {:?} {} ⇔ {} [{:.2}]: {shown}",
                    pair.relation,
                    pair.kind,
                    words(&pair.a_value),
                    words(&pair.b_value),
                    pair.score
                ),
            });
        }
    }
    counts.traps = Share { right: sprung.len() as u32, all: traps.len() as u32 };
    for group in &event.groups {
        let found = |pair: &super::MarkedPair| got.get(&key(&pair.a, &pair.b)).copied();
        let mut miss = |what| {
            if let Some(pair) = group.pairs.first() {
                let text = |id: &str| texts.get(id).copied().unwrap_or_default();
                let shown = format!(
                    "{} {}: {} ｜ {}",
                    group.kind,
                    group.rule_detectable,
                    text(&pair.a),
                    text(&pair.b)
                );
                misses.push(Miss { what, text: shown });
            }
        };
        if group.discrepancy {
            let is_found = group.pairs.iter().any(|pair| {
                pair.relation != Relation::Agree
                    && found(pair).is_some_and(|relation| relation != Relation::Agree)
            });
            counts.discrepancies.count(is_found);
            counts.kinds.entry(group.kind.clone()).or_default().count(is_found);
            if group.rule_detectable == "yes" {
                counts.easy.count(is_found);
            }
            if !is_found {
                miss("discrepancy missed");
            }
        } else if group.relation == Relation::Agree {
            let is_joined = group.pairs.iter().any(|pair| found(pair).is_some());
            counts.agreements.count(is_joined);
            if !is_joined {
                miss("agreement missed");
            }
        }
    }
}
