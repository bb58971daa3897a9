//! Dates that begin with a number or an era: years, months, days, each with what may follow it.

use super::shift::read_shift;
use super::{Calendar, Field, Part, Until};
use crate::shadow::{Shadow, is_hiragana, is_latin};
use crate::values::calendar_words::{ERAS, NAMED_DAYS, PARTS_OF_MONTH, PARTS_OF_YEAR};
use crate::values::length_words;
use crate::values::numeral::{self, Numeral, Script};
use crate::words::Words;
use shirushi_model::Modifier;

/// Two numerals that share what follows: the 15～17 of 15～17日, the 15、16 of 15、16日.
pub(super) struct Numbers {
    pub(super) first: Numeral,
    pub(super) last: Option<Numeral>,
    pub(super) start: usize,
    pub(super) end: usize,
}

fn read_numbers(shadow: &Shadow, words: &Words, start: usize) -> Option<Numbers> {
    if let Some((first, last)) = numeral::read_list(shadow, start)
        && lists_dates(shadow, first, last)
    {
        return Some(Numbers { first, last: Some(last), start, end: last.end });
    }
    let first = numeral::read(shadow, start)?;
    if first.script == Script::Kanji && !words.starts_at(start) {
        return None;
    }
    let alone = Numbers { first, last: None, start, end: first.end };
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
            Some(Numbers { first, last: Some(last), start, end: last.end })
        }
        _ => Some(alone),
    }
}

/// 15・16日, 4・5月, 2024・25年度: numbers of days, months and years have no decimals. 1・5年 is a length of time.
fn lists_dates(shadow: &Shadow, first: Numeral, last: Numeral) -> bool {
    let rises = last.value > first.value;
    match shadow.at(last.end) {
        '日' | '月' | '両' => rises,
        '年' => match (first.digits, last.digits) {
            (4, 4) | (2, 2) => rises,
            (4, 2) => last.value > first.value % 100.0,
            _ => false,
        },
        '世' => shadow.has(last.end, "世紀") && rises,
        _ => shadow.has(last.end, "の両日"),
    }
}

pub(super) fn whole(numeral: Numeral) -> Option<i32> {
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
    if shadow.has(start, "紀元前") {
        let numeral = numeral::read(shadow, start + 3)?;
        // There is no year 0: 1 BC is written 0000.
        let year = 1 - whole(numeral).filter(|year| (1..10_000).contains(year))?;
        let calendar = Calendar { year: Some(Field::Is(year)), ..Calendar::default() };
        return (shadow.at(numeral.end) == '年').then_some((numeral.end + 1, calendar));
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
    match shadow.at(end) {
        '年' => read_year(shadow, words, &numbers, apostrophe == 1),
        '月' => read_month(shadow, words, &numbers, Calendar::default()),
        '日' => read_day(shadow, words, &numbers, Calendar::default()),
        '世' if shadow.at(end + 1) == '紀' => {
            if let Some(found) = read_shift(shadow, words, &numbers) {
                return Some(found);
            }
            let century = whole(numbers.first).filter(|c| (1..=30).contains(c))?;
            let is_point = !marks_length(shadow, &numbers, end + 2);
            let mut calendar =
                Calendar { year: Some(Field::Is(century)), part: Some(Part::Century), ..Calendar::default() };
            if let Some(last) = numbers.last.and_then(whole) {
                calendar.until = Some(Until::Year(Field::Is(last)));
            }
            is_point.then(|| part_of_decade(shadow, end + 2, calendar))
        }
        _ => read_shift(shadow, words, &numbers),
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
    // 令和7（2025）年
    let end = bracketed(shadow, end, |from| {
        let year = numeral::read(shadow, from).filter(|n| n.digits == 4)?;
        Some(year.end)
    })
    .unwrap_or(end);
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

/// The position after `(…)` if what is inside ends right before the bracket.
fn bracketed(shadow: &Shadow, start: usize, inside: impl FnOnce(usize) -> Option<usize>) -> Option<usize> {
    let end = inside(start + 1).filter(|_| shadow.at(start) == '(')?;
    (shadow.at(end) == ')').then_some(end + 1)
}

/// The position after 令和7, 令和元.
fn after_era(shadow: &Shadow, start: usize) -> Option<usize> {
    let (length, _) = shadow.first(start, ERAS)?;
    let from = start + length;
    if shadow.at(from) == '元' { Some(from + 1) } else { numeral::read(shadow, from).map(|n| n.end) }
}

/// 2025（令和7）年8月15日
fn read_year_with_era(shadow: &Shadow, words: &Words, numbers: &Numbers) -> Option<(usize, Calendar)> {
    let year = whole(numbers.first).filter(|year| (1000..=2999).contains(year))?;
    let end = bracketed(shadow, numbers.end, |from| after_era(shadow, from))?;
    let calendar = Calendar { year: Some(Field::Is(year)), ..Calendar::default() };
    (shadow.at(end) == '年').then(|| finish_year(shadow, words, end + 1, calendar))
}

/// What makes a year of two digits before 年: 22年に, 10年代, 25年春, 24年の衆院選.
const YEAR_COMPANY: &[&str] = &[
    "に",
    "以降",
    "代",
    "から",
    "度",
    "春",
    "夏",
    "秋",
    "冬",
    "末",
    "比",
    "当時",
    "時点",
    "産",
    "卒",
    "以来",
    "初め",
    "半ば",
    "前半",
    "後半",
    "上半期",
    "下半期",
    "第",
];

fn is_two_digit_year(shadow: &Shadow, numbers: &Numbers, end: usize) -> bool {
    YEAR_COMPANY.iter().any(|word| shadow.has(end, word))
        || shadow.at(end) == 'の' && length_words::DATED.iter().any(|noun| shadow.has(end + 1, noun))
        // 24年は前年を上回った; 10年は長い.
        || matches!(shadow.at(end), 'は' | 'も') && numbers.first.value % 10.0 != 0.0 && numbers.last.is_none()
}

/// Whether a number of years or days is a length of time, by what stands around it.
pub(super) fn marks_length(shadow: &Shadow, numbers: &Numbers, end: usize) -> bool {
    length_words::AFTER.iter().any(|mark| shadow.has(end, mark))
        || length_words::BEFORE.iter().any(|mark| shadow.has_before(numbers.start, mark))
}

fn read_year(
    shadow: &Shadow,
    words: &Words,
    numbers: &Numbers,
    apostrophe: bool,
) -> Option<(usize, Calendar)> {
    let end = numbers.end + 1;
    if let Some(found) = read_shift(shadow, words, numbers) {
        return Some(found);
    }
    let year = whole(numbers.first)?;
    let is_full = (1000..=2999).contains(&year);
    if shadow.at(end) == '間' {
        return None;
    }
    let month_follows = numeral::read(shadow, end)
        .is_some_and(|n| shadow.at(n.end) == '月' && whole(n).is_some_and(|m| (1..=12).contains(&m)));
    let is_length = marks_length(shadow, numbers, end);
    let year = if is_full {
        year
    } else if (100..1000).contains(&year) && numbers.first.script == Script::Digits {
        let is_point = matches!(shadow.at(end), 'に' | 'か' | '頃' | 'ご') && year % 50 != 0 || month_follows;
        if is_length || !is_point {
            return None;
        }
        year
    } else if (0..100).contains(&year) && numbers.first.script == Script::Digits {
        let is_two_digits = numbers.first.digits == 2 || apostrophe;
        let is_point = is_two_digit_year(shadow, numbers, end) || numbers.last.is_some_and(|n| n.digits == 4);
        if !is_two_digits || !apostrophe && !month_follows && (is_length || !is_point) {
            return None;
        }
        year + if year >= 50 { 1900 } else { 2000 }
    } else {
        return None;
    };
    // 2025年（令和7年）8月
    let after_era = bracketed(shadow, end, |from| {
        after_era(shadow, from).filter(|&end| shadow.at(end) == '年').map(|end| end + 1)
    });
    let end = after_era.unwrap_or(end);
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

/// 1990年代前半, 19世紀末
fn part_of_decade(shadow: &Shadow, end: usize, mut calendar: Calendar) -> (usize, Calendar) {
    const PARTS: &[(&str, Option<Modifier>)] = &[
        ("前半", Some(Modifier::Start)),
        ("後半", Some(Modifier::End)),
        ("半ば", None),
        ("初頭", Some(Modifier::Start)),
        ("初め", Some(Modifier::Start)),
        ("末", Some(Modifier::End)),
    ];
    match shadow.first(end, PARTS) {
        Some((length, modifier)) => {
            calendar.modifier = *modifier;
            (end + length, calendar)
        }
        None => (end, calendar),
    }
}

/// What stands after 年度: a half or a quarter of it, its end.
pub(super) fn fiscal_year(shadow: &Shadow, end: usize, mut calendar: Calendar) -> (usize, Calendar) {
    calendar.part = Some(Part::FiscalYear);
    let from = end + usize::from(shadow.at(end) == 'の');
    match shadow.first(from, PARTS_OF_YEAR) {
        Some((length, Part::Half(half))) => {
            calendar.part = Some(Part::FiscalHalf(*half));
            (from + length, calendar)
        }
        Some((length, Part::Quarter(quarter))) => {
            calendar.part = Some(Part::FiscalQuarter(*quarter));
            (from + length, calendar)
        }
        Some((length, part @ (Part::Start | Part::End))) if from == end => {
            calendar.modifier = Some(if *part == Part::Start { Modifier::Start } else { Modifier::End });
            (from + length, calendar)
        }
        _ => (end, calendar),
    }
}

fn finish_year(shadow: &Shadow, words: &Words, end: usize, calendar: Calendar) -> (usize, Calendar) {
    if shadow.at(end) == '度' {
        return fiscal_year(shadow, end + 1, calendar);
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
    // 昨年の8月, 今年の夏; の leads on to nothing else.
    let from = end + usize::from(shadow.at(end) == 'の');
    if let Some(numbers) = read_numbers(shadow, words, from)
        && shadow.at(numbers.end) == '月'
        && let Some(found) = read_month(shadow, words, &numbers, calendar)
    {
        return found;
    }
    if let Some((length, &(month, day))) = shadow.first(from, NAMED_DAYS) {
        calendar.month = Some(Field::Is(month));
        calendar.day = Some(Field::Is(day));
        return (from + length, calendar);
    }
    if let Some((length, part)) = shadow.first(from, PARTS_OF_YEAR)
        && ends_well(shadow, words, from + length, *part)
    {
        calendar.part = Some(*part);
        return (from + length, calendar);
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

/// 今年の夏 ends with a word; 今年の夏目 and 今年春日 do not.
fn ends_well(shadow: &Shadow, words: &Words, end: usize, part: Part) -> bool {
    let is_season = matches!(part, Part::Spring | Part::Summer | Part::Autumn | Part::Winter);
    !is_season || words.ends_at(end) || is_hiragana(shadow.at(end))
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
    // 五月雨 and 八月一日 (a name) are words.
    if numbers.first.script == Script::Kanji && !words.ends_at(end) {
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

/// What stands after a month: a day, a part of the month, or another month after a stroke.
pub(super) fn after_month(
    shadow: &Shadow,
    words: &Words,
    end: usize,
    mut calendar: Calendar,
) -> (usize, Calendar) {
    if let Some(numbers) = read_numbers(shadow, words, end)
        && let Some(found) = match shadow.at(numbers.end) {
            '日' => read_day(shadow, words, &numbers, calendar),
            _ => read_two_days(shadow, &numbers, calendar),
        }
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

/// 9、10の両日: two days without 日.
fn read_two_days(shadow: &Shadow, numbers: &Numbers, mut calendar: Calendar) -> Option<(usize, Calendar)> {
    let (length, ()) = shadow.first(numbers.end, &[("の両日", ()), ("両日", ())])?;
    let day = |numeral| whole(numeral).filter(|day| (1..=31).contains(day));
    calendar.day = Some(Field::Is(day(numbers.first)?));
    calendar.until = Some(Until::Day { month: None, day: day(numbers.last?)? });
    Some((numbers.end + length, calendar))
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
        if let Some(found) = read_shift(shadow, words, numbers) {
            return Some(found);
        }
        // 2日酔い is no day.
        if marks_length(shadow, numbers, end)
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

/// 三日 is a day, but not in 三日月, and 一日 is as often a whole day as the first.
fn is_kanji_day(shadow: &Shadow, words: &Words, numbers: &Numbers, end: usize) -> bool {
    let ends = words.ends_at(end) && words.starts_at(numbers.start);
    ends && numbers.first.value >= 2.0 && !matches!(shadow.at(end), '市' | '町' | '月')
}

/// 2、3日 is a couple of days, unless it says when: 2、3日に開く.
fn is_couple(shadow: &Shadow, numbers: &Numbers, end: usize) -> bool {
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
