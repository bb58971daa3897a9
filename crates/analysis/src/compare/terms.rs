//! Words and names as small numbers, the same for what means the same in all articles of one comparison.

use std::collections::HashMap;

/// A word class, a name or a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Term(pub(super) u32);

/// What a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Space {
    /// A word, by the name of its class or its dictionary form.
    Word,
    /// An entity, by its canonical form.
    Name,
    /// A date, time or quantity, by its value.
    Value,
}

/// The terms of one comparison.
#[derive(Default)]
pub(super) struct Terms {
    numbers: [HashMap<String, Term>; 3],
    list: Vec<(Space, String)>,
}

impl Terms {
    /// The number of a term.
    pub(super) fn number(&mut self, space: Space, text: &str) -> Term {
        let next = Term(u32::try_from(self.list.len()).unwrap_or(u32::MAX));
        let Some(numbers) = self.numbers.get_mut(space as usize) else { return next };
        if let Some(&term) = numbers.get(text) {
            return term;
        }
        numbers.insert(text.to_owned(), next);
        self.list.push((space, text.to_owned()));
        next
    }

    /// What a term stands for.
    pub(super) fn text(&self, term: Term) -> &str {
        self.list.get(term.0 as usize).map_or("", |(_, text)| text)
    }

    /// What kind of term it is.
    pub(super) fn space(&self, term: Term) -> Option<Space> {
        self.list.get(term.0 as usize).map(|&(space, _)| space)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }
}
