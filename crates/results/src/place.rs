//! Where a claim or a sentence stands: an article and a span of its text.

use shirushi_model::{ArticleId, ByteSpan, Project};

/// A place in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The article.
    pub article: ArticleId,
    /// Where in its text.
    pub span: ByteSpan,
}

impl Place {
    /// A place.
    pub fn new(article: ArticleId, span: ByteSpan) -> Self {
        Self { article, span }
    }

    /// The text there; empty when there is no such place.
    pub fn text(self, project: &Project) -> &str {
        project.article(self.article).and_then(|article| self.span.slice(&article.text)).unwrap_or_default()
    }

    /// The same place as [`shirushi_session`] has it.
    pub fn pair(self) -> (ArticleId, ByteSpan) {
        (self.article, self.span)
    }
}

impl From<(ArticleId, ByteSpan)> for Place {
    fn from((article, span): (ArticleId, ByteSpan)) -> Self {
        Self { article, span }
    }
}

/// Two places, whichever was named first.
pub(crate) fn in_line(a: Place, b: Place) -> (Place, Place) {
    if a <= b { (a, b) } else { (b, a) }
}
