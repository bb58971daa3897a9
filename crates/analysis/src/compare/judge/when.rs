//! When: days and times of day.

use super::events::Meeting;
use super::{ClaimCase, Finding};
use crate::compare::days::{Clock, DateRole, DateSlot};
use crate::compare::frame::Frame;
use crate::compare::reasons::reason;
use crate::compare::terms::Term;
use shirushi_model::{Difference, EntityType, Reason, ReasonCode, Relation};

impl ClaimCase<'_, '_> {
    /// Two dates of one event that cannot be the same.
    pub(super) fn other_date(&self) -> Option<Finding> {
        let (x, y) = self.conflicting_dates()?;
        // The time before is told in few words, and rarely of two things.
        if !self.is_comparable() && x.role != DateRole::Before {
            return None;
        }
        if self.is_time_zone(x, y) {
            return None;
        }
        let code = ReasonCode::OtherDate;
        let relation = match (x.days.from - y.days.from).abs() {
            // In a report from abroad, a day more or less may be the zone's.
            1 if x.days.is_day() && y.days.is_day() && self.is_abroad() => Relation::Differ,
            _ => Relation::Contradict,
        };
        Some(Finding {
            relation,
            difference: Difference::Date,
            code,
            a: self.evidence(self.a, Some(x.span)),
            b: self.evidence(self.b, Some(y.span)),
        })
    }

    fn conflicting_dates(&self) -> Option<(&DateSlot, &DateSlot)> {
        let meeting = self.dated_meeting().or_else(|| self.meetings.first());
        let (event, first_a, first_b) = match meeting {
            Some(meeting) if meeting.confirms() => (meeting.event, meeting.a.first, meeting.b.first),
            _ => (self.named_event()?, 0, 0),
        };
        for role in [DateRole::When, DateRole::Before, DateRole::Until] {
            let of = |frame: &'_ Frame<'_>| -> Vec<usize> {
                frame
                    .dates
                    .iter()
                    .enumerate()
                    .filter(|(_, date)| date.role == role)
                    .map(|(at, _)| at)
                    .collect()
            };
            let (mine, theirs) = (of(self.a), of(self.b));
            let meets = mine.iter().any(|&x| {
                theirs.iter().any(|&y| {
                    self.a.dates.get(x).zip(self.b.dates.get(y)).is_some_and(|(x, y)| x.days.meets(y.days))
                })
            });
            let by_name = meeting.is_none_or(|meeting| !meeting.confirms());
            if meets || mine.is_empty() || theirs.is_empty() || by_name && role != DateRole::Before {
                continue;
            }
            let nearest = |frame: &Frame<'_>, dates: &[usize], word: usize| {
                dates
                    .iter()
                    .copied()
                    .min_by_key(|&at| frame.dates.get(at).map_or(usize::MAX, |date| date.word.abs_diff(word)))
            };
            let x = nearest(self.a, &mine, first_a).and_then(|at| self.a.dates.get(at))?;
            let y = nearest(self.b, &theirs, first_b).and_then(|at| self.b.dates.get(at))?;
            let told_elsewhere = |frame: &Frame<'_>, date: &DateSlot| {
                let book = self.bench.books.get(frame.at.article as usize);
                book.is_some_and(|book| book.dates(event, date.days))
            };
            if told_elsewhere(self.b, x) || told_elsewhere(self.a, y) {
                return None;
            }
            return Some((x, y));
        }
        None
    }

    /// What happens in one claim and is named in the other.
    fn named_event(&self) -> Option<Term> {
        let named = |one: &Frame<'_>, other: &Frame<'_>| {
            let mut events = one.clauses.iter().filter_map(|clause| clause.event);
            events.find(|event| other.has(event.term)).map(|event| event.term)
        };
        named(self.a, self.b).or_else(|| named(self.b, self.a))
    }

    fn dated_meeting(&self) -> Option<&Meeting<'_>> {
        self.meetings.iter().find(|meeting| {
            meeting.difference.is_none() && meeting.a.negative == meeting.b.negative && meeting.fits()
        })
    }

    /// Whether a day's difference is told as one of zones.
    fn is_time_zone(&self, x: &DateSlot, y: &DateSlot) -> bool {
        let is_next = x.days.is_day() && y.days.is_day() && (x.days.from - y.days.from).abs() == 1;
        is_next && x.clock != y.clock && (x.clock != Clock::Unsaid || y.clock != Clock::Unsaid)
    }

    /// Whether the claims name a country that is not Japan.
    fn is_abroad(&self) -> bool {
        [self.a, self.b].into_iter().any(|frame| {
            frame
                .names
                .iter()
                .any(|name| name.kind == EntityType::Location && is_foreign(self.bench.terms.text(name.term)))
        })
    }

    /// Two times of day of one event on one day that cannot be the same.
    pub(super) fn other_time(&self) -> Option<Finding> {
        if !self.is_comparable() || self.dated_meeting().is_none() {
            return None;
        }
        let ([x], [y]) = (self.a.times.as_slice(), self.b.times.as_slice()) else { return None };
        let (a, b) = (&self.a.dates, &self.b.dates);
        let same_day =
            a.is_empty() || b.is_empty() || a.iter().any(|x| b.iter().any(|y| x.days.meets(y.days)));
        if x.fits(*y) || !same_day {
            return None;
        }
        let is_far = (x.minutes - y.minutes).abs() >= 60;
        Some(Finding {
            relation: if is_far { Relation::Contradict } else { Relation::Differ },
            difference: Difference::Date,
            code: ReasonCode::OtherTime,
            a: self.evidence(self.a, Some(x.span)),
            b: self.evidence(self.b, Some(y.span)),
        })
    }

    /// The same date in other words, or a day's difference that zones explain.
    pub(super) fn same_date(&self) -> Option<Reason> {
        self.a.dates.iter().find_map(|x| {
            let y = self.b.dates.iter().find(|y| x.days.meets(y.days) || self.is_time_zone(x, y))?;
            let code = if x.days.meets(y.days) { ReasonCode::SameDate } else { ReasonCode::TimeZone };
            Some(reason(code, self.evidence(self.a, Some(x.span)), self.evidence(self.b, Some(y.span))))
        })
    }
}

/// Whether a canonical name is that of a country other than Japan.
fn is_foreign(name: &str) -> bool {
    use std::collections::HashSet;
    use std::sync::LazyLock;
    static COUNTRIES: LazyLock<HashSet<String>> = LazyLock::new(|| {
        crate::entities::tables::countries()
            .into_iter()
            .map(|row| row.name)
            .filter(|name| name != "日本")
            .collect()
    });
    COUNTRIES.contains(name)
}
