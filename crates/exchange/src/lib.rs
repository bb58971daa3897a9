//! Every file format that comes in or goes out: the native project file, tagsets, plain text in the encodings
//! of Japan, HTML from the clipboard, and what can be read off a text about where it came from.
//!
//! All of it is pure, on bytes and strings. This crate opens no file, fetches nothing, reads no clock, and
//! words nothing for a person: errors and notices are data with a stable `code()`.

mod anchor;
pub mod carry;
pub mod document;
pub mod formats;
pub mod html;
pub mod intake;
pub mod metadata;
pub mod native;
pub mod reflow;
pub mod tagset;
pub mod text;
