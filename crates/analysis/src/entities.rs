//! Finding names: people, organizations, places, facilities, events, products. Dates, times and quantities
//! come from `values`; here the two are put together.
//!
//! [`EntityTagger`] is the one way in. A tagger sees the folded text, the words and the sentences, and gives
//! back mentions; it knows no bytes, no files and no other article.

mod borders;
pub(crate) mod clans;
mod compounds;
pub(crate) mod crf;
pub(crate) mod document;
mod ground;
pub(crate) mod known;
mod latin;
mod lexicon;
pub(crate) mod mending;
mod parties;
mod people;
mod places;
mod products;
mod propagation;
mod rules;
mod scene;
mod schools;
mod table;
pub(crate) mod tables;
#[cfg(test)]
mod tests;
mod trie;
mod widening;

use ground::{Ground, Weight};
pub(crate) use rules::RuleTagger;

use crate::sentences::Extent;
use crate::shadow::Shadow;
use crate::values::ValueMention;
use crate::words::Words;
use shirushi_model::{Entity, EntityType, Normalized};

/// A text as a tagger sees it.
pub(crate) struct TaggedText<'t> {
    pub(crate) shadow: &'t Shadow,
    pub(crate) words: &'t Words,
    pub(crate) sentences: &'t [Extent],
}

/// A name with its place in the shadow.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Mention {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: EntityType,
    /// Why it stands.
    pub(crate) ground: Ground,
    /// How likely it is right, 0 to 1: calibrated for what the model finds, read off the development texts
    /// for rules.
    pub(crate) score: f32,
}

impl Mention {
    /// The same with what a title says, when that is surer.
    pub(crate) fn titled(self) -> Self {
        let score = Weight::Titled.probability();
        if self.score < score { Self { ground: Ground::Rule(Weight::Titled), score, ..self } } else { self }
    }

    /// Whether it is as sure as a name that a title shows.
    pub(crate) fn is_sure_as_titled(&self) -> bool {
        self.score >= Weight::Titled.probability()
    }
}

/// Whatever finds names in a text.
pub(crate) trait EntityTagger {
    /// The tagger's name with its version, for records.
    fn name(&self) -> &str;

    /// The names, in order and disjoint, of the six types that are names. Takes time in proportion to the
    /// text.
    fn tag(&mut self, text: &TaggedText<'_>) -> Vec<Mention>;
}

/// Whether a type is one of names, not of values.
pub(crate) fn is_name(kind: EntityType) -> bool {
    !matches!(kind, EntityType::Date | EntityType::Time | EntityType::Quantity)
}

/// Puts firm mentions over others, which must not overlap them to stay. All in order and disjoint.
pub(crate) fn put_over(firm: Vec<Mention>, mut others: Vec<Mention>) -> Vec<Mention> {
    if firm.is_empty() {
        return others;
    }
    others.retain(|mention| {
        let from = firm.partition_point(|other| other.end <= mention.start);
        firm.get(from).is_none_or(|other| other.start >= mention.end)
    });
    others.extend(firm);
    others.sort_unstable_by_key(|mention| mention.start);
    others
}

/// How sure a value found by a pattern is.
const PATTERN_SCORE: f32 = 0.95;

/// Puts values and names together. A name that holds a value as a part of it (第2次世界大戦) wins; otherwise
/// the value does.
pub(crate) fn merge(shadow: &Shadow, values: Vec<ValueMention>, names: Vec<Mention>) -> Vec<Entity> {
    let mut entities = Vec::with_capacity(values.len() + names.len());
    let mut values = values.into_iter().peekable();
    let mut push = |start, end, kind, normalized: Option<Normalized>, score| {
        let span = shadow.span(start, end);
        entities.push(Entity { span, kind, canonical: String::new(), normalized, score });
    };
    for name in names {
        while let Some(value) = values.next_if(|value| value.end <= name.start) {
            push(value.start, value.end, value.kind, Some(value.value), PATTERN_SCORE);
        }
        let mut covered = true;
        while let Some(value) = values.peek().filter(|value| value.start < name.end) {
            let inside = name.start <= value.start && value.end <= name.end;
            let longer = value.end - value.start < name.end - name.start;
            if inside && longer {
                values.next();
            } else {
                covered = false;
                break;
            }
        }
        if covered {
            push(name.start, name.end, name.kind, None, name.score);
        }
    }
    for value in values {
        push(value.start, value.end, value.kind, Some(value.value), PATTERN_SCORE);
    }
    entities
}
