//! How far several people agree: every two of them, and all together.

use super::coding::Coincidences;
use super::cut::{CountedArticles, Cut};
use super::estimate::Estimate;
use super::labels::{Covered, Sets, covered, inside, labels};
use super::pair::{Known, PairAgreement, pair};
use super::resampling::{Pieces, Resamples};
use super::unitizing::{CodedUnit, Unitized};
use crate::category::Category;
use crate::layer::Layer;
use shirushi_model::{Article, ArticleId, Project};
use std::collections::{BTreeMap, BTreeSet};

/// How far people agree on the articles that at least two of them worked on.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// The people, in the order given.
    pub people: Vec<Person>,
    /// How many articles are counted.
    pub articles: usize,
    /// How many characters they have.
    pub characters: u64,
    /// What was drawn for the intervals.
    pub pieces: Pieces,
    /// How many of them there are.
    pub piece_count: usize,
    /// How often was drawn; 0 where there are no intervals.
    pub draws: usize,
    /// Every two people.
    pub pairs: Vec<PairAgreement>,
    /// Krippendorff's α for nominal data: what tokens are marked as, by all of them.
    pub alpha: Estimate,
    /// Krippendorff's α_u, in the articles that all of them worked on, all categories together. Without an
    /// interval: it does not add up from pieces.
    pub unitizing: Option<f64>,
    /// Both by category.
    pub categories: Vec<AllOnCategory>,
}

/// Somebody whose marks are compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// What they are called; may be empty.
    pub name: String,
    /// Their marks in the articles counted.
    pub marks: usize,
    /// The articles counted that they worked on.
    pub articles: usize,
}

/// All people on one category.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct AllOnCategory {
    /// Which one.
    pub category: Category,
    /// Krippendorff's α of which tokens are inside.
    pub alpha: Option<f64>,
    /// Krippendorff's α_u.
    pub unitizing: Option<f64>,
}

/// Measures how far people agree. `cuts` are the tokens and sentences of articles; one without is cut into
/// characters and lines.
///
/// Takes time linear in marks, and in tokens by categories, but for sorting; by the square of the number of
/// people.
pub fn agreement(project: &Project, cuts: &BTreeMap<ArticleId, Cut>, layers: &[Layer]) -> Agreement {
    let workers = |id: ArticleId| layers.iter().filter(|layer| layer.articles.contains(&id)).count();
    let articles: Vec<&Article> =
        project.articles.iter().map(AsRef::as_ref).filter(|article| workers(article.id) > 1).collect();
    let ground = CountedArticles::of(articles, cuts);
    let draws = Resamples::of(ground.count);
    let coverage: Vec<BTreeMap<Category, Covered>> = layers.iter().map(covered).collect();
    let mut sets = Sets::default();
    let labelled: Vec<Vec<Option<u32>>> = layers
        .iter()
        .zip(&coverage)
        .map(|(layer, covered)| labels(&ground, layer, covered, &mut sets))
        .collect();
    let known = |number: usize| {
        Some(Known {
            number,
            layer: layers.get(number)?,
            covered: coverage.get(number)?,
            labels: labelled.get(number)?,
        })
    };
    let mut pairs = Vec::new();
    for left in 0..layers.len() {
        for right in left + 1..layers.len() {
            if let (Some(left), Some(right)) = (known(left), known(right)) {
                pairs.push(pair(&ground, &draws, left, right));
            }
        }
    }
    let used: BTreeSet<Category> = coverage.iter().flat_map(|of| of.keys().copied()).collect();
    let shared = SharedUnits::of(&ground, layers);
    let mut all = Unitized::default();
    let mut categories = Vec::new();
    for category in used {
        let of_layers = layers.iter().zip(&coverage);
        let labels: Vec<Vec<Option<u32>>> =
            of_layers.map(|(layer, covered)| inside(&ground, layer, covered.get(&category))).collect();
        let units: Vec<Vec<CodedUnit>> =
            coverage.iter().map(|covered| shared.stretches(covered.get(&category))).collect();
        let unitized = Unitized::of(&units, shared.length);
        all = all.and(unitized);
        let mut sum = Coincidences::default();
        coincidences(&ground, &labels).iter().for_each(|piece| sum.add(piece, 1.0));
        categories.push(AllOnCategory { category, alpha: sum.alpha(), unitizing: unitized.alpha() });
    }
    let counted: BTreeSet<ArticleId> = ground.articles.iter().map(|(article, _)| article.id).collect();
    let person = |layer: &Layer| Person {
        name: layer.name.clone(),
        marks: layer.marks.iter().filter(|mark| counted.contains(&mark.article)).count(),
        articles: layer.articles.intersection(&counted).count(),
    };
    Agreement {
        people: layers.iter().map(person).collect(),
        articles: ground.articles.len(),
        characters: ground.articles.iter().map(|(article, _)| u64::from(article.index.chars())).sum(),
        pieces: ground.pieces,
        piece_count: ground.count,
        draws: draws.draws(),
        pairs,
        alpha: Estimate::of(
            &coincidences(&ground, &labelled),
            &draws,
            Coincidences::add,
            Coincidences::alpha,
        ),
        unitizing: all.alpha(),
        categories,
    }
}

/// What all people called each token, piece by piece.
fn coincidences(ground: &CountedArticles<'_>, labels: &[Vec<Option<u32>>]) -> Vec<Coincidences> {
    let mut by_piece = vec![Coincidences::default(); ground.count];
    let mut rows: Vec<_> = labels.iter().map(|of| of.iter()).collect();
    let mut values = Vec::new();
    for piece in ground.token_pieces() {
        values.clear();
        values.extend(rows.iter_mut().filter_map(|row| *row.next()?));
        if let Some(coincidences) = by_piece.get_mut(piece) {
            coincidences.count(&values);
        }
    }
    by_piece
}

/// The articles that all people worked on, one behind the other: the continuum of α_u.
struct SharedUnits<'a> {
    /// Each with where it begins.
    articles: Vec<(&'a Article, u64)>,
    /// In characters.
    length: u64,
}

impl<'a> SharedUnits<'a> {
    fn of(ground: &CountedArticles<'a>, layers: &[Layer]) -> Self {
        let mut length = 0;
        let mut articles = Vec::new();
        for (article, _) in &ground.articles {
            if layers.iter().all(|layer| layer.articles.contains(&article.id)) {
                articles.push((*article, length));
                length += u64::from(article.index.chars());
            }
        }
        Self { articles, length }
    }

    fn stretches(&self, covered: Option<&Covered>) -> Vec<CodedUnit> {
        let mut stretches = Vec::new();
        for (article, from) in &self.articles {
            let spans = covered.and_then(|covered| covered.get(&article.id)).map(Vec::as_slice);
            for span in spans.unwrap_or_default() {
                let at = article.index.char_span(&article.text, *span);
                stretches
                    .push(CodedUnit { start: from + u64::from(at.start), end: from + u64::from(at.end) });
            }
        }
        stretches
    }
}

#[cfg(test)]
mod tests;
