//! Analyses as a table: a stream of Arrow's record batches that are made when they are asked for, and the
//! columns they have.

use crate::chunks::ArticleSource;
use crate::refusal::{Refusal, raised};
use crate::rows;
use crate::workers::{WantedParts, Workers};
use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, FieldRef, Schema as ArrowSchema, SchemaRef};
use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use shirushi_contract::{Document, TokenList};
use std::sync::{Arc, Mutex, PoisonError};

/// What becomes of an article that cannot be analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Errors {
    /// It ends everything.
    Raise,
    /// Its row says why, and the others go on.
    Record,
}

/// Reads articles and gives their analyses, batch by batch, without Python: what a stream calls must not
/// ask for Python's lock. PyO3 remembers by thread who has it, and a reader that is called from here may
/// have let go of it.
pub(crate) struct Reader {
    source: ArticleSource,
    workers: Arc<Workers>,
    wanted: WantedParts,
    errors: Errors,
    own: Vec<FieldRef>,
    schema: SchemaRef,
}

impl Reader {
    /// # Errors
    /// `ShirushiError` `column-type` when a column that goes along has a name of ours.
    pub(crate) fn new(
        py: Python<'_>,
        source: ArticleSource,
        workers: Arc<Workers>,
        wanted: WantedParts,
        errors: Errors,
    ) -> PyResult<Self> {
        let own = rows::fields(wanted.tokens);
        let mut all = source.kept();
        if let Some(taken) = all.iter().find(|kept| own.iter().any(|field| field.name() == kept.name())) {
            let message =
                format!("`{}` is a column of the analysis; keep it under another name", taken.name());
            return Err(raised(py, "column-type", message));
        }
        all.extend(own.iter().cloned());
        Ok(Self { source, workers, wanted, errors, own, schema: Arc::new(ArrowSchema::new(all)) })
    }

    fn batch(&mut self) -> Result<Option<RecordBatch>, ArrowError> {
        let Some(chunk) = self.source.next()? else { return Ok(None) };
        let documents = self.workers.documents(&chunk.asked, self.wanted);
        let mut named = Vec::with_capacity(documents.len());
        for (asked, document) in chunk.asked.iter().zip(&documents) {
            refused(document, self.errors, &asked.article)?;
            named.push((asked.article.as_str(), document));
        }
        let own = rows::batch(&self.own, &named)
            .map_err(|error| ArrowError::from_external_error(Box::new(error)))?;
        let columns = chunk.kept.into_iter().chain(own.columns().iter().cloned()).collect();
        RecordBatch::try_new(Arc::clone(&self.schema), columns).map(Some)
    }
}

/// A missing text is not an error: its row is empty in any case.
fn refused(document: &Result<Document, Refusal>, errors: Errors, name: &str) -> Result<(), ArrowError> {
    match document {
        Err(refusal) if errors == Errors::Raise && *refusal != Refusal::Missing => {
            let refused = RefusedArticle { name: name.to_owned(), refusal: refusal.clone() };
            Err(ArrowError::from_external_error(Box::new(refused)))
        }
        _ => Ok(()),
    }
}

/// The article at which a stream ends, as whoever reads it tells it.
#[derive(Debug, thiserror::Error)]
#[error("article {name}: {refusal}")]
struct RefusedArticle {
    name: String,
    refusal: Refusal,
}

impl Iterator for Reader {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.batch().transpose()
    }
}

impl RecordBatchReader for Reader {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}

/// Analyses as a table that is made while it is read, once: by whatever reads Arrow's C stream
/// (`pyarrow.table(t)`, `polars.DataFrame(t)`, `duckdb.from_arrow(t.to_arrow())`), or by `to_pandas`.
#[pyclass(module = "shirushi", name = "Table", frozen)]
pub(crate) struct AnalysisTable {
    reader: Mutex<Option<Reader>>,
    schema: SchemaRef,
}

impl AnalysisTable {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { schema: reader.schema(), reader: Mutex::new(Some(reader)) }
    }
}

#[pymethods]
impl AnalysisTable {
    /// The stream, as Arrow's PyCapsule interface has it. It can be taken once.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // It is no duty to heed it: who asks casts what comes.
        drop(requested_schema);
        let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(reader) = reader else {
            let message = "a table is made while it is read, and this one has been read; make it anew, or keep \
                           what was read: pyarrow.table(table)";
            return Err(raised(py, "read-twice", message.to_owned()));
        };
        let stream = FFI_ArrowArrayStream::new(Box::new(reader));
        PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
    }

    /// The columns, as Arrow's PyCapsule interface has them.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule(py, &self.schema)
    }

    /// A `pyarrow.RecordBatchReader`, which reads batch by batch.
    fn to_arrow<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let pyarrow = pyarrow(slf.py())?;
        pyarrow.getattr("RecordBatchReader")?.call_method1("from_stream", (slf,))
    }

    /// All of it as a `pandas.DataFrame`.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        Self::to_arrow(slf)?.call_method0("read_pandas")
    }
}

fn pyarrow(py: Python<'_>) -> PyResult<Bound<'_, PyModule>> {
    py.import("pyarrow").map_err(|cause| {
        let error = PyImportError::new_err("this needs pyarrow: pip install 'shirushi[arrow]'");
        error.set_cause(py, Some(cause));
        error
    })
}

/// The columns of a table of analyses: `pyarrow.schema(shirushi.Schema())`.
#[pyclass(module = "shirushi", name = "Schema", frozen)]
pub(crate) struct AnalysisSchema(SchemaRef);

#[pymethods]
impl AnalysisSchema {
    #[new]
    #[pyo3(signature = (*, tokens=false))]
    fn new(tokens: bool) -> Self {
        let tokens = if tokens { TokenList::Included } else { TokenList::LeftOut };
        Self(Arc::new(ArrowSchema::new(rows::fields(tokens))))
    }

    /// The columns, as Arrow's PyCapsule interface has them.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule(py, &self.0)
    }
}

fn capsule<'py>(py: Python<'py>, schema: &ArrowSchema) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(schema)
        .map_err(|error| raised(py, "column-type", format!("Arrow cannot tell the columns: {error}")))?;
    PyCapsule::new_with_value(py, schema, c"arrow_schema")
}
