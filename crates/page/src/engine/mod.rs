//! What is asked of the engine, what it says, and how far it is.

mod events;
mod linking;
mod update;

#[cfg(test)]
mod tests;

pub use events::{EngineEvent, EngineFailure, ModelFailure, UpdateEvent};
pub use linking::Linking;
pub use update::{Dictionary, Progress};
