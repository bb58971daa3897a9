//! Quantities: a numeral with what it counts or measures, and its value. 約 and 以上 stay outside and become the modifier.

use super::numeral::{self, Numeral, Script};
use super::units::{self, CURRENCY, KanjiNumeral, LEADING, Length, Unit};
use crate::shadow::{Shadow, is_hiragana, is_kanji, is_katakana, is_latin};
use crate::words::Words;
use shirushi_model::{QuantityKind, QuantityValue};
use std::collections::HashMap;

/// The units by their first character, longest first.
pub(super) struct Units {
    by_first: HashMap<char, Vec<(usize, Unit)>>,
}

impl Units {
    pub(super) fn new() -> Self {
        let mut by_first: HashMap<char, Vec<(usize, Unit)>> = HashMap::new();
        for unit in units::all() {
            if let Some(first) = unit.surface.chars().next() {
                let length = unit.surface.chars().count();
                let list = by_first.entry(first).or_default();
                list.insert(list.partition_point(|(other, _)| *other >= length), (length, unit));
            }
        }
        Self { by_first }
    }

    /// The longest unit at a position whose end no word reaches over.
    fn at(&self, shadow: &Shadow, words: &Words, position: usize) -> Option<(usize, &Unit)> {
        let candidates = self.by_first.get(&shadow.at(position))?;
        candidates
            .iter()
            .find(|(length, unit)| {
                shadow.has(position, unit.surface) && is_edge(shadow, words, position, position + length)
            })
            .map(|(length, unit)| (position + length, unit))
    }
}

/// Whether a unit may end here: 3機 is not the beginning of 3機種, nor 2ステ of 2ステップ, nor 5m of 5mile.
fn is_edge(shadow: &Shadow, words: &Words, start: usize, end: usize) -> bool {
    let (last, next) = (shadow.before(end), shadow.at(end));
    if is_katakana(last) || is_latin(last) {
        return !(is_katakana(last) && is_katakana(next) || is_latin(last) && next.is_ascii_alphanumeric());
    }
    // A mark like % is often one word with the stop behind it.
    if words.ends_at(end) || !is_kanji(last) && !is_hiragana(last) {
        return true;
    }
    // 目 makes an ordinal of any counter, 半 adds a half; the dictionary may have joined them.
    matches!(next, '目' | '半' | '余' | '超' | '弱' | '強' | '前' | '後') || words.at(start).is_none()
}

/// Reads the quantity that begins at `start`.
pub(super) fn read(
    shadow: &Shadow,
    words: &Words,
    units: &Units,
    start: usize,
) -> Option<(usize, QuantityValue)> {
    if let Some((length, unit)) = shadow.first(start, CURRENCY) {
        let amount = numeral::read(shadow, start + length).filter(|n| n.script != Script::Kanji)?;
        return Some((amount.end, value(amount.value, unit, QuantityKind::Money)));
    }
    if let Some((length, kind)) = shadow.first(start, LEADING) {
        return read_leading(shadow, words, units, start, start + length, *kind);
    }
    if shadow.at(start) == '第' {
        return read_ordinal(shadow, words, units, start);
    }
    if let Some(found) = read_half(shadow, words, start) {
        return Some(found);
    }
    let first = numeral::read(shadow, start)?;
    if first.script == Script::Kanji && !words.starts_at(start) {
        return None;
    }
    if let Some(found) = read_ratio(shadow, first) {
        return Some(found);
    }
    let (number, last) = with_range(shadow, first);
    let (end, unit) = units.at(shadow, words, number)?;
    // 国の一つだ, 犠牲者の1人: one of them; no quantity is stated.
    if first.value == 1.0 && matches!(unit.surface, "つ" | "人") && shadow.before(start) == 'の' {
        return None;
    }
    if first.script == Script::Kanji && !counts_in_kanji(shadow, words, start, first, end, unit) {
        return None;
    }
    if first.vague && unit.length.is_none() && !words.ends_at(end) {
        return None;
    }
    Some(finish(shadow, words, units, first, last, end, unit))
}

/// `10～20人`, `3、4人`, `2、3日`: the position after both numerals.
fn with_range(shadow: &Shadow, first: Numeral) -> (usize, Option<Numeral>) {
    let separator = shadow.at(first.end);
    if first.vague || !matches!(separator, '~' | '-' | '、' | '・') {
        return (first.end, None);
    }
    let shares = |last: &Numeral| {
        last.script == first.script || first.script == Script::Digits && last.script == Script::Mixed
    };
    match numeral::read(shadow, first.end + 1).filter(|last| !last.vague && shares(last)) {
        Some(last) => {
            let is_list = matches!(separator, '、' | '・');
            let near = last.value - first.value == 1.0 && first.value < 10.0;
            if last.value > first.value && (!is_list || near) {
                (last.end, Some(last))
            } else {
                (first.end, None)
            }
        }
        None => (first.end, None),
    }
}

/// 10～20万人: the power belongs to both.
fn scaled(first: Numeral, last: Option<Numeral>) -> f64 {
    let power = match last {
        Some(last) if first.script == Script::Digits && last.script == Script::Mixed => {
            [1e12, 1e8, 1e4, 1e3].into_iter().find(|power| last.value >= *power).unwrap_or(1.0)
        }
        _ => 1.0,
    };
    first.value * power
}

fn counts_in_kanji(
    shadow: &Shadow,
    words: &Words,
    start: usize,
    numeral: Numeral,
    end: usize,
    unit: &Unit,
) -> bool {
    let one_word = words.is_one_word(start, end);
    let is_single = numeral.end == start + 1;
    match unit.surface {
        "つ" | "人" => {
            // 一人ひとり, 一つ明らかなのは: each of them, for one thing.
            let repeats = shadow.has(end, "一") || shadow.has(end, "ひと");
            let adverb = numeral.value == 1.0
                && !matches!(
                    shadow.at(end),
                    'は' | 'が' | 'を' | 'の' | 'も' | 'に' | 'と' | '、' | 'で' | 'だ'
                );
            let stressed = numeral.value == 1.0 && (shadow.has(end, "でも") || shadow.has(end, "も"));
            !repeats && !stressed && !adverb && words.ends_at(end)
        }
        _ if one_word => false,
        "日" | "月" | "年" | "分" => !is_single || numeral.vague,
        _ => unit.kanji == KanjiNumeral::Counts || numeral.value >= 10.0 && !is_single,
    }
}

fn finish(
    shadow: &Shadow,
    words: &Words,
    units: &Units,
    first: Numeral,
    last: Option<Numeral>,
    mut end: usize,
    unit: &Unit,
) -> (usize, QuantityValue) {
    let mut found = value(scaled(first, last), unit.surface, unit.kind);
    if unit.surface == "度" && is_temperature(shadow, first.end) {
        found.kind = QuantityKind::Temperature;
    }
    if shadow.at(end) == '目' && shadow.at(end + 1) != '的' {
        found.unit.push('目');
        found.kind = QuantityKind::Ordinal;
        return (end + 1, found);
    }
    // 308円52銭
    if unit.surface == "円"
        && let Some(change) = numeral::read(shadow, end).filter(|n| n.value < 100.0)
        && shadow.at(change.end) == '銭'
    {
        found.value += change.value / 100.0;
        return (change.end + 1, found);
    }
    let Some(length) = unit.length else {
        if shadow.at(end) == '半' {
            found.value += 0.5;
            end += 1;
        }
        return (end, found);
    };
    let mut duration = Span::new(first, last, length);
    if shadow.at(end) == '半' && shadow.at(end + 1) != '数' && last.is_none() {
        found.value += 0.5;
        duration.add_half(length);
        end += 1;
    } else if last.is_none() {
        // 1時間30分, 3年6カ月
        while let Some(next) = numeral::read(shadow, end)
            && let Some((after, smaller)) = units.at(shadow, words, next.end)
            && let Some(part) = smaller.length
            && part as u8 > duration.least
        {
            duration.add(next.value, part);
            end = after;
        }
    }
    found.iso = Some(duration.iso());
    (end, found)
}

fn is_temperature(shadow: &Shadow, end: usize) -> bool {
    let context = shadow.string(end.saturating_sub(14), end);
    ["気温", "体温", "水温", "最高", "最低", "氷点下", "零下", "平年", "温度"]
        .iter()
        .any(|word| context.contains(word))
}

/// A duration as it grows: parts in ISO letters.
struct Span {
    date: String,
    time: String,
    until: Option<String>,
    least: u8,
}

impl Span {
    fn new(first: Numeral, last: Option<Numeral>, length: Length) -> Self {
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

    fn add(&mut self, value: f64, length: Length) {
        match length {
            Length::Century => self.push(&number(value * 100.0), Length::Year),
            _ => self.push(&number(value), length),
        }
    }

    /// 半 is half of the unit before: 30分, 6カ月, 12時間.
    fn add_half(&mut self, length: Length) {
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

    fn iso(&self) -> String {
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

/// A number without a trailing `.0`.
pub(super) fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 { format!("{}", value as i64) } else { format!("{value}") }
}

fn value(value: f64, unit: &str, kind: QuantityKind) -> QuantityValue {
    QuantityValue { value, unit: unit.to_owned(), kind, iso: None, modifier: None }
}

/// 時速60キロ, 震度5強, 氷点下5度.
fn read_leading(
    shadow: &Shadow,
    words: &Words,
    units: &Units,
    start: usize,
    after: usize,
    kind: QuantityKind,
) -> Option<(usize, QuantityValue)> {
    let about = shadow.first(after, &[("約", ()), ("およそ", ())]).map_or(0, |(length, ())| length);
    let amount = numeral::read(shadow, after + about)?;
    let (mut end, mut unit) = (amount.end, shadow.string(start, after));
    if let Some((unit_end, found)) = units.at(shadow, words, amount.end) {
        end = unit_end;
        unit.push_str(found.surface);
    } else if matches!(shadow.at(end), '強' | '弱') {
        unit.push(shadow.at(end));
        end += 1;
    }
    let sign = if kind == QuantityKind::Temperature { -1.0 } else { 1.0 };
    Some((end, value(sign * amount.value, &unit, kind)))
}

/// 第3回, 第47代; 第 without a counter is left to names (第二次世界大戦).
fn read_ordinal(
    shadow: &Shadow,
    words: &Words,
    units: &Units,
    start: usize,
) -> Option<(usize, QuantityValue)> {
    let amount = numeral::read(shadow, start + 1)?;
    if amount.script == Script::Kanji || amount.vague {
        return None;
    }
    let (mut end, unit) = match shadow
        .first(amount.end, &[("四半期", "四半期"), ("回", "回"), ("次", "次"), ("代", "代")])
    {
        Some((length, unit)) => (amount.end + length, *unit),
        None => units.at(shadow, words, amount.end).map(|(end, unit)| (end, unit.surface))?,
    };
    if shadow.at(end) == '目' {
        end += 1;
    }
    Some((end, value(amount.value, unit, QuantityKind::Ordinal)))
}

/// 半年, 半日, 半世紀 as words.
fn read_half(shadow: &Shadow, words: &Words, start: usize) -> Option<(usize, QuantityValue)> {
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

/// What follows the score of a game: 3-1で勝った.
const AFTER_SCORES: &[&str] = &[
    "で",
    "の勝",
    "の敗",
    "の逆転",
    "の引き",
    "とリード",
    "と勝",
    "と敗",
    "と快勝",
    "と引き",
    "とし",
    "と逆転",
    "から",
];

/// 3対1, 3-1で, 3分の1. The value is the quotient; the two numbers stay in `iso` as `3:1`.
fn read_ratio(shadow: &Shadow, first: Numeral) -> Option<(usize, QuantityValue)> {
    if shadow.at(first.end) == '対' {
        let second = numeral::read(shadow, first.end + 1).filter(|n| !n.vague && n.value > 0.0)?;
        if is_hiragana(shadow.at(second.end)) || !matches!(shadow.at(second.end), '人' | '台' | '機') {
            let mut found = value(first.value / second.value, "対", QuantityKind::Ratio);
            found.iso = Some(format!("{}:{}", number(first.value), number(second.value)));
            return Some((second.end, found));
        }
    }
    if shadow.at(first.end) == '-' && first.digits <= 2 && first.script == Script::Digits {
        let second =
            numeral::read(shadow, first.end + 1).filter(|n| n.script == Script::Digits && n.digits <= 2)?;
        if AFTER_SCORES.iter().any(|word| shadow.has(second.end, word)) {
            let quotient = if second.value > 0.0 { first.value / second.value } else { first.value };
            let mut found = value(quotient, "対", QuantityKind::Ratio);
            found.iso = Some(format!("{}:{}", number(first.value), number(second.value)));
            return Some((second.end, found));
        }
    }
    if shadow.has(first.end, "分の") && first.value > 0.0 {
        let second = numeral::read(shadow, first.end + 2).filter(|n| !n.vague)?;
        let mut found = value(second.value / first.value, "分の", QuantityKind::Ratio);
        found.iso = Some(format!("{}:{}", number(second.value), number(first.value)));
        return Some((second.end, found));
    }
    None
}
