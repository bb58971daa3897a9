//! Times of day: 午後3時半, 15時30分, 午前0時, 15:30, 正午, and the parts of a day: 15日夜, 未明, 今朝, 午前中.

use super::calendar::Field;
use super::clock_words::{AROUND_ALONE, DAY_PARTS, DayPart, PARTS_OF_DAYS, Stands};
use super::numeral::{self, Script};
use crate::shadow::Shadow;
use crate::words::Words;

/// A time of day as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) when: When,
    /// The day, when the word names it: 今朝, 翌朝.
    pub(super) day: Option<Field>,
}

/// When in a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// 午後3時; the second is the end of a range: 午前10時～11時.
    At(Moment, Option<Moment>),
    /// 夜
    Part(DayPart),
    /// 3時間後: hours, minutes or seconds from a moment known elsewhere; nothing is known of how many after 数.
    Away(Option<u32>, char, Option<u32>),
}

/// Hours, minutes, seconds as far as they are given; hours run past 24 as on stations' boards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    hour: u8,
    minute: Option<u8>,
    second: Option<u8>,
    half: Half,
}

impl Moment {
    /// 午後7時から9時: the second hour is in the same half of the day as the first.
    pub(super) fn after(self, first: Self) -> Self {
        let is_later = first.hour >= 12 && self.hour < 12 && self.hour + 12 > first.hour;
        let follows = first.half == Half::Afternoon && self.half == Half::Unsaid && is_later;
        Self { hour: if follows { self.hour + 12 } else { self.hour }, ..self }
    }

    /// `T15:30`, `T15:00`, `T15:30:05`.
    pub(super) fn iso(self) -> String {
        let minute = self.minute.unwrap_or(0);
        match self.second {
            Some(second) => format!("T{:02}:{minute:02}:{second:02}", self.hour),
            None => format!("T{:02}:{minute:02}", self.hour),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Half {
    Morning,
    Afternoon,
    Unsaid,
}

const HALVES: &[(&str, Half)] = &[("午前", Half::Morning), ("午後", Half::Afternoon)];

/// What follows 時 when it is no time of day.
const OTHER_WORDS: &str = "間代期点差限給速短価節刻局系";

/// Reads the time that begins at `start`; `after_date` says that a date ends there.
pub(super) fn read(shadow: &Shadow, words: &Words, start: usize, place: Place) -> Option<(usize, Clock)> {
    let is_digit = shadow.at(start).is_ascii_digit();
    if !is_digit
        && let Some((length, (base, by, part))) = shadow.first(start, PARTS_OF_DAYS)
        && words.starts_at(start)
        && words.ends_at(start + length)
    {
        let day = Some(Field::From { base: *base, by: *by });
        return Some((start + length, Clock { when: When::Part(*part), day }));
    }
    if let Some((end, from)) = noon(shadow, words, start) {
        return Some((end, Clock { when: When::At(from, None), day: None }));
    }
    let (length, half) = shadow.first(start, HALVES).map_or((0, Half::Unsaid), |(l, h)| (l, *h));
    if let Some((end, from)) = moment(shadow, words, start + length, half) {
        let mut found = (end, When::At(from, None));
        if matches!(shadow.at(end), '~' | '-') {
            let (length, half) = shadow.first(end + 1, HALVES).map_or((0, Half::Unsaid), |(l, h)| (l, *h));
            let until =
                moment(shadow, words, end + 1 + length, half).or_else(|| noon(shadow, words, end + 1));
            if let Some((after, until)) = until {
                found = (after, When::At(from, Some(until.after(from))));
            }
        }
        return Some((found.0, Clock { when: found.1, day: None }));
    }
    if let Some((end, when)) = away(shadow, start) {
        return Some((end, Clock { when, day: None }));
    }
    if is_digit {
        return None;
    }
    day_part(shadow, words, start, place)
        .map(|(end, part)| (end, Clock { when: When::Part(part), day: None }))
}

/// What stands before a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    AfterDate,
    Elsewhere,
}

fn noon(shadow: &Shadow, words: &Words, start: usize) -> Option<(usize, Moment)> {
    let noon = Moment { hour: 12, minute: None, second: None, half: Half::Afternoon };
    (shadow.has(start, "正午") && words.starts_at(start)).then_some((start + 2, noon))
}

/// 夜, 未明, 午前中. A word that is a part of a day only in company needs a date before it or 「から」 and the like behind it.
fn day_part(shadow: &Shadow, words: &Words, start: usize, place: Place) -> Option<(usize, DayPart)> {
    let (length, (part, stands)) = shadow.first(start, DAY_PARTS)?;
    let end = start + length;
    if !words.starts_at(start) || !words.ends_at(end) {
        return None;
    }
    let is_in_company = place == Place::AfterDate || AROUND_ALONE.iter().any(|word| shadow.has(end, word));
    (*stands == Stands::Alone || is_in_company).then_some((end, *part))
}

/// 3時間後, 30分前, 1～2時間後.
fn away(shadow: &Shadow, start: usize) -> Option<(usize, When)> {
    const UNITS: &[(&str, char)] = &[("時間", 'H'), ("分", 'M'), ("秒", 'S')];
    const ABOUT: &[(&str, ())] = &[("ほど", ()), ("近く", ()), ("余り", ()), ("以上", ()), ("くらい", ())];
    let first = numeral::read(shadow, start)?;
    let last = Some(first.end)
        .filter(|&end| shadow.at(end) == '~')
        .and_then(|end| numeral::read(shadow, end + 1).filter(|last| !last.vague));
    let end = last.map_or(first.end, |last| last.end);
    let (length, letter) = shadow.first(end, UNITS)?;
    let end = end + length;
    let end = end + shadow.first(end, ABOUT).map_or(0, |(length, ())| length);
    let is_word = matches!(shadow.at(end), '前' | '後') && !"半後倒述者継払".contains(shadow.at(end + 1));
    let whole =
        |n: numeral::Numeral| (!n.vague && n.value.fract() == 0.0 && n.value < 1e6).then_some(n.value as u32);
    if !is_word || first.script == Script::Kanji && !first.vague || !first.vague && whole(first).is_none() {
        return None;
    }
    Some((end + 1, When::Away(whole(first), *letter, last.and_then(whole))))
}

fn moment(shadow: &Shadow, words: &Words, start: usize, half: Half) -> Option<(usize, Moment)> {
    if let Some(found) = with_colon(shadow, start, half) {
        return Some(found);
    }
    let numeral = numeral::read(shadow, start)?;
    let hour = small(&numeral, 30)?;
    if shadow.at(numeral.end) != '時' || OTHER_WORDS.contains(shadow.at(numeral.end + 1)) {
        return None;
    }
    let mut end = numeral.end + 1;
    // 一時 and 七時雨 are words; a kanji hour needs 午前 or 午後, or a token of its own.
    if numeral.script == Script::Kanji
        && half == Half::Unsaid
        && (numeral.value < 2.0 || !words.starts_at(start) || words.is_one_word(start, end))
    {
        return None;
    }
    let mut found = Moment { hour: add(hour, half), minute: None, second: None, half };
    if shadow.at(end) == '半' {
        found.minute = Some(30);
        end += 1;
    } else if let Some(minutes) = numeral::read(shadow, end)
        && shadow.at(minutes.end) == '分'
        && shadow.at(minutes.end + 1) != '間'
        && let Some(minute) = small(&minutes, 59)
    {
        found.minute = Some(minute);
        end = minutes.end + 1;
        if let Some(seconds) = numeral::read(shadow, end)
            && shadow.at(seconds.end) == '秒'
            && let Some(second) = small(&seconds, 60)
        {
            found.second = Some(second);
            end = seconds.end + 1;
        }
    }
    Some((end, found))
}

/// `15:30`, `15:30:05`; not the 16:9 of a picture.
fn with_colon(shadow: &Shadow, start: usize, half: Half) -> Option<(usize, Moment)> {
    if shadow.before(start).is_ascii_digit() || shadow.before(start) == ':' {
        return None;
    }
    let numeral = numeral::read(shadow, start).filter(|n| n.digits <= 2 && n.script == Script::Digits)?;
    let hour = small(&numeral, 29)?;
    let two = |from: usize| {
        let (tens, ones) = (shadow.at(from).to_digit(10)?, shadow.at(from + 1).to_digit(10)?);
        let ends = !shadow.at(from + 2).is_ascii_digit();
        (tens < 6 && ends).then_some((tens * 10 + ones) as u8)
    };
    if shadow.at(numeral.end) != ':' {
        return None;
    }
    let minute = two(numeral.end + 1)?;
    let mut end = numeral.end + 3;
    let mut found = Moment { hour: add(hour, half), minute: Some(minute), second: None, half };
    if shadow.at(end) == ':'
        && let Some(second) = two(end + 1)
    {
        found.second = Some(second);
        end += 3;
    }
    Some((end, found))
}

fn small(numeral: &numeral::Numeral, most: u8) -> Option<u8> {
    (!numeral.vague && numeral.value.fract() == 0.0 && numeral.value <= f64::from(most))
        .then_some(numeral.value as u8)
}

fn add(hour: u8, half: Half) -> u8 {
    match half {
        Half::Afternoon if hour < 12 => hour + 12,
        Half::Morning if hour == 12 => 0,
        _ => hour,
    }
}
