//! Ratios: 3対1, the 3-1 of a game, 3分の1. The value is the quotient; the two numbers stay in `iso` as
//! `3:1`.

use super::{Units, number, value};
use crate::shadow::{Shadow, is_hiragana};
use crate::values::numeral::{self, Numeral, Script};
use crate::words::Words;
use shirushi_model::{QuantityKind, QuantityValue};

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
    "の完封",
    "の快勝",
    "の辛勝",
    "の大勝",
    "の同点",
    "と大勝",
    "と辛勝",
    "と完封",
    "と先制",
    "に追い",
    "の0封",
    "でサヨナラ",
];

/// Reads the ratio whose first number was read.
pub(super) fn read(
    shadow: &Shadow,
    words: &Words,
    units: &Units,
    first: Numeral,
) -> Option<(usize, QuantityValue)> {
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
        if is_minutes(first)
            && units.at(shadow, words, second.end).is_some_and(|(_, unit)| !unit.is_measure())
        {
            return None;
        }
        let mut found = value(second.value / first.value, "分の", QuantityKind::Ratio);
        found.iso = Some(format!("{}:{}", number(second.value), number(first.value)));
        return Some((second.end, found));
    }
    None
}

/// Whether a number is rather one of minutes than a denominator: in 60分の3本勝負 something is counted, in
/// 3分の1個 divided.
fn is_minutes(number: Numeral) -> bool {
    number.value > 10.0 && number.value < 100.0 && number.value % 5.0 == 0.0
}
