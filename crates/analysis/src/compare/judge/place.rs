//! Where: places of one event that exclude each other.

use super::{ALIKE_AND_DIFFERENT, ClaimCase, Finding};
use crate::compare::frame::{Frame, FrameName};
use crate::compare::terms::Term;
use shirushi_model::{Difference, EntityType, ReasonCode, Relation};

impl ClaimCase<'_, '_> {
    /// 青嶺市で開かれた and 白浜市で開かれた.
    pub(super) fn other_place(&self) -> Option<Finding> {
        if self.likeness.score < ALIKE_AND_DIFFERENT {
            return None;
        }
        let meets = self.meetings.iter().any(|meeting| {
            meeting.difference.is_none() && meeting.a.negative == meeting.b.negative && meeting.fits_places()
        });
        if !meets {
            return None;
        }
        let (mine, theirs) = (stages(self.a), stages(self.b));
        let ([x], [y]) = (mine.as_slice(), theirs.as_slice()) else { return None };
        let (one, other) = (self.bench.terms.text(x.term), self.bench.terms.text(y.term));
        let is_same_kind = x.kind == y.kind && suffix(one) == suffix(other);
        let knows_both = self.a.has(y.term) || self.b.has(x.term) || self.lies_in(x.term, y.term);
        if x.term == y.term || !is_same_kind || knows_both {
            return None;
        }
        Some(Finding {
            relation: Relation::Contradict,
            difference: Difference::Place,
            code: ReasonCode::OtherPlace,
            a: self.evidence(self.a, Some(x.span)),
            b: self.evidence(self.b, Some(y.span)),
        })
    }

    /// Whether some article names both in one breath (アラスカ州アンカレジ), so that one may lie in the
    /// other.
    fn lies_in(&self, one: Term, other: Term) -> bool {
        self.bench.books.iter().any(|book| book.side_by_side(one, other))
    }
}

impl super::events::Meeting<'_> {
    /// Places are nouns of the clause, too: they may be all that differs.
    fn fits_places(&self) -> bool {
        self.shared >= 0.3 || self.only_a.min(self.only_b) < 1.3
    }
}

/// The places a claim puts something in: で, において, での after them. では sets one place beside others.
fn stages<'f>(frame: &'f Frame<'_>) -> Vec<&'f FrameName> {
    frame
        .names
        .iter()
        .filter(|name| matches!(name.kind, EntityType::Location | EntityType::Facility))
        .filter(|name| {
            let mut after = frame.words.iter().skip_while(|word| word.span.start < name.span.end);
            let is_stage = after
                .next()
                .is_some_and(|word| matches!(word.surface, "で" | "での" | "において" | "における" | "にて"));
            is_stage && !after.next().is_some_and(|word| matches!(word.surface, "は" | "も"))
        })
        .collect()
}

/// What a place is, as far as its name tells.
fn suffix(name: &str) -> Option<char> {
    name.chars().last().filter(|last| "州県都府市町村島区国港駅".contains(*last))
}
