//! What a word can be: outside of names, or the beginning, inside, end or whole of a name of one of six
//! types.

use shirushi_model::EntityType;

/// The types a model tells apart, in the order of their labels.
pub(crate) const TYPES: [EntityType; 6] = [
    EntityType::Person,
    EntityType::Organization,
    EntityType::Location,
    EntityType::Facility,
    EntityType::Event,
    EntityType::Product,
];

/// How many labels there are.
pub(crate) const LABELS: usize = 1 + 4 * TYPES.len();

/// The label of a word in no name.
pub(crate) const OUTSIDE: usize = 0;

/// Where in a name a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PlaceInName {
    Begin,
    Inside,
    End,
    Single,
}

/// The label for a place in a name of the type with this number in [`TYPES`].
pub(crate) fn label(kind: usize, place: PlaceInName) -> usize {
    1 + 4 * kind + place as usize
}

/// The number of the type and the place of a label; `None` outside of names.
pub(crate) fn parts(label: usize) -> Option<(usize, PlaceInName)> {
    let index = label.checked_sub(1)?;
    let place = match index % 4 {
        0 => PlaceInName::Begin,
        1 => PlaceInName::Inside,
        2 => PlaceInName::End,
        _ => PlaceInName::Single,
    };
    Some((index / 4, place))
}

/// The place of a word in a name that goes from the first to the last of so many words.
pub(crate) fn place(index: usize, first: usize, last: usize) -> PlaceInName {
    match (index == first, index == last) {
        (true, true) => PlaceInName::Single,
        (true, false) => PlaceInName::Begin,
        (false, true) => PlaceInName::End,
        (false, false) => PlaceInName::Inside,
    }
}

/// Whether one label may follow another.
pub(crate) fn may_follow(before: usize, after: usize) -> bool {
    let is_open =
        |label| parts(label).is_some_and(|(_, p)| matches!(p, PlaceInName::Begin | PlaceInName::Inside));
    match parts(after) {
        Some((kind, PlaceInName::Inside | PlaceInName::End)) => {
            is_open(before) && parts(before).is_some_and(|(other, _)| other == kind)
        }
        _ => !is_open(before),
    }
}

/// Whether a sentence may begin with a label.
pub(crate) fn may_begin(label: usize) -> bool {
    may_follow(OUTSIDE, label)
}

/// Whether a sentence may end with a label.
pub(crate) fn may_end(label: usize) -> bool {
    may_follow(label, OUTSIDE)
}

/// A set of labels, a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LabelSet(pub(crate) u32);

impl LabelSet {
    pub(crate) const ALL: Self = Self((1 << LABELS) - 1);
    pub(crate) const OUTSIDE: Self = Self(1 << OUTSIDE);

    pub(crate) fn has(self, label: usize) -> bool {
        self.0 >> label & 1 == 1
    }

    pub(crate) fn with(self, label: usize) -> Self {
        Self(self.0 | 1 << label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_numbered_without_gaps() {
        let all: Vec<_> = (1..LABELS).filter_map(parts).map(|(kind, place)| label(kind, place)).collect();
        assert_eq!(all, (1..LABELS).collect::<Vec<_>>());
    }

    #[test]
    fn a_name_is_not_left_open() {
        let begin = label(0, PlaceInName::Begin);
        assert!(
            may_follow(begin, label(0, PlaceInName::End)) && !may_follow(begin, label(1, PlaceInName::End))
        );
        assert!(!may_follow(begin, OUTSIDE) && !may_end(begin) && !may_begin(label(0, PlaceInName::Inside)));
        assert!(may_follow(label(0, PlaceInName::Single), label(1, PlaceInName::Begin)));
    }
}
