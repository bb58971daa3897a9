//! What taggers found, put right by rules of the language, whoever found it: names run together are taken
//! apart, readings in brackets go to the name they read, titles and other company are left outside, an
//! address is one place, and what is no name goes.
//!
//! It sees one mention and its neighbours at a time; what the text says elsewhere is `document`'s.

mod addresses;
mod limits;
mod readings;
mod refusals;
mod splitting;

use super::{Mention, TaggedText};

/// Mends mentions. In order and disjoint before and after; takes time in proportion to the text.
pub(crate) fn mend(text: &TaggedText<'_>, found: Vec<Mention>) -> Vec<Mention> {
    let found = readings::read(text, splitting::split(text, found));
    let found = addresses::join(text.shadow, text.words, limits::limit(text, found));
    refusals::refuse(text, found)
}

#[cfg(test)]
mod tests;
