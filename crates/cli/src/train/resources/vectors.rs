//! The word vectors of chiVe, as the package `ja-ginza` carries them: a matrix, which row each word has, and
//! the words.
//!
//! The forms are spaCy's: a NumPy array, a MessagePack map from the 64-bit MurmurHash2 of a word (seed 1) to
//! its row, a list of strings in JSON. Its model of entities is not touched.

use super::wheel::Wheel;
use super::{ResourceError, form};
use npyz::NpyFile;
use shirushi_analysis::Tokenizer;
use shirushi_model::ByteSpan;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

pub(super) const ATTRIBUTION: &str = "chiVe word vectors, Works Applications Co., Ltd. (Apache-2.0), from the package ja-ginza 5.3.0, Megagon Labs (MIT)";

const MATRIX: &str = "vocab/vectors";
const ROWS: &str = "vocab/key2row";
const STRINGS: &str = "vocab/strings.json";

/// Words with the rows of their vectors.
pub(super) struct Vectors {
    /// How many numbers a vector has.
    pub(super) width: usize,
    /// One vector behind the other, those that some word has.
    pub(super) numbers: Vec<f32>,
    /// Words the dictionary knows, sorted, each with its row; several words may share one.
    pub(super) words: Vec<(String, usize)>,
}

impl Vectors {
    pub(super) fn rows(&self) -> impl ExactSizeIterator<Item = &[f32]> {
        self.numbers.chunks_exact(self.width.max(1))
    }
}

/// Reads the vectors of the words that the dictionary has as one word.
pub(super) fn read(path: &Path, tokenizer: &mut Tokenizer) -> Result<Vectors, ResourceError> {
    let mut wheel = Wheel::open(path)?;
    let bytes = wheel.read(MATRIX)?;
    let matrix = NpyFile::new(bytes.as_slice()).map_err(|_| form(path, MATRIX, "the head"))?;
    let &[rows, width] = matrix.shape() else { return Err(form(path, MATRIX, "the shape")) };
    let numbers: Vec<f32> = matrix.into_vec().map_err(|_| form(path, MATRIX, "a number"))?;
    if numbers.iter().any(|number| !number.is_finite()) || width == 0 {
        return Err(form(path, MATRIX, "a number"));
    }
    let row_of: BTreeMap<u64, usize> =
        rmp_serde::from_slice(&wheel.read(ROWS)?).map_err(|_| form(path, ROWS, "the map"))?;
    let strings: Vec<String> =
        serde_json::from_slice(&wheel.read(STRINGS)?).map_err(|_| form(path, STRINGS, "the list"))?;
    let mut words: Vec<(String, usize)> = strings
        .into_iter()
        .filter_map(|word| {
            let row = *row_of.get(&murmurhash64::murmur_hash64a(word.as_bytes(), 1))?;
            (row < rows as usize && is_one_word(tokenizer, &word)).then_some((word, row))
        })
        .collect();
    words.sort();
    let width = width as usize;
    let used: BTreeSet<usize> = words.iter().map(|(_, row)| *row).collect();
    let place: BTreeMap<usize, usize> = used.iter().copied().zip(0..).collect();
    words.iter_mut().for_each(|(_, row)| *row = place.get(row).copied().unwrap_or_default());
    let row = |row: &usize| numbers.get(row * width..(row + 1) * width).unwrap_or_default();
    let numbers = used.iter().flat_map(|number| row(number).iter().copied()).collect();
    Ok(Vectors { width, numbers, words })
}

/// Whether the dictionary has this as a word.
fn is_one_word(tokenizer: &mut Tokenizer, word: &str) -> bool {
    let span = ByteSpan { start: 0, end: word.len() as u32 };
    let table = tokenizer.tokenize(word, &[span]);
    table.len() == 1 && table.word(0).is_some_and(|id| !id.is_unknown())
}
