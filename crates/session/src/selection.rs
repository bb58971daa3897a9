//! What a person is looking at.

use shirushi_model::{AnnotationId, ArticleId, ByteSpan};

/// What a person is looking at. Not undoable, and not stored with the project.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Selection {
    /// The open article.
    pub article: Option<ArticleId>,
    /// What is selected in it.
    pub focus: Focus,
}

/// What is selected in the open article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Focus {
    /// Nothing.
    #[default]
    None,
    /// A run of text.
    Text(ByteSpan),
    /// An annotation.
    Annotation(AnnotationId),
    /// An entity the machine suggests, by its span.
    Suggestion(ByteSpan),
    /// A claim the machine suggests, by its span.
    Claim(ByteSpan),
}
