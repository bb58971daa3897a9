//! What a project comes to: the table of what every outlet says, two texts side by side, the time line, who
//! is quoted by whom, figures, the report.
//!
//! Everything follows from a [`shirushi_session::Session`] and what comparing its articles found
//! ([`Findings`]), and is made anew when one of them changes. This crate changes nothing, draws nothing on a
//! page, knows no browser, reads no clock and analyses nothing. What it words it words in both [`Language`]s.

pub mod changed;
pub mod checking;
mod claims;
pub mod figures;
mod findings;
mod language;
mod outlets;
mod place;
pub mod report;
pub mod scale;
pub mod side;
pub mod sources;
#[cfg(test)]
mod staging;
pub mod table;
pub mod timeline;
pub mod when;
pub mod wording;
pub mod words;

pub use claims::{Claims, Told};
pub use findings::{Copied, Findings, FoundPair, Topic};
pub use language::Language;
pub use outlets::{Outlet, outlets};
pub use place::Place;
/// Tables that leave the program.
pub use shirushi_sheet as sheet;
pub use shirushi_sheet::{html_text, markdown_text};
