//! A day, a time or a length of time as it is noted, told in words: `2025-W33` is 2025年第33週, `P2W` is
//! 2週間. What is noted in another way is told as it stands.

/// How a language names what is noted.
pub(super) struct Calendar {
    /// Names of units, each after or before its number: see [`Self::date`].
    pub(super) date: fn(year: Option<&str>, month: Option<u8>, day: Option<u8>) -> String,
    pub(super) week: fn(year: Option<&str>, week: u8) -> String,
    pub(super) time: fn(hour: u8, minute: Option<u8>) -> String,
    pub(super) length: fn(number: &str, unit: TimeUnit) -> String,
    pub(super) between: fn(from: &str, to: &str) -> String,
    /// A day with a time of it.
    pub(super) at: fn(day: &str, time: &str) -> String,
}

/// A unit of a length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TimeUnit {
    Year,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
}

/// What is noted, in words.
pub(super) fn told(calendar: &Calendar, noted: &str) -> String {
    let told = match noted.split_once('/') {
        Some((from, to)) => {
            one(calendar, from).zip(one(calendar, to)).map(|(from, to)| (calendar.between)(&from, &to))
        }
        None => one(calendar, noted),
    };
    told.unwrap_or_else(|| noted.to_owned())
}

fn one(calendar: &Calendar, noted: &str) -> Option<String> {
    if let Some(length) = noted.strip_prefix('P') {
        return lengths(calendar, length);
    }
    match noted.split_once('T') {
        Some(("", clock)) => time(calendar, clock),
        Some((day, clock)) => Some((calendar.at)(&date(calendar, day)?, &time(calendar, clock)?)),
        None => date(calendar, noted),
    }
}

fn lengths(calendar: &Calendar, noted: &str) -> Option<String> {
    let (mut told, mut rest, mut hours) = (String::new(), noted, false);
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            (rest, hours) = (after, true);
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, after) = rest.split_at_checked(end).filter(|(number, _)| !number.is_empty())?;
        let unit = match (after.chars().next()?, hours) {
            ('Y', false) => TimeUnit::Year,
            ('M', false) => TimeUnit::Month,
            ('W', false) => TimeUnit::Week,
            ('D', false) => TimeUnit::Day,
            ('H', true) => TimeUnit::Hour,
            ('M', true) => TimeUnit::Minute,
            ('S', true) => TimeUnit::Second,
            _ => return None,
        };
        told.push_str(&(calendar.length)(number, unit));
        rest = after.get(1..)?;
    }
    Some(told.trim_end().to_owned()).filter(|told| !told.is_empty())
}

fn date(calendar: &Calendar, noted: &str) -> Option<String> {
    let mut parts = noted.split('-');
    let year = parts.next()?;
    let year = match year {
        "XXXX" => None,
        year if year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit()) => Some(year),
        _ => return None,
    };
    let (second, third) = (parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    if let Some(week) = second.and_then(|second| second.strip_prefix('W')) {
        return third.is_none().then_some((calendar.week)(year, week.parse().ok()?));
    }
    let number = |part: Option<&str>| match part {
        None | Some("XX") => Some(None),
        Some(part) => part.parse::<u8>().ok().map(Some),
    };
    let (month, day) = (number(second)?, number(third)?);
    (year.is_some() || month.is_some() || day.is_some()).then(|| (calendar.date)(year, month, day))
}

fn time(calendar: &Calendar, noted: &str) -> Option<String> {
    let mut parts = noted.split(':');
    let hour = parts.next()?.parse().ok()?;
    let minute = parts.next().map(str::parse).transpose().ok()?;
    Some((calendar.time)(hour, minute))
}

#[cfg(test)]
mod tests {
    use crate::words::Language;

    #[test]
    fn what_is_noted_is_told_in_words() {
        for (noted, ja, en) in [
            ("2025-08-15", "2025年8月15日", "15 Aug 2025"),
            ("2025-08", "2025年8月", "Aug 2025"),
            ("2025", "2025年", "2025"),
            ("XXXX-08-15", "8月15日", "15 Aug"),
            ("2025-W33", "2025年第33週", "week 33 of 2025"),
            ("P2W", "2週間", "2 weeks"),
            ("P1Y6M", "1年6か月", "1 year 6 months"),
            ("PT1H30M", "1時間30分", "1 hour 30 minutes"),
            ("P2W/P3W", "2週間〜3週間", "2 weeks to 3 weeks"),
            ("T15:30", "15時30分", "15:30"),
            ("2025-08-15T09", "2025年8月15日9時", "15 Aug 2025, 9:00"),
            ("2025-08-15/2025-08-17", "2025年8月15日〜2025年8月17日", "15 Aug 2025 to 17 Aug 2025"),
        ] {
            let told = |language: Language| (language.words().when)(noted);
            assert_eq!((told(Language::Ja).as_str(), told(Language::En).as_str()), (ja, en), "{noted}");
        }
    }

    #[test]
    fn what_is_noted_otherwise_stays() {
        for noted in ["", "P", "PX", "2025-SU", "202X", "あす", "P2W/あす", "25-1-1-1", "トランプ"] {
            assert_eq!((Language::Ja.words().when)(noted), noted);
        }
    }
}
