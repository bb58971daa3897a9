//! The words for parts of a day, and the clocks of the world. Data only.

use super::calendar::Base;
use shirushi_model::Modifier;

/// A part of a day: the code TIMEX3 has for it, and what of it is meant.
pub(super) type DayPart = (&'static str, Option<Modifier>);

/// Whether a word is a part of a day by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    Alone,
    /// 夜 and 朝 are part of a day after a date (15日夜) or before a particle of time (朝から).
    InCompany,
}

use Stands::{Alone, InCompany};

const EARLY: Option<Modifier> = Some(Modifier::Start);
const LATE: Option<Modifier> = Some(Modifier::End);

/// Longer ones first where one begins with another.
pub(super) const DAY_PARTS: &[(&str, (DayPart, Stands))] = &[
    ("未明", (("TNI", None), Alone)),
    ("夜明け前", (("TNI", LATE), Alone)),
    ("夜明け", (("TMO", EARLY), InCompany)),
    ("明け方", (("TMO", EARLY), Alone)),
    ("早朝", (("TMO", EARLY), Alone)),
    ("朝方", (("TMO", None), Alone)),
    ("朝", (("TMO", None), InCompany)),
    ("午前中", (("TMO", None), Alone)),
    ("午前", (("TMO", None), InCompany)),
    ("昼前", (("TMO", LATE), Alone)),
    ("昼過ぎ", (("TAF", EARLY), Alone)),
    ("昼すぎ", (("TAF", EARLY), Alone)),
    ("昼", (("TMI", None), InCompany)),
    ("日中", (("TDT", None), InCompany)),
    ("午後", (("TAF", None), InCompany)),
    ("夕方", (("TEV", None), Alone)),
    ("夕刻", (("TEV", None), Alone)),
    ("夕", (("TEV", None), InCompany)),
    ("夜遅く", (("TNI", LATE), Alone)),
    ("夜中", (("TNI", None), InCompany)),
    ("真夜中", (("TNI", LATE), Alone)),
    ("夜", (("TNI", None), InCompany)),
    ("晩", (("TNI", None), InCompany)),
    ("深夜", (("TNI", LATE), Alone)),
];

/// The half of the day an hour is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Morning,
    /// Around noon: 昼12時, 昼1時.
    Midday,
    Afternoon,
    /// 夜8時 is 20:00, 夜2時 is 2:00.
    Night,
    /// That of the time said before: 同8時.
    Same,
    Unsaid,
}

impl Half {
    /// The hour of the day meant by an hour said in this half.
    pub(super) fn hour(self, said: u8) -> u8 {
        let is_after_noon = match self {
            Self::Afternoon => said < 12,
            Self::Midday => said < 6,
            Self::Night => (5..=12).contains(&said),
            Self::Morning | Self::Same | Self::Unsaid => false,
        };
        match self {
            Self::Morning if said == 12 => 0,
            _ if is_after_noon => said + 12,
            _ => said,
        }
    }

    /// That of a part of a day: 夜, 朝.
    pub(super) fn of_part((code, _): DayPart) -> Self {
        match code {
            "TMO" => Self::Morning,
            "TMI" => Self::Midday,
            "TAF" | "TEV" => Self::Afternoon,
            "TNI" => Self::Night,
            _ => Self::Unsaid,
        }
    }
}

/// What may stand before an hour and says which half of the day it is in. Longer ones first where one begins
/// with another.
pub(super) const HALVES: &[(&str, Half)] = &[
    ("午前", Half::Morning),
    ("午後", Half::Afternoon),
    ("未明", Half::Morning),
    ("夜明け前", Half::Morning),
    ("明け方", Half::Morning),
    ("早朝", Half::Morning),
    ("朝", Half::Morning),
    ("昼過ぎ", Half::Midday),
    ("昼すぎ", Half::Midday),
    ("昼", Half::Midday),
    ("あさ", Half::Morning),
    ("よる", Half::Night),
    ("夕方", Half::Afternoon),
    ("夕刻", Half::Afternoon),
    ("夕", Half::Afternoon),
    ("深夜", Half::Night),
    ("真夜中", Half::Night),
    ("夜中", Half::Night),
    ("夜", Half::Night),
    ("晩", Half::Night),
    ("毎朝", Half::Morning),
    ("毎晩", Half::Night),
    ("毎夜", Half::Night),
    ("同", Half::Same),
];

/// What follows a part of a day that needs company and stands without a date.
pub(super) const AROUND_ALONE: &[&str] =
    &["から", "まで", "にかけて", "になって", "に入", "には", "のうちに", "ごろ"];

/// Words that name a day and a part of it.
pub(super) const PARTS_OF_DAYS: &[(&str, (Base, i32, DayPart))] = &[
    ("今朝", (Base::Article, 0, ("TMO", None))),
    ("けさ", (Base::Article, 0, ("TMO", None))),
    ("今夕", (Base::Article, 0, ("TEV", None))),
    ("今夜", (Base::Article, 0, ("TNI", None))),
    ("今晩", (Base::Article, 0, ("TNI", None))),
    ("昨夕", (Base::Article, -1, ("TEV", None))),
    ("昨夜", (Base::Article, -1, ("TNI", None))),
    ("昨晩", (Base::Article, -1, ("TNI", None))),
    ("ゆうべ", (Base::Article, -1, ("TNI", None))),
    ("明朝", (Base::Article, 1, ("TMO", None))),
    ("明晩", (Base::Article, 1, ("TNI", None))),
    ("翌朝", (Base::Mentioned, 1, ("TMO", None))),
    ("翌晩", (Base::Mentioned, 1, ("TNI", None))),
    ("同夜", (Base::Mentioned, 0, ("TNI", None))),
    ("同夕", (Base::Mentioned, 0, ("TEV", None))),
    ("前夜", (Base::Mentioned, -1, ("TNI", None))),
];

/// Whose clock a time is told by: its distance from Greenwich in minutes, and when it is put forward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Zone {
    pub(super) minutes: i32,
    pub(super) summer: Summer,
}

/// When clocks are an hour ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Summer {
    Never,
    /// From the second Sunday of March to the first of November.
    American,
    /// From the last Sunday of March to the last of October.
    European,
}

const fn zone(hours: i32, summer: Summer) -> Zone {
    Zone { minutes: 60 * hours, summer }
}

/// What stands before a date or time, or behind it in brackets. 現地時間 names no zone and gives none.
pub(super) const ZONES: &[(&str, Zone)] = &[
    ("日本時間", zone(9, Summer::Never)),
    ("韓国時間", zone(9, Summer::Never)),
    ("中国時間", zone(8, Summer::Never)),
    ("北京時間", zone(8, Summer::Never)),
    ("台湾時間", zone(8, Summer::Never)),
    ("インド時間", Zone { minutes: 330, summer: Summer::Never }),
    ("モスクワ時間", zone(3, Summer::Never)),
    ("中央欧州時間", zone(1, Summer::European)),
    ("中欧時間", zone(1, Summer::European)),
    ("英国時間", zone(0, Summer::European)),
    ("協定世界時", zone(0, Summer::Never)),
    ("世界標準時", zone(0, Summer::Never)),
    ("世界時", zone(0, Summer::Never)),
    ("グリニッジ標準時", zone(0, Summer::Never)),
    ("GMT", zone(0, Summer::Never)),
    ("UTC", zone(0, Summer::Never)),
    ("JST", zone(9, Summer::Never)),
    ("東部時間", zone(-5, Summer::American)),
    ("東部標準時", zone(-5, Summer::Never)),
    ("東部夏時間", zone(-4, Summer::Never)),
    ("中部時間", zone(-6, Summer::American)),
    ("山岳部時間", zone(-7, Summer::American)),
    ("太平洋時間", zone(-8, Summer::American)),
    ("西海岸時間", zone(-8, Summer::American)),
    ("西部時間", zone(-8, Summer::American)),
    ("アラスカ時間", zone(-9, Summer::American)),
    ("ハワイ時間", zone(-10, Summer::Never)),
];
