//! Small learned models: hashed linear ones, dense logistic ones and boosted trees, as they are applied.
//!
//! What a model looks at is told by its user as *features*: either hashes of what holds ([`feature`]), of
//! which there may be any number, or a fixed list of numbers. Weights are data, read from one file
//! ([`crate::ClaimModel`]); they are fitted by the command line (`shirushi train --claims`), which is the
//! only place that knows how. Nothing here knows a text.

mod forest;
mod linear;
mod logistic;

pub use forest::{Forest, Node, Tree};
pub use linear::{HashedLinear, MOST_CLASSES};
pub use logistic::Logistic;

/// The hash of one thing that holds: a template's number and the values in it.
///
/// FNV-1a over 32-bit units with a final mix, so that the low bits can serve as a table index (Fowler, Noll
/// and Vo; the hashing trick is Weinberger et al. 2009).
///
/// ```
/// use shirushi_analysis::learned::feature;
/// assert_ne!(feature(&[1, 7]), feature(&[2, 7]));
/// ```
#[must_use]
pub fn feature(parts: &[u32]) -> u32 {
    let mut hash = 0x811c_9dc5_u32;
    for part in parts {
        hash = (hash ^ part).wrapping_mul(0x0100_0193);
        hash ^= hash >> 15;
    }
    hash = hash.wrapping_mul(0x85eb_ca6b);
    hash ^ (hash >> 13)
}

/// The value of a word in a feature: FNV-1a 32 over its UTF-8 bytes.
#[must_use]
pub fn word_value(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The chance that a logit stands for.
#[must_use]
pub fn sigmoid(logit: f32) -> f32 {
    1.0 / (1.0 + (-logit).exp())
}

/// Turns scores into chances that add up to one, in place.
pub fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    if sum > 0.0 {
        for score in scores {
            *score /= sum;
        }
    }
}
