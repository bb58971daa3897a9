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
    word_list::sections(include_str!("units.txt")).filter_map(|(section, surface)| unit(section, surface))
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

/// Words before a number that are its unit: 震度5強, 時速60キロ.
pub(super) const LEADING: &[(&str, QuantityKind)] = &[
    ("震度", QuantityKind::Other),
    ("マグニチュード", QuantityKind::Other),
    ("マッハ", QuantityKind::Speed),
    ("時速", QuantityKind::Speed),
    ("秒速", QuantityKind::Speed),
    ("分速", QuantityKind::Speed),
    ("毎秒", QuantityKind::Speed),
    ("毎時", QuantityKind::Speed),
    ("風速", QuantityKind::Speed),
    ("氷点下", QuantityKind::Temperature),
    ("零下", QuantityKind::Temperature),
];

/// Signs before a number that are its currency.
pub(super) const CURRENCY: &[(&str, &str)] =
    &[("US$", "ドル"), ("$", "ドル"), ("¥", "円"), ("€", "ユーロ"), ("£", "ポンド")];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_section_means_something_and_no_unit_is_listed_twice() {
        let listed = word_list::sections(include_str!("units.txt"));
        let mut seen = BTreeSet::new();
        for (section, surface) in listed {
            assert!(unit(section, surface).is_some(), "{section}");
            assert!(seen.insert(surface), "{surface}");
        }
    }
}
