//! Drives the built site in a real Chromium.
//!
//! Each test has a fresh profile and a server of its own under a sub-path. Nothing here sleeps for a time
//! that was guessed: everything waits for a condition, and says what it waited for when it never came.
//! What a person sees and does is in [`page`]; how the browser is run is in [`browser`].

pub mod browser;
pub mod page;
pub mod stage;
pub mod steps;
mod wait;

pub use browser::{Browser, Device, Language, Theme};
pub use stage::{Stage, stage};
pub use wait::until;
