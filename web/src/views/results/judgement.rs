//! What a person says of a row, as one change.

use shirushi_model::Relation;
use shirushi_page::Act;
use shirushi_page::comparing::Maker;
use shirushi_page::results::{Held, ResultsAct};
use shirushi_results::Place;
use shirushi_results::checking::offered_wording;
use shirushi_results::table::{PairVerdict, Row, RowPair};
use shirushi_session::{ClaimPair, Verdict};
use std::rc::Rc;

/// What a person says of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Press {
    /// That it is as the machine says.
    Confirm,
    /// That those who differ stand so to each other.
    Say(Relation),
    /// That it is not to be compared.
    Exclude,
    /// That it is after all.
    Include,
}

impl Press {
    pub(super) fn of_key(key: &str) -> Option<Self> {
        Some(match key {
            "Enter" => Self::Confirm,
            "1" => Self::Say(Relation::Agree),
            "2" => Self::Say(Relation::Differ),
            "3" => Self::Say(Relation::Contradict),
            "Backspace" | "Delete" => Self::Exclude,
            _ => return None,
        })
    }
}

/// The judgement of all pairs of a row that it is about, as one change.
pub(super) fn judge(row: &Row, press: Press) -> Option<Act> {
    let open = |pair: &&RowPair| pair.verdict != PairVerdict::SetAside;
    let apart = row.pairs.iter().filter(open).any(|pair| pair.relation != Relation::Agree);
    let wanted = |pair: &&RowPair| match press {
        Press::Confirm => pair.verdict == PairVerdict::Open,
        Press::Say(_) => {
            pair.verdict != PairVerdict::SetAside && (!apart || pair.relation != Relation::Agree)
        }
        Press::Exclude => pair.verdict != PairVerdict::SetAside,
        Press::Include => pair.verdict == PairVerdict::SetAside,
    };
    let pairs: Vec<ClaimPair> = row
        .pairs
        .iter()
        .filter(wanted)
        .map(|pair| ClaimPair {
            a: pair.a.pair(),
            b: pair.b.pair(),
            relation: match press {
                Press::Say(relation) => relation,
                _ => pair.relation,
            },
            difference: pair.difference,
        })
        .collect();
    let verdict = if press == Press::Exclude { Verdict::Reject } else { Verdict::Accept };
    (!pairs.is_empty()).then(|| Act::Relate(pairs, verdict, maker(row)))
}

/// Takes a claim out of a row that goes on without it: it is not to be compared with the others there.
pub(super) fn take_out(row: &Row, place: Place) -> Option<Act> {
    let said = |pair: &RowPair| ClaimPair {
        a: pair.a.pair(),
        b: pair.b.pair(),
        relation: pair.relation,
        difference: pair.difference,
    };
    let pairs: Vec<ClaimPair> = row.holding(place).into_iter().map(said).collect();
    (!pairs.is_empty()).then(|| Act::Relate(pairs, Verdict::Reject, maker(row)))
}

/// Whose finding it is that a person judges.
fn maker(row: &Row) -> Maker {
    let by_machine = row.pairs.iter().any(|pair| !pair.grounds.is_empty() || !pair.shares.is_empty());
    if by_machine { Maker::Machine } else { Maker::Person }
}

/// The row's worthiest claim becomes a check, with the others that say it or say otherwise.
pub(super) fn to_check(held: &Rc<Held>, row: &Row) -> Act {
    let mut places: Vec<Place> = row.claims().map(|claim| claim.place).collect();
    let worth = |place: &Place| std::cmp::Reverse(held.claims.at(*place).map_or(0, |told| told.worthiness));
    if let Some(first) = places.iter().copied().min_by_key(worth) {
        places.retain(|place| *place != first);
        places.insert(0, first);
    }
    let wording = places.first().map(|place| offered_wording(&held.claims, *place)).unwrap_or_default();
    Act::Results(ResultsAct::Check(places, wording))
}
