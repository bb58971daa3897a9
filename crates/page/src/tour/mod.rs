//! The tour: its steps, and where a person is in it.

mod steps;
mod update;

#[cfg(test)]
mod tests;

pub use steps::{Seen, Step};
pub use update::{At, TourAct, Touring};
