//! What a format can be asked: options as data, so that page and command line show the same ones.

use super::{Format, Name};
use serde::{Deserialize, Serialize};
use shirushi_model::{ArticleId, ByteSpan};
use shirushi_sheet::{ByteOrderMark, Separator};
use std::collections::HashMap;

/// What positions count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum OffsetUnit {
    /// Unicode code points, as Python counts.
    CodePoints,
    /// UTF-16 units, as JavaScript and Java count.
    Utf16,
    /// What people see as characters: 👩‍🚒 is one.
    Graphemes,
    /// Bytes of UTF-8.
    Bytes,
}

impl OffsetUnit {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::CodePoints, Self::Utf16, Self::Graphemes, Self::Bytes];

    /// A stable name, the one it is chosen by: `utf-16`.
    pub fn code(self) -> &'static str {
        match self {
            Self::CodePoints => "code-points",
            Self::Utf16 => "utf-16",
            Self::Graphemes => "graphemes",
            Self::Bytes => "bytes",
        }
    }
}

/// Which of doccano's two shapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoccanoShape {
    /// `"label": [[0, 3, "PERSON"]]`
    Labels,
    /// `"entities": […], "relations": […]`
    Relations,
}

/// How tokens are tagged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// `B-`, `I-`, `O`
    Iob2,
    /// `B-`, `I-`, `E-`, `S-`, `O`
    Bioes,
}

/// Which marks go where only one layer fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layer {
    /// Entities.
    Entities,
    /// Claims.
    Claims,
    /// Highlights.
    Highlights,
}

/// In which language a file speaks to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReaderLanguage {
    /// Japanese.
    Japanese,
    /// English.
    English,
}

impl ReaderLanguage {
    /// A name in this language.
    pub(super) fn of(self, name: Name) -> &'static str {
        match self {
            Self::Japanese => name.ja,
            Self::English => name.en,
        }
    }
}

/// Which tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// All that can be read again: texts, mentions, relations; and claims and entities.
    All,
    /// One row a claim: outlet, speaker, certainty.
    Claims,
    /// One row a mark of any kind.
    Mentions,
    /// One row an entity with how often each outlet names it.
    Entities,
    /// One row a pair of claims that stand to each other in some way.
    Relations,
    /// One row an article, with its text.
    Texts,
}

/// What was asked for. Formats pass over what is not theirs.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// What positions count; `None` writes what the tool expects and, of a file that is read, finds out.
    pub unit: Option<OffsetUnit>,
    /// For doccano.
    pub shape: DoccanoShape,
    /// For CoNLL.
    pub scheme: Scheme,
    /// For CoNLL.
    pub layer: Layer,
    /// For tables.
    pub bom: ByteOrderMark,
    /// For tables.
    pub separator: Separator,
    /// For tables and workbooks.
    pub table: TableKind,
    /// For HTML and Markdown.
    pub language: ReaderLanguage,
    /// For ClaimReview: where the checks are published; each is a part of that page.
    pub address: String,
    /// For CoNLL: the tokens of articles, in order and disjoint. An article without is cut where its marks
    /// begin and end.
    pub tokens: HashMap<ArticleId, Vec<ByteSpan>>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            unit: None,
            shape: DoccanoShape::Relations,
            scheme: Scheme::Iob2,
            layer: Layer::Entities,
            bom: ByteOrderMark::Written,
            separator: Separator::Comma,
            table: TableKind::All,
            language: ReaderLanguage::Japanese,
            address: String::new(),
            tokens: HashMap::new(),
        }
    }
}

/// One thing a format can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// A stable name: `unit`.
    pub key: &'static str,
    /// The names of what may be chosen, what is chosen unless somebody says otherwise first; none where any
    /// words may stand.
    pub values: &'static [&'static str],
}

/// A choice or a value that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{key}={value} cannot be chosen")]
pub struct UnknownChoice {
    /// What was to be chosen.
    pub key: String,
    /// The value.
    pub value: String,
}

const UNIT: &[&str] = &["auto", "code-points", "utf-16", "graphemes", "bytes"];

pub(super) fn choices(format: Format) -> &'static [Choice] {
    const UNIT_CHOICE: Choice = Choice { key: "unit", values: UNIT };
    const TABLE_CHOICE: Choice =
        Choice { key: "table", values: &["all", "claims", "mentions", "entities", "relations", "texts"] };
    match format {
        Format::Doccano => &[UNIT_CHOICE, Choice { key: "shape", values: &["relations", "labels"] }],
        Format::LabelStudio
        | Format::Brat
        | Format::Recogito
        | Format::Spacy
        | Format::Prodigy
        | Format::Training => &[UNIT_CHOICE],
        Format::Html | Format::Markdown => &[Choice { key: "language", values: &["ja", "en"] }],
        Format::ClaimReview => &[Choice { key: "address", values: &[] }],
        Format::Conll => &[
            Choice { key: "scheme", values: &["iob2", "bioes"] },
            Choice { key: "layer", values: &["entities", "claims", "highlights"] },
        ],
        Format::Workbook => &[TABLE_CHOICE],
        Format::Tables => &[
            TABLE_CHOICE,
            Choice { key: "separator", values: &["comma", "tab"] },
            Choice { key: "bom", values: &["yes", "no"] },
        ],
        _ => &[],
    }
}

impl Options {
    /// Chooses by names.
    ///
    /// # Errors
    /// When there is no such choice or value.
    pub fn choose(&mut self, key: &str, value: &str) -> Result<(), UnknownChoice> {
        match (key, value) {
            ("unit", "auto") => self.unit = None,
            ("unit", "code-points") => self.unit = Some(OffsetUnit::CodePoints),
            ("unit", "utf-16") => self.unit = Some(OffsetUnit::Utf16),
            ("unit", "graphemes") => self.unit = Some(OffsetUnit::Graphemes),
            ("unit", "bytes") => self.unit = Some(OffsetUnit::Bytes),
            ("shape", "relations") => self.shape = DoccanoShape::Relations,
            ("shape", "labels") => self.shape = DoccanoShape::Labels,
            ("scheme", "iob2") => self.scheme = Scheme::Iob2,
            ("scheme", "bioes") => self.scheme = Scheme::Bioes,
            ("layer", "entities") => self.layer = Layer::Entities,
            ("layer", "claims") => self.layer = Layer::Claims,
            ("layer", "highlights") => self.layer = Layer::Highlights,
            ("table", "all") => self.table = TableKind::All,
            ("table", "claims") => self.table = TableKind::Claims,
            ("table", "mentions") => self.table = TableKind::Mentions,
            ("table", "entities") => self.table = TableKind::Entities,
            ("table", "relations") => self.table = TableKind::Relations,
            ("table", "texts") => self.table = TableKind::Texts,
            ("separator", "comma") => self.separator = Separator::Comma,
            ("separator", "tab") => self.separator = Separator::Tab,
            ("language", "ja") => self.language = ReaderLanguage::Japanese,
            ("language", "en") => self.language = ReaderLanguage::English,
            ("address", address) => self.address = address.to_owned(),
            ("bom", "yes") => self.bom = ByteOrderMark::Written,
            ("bom", "no") => self.bom = ByteOrderMark::LeftOut,
            _ => return Err(UnknownChoice { key: key.to_owned(), value: value.to_owned() }),
        }
        Ok(())
    }
}
