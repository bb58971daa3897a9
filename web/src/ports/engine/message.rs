//! The messages between the page and the analysis worker. Their other half stands at the head of
//! `web/static/worker.js`.

use crate::ports::assets::Assets;
use crate::ports::js;
use js_sys::{ArrayBuffer, Uint8Array};
use shirushi_page::engine::{EngineFailure, ModelFailure};
use wasm_bindgen::{JsCast, JsValue};

/// Tells a fresh worker where everything is.
pub(super) fn start(assets: &Assets) -> JsValue {
    js::object(&[
        ("type", "start".into()),
        ("glue", assets.engine_glue.as_str().into()),
        ("wasm", assets.engine_wasm.as_str().into()),
        ("dictionary", assets.dictionary.as_str().into()),
        ("dictionarySize", assets.dictionary_size.into()),
        ("entityModel", assets.entity_model.as_str().into()),
    ])
}

/// Asks for the dictionary to be fetched anew, past any damaged copy.
pub(super) fn retry() -> JsValue {
    js::object(&[("type", "retry".into())])
}

/// Asks for the entity model to be fetched anew, past any damaged copy.
pub(super) fn retry_model() -> JsValue {
    js::object(&[("type", "retry-model".into())])
}

/// Hands the engine a question in postcard, and its buffer, which is to be transferred.
pub(super) fn ask(job: u32, question: &[u8]) -> (JsValue, ArrayBuffer) {
    let bytes = Uint8Array::from(question).buffer();
    let message =
        js::object(&[("type", "ask".into()), ("job", job.into()), ("bytes", JsValue::from(&bytes))]);
    (message, bytes)
}

/// What the worker says.
#[derive(Debug)]
pub(super) enum Answer {
    Progress {
        received: u32,
        total: u32,
    },
    Ready {
        milliseconds: f64,
        engine: String,
        dictionary: String,
        about: String,
    },
    Failed {
        failure: EngineFailure,
        message: String,
    },
    Model {
        name: String,
        failure: Option<ModelFailure>,
        message: String,
    },
    /// What the engine answered, in postcard.
    Answered {
        job: u32,
        bytes: Vec<u8>,
        milliseconds: f64,
    },
    Trap {
        message: String,
    },
}

impl Answer {
    /// Reads a message; `None` for one that is of no known kind.
    pub(super) fn read(message: &JsValue) -> Option<Self> {
        let text = |name| js::string(message, name).unwrap_or_default();
        let milliseconds = || js::number(message, "milliseconds").unwrap_or_default();
        Some(match js::string(message, "type")?.as_str() {
            "progress" => Self::Progress {
                received: js::count(message, "received")?,
                total: js::count(message, "total")?,
            },
            "ready" => Self::Ready {
                milliseconds: milliseconds(),
                engine: text("engine"),
                dictionary: text("dictionary"),
                about: text("about"),
            },
            "failed" => Self::Failed { failure: failure(&text("code")), message: text("message") },
            "model" => Self::Model {
                name: text("name"),
                failure: model_failure(&text("code")),
                message: text("message"),
            },
            "answered" => Self::Answered {
                job: js::count(message, "job")?,
                bytes: bytes(js::property(message, "bytes")?)?,
                milliseconds: milliseconds(),
            },
            "trap" => Self::Trap { message: text("message") },
            _ => return None,
        })
    }
}

/// The failure behind a code of the worker. An unknown one is a worker of another version: an engine that
/// cannot be used.
fn failure(code: &str) -> EngineFailure {
    match code {
        "dictionary-fetch" => EngineFailure::DictionaryFetch,
        "dictionary-damaged" => EngineFailure::DictionaryDamaged,
        "dictionary-version" => EngineFailure::DictionaryVersion,
        "no-simd" => EngineFailure::NoSimd,
        _ => EngineFailure::EngineLoad,
    }
}

/// The failure behind a code of the worker; an empty one is none.
fn model_failure(code: &str) -> Option<ModelFailure> {
    match code {
        "" => None,
        "model-fetch" => Some(ModelFailure::Fetch),
        "model-version" => Some(ModelFailure::Version),
        _ => Some(ModelFailure::Damaged),
    }
}

fn bytes(value: JsValue) -> Option<Vec<u8>> {
    value.dyn_into::<ArrayBuffer>().ok().map(|buffer| Uint8Array::new(&buffer).to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_worker() {
        for known in [
            EngineFailure::DictionaryFetch,
            EngineFailure::DictionaryDamaged,
            EngineFailure::DictionaryVersion,
            EngineFailure::EngineLoad,
            EngineFailure::NoSimd,
        ] {
            assert_eq!(failure(known.code()), known);
        }
        assert_eq!(failure("?"), EngineFailure::EngineLoad);
        for known in [ModelFailure::Fetch, ModelFailure::Damaged, ModelFailure::Version] {
            assert_eq!(model_failure(known.code()), Some(known));
        }
        assert_eq!(model_failure(""), None);
    }
}
