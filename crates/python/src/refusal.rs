//! Why a text is not analysed, and how Python is told.

use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use shirushi_model::limits::LARGEST_ARTICLE;

pyo3::create_exception!(
    shirushi,
    ShirushiError,
    PyValueError,
    "A text, a day or a table that cannot be used. `code` is a stable name for programs: `not-utf8`,\n\
     `lone-surrogate`, `too-large`, `missing`, `invalid-date`, `no-column`, `column-type`, `read-twice`."
);

/// Why a text is not analysed. A text that is there is otherwise never refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Refusal {
    #[error("there is no text")]
    Missing,
    #[error("not UTF-8: byte {0} begins no character; decode it first: text.decode(\"shift_jis\")")]
    NotUtf8(usize),
    #[error(
        "character {0} is half of a surrogate pair and no text; mend it first: \
         text.encode(\"utf-16\", \"surrogatepass\").decode(\"utf-16\", \"replace\")"
    )]
    LoneSurrogate(usize),
    #[error("{size} {unit}, and an article may have {LARGEST_ARTICLE} bytes; cut it into its articles")]
    TooLarge { size: usize, unit: &'static str },
    #[error("`{0}` is not a day of the form YYYY-MM-DD")]
    Date(String),
}

impl Refusal {
    /// A stable name for programs.
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotUtf8(_) => "not-utf8",
            Self::LoneSurrogate(_) => "lone-surrogate",
            Self::TooLarge { .. } => "too-large",
            Self::Date(_) => "invalid-date",
        }
    }

    /// As Python raises it; `of` names the article, when there are several.
    pub(crate) fn raised(&self, py: Python<'_>, of: Option<&str>) -> PyErr {
        let message = match of {
            Some(name) => format!("article {name}: {self}"),
            None => self.to_string(),
        };
        raised(py, self.code(), message)
    }
}

/// An error with its code.
pub(crate) fn raised(py: Python<'_>, code: &str, message: String) -> PyErr {
    let error = ShirushiError::new_err(message);
    match error.value(py).setattr("code", code) {
        Ok(()) => error,
        Err(other) => other,
    }
}
