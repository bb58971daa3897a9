//! Years and their parts: 2025年, 昨年, 2025年度下期, 1990年代, 21世紀, 昨春.

use super::months::{months, shift_month};
use super::{KnownDate, Resolved, ResolvingContext, open, signed};
use crate::values::calendar::{Base, Calendar, CalendarPart, Field, Until};
use shirushi_model::Date;

impl ResolvingContext {
    pub(super) fn year_of(&self, year: Field, calendar: &Calendar) -> Resolved {
        let (number, anchor) = self.year_number(year);
        let Some(year) = number else { return open("XXXX".to_owned()) };
        let year = match (calendar.part, anchor) {
            // 年明け in January is this year's.
            (Some(CalendarPart::NewYear), Some(day)) if day.month() <= 3 => year - 1,
            _ => year,
        };
        let part_of_year = |first: i32, count: i32| {
            let (from_year, from) = shift_month(year, first, 0);
            let (until_year, until) = shift_month(year, first, count - 1);
            format!("{from_year:04}-{from:02}/{until_year:04}-{until:02}")
        };
        let same_period = self.base(Base::Compared).and_then(|known| Some((known.month?, known.until?)));
        let value = match (calendar.part, calendar.until) {
            (Some(CalendarPart::Century), Some(Until::Year(Field::Is(last)))) => {
                format!("{}/{}", century(year), century(last))
            }
            (Some(CalendarPart::Century), _) => century(year),
            (Some(CalendarPart::Decade), Some(Until::Year(Field::Is(last)))) => {
                format!("{:03}X/{:03}X", year.div_euclid(10), last.div_euclid(10))
            }
            (Some(CalendarPart::Decade), _) => format!("{:03}X", year.div_euclid(10)),
            (Some(CalendarPart::FiscalYear), Some(Until::Year(Field::Is(last)))) => {
                part_of_year(4, (last - year + 1) * 12)
            }
            (Some(CalendarPart::FiscalYear), _) => part_of_year(4, 12),
            (Some(CalendarPart::FiscalHalf(half)), _) => part_of_year(6 * i32::from(half) - 2, 6),
            (Some(CalendarPart::FiscalQuarter(quarter)), _) => part_of_year(3 * i32::from(quarter) + 1, 3),
            (Some(CalendarPart::Half(half)), _) => part_of_year(6 * i32::from(half) - 5, 6),
            (Some(CalendarPart::Quarter(quarter)), _) => part_of_year(3 * i32::from(quarter) - 2, 3),
            (Some(CalendarPart::SamePeriod), _) => match same_period {
                Some((month, until)) => months(year, month, Some(until)),
                None => format!("{year:04}"),
            },
            (Some(CalendarPart::Spring), _) => format!("{year:04}-SP"),
            (Some(CalendarPart::Summer), _) => format!("{year:04}-SU"),
            (Some(CalendarPart::Autumn), _) => format!("{year:04}-FA"),
            (Some(CalendarPart::Winter), _) => format!("{year:04}-WI"),
            (_, Some(Until::Year(Field::Is(last)))) => format!("{}/{}", signed(year), signed(last)),
            _ => signed(year),
        };
        let known = match calendar.part {
            Some(CalendarPart::Century | CalendarPart::Decade) => None,
            _ => Some(KnownDate { year, month: None, day: None, until: None }),
        };
        Resolved { value, anchor, known }
    }

    pub(super) fn year_number(&self, year: Field) -> (Option<i32>, Option<Date>) {
        match year {
            Field::Is(year) => (Some(year), None),
            Field::From { base, by } => {
                let anchor = self.base(base);
                (anchor.map(|a| a.year.saturating_add(by)), anchor.and_then(KnownDate::date).or(self.article))
            }
        }
    }
}

/// The years of a century: `20XX`; the third before Christ are those from -0299 to -0200, `-02XX`.
fn century(number: i32) -> String {
    if number < 0 { format!("-{:02}XX", -number - 1) } else { format!("{:02}XX", number - 1) }
}
