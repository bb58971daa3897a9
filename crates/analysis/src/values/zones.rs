//! The zone a time of day is told in, and how far its clock is from Greenwich on a day.

pub(super) use super::clock_words::Zone;
use super::clock_words::{Summer, ZONES};
use crate::shadow::Shadow;
use shirushi_model::Date;

/// The zone named right before `start` or in brackets right after `end`: 日本時間16日午前4時,
/// 午後3時（米東部時間）.
pub(super) fn around(shadow: &Shadow, start: usize, end: usize) -> Option<Zone> {
    let before = start - usize::from(matches!(shadow.before(start), 'の' | ' ' | '、'));
    let is_named = |(name, _): &&(&str, Zone)| {
        let in_brackets = || {
            let length = name.chars().count();
            let from = end + 1;
            let national = usize::from(matches!(shadow.at(from), '米' | '英' | '日'));
            let has = |from: usize| shadow.has(from, name) && shadow.at(from + length) == ')';
            shadow.at(end) == '(' && (has(from) || has(from + national))
        };
        shadow.has_before(before, name) || in_brackets()
    };
    // Looking is cheap only where a zone can be: all names end in 時間, 時 or T.
    let may_end = matches!(shadow.before(before), '間' | '時' | 'T' | 'C');
    if !may_end && shadow.at(end) != '(' {
        return None;
    }
    ZONES.iter().find(is_named).map(|&(_, zone)| zone)
}

impl Zone {
    /// `+09:00`, `Z`; nothing where the clock is put forward in summer and the day is not known.
    pub(super) fn offset(self, day: Option<Date>) -> Option<String> {
        let summer = match self.summer {
            Summer::Never => false,
            Summer::American => {
                let day = day?;
                is_between(day, sunday(day.year(), 3, 8)?, sunday(day.year(), 11, 1)?)
            }
            Summer::European => {
                let day = day?;
                is_between(day, sunday(day.year(), 3, 25)?, sunday(day.year(), 10, 25)?)
            }
        };
        Some(iso(self.minutes + if summer { 60 } else { 0 }))
    }
}

/// `+09:00`, `Z`
pub(super) fn iso(minutes: i32) -> String {
    let sign = if minutes < 0 { '-' } else { '+' };
    match minutes {
        0 => "Z".to_owned(),
        _ => format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60),
    }
}

fn is_between(day: Date, first: Date, end: Date) -> bool {
    first <= day && day < end
}

/// The first Sunday on or after a day.
fn sunday(year: i32, month: i32, day: i32) -> Option<Date> {
    let from = Date::new(year, month, day)?;
    from.plus_days((7 - from.weekday()) % 7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_put_forward_in_summer() {
        let zone = |name: &str| ZONES.iter().find(|(other, _)| *other == name).unwrap().1;
        for (name, day, offset) in [
            ("日本時間", "2025-08-15", "+09:00"),
            ("インド時間", "2025-08-15", "+05:30"),
            ("協定世界時", "2025-08-15", "Z"),
            ("東部時間", "2025-03-08", "-05:00"),
            ("東部時間", "2025-03-09", "-04:00"),
            ("東部時間", "2025-11-01", "-04:00"),
            ("東部時間", "2025-11-02", "-05:00"),
            ("英国時間", "2025-03-30", "+01:00"),
            ("英国時間", "2025-10-26", "Z"),
        ] {
            assert_eq!(zone(name).offset(day.parse().ok()).as_deref(), Some(offset), "{name} {day}");
        }
        assert_eq!(zone("東部時間").offset(None), None);
    }
}
