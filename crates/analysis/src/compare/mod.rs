//! What several articles say of the same thing: claims grouped by proposition, every pair in a group judged,
//! sentences shared word for word.
//!
//! Which claims tell one thing and differ in it is learned ([`pairing`]); in what they differ is told slot by
//! slot ([`slots`], [`differences`]), dates as of the days of the articles together ([`dating`]). Without a
//! model claims meet by the terms they share ([`likeness`]) and are judged by rules ([`judge`]). Nothing is
//! said about who is right. Cost grows with candidates: no term and no claim brings in more than a fixed
//! number of others.

mod amounts;
mod book;
mod clauses;
mod contents;
mod copies;
mod dating;
mod days;
mod differences;
mod forms;
mod frame;
mod groups;
mod judge;
pub mod learned;
mod lexicon;
mod likeness;
mod names;
mod pairing;
mod pairs;
mod profile;
mod reasons;
mod slots;
mod terms;
#[cfg(any(test, feature = "train"))]
pub mod training;
mod verdicts;
mod words;

use book::Book;
use contents::Rarity;
use frame::{ArticleContext, Frame};
use judge::{Bench, KnownTerms, Opposites};
use learned::PairWeights;
use likeness::{Finder, TermWeights};
use pairing::Field;
pub(crate) use pairing::weights_fit;
use shirushi_model::{Analysis, ClaimGroup, ClaimPair, ClaimRef, Comparison, SharedSentence};
use std::collections::{HashMap, HashSet};
use terms::Terms;
use words::ComparedWords;

/// One of the articles to compare.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its analysis, of exactly this text; linked with those of the others by [`crate::link`], so that one
    /// name means one entity.
    pub analysis: &'a Analysis,
}

/// Compares articles: groups of claims about one proposition with a judgement on every pair, and shared
/// sentences.
///
/// Which pairs tell one thing and differ is learned ([`pairing`]); without a model they are judged by rules
/// ([`judge`]). Pure and deterministic. Takes time in proportion to the claims, whatever they are; articles
/// without claims do no harm.
pub fn compare(articles: &[Compared<'_>], settings: &ComparisonSettings<'_>) -> Comparison {
    with_scene(articles, |scene| {
        let copies = copies::find(articles);
        let bench = &scene.bench;
        let pairs = match settings.weights {
            Some(weights) => {
                let least = settings.least.unwrap_or(weights.shown);
                verdicts::pairs(bench, &scene.field(), weights, least)
            }
            None => judged(bench, scene.frames),
        };
        let mut groups = groups::group(copied(pairs, scene.frames, &copies));
        name_topics(bench, scene.frames, &mut groups);
        // How a name is written is told where its claims tell one thing: else two namesakes would be one
        // person.
        let told: HashSet<(ClaimRef, ClaimRef)> =
            groups.iter().flat_map(|group| &group.pairs).map(|pair| (pair.a, pair.b)).collect();
        let named = names::compare(bench, &scene.of_article).into_iter();
        let is_told = |pair: &ClaimPair| settings.weights.is_none() || told.contains(&(pair.a, pair.b));
        groups.extend(named.filter(is_told).map(of_names));
        groups::order(&mut groups);
        let sure = settings.weights.map_or(0.0, |weights| weights.shown);
        Comparison { groups, copies, sure }
    })
}

/// How articles are compared.
#[derive(Debug, Clone, Copy, Default)]
pub struct ComparisonSettings<'m> {
    /// What is learned about pairs; without it rules judge them.
    pub weights: Option<&'m PairWeights>,
    /// Differences less likely than this are not told; by default those that are more often wrong than right.
    pub least: Option<f32>,
}

/// The claims of some articles, read.
struct ComparisonScene<'s, 'a> {
    bench: Bench<'s, 'a>,
    /// All claims, article after article.
    frames: &'s [Frame<'a>],
    /// Those of each article.
    of_article: Vec<&'s [Frame<'a>]>,
    rarity: &'s Rarity,
}

impl<'s, 'a> ComparisonScene<'s, 'a> {
    /// What pairs of its claims are read from.
    fn field(&self) -> Field<'_, 'a> {
        Field::new(self.bench.articles, self.frames, &self.bench.opposites, self.rarity)
    }
}

/// Reads the claims of some articles and hands them on.
fn with_scene<R>(articles: &[Compared<'_>], then: impl FnOnce(&ComparisonScene<'_, '_>) -> R) -> R {
    let mut terms = Terms::default();
    let words: Vec<ComparedWords<'_>> = articles
        .iter()
        .map(|article| ComparedWords::read(article.text, article.analysis, &mut terms))
        .collect();
    let borrowed = dating::borrow(articles);
    let contexts: Vec<ArticleContext<'_>> = articles
        .iter()
        .zip(&words)
        .zip(&borrowed)
        .enumerate()
        .map(|(number, ((article, words), borrowed))| ArticleContext {
            borrowed,
            number: number as u32,
            text: article.text,
            analysis: article.analysis,
            words,
            principals: frame::principals(article.analysis, words, &terms),
        })
        .collect();
    let known = KnownTerms::new(&mut terms);
    let opposites = Opposites::new(&mut terms);
    let rarity = Rarity::new(
        articles.iter().zip(&words).map(|(article, words)| (article.analysis, words.list.as_slice())),
        terms.len(),
    );
    let mut frames = Vec::new();
    let mut limits = vec![0];
    for context in &contexts {
        frames.extend(
            distinct(context).map(|(number, claim)| Frame::read(context, claim, number, &mut terms, &rarity)),
        );
        limits.push(frames.len());
    }
    let of_article: Vec<&[Frame<'_>]> = limits
        .iter()
        .zip(limits.iter().skip(1))
        .map(|(&from, &to)| frames.get(from..to).unwrap_or_default())
        .collect();
    let weights = TermWeights::new(&frames, terms.len());
    let books: Vec<Book> =
        contexts.iter().zip(&of_article).map(|(context, frames)| Book::read(context, frames)).collect();
    let bench =
        Bench { articles: &contexts, terms: &terms, weights: &weights, books: &books, known, opposites };
    then(&ComparisonScene { bench, frames: &frames, of_article, rarity: &rarity })
}

/// The claims of an article, those that repeat an earlier one word for word left out.
fn distinct<'c, 'a>(
    context: &'c ArticleContext<'a>,
) -> impl Iterator<Item = (u32, &'a shirushi_model::Claim)> + use<'c, 'a> {
    let mut seen = HashSet::new();
    let text = context.text;
    let claims = context.analysis.claims.iter().zip(0_u32..);
    claims
        .filter(move |(claim, _)| seen.insert(claim.span.slice(text).unwrap_or_default()))
        .map(|(claim, number)| (number, claim))
}

/// Marks the pairs that stand in sentences shared word for word.
fn copied(mut pairs: Vec<ClaimPair>, frames: &[Frame<'_>], copies: &[SharedSentence]) -> Vec<ClaimPair> {
    let shared: HashSet<((u32, u32), (u32, u32))> = copies
        .iter()
        .map(|copy| ((copy.a.article, copy.a.sentence), (copy.b.article, copy.b.sentence)))
        .collect();
    let sentences: HashMap<ClaimRef, u32> =
        frames.iter().map(|frame| (frame.at, frame.claim.sentence)).collect();
    let place = |claim: ClaimRef| (claim.article, sentences.get(&claim).copied().unwrap_or(u32::MAX));
    for pair in &mut pairs {
        pair.copied = shared.contains(&(place(pair.a), place(pair.b)));
    }
    pairs
}

/// The pairs that rules judge.
fn judged(bench: &Bench<'_, '_>, frames: &[Frame<'_>]) -> Vec<ClaimPair> {
    let mut finder = Finder::new(frames.len());
    let mut pairs = Vec::new();
    for (number, a) in frames.iter().enumerate() {
        for other in finder.find(number, frames, bench.weights) {
            let Some(b) = frames.get(other as usize) else { continue };
            pairs.extend(judge::judge(bench, a, b));
        }
    }
    best(pairs)
}

/// Of what one claim has in one other article, so many are kept: the most alike.
const MOST_PER_ARTICLE: usize = 2;

/// Keeps the pairs that are among the best for one of their claims.
fn best(mut pairs: Vec<ClaimPair>) -> Vec<ClaimPair> {
    pairs.sort_by(|one, other| {
        other.similarity.total_cmp(&one.similarity).then((one.a, one.b).cmp(&(other.a, other.b)))
    });
    let mut counts: HashMap<(ClaimRef, u32), usize> = HashMap::new();
    pairs.retain(|pair| {
        let mut rank = |claim: ClaimRef, article: u32| {
            let count = counts.entry((claim, article)).or_default();
            *count += 1;
            *count
        };
        let (of_a, of_b) = (rank(pair.a, pair.b.article), rank(pair.b, pair.a.article));
        of_a.max(of_b) <= MOST_PER_ARTICLE
    });
    pairs
}

fn name_topics(bench: &Bench<'_, '_>, frames: &[Frame<'_>], groups: &mut [ClaimGroup]) {
    let at: HashMap<ClaimRef, &Frame<'_>> = frames.iter().map(|frame| (frame.at, frame)).collect();
    for group in groups {
        let pair = group.pairs.iter().max_by(|one, other| one.similarity.total_cmp(&other.similarity));
        if let Some((a, b)) = pair.and_then(|pair| at.get(&pair.a).zip(at.get(&pair.b))) {
            group.topic = judge::topic(bench, a, b);
        }
    }
}

fn of_names(pair: ClaimPair) -> ClaimGroup {
    let topic = pair.reason.a.iter().map(|evidence| evidence.text.clone()).collect();
    ClaimGroup { topic, claims: vec![pair.a, pair.b], independent: 2, pairs: vec![pair] }
}
