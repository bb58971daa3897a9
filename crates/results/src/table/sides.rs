//! Who sides with whom: claims of a row that fit together on what it differs in stand on one side. Sides are
//! lettered ア, イ, ウ in the order of the earliest article; that says nothing of who is right.
//!
//! 38人 is ア and 41人 イ; 約40人, which fits both, is ア・イ. A claim that says nothing of the number is on
//! no side.

use super::{PairVerdict, RowPair};
use crate::Place;
use crate::place::in_line;
use rustc_hash::FxHashMap as HashMap;
use shirushi_model::{Difference, Relation};

/// A set of sides.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sides(u64);

impl Sides {
    /// Whether it is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The sides in it, counted from 0.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (0..64).filter(move |side| self.0 & (1 << side) != 0)
    }

    /// The letters: ア, or ア・イ.
    pub fn letters(self) -> String {
        self.iter().map(side_letter).collect::<Vec<_>>().join("・")
    }

    fn with(self, side: u8) -> Self {
        Self(self.0 | 1 << side.min(63))
    }
}

/// The letter of a side, counted from 0; a number where the letters end.
pub fn side_letter(side: u8) -> String {
    let letter = "アイウエオカキクケコサシスセソタチツテト".chars().nth(usize::from(side));
    letter.map_or_else(|| (side + 1).to_string(), String::from)
}

/// The sides of the claims on one kind of difference, and how many there are; one side alone is none.
pub(super) fn sides(claims: &[Place], pairs: &[RowPair], slot: Difference) -> (HashMap<Place, Sides>, u8) {
    let mut stands: HashMap<(Place, Place), Stand> = HashMap::default();
    let mut has_part: HashMap<Place, bool> = HashMap::default();
    for pair in pairs.iter().filter(|pair| pair.verdict != PairVerdict::SetAside) {
        let stand = Stand::of(pair, slot);
        if speaks_of(pair, slot) {
            has_part.insert(pair.a, true);
            has_part.insert(pair.b, true);
        }
        stands.insert(in_line(pair.a, pair.b), stand);
    }
    let stand = |a: Place, b: Place| {
        if a.article == b.article {
            Stand::Together
        } else {
            stands.get(&in_line(a, b)).copied().unwrap_or(Stand::Silent)
        }
    };
    let speaking: Vec<Place> = claims.iter().copied().filter(|one| has_part.contains_key(one)).collect();
    // Complete linkage: whoever joins fits everybody there. Whoever fits nobody's side begins one.
    let mut members: Vec<Vec<Place>> = Vec::new();
    for &claim in &speaking {
        let fits = |side: &Vec<Place>| side.iter().all(|&other| stand(claim, other) == Stand::Together);
        let joins = members.iter().position(fits);
        match joins.and_then(|at| members.get_mut(at)) {
            Some(side) => side.push(claim),
            None => members.push(vec![claim]),
        }
    }
    members.truncate(64);
    if members.len() < 2 {
        return (HashMap::default(), 0);
    }
    let of = |claim: Place| {
        let sides = (0u8..).zip(&members).filter(|(_, side)| {
            side.contains(&claim) || side.iter().all(|&other| stand(claim, other) == Stand::Together)
        });
        sides.fold(Sides::default(), |all, (side, _)| all.with(side))
    };
    let count = u8::try_from(members.len()).unwrap_or(u8::MAX);
    (speaking.iter().map(|&claim| (claim, of(claim))).collect(), count)
}

/// Whether two claims both speak of a slot: something clashes there, or is found equal, or a person said how
/// they stand.
fn speaks_of(pair: &RowPair, slot: Difference) -> bool {
    let on_slot = pair.grounds.iter().any(|ground| ground.difference == Some(slot));
    on_slot || pair.shares.contains(&slot) || pair.verdict == PairVerdict::Judged
}

/// How two claims stand to each other on a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stand {
    Together,
    Against,
    /// Nothing is known: one of them says nothing of it.
    Silent,
}

impl Stand {
    fn of(pair: &RowPair, slot: Difference) -> Self {
        let on_slot = pair.grounds.iter().any(|ground| ground.difference == Some(slot));
        match (pair.verdict, pair.relation) {
            // A person's word is about the pair as a whole, and about the slot it names.
            (PairVerdict::Judged, Relation::Agree) => Self::Together,
            (PairVerdict::Judged, _) if pair.difference.is_none_or(|difference| difference == slot) => {
                Self::Against
            }
            (PairVerdict::Open, _) if on_slot => Self::Against,
            (_, Relation::Agree) => Self::Together,
            _ if pair.shares.contains(&slot) => Self::Together,
            _ => Self::Silent,
        }
    }
}
