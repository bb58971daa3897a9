//! The outside as an act sees it: the time and chance it brings, the effects it asks for, and what only a
//! browser can read.

use crate::effect::{Effect, Timer};
use crate::focus::FocusTarget;
use shirushi_exchange::html::HtmlError;
use shirushi_exchange::text::{Decoded, TextError};
use shirushi_model::{ArticleMeta, Timestamp};
use std::fmt;

/// Time and chance, as an act brings them along: the page never asks for either.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The time of day as the device knows it.
    pub at: Timestamp,
    /// Bits that nobody can guess, other ones with every act, for the ids of new projects.
    pub bits: u128,
}

/// What one act is told of the outside and asks of it.
#[derive(Debug)]
pub struct Outside {
    pub(crate) now: Timestamp,
    bits: u128,
    effects: Vec<Effect>,
}

impl Outside {
    /// Nothing has been asked yet.
    pub fn new(now: Now) -> Self {
        Self { now: now.at, bits: now.bits, effects: Vec::new() }
    }

    /// What was asked for, in its order.
    pub fn into_effects(self) -> Vec<Effect> {
        self.effects
    }

    pub(crate) fn ask(&mut self, effect: Effect) {
        self.effects.push(effect);
    }

    pub(crate) fn focus(&mut self, target: FocusTarget) {
        self.ask(Effect::Focus(target));
    }

    /// Debounce: the timer begins anew, and its act comes when it has run for so many milliseconds.
    pub(crate) fn wait(&mut self, timer: Timer, milliseconds: u32) {
        self.ask(Effect::Wait(timer, milliseconds));
    }

    /// Bits for one id. Two ids of one act differ too.
    pub(crate) fn bits(&mut self) -> u128 {
        self.bits = self.bits.wrapping_add(1);
        self.bits
    }
}

/// What a browser reads that needs tables of its own: character sets and HTML. The same bytes always read the
/// same.
pub trait Readers: fmt::Debug {
    /// The text of a file.
    ///
    /// # Errors
    /// When it is none.
    fn decode(&self, bytes: &[u8]) -> Result<Decoded, TextError>;

    /// The text of a page.
    ///
    /// # Errors
    /// When it is nested too deep, or too large.
    fn html_text(&self, html: &str) -> Result<String, HtmlError>;

    /// What a page says about itself.
    fn html_origin(&self, html: &str) -> ArticleMeta;
}
