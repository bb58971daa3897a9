//! Claims on their way: limits and source are found, what is said by them is not yet told.

use super::speakers::FoundSpeaker;
use shirushi_model::{Certainty, ClaimRule, Quotation, SpeakerKind};

/// A claim whose limits and source are found. Positions are characters of the shadow.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the words end that say how surely it is held; past `end` when a hedge was taken off.
    pub(super) held_to: usize,
    /// Where the words begin that were taken off its front as the speaker's, if there are any.
    pub(super) topic: Option<usize>,
    /// The number of its sentence.
    pub(super) sentence: usize,
    pub(super) attribution: Attribution,
}

/// Who stands for a claim and by which words.
#[derive(Debug, Clone)]
pub(super) struct Attribution {
    pub(super) source: SpeakerKind,
    pub(super) speaker: Option<FoundSpeaker>,
    /// Characters of the cue.
    pub(super) cue: Option<(usize, usize)>,
    pub(super) quotation: Quotation,
    /// What the cue says about certainty, and the characters that do.
    pub(super) certainty: Option<(Certainty, usize, usize)>,
    pub(super) rule: ClaimRule,
}

impl Attribution {
    /// Whether a sentence beside it says who speaks: こう述べた.
    pub(super) fn is_framed(&self) -> bool {
        self.rule == ClaimRule::SplitQuote
    }

    /// The outlet tells it.
    pub(super) fn outlet() -> Self {
        Self {
            source: SpeakerKind::Outlet,
            speaker: None,
            cue: None,
            quotation: Quotation::None,
            certainty: None,
            rule: ClaimRule::Narration,
        }
    }
}
