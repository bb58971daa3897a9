//! Dates and times of day as stretches of days and minutes, so that a finer one inside a coarser one is seen
//! to fit.

use shirushi_model::{ByteSpan, CalendarValue, Date, Modifier};

/// A stretch of days, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Days {
    pub(super) from: i32,
    pub(super) to: i32,
}

impl Days {
    /// The days of a value; none when it is open.
    pub(super) fn read(value: &CalendarValue) -> Option<Self> {
        Some(narrowed(interval(&value.value)?, &value.value, value.modifier))
    }

    /// Whether some day is in both.
    pub(super) fn meets(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// Whether it is one day.
    pub(super) fn is_day(self) -> bool {
        self.from == self.to
    }
}

/// What a date is to its event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateRole {
    /// It happens then.
    When,
    /// It lasts until then.
    Until,
    /// It happened the time before: 以来, 前回.
    Before,
}

/// Whose time a date is told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clock {
    Unsaid,
    Japan,
    Local,
}

/// A date of a claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct DateSlot {
    pub(super) span: ByteSpan,
    pub(super) days: Days,
    pub(super) role: DateRole,
    pub(super) clock: Clock,
    /// Position of its first word in the claim.
    pub(super) word: usize,
}

/// A time of day of a claim.
#[derive(Debug, Clone, Copy)]
pub(super) struct TimeSlot {
    pub(super) span: ByteSpan,
    /// Minutes after midnight.
    pub(super) minutes: i32,
    /// The earliest it can be.
    pub(super) least: i32,
    /// The latest it can be.
    pub(super) most: i32,
}

impl DateSlot {
    /// A date of a text; none when its value is open.
    pub(super) fn read(
        text: &str,
        span: ByteSpan,
        claim: ByteSpan,
        word: usize,
        value: &CalendarValue,
    ) -> Option<Self> {
        let days = narrowed(interval(&value.value)?, &value.value, value.modifier);
        let before = tail(text, span.start, 24);
        let after = head(text, span.end, 60);
        Some(Self {
            span,
            days,
            role: role(text.get(claim.start as usize..span.start as usize).unwrap_or_default(), after),
            clock: clock(before, after),
            word,
        })
    }
}

impl TimeSlot {
    /// A time of day; none when it is open or a stretch.
    pub(super) fn read(text: &str, span: ByteSpan, value: &CalendarValue) -> Option<Self> {
        let (_, clock) = value.value.split_once('T')?;
        if clock.contains('/') {
            return None;
        }
        let mut parts = clock.split(':');
        let hour: i32 = parts.next()?.parse().ok()?;
        let minute: i32 = parts.next().unwrap_or("0").parse().ok()?;
        let after = head(text, span.end, 12);
        let starts = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
        // How far a time may be off: more at full hours, less at half ones, least where minutes are given.
        let (wide, narrow) = match minute % 30 {
            0 if minute == 0 => (30, 7),
            0 => (15, 7),
            _ => (6, 3),
        };
        let minutes = hour * 60 + minute;
        let (least, most) = if starts(&["すぎ", "過ぎ"]) {
            (minutes, minutes + wide)
        } else if starts(&["前"]) && !starts(&["前後"]) {
            (minutes - wide, minutes)
        } else if starts(&["ごろ", "頃", "前後"]) || value.modifier.is_some() {
            (minutes - narrow, minutes + narrow)
        } else if minute % 30 == 0 && !starts(&["まで"]) {
            (minutes - 4, minutes + 4)
        } else {
            (minutes - 1, minutes + 1)
        };
        Some(Self { span, minutes, least, most })
    }

    /// Whether both can be the same moment.
    pub(super) fn fits(self, other: Self) -> bool {
        self.least <= other.most && other.least <= self.most
    }
}

/// The words of the claim before a date, and those right after it, that say what it is to its event.
fn role(before: &str, after: &str) -> DateRole {
    let earlier = ["以来", "にも", "も", "を最後", "に続"].iter().any(|word| after.starts_with(word));
    // 2015年の総会以来: a noun stands between, but no comma.
    let since = after.split(['、', '。']).next().is_some_and(|phrase| phrase.contains("以来"));
    if earlier || since || before.contains("前回") || before.contains("最後に") {
        DateRole::Before
    } else if after.starts_with("まで") {
        DateRole::Until
    } else {
        DateRole::When
    }
}

fn clock(before: &str, after: &str) -> Clock {
    let has = |word: &str| {
        let behind = after.strip_prefix(['(', '（']).unwrap_or_default();
        before.contains(word) || behind.starts_with(word)
    };
    if has("日本時間") {
        Clock::Japan
    } else if has("現地") || before.ends_with("部時間") {
        Clock::Local
    } else {
        Clock::Unsaid
    }
}

/// The text of at most so many bytes before a position.
fn tail(text: &str, end: u32, most: usize) -> &str {
    let end = end as usize;
    let mut start = end.saturating_sub(most);
    while start < end && !text.is_char_boundary(start) {
        start += 1;
    }
    text.get(start..end).unwrap_or_default()
}

/// The text of at most so many bytes after a position.
fn head(text: &str, start: u32, most: usize) -> &str {
    let start = start as usize;
    let mut end = (start + most).min(text.len());
    while end > start && !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(start..end).unwrap_or_default()
}

/// The days a value of ISO 8601 stands for.
pub(super) fn interval(value: &str) -> Option<Days> {
    if let Some((from, to)) = value.split_once('/') {
        let (from, to) = (interval(from)?, interval(to)?);
        return (from.from <= to.to).then_some(Days { from: from.from, to: to.to });
    }
    let value = value.split('T').next().unwrap_or_default();
    let mut parts = value.split('-');
    let year = parts.next()?;
    if let Some(decade) = year.strip_suffix('X').filter(|decade| decade.len() == 3) {
        let decade: i32 = decade.parse().ok()?;
        return Some(Days { from: day(decade * 10, 1, 1)?, to: day(decade * 10 + 9, 12, 31)? });
    }
    let year: i32 = year.parse().ok()?;
    let Some(month) = parts.next() else {
        return Some(Days { from: day(year, 1, 1)?, to: day(year, 12, 31)? });
    };
    if let Some((from, to)) = season(month) {
        return Some(Days { from: day(year, from, 1)?, to: last_day(year + i32::from(to < from), to)? });
    }
    if let Some(week) = month.strip_prefix('W') {
        let week: i32 = week.parse().ok()?;
        let fourth = Date::new(year, 1, 4)?;
        let monday = fourth.plus_days((week - 1) * 7 + 1 - fourth.weekday())?;
        let from = monday.number();
        return Some(Days { from, to: from + 6 });
    }
    let month: i32 = month.parse().ok()?;
    match parts.next() {
        Some(exact) => {
            let exact = day(year, month, exact.parse().ok()?)?;
            Some(Days { from: exact, to: exact })
        }
        None => Some(Days { from: day(year, month, 1)?, to: last_day(year, month)? }),
    }
}

/// Seasons of TIMEX3, generously.
fn season(letters: &str) -> Option<(i32, i32)> {
    Some(match letters {
        "SP" => (2, 6),
        "SU" => (5, 9),
        "FA" => (8, 12),
        "WI" => (11, 3),
        _ => return None,
    })
}

/// 8月上旬 is the first third of the month and a little more, 以降 everything after.
fn narrowed(days: Days, value: &str, modifier: Option<Modifier>) -> Days {
    let length = days.to - days.from;
    match modifier {
        Some(Modifier::Start) => Days { from: days.from, to: days.from + length * 2 / 5 },
        Some(Modifier::End) => Days { from: days.to - length * 2 / 5, to: days.to },
        Some(Modifier::OnOrAfter) => Days { from: days.from, to: i32::MAX / 2 },
        Some(Modifier::Approx | Modifier::Vague) => {
            let slack = if value.len() >= 10 { 2 } else { length / 2 };
            Days { from: days.from - slack, to: days.to + slack }
        }
        _ => days,
    }
}

fn day(year: i32, month: i32, day: i32) -> Option<i32> {
    Date::new(year, month, day).map(Date::number)
}

fn last_day(year: i32, month: i32) -> Option<i32> {
    (28..=31).rev().find_map(|last| day(year, month, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meet(one: &str, other: &str) -> bool {
        interval(one).unwrap().meets(interval(other).unwrap())
    }

    #[test]
    fn a_finer_date_lies_inside_a_coarser_one() {
        assert!(meet("2025-08-15", "2025-08"));
        assert!(meet("2025-08", "2025"));
        assert!(meet("2025-08-15", "2025-W33"));
        assert!(meet("2025-10-03", "2025-FA"));
        assert!(meet("199X", "1994-05"));
        assert!(!meet("2025-08-15", "2025-08-16"));
        assert!(!meet("2025-08", "2025-09-01"));
        assert!(meet("2025-08-15/2025-08-17", "2025-08-16"));
        for open in ["XXXX-08-15", "PXY", "P2W/P3W", "", "T15:30"] {
            assert_eq!(interval(open), None, "{open}");
        }
    }
}
