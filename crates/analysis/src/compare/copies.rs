//! Sentences that articles share nearly word for word: what one agency wired and several outlets print is one
//! source, not several.
//!
//! Every sentence is a set of runs of eight characters (shingles), marks and blanks left out. A quarter of
//! them, chosen by their hash, is the index (the modulus sampling of Broder's resemblance, which Schleimer's
//! winnowing refines); sentences that meet there are measured on all of theirs.

use super::Compared;
use crate::shadow::fold;
use shirushi_model::{Section, SentenceRef, SharedSentence};
use std::collections::HashMap;
use xxhash_rust::xxh3::xxh3_64;

/// Characters of a run.
const RUN: usize = 8;
/// Shorter sentences are alike by chance.
const SHORTEST: usize = 18;
/// One in so many runs is in the index.
const SAMPLED: u64 = 4;
/// A run that more sentences have is a phrase of the language.
const MOST_SENTENCES_OF_A_RUN: usize = 256;
/// So many candidates of a sentence are measured.
const MOST_CANDIDATES: usize = 256;
/// Sentences at least so alike are shared.
const SHARED: f32 = 0.7;

/// All of them, in order.
pub(super) fn find(articles: &[Compared<'_>]) -> Vec<SharedSentence> {
    let sentences: Vec<(SentenceRef, Vec<u64>)> = articles
        .iter()
        .enumerate()
        .flat_map(|(article, &Compared { text, analysis })| {
            analysis.sentences.iter().enumerate().filter_map(move |(number, sentence)| {
                if sentence.section == Section::Metadata {
                    return None;
                }
                let runs = runs(sentence.span.slice(text)?)?;
                Some((SentenceRef { article: article as u32, sentence: number as u32 }, runs))
            })
        })
        .collect();
    let mut index: HashMap<u64, Vec<u32>> = HashMap::new();
    for (at, (_, runs)) in sentences.iter().enumerate() {
        for &run in runs.iter().filter(|run| *run % SAMPLED == 0) {
            let list = index.entry(run).or_default();
            if list.len() < MOST_SENTENCES_OF_A_RUN {
                list.push(at as u32);
            }
        }
    }
    let mut found = Vec::new();
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for (at, (place, runs)) in sentences.iter().enumerate() {
        counts.clear();
        let sampled = runs.iter().filter(|run| *run % SAMPLED == 0);
        for &other in sampled.filter_map(|run| index.get(run)).flatten().filter(|&&other| other as usize > at)
        {
            *counts.entry(other).or_default() += 1;
        }
        let mut candidates: Vec<(u32, u32)> = counts.iter().map(|(&other, &count)| (count, other)).collect();
        candidates.sort_unstable_by_key(|&(count, other)| (std::cmp::Reverse(count), other));
        let mut matches: Vec<SharedSentence> = candidates
            .into_iter()
            .take(MOST_CANDIDATES)
            .filter_map(|(_, other)| sentences.get(other as usize))
            .filter(|(other, _)| other.article != place.article)
            .filter_map(|(other, theirs)| {
                let similarity = contained(runs, theirs);
                (similarity >= SHARED).then_some(SharedSentence { a: *place, b: *other, similarity })
            })
            .collect();
        matches.sort_by_key(|shared| shared.b);
        found.append(&mut matches);
    }
    found
}

/// The hashes of a sentence's runs, ascending, each once; none for short sentences.
fn runs(sentence: &str) -> Option<Vec<u64>> {
    let folded: Vec<char> = sentence.chars().map(fold).filter(|c| c.is_alphanumeric()).collect();
    if folded.len() < SHORTEST {
        return None;
    }
    let mut bytes = [0_u8; RUN * 4];
    let mut hashes: Vec<u64> = folded
        .windows(RUN)
        .map(|run| {
            for (place, c) in bytes.chunks_exact_mut(4).zip(run) {
                place.copy_from_slice(&(*c as u32).to_le_bytes());
            }
            xxh3_64(&bytes)
        })
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    Some(hashes)
}

/// The share of the smaller set that is in the larger, if the larger is not much larger.
fn contained(one: &[u64], other: &[u64]) -> f32 {
    let (small, large) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if large.len() > 2 * small.len() {
        return 0.0;
    }
    let mut shared = 0_usize;
    let mut rest = large.iter().peekable();
    for run in small {
        while rest.next_if(|candidate| *candidate < run).is_some() {}
        shared += usize::from(rest.next_if_eq(&run).is_some());
    }
    (shared as f32 / small.len() as f32 * 1000.0).round() / 1000.0
}
