//! Entities: how mentions gather into groups, and which entity has the page.

pub mod groups;
mod state;
mod update;

#[cfg(test)]
mod tests;

pub use state::LookedAt;
