//! The same words elsewhere: suggestions that say the same of the same string, and places where a string stands again. Strings
//! are the same when a search finds one by the other.

use crate::Session;
use crate::search::fold;
use shirushi_model::{AnnotationId, ArticleId, Body, ByteSpan, Status};

impl Session {
    /// What is suggested of the same string as the same type as a judgement, in the order of the articles and their texts. After
    /// a rejection this is also what was withdrawn because of it: nobody has judged it yet.
    pub fn suggested_alike(&self, judgement: AnnotationId) -> Vec<(ArticleId, ByteSpan)> {
        let text = |article: ArticleId, span: ByteSpan| -> &str {
            let article = self.project.article(article);
            article.and_then(|article| span.slice(&article.text)).unwrap_or_default()
        };
        let found = self.project.annotations.get(&judgement);
        let Some((judged, span)) = found.and_then(|judged| Some((judged, judged.extent()?))) else {
            return Vec::new();
        };
        let wanted = fold(text(judged.article, span));
        let rejected = judged.status == Status::Rejected;
        let mut alike = Vec::new();
        for article in &self.project.articles {
            let id = article.id;
            let mut here: Vec<ByteSpan> = match &judged.body {
                Body::Entity(mark) => {
                    let withdrawn = self.withdrawn(id).filter(|_| rejected);
                    let suggested = self.suggestions(id).chain(withdrawn).map(|one| &one.entity);
                    suggested.filter(|entity| entity.kind == mark.kind).map(|entity| entity.span).collect()
                }
                Body::Claim(mark) => {
                    let suggested = self.suggested_claims(id).into_iter();
                    suggested.filter(|claim| claim.kind == mark.kind).map(|claim| claim.span).collect()
                }
                _ => Vec::new(),
            };
            here.retain(|span| fold(text(id, *span)) == wanted);
            alike.extend(here.into_iter().map(|span| (id, span)));
        }
        alike
    }
}

#[cfg(test)]
mod tests;
