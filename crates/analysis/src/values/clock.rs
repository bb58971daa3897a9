//! Times of day: 午後3時半, 15時30分, 午前0時, 15:30, 正午.

use super::numeral::{self, Script};
use crate::shadow::Shadow;
use crate::words::Words;

/// A time of day as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) from: Moment,
    /// The end of a range: 午前10時～11時.
    pub(super) until: Option<Moment>,
}

/// Hours, minutes, seconds as far as they are given; hours run past 24 as on stations' boards.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    hour: u8,
    minute: Option<u8>,
    second: Option<u8>,
}

impl Moment {
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

/// Reads the time that begins at `start`.
pub(super) fn read(shadow: &Shadow, words: &Words, start: usize) -> Option<(usize, Clock)> {
    if shadow.has(start, "正午") && words.starts_at(start) {
        let noon = Moment { hour: 12, minute: None, second: None };
        return Some((start + 2, Clock { from: noon, until: None }));
    }
    let (length, half) = shadow.first(start, HALVES).map_or((0, Half::Unsaid), |(l, h)| (l, *h));
    let (end, from) = moment(shadow, words, start + length, half)?;
    if matches!(shadow.at(end), '~' | '-') {
        let (next_length, next_half) = shadow.first(end + 1, HALVES).map_or((0, half), |(l, h)| (l, *h));
        if let Some((after, until)) = moment(shadow, words, end + 1 + next_length, next_half) {
            return Some((after, Clock { from, until: Some(until) }));
        }
    }
    Some((end, Clock { from, until: None }))
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
    let mut found = Moment { hour: add(hour, half), minute: None, second: None };
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
    let mut found = Moment { hour: add(hour, half), minute: Some(minute), second: None };
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
