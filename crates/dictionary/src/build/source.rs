//! Reading IPADIC out of the registry crate, in which it is compiled for an early lindera: a transducer of
//! surfaces, values, details, a matrix, character classes and unknown words.

use super::BuildError;
use shirushi_model::PartOfSpeech;
use std::collections::BTreeMap;

/// A dictionary before it is packed.
pub(super) struct Source {
    /// Sorted by surface, homographs in IPADIC's order, which decides between equals.
    pub(super) words: Vec<Word>,
    /// The part of speech of each context id; none for the ends of a sentence.
    pub(super) contexts: Vec<Option<PartOfSpeech>>,
    /// The cost of context `right` after context `left` at `right * contexts + left`.
    pub(super) matrix: Vec<i16>,
    pub(super) classes: Vec<Class>,
    /// The first character of each range with its classes, from the one to decide first.
    pub(super) ranges: Vec<(u32, Vec<u8>)>,
    pub(super) unknown: Vec<Unknown>,
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) surface: String,
    pub(super) context: u16,
    pub(super) cost: i16,
    pub(super) lemma: String,
    /// `*` or empty where there is none.
    pub(super) reading: String,
}

/// A class of characters.
pub(super) struct Class {
    pub(super) name: String,
    /// Make an unknown word even where known words begin.
    pub(super) invoke: bool,
    /// Make one unknown word of a whole run.
    pub(super) group: bool,
    /// Make unknown words of up to so many characters too.
    pub(super) length: u8,
}

/// What unknown characters of a class may be.
pub(super) struct Unknown {
    pub(super) class: u8,
    pub(super) context: u16,
    pub(super) cost: i16,
}

/// Reads everything.
pub(super) fn read() -> Result<Source, BuildError> {
    let connection = lindera_ipadic::connection();
    let size = connection.backward_size as usize;
    let mut contexts = vec![None; size];
    let words = read_words(&mut contexts)?;
    let (classes, ranges) = read_characters()?;
    Ok(Source {
        words,
        contexts,
        matrix: read_matrix(&connection.costs_data, size)?,
        classes,
        ranges,
        unknown: read_unknown()?,
    })
}

/// Bytes of a word's value: its number, cost and context id.
const VALUE_BYTES: usize = 8;

fn read_words(contexts: &mut [Option<PartOfSpeech>]) -> Result<Vec<Word>, BuildError> {
    let prefixes = lindera_ipadic::prefix_dict();
    let details = lindera_ipadic::words_data();
    let offsets = lindera_ipadic::words_idx_data();
    let mut words = Vec::with_capacity(offsets.len() / 4);
    for (surface, value) in prefixes.fst.stream().into_byte_vec() {
        let surface = String::from_utf8(surface).map_err(|_| unexpected("a surface is not UTF-8"))?;
        // The lowest five bits count the homographs, the rest is the place of the first.
        let first = (value >> 5) as usize * VALUE_BYTES;
        let values = prefixes.vals_data.get(first..first + (value & 31) as usize * VALUE_BYTES);
        for value in values.ok_or_else(|| unexpected("a value is missing"))?.as_chunks::<VALUE_BYTES>().0 {
            let &[n0, n1, n2, n3, c0, c1, i0, i1] = value;
            let number = u32::from_le_bytes([n0, n1, n2, n3]) as usize;
            let context = u16::from_le_bytes([i0, i1]);
            let fields = read_details(&details, &offsets, number)?;
            let [pos1, pos2, pos3, pos4, _kind, _form, lemma, reading, _pronunciation] = fields;
            let pos = PartOfSpeech::from_names(&[pos1, pos2, pos3, pos4])
                .ok_or_else(|| unexpected(&format!("{surface} has a new part of speech {fields:?}")))?;
            let known = contexts
                .get_mut(usize::from(context))
                .ok_or_else(|| unexpected("a context id is too high"))?;
            if known.replace(pos).is_some_and(|before| before != pos) {
                return Err(unexpected(&format!("context {context} has two parts of speech")));
            }
            words.push(Word {
                surface: surface.clone(),
                context,
                cost: i16::from_le_bytes([c0, c1]),
                lemma: lemma.to_owned(),
                reading: reading.to_owned(),
            });
        }
    }
    Ok(words)
}

const FIELDS: usize = 9;

/// The details of a word: a count of 64 bits, then strings, each with a length of 64 bits before it.
fn read_details<'a>(
    details: &'a [u8],
    offsets: &[u8],
    number: usize,
) -> Result<[&'a str; FIELDS], BuildError> {
    let wrong = || unexpected("the details of a word cannot be read");
    let offset =
        offsets.as_chunks::<4>().0.get(number).map(|&bytes| u32::from_le_bytes(bytes)).ok_or_else(wrong)?;
    let mut rest = details.get(offset as usize..).ok_or_else(wrong)?;
    let number = |rest: &mut &[u8]| {
        let (head, tail) = rest.split_first_chunk()?;
        *rest = tail;
        usize::try_from(u64::from_le_bytes(*head)).ok()
    };
    if number(&mut rest) != Some(FIELDS) {
        return Err(wrong());
    }
    let mut fields = [""; FIELDS];
    for field in &mut fields {
        let length = number(&mut rest).ok_or_else(wrong)?;
        let (head, tail) = rest.split_at_checked(length).ok_or_else(wrong)?;
        *field = std::str::from_utf8(head).map_err(|_| wrong())?;
        rest = tail;
    }
    Ok(fields)
}

/// The registry has the costs by the context before; lindera wants them by the context after.
fn read_matrix(bytes: &[u8], size: usize) -> Result<Vec<i16>, BuildError> {
    let costs: Vec<i16> = bytes.as_chunks::<2>().0.iter().map(|&cost| i16::from_le_bytes(cost)).collect();
    if size == 0 || costs.len() != size * size {
        return Err(unexpected("the matrix is not square"));
    }
    Ok((0..size).flat_map(|after| costs.iter().skip(after).step_by(size).copied()).collect())
}

type Ranges = Vec<(u32, Vec<u8>)>;

fn read_characters() -> Result<(Vec<Class>, Ranges), BuildError> {
    let characters = lindera_ipadic::char_def();
    let mut classes = Vec::new();
    for (name, class) in characters.category_names.iter().zip(&characters.category_definitions) {
        classes.push(Class {
            name: name.clone(),
            invoke: class.invoke,
            group: class.group,
            length: u8::try_from(class.length).map_err(|_| unexpected("a class is too long"))?,
        });
    }
    let mut ranges: Ranges = Vec::new();
    for letter in '\0'..=char::MAX {
        let ids = characters
            .lookup_categories(letter)
            .iter()
            .map(|id| u8::try_from(id.0))
            .collect::<Result<Vec<_>, _>>();
        let ids = ids.map_err(|_| unexpected("there are too many classes of characters"))?;
        if ranges.last().is_none_or(|(_, before)| *before != ids) {
            ranges.push((letter as u32, ids));
        }
    }
    Ok((classes, ranges))
}

fn read_unknown() -> Result<Vec<Unknown>, BuildError> {
    let unknown = lindera_ipadic::unknown_dict();
    let mut by_number = BTreeMap::new();
    for (class, numbers) in unknown.category_references.iter().enumerate() {
        let class =
            u8::try_from(class).map_err(|_| unexpected("there are too many classes of characters"))?;
        for &number in numbers {
            let entry =
                unknown.costs.get(number as usize).ok_or_else(|| unexpected("an unknown word is missing"))?;
            by_number.insert(number, Unknown { class, context: entry.cost_id, cost: entry.word_cost });
        }
    }
    Ok(by_number.into_values().collect())
}

fn unexpected(what: &str) -> BuildError {
    BuildError::Source(what.to_owned())
}
