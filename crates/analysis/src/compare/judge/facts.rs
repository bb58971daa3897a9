//! Whether it is so: one says yes and the other no, one tells as done what the other tells as planned, one
//! tells outright what the other has from hearsay.

use super::events::Meeting;
use super::{ALIKE_AND_DIFFERENT, ClaimCase, Finding};
use crate::compare::clauses::{Clause, Mood};
use crate::compare::days::{DateRole, DateSlot};
use crate::compare::frame::Frame;
use crate::compare::terms::Term;
use crate::compare::words::WordKind;
use shirushi_model::{ByteSpan, Certainty, Difference, Evidence, ReasonCode, Relation, SpeakerKind, Tense};

impl ClaimCase<'_, '_> {
    /// 合意した and 合意に至らなかった.
    pub(super) fn negated(&self) -> Option<Finding> {
        let meeting = self.meetings.iter().find(|meeting| {
            meeting.difference.is_none()
                && meeting.a.negative != meeting.b.negative
                && (self.is_told_as_fact(meeting) || self.is_told_alike(meeting))
                && meeting.fits()
                && self.is_enough(meeting)
                && !self.is_about_parts(meeting)
                && self.same_time(meeting)
        })?;
        Some(self.excluding(Relation::Contradict, Difference::Existence, ReasonCode::Negated, meeting))
    }

    /// 再開した and 運休している.
    pub(super) fn opposite(&self) -> Option<Finding> {
        let found = self.meetings.iter().find_map(|meeting| {
            let difference = meeting.difference?;
            let excludes = meeting.a.negative == meeting.b.negative
                && !meeting.a.negative
                && meeting.fits()
                && self.likeness.score >= 0.25
                && (self.is_told_as_fact(meeting) || self.is_told_alike(meeting))
                && self.same_time(meeting);
            excludes.then_some((meeting, difference))
        });
        if let Some((meeting, difference)) = found {
            if let Some((x, y)) = self.until_and_when() {
                return (y.days.from > x.days.to + 1 || x.days.from > y.days.to + 1).then(|| Finding {
                    relation: Relation::Differ,
                    difference: Difference::Date,
                    code: ReasonCode::OtherDate,
                    a: self.evidence(self.a, Some(x.span)),
                    b: self.evidence(self.b, Some(y.span)),
                });
            }
            return Some(match difference {
                Difference::Framing => {
                    self.excluding(Relation::Differ, difference, ReasonCode::OtherVerdict, meeting)
                }
                _ => self.excluding(Relation::Contradict, difference, ReasonCode::Opposite, meeting),
            });
        }
        self.opposite_words()
    }

    /// 14日まで運休する and 20日に再開する: both can be true; what differs is the day.
    fn until_and_when(&self) -> Option<(&DateSlot, &DateSlot)> {
        let last = |frame: &'_ Frame<'_>, role| {
            let dates = frame.dates.iter().enumerate().filter(|(_, date)| date.role == role);
            dates.max_by_key(|(_, date)| date.days.from).map(|(at, _)| at)
        };
        for (one, other) in [(DateRole::Until, DateRole::When), (DateRole::When, DateRole::Until)] {
            if let (Some(x), Some(y)) = (last(self.a, one), last(self.b, other)) {
                return self.a.dates.get(x).zip(self.b.dates.get(y));
            }
        }
        None
    }

    /// 市の中心部で and 市の郊外で: words that exclude each other, in claims that are otherwise alike.
    fn opposite_words(&self) -> Option<Finding> {
        let opposites = &self.bench.opposites;
        let is_alike = self.likeness.score >= ALIKE_AND_DIFFERENT;
        for one in self.a.words {
            let Some(term) = one.term.filter(|&term| !self.b.has(term)) else { continue };
            if !opposites.has(term) {
                continue;
            }
            for other in self.b.words {
                let Some(met) = other.term.filter(|&met| !self.a.has(met)) else { continue };
                // 山頂駅の手前 and 山麓駅と山頂駅の中間: of one landmark, whatever else is told.
                let of_one = || {
                    landmark(self.a, one.span.start)
                        .is_some_and(|mark| landmark(self.b, other.span.start) == Some(mark))
                };
                if let Some(Difference::Place) = opposites.of(term, met)
                    && (is_alike || of_one())
                {
                    return Some(Finding {
                        relation: Relation::Contradict,
                        difference: Difference::Place,
                        code: ReasonCode::OtherPlace,
                        a: self.evidence(self.a, Some(one.span)),
                        b: self.evidence(self.b, Some(other.span)),
                    });
                }
            }
        }
        None
    }

    /// 開かれる予定だ and 開かれた.
    pub(super) fn planned_and_done(&self) -> Option<Finding> {
        if self.likeness.score < ALIKE_AND_DIFFERENT {
            return None;
        }
        let meeting = self.meetings.iter().find(|meeting| {
            let is_done = |clause: &Clause, frame: &Frame<'_>| {
                clause.mood == Mood::Fact && is_main(clause, frame) && frame.claim.tense == Tense::Past
            };
            let is_planned =
                |clause: &Clause, frame: &Frame<'_>| clause.mood == Mood::Planned && is_main(clause, frame);
            meeting.difference.is_none()
                && meeting.a.negative == meeting.b.negative
                && meeting.fits()
                && (is_done(meeting.a, self.a) && is_planned(meeting.b, self.b)
                    || is_planned(meeting.a, self.a) && is_done(meeting.b, self.b))
        })?;
        Some(self.excluding(Relation::Differ, Difference::Stage, ReasonCode::PlannedAndDone, meeting))
    }

    /// 逮捕された and 逮捕された可能性がある.
    pub(super) fn other_certainty(&self) -> Option<Finding> {
        if self.likeness.score < ALIKE_AND_DIFFERENT + 0.1 {
            return None;
        }
        let meeting = self.meetings.iter().find(|meeting| {
            meeting.difference.is_none()
                && meeting.a.negative == meeting.b.negative
                && meeting.fits()
                && is_main(meeting.a, self.a)
                && is_main(meeting.b, self.b)
                && (is_sure(self.a) && is_unsure(self.b) || is_unsure(self.a) && is_sure(self.b))
        })?;
        Some(self.excluding(Relation::Differ, Difference::Framing, ReasonCode::OtherCertainty, meeting))
    }

    fn excluding(
        &self,
        relation: Relation,
        difference: Difference,
        code: ReasonCode,
        meeting: &Meeting<'_>,
    ) -> Finding {
        Finding {
            relation,
            difference,
            code,
            a: self.words_of(self.a, meeting.a),
            b: self.words_of(self.b, meeting.b),
        }
    }

    /// From what happens to the end of its clause.
    pub(super) fn words_of(&self, frame: &Frame<'_>, clause: &Clause) -> Option<Evidence> {
        let first = clause.event.map_or(clause.first, |event| event.word);
        let span: Option<ByteSpan> = frame.extent(first, clause.after);
        self.evidence(frame, span)
    }

    fn is_told_as_fact(&self, meeting: &Meeting<'_>) -> bool {
        meeting.a.mood == Mood::Fact && meeting.b.mood == Mood::Fact
    }

    fn is_told_alike(&self, meeting: &Meeting<'_>) -> bool {
        let is_to_come =
            |clause: &Clause| clause.mood == Mood::Planned || clause.mood == Mood::Fact && !clause.past;
        let one_is_planned = meeting.a.mood == Mood::Planned || meeting.b.mood == Mood::Planned;
        one_is_planned && is_to_come(meeting.a) && is_to_come(meeting.b)
    }

    /// A verb is told by its nouns; an event noun says enough alone.
    fn is_enough(&self, meeting: &Meeting<'_>) -> bool {
        let is_noun = |frame: &Frame<'_>, clause: &Clause| {
            clause
                .event
                .and_then(|event| frame.words.get(event.word))
                .is_some_and(|word| word.kind != WordKind::Verb)
        };
        let by_noun = is_noun(self.a, meeting.a) && is_noun(self.b, meeting.b);
        meeting.shared >= 0.5 || by_noun && self.likeness.shared >= 0.3 || self.likeness.score >= 0.6
    }

    /// 全面的な合意には至らなかった and 一部で合意した fit, and so do 一つの点では一致できなかった and
    /// ほとんどの点で合意した.
    fn is_about_parts(&self, meeting: &Meeting<'_>) -> bool {
        let written = |frame: &Frame<'_>, clause: &Clause| -> String {
            let words = frame.words.get(clause.first..clause.after).unwrap_or_default();
            words.iter().map(|word| word.surface).collect()
        };
        let (a, b) = (written(self.a, meeting.a), written(self.b, meeting.b));
        let (no, yes) = if meeting.a.negative { (a, b) } else { (b, a) };
        let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
        has(&no, WHOLES) && has(&yes, PARTS) || has(&no, SINGLE) && (has(&yes, MOST) || has(&yes, PARTS))
    }

    /// Not 昨年は合意しなかった and 今年は合意した.
    fn same_time(&self, _meeting: &Meeting<'_>) -> bool {
        let (one, other) = (&self.a.dates, &self.b.dates);
        one.is_empty() || other.is_empty() || one.iter().any(|a| other.iter().any(|b| a.days.meets(b.days)))
    }
}

/// All of it.
const WHOLES: &[&str] = &["全面", "完全", "包括", "全て", "すべて", "全体", "最終", "全員", "全部"];
/// Some of it.
const PARTS: &[&str] = &["一部", "部分", "大筋", "原則", "暫定", "当面"];
/// One thing of several.
const SINGLE: &[&str] = &["一つ", "1つ", "１つ", "ひとつ", "一点", "1点", "１点", "一部"];
/// Most of several things.
const MOST: &[&str] = &["ほとんど", "多く", "大半", "大部分", "ほぼ"];

/// The name or noun right before 〜の手前.
fn landmark(frame: &Frame<'_>, position: u32) -> Option<Term> {
    let at = frame.words.partition_point(|word| word.span.start < position);
    let before = frame.words.get(at.saturating_sub(5)..at)?;
    let has_link = before.iter().any(|word| word.kind == WordKind::Adnominal);
    before.iter().rev().find_map(|word| word.term).filter(|_| has_link)
}

/// Whether a clause is the last of its claim, where its tense and certainty show.
fn is_main(clause: &Clause, frame: &Frame<'_>) -> bool {
    frame.clauses.last().is_some_and(|last| last.first == clause.first)
}

fn is_sure(frame: &Frame<'_>) -> bool {
    frame.is_outlets() && matches!(frame.claim.certainty, Certainty::Asserted)
}

fn is_unsure(frame: &Frame<'_>) -> bool {
    let unnamed = frame.claim.source == SpeakerKind::Unnamed && frame.speaker.names.is_empty();
    frame.claim.certainty == Certainty::Possible || frame.claim.certainty == Certainty::Reported && unnamed
}
