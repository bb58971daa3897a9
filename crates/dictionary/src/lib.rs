//! The IPADIC dictionary as one compact pack, loaded from bytes.
//!
//! The pack is made by `cargo xtask dictionary` from the release of IPADIC that the registry crate
//! `lindera-ipadic` 0.3.2 carries, with the project's own words (`words.csv`) added. This crate reads it and
//! cuts sentences with lindera's lattice. It knows nothing of articles, sentences or entities, and reads no
//! file unless the feature `build` is on.
//!
//! ```no_run
//! use shirushi_dictionary::{Dictionary, Lattice};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let dictionary = Dictionary::load(std::fs::read("ipadic.shirushi")?)?;
//! let mut lattice = Lattice::default();
//! for (start, word) in dictionary.segment(&mut lattice, "首相が述べた") {
//!     println!("{start} {:?} {:?}", dictionary.part_of_speech(word), dictionary.reading(word));
//! }
//! # Ok(())
//! # }
//! ```

#[cfg(feature = "build")]
pub mod build;
mod columns;
mod dictionary;
mod error;
mod pack;
mod structures;
mod trie;
mod words;

pub use dictionary::{Dictionary, Lattice, WordId};
pub use error::DictionaryError;
pub use pack::{About, FORMAT_VERSION, MAX_INFLATED_BYTES};
