//! Lengths of time as ISO 8601 durations: 3時間半 is `PT3H30M`, 1分23秒45 `PT1M23.45S`, 数日 `PXD`.

use super::{number, value};
use crate::shadow::{Shadow, is_kanji};
use crate::values::numeral::Numeral;
use crate::values::units::Length;
use crate::words::Words;
use shirushi_model::{QuantityKind, QuantityValue};

/// A duration as it grows: parts in ISO letters.
pub(super) struct Duration {
    date: String,
    time: String,
    until: Option<String>,
    /// The smallest unit so far; what may follow is smaller.
    pub(super) least: u8,
}

impl Duration {
    pub(super) fn new(first: Numeral, last: Option<Numeral>, length: Length) -> Self {
        let mut found = Self { date: String::new(), time: String::new(), until: None, least: 0 };
        if first.vague && first.value < 10.0 {
            found.push("X", length);
        } else {
            found.add(first.value, length);
        }
        if let Some(last) = last {
            let mut end = Self { date: String::new(), time: String::new(), until: None, least: 0 };
            end.add(last.value, length);
            found.until = Some(end.iso());
        }
        found
    }

    pub(super) fn add(&mut self, value: f64, length: Length) {
        match length {
            Length::Century => self.push(&number(value * 100.0), Length::Year),
            _ => self.push(&number(value), length),
        }
    }

    /// 半 is half of the unit before: 30分, 6カ月, 12時間.
    pub(super) fn add_half(&mut self, length: Length) {
        match length {
            Length::Century => self.push("50", Length::Year),
            Length::Year => self.push("6", Length::Month),
            Length::Month => self.push("15", Length::Day),
            Length::Week => self.push("3.5", Length::Day),
            Length::Day => self.push("12", Length::Hour),
            Length::Hour => self.push("30", Length::Minute),
            Length::Minute | Length::Second => self.push("30", Length::Second),
        }
    }

    fn push(&mut self, number: &str, length: Length) {
        let (part, letter) = match length {
            Length::Century | Length::Year => (&mut self.date, 'Y'),
            Length::Month => (&mut self.date, 'M'),
            Length::Week => (&mut self.date, 'W'),
            Length::Day => (&mut self.date, 'D'),
            Length::Hour => (&mut self.time, 'H'),
            Length::Minute => (&mut self.time, 'M'),
            Length::Second => (&mut self.time, 'S'),
        };
        part.push_str(number);
        part.push(letter);
        self.least = length as u8;
    }

    pub(super) fn iso(&self) -> String {
        let mut iso = format!("P{}", self.date);
        if !self.time.is_empty() {
            iso.push('T');
            iso.push_str(&self.time);
        }
        if let Some(until) = &self.until {
            iso.push('/');
            iso.push_str(until);
        }
        iso
    }
}

/// 半年, 半日, 半世紀 as words.
pub(super) fn read_half(shadow: &Shadow, words: &Words, start: usize) -> Option<(usize, QuantityValue)> {
    const HALVES: &[(&str, (&str, &str))] = &[
        ("半世紀", ("世紀", "P50Y")),
        ("半年間", ("年間", "P6M")),
        ("半年", ("年", "P6M")),
        ("半月", ("月", "P15D")),
        ("半日", ("日", "PT12H")),
    ];
    if shadow.at(start) != '半' || !words.starts_at(start) {
        return None;
    }
    let (length, (unit, iso)) = shadow.first(start, HALVES)?;
    if matches!(shadow.at(start + length), '前' | '後') && shadow.at(start + length + 1) != 'に' {
        return None;
    }
    let mut found = value(0.5, unit, QuantityKind::Duration);
    found.iso = Some((*iso).to_owned());
    Some((start + length, found))
}

/// The hundredths after seconds, as sports give them: the 98 of 9秒98. Nothing may be counted by them.
pub(super) fn hundredths(shadow: &Shadow, start: usize) -> Option<(usize, f64)> {
    let digits = (0..3).take_while(|i| shadow.at(start + i).is_ascii_digit()).count();
    let end = start + digits;
    let next = shadow.at(end);
    let is_counted =
        is_kanji(next) && !matches!(next, '位' | '差' | '台' | '秒') || matches!(next, '.' | '%' | ',');
    if digits == 0 || next.is_ascii_digit() || is_counted && !is_time_word(shadow, end) {
        return None;
    }
    let text = shadow.string(start, end);
    let value = text.parse::<f64>().ok()?;
    Some((end, value / 10_f64.powi(i32::try_from(digits).ok()?)))
}

/// 9秒98台, 9秒98日本新: what follows says nothing of a counter.
fn is_time_word(shadow: &Shadow, position: usize) -> bool {
    ["日本新", "世界新", "大会新", "自己", "優勝", "決勝", "予選", "今季"]
        .iter()
        .any(|word| shadow.has(position, word))
}
