//! Which day a written date means, against the day of the article and the days mentioned before.
//!
//! Values are ISO 8601; what stays open is marked with X as in TIMEX3 (`XXXX-08-15`, `199X`, `PXY`).

use super::calendar::{Base, Calendar, Field, Part, Unit, Until};
use crate::date::Date;
use shirushi_model::{CalendarValue, Modifier};

/// How a date hangs on the one before it, as the text between them tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// 8月15日から17日: the month is the same, or the next when the day is an earlier one.
    Until,
    /// 8月15日と17日, or a day later in the same sentence.
    Same,
    /// は15日、: the day on which the article's news happened.
    Article,
}

/// What is known when a date is resolved; it changes as the text goes on.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    /// The day of the article.
    pub(super) article: Option<Date>,
    /// The date mentioned last, as far as it is known.
    mentioned: Option<Known>,
    /// How many sentences ago that was.
    mentioned_ago: u32,
    /// The day mentioned last.
    day: Option<Date>,
    /// The year written last in the same sentence, with its month if it had one.
    written: Option<(i32, Option<i32>)>,
    /// The last date with month and day in the same sentence.
    dated: Option<Date>,
}

#[derive(Debug, Clone, Copy)]
struct Known {
    year: i32,
    month: Option<i32>,
    day: Option<i32>,
    /// The last month of several: 4～6月期.
    until: Option<i32>,
}

impl Known {
    fn date(self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?)
    }

    fn of(date: Date) -> Self {
        Self { year: date.year(), month: Some(date.month()), day: Some(date.day()), until: None }
    }
}

/// A resolved value before it is written down.
struct Resolved {
    value: String,
    anchor: Option<Date>,
    known: Option<Known>,
}

impl Context {
    pub(super) fn new(article: Option<Date>) -> Self {
        Self { article, ..Self::default() }
    }

    /// A new sentence begins: a year written in the one before no longer binds.
    pub(super) fn begin_sentence(&mut self) {
        self.written = None;
        self.dated = None;
        self.mentioned_ago = self.mentioned_ago.saturating_add(1);
    }

    /// The day mentioned last, for times of day that follow it.
    pub(super) fn day(&self) -> Option<Date> {
        self.day
    }

    /// A date as somebody quoted says it: 今日 is the day of speaking, which is the day mentioned last when that is no more than
    /// a week before the article.
    pub(super) fn as_said(&self, mut calendar: Calendar) -> Calendar {
        if let Some(Field::From { base: Base::Article, by }) = calendar.day
            && let (Some(article), Some(mentioned)) = (self.article, self.day())
            && (0..=7).contains(&mentioned.days_until(article))
        {
            calendar.day = Some(Field::From { base: Base::Mentioned, by });
        }
        calendar
    }

    /// The value of a date.
    pub(super) fn resolve(&mut self, calendar: &Calendar, tie: Tie) -> CalendarValue {
        if tie == Tie::Article && calendar.year.is_none() && calendar.month.is_none() {
            self.written = None;
        }
        let resolved = match self.tied_day(calendar, tie) {
            Some(day) => self.range_from(day, calendar.until),
            None => self.value(calendar),
        };
        if let Some(known) = resolved.known.filter(|_| !calendar.is_compared() || calendar.day.is_some()) {
            self.mentioned = Some(known);
            self.mentioned_ago = 0;
            self.day = known.date().or(self.day);
            if calendar.month.is_some() && calendar.day.is_some() {
                self.dated = known.date();
            }
        }
        if let Some(Field::Is(year)) = calendar.year
            && calendar.part.is_none()
            && calendar.until.is_none()
        {
            let month = match calendar.month {
                Some(Field::Is(month)) => Some(month),
                _ => None,
            };
            self.written = Some((year, month));
        }
        let modifier = calendar.modifier.or(match calendar.part {
            Some(Part::Start | Part::NewYear) => Some(Modifier::Start),
            Some(Part::End) => Some(Modifier::End),
            _ => None,
        });
        CalendarValue { value: resolved.value, modifier, anchor: resolved.anchor.map(|d| d.to_string()) }
    }

    /// The day meant by a bare day (17日) that hangs on a date written before it.
    fn tied_day(&self, calendar: &Calendar, tie: Tie) -> Option<Date> {
        let (None, None, Some(Field::Is(day))) = (calendar.year, calendar.month, calendar.day) else {
            return None;
        };
        let before = match tie {
            Tie::Article => return None,
            Tie::Until => self.day?,
            Tie::Same => self.dated?,
        };
        let months = i32::from(tie == Tie::Until && day < before.day());
        let (year, month) = shift_month(before.year(), before.month(), months);
        Date::new(year, month, day)
    }

    /// A clock's day: so many days from a base.
    pub(super) fn day_from(&self, base: Base, by: i32) -> Option<Date> {
        self.base_day(base)?.plus_days(by)
    }

    /// For how many sentences a comparison (前年比) looks back.
    const COMPARED_WITHIN: u32 = 1;

    fn base(&self, base: Base) -> Option<Known> {
        let article = self.article.map(Known::of);
        match base {
            Base::Article => article,
            Base::Mentioned => self.mentioned.or(article),
            Base::Compared => {
                self.mentioned.filter(|_| self.mentioned_ago <= Self::COMPARED_WITHIN).or(article)
            }
        }
    }

    fn base_day(&self, base: Base) -> Option<Date> {
        match base {
            Base::Article => self.article,
            Base::Mentioned => self.day().or(self.article),
            Base::Compared => {
                self.day().filter(|_| self.mentioned_ago <= Self::COMPARED_WITHIN).or(self.article)
            }
        }
    }

    fn value(&self, calendar: &Calendar) -> Resolved {
        if let Some((unit, at_least)) = calendar.vague {
            let number = if at_least == 0 { "X".to_owned() } else { at_least.to_string() };
            return open(format!("P{number}{}", letter(unit)));
        }
        if let Some(Until::Distance(last)) = calendar.until {
            return self.distance(calendar, last);
        }
        if calendar.week.is_some() || calendar.weekday.is_some() && calendar.day.is_none() {
            return self.week(calendar);
        }
        match (calendar.year, calendar.month, calendar.day) {
            (_, _, Some(Field::From { base, by })) => match self.base_day(base) {
                Some(anchor) => relative_day(anchor, by),
                None => open("XXXX-XX-XX".to_owned()),
            },
            (year, month, Some(Field::Is(day))) => self.day_of(year, month, day, calendar.until),
            (year, Some(month), None) => self.month_of(year, month, calendar),
            (Some(year), None, None) => self.year_of(year, calendar),
            (None, None, None) => open("XXXX".to_owned()),
        }
    }

    fn distance(&self, calendar: &Calendar, last: i32) -> Resolved {
        let fields = [
            (calendar.year, Unit::Year),
            (calendar.month, Unit::Month),
            (calendar.week, Unit::Week),
            (calendar.day, Unit::Day),
        ];
        let found = fields.iter().find_map(|(field, unit)| match field {
            Some(Field::From { by, .. }) => Some((by.abs(), *unit)),
            _ => None,
        });
        let (first, unit) = found.unwrap_or((last, Unit::Day));
        let letter = letter(unit);
        Resolved { value: format!("P{first}{letter}/P{last}{letter}"), anchor: self.article, known: None }
    }

    fn week(&self, calendar: &Calendar) -> Resolved {
        let (base, by) = match calendar.week {
            Some(Field::From { base, by }) => (base, by),
            _ => (Base::Article, 0),
        };
        let Some(anchor) = self.base_day(base) else {
            return open(calendar.weekday.map_or("XXXX-WXX".to_owned(), |day| format!("XXXX-WXX-{day}")));
        };
        let Some(day) = anchor.plus_days(by.saturating_mul(7)) else {
            return open("XXXX-WXX".to_owned());
        };
        let week = day.week();
        let named = calendar.weekday.and_then(|number| {
            let by = i32::from(number) - day.weekday();
            // 金曜日 without a week is the last one: news is about what was.
            let before = calendar.week.is_none() && by > 0;
            day.plus_days(if before { by - 7 } else { by })
        });
        match named {
            Some(day) => {
                Resolved { value: day.to_string(), anchor: Some(anchor), known: Some(Known::of(day)) }
            }
            None => Resolved {
                value: format!("{:04}-W{:02}", week.year, week.number),
                anchor: Some(anchor),
                known: None,
            },
        }
    }

    fn day_of(&self, year: Option<Field>, month: Option<Field>, day: i32, until: Option<Until>) -> Resolved {
        let (first, anchor) = self.single_day(year, month, day);
        if let Some(first) = first {
            return Resolved { anchor, ..self.range_from(first, until) };
        }
        let mut value = match (year, month) {
            (Some(Field::Is(y)), Some(Field::Is(m))) => format!("{y:04}-{m:02}-{day:02}"),
            (_, Some(Field::Is(m))) => format!("XXXX-{m:02}-{day:02}"),
            _ => format!("XXXX-XX-{day:02}"),
        };
        if let Some(Until::Day { month, day: last }) = until {
            value.push_str(&match month {
                Some(m) => format!("/XXXX-{m:02}-{last:02}"),
                None => format!("/XXXX-XX-{last:02}"),
            });
        }
        Resolved { value, anchor, known: None }
    }

    /// A day, with the end of the range that begins with it.
    fn range_from(&self, first: Date, until: Option<Until>) -> Resolved {
        let end = match until {
            Some(Until::Day { month: Some(month), day }) => {
                Date::new(first.year() + i32::from(month < first.month()), month, day)
            }
            Some(Until::Day { month: None, day }) => {
                let (year, month) = shift_month(first.year(), first.month(), i32::from(day < first.day()));
                Date::new(year, month, day)
            }
            _ => None,
        };
        let value = match end {
            Some(end) => format!("{first}/{end}"),
            None => first.to_string(),
        };
        Resolved { value, anchor: None, known: Some(Known::of(first)) }
    }

    /// The day meant, and the day it was resolved against.
    fn single_day(
        &self,
        year: Option<Field>,
        month: Option<Field>,
        day: i32,
    ) -> (Option<Date>, Option<Date>) {
        match (year, month) {
            (Some(year), Some(Field::Is(month))) => {
                let (year, anchor) = self.year_number(year);
                (year.and_then(|y| Date::new(y, month, day)), anchor)
            }
            (_, Some(Field::From { base, by })) => {
                let Some(anchor) = self.base(base) else { return (None, None) };
                let (year, month) = shift_month(anchor.year, anchor.month.unwrap_or(1), by);
                (Date::new(year, month, day), anchor.date())
            }
            (None, Some(Field::Is(month))) => {
                if let Some((year, Some(_))) = self.written {
                    return (Date::new(year, month, day), None);
                }
                let Some(anchor) = self.article else { return (None, None) };
                let year = anchor.year();
                let candidates = [year - 1, year, year + 1].map(|y| Date::new(y, month, day));
                (nearest(anchor, &candidates), Some(anchor))
            }
            (_, None) => {
                if let Some((year, Some(month))) = self.written {
                    return (Date::new(year, month, day), None);
                }
                let Some(anchor) = self.article else { return (None, None) };
                let (year, month) = (anchor.year(), anchor.month());
                let candidates = [-1, 0, 1].map(|by| {
                    let (year, month) = shift_month(year, month, by);
                    Date::new(year, month, day)
                });
                (nearest(anchor, &candidates), Some(anchor))
            }
        }
    }

    fn month_of(&self, year: Option<Field>, month: Field, calendar: &Calendar) -> Resolved {
        let (year, month, anchor) = match (year, month) {
            (Some(year), Field::Is(month)) => {
                let (year, anchor) = self.year_number(year);
                (year, month, anchor)
            }
            (year, Field::From { base, by }) => {
                let Some(anchor) = self.base(base) else { return open("XXXX-XX".to_owned()) };
                // 前年同月 counts in years.
                let years = match year {
                    Some(Field::From { by, .. }) => by.saturating_mul(12),
                    _ => 0,
                };
                let month = anchor.month.or(self.article.map(Date::month)).unwrap_or(1);
                let (year, month) = shift_month(anchor.year, month, by.saturating_add(years));
                (Some(year), month, anchor.date().or(self.article))
            }
            (None, Field::Is(month)) => {
                if let Some((year, _)) = self.written {
                    (Some(year), month, None)
                } else if let Some(anchor) = self.article {
                    let year = anchor.year();
                    let candidates = [year - 1, year, year + 1].map(|y| Date::new(y, month, 15));
                    let found = nearest(anchor, &candidates).map(|d| d.year());
                    (found, month, Some(anchor))
                } else {
                    (None, month, None)
                }
            }
        };
        let Some(year) = year else {
            let until = match calendar.until {
                Some(Until::Month(last)) => format!("/XXXX-{last:02}"),
                _ => String::new(),
            };
            return Resolved { value: format!("XXXX-{month:02}{until}"), anchor, known: None };
        };
        let until = match calendar.until {
            Some(Until::Month(last)) => Some(last),
            _ => None,
        };
        let known = Known { year, month: Some(month), day: None, until };
        Resolved { value: months(year, month, until), anchor, known: Some(known) }
    }

    fn year_of(&self, year: Field, calendar: &Calendar) -> Resolved {
        let (number, anchor) = self.year_number(year);
        let Some(year) = number else { return open("XXXX".to_owned()) };
        let year = match (calendar.part, anchor) {
            // 年明け in January is this year's.
            (Some(Part::NewYear), Some(day)) if day.month() <= 3 => year - 1,
            _ => year,
        };
        let part_of_year = |first: i32, count: i32| {
            let (from_year, from) = shift_month(year, first, 0);
            let (until_year, until) = shift_month(year, first, count - 1);
            format!("{from_year:04}-{from:02}/{until_year:04}-{until:02}")
        };
        let same_period = self.base(Base::Compared).and_then(|known| Some((known.month?, known.until?)));
        let value = match (calendar.part, calendar.until) {
            (Some(Part::Century), Some(Until::Year(Field::Is(last)))) => {
                format!("{:02}XX/{:02}XX", year - 1, last - 1)
            }
            (Some(Part::Century), _) => format!("{:02}XX", year - 1),
            (Some(Part::Decade), Some(Until::Year(Field::Is(last)))) => {
                format!("{:03}X/{:03}X", year.div_euclid(10), last.div_euclid(10))
            }
            (Some(Part::Decade), _) => format!("{:03}X", year.div_euclid(10)),
            (Some(Part::FiscalYear), Some(Until::Year(Field::Is(last)))) => {
                part_of_year(4, (last - year + 1) * 12)
            }
            (Some(Part::FiscalYear), _) => part_of_year(4, 12),
            (Some(Part::FiscalHalf(half)), _) => part_of_year(6 * i32::from(half) - 2, 6),
            (Some(Part::FiscalQuarter(quarter)), _) => part_of_year(3 * i32::from(quarter) + 1, 3),
            (Some(Part::Half(half)), _) => part_of_year(6 * i32::from(half) - 5, 6),
            (Some(Part::Quarter(quarter)), _) => part_of_year(3 * i32::from(quarter) - 2, 3),
            (Some(Part::SamePeriod), _) => match same_period {
                Some((month, until)) => months(year, month, Some(until)),
                None => format!("{year:04}"),
            },
            (Some(Part::Spring), _) => format!("{year:04}-SP"),
            (Some(Part::Summer), _) => format!("{year:04}-SU"),
            (Some(Part::Autumn), _) => format!("{year:04}-FA"),
            (Some(Part::Winter), _) => format!("{year:04}-WI"),
            (_, Some(Until::Year(Field::Is(last)))) => format!("{year:04}/{last:04}"),
            // ISO 8601 gives years before 1 a sign.
            _ if year < 0 => format!("{year:05}"),
            _ => format!("{year:04}"),
        };
        let known = match calendar.part {
            Some(Part::Century | Part::Decade) => None,
            _ => Some(Known { year, month: None, day: None, until: None }),
        };
        Resolved { value, anchor, known }
    }

    fn year_number(&self, year: Field) -> (Option<i32>, Option<Date>) {
        match year {
            Field::Is(year) => (Some(year), None),
            Field::From { base, by } => {
                let anchor = self.base(base);
                (anchor.map(|a| a.year.saturating_add(by)), anchor.and_then(Known::date).or(self.article))
            }
        }
    }
}

fn relative_day(anchor: Date, by: i32) -> Resolved {
    match anchor.plus_days(by) {
        Some(day) => Resolved { value: day.to_string(), anchor: Some(anchor), known: Some(Known::of(day)) },
        None => open("XXXX-XX-XX".to_owned()),
    }
}

fn open(value: String) -> Resolved {
    Resolved { value, anchor: None, known: None }
}

fn letter(unit: Unit) -> char {
    match unit {
        Unit::Century | Unit::Year => 'Y',
        Unit::Month => 'M',
        Unit::Week => 'W',
        Unit::Day => 'D',
    }
}

/// `2025-04`, `2025-04/2025-06`, `2025-12/2026-02`.
fn months(year: i32, month: i32, until: Option<i32>) -> String {
    match until {
        Some(last) => format!("{year:04}-{month:02}/{:04}-{last:02}", year + i32::from(last < month)),
        None => format!("{year:04}-{month:02}"),
    }
}

/// A month so many months away.
fn shift_month(year: i32, month: i32, by: i32) -> (i32, i32) {
    let months = year.saturating_mul(12).saturating_add(month - 1).saturating_add(by);
    (months.div_euclid(12), months.rem_euclid(12) + 1)
}

/// The candidate next to the anchor; of two as near the earlier, because news is about what was.
fn nearest(anchor: Date, candidates: &[Option<Date>]) -> Option<Date> {
    let distance = |day: &Date| anchor.days_until(*day).abs();
    candidates.iter().flatten().copied().min_by_key(distance)
}
