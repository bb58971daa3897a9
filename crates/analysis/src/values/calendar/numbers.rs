//! Dates in numbers alone: `2025-08-16`, `2025/8/16`, `2025.08.16`, `8/16(土)`, `R7.8.16`.

use super::{Calendar, weekday_in_brackets, ymd};
use crate::shadow::{Shadow, is_latin};
use crate::values::calendar_words::ERA_LETTERS;

/// The date that begins at `start` and has numbers alone.
pub(super) fn read(shadow: &Shadow, start: usize) -> Option<(usize, Calendar)> {
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
