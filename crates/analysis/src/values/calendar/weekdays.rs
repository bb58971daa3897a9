//! Weekdays: 金曜日, the (金) after a day, 11日火曜日, 次の日曜日, 第2月曜日, 最終金曜日.

use super::super::numeral;
use super::words::{NOT_AFTER_WEEKDAYS, WEEKDAYS};
use super::{Calendar, Nth, Toward};
use crate::shadow::{Shadow, is_katakana};
use crate::words::Words;

/// 月曜日, 金曜, 土日 as a word.
pub(super) fn read_weekday(shadow: &Shadow, words: &Words, start: usize) -> Option<(usize, Calendar)> {
    let (end, weekday) = weekday_word(shadow, start)?;
    (words.starts_at(start) && !goes_on(shadow, end))
        .then_some((end, Calendar { weekday: Some(weekday), ..Calendar::default() }))
}

/// 次の日曜日, この前の日曜日, 翌月曜日
pub(super) fn read_led_weekday(shadow: &Shadow, words: &Words, start: usize) -> Option<(usize, Calendar)> {
    const LEADS: &[(&str, Toward)] = &[
        ("次の", Toward::Next),
        ("今度の", Toward::Next),
        ("来る", Toward::Next),
        ("来たる", Toward::Next),
        ("きたる", Toward::Next),
        ("この前の", Toward::Last),
        ("前の", Toward::Last),
        ("先の", Toward::Last),
        ("翌", Toward::AfterMentioned),
    ];
    let (length, toward) = shadow.first(start, LEADS)?;
    let (end, weekday) = weekday_word(shadow, start + length)?;
    let calendar = Calendar { weekday: Some(weekday), toward: Some(*toward), ..Calendar::default() };
    (words.starts_at(start) && !goes_on(shadow, end)).then_some((end, calendar))
}

/// 月曜版, 水曜スペシャル: the weekday is part of a name.
fn goes_on(shadow: &Shadow, end: usize) -> bool {
    is_katakana(shadow.at(end)) || NOT_AFTER_WEEKDAYS.iter().any(|word| shadow.has(end, word))
}

/// 月曜日, 月曜 at a position.
pub(super) fn weekday_word(shadow: &Shadow, start: usize) -> Option<(usize, i8)> {
    let weekday = weekday(shadow.at(start))?;
    (shadow.at(start + 1) == '曜').then(|| (start + 2 + usize::from(shadow.at(start + 2) == '日'), weekday))
}

fn weekday(c: char) -> Option<i8> {
    WEEKDAYS.iter().find(|(name, _)| *name == c).map(|&(_, number)| number)
}

/// `(金)`, `(金曜日)`, `(日・祝)` at a position.
pub(in crate::values) fn in_brackets(shadow: &Shadow, start: usize) -> Option<(usize, i8)> {
    if shadow.at(start) != '(' {
        return None;
    }
    let day = weekday(shadow.at(start + 1))?;
    let end = start + 2;
    let rest: &[(&str, ())] = &[(")", ()), ("曜)", ()), ("曜日)", ()), ("・祝)", ()), ("祝)", ())];
    shadow.first(end, rest).map(|(length, ())| (end + length, day))
}

/// The weekday of a day that ends at `end`: 15日(金), 11日火曜日, 11日の火曜日.
pub(super) fn after_day(shadow: &Shadow, end: usize) -> Option<(usize, i8)> {
    let as_word = || {
        let from = end + usize::from(shadow.at(end) == 'の');
        weekday_word(shadow, from).filter(|(after, _)| !goes_on(shadow, *after))
    };
    in_brackets(shadow, end).or_else(as_word)
}

/// 第2月曜日, 最終金曜日, 最後の日曜日: which of a month's weekdays, and the position after it.
pub(super) fn nth(shadow: &Shadow, start: usize) -> Option<(usize, Nth, i8)> {
    let (from, nth) = if shadow.at(start) == '第' {
        let number = numeral::read_whole(shadow, start + 1).filter(|n| (1.0..=5.0).contains(&n.value))?;
        (number.end, Nth::Number(number.value as u8))
    } else {
        const WORDS: &[(&str, Nth)] =
            &[("最終", Nth::Last), ("最後の", Nth::Last), ("最初の", Nth::Number(1))];
        let (length, nth) = shadow.first(start, WORDS)?;
        (start + length, *nth)
    };
    let (end, weekday) = weekday_word(shadow, from)?;
    Some((end, nth, weekday))
}

/// The position after 第2月曜日 and 第2・第4土曜日 without a month: it comes again every month and is no day.
pub(in crate::values) fn is_nth(shadow: &Shadow, start: usize) -> Option<usize> {
    const MOST: usize = 5;
    let mut position = start;
    for _ in 0..MOST {
        if let Some((end, ..)) = nth(shadow, position) {
            return Some(end);
        }
        let from = position + usize::from(shadow.at(position) == '第');
        let number = numeral::read_list(shadow, from)
            .map(|(_, last)| last)
            .or_else(|| numeral::read_whole(shadow, from))?;
        if let Some((end, _)) = weekday_word(shadow, number.end) {
            return Some(end);
        }
        if !matches!(shadow.at(number.end), '・' | '、' | ',' | 'と') {
            return None;
        }
        position = number.end + 1;
    }
    None
}
