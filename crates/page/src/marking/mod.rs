//! Marking: what people mark, how marks are judged, corrected and shaped, and what those who hear the page
//! are told of it.

pub(crate) mod announcing;
pub mod everywhere;
mod mark_as;
mod reshape;
pub mod shaping;
mod update;

#[cfg(test)]
mod tests;

pub use everywhere::{Everywhere, has_pattern};
pub use mark_as::{Amendment, KeysAfter, MarkAs};
