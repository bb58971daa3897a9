//! What is put right of a suggestion before it is judged: its boundaries, and of a claim who makes it and how
//! surely. Pure.

use crate::reading::caret::{Direction, Unit, step};
use shirushi_model::{Analysis, ByteSpan, Certainty, ClaimMark};

/// What differs from what was suggested.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Repair {
    /// Where it stands instead.
    pub to: Option<ByteSpan>,
    /// What the claim says instead.
    pub mark: Option<ClaimMark>,
}

/// Which end is moved, how far, and which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    pub end: End,
    pub unit: Unit,
    pub direction: Direction,
}

/// One end of what is judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    First,
    Last,
}

impl Move {
    /// The span with one end moved: never out of the text that is shown, never onto the other end.
    pub fn of(self, text: &str, analysis: Option<&Analysis>, span: ByteSpan, shown: ByteSpan) -> ByteSpan {
        let go = |at| step(text, analysis, at, self.unit, self.direction).clamp(shown.start, shown.end);
        let moved = match self.end {
            End::First => ByteSpan { start: go(span.start), ..span },
            End::Last => ByteSpan { end: go(span.end), ..span },
        };
        if moved.start < moved.end { moved } else { span }
    }
}

/// The certainty after one, round the end.
pub fn next_certainty(now: Certainty) -> Certainty {
    let at = Certainty::ALL.iter().position(|one| *one == now).map_or(0, |at| at + 1);
    Certainty::ALL.get(at % Certainty::ALL.len()).copied().unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_moves_within_what_is_shown_and_never_onto_the_other() {
        let text = "甲市長は話す。";
        let (market, shown) = (ByteSpan::new(3, 9), ByteSpan::new(0, text.len()));
        let to = |end, direction, span: ByteSpan| {
            let by = Move { end, unit: Unit::Character, direction };
            by.of(text, None, span, shown).slice(text).unwrap_or_default()
        };
        assert_eq!(to(End::First, Direction::Back, market), "甲市長");
        assert_eq!(to(End::First, Direction::Forward, market), "長");
        assert_eq!(to(End::Last, Direction::Forward, market), "市長は");
        assert_eq!(to(End::Last, Direction::Back, ByteSpan::new(3, 6)), "市", "nothing is no mark");
        assert_eq!(to(End::First, Direction::Back, ByteSpan::new(0, 9)), "甲市長");
    }

    #[test]
    fn certainties_follow_each_other_round() {
        let round: Vec<Certainty> =
            std::iter::successors(Some(Certainty::Asserted), |now| Some(next_certainty(*now)))
                .take(Certainty::ALL.len() + 1)
                .collect();
        assert_eq!(round.first(), round.last());
        assert!(Certainty::ALL.iter().all(|one| round.contains(one)));
    }
}
