//! Dates whose first number is a year: 2025年8月, 令和7年, 24年の衆院選, 1990年代, 2025年度下期, 紀元前3世紀.

use super::months::read_month;
use super::numerals::{DateNumerals, marks_length, read_numbers, whole};
use super::words::{NAMED_DAYS, PARTS_OF_YEAR};
use super::{Calendar, CalendarPart, Field, Until};
use crate::sentences::closing;
use crate::shadow::{Shadow, is_hiragana, is_kanji};
use crate::values::numeral::{self, Script};
use crate::values::{eras, length_words};
use crate::words::Words;
use shirushi_model::Modifier;

/// A year of an era with what follows it, where the name of one stands: 令和7年11月7日, 安政2年10月2日,
/// 昭和100年, 元禄15年.
pub(super) fn read_era(shadow: &Shadow, words: &Words, start: usize) -> Option<(usize, Calendar)> {
    let (length, era) = eras::find(|name| shadow.has(start, name))?;
    let (end, number) = year_of_era(shadow, start + length)?;
    // 昭和50～55年
    let last = Some(end)
        .filter(|&end| matches!(shadow.at(end), '~' | '-'))
        .and_then(|end| numeral::read_whole(shadow, end + 1))
        .filter(|last| whole(*last).is_some_and(|last| last > number) && shadow.at(last.end) == '年');
    let end = last.map_or(end, |last| last.end);
    // 令和7（2025）年
    let end = bracketed(shadow, end, |from| christian_year(shadow, from)).unwrap_or(end);
    if shadow.at(end) != '年' || !words.starts_at(start) {
        return None;
    }
    let end = end + 1;
    let year = era.year(number)?;
    // 文化3年連続, 日本文化10年: names of old eras are words as well.
    let is_word =
        || is_kanji(shadow.before(start)) || length_words::AFTER.iter().any(|mark| shadow.has(end, mark));
    if !era.is_modern() && is_word() {
        return None;
    }
    let mut calendar =
        Calendar { year: Some(Field::Is(year)), era: Some(year - number), ..Calendar::default() };
    if let Some(last) = last.and_then(whole) {
        calendar.until = era.year(last).map(|last| Until::Year(Field::Is(last)));
        return Some(finish_year(shadow, words, end, calendar));
    }
    if shadow.at(end) == '代' {
        // 昭和40年代 begins in 1965: ten years, but no decade of the Christian era.
        calendar.until = Some(Until::Year(Field::Is(year + 9)));
        return Some(part_of_decade(shadow, end + 1, calendar));
    }
    // 平成13年（2001年）1月5日
    let in_brackets = bracketed(shadow, end, |from| {
        christian_year(shadow, from).filter(|&end| shadow.at(end) == '年').map(|end| end + 1)
    });
    Some(finish_year(shadow, words, in_brackets.unwrap_or(end), calendar))
}

/// The position after the number of a year of an era, and the number: 7, 元, 十五.
fn year_of_era(shadow: &Shadow, start: usize) -> Option<(usize, i32)> {
    if shadow.at(start) == '元' {
        return Some((start + 1, 1));
    }
    let numeral = numeral::read_whole(shadow, start)?;
    Some((numeral.end, whole(numeral)?))
}

/// The position after the four digits of a year.
fn christian_year(shadow: &Shadow, start: usize) -> Option<usize> {
    let start = start + if shadow.has(start, "西暦") { 2 } else { 0 };
    numeral::read(shadow, start).filter(|n| n.digits == 4).map(|n| n.end)
}

/// The position after `(…)`, 〈…〉 and the like if what is inside ends right before the bracket.
fn bracketed(shadow: &Shadow, start: usize, inside: impl FnOnce(usize) -> Option<usize>) -> Option<usize> {
    let close = match shadow.at(start) {
        '=' => '=',
        open => closing(open)?,
    };
    let end = inside(start + 1)?;
    (shadow.at(end) == close).then_some(end + 1)
}

/// The position after 令和7, 令和元.
fn after_era(shadow: &Shadow, start: usize) -> Option<usize> {
    let (length, _) = eras::find(|name| shadow.has(start, name))?;
    year_of_era(shadow, start + length).map(|(end, _)| end)
}

/// 紀元前300年, 紀元前3世紀, 前3世紀, 西暦79年
pub(super) fn read_reckoning(shadow: &Shadow, words: &Words, start: usize) -> Option<(usize, Calendar)> {
    /// Which years are counted, and whether the word alone says so: 前3年 are the three years before.
    #[derive(Clone, Copy, PartialEq)]
    enum Reckoning {
        Before,
        BeforeByCenturies,
        After,
    }
    const WORDS: &[(&str, Reckoning)] = &[
        ("紀元前", Reckoning::Before),
        ("西暦前", Reckoning::Before),
        ("紀元後", Reckoning::After),
        ("西暦紀元", Reckoning::After),
        ("西暦", Reckoning::After),
        ("紀元", Reckoning::After),
        ("前", Reckoning::BeforeByCenturies),
    ];
    let (length, &reckoning) = shadow.first(start, WORDS)?;
    let numbers = read_numbers(shadow, words, start + length)?;
    let number = whole(numbers.first).filter(|number| (1..10_000).contains(number))?;
    let last = numbers.last.and_then(whole);
    if !words.starts_at(start) {
        return None;
    }
    if shadow.has(numbers.end, "世紀") {
        let century = |number: i32| if reckoning == Reckoning::After { number } else { -number };
        let calendar = Calendar {
            year: Some(Field::Is(century(number))),
            part: Some(CalendarPart::Century),
            until: last.map(|last| Until::Year(Field::Is(century(last)))),
            ..Calendar::default()
        };
        return Some(part_of_decade(shadow, numbers.end + 2, calendar));
    }
    if shadow.at(numbers.end) != '年' || reckoning == Reckoning::BeforeByCenturies {
        return None;
    }
    // There is no year 0: 1 BC is written 0000.
    let year = |number: i32| if reckoning == Reckoning::After { number } else { 1 - number };
    let calendar = Calendar {
        year: Some(Field::Is(year(number))),
        until: last.map(|last| Until::Year(Field::Is(year(last)))),
        ..Calendar::default()
    };
    let end = numbers.end + 1;
    Some(finish_year(shadow, words, end, calendar))
}

/// 2025（令和7）年8月15日
pub(super) fn read_year_with_era(
    shadow: &Shadow,
    words: &Words,
    numbers: &DateNumerals,
) -> Option<(usize, Calendar)> {
    let year = whole(numbers.first).filter(|year| (1000..=2999).contains(year))?;
    let end = bracketed(shadow, numbers.end, |from| after_era(shadow, from))?;
    let calendar = Calendar { year: Some(Field::Is(year)), ..Calendar::default() };
    (shadow.at(end) == '年').then(|| finish_year(shadow, words, end + 1, calendar))
}

/// 20世紀, 19世紀末, 5～6世紀
pub(super) fn read_century(shadow: &Shadow, numbers: &DateNumerals) -> Option<(usize, Calendar)> {
    let century = whole(numbers.first).filter(|c| (1..=30).contains(c))?;
    let is_point = !marks_length(shadow, numbers, numbers.end + 2);
    let mut calendar =
        Calendar { year: Some(Field::Is(century)), part: Some(CalendarPart::Century), ..Calendar::default() };
    if let Some(last) = numbers.last.and_then(whole) {
        calendar.until = Some(Until::Year(Field::Is(last)));
    }
    is_point.then(|| part_of_decade(shadow, numbers.end + 2, calendar))
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

fn is_two_digit_year(shadow: &Shadow, numbers: &DateNumerals, end: usize) -> bool {
    YEAR_COMPANY.iter().any(|word| shadow.has(end, word))
        || shadow.at(end) == 'の' && length_words::DATED.iter().any(|noun| shadow.has(end + 1, noun))
        // 24年は前年を上回った; 10年は長い.
        || matches!(shadow.at(end), 'は' | 'も') && numbers.first.value % 10.0 != 0.0 && numbers.last.is_none()
}

/// `numbers` is followed by 年.
pub(super) fn read_year(
    shadow: &Shadow,
    words: &Words,
    numbers: &DateNumerals,
    apostrophe: bool,
    before: Option<Calendar>,
) -> Option<(usize, Calendar)> {
    let end = numbers.end + 1;
    let year = whole(numbers.first)?;
    if let Some(found) = year_of_same_era(shadow, words, numbers, before) {
        return Some(found);
    }
    let is_full = (1000..=2999).contains(&year);
    if shadow.at(end) == '間' || is_full && spans(shadow, numbers, end) {
        return None;
    }
    let month_follows = numeral::read(shadow, end)
        .is_some_and(|n| shadow.at(n.end) == '月' && whole(n).is_some_and(|m| (1..=12).contains(&m)));
    let is_length = marks_length(shadow, numbers, end) || completes(shadow, numbers, end);
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
        let ends_range = || is_two_digits && follows_year(shadow, year, end, before);
        let is_point = is_two_digit_year(shadow, numbers, end)
            || numbers.last.is_some_and(|n| n.digits == 4)
            || ends_range();
        if !is_two_digits || !apostrophe && !month_follows && (is_length || !is_point) {
            return None;
        }
        match before.and_then(|before| before.year) {
            // 1985年から91年まで
            Some(Field::Is(first)) if first >= 1000 && year > first % 100 => first / 100 * 100 + year,
            _ => year + if year >= 50 { 1900 } else { 2000 },
        }
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
        calendar.part = Some(CalendarPart::Decade);
        return Some(part_of_decade(shadow, end + 1, calendar));
    }
    Some(finish_year(shadow, words, end, calendar))
}

/// 事故から20年になる, 結婚して15年を迎えた: so many years since something are complete.
fn completes(shadow: &Shadow, numbers: &DateNumerals, end: usize) -> bool {
    const COMPLETE: &[&str] = &["になる", "になり", "になった", "となる", "となった", "を迎え", "の節目"];
    const SINCE: &[&str] =
        &["から", "て", "で", "以来", "来年", "今年", "ことし", "間もなく", "まもなく", "ちょうど"];
    COMPLETE.iter().any(|word| shadow.has(end, word))
        && SINCE.iter().any(|word| shadow.has_before(numbers.start, word))
}

/// 1000年以上の歴史, 2000年続く: four digits before 年 that are a length of time.
fn spans(shadow: &Shadow, numbers: &DateNumerals, end: usize) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| shadow.has(end, word));
    let is_hundreds = numbers.first.value % 100.0 == 0.0;
    let leads = || length_words::BEFORE_HUNDREDS.iter().any(|word| shadow.has_before(numbers.start, word));
    has(length_words::AFTER_THOUSANDS) || is_hundreds && (has(length_words::AFTER_HUNDREDS) || leads())
}

/// 平成3年から10年まで: a later year of the era that the range began in.
fn year_of_same_era(
    shadow: &Shadow,
    words: &Words,
    numbers: &DateNumerals,
    before: Option<Calendar>,
) -> Option<(usize, Calendar)> {
    let Some(Calendar { year: Some(Field::Is(first)), era: Some(era), .. }) = before else { return None };
    let year = whole(numbers.first).filter(|year| (1..100).contains(year) && era + year > first)?;
    let end = numbers.end + 1;
    let fits = numbers.last.is_none() && ENDS_OF_YEARS.iter().any(|word| shadow.has(end, word));
    let calendar = Calendar { year: Some(Field::Is(era + year)), era: Some(era), ..Calendar::default() };
    fits.then(|| finish_year(shadow, words, end, calendar))
}

/// What follows the year that ends a range.
const ENDS_OF_YEARS: &[&str] = &["まで", "にかけ", "の", "に", "、", "末", "度", "半ば", "初め"];

/// 2010年から12年にかけて: a year of two digits ends the range that began with one of four.
fn follows_year(shadow: &Shadow, year: i32, end: usize, before: Option<Calendar>) -> bool {
    let Some(Calendar { year: Some(Field::Is(first)), .. }) = before else { return false };
    first >= 1000 && year > first % 100 && ENDS_OF_YEARS.iter().any(|word| shadow.has(end, word))
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
    calendar.part = Some(CalendarPart::FiscalYear);
    let from = end + usize::from(shadow.at(end) == 'の');
    match shadow.first(from, PARTS_OF_YEAR) {
        Some((length, CalendarPart::Half(half))) => {
            calendar.part = Some(CalendarPart::FiscalHalf(*half));
            (from + length, calendar)
        }
        Some((length, CalendarPart::Quarter(quarter))) => {
            calendar.part = Some(CalendarPart::FiscalQuarter(*quarter));
            (from + length, calendar)
        }
        Some((length, part @ (CalendarPart::Start | CalendarPart::End))) if from == end => {
            calendar.modifier =
                Some(if *part == CalendarPart::Start { Modifier::Start } else { Modifier::End });
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
        let year = match calendar.era {
            Some(era) if year < 100 => era + year,
            _ if year < 100 => first / 100 * 100 + year,
            _ => year,
        };
        if year > first && year < 3000 {
            calendar.until = Some(Until::Year(Field::Is(year)));
            return (last.end + 1, calendar);
        }
    }
    (end, calendar)
}

/// 今年の夏 ends with a word; 今年の夏目 and 今年春日 do not.
fn ends_well(shadow: &Shadow, words: &Words, end: usize, part: CalendarPart) -> bool {
    let is_season = matches!(
        part,
        CalendarPart::Spring | CalendarPart::Summer | CalendarPart::Autumn | CalendarPart::Winter
    );
    !is_season || words.ends_at(end) || is_hiragana(shadow.at(end))
}
