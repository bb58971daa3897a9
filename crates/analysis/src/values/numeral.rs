//! Numerals as Japanese prose writes them: 1,234.5, 2万3千, 二十一, 二〇二五, 1億2000万, 三・五, 二点四,
//! 壱百弐拾参万, 数十, 十数, 百数十, 20数, 何百.
//!
//! It reads one numeral at a position of the shadow and knows nothing of what is counted. That is why ・
//! between two numbers has two readings here, a decimal ([`read`]) and a list ([`read_list`]): the counter
//! decides, and it stands behind.

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
    /// What stands before its decimals.
    pub(super) point: Point,
}

/// What stands between a whole number and its decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Point {
    /// It has no decimals.
    None,
    /// 3.5
    Dot,
    /// 3・5, 三・五: a list before some counters.
    Middle,
    /// 二点四: two things before a counter of whole things (一点二本).
    Spoken,
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
        '一' | '壱' | '壹' => 1.0,
        '二' | '弐' | '貳' => 2.0,
        '三' | '参' | '參' => 3.0,
        '四' => 4.0,
        '五' | '伍' => 5.0,
        '六' => 6.0,
        '七' => 7.0,
        '八' => 8.0,
        '九' => 9.0,
        _ => return None,
    })
}

/// 十, 百, 千, and as contracts write them: powers within a group of four digits.
fn small_power(c: char) -> Option<f64> {
    Some(match c {
        '十' | '拾' => 1e1,
        '百' | '佰' => 1e2,
        '千' | '仟' | '阡' => 1e3,
        _ => return None,
    })
}

/// 万, 億, 兆, 京: the groups.
fn large_power(c: char) -> Option<f64> {
    Some(match c {
        '万' | '萬' => 1e4,
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

/// Reads the longest numeral at `start`, with its decimals. Looks at each character once.
pub(super) fn read(shadow: &Shadow, start: usize) -> Option<Numeral> {
    read_as(shadow, start, KanjiDecimals::Read)
}

/// As [`read`], but a kanji numeral ends before its point: the 一 of 一点二.
pub(super) fn read_whole(shadow: &Shadow, start: usize) -> Option<Numeral> {
    read_as(shadow, start, KanjiDecimals::Left)
}

/// Whether a kanji numeral goes on after a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum KanjiDecimals {
    Read,
    Left,
}

fn read_as(shadow: &Shadow, start: usize, decimals: KanjiDecimals) -> Option<Numeral> {
    let mut total = 0.0;
    let mut group = 0.0;
    let mut current: Option<f64> = None;
    let mut least_large = f64::INFINITY;
    let mut least_small = f64::INFINITY;
    let mut vague = false;
    let mut has_digits = false;
    let mut has_kanji = false;
    let mut digits = 0;
    let mut point = Point::None;
    let mut position = start;
    loop {
        let c = shadow.at(position);
        if c.is_ascii_digit() {
            if current.is_some() || vague {
                break;
            }
            let (end, value, before_decimals) = read_digits(shadow, position)?;
            if position == start {
                digits = end - start;
                point = before_decimals;
            }
            current = Some(value);
            has_digits = true;
            position = end;
        } else if let Some(digit) = kanji_digit(c) {
            if vague || has_digits && current.is_some() || position - start > 4 * MOST_DIGITS {
                break;
            }
            let mut value = current.map_or(digit, |before| before * 10.0 + digit);
            has_kanji = true;
            position += 1;
            if decimals == KanjiDecimals::Read
                && point == Point::None
                && !has_digits
                && let Some((end, fraction, kind)) = kanji_decimals(shadow, position)
            {
                value += fraction;
                point = kind;
                position = end;
            }
            current = Some(value);
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
        point,
    })
}

/// The decimals of 三・五, 二点四, 三.一四 from the point on. 三・十一 and 一・二・三 are no decimals.
fn kanji_decimals(shadow: &Shadow, start: usize) -> Option<(usize, f64, Point)> {
    let point = match shadow.at(start) {
        '.' => Point::Dot,
        '・' => Point::Middle,
        '点' => Point::Spoken,
        _ => return None,
    };
    let mut end = start + 1;
    let mut scale = 0.1;
    let mut fraction = 0.0;
    while let Some(digit) = kanji_digit(shadow.at(end)) {
        fraction += digit * scale;
        scale /= 10.0;
        end += 1;
        if end - start > MOST_DECIMALS {
            return None;
        }
    }
    let goes_on = shadow.at(end) == shadow.at(start) || small_power(shadow.at(end)).is_some();
    (end > start + 1 && !goes_on).then_some((end, fraction, point))
}

/// More decimals in kanji are a name or a code.
const MOST_DECIMALS: usize = 6;

/// How many numbers a list may have: 1・2・3年生.
const MOST_LISTED: usize = 6;

/// The first and the last of whole numbers with ・ between them: 2・3年生, 18・19歳, 2024・25年度, 四・五月.
/// Whether they are a list and no decimal is for the caller to say, who knows the counter.
pub(super) fn read_list(shadow: &Shadow, start: usize) -> Option<(Numeral, Numeral)> {
    let first = read_listed(shadow, start).filter(|first| shadow.at(first.end) == '・')?;
    let mut last = None;
    let mut end = first.end;
    for _ in 1..MOST_LISTED {
        match read_listed(shadow, end + 1).filter(|next| next.script == first.script) {
            Some(next) if shadow.at(end) == '・' => {
                end = next.end;
                last = Some(next);
            }
            _ => break,
        }
    }
    Some((first, last?))
}

/// A whole number of at most four digits, or a kanji numeral.
fn read_listed(shadow: &Shadow, start: usize) -> Option<Numeral> {
    const MOST: usize = 4;
    if !shadow.at(start).is_ascii_digit() {
        return read_whole(shadow, start).filter(|n| !n.vague && n.script == Script::Kanji && n.value < 1e4);
    }
    let digits = (0..=MOST).take_while(|i| shadow.at(start + i).is_ascii_digit()).count();
    let value = (0..digits).filter_map(|i| shadow.at(start + i).to_digit(10)).fold(0, |v, d| v * 10 + d);
    (digits <= MOST).then_some(Numeral {
        end: start + digits,
        value: f64::from(value),
        vague: false,
        script: Script::Digits,
        digits,
        point: Point::None,
    })
}

/// `1234`, `1,234`, `0.5`. A run too long to be a number gives nothing.
fn read_digits(shadow: &Shadow, start: usize) -> Option<(usize, f64, Point)> {
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
        // 2025.8.16 is a date and 1.2.3 a version; neither is a decimal. 1・2・3年生 is a list.
        let point = shadow.at(position);
        let goes_on = shadow.at(end) == '.' || point == '・' && shadow.at(end) == '・';
        if !goes_on || !shadow.at(end + 1).is_ascii_digit() {
            let point = if point == '.' { Point::Dot } else { Point::Middle };
            return Some((end, tidy(value + fraction), point));
        }
    }
    Some((position, value, Point::None))
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
            ("三・五％", 3.5, 3),
            ("二・四億円", 240_000_000.0, 4),
            ("二点四ポイント", 2.4, 3),
            ("三・二四一五", 3.2415, 6),
            ("三・十一", 3.0, 1),
            ("一・二・三年生", 1.0, 1),
            ("壱百弐拾参万円", 1_230_000.0, 6),
            ("弐拾伍", 25.0, 3),
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
    fn a_middle_dot_may_list_whole_numbers() {
        for (text, list) in [
            ("2・3年生", Some((2.0, 3.0, 3))),
            ("1・2・3年生", Some((1.0, 3.0, 5))),
            ("2024・25年度", Some((2024.0, 25.0, 7))),
            ("四・五月", Some((4.0, 5.0, 3))),
            ("3・五年", None),
            ("3年", None),
            ("12345・6", None),
        ] {
            let found = read_list(&Shadow::new(text), 0).map(|(a, b)| (a.value, b.value, b.end));
            assert_eq!(found, list, "{text}");
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
