//! The page as a machine: [`Page::update`] takes an [`Act`] and what it is told of the outside, changes the
//! state, and returns the [`Effect`]s that the browser is to carry out. What the browser answers comes back
//! as an act.
//!
//! Nothing here knows a browser: no element, no clock, no random number, no promise. `web` draws the state
//! and carries out the effects; a test looks at both as values.
//!
//! One folder a feature: what is asked of it, its state, how it changes, what is derived from it, its tests.
//! The state is in two parts: [`PageUi`] belongs to the page, [`ProjectUi`] to the open project, and goes
//! with it.

#![expect(missing_docs, reason = "hundreds of words and acts say by their names what they are")]

pub mod act;
pub mod adjudicating;
mod begin;
pub mod changed;
pub mod comparing;
pub mod derived;
pub mod effect;
pub mod engine;
pub mod entities;
pub mod exchanging;
pub mod focus;
mod handle;
pub mod intake;
pub mod judging;
pub mod keys;
pub mod late;
pub mod marking;
pub mod notices;
pub mod outside;
pub mod palette;
pub mod preferences;
pub mod projects;
pub mod reading;
pub mod replacing;
pub mod results;
pub mod sample;
pub mod scene;
pub mod search;
pub mod shared;
pub mod state;
pub mod sureness;
pub mod tour;
mod update;
pub mod versions;
pub mod words;

#[cfg(test)]
mod fixtures;

pub use act::Act;
pub use begin::Start;
pub use effect::Effect;
pub use handle::Handle;
pub use outside::{Now, Outside, Readers};
pub use state::{Page, PageUi, ProjectUi};
