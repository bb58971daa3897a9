//! Weeks and weekdays: 来週, 来週の金曜日, 次の日曜日, 第2月曜日.

use super::{KnownDate, Resolved, ResolvingContext, open};
use crate::values::calendar::{Base, Calendar, Field, Nth, Toward};
use crate::values::tense::Outlook;
use shirushi_model::Date;

impl ResolvingContext {
    pub(super) fn week(&self, calendar: &Calendar) -> Resolved {
        let (base, by) = match calendar.week {
            Some(Field::From { base, by }) => (base, by),
            _ if calendar.toward == Some(Toward::AfterMentioned) => (Base::Mentioned, 0),
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
            let is_ahead = self.outlook == Outlook::Ahead;
            match (calendar.week, calendar.toward) {
                (Some(_), _) => day.plus_days(by),
                (None, Some(Toward::Next | Toward::AfterMentioned)) => {
                    day.plus_days(if by <= 0 { by + 7 } else { by })
                }
                (None, Some(Toward::Last)) => day.plus_days(if by >= 0 { by - 7 } else { by }),
                (None, None) if is_ahead => day.plus_days(by.rem_euclid(7)),
                // 金曜日 without a week is the last one: news is about what was.
                (None, None) => day.plus_days(if by > 0 { by - 7 } else { by }),
            }
        });
        match named {
            Some(day) => {
                Resolved { value: day.to_string(), anchor: Some(anchor), known: Some(KnownDate::of(day)) }
            }
            None => Resolved {
                value: format!("{:04}-W{:02}", week.year, week.number),
                anchor: Some(anchor),
                known: None,
            },
        }
    }
}

/// The second Monday of a month, its last Friday.
pub(super) fn nth_weekday(year: i32, month: i32, nth: Nth, weekday: i8) -> Option<Date> {
    let first = Date::new(year, month, 1)?;
    let first = first.plus_days((i32::from(weekday) - first.weekday()).rem_euclid(7))?;
    match nth {
        Nth::Number(number) => first.plus_days(7 * (i32::from(number) - 1)),
        // A month has at most five of each.
        Nth::Last => (0..5).rev().find_map(|weeks| first.plus_days(7 * weeks).filter(|d| d.month() == month)),
    }
    .filter(|day| day.month() == month)
}
