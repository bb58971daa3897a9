//! Searching the texts and the marks of all articles, as it is typed.

use shirushi_session::search::{Query, Sameness, Variants};

#[cfg(test)]
mod tests;
mod update;

/// What is looked for before anything is: nothing, with kana that count as the same.
pub fn no_query() -> Query {
    Query { variants: Variants { kana: Sameness::Same, ..Variants::default() }, ..Query::default() }
}
