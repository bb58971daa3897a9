//! The report (報告): what an editor who was not there reads in five minutes, what can be published, what a
//! study keeps. One HTML file without scripts that prints on A4, or Markdown.
//!
//! It is worded once, as a [`ReportDocument`], and written twice. It says of everything whether a person
//! judged it or the machine suggests it. It reads no clock: the same project gives the same bytes, here and
//! on the command line.

mod compose;
mod html;
mod markdown;
mod style;

pub use compose::report;
pub use html::html;
pub use markdown::markdown;

use crate::Language;
use crate::sheet::Sheet;
use std::collections::BTreeSet;

/// Whom a report is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Audience {
    /// 編集者へ: everything that is still open too.
    #[default]
    Editor,
    /// 公開用: only what people judged and what was decided.
    Publication,
    /// 研究用: everything, with figures and whole fingerprints.
    Research,
}

impl Audience {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Editor, Self::Publication, Self::Research];

    /// The parts that such a report has unless somebody chooses others.
    pub fn parts(self) -> BTreeSet<Part> {
        let all = Part::ALL.into_iter();
        match self {
            Self::Editor => all.filter(|part| *part != Part::Figures).collect(),
            Self::Publication => {
                all.filter(|part| !matches!(part, Part::Figures | Part::Signatures)).collect()
            }
            Self::Research => all.filter(|part| *part != Part::Signatures).collect(),
        }
    }
}

/// A part of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// What it comes to.
    Summary,
    /// The articles with their fingerprints.
    Articles,
    /// The list of disagreements.
    Disagreements,
    /// The sentences that disagree.
    Quotations,
    /// Checks with verdicts and evidence.
    Checks,
    /// Figures with their numbers.
    Figures,
    /// How it was made.
    Method,
    /// Of which state of what it is.
    Versions,
    /// Boxes for the seals of two people.
    Signatures,
}

impl Part {
    /// All of them, in order.
    pub const ALL: [Self; 9] = [
        Self::Summary,
        Self::Articles,
        Self::Disagreements,
        Self::Quotations,
        Self::Checks,
        Self::Figures,
        Self::Method,
        Self::Versions,
        Self::Signatures,
    ];
}

/// What a report shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportOptions {
    /// Whom it is for.
    pub audience: Audience,
    /// In which language it is told; quotations stay as they are.
    pub language: Language,
    /// Its parts.
    pub parts: BTreeSet<Part>,
}

impl ReportOptions {
    /// A report with the parts its readers need.
    pub fn new(audience: Audience, language: Language) -> Self {
        Self { audience, language, parts: audience.parts() }
    }
}

/// What made the analysis, and of what. Supplied from outside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provenance {
    /// The version of the program.
    pub version: String,
    /// The dictionary.
    pub dictionary: String,
    /// The model for names.
    pub entity_model: String,
    /// The SHA-256 of the project as a file, in lower-case hexadecimal; may be empty.
    pub project: String,
}

/// A report before it is written in a format.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportDocument {
    /// In which language its own words are.
    pub language: Language,
    /// What it is called.
    pub title: String,
    /// What kind of paper it is: 比較と検証の報告・社内.
    pub kind: String,
    /// Who, when, how many.
    pub lines: Vec<String>,
    /// Its sections.
    pub sections: Vec<Section>,
    /// Boxes for seals, by what they are for; none where nobody is to seal it.
    pub seals: Vec<String>,
}

/// A section of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Section {
    /// What it is called.
    pub title: String,
    /// How it is to be read; may be empty.
    pub lead: String,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading within the section.
    Heading(String),
    /// A paragraph.
    Text(ReportLine),
    /// One line below the other.
    List(Vec<ReportLine>),
    /// A number with what it says.
    Points(Vec<(usize, ReportLine)>),
    /// Names with what is said of them.
    Facts(Vec<(String, ReportLine)>),
    /// A table.
    Table {
        /// What stands in each column.
        head: Vec<String>,
        /// The rows, as many cells as the head has; each cell has lines.
        rows: Vec<Vec<Vec<ReportLine>>>,
    },
    /// Something that stays together on paper.
    Card {
        /// What stands beside its title.
        badge: Option<Badge>,
        /// Its title.
        title: ReportLine,
        /// What stands in it.
        blocks: Vec<Block>,
    },
    /// A figure, with its numbers as a table.
    Figure {
        /// The drawing, as SVG of our own.
        svg: String,
        /// The sentence that says what it shows.
        sentence: String,
        /// Its numbers.
        sheet: Sheet,
    },
}

/// A word in a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// The word.
    pub text: String,
    /// Who stands behind it.
    pub by: Backing,
}

/// Who stands behind something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Backing {
    /// The machine suggests it; its frame is broken.
    Machine,
    /// A person judged it; its frame is filled.
    Person,
    /// One person proposes a verdict; a broken seal.
    Proposed,
    /// A second person confirmed it; a whole seal.
    Confirmed,
}

/// Pieces of a line.
pub type ReportLine = Vec<Inline>;

/// A piece of a line. All of them are text, whatever is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Words of ours.
    Plain(String),
    /// Words of people: names, titles, quotations.
    Said(String),
    /// Words of people that set one claim apart from another.
    Marked(String),
    /// What is told in a small voice: sources, days.
    Small(String),
    /// A side or a stamp.
    Sign(String),
    /// An address that may be followed.
    Address(String),
}

#[cfg(test)]
mod tests;
