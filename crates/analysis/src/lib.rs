//! From Japanese text to sentences, tokens, entities and values, in pure functions.
//!
//! ```no_run
//! use shirushi_analysis::{Analyzer, Options};
//! use shirushi_dictionary::Dictionary;
//! use std::sync::Arc;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let dictionary = Dictionary::load(std::fs::read("ipadic.shirushi")?)?;
//! let mut analyzer = Analyzer::new(Arc::new(dictionary));
//! let text = "15日、田中一郎市長は約3時間の会議を開いた。";
//! let analysis = analyzer.analyze(text, &Options::default());
//! let found: Vec<_> = analysis.entities.iter().filter_map(|e| e.span.slice(text)).collect();
//! assert_eq!(found, ["15日", "田中一郎", "3時間"]);
//! # Ok(())
//! # }
//! ```
//!
//! The way of the text: `sentences` cuts it, [`Tokenizer`] cuts the sentences, `values` finds what has a value by patterns, an
//! `EntityTagger` finds the names, `document` finds them wherever they stand, `linking` gives every name its fullest form. Any text terminates in linear time and
//! nothing fails: what could not be done is a [`shirushi_model::Problem`]. This crate reads no file, knows no clock and no
//! page; the day of an article comes from outside.

mod claims;
mod compare;
pub mod contract;
mod date;
mod entities;
mod linking;
mod problems;
mod sentences;
mod shadow;
mod tokenize;
mod values;
mod word_list;
mod words;

pub use claims::{RuleAbout, claim_rules};
pub use compare::{Compared, compare};
pub use date::{Date, NoDate};
pub use entities::crf::{
    AboutModel, Cluster, DIMENSIONS, EntityModel, EntityModelError, NameClasses, Resources, Scores, Usage,
    training,
};
pub use entities::known::{KnownName, KnownNames, Standing};
pub use linking::{Linked, link};
pub use tokenize::{Token, TokenTable, Tokenizer};

use claims::{ClaimFinder, ClaimText};
use entities::crf::ModelTagger;
use entities::{EntityTagger, RuleTagger, TaggedText};
use shadow::Shadow;
use shirushi_dictionary::Dictionary;
use shirushi_model::{Analysis, ArticleDay, Problem};
use std::sync::Arc;
use values::ValueFinder;
use words::Words;

/// What the caller knows of a text besides the text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'k> {
    /// The day of the article, for dates like 15日 and 昨年. Without it the text's date line or metadata serve, or else its first
    /// full date.
    pub date: Option<Date>,
    /// What people decided about names elsewhere in the project. It goes before what is found.
    pub known: Option<&'k KnownNames>,
    /// Whether claims are looked for too.
    pub claims: Claims,
}

/// Whether claims are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Claims {
    /// They are.
    #[default]
    Found,
    /// They are not: who wants tokens and names alone has them sooner.
    LeftOut,
}

/// Analyses texts. Make one and keep it: its memory is used again and again.
pub struct Analyzer {
    tokenizer: Tokenizer,
    values: ValueFinder,
    tagger: Box<dyn EntityTagger + Send>,
    /// The model the tagger has, if it has one.
    model: Option<Arc<EntityModel>>,
    claims: ClaimFinder,
    /// Why there is no model although there should be one.
    without_model: Option<Problem>,
}

impl Analyzer {
    /// An analyzer with this dictionary and the tagger of rules.
    pub fn new(dictionary: Arc<Dictionary>) -> Self {
        Self {
            tokenizer: Tokenizer::new(dictionary),
            values: ValueFinder::new(),
            tagger: Box::new(RuleTagger::new()),
            model: None,
            claims: ClaimFinder::new(),
            without_model: None,
        }
    }

    /// An analyzer with this dictionary and a trained tagger beside the rules. When the model could not be read, rules go on
    /// alone, and every analysis has a problem that says so.
    pub fn with_model(
        dictionary: Arc<Dictionary>,
        model: Result<Arc<EntityModel>, EntityModelError>,
    ) -> Self {
        let mut analyzer = Self::new(dictionary);
        match model {
            Ok(model) => {
                analyzer.tagger = Box::new(ModelTagger::new(Arc::clone(&model)));
                analyzer.model = Some(model);
            }
            Err(reason) => {
                let message = format!("Names are found by rules alone: {reason}.");
                analyzer.without_model =
                    Some(Problem { code: reason.code().to_owned(), span: None, message });
            }
        }
        analyzer
    }

    /// Finds sentences, tokens and entities in a text. Never fails: what could not be done is in `problems`.
    ///
    /// Entities are in order and disjoint, and each has as `canonical` the fullest form this text has for it; for several
    /// texts see [`link`].
    pub fn analyze(&mut self, text: &str, options: &Options<'_>) -> Analysis {
        let shadow = Shadow::new(text);
        let extents = sentences::split(&shadow);
        let sentences = sentences::to_model(&shadow, &extents);
        let pieces: Vec<_> = sentences.iter().map(|sentence| sentence.span).collect();
        let table = self.tokenizer.tokenize(text, &pieces);
        let words = Words::from_tokens(&shadow, &table);
        let (mut values, day) = self.values.find(&shadow, &words, &extents, options.date);
        let day = day.map(|found| ArticleDay {
            value: found.day.to_string(),
            source: found.source,
            span: found.place.map(|(start, end)| shadow.span(start, end)),
        });
        let tagged = TaggedText { shadow: &shadow, words: &words, sentences: &extents };
        let mut names = entities::splitting::split(&tagged, self.tagger.tag(&tagged));
        if let Some(known) = options.known {
            values.retain(|value| !known.refuses(shadow.slice(value.start, value.end), value.kind));
            names = known.decide(&tagged, names);
        }
        let names = entities::document::complete(&tagged, names, options.known);
        let entities = entities::merge(&shadow, values, names);
        let mut problems = problems::find(text);
        problems.extend(self.without_model.clone());
        let mut analysis =
            Analysis { sentences, tokens: table.to_tokens(), entities, claims: Vec::new(), problems, day };
        link(&mut [Linked { text, entities: &mut analysis.entities }]);
        if options.claims == Claims::Found {
            analysis.claims = self.claims.find(&ClaimText {
                text,
                shadow: &shadow,
                words: &words,
                table: &table,
                sentences: &extents,
                entities: &analysis.entities,
            });
        }
        analysis
    }

    /// Only the tokens of a text, the same as those of its analysis. Names and values are not looked for, which is most of the
    /// work.
    pub fn tokenize<'t>(&mut self, text: &'t str) -> TokenTable<'t> {
        let shadow = Shadow::new(text);
        let pieces: Vec<_> = sentences::split(&shadow).iter().map(|e| shadow.span(e.start, e.end)).collect();
        self.tokenizer.tokenize(text, &pieces)
    }

    /// How many tokens a text has.
    pub fn count_tokens(&mut self, text: &str) -> usize {
        self.tokenize(text).len()
    }

    /// Another analyzer with the same dictionary and model, which are shared, for another thread.
    #[must_use]
    pub fn another(&self) -> Self {
        let dictionary = Arc::clone(self.tokenizer.dictionary());
        let tagger: Box<dyn EntityTagger + Send> = match &self.model {
            Some(model) => Box::new(ModelTagger::new(Arc::clone(model))),
            None => Box::new(RuleTagger::new()),
        };
        Self {
            tagger,
            without_model: self.without_model.clone(),
            model: self.model.clone(),
            ..Self::new(dictionary)
        }
    }

    /// What made the analysis, for records and for the contract.
    pub fn versions(&self) -> contract::Versions {
        contract::Versions {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            dictionary: self.tokenizer.dictionary().about().name.clone(),
            entity_model: self.tagger.name().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_dictionary::build::{default_pack_path, ensure};

    const TEXT: &str = "15日、クレール・モロー氏は「白波港へ行く」と述べた。👩‍🚒\n\n・一つ目\n・二つ目";

    fn analyzer() -> Analyzer {
        let path = default_pack_path();
        ensure(&path).unwrap();
        Analyzer::new(Arc::new(Dictionary::load(std::fs::read(path).unwrap()).unwrap()))
    }

    #[test]
    fn tokens_alone_are_those_of_the_analysis() {
        let mut analyzer = analyzer();
        let analysis = analyzer.analyze(TEXT, &Options::default());
        assert_eq!(analyzer.tokenize(TEXT).to_tokens(), analysis.tokens);
        assert_eq!(analyzer.count_tokens(TEXT), analysis.tokens.len());
    }

    #[test]
    fn another_analyzer_finds_the_same_and_says_the_same() {
        let dictionary = Arc::clone(analyzer().tokenizer.dictionary());
        let model = include_bytes!("../model/entities.shirushi-model");
        for model in [EntityModel::load(model), EntityModel::load(b"none")] {
            let mut first = Analyzer::with_model(Arc::clone(&dictionary), model.map(Arc::new));
            let mut second = first.another();
            assert_eq!(first.versions(), second.versions());
            let options = Options::default();
            assert_eq!(first.analyze(TEXT, &options), second.analyze(TEXT, &options));
        }
    }
}
