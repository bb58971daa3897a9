//! Quantities whose unit, or a part of it, stands before the number: 時速60キロ, 震度5強, M7.3, 第3回.

use super::amount::degrees;
use super::{Units, number, value};
use crate::shadow::{Shadow, is_latin};
use crate::values::numeral::{self, Numeral, Script};
use crate::values::units::{Leading, LeadingUnit};
use crate::words::Words;
use shirushi_model::{Modifier, QuantityKind, QuantityValue};

/// 時速60キロ, 震度5強, 氷点下5度, マグニチュード（M）7.3.
pub(super) fn read(
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
    let mut amount_found = amount.value;
    if let Some((unit_end, found)) = units.at(shadow, words, amount.end) {
        end = unit_end;
        if kind == QuantityKind::Temperature {
            let mut degrees_found = value(amount_found, found.surface, kind);
            end = degrees(shadow, start, amount.end, end, &mut degrees_found);
            amount_found = -degrees_found.value;
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
    let mut found = value(amount_found, &unit, kind);
    // 時速約60キロ: the word is inside the span.
    found.modifier = shadow.first(after, ABOUT_INSIDE).map(|_| Modifier::Approx);
    Some((end, found))
}

/// Between a word and its number.
const ABOUT_INSIDE: &[(&str, ())] = &[("約", ()), ("およそ", ())];

/// M7.3: the magnitude of an earthquake; anything longer is a name.
pub(in crate::values) fn read_magnitude(shadow: &Shadow, start: usize) -> Option<(usize, QuantityValue)> {
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
pub(super) fn read_ordinal(
    shadow: &Shadow,
    words: &Words,
    units: &Units,
    start: usize,
) -> Option<(usize, QuantityValue)> {
    // 第2・3四半期: what 第 numbers is whole.
    let list = numeral::read_list(shadow, start + 1).filter(|(first, _)| first.script == Script::Digits);
    let (first, last) = match list {
        Some((first, last)) => (first, Some(last)),
        None => (numeral::read(shadow, start + 1)?, None),
    };
    if first.script == Script::Kanji || first.vague {
        return None;
    }
    let after = last.map_or(first.end, |last: Numeral| last.end);
    let (mut end, unit) = match shadow
        .first(after, &[("四半期", "四半期"), ("回", "回"), ("次", "次"), ("代", "代")])
    {
        Some((length, unit)) => (after + length, *unit),
        None => units.at(shadow, words, after).map(|(end, unit)| (end, unit.surface))?,
    };
    if shadow.at(end) == '目' {
        end += 1;
    }
    let mut found = value(first.value, unit, QuantityKind::Ordinal);
    found.iso = last.map(|last| format!("{}/{}", number(first.value), number(last.value)));
    Some((end, found))
}
