//! The double-array trie over the surfaces, laid out without searching.
//!
//! Building such a trie means looking for free places for every node's children, which takes most of a second
//! in a page. The pack says instead where each node's first child lies; the rest follows from the surfaces,
//! in one pass. What comes out is what lindera walks: a table of character codes and nodes of two numbers
//! each, in crawdad's layout.

use crate::DictionaryError;
use crate::columns::{Column, unzigzag32};
use crate::words::Pool;

/// In a node's first number: it is a leaf and the other bits are its value. In the second: it has a leaf as a
/// child.
const FLAG: u32 = 1 << 31;
/// A place without a node.
const VACANT: [u32; 2] = [!FLAG, !FLAG];
/// The code of the end of a surface that another surface goes on from.
const END_CODE: u32 = 0;
/// In the table of codes: the character occurs in no surface.
const NO_CODE: u32 = u32::MAX;
/// The most nodes a trie may have; ours has about half a million.
const MAX_NODES: u32 = 1 << 24;

/// Lays out the trie. The value of each surface is its number.
pub(crate) fn lay_out(mut column: Column, surfaces: &Pool) -> Result<Vec<u8>, DictionaryError> {
    let alphabet = column.string()?;
    let node_count = column.varint()?;
    if node_count == 0 || node_count > MAX_NODES {
        return Err(column.inconsistent());
    }
    let codes = codes(alphabet);
    let code = |letter: char| codes.get(letter as usize).copied().filter(|&code| code != NO_CODE);
    let mut nodes = vec![VACANT; node_count as usize];
    let mut layout = Layout { nodes: &mut nodes, column, last: 0 };

    // The nodes from the root along the surface before.
    let mut path: Vec<u32> = vec![0];
    let mut before = "";
    let mut following = surfaces.iter().peekable();
    let mut value = 0;
    while let Some(surface) = following.next() {
        let goes_on = following.peek().is_some_and(|next| next.starts_with(surface));
        let (shared, mut rest) = shared(before, surface);
        path.truncate(shared + 1);
        if before.is_empty() {
            let first = rest.chars().next().and_then(code).ok_or_else(|| layout.wrong())?;
            layout.place_children(0, first)?;
        }
        while let Some(letter) = rest.chars().next() {
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
            let parent = path.last().copied().ok_or_else(|| layout.wrong())?;
            let node = layout.child(parent, code(letter).ok_or_else(|| layout.wrong())?)?;
            match rest.chars().next() {
                Some(next) => layout.place_children(node, code(next).ok_or_else(|| layout.wrong())?)?,
                None if goes_on => {
                    layout.place_children(node, END_CODE)?;
                    let leaf = layout.child(node, END_CODE)?;
                    layout.node(leaf)?[0] = value | FLAG;
                    layout.node(node)?[1] |= FLAG;
                }
                None => layout.node(node)?[0] = value | FLAG,
            }
            path.push(node);
        }
        before = surface;
        value += 1;
    }
    layout.column.finish()?;

    let alphabet_size = alphabet.chars().count() as u32 + 1;
    let mut bytes = Vec::with_capacity(12 + 4 * codes.len() + 8 * nodes.len());
    let mut push = |number: u32| bytes.extend_from_slice(&number.to_le_bytes());
    push(codes.len() as u32);
    codes.into_iter().for_each(&mut push);
    push(alphabet_size);
    push(node_count);
    nodes.into_iter().flatten().for_each(&mut push);
    Ok(bytes)
}

/// The code of each character by its number in Unicode. `alphabet` has them in the order of their codes, from
/// 1 on. No character has the code of the end, so that none in a text can be taken for it.
fn codes(alphabet: &str) -> Vec<u32> {
    let highest = alphabet.chars().max().unwrap_or_default();
    let mut codes = vec![NO_CODE; highest as usize + 1];
    for (letter, number) in alphabet.chars().zip(END_CODE + 1..) {
        if let Some(code) = codes.get_mut(letter as usize) {
            *code = number;
        }
    }
    codes
}

/// How many characters two strings begin with together, and what follows them in the second.
fn shared<'a>(before: &str, string: &'a str) -> (usize, &'a str) {
    let same = before.bytes().zip(string.bytes()).take_while(|(a, b)| a == b).count();
    let mut length = same;
    while !string.is_char_boundary(length) {
        length -= 1;
    }
    let (head, rest) = string.split_at(length);
    (head.chars().count(), rest)
}

struct Layout<'n, 'c> {
    nodes: &'n mut [[u32; 2]],
    /// Where the first child of each inner node lies, as the difference from the one before.
    column: Column<'c>,
    last: u32,
}

impl Layout<'_, '_> {
    fn wrong(&self) -> DictionaryError {
        self.column.inconsistent()
    }

    fn node(&mut self, node: u32) -> Result<&mut [u32; 2], DictionaryError> {
        let wrong = self.column.inconsistent();
        self.nodes.get_mut(node as usize).ok_or(wrong)
    }

    /// Reads where the children of a node lie, the first of which has this code.
    fn place_children(&mut self, node: u32, first: u32) -> Result<(), DictionaryError> {
        let difference = unzigzag32(self.column.varint()?);
        self.last = self.last.wrapping_add_signed(difference);
        let base = self.last ^ first;
        if base & FLAG != 0 {
            return Err(self.wrong());
        }
        self.node(node)?[0] = base;
        Ok(())
    }

    /// The child of a node by its code, made known to be its child.
    fn child(&mut self, parent: u32, code: u32) -> Result<u32, DictionaryError> {
        let child = self.node(parent)?[0] ^ code;
        // A place that is taken would lose the node that is there.
        let place = self.node(child)?;
        if *place != VACANT || child == 0 {
            return Err(self.wrong());
        }
        place[1] = parent;
        Ok(child)
    }
}

/// Where a trie of these surfaces, built by searching, has its nodes: what [`lay_out`] reads.
#[cfg(any(feature = "build", test))]
pub(crate) fn record(surfaces: &[&str]) -> Option<Vec<u8>> {
    use crate::columns::{push_string, push_varint, zigzag32};

    let built = crawdad::Trie::from_keys(surfaces.iter()).ok()?.serialize_to_vec();
    let (numbers, []) = built.as_chunks::<4>() else { return None };
    let mut numbers = numbers.iter().map(|&number| u32::from_le_bytes(number));
    let table = numbers.next()?;
    let codes: Vec<u32> = numbers.by_ref().take(table as usize).collect();
    let (_alphabet_size, node_count) = (numbers.next()?, numbers.next()?);
    let nodes: Vec<[u32; 2]> = std::iter::from_fn(|| Some([numbers.next()?, numbers.next()?])).collect();

    let mut alphabet: Vec<(u32, char)> =
        codes.iter().zip(0..).filter_map(|(&code, letter)| Some((code, char::from_u32(letter)?))).collect();
    alphabet.retain(|&(code, _)| code != NO_CODE && code != END_CODE);
    alphabet.sort_unstable();
    let mut bytes = Vec::new();
    push_string(&mut bytes, &alphabet.iter().map(|&(_, letter)| letter).collect::<String>());
    push_varint(&mut bytes, node_count);

    let mut last = 0_u32;
    let mut before = "";
    for (number, surface) in surfaces.iter().enumerate() {
        let goes_on = surfaces.get(number + 1).is_some_and(|next| next.starts_with(surface));
        let (known, _) = shared(before, surface);
        let mut node = 0;
        let letters = surface.chars().map(|letter| codes.get(letter as usize).copied());
        for (depth, code) in letters.chain(goes_on.then_some(Some(END_CODE))).enumerate() {
            let (code, [base, _]) = (code?, *nodes.get(node as usize)?);
            let child = base ^ code;
            if depth > known || before.is_empty() {
                push_varint(&mut bytes, zigzag32(child.wrapping_sub(last) as i32));
                last = child;
            }
            node = child;
        }
        before = surface;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_laid_out_is_what_was_built() {
        let surfaces = ["ー", "京", "京都", "京都市", "北", "東", "東京", "東京都", "東北", "𠮷野"];
        let column = record(&surfaces).unwrap();
        let pool = surfaces.iter().copied().collect::<Pool>();
        let built = crawdad::Trie::from_keys(surfaces.iter()).unwrap().serialize_to_vec();
        let laid_out = lay_out(Column::new(&column, "trie"), &pool).unwrap();
        assert!(nodes_of(&laid_out) == nodes_of(&built));
    }

    /// The tables differ: crawdad gives the end's code to U+FFFF, which would then end every surface.
    fn nodes_of(trie: &[u8]) -> &[u8] {
        let table = u32::from_le_bytes(*trie.first_chunk().unwrap()) as usize;
        &trie[4 + 4 * table..]
    }

    #[test]
    fn nodes_in_each_others_place_are_refused() {
        let surfaces = ["京", "京都", "東"];
        let column = record(&surfaces).unwrap();
        let pool = surfaces.iter().copied().collect::<Pool>();
        for place in 0..column.len() {
            for change in 1..=255 {
                let mut column = column.clone();
                column[place] ^= change;
                // Whatever is changed: a trie or an error, never a panic.
                let _ = lay_out(Column::new(&column, "trie"), &pool);
            }
        }
    }
}
