//! Pairs of claims as tables of numbers, on which [`super::learned`] is fitted. Fitting itself is the command
//! line's.

use super::Compared;
use super::pairing::{Field, PairNumbers};
use shirushi_model::ClaimRef;

/// Pairs of claims with numbers, for fitting.
#[derive(Debug, Clone, Default)]
pub struct PairTable {
    /// What each number says.
    pub names: Vec<&'static str>,
    /// The claims of each pair.
    pub pairs: Vec<(ClaimRef, ClaimRef)>,
    /// The numbers, pair after pair.
    pub rows: Vec<f32>,
    /// The kind of cue that a difference of each pair would rest on.
    pub cues: Vec<usize>,
}

impl PairTable {
    /// Of the numbers between every two articles, in the order of the claims.
    fn new(field: &Field<'_, '_>, numbers: &[PairNumbers]) -> Self {
        let at = |frame: u32| field.frames.get(frame as usize).map(|frame| frame.at);
        let mut all: Vec<_> = numbers.iter().flat_map(PairNumbers::rows).collect();
        all.sort_unstable_by_key(|(pair, _)| *pair);
        let names = numbers.first().map(|numbers| numbers.names.clone()).unwrap_or_default();
        let pairs = all.iter().filter_map(|(pair, _)| at(pair.a).zip(at(pair.b))).collect();
        let rows = all.iter().flat_map(|(_, row)| *row).copied().collect();
        let mut slots = Vec::new();
        let cues = all.iter().map(|&(pair, _)| field.cue(pair, &mut slots)).collect();
        Self { names, pairs, rows, cues }
    }
}

fn with_field<R>(articles: &[Compared<'_>], then: impl FnOnce(&Field<'_, '_>) -> R) -> R {
    super::with_scene(articles, |scene| then(&scene.field()))
}

/// The numbers of the first stage of all candidates among these articles.
#[must_use]
pub fn first_table(articles: &[Compared<'_>]) -> PairTable {
    with_field(articles, |field| {
        let first: Vec<PairNumbers> = field.candidates().iter().map(|pairs| field.first(pairs)).collect();
        PairTable::new(field, &first)
    })
}

/// The numbers of the second stage; `logit` is what the first stage, fitted without these articles, says of a
/// row of its numbers.
#[must_use]
pub fn second_table(articles: &[Compared<'_>], logit: impl Fn(&[f32]) -> f32) -> PairTable {
    with_field(articles, |field| PairTable::new(field, &field.second(logit)))
}
