//! Dates that begin with a number or an era: years, months, days, each with what may follow it, and distances (3年前).

use super::{Base, Calendar, Field, Part, Unit, Until};
use crate::shadow::{Shadow, is_latin};
use crate::values::calendar_words::{ERAS, LENGTH_MARKS, PARTS_OF_MONTH, PARTS_OF_YEAR};
use crate::values::numeral::{self, Numeral, Script};
use crate::words::Words;

/// Two numerals that share what follows: the 15～17 of 15～17日, the 15、16 of 15、16日.
struct Numbers {
    first: Numeral,
    last: Option<Numeral>,
    end: usize,
}

fn read_numbers(shadow: &Shadow, words: &Words, start: usize) -> Option<Numbers> {
    let first = numeral::read(shadow, start)?;
    if first.script == Script::Kanji && !words.starts_at(start) {
        return None;
    }
    let alone = Numbers { first, last: None, end: first.end };
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
            Some(Numbers { first, last: Some(last), end: last.end })
        }
        _ => Some(alone),
    }
}

fn whole(numeral: Numeral) -> Option<i32> {
    (!numeral.vague && numeral.value.fract() == 0.0 && numeral.value < 1e6).then_some(numeral.value as i32)
}

/// Dates that begin with an era or a number.
pub(super) fn read_written(shadow: &Shadow, words: &Words, start: usize) -> Option<(usize, Calendar)> {
    if shadow.at(start) == '翌' {
        // 翌16日, 翌2026年: the number says the day, 翌 only that it is the next.
        if !numeral::may_begin(shadow.at(start + 1)) {
            return None;
        }
        return read_written(shadow, words, start + 1);
    }
    if let Some((length, first_year)) = shadow.first(start, ERAS) {
        return read_era_year(shadow, words, start + length, *first_year);
    }
    let apostrophe = usize::from(shadow.at(start) == '\'');
    let numbers = read_numbers(shadow, words, start + apostrophe)?;
    let end = numbers.end;
    match shadow.at(end) {
        '年' => read_year(shadow, words, &numbers, apostrophe == 1),
        '月' => read_month(shadow, words, &numbers, Calendar::default()),
        '日' => read_day(shadow, words, &numbers, Calendar::default()),
        '世' if shadow.at(end + 1) == '紀' => {
            let century = whole(numbers.first).filter(|c| (1..=30).contains(c))?;
            let is_point = !LENGTH_MARKS.iter().any(|mark| shadow.has(end + 2, mark));
            let calendar =
                Calendar { year: Some(Field::Is(century)), part: Some(Part::Century), ..Calendar::default() };
            is_point.then_some((end + 2, calendar))
        }
        _ => read_shift(shadow, &numbers),
    }
}

fn read_era_year(
    shadow: &Shadow,
    words: &Words,
    start: usize,
    before_first: i32,
) -> Option<(usize, Calendar)> {
    let (end, year) = if shadow.at(start) == '元' {
        (start + 1, 1)
    } else {
        let numeral = numeral::read(shadow, start)?;
        (numeral.end, whole(numeral)?)
    };
    if shadow.at(end) != '年' || !(1..=64).contains(&year) {
        return None;
    }
    let mut calendar = Calendar { year: Some(Field::Is(before_first + year)), ..Calendar::default() };
    if shadow.at(end + 1) == '代' {
        // 昭和40年代 begins in 1965: ten years, but no decade of the Christian era.
        calendar.until = Some(Until::Year(Field::Is(before_first + year + 9)));
        return Some(part_of_decade(shadow, end + 2, calendar));
    }
    Some(finish_year(shadow, words, end + 1, calendar))
}

fn read_year(
    shadow: &Shadow,
    words: &Words,
    numbers: &Numbers,
    apostrophe: bool,
) -> Option<(usize, Calendar)> {
    let end = numbers.end + 1;
    if let Some(found) = read_shift(shadow, numbers) {
        return Some(found);
    }
    let year = whole(numbers.first)?;
    let is_full = (1000..=2999).contains(&year);
    if shadow.at(end) == '間' {
        return None;
    }
    let month_follows = numeral::read(shadow, end)
        .is_some_and(|n| shadow.at(n.end) == '月' && whole(n).is_some_and(|m| (1..=12).contains(&m)));
    let is_length = LENGTH_MARKS.iter().any(|mark| shadow.has(end, mark));
    let year = if is_full {
        year
    } else if (100..1000).contains(&year) {
        let is_point = matches!(shadow.at(end), 'に' | '、' | 'か' | '頃' | 'ご') || month_follows;
        if is_length || !is_point {
            return None;
        }
        year
    } else if (0..100).contains(&year) && numbers.first.script == Script::Digits {
        // 22年 is 2022 when a month follows, a particle of time, or 1990年-like company; else it is a length of time.
        let is_two_digits = numbers.first.digits == 2 || apostrophe;
        let is_point = shadow.at(end) == 'に'
            || shadow.has(end, "以降")
            || shadow.has(end, "代")
            || shadow.has(end, "から")
            || shadow.has(end, "度")
            || shadow.has(end, "春")
            || shadow.has(end, "夏")
            || shadow.has(end, "秋")
            || shadow.has(end, "冬")
            || shadow.has(end, "末");
        if !is_two_digits || !apostrophe && !month_follows && (is_length || !is_point) {
            return None;
        }
        year + if year >= 50 { 1900 } else { 2000 }
    } else {
        return None;
    };
    let mut calendar = Calendar { year: Some(Field::Is(year)), ..Calendar::default() };
    if let Some(last) = numbers.last.and_then(whole) {
        let last = if last < 100 { year / 100 * 100 + last } else { last };
        calendar.until = (last > year).then_some(Until::Year(Field::Is(last)));
    }
    if shadow.at(end) == '代' {
        calendar.part = Some(Part::Decade);
        return Some(part_of_decade(shadow, end + 1, calendar));
    }
    Some(finish_year(shadow, words, end, calendar))
}

fn part_of_decade(shadow: &Shadow, end: usize, calendar: Calendar) -> (usize, Calendar) {
    match shadow.first(end, &[("前半", ()), ("後半", ()), ("半ば", ()), ("初頭", ()), ("末", ())]) {
        Some((length, ())) => (end + length, calendar),
        None => (end, calendar),
    }
}

fn finish_year(shadow: &Shadow, words: &Words, end: usize, mut calendar: Calendar) -> (usize, Calendar) {
    if shadow.at(end) == '度' {
        calendar.part = Some(Part::FiscalYear);
        return (end + 1, calendar);
    }
    if calendar.until.is_some() {
        return (end, calendar);
    }
    after_year(shadow, words, end, calendar)
}

/// What stands after a year: a month, a part of the year, or another year after a stroke.
pub(super) fn after_year(
    shadow: &Shadow,
    words: &Words,
    end: usize,
    mut calendar: Calendar,
) -> (usize, Calendar) {
    if let Some(numbers) = read_numbers(shadow, words, end)
        && shadow.at(numbers.end) == '月'
        && let Some(found) = read_month(shadow, words, &numbers, calendar)
    {
        return found;
    }
    if let Some((length, part)) = shadow.first(end, PARTS_OF_YEAR) {
        calendar.part = Some(*part);
        return (end + length, calendar);
    }
    if shadow.at(end) == '~'
        && let Some(last) = numeral::read(shadow, end + 1)
        && shadow.at(last.end) == '年'
        && let (Some(Field::Is(first)), Some(year)) = (calendar.year, whole(last))
    {
        let year = if year < 100 { first / 100 * 100 + year } else { year };
        if year > first && year < 3000 {
            calendar.until = Some(Until::Year(Field::Is(year)));
            return (last.end + 1, calendar);
        }
    }
    (end, calendar)
}

/// `numbers` is followed by 月.
fn read_month(
    shadow: &Shadow,
    words: &Words,
    numbers: &Numbers,
    mut calendar: Calendar,
) -> Option<(usize, Calendar)> {
    let month = whole(numbers.first).filter(|m| (1..=12).contains(m))?;
    calendar.month = Some(Field::Is(month));
    let end = numbers.end + 1;
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

/// What stands after a month: a day, a part of the month, or another month after a stroke.
pub(super) fn after_month(
    shadow: &Shadow,
    words: &Words,
    end: usize,
    mut calendar: Calendar,
) -> (usize, Calendar) {
    if let Some(numbers) = read_numbers(shadow, words, end)
        && shadow.at(numbers.end) == '日'
        && let Some(found) = read_day(shadow, words, &numbers, calendar)
    {
        return found;
    }
    if let Some((length, part)) = shadow.first(end, PARTS_OF_MONTH) {
        calendar.part = Some(*part);
        return (end + length, calendar);
    }
    if shadow.at(end) == '~'
        && let Some(last) = numeral::read(shadow, end + 1)
        && shadow.at(last.end) == '月'
        && let Some(month) = whole(last).filter(|m| (1..=12).contains(m))
    {
        calendar.until = Some(Until::Month(month));
        return (last.end + 1, calendar);
    }
    (end, calendar)
}

/// `numbers` is followed by 日.
fn read_day(
    shadow: &Shadow,
    words: &Words,
    numbers: &Numbers,
    mut calendar: Calendar,
) -> Option<(usize, Calendar)> {
    let end = numbers.end + 1;
    if calendar.month.is_none() && calendar.year.is_none() {
        if let Some(found) = read_shift(shadow, numbers) {
            return Some(found);
        }
        let counts =
            LENGTH_MARKS.iter().any(|mark| shadow.has(end, mark)) || counts_within_a_day(shadow, end);
        if counts || (numbers.first.script == Script::Kanji && words.is_one_word(numbers.end - 1, end)) {
            return None;
        }
        // 一日 is as often a whole day as the first.
        if numbers.first.script == Script::Kanji && numbers.first.value < 2.0 {
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

/// `1日3回`: the day is a length of time.
fn counts_within_a_day(shadow: &Shadow, end: usize) -> bool {
    numeral::read(shadow, end).is_some_and(|n| {
        !matches!(shadow.at(n.end), '時' | ':' | '日' | '月' | '年' | '~') && !is_latin(shadow.at(n.end))
    })
}

/// Units a point in time may be away: 3年前, 2カ月後, 数日前.
const SHIFTS: &[(&str, Unit)] = &[
    ("年", Unit::Year),
    ("カ月", Unit::Month),
    ("か月", Unit::Month),
    ("ヵ月", Unit::Month),
    ("ヶ月", Unit::Month),
    ("ケ月", Unit::Month),
    ("箇月", Unit::Month),
    ("週間", Unit::Week),
    ("日", Unit::Day),
];

/// Words between the unit and 前 or 後.
const ABOUT: &[(&str, ())] =
    &[("ほど", ()), ("余り", ()), ("近く", ()), ("くらい", ()), ("ぐらい", ()), ("以上", ()), ("半", ())];

fn read_shift(shadow: &Shadow, numbers: &Numbers) -> Option<(usize, Calendar)> {
    let (length, &unit) = shadow.first(numbers.end, SHIFTS)?;
    let mut end = numbers.end + length;
    if let Some((about, ())) = shadow.first(end, ABOUT) {
        end += about;
    }
    let sign = match shadow.at(end) {
        '前' => -1,
        '後' => 1,
        _ => return None,
    };
    end += 1;
    if matches!(shadow.at(end), '後' | '半' | '倒' | '述' | '任' | '者' | '継' | '払') {
        return None;
    }
    let mut calendar = Calendar::default();
    if numbers.first.vague {
        calendar.vague = Some(unit);
        return Some((end, calendar));
    }
    let by = |n: Numeral| {
        whole(n).filter(|v| *v < 20_000).map(|v| Field::From { base: Base::Article, by: v * sign })
    };
    let field = Some(by(numbers.first)?);
    match unit {
        Unit::Year => calendar.year = field,
        Unit::Month => calendar.month = field,
        Unit::Week => calendar.week = field,
        Unit::Day => calendar.day = field,
    }
    if let Some(last) = numbers.last {
        // A range of distances is kept as a distance: 2~3週間後 is P2W/P3W.
        calendar.until = Some(Until::Distance(whole(last)?));
    }
    Some((end, calendar))
}
