//! Dates in numbers alone: `2025-08-16`, `2025/8/16`, `2025.08.16`, `2025/8/16～8/20`, `8/16(土)`, `R7.8.16`,
//! and the seasons of sports: `2013-14シーズン`.

use super::words::ERA_LETTERS;
use super::{Calendar, Field, Until, weekday_in_brackets, ymd};
use crate::shadow::{Shadow, is_latin};

/// The date that begins at `start` and has numbers alone.
pub(super) fn read(shadow: &Shadow, start: usize) -> Option<(usize, Calendar)> {
    if !shadow.at(start).is_ascii_digit() || shadow.before(start).is_ascii_digit() {
        return None;
    }
    let (end, first) = short_number(shadow, start, 4)?;
    let separator = shadow.at(end);
    if !matches!(separator, '-' | '/' | '.' | '・') {
        return None;
    }
    let (after, second) = short_number(shadow, end + 1, 2)?;
    if let Some(found) = season(shadow, (end - start, first), (after, second)) {
        return Some(found);
    }
    if separator == '・' {
        return None;
    }
    if end - start == 4 && (1000..=2999).contains(&first) {
        if shadow.at(after) == separator
            && let Some((finish, third)) = short_number(shadow, after + 1, 2)
        {
            let fits = (1..=12).contains(&second)
                && (1..=31).contains(&third)
                && !shadow.at(finish).is_ascii_digit();
            let found = (finish, ymd(Some(first), Some(second), Some(third)));
            return fits.then(|| with_end(shadow, separator, found));
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

/// A date with the end of the range that begins with it: the 8/20 of 2025/8/16～8/20, the 20 of
/// 2025/8/16～20.
fn with_end(shadow: &Shadow, separator: char, (end, mut calendar): (usize, Calendar)) -> (usize, Calendar) {
    let Some((first_end, first)) = short_number(shadow, end + 1, 2).filter(|_| shadow.at(end) == '~') else {
        return (end, calendar);
    };
    let second = short_number(shadow, first_end + 1, 2).filter(|_| shadow.at(first_end) == separator);
    let (after, month, day) = match second {
        Some((after, day)) if (1..=12).contains(&first) => (after, Some(first), day),
        _ => (first_end, None, first),
    };
    let goes_on =
        shadow.at(after) == separator || matches!(shadow.at(after), ':' | '時' | '年' | '月' | '日');
    if (1..=31).contains(&day) && !goes_on {
        calendar.until = Some(Until::Day { month, day });
        return (after, calendar);
    }
    (end, calendar)
}

/// 2013-14シーズン, 24/25シーズン, 2024・25シーズン: two years that follow one another; each with how many
/// digits it has or where it ends.
fn season(
    shadow: &Shadow,
    (digits, first): (usize, i32),
    (end, last): (usize, i32),
) -> Option<(usize, Calendar)> {
    const WORDS: &[(&str, ())] = &[("シーズン", ()), ("年シーズン", ()), ("季", ()), ("年季", ())];
    let (length, ()) = shadow.first(end, WORDS)?;
    let year = match digits {
        4 => first,
        2 if first >= 50 => 1900 + first,
        2 => 2000 + first,
        _ => return None,
    };
    let calendar = Calendar {
        year: Some(Field::Is(year)),
        until: Some(Until::Year(Field::Is(year + 1))),
        ..Calendar::default()
    };
    ((year + 1) % 100 == last).then_some((end + length, calendar))
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

/// `R7.8.16`, `H31/4/30`: a letter for the era. All three numbers must be there.
pub(in crate::values) fn read_era_letter(shadow: &Shadow, start: usize) -> Option<(usize, Calendar)> {
    let &(_, before_first) = ERA_LETTERS.iter().find(|(letter, _)| *letter == shadow.at(start))?;
    let before = shadow.before(start);
    if is_latin(before) || before.is_ascii_digit() || matches!(before, '-' | '.' | '/' | '_') {
        return None;
    }
    let (end, year) = short_number(shadow, start + 1, 2)?;
    let separator = shadow.at(end);
    if !matches!(separator, '.' | '/') || year == 0 {
        return None;
    }
    let (end, month) = short_number(shadow, end + 1, 2).filter(|_| (1..=64).contains(&year))?;
    let (end, day) = short_number(shadow, end + 1, 2).filter(|_| shadow.at(end) == separator)?;
    let next = shadow.at(end);
    let goes_on = next.is_ascii_digit() || is_latin(next) || next == separator || next == '-';
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && !goes_on;
    fits.then(|| (end, ymd(Some(before_first + year), Some(month), Some(day))))
}
