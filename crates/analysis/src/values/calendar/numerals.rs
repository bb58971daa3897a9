//! The number a written date begins with, or two that share what follows them: 15～17日, 15、16日.

use crate::shadow::Shadow;
use crate::values::length_words;
use crate::values::numeral::{self, Numeral, Script};
use crate::words::Words;

/// Two numerals that share what follows: the 15～17 of 15～17日, the 15、16 of 15、16日.
pub(super) struct DateNumerals {
    pub(super) first: Numeral,
    pub(super) last: Option<Numeral>,
    pub(super) start: usize,
    pub(super) end: usize,
}

pub(super) fn read_numbers(shadow: &Shadow, words: &Words, start: usize) -> Option<DateNumerals> {
    if let Some((first, last)) = numeral::read_list(shadow, start)
        && lists_dates(shadow, first, last)
    {
        return Some(DateNumerals { first, last: Some(last), start, end: last.end });
    }
    let first = numeral::read(shadow, start)?;
    if first.script == Script::Kanji && !words.starts_at(start) {
        return None;
    }
    let alone = DateNumerals { first, last: None, start, end: first.end };
    if !matches!(shadow.at(first.end), '~' | '-' | '、' | ',' | '・') || first.vague {
        return Some(alone);
    }
    let is_list = matches!(shadow.at(first.end), '、' | ',' | '・');
    match numeral::read(shadow, first.end + 1) {
        Some(last)
            if last.script == first.script
                && !last.vague
                && (!is_list || (last.value > first.value && last.value - first.value <= 10.0))
                && (last.value > first.value
                    || last.value <= 12.0
                    || first.digits == 4 && last.digits == 2) =>
        {
            Some(DateNumerals { first, last: Some(last), start, end: last.end })
        }
        _ => Some(alone),
    }
}

/// 15・16日, 4・5月, 2024・25年度: numbers of days, months and years have no decimals. 1・5年 is a length of
/// time.
fn lists_dates(shadow: &Shadow, first: Numeral, last: Numeral) -> bool {
    let rises = last.value > first.value;
    let lists_years = || match (first.digits, last.digits) {
        (4, 4) | (2, 2) => rises,
        (4, 2) => last.value > first.value % 100.0,
        _ => false,
    };
    match shadow.at(last.end) {
        '年' => lists_years(),
        '両' if shadow.at(last.end + 1) == '年' => lists_years(),
        '日' | '月' | '両' => rises,
        '世' => shadow.has(last.end, "世紀") && rises,
        _ => shadow.has(last.end, "の両日"),
    }
}

pub(super) fn whole(numeral: Numeral) -> Option<i32> {
    (!numeral.vague && numeral.value.fract() == 0.0 && numeral.value < 1e6).then_some(numeral.value as i32)
}

/// Whether a number of years or days is a length of time, by what stands around it.
pub(super) fn marks_length(shadow: &Shadow, numbers: &DateNumerals, end: usize) -> bool {
    length_words::AFTER.iter().any(|mark| shadow.has(end, mark))
        || length_words::BEFORE.iter().any(|mark| shadow.has_before(numbers.start, mark))
}
