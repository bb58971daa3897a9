//! The list of articles and what is counted of the open one.

use shirushi_model::ArticleId;
use std::rc::Rc;

/// One article in the list.
#[derive(Debug, Clone, PartialEq)]
pub struct ArticleEntry {
    pub id: ArticleId,
    pub outlet: Rc<str>,
    pub title: Rc<str>,
    pub published: Rc<str>,
    pub marks: usize,
    pub suggestions: Option<usize>,
}

/// How many marks of each layer the open article has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub claims: usize,
    pub highlights: usize,
    pub entities: usize,
    pub suggestions: usize,
    pub proposed: usize,
    pub tokens: usize,
    /// Dates, times and quantities, marked or suggested.
    pub values: usize,
    /// Marks of other people.
    pub others: usize,
}
