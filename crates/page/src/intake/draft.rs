//! An article on its way in: files, what is pasted, and the draft that is typed.

use crate::handle::Handle;
use shirushi_exchange::intake::IntakeNotice;
use shirushi_exchange::reflow::Reflowed;
use shirushi_model::{ArticleId, ArticleMeta};
use std::rc::Rc;

/// An article that is about to be added. Its texts are shared: a clone copies none of them, however long they
/// are.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Draft {
    pub text: Rc<str>,
    pub meta: ArticleMeta,
    pub lines: DraftLines,
    /// What is odd about the text: looked at once, when it changes.
    pub odd: Rc<[IntakeNotice]>,
    pub twin: DraftTwin,
}

/// How a draft stands to the articles of the project.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DraftTwin {
    /// It is another one, for all one can tell.
    #[default]
    None,
    /// This one, once more.
    Same(ArticleId),
    /// Most of its sentences stand in this one.
    Newer(ArticleId),
}

/// How the lines of a draft stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum DraftLines {
    /// As they were meant, for all one can tell.
    #[default]
    Meant,
    /// Cut inside sentences, with the text in which they are joined.
    Cut(Rc<Reflowed>),
    /// Joined by the person; the text before and how many were joined, for the way back.
    Joined { before: Rc<str>, count: usize },
}

/// What to do once the draft has been added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Afterwards {
    Read,
    PasteAnother,
}

/// A file that was dropped or chosen.
#[derive(Debug)]
pub struct Incoming {
    pub name: String,
    pub content: Result<Vec<u8>, FileError>,
    /// The file on the disk, where it can be written in place.
    pub file: Option<Handle>,
}

/// Why a file could not be read or saved.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Larger than is read.
    #[error("the file has {size} bytes; at most {limit} are read")]
    TooLarge {
        /// Bytes of the file.
        size: u64,
        /// The most that is read.
        limit: u64,
    },
    /// Gone, changed or forbidden since it was chosen, or a folder.
    #[error("the file cannot be read: {0}")]
    Unreadable(String),
    /// The person or the browser does not let it be written.
    #[error("the file cannot be written: {0}")]
    Unwritable(String),
    /// The browser does not save files here.
    #[error("the browser does not save files here")]
    Unsaved,
}

/// What was pasted, or dragged as a passage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    /// As HTML, when the source gave any.
    pub html: Option<String>,
    /// As plain text; empty when the source gave none.
    pub text: String,
    /// Whether there were halves of surrogate pairs in it, which are no characters: each became U+FFFD.
    pub repaired: bool,
    /// Whether there was a picture.
    pub has_image: bool,
}

impl Pasted {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.html.as_ref().is_none_or(String::is_empty)
    }
}

/// One field of what is known about an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetaField {
    Outlet,
    Title,
    Published,
    Author,
    Url,
}

impl MetaField {
    /// The field's place.
    pub fn of(self, meta: &mut ArticleMeta) -> &mut String {
        match self {
            Self::Outlet => &mut meta.outlet,
            Self::Title => &mut meta.title,
            Self::Published => &mut meta.published,
            Self::Author => &mut meta.author,
            Self::Url => &mut meta.url,
        }
    }

    /// What the field says.
    pub fn read(self, meta: &ArticleMeta) -> &str {
        match self {
            Self::Outlet => &meta.outlet,
            Self::Title => &meta.title,
            Self::Published => &meta.published,
            Self::Author => &meta.author,
            Self::Url => &meta.url,
        }
    }

    /// The name of its input, and the kind of input it is.
    pub fn input(self) -> (&'static str, &'static str) {
        match self {
            Self::Outlet => ("outlet", "text"),
            Self::Title => ("title", "text"),
            Self::Published => ("published", "date"),
            Self::Author => ("author", "text"),
            Self::Url => ("url", "text"),
        }
    }
}
