//! Dates that are a distance in time: 3年前, 2～3週間後, 数日前, 3年半前, 10年ほど前.

use super::numerals::{Numbers, whole};
use super::years::after_year;
use super::{Base, Calendar, Field, Unit, Until};
use crate::shadow::Shadow;
use crate::values::numeral::Numeral;
use crate::words::Words;
use shirushi_model::Modifier;

/// Units a point in time may be away.
const SHIFTS: &[(&str, Unit)] = &[
    ("世紀", Unit::Century),
    ("年", Unit::Year),
    ("カ年", Unit::Year),
    ("カ月", Unit::Month),
    ("か月", Unit::Month),
    ("ヵ月", Unit::Month),
    ("ヶ月", Unit::Month),
    ("ケ月", Unit::Month),
    ("箇月", Unit::Month),
    ("週間", Unit::Week),
    ("週", Unit::Week),
    ("日", Unit::Day),
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

pub(super) fn read_shift(shadow: &Shadow, words: &Words, numbers: &Numbers) -> Option<(usize, Calendar)> {
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
        (Unit::Century, _) => calendar.year = field(distance * 100),
        (Unit::Year, true) => calendar.month = field(distance * 12 + 6),
        (Unit::Year, false) => calendar.year = field(distance),
        (Unit::Month, _) => calendar.month = field(distance),
        (Unit::Week, _) => calendar.week = field(distance),
        (Unit::Day, _) => calendar.day = field(distance),
    }
    if let Some(last) = numbers.last {
        // A range of distances is kept as a distance: 2~3週間後 is P2W/P3W.
        calendar.until = Some(Until::Distance(whole(last)?));
    } else if unit == Unit::Year && !half && shadow.at(end) == 'の' {
        // 2年前の8月
        return Some(after_year(shadow, words, end, calendar));
    }
    Some((end, calendar))
}

fn whole_value(numeral: Numeral) -> Option<i32> {
    whole(Numeral { vague: false, ..numeral })
}
