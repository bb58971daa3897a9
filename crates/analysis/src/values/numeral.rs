//! Numerals as Japanese prose writes them: 1,234.5, 2万3千, 二十一, 二〇二五, 1億2000万, 数十, 十数, 百数十, 20数, 何百.
//!
//! It reads one numeral at a position of the shadow and knows nothing of what is counted.

use crate::shadow::Shadow;

/// A numeral that was read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Numeral {
    /// The position after it.
    pub(super) end: usize,
    /// Its value. Of a vague numeral what is known of it: 数十 is 10, 数 is 1, 十数 is 10, 百数十 is 110.
    pub(super) value: f64,
    /// Whether 数 or 何 leaves the value open.
    pub(super) vague: bool,
    /// How it is written.
    pub(super) script: Script,
    /// How many characters of digits it begins with: 2025 has 4.
    pub(super) digits: usize,
}

/// How a numeral is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// 15, 1,200
    Digits,
    /// 十五, 数千; only tokens can tell 三人 from the 三 of a name.
    Kanji,
    /// 15万, 3千
    Mixed,
}

/// Longer runs of digits are not numbers anybody means; 2^53 has sixteen.
const MOST_DIGITS: usize = 15;

/// The value of a kanji digit.
pub(super) fn kanji_digit(c: char) -> Option<f64> {
    Some(match c {
        '〇' | '零' => 0.0,
        '一' | '壱' => 1.0,
        '二' | '弐' => 2.0,
        '三' | '参' => 3.0,
        '四' => 4.0,
        '五' => 5.0,
        '六' => 6.0,
        '七' => 7.0,
        '八' => 8.0,
        '九' => 9.0,
        _ => return None,
    })
}

/// 十, 百, 千: powers within a group of four digits.
fn small_power(c: char) -> Option<f64> {
    Some(match c {
        '十' => 1e1,
        '百' => 1e2,
        '千' => 1e3,
        _ => return None,
    })
}

/// 万, 億, 兆, 京: the groups.
fn large_power(c: char) -> Option<f64> {
    Some(match c {
        '万' => 1e4,
        '億' => 1e8,
        '兆' => 1e12,
        '京' => 1e16,
        _ => return None,
    })
}

/// Whether a numeral may begin with this character.
pub(super) fn may_begin(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '数' | '何') || kanji_digit(c).is_some() || small_power(c).is_some()
}

/// Whether 数 or 何 leaves a numeral open here; 何 does so only before a power (何十), alone it asks.
fn is_vague(shadow: &Shadow, position: usize, start: usize) -> bool {
    match shadow.at(position) {
        '数' => true,
        '何' => {
            let next = shadow.at(position + 1);
            position == start && (small_power(next).is_some() || next == '万')
        }
        _ => false,
    }
}

/// Reads the longest numeral at `start`. Looks at each character once.
pub(super) fn read(shadow: &Shadow, start: usize) -> Option<Numeral> {
    let mut total = 0.0;
    let mut group = 0.0;
    let mut current: Option<f64> = None;
    let mut least_large = f64::INFINITY;
    let mut least_small = f64::INFINITY;
    let mut vague = false;
    let mut has_digits = false;
    let mut has_kanji = false;
    let mut digits = 0;
    let mut position = start;
    loop {
        let c = shadow.at(position);
        if c.is_ascii_digit() {
            if current.is_some() || vague {
                break;
            }
            let (end, value) = read_digits(shadow, position)?;
            if position == start {
                digits = end - start;
            }
            current = Some(value);
            has_digits = true;
            position = end;
        } else if let Some(digit) = kanji_digit(c) {
            if vague || has_digits && current.is_some() || position - start > 4 * MOST_DIGITS {
                break;
            }
            current = Some(current.map_or(digit, |before| before * 10.0 + digit));
            has_kanji = true;
            position += 1;
        } else if !vague && is_vague(shadow, position, start) {
            // 数十人, 十数人, 20数人; 数 alone counts only before a counter, which is not known here.
            let follows_power = least_small < f64::INFINITY || least_large < f64::INFINITY;
            let follows_tens = has_digits && current.is_some_and(|tens| tens > 0.0 && tens % 10.0 == 0.0);
            if position > start && !(current.is_none() && follows_power || follows_tens) {
                break;
            }
            vague = true;
            has_kanji |= !has_digits;
            if position == start {
                current = Some(1.0);
            }
            position += 1;
        } else if let Some(power) = small_power(c) {
            if power >= least_small || (current.is_none() && has_digits && position == start) {
                break;
            }
            group += current.take().unwrap_or(1.0) * power;
            least_small = power;
            has_kanji = true;
            position += 1;
        } else if let Some(power) = large_power(c) {
            let sum = group + current.unwrap_or(0.0);
            if sum == 0.0 || power >= least_large {
                break;
            }
            total += tidy(sum * power);
            group = 0.0;
            current = None;
            least_large = power;
            least_small = f64::INFINITY;
            has_kanji = true;
            position += 1;
        } else {
            break;
        }
    }
    if position == start {
        return None;
    }
    let script = match (has_digits, has_kanji) {
        (true, false) => Script::Digits,
        (true, true) => Script::Mixed,
        (false, _) => Script::Kanji,
    };
    Some(Numeral {
        end: position,
        value: tidy(total + group + current.unwrap_or(0.0)),
        vague,
        script,
        digits,
    })
}

/// The two numbers of 15・16日, which are no decimal before a day or month.
pub(super) fn read_pair(shadow: &Shadow, start: usize) -> Option<(Numeral, Numeral)> {
    let short = |from: usize| {
        let digits = (0..2).take_while(|i| shadow.at(from + i).is_ascii_digit()).count();
        let value = (0..digits).filter_map(|i| shadow.at(from + i).to_digit(10)).fold(0, |v, d| v * 10 + d);
        let (end, value) = (from + digits, f64::from(value));
        (digits > 0).then_some(Numeral { end, value, vague: false, script: Script::Digits, digits })
    };
    let first = short(start)?;
    let last = short(first.end + 1).filter(|_| shadow.at(first.end) == '・')?;
    (matches!(shadow.at(last.end), '日' | '月' | '両') || shadow.has(last.end, "の両日"))
        .then_some((first, last))
}

/// `1234`, `1,234`, `0.5`. A run too long to be a number gives nothing.
fn read_digits(shadow: &Shadow, start: usize) -> Option<(usize, f64)> {
    let mut value = 0.0;
    let mut count = 0;
    let mut position = start;
    loop {
        let c = shadow.at(position);
        if let Some(digit) = c.to_digit(10) {
            value = value * 10.0 + f64::from(digit);
            count += 1;
            if count > MOST_DIGITS {
                return None;
            }
            position += 1;
        } else if c == ',' && groups_of_three(shadow, position) {
            position += 1;
        } else {
            break;
        }
    }
    if matches!(shadow.at(position), '.' | '・') && shadow.at(position + 1).is_ascii_digit() && count > 0 {
        let mut scale = 0.1;
        let mut end = position + 1;
        let mut fraction = 0.0;
        while let Some(digit) = shadow.at(end).to_digit(10) {
            fraction += f64::from(digit) * scale;
            scale /= 10.0;
            end += 1;
            if end - position > MOST_DIGITS {
                return None;
            }
        }
        // 2025.8.16 is a date and 1.2.3 a version; neither is a decimal.
        if shadow.at(end) != '.' || !shadow.at(end + 1).is_ascii_digit() {
            return Some((end, tidy(value + fraction)));
        }
    }
    Some((position, value))
}

/// Whether exactly three digits follow a comma.
fn groups_of_three(shadow: &Shadow, comma: usize) -> bool {
    (1..=3).all(|i| shadow.at(comma + i).is_ascii_digit()) && !shadow.at(comma + 4).is_ascii_digit()
}

/// Takes away what binary fractions leave behind: 1.1億 is 110000000.
fn tidy(value: f64) -> f64 {
    let scaled = (value * 1e9).round() / 1e9;
    if scaled.is_finite() && value < 1e6 { scaled } else { (value * 1e3).round() / 1e3 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_in_every_script() {
        for (text, value, length) in [
            ("15日", 15.0, 2),
            ("１５日", 15.0, 2),
            ("1,234人", 1234.0, 5),
            ("12,34", 12.0, 2),
            ("0.5度", 0.5, 3),
            ("2025.8.16", 2025.0, 4),
            ("三人", 3.0, 1),
            ("二十一日", 21.0, 3),
            ("二〇二五年", 2025.0, 4),
            ("百二十円", 120.0, 3),
            ("3千人", 3000.0, 2),
            ("1億2000万円", 120_000_000.0, 7),
            ("１・５億円", 150_000_000.0, 4),
            ("1.1億", 110_000_000.0, 4),
            ("2兆3,000億円", 2_300_000_000_000.0, 8),
            ("万博", 0.0, 0),
            ("兆し", 0.0, 0),
        ] {
            let found = read(&Shadow::new(text), 0);
            assert_eq!(found.map_or((0.0, 0), |n| (n.value, n.end)), (value, length), "{text}");
        }
    }

    #[test]
    fn vague_numerals_keep_their_order_of_magnitude() {
        for (text, value, length) in [
            ("数十人", 10.0, 2),
            ("数千万円", 10_000_000.0, 3),
            ("十数人", 10.0, 2),
            ("数人", 1.0, 1),
            ("百数十人", 110.0, 3),
            ("十数万人", 100_000.0, 3),
            ("20数年", 20.0, 3),
            ("1万数千人", 11_000.0, 4),
            ("何百人", 100.0, 2),
        ] {
            let found = read(&Shadow::new(text), 0).unwrap();
            assert_eq!((found.value, found.end, found.vague), (value, length, true), "{text}");
        }
    }

    #[test]
    fn endless_digits_are_no_number() {
        assert_eq!(read(&Shadow::new(&"9".repeat(100_000)), 0), None);
        assert!(
            read(&Shadow::new(&"九".repeat(100_000)), 0).is_some_and(|n| n.end <= 61 && n.value.is_finite())
        );
    }
}
