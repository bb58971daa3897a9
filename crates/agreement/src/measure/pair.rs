//! How far two people agree.

use super::coding::Confusion;
use super::cut::CountedArticles;
use super::estimate::Estimate;
use super::fields::{FieldAgreement, fields};
use super::labels::{Covered, inside};
use super::resampling::Resamples;
use super::spans::{Fitting, MarkPlace, SpanCounts};
use crate::category::Category;
use crate::layer::Layer;
use shirushi_model::{Annotation, ArticleId, Target};
use std::collections::{BTreeMap, BTreeSet};

/// Two people.
#[derive(Debug, Clone, PartialEq)]
pub struct PairAgreement {
    /// Which of the people compared.
    pub left: usize,
    /// Which other.
    pub right: usize,
    /// Marks in the articles that both worked on.
    pub counts: SpanCounts,
    /// F1 of the same limits and category.
    pub exact: Estimate,
    /// F1 of the same category and a shared character.
    pub overlapping: Estimate,
    /// Cohen's κ of what tokens are marked as.
    pub kappa: Estimate,
    /// How many tokens that is.
    pub tokens: usize,
    /// Every category either of them used.
    pub categories: Vec<OfCategory>,
    /// The same limits, marked as one type by the one and as another by the other; the most frequent first.
    pub mistaken: Vec<Mistaken>,
    /// What both say of marks with the same limits and category.
    pub fields: Vec<FieldAgreement>,
}

/// Two people on one category.
#[derive(Debug, Clone, PartialEq)]
pub struct OfCategory {
    /// Which one.
    pub category: Category,
    /// Marks of it.
    pub counts: SpanCounts,
    /// F1 of the same limits.
    pub exact: Estimate,
    /// Cohen's κ of which tokens are inside.
    pub kappa: Option<f64>,
}

/// A type that is taken for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mistaken {
    /// What the one marked.
    pub left: Category,
    /// What the other marked.
    pub right: Category,
    /// How often.
    pub count: usize,
}

/// One of two, with what is known of them already.
pub(super) struct Known<'a> {
    pub(super) number: usize,
    pub(super) layer: &'a Layer,
    pub(super) covered: &'a BTreeMap<Category, Covered>,
    /// The label of each token.
    pub(super) labels: &'a [Option<u32>],
}

struct Placed<'a> {
    mark: &'a Annotation,
    place: MarkPlace,
}

fn placed<'a>(layer: &'a Layer, articles: &BTreeSet<ArticleId>) -> BTreeMap<Category, Vec<Placed<'a>>> {
    let mut all: BTreeMap<Category, Vec<Placed<'_>>> = BTreeMap::new();
    for mark in layer.marks.iter().filter(|mark| articles.contains(&mark.article)) {
        if let (Some(category), Target::Placed(spans)) = (Category::of(&mark.body), &mark.target) {
            let place = (mark.article, spans.clone());
            all.entry(category).or_default().push(Placed { mark, place });
        }
    }
    all
}

pub(super) fn pair(
    ground: &CountedArticles<'_>,
    draws: &Resamples,
    left: Known<'_>,
    right: Known<'_>,
) -> PairAgreement {
    let counted: BTreeSet<ArticleId> = ground.articles.iter().map(|(article, _)| article.id).collect();
    let both: BTreeSet<ArticleId> = left
        .layer
        .articles
        .intersection(&right.layer.articles)
        .copied()
        .filter(|id| counted.contains(id))
        .collect();
    let (ours, theirs) = (placed(left.layer, &both), placed(right.layer, &both));
    let used: BTreeSet<Category> = ours.keys().chain(theirs.keys()).copied().collect();
    let mut whole = vec![SpanCounts::default(); ground.count];
    let mut categories = Vec::new();
    let mut same: Vec<(&Annotation, &Annotation)> = Vec::new();
    let mut other: BTreeMap<&MarkPlace, [Vec<Category>; 2]> = BTreeMap::new();
    for category in used {
        let (ours, theirs) = (list(&ours, category), list(&theirs, category));
        let fitting = Fitting::of(
            &ours.iter().map(|one| &one.place).collect::<Vec<_>>(),
            &theirs.iter().map(|one| &one.place).collect::<Vec<_>>(),
        );
        let mut by_piece = vec![SpanCounts::default(); ground.count];
        let mut count = |one: &Placed<'_>, what: fn(&mut SpanCounts) -> &mut f64| {
            let start = one.place.1.first().map_or(0, |span| span.start);
            if let Some(counts) = by_piece.get_mut(ground.piece(one.place.0, start)) {
                *what(counts) += 1.0;
            }
        };
        ours.iter().for_each(|one| count(one, |counts| &mut counts.left));
        theirs.iter().for_each(|one| count(one, |counts| &mut counts.right));
        for (at, with) in &fitting.exact {
            if let (Some(one), Some(two)) = (ours.get(*at), theirs.get(*with)) {
                count(one, |counts| &mut counts.exact);
                count(one, |counts| &mut counts.overlapping);
                same.push((one.mark, two.mark));
            }
        }
        for (at, _) in &fitting.overlapping {
            if let Some(one) = ours.get(*at) {
                count(one, |counts| &mut counts.overlapping);
            }
        }
        let fits: [BTreeSet<usize>; 2] = [
            fitting.exact.iter().map(|(at, _)| *at).collect(),
            fitting.exact.iter().map(|(_, at)| *at).collect(),
        ];
        for ((side, of), fits) in [&ours, &theirs].into_iter().enumerate().zip(&fits) {
            for (_, one) in of.iter().enumerate().filter(|(at, _)| !fits.contains(at)) {
                if let Some(list) = other.entry(&one.place).or_default().get_mut(side) {
                    list.push(category);
                }
            }
        }
        for (sum, counts) in whole.iter_mut().zip(&by_piece) {
            sum.add(counts, 1.0);
        }
        let labels = |of: &Known<'_>| inside(ground, of.layer, of.covered.get(&category));
        let kappa = confusion(ground, &labels(&left), &labels(&right));
        categories.push(OfCategory {
            category,
            counts: total(&by_piece),
            exact: of_spans(&by_piece, draws, SpanCounts::exact_f1),
            kappa: sum(&kappa).kappa(),
        });
    }
    let labelled = confusion(ground, left.labels, right.labels);
    PairAgreement {
        left: left.number,
        right: right.number,
        counts: total(&whole),
        exact: of_spans(&whole, draws, SpanCounts::exact_f1),
        overlapping: of_spans(&whole, draws, SpanCounts::overlapping_f1),
        kappa: Estimate::of(&labelled, draws, Confusion::add, Confusion::kappa),
        tokens: sum(&labelled).units() as usize,
        categories,
        mistaken: mistaken(other),
        fields: fields(&same),
    }
}

fn list<'a, 'b>(all: &'b BTreeMap<Category, Vec<Placed<'a>>>, category: Category) -> Vec<&'b Placed<'a>> {
    all.get(&category).map(|of| of.iter().collect()).unwrap_or_default()
}

fn of_spans(by_piece: &[SpanCounts], draws: &Resamples, figure: fn(&SpanCounts) -> Option<f64>) -> Estimate {
    Estimate::of(by_piece, draws, SpanCounts::add, figure)
}

fn total(by_piece: &[SpanCounts]) -> SpanCounts {
    let mut total = SpanCounts::default();
    by_piece.iter().for_each(|counts| total.add(counts, 1.0));
    total
}

fn sum(by_piece: &[Confusion]) -> Confusion {
    let mut sum = Confusion::default();
    by_piece.iter().for_each(|confusion| sum.add(confusion, 1.0));
    sum
}

/// What two people called each token, piece by piece.
fn confusion(ground: &CountedArticles<'_>, left: &[Option<u32>], right: &[Option<u32>]) -> Vec<Confusion> {
    let mut by_piece = vec![Confusion::default(); ground.count];
    for ((piece, left), right) in ground.token_pieces().zip(left).zip(right) {
        if let (Some(confusion), Some(left), Some(right)) = (by_piece.get_mut(piece), left, right) {
            confusion.count(*left, *right);
        }
    }
    by_piece
}

/// The same limits under two categories of a kind, each mark once.
fn mistaken(other: BTreeMap<&MarkPlace, [Vec<Category>; 2]>) -> Vec<Mistaken> {
    let mut counts: BTreeMap<(Category, Category), usize> = BTreeMap::new();
    for [left, mut right] in other.into_values() {
        for one in left {
            if let Some(at) = right.iter().position(|two| one.is_alike(*two)) {
                *counts.entry((one, right.remove(at))).or_default() += 1;
            }
        }
    }
    let mut all: Vec<Mistaken> =
        counts.into_iter().map(|((left, right), count)| Mistaken { left, right, count }).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.count));
    all
}
