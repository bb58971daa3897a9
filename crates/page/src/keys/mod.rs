//! Keys: the table of commands and their keys, what a person changed in it, what each command does, and tags
//! out and in as files.

mod commands;
pub mod keymap;
mod meaning;
mod run;
mod tagsets;
mod update;

#[cfg(test)]
mod tests;

pub use commands::{
    BINDINGS, Binding, Command, Control, Group, Phrase, STROKES, Stroke, StrokeBinding, moves, retype, sign,
};
pub use meaning::{Meaning, Stage};
