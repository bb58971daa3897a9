//! What tokens are marked as. Marks overlap and nest, so the label of a token is the set of all categories
//! that cover it: 市役所 inside a claim is {claim, facility}. A token is covered by whatever shares a
//! character with it.

use super::cut::CountedArticles;
use crate::category::Category;
use crate::layer::Layer;
use shirushi_model::{ArticleId, ByteSpan, Target};
use std::collections::{BTreeMap, HashMap};

/// Where a category stands in one layer, by article: in order and disjoint.
pub(super) type Covered = BTreeMap<ArticleId, Vec<ByteSpan>>;

/// The spans of every category of a layer. What overlaps within one category is made one; what only touches
/// is not.
pub(super) fn covered(layer: &Layer) -> BTreeMap<Category, Covered> {
    let mut all: BTreeMap<Category, Covered> = BTreeMap::new();
    for mark in &layer.marks {
        if let (Some(category), Target::Placed(spans)) = (Category::of(&mark.body), &mark.target) {
            all.entry(category).or_default().entry(mark.article).or_default().extend(spans);
        }
    }
    for spans in all.values_mut().flat_map(BTreeMap::values_mut) {
        spans.sort_unstable();
        let mut disjoint: Vec<ByteSpan> = Vec::with_capacity(spans.len());
        for span in spans.drain(..) {
            match disjoint.last_mut() {
                Some(last) if span.start < last.end => *last = last.cover(span),
                _ => disjoint.push(span),
            }
        }
        *spans = disjoint;
    }
    all
}

/// FreeNumbers for sets of categories; 0 is the empty one.
#[derive(Default)]
pub(super) struct Sets(HashMap<Vec<Category>, u32>);

impl Sets {
    fn number(&mut self, set: &[Category]) -> u32 {
        if set.is_empty() {
            return 0;
        }
        if let Some(known) = self.0.get(set) {
            return *known;
        }
        let next = u32::try_from(self.0.len() + 1).unwrap_or(u32::MAX);
        self.0.insert(set.to_vec(), next);
        next
    }
}

/// The label of every token in the order of the ground, `None` in articles the person has not worked on.
pub(super) fn labels(
    ground: &CountedArticles<'_>,
    layer: &Layer,
    covered: &BTreeMap<Category, Covered>,
    sets: &mut Sets,
) -> Vec<Option<u32>> {
    let mut labels = Vec::new();
    for (article, cut) in &ground.articles {
        if !layer.articles.contains(&article.id) {
            labels.extend(cut.tokens.iter().map(|_| None));
            continue;
        }
        let mut of_tokens: Vec<Vec<Category>> = vec![Vec::new(); cut.tokens.len()];
        for (category, articles) in covered {
            for span in articles.get(&article.id).map(Vec::as_slice).unwrap_or_default() {
                let from = cut.tokens.partition_point(|token| token.end <= span.start);
                let inside = of_tokens.iter_mut().zip(&cut.tokens).skip(from);
                for (set, _) in inside.take_while(|(_, token)| token.start < span.end) {
                    if set.last() != Some(category) {
                        set.push(*category);
                    }
                }
            }
        }
        labels.extend(of_tokens.iter().map(|set| Some(sets.number(set))));
    }
    labels
}

/// For every token whether a category covers it, as [`labels`] gives sets.
pub(super) fn inside(
    ground: &CountedArticles<'_>,
    layer: &Layer,
    covered: Option<&Covered>,
) -> Vec<Option<u32>> {
    let mut labels = Vec::new();
    for (article, cut) in &ground.articles {
        let is_there = layer.articles.contains(&article.id);
        let spans = covered.and_then(|covered| covered.get(&article.id)).map(Vec::as_slice);
        let mut spans = spans.unwrap_or_default().iter().peekable();
        for token in &cut.tokens {
            while spans.next_if(|span| span.end <= token.start).is_some() {}
            let is_inside = spans.peek().is_some_and(|span| span.start < token.end);
            labels.push(is_there.then_some(u32::from(is_inside)));
        }
    }
    labels
}
