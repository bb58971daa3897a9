//! Articles as Python has them: a `str`, `bytes`, nothing, or a mapping with `text`, `article` and `date`.
//!
//! The size of a text is looked at before a byte of it is copied.

use crate::refusal::Refusal;
use pyo3::exceptions::{PyTypeError, PyUnicodeEncodeError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyFloat, PyMapping, PyString};
use shirushi_model::Date;
use shirushi_model::limits::LARGEST_ARTICLE;

/// An article that is to be analysed.
pub(crate) struct AskedArticle {
    /// What it is called in the result.
    pub(crate) article: String,
    pub(crate) text: Result<String, Refusal>,
    pub(crate) date: Option<Date>,
}

impl AskedArticle {
    /// The article and its day. A day that is none refuses the article.
    pub(crate) fn new(article: String, text: Result<String, Refusal>, date: Option<&str>) -> Self {
        match date.map(day).transpose() {
            Ok(date) => Self { article, text, date },
            Err(refusal) => Self { article, text: text.and(Err(refusal)), date: None },
        }
    }

    /// Reads what Python has at the place `number` of some articles, counted from 0. `date` is the day of
    /// those that have none of their own.
    ///
    /// # Errors
    /// `TypeError` when it is no article at all.
    pub(crate) fn of(object: &Bound<'_, PyAny>, number: u64, date: Option<Date>) -> PyResult<Self> {
        let at = |error: PyErr| match error.is_instance_of::<PyTypeError>(object.py()) {
            true => PyTypeError::new_err(format!("article {number}: {}", error.value(object.py()))),
            false => error,
        };
        let asked = match object.cast::<PyMapping>() {
            Ok(mapping) => Self::of_mapping(mapping, number).map_err(at)?,
            Err(_) => Self { article: number.to_string(), text: text(object).map_err(at)?, date: None },
        };
        Ok(Self { date: asked.date.or(date), ..asked })
    }

    fn of_mapping(mapping: &Bound<'_, PyMapping>, number: u64) -> PyResult<Self> {
        let get = |key: &str| -> PyResult<Option<Bound<'_, PyAny>>> {
            match mapping.contains(key)? {
                true => Ok(Some(mapping.get_item(key)?).filter(|value| !is_missing(value))),
                false => Ok(None),
            }
        };
        if !mapping.contains("text")? {
            return Err(PyTypeError::new_err("a mapping without `text`"));
        }
        let text = match get("text")? {
            Some(object) => text(&object)?,
            None => Err(Refusal::Missing),
        };
        let article = match get("article")? {
            Some(name) => name.str()?.to_cow()?.into_owned(),
            None => number.to_string(),
        };
        let date = get("date")?.map(|date| written_day(&date)).transpose()?;
        Ok(Self::new(article, text, date.as_deref()))
    }
}

/// A text. A byte order mark before bytes is removed, nothing else changed.
///
/// # Errors
/// `TypeError` when it is neither `str` nor `bytes` nor missing.
pub(crate) fn text(object: &Bound<'_, PyAny>) -> PyResult<Result<String, Refusal>> {
    if let Ok(string) = object.cast::<PyString>() {
        // Each character has a byte at least.
        let size = string.len()?;
        if size > LARGEST_ARTICLE {
            return Ok(Err(Refusal::TooLarge { size, unit: "characters" }));
        }
        return match string.to_str() {
            Ok(text) => Ok(of_size(text)),
            Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(object.py()) => {
                Ok(Err(Refusal::LoneSurrogate(error.value(object.py()).getattr("start")?.extract()?)))
            }
            Err(error) => Err(error),
        };
    }
    if let Ok(bytes) = object.cast::<PyBytes>() {
        return Ok(of_bytes(bytes.as_bytes()));
    }
    if is_missing(object) {
        return Ok(Err(Refusal::Missing));
    }
    let name = object.get_type().name()?;
    Err(PyTypeError::new_err(format!("a text is str, bytes or None, not {name}")))
}

/// A text in UTF-8, without its byte order mark.
pub(crate) fn of_bytes(bytes: &[u8]) -> Result<String, Refusal> {
    const MARK: &[u8] = "\u{FEFF}".as_bytes();
    if bytes.len() > LARGEST_ARTICLE {
        return Err(Refusal::TooLarge { size: bytes.len(), unit: "bytes" });
    }
    let without = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let marked = bytes.len() - without.len();
    let text = std::str::from_utf8(without);
    text.map(str::to_owned).map_err(|error| Refusal::NotUtf8(marked + error.valid_up_to()))
}

fn of_size(text: &str) -> Result<String, Refusal> {
    match text.len() {
        size if size > LARGEST_ARTICLE => Err(Refusal::TooLarge { size, unit: "bytes" }),
        _ => Ok(text.to_owned()),
    }
}

/// What tables have where there is nothing: `None`, a NaN, pandas' `NA` and `NaT`.
fn is_missing(object: &Bound<'_, PyAny>) -> bool {
    let is_nan =
        |object: &Bound<'_, PyAny>| object.cast::<PyFloat>().is_ok_and(|float| float.value().is_nan());
    let is_pandas = |object: &Bound<'_, PyAny>| {
        object.get_type().name().is_ok_and(|name| name == "NAType" || name == "NaTType")
    };
    object.is_none() || is_nan(object) || is_pandas(object)
}

/// A day as it is written: a `str`, or a `date` by its own writing.
fn written_day(object: &Bound<'_, PyAny>) -> PyResult<String> {
    if let Ok(string) = object.cast::<PyString>() {
        return Ok(string.to_cow()?.into_owned());
    }
    // A `datetime` is one, too, and its day is what is asked.
    let date = object.py().import("datetime")?.getattr("date")?;
    if object.is_instance(&date)? {
        let written: String = object.call_method0("isoformat")?.extract()?;
        return Ok(written.chars().take("YYYY-MM-DD".len()).collect());
    }
    Err(PyTypeError::new_err(format!("a date is str or datetime.date, not {}", object.get_type().name()?)))
}

/// Reads `YYYY-MM-DD`.
pub(crate) fn day(written: &str) -> Result<Date, Refusal> {
    written.parse().map_err(|_| Refusal::Date(written.to_owned()))
}

/// The day a call is given for all its articles.
///
/// # Errors
/// [`crate::refusal::ShirushiError`] when it is none.
pub(crate) fn day_of_call(object: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Date>> {
    let Some(object) = object else { return Ok(None) };
    let written = written_day(object)?;
    day(&written).map(Some).map_err(|refusal| refusal.raised(object.py(), None))
}
