//! How alike two claims are, and which are worth judging: an index from terms to claims, so that only claims
//! that share a telling term meet, and no term and no claim brings in more than a fixed number.

use super::frame::Frame;
use super::terms::Term;

/// A term that more claims than this have brings nobody together by itself.
const MOST_CLAIMS_OF_A_TERM: usize = 400;
/// By so many of its most telling terms a claim looks for others.
const KEYS: usize = 16;
/// So many of the claims found are looked at closely.
const MOST_CANDIDATES: usize = 32;
/// So many of them are in one article.
const MOST_IN_ONE_ARTICLE: usize = 6;

/// What each term is worth in this comparison.
pub(super) struct TermWeights {
    /// One per term.
    list: Vec<f32>,
    /// The claims that have it; empty for those that too many have.
    claims: Vec<Vec<u32>>,
}

impl TermWeights {
    /// A term that stands once in every article that has it tells most; one in every second sentence tells
    /// little.
    pub(super) fn new(frames: &[Frame<'_>], terms: usize) -> Self {
        let mut claims: Vec<Vec<u32>> = vec![Vec::new(); terms];
        let mut articles: Vec<(u32, u32)> = vec![(0, u32::MAX); terms];
        let mut counts: Vec<u32> = vec![0; terms];
        for (number, frame) in frames.iter().enumerate() {
            for feature in &frame.features {
                let term = feature.term.0 as usize;
                if let Some(list) = claims.get_mut(term)
                    && list.len() <= MOST_CLAIMS_OF_A_TERM
                {
                    list.push(number as u32);
                }
                if let Some(count) = counts.get_mut(term) {
                    *count += 1;
                }
                if let Some((count, last)) = articles.get_mut(term)
                    && *last != frame.at.article
                {
                    *count += 1;
                    *last = frame.at.article;
                }
            }
        }
        let list = counts
            .iter()
            .zip(&articles)
            .map(|(&count, &(articles, _))| {
                let spread = count as f32 / articles.max(1) as f32;
                spread.max(1.0).powf(-0.6)
            })
            .collect();
        for list in &mut claims {
            if list.len() > MOST_CLAIMS_OF_A_TERM {
                list.clear();
            }
        }
        Self { list, claims }
    }

    /// What a term is worth, 0 to 1.
    pub(super) fn of(&self, term: Term) -> f32 {
        self.list.get(term.0 as usize).copied().unwrap_or(0.0)
    }

    fn claims_of(&self, term: Term) -> &[u32] {
        self.claims.get(term.0 as usize).map(Vec::as_slice).unwrap_or_default()
    }
}

/// How alike two claims are.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Likeness {
    /// The weight of what they share.
    pub(super) shared: f32,
    /// The share of the smaller claim that the larger one has.
    pub(super) contained: f32,
    /// Both sizes taken into account.
    pub(super) score: f32,
}

/// Compares the terms of two claims.
pub(super) fn likeness(a: &Frame<'_>, b: &Frame<'_>, weights: &TermWeights) -> Likeness {
    let mut shared = 0.0_f32;
    let (mut left, mut right) = (a.features.iter().peekable(), b.features.iter().peekable());
    let (mut size_a, mut size_b) = (0.0_f32, 0.0_f32);
    loop {
        match (left.peek(), right.peek()) {
            (Some(one), Some(other)) if one.term == other.term => {
                let weight = weights.of(one.term) * one.weight.max(other.weight);
                shared += weight;
                size_a += weight;
                size_b += weight;
                left.next();
                right.next();
            }
            (Some(one), other) if other.is_none_or(|other| one.term < other.term) => {
                size_a += weights.of(one.term) * one.weight;
                left.next();
            }
            (_, Some(other)) => {
                size_b += weights.of(other.term) * other.weight;
                right.next();
            }
            _ => break,
        }
    }
    // 町長は辞任を表明した, and the remark 「辞任する」 of the mayor.
    let told = told_of(a, b, weights) + told_of(b, a, weights);
    let (shared, size_a, size_b) = (shared + told, size_a + told, size_b + told);
    let (smaller, larger) = (size_a.min(size_b), size_a.max(size_b));
    if smaller <= 0.0 {
        return Likeness::default();
    }
    Likeness { shared, contained: shared / smaller, score: shared / (0.6 * smaller + 0.4 * larger) }
}

/// The weight of the speakers of one claim whom the other, which has none, names.
fn told_of(said: &Frame<'_>, told: &Frame<'_>, weights: &TermWeights) -> f32 {
    if !told.speaker.names.is_empty() {
        return 0.0;
    }
    let named = said.speaker.names.iter().filter(|&&speaker| told.has(speaker) && !said.has(speaker));
    named.map(|&speaker| 0.5 * weights.of(speaker)).sum()
}

/// The claims of later articles that are worth comparing with a claim, the most alike first.
pub(super) struct Finder {
    scores: Vec<f32>,
    touched: Vec<u32>,
}

impl Finder {
    pub(super) fn new(frames: usize) -> Self {
        Self { scores: vec![0.0; frames], touched: Vec::new() }
    }

    /// Finds them. `frames` are in the order of their articles.
    pub(super) fn find(&mut self, number: usize, frames: &[Frame<'_>], weights: &TermWeights) -> Vec<u32> {
        let Some(frame) = frames.get(number) else { return Vec::new() };
        let mut keys: Vec<(Term, f32)> = frame
            .features
            .iter()
            .filter(|feature| weights.claims_of(feature.term).len() > 1)
            .map(|feature| (feature.term, feature.weight * weights.of(feature.term)))
            .collect();
        keys.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        keys.truncate(KEYS);
        for (term, weight) in keys {
            for &other in weights.claims_of(term) {
                if other as usize <= number {
                    continue;
                }
                if let Some(score) = self.scores.get_mut(other as usize) {
                    if *score == 0.0 {
                        self.touched.push(other);
                    }
                    *score += weight;
                }
            }
        }
        let mut found: Vec<(u32, f32)> = self
            .touched
            .drain(..)
            .filter_map(|other| {
                let score = std::mem::take(self.scores.get_mut(other as usize)?);
                let is_elsewhere = frames.get(other as usize)?.at.article != frame.at.article;
                is_elsewhere.then_some((other, score))
            })
            .collect();
        found.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        within_limits(found, frames)
    }
}

fn within_limits(found: Vec<(u32, f32)>, frames: &[Frame<'_>]) -> Vec<u32> {
    let mut counts: Vec<(u32, usize)> = Vec::new();
    let mut kept = Vec::new();
    for (other, _) in found {
        let Some(article) = frames.get(other as usize).map(|frame| frame.at.article) else { continue };
        let count = match counts.iter_mut().find(|(known, _)| *known == article) {
            Some((_, count)) => count,
            None => {
                counts.push((article, 0));
                match counts.last_mut() {
                    Some((_, count)) => count,
                    None => continue,
                }
            }
        };
        if *count < MOST_IN_ONE_ARTICLE {
            *count += 1;
            kept.push(other);
        }
        if kept.len() >= MOST_CANDIDATES {
            break;
        }
    }
    kept
}
