//! Reading an article: the caret, going from mark to mark, the lines and what is painted on them, and the
//! places a person was at.

pub mod caret;
pub mod claims;
pub mod layers;
pub mod lines;
pub(crate) mod names;
pub mod paint;
pub mod phrases;
mod places;
mod spot;
mod update;

#[cfg(test)]
mod tests;

pub use caret::Caret;
pub use spot::Spot;

use shirushi_model::ByteSpan;

/// Where to scroll; `turn` differs for each request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScrollTo {
    pub span: ByteSpan,
    pub turn: u32,
}
