//! Days of a month: 15日, 15～17日, 9、10の両日, 二十日; and what only looks like one: 3日間, 2、3日, 1日3回.

use super::numerals::{DateNumerals, marks_length, whole};
use super::{Calendar, Field, Until};
use crate::shadow::{Shadow, is_latin};
use crate::values::length_words;
use crate::values::numeral::{self, Script};
use crate::words::Words;

/// 9、10の両日: two days without 日.
pub(super) fn read_two_days(
    shadow: &Shadow,
    numbers: &DateNumerals,
    mut calendar: Calendar,
) -> Option<(usize, Calendar)> {
    let (length, ()) = shadow.first(numbers.end, &[("の両日", ()), ("両日", ())])?;
    let day = |numeral| whole(numeral).filter(|day| (1..=31).contains(day));
    calendar.day = Some(Field::Is(day(numbers.first)?));
    calendar.until = Some(Until::Day { month: None, day: day(numbers.last?)? });
    Some((numbers.end + length, calendar))
}

/// `numbers` is followed by 日.
pub(super) fn read_day(
    shadow: &Shadow,
    words: &Words,
    numbers: &DateNumerals,
    mut calendar: Calendar,
    before: Option<Calendar>,
) -> Option<(usize, Calendar)> {
    let end = numbers.end + 1;
    // 第4日曜日
    if shadow.at(end) == '曜' {
        return None;
    }
    if calendar.month.is_none() && calendar.year.is_none() {
        let is_length = marks_length(shadow, numbers, end) || counts_days_to(shadow, end);
        // 2日酔い is no day.
        if is_length && !ends_range(shadow, numbers, end, before)
            || shadow.at(end) == '酔'
            || counts_within_a_day(shadow, numbers.first.value, end)
            || is_couple(shadow, numbers, end)
        {
            return None;
        }
        if numbers.first.script == Script::Kanji && !is_kanji_day(shadow, words, numbers, end) {
            return None;
        }
    }
    let day = whole(numbers.first).filter(|d| (1..=31).contains(d))?;
    calendar.day = Some(Field::Is(day));
    if let Some(last) = numbers.last {
        let last = whole(last).filter(|d| (1..=31).contains(d))?;
        calendar.until = Some(Until::Day { month: None, day: last });
        return Some((end, calendar));
    }
    if shadow.at(end) == '~' {
        let from = end + 1;
        if let Some(next) = numeral::read(shadow, from).filter(|n| n.script != Script::Mixed) {
            if shadow.at(next.end) == '日'
                && let Some(day) = whole(next).filter(|d| (1..=31).contains(d))
            {
                calendar.until = Some(Until::Day { month: None, day });
                return Some((next.end + 1, calendar));
            }
            if shadow.at(next.end) == '月'
                && let Some(month) = whole(next).filter(|m| (1..=12).contains(m))
                && let Some(last) = numeral::read(shadow, next.end + 1)
                && shadow.at(last.end) == '日'
                && let Some(day) = whole(last).filter(|d| (1..=31).contains(d))
            {
                calendar.until = Some(Until::Day { month: Some(month), day });
                return Some((last.end + 1, calendar));
            }
        }
    }
    Some((end, calendar))
}

/// 10日から12日にわたって: after a day with から the words that make a length of 12日 say how long the whole
/// lasts.
fn ends_range(shadow: &Shadow, numbers: &DateNumerals, end: usize, before: Option<Calendar>) -> bool {
    let Some(Calendar { day: Some(Field::Is(first)), month, .. }) = before else { return false };
    let rises = numbers.first.value > f64::from(first) || month.is_some() && numbers.first.value < 32.0;
    rises && length_words::OF_RANGES.iter().any(|word| shadow.has(end, word))
}

/// 3日から5日かかる: the first number is a length as the second is.
fn counts_days_to(shadow: &Shadow, end: usize) -> bool {
    let from = end + if shadow.at(end) == '~' { 1 } else { 2 };
    let has_range = shadow.at(end) == '~' || shadow.has(end, "から");
    let last = if has_range { numeral::read(shadow, from) } else { None };
    last.is_some_and(|last| {
        shadow.at(last.end) == '日'
            && length_words::AFTER_RANGES.iter().any(|word| shadow.has(last.end + 1, word))
    })
}

/// 三日 is a day, but not in 三日月, and 一日 is as often a whole day as the first.
fn is_kanji_day(shadow: &Shadow, words: &Words, numbers: &DateNumerals, end: usize) -> bool {
    let ends = words.ends_at(end) && words.starts_at(numbers.start);
    ends && numbers.first.value >= 2.0 && !matches!(shadow.at(end), '市' | '町' | '月')
}

/// 2、3日 is a couple of days, unless it says when: 2、3日に開く.
fn is_couple(shadow: &Shadow, numbers: &DateNumerals, end: usize) -> bool {
    let is_list = matches!(shadow.at(numbers.first.end), '、' | '・' | ',');
    numbers.last.is_some_and(|last| last.value == numbers.first.value + 1.0 && last.value <= 5.0)
        && is_list
        && !matches!(shadow.at(end), 'に' | 'の' | '両' | 'と')
}

/// `1日3回`, `3日に1度`: the day is a length of time.
fn counts_within_a_day(shadow: &Shadow, days: f64, end: usize) -> bool {
    if shadow.at(end) == 'に' {
        return numeral::read(shadow, end + 1).is_some_and(|n| {
            n.value < 10.0 && length_words::PER.iter().any(|counter| shadow.has(n.end, counter))
        });
    }
    // 15日100人が is a day; only of 1日 so much is said.
    days == 1.0
        && numeral::read(shadow, end).is_some_and(|n| {
            let is_moment = matches!(shadow.at(n.end), '時' | ':' | '日' | '月' | '年' | '~');
            let is_counted = !is_moment || shadow.has(n.end, "時間");
            n.script != Script::Kanji && is_counted && !is_latin(shadow.at(n.end))
        })
}
