//! The analysis as a Python package, `shirushi`: this library is its module `_native`, the rest of the
//! package lies in `python/shirushi`.
//!
//! What Python gets is the contract's (`shirushi-contract`): as dicts and lists, the same as the lines of
//! the command line, or as rows of Arrow, handed over by Arrow's C interface without a copy. Python's lock
//! is let go while texts are analysed. This crate knows no rule of the analysis and no Spark.

mod analyzer;
mod articles;
mod chunks;
mod columns;
mod refusal;
mod rows;
mod tables;
mod workers;

use pyo3::prelude::*;

/// What the package is made of.
#[pymodule]
#[pyo3(name = "_native")]
mod native {
    #[pymodule_export]
    use crate::analyzer::{Analyses, PythonAnalyzer};
    #[pymodule_export]
    use crate::refusal::ShirushiError;
    #[pymodule_export]
    use crate::tables::{AnalysisSchema, AnalysisTable};

    use super::{Bound, PyModule, PyModuleMethods, PyResult};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))?;
        module.add("LARGEST_ARTICLE", shirushi_model::limits::LARGEST_ARTICLE)
    }
}
