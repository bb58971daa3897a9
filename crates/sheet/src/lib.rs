//! Tables of words and numbers that leave the program, as CSV, TSV, HTML and, with the feature `xlsx`, as a
//! workbook; and text of people in HTML and Markdown.
//!
//! Cells are text of people. In a spreadsheet a text that begins as a formula is one, so such a text gets an
//! apostrophe before it in CSV; in a workbook it is stored as text. This crate knows nothing of projects.

mod delimited;
mod escape;
mod formula;
mod html;
mod table;
#[cfg(feature = "xlsx")]
mod workbook;

pub use delimited::{ByteOrderMark, Separator, csv, delimited};
pub use escape::{html_text, markdown_text, markdown_words, short};
pub use formula::{harmless, of_harmless};
pub use html::html_table;
pub use table::{Sheet, SheetCell};
#[cfg(feature = "xlsx")]
pub use workbook::{SheetError, workbook};
