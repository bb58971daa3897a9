//! Days: 2025年8月15日, 8月15日, 15日, 15～17日.

use super::months::shift_month;
use super::nearness::{Grain, choose};
use super::{KnownDate, Resolved, ResolvingContext, signed};
use crate::values::calendar::{Calendar, Field, Until};
use shirushi_model::Date;

impl ResolvingContext {
    pub(super) fn day_of(&self, calendar: &Calendar, day: i32) -> Resolved {
        let Calendar { year, month, until, .. } = *calendar;
        let (first, anchor) = self.single_day(calendar, day);
        if let Some(first) = first {
            return Resolved { anchor, ..self.range_from(first, until) };
        }
        let mut value = match (year, month) {
            (Some(Field::Is(y)), Some(Field::Is(m))) => format!("{}-{m:02}-{day:02}", signed(y)),
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
    pub(super) fn range_from(&self, first: Date, until: Option<Until>) -> Resolved {
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
        Resolved { value, anchor: None, known: Some(KnownDate::of(first)) }
    }

    /// The day meant, and the day it was resolved against.
    fn single_day(&self, calendar: &Calendar, day: i32) -> (Option<Date>, Option<Date>) {
        let is_weekday = |date: &Date| calendar.weekday.is_some_and(|w| date.weekday() == i32::from(w));
        match (calendar.year, calendar.month) {
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
                let candidates = [year, year - 1, year + 1].map(|y| Date::new(y, month, day));
                (
                    choose((anchor, self.sureness), &candidates, self.outlook, Grain::YearOfDay, is_weekday),
                    Some(anchor),
                )
            }
            (_, None) => {
                if let Some((year, Some(month))) = self.written {
                    return (Date::new(year, month, day), None);
                }
                let Some(anchor) = self.article else { return (None, None) };
                let (year, month) = (anchor.year(), anchor.month());
                let candidates = [0, -1, 1].map(|by| {
                    let (year, month) = shift_month(year, month, by);
                    Date::new(year, month, day)
                });
                (
                    choose((anchor, self.sureness), &candidates, self.outlook, Grain::MonthOfDay, is_weekday),
                    Some(anchor),
                )
            }
        }
    }
}
