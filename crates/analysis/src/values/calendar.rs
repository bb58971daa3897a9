//! Dates as they are written, before it is known which day is meant: 2025年8月15日, 令和7年, 8/15(金),
//! 15～17日, 昨年8月, 3年前, 来週の金曜日, 1990年代, R7.8.15, 来月の第2月曜日. Resolving them against a day
//! is the work of `resolve`.

mod days;
mod months;
mod numbers;
mod numerals;
mod shift;
mod weekdays;
pub(super) mod words;
mod written;
mod years;

use self::words::{NAMED_DAYS, PARTS_OF_WEEK, PeriodEdge, RELATIVE, Relative};
use super::numeral;
use crate::shadow::Shadow;
use crate::words::Words;
use months::after_month;
pub(super) use numbers::read_era_letter;
use shirushi_model::Modifier;
pub(super) use weekdays::{in_brackets as weekday_in_brackets, is_nth as is_nth_weekday};
use weekdays::{read_led_weekday, read_weekday, weekday_word};
use written::read_written;
use years::after_year;

/// A year, month, week or day number, or its distance from a day that is known elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Written.
    Is(i32),
    /// So many units from a base.
    From { base: Base, by: i32 },
}

/// What a relative date is relative to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    /// The day of the article: 昨年, 3年前.
    Article,
    /// The day mentioned last: 翌日, 同年.
    Mentioned,
    /// The date mentioned shortly before, otherwise the article: 前年比, 前日.
    Compared,
}

/// Calendar units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CalendarUnit {
    Year,
    Month,
    Week,
    Day,
    Century,
}

/// A part of a year, month or week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CalendarPart {
    Start,
    Middle,
    End,
    Spring,
    Summer,
    Autumn,
    Winter,
    /// The beginning of the next year, or of this one while it is young: 年明け.
    NewYear,
    /// 前年同期: the months mentioned last, in another year.
    SamePeriod,
    /// 上半期, 下半期
    Half(u8),
    /// 第1四半期
    Quarter(u8),
    /// 2025年度: from April on.
    FiscalYear,
    /// 2025年度上半期
    FiscalHalf(u8),
    /// 2025年度第1四半期
    FiscalQuarter(u8),
    /// 1990年代
    Decade,
    /// 21世紀; the year field holds the number of the century.
    Century,
}

/// Which of the same weekdays of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nth {
    /// 第2月曜日
    Number(u8),
    /// 最終金曜日
    Last,
}

/// Where a weekday lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Toward {
    /// 次の日曜日: after the day of the article.
    Next,
    /// この前の日曜日: before it.
    Last,
    /// 翌月曜日: after the day mentioned last.
    AfterMentioned,
}

/// What stands before a date or a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlaceBefore {
    /// A date ends there: 15日夜.
    AfterDate,
    /// A date and から or a stroke: what follows is the end of a range.
    AfterFrom(Calendar),
    Elsewhere,
}

/// A date as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Calendar {
    pub(super) year: Option<Field>,
    pub(super) month: Option<Field>,
    pub(super) week: Option<Field>,
    pub(super) day: Option<Field>,
    /// Monday is 1.
    pub(super) weekday: Option<i8>,
    /// Which of its weekdays in the month: 第2月曜日.
    pub(super) nth: Option<Nth>,
    /// From where a weekday alone is looked for: 次の日曜日.
    pub(super) toward: Option<Toward>,
    pub(super) part: Option<CalendarPart>,
    /// What the words inside the span say besides the part: 19世紀末, 3年ほど前.
    pub(super) modifier: Option<Modifier>,
    /// The year before the first of the era that the year was counted in: 昭和39年～45年 ends in that era.
    pub(super) era: Option<i32>,
    /// The end of a range, in the finest unit given: the 17 of 15～17日.
    pub(super) until: Option<Until>,
    /// 数年前: the distance is not known, or only from how much on (20数年前); 0 when nothing is known of it.
    pub(super) vague: Option<(CalendarUnit, i32)>,
}

impl Calendar {
    /// その3日後 counts from the date mentioned last, not from the article.
    pub(super) fn counted_from_mentioned(self) -> Self {
        let of = |field: Option<Field>| match field {
            Some(Field::From { base: Base::Article, by }) => Some(Field::From { base: Base::Mentioned, by }),
            other => other,
        };
        Self { year: of(self.year), month: of(self.month), week: of(self.week), day: of(self.day), ..self }
    }

    /// Whether it leaves its year or month to be guessed: 3月, 3月2日, 15日, 金曜日.
    pub(super) fn is_open(self) -> bool {
        let is_written = |field: Option<Field>| matches!(field, Some(Field::Is(_)));
        let is_bare = is_written(self.month) || self.month.is_none() && is_written(self.day);
        let is_weekday = self.week.is_none() && self.weekday.is_some();
        self.year.is_none() && self.vague.is_none() && (is_bare || is_weekday && self.month.is_none())
    }

    /// Whether it compares (前年比): such a date is not what the text goes on about.
    pub(super) fn is_compared(self) -> bool {
        let is = |field: Option<Field>| matches!(field, Some(Field::From { base: Base::Compared, .. }));
        is(self.year) || is(self.month) || is(self.week) || is(self.day)
    }
}

/// The end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    Year(Field),
    Month(i32),
    Day {
        month: Option<i32>,
        day: i32,
    },
    /// Of a distance in time: the 3 of 2～3週間後.
    Distance(i32),
}

/// Reads the date that begins at `start`; `place` says what stands before it.
pub(super) fn read(
    shadow: &Shadow,
    words: &Words,
    start: usize,
    place: PlaceBefore,
) -> Option<(usize, Calendar)> {
    if let Some(found) = numbers::read(shadow, start) {
        return Some(with_weekday(shadow, found));
    }
    // No word begins with a digit: most values do, and need not be looked for in the lists of words.
    if shadow.at(start).is_ascii_digit() {
        return read_written(shadow, words, start, place).map(|found| with_weekday(shadow, found));
    }
    if let Some((length, &(month, day))) = shadow.first(start, NAMED_DAYS)
        && stands(words, start, start + length, PeriodEdge::Whole)
    {
        return Some((start + length, ymd(None, Some(month), Some(day))));
    }
    if let Some(found) = read_led_weekday(shadow, words, start) {
        return Some(found);
    }
    if let Some((length, relative)) = shadow.first(start, RELATIVE)
        && stands(words, start, start + length, relative.edge)
    {
        return read_relative(shadow, words, start + length, *relative)
            .map(|found| with_weekday(shadow, found));
    }
    if let Some(found) = read_weekday(shadow, words, start) {
        return Some(found);
    }
    if !numeral::may_begin(shadow.at(start))
        && !matches!(shadow.at(start), '翌' | '同' | '\'' | '’' | '紀' | '西' | '前')
    {
        return None;
    }
    read_written(shadow, words, start, place).map(|found| with_weekday(shadow, found))
}

/// Reads the year of an era that begins at `start`, with what follows it.
pub(super) fn read_era(shadow: &Shadow, words: &Words, start: usize) -> Option<(usize, Calendar)> {
    years::read_era(shadow, words, start).map(|found| with_weekday(shadow, found))
}

fn stands(words: &Words, start: usize, end: usize, edge: PeriodEdge) -> bool {
    words.starts_at(start) && (edge == PeriodEdge::Start || words.ends_at(end))
}

pub(super) fn ymd(year: Option<i32>, month: Option<i32>, day: Option<i32>) -> Calendar {
    Calendar {
        year: year.map(Field::Is),
        month: month.map(Field::Is),
        day: day.map(Field::Is),
        ..Calendar::default()
    }
}

/// 昨年, then perhaps 8月, then perhaps 15日 or 末.
fn read_relative(
    shadow: &Shadow,
    words: &Words,
    end: usize,
    relative: Relative,
) -> Option<(usize, Calendar)> {
    let mut calendar = Calendar { part: relative.part, ..Calendar::default() };
    let field = Some(relative.field);
    match relative.unit {
        CalendarUnit::Year => {
            calendar.year = field;
            if matches!(shadow.at(end), '代' | '齢' | '輩' | '次') {
                return None;
            }
            if relative.part.is_some() {
                return Some((end, calendar));
            }
            if shadow.at(end) == '度' {
                return Some(years::fiscal_year(shadow, end + 1, calendar));
            }
            // 前年同月, 前年同期
            if shadow.at(end) == '同' && matches!(shadow.at(end + 1), '月' | '期') {
                if shadow.at(end + 1) == '月' {
                    calendar.month = Some(Field::From { base: Base::Compared, by: 0 });
                } else {
                    calendar.part = Some(CalendarPart::SamePeriod);
                }
                return Some((end + 2, calendar));
            }
            Some(after_year(shadow, words, end, calendar))
        }
        CalendarUnit::Month => {
            calendar.month = field;
            if relative.part.is_some() {
                return Some((end, calendar));
            }
            Some(after_month(shadow, words, end, calendar))
        }
        CalendarUnit::Week => {
            calendar.week = field;
            if relative.part.is_some() {
                return Some((end, calendar));
            }
            let from = end + usize::from(shadow.at(end) == 'の');
            if let Some((after, weekday)) = weekday_word(shadow, from) {
                calendar.weekday = Some(weekday);
                return Some((after, calendar));
            }
            // 今週の後半, but not 今週の後半戦.
            if let Some((length, part)) = shadow.first(from, PARTS_OF_WEEK)
                && (from == end || words.ends_at(from + length))
            {
                calendar.part = Some(*part);
                return Some((from + length, calendar));
            }
            Some((end, calendar))
        }
        // 今日的 is an adjective.
        CalendarUnit::Day if shadow.at(end) == '的' => None,
        CalendarUnit::Day => {
            calendar.day = field;
            Some((end, calendar))
        }
        CalendarUnit::Century => None,
    }
}

/// A day with its weekday: 15日(金), 11日火曜日.
fn with_weekday(shadow: &Shadow, (end, mut calendar): (usize, Calendar)) -> (usize, Calendar) {
    if calendar.day.is_some()
        && calendar.until.is_none()
        && let Some((after, weekday)) = weekdays::after_day(shadow, end)
    {
        calendar.weekday = Some(weekday);
        return (after, calendar);
    }
    (end, calendar)
}
