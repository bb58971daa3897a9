//! Our own words: each behaves like a word IPADIC has, and so needs no costs of its own.

use super::BuildError;
use super::source::{Source, Word};
use csv::{ReaderBuilder, StringRecord, Trim};
use shirushi_model::PartOfSpeech;

/// Adds the words of `csv` where they belong.
pub(super) fn add(csv: &str, source: &mut Source) -> Result<(), BuildError> {
    let mut reader = ReaderBuilder::new().comment(Some(b'#')).trim(Trim::All).from_reader(csv.as_bytes());
    for record in reader.records() {
        let word = read(&record?, source)?;
        let place = source.words.partition_point(|known| known.surface <= word.surface);
        source.words.insert(place, word);
    }
    Ok(())
}

fn read(record: &StringRecord, source: &Source) -> Result<Word, BuildError> {
    let mut fields = record.iter();
    let mut next = || fields.next().unwrap_or_default();
    let (surface, reading, like, pos) = (next(), next(), next(), next());
    let wrong = |problem| BuildError::OwnWord { word: surface.to_owned(), problem };
    let names: Vec<&str> = pos.split('-').collect();
    let pos = PartOfSpeech::from_names(&names).ok_or_else(|| wrong("there is no such part of speech"))?;
    let is_like =
        |word: &&Word| source.contexts.get(usize::from(word.context)).copied().flatten() == Some(pos);
    if pos.is_conjugated() {
        return Err(wrong("a word that changes its endings needs more than one line can say"));
    }
    let first = source.words.partition_point(|word| word.surface.as_str() < like);
    let mut homographs =
        source.words.get(first..).unwrap_or_default().iter().take_while(|word| word.surface == like);
    let model =
        homographs.find(is_like).ok_or_else(|| wrong("the word it is like has no such part of speech"))?;
    let known = source.words.partition_point(|word| word.surface.as_str() < surface);
    let mut known =
        source.words.get(known..).unwrap_or_default().iter().take_while(|word| word.surface == surface);
    if known.any(|word| word.context == model.context) {
        return Err(wrong("it is known already"));
    }
    Ok(Word {
        surface: surface.to_owned(),
        context: model.context,
        cost: model.cost,
        lemma: surface.to_owned(),
        reading: reading.to_owned(),
    })
}
