//! Quantities: a numeral with what it counts or measures, and its value. 約 and 以上 stay outside and become the modifier.

use super::duration::{self, Duration};
use super::length_words;
use super::numeral::{self, Numeral, Script};
use super::ratio;
use super::units::{self, CURRENCY, KanjiNumeral, LEADING, Leading, LeadingUnit, Length, NEGATIVE, Unit};
use crate::shadow::{Shadow, is_hiragana, is_kanji, is_katakana, is_latin};
use crate::words::Words;
use shirushi_model::{Modifier, QuantityKind, QuantityValue};
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
    // 500人前後 is no 500人前.
    if last == '前' && next == '後' {
        return false;
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
    if shadow.at(start).is_ascii_digit() {
        return read_counted(shadow, words, units, start);
    }
    if let Some((length, unit)) = shadow.first(start, CURRENCY) {
        let amount = numeral::read(shadow, start + length).filter(|n| n.script != Script::Kanji)?;
        return Some((amount.end, value(amount.value, unit, QuantityKind::Money)));
    }
    if let Some((length, leading)) = shadow.first(start, LEADING) {
        return read_leading(shadow, words, units, start, start + length, *leading);
    }
    if shadow.at(start) == '第' {
        return read_ordinal(shadow, words, units, start);
    }
    if let Some((length, ())) = shadow.first(start, NEGATIVE) {
        return read_negative(shadow, words, units, start, start + length);
    }
    if let Some(found) = duration::read_half(shadow, words, start) {
        return Some(found);
    }
    read_counted(shadow, words, units, start)
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
    if let Some(found) = ratio::read(shadow, first) {
        return Some(found);
    }
    let (number, last) = with_range(shadow, first);
    // 20余年, 百余人
    let over = usize::from(shadow.at(number) == '余' && last.is_none());
    let (end, unit) = units.at(shadow, words, number + over)?;
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
    let (end, mut found) = finish(shadow, words, units, start, (first, last), end, unit);
    if over == 1 {
        found.modifier = Some(Modifier::OrMore);
    }
    Some((end, found))
}

/// マイナス3度, ▲0.3%, -5度. A dash is a sign only where nothing it could join stands before it.
fn read_negative(
    shadow: &Shadow,
    words: &Words,
    units: &Units,
    start: usize,
    after: usize,
) -> Option<(usize, QuantityValue)> {
    let is_dash = shadow.at(start) == '-';
    if !shadow.at(after).is_ascii_digit()
        || is_dash
            && !matches!(
                shadow.before(start),
                '\0' | ' ' | '(' | '、' | '。' | '比' | 'は' | 'が' | 'で' | ':' | '\n'
            )
    {
        return None;
    }
    let (end, mut found) = read(shadow, words, units, after)?;
    let has_sign = matches!(found.kind, QuantityKind::Percent | QuantityKind::Temperature)
        || found.unit == "度" && shadow.at(start) != '▲'
        || !is_dash && matches!(found.kind, QuantityKind::Money);
    if !has_sign {
        return None;
    }
    if found.unit == "度" {
        found.kind = QuantityKind::Temperature;
    }
    found.value = -found.value;
    Some((end, found))
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

fn finish(
    shadow: &Shadow,
    words: &Words,
    units: &Units,
    start: usize,
    (first, last): (Numeral, Option<Numeral>),
    mut end: usize,
    unit: &Unit,
) -> (usize, QuantityValue) {
    let mut found = value(scaled(first, last), unit.surface, unit.kind);
    if let Some(last) = last {
        // 10～20人 has the lower number and both of them.
        found.iso = Some(format!("{}/{}", number(found.value), number(last.value)));
    }
    match unit.surface {
        "メートル" | "㍍" | "m" if units::WINDS.iter().any(|word| shadow.has_before(start, word)) => {
            found.kind = QuantityKind::Speed;
        }
        "度" => end = degrees(shadow, start, first.end, end, &mut found),
        "割" => end = tenths(shadow, end, &mut found),
        "代" if first.value < 10.0 => found.kind = QuantityKind::Count,
        "年" if is_grade(shadow, start, first, end) => {
            found.kind = QuantityKind::Ordinal;
            return (end, found);
        }
        _ => {}
    }
    if shadow.at(end) == '目' && shadow.at(end + 1) != '的' {
        found.unit.push('目');
        found.kind = QuantityKind::Ordinal;
        return (end + 1, found);
    }
    // 308円52銭, 1ドル50セント, 2メートル15センチ
    let coin = units::SMALLER.iter().find(|(whole, ..)| *whole == unit.surface);
    if let Some((_, coin, parts)) = coin
        && let Some(change) = numeral::read(shadow, end).filter(|n| n.value < *parts && !n.vague)
    {
        let (after, until) = match numeral::read(shadow, change.end + 1) {
            Some(until) if shadow.at(change.end) == '~' => (until.end, Some(until.value)),
            _ => (change.end, None),
        };
        if shadow.has(after, coin) {
            // 156円85～87銭 has both ends in `iso`.
            let whole = found.value;
            found.value = tidy(whole + change.value / parts);
            found.iso =
                until.map(|until| format!("{}/{}", number(found.value), number(tidy(whole + until / parts))));
            return (after + coin.chars().count(), found);
        }
    }
    let Some(length) = unit.length else {
        if shadow.at(end) == '半' {
            found.value += 0.5;
            end += 1;
        }
        return (end, found);
    };
    let mut duration = Duration::new(first, last, length);
    if shadow.at(end) == '半' && shadow.at(end + 1) != '数' && last.is_none() {
        found.value += 0.5;
        duration.add_half(length);
        end += 1;
    } else if length == Length::Second
        && let Some((after, part)) = duration::hundredths(shadow, end)
    {
        found.value += part;
        duration = Duration::new(Numeral { value: found.value, ..first }, None, length);
        end = after;
    } else if last.is_none() {
        // 1時間30分, 3年6カ月; 1日8時間 is how long each day.
        while let Some(next) = numeral::read(shadow, end)
            && let Some((after, smaller)) = units.at(shadow, words, next.end)
            && let Some(part) = smaller.length
            && part as u8 > duration.least
            && !(length == Length::Day && first.value == 1.0)
        {
            let hundredths = Some(after).filter(|_| part == Length::Second);
            let (after, rest) =
                hundredths.and_then(|after| duration::hundredths(shadow, after)).unwrap_or((after, 0.0));
            duration.add(next.value + rest, part);
            end = after;
        }
    }
    found.iso = Some(duration.iso());
    (end, found)
}

/// The position after 38度4分, 北緯38度15分, 38度. What 度 measures is told by the words before it.
fn degrees(shadow: &Shadow, start: usize, number: usize, end: usize, found: &mut QuantityValue) -> usize {
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

fn tidy(value: f64) -> f64 {
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

/// A number without a trailing `.0`.
pub(super) fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 { format!("{}", value as i64) } else { format!("{value}") }
}

pub(super) fn value(value: f64, unit: &str, kind: QuantityKind) -> QuantityValue {
    QuantityValue { value, unit: unit.to_owned(), kind, iso: None, modifier: None }
}

/// 時速60キロ, 震度5強, 氷点下5度, マグニチュード（M）7.3.
fn read_leading(
    shadow: &Shadow,
    words: &Words,
    units: &Units,
    start: usize,
    after: usize,
    leading: Leading,
) -> Option<(usize, QuantityValue)> {
    let about = shadow
        .first(after, ABOUT_INSIDE)
        .or_else(|| shadow.first(after, &[("(M)", ())]))
        .map_or(0, |(length, ())| length);
    let amount = numeral::read(shadow, after + about)?;
    let (mut end, mut unit) = (amount.end, shadow.string(start, after));
    let mut kind = leading.kind;
    let mut number = amount.value;
    if let Some((unit_end, found)) = units.at(shadow, words, amount.end) {
        end = unit_end;
        if kind == QuantityKind::Temperature {
            let mut degrees_found = value(number, found.surface, kind);
            end = degrees(shadow, start, amount.end, end, &mut degrees_found);
            number = -degrees_found.value;
            unit.clear();
        } else if found.kind != QuantityKind::Distance && kind == QuantityKind::Speed {
            kind = QuantityKind::Other;
        }
        unit.push_str(found.surface);
    } else if leading.unit == LeadingUnit::Needed {
        return None;
    } else if matches!(shadow.at(end), '強' | '弱') {
        unit.push(shadow.at(end));
        end += 1;
    }
    let mut found = value(number, &unit, kind);
    // 時速約60キロ: the word is inside the span.
    found.modifier = shadow.first(after, ABOUT_INSIDE).map(|_| Modifier::Approx);
    Some((end, found))
}

/// Between a word and its number.
const ABOUT_INSIDE: &[(&str, ())] = &[("約", ()), ("およそ", ())];

/// M7.3: the magnitude of an earthquake; anything longer is a name.
pub(super) fn read_magnitude(shadow: &Shadow, start: usize) -> Option<(usize, QuantityValue)> {
    let before = shadow.before(start);
    if shadow.at(start) != 'M' || is_latin(before) || before.is_ascii_digit() || before == '-' {
        return None;
    }
    let amount = numeral::read(shadow, start + 1).filter(|n| n.digits == 3 || n.digits == 1)?;
    let has_fraction = amount.end == start + 4;
    let next = shadow.at(amount.end);
    let goes_on = next.is_ascii_alphanumeric() || matches!(next, '-' | '.');
    (has_fraction && !goes_on && amount.value < 10.0)
        .then(|| (amount.end, value(amount.value, "マグニチュード", QuantityKind::Other)))
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
