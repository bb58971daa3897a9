//! The class `Analyzer`: one article, many one after another, several with one name for each entity,
//! tables, and comparisons.

use crate::articles::{AskedArticle, day_of_call};
use crate::chunks::{ArticleSource, Columns, Iterated, OfTable};
use crate::refusal::Refusal;
use crate::tables::{AnalysisTable, Errors, Reader};
use crate::workers::{AnalysedArticle, WantedParts, Workers};
use pyo3::exceptions::{PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use serde::Serialize;
use shirushi_analysis::{Claims, Compared, ComparisonSettings, Linked, compare, link};
use shirushi_contract::{
    ComparisonDocument, Document, NamedArticle, TokenList, comparison_document, document, token_list,
};
use shirushi_model::TextIndex;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex};

/// Analyses texts, with the dictionary and the models that are part of the package.
///
/// `threads` is how many texts are worked on at once, all cores if it is not given; what is found does not
/// depend on it. Loading takes a third of a second and some 60 MB: make one and keep it. It may be used
/// from several threads of Python at once, which go on while it works.
#[pyclass(module = "shirushi", name = "Analyzer", frozen)]
pub(crate) struct PythonAnalyzer(Arc<Workers>);

#[pymethods]
impl PythonAnalyzer {
    #[new]
    #[pyo3(signature = (*, threads=None))]
    fn new(py: Python<'_>, threads: Option<usize>) -> PyResult<Self> {
        let threads = threads.map(|threads| {
            NonZeroUsize::new(threads).ok_or_else(|| PyValueError::new_err("threads is 1 or more"))
        });
        let threads = threads.transpose()?;
        let workers = py.detach(|| Workers::new(threads));
        workers
            .map(|workers| Self(Arc::new(workers)))
            .map_err(|error| PyRuntimeError::new_err(error.to_string()))
    }

    /// How many texts are worked on at once.
    #[getter]
    fn threads(&self) -> usize {
        self.0.threads().get()
    }

    /// The versions of analysis, dictionary and entity model, as every analysis has them.
    #[getter]
    fn engine<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        plain(py, self.0.provenance())
    }

    /// The analysis of one text: what `shirushi analyze` prints for a file, as a dict.
    ///
    /// `text` is a `str`, or `bytes` in UTF-8. `date` is the day of the article, for words like 15日: a
    /// `datetime.date` or `YYYY-MM-DD`. `tokens` lists every token as well, `claims=False` looks for none.
    /// All positions are code points: `text[start:end]`.
    #[pyo3(signature = (text, *, article="", date=None, tokens=false, claims=true))]
    fn analyze<'py>(
        &self,
        text: &Bound<'py, PyAny>,
        article: &str,
        date: Option<&Bound<'py, PyAny>>,
        tokens: bool,
        claims: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = text.py();
        let asked = AskedArticle {
            article: article.to_owned(),
            text: crate::articles::text(text)?,
            date: day_of_call(date)?,
        };
        let wanted = WantedParts::new(tokens, claims);
        let found = py.detach(|| self.0.documents(std::slice::from_ref(&asked), wanted));
        let document = found.into_iter().next().unwrap_or(Err(Refusal::Missing));
        plain(py, &document.map_err(|refusal| refusal.raised(py, None))?)
    }

    /// The tokens of a text alone, which takes a tenth of the time.
    fn tokenize<'py>(&self, text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = text.py();
        let text = crate::articles::text(text)?.map_err(|refusal| refusal.raised(py, None))?;
        let tokens = py.detach(|| {
            let of = |analyzer: &mut shirushi_analysis::Analyzer, text: &String| {
                token_list(text, &analyzer.tokenize(text), &TextIndex::new(text))
            };
            self.0.map(std::slice::from_ref(&text), of).into_iter().flatten().collect::<Vec<_>>()
        });
        plain(py, &tokens)
    }

    /// The analyses of any number of articles, each for itself, one after another while they are asked for.
    ///
    /// An article is a text, or a mapping with `text`, `article` and `date`; without a name it is called by
    /// its number, from 0 on. Where there is no text (`None`, NaN) there is no analysis (`None`). With
    /// `errors="record"` a text that cannot be read gives a dict that has `article` and `problems` alone.
    /// Some hundred articles are read ahead; that is all the memory it takes.
    #[pyo3(signature = (articles, *, date=None, tokens=false, claims=true, errors="raise"))]
    fn analyze_each(
        &self,
        articles: &Bound<'_, PyAny>,
        date: Option<&Bound<'_, PyAny>>,
        tokens: bool,
        claims: bool,
        errors: &str,
    ) -> PyResult<Analyses> {
        let articles = Iterated::new(articles, day_of_call(date)?)?;
        let working = Working {
            articles,
            workers: Arc::clone(&self.0),
            wanted: WantedParts::new(tokens, claims),
            errors: handling(errors)?,
            ready: VecDeque::new(),
        };
        Ok(Analyses(Mutex::new(working)))
    }

    /// The analyses of some articles, with one name for each entity in all of them: what `shirushi analyze`
    /// prints for several files. For articles of one event; everything is held in memory.
    #[pyo3(signature = (articles, *, date=None, tokens=false, claims=true))]
    fn analyze_together<'py>(
        &self,
        articles: &Bound<'py, PyAny>,
        date: Option<&Bound<'py, PyAny>>,
        tokens: bool,
        claims: bool,
    ) -> PyResult<Bound<'py, PyList>> {
        let py = articles.py();
        let asked = Iterated::new(articles, day_of_call(date)?)?.all(py)?;
        let wanted = WantedParts::new(tokens, claims);
        let documents = py
            .detach(|| self.together(asked, wanted))
            .map_err(|(name, refusal)| refusal.raised(py, Some(&name)))?;
        let documents: Vec<Bound<'py, PyAny>> =
            documents.iter().map(|document| plain(py, document)).collect::<PyResult<_>>()?;
        PyList::new(py, documents)
    }

    /// What articles say of the same things, and where they differ: what `shirushi compare` prints, as a
    /// dict.
    ///
    /// `least` tells differences that are at least so likely, 0 to 1; without it those that are mostly right.
    #[pyo3(signature = (articles, *, date=None, tokens=false, least=None))]
    fn compare<'py>(
        &self,
        articles: &Bound<'py, PyAny>,
        date: Option<&Bound<'py, PyAny>>,
        tokens: bool,
        least: Option<f32>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = articles.py();
        let asked = Iterated::new(articles, day_of_call(date)?)?.all(py)?;
        let tokens = WantedParts::new(tokens, true).tokens;
        let compared = py
            .detach(|| self.compared(asked, tokens, least))
            .map_err(|(name, refusal)| refusal.raised(py, Some(&name)))?;
        plain(py, &compared)
    }

    /// The analyses of a table of articles as a table: a row for each, made while it is read.
    ///
    /// `source` is whatever gives a stream of Arrow's (a table of pyarrow, pandas or Polars, a relation of
    /// DuckDB), or articles as `analyze_each` takes them, which are read at once. `text`, `article` and
    /// `date` name columns of the former, `keep` those that go along unchanged; `day` is the day of
    /// articles without one. Where there is no text, or with `errors="record"` none that can be read, all
    /// columns are null but `article` and `problems`.
    #[pyo3(signature = (
        source, *, text="text", article=None, date=None, keep=Vec::new(), day=None, tokens=false, claims=true,
        errors="raise"
    ))]
    #[allow(clippy::too_many_arguments, reason = "they are named in Python")]
    fn analyze_table(
        &self,
        source: &Bound<'_, PyAny>,
        text: &str,
        article: Option<String>,
        date: Option<String>,
        keep: Vec<String>,
        day: Option<&Bound<'_, PyAny>>,
        tokens: bool,
        claims: bool,
        errors: &str,
    ) -> PyResult<AnalysisTable> {
        let day = day_of_call(day)?;
        let is_table = source.hasattr("__arrow_c_stream__")?;
        let articles = if is_table {
            let columns = Columns { text: text.to_owned(), article, date, keep };
            ArticleSource::Table(Box::new(OfTable::new(source, &columns, day)?))
        } else {
            if article.is_some() || date.is_some() || !keep.is_empty() {
                let message = "article, date and keep name columns of a table, and this is none";
                return Err(PyTypeError::new_err(message));
            }
            ArticleSource::Articles(Iterated::new(source, day)?.all(source.py())?.into_iter())
        };
        let (workers, wanted) = (Arc::clone(&self.0), WantedParts::new(tokens, claims));
        let reader = Reader::new(source.py(), articles, workers, wanted, handling(errors)?)?;
        Ok(AnalysisTable::new(reader))
    }

    fn __repr__(&self) -> String {
        let made_by = self.0.provenance();
        format!(
            "<shirushi.Analyzer {} with {}, {} threads>",
            made_by.version,
            made_by.dictionary,
            self.threads()
        )
    }
}

impl PythonAnalyzer {
    fn linked(
        &self,
        asked: Vec<AskedArticle>,
        claims: Claims,
    ) -> Result<Vec<AnalysedArticle>, (String, Refusal)> {
        let mut articles = self.0.analysed(asked, claims)?;
        let mut linked: Vec<Linked<'_>> = articles
            .iter_mut()
            .map(|article| Linked { text: &article.text, entities: &mut article.analysis.entities })
            .collect();
        link(&mut linked);
        Ok(articles)
    }

    fn together(
        &self,
        asked: Vec<AskedArticle>,
        wanted: WantedParts,
    ) -> Result<Vec<Document>, (String, Refusal)> {
        let articles = self.linked(asked, wanted.claims)?;
        let of = |article: &AnalysedArticle| {
            let AnalysedArticle { name, text, analysis } = article;
            document(name, text, analysis, self.0.provenance(), wanted.tokens)
        };
        Ok(articles.iter().map(of).collect())
    }

    fn compared(
        &self,
        asked: Vec<AskedArticle>,
        tokens: TokenList,
        least: Option<f32>,
    ) -> Result<ComparisonDocument, (String, Refusal)> {
        let articles = self.linked(asked, Claims::Found)?;
        let named: Vec<NamedArticle<'_>> = articles
            .iter()
            .map(|AnalysedArticle { name, text, analysis }| NamedArticle { name, text, analysis })
            .collect();
        let compared: Vec<Compared<'_>> =
            named.iter().map(|&NamedArticle { text, analysis, .. }| Compared { text, analysis }).collect();
        let model = self.0.claim_model();
        let weights = model.as_ref().and_then(|model| model.pairs.as_ref());
        let comparison = compare(&compared, &ComparisonSettings { weights, least });
        Ok(comparison_document(&named, &comparison, self.0.provenance(), tokens))
    }
}

fn handling(errors: &str) -> PyResult<Errors> {
    match errors {
        "raise" => Ok(Errors::Raise),
        "record" => Ok(Errors::Record),
        _ => Err(PyValueError::new_err(format!("errors is \"raise\" or \"record\", not \"{errors}\""))),
    }
}

/// What the contract has, as dicts, lists, strings and numbers.
fn plain<'py>(py: Python<'py>, value: &impl Serialize) -> PyResult<Bound<'py, PyAny>> {
    Ok(pythonize::pythonize(py, value)?)
}

/// The analyses of articles, one after another.
#[pyclass(module = "shirushi", frozen)]
pub(crate) struct Analyses(Mutex<Working>);

struct Working {
    articles: Iterated,
    workers: Arc<Workers>,
    wanted: WantedParts,
    errors: Errors,
    ready: VecDeque<(String, Result<Document, Refusal>)>,
}

#[pymethods]
impl Analyses {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let Ok(mut working) = self.0.try_lock() else {
            return Err(PyValueError::new_err("these analyses are being asked for the next one already"));
        };
        let Working { articles, workers, wanted, errors, ready } = &mut *working;
        if ready.is_empty() {
            let asked = articles.next(py)?;
            let documents = py.detach(|| workers.documents(&asked, *wanted));
            ready.extend(asked.into_iter().map(|asked| asked.article).zip(documents));
        }
        match ready.pop_front() {
            None => Ok(None),
            Some((_, Ok(document))) => plain(py, &document).map(Some),
            Some((_, Err(Refusal::Missing))) => Ok(Some(py.None().into_bound(py))),
            Some((name, Err(refusal))) if *errors == Errors::Record => {
                let (problem, found) = (PyDict::new(py), PyDict::new(py));
                problem.set_item("code", refusal.code())?;
                problem.set_item("start", py.None())?;
                problem.set_item("end", py.None())?;
                problem.set_item("message", refusal.to_string())?;
                found.set_item("article", name)?;
                found.set_item("problems", [problem])?;
                Ok(Some(found.into_any()))
            }
            Some((name, Err(refusal))) => Err(refusal.raised(py, Some(&name))),
        }
    }
}
