//! Why a file gives no text.

/// Why a file gives no text. [`DocumentError::code`] is stable; words for people are made by who shows them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DocumentError {
    /// It is none of the kinds that are read here.
    #[error("not a saved web page, Word document, EPUB or PDF")]
    Unknown,
    /// It is larger than is taken on.
    #[error("the file has {bytes} bytes; at most {limit} are read")]
    TooLarge {
        /// Its size.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// It is small and would become huge.
    #[error("it unpacks to more than {limit} bytes, which no document does")]
    UnpacksTooLarge {
        /// What it came to when that was seen.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// Its zip has more entries than a document has.
    #[error("its zip has {entries} entries; at most {limit} are read")]
    TooManyEntries {
        /// How many.
        entries: usize,
        /// The limit.
        limit: usize,
    },
    /// It has more pages than are read.
    #[error("it has {pages} pages; at most {limit} are read: split it")]
    TooManyPages {
        /// How many.
        pages: usize,
        /// The limit.
        limit: usize,
    },
    /// There is more text in it than is taken on.
    #[error("it has more than {limit} characters: split it")]
    TooMuchText {
        /// The limit.
        limit: usize,
    },
    /// It is locked by a password, or its publisher allows only its own readers.
    #[error("it is encrypted; save a copy without a password")]
    Encrypted,
    /// It is made of pictures.
    #[error("its pages ({pages}) are pictures without text; have a text recogniser (OCR) read them first")]
    NoTextLayer {
        /// How many pages.
        pages: usize,
    },
    /// The letters are drawn, but the file does not say what they are.
    #[error("{unknown} of its {letters} letters are not named in it; copy the text out of a viewer instead")]
    UnknownLetters {
        /// Those that are not known.
        unknown: usize,
        /// Of how many.
        letters: usize,
    },
    /// It can be read, and there is no text in it.
    #[error("there is no text in it")]
    Empty,
    /// It is an old document of Word, or another office document.
    #[error("an office document of a kind that is not read; save it as .docx")]
    OtherOffice,
    /// Something in it leads out of it.
    #[error("it names a file outside of itself: {path}")]
    UnsafePath {
        /// The name.
        path: String,
    },
    /// Its XML defines entities, which no document does but a hostile one.
    #[error("its XML has a document type with definitions of its own")]
    XmlEntities,
    /// It is cut short or damaged.
    #[error("it is damaged: {reason}")]
    Damaged {
        /// What is wrong.
        reason: &'static str,
    },
    /// Reading was ended by a person.
    #[error("ended")]
    Ended,
}

impl DocumentError {
    /// A stable name, by which words are found.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "document-unknown",
            Self::TooLarge { .. } => "document-too-large",
            Self::UnpacksTooLarge { .. } => "document-unpacks-too-large",
            Self::TooManyEntries { .. } => "document-too-many-entries",
            Self::TooManyPages { .. } => "document-too-many-pages",
            Self::TooMuchText { .. } => "document-too-much-text",
            Self::Encrypted => "document-encrypted",
            Self::NoTextLayer { .. } => "document-no-text-layer",
            Self::UnknownLetters { .. } => "document-unknown-letters",
            Self::Empty => "document-empty",
            Self::OtherOffice => "document-other-office",
            Self::UnsafePath { .. } => "document-unsafe-path",
            Self::XmlEntities => "document-xml-entities",
            Self::Damaged { .. } => "document-damaged",
            Self::Ended => "document-ended",
        }
    }
}
