//! What a model knows of words besides what it learned from marked texts: a gazetteer of names and clusters of words that are used
//! alike. Both are word maps; neither holds a word.

use super::model::EntityModelError;
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

/// One word in the hierarchy of clusters: its place among 1024, whose first bits are its places among 256 and 64.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cluster(u16);

impl Cluster {
    /// How many there are at the finest level.
    pub const FINEST: u16 = 1024;

    /// The cluster with this number; `None` beyond the last.
    pub fn new(number: u16) -> Option<Self> {
        (number < Self::FINEST).then_some(Self(number))
    }

    /// Its place among 64.
    pub fn coarse(self) -> u16 {
        self.0 >> 4
    }

    /// Its number at the coarse (64), middle (256) and finest level (1024), each above zero.
    pub(crate) fn levels(self) -> [u64; 3] {
        [4, 2, 0].map(|shift| u64::from(self.0 >> shift) + 1)
    }
}

/// Names longer than this are not looked for, in characters.
pub(crate) const LONGEST_NAME: usize = 20;

const NAME_WIDTH: Width = Width { number: 6, check: 8 };
const CLUSTER_WIDTH: Width = Width { number: 10, check: 5 };

/// A gazetteer and clusters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resources {
    names: WordMap,
    clusters: WordMap,
}

fn hash(word: &str) -> WordHash {
    word.chars().map(crate::shadow::fold).fold(EMPTY, extend)
}

impl Resources {
    /// The resources of these words. Widths are folded as in a text; of a word's clusters the first counts, its classes add up.
    /// `None` when there are more words than a table holds.
    pub fn build(names: &[(String, NameClasses)], clusters: &[(String, Cluster)]) -> Option<Self> {
        let mut classes = std::collections::BTreeMap::<WordHash, u32>::new();
        for (name, class) in names {
            *classes.entry(hash(name)).or_default() |= u32::from(class.0);
        }
        let names: Vec<_> = classes.into_iter().collect();
        let clusters: Vec<_> =
            clusters.iter().map(|(word, cluster)| (hash(word), u32::from(cluster.0))).collect();
        Some(Self {
            names: WordMap::build(&names, NAME_WIDTH)?,
            clusters: WordMap::build(&clusters, CLUSTER_WIDTH)?,
        })
    }

    /// No name and no cluster.
    #[cfg(test)]
    pub(crate) fn none() -> Option<Self> {
        Self::build(&[], &[])
    }

    pub(crate) fn name(&self, hash: WordHash) -> Option<NameClasses> {
        self.names.get(hash).map(|classes| NameClasses(classes as u8)).filter(|classes| classes.0 > 0)
    }

    pub(crate) fn cluster(&self, hash: WordHash) -> Option<Cluster> {
        Cluster::new(self.clusters.get(hash)? as u16)
    }

    pub(crate) fn write(&self, into: &mut Vec<u8>) {
        self.names.write(into);
        self.clusters.write(into);
    }

    pub(crate) fn read(rest: &mut &[u8]) -> Result<Self, EntityModelError> {
        Ok(Self { names: WordMap::read(rest)?, clusters: WordMap::read(rest)? })
    }
}

impl NameClasses {
    pub(crate) fn bits(self) -> u64 {
        u64::from(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_add_up_and_widths_are_folded() {
        let names = [
            ("霧沢".to_owned(), NameClasses::SURNAME),
            ("霧沢".to_owned(), NameClasses::PLACE),
            ("ＮＫＹ".to_owned(), NameClasses::OTHER),
        ];
        let clusters = [("会議".to_owned(), Cluster::new(0b1101_1001).unwrap())];
        let resources = Resources::build(&names, &clusters).unwrap();
        assert_eq!(resources.name(hash("霧沢")), Some(NameClasses::SURNAME.and(NameClasses::PLACE)));
        assert_eq!(resources.name(hash("NKY")), Some(NameClasses::OTHER));
        assert_eq!(
            resources.cluster(hash("会議")).unwrap().levels(),
            [0b1101 + 1, 0b11_0110 + 1, 0b1101_1001 + 1]
        );
        assert_eq!(Cluster::new(1024), None);
    }
}
