//! What the module does, without JavaScript: the analysis with its dictionary, asked in the contract's terms.

use crate::remembered::Remembered;
use crate::token_columns::TokenColumns;
use serde::Deserialize;
use shirushi_analysis::{
    AnalysisStage, Analyzer, Claims, Compared, EntityModel, EntityModelError, Linked, Options, compare, link,
};
use shirushi_contract::{self as contract, ComparisonDocument, Document, NamedArticle, TokenList};
use shirushi_dictionary::{About, Dictionary, DictionaryError};
use shirushi_model::{Analysis, Date};
use std::sync::Arc;
use thiserror::Error;

/// Why something could not be done.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum EngineError {
    /// The dictionary cannot be loaded.
    #[error(transparent)]
    Dictionary(#[from] DictionaryError),
    /// The entity model cannot be used.
    #[error(transparent)]
    EntityModel(#[from] EntityModelError),
    /// The options are not as declared.
    #[error("the options cannot be read: {0}")]
    Options(String),
    /// The date is not `YYYY-MM-DD`.
    #[error("`{0}` is not a date of the form YYYY-MM-DD")]
    Date(String),
    /// The result could not be handed over.
    #[error("the result cannot be handed over: {0}")]
    Result(String),
    /// The articles to compare are not as declared.
    #[error("the articles cannot be read: {0}")]
    Articles(String),
    /// A question of our page is of another shape: page and engine are of different versions.
    #[error("the question cannot be read: {0}")]
    Question(String),
}

impl EngineError {
    /// A stable name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Dictionary(error) => error.code(),
            Self::EntityModel(error) => error.code(),
            Self::Options(_) => "invalid-options",
            Self::Date(_) => "invalid-date",
            Self::Result(_) => "result",
            Self::Articles(_) => "invalid-articles",
            Self::Question(_) => "invalid-question",
        }
    }
}

/// What is asked of an analysis besides the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Request {
    /// Whether to list the tokens.
    pub tokens: bool,
    /// The day of the article, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// What the article is called in the result.
    pub article: String,
}

/// One of the articles to compare.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ComparedArticle {
    /// What it is called in the result.
    pub article: String,
    /// Its text.
    pub text: String,
    /// Its day, `YYYY-MM-DD`.
    #[serde(default)]
    pub date: Option<String>,
}

/// On whose texts the model that comes with the engine was trained, and their licences.
pub static ENTITY_MODEL_LICENCE: &str = include_str!("../../analysis/model/entities.shirushi-model.license");

/// The analysis with its dictionary.
pub struct Engine {
    analyzer: Analyzer,
    dictionary: Arc<Dictionary>,
    /// What our own page has put here.
    remembered: Remembered,
}

impl Engine {
    /// Loads a dictionary pack. Until [`Engine::load_entity_model`] names are found by rules alone, and every
    /// analysis has the problem `entity-model-missing`.
    ///
    /// # Errors
    /// [`EngineError::Dictionary`] with what is wrong with it.
    pub fn load(dictionary: Vec<u8>) -> Result<Self, EngineError> {
        let dictionary = Arc::new(Dictionary::load(dictionary)?);
        let analyzer = Analyzer::with_model(Arc::clone(&dictionary), Err(EntityModelError::Missing));
        Ok(Self { analyzer, dictionary, remembered: Remembered::default() })
    }

    /// Takes an entity model in the place of the one before, if any, which stays when this one cannot be
    /// used. What our page has put here is forgotten: it would be found otherwise now.
    ///
    /// # Errors
    /// [`EngineError::EntityModel`] with what is wrong with it.
    pub fn load_entity_model(&mut self, model: &[u8]) -> Result<(), EngineError> {
        let model = Arc::new(EntityModel::load(model)?);
        self.analyzer = Analyzer::with_model(Arc::clone(&self.dictionary), Ok(model));
        self.remembered.clear();
        Ok(())
    }

    /// The version of the analysis.
    pub fn version(&self) -> String {
        self.analyzer.provenance().version
    }

    /// What names are found by.
    pub fn entity_model(&self) -> String {
        self.analyzer.provenance().entity_model
    }

    /// Where the dictionary comes from.
    pub fn about(&self) -> &About {
        self.dictionary.about()
    }

    /// The contract's object for one article.
    ///
    /// # Errors
    /// [`EngineError::Date`] when the request has a date that is none.
    pub fn analyze(&mut self, text: &str, request: &Request) -> Result<Document, EngineError> {
        let options = Options { date: date(request.date.as_deref())?, ..Options::default() };
        let tokens = if request.tokens { TokenList::Included } else { TokenList::LeftOut };
        let analysis = self.analyzer.analyze(text, &options);
        Ok(contract::document(&request.article, text, &analysis, &self.analyzer.provenance(), tokens))
    }

    /// The contract's object for several articles and what they say of the same things.
    ///
    /// # Errors
    /// [`EngineError::Date`] when an article has a date that is none.
    pub fn compare(&mut self, articles: &[ComparedArticle]) -> Result<ComparisonDocument, EngineError> {
        let analyses = self.analyses(articles)?;
        let named: Vec<NamedArticle<'_>> = articles
            .iter()
            .zip(&analyses)
            .map(|(article, analysis)| NamedArticle { name: &article.article, text: &article.text, analysis })
            .collect();
        let compared: Vec<Compared<'_>> =
            named.iter().map(|&NamedArticle { text, analysis, .. }| Compared { text, analysis }).collect();
        let comparison = compare(&compared, &self.analyzer.comparison_settings());
        Ok(contract::comparison_document(
            &named,
            &comparison,
            &self.analyzer.provenance(),
            TokenList::LeftOut,
        ))
    }

    /// The analyses of several articles, linked.
    fn analyses(&mut self, articles: &[ComparedArticle]) -> Result<Vec<Analysis>, EngineError> {
        let mut analyses = Vec::with_capacity(articles.len());
        for article in articles {
            let options = Options { date: date(article.date.as_deref())?, ..Options::default() };
            analyses.push(self.analyzer.analyze(&article.text, &options));
        }
        let mut linked: Vec<Linked<'_>> = articles
            .iter()
            .zip(&mut analyses)
            .map(|(article, analysis)| Linked { text: &article.text, entities: &mut analysis.entities })
            .collect();
        link(&mut linked);
        Ok(analyses)
    }

    /// The tokens alone, in columns.
    pub fn tokenize(&mut self, text: &str) -> TokenColumns {
        TokenColumns::new(text, self.analyzer.tokenize(text))
    }

    /// The number of tokens alone.
    pub fn count_tokens(&mut self, text: &str) -> u32 {
        self.analyzer.count_tokens(text) as u32
    }

    /// Answers a question of our own page: from a [`shirushi_model::EngineQuestion`] in postcard to a
    /// [`shirushi_model::EngineAnswer`] in postcard.
    ///
    /// # Errors
    /// [`EngineError::Question`] when the bytes are of another shape.
    pub fn ask(&mut self, question: &[u8]) -> Result<Vec<u8>, EngineError> {
        let question =
            postcard::from_bytes(question).map_err(|error| EngineError::Question(error.to_string()))?;
        let answer = self.remembered.answer(&mut self.analyzer, question);
        postcard::to_allocvec(&answer).map_err(|error| EngineError::Result(error.to_string()))
    }

    /// The milliseconds that each stage of an analysis takes, by the order of [`AnalysisStage::ALL`]. `now`
    /// tells milliseconds from any moment on.
    pub fn stages(&mut self, text: &str, now: impl Fn() -> f64) -> [f64; AnalysisStage::ALL.len()] {
        let mut taken = [0.0; AnalysisStage::ALL.len()];
        let mut last = now();
        self.analyzer.analyze_watched(text, &Options::default(), |stage| {
            let reached = now();
            if let Some(taken) = taken.get_mut(stage as usize) {
                *taken += reached - last;
            }
            last = reached;
        });
        taken
    }

    /// The analysis as a `shirushi_model::Analysis` in postcard, with its claims or without.
    ///
    /// # Errors
    /// [`EngineError::Date`] when the date is none.
    pub fn analyze_bytes(
        &mut self,
        text: &str,
        day: Option<&str>,
        claims: Claims,
    ) -> Result<Vec<u8>, EngineError> {
        let options = Options { date: date(day)?, claims, ..Options::default() };
        let analysis = self.analyzer.analyze(text, &options);
        postcard::to_allocvec(&analysis).map_err(|error| EngineError::Result(error.to_string()))
    }
}

fn date(text: Option<&str>) -> Result<Option<Date>, EngineError> {
    text.map(|text| text.parse().map_err(|_| EngineError::Date(text.to_owned()))).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_dictionary::build::{default_pack_path, ensure};
    use shirushi_model::{AnalysisId, ArticleId, EngineAnswer, EngineQuestion};

    static ENTITY_MODEL: &[u8] = include_bytes!("../../analysis/model/entities.shirushi-model");

    fn engine() -> Engine {
        let mut engine = engine_without_model();
        engine.load_entity_model(ENTITY_MODEL).unwrap();
        engine
    }

    fn engine_without_model() -> Engine {
        let path = default_pack_path();
        ensure(&path).unwrap();
        Engine::load(std::fs::read(path).unwrap()).unwrap()
    }

    const TEXT: &str = "👩‍🚒が15日、辻󠄀市長に会った。";

    #[test]
    fn the_object_is_the_contracts() {
        let mut engine = engine();
        let request =
            Request { tokens: true, date: Some("2025-08-16".to_owned()), article: "a.txt".to_owned() };
        let document = engine.analyze(TEXT, &request).unwrap();
        assert_eq!((document.article.as_str(), document.offsets), ("a.txt", "code-points"));
        assert_eq!(document.tokens.unwrap().len() as u32, engine.count_tokens(TEXT));
        assert_eq!(document.engine.dictionary, engine.about().name);
        let date = document.entities.first().unwrap();
        assert_eq!((date.start, date.end, date.surface.as_str()), (4, 7, "15日"));
    }

    #[test]
    fn every_stage_takes_time() {
        let ticks = std::cell::Cell::new(0.0);
        let now = || ticks.replace(ticks.get() + 1.0);
        assert_eq!(engine().stages(TEXT, now), [1.0; AnalysisStage::ALL.len()]);
    }

    #[test]
    fn the_bytes_are_the_models() {
        let mut engine = engine();
        let bytes = engine.analyze_bytes(TEXT, Some("2025-08-16"), Claims::Found).unwrap();
        let analysis: Analysis = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(analysis.tokens.len() as u32, engine.count_tokens(TEXT));
        assert_eq!(analysis.sentences.len(), 1);
    }

    /// A model for names is another analyzer: what was found without it is found anew.
    #[test]
    fn questions_of_the_page_are_answered() {
        let mut engine = engine_without_model();
        let id = AnalysisId { article: ArticleId(1), hash: 2, generation: 3 };
        let put = EngineQuestion::Put { id, text: TEXT.into(), day: "2025-08-16".to_owned() };
        let ask = |engine: &mut Engine, question: &EngineQuestion| {
            let answer = engine.ask(&postcard::to_allocvec(question).unwrap()).unwrap();
            postcard::from_bytes::<EngineAnswer<'static>>(&answer).unwrap()
        };
        let EngineAnswer::Analysed(analysis) = ask(&mut engine, &put) else { panic!("it is analysed") };
        let bytes = engine.analyze_bytes(TEXT, Some("2025-08-16"), Claims::Found).unwrap();
        assert_eq!(*analysis, postcard::from_bytes::<Analysis>(&bytes).unwrap());
        assert_eq!(analysis.problems.len(), 1, "names are found by rules");
        engine.load_entity_model(ENTITY_MODEL).unwrap();
        let compare = EngineQuestion::Compare(vec![id]);
        assert_eq!(ask(&mut engine, &compare), EngineAnswer::Missing(vec![id]));
        let EngineAnswer::Analysed(analysis) = ask(&mut engine, &put) else { panic!("it is analysed") };
        assert!(analysis.problems.is_empty());
        assert_eq!(engine.ask(b"?").unwrap_err().code(), "invalid-question");
    }

    #[test]
    fn articles_are_compared() {
        let mut engine = engine();
        let article = |name: &str, text: &str| ComparedArticle {
            article: name.to_owned(),
            text: text.to_owned(),
            date: Some("2025-10-13".to_owned()),
        };
        let articles = [
            article("a", "鷹羽山のロープウェイで乗客38人が取り残された。"),
            article("b", "鷹羽山のロープウェイで乗客41人が取り残された。"),
        ];
        let document = engine.compare(&articles).unwrap();
        assert_eq!(document.articles.len(), 2);
        let pair = document.groups.first().and_then(|group| group.pairs.first()).unwrap();
        assert_eq!((pair.a.article.as_str(), pair.b.article.as_str()), ("a", "b"));
        let words = |words: &Option<contract::Words>| words.as_ref().map(|words| words.text.clone());
        assert_eq!(
            (words(&pair.a_value), words(&pair.b_value)),
            (Some("38人".to_owned()), Some("41人".to_owned()))
        );
        assert!(engine.compare(&[]).unwrap().groups.is_empty());
        let no_day = ComparedArticle { date: Some("August".to_owned()), ..article("c", "") };
        assert_eq!(engine.compare(&[no_day]).err().map(|error| error.code()), Some("invalid-date"));
    }

    #[test]
    fn without_a_model_rules_go_on_and_say_so() {
        let mut engine = engine_without_model();
        let codes = |engine: &mut Engine| -> Vec<String> {
            let document = engine.analyze(TEXT, &Request::default()).unwrap();
            assert!(document.entities.iter().any(|entity| entity.surface == "15日"));
            document.problems.into_iter().map(|problem| problem.code).collect()
        };
        assert_eq!(codes(&mut engine), ["entity-model-missing"]);
        assert!(engine.load_entity_model(&ENTITY_MODEL[..100_000]).is_err());
        assert_eq!(codes(&mut engine), ["entity-model-missing"]);
        engine.load_entity_model(ENTITY_MODEL).unwrap();
        assert!(codes(&mut engine).is_empty());
    }

    #[test]
    fn what_is_wrong_has_a_code() {
        let code = |error: Option<EngineError>| error.map(|error| error.code());
        assert_eq!(code(Engine::load(b"not found".to_vec()).err()), Some("dictionary-unrecognized"));
        let mut engine = engine();
        let before = engine.analyze(TEXT, &Request::default()).unwrap();
        let model = [b"SHIRUENT".as_slice(), &[0; 20]].concat();
        assert_eq!(code(engine.load_entity_model(&model).err()), Some("entity-model-version"));
        assert_eq!(code(engine.load_entity_model(b"nothing").err()), Some("entity-model-not-a-model"));
        assert_eq!(engine.analyze(TEXT, &Request::default()).unwrap(), before);
        assert!(engine.load_entity_model(ENTITY_MODEL).is_ok());
        assert_eq!(engine.analyze(TEXT, &Request::default()).unwrap(), before);
        assert_eq!(
            code(engine.analyze_bytes(TEXT, Some("August"), Claims::Found).err()),
            Some("invalid-date")
        );
    }
}
