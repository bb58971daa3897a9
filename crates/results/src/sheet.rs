//! A table of words and numbers that leaves the program: as CSV, as HTML, and, with the feature `xlsx`, as a
//! workbook.
//!
//! Cells are text of people. In a spreadsheet a text that begins as a formula is one, so such a text gets an
//! apostrophe before it in CSV; in a workbook it is stored as text.

mod write;

pub use write::{ByteOrderMark, csv, html_table};
#[cfg(feature = "xlsx")]
pub use write::{SheetError, xlsx};

/// A table with a head.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// What it is of.
    pub title: String,
    /// What stands in each column.
    pub head: Vec<String>,
    /// As many cells in each as the head has.
    pub rows: Vec<Vec<SheetCell>>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum SheetCell {
    /// Words; several lines where several things are said.
    Text(String),
    /// A number.
    Number(f64),
    /// Nothing, and that is meant: an article says nothing of it.
    Silent,
}

impl SheetCell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self::Number(count as f64)
    }
}
