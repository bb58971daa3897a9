//! A table of strings that is asked: which of them begins here, or ends here? It knows characters, not words.

use crate::shadow::Shadow;
use rustc_hash::FxHashMap as HashMap;

/// Strings with what they stand for, found by their first and by their last character.
pub(crate) struct Table<V> {
    entries: Vec<TableEntry<V>>,
    by_first: HashMap<char, Vec<u32>>,
    by_last: HashMap<char, Vec<u32>>,
}

struct TableEntry<V> {
    chars: Box<[char]>,
    value: V,
}

impl<V: Copy> Table<V> {
    /// A table of these strings. Of two alike the first counts.
    pub(crate) fn new(strings: impl IntoIterator<Item = (String, V)>) -> Self {
        let mut table =
            Self { entries: Vec::new(), by_first: HashMap::default(), by_last: HashMap::default() };
        for (string, value) in strings {
            table.add(TableEntry { chars: string.chars().collect(), value });
        }
        table
    }

    /// Adds an entry, after those as long or longer; sorting once at the end would cost several kilobytes of
    /// code for each `V`.
    fn add(&mut self, entry: TableEntry<V>) {
        let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
        let length = entry.chars.len();
        let (Some(&first), Some(&last)) = (entry.chars.first(), entry.chars.last()) else { return };
        self.entries.push(entry);
        let entries = &self.entries;
        let is_before = |other: &u32| entries.get(*other as usize).is_some_and(|e| e.chars.len() >= length);
        for list in [self.by_first.entry(first).or_default(), self.by_last.entry(last).or_default()] {
            list.insert(list.iter().take_while(|other| is_before(other)).count(), number);
        }
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
