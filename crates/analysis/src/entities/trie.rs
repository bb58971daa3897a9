//! Many strings that are looked for at once: which of them begin here? The time for a position depends on the
//! longest of them, not on how many there are.

use crate::shadow::Shadow;
use rustc_hash::FxHashMap as HashMap;

/// Longer strings are not taken in. In characters.
pub(crate) const LONGEST: usize = 64;

/// Strings of folded characters with what they stand for.
#[derive(Debug, Clone)]
pub(crate) struct Trie<V> {
    next: HashMap<(u32, char), u32>,
    values: Vec<Option<V>>,
}

impl<V> Default for Trie<V> {
    fn default() -> Self {
        Self { next: HashMap::default(), values: vec![None] }
    }
}

impl<V> Trie<V> {
    /// What a string stands for, to be set; `None` when it is empty or too long.
    pub(crate) fn entry(&mut self, string: &[char]) -> Option<&mut Option<V>> {
        if string.is_empty() || string.len() > LONGEST {
            return None;
        }
        let mut node = 0;
        for c in string {
            let fresh = u32::try_from(self.values.len()).ok()?;
            node = *self.next.entry((node, *c)).or_insert(fresh);
            if node == fresh {
                self.values.push(None);
            }
        }
        self.values.get_mut(node as usize)
    }

    /// What exactly this string stands for.
    pub(crate) fn get(&self, string: &[char]) -> Option<&V> {
        let node = string.iter().try_fold(0, |node, c| self.next.get(&(node, *c)).copied())?;
        self.values.get(node as usize)?.as_ref()
    }

    /// The strings that stand at `start`, longest first, as their ends with what they stand for.
    pub(crate) fn starting(&self, shadow: &Shadow, start: usize) -> impl Iterator<Item = (usize, &V)> {
        let mut found = Vec::new();
        let (mut node, mut position) = (0, start);
        while position < shadow.len()
            && let Some(&child) = self.next.get(&(node, shadow.at(position)))
        {
            node = child;
            position += 1;
            if let Some(Some(value)) = self.values.get(node as usize) {
                found.push((position, value));
            }
        }
        found.into_iter().rev()
    }

    /// Whether no string is in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.next.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_found_longest_first() {
        let mut trie = Trie::default();
        for (string, value) in [("霧", 1), ("霧沢", 2), ("霧沢町", 3), ("", 4)] {
            if let Some(slot) = trie.entry(&string.chars().collect::<Vec<_>>()) {
                *slot = Some(value);
            }
        }
        assert!(trie.entry(&['長'; LONGEST + 1]).is_none());
        let shadow = Shadow::new("霧沢市と霧");
        let at = |position| trie.starting(&shadow, position).map(|(end, v)| (end, *v)).collect::<Vec<_>>();
        assert_eq!(at(0), [(2, 2), (1, 1)]);
        assert_eq!((at(1), at(4)), (vec![], vec![(5, 1)]));
        assert_eq!(trie.get(&['霧', '沢']), Some(&2));
    }
}
