//! A moment of a day: hours, minutes and seconds, by 時 and 分 or by colons, in the half of the day its words
//! or letters name.

use super::super::clock_words::Half;
use super::super::numeral::{self, Numeral, Script};
use crate::shadow::{Shadow, is_latin};
use crate::words::Words;

/// Hours, minutes, seconds as far as they are given; hours run past 24 as on stations' boards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::values) struct Moment {
    pub(super) hour: u8,
    pub(super) minute: Option<u8>,
    pub(super) second: Option<u8>,
    pub(super) half: Half,
}

impl Moment {
    /// 午後7時から9時, 午後6時から同8時: the second hour is in the same half of the day as the first.
    pub(in crate::values) fn after(self, first: Self) -> Self {
        let is_later = self.half == Half::Same || self.hour + 12 > first.hour;
        let follows = first.hour >= 12
            && first.half != Half::Unsaid
            && matches!(self.half, Half::Unsaid | Half::Same)
            && self.hour < 12
            && is_later;
        let half = if self.half == Half::Same { first.half } else { self.half };
        Self { hour: if follows { self.hour + 12 } else { self.hour }, half, ..self }
    }

    /// The 8時 of 15日夜、8時.
    pub(in crate::values) fn within(self, half: Half) -> Self {
        if self.half == Half::Unsaid { Self { hour: half.hour(self.hour), half, ..self } } else { self }
    }

    /// Whether it says that its half of the day was said before: 同8時.
    pub(in crate::values) fn is_same_half(self) -> bool {
        self.half == Half::Same
    }

    /// The same moment counted from the next midnight, if it lies behind that: 25時.
    pub(in crate::values) fn within_one_day(self) -> Option<Self> {
        let is_behind = self.hour > 24 || self.hour == 24 && self.minute.is_some_and(|minute| minute > 0);
        is_behind.then(|| Self { hour: self.hour - 24, ..self })
    }

    /// `T15:30`, `T15:00`, `T15:30:05`.
    pub(in crate::values) fn iso(self) -> String {
        let minute = self.minute.unwrap_or(0);
        match self.second {
            Some(second) => format!("T{:02}:{minute:02}:{second:02}", self.hour),
            None => format!("T{:02}:{minute:02}", self.hour),
        }
    }
}

/// What follows 時 when it is no time of day.
const OTHER_WORDS: &str = "間代期点差限給速短価節刻局系";

pub(super) fn at_noon(shadow: &Shadow, words: &Words, start: usize) -> Option<(usize, Moment)> {
    let noon = Moment { hour: 12, minute: None, second: None, half: Half::Afternoon };
    (shadow.has(start, "正午") && words.starts_at(start)).then_some((start + 2, noon))
}

/// The moment that begins at `start`, in this half of the day.
pub(super) fn read_moment(
    shadow: &Shadow,
    words: &Words,
    start: usize,
    half: Half,
) -> Option<(usize, Moment)> {
    if let Some(found) = with_colon(shadow, start, half) {
        return Some(found);
    }
    let numeral = numeral::read(shadow, start)?;
    let hour = small(&numeral, 30)?;
    if let Some((end, half)) = half_behind(shadow, numeral.end, half)
        && numeral.script == Script::Digits
        && (1..=12).contains(&hour)
    {
        return Some((end, Moment { hour: half.hour(hour), minute: None, second: None, half }));
    }
    if shadow.at(numeral.end) != '時' || OTHER_WORDS.contains(shadow.at(numeral.end + 1)) {
        return None;
    }
    let mut end = numeral.end + 1;
    // 一時 and 七時雨 are words; a kanji hour needs a half of the day, or a token of its own. 零時 is no
    // other word.
    if numeral.script == Script::Kanji
        && half == Half::Unsaid
        && shadow.at(start) != '零'
        && (numeral.value < 2.0 || !words.starts_at(start) || words.is_one_word(start, end))
    {
        return None;
    }
    let mut found = Moment { hour: half.hour(hour), minute: None, second: None, half };
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

/// `15:30`, `15:30:05`, `3:20PM`; not the 16:9 of a picture.
fn with_colon(shadow: &Shadow, start: usize, half: Half) -> Option<(usize, Moment)> {
    if shadow.before(start).is_ascii_digit() || shadow.before(start) == ':' {
        return None;
    }
    let numeral = numeral::read(shadow, start).filter(|n| n.digits <= 2 && n.script == Script::Digits)?;
    let hour = small(&numeral, 29)?;
    if shadow.at(numeral.end) != ':' {
        return None;
    }
    let minute = sixtieths(shadow, numeral.end + 1)?;
    let mut end = numeral.end + 3;
    let mut second = None;
    if shadow.at(end) == ':'
        && let Some(found) = sixtieths(shadow, end + 1)
    {
        second = Some(found);
        end += 3;
    }
    let (end, half) = half_behind(shadow, end, half).unwrap_or((end, half));
    Some((end, Moment { hour: half.hour(hour), minute: Some(minute), second, half }))
}

/// Two digits below 60.
pub(super) fn sixtieths(shadow: &Shadow, from: usize) -> Option<u8> {
    let (tens, ones) = (shadow.at(from).to_digit(10)?, shadow.at(from + 1).to_digit(10)?);
    let ends = !shadow.at(from + 2).is_ascii_digit();
    (tens < 6 && ends).then_some((tens * 10 + ones) as u8)
}

/// The PM of 3:20PM and 3:20 p.m., when nothing said before which half of the day it is.
fn half_behind(shadow: &Shadow, end: usize, half: Half) -> Option<(usize, Half)> {
    let from = end + usize::from(shadow.at(end) == ' ');
    if half != Half::Unsaid { None } else { letters(shadow, from) }
}

/// AM or PM as a word of its own, and the position after it.
pub(super) fn letters(shadow: &Shadow, start: usize) -> Option<(usize, Half)> {
    const LETTERS: &[(&str, Half)] = &[
        ("AM", Half::Morning),
        ("PM", Half::Afternoon),
        ("am", Half::Morning),
        ("pm", Half::Afternoon),
        ("a.m.", Half::Morning),
        ("p.m.", Half::Afternoon),
        ("A.M.", Half::Morning),
        ("P.M.", Half::Afternoon),
    ];
    let (length, half) = shadow.first(start, LETTERS)?;
    (!is_latin(shadow.at(start + length))).then_some((start + length, *half))
}

fn small(numeral: &Numeral, most: u8) -> Option<u8> {
    (!numeral.vague && numeral.value.fract() == 0.0 && numeral.value <= f64::from(most))
        .then_some(numeral.value as u8)
}
