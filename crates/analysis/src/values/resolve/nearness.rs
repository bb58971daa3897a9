//! Which of several years or months a date means that names none.
//!
//! The clause decides when it tells: what happened lies behind, what is planned ahead. Otherwise a month
//! without a year is one of the year of the article, and a day without a month one of its month, because news
//! writes 昨年, 来年 and 来月 where it is not; only close to the turn of a year or month the one across it is
//! meant.

use crate::values::tense::Outlook;
use shirushi_model::Date;

/// What a date leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Grain {
    /// 8月 without its year.
    YearOfMonth,
    /// 8月15日 without its year.
    YearOfDay,
    /// 15日 without its month.
    MonthOfDay,
}

impl Grain {
    /// How near a date across the turn must be to be meant, and how far the one on this side then is, in
    /// days. A day of which nothing is told (米東部時間1月15日午後3時) is rather one to come than one of long
    /// ago.
    fn across(self, outlook: Outlook) -> (i32, i32) {
        match self {
            Self::YearOfDay if outlook == Outlook::Open => (165, 200),
            Self::YearOfMonth | Self::YearOfDay => (75, 200),
            Self::MonthOfDay => (10, 15),
        }
    }

    /// For how many days what a clause tells as coming may already be over: it is a day later elsewhere in
    /// the world, and the day of the article may be guessed.
    fn over_since(self, sure: Sureness) -> i32 {
        match (self, sure) {
            (Self::YearOfDay, Sureness::Known) => 45,
            (Self::YearOfMonth, Sureness::Known) => 0,
            (Self::MonthOfDay, Sureness::Known) => 1,
            (Self::YearOfDay | Self::YearOfMonth, Sureness::Guessed) => 120,
            (Self::MonthOfDay, Sureness::Guessed) => 15,
        }
    }

    /// For how many days what is told as past may lie ahead.
    fn ahead_by(self, sure: Sureness) -> i32 {
        match (self, sure) {
            (Self::YearOfMonth, Sureness::Known) => 0,
            (Self::YearOfDay | Self::MonthOfDay, Sureness::Known) => 1,
            (Self::YearOfDay, Sureness::Guessed) => 120,
            (Self::YearOfMonth, Sureness::Guessed) => 60,
            (Self::MonthOfDay, Sureness::Guessed) => 15,
        }
    }
}

/// How sure the day of the article is. The first full date of a text may be days or weeks away from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::values) enum Sureness {
    #[default]
    Known,
    Guessed,
}

/// The candidate meant: of the article's own year or month, of the one before and of the one after, given in
/// this order. Those with the weekday that stands beside the date go first.
pub(super) fn choose(
    (article, sure): (Date, Sureness),
    candidates: &[Option<Date>; 3],
    outlook: Outlook,
    grain: Grain,
    is_weekday: impl Fn(&Date) -> bool,
) -> Option<Date> {
    let days = || candidates.iter().flatten().copied();
    let mut of_weekday = days().filter(is_weekday);
    if let (Some(only), None) = (of_weekday.next(), of_weekday.next()) {
        return Some(only);
    }
    match outlook {
        Outlook::Past => days().filter(|day| article.days_until(*day) <= grain.ahead_by(sure)).max(),
        Outlook::Ahead => days().filter(|day| article.days_until(*day) >= -grain.over_since(sure)).min(),
        Outlook::Told | Outlook::Open => None,
    }
    .or_else(|| {
        let distance = |day: &Date| article.days_until(*day).abs();
        let nearest = days().min_by_key(distance)?;
        let own = candidates.first().copied().flatten().unwrap_or(nearest);
        let (near, far) = grain.across(outlook);
        Some(if distance(&nearest) <= near && distance(&own) > far { nearest } else { own })
    })
}
