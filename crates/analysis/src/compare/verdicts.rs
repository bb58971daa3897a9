//! From what the models say of pairs to pairs with a relation and its reasons.

use super::differences::{self, FramePair};
use super::judge::Bench;
use super::learned::PairWeights;
use super::pairing::{Field, Opinion};
use shirushi_model::{ClaimPair, Relation};
use std::collections::HashMap;

/// The pairs that tell one thing, with how they stand to each other. Differences that are less likely than
/// `least` are not told.
pub(super) fn pairs(
    bench: &Bench<'_, '_>,
    field: &Field<'_, '_>,
    weights: &PairWeights,
    least: f32,
) -> Vec<ClaimPair> {
    let opinions = field.opinions(weights);
    let support = support(field, &opinions);
    opinions
        .iter()
        .filter(|opinion| opinion.differs >= least || opinion.same >= weights.joined)
        .filter(|opinion| {
            let share = field.articles_of(opinion.pair).and_then(|pair| support.get(&pair));
            opinion.same >= ALONE || share.is_none_or(|&share| share >= LEAST_SUPPORT)
        })
        .filter_map(|opinion| told(bench, field, opinion, least))
        .collect()
}

/// Articles of which fewer claims go together are about two events: of 222 pairs of articles about one event,
/// 2 % have less.
const LEAST_SUPPORT: f32 = 0.1;
/// Pairs at least so sure need no others beside them.
const ALONE: f32 = 0.95;
/// Less sure pairs support nothing.
const SUPPORTS: f32 = 0.3;
/// Articles with fewer claims can have one pair only.
const FEW_CLAIMS: u32 = 5;

/// For two articles with claims enough, the share of the shorter one's claims that go with some of the other,
/// by their chances.
fn support(field: &Field<'_, '_>, opinions: &[Opinion]) -> HashMap<(u32, u32), f32> {
    let mut claims: HashMap<u32, u32> = HashMap::new();
    for frame in field.frames {
        *claims.entry(frame.at.article).or_default() += 1;
    }
    let mut sums: HashMap<(u32, u32), f32> = HashMap::new();
    for opinion in opinions {
        if let Some(pair) = field.articles_of(opinion.pair) {
            *sums.entry(pair).or_default() += if opinion.same >= SUPPORTS { opinion.same } else { 0.0 };
        }
    }
    let fewer = |&(a, b): &(u32, u32)| {
        let of = |article: u32| claims.get(&article).copied().unwrap_or_default();
        of(a).min(of(b))
    };
    sums.retain(|pair, _| fewer(pair) >= FEW_CLAIMS);
    sums.into_iter().map(|(pair, sum)| (pair, sum / fewer(&pair) as f32)).collect()
}

fn told(bench: &Bench<'_, '_>, field: &Field<'_, '_>, opinion: &Opinion, least: f32) -> Option<ClaimPair> {
    let mut slots = Vec::new();
    let view = field.view(opinion.pair, &mut slots)?;
    let text = |article: u32| bench.articles.get(article as usize).map(|article| article.text);
    let pair = FramePair { view: &view, text_a: text(view.a.at.article)?, text_b: text(view.b.at.article)? };
    let differs = opinion.differs >= least;
    let found = if differs { differences::find(&pair) } else { Vec::new() };
    let gravest = found.first();
    Some(ClaimPair {
        a: view.a.at,
        b: view.b.at,
        relation: gravest.map_or(Relation::Agree, |found| found.relation),
        difference: gravest.map(|found| found.difference),
        reason: gravest.map_or_else(|| differences::agreement(&pair), |found| found.reason.clone()),
        shared: differences::shared(&pair),
        differences: found,
        similarity: thousandths(opinion.same),
        score: thousandths(if differs { opinion.differs } else { opinion.same * (1.0 - opinion.differs) }),
        copied: false,
    })
}

fn thousandths(chance: f32) -> f32 {
    (chance * 1000.0).round() / 1000.0
}
