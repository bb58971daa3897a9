//! Points in time, always injected: nothing in the core reads a clock. And the one written form of a day.

use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// Whether a text is a date of the Gregorian calendar written `YYYY-MM-DD`.
pub fn is_calendar_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let (Some(year), Some(month), Some(day), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else {
        return false;
    };
    (1..=days(year, month)).contains(&day)
}

fn number(digits: &str, len: usize) -> Option<u32> {
    let plain = digits.len() == len && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| digits.parse().ok()).flatten()
}

/// The days of a month; 0 for a month that does not exist.
fn days(year: u32, month: u32) -> u32 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::is_calendar_date;

    #[test]
    fn only_days_that_exist_are_dates() {
        for date in ["2025-08-16", "2024-02-29", "2000-02-29", "1868-01-25"] {
            assert!(is_calendar_date(date), "{date}");
        }
        for other in ["", "2025-8-16", "2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-08-00"] {
            assert!(!is_calendar_date(other), "{other}");
        }
        for other in ["2025/08/16", "２０２５-08-16", "2025-08-16T00:00", "+025-08-16", "2025-08-16-"] {
            assert!(!is_calendar_date(other), "{other}");
        }
    }
}
