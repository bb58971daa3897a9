//! What a person may write for the value of a date, a time or a quantity.
//!
//! What is written the way people write it (2025年8月5日, ２０２５/8/5, 3.5万) is turned into what files hold
//! (`2025-08-05`, 35000). This module reads single values; finding them in a text is the analysis' business,
//! which knows far more forms.

use crate::folded::fold;
use shirushi_model::{
    CalendarValue, EntityMark, EntityType, Normalized, QuantityKind, QuantityValue, is_calendar_date,
};

/// No value is longer, in bytes.
const LONGEST: usize = 120;

/// Whether this is the value of a date or a time that a file can hold.
pub(crate) fn is_calendar(value: &CalendarValue) -> bool {
    let plain = |text: &str| text.len() <= LONGEST && !text.contains(char::is_control);
    plain(&value.value) && !value.value.is_empty()
}

/// Whether a mark's value, if it has one, is one its type can have and a file can hold.
pub(crate) fn fits(mark: &EntityMark) -> bool {
    let plain = |text: &str| text.len() <= LONGEST && !text.contains(char::is_control);
    mark.value.as_ref().is_none_or(|value| {
        mark.kind.takes(value)
            && match value {
                Normalized::Calendar(calendar) => is_calendar(calendar),
                Normalized::Quantity(quantity) => plain(&quantity.unit),
            }
    })
}

/// A value as annotations keep it: numbers to the 15 digits that every reader of decimals gives back as they
/// were, so that a project read from a file or a log is the one that was written.
pub(crate) fn kept(value: Normalized) -> Normalized {
    match value {
        Normalized::Quantity(quantity) => {
            let written = format!("{:.14e}", quantity.value);
            let rounded =
                written.split_once('e').and_then(|(digits, zeros)| decimal(digits, zeros.parse().ok()?));
            Normalized::Quantity(QuantityValue { value: rounded.unwrap_or(quantity.value), ..quantity })
        }
        calendar => calendar,
    }
}

/// The value of a date or a time as a person wrote it, over the one that was there; `None` when it cannot be
/// read.
///
/// ```
/// use shirushi_session::values::calendar;
///
/// let read = |typed| calendar(typed, None).map(|read| read.value);
/// assert_eq!(read("２０２５年８月５日").as_deref(), Some("2025-08-05"));
/// assert_eq!(read("2025-08-15/2025-08-17").as_deref(), Some("2025-08-15/2025-08-17"));
/// assert_eq!(read("午後3時半"), None);
/// assert_eq!(read("2025-02-30"), None);
/// ```
pub fn calendar(typed: &str, before: Option<&CalendarValue>) -> Option<CalendarValue> {
    let folded = fold(typed).to_ascii_uppercase();
    let value = match folded.split_once('/').filter(|_| folded.matches('/').count() == 1) {
        // One slash stands between the ends of an interval, or between year and month.
        Some((from, until)) => match (point(from.trim()), point(until.trim())) {
            (Some(from), Some(until)) => format!("{from}/{until}"),
            _ => point(folded.trim())?,
        },
        None => point(folded.trim())?,
    };
    let modifier = before.and_then(|before| before.modifier);
    // What a person wrote was resolved against nothing.
    Some(CalendarValue { value, modifier, anchor: None })
}

/// A day, month, year, time of day or distance, in the form files hold.
fn point(written: &str) -> Option<String> {
    if written.starts_with('P') {
        return is_distance(written).then(|| written.to_owned());
    }
    let (day, time) = match written.split_once(['T', ' ']) {
        Some((day, time)) => (day.trim(), Some(time.trim())),
        None if written.contains(':') => ("", Some(written)),
        None => (written, None),
    };
    let day = if day.is_empty() { String::new() } else { self::day(day)? };
    let time = match time {
        Some(time) => format!("T{}", clock(time)?),
        None => String::new(),
    };
    (!day.is_empty() || !time.is_empty()).then_some(day + &time)
}

fn day(written: &str) -> Option<String> {
    let plain = written.replace(['年', '月'], "-").replace(['日'], "").replace(['/', '.'], "-");
    // 2025年8月 ends where the day would begin.
    let plain = if written.ends_with(['年', '月']) { plain.strip_suffix('-')? } else { &plain };
    let mut parts = plain.split('-');
    let year = parts.next().filter(|year| year.len() == 4 && is_unknown_or_digits(year))?;
    let Some(month) = parts.next() else { return Some(year.to_owned()) };
    if ["SP", "SU", "FA", "WI"].contains(&month) && parts.next().is_none() {
        return Some(format!("{year}-{month}"));
    }
    let month = two(month).filter(|month| month == "XX" || ("01"..="12").contains(&month.as_str()))?;
    let Some(date) = parts.next() else { return Some(format!("{year}-{month}")) };
    let date = two(date).filter(|date| date == "XX" || ("01"..="31").contains(&date.as_str()))?;
    let whole = format!("{year}-{month}-{date}");
    let exists = whole.contains('X') || is_calendar_date(&whole);
    (parts.next().is_none() && exists).then_some(whole)
}

fn clock(written: &str) -> Option<String> {
    let zone = written.find(['Z', '+', '-']).unwrap_or(written.len());
    let (time, zone) = (written.get(..zone)?, written.get(zone..)?);
    let mut parts = time.split(':');
    let hour = two(parts.next()?).filter(|hour| hour.as_str() <= "24")?;
    let mut clock = hour;
    for part in parts.by_ref().take(2) {
        let part = two(part).filter(|part| part.as_str() <= "59")?;
        clock.push(':');
        clock.push_str(&part);
    }
    let zoned = match zone.strip_prefix(['+', '-']) {
        Some(ahead) => {
            let (hours, minutes) = ahead.split_once(':')?;
            two(hours).is_some_and(|h| h.as_str() <= "14") && two(minutes).is_some_and(|m| m.as_str() <= "59")
        }
        None => zone.is_empty() || zone == "Z",
    };
    (zoned && parts.next().is_none()).then(|| clock + zone)
}

/// `P3Y6M`, `PT3H`, `PXD`.
fn is_distance(written: &str) -> bool {
    let Some(rest) = written.strip_prefix('P') else { return false };
    let units = |part: &str, units: &str| {
        let mut digits = 0;
        part.chars().all(|c| match c {
            '0'..='9' | 'X' | '.' => {
                digits += 1;
                true
            }
            c => std::mem::take(&mut digits) > 0 && units.contains(c),
        }) && digits == 0
    };
    let (dates, times) = rest.split_once('T').map_or((rest, ""), |(dates, times)| (dates, times));
    !(dates.is_empty() && times.is_empty())
        && rest.contains('T') != times.is_empty()
        && units(dates, "YMWD")
        && units(times, "HMS")
}

fn is_unknown_or_digits(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'X')
}

/// A number of one or two digits as two.
fn two(part: &str) -> Option<String> {
    let part = part.trim();
    let known = (1..=2).contains(&part.len()) && (part == "XX" || part.bytes().all(|b| b.is_ascii_digit()));
    known.then(|| format!("{part:0>2}"))
}

/// A number as a person wrote it: any width, with or without commas, with 万, 億 or 兆; `None` when it is
/// none.
///
/// ```
/// use shirushi_session::values::number;
///
/// assert_eq!(number("１，２３４"), Some(1234.0));
/// assert_eq!(number("3.5万"), Some(35_000.0));
/// assert_eq!(number("三"), None);
/// ```
pub fn number(typed: &str) -> Option<f64> {
    let folded = fold(typed);
    let written = folded.trim();
    let (digits, zeros) = match written.char_indices().next_back() {
        Some((at, '万')) => (written.get(..at)?, 4),
        Some((at, '億')) => (written.get(..at)?, 8),
        Some((at, '兆')) => (written.get(..at)?, 12),
        _ => (written, 0),
    };
    let plain: String = digits.chars().filter(|&c| c != ',').collect();
    decimal(&plain, zeros)
}

/// How many digits of a decimal every reader of them keeps.
const DIGITS: usize = 15;

/// The powers of ten that are exact.
const TENS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
    1e19, 1e20, 1e21, 1e22,
];

/// The number nearest to a decimal of up to 15 digits, with as many zeros after it; further digits are
/// rounded away. `None` for what is no decimal, and beyond what one multiplication or division gives exactly
/// rounded: far above and below anything counted or measured in an article. The standard library's reader
/// knows no bounds, and brings 16 kB for that.
fn decimal(written: &str, zeros: i32) -> Option<f64> {
    let (sign, plain) = written.strip_prefix('-').map_or((1.0, written), |plain| (-1.0, plain));
    let (whole, part) = plain.split_once('.').unwrap_or((plain, ""));
    let all: String = [whole, part].concat();
    if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = all.trim_start_matches('0');
    let kept = digits.get(..DIGITS).unwrap_or(digits);
    let up = digits.as_bytes().get(DIGITS).is_some_and(|&next| next >= b'5');
    let significant = kept.trim_end_matches('0');
    let mantissa = if up { kept.parse::<u64>().ok()? + 1 } else { significant.parse().unwrap_or(0) };
    let cut = digits.len() - if up { kept.len() } else { significant.len() };
    // At most 10^15, which is exact.
    let mantissa = mantissa as f64;
    let power = zeros.checked_add(i32::try_from(cut).ok()?)?.checked_sub(i32::try_from(part.len()).ok()?)?;
    let ten = TENS.get(power.unsigned_abs() as usize);
    match ten {
        _ if mantissa == 0.0 => Some(0.0),
        Some(ten) if power < 0 => Some(sign * mantissa / ten),
        Some(ten) => Some(sign * mantissa * ten),
        None => None,
    }
}

/// A quantity with the number and the unit a person wrote, over the one that was there. What it measures
/// stays; a length of time gets the duration that goes with it.
pub fn quantity(number: f64, unit: &str, before: Option<&QuantityValue>) -> QuantityValue {
    let length = |unit| duration(number, unit);
    let unit = unit.trim();
    let same = before.filter(|before| before.value == number && before.unit == unit);
    let kind = match before {
        Some(before) if before.unit == unit || length(unit).is_none() => before.kind,
        _ if length(unit).is_some() => QuantityKind::Duration,
        _ => QuantityKind::Other,
    };
    QuantityValue {
        value: number,
        unit: unit.to_owned(),
        kind,
        iso: match same {
            Some(same) => same.iso.clone(),
            None => length(unit).filter(|_| kind == QuantityKind::Duration),
        },
        modifier: before.and_then(|before| before.modifier),
    }
}

/// The duration of so many units of time, in ISO 8601.
fn duration(number: f64, unit: &str) -> Option<String> {
    Some(match unit {
        "秒" | "秒間" => format!("PT{number}S"),
        "分" | "分間" => format!("PT{number}M"),
        "時間" => format!("PT{number}H"),
        "日" | "日間" => format!("P{number}D"),
        "週" | "週間" => format!("P{number}W"),
        "月" | "か月" | "カ月" | "ヶ月" | "ヵ月" | "か月間" | "カ月間" | "ヶ月間" => {
            format!("P{number}M")
        }
        "年" | "年間" => format!("P{number}Y"),
        _ => return None,
    })
}

/// Whether things of this type have a value, and of which form.
pub fn form(kind: EntityType) -> Option<Form> {
    match kind {
        EntityType::Date | EntityType::Time => Some(Form::Calendar),
        EntityType::Quantity => Some(Form::Quantity),
        _ => None,
    }
}

/// The form of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A point in the calendar or the day.
    Calendar,
    /// A number with a unit.
    Quantity,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Option<String> {
        calendar(typed, None).map(|calendar| calendar.value)
    }

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (typed, value) in [
            ("2025-08-15", "2025-08-15"),
            (" 2025/8/5 ", "2025-08-05"),
            ("2025.8.5", "2025-08-05"),
            ("2025年8月", "2025-08"),
            ("2025年", "2025"),
            ("2025", "2025"),
            ("2025/8", "2025-08"),
            ("ｘｘｘｘ－08－15", "XXXX-08-15"),
            ("199x", "199X"),
            ("2025-fa", "2025-FA"),
            ("15:30", "T15:30"),
            ("t9:05", "T09:05"),
            ("2025-08-15T15:30", "2025-08-15T15:30"),
            ("2025-8-15 15:30:10+09:00", "2025-08-15T15:30:10+09:00"),
            ("2025-08-15T06:30Z", "2025-08-15T06:30Z"),
            ("2025-08/2025-10", "2025-08/2025-10"),
            ("p3y6m", "P3Y6M"),
            ("PXD", "PXD"),
            ("PT1H30M", "PT1H30M"),
        ] {
            assert_eq!(read(typed).as_deref(), Some(value), "{typed}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for typed in [
            "",
            "/",
            "きのう",
            "25-08-15",
            "2025-13",
            "2025-02-29",
            "2025-08-15-01",
            "2025-08-15/",
            "25:00",
            "15:60",
            "15:30:10:01",
            "15:30+25:00",
            "P",
            "PT",
            "PD",
            "P3",
            "P3H",
            "\u{0}",
            "2025-08-1\u{3099}",
        ] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_modifier_stays_and_an_anchor_goes() {
        let before = CalendarValue {
            value: "2025-08".to_owned(),
            modifier: Some(shirushi_model::Modifier::Start),
            anchor: Some("2025-08-16".to_owned()),
        };
        let after = calendar("2025-09", Some(&before)).unwrap();
        assert_eq!((after.modifier, after.anchor), (before.modifier, None));
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (typed, value) in [
            ("3", 3.0),
            ("-0.5", -0.5),
            ("1,234,567", 1_234_567.0),
            ("308.52億", 30_852_000_000.0),
            ("２兆", 2e12),
        ] {
            assert_eq!(number(typed), Some(value), "{typed}");
        }
        for typed in ["", "万", "三", "1e5", "inf", "NaN", "3人", "1-2", ".", "-", "--1", "1.2.3", "+1"] {
            assert_eq!(number(typed), None, "{typed}");
        }
    }

    #[test]
    fn digits_beyond_the_fifteenth_are_rounded() {
        for (typed, value) in [
            ("12345678901234567", 12_345_678_901_234_600.0),
            ("0.12345678901234567", 0.123_456_789_012_346),
            ("999999999999999.9", 1e15),
            ("-0.0", 0.0),
            (".5", 0.5),
            ("5.", 5.0),
            ("00012", 12.0),
        ] {
            assert_eq!(number(typed), Some(value), "{typed}");
        }
        assert_eq!(number(&format!("1{}", "0".repeat(22))), Some(1e22));
        assert_eq!(number(&format!("1{}", "0".repeat(23))), None);
        assert_eq!(number(&format!("0.{}1", "0".repeat(22))), None);
    }

    proptest::proptest! {
        #[test]
        fn decimals_are_those_of_the_standard_library(
            digits in 0u64..1_000_000_000_000_000, zeros in -22i32..=8, minus: bool,
        ) {
            let written = format!("{}{digits}", if minus { "-" } else { "" });
            let known: f64 = format!("{written}e{zeros}").parse().unwrap();
            proptest::prop_assert_eq!(decimal(&written, zeros), Some(known));
        }
    }

    #[test]
    fn a_length_of_time_has_its_duration() {
        let before = QuantityValue {
            value: 3.0,
            unit: "時間".to_owned(),
            kind: QuantityKind::Duration,
            iso: Some("PT3H".to_owned()),
            modifier: None,
        };
        assert_eq!(quantity(3.0, "時間", Some(&before)), before);
        assert_eq!(quantity(3.5, "時間", Some(&before)).iso.as_deref(), Some("PT3.5H"));
        assert_eq!(quantity(2.0, "日間", Some(&before)).iso.as_deref(), Some("P2D"));
        assert_eq!(quantity(2.0, "人", None).kind, QuantityKind::Other);
        assert_eq!(quantity(2.0, "年", None).iso.as_deref(), Some("P2Y"));
    }

    #[test]
    fn kept_numbers_come_back_from_their_decimals() {
        for value in [1.0 / 3.0, 2.0 / 7.0, 0.1 + 0.2, 1e15 / 3.0, 308.52] {
            let quantity = quantity(value, "", None);
            let Normalized::Quantity(kept) = kept(Normalized::Quantity(quantity)) else { panic!() };
            let written = serde_json::to_string(&kept.value).unwrap();
            assert_eq!(serde_json::from_str::<f64>(&written).unwrap(), kept.value, "{written}");
        }
    }
}
