//! Quantities: a numeral with what it counts or measures, and its value. 約 and 以上 stay outside and become
//! the modifier.

mod amount;
mod duration;
mod leading;
mod ratio;
mod signs;

use super::labels;
use super::length_words;
use super::numeral::{self, Numeral, Point, Script};
use super::units::{self, CURRENCY, KanjiNumeral, LEADING, Unit};
use crate::shadow::{Shadow, is_hiragana, is_kanji, is_katakana, is_latin};
use crate::words::Words;
use amount::Counted;
pub(super) use leading::read_magnitude;
use rustc_hash::FxHashMap as HashMap;
use shirushi_model::{Modifier, QuantityKind, QuantityValue};

/// The units by their first character, longest first.
pub(super) struct Units {
    by_first: HashMap<char, Vec<(usize, Unit)>>,
}

impl Units {
    pub(super) fn new() -> Self {
        let mut by_first: HashMap<char, Vec<(usize, Unit)>> = HashMap::default();
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
    pub(super) fn at(&self, shadow: &Shadow, words: &Words, position: usize) -> Option<(usize, &Unit)> {
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
    // 500人前後 is no 500人前.
    if last == '前' && next == '後' {
        return false;
    }
    // 3元首相: the 元 of somebody who was. Of money little is said in kanji: 3元高, 100元札.
    if last == '元' && end == start + 1 && is_kanji(next) && !units::AFTER_YUAN.contains(next) {
        return false;
    }
    // A mark like % is often one word with the stop behind it.
    if words.ends_at(end) || !is_kanji(last) && !is_hiragana(last) {
        return true;
    }
    // 目 makes an ordinal of any counter, 半 adds a half; the dictionary may have joined them.
    if matches!(next, '目' | '半' | '余' | '超' | '弱' | '強' | '前' | '後') {
        return true;
    }
    // The 分の of fractions is one word, and so are 割引 and 倍増; their counter is all before the last
    // character.
    let is_joined = |word: crate::words::Word| {
        word.start == start && word.end == end + 1 && matches!(next, 'の' | '引' | '増' | '減' | '高' | '安')
    };
    words.at(start).is_none_or(is_joined)
}

/// Reads the quantity that begins at `start`.
pub(super) fn read(
    shadow: &Shadow,
    words: &Words,
    units: &Units,
    start: usize,
) -> Option<(usize, QuantityValue)> {
    if shadow.at(start).is_ascii_digit() {
        return read_counted(shadow, words, units, start);
    }
    if let Some((length, unit)) = shadow.first(start, CURRENCY) {
        let amount = numeral::read(shadow, start + length).filter(|n| n.script != Script::Kanji)?;
        return Some((amount.end, value(amount.value, unit, QuantityKind::Money)));
    }
    if let Some((length, leading)) = shadow.first(start, LEADING) {
        return leading::read(shadow, words, units, start, start + length, *leading);
    }
    if shadow.at(start) == '第' {
        return leading::read_ordinal(shadow, words, units, start);
    }
    if let Some((length, sign)) = shadow.first(start, units::SIGNS) {
        return signs::read(shadow, words, units, start, start + length, *sign);
    }
    if shadow.at(start) == '.' {
        return signs::read_without_zero(shadow, words, units, start);
    }
    if let Some(found) = duration::read_half(shadow, words, start) {
        return Some(found);
    }
    read_counted(shadow, words, units, start)
}

/// One number or two before a counter.
#[derive(Clone, Copy)]
struct QuantityNumbers {
    first: Numeral,
    last: Option<Numeral>,
    /// The position after them.
    end: usize,
}

/// A numeral with what it counts.
fn read_counted(
    shadow: &Shadow,
    words: &Words,
    units: &Units,
    start: usize,
) -> Option<(usize, QuantityValue)> {
    let first = numeral::read(shadow, start)?;
    if first.script == Script::Kanji && !words.starts_at(start) {
        return None;
    }
    // The 15 of 8/15人 divides or is a day.
    if shadow.before(start) == '/' && start >= 2 && shadow.before(start - 1).is_ascii_digit() {
        return None;
    }
    // 1と1/2カップ, 2 1/2インチ
    if first.script == Script::Digits
        && matches!(shadow.at(first.end), 'と' | ' ')
        && let Some(part) = numeral::read(shadow, first.end + 1)
        && let Some(part) = divided(shadow, part, &|end| units.at(shadow, words, end).map(|(_, unit)| unit))
        && let Some((end, unit)) = units.at(shadow, words, part.end)
    {
        let both = Numeral { value: first.value + part.value, ..part };
        let numbers = QuantityNumbers { first: both, last: None, end: part.end };
        return Some(Counted { shadow, words, units, start, numbers, unit }.finish(end));
    }
    if let Some(found) = ratio::read(shadow, words, units, first) {
        return Some(found);
    }
    let numbers = read_numbers(shadow, words, units, start, first);
    let QuantityNumbers { first, last, end: number } = numbers;
    // 20余年, 百余人
    let over = usize::from(shadow.at(number) == '余' && last.is_none());
    let (end, unit) = units.at(shadow, words, number + over)?;
    if labels::is_label(shadow, words, start, end, unit) {
        return None;
    }
    // 12万分の署名 are signatures, no minutes.
    if unit.surface == "分" && first.script == Script::Mixed {
        return None;
    }
    // 国の一つだ, 犠牲者の1人: one of them; no quantity is stated.
    if first.value == 1.0 && matches!(unit.surface, "つ" | "人") && shadow.before(start) == 'の' {
        return None;
    }
    if first.script == Script::Kanji && !counts_in_kanji(shadow, words, start, first, end, unit) {
        return None;
    }
    // 新千歳, 千歳: nobody is as old as that, and the places are called so.
    if unit.kind == QuantityKind::Age && first.script == Script::Kanji && first.value > OLDEST {
        return None;
    }
    if first.vague && unit.length.is_none() && !words.ends_at(end) {
        return None;
    }
    let (end, mut found) = Counted { shadow, words, units, start, numbers, unit }.finish(end);
    if over == 1 {
        found.modifier = Some(Modifier::OrMore);
    }
    Some((end, found))
}

/// No age in kanji is greater.
const OLDEST: f64 = 150.0;

/// The numbers before a counter, of which the first was read: 10～20人 and 2・3年生 have two. The counter
/// decides what is a list and what a decimal.
fn read_numbers(
    shadow: &Shadow,
    words: &Words,
    units: &Units,
    start: usize,
    first: Numeral,
) -> QuantityNumbers {
    let unit_at = |end: usize| units.at(shadow, words, end).map(|(_, unit)| unit);
    if first.point != Point::Dot
        && let Some((first, last)) = numeral::read_list(shadow, start)
        && unit_at(last.end).is_some_and(|unit| is_list(shadow, start, first, last, unit))
    {
        return QuantityNumbers { first, last: Some(last), end: last.end };
    }
    let divided = divided(shadow, first, &unit_at).or_else(|| with_decimal_comma(shadow, first, &unit_at));
    if let Some(one) = divided {
        return QuantityNumbers { first: one, last: None, end: one.end };
    }
    // 一点二本: only what is measured has decimals that are spoken.
    let is_spoken = first.point == Point::Spoken && !unit_at(first.end).is_some_and(Unit::is_measure);
    let first = if is_spoken { numeral::read_whole(shadow, start).unwrap_or(first) } else { first };
    let (end, last) = with_range(shadow, first);
    QuantityNumbers { first, last, end }
}

/// Whether ・ lists numbers: 2・3年生, 18・19歳, 5・6個, but 28・5歳, 平均2・3人 and 3・5ポイント have
/// decimals.
fn is_list(shadow: &Shadow, start: usize, first: Numeral, last: Numeral, unit: &Unit) -> bool {
    /// How far before a mean its word stands.
    const NEAR: usize = 12;
    let rises = last.value > first.value;
    match unit.kind {
        QuantityKind::Ordinal => first.value != last.value,
        QuantityKind::Age => rises && last.digits >= first.digits,
        QuantityKind::Count | QuantityKind::Duration if !unit.is_measure() => {
            let context = shadow.string(start.saturating_sub(NEAR), start);
            let is_mean = ["平均", "当たり", "あたり", "率"].iter().any(|word| context.contains(word));
            last.value - first.value == 1.0 && !is_mean
        }
        _ => false,
    }
}

/// 1/4マイル: what is measured may be divided. 8/15日 and 1/4人 are none.
fn divided<'u>(
    shadow: &Shadow,
    first: Numeral,
    unit_at: &impl Fn(usize) -> Option<&'u Unit>,
) -> Option<Numeral> {
    let is_short = |n: &Numeral| n.script == Script::Digits && n.digits <= 2 && n.point == Point::None;
    if shadow.at(first.end) != '/' || !is_short(&first) || shadow.before(first.end - first.digits) == '/' {
        return None;
    }
    let second = numeral::read(shadow, first.end + 1)
        .filter(|n| n.script == Script::Digits && n.point == Point::None)?;
    let halves = ["個", "本", "杯", "枚", "カップ", "切れ", "束", "缶", "袋", "箱"];
    let is_divided = |unit: &Unit| unit.is_measure() || halves.contains(&unit.surface);
    let fits = first.value > 0.0 && first.value < second.value && unit_at(second.end).is_some_and(is_divided);
    fits.then_some(Numeral { value: first.value / second.value, ..second })
}

/// 6,89%: a comma before one or two digits, as other languages write decimals; 3,4% are two numbers.
fn with_decimal_comma<'u>(
    shadow: &Shadow,
    first: Numeral,
    unit_at: &impl Fn(usize) -> Option<&'u Unit>,
) -> Option<Numeral> {
    if shadow.at(first.end) != ',' || first.script != Script::Digits || first.point != Point::None {
        return None;
    }
    let second =
        numeral::read(shadow, first.end + 1).filter(|n| n.script == Script::Digits && n.digits <= 2)?;
    let is_percent = unit_at(second.end).is_some_and(|unit| unit.kind == QuantityKind::Percent);
    let is_list = second.digits == 1 && second.value == first.value + 1.0;
    (is_percent && second.point == Point::None && !is_list).then(|| {
        let scale = if second.digits == 1 { 10.0 } else { 100.0 };
        Numeral { value: amount::tidy(first.value + second.value / scale), ..second }
    })
}

/// `10～20人`, `3、4人`, `2、3日`: the position after both numerals.
fn with_range(shadow: &Shadow, first: Numeral) -> (usize, Option<Numeral>) {
    let separator = shadow.at(first.end);
    if first.vague || !matches!(separator, '~' | '-' | '、' | '・' | ',') {
        return (first.end, None);
    }
    let shares = |last: &Numeral| {
        last.script == first.script || first.script == Script::Digits && last.script == Script::Mixed
    };
    match numeral::read(shadow, first.end + 1).filter(|last| !last.vague && shares(last)) {
        Some(last) => {
            let is_list = matches!(separator, '、' | '・' | ',');
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
            let word = shadow.string(start, end);
            let repeats = shadow.has(end, "一") || shadow.has(end, "ひと") || shadow.has_before(start, &word);
            let adverb = numeral.value == 1.0
                && !numeral.vague
                && !matches!(
                    shadow.at(end),
                    'は' | 'が' | 'を' | 'の' | 'も' | 'に' | 'と' | '、' | 'で' | 'だ'
                );
            let stressed = numeral.value == 1.0 && (shadow.has(end, "でも") || shadow.has(end, "も"));
            !repeats && !stressed && !adverb && words.ends_at(end)
        }
        _ if one_word && !numeral.vague => false,
        // 一度は is "once" as an adverb; 年に一度 says how often.
        "度" if numeral.value == 1.0 && is_single => {
            matches!(shadow.before(start), 'に' | '年' | '月' | '週' | '日') || shadow.at(end) == '目'
        }
        // 三年ぶり is a length of time, 一分 a word; 二年 is one as well, 一年 not always.
        "日" | "月" | "年" | "分" => {
            !is_single
                || numeral.vague
                || length_words::AFTER.iter().any(|mark| shadow.has(end, mark))
                || unit.surface == "年" && numeral.value >= 2.0 && words.ends_at(end)
        }
        _ => unit.kanji == KanjiNumeral::Counts || numeral.value >= 10.0 && !is_single,
    }
}

/// A number without a trailing `.0`.
pub(super) fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 { format!("{}", value as i64) } else { format!("{value}") }
}

pub(super) fn value(value: f64, unit: &str, kind: QuantityKind) -> QuantityValue {
    QuantityValue { value, unit: unit.to_owned(), kind, iso: None, modifier: None }
}
