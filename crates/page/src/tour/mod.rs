//! The tour: its steps, and where a person is in it.

mod state;
mod steps;
mod update;

#[cfg(test)]
mod tests;

pub use state::{At, TourAct, Touring};
pub use steps::{Seen, Step};
