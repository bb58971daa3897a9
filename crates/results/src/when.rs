//! What a noted day or time covers, in minutes: so that two of them can be set on one line.
//!
//! Reads what files hold (`2025-08-15T14:10`, `2025-08`, `202X`, `2025-W33`, `2025-SU`, `a/b`). What leaves
//! its year open has no place on a line.

use shirushi_model::{CalendarValue, Modifier};

/// Minutes since the first day of the year 0, in the time of Japan where nothing else is said; half-open,
/// never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stretch {
    /// The first minute.
    pub from: i64,
    /// The first minute after.
    pub until: i64,
}

/// Minutes of a day.
pub const DAY: i64 = 24 * 60;

impl Stretch {
    /// How long it is, in minutes.
    pub fn length(self) -> i64 {
        self.until - self.from
    }

    /// Whether they have a minute in common.
    pub fn meets(self, other: Self) -> bool {
        self.from < other.until && other.from < self.until
    }

    /// How many minutes lie between them; 0 when they meet.
    pub fn gap(self, other: Self) -> i64 {
        (other.from - self.until).max(self.from - other.until).max(0)
    }
}

/// How finely a day or a time is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grain {
    /// To the hour or the minute.
    Clock,
    /// To the day.
    Day,
    /// A week, a month, a third of one, a season, a year or more.
    Wide,
}

/// What is noted, read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct When {
    /// What it covers.
    pub stretch: Stretch,
    /// How finely it is told.
    pub grain: Grain,
    /// Whether the text says ごろ, 約 and the like.
    pub about: bool,
    /// Whether it has a day of its own; if not, `stretch` counts from midnight.
    pub dated: bool,
}

/// What a value covers; `None` for lengths of time and for what leaves its year open.
///
/// ```
/// use shirushi_model::CalendarValue;
/// use shirushi_results::when::{Grain, when};
///
/// let noted = |value: &str| CalendarValue { value: value.to_owned(), modifier: None, anchor: None };
/// let august = when(&noted("2025-08")).unwrap();
/// assert_eq!((august.grain, august.stretch.length()), (Grain::Wide, 31 * 24 * 60));
/// let clock = when(&noted("2025-08-15T14:10")).unwrap();
/// assert!(august.stretch.meets(clock.stretch));
/// assert!(when(&noted("XXXX-08-15")).is_none());
/// ```
pub fn when(noted: &CalendarValue) -> Option<When> {
    let mut read = match noted.value.split_once('/') {
        Some((from, until)) => {
            let (from, until) = (point(from)?, point(until)?);
            let stretch = Stretch { from: from.stretch.from, until: until.stretch.until };
            if stretch.length() <= 0 || from.dated != until.dated {
                return None;
            }
            When { stretch, grain: from.grain.max(until.grain), ..from }
        }
        None => point(&noted.value)?,
    };
    let third = (read.stretch.length() / 3).max(1);
    match noted.modifier {
        Some(Modifier::Start) => read.stretch.until = read.stretch.from + third,
        Some(Modifier::End) => read.stretch.from = read.stretch.until - third,
        Some(Modifier::Approx | Modifier::Nearly | Modifier::Vague) => read.about = true,
        _ => {}
    }
    Some(read)
}

fn point(noted: &str) -> Option<When> {
    let plain = |stretch, grain, dated| When { stretch, grain, about: false, dated };
    match noted.split_once('T') {
        Some(("", clock)) => Some(plain(self::clock(clock)?, Grain::Clock, false)),
        Some((day, clock)) => {
            let (day, clock) = (self::day(day)?, self::clock(clock)?);
            // A time of day in a month has no day to stand on.
            (day.length() == DAY).then_some(())?;
            let stretch = Stretch { from: day.from + clock.from, until: day.from + clock.until };
            Some(plain(stretch, Grain::Clock, true))
        }
        None => {
            let stretch = day(noted)?;
            let grain = if stretch.length() == DAY { Grain::Day } else { Grain::Wide };
            Some(plain(stretch, grain, true))
        }
    }
}

/// A time of day in the time of Japan; one without minutes covers its hour.
fn clock(noted: &str) -> Option<Stretch> {
    let at = noted.find(['Z', '+', '-']).unwrap_or(noted.len());
    let (time, zone) = (noted.get(..at)?, noted.get(at..)?);
    let mut parts = time.split(':');
    let hour: i64 = parts.next()?.parse().ok()?;
    let minute: Option<i64> = parts.next().map(str::parse).transpose().ok()?;
    let shift = match zone.strip_prefix(['+', '-']) {
        Some(offset) => {
            let (hours, minutes) = offset.split_once(':').unwrap_or((offset, "0"));
            let minutes = hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?;
            JAPAN - if zone.starts_with('-') { -minutes } else { minutes }
        }
        None if zone == "Z" => JAPAN,
        None => 0,
    };
    let (from, length) = (hour * 60 + minute.unwrap_or(0) + shift, if minute.is_some() { 1 } else { 60 });
    ((0..=30).contains(&hour) && (0..60).contains(&minute.unwrap_or(0)))
        .then_some(Stretch { from, until: from + length })
}

/// How far the clocks of Japan are ahead of UTC, in minutes.
const JAPAN: i64 = 9 * 60;

fn day(noted: &str) -> Option<Stretch> {
    let days = |from: i64, until: i64| Stretch { from: from * DAY, until: until * DAY };
    let mut parts = noted.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?;
    let open = year.bytes().rev().take_while(|byte| *byte == b'X').count();
    let known = year.get(..4 - open).filter(|known| !known.is_empty())?;
    let width = 10_i64.pow(u32::try_from(open).ok()?);
    let year = known.parse::<u32>().ok().map(i64::from)? * width;
    let Some(month) = parts.next().filter(|_| open == 0) else {
        return Some(days(first_day(year, 1), first_day(year + width, 1)));
    };
    if let Some(week) = month.strip_prefix('W').filter(|_| month != "WI") {
        let week: i64 = week.parse().ok().filter(|week| (1..=53).contains(week))?;
        // ISO 8601: the week of 4 January is the first. Day 0 of the count was a Saturday.
        let fourth = first_day(year, 1) + 3;
        let monday = fourth - (fourth + 5).rem_euclid(7);
        return Some(days(monday + 7 * (week - 1), monday + 7 * week));
    }
    let season = match month {
        "SP" => Some(3),
        "SU" => Some(6),
        "FA" => Some(9),
        "WI" => Some(12),
        _ => None,
    };
    if let Some(first) = season {
        return Some(days(first_day(year, first), first_day(year, first + 3)));
    }
    if month == "XX" {
        return Some(days(first_day(year, 1), first_day(year + 1, 1)));
    }
    let month: i64 = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    let (first, next) = (first_day(year, month), first_day(year, month + 1));
    match parts.next() {
        None | Some("XX") => Some(days(first, next)),
        Some(day) => {
            let day: i64 = day.parse().ok()?;
            (1..=next - first).contains(&day).then(|| days(first + day - 1, first + day))
        }
    }
}

/// The days from 1 January of the year 0 to the first of a month; months past December go on in the next
/// year.
fn first_day(year: i64, month: i64) -> i64 {
    const BEFORE: [i64; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let (year, month) = (year + (month - 1).div_euclid(12), (month - 1).rem_euclid(12));
    let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let leaps = |before: i64| match before {
        ..=0 => 0,
        _ => (before - 1) / 4 - (before - 1) / 100 + (before - 1) / 400 + 1,
    };
    let within = usize::try_from(month).ok().and_then(|month| BEFORE.get(month)).copied().unwrap_or_default();
    year * 365 + leaps(year) + within + i64::from(leap(year) && month > 1)
}

/// The day of a minute, as year, month and day.
pub fn date(minute: i64) -> (i64, i64, i64) {
    let day = minute.div_euclid(DAY);
    let mut year = day.div_euclid(366).max(0);
    while first_day(year + 1, 1) <= day {
        year += 1 + (day - first_day(year + 1, 1)) / 366;
    }
    let month = (1..=12).rev().find(|&month| first_day(year, month) <= day).unwrap_or(1);
    (year, month, day - first_day(year, month) + 1)
}

/// A stretch as files hold it, so that [`when`] reads it back: the shortest of `2025`, `2025-10`,
/// `2025-10-03`, `2025-10-03T04` and `2025-10-03T04:20` that covers just this, else two of them with a stroke
/// between.
pub fn as_noted(stretch: Stretch) -> String {
    let (year, month, day) = date(stretch.from);
    let of_day = format!("{year:04}-{month:02}-{day:02}");
    let (hour, minute) = (stretch.from.rem_euclid(DAY) / 60, stretch.from.rem_euclid(60));
    let whole = [
        format!("{year:04}"),
        format!("{year:04}-{month:02}"),
        of_day.clone(),
        format!("{of_day}T{hour:02}"),
        format!("{of_day}T{hour:02}:{minute:02}"),
    ];
    let covers = |value: &String| point(value).is_some_and(|read| read.stretch == stretch);
    if let Some(value) = whole.into_iter().find(covers) {
        return value;
    }
    let is_days = stretch.from.rem_euclid(DAY) == 0 && stretch.until.rem_euclid(DAY) == 0;
    let end = |minute: i64| match is_days {
        true => {
            let (year, month, day) = date(minute);
            format!("{year:04}-{month:02}-{day:02}")
        }
        false => noted(minute).replace(' ', "T"),
    };
    let with_clock = |value: String| if is_days || value.contains('T') { value } else { value + "T00:00" };
    format!("{}/{}", with_clock(end(stretch.from)), with_clock(end(stretch.until - 1)))
}

/// A minute as it is noted: `2025-08-15`, with the time of day unless it is midnight.
pub fn noted(minute: i64) -> String {
    let (year, month, day) = date(minute);
    match minute.rem_euclid(DAY) {
        0 => format!("{year:04}-{month:02}-{day:02}"),
        rest => format!("{year:04}-{month:02}-{day:02} {:02}:{:02}", rest / 60, rest % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Option<When> {
        when(&CalendarValue { value: value.to_owned(), modifier: None, anchor: None })
    }

    #[test]
    fn days_are_counted_as_the_calendar_has_them() {
        for (value, from, days) in [
            ("2025-10-12", "2025-10-12", 1),
            ("2024-02", "2024-02-01", 29),
            ("1900-02", "1900-02-01", 28),
            ("2025", "2025-01-01", 365),
            ("202X", "2020-01-01", 3653),
            ("2025-W01", "2024-12-30", 7),
            ("2025-W33", "2025-08-11", 7),
            ("2025-WI", "2025-12-01", 90),
            ("0000", "0000-01-01", 366),
            ("9999-12-31", "9999-12-31", 1),
            ("2025-08-15/2025-08-17", "2025-08-15", 3),
            ("2025-XX", "2025-01-01", 365),
        ] {
            let read = read(value).unwrap_or_else(|| panic!("{value}"));
            assert_eq!(
                (noted(read.stretch.from).as_str(), read.stretch.length()),
                (from, days * DAY),
                "{value}"
            );
        }
    }

    #[test]
    fn times_are_those_of_japan() {
        for (value, at) in [
            ("2025-08-15T14:10", "2025-08-15 14:10"),
            ("2025-08-15T22:30Z", "2025-08-16 07:30"),
            ("2025-08-15T09:00-04:00", "2025-08-15 22:00"),
            ("2025-08-15T24", "2025-08-16"),
        ] {
            assert_eq!(read(value).map(|read| noted(read.stretch.from)).as_deref(), Some(at), "{value}");
        }
        assert_eq!(read("T14").map(|read| (read.dated, read.stretch.length())), Some((false, 60)));
    }

    #[test]
    fn what_has_no_place_on_a_line_has_none() {
        for value in [
            "",
            "P3D",
            "XXXX-08-15",
            "2025-02-30",
            "2025-13",
            "あす",
            "2025-08-15/2025-08-01",
            "-",
            "T",
            "/",
            "2025-W99",
        ] {
            assert_eq!(read(value), None, "{value}");
        }
    }

    #[test]
    fn every_day_is_its_own() {
        for day in (0..first_day(10_000, 1)).step_by(97) {
            let (year, month, date) = date(day * DAY);
            assert_eq!(first_day(year, month) + date - 1, day);
        }
    }
}
