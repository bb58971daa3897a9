//! Complete dates as articles write them: 2025-08-16, 2025/8/16, 2025年8月16日, 令和7年8月16日, with digits
//! of either width or in kanji. A date without its year is not complete and not read.

use shirushi_model::{Date, is_calendar_date};

/// The first complete date of a text: what stands before it, the date as written, and as `YYYY-MM-DD`.
pub(super) fn first(text: &str) -> Option<(&str, &str, String)> {
    let mut previous = None;
    for (start, c) in text.char_indices() {
        let begins = digit(c).is_some()
            || ERAS.iter().any(|(name, _)| text.get(start..).is_some_and(|rest| rest.starts_with(name)));
        // A date does not begin within a number.
        if begins
            && previous.and_then(digit).is_none()
            && let Some((length, value)) = date_at(text.get(start..).unwrap_or_default())
        {
            return Some((text.get(..start)?, text.get(start..start + length)?, value));
        }
        previous = Some(c);
    }
    None
}

/// The day of a date as page data have it: `2025-11-16T05:00:00+09:00`, `2025/11/16 05:00`,
/// `2025-11-15T20:00:00Z`. What is told in the time of the whole world is the day in Japan.
pub(super) fn day_of(written: &str) -> Option<String> {
    let written = written.trim();
    let (before, date, value) = first(written)?;
    if !before.is_empty() {
        return None;
    }
    let rest = written.get(date.len()..).unwrap_or_default();
    let time = rest.strip_prefix(['T', 't', ' ']).unwrap_or_default();
    let universal = ["Z", "z", "+00:00", "+0000", "UTC", "GMT"].iter().any(|zone| time.ends_with(zone));
    let hour: u32 = time.get(..2).and_then(|hour| hour.parse().ok()).unwrap_or(0);
    if !universal || hour + JAPAN_AHEAD < 24 {
        return Some(value);
    }
    let next = value.parse::<Date>().ok()?.plus_days(1)?;
    Some(next.to_string())
}

/// How many hours Japan is ahead of the time of the whole world.
const JAPAN_AHEAD: u32 = 9;

/// The eras a living person writes, with the year before their first.
const ERAS: &[(&str, u32)] = &[("令和", 2018), ("平成", 1988), ("昭和", 1925)];

/// A date at the start of a text: its length in bytes and its value.
fn date_at(text: &str) -> Option<(usize, String)> {
    let mut at = DateReader { rest: text };
    let era = ERAS.iter().find(|(name, _)| at.take(name));
    let year = match era {
        Some((_, before)) => {
            let year = if at.take("元") { 1 } else { at.number(2)? };
            (1..=99).contains(&year).then_some(before + year)?
        }
        None => at.year()?,
    };
    let separators: [&str; 4] = ["-", "/", ".", "年"];
    let separator = *separators.iter().find(|separator| at.take_either(separator))?;
    if era.is_some() && separator != "年" {
        return None;
    }
    let (month, day);
    if separator == "年" {
        at.blank();
        month = at.number(2)?;
        at.take("月").then_some(())?;
        at.blank();
        day = at.number(2)?;
        at.take("日").then_some(())?;
    } else {
        month = at.number(2)?;
        at.take_either(separator).then_some(())?;
        day = at.number(2)?;
        // 2025/08/161 is no date, nor is 2025.8.16.1.
        if at.rest.chars().next().is_some_and(|c| digit(c).is_some()) || at.take_either(separator) {
            return None;
        }
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    let plausible = (1800..=2200).contains(&year) && is_calendar_date(&date);
    plausible.then(|| (text.len() - at.rest.len(), date))
}

struct DateReader<'a> {
    rest: &'a str,
}

impl DateReader<'_> {
    fn take(&mut self, token: &str) -> bool {
        let rest = self.rest.strip_prefix(token);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// The token in either width.
    fn take_either(&mut self, token: &str) -> bool {
        let wide = match token {
            "-" => "－",
            "/" => "／",
            "." => "．",
            other => other,
        };
        self.take(token) || self.take(wide)
    }

    fn blank(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '　']);
    }

    /// Exactly four digits.
    fn year(&mut self) -> Option<u32> {
        let mut characters = self.rest.chars();
        let mut year = 0;
        for _ in 0..4 {
            year = year * 10 + digit(characters.next()?)?;
        }
        self.rest = characters.as_str();
        Some(year)
    }

    /// A number of at most `most` digits, or in kanji up to 九十九.
    fn number(&mut self, most: usize) -> Option<u32> {
        let mut value: Option<u32> = None;
        let mut tens = false;
        let mut digits = 0;
        loop {
            let mut characters = self.rest.chars();
            let Some(c) = characters.next() else { break };
            if c == '十' && !tens {
                value = Some(value.unwrap_or(1) * 10);
                tens = true;
                digits = 0;
            } else if let Some(digit) = digit(c).filter(|_| digits < if tens { 1 } else { most }) {
                value = Some(if tens { value.unwrap_or(0) + digit } else { value.unwrap_or(0) * 10 + digit });
                digits += 1;
            } else {
                break;
            }
            self.rest = characters.as_str();
        }
        value
    }
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        '〇' => Some(0),
        '一' => Some(1),
        '二' => Some(2),
        '三' => Some(3),
        '四' => Some(4),
        '五' => Some(5),
        '六' => Some(6),
        '七' => Some(7),
        '八' => Some(8),
        '九' => Some(9),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::first;

    #[test]
    fn every_written_form_is_one_date() {
        for written in [
            "2025-08-16",
            "2025/8/16",
            "2025.08.16",
            "２０２５／０８／１６",
            "2025年8月16日",
            "２０２５年８月１６日",
            "2025年 8月 16日",
            "令和7年8月16日",
            "令和七年八月十六日",
            "二〇二五年八月十六日",
        ] {
            let text = format!("公開 {written} 午後");
            assert_eq!(first(&text), Some(("公開 ", written, "2025-08-16".to_owned())), "{written}");
        }
        assert_eq!(first("平成元年一月三十一日").map(|found| found.2).as_deref(), Some("1989-01-31"));
        assert_eq!(first("昭和六十四年十二月二日").map(|found| found.2).as_deref(), Some("1989-12-02"));
    }

    #[test]
    fn what_is_no_complete_date_is_not_read() {
        for text in [
            "",
            "8月16日",
            "2025年8月",
            "2025-02-30",
            "2025/13/01",
            "12025/08/16",
            "2025/08/161",
            "192.168.10.1",
            "1.2025.8.16.3",
            "2025-08/16",
            "令和7/8/16",
            "0000-00-00",
            "2025年八月",
            "二十五年八月十六日",
            "9999-01-01",
        ] {
            assert_eq!(first(text), None, "{text}");
        }
    }
}
