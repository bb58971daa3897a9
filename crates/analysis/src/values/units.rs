//! What is counted and measured: the counters and units of `units.txt` and what its sections mean.

use crate::word_list;
use shirushi_model::QuantityKind;

/// A counter or unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    /// As written, folded.
    pub(super) surface: &'static str,
    /// What it measures.
    pub(super) kind: QuantityKind,
    /// The part of an ISO 8601 duration it stands for.
    pub(super) length: Option<Length>,
    /// Which kanji numerals go with it.
    pub(super) kanji: KanjiNumeral,
}

impl Unit {
    /// Whether what it counts has parts: 3.5メートル, but no 3.5人. Lengths of time have them up to the hour;
    /// of days and years whole ones are spoken of.
    pub(super) fn is_measure(&self) -> bool {
        match self.kind {
            QuantityKind::Count | QuantityKind::Ordinal | QuantityKind::Age => false,
            QuantityKind::Duration => {
                matches!(self.length, Some(Length::Hour | Length::Minute | Length::Second))
            }
            _ => true,
        }
    }
}

/// Whether a kanji numeral before a counter makes a quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum KanjiNumeral {
    /// 三人, 二十カ国
    Counts,
    /// 一部, 一段: only from ten on is it surely a number.
    CountsFromTen,
}

/// The units of ISO 8601 durations, longest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    Century,
    Year,
    Month,
    Week,
    Day,
    Hour,
    Minute,
    Second,
}

/// All units, in the order of the list.
pub(super) fn all() -> impl Iterator<Item = Unit> {
    word_list::sections(include_str!("tables/units.txt"))
        .filter_map(|(section, surface)| unit(section, surface))
}

fn unit(section: &str, surface: &'static str) -> Option<Unit> {
    let (kind, rest) = section.split_once(' ')?;
    let kind = kind_of(kind)?;
    let (length, kanji) = match rest {
        "all" => (None, KanjiNumeral::Counts),
        "fromten" => (None, KanjiNumeral::CountsFromTen),
        _ => (Some(length_of(rest)?), KanjiNumeral::Counts),
    };
    Some(Unit { surface, kind, length, kanji })
}

fn kind_of(name: &str) -> Option<QuantityKind> {
    Some(match name {
        "count" => QuantityKind::Count,
        "duration" => QuantityKind::Duration,
        "money" => QuantityKind::Money,
        "percent" => QuantityKind::Percent,
        "distance" => QuantityKind::Distance,
        "area" => QuantityKind::Area,
        "volume" => QuantityKind::Volume,
        "weight" => QuantityKind::Weight,
        "speed" => QuantityKind::Speed,
        "temperature" => QuantityKind::Temperature,
        "ordinal" => QuantityKind::Ordinal,
        "ratio" => QuantityKind::Ratio,
        "age" => QuantityKind::Age,
        "other" => QuantityKind::Other,
        _ => return None,
    })
}

fn length_of(name: &str) -> Option<Length> {
    Some(match name {
        "century" => Length::Century,
        "year" => Length::Year,
        "month" => Length::Month,
        "week" => Length::Week,
        "day" => Length::Day,
        "hour" => Length::Hour,
        "minute" => Length::Minute,
        "second" => Length::Second,
        _ => return None,
    })
}

/// A word before a number that is its unit or a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Leading {
    pub(super) kind: QuantityKind,
    pub(super) unit: LeadingUnit,
}

/// Whether a unit must follow the number as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeadingUnit {
    /// 震度5強
    Alone,
    /// 時速60キロ
    Needed,
}

const fn alone(kind: QuantityKind) -> Leading {
    Leading { kind, unit: LeadingUnit::Alone }
}

const fn with_unit(kind: QuantityKind) -> Leading {
    Leading { kind, unit: LeadingUnit::Needed }
}

/// Words before a number that are its unit: 震度5強, 時速60キロ.
pub(super) const LEADING: &[(&str, Leading)] = &[
    ("震度", alone(QuantityKind::Other)),
    ("マグニチュード", alone(QuantityKind::Other)),
    ("マッハ", alone(QuantityKind::Speed)),
    ("時速", with_unit(QuantityKind::Speed)),
    ("秒速", with_unit(QuantityKind::Speed)),
    ("分速", with_unit(QuantityKind::Speed)),
    ("毎秒", with_unit(QuantityKind::Speed)),
    ("毎分", with_unit(QuantityKind::Speed)),
    ("毎時", with_unit(QuantityKind::Speed)),
    ("風速", with_unit(QuantityKind::Speed)),
    ("氷点下", with_unit(QuantityKind::Temperature)),
    ("零下", with_unit(QuantityKind::Temperature)),
];

/// A sign before a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// マイナス
    Word,
    /// ▲, △: minus in reports of companies, and the mark of an item.
    Triangle,
    /// A hyphen or a dash.
    Dash,
    Plus,
}

/// Signs before a number.
pub(super) const SIGNS: &[(&str, Sign)] = &[
    ("マイナス", Sign::Word),
    ("▲", Sign::Triangle),
    ("△", Sign::Triangle),
    ("▼", Sign::Triangle),
    ("-", Sign::Dash),
    ("+", Sign::Plus),
];

/// A unit, a smaller one that may follow with a number of its own, and how many of it make the larger.
pub(super) const SMALLER: &[(&str, &str, f64)] = &[
    ("円", "銭", 100.0),
    ("ドル", "セント", 100.0),
    ("米ドル", "セント", 100.0),
    ("ユーロ", "セント", 100.0),
    ("メートル", "センチ", 100.0),
    ("センチ", "ミリ", 10.0),
    ("キロ", "メートル", 1000.0),
    ("フィート", "インチ", 12.0),
];

/// Kanji that follow 元 as money: 3元高, 5元台, 100元札, 10元相当.
pub(super) const AFTER_YUAN: &str = "高安台札建貨紙硬相以前余超弱強払程未近分増減規単";

/// Before a number of metres: they are those a wind makes in a second.
pub(super) const WINDS: &[&str] = &["風速は", "風速が", "風速も", "風速約", "風速は約"];

/// Before 度: it measures an angle.
pub(super) const ANGLES: &[&str] = &["北緯", "南緯", "東経", "西経", "角度", "緯度", "経度", "傾斜", "傾き"];

/// Somewhere before 度 in the sentence: it measures warmth.
pub(super) const WARMTH: &[&str] = &[
    "気温",
    "体温",
    "水温",
    "室温",
    "最高",
    "最低",
    "氷点下",
    "零下",
    "平年",
    "温度",
    "暑",
    "寒",
    "冷え込",
    "発熱",
];

/// Right after 度: it measures warmth.
pub(super) const WARM_AFTER: &[&str] =
    &["の熱", "の高熱", "の発熱", "の暑", "の猛暑", "以上の猛暑", "以上の熱", "前後の暑"];

/// Before N年: it is a grade at school.
pub(super) const SCHOOLS: &[&str] =
    &["小学", "中学", "高校", "大学", "高専", "小学校", "中学校", "学部", "大学院"];

/// Phrases in which a number counts nothing and a weekday is no day. Nothing in them is looked at.
pub(super) const FIXED: &[&str] = &[
    "110番",
    "118番",
    "119番",
    "1番人気",
    "2国間",
    "二国間",
    "38度線",
    "三十八度線",
    "一部始終",
    "一人前",
    "二枚目",
    "三枚目",
    "二枚舌",
    "二番煎じ",
    "十人十色",
    "三位一体",
    "百人一首",
    "千人針",
    "一種の",
    "一件落着",
    "一本化",
    "一本道",
    "一本気",
    "一本調子",
    "一度に",
    "一段",
    "一回り",
    "一杯",
    "一体",
    "一枚岩",
    "一点張り",
    "一台詞",
    "一球入魂",
    "二度と",
    "二の足",
    "三度の飯",
    "三本柱",
    "三本の矢",
    "二本立て",
    "二本柱",
    "二刀流",
    "二人三脚",
    "二人羽織",
    "三日坊主",
    "三日天下",
    "一室",
    "一行",
    "一面",
    "一条の光",
    "一票の格差",
    "一票の重み",
    "一球",
    "一席",
    "一匹狼",
    "一角",
    "日曜大工",
];

/// Signs before a number that are its currency.
pub(super) const CURRENCY: &[(&str, &str)] = &[
    ("US$", "ドル"),
    ("$", "ドル"),
    ("¥", "円"),
    ("€", "ユーロ"),
    ("£", "ポンド"),
    ("₩", "ウォン"),
    ("₽", "ルーブル"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_section_means_something_and_no_unit_is_listed_twice() {
        let listed = word_list::sections(include_str!("tables/units.txt"));
        let mut seen = BTreeSet::new();
        for (section, surface) in listed {
            assert!(unit(section, surface).is_some(), "{section}");
            assert!(seen.insert(surface), "{surface}");
        }
    }
}
