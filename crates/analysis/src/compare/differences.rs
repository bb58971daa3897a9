//! In what two claims that tell one thing differ, and on which words of each that rests.
//!
//! *Whether* two claims differ is the learned models' to say ([`super::pairing`]); this names *in what*, slot
//! by slot, each with its words: values that clash, one denied and the other not, opposite words, planned and
//! done, sure and unsure, who says it, who takes part, where, why. What is surely unequal comes first; only
//! where nothing is, other words in the same place are named.

use super::clauses::{Clause, Mood};
use super::contents::Content;
use super::frame::Frame;
use super::pairs::{View, bound};
use super::profile::{Case, Marker};
use super::reasons::{evidence, reason, understood};
use super::slots::{Fit, SlotPair};
use shirushi_model::{
    ByteSpan, Certainty, Difference, EntityType, Evidence, Reason, ReasonCode, Relation, SharedValue,
    SlotDifference, SpeakerKind,
};

/// Clashes less surely of one thing are not named.
const LEAST_BOUND: f32 = 0.42;
/// So many of one kind are named.
const MOST_OF_A_KIND: usize = 2;

/// A pair of claims with their texts.
pub(super) struct FramePair<'p, 'v, 'a> {
    pub(super) view: &'p View<'v, 'a>,
    pub(super) text_a: &'a str,
    pub(super) text_b: &'a str,
}

/// All differences, the gravest first; of one gravity, the surest first.
pub(super) fn find(pair: &FramePair<'_, '_, '_>) -> Vec<SlotDifference> {
    let mut found = pair.values();
    found.extend(pair.denied());
    found.extend(pair.opposite());
    found.extend(pair.stage());
    found.extend(pair.certainty());
    found.extend(pair.speaker());
    found.extend(pair.participants());
    found.extend(pair.place());
    if found.is_empty() {
        found.extend(pair.cause());
        found.extend(pair.wording());
    }
    if found.is_empty() {
        found.extend(pair.other_word());
    }
    if found.is_empty() {
        let code = ReasonCode::Unlike;
        found.push(SlotDifference {
            relation: Relation::Differ,
            difference: Difference::Framing,
            reason: reason(code, None, None),
        });
    }
    found.sort_by_key(|difference| std::cmp::Reverse(difference.relation));
    found
}

/// How many kinds of cues [`cue`] tells apart.
pub(super) const CUES: usize = 14;

/// What kind of cue a difference rests on, as a position: some are right more often than others. 0 is none.
pub(super) fn cue(found: &[SlotDifference]) -> usize {
    let Some(first) = found.first() else { return 0 };
    match first.reason.code {
        ReasonCode::OtherNumber => 1,
        ReasonCode::NearNumber => 2,
        ReasonCode::OtherDuration => 3,
        ReasonCode::OtherDate => 4,
        ReasonCode::OtherTime => 5,
        ReasonCode::Negated => 6,
        ReasonCode::Opposite | ReasonCode::OtherVerdict => 7,
        ReasonCode::PlannedAndDone | ReasonCode::OtherStage => 8,
        ReasonCode::OtherCertainty => 9,
        ReasonCode::OtherSpeaker => 10,
        ReasonCode::OtherParticipants => 11,
        ReasonCode::OtherPlace => 12,
        ReasonCode::OtherCause | ReasonCode::OtherWording | ReasonCode::OtherWord => 13,
        _ => 0,
    }
}

/// The values that both tell alike.
pub(super) fn shared(pair: &FramePair<'_, '_, '_>) -> Vec<SharedValue> {
    let mut equal: Vec<&SlotPair> = pair.view.slots.iter().filter(|slot| slot.fit != Fit::Clash).collect();
    equal.sort_by_key(|slot| (slot.a, slot.fit != Fit::Equal, slot.b));
    equal.dedup_by_key(|slot| slot.a);
    let value = |slot: &&SlotPair| {
        let (a, b) = (evidence(pair.text_a, Some(slot.a))?, evidence(pair.text_b, Some(slot.b))?);
        Some(SharedValue { kind: slot.kind, a, b })
    };
    equal.iter().filter_map(value).collect()
}

/// Whether a value is left unequal that is surely of one thing.
pub(super) fn is_left_unequal(view: &View<'_, '_>) -> bool {
    view.slots.iter().any(|slot| slot.fit == Fit::Clash && !slot.past && bound(slot) >= LEAST_BOUND)
}

impl FramePair<'_, '_, '_> {
    fn difference(
        relation: Relation,
        difference: Difference,
        code: ReasonCode,
        a: Option<Evidence>,
        b: Option<Evidence>,
    ) -> SlotDifference {
        SlotDifference { relation, difference, reason: reason(code, a, b) }
    }

    fn words(&self, a: Option<ByteSpan>, b: Option<ByteSpan>) -> (Option<Evidence>, Option<Evidence>) {
        (evidence(self.text_a, a), evidence(self.text_b, b))
    }

    /// Numbers, lengths of time, dates and hours that clash.
    fn values(&self) -> Vec<SlotDifference> {
        let mut clashes: Vec<&SlotPair> = self
            .view
            .slots
            .iter()
            .filter(|slot| slot.fit == Fit::Clash && !slot.taken && !slot.past && bound(slot) >= LEAST_BOUND)
            .collect();
        clashes.sort_by(|one, other| bound(other).total_cmp(&bound(one)));
        let mut named: Vec<&SlotPair> = Vec::new();
        for clash in clashes {
            let of_kind = named.iter().filter(|known| known.kind == clash.kind).count();
            let is_used = named.iter().any(|known| known.a == clash.a || known.b == clash.b);
            if of_kind < MOST_OF_A_KIND && !is_used {
                named.push(clash);
            }
        }
        let told = |slot: &&SlotPair| {
            let (code, is_grave) = match slot.kind {
                Difference::Date => (ReasonCode::OtherDate, slot.exact),
                Difference::Time => (ReasonCode::OtherTime, slot.near < 0.34),
                Difference::Duration => (ReasonCode::OtherDuration, slot.exact || slot.near < 0.67),
                _ if slot.exact || slot.near < 0.67 => (ReasonCode::OtherNumber, true),
                _ => (ReasonCode::NearNumber, false),
            };
            // 9日までに11件 and 11日までに18件: counted later.
            let later = slot.kind == Difference::Number && self.counted_apart();
            let (a, b) = self.words(Some(slot.a), Some(slot.b));
            match (later, is_grave) {
                (true, _) => {
                    Self::difference(Relation::Differ, Difference::Stage, ReasonCode::OtherStage, a, b)
                }
                (false, true) => Self::difference(Relation::Contradict, slot.kind, code, a, b),
                (false, false) => Self::difference(Relation::Differ, slot.kind, code, a, b),
            }
        };
        named.iter().map(told).collect()
    }

    /// Whether both say when they counted, and at different times.
    fn counted_apart(&self) -> bool {
        let both = self.view.of_a.has(Marker::Stage) && self.view.of_b.has(Marker::Stage);
        both && self.view.slots.iter().any(|slot| {
            matches!(slot.kind, Difference::Date | Difference::Time) && slot.fit == Fit::Clash && !slot.taken
        })
    }

    /// 合意した and 合意に至らなかった.
    fn denied(&self) -> Option<SlotDifference> {
        let (a, b) = (self.view.a, self.view.b);
        let meeting = a.clauses.iter().find_map(|one| {
            let event = one.event?;
            let met = |other: &&Clause| {
                other.event.is_some_and(|event_b| event_b.term == event.term)
                    && other.negative != one.negative
            };
            b.clauses.iter().find(met).map(|other| (one, other))
        });
        let (of_a, of_b) = match meeting {
            Some((one, other)) => (told(a, one), told(b, other)),
            None if self.view.of_a.denies != self.view.of_b.denies => {
                (a.clauses.last().and_then(|c| told(a, c)), b.clauses.last().and_then(|c| told(b, c)))
            }
            None => return None,
        };
        let (a, b) = self.words(of_a, of_b);
        Some(Self::difference(Relation::Contradict, Difference::Existence, ReasonCode::Negated, a, b))
    }

    /// 再開した and 中止した.
    fn opposite(&self) -> Option<SlotDifference> {
        let (one, other, difference) = self.view.a.contents.iter().find_map(|one| {
            let is_shared = |content: &Content, frame: &Frame<'_>| frame.has(content.term);
            self.view.b.contents.iter().find_map(|other| {
                let difference = self.view.opposites.of(one.term, other.term)?;
                let crossed = is_shared(one, self.view.b) || is_shared(other, self.view.a);
                (!crossed).then_some((one, other, difference))
            })
        })?;
        let (a, b) = self.words(word(self.view.a, one), word(self.view.b, other));
        let (relation, code) = match difference {
            Difference::Framing => (Relation::Differ, ReasonCode::OtherVerdict),
            Difference::Place => (Relation::Contradict, ReasonCode::OtherPlace),
            _ => (Relation::Contradict, ReasonCode::Opposite),
        };
        Some(Self::difference(relation, difference, code, a, b))
    }

    /// 開かれる予定だ and 開かれた.
    fn stage(&self) -> Option<SlotDifference> {
        let (a, b) = (self.view.of_a, self.view.of_b);
        let to_come =
            |profile: &super::profile::Profile| profile.certainty == 3 || profile.mood == Mood::Planned;
        let is_done = |profile: &super::profile::Profile| profile.past && !to_come(profile);
        if !(to_come(a) && is_done(b) || is_done(a) && to_come(b)) {
            return None;
        }
        let (a, b) = self.words(ending(self.view.a), ending(self.view.b));
        Some(Self::difference(Relation::Differ, Difference::Stage, ReasonCode::PlannedAndDone, a, b))
    }

    /// 逮捕された and 逮捕された可能性がある.
    fn certainty(&self) -> Option<SlotDifference> {
        let unsure = |frame: &Frame<'_>| {
            frame.claim.certainty == Certainty::Possible
                || frame.claim.certainty == Certainty::Reported && frame.claim.source == SpeakerKind::Unnamed
        };
        let sure = |frame: &Frame<'_>| frame.claim.certainty == Certainty::Asserted;
        let (a, b) = (self.view.a, self.view.b);
        if !(sure(a) && unsure(b) || unsure(a) && sure(b)) {
            return None;
        }
        let span = |frame: &Frame<'_>| frame.claim.modality.or(frame.claim.cue).or_else(|| ending(frame));
        let (a, b) = self.words(span(a), span(b));
        Some(Self::difference(Relation::Differ, Difference::Certainty, ReasonCode::OtherCertainty, a, b))
    }

    /// One remark of two speakers.
    fn speaker(&self) -> Option<SlotDifference> {
        let (a, b) = (self.view.a, self.view.b);
        let (one, other) = (a.claim.speaker.as_ref()?, b.claim.speaker.as_ref()?);
        let same = a.speaker.names.iter().any(|name| b.speaker.names.contains(name))
            || one.name.contains(&other.name)
            || other.name.contains(&one.name);
        let named = !a.speaker.names.is_empty() && !b.speaker.names.is_empty();
        if same || !(named || a.is_quoted() && b.is_quoted()) {
            return None;
        }
        let told = |speaker: &shirushi_model::ClaimSpeaker, text: &str| match speaker.span {
            Some(span) => evidence(text, Some(span)),
            None => understood(&speaker.name),
        };
        let (a, b) = (told(one, self.text_a), told(other, self.text_b));
        Some(Self::difference(Relation::Differ, Difference::Speaker, ReasonCode::OtherSpeaker, a, b))
    }

    /// Somebody whom only the one names where both name some.
    fn participants(&self) -> Option<SlotDifference> {
        let people = |frame: &'_ Frame<'_>| -> Vec<(super::terms::Term, ByteSpan)> {
            let named = frame.names.iter().filter(|name| name.kind == EntityType::Person);
            named.map(|name| (name.term, name.span)).collect()
        };
        let (mine, theirs) = (people(self.view.a), people(self.view.b));
        let shares = mine.iter().any(|(term, _)| theirs.iter().any(|(other, _)| other == term));
        let extra = |one: &[(super::terms::Term, ByteSpan)], other: &[(super::terms::Term, ByteSpan)]| {
            one.iter().find(|(term, _)| other.iter().all(|(known, _)| known != term)).map(|(_, span)| *span)
        };
        let (only_a, only_b) = (extra(&mine, &theirs), extra(&theirs, &mine));
        if mine.is_empty() || theirs.is_empty() || only_a.is_none() && only_b.is_none() {
            return None;
        }
        if !shares && (only_a.is_none() || only_b.is_none()) {
            return None;
        }
        let (a, b) = self.words(only_a, only_b);
        Some(Self::difference(
            Relation::Differ,
            Difference::Participants,
            ReasonCode::OtherParticipants,
            a,
            b,
        ))
    }

    /// Two places in which one thing happens.
    fn place(&self) -> Option<SlotDifference> {
        let staged = |frame: &'_ Frame<'_>, profile: &super::profile::Profile| {
            frame
                .names
                .iter()
                .find(|name| {
                    matches!(name.kind, EntityType::Location | EntityType::Facility)
                        && profile.arguments.iter().any(|(case, content)| {
                            matches!(case, Case::Stage | Case::Goal) && content.term == name.term
                        })
                })
                .map(|name| (name.term, name.span))
        };
        let (one, other) = (staged(self.view.a, self.view.of_a)?, staged(self.view.b, self.view.of_b)?);
        if one.0 == other.0 || self.view.a.has(other.0) || self.view.b.has(one.0) {
            return None;
        }
        let (a, b) = self.words(Some(one.1), Some(other.1));
        Some(Self::difference(Relation::Differ, Difference::Place, ReasonCode::OtherPlace, a, b))
    }

    /// Two causes of one thing.
    fn cause(&self) -> Option<SlotDifference> {
        if !(self.view.of_a.has(Marker::Cause) && self.view.of_b.has(Marker::Cause)) {
            return None;
        }
        let (a, b) = self.unlike_words()?;
        Some(Self::difference(Relation::Differ, Difference::Cause, ReasonCode::OtherCause, a, b))
    }

    /// One remark in other words.
    fn wording(&self) -> Option<SlotDifference> {
        if !(self.view.a.is_quoted() && self.view.b.is_quoted()) {
            return None;
        }
        let (a, b) = self.words(Some(self.view.a.claim.span), Some(self.view.b.claim.span));
        Some(Self::difference(Relation::Differ, Difference::Quote, ReasonCode::OtherWording, a, b))
    }

    /// Other words before the same particle.
    fn other_word(&self) -> Option<SlotDifference> {
        let (a, b) = self.unlike_words()?;
        Some(Self::difference(Relation::Differ, Difference::Other, ReasonCode::OtherWord, a, b))
    }

    /// The most telling nouns before one particle that have nothing in common.
    fn unlike_words(&self) -> Option<(Option<Evidence>, Option<Evidence>)> {
        let (mine, theirs) = (&self.view.of_a.arguments, &self.view.of_b.arguments);
        let mut best: Option<(f32, &Content, &Content)> = None;
        for (case, one) in mine {
            for (_, other) in theirs.iter().filter(|(own, _)| own == case) {
                let known = self.view.b.has(one.term) || self.view.a.has(other.term);
                let weight = one.weight.min(other.weight);
                if !known && one.alike(other) < 0.3 && best.is_none_or(|(most, ..)| weight > most) {
                    best = Some((weight, one, other));
                }
            }
        }
        let (_, one, other) = best?;
        Some(self.words(word(self.view.a, one), word(self.view.b, other)))
    }
}

/// Where a content word of a claim stands.
fn word(frame: &Frame<'_>, content: &Content) -> Option<ByteSpan> {
    frame.words.get(content.word as usize).map(|word| word.span)
}

/// From what happens in a clause to its end.
fn told(frame: &Frame<'_>, clause: &Clause) -> Option<ByteSpan> {
    let first = clause.event.map_or(clause.first, |event| event.word);
    frame.extent(first, clause.after)
}

/// What happens at the end of a claim.
fn ending(frame: &Frame<'_>) -> Option<ByteSpan> {
    frame.clauses.last().and_then(|clause| told(frame, clause))
}

/// Why two claims say the same.
pub(super) fn agreement(pair: &FramePair<'_, '_, '_>) -> Reason {
    let (a, b) = (pair.view.a, pair.view.b);
    if is_left_unequal(pair.view) {
        return reason(ReasonCode::SameEvent, None, None);
    }
    let same_speaker = a.speaker.names.iter().any(|name| b.speaker.names.contains(name));
    if same_speaker && a.is_quoted() && b.is_quoted() {
        let (a, b) = pair.words(Some(a.claim.span), Some(b.claim.span));
        return reason(ReasonCode::SameRemark, a, b);
    }
    let equal = pair.view.slots.iter().filter(|slot| slot.fit != Fit::Clash);
    if let Some(slot) = equal.max_by(|one, other| one.telling.total_cmp(&other.telling)) {
        let code = match slot.kind {
            Difference::Date | Difference::Time => ReasonCode::SameDate,
            _ => ReasonCode::SameNumber,
        };
        let (a, b) = pair.words(Some(slot.a), Some(slot.b));
        return reason(code, a, b);
    }
    if a.is_outlets() != b.is_outlets() {
        return reason(ReasonCode::Attributed, None, None);
    }
    let mut shared: Vec<&Content> = a.contents.iter().filter(|content| b.has(content.term)).collect();
    shared.sort_by(|one, other| other.weight.total_cmp(&one.weight).then(one.word.cmp(&other.word)));
    shared.truncate(4);
    shared.sort_by_key(|content| content.word);
    let words: Vec<&str> = shared
        .iter()
        .filter_map(|content| a.words.get(content.word as usize))
        .map(|word| word.lemma)
        .collect();
    reason(ReasonCode::SameContent, understood(&words.join("、")), None)
}
