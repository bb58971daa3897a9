//! What a model knows of words besides what it learned from marked texts: a gazetteer of names, and what
//! words are used like. Both are word maps; neither holds a word.

use super::file::EntityModelError;
use super::vectors::{Usage, WordVectors};
use super::word_map::{EMPTY, Width, WordHash, WordMap, extend};

/// What a name of the gazetteer can be. A name may be several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NameClasses(u8);

impl NameClasses {
    /// A surname.
    pub const SURNAME: Self = Self(1);
    /// A given name.
    pub const GIVEN: Self = Self(2);
    /// A person's whole name, or a name that is both.
    pub const PERSON: Self = Self(4);
    /// A place.
    pub const PLACE: Self = Self(8);
    /// A country.
    pub const COUNTRY: Self = Self(16);
    /// An organization, a product, a work.
    pub const OTHER: Self = Self(32);

    /// Either's classes.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Names longer than this are not looked for, in characters.
pub(crate) const LONGEST_NAME: usize = 20;

const NAME_WIDTH: Width = Width { number: 6, check: 8 };

/// A gazetteer and word vectors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resources {
    names: WordMap,
    vectors: WordVectors,
}

fn hash(word: &str) -> WordHash {
    word.chars().map(crate::shadow::fold).fold(EMPTY, extend)
}

impl Resources {
    /// The resources of these names, and of these words with the numbers of their rows in `usage`. Widths are
    /// folded as in a text; of a word's rows the first counts, a name's classes add up. `None` when there are
    /// more words or rows than a table holds, or no such row.
    pub fn build(
        names: &[(String, NameClasses)],
        words: &[(String, usize)],
        usage: &[Usage],
    ) -> Option<Self> {
        let mut classes = std::collections::BTreeMap::<WordHash, u32>::new();
        for (name, class) in names {
            *classes.entry(hash(name)).or_default() |= u32::from(class.0);
        }
        let names: Vec<_> = classes.into_iter().collect();
        let words: Vec<_> = words.iter().map(|(word, row)| (hash(word), *row)).collect();
        Some(Self { names: WordMap::build(&names, NAME_WIDTH)?, vectors: WordVectors::build(&words, usage)? })
    }

    /// No name and no word.
    #[cfg(test)]
    pub(crate) fn none() -> Option<Self> {
        Self::build(&[], &[], &[])
    }

    pub(crate) fn name(&self, hash: WordHash) -> Option<NameClasses> {
        self.names.get(hash).map(|classes| NameClasses(classes as u8)).filter(|classes| classes.0 > 0)
    }

    pub(crate) fn vectors(&self) -> &WordVectors {
        &self.vectors
    }

    pub(crate) fn write(&self, into: &mut Vec<u8>) {
        self.names.write(into);
        self.vectors.write(into);
    }

    pub(crate) fn read(rest: &mut &[u8]) -> Result<Self, EntityModelError> {
        Ok(Self { names: WordMap::read(rest)?, vectors: WordVectors::read(rest)? })
    }
}

impl NameClasses {
    pub(crate) fn bits(self) -> u64 {
        u64::from(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::vectors::{Cluster, DIMENSIONS};
    use super::*;

    #[test]
    fn classes_add_up_and_widths_are_folded() {
        let names = [
            ("霧沢".to_owned(), NameClasses::SURNAME),
            ("霧沢".to_owned(), NameClasses::PLACE),
            ("ＮＫＹ".to_owned(), NameClasses::OTHER),
        ];
        let usage = Usage { cluster: Cluster::new(0b1101_1001).unwrap(), components: [1.0; DIMENSIONS] };
        let resources = Resources::build(&names, &[("会議".to_owned(), 0)], &[usage]).unwrap();
        assert_eq!(resources.name(hash("霧沢")), Some(NameClasses::SURNAME.and(NameClasses::PLACE)));
        assert_eq!(resources.name(hash("NKY")), Some(NameClasses::OTHER));
        let row = resources.vectors().row(hash("会議")).unwrap();
        assert_eq!(
            resources.vectors().cluster(row).unwrap().levels(),
            [0b1101 + 1, 0b11_0110 + 1, 0b1101_1001 + 1]
        );
        assert_eq!(Cluster::new(1024), None);
    }
}
