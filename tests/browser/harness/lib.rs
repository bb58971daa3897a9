//! Drives the built site in real browsers: all of it in Chromium, what engines may differ in also in others.
//!
//! Each test has a server of its own under a sub-path, and a window of its own in a browser that others
//! have used before it, or a browser with a fresh profile. Nothing here sleeps for a time that was guessed:
//! everything waits for a condition, and says what it waited for when it never came. What a person sees and
//! does is in [`page`] and [`parts`]; how the browser is run is in [`browser`], which one a test gets in
//! [`pool`].

pub mod browser;
mod device;
mod driver;
mod engine;
mod input;
pub mod network;
pub mod page;
pub mod parts;
mod places;
pub mod pool;
pub mod stage;
pub mod steps;
mod wait;

pub use browser::Browser;
pub use device::{Device, Language, Theme};
pub use engine::Engine;
pub use pool::Pool;
pub use stage::{Stage, stage};
pub use wait::until;
