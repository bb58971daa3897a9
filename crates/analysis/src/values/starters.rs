//! The characters a value may begin with. Most characters of a text begin none and are passed over by one
//! look.

use super::calendar::words as calendar_words;
use super::{clock_words, units};

/// The characters a value may begin with, one bit each of the basic plane.
pub(super) struct Starters {
    bits: Vec<u64>,
}

impl Starters {
    pub(super) fn new(firsts: impl IntoIterator<Item = char>) -> Self {
        let mut found = Self { bits: vec![0; 1024] };
        for first in firsts {
            found.add(first);
        }
        found
    }

    pub(super) fn of_values() -> Self {
        let numbers =
            "0123456789.数何十百千〇零一二三四五六七八九壱弐参伍壹貳參拾佰仟阡'’第半正紀西前次来先".chars();
        let relative = calendar_words::RELATIVE.iter().map(|(word, _)| *word);
        let named = calendar_words::NAMED_DAYS.iter().map(|(word, _)| *word);
        let parts = clock_words::DAY_PARTS.iter().map(|(word, _)| *word);
        let halves = clock_words::HALVES.iter().map(|(word, _)| *word);
        let days = clock_words::PARTS_OF_DAYS.iter().map(|(word, _)| *word);
        let leading = units::LEADING.iter().map(|(word, _)| *word);
        let currency = units::CURRENCY.iter().map(|(word, _)| *word);
        let signs = units::SIGNS.iter().map(|(word, _)| *word);
        let words = relative.chain(named).chain(parts).chain(halves).chain(days);
        let words = words.chain(leading).chain(currency).chain(signs);
        let weekdays = calendar_words::WEEKDAYS.iter().map(|&(weekday, _)| weekday);
        Self::new(numbers.chain(weekdays).chain(words.filter_map(|word| word.chars().next())))
    }

    fn add(&mut self, c: char) {
        if let Some(word) = self.bits.get_mut(c as usize / 64) {
            *word |= 1 << (c as usize % 64);
        }
    }

    pub(super) fn has(&self, c: char) -> bool {
        self.bits.get(c as usize / 64).is_some_and(|word| word & (1 << (c as usize % 64)) != 0)
    }
}
