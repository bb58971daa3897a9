//! Reading and building plain JavaScript objects: the messages of workers and channels, and the few browser
//! objects that web-sys does not name or still calls unstable.
//!
//! Knows no message in particular.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A property, or `None` when it is missing, `undefined` or `null`.
pub(super) fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    let value = Reflect::get(object, &JsValue::from_str(name)).ok()?;
    (!value.is_undefined() && !value.is_null()).then_some(value)
}

/// A property that is a string.
pub(super) fn string(object: &JsValue, name: &str) -> Option<String> {
    property(object, name)?.as_string()
}

/// A property that is a number.
pub(super) fn number(object: &JsValue, name: &str) -> Option<f64> {
    property(object, name)?.as_f64()
}

/// A property that is a whole number from 0 to 2³²−1.
pub(super) fn count(object: &JsValue, name: &str) -> Option<u32> {
    let value = number(object, name)?;
    // A float to integer cast saturates; comparing the way back refuses what did not fit.
    let whole = value as u32;
    (f64::from(whole) == value).then_some(whole)
}

/// A method of an object, when it has it.
pub(super) fn method(object: &JsValue, name: &str) -> Option<Function> {
    property(object, name)?.dyn_into().ok()
}

/// A plain object with these properties.
pub(super) fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// The `name` of an exception or error object: `QuotaExceededError`, `AbortError`.
pub(super) fn error_name(error: &JsValue) -> Option<String> {
    string(error, "name")
}

/// What an exception says, for the log and for the details of a message.
pub(super) fn error_text(error: &JsValue) -> String {
    string(error, "message").or_else(|| error.as_string()).or_else(|| error_name(error)).unwrap_or_default()
}
