//! Judging one suggestion after another: what waits, what is put right of what is shown, and what a stroke
//! does to it.

mod queue;
pub mod repair;
mod state;
mod update;

#[cfg(test)]
mod tests;

pub use queue::{Filter, Item, Order, Queue, What, found, sentences};
pub use state::{Judging, Recent};
