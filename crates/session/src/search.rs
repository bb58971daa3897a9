//! Full text search over the articles of a project.

use shirushi_model::{ArticleId, ByteSpan, Project};

/// One place where the query was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// In which article.
    pub article: ArticleId,
    /// Where in its text.
    pub span: ByteSpan,
}

/// Finds a query.
pub fn find(project: &Project, query: &str) -> Vec<Hit> {
    let mut hits = Vec::new();
    if query.is_empty() {
        return hits;
    }
    for article in &project.articles {
        for (start, found) in article.text.match_indices(query) {
            hits.push(Hit { article: article.id, span: ByteSpan::new(start, start + found.len()) });
        }
    }
    hits
}
