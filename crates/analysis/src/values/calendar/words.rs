//! The words dates are made of besides numbers: eras, relative days, months and years, parts of a month. Data
//! only.

use super::{Base, CalendarPart, CalendarUnit, Field};

/// A word that names a day, week, month or year by its distance from another.
#[derive(Debug, Clone, Copy)]
pub(in crate::values) struct Relative {
    pub(in crate::values) unit: CalendarUnit,
    pub(in crate::values) field: Field,
    pub(in crate::values) part: Option<CalendarPart>,
    pub(in crate::values) edge: PeriodEdge,
}

/// How a relative word must stand among the tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::values) enum PeriodEdge {
    /// It may be the beginning of a longer word: 昨年末.
    Start,
    /// It must be a word of its own: あす is no part of あすか.
    Whole,
}

const fn of(unit: CalendarUnit, base: Base, by: i32) -> Relative {
    Relative { unit, field: Field::From { base, by }, part: None, edge: PeriodEdge::Start }
}

const fn whole(unit: CalendarUnit, base: Base, by: i32) -> Relative {
    Relative { unit, field: Field::From { base, by }, part: None, edge: PeriodEdge::Whole }
}

const fn part(unit: CalendarUnit, base: Base, by: i32, part: CalendarPart) -> Relative {
    Relative { unit, field: Field::From { base, by }, part: Some(part), edge: PeriodEdge::Whole }
}

use Base::{Article, Compared, Mentioned};
use CalendarUnit::{Day, Month, Week, Year};

/// Longer ones first where one begins with another.
pub(in crate::values) const RELATIVE: &[(&str, Relative)] = &[
    ("一昨々年", of(Year, Article, -3)),
    ("一昨年", of(Year, Article, -2)),
    ("おととし", whole(Year, Article, -2)),
    ("昨年", of(Year, Article, -1)),
    ("去年", of(Year, Article, -1)),
    ("今年", of(Year, Article, 0)),
    ("ことし", whole(Year, Article, 0)),
    ("本年", of(Year, Article, 0)),
    ("再来年", of(Year, Article, 2)),
    ("来年", of(Year, Article, 1)),
    ("同年", of(Year, Mentioned, 0)),
    ("翌々年", of(Year, Mentioned, 2)),
    ("翌年", of(Year, Mentioned, 1)),
    ("前々年", of(Year, Compared, -2)),
    ("前年", of(Year, Compared, -1)),
    ("先々月", of(Month, Article, -2)),
    ("先月", of(Month, Article, -1)),
    ("今月", of(Month, Article, 0)),
    ("再来月", of(Month, Article, 2)),
    ("来月", of(Month, Article, 1)),
    ("同月", of(Month, Mentioned, 0)),
    ("翌月", of(Month, Mentioned, 1)),
    ("前月", of(Month, Compared, -1)),
    ("先々週", of(Week, Article, -2)),
    ("先週", of(Week, Article, -1)),
    ("今週", of(Week, Article, 0)),
    ("再来週", of(Week, Article, 2)),
    ("来週", of(Week, Article, 1)),
    ("翌週", of(Week, Mentioned, 1)),
    ("前週", of(Week, Compared, -1)),
    ("同週", of(Week, Mentioned, 0)),
    ("一昨々日", whole(Day, Article, -3)),
    ("一昨日", whole(Day, Article, -2)),
    ("おととい", whole(Day, Article, -2)),
    ("昨日", whole(Day, Article, -1)),
    ("きのう", whole(Day, Article, -1)),
    ("今日", whole(Day, Article, 0)),
    ("本日", whole(Day, Article, 0)),
    ("きょう", whole(Day, Article, 0)),
    ("明後日", whole(Day, Article, 2)),
    ("あさって", whole(Day, Article, 2)),
    ("明日", whole(Day, Article, 1)),
    ("あした", whole(Day, Article, 1)),
    ("あす", whole(Day, Article, 1)),
    ("同日", of(Day, Mentioned, 0)),
    ("翌々日", of(Day, Mentioned, 2)),
    ("翌日", of(Day, Mentioned, 1)),
    ("前々日", of(Day, Compared, -2)),
    ("前日", of(Day, Compared, -1)),
    ("今春", part(Year, Article, 0, CalendarPart::Spring)),
    ("今夏", part(Year, Article, 0, CalendarPart::Summer)),
    ("今秋", part(Year, Article, 0, CalendarPart::Autumn)),
    ("今冬", part(Year, Article, 0, CalendarPart::Winter)),
    ("昨春", part(Year, Article, -1, CalendarPart::Spring)),
    ("昨夏", part(Year, Article, -1, CalendarPart::Summer)),
    ("昨秋", part(Year, Article, -1, CalendarPart::Autumn)),
    ("昨冬", part(Year, Article, -1, CalendarPart::Winter)),
    ("来春", part(Year, Article, 1, CalendarPart::Spring)),
    ("来夏", part(Year, Article, 1, CalendarPart::Summer)),
    ("来秋", part(Year, Article, 1, CalendarPart::Autumn)),
    ("来冬", part(Year, Article, 1, CalendarPart::Winter)),
    ("この春", part(Year, Article, 0, CalendarPart::Spring)),
    ("この夏", part(Year, Article, 0, CalendarPart::Summer)),
    ("この秋", part(Year, Article, 0, CalendarPart::Autumn)),
    ("この冬", part(Year, Article, 0, CalendarPart::Winter)),
    ("年末年始", part(Year, Article, 0, CalendarPart::End)),
    ("年度末", part(Year, Article, 0, CalendarPart::End)),
    ("年末", part(Year, Article, 0, CalendarPart::End)),
    ("年初", part(Year, Article, 0, CalendarPart::Start)),
    ("年明け", part(Year, Article, 1, CalendarPart::NewYear)),
    ("年内", whole(Year, Article, 0)),
    ("月内", whole(Month, Article, 0)),
    ("週内", whole(Week, Article, 0)),
    ("月末", part(Month, Article, 0, CalendarPart::End)),
    ("月初", part(Month, Article, 0, CalendarPart::Start)),
    ("月初め", part(Month, Article, 0, CalendarPart::Start)),
    ("週末", part(Week, Article, 0, CalendarPart::End)),
    ("週明け", part(Week, Article, 1, CalendarPart::Start)),
    ("週初め", part(Week, Article, 0, CalendarPart::Start)),
    ("週の初め", part(Week, Article, 0, CalendarPart::Start)),
];

/// What may follow a year, with or without の.
pub(in crate::values) const PARTS_OF_YEAR: &[(&str, CalendarPart)] = &[
    ("前半", CalendarPart::Start),
    ("後半", CalendarPart::End),
    ("初頭", CalendarPart::Start),
    ("初め", CalendarPart::Start),
    ("半ば", CalendarPart::Middle),
    ("末", CalendarPart::End),
    ("中頃", CalendarPart::Middle),
    ("中ごろ", CalendarPart::Middle),
    ("暮れ", CalendarPart::End),
    ("終わり", CalendarPart::End),
    ("上半期", CalendarPart::Half(1)),
    ("下半期", CalendarPart::Half(2)),
    ("上期", CalendarPart::Half(1)),
    ("下期", CalendarPart::Half(2)),
    ("第1四半期", CalendarPart::Quarter(1)),
    ("第2四半期", CalendarPart::Quarter(2)),
    ("第3四半期", CalendarPart::Quarter(3)),
    ("第4四半期", CalendarPart::Quarter(4)),
    ("春", CalendarPart::Spring),
    ("夏", CalendarPart::Summer),
    ("秋", CalendarPart::Autumn),
    ("冬", CalendarPart::Winter),
];

/// What may follow a month.
pub(in crate::values) const PARTS_OF_MONTH: &[(&str, CalendarPart)] = &[
    ("上旬", CalendarPart::Start),
    ("初旬", CalendarPart::Start),
    ("中旬", CalendarPart::Middle),
    ("下旬", CalendarPart::End),
    ("前半", CalendarPart::Start),
    ("後半", CalendarPart::End),
    ("初め", CalendarPart::Start),
    ("はじめ", CalendarPart::Start),
    ("半ば", CalendarPart::Middle),
    ("中ごろ", CalendarPart::Middle),
    ("中頃", CalendarPart::Middle),
    ("終わり", CalendarPart::End),
    ("末日", CalendarPart::End),
    ("末", CalendarPart::End),
    ("頭", CalendarPart::Start),
];

/// What may follow a week.
pub(in crate::values) const PARTS_OF_WEEK: &[(&str, CalendarPart)] = &[
    ("初め", CalendarPart::Start),
    ("前半", CalendarPart::Start),
    ("半ば", CalendarPart::Middle),
    ("後半", CalendarPart::End),
    ("末", CalendarPart::End),
    ("明け", CalendarPart::Start),
];

/// Weekdays, counted from Monday as 1.
pub(in crate::values) const WEEKDAYS: &[(char, i8)] =
    &[('月', 1), ('火', 2), ('水', 3), ('木', 4), ('金', 5), ('土', 6), ('日', 7)];

/// What follows a weekday that is no certain day: 水曜定休.
pub(in crate::values) const NOT_AFTER_WEEKDAYS: &[&str] =
    &["版", "定休", "休館", "休業", "劇場", "ドラマ", "ごと", "恒例"];

/// Days with a name of their own: month and day.
pub(in crate::values) const NAMED_DAYS: &[(&str, (i32, i32))] =
    &[("元日", (1, 1)), ("元旦", (1, 1)), ("大みそか", (12, 31)), ("大晦日", (12, 31))];

/// The letters of eras before dates in numbers alone: R7.8.15.
pub(in crate::values) const ERA_LETTERS: &[(char, i32)] =
    &[('R', 2018), ('H', 1988), ('S', 1925), ('T', 1911), ('M', 1867)];
