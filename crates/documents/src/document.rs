//! What comes out of a file: texts, what the file says of them, and what was left in it.

use serde::{Deserialize, Serialize};
use shirushi_model::ArticleMeta;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentKind {
    /// A web page with its pictures in one file, as browsers save it (`.mhtml`, `.mht`).
    WebPage,
    /// A document of Word (`.docx`).
    Word,
    /// A book (`.epub`).
    Epub,
    /// A PDF with a text layer.
    Pdf,
}

impl DocumentKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::WebPage, Self::Word, Self::Epub, Self::Pdf];

    /// A stable name, by which words for it are found.
    pub fn code(self) -> &'static str {
        match self {
            Self::WebPage => "web-page",
            Self::Word => "word",
            Self::Epub => "epub",
            Self::Pdf => "pdf",
        }
    }
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadDocument {
    /// What the file is.
    pub kind: DocumentKind,
    /// Its texts in order: one, or one for each chapter of a book. Invariant: none is empty.
    pub texts: Vec<DocumentText>,
    /// The day the file says it was made (`YYYY-MM-DD`), or empty. It is not the day of the article.
    pub made: String,
    /// What is not in the texts.
    pub left_out: LeftOut,
}

/// One text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentText {
    /// What the file says of it; empty fields where it says nothing.
    pub meta: ArticleMeta,
    /// The text.
    pub text: String,
}

/// How much of each kind is not in the texts, or not as it was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct LeftOut {
    /// Pictures, and what is drawn.
    pub pictures: usize,
    /// Rows of tables: each is a line now, a tab between its cells.
    pub table_rows: usize,
    /// Notes at the foot or at the end.
    pub notes: usize,
    /// What others remarked in the margin.
    pub comments: usize,
    /// Passages that were struck by someone who keeps track of changes; what was put in stays.
    pub deletions: usize,
    /// Readings beside words (ruby).
    pub readings: usize,
    /// Numbers of pages, running heads and feet.
    pub running_heads: usize,
    /// Pages that are pictures.
    pub pages_without_text: usize,
    /// Letters that the file does not say what they are: U+FFFD in the text.
    pub unknown_letters: usize,
    /// Parts without a text of their own: covers, contents.
    pub parts: usize,
}

impl LeftOut {
    /// Each with its stable name and how many there are, those that are none left out.
    pub fn counts(&self) -> impl Iterator<Item = (&'static str, usize)> + use<> {
        [
            ("pages-without-text", self.pages_without_text),
            ("unknown-letters", self.unknown_letters),
            ("pictures", self.pictures),
            ("table-rows", self.table_rows),
            ("notes", self.notes),
            ("comments", self.comments),
            ("deletions", self.deletions),
            ("readings", self.readings),
            ("running-heads", self.running_heads),
            ("parts", self.parts),
        ]
        .into_iter()
        .filter(|(_, count)| *count > 0)
    }
}
