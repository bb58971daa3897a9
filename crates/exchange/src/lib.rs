//! Every file format that comes in or goes out.
//!
//! All of it is pure, on bytes and strings. This crate opens no file, fetches nothing, reads no clock, and words
//! nothing for a person: errors and notices are data with a stable `code()`.

mod anchor;
pub mod native;
