//! Dates as they are written, before it is known which day is meant: 2025年8月15日, 令和7年, 8/15(金), 15～17日, 昨年8月, 3年前,
//! 来週の金曜日, 1990年代. Resolving them against a day is the work of `resolve`.

mod written;

use super::calendar_words::{Edge, PARTS_OF_WEEK, RELATIVE, Relative, WEEKDAYS};
use super::numeral;
use crate::shadow::{Shadow, is_katakana};
use crate::words::Words;
use written::{after_month, after_year, read_written};

/// A year, month, week or day number, or its distance from a day that is known elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Written.
    Is(i32),
    /// So many units from a base.
    From { base: Base, by: i32 },
}

/// What a relative date is relative to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// The day of the article: 昨年, 3年前.
    Article,
    /// The day mentioned last: 翌日, 同年.
    Mentioned,
}

/// Calendar units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Year,
    Month,
    Week,
    Day,
}

/// A part of a year, month or week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Start,
    Middle,
    End,
    Spring,
    Summer,
    Autumn,
    Winter,
    /// 2025年度: from April on.
    FiscalYear,
    /// 1990年代
    Decade,
    /// 21世紀; the year field holds the number of the century.
    Century,
}

/// A date as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Calendar {
    pub(super) year: Option<Field>,
    pub(super) month: Option<Field>,
    pub(super) week: Option<Field>,
    pub(super) day: Option<Field>,
    /// Monday is 1.
    pub(super) weekday: Option<i8>,
    pub(super) part: Option<Part>,
    /// The end of a range, in the finest unit given: the 17 of 15～17日.
    pub(super) until: Option<Until>,
    /// 数年前: the distance is not known.
    pub(super) vague: Option<Unit>,
}

/// The end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    Year(Field),
    Month(i32),
    Day {
        month: Option<i32>,
        day: i32,
    },
    /// Of a distance in time: the 3 of 2～3週間後.
    Distance(i32),
}

/// Reads the date that begins at `start`.
pub(super) fn read(shadow: &Shadow, words: &Words, start: usize) -> Option<(usize, Calendar)> {
    if let Some(found) = read_numbers_only(shadow, start) {
        return Some(with_weekday_in_brackets(shadow, found));
    }
    if let Some((length, relative)) = shadow.first(start, RELATIVE)
        && stands(words, start, start + length, relative.edge)
    {
        return read_relative(shadow, words, start + length, *relative)
            .map(|found| with_weekday_in_brackets(shadow, found));
    }
    if let Some(found) = read_weekday(shadow, words, start) {
        return Some(found);
    }
    if !numeral::may_begin(shadow.at(start))
        && !matches!(shadow.at(start), '令' | '平' | '昭' | '大' | '明' | '翌' | '\'')
    {
        return None;
    }
    read_written(shadow, words, start).map(|found| with_weekday_in_brackets(shadow, found))
}

fn stands(words: &Words, start: usize, end: usize, edge: Edge) -> bool {
    words.starts_at(start) && (edge == Edge::Start || words.ends_at(end))
}

/// `2025-08-16`, `2025/8/16`, `2025.08.16`, `8/16(土)`.
fn read_numbers_only(shadow: &Shadow, start: usize) -> Option<(usize, Calendar)> {
    if !shadow.at(start).is_ascii_digit() || shadow.before(start).is_ascii_digit() {
        return None;
    }
    let (end, first) = short_number(shadow, start, 4)?;
    let separator = shadow.at(end);
    if !matches!(separator, '-' | '/' | '.') {
        return None;
    }
    let (after, second) = short_number(shadow, end + 1, 2)?;
    if end - start == 4 && (1000..=2999).contains(&first) {
        if shadow.at(after) == separator
            && let Some((finish, third)) = short_number(shadow, after + 1, 2)
        {
            let fits = (1..=12).contains(&second)
                && (1..=31).contains(&third)
                && !shadow.at(finish).is_ascii_digit();
            return fits.then_some((finish, ymd(Some(first), Some(second), Some(third))));
        }
        let is_month = separator == '/' && after - end == 3 && (1..=12).contains(&second);
        let goes_on = shadow.at(after) == separator || shadow.at(after).is_ascii_digit();
        return (is_month && !goes_on).then_some((after, ymd(Some(first), Some(second), None)));
    }
    let is_day = separator == '/'
        && (1..=12).contains(&first)
        && (1..=31).contains(&second)
        && weekday_in_brackets(shadow, after).is_some();
    is_day.then_some((after, ymd(None, Some(first), Some(second))))
}

fn ymd(year: Option<i32>, month: Option<i32>, day: Option<i32>) -> Calendar {
    Calendar {
        year: year.map(Field::Is),
        month: month.map(Field::Is),
        day: day.map(Field::Is),
        ..Calendar::default()
    }
}

/// Up to `most` digits; more are no number here.
fn short_number(shadow: &Shadow, start: usize, most: usize) -> Option<(usize, i32)> {
    let mut end = start;
    let mut value = 0;
    while let Some(digit) = shadow.at(end).to_digit(10) {
        value = value * 10 + digit as i32;
        end += 1;
        if end - start > most {
            return None;
        }
    }
    (end > start).then_some((end, value))
}

/// 昨年, then perhaps 8月, then perhaps 15日 or 末.
fn read_relative(
    shadow: &Shadow,
    words: &Words,
    end: usize,
    relative: Relative,
) -> Option<(usize, Calendar)> {
    let mut calendar = Calendar { part: relative.part, ..Calendar::default() };
    let field = Some(relative.field);
    match relative.unit {
        Unit::Year => {
            calendar.year = field;
            if matches!(shadow.at(end), '代' | '齢' | '輩' | '次') {
                return None;
            }
            if relative.part.is_some() {
                return Some((end, calendar));
            }
            if shadow.at(end) == '度' {
                calendar.part = Some(Part::FiscalYear);
                return Some((end + 1, calendar));
            }
            Some(after_year(shadow, words, end, calendar))
        }
        Unit::Month => {
            calendar.month = field;
            if relative.part.is_some() {
                return Some((end, calendar));
            }
            Some(after_month(shadow, words, end, calendar))
        }
        Unit::Week => {
            calendar.week = field;
            if relative.part.is_some() {
                return Some((end, calendar));
            }
            let from = end + usize::from(shadow.at(end) == 'の');
            if let Some((after, weekday)) = weekday_word(shadow, from) {
                calendar.weekday = Some(weekday);
                return Some((after, calendar));
            }
            if let Some((length, part)) = shadow.first(end, PARTS_OF_WEEK) {
                calendar.part = Some(*part);
                return Some((end + length, calendar));
            }
            Some((end, calendar))
        }
        Unit::Day => {
            calendar.day = field;
            Some((end, calendar))
        }
    }
}

/// 月曜日, 金曜, 土日 as a word.
fn read_weekday(shadow: &Shadow, words: &Words, start: usize) -> Option<(usize, Calendar)> {
    let (end, weekday) = weekday_word(shadow, start)?;
    let goes_on = is_katakana(shadow.at(end)) || shadow.at(end) == '版';
    (words.starts_at(start) && !goes_on)
        .then_some((end, Calendar { weekday: Some(weekday), ..Calendar::default() }))
}

fn weekday_word(shadow: &Shadow, start: usize) -> Option<(usize, i8)> {
    let weekday = weekday(shadow.at(start))?;
    (shadow.at(start + 1) == '曜').then(|| (start + 2 + usize::from(shadow.at(start + 2) == '日'), weekday))
}

fn weekday(c: char) -> Option<i8> {
    WEEKDAYS.iter().find(|(name, _)| *name == c).map(|&(_, number)| number)
}

/// `(金)`, `(金曜日)`, `(日・祝)` at a position.
fn weekday_in_brackets(shadow: &Shadow, start: usize) -> Option<(usize, i8)> {
    if shadow.at(start) != '(' {
        return None;
    }
    let day = weekday(shadow.at(start + 1))?;
    let end = start + 2;
    let rest: &[(&str, ())] = &[(")", ()), ("曜)", ()), ("曜日)", ()), ("・祝)", ()), ("祝)", ())];
    shadow.first(end, rest).map(|(length, ())| (end + length, day))
}

fn with_weekday_in_brackets(shadow: &Shadow, (end, mut calendar): (usize, Calendar)) -> (usize, Calendar) {
    if calendar.day.is_some()
        && calendar.until.is_none()
        && let Some((after, weekday)) = weekday_in_brackets(shadow, end)
    {
        calendar.weekday = Some(weekday);
        return (after, calendar);
    }
    (end, calendar)
}
