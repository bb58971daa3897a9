//! What is found in an event: its articles analysed, linked and compared as `shirushi compare` does it.

use super::Event;
use super::score::{Miss, ScoreCounts, count};
use shirushi_analysis::{Analyzer, Compared, ComparisonSettings, Linked, Options, compare, link};
use shirushi_contract::{ComparisonDocument, NamedArticle, TokenList, comparison_document};
use shirushi_model::{Analysis, Provenance};

/// The analyses of an event's articles, linked with each other.
pub(crate) fn linked_analyses(analyzer: &mut Analyzer, event: &Event) -> Vec<Analysis> {
    let analyze = |article: &super::EventArticle| analyzer.analyze(&article.text, &Options::default());
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
pub(crate) fn comparison(
    event: &Event,
    analyses: &[Analysis],
    settings: &ComparisonSettings<'_>,
    provenance: &Provenance,
) -> ComparisonDocument {
    let named: Vec<NamedArticle<'_>> = event
        .articles
        .iter()
        .zip(analyses)
        .map(|(article, analysis)| NamedArticle { name: &article.name, text: &article.text, analysis })
        .collect();
    let compared: Vec<Compared<'_>> =
        named.iter().map(|&NamedArticle { text, analysis, .. }| Compared { text, analysis }).collect();
    comparison_document(&named, &compare(&compared, settings), provenance, TokenList::LeftOut)
}

/// Analyses and compares an event and counts what was found.
pub(crate) fn measure(analyzer: &mut Analyzer, event: &Event) -> (ScoreCounts, Vec<Miss>) {
    let analyses = linked_analyses(analyzer, event);
    count(event, &comparison(event, &analyses, &analyzer.comparison_settings(), &analyzer.provenance()))
}
