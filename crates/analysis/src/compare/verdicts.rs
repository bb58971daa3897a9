//! From what the models say of pairs to pairs with a relation and its reasons.

use super::differences::{self, Pair};
use super::judge::Bench;
use super::learned::PairWeights;
use super::pairing::{Field, Opinion};
use shirushi_model::{ClaimPair, Relation};

/// The pairs that tell one thing, with how they stand to each other. Differences that are less likely than `least` are not told.
pub(super) fn pairs(
    bench: &Bench<'_, '_>,
    field: &Field<'_, '_>,
    weights: &PairWeights,
    least: f32,
) -> Vec<ClaimPair> {
    field
        .opinions(weights)
        .iter()
        .filter(|opinion| opinion.differs >= least || opinion.same >= weights.joined)
        .filter_map(|opinion| told(bench, field, opinion, least))
        .collect()
}

fn told(bench: &Bench<'_, '_>, field: &Field<'_, '_>, opinion: &Opinion, least: f32) -> Option<ClaimPair> {
    let mut slots = Vec::new();
    let view = field.view(opinion.pair, &mut slots)?;
    let text = |article: u32| bench.articles.get(article as usize).map(|article| article.text);
    let pair = Pair { view: &view, text_a: text(view.a.at.article)?, text_b: text(view.b.at.article)? };
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
