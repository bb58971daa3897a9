//! Months: 2025年8月, 8月, 来月, 4～6月期, 前年同月, 12月の第2月曜日.

use super::nearness::{Grain, choose};
use super::weeks::nth_weekday;
use super::{KnownDate, Resolved, ResolvingContext, open, signed};
use crate::values::calendar::{Calendar, Field, Until};
use shirushi_model::Date;

impl ResolvingContext {
    pub(super) fn month_of(&self, year: Option<Field>, month: Field, calendar: &Calendar) -> Resolved {
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
                    (Some(self.year_of_month(anchor, month)), month, Some(anchor))
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
        if let (Some(nth), Some(weekday)) = (calendar.nth, calendar.weekday) {
            return match nth_weekday(year, month, nth, weekday) {
                Some(day) => Resolved { value: day.to_string(), anchor, known: Some(KnownDate::of(day)) },
                None => Resolved { value: months(year, month, None), anchor, known: None },
            };
        }
        let until = match calendar.until {
            Some(Until::Month(last)) => Some(last),
            _ => None,
        };
        let known = KnownDate { year, month: Some(month), day: None, until };
        Resolved { value: months(year, month, until), anchor, known: Some(known) }
    }

    /// The year of a month that names none.
    fn year_of_month(&self, article: Date, month: i32) -> i32 {
        // Any day serves as long as the month of the article itself counts as past and as ahead.
        let day =
            |year: i32| Date::new(year, month, if month == article.month() { article.day() } else { 15 });
        let year = article.year();
        let candidates = [year, year - 1, year + 1].map(day);
        choose((article, self.sureness), &candidates, self.outlook, Grain::YearOfMonth, |_| false)
            .map_or(year, Date::year)
    }
}

/// `2025-04`, `2025-04/2025-06`, `2025-12/2026-02`.
pub(super) fn months(year: i32, month: i32, until: Option<i32>) -> String {
    match until {
        Some(last) => format!("{year:04}-{month:02}/{:04}-{last:02}", year + i32::from(last < month)),
        None => format!("{}-{month:02}", signed(year)),
    }
}

/// A month so many months away.
pub(super) fn shift_month(year: i32, month: i32, by: i32) -> (i32, i32) {
    let months = year.saturating_mul(12).saturating_add(month - 1).saturating_add(by);
    (months.div_euclid(12), months.rem_euclid(12) + 1)
}
