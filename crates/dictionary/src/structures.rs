//! Lindera's own structures, built in memory from the columns of a pack.
//!
//! Lindera reads a trie, values, a matrix, character classes and unknown words. Its files would take 48 MB;
//! most of that is the details of words, which live in [`crate::words`] instead, so lindera gets none.

use crate::columns::{Column, unzigzag};
use crate::words::Pool;
use crate::{DictionaryError, trie};
use lindera_dictionary::dictionary::character_definition::{
    CategoryData, CategoryId, CharacterDefinition, LookupTable,
};
use lindera_dictionary::dictionary::connection_cost_matrix::ConnectionCostMatrix;
use lindera_dictionary::dictionary::prefix_dictionary::PrefixDictionary;
use lindera_dictionary::dictionary::unknown_dictionary::UnknownDictionary;
use lindera_dictionary::viterbi::{LexType, WordEntry, WordId};
use shirushi_model::PartOfSpeech;

/// In the column of contexts: the beginning and end of a sentence, which is no word.
pub(crate) const NO_PART_OF_SPEECH: u8 = u8::MAX;

/// The part of speech of every word with a context id.
pub(crate) fn read_contexts(mut column: Column) -> Result<Vec<Option<PartOfSpeech>>, DictionaryError> {
    let count = usize::from(column.u16()?);
    let mut contexts = Vec::with_capacity(count);
    for &number in column.take(count)? {
        let pos = PartOfSpeech::from_number(number);
        if pos.is_none() && number != NO_PART_OF_SPEECH {
            return Err(column.inconsistent());
        }
        contexts.push(pos);
    }
    column.finish()?;
    Ok(contexts)
}

/// The context ids of the words and what the lattice needs to find them.
pub(crate) struct Values {
    /// Of each word.
    pub(crate) contexts: Vec<u16>,
    /// How many words each surface has.
    pub(crate) homographs: Vec<u8>,
    /// Lindera's records.
    records: Vec<u8>,
}

/// Reads context ids and costs. A word's left and right context are the same in IPADIC.
pub(crate) fn read_values(
    surfaces: usize,
    contexts: &[Option<PartOfSpeech>],
    mut homographs: Column,
    mut word_contexts: Column,
    mut costs: Column,
) -> Result<Values, DictionaryError> {
    let homographs_of = homographs.take(surfaces)?.to_vec();
    homographs.finish()?;
    let words: u32 = homographs_of.iter().map(|&n| u32::from(n)).sum();
    let mut of_words = Vec::new();
    let mut records = Vec::new();
    for word in 0..words {
        let context = word_contexts.u16()?;
        if !matches!(contexts.get(usize::from(context)), Some(Some(_))) {
            return Err(word_contexts.inconsistent());
        }
        let cost = costs.u16()?;
        of_words.push(context);
        records.extend_from_slice(&word.to_le_bytes());
        records.extend_from_slice(&cost.to_le_bytes());
        records.extend_from_slice(&context.to_le_bytes());
        records.extend_from_slice(&context.to_le_bytes());
    }
    word_contexts.finish()?;
    costs.finish()?;
    Ok(Values { contexts: of_words, homographs: homographs_of, records })
}

/// The trie over the surfaces with the words behind each.
pub(crate) fn build_prefixes(
    layout: Column,
    surfaces: &Pool,
    values: &mut Values,
) -> Result<PrefixDictionary, DictionaryError> {
    let wrong = layout.inconsistent();
    let trie = trie::lay_out(layout, surfaces)?;
    let mut index = Vec::with_capacity(4 * (surfaces.len() + 1));
    let mut first: u32 = 0;
    index.extend_from_slice(&first.to_le_bytes());
    for &homographs in &values.homographs {
        first += u32::from(homographs);
        index.extend_from_slice(&first.to_le_bytes());
    }
    let records = std::mem::take(&mut values.records);
    PrefixDictionary::load(trie, index, records, Vec::new(), Vec::new()).map_err(|_| wrong)
}

/// The matrix of connection costs. Each row is stored as differences from an earlier row that resembles it.
pub(crate) fn read_matrix(
    mut column: Column,
    contexts: usize,
) -> Result<ConnectionCostMatrix, DictionaryError> {
    let size = usize::from(column.u16()?);
    if size != contexts || size > i16::MAX as usize {
        return Err(column.inconsistent());
    }
    let mut costs: Vec<i16> = Vec::with_capacity(size * size);
    for row in 0..size {
        let like = usize::from(column.u16()?);
        if row > 0 && like >= row {
            return Err(column.inconsistent());
        }
        for cell in like * size..(like + 1) * size {
            let before = if row > 0 { costs.get(cell).copied().unwrap_or_default() } else { 0 };
            let difference = u16::try_from(column.varint()?).map_err(|_| column.inconsistent())?;
            costs.push(before.wrapping_add(unzigzag(difference)));
        }
    }
    // Lindera's layout: a marker, both sizes, then for each following context the costs after every preceding
    // one.
    let mut bytes = Vec::with_capacity(6 + 2 * costs.len());
    for value in [-1, size as i16, size as i16].iter().chain(&costs) {
        bytes.extend_from_slice(&value.to_le_bytes());
    }
    column.finish()?;
    ConnectionCostMatrix::load(bytes).map_err(|_| DictionaryError::Inconsistent { section: "matrix" })
}

/// The classes of characters: whether they make unknown words, and which.
pub(crate) fn read_characters(mut column: Column) -> Result<CharacterDefinition, DictionaryError> {
    let classes = usize::from(column.u8()?);
    let mut definitions = Vec::with_capacity(classes);
    let mut names = Vec::with_capacity(classes);
    for _ in 0..classes {
        names.push(column.string()?.to_owned());
        let flags = column.u8()?;
        let length = u32::from(column.u8()?);
        definitions.push(CategoryData { invoke: flags & 1 != 0, group: flags & 2 != 0, length });
    }
    let mut start = 0;
    let mut boundaries = Vec::new();
    let mut rows: Vec<Vec<CategoryId>> = Vec::new();
    for _ in 0..column.varint()? {
        start += column.varint()?;
        let count = usize::from(column.u8()?);
        let ids = column.take(count)?;
        // Invariant: a character has at least one class and every class exists, else lindera would panic.
        if ids.is_empty()
            || ids.iter().any(|&id| usize::from(id) >= classes)
            || boundaries.last() >= Some(&start)
        {
            return Err(column.inconsistent());
        }
        boundaries.push(start);
        rows.push(ids.iter().map(|&id| CategoryId(usize::from(id))).collect());
    }
    if boundaries.first() != Some(&0) {
        return Err(column.inconsistent());
    }
    column.finish()?;
    let table = LookupTable::from_fn(boundaries.clone(), &|boundary, into| {
        let row = boundaries.binary_search(&boundary).ok().and_then(|row| rows.get(row));
        into.extend(row.into_iter().flatten());
    });
    Ok(CharacterDefinition::new(definitions, names, table))
}

/// The words that unknown characters make, and the context id of each.
pub(crate) fn read_unknown(
    mut column: Column,
    classes: usize,
    contexts: &[Option<PartOfSpeech>],
) -> Result<(UnknownDictionary, Vec<u16>), DictionaryError> {
    let mut category_references = vec![Vec::new(); classes];
    let mut costs = Vec::new();
    let mut of_words = Vec::new();
    for id in 0..u32::from(column.u8()?) {
        let class = usize::from(column.u8()?);
        let context = column.u16()?;
        let cost = column.u16()? as i16;
        if !matches!(contexts.get(usize::from(context)), Some(Some(_))) {
            return Err(column.inconsistent());
        }
        category_references.get_mut(class).ok_or_else(|| column.inconsistent())?.push(id);
        costs.push(WordEntry::new(WordId::new(LexType::Unknown, id), cost, context, context));
        of_words.push(context);
    }
    // Invariant: every class makes some word, so that every text has a path through the lattice.
    if category_references.iter().any(Vec::is_empty) {
        return Err(column.inconsistent());
    }
    column.finish()?;
    let unknown =
        UnknownDictionary { category_references, costs, words_idx_data: Vec::new(), words_data: Vec::new() };
    Ok((unknown, of_words))
}
