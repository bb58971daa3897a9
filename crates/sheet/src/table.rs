//! A table.

use serde::{Deserialize, Serialize};

/// A table with a head.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// What it is of.
    pub title: String,
    /// What stands in each column.
    pub head: Vec<String>,
    /// As many cells in each as the head has.
    pub rows: Vec<Vec<SheetCell>>,
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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

/// A table for tests.
#[cfg(test)]
pub(crate) fn invented() -> Sheet {
    Sheet {
        title: "表 <1>".to_owned(),
        head: vec!["題".to_owned(), "＝媒体".to_owned(), "数".to_owned()],
        rows: vec![
            vec![
                SheetCell::text("=HYPERLINK(\"http://evil.example\")"),
                SheetCell::text("一行\n「二」行"),
                SheetCell::Number(-3.5),
            ],
            vec![SheetCell::text("@x"), SheetCell::Silent, SheetCell::count(4)],
        ],
    }
}
