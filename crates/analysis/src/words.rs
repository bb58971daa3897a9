//! The tokens as the rules see them: in characters of the shadow, with parts of speech, and a way from any
//! character to the word that covers it.
//!
//! It holds no text and knows no entity.

use crate::shadow::Shadow;
use crate::tokenize::TokenTable;
use shirushi_model::{PartOfSpeech, Tokens};

/// One word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// The first character.
    pub(crate) start: usize,
    /// The character after the last.
    pub(crate) end: usize,
    /// What the dictionary says it is.
    pub(crate) pos: PartOfSpeech,
    /// Whether the dictionary has it.
    pub(crate) known: bool,
}

/// The words of a text in order.
#[derive(Default)]
pub(crate) struct Words {
    list: Vec<Word>,
    /// For each character the word that covers it, plus one; 0 where none does.
    covers: Vec<u32>,
}

impl Words {
    /// The words of a table of tokens.
    pub(crate) fn from_tokens(shadow: &Shadow, table: &TokenTable<'_>) -> Self {
        let mut list = Vec::with_capacity(table.len());
        let mut position = 0;
        for token in 0..table.len() {
            let (Some(span), Some(pos), Some(word)) =
                (table.span(token), table.pos(token), table.word(token))
            else {
                continue;
            };
            let start = shadow.char_from(position, span.start);
            let end = shadow.char_from(start, span.end);
            position = end;
            list.push(Word { start, end, pos, known: !word.is_unknown() });
        }
        Self::new(list, shadow.len())
    }

    /// The words of an analysis, which does not keep whether the dictionary has them: all count as known.
    pub(crate) fn of(shadow: &Shadow, tokens: &Tokens) -> Self {
        let mut list = Vec::with_capacity(tokens.len());
        let mut position = 0;
        for ((&start, &end), &pos) in tokens.starts.iter().zip(&tokens.ends).zip(&tokens.pos) {
            let start = shadow.char_from(position, start);
            let end = shadow.char_from(start, end);
            position = end;
            list.push(Word { start, end, pos, known: true });
        }
        Self::new(list, shadow.len())
    }

    /// Words in order and disjoint, in a text of so many characters.
    pub(crate) fn new(list: Vec<Word>, characters: usize) -> Self {
        let mut covers = vec![0; characters];
        for (index, word) in list.iter().enumerate() {
            if let Some(range) = covers.get_mut(word.start..word.end) {
                range.fill(u32::try_from(index + 1).unwrap_or(0));
            }
        }
        Self { list, covers }
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The word with this number.
    pub(crate) fn get(&self, index: usize) -> Option<Word> {
        self.list.get(index).copied()
    }

    /// The number of the word that covers a character.
    pub(crate) fn index_at(&self, character: usize) -> Option<usize> {
        (self.covers.get(character).copied()? as usize).checked_sub(1)
    }

    /// The word that covers a character.
    pub(crate) fn at(&self, character: usize) -> Option<Word> {
        self.get(self.index_at(character)?)
    }

    /// Whether no word reaches over the left edge of this character.
    pub(crate) fn starts_at(&self, character: usize) -> bool {
        self.at(character).is_none_or(|word| word.start == character)
    }

    /// Whether no word reaches over the left edge of `end`.
    pub(crate) fn ends_at(&self, end: usize) -> bool {
        end.checked_sub(1).and_then(|last| self.at(last)).is_none_or(|word| word.end == end)
    }

    /// Whether one word covers the whole range.
    pub(crate) fn is_one_word(&self, start: usize, end: usize) -> bool {
        self.at(start).is_some_and(|word| word.start <= start && end <= word.end && word.end - word.start > 1)
    }
}
