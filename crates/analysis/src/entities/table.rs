//! A table of strings that is asked: which of them begins here, or ends here? It knows characters, not words.

use crate::shadow::Shadow;
use std::collections::HashMap;

/// Strings with what they stand for, found by their first and by their last character.
pub(crate) struct Table<V> {
    entries: Vec<Entry<V>>,
    by_first: HashMap<char, Vec<u32>>,
    by_last: HashMap<char, Vec<u32>>,
}

struct Entry<V> {
    chars: Box<[char]>,
    value: V,
}

impl<V: Copy> Table<V> {
    /// A table of these strings. Of two alike the first counts.
    pub(crate) fn new(strings: impl IntoIterator<Item = (String, V)>) -> Self {
        let mut entries: Vec<Entry<V>> = strings
            .into_iter()
            .map(|(string, value)| Entry { chars: string.chars().collect(), value })
            .filter(|entry| !entry.chars.is_empty())
            .collect();
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.chars.len()));
        let mut by_first: HashMap<char, Vec<u32>> = HashMap::new();
        let mut by_last: HashMap<char, Vec<u32>> = HashMap::new();
        for (number, entry) in (0..).zip(&entries) {
            if let (Some(first), Some(last)) = (entry.chars.first(), entry.chars.last()) {
                by_first.entry(*first).or_default().push(number);
                by_last.entry(*last).or_default().push(number);
            }
        }
        Self { entries, by_first, by_last }
    }

    /// The strings that stand at `start`, longest first, as their ends with what they stand for.
    pub(crate) fn starting<'a>(
        &'a self,
        shadow: &'a Shadow,
        start: usize,
    ) -> impl Iterator<Item = (usize, V)> + 'a {
        let numbers = self.by_first.get(&shadow.at(start)).map(Vec::as_slice).unwrap_or_default();
        numbers.iter().filter_map(move |&number| {
            let entry = self.entries.get(number as usize)?;
            let end = start + entry.chars.len();
            (shadow.slice(start, end) == &*entry.chars).then_some((end, entry.value))
        })
    }

    /// The strings that end at `end`, longest first, as their starts with what they stand for.
    pub(crate) fn ending<'a>(
        &'a self,
        shadow: &'a Shadow,
        end: usize,
    ) -> impl Iterator<Item = (usize, V)> + 'a {
        let numbers = self.by_last.get(&shadow.before(end)).map(Vec::as_slice).unwrap_or_default();
        numbers.iter().filter_map(move |&number| {
            let entry = self.entries.get(number as usize)?;
            let start = end.checked_sub(entry.chars.len())?;
            (shadow.slice(start, end) == &*entry.chars).then_some((start, entry.value))
        })
    }

    /// What exactly this range stands for.
    pub(crate) fn get(&self, shadow: &Shadow, start: usize, end: usize) -> Option<V> {
        self.starting(shadow, start).find(|(found, _)| *found == end).map(|(_, value)| value)
    }
}
