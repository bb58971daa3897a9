//! The value of a number whose counter was found, with what may follow the counter: 3割5分, 38度4分,
//! 2メートル15センチ, 3時間半, 2泊3日, 3人目.

use super::duration::{self, Duration};
use super::{QuantityNumbers, Units, number, scaled, value};
use crate::shadow::Shadow;
use crate::values::numeral::{self, Numeral, Script};
use crate::values::units::{self, Length, Unit};
use crate::words::Words;
use shirushi_model::{QuantityKind, QuantityValue};
use std::ops::ControlFlow;

/// A number whose counter was found, with what it is read in.
pub(super) struct Counted<'q> {
    pub(super) shadow: &'q Shadow,
    pub(super) words: &'q Words,
    pub(super) units: &'q Units,
    /// Where the number begins.
    pub(super) start: usize,
    pub(super) numbers: QuantityNumbers,
    pub(super) unit: &'q Unit,
}

/// A quantity and the position after it.
type ReadAmount = (usize, QuantityValue);

impl Counted<'_> {
    /// The quantity and the position after it, when the counter ends at `end`.
    pub(super) fn finish(&self, end: usize) -> ReadAmount {
        let QuantityNumbers { first, last, .. } = self.numbers;
        let mut found = value(scaled(first, last), self.unit.surface, self.unit.kind);
        if let Some(last) = last {
            // 10～20人 has the lower number and both of them.
            found.iso = Some(format!("{}/{}", number(found.value), number(last.value)));
        }
        let (end, mut found) = match self.by_counter(end, found) {
            ControlFlow::Continue(read) => read,
            ControlFlow::Break(read) => return read,
        };
        if self.shadow.at(end) == '目' && self.shadow.at(end + 1) != '的' {
            found.unit.push('目');
            found.kind = QuantityKind::Ordinal;
            return (end + 1, found);
        }
        if let Some(end) = self.with_change(end, &mut found) {
            return (end, found);
        }
        let end = match self.unit.length {
            Some(length) => self.with_length(length, end, &mut found),
            None if self.shadow.at(end) == '半' => {
                found.value += 0.5;
                end + 1
            }
            None => end,
        };
        (end, found)
    }

    /// What some counters mean by themselves: 度, 割, 泊, 年 of schools. Breaks off when nothing may follow.
    fn by_counter(&self, mut end: usize, mut found: QuantityValue) -> ControlFlow<ReadAmount, ReadAmount> {
        let (shadow, start) = (self.shadow, self.start);
        let QuantityNumbers { first, last, .. } = self.numbers;
        match self.unit.surface {
            "メートル" | "㍍" | "m" if units::WINDS.iter().any(|word| shadow.has_before(start, word)) => {
                found.kind = QuantityKind::Speed;
            }
            "度" => end = degrees(shadow, start, first.end, end, &mut found),
            "割" => end = tenths(shadow, end, &mut found),
            "代" if first.value < 10.0 => found.kind = QuantityKind::Count,
            "泊" if last.is_none() => {
                if let Some(found) = nights_and_days(shadow, first, end) {
                    return ControlFlow::Break(found);
                }
            }
            "年" if is_grade(shadow, start, first, end) => {
                found.kind = QuantityKind::Ordinal;
                return ControlFlow::Break((end, found));
            }
            _ => {}
        }
        ControlFlow::Continue((end, found))
    }

    /// The position after the smaller unit that follows the whole one, if one does: 308円52銭, 1ドル50セント,
    /// 2メートル15センチ.
    fn with_change(&self, end: usize, found: &mut QuantityValue) -> Option<usize> {
        let shadow = self.shadow;
        let (_, coin, parts) = units::SMALLER.iter().find(|(whole, ..)| *whole == self.unit.surface)?;
        let change = numeral::read(shadow, end).filter(|n| n.value < *parts && !n.vague)?;
        let (after, until) = match numeral::read(shadow, change.end + 1) {
            Some(until) if shadow.at(change.end) == '~' => (until.end, Some(until.value)),
            _ => (change.end, None),
        };
        if !shadow.has(after, coin) {
            return None;
        }
        // 156円85～87銭 has both ends in `iso`.
        let whole = found.value;
        found.value = tidy(whole + change.value / parts);
        found.iso =
            until.map(|until| format!("{}/{}", number(found.value), number(tidy(whole + until / parts))));
        Some(after + coin.chars().count())
    }

    /// The position after a length of time: 3時間半, 9秒98, 1時間30分.
    fn with_length(&self, length: Length, mut end: usize, found: &mut QuantityValue) -> usize {
        let shadow = self.shadow;
        let QuantityNumbers { first, last, .. } = self.numbers;
        let mut duration = Duration::new(first, last, length);
        if shadow.at(end) == '半' && shadow.at(end + 1) != '数' && last.is_none() {
            found.value += 0.5;
            if length == Length::Second {
                // No unit of a duration is smaller: 3秒半 is PT3.5S.
                duration = Duration::new(Numeral { value: found.value, ..first }, None, length);
            } else {
                duration.add_half(length);
            }
            end += 1;
        } else if length == Length::Second
            && let Some((after, part)) = duration::hundredths(shadow, end)
        {
            found.value += part;
            duration = Duration::new(Numeral { value: found.value, ..first }, None, length);
            end = after;
        } else if last.is_none() {
            end = self.with_smaller(length, end, &mut duration);
        }
        found.iso = Some(duration.iso());
        end
    }

    /// 1時間30分, 3年6カ月; 1日8時間 is how long each day.
    fn with_smaller(&self, length: Length, mut end: usize, duration: &mut Duration) -> usize {
        let shadow = self.shadow;
        while let Some(next) = numeral::read(shadow, end)
            && let Some((after, smaller)) = self.units.at(shadow, self.words, next.end)
            && let Some(part) = smaller.length
            && part as u8 > duration.least
            && !(length == Length::Day && self.numbers.first.value == 1.0)
        {
            let hundredths = Some(after).filter(|_| part == Length::Second);
            let (after, rest) =
                hundredths.and_then(|after| duration::hundredths(shadow, after)).unwrap_or((after, 0.0));
            duration.add(next.value + rest, part);
            end = after;
        }
        end
    }
}

/// 2泊3日: a length of time, counted by its days.
fn nights_and_days(shadow: &Shadow, nights: Numeral, end: usize) -> Option<(usize, QuantityValue)> {
    let days = numeral::read_whole(shadow, end).filter(|n| !n.vague && n.value >= nights.value)?;
    if shadow.at(days.end) != '日' {
        return None;
    }
    let mut found = value(days.value, "日", QuantityKind::Duration);
    found.iso = Some(Duration::new(days, None, Length::Day).iso());
    Some((days.end + 1, found))
}

/// The position after 38度4分, 北緯38度15分, 38度. What 度 measures is told by the words before it.
pub(super) fn degrees(
    shadow: &Shadow,
    start: usize,
    number: usize,
    end: usize,
    found: &mut QuantityValue,
) -> usize {
    let is_angle = units::ANGLES.iter().any(|word| shadow.has_before(start, word));
    let rest = numeral::read(shadow, end)
        .filter(|n| n.script == Script::Digits && n.value < 60.0 && shadow.at(n.end) == '分');
    if is_angle {
        found.kind = QuantityKind::Other;
        if let Some(minutes) = rest {
            found.value += minutes.value / 60.0;
            return minutes.end + 1;
        }
    } else if let Some(tenths) = rest.filter(|n| n.value < 10.0 && n.digits == 1) {
        found.kind = QuantityKind::Temperature;
        found.value = tidy(found.value + tenths.value / 10.0);
        return tenths.end + 1;
    } else if is_temperature(shadow, number, end) {
        found.kind = QuantityKind::Temperature;
    }
    end
}

/// The position after 3割5分2厘.
fn tenths(shadow: &Shadow, end: usize, found: &mut QuantityValue) -> usize {
    let mut position = end;
    for (mark, scale) in [('分', 10.0), ('厘', 100.0)] {
        let Some(part) = numeral::read(shadow, position).filter(|n| n.value < 10.0 && !n.vague) else {
            break;
        };
        if shadow.at(part.end) != mark || shadow.at(part.end + 1) == 'の' && mark == '分' && part.digits == 0
        {
            break;
        }
        found.value = tidy(found.value + part.value / scale);
        position = part.end + 1;
    }
    position
}

/// Takes away what binary fractions leave behind.
pub(super) fn tidy(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// 小学3年, 黒田（3年）: a grade, no length of time.
fn is_grade(shadow: &Shadow, start: usize, number: Numeral, end: usize) -> bool {
    let is_in_brackets = shadow.before(start) == '(' && shadow.at(end) == ')' && number.value <= 6.0;
    is_in_brackets || units::SCHOOLS.iter().any(|school| shadow.has_before(start, school))
}

fn is_temperature(shadow: &Shadow, number: usize, end: usize) -> bool {
    let context = shadow.string(number.saturating_sub(16), number);
    let sentence = context.rsplit('。').next().unwrap_or_default();
    units::WARMTH.iter().any(|word| sentence.contains(word))
        || units::WARM_AFTER.iter().any(|word| shadow.has(end, word))
}
