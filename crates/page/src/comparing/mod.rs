//! What the articles say of the same things: what the worker found, what people say of it, and what is shown
//! of both.

mod found;
mod state;
mod update;

#[cfg(test)]
mod tests;

pub use found::{ComparedPairs, Ground, Pair, Place, Said, Topic, gravity};
pub use state::{Comparing, Maker};
