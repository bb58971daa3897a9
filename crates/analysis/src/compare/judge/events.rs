//! Where two claims meet: clauses in which the same happens, or the opposite.

use super::Bench;
use crate::compare::clauses::{Argument, Clause, Role};
use crate::compare::frame::Frame;
use crate::compare::terms::{Space, Term};
use shirushi_model::Difference;

/// Two clauses with one event.
pub(super) struct Meeting<'c> {
    pub(super) a: &'c Clause,
    pub(super) b: &'c Clause,
    /// What happens in the first.
    pub(super) event: Term,
    /// In what the events exclude each other; none when they are the same.
    pub(super) difference: Option<Difference>,
    /// The weight of the nouns that both clauses have besides.
    pub(super) shared: f32,
    /// The weight of the nouns that only the first has.
    pub(super) only_a: f32,
    /// The weight of the nouns that only the second has.
    pub(super) only_b: f32,
    /// Whether both clauses can be about one thing.
    fits: bool,
}

impl Meeting<'_> {
    /// Whether the same happens in both, or does not happen in both.
    pub(super) fn confirms(&self) -> bool {
        self.difference.is_none() && self.a.negative == self.b.negative
    }

    /// Whether both clauses can be about one thing: what they are about is not told by different nouns,
    /// 停戦では合意しなかった and 捕虜の交換で合意した, nor who does it by different names.
    pub(super) fn fits(&self) -> bool {
        self.fits
    }
}

/// The weight of the nouns two clauses share and do not share, of those that are their subject or those that
/// are not.
fn compare_nouns(
    bench: &Bench<'_, '_>,
    one: &Clause,
    other: &Clause,
    of: impl Fn(&Argument) -> bool,
) -> (f32, f32, f32) {
    let has = |clause: &Clause, term: Term| clause.arguments.iter().any(|argument| argument.term == term);
    let (mut shared, mut only_one, mut only_other) = (0.0, 0.0, 0.0);
    for argument in one.arguments.iter().filter(|argument| of(argument)) {
        let weight = bench.weights.of(argument.term);
        if has(other, argument.term) { shared += weight } else { only_one += weight }
    }
    for argument in other.arguments.iter().filter(|argument| of(argument)) {
        if !has(one, argument.term) {
            only_other += bench.weights.of(argument.term);
        }
    }
    (shared, only_one, only_other)
}

/// Less weight than this tells nothing.
const TELLING: f32 = 0.3;

fn fits(bench: &Bench<'_, '_>, one: &Clause, other: &Clause) -> bool {
    let (shared, only_one, only_other) =
        compare_nouns(bench, one, other, |argument| argument.role == Role::Object);
    let objects_fit = shared >= TELLING || only_one.min(only_other) < TELLING;
    let is_name = |argument: &Argument| bench.terms.space(argument.term) == Some(Space::Name);
    let (shared, only_one, only_other) =
        compare_nouns(bench, one, other, |argument| argument.role == Role::Subject && is_name(argument));
    objects_fit && (shared > 0.0 || only_one.min(only_other) <= 0.0)
}

/// In what two words exclude each other.
fn opposed(bench: &Bench<'_, '_>, one: Option<Term>, other: Option<Term>) -> Option<Difference> {
    bench.opposites.of(one?, other?)
}

/// All of them.
pub(super) fn meetings<'c>(bench: &Bench<'_, '_>, a: &'c Frame<'_>, b: &'c Frame<'_>) -> Vec<Meeting<'c>> {
    let mut found = Vec::new();
    for one in &a.clauses {
        let Some(event) = one.event else { continue };
        for other in &b.clauses {
            let Some(met) = other.event else { continue };
            let difference = if event.term == met.term && opposed(bench, one.verb, other.verb).is_none() {
                None
            } else {
                let pairs = [
                    (Some(event.term), Some(met.term)),
                    (one.verb, Some(met.term)),
                    (Some(event.term), other.verb),
                    (one.verb, other.verb),
                ];
                match pairs.into_iter().find_map(|(one, other)| opposed(bench, one, other)) {
                    Some(difference) => Some(difference),
                    None => continue,
                }
            };
            let (shared, only_a, only_b) = compare_nouns(bench, one, other, |_| true);
            let fits = fits(bench, one, other);
            found.push(Meeting {
                a: one,
                b: other,
                event: event.term,
                difference,
                shared,
                only_a,
                only_b,
                fits,
            });
        }
    }
    found
}
