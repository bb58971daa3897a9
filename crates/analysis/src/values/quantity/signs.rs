//! Signs before a number: マイナス3度, ▲0.3%, △1,234百万円, -5%, +3.5%, and the .378 that leaves its zero
//! out.

use super::amount::Counted;
use super::{QuantityNumbers, Units, value};
use crate::shadow::{Shadow, is_latin};
use crate::values::numeral::{self, Numeral, Point, Script};
use crate::values::units::Sign;
use crate::words::Words;
use shirushi_model::{QuantityKind, QuantityValue};

/// Reads the quantity that begins with a sign; `after` is the position of its number.
pub(super) fn read(
    shadow: &Shadow,
    words: &Words,
    units: &Units,
    start: usize,
    after: usize,
    sign: Sign,
) -> Option<(usize, QuantityValue)> {
    // A dash or a plus is a sign only where nothing it could join stands before it.
    let joins = matches!(sign, Sign::Dash | Sign::Plus) && !may_follow(shadow.before(start));
    // プラスマイナス3% lies on both sides.
    let is_both = sign == Sign::Word && shadow.has_before(start, "プラス");
    if joins || is_both || !numeral::may_begin(shadow.at(after)) || matches!(shadow.at(after), '数' | '何')
    {
        return None;
    }
    let (end, mut found) = super::read(shadow, words, units, after)?;
    // ▲ and ● begin the items of a list as well: ▲3人が負傷.
    let is_item = || matches!(shadow.before(start), '\0' | '\n' | '\r');
    let has_sign = match (sign, found.kind) {
        (_, QuantityKind::Percent | QuantityKind::Temperature | QuantityKind::Money) => true,
        (Sign::Triangle, _) if found.unit == "度" => false,
        (_, _) if found.unit == "度" => true,
        (_, QuantityKind::Ordinal | QuantityKind::Age | QuantityKind::Ratio) => false,
        (Sign::Dash | Sign::Plus, _) => false,
        (Sign::Word, _) => true,
        (Sign::Triangle, _) => !is_item(),
    };
    if !has_sign {
        return None;
    }
    if found.unit == "度" {
        found.kind = QuantityKind::Temperature;
    }
    if sign != Sign::Plus {
        found.value = -found.value;
        found.iso =
            found.iso.map(|iso| iso.split('/').map(|part| format!("-{part}")).collect::<Vec<_>>().join("/"));
    }
    Some((end, found))
}

/// What may stand before a sign that is written like a stroke.
fn may_follow(c: char) -> bool {
    matches!(
        c,
        '\0' | ' '
            | '('
            | '、'
            | '。'
            | '比'
            | '率'
            | '同'
            | '約'
            | '期'
            | 'は'
            | 'が'
            | 'で'
            | 'も'
            | 'の'
            | 'を'
            | ':'
            | '\n'
            | '~'
            | '「'
            | '='
            | '/'
    )
}

/// .378, .5秒: a decimal whose zero is left out. Without a unit it is a batting average, which has three
/// decimals.
pub(super) fn read_without_zero(
    shadow: &Shadow,
    words: &Words,
    units: &Units,
    start: usize,
) -> Option<(usize, QuantityValue)> {
    const MOST: usize = 6;
    // 開発した．378人が: the full stop of another style of punctuation.
    if !may_follow(shadow.before(start)) && shadow.before(start) != '率' {
        return None;
    }
    let digits = (0..=MOST).take_while(|i| shadow.at(start + 1 + i).is_ascii_digit()).count();
    let end = start + 1 + digits;
    if digits == 0 || digits > MOST || shadow.at(end) == '.' || is_latin(shadow.at(end)) {
        return None;
    }
    let fraction = shadow.string(start + 1, end).parse::<f64>().ok()?;
    let amount = fraction / 10_f64.powi(i32::try_from(digits).ok()?);
    let first =
        Numeral { end, value: amount, vague: false, script: Script::Digits, digits: 0, point: Point::Dot };
    match units.at(shadow, words, end) {
        Some((after, unit)) if unit.is_measure() => {
            let numbers = QuantityNumbers { first, last: None, end };
            Some(Counted { shadow, words, units, start, numbers, unit }.finish(after))
        }
        None if digits == 3 => Some((end, value(amount, "", QuantityKind::Ratio))),
        _ => None,
    }
}
