//! Time stamps as machines write them: 2025-11-20T18:42:00+09:00 is one time, with its day and zone.

use super::moment::sixtieths;
use super::{Clock, Day, Half, Moment, When};
use crate::shadow::Shadow;
use shirushi_model::Date;

/// Reads `YYYY-MM-DDThh:mm`, with seconds, their decimals and an offset as far as they are there.
pub(in crate::values) fn read_stamp(shadow: &Shadow, start: usize) -> Option<(usize, Clock)> {
    let number = |from: usize, digits: usize| {
        (from..from + digits).try_fold(0, |value, p| Some(value * 10 + shadow.at(p).to_digit(10)? as i32))
    };
    // Looking is cheap only where a stamp can be.
    if shadow.at(start + 10) != 'T' || shadow.at(start + 4) != '-' || shadow.at(start + 7) != '-' {
        return None;
    }
    let day = Date::new(number(start, 4)?, number(start + 5, 2)?, number(start + 8, 2)?)?;
    let hour = u8::try_from(number(start + 11, 2)?).ok().filter(|hour| *hour <= 24)?;
    if shadow.at(start + 13) != ':' || shadow.before(start).is_ascii_digit() {
        return None;
    }
    let minute = sixtieths(shadow, start + 14)?;
    let mut end = start + 16;
    let mut second = None;
    if shadow.at(end) == ':'
        && let Some(found) = sixtieths(shadow, end + 1)
    {
        second = Some(found);
        end += 3;
        if shadow.at(end) == '.' && shadow.at(end + 1).is_ascii_digit() {
            end += 1;
            while shadow.at(end).is_ascii_digit() {
                end += 1;
            }
        }
    }
    let (end, offset) = match offset(shadow, end) {
        Some((end, minutes)) => (end, Some(minutes)),
        None => (end, None),
    };
    let moment = Moment { hour, minute: Some(minute), second, half: Half::Morning };
    Some((end, Clock { when: When::At(moment, None), day: Some(Day::On(day)), offset }))
}

/// `Z`, `+09:00`, `+0900`: the position after it, and minutes.
fn offset(shadow: &Shadow, start: usize) -> Option<(usize, i32)> {
    let sign = match shadow.at(start) {
        'Z' => return Some((start + 1, 0)),
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let two =
        |from: usize| Some((shadow.at(from).to_digit(10)? * 10 + shadow.at(from + 1).to_digit(10)?) as i32);
    let colon = usize::from(shadow.at(start + 3) == ':');
    let (hours, minutes) = (two(start + 1)?, two(start + 3 + colon)?);
    (hours <= 14 && minutes < 60).then_some((start + 5 + colon, sign * (hours * 60 + minutes)))
}
