//! When two claims in which nothing differs say the same.
//!
//! They do when they are alike enough. Less will do when something else holds them together: one speaker's
//! words, a value of one thing, one telling event. The numbers were set on our own pairs of sentences and the
//! reference articles.

use super::ClaimCase;
use super::events::Meeting;
use crate::compare::clauses::Mood;
use crate::compare::frame::Frame;
use crate::compare::reasons::reason;
use shirushi_model::{Reason, ReasonCode};

/// Claims at least so alike say the same.
const ALIKE: f32 = 0.46;
/// Two remarks of one speaker.
const ALIKE_OF_ONE_SPEAKER: f32 = 0.38;
/// Claims that name others say the same only when all else is alike.
const ALIKE_DESPITE_NAMES: f32 = 0.8;
/// So much has to be shared: one telling word is not enough.
const LEAST_SHARED: f32 = 1.15;
/// An event that tells which story a claim belongs to: most articles name it once or twice.
const TELLING_EVENT: f32 = 0.6;

impl ClaimCase<'_, '_> {
    /// Why they say the same; none when they do not.
    pub(super) fn agreement(&self) -> Option<Reason> {
        let same_speaker = !self.a.speaker.names.is_empty() && self.a.speaker.names == self.b.speaker.names;
        let same_remark = same_speaker && self.a.is_quoted() && self.b.is_quoted();
        if self.only_denies() || self.names_apart() && self.score() < ALIKE_DESPITE_NAMES {
            return None;
        }
        // What counts differently is not the same, even where it is not worth telling.
        if !self.unlike_numbers().is_empty() {
            return None;
        }
        let value = self.same_number().or_else(|| self.same_date());
        let is_so = self.is_alike(same_remark)
            || self.is_contained(same_speaker)
            || value.is_some() && self.is_of_one_value()
            || self
                .meetings
                .iter()
                .any(|meeting| self.is_whole_clause(meeting) || self.is_one_event(meeting));
        if !is_so {
            return None;
        }
        if same_remark {
            return Some(reason(ReasonCode::SameRemark, self.quote(self.a), self.quote(self.b)));
        }
        if let Some(found) = value {
            return Some(found);
        }
        if self.a.is_outlets() != self.b.is_outlets() {
            return Some(reason(ReasonCode::Attributed, None, None));
        }
        Some(reason(ReasonCode::SameContent, self.shared_words(), None))
    }

    /// Whether one denies what the other says, and neither confirms it as well.
    fn only_denies(&self) -> bool {
        let mut denies = false;
        for meeting in self.meetings.iter().filter(|meeting| meeting.difference.is_none()) {
            if meeting.a.negative == meeting.b.negative {
                return false;
            }
            denies |= meeting.fits() && meeting.a.mood != Mood::Conditional;
        }
        denies
    }

    fn is_alike(&self, same_remark: bool) -> bool {
        let score = self.score();
        let least = if same_remark { ALIKE_OF_ONE_SPEAKER } else { ALIKE };
        score >= least && (self.likeness.shared >= LEAST_SHARED || same_remark || score > 0.9)
    }

    /// A whole short claim inside a long one that turns on the same event.
    fn is_contained(&self, same_speaker: bool) -> bool {
        let confirms = self.meetings.iter().any(Meeting::confirms);
        let Self { likeness, .. } = self;
        confirms
            && (likeness.contained >= 0.6 && likeness.shared >= 1.6
                || same_speaker && likeness.contained >= 0.9 && self.score() >= 0.4)
    }

    /// A number or date of one event: 約3時間会談した and 3時間近くに及んだ会談.
    fn is_of_one_value(&self) -> bool {
        let Self { likeness, .. } = self;
        let confirms = self.meetings.iter().any(Meeting::confirms);
        confirms && likeness.contained >= 0.5 && likeness.shared >= 1.0
            || self.is_named() && likeness.contained >= 0.45 && likeness.shared >= 1.8
    }

    /// Whether what happens in one claim is named in the other: 会談した and 首脳会談に迎えた.
    fn is_named(&self) -> bool {
        let names = |one: &Frame<'_>, other: &Frame<'_>| {
            one.clauses.iter().filter_map(|clause| clause.event).any(|event| other.has(event.term))
        };
        names(self.a, self.b) || names(self.b, self.a)
    }

    /// Whether one event with its telling nouns makes up most of both clauses.
    fn is_whole_clause(&self, meeting: &Meeting<'_>) -> bool {
        let event = self.bench.weights.of(meeting.event);
        let shared = event + meeting.shared;
        let smaller = shared + meeting.only_a.min(meeting.only_b);
        meeting.confirms()
            && meeting.a.mood == meeting.b.mood
            && meeting.shared >= 0.4
            && shared >= 1.0
            && shared >= 0.53 * smaller
            && self.likeness.score >= 0.22
    }

    fn is_one_event(&self, meeting: &Meeting<'_>) -> bool {
        meeting.confirms()
            && self.bench.weights.of(meeting.event) >= TELLING_EVENT
            && self.likeness.shared >= 2.0
            && self.score() >= 0.36
    }

    /// How alike the claims are, told alike or not: a demand is no report, a condition no fact.
    pub(super) fn score(&self) -> f32 {
        let is_unreal = |mood| matches!(mood, Mood::Wanted | Mood::Conditional | Mood::Asked);
        let factor = match (self.a.mood(), self.b.mood()) {
            (one, other) if one == other => 1.0,
            (one, other) if is_unreal(one) || is_unreal(other) => 0.55,
            _ => 0.9,
        };
        self.likeness.score * factor
    }
}
