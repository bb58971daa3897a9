//! What is known about each word besides its place in the lattice: lemma and reading.
//!
//! Words are numbered in the order of their surfaces. Nothing here is made per token: strings are borrowed
//! from pools that are filled once, when the dictionary is loaded.

use crate::DictionaryError;
use crate::columns::Column;
use std::collections::HashMap;

/// In a front-coded column, a byte below this begins a string and says how many characters it shares with the
/// one before.
pub(crate) const FRONT_LIMIT: u8 = 0x20;
/// The most characters a string may share with the one before it.
pub(crate) const MAX_SHARED: u8 = 29;
/// In the column of readings: there is none.
pub(crate) const READING_NONE: u8 = 30;
/// In the column of readings: the surface in katakana.
pub(crate) const READING_SURFACE: u8 = 31;

/// Strings in one piece of memory.
#[derive(Debug, Default)]
pub(crate) struct Pool {
    text: String,
    /// Where each string ends.
    ends: Vec<u32>,
}

impl Pool {
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, index: usize) -> Option<&str> {
        let start = match index.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start as usize..*self.ends.get(index)? as usize)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    /// Ends the string that was appended to `text`.
    fn end(&mut self) {
        self.ends.push(self.text.len() as u32);
    }

    /// Appends the first `chars` characters of the string before; `None` when it has fewer.
    fn share(&mut self, chars: u8) -> Option<()> {
        let last = self.len().checked_sub(1);
        let previous = last.and_then(|last| self.get(last)).unwrap_or_default();
        let mut rest = previous.chars();
        for _ in 0..chars {
            rest.next()?;
        }
        let start = self.text.len() - previous.len();
        let end = self.text.len() - rest.as_str().len();
        self.text.extend_from_within(start..end);
        Some(())
    }
}

#[cfg(test)]
impl<'a> FromIterator<&'a str> for Pool {
    fn from_iter<T: IntoIterator<Item = &'a str>>(strings: T) -> Self {
        let mut pool = Self::default();
        for string in strings {
            pool.text.push_str(string);
            pool.end();
        }
        pool
    }
}

/// The distinct surfaces, sorted by code point, no two the same.
pub(crate) fn read_surfaces(mut column: Column) -> Result<Pool, DictionaryError> {
    let count = column.varint()? as usize;
    let mut surfaces = Pool::default();
    for _ in 0..count {
        let shared = column.u8()?;
        let rest = column.take_from(FRONT_LIMIT);
        let rest = std::str::from_utf8(rest).map_err(|_| column.inconsistent())?;
        if rest.is_empty() || shared > MAX_SHARED {
            return Err(column.inconsistent());
        }
        surfaces.share(shared).ok_or_else(|| column.inconsistent())?;
        surfaces.text.push_str(rest);
        surfaces.end();
    }
    column.finish()?;
    Ok(surfaces)
}

/// One way to make a lemma from a surface: take characters off its end, put others there.
#[derive(Debug, Clone, Copy)]
struct LemmaRule<'a> {
    strip: u8,
    ending: &'a str,
}

/// The lemmas: for each word `None` when the surface is its own lemma, else a place in the pool.
#[derive(Debug, Default)]
pub(crate) struct Lemmas {
    of: Vec<u32>,
    pool: Pool,
}

impl Lemmas {
    const SURFACE: u32 = u32::MAX;

    pub(crate) fn get(&self, word: usize) -> Option<&str> {
        self.pool.get(*self.of.get(word)? as usize)
    }

    /// Reads the rules of each context, then which rule each word follows. `words` are surfaces with context
    /// ids.
    pub(crate) fn read<'s>(
        mut column: Column,
        contexts: usize,
        words: impl Iterator<Item = (&'s str, u16)>,
    ) -> Result<Self, DictionaryError> {
        let mut rules = Vec::new();
        let mut of_context = Vec::with_capacity(contexts);
        for _ in 0..contexts {
            let first = rules.len();
            for _ in 0..column.varint()? {
                rules.push(LemmaRule { strip: column.u8()?, ending: column.string()? });
            }
            of_context.push((first, rules.len()));
        }
        let mut lemmas = Self::default();
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut lemma = String::new();
        for (surface, context) in words {
            let &(first, end) = of_context.get(usize::from(context)).ok_or_else(|| column.inconsistent())?;
            // A context with one rule needs no choice.
            let choice = if end - first > 1 { column.varint()? as usize } else { 0 };
            let rule = rules.get(first..end).and_then(|rules| rules.get(choice));
            let &rule = rule.ok_or_else(|| column.inconsistent())?;
            if rule.strip == 0 && rule.ending.is_empty() {
                lemmas.of.push(Self::SURFACE);
                continue;
            }
            lemma.clear();
            lemma.push_str(without_last(surface, rule.strip).ok_or_else(|| column.inconsistent())?);
            lemma.push_str(rule.ending);
            let index = match known.get(lemma.as_str()) {
                Some(&index) => index,
                None => {
                    let index = lemmas.pool.len() as u32;
                    lemmas.pool.text.push_str(&lemma);
                    lemmas.pool.end();
                    known.insert(lemma.clone(), index);
                    index
                }
            };
            lemmas.of.push(index);
        }
        column.finish()?;
        Ok(lemmas)
    }
}

fn without_last(text: &str, chars: u8) -> Option<&str> {
    let mut rest = text.chars();
    for _ in 0..chars {
        rest.next_back()?;
    }
    Some(rest.as_str())
}

/// The readings in katakana, an empty string where there is none.
pub(crate) fn read_readings<'s>(
    mut column: Column,
    words: impl Iterator<Item = &'s str>,
) -> Result<Pool, DictionaryError> {
    // One byte for each character that occurs, from FRONT_LIMIT on.
    let alphabet: Vec<char> = column.string()?.chars().collect();
    let mut readings = Pool::default();
    for surface in words {
        match column.u8()? {
            READING_NONE => {}
            READING_SURFACE => readings.text.extend(surface.chars().map(katakana)),
            shared => {
                readings.share(shared).ok_or_else(|| column.inconsistent())?;
                for &code in column.take_from(FRONT_LIMIT) {
                    let letter = alphabet.get(usize::from(code - FRONT_LIMIT));
                    readings.text.push(*letter.ok_or_else(|| column.inconsistent())?);
                }
            }
        }
        readings.end();
    }
    column.finish()?;
    Ok(readings)
}

/// A hiragana letter in katakana; anything else as it is.
pub(crate) fn katakana(letter: char) -> char {
    match letter {
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => char::from_u32(letter as u32 + 0x60).unwrap_or(letter),
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_coded_strings_share_with_the_one_before() {
        let mut bytes = vec![3, 0];
        bytes.extend("東京".bytes());
        bytes.push(2);
        bytes.extend("都".bytes());
        bytes.push(1);
        bytes.extend("北".bytes());
        let surfaces = read_surfaces(Column::new(&bytes, "surfaces")).unwrap();
        assert_eq!(surfaces.iter().collect::<Vec<_>>(), ["東京", "東京都", "東北"]);
    }

    #[test]
    fn sharing_more_than_there_is_is_refused() {
        let bytes = [1, 1, b'a'];
        assert!(read_surfaces(Column::new(&bytes, "surfaces")).is_err());
    }

    #[test]
    fn hiragana_becomes_katakana() {
        assert_eq!("ゔゖをーヶA".chars().map(katakana).collect::<String>(), "ヴヶヲーヶA");
    }
}
