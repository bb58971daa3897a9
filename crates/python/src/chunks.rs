//! Articles in pieces that are small enough to be held at once, whatever they come from: anything that Python
//! iterates over, or a stream of Arrow's record batches.

use crate::articles::AskedArticle;
use crate::columns::{NameColumn, Texts};
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchReader};
use arrow_pyarrow::FromPyArrow;
use arrow_schema::{ArrowError, FieldRef, Schema};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyIterator, PyMapping, PyString};
use shirushi_model::Date;

/// So many articles are held at once at most.
const MOST_ARTICLES: usize = 512;
/// After so many bytes of text no other article is taken along.
const ENOUGH_BYTES: usize = 1 << 20;

/// Some articles.
pub(crate) struct Chunk {
    pub(crate) asked: Vec<AskedArticle>,
    /// The columns that go along, of as many rows.
    pub(crate) kept: Vec<ArrayRef>,
}

/// Articles as they are gathered for a chunk.
#[derive(Default)]
struct Gathered {
    asked: Vec<AskedArticle>,
    bytes: usize,
}

impl Gathered {
    fn push(&mut self, asked: AskedArticle) {
        self.bytes += asked.text.as_ref().map_or(0, String::len);
        self.asked.push(asked);
    }

    fn is_full(&self) -> bool {
        self.asked.len() >= MOST_ARTICLES || self.bytes >= ENOUGH_BYTES
    }
}

/// Articles from whatever Python iterates over.
pub(crate) struct Iterated {
    articles: Py<PyIterator>,
    number: u64,
    date: Option<Date>,
}

impl Iterated {
    /// `date` is the day of those that have none.
    ///
    /// # Errors
    /// `TypeError` when it is one article, or nothing to iterate over.
    pub(crate) fn new(articles: &Bound<'_, PyAny>, date: Option<Date>) -> PyResult<Self> {
        let is_one = articles.cast::<PyString>().is_ok()
            || articles.cast::<PyBytes>().is_ok()
            || articles.cast::<PyMapping>().is_ok();
        if is_one {
            return Err(PyTypeError::new_err(
                "this is one article; articles are a list or an iterator of them",
            ));
        }
        Ok(Self { articles: articles.try_iter()?.unbind(), number: 0, date })
    }

    /// The next articles; none when there are no more.
    ///
    /// # Errors
    /// What the iterator says, and `TypeError` when something is no article.
    pub(crate) fn next(&mut self, py: Python<'_>) -> PyResult<Vec<AskedArticle>> {
        py.check_signals()?;
        let mut gathered = Gathered::default();
        for object in self.articles.bind(py).clone() {
            gathered.push(AskedArticle::of(&object?, self.number, self.date)?);
            self.number += 1;
            if gathered.is_full() {
                break;
            }
        }
        Ok(gathered.asked)
    }

    /// All articles there are.
    ///
    /// # Errors
    /// As [`Iterated::next`].
    pub(crate) fn all(mut self, py: Python<'_>) -> PyResult<Vec<AskedArticle>> {
        let mut all = Vec::new();
        loop {
            let next = self.next(py)?;
            if next.is_empty() {
                return Ok(all);
            }
            all.extend(next);
        }
    }
}

/// What a table of analyses is made from. Nothing in here knows Python: who reads a table may hold Python's
/// lock or not, and cannot be asked.
pub(crate) enum ArticleSource {
    /// Articles that are there already.
    Articles(std::vec::IntoIter<AskedArticle>),
    /// A table.
    Table(Box<OfTable>),
}

impl ArticleSource {
    /// The next articles; `None` when there are no more.
    ///
    /// # Errors
    /// What the stream of a table says.
    pub(crate) fn next(&mut self) -> Result<Option<Chunk>, ArrowError> {
        match self {
            Self::Table(table) => table.next(),
            Self::Articles(articles) => {
                let mut gathered = Gathered::default();
                while !gathered.is_full() {
                    let Some(asked) = articles.next() else { break };
                    gathered.push(asked);
                }
                let asked = gathered.asked;
                Ok((!asked.is_empty()).then_some(Chunk { asked, kept: Vec::new() }))
            }
        }
    }

    /// The fields of the columns that go along.
    pub(crate) fn kept(&self) -> Vec<FieldRef> {
        match self {
            Self::Articles(_) => Vec::new(),
            Self::Table(table) => table.kept_fields(),
        }
    }
}

/// Which columns of a table are what.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    pub(crate) text: String,
    pub(crate) article: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) keep: Vec<String>,
}

/// A table that is being read.
pub(crate) struct OfTable {
    stream: RecordBatchStreamReader,
    places: ColumnPlaces,
    /// The day of the articles that have none of their own.
    date: Option<Date>,
    /// The batch at hand, and its first row that is not read yet.
    batch: Option<(ReadBatch, usize)>,
    /// The rows of the batches before.
    before: usize,
}

/// Columns as their numbers.
struct ColumnPlaces {
    text: usize,
    article: Option<usize>,
    date: Option<usize>,
    keep: Vec<usize>,
}

/// A batch with its columns as they are read.
struct ReadBatch {
    batch: RecordBatch,
    texts: Texts,
    names: Option<NameColumn>,
    dates: Option<NameColumn>,
}

impl OfTable {
    /// Begins to read whatever gives a stream of Arrow's (`__arrow_c_stream__`).
    ///
    /// # Errors `TypeError` when it is no table, `ShirushiError` `no-column` and `column-type` when its
    /// columns are other than said.
    pub(crate) fn new(table: &Bound<'_, PyAny>, columns: &Columns, date: Option<Date>) -> PyResult<Self> {
        let stream = RecordBatchStreamReader::from_pyarrow_bound(table)
            .map_err(|error| PyTypeError::new_err(format!("this is no table of columns: {error}")))?;
        let schema = stream.schema();
        let py = table.py();
        let place = |name: &String| {
            place(&schema, name).map_err(|message| crate::refusal::raised(py, "no-column", message))
        };
        let places = ColumnPlaces {
            text: place(&columns.text)?,
            article: columns.article.as_ref().map(place).transpose()?,
            date: columns.date.as_ref().map(place).transpose()?,
            keep: columns.keep.iter().map(place).collect::<PyResult<_>>()?,
        };
        // A table without rows, too, is told what is wrong with it.
        ReadBatch::new(RecordBatch::new_empty(stream.schema()), &places)
            .map_err(|message| crate::refusal::raised(py, "column-type", message))?;
        Ok(Self { stream, places, date, batch: None, before: 0 })
    }

    fn next(&mut self) -> Result<Option<Chunk>, ArrowError> {
        loop {
            if let Some((batch, from)) = &mut self.batch {
                let rows = batch.batch.num_rows();
                if *from < rows {
                    let chunk = batch.chunk(&self.places, from, self.before, self.date);
                    return Ok(Some(chunk));
                }
                self.before += rows;
                self.batch = None;
            }
            let Some(next) = self.stream.next() else { return Ok(None) };
            let batch = ReadBatch::new(next?, &self.places).map_err(ArrowError::InvalidArgumentError)?;
            self.batch = Some((batch, 0));
        }
    }

    fn kept_fields(&self) -> Vec<FieldRef> {
        let schema = self.stream.schema();
        self.places.keep.iter().filter_map(|&at| schema.fields().get(at).cloned()).collect()
    }
}

fn place(schema: &Schema, name: &str) -> Result<usize, String> {
    schema.index_of(name).map_err(|_| {
        let there: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        format!("there is no column `{name}`; there are {}", there.join(", "))
    })
}

impl ReadBatch {
    fn new(batch: RecordBatch, places: &ColumnPlaces) -> Result<Self, String> {
        let named = |at: usize| -> Result<(&str, &ArrayRef), String> {
            let column = batch.columns().get(at).ok_or("a batch has fewer columns than the table")?;
            Ok((batch.schema_ref().fields().get(at).map_or("", |field| field.name()), column))
        };
        let names = |at: Option<usize>| -> Result<Option<NameColumn>, String> {
            at.map(|at| named(at).and_then(|(name, column)| NameColumn::new(name, column))).transpose()
        };
        let (name, column) = named(places.text)?;
        let (texts, names, dates) = (Texts::new(name, column)?, names(places.article)?, names(places.date)?);
        Ok(Self { texts, names, dates, batch })
    }

    /// The articles from the row `from` on, which is moved behind them.
    fn chunk(&self, places: &ColumnPlaces, from: &mut usize, before: usize, date: Option<Date>) -> Chunk {
        let first = *from;
        let mut gathered = Gathered::default();
        while *from < self.batch.num_rows() && !gathered.is_full() {
            let named = self.names.as_ref().and_then(|names| names.get(*from));
            let article = named.unwrap_or_else(|| (before + *from).to_string());
            let dated = self.dates.as_ref().and_then(|dates| dates.get(*from));
            let one = AskedArticle::new(article, self.texts.get(*from), dated.as_deref());
            gathered.push(AskedArticle { date: one.date.or(date), ..one });
            *from += 1;
        }
        let rows = gathered.asked.len();
        let kept = places.keep.iter().filter_map(|&at| self.batch.columns().get(at));
        Chunk { asked: gathered.asked, kept: kept.map(|column| column.slice(first, rows)).collect() }
    }
}
