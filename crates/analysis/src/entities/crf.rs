//! The trained tagger: a linear-chain conditional random field over the words of a sentence.
//!
//! `features` says what is looked at, `network` what the words around a word are used like, `vectors` holds
//! that, `labels` what a word can be, `lattice` finds how likely each name is, `decoding` chooses among them,
//! `calibration` says how often such names are right, `model` reads and writes the file, `training` makes it.
//! Nothing here opens a file; the rules' names come in as one feature among many.

mod calibration;
mod decoding;
mod features;
mod file;
mod known;
mod labels;
mod lattice;
mod model;
mod network;
mod resources;
mod tagger;
#[cfg(any(test, feature = "train"))]
pub mod training;
mod vectors;
mod word_map;

pub use file::EntityModelError;
pub use model::{AboutModel, EntityModel, Scores};
pub use resources::{NameClasses, Resources};
pub(crate) use tagger::ModelTagger;
pub use vectors::{Cluster, DIMENSIONS, Usage};
