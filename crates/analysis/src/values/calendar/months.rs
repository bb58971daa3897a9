//! Dates whose first number is a month: 8月15日, 4～6月期, 8月上旬, 7月の下旬, 10月の2日, 12月の第2月曜日.

use super::days::{read_day, read_two_days};
use super::numerals::{DateNumerals, marks_length, read_numbers, whole};
use super::weekdays::nth;
use super::words::PARTS_OF_MONTH;
use super::{Calendar, Field, Until};
use crate::shadow::{Shadow, is_hiragana};
use crate::values::numeral::{self, Script};
use crate::words::Words;

/// `numbers` is followed by 月.
pub(super) fn read_month(
    shadow: &Shadow,
    words: &Words,
    numbers: &DateNumerals,
    mut calendar: Calendar,
) -> Option<(usize, Calendar)> {
    let month = whole(numbers.first).filter(|m| (1..=12).contains(m))?;
    calendar.month = Some(Field::Is(month));
    let end = numbers.end + 1;
    // 五月雨 and 八月一日 (a name) are words, 第2月曜日 is a day.
    if numbers.first.script == Script::Kanji && !words.ends_at(end) || shadow.at(end) == '曜' {
        return None;
    }
    if let Some(last) = numbers.last {
        let last = whole(last).filter(|m| (1..=12).contains(m))?;
        calendar.until = Some(Until::Month(last));
        return Some((end + usize::from(is_term(shadow, end)), calendar));
    }
    if is_term(shadow, end) {
        return Some((end + 1, calendar));
    }
    Some(after_month(shadow, words, end, calendar))
}

/// 3月期: the 期 of an accounting period belongs to the date.
fn is_term(shadow: &Shadow, end: usize) -> bool {
    shadow.at(end) == '期' && !matches!(shadow.at(end + 1), '間' | '限' | '待' | '末')
}

/// What stands after a month: a day, a part of the month, a weekday of it, or another month after a stroke.
pub(super) fn after_month(
    shadow: &Shadow,
    words: &Words,
    end: usize,
    mut calendar: Calendar,
) -> (usize, Calendar) {
    let from = end + usize::from(shadow.at(end) == 'の');
    if let Some(numbers) = read_numbers(shadow, words, from)
        && let Some(found) = match shadow.at(numbers.end) {
            // 10月の2日 is a day, 10月の2日間 two days.
            '日' if from > end && marks_length(shadow, &numbers, numbers.end + 1) => None,
            '日' => read_day(shadow, words, &numbers, calendar, None),
            _ => read_two_days(shadow, &numbers, calendar),
        }
    {
        return found;
    }
    if let Some((length, part)) = shadow.first(from, PARTS_OF_MONTH)
        && (from == end && length > 1 || ends_word(shadow, words, from + length))
    {
        calendar.part = Some(*part);
        return (from + length, calendar);
    }
    if let Some((after, nth, weekday)) = nth(shadow, from) {
        calendar.nth = Some(nth);
        calendar.weekday = Some(weekday);
        return (after, calendar);
    }
    if shadow.at(end) == '~'
        && let Some(last) = numeral::read(shadow, end + 1)
        && shadow.at(last.end) == '月'
        && let Some(month) = whole(last).filter(|m| (1..=12).contains(m))
    {
        calendar.until = Some(Until::Month(month));
        let after = last.end + 1;
        return (after + usize::from(is_term(shadow, after)), calendar);
    }
    (end, calendar)
}

/// 7月の下旬 ends with a word; 10月の前半戦 does not.
fn ends_word(shadow: &Shadow, words: &Words, end: usize) -> bool {
    words.ends_at(end) || is_hiragana(shadow.at(end))
}
