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
//! The way of the text: `normalize` makes the copy that is read, without breaks inside sentences, and leads
//! back from it; `sentences` cuts it, [`Tokenizer`] cuts the sentences, `values` finds what has a value by
//! patterns, an `EntityTagger` finds the names, `document` finds them wherever they stand, `linking` gives
//! every name its fullest form. Any text terminates in linear time and nothing fails: what could not be done
//! is a [`shirushi_model::Problem`]. This crate reads no file, knows no clock and no page; the day of an
//! article comes from outside.

// With the feature `train`, and in tests, whatever is never used is told as elsewhere.
#![cfg_attr(
    not(any(test, feature = "train")),
    allow(
        dead_code,
        unreachable_pub,
        reason = "models are also written, and features listed, by their trainers alone"
    )
)]

#[cfg(any(test, feature = "train"))]
mod chance;
mod claim_model;
mod claims;
mod compare;
mod entities;
pub mod learned;
mod linking;
mod normalize;
pub mod parallel;
mod problems;
mod sentences;
mod shadow;
mod tokenize;
mod values;
mod word_list;
mod words;

pub use claim_model::{AboutClaimModel, ClaimModel, ClaimModelError, ClaimWeights};
#[cfg(any(test, feature = "train"))]
pub use claims::training as claim_training;
#[cfg(any(test, feature = "train"))]
pub use compare::training as pair_training;
pub use compare::{Compared, ComparisonSettings, compare, learned as pairs};
#[cfg(any(test, feature = "train"))]
pub use entities::crf::training;
pub use entities::crf::{
    AboutModel, Cluster, DIMENSIONS, EntityModel, EntityModelError, NameClasses, Resources, Scores, Usage,
};
pub use entities::known::{KnownName, KnownNames, Standing};
pub use linking::{Linked, link};
#[cfg(any(test, feature = "train"))]
pub use sentences::sections::training as section_training;
pub use tokenize::{Token, TokenTable, Tokenizer};

use claims::{ClaimFinder, ClaimText};
use entities::crf::ModelTagger;
use entities::{EntityTagger, RuleTagger, TaggedText};
use normalize::NormalizedText;
use shadow::Shadow;
use shirushi_dictionary::Dictionary;
use shirushi_model::{Analysis, ArticleDay, ByteSpan, Date, Problem, Provenance, Tokens};
use std::sync::Arc;
use values::ValueFinder;
use words::Words;

/// What the caller knows of a text besides the text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'k> {
    /// The day of the article, for dates like 15日 and 昨年. Without it the text's date line or metadata
    /// serve, or else its first full date.
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

/// What an analysis is made of, in the order of the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnalysisStage {
    /// The copy in the dictionary's letters, without breaks inside sentences.
    Copy,
    /// Sentences and their sections.
    Sentences,
    /// Tokens.
    Tokens,
    /// Dates, times and quantities with their values.
    Values,
    /// Names, by the rules and the model.
    Names,
    /// The tokens with their strings, for those without the dictionary.
    Strings,
    /// One name for all mentions of one entity.
    Links,
    /// Claims.
    Claims,
    /// All brought back into the text.
    Text,
}

impl AnalysisStage {
    /// Every stage in order.
    pub const ALL: [Self; 9] = [
        Self::Copy,
        Self::Sentences,
        Self::Tokens,
        Self::Values,
        Self::Names,
        Self::Strings,
        Self::Links,
        Self::Claims,
        Self::Text,
    ];
}

/// Analyses texts. Make one and keep it: its memory is used again and again.
pub struct Analyzer {
    tokenizer: Tokenizer,
    values: ValueFinder,
    tagger: Box<dyn EntityTagger + Send>,
    /// The model the tagger has, if it has one.
    model: Option<Arc<EntityModel>>,
    claims: ClaimFinder,
    /// What is learned about claims and about pairs of them.
    claim_model: Option<Arc<ClaimModel>>,
    /// Why there is no model although there should be one.
    without_model: Option<Problem>,
    /// The same of the claim model.
    without_claim_model: Option<Problem>,
}

impl Analyzer {
    /// An analyzer with this dictionary, the tagger of rules and the claim model that is part of the program.
    pub fn new(dictionary: Arc<Dictionary>) -> Self {
        let analyzer = Self {
            tokenizer: Tokenizer::new(dictionary),
            values: ValueFinder::new(),
            tagger: Box::new(RuleTagger::new()),
            model: None,
            claims: ClaimFinder::new(None),
            claim_model: None,
            without_model: None,
            without_claim_model: None,
        };
        analyzer.with_claim_model(ClaimModel::built_in())
    }

    /// An analyzer with this dictionary and a trained tagger beside the rules. When the model could not be
    /// read, rules go on alone, and every analysis has a problem that says so.
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

    /// The same with another claim model. When it could not be read, claims are found by rules alone, and
    /// every analysis has a problem that says so.
    #[must_use]
    pub fn with_claim_model(mut self, model: Result<Arc<ClaimModel>, ClaimModelError>) -> Self {
        self.without_claim_model = model.as_ref().err().map(|reason| Problem {
            code: reason.code().to_owned(),
            span: None,
            message: format!("Claims are found by rules alone: {reason}."),
        });
        self.claim_model = model.ok();
        self.claims = ClaimFinder::new(self.claim_model.clone());
        self
    }

    /// What is learned about claims and pairs of them, for [`compare`].
    pub fn claim_model(&self) -> Option<&Arc<ClaimModel>> {
        self.claim_model.as_ref()
    }

    /// How articles are compared with this analyzer's claim model.
    pub fn comparison_settings(&self) -> ComparisonSettings<'_> {
        let weights = self.claim_model.as_ref().and_then(|model| model.pairs.as_ref());
        ComparisonSettings { weights, least: None }
    }

    /// Finds sentences, tokens and entities in a text. Never fails: what could not be done is in `problems`.
    ///
    /// Line breaks inside sentences are read through; spans have them inside, names and lemmas do not.
    /// Entities are in order and disjoint, and each has as `canonical` the fullest form this text has for it;
    /// for several texts see [`link`].
    pub fn analyze(&mut self, text: &str, options: &Options<'_>) -> Analysis {
        self.analyze_watched(text, options, |_| ())
    }

    /// The same, told at the end of each stage, for measuring.
    pub fn analyze_watched(
        &mut self,
        text: &str,
        options: &Options<'_>,
        mut ended: impl FnMut(AnalysisStage),
    ) -> Analysis {
        let normalized = self.normalize(text);
        ended(AnalysisStage::Copy);
        let (mut analysis, ()) = self.analyze_copy(&normalized.text, options, &mut ended, |_, _| ());
        normalize::restore(&normalized, &mut analysis);
        analysis.problems = problems::find(text);
        analysis.problems.extend(self.without_model.clone());
        analysis.problems.extend(self.without_claim_model.clone());
        ended(AnalysisStage::Text);
        analysis
    }

    /// What a marked text teaches the claim models. The text is read as it is: marks stand in its own
    /// letters.
    #[cfg(any(test, feature = "train"))]
    pub fn claim_lessons(
        &mut self,
        text: &str,
        options: &Options<'_>,
        marked: &claim_training::MarkedText,
    ) -> claim_training::Lessons {
        self.analyze_copy(text, options, |_| (), |finder, text| finder.lessons(text, marked)).1
    }

    fn normalize<'t>(&mut self, text: &'t str) -> NormalizedText<'t> {
        NormalizedText::new(text, &normalize::find_breaks(text, &mut self.tokenizer))
    }

    fn analyze_copy<T>(
        &mut self,
        text: &str,
        options: &Options<'_>,
        mut ended: impl FnMut(AnalysisStage),
        also: impl FnOnce(&ClaimFinder, &ClaimText<'_>) -> T,
    ) -> (Analysis, T) {
        let shadow = Shadow::new(text);
        let extents = sentences::split(&shadow);
        let sentences = sentences::to_model(&shadow, &extents);
        let pieces: Vec<_> = sentences.iter().map(|sentence| sentence.span).collect();
        ended(AnalysisStage::Sentences);
        let table = self.tokenizer.tokenize(text, &pieces);
        let words = Words::from_tokens(&shadow, &table);
        ended(AnalysisStage::Tokens);
        let (mut values, day) = self.values.find(&shadow, &words, &extents, options.date);
        ended(AnalysisStage::Values);
        let day = day.map(|found| ArticleDay {
            value: found.day.to_string(),
            source: found.source,
            span: found.place.map(|(start, end)| shadow.span(start, end)),
        });
        let tagged = TaggedText { shadow: &shadow, words: &words, sentences: &extents };
        let mut names = entities::mending::mend(&tagged, self.tagger.tag(&tagged));
        if let Some(known) = options.known {
            values.retain(|value| !known.refuses(shadow.slice(value.start, value.end), value.kind));
            names = known.decide(&tagged, names);
        }
        let names = entities::document::complete(&tagged, names, options.known);
        let entities = entities::merge(&shadow, values, names);
        ended(AnalysisStage::Names);
        let tokens = table.to_tokens();
        ended(AnalysisStage::Strings);
        let mut analysis = Analysis { sentences, tokens, entities, day, ..Analysis::default() };
        link(&mut [Linked { text, entities: &mut analysis.entities }]);
        ended(AnalysisStage::Links);
        let claim_text = ClaimText {
            text,
            shadow: &shadow,
            words: &words,
            table: &table,
            sentences: &extents,
            entities: &analysis.entities,
        };
        let claims = match options.claims {
            Claims::Found => self.claims.find(&claim_text),
            Claims::LeftOut => Vec::new(),
        };
        let more = also(&self.claims, &claim_text);
        ended(AnalysisStage::Claims);
        analysis.claims = claims;
        (analysis, more)
    }

    /// Only the tokens of a text, the same as those of its analysis. Names and values are not looked for,
    /// which is most of the work.
    pub fn tokenize(&mut self, text: &str) -> Tokens {
        let normalized = self.normalize(text);
        let mut tokens = self.table(&normalized.text).to_tokens();
        normalize::restore_tokens(&normalized, &mut tokens);
        tokens
    }

    fn table<'t>(&mut self, text: &'t str) -> TokenTable<'t> {
        let shadow = Shadow::new(text);
        let pieces: Vec<ByteSpan> =
            sentences::split(&shadow).iter().map(|e| shadow.span(e.start, e.end)).collect();
        self.tokenizer.tokenize(text, &pieces)
    }

    /// How many tokens a text has.
    pub fn count_tokens(&mut self, text: &str) -> usize {
        let normalized = self.normalize(text);
        self.table(&normalized.text).len()
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
            claims: ClaimFinder::new(self.claim_model.clone()),
            claim_model: self.claim_model.clone(),
            without_claim_model: self.without_claim_model.clone(),
            ..Self::new(dictionary)
        }
    }

    /// What makes the analyses, for records.
    pub fn provenance(&self) -> Provenance {
        Provenance {
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
        assert_eq!(analyzer.tokenize(TEXT), analysis.tokens);
        assert_eq!(analyzer.count_tokens(TEXT), analysis.tokens.len());
    }

    #[test]
    fn another_analyzer_finds_the_same_and_says_the_same() {
        let dictionary = Arc::clone(analyzer().tokenizer.dictionary());
        let model = include_bytes!("../model/entities.shirushi-model");
        for model in [EntityModel::load(model), EntityModel::load(b"none")] {
            let mut first = Analyzer::with_model(Arc::clone(&dictionary), model.map(Arc::new));
            let mut second = first.another();
            assert_eq!(first.provenance(), second.provenance());
            let options = Options::default();
            assert_eq!(first.analyze(TEXT, &options), second.analyze(TEXT, &options));
        }
    }
}
