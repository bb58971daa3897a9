//! The analysis as a WebAssembly module: a JavaScript class `Engine`, for our own page and for the npm
//! package (`crates/engine/npm`), which gives other people's pages and Node a class of its own around it.
//!
//! ```js
//! const engine = Engine.load(dictionaryBytes);              // throws an Error with a `code`
//! engine.loadEntityModel(modelBytes);                       // likewise; without it rules find names alone
//! engine.analyze(text, { tokens: true, date: '2025-08-16' }); // the contract's object for one article
//! engine.tokenize(text);                                    // only its tokens, in columns
//! engine.countTokens(text);                                 // only how many
//! engine.compare([{ article: 'a', text, date: '2025-08-16' }, …]); // what articles say of the same things
//! engine.ask(question);                                     // for our page: postcard in, postcard out
//! ```
//!
//! This file is the face: it turns JavaScript values into Rust's and back, and errors into `Error` objects.
//! What it calls is [`engine`], which knows no JavaScript and runs natively in tests. Neither knows a network
//! or a file; of a clock only what measures stages.
//!
//! JavaScript strings with half a surrogate pair have U+FFFD in its place here, one for one, so positions
//! still fit. A panic ends the module for good: what it was goes to the console, and the worker that holds it
//! is to be started again.

pub mod engine;
mod remembered;
pub mod token_columns;

use engine::{ComparedArticle, EngineError, Request};
use js_sys::{Array, Error, Reflect, Uint8Array, Uint32Array};
use serde::Serialize;
use shirushi_analysis::Claims;
use shirushi_model::PartOfSpeech;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn log_error(message: &str);
    #[wasm_bindgen(js_namespace = performance)]
    fn now() -> f64;
}

#[wasm_bindgen(start)]
fn start() {
    std::panic::set_hook(Box::new(|panic| log_error(&panic.to_string())));
}

/// The analysis with its dictionary loaded. It keeps its memory from one text to the next; `free()` gives it
/// back to the module.
#[wasm_bindgen]
pub struct Engine {
    engine: engine::Engine,
}

#[wasm_bindgen]
impl Engine {
    /// Loads a dictionary pack, compressed or not. Takes about a quarter of a second. Names are found by
    /// rules alone until `loadEntityModel`; every analysis then has the problem `entity-model-missing`.
    ///
    /// # Errors
    /// An `Error` whose `code` says what is wrong with the bytes: `dictionary-unrecognized`,
    /// `dictionary-version`, `dictionary-truncated`, `dictionary-too-large`, `dictionary-damaged` or
    /// `dictionary-inconsistent`.
    pub fn load(dictionary: Vec<u8>) -> Result<Engine, JsValue> {
        Ok(Self { engine: engine::Engine::load(dictionary).map_err(thrown)? })
    }

    /// Takes an entity model: the file that comes with the engine, or one that `shirushi train` made.
    ///
    /// # Errors
    /// An `Error` whose `code` says what is wrong with it (`entity-model-checksum` and others). The model
    /// before, if any, goes on.
    #[wasm_bindgen(js_name = loadEntityModel)]
    pub fn load_entity_model(&mut self, model: &[u8]) -> Result<(), JsValue> {
        self.engine.load_entity_model(model).map_err(thrown)
    }

    /// The version of this module.
    #[wasm_bindgen(getter)]
    pub fn version(&self) -> String {
        self.engine.version()
    }

    /// The name and version of the dictionary.
    #[wasm_bindgen(getter)]
    pub fn dictionary(&self) -> String {
        self.engine.about().name.clone()
    }

    /// What names are found by: the entity model with its rules (`crf-5+rules-1`), or rules alone.
    #[wasm_bindgen(getter, js_name = entityModel)]
    pub fn entity_model(&self) -> String {
        self.engine.entity_model()
    }

    /// Where the dictionary comes from and its licences, as text for people.
    #[wasm_bindgen(getter)]
    pub fn about(&self) -> String {
        let about = self.engine.about();
        format!("{}\n\n{}\n\n{}", about.source, about.licence, engine::ENTITY_MODEL_LICENCE)
    }

    /// Analyses a text. Positions are Unicode code points.
    ///
    /// # Errors
    /// `invalid-options` when the options are not as declared, `invalid-date` when the date is none.
    pub fn analyze(&mut self, text: &str, options: JsValue) -> Result<JsValue, JsValue> {
        let request = if options.is_undefined() || options.is_null() {
            Request::default()
        } else {
            serde_wasm_bindgen::from_value(options)
                .map_err(|e| thrown(EngineError::Options(e.to_string())))?
        };
        plain(&self.engine.analyze(text, &request).map_err(thrown)?)
    }

    /// The tokens of a text as `[numbers, partsOfSpeech, strings]`, a `Uint32Array`, a `Uint8Array` and a
    /// string: [`token_columns::TokenColumns`]. No object is made for a token.
    pub fn tokenize(&mut self, text: &str) -> Array {
        let columns = self.engine.tokenize(text);
        Array::of3(
            &Uint32Array::from(columns.numbers.as_slice()),
            &Uint8Array::from(columns.parts_of_speech.as_slice()),
            &columns.strings.into(),
        )
    }

    /// IPADIC's names for each part of speech, by its number.
    #[wasm_bindgen(js_name = partsOfSpeech)]
    pub fn parts_of_speech() -> Result<JsValue, JsValue> {
        let names: Vec<&[&str]> = PartOfSpeech::ALL.iter().map(|pos| pos.names()).collect();
        plain(&names)
    }

    /// How many tokens a text has. For measuring: no objects are made.
    #[wasm_bindgen(js_name = countTokens)]
    pub fn count_tokens(&mut self, text: &str) -> u32 {
        self.engine.count_tokens(text)
    }

    /// Answers a question of our own page, which puts its articles here once and asks about them by their
    /// identity: a `shirushi_model::EngineQuestion` in postcard, answered by a
    /// `shirushi_model::EngineAnswer`. The form changes with the version; other programs use `analyze` and
    /// `compare`.
    ///
    /// # Errors
    /// `invalid-question` when the bytes are of another shape.
    pub fn ask(&mut self, question: &[u8]) -> Result<Vec<u8>, JsValue> {
        self.engine.ask(question).map_err(thrown)
    }

    /// The milliseconds that each stage of an analysis takes, for measuring, in the order of
    /// `shirushi_analysis::AnalysisStage`.
    pub fn stages(&mut self, text: &str) -> Vec<f64> {
        self.engine.stages(text, now).to_vec()
    }

    /// The analysis without objects, for measuring: a `shirushi_model::Analysis` in postcard, whose positions
    /// are bytes of UTF-8. The form changes with the version; other programs use `analyze`. With `claims`
    /// false no claims are looked for.
    ///
    /// # Errors
    /// `invalid-date` when the date is none.
    #[wasm_bindgen(js_name = analyzeBytes)]
    pub fn analyze_bytes(
        &mut self,
        text: &str,
        date: Option<String>,
        claims: Option<bool>,
    ) -> Result<Vec<u8>, JsValue> {
        let claims = if claims.unwrap_or(true) { Claims::Found } else { Claims::LeftOut };
        self.engine.analyze_bytes(text, date.as_deref(), claims).map_err(thrown)
    }

    /// Compares articles: groups of claims about one thing, every pair of them judged, and sentences that are
    /// shared.
    ///
    /// # Errors
    /// `invalid-articles` when they are not as declared, `invalid-date` when a date is none.
    pub fn compare(&mut self, articles: JsValue) -> Result<JsValue, JsValue> {
        plain(&self.engine.compare(&compared(articles)?).map_err(thrown)?)
    }
}

fn compared(articles: JsValue) -> Result<Vec<ComparedArticle>, JsValue> {
    serde_wasm_bindgen::from_value(articles).map_err(|error| thrown(EngineError::Articles(error.to_string())))
}

/// A plain JavaScript value: objects, arrays, strings, numbers, null.
fn plain(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(|error| thrown(EngineError::Result(error.to_string())))
}

/// The error as JavaScript throws it.
fn thrown(error: impl Into<EngineError>) -> JsValue {
    let error = error.into();
    let object = Error::new(&error.to_string());
    // Setting a property of an object just made cannot fail.
    let _ = Reflect::set(&object, &"code".into(), &error.code().into());
    object.into()
}
