//! The words the forms of lines are told by. Adding one needs no Rust: see the tables.

use crate::word_list::phrases;
use std::sync::LazyLock;

/// A list of phrases, in the order in which they are tried.
type Phrases = LazyLock<Vec<&'static str>>;

/// Beginnings of lines that are a page's furniture.
pub(super) static FURNITURE: Phrases =
    LazyLock::new(|| phrases(include_str!("../tables/furniture.txt")).collect());

/// What a line about its author ends its first clause with.
pub(super) static AUTHORS: Phrases =
    LazyLock::new(|| phrases(include_str!("../tables/authors.txt")).collect());

/// Beginnings of captions. All but a few end what they name: 写真は残っていた is a sentence.
pub(super) static PICTURES: Phrases =
    LazyLock::new(|| phrases(include_str!("../tables/pictures.txt")).collect());

/// What stands inside the bracket that closes a caption, or after its last stroke.
pub(super) static CREDITS: Phrases =
    LazyLock::new(|| phrases(include_str!("../tables/credits.txt")).collect());

/// Words of lines that say nothing but when.
pub(super) static CALENDAR_WORDS: LazyLock<Vec<(&str, ())>> =
    LazyLock::new(|| phrases(include_str!("../tables/calendar.txt")).map(|word| (word, ())).collect());

/// Agencies whose pictures have their name behind a stroke.
pub(super) static AGENCIES: Phrases =
    LazyLock::new(|| phrases(include_str!("../tables/agencies.txt")).collect());

/// Words that open a list of other articles or an advertisement.
pub(super) static OPENERS: Phrases =
    LazyLock::new(|| phrases(include_str!("../tables/openers.txt")).collect());
