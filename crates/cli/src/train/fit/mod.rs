//! Fitting the small models of `shirushi_analysis::learned`. Deterministic: the same examples give the same
//! weights, bit by bit.

#![allow(
    clippy::indexing_slicing,
    reason = "tables are of one size by construction, and only who trains a model runs this"
)]

mod forest;
mod hashed;
mod logistic;
mod minimum;

pub(crate) use forest::{Growth, fit_forest};
pub(crate) use hashed::{Choice, Example, fit_classes, fit_ranker};
pub(crate) use logistic::{FitTable, fit_logistic};
