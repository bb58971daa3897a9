//! What an article says in all its claims: the numbers and dates it gives for each thing, and the places it
//! names side by side. A difference between two claims counts only when neither article has the other's value
//! somewhere else.

use super::amounts::Amount;
use super::days::Days;
use super::frame::{ArticleContext, Frame};
use super::terms::Term;
use super::words::is_value;
use shirushi_model::EntityType;
use std::collections::{HashMap, HashSet};

/// More values of one thing than this are not kept.
const MOST_VALUES: usize = 32;

/// With fewer names nothing is told by them.
const FEW_NAMES: usize = 4;
/// Articles about one event share more of their names.
const LEAST_SHARED_NAMES: f32 = 0.15;

/// One article's values.
#[derive(Default)]
pub(super) struct Book {
    amounts: HashMap<Term, Vec<Amount>>,
    days: HashMap<Term, Vec<Days>>,
    neighbours: HashSet<(Term, Term)>,
    /// The names of the whole article, ascending.
    names: Vec<Term>,
}

impl Book {
    /// Reads the claims of one article and the places of its text.
    pub(super) fn read(article: &ArticleContext<'_>, frames: &[Frame<'_>]) -> Self {
        let mut book = Self::default();
        for frame in frames {
            for amount in &frame.amounts {
                for term in amount.near.iter().copied().chain(frame.events_around(amount)) {
                    let list = book.amounts.entry(term).or_default();
                    if list.len() < MOST_VALUES {
                        list.push(amount.clone());
                    }
                }
            }
            for date in &frame.dates {
                let events = frame.clauses.iter().filter_map(|clause| clause.event);
                for event in events {
                    let list = book.days.entry(event.term).or_default();
                    if list.len() < MOST_VALUES {
                        list.push(date.days);
                    }
                }
            }
        }
        let entities = article.analysis.entities.iter().zip(&article.words.entities);
        book.names =
            entities.clone().filter(|(entity, _)| !is_value(entity.kind)).map(|(_, &term)| term).collect();
        book.names.sort_unstable();
        book.names.dedup();
        for ((one, &first), (other, &second)) in entities.clone().zip(entities.skip(1)) {
            let is_place = |kind| matches!(kind, EntityType::Location | EntityType::Facility);
            let between = article.text.get(one.span.end as usize..other.span.start as usize);
            if is_place(one.kind)
                && is_place(other.kind)
                && matches!(between, Some("" | "の" | "・" | "（" | "("))
            {
                book.neighbours.insert((first, second));
            }
        }
        book
    }

    /// Whether it gives a number of this thing that fits.
    pub(super) fn counts(&self, term: Term, amount: &Amount) -> bool {
        self.amounts
            .get(&term)
            .is_some_and(|list| list.iter().any(|known| known.unit == amount.unit && known.fits(amount)))
    }

    /// Whether it gives a date of this event that fits.
    pub(super) fn dates(&self, event: Term, days: Days) -> bool {
        self.days.get(&event).is_some_and(|list| list.iter().any(|known| known.meets(days)))
    }

    /// Whether two articles can be about one event: of the names of the one that has fewer, the other has
    /// some. Articles with hardly a name can be about anything.
    pub(super) fn is_related(&self, other: &Self) -> bool {
        let fewer = self.names.len().min(other.names.len());
        if fewer < FEW_NAMES {
            return true;
        }
        let shared = self.names.iter().filter(|name| other.names.binary_search(name).is_ok()).count();
        shared as f32 >= LEAST_SHARED_NAMES * fewer as f32
    }

    /// Whether it names one place right before the other.
    pub(super) fn side_by_side(&self, one: Term, other: Term) -> bool {
        self.neighbours.contains(&(one, other)) || self.neighbours.contains(&(other, one))
    }
}
