//! What is asked of the engine, what it says, and how far it is.

mod analyses;
mod events;
mod linking;
mod question;
mod state;
mod update;

#[cfg(test)]
mod tests;

pub use analyses::Analyses;
pub(crate) use analyses::identity;
pub use events::{EngineEvent, EngineFailure, ModelFailure, UpdateEvent};
pub(crate) use question::LastQuestion;
pub use state::{Dictionary, Linking, Progress};
