//! Dates that begin with a number: which number it is, 年, 月 or 日, and the numbers that share it.

use super::days::{read_day, read_two_days};
use super::months::read_month;
use super::numerals::{read_numbers, whole};
use super::shift::read_shift;
use super::years::{read_century, read_reckoning, read_year, read_year_with_era};
use super::{Calendar, Field, PlaceBefore, Until};
use crate::shadow::Shadow;
use crate::values::numeral;
use crate::words::Words;

/// Dates that begin with a number, or with a word right before one.
pub(super) fn read_written(
    shadow: &Shadow,
    words: &Words,
    start: usize,
    place: PlaceBefore,
) -> Option<(usize, Calendar)> {
    match shadow.at(start) {
        // 翌16日, 翌2026年: the number says the day, 翌 only that it is the next.
        '翌' if numeral::may_begin(shadow.at(start + 1)) => {
            return read_written(shadow, words, start + 1, place);
        }
        // 平成3年から同10年まで
        '同' if matches!(place, PlaceBefore::AfterFrom(Calendar { era: Some(_), .. })) => {
            return read_written(shadow, words, start + 1, place);
        }
        '紀' | '西' | '前' => return read_reckoning(shadow, words, start),
        _ => {}
    }
    let apostrophe = usize::from(matches!(shadow.at(start), '\'' | '’'));
    let numbers = read_numbers(shadow, words, start + apostrophe)?;
    let end = numbers.end;
    if let Some(found) = read_two_days(shadow, &numbers, Calendar::default()) {
        return Some(found);
    }
    if let Some(found) = read_year_with_era(shadow, words, &numbers) {
        return Some(found);
    }
    if shadow.has(end, "両年")
        && let (Some(first), Some(last)) = (whole(numbers.first), numbers.last.and_then(whole))
        && first >= 1000
    {
        // 2023・24両年
        let last = if last < 100 { first / 100 * 100 + last } else { last };
        let until = Some(Until::Year(Field::Is(last)));
        return Some((end + 2, Calendar { year: Some(Field::Is(first)), until, ..Calendar::default() }));
    }
    let before = match place {
        PlaceBefore::AfterFrom(calendar) => Some(calendar),
        PlaceBefore::AfterDate | PlaceBefore::Elsewhere => None,
    };
    match shadow.at(end) {
        '年' => read_shift(shadow, words, &numbers)
            .or_else(|| read_year(shadow, words, &numbers, apostrophe == 1, before)),
        '月' => read_month(shadow, words, &numbers, Calendar::default()),
        // 第4日曜日
        '日' if shadow.at(end + 1) == '曜' => None,
        '日' => read_shift(shadow, words, &numbers)
            .or_else(|| read_day(shadow, words, &numbers, Calendar::default(), before)),
        '世' if shadow.at(end + 1) == '紀' => {
            read_shift(shadow, words, &numbers).or_else(|| read_century(shadow, &numbers))
        }
        _ => read_shift(shadow, words, &numbers),
    }
}
