//! What is found in an event: its articles analysed, linked and compared as `shirushi compare` does it.

use super::Event;
use super::score::{Counts, Miss, count};
use shirushi_analysis::contract::{ComparisonDocument, NamedArticle, TokenList, comparison_document};
use shirushi_analysis::{Analyzer, Compared, Linked, Options, compare, link};
use shirushi_model::Analysis;

/// The analyses of an event's articles, linked with each other.
pub(crate) fn linked_analyses(analyzer: &mut Analyzer, event: &Event) -> Vec<Analysis> {
    let analyze = |article: &super::Article| analyzer.analyze(&article.text, &Options::default());
    let mut analyses: Vec<Analysis> = event.articles.iter().map(analyze).collect();
    let mut linked: Vec<Linked<'_>> = event
        .articles
        .iter()
        .zip(&mut analyses)
        .map(|(article, analysis)| Linked { text: &article.text, entities: &mut analysis.entities })
        .collect();
    link(&mut linked);
    analyses
}

/// The comparison of an event's articles.
pub(crate) fn comparison(analyzer: &Analyzer, event: &Event, analyses: &[Analysis]) -> ComparisonDocument {
    let named: Vec<NamedArticle<'_>> = event
        .articles
        .iter()
        .zip(analyses)
        .map(|(article, analysis)| NamedArticle {
            name: &article.name,
            compared: Compared { text: &article.text, analysis },
        })
        .collect();
    let compared = compare(&named.iter().map(|article| article.compared).collect::<Vec<_>>());
    comparison_document(&named, &compared, &analyzer.versions(), TokenList::LeftOut)
}

/// Analyses and compares an event and counts what was found.
pub(crate) fn measure(analyzer: &mut Analyzer, event: &Event) -> (Counts, Vec<Miss>) {
    let analyses = linked_analyses(analyzer, event);
    count(event, &comparison(analyzer, event, &analyses))
}
