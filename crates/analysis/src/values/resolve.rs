//! Which day a written date means, against the day of the article and the days mentioned before.
//!
//! Values are ISO 8601; what stays open is marked with X as in TIMEX3 (`XXXX-08-15`, `199X`, `PXY`).

mod days;
mod months;
mod nearness;
mod weeks;
mod years;

use super::calendar::{Base, Calendar, CalendarPart, CalendarUnit, Field, Until};
use super::day::DayFound;
use super::tense::Outlook;
use months::shift_month;
use nearness::Sureness;
use shirushi_model::{CalendarValue, Date, DaySource, Modifier};

/// How a date hangs on the one before it, as the text between them tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tie {
    /// 8月15日から17日, 昨年11月から3月, 水曜日から金曜日: the end of a range is the first of its kind after
    /// the beginning.
    Until,
    /// 3日後の9日: the day in the month of the date before.
    Of,
    /// 8月15日と17日, or a day later in the same sentence.
    Same,
    /// は15日、: the day on which the article's news happened.
    Article,
}

/// What is known when a date is resolved; it changes as the text goes on.
#[derive(Debug, Clone, Default)]
pub(super) struct ResolvingContext {
    /// The day of the article.
    pub(super) article: Option<Date>,
    /// The date mentioned last, as far as it is known.
    mentioned: Option<KnownDate>,
    /// How many sentences ago that was.
    mentioned_ago: u32,
    /// The day mentioned last.
    day: Option<Date>,
    /// The year written last in the same sentence, with its month if it had one.
    written: Option<(i32, Option<i32>)>,
    /// The last date with month and day in the same sentence.
    dated: Option<Date>,
    /// How sure the day of the article is.
    sureness: Sureness,
    /// Where the clause of the date being resolved places it.
    outlook: Outlook,
}

#[derive(Debug, Clone, Copy)]
struct KnownDate {
    year: i32,
    month: Option<i32>,
    day: Option<i32>,
    /// The last month of several: 4～6月期.
    until: Option<i32>,
}

impl KnownDate {
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
    known: Option<KnownDate>,
}

impl ResolvingContext {
    pub(super) fn new(article: Option<DayFound>) -> Self {
        let is_guessed = article.is_some_and(|found| found.source == DaySource::Text);
        let sureness = if is_guessed { Sureness::Guessed } else { Sureness::Known };
        Self { article: article.map(|found| found.day), sureness, ..Self::default() }
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

    /// A date as somebody quoted says it: 今日 is the day of speaking, which is the day mentioned last when
    /// that is no more than a week before the article.
    pub(super) fn as_said(&self, mut calendar: Calendar) -> Calendar {
        if let Some(Field::From { base: Base::Article, by }) = calendar.day
            && let (Some(article), Some(mentioned)) = (self.article, self.day())
            && (0..=7).contains(&mentioned.days_until(article))
        {
            calendar.day = Some(Field::From { base: Base::Mentioned, by });
        }
        calendar
    }

    /// The value of a date. `outlook` is asked for where the calendar leaves the year or month open.
    pub(super) fn resolve(&mut self, calendar: &Calendar, tie: Tie, outlook: Outlook) -> CalendarValue {
        self.outlook = outlook;
        if tie == Tie::Article && calendar.year.is_none() && calendar.month.is_none() {
            self.written = None;
        }
        let resolved = match self.tied_day(calendar, tie) {
            Some(day) => self.range_from(day, calendar.until),
            None => self.range_end(calendar, tie).unwrap_or_else(|| self.value(calendar)),
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
            Some(CalendarPart::Start | CalendarPart::NewYear) => Some(Modifier::Start),
            Some(CalendarPart::End) => Some(Modifier::End),
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
            // 翌日の18日: the number says the day, and where it is another than that counted, it is the one
            // meant.
            Tie::Of => self.day.filter(|before| before.day() == day)?,
            Tie::Same => self.dated?,
        };
        let months = i32::from(tie == Tie::Until && day < before.day());
        let (year, month) = shift_month(before.year(), before.month(), months);
        Date::new(year, month, day)
    }

    /// The end of a range that names its month or weekday alone: the first such after the beginning.
    fn range_end(&self, calendar: &Calendar, tie: Tie) -> Option<Resolved> {
        let first = self.mentioned.filter(|_| tie == Tie::Until && calendar.year.is_none())?;
        match (calendar.month, calendar.day) {
            (Some(Field::Is(month)), day) => {
                let first_month = first.month?;
                let is_next_year = match day {
                    Some(Field::Is(day)) => (month, day) < (first_month, first.day.unwrap_or(1)),
                    _ => month < first_month,
                };
                let year = Field::Is(first.year + i32::from(is_next_year));
                let calendar = Calendar { year: Some(year), ..*calendar };
                Some(self.value(&calendar))
            }
            (None, None) if calendar.week.is_none() && calendar.toward.is_none() => {
                let weekday = calendar.weekday?;
                let from = first.date()?;
                let day = from.plus_days((i32::from(weekday) - from.weekday()).rem_euclid(7))?;
                Some(Resolved { value: day.to_string(), anchor: Some(from), known: Some(KnownDate::of(day)) })
            }
            _ => None,
        }
    }

    /// A clock's day: so many days from a base.
    pub(super) fn day_from(&self, base: Base, by: i32) -> Option<Date> {
        self.base_day(base)?.plus_days(by)
    }

    /// For how many sentences a comparison (前年比) looks back.
    const COMPARED_WITHIN: u32 = 1;

    fn base(&self, base: Base) -> Option<KnownDate> {
        let article = self.article.map(KnownDate::of);
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
        if calendar.week.is_some()
            || calendar.weekday.is_some() && calendar.day.is_none() && calendar.nth.is_none()
        {
            return self.week(calendar);
        }
        match (calendar.year, calendar.month, calendar.day) {
            (_, _, Some(Field::From { base, by })) => match self.base_day(base) {
                Some(anchor) => relative_day(anchor, by),
                None => open("XXXX-XX-XX".to_owned()),
            },
            (_, _, Some(Field::Is(day))) => self.day_of(calendar, day),
            (year, Some(month), None) => self.month_of(year, month, calendar),
            (Some(year), None, None) => self.year_of(year, calendar),
            (None, None, None) => open("XXXX".to_owned()),
        }
    }

    fn distance(&self, calendar: &Calendar, last: i32) -> Resolved {
        let fields = [
            (calendar.year, CalendarUnit::Year),
            (calendar.month, CalendarUnit::Month),
            (calendar.week, CalendarUnit::Week),
            (calendar.day, CalendarUnit::Day),
        ];
        let found = fields.iter().find_map(|(field, unit)| match field {
            Some(Field::From { by, .. }) => Some((by.abs(), *unit)),
            _ => None,
        });
        let (first, unit) = found.unwrap_or((last, CalendarUnit::Day));
        let letter = letter(unit);
        Resolved { value: format!("P{first}{letter}/P{last}{letter}"), anchor: self.article, known: None }
    }
}

fn relative_day(anchor: Date, by: i32) -> Resolved {
    match anchor.plus_days(by) {
        Some(day) => {
            Resolved { value: day.to_string(), anchor: Some(anchor), known: Some(KnownDate::of(day)) }
        }
        None => open("XXXX-XX-XX".to_owned()),
    }
}

fn open(value: String) -> Resolved {
    Resolved { value, anchor: None, known: None }
}

fn letter(unit: CalendarUnit) -> char {
    match unit {
        CalendarUnit::Century | CalendarUnit::Year => 'Y',
        CalendarUnit::Month => 'M',
        CalendarUnit::Week => 'W',
        CalendarUnit::Day => 'D',
    }
}

/// ISO 8601 gives years before 1 a sign.
fn signed(year: i32) -> String {
    if year < 0 { format!("{year:05}") } else { format!("{year:04}") }
}
