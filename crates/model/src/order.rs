//! Sorting by numbers. The standard library's sorts are compiled anew for every type that is sorted, four
//! kilobytes each, which the page would load a dozen times; and whoever collects into a set of the library
//! has it sorted first.

use std::collections::BTreeSet;

/// Puts things into the order of their keys; those with the same key keep theirs.
///
/// ```
/// use shirushi_model::in_order;
///
/// let sorted = in_order(vec!["bb", "a", "cc"], |word| [word.len() as u64, 0, 0]);
/// assert_eq!(sorted, ["a", "bb", "cc"]);
/// ```
pub fn in_order<T>(things: Vec<T>, key: impl Fn(&T) -> [u64; 3]) -> Vec<T> {
    let mut keys: Vec<Key> = things.iter().enumerate().map(|(at, thing)| (key(thing), at)).collect();
    sort(&mut keys);
    let mut things: Vec<Option<T>> = things.into_iter().map(Some).collect();
    keys.into_iter().filter_map(|(_, at)| things.get_mut(at)?.take()).collect()
}

/// The set of these things, put in one by one.
pub fn set_of<T: Ord>(things: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(things);
    set
}

/// A key, and where it was.
type Key = ([u64; 3], usize);

/// Apart, so that it is compiled once.
#[inline(never)]
fn sort(keys: &mut [Key]) {
    keys.sort_unstable();
}
