//! What keys mean as things are.

use super::commands::{Command, Control, Stroke};
use super::keymap::Keymap;
use shirushi_model::Tagset;

/// What a key means.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Meaning {
    pub(super) keys: Keymap,
    pub(super) tagset: Tagset,
    /// The keys that mark.
    pub(super) marks: Vec<char>,
    /// What is judged one after another.
    pub stage: Stage,
}

/// Whether suggestions are judged one after another, where keys have a table of their own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Stage {
    /// They are not.
    #[default]
    Elsewhere,
    /// They are, and none is left.
    Empty,
    /// One is shown.
    Judging,
}

impl Meaning {
    pub fn command(&self, key: &str, control: Control) -> Option<Command> {
        self.keys.command(key, control)
    }

    /// What is asked for where suggestions are judged one after another.
    pub fn stroke(&self, key: &str, control: Control) -> Option<Stroke> {
        self.keys.stroke(key, control)
    }

    /// Whether a tag has this key of its own.
    pub fn mark(&self, key: &str, control: Control) -> Option<char> {
        let mut characters = key.chars().flat_map(char::to_lowercase);
        let (only, rest) = (characters.next()?, characters.next());
        (control == Control::No && rest.is_none() && self.marks.contains(&only)).then_some(only)
    }
}
