//! Days of the Gregorian calendar: as much arithmetic as dates in articles need.
//!
//! A crate for this (jiff, time) would be a tenth of the engine that browsers load; this is a page. It knows
//! no clock and no time zone. The conversion between days and numbers is Howard Hinnant's `days_from_civil`.

use std::fmt;
use std::str::FromStr;

/// A day. Ordered as days are.
///
/// ```
/// use shirushi_model::Date;
///
/// let day: Date = "2025-08-16".parse()?;
/// assert_eq!(day.to_string(), "2025-08-16");
/// assert!("2025-02-30".parse::<Date>().is_err());
/// # Ok::<(), shirushi_model::NoDate>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: i32,
    month: i32,
    day: i32,
}

/// What was written is no day of the calendar in the form `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoDate;

impl fmt::Display for NoDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a day in the form YYYY-MM-DD")
    }
}

impl std::error::Error for NoDate {}

/// A week of a year as ISO 8601 counts: it belongs to the year its Thursday lies in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Week {
    /// The year it belongs to.
    pub year: i32,
    /// Its number in that year, from 1.
    pub number: i32,
}

impl Date {
    /// The day, if the calendar has it; years 1 to 9999.
    pub fn new(year: i32, month: i32, day: i32) -> Option<Self> {
        let exists = (1..=9999).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_of_month(year, month)).contains(&day);
        exists.then_some(Self { year, month, day })
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month, January is 1.
    pub fn month(self) -> i32 {
        self.month
    }

    /// The day of the month.
    pub fn day(self) -> i32 {
        self.day
    }

    /// The day so many days later, or earlier when negative; `None` past the years a date may have.
    pub fn plus_days(self, days: i32) -> Option<Self> {
        Self::from_number(self.number().checked_add(days)?)
    }

    /// How many days another day is later than this; negative when it is earlier.
    pub fn days_until(self, other: Self) -> i32 {
        other.number() - self.number()
    }

    /// The weekday, Monday is 1.
    pub fn weekday(self) -> i32 {
        // 1970-01-01 was a Thursday.
        (self.number() + 3).rem_euclid(7) + 1
    }

    /// The week the day lies in.
    pub fn week(self) -> Week {
        let thursday = self.plus_days(4 - self.weekday()).unwrap_or(self);
        let new_year = Self { year: thursday.year, month: 1, day: 1 };
        Week { year: thursday.year, number: new_year.days_until(thursday) / 7 + 1 }
    }

    /// Days since 1970-01-01, negative before.
    pub fn number(self) -> i32 {
        let year = self.year - i32::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let day_of_year = (153 * (self.month + if self.month > 2 { -3 } else { 9 }) + 2) / 5 + self.day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    fn from_number(number: i32) -> Option<Self> {
        let shifted = number.checked_add(719_468)?;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        Self::new(year_of_era + era * 400 + i32::from(month <= 2), month, day)
    }
}

fn days_of_month(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = NoDate;

    /// Exactly `YYYY-MM-DD`.
    fn from_str(text: &str) -> Result<Self, NoDate> {
        numbers(text).and_then(|(year, month, day)| Self::new(year, month, day)).ok_or(NoDate)
    }
}

/// Whether a text is a day of the Gregorian calendar written `YYYY-MM-DD`, the year before 1 as `0000`.
pub fn is_calendar_date(text: &str) -> bool {
    numbers(text).is_some_and(|(year, month, day)| {
        (1..=12).contains(&month) && (1..=days_of_month(year, month)).contains(&day)
    })
}

/// The numbers of `YYYY-MM-DD`, whatever they are.
fn numbers(text: &str) -> Option<(i32, i32, i32)> {
    let number = |from: usize, to: usize| {
        let digits = text.get(from..to).filter(|part| part.bytes().all(|b| b.is_ascii_digit()))?;
        digits.parse::<i32>().ok()
    };
    let has_form = text.len() == 10 && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    has_form.then_some((number(0, 4)?, number(5, 7)?, number(8, 10)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn every_day_of_four_centuries_follows_the_one_before() {
        let mut day = date("1899-12-31");
        let mut weekday = 7;
        while day < date("2300-01-01") {
            let next = day.plus_days(1).unwrap();
            weekday = weekday % 7 + 1;
            assert!(next > day && day.days_until(next) == 1 && next.plus_days(-1) == Some(day));
            assert_eq!(next.weekday(), weekday);
            assert_eq!(date(&next.to_string()), next);
            day = next;
        }
    }

    #[test]
    fn weeks_are_those_of_iso_8601() {
        for (day, year, number) in [
            ("2025-08-16", 2025, 33),
            ("2021-01-03", 2020, 53),
            ("2024-12-30", 2025, 1),
            ("2026-12-31", 2026, 53),
        ] {
            assert_eq!(date(day).week(), Week { year, number }, "{day}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for text in [
            "",
            "2025-8-16",
            "2025-02-29",
            "2025-13-01",
            "0000-01-01",
            "2025/08/16",
            "2025-08-16T",
            "２０２５-08-16",
            "+025-08-16",
        ] {
            assert_eq!(text.parse::<Date>(), Err(NoDate), "{text}");
        }
        assert_eq!(date("9999-12-31").plus_days(1), None);
        assert_eq!(date("0001-01-01").plus_days(i32::MIN), None);
    }

    #[test]
    fn only_days_that_exist_are_dates() {
        for date in ["2025-08-16", "2024-02-29", "2000-02-29", "1868-01-25"] {
            assert!(is_calendar_date(date), "{date}");
        }
        for other in ["", "2025-8-16", "2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-08-00"] {
            assert!(!is_calendar_date(other), "{other}");
        }
        for other in ["2025/08/16", "２０２５-08-16", "2025-08-16T00:00", "+025-08-16", "2025-08-16-"] {
            assert!(!is_calendar_date(other), "{other}");
        }
    }
}
