//! Dates that are a distance in time: 3年前, 2～3週間後, 数日前, 3年半前, 10年ほど前.

use super::numerals::{DateNumerals, whole};
use super::years::after_year;
use super::{Base, Calendar, CalendarUnit, Field, Until};
use crate::shadow::Shadow;
use crate::values::numeral::Numeral;
use crate::words::Words;
use shirushi_model::Modifier;

/// Units a point in time may be away.
const SHIFTS: &[(&str, CalendarUnit)] = &[
    ("世紀", CalendarUnit::Century),
    ("年", CalendarUnit::Year),
    ("カ年", CalendarUnit::Year),
    ("カ月", CalendarUnit::Month),
    ("か月", CalendarUnit::Month),
    ("ヵ月", CalendarUnit::Month),
    ("ヶ月", CalendarUnit::Month),
    ("ケ月", CalendarUnit::Month),
    ("箇月", CalendarUnit::Month),
    ("週間", CalendarUnit::Week),
    ("週", CalendarUnit::Week),
    ("日", CalendarUnit::Day),
];

/// Words between the unit and 前 or 後.
const ABOUT: &[(&str, Option<Modifier>)] = &[
    ("ほど", Some(Modifier::Approx)),
    ("くらい", Some(Modifier::Approx)),
    ("ぐらい", Some(Modifier::Approx)),
    ("程度", Some(Modifier::Approx)),
    ("余り", Some(Modifier::OrMore)),
    ("余", Some(Modifier::OrMore)),
    ("以上", Some(Modifier::OrMore)),
    ("近く", Some(Modifier::Nearly)),
    ("弱", Some(Modifier::Nearly)),
    ("も", None),
];

/// What begins with 前 or 後 and is no distance: 3年前半, 2年前倒し.
const OTHER_WORDS: &str = "後半倒述任者継払面列衛ろ進援輩";

pub(super) fn read_shift(
    shadow: &Shadow,
    words: &Words,
    numbers: &DateNumerals,
) -> Option<(usize, Calendar)> {
    let (length, &unit) = shadow.first(numbers.end, SHIFTS)?;
    let mut end = numbers.end + length;
    let half = shadow.at(end) == '半' && numbers.last.is_none();
    end += usize::from(half);
    let mut calendar = Calendar::default();
    if let Some((about, modifier)) = shadow.first(end, ABOUT) {
        end += about;
        calendar.modifier = *modifier;
    }
    // 3年の後 is no word, 15日前後 no distance.
    let sign = match shadow.at(end) {
        '前' => -1,
        '後' => 1,
        _ => return None,
    };
    end += 1;
    if OTHER_WORDS.contains(shadow.at(end)) {
        return None;
    }
    if numbers.first.vague {
        calendar.modifier = Some(Modifier::Vague);
        calendar.vague =
            Some((unit, if numbers.first.value < 10.0 { 0 } else { whole_value(numbers.first)? }));
        return Some((end, calendar));
    }
    let distance = whole(numbers.first).filter(|v| *v < 20_000)?;
    let field = |by: i32| Some(Field::From { base: Base::Article, by: by * sign });
    match (unit, half) {
        (CalendarUnit::Century, _) => calendar.year = field(distance * 100),
        (CalendarUnit::Year, true) => calendar.month = field(distance * 12 + 6),
        (CalendarUnit::Year, false) => calendar.year = field(distance),
        (CalendarUnit::Month, _) => calendar.month = field(distance),
        (CalendarUnit::Week, _) => calendar.week = field(distance),
        (CalendarUnit::Day, _) => calendar.day = field(distance),
    }
    if let Some(last) = numbers.last {
        // A range of distances is kept as a distance: 2~3週間後 is P2W/P3W.
        calendar.until = Some(Until::Distance(whole(last)?));
    } else if unit == CalendarUnit::Year && !half && shadow.at(end) == 'の' {
        // 2年前の8月
        return Some(after_year(shadow, words, end, calendar));
    }
    Some((end, calendar))
}

fn whole_value(numeral: Numeral) -> Option<i32> {
    whole(Numeral { vague: false, ..numeral })
}
