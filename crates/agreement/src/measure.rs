//! How far people agree: what is marked in the same places (F1), what tokens are marked as (Cohen's κ,
//! Krippendorff's α), where units begin and end (α_u), and how sure these figures are (bootstrap).
//!
//! The formulas stand with their sources on the functions, and together in `docs/AGREEMENT.md`. Each is pure
//! and near linear in what is counted.

mod coding;
mod cut;
mod estimate;
mod fields;
mod figures;
mod labels;
mod pair;
mod resampling;
mod spans;
mod unitizing;

pub use coding::{Coincidences, Confusion};
pub use cut::Cut;
pub use estimate::Estimate;
pub use fields::{FieldAgreement, MarkField};
pub use figures::{Agreement, AllOnCategory, Person, agreement};
pub use pair::{Mistaken, OfCategory, PairAgreement};
pub use resampling::{Interval, Pieces, Resamples};
pub use spans::SpanCounts;
pub use unitizing::{CodedUnit, Unitized};
