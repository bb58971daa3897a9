//! The same words elsewhere: suggestions that say the same of the same string, and places where a string
//! stands again. Strings are the same when a search finds one by the other.

use crate::Session;
use crate::folded::fold;
use shirushi_model::{AnnotationId, ArticleId, Body, ByteSpan, Status, in_order};

/// More places than this are not gathered at once.
const MOST: usize = 2_000;

/// A place where a string stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// In which article.
    pub article: ArticleId,
    /// Where in its text.
    pub span: ByteSpan,
    /// Whether it begins and ends where tokens do: 京都 in 東京都 does not.
    pub whole: bool,
}

impl Session {
    /// What is suggested of the same string as the same type as a judgement, in the order of the articles and
    /// their texts. After a rejection this is also what was withdrawn because of it: nobody has judged it
    /// yet.
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
                    let withdrawn = self.withdrawn(id).iter().filter(|_| rejected);
                    let suggested = self.suggestions(id).iter().chain(withdrawn).map(|one| &one.entity);
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

    /// Where else the string at a place stands and is not marked as what `body` says, nor was rejected as
    /// such: whole tokens first, then in the order of the articles and their texts. At most two thousand.
    pub fn occurrences(&self, (article, span): (ArticleId, ByteSpan), body: &Body) -> Vec<Occurrence> {
        let text = self.project.article(article).and_then(|article| span.slice(&article.text));
        let alike = |other: &Body| match (other, body) {
            (Body::Entity(_), Body::Entity(_)) => true,
            (Body::Highlight(other), Body::Highlight(one)) => other.tag == one.tag,
            _ => false,
        };
        let marks = self.project.annotations.values().filter(|mark| alike(&mark.body));
        let taken: Vec<(ArticleId, ByteSpan, Status)> =
            marks.filter_map(|mark| Some((mark.article, mark.extent()?, mark.status))).collect();
        let free = |article: ArticleId, span: ByteSpan| {
            taken.iter().all(|(marked, at, status)| {
                *marked != article || !(at.overlaps(span) && *status != Status::Rejected || *at == span)
            })
        };
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Vec::new() };
        let places = self.project.articles.iter().flat_map(|one| {
            let spans = one.text.match_indices(text).map(|(at, found)| ByteSpan::new(at, at + found.len()));
            spans.map(|span| (one.id, span)).collect::<Vec<_>>()
        });
        let found = places
            .filter(|(id, at)| *id != article || !at.overlaps(span))
            .filter(|(id, at)| free(*id, *at))
            .take(MOST)
            .map(|(article, span)| {
                let tokens = self.analysed(article).map(|analysed| &analysed.analysis.tokens);
                let whole = tokens.is_none_or(|tokens| {
                    tokens.starts.binary_search(&span.start).is_ok()
                        && tokens.ends.binary_search(&span.end).is_ok()
                });
                Occurrence { article, span, whole }
            });
        in_order(found.collect(), |one| [u64::from(!one.whole), 0, 0])
    }
}

#[cfg(test)]
mod tests;
