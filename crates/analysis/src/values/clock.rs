//! Times of day: 午後3時半, 15時30分, 午前0時, 15:30, 3:20PM, 夜8時, 昨夜10時, 正午, and the parts of a day:
//! 15日夜, 未明, 今朝, 午前中.

mod moment;
mod stamp;

use super::calendar::{Base, PlaceBefore};
use super::clock_words::{AROUND_ALONE, DAY_PARTS, DayPart, HALVES, Half, PARTS_OF_DAYS, Stands};
use super::numeral::{self, Script};
use crate::shadow::Shadow;
use crate::words::Words;
pub(super) use moment::Moment;
use moment::{at_noon, read_moment};
use shirushi_model::Date;
pub(super) use stamp::read_stamp;

/// A time of day as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clock {
    pub(super) when: When,
    /// The day, when the same words name it: 今朝, 翌朝.
    pub(super) day: Option<Day>,
    /// How many minutes its clock is ahead of Greenwich, when it says so itself.
    pub(super) offset: Option<i32>,
}

/// The day a time of day names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    /// So many days from a base: 昨夜, 翌朝.
    From { base: Base, by: i32 },
    /// The one after that of the time or date before: 午後10時から翌1時.
    AfterLast,
    /// Written in full.
    On(Date),
}

/// When in a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// 午後3時; the second is the end of a range: 午前10時～11時.
    At(Moment, Option<Moment>),
    /// 夜
    Part(DayPart),
    /// 3時間後: hours, minutes or seconds from a moment known elsewhere; nothing is known of how many after
    /// 数.
    Away(Option<u32>, char, Option<u32>),
}

impl When {
    fn alone(self) -> Clock {
        Clock { when: self, day: None, offset: None }
    }
}

/// Reads the time that begins at `start`; `place` says whether a date ends there.
pub(super) fn read(
    shadow: &Shadow,
    words: &Words,
    start: usize,
    place: PlaceBefore,
) -> Option<(usize, Clock)> {
    let is_digit = shadow.at(start).is_ascii_digit();
    if !is_digit && let Some(found) = part_of_named_day(shadow, words, start) {
        return Some(found);
    }
    if let Some((end, from)) = at_noon(shadow, words, start) {
        return Some((end, When::At(from, None).alone()));
    }
    let after_half = if is_digit { None } else { half_before(shadow, words, start) };
    let (from, half) = after_half.unwrap_or((start, Half::Unsaid));
    if let Some((end, first)) = read_moment(shadow, words, from, half) {
        let (end, when) = with_end(shadow, words, end, first);
        return Some((end, when.alone()));
    }
    if let Some((end, when)) = away(shadow, start) {
        return Some((end, when.alone()));
    }
    if is_digit {
        return None;
    }
    day_part(shadow, words, start, place).map(|(end, part)| (end, When::Part(part).alone()))
}

/// 昨夜, 今朝, 昨夜10時, 今夜の7時, 翌1時
fn part_of_named_day(shadow: &Shadow, words: &Words, start: usize) -> Option<(usize, Clock)> {
    if shadow.at(start) == '翌' && words.starts_at(start) {
        let (from, half) = half_before(shadow, words, start + 1).unwrap_or((start + 1, Half::Unsaid));
        if let Some((end, first)) = read_moment(shadow, words, from, half) {
            let (end, when) = with_end(shadow, words, end, first);
            return Some((end, Clock { when, day: Some(Day::AfterLast), offset: None }));
        }
    }
    let (length, &(base, by, part)) = shadow.first(start, PARTS_OF_DAYS)?;
    let end = start + length;
    if !words.starts_at(start) {
        return None;
    }
    let day = Some(Day::From { base, by });
    let from = end + usize::from(shadow.at(end) == 'の');
    if let Some((end, first)) = read_moment(shadow, words, from, Half::of_part(part)) {
        let (end, when) = with_end(shadow, words, end, first);
        return Some((end, Clock { when, day, offset: None }));
    }
    words.ends_at(end).then_some((end, Clock { when: When::Part(part), day, offset: None }))
}

/// The position after a word for a half of the day before an hour, and which it is: 午後, 夜, 朝の, 同.
fn half_before(shadow: &Shadow, words: &Words, start: usize) -> Option<(usize, Half)> {
    let (length, half) = shadow.first(start, HALVES)?;
    let end = start + length;
    words.starts_at(start).then(|| (end + usize::from(shadow.at(end) == 'の'), *half))
}

/// A moment with the end of the range that begins with it: 午前10時～11時半.
fn with_end(shadow: &Shadow, words: &Words, end: usize, first: Moment) -> (usize, When) {
    if matches!(shadow.at(end), '~' | '-') {
        let (from, half) = half_before(shadow, words, end + 1).unwrap_or((end + 1, Half::Unsaid));
        let until = read_moment(shadow, words, from, half).or_else(|| at_noon(shadow, words, end + 1));
        if let Some((after, until)) = until {
            return (after, When::At(first, Some(until.after(first))));
        }
    }
    (end, When::At(first, None))
}

/// PM3:20, AM 10:00: a time that begins with Latin letters.
pub(super) fn read_after_letters(shadow: &Shadow, words: &Words, start: usize) -> Option<(usize, Clock)> {
    let (from, half) = moment::letters(shadow, start)?;
    let from = from + usize::from(shadow.at(from) == ' ');
    let (end, first) = read_moment(shadow, words, from, half)?;
    let (end, when) = with_end(shadow, words, end, first);
    Some((end, when.alone()))
}

/// 夜, 未明, 午前中. A word that is a part of a day only in company needs a date before it or 「から」 and
/// the like behind it.
fn day_part(shadow: &Shadow, words: &Words, start: usize, place: PlaceBefore) -> Option<(usize, DayPart)> {
    let (length, (part, stands)) = shadow.first(start, DAY_PARTS)?;
    let end = start + length;
    if !words.starts_at(start) || !words.ends_at(end) {
        return None;
    }
    let is_in_company =
        place == PlaceBefore::AfterDate || AROUND_ALONE.iter().any(|word| shadow.has(end, word));
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
