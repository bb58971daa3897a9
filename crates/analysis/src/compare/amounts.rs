//! Quantities as stretches of numbers in one unit, so that 約3時間 and 3時間近く, 38人 and およそ40人 are
//! seen to fit, and 38人 and 41人 are not.

use super::terms::Term;
use shirushi_model::{ByteSpan, Modifier, QuantityKind, QuantityValue};

/// A quantity of a claim.
#[derive(Debug, Clone)]
pub(super) struct Amount {
    pub(super) span: ByteSpan,
    /// The least it can be, in the base unit.
    pub(super) least: f64,
    /// The most it can be.
    pub(super) most: f64,
    /// The most that is likely: news says 100人以上 of what is not much more.
    pub(super) likely: f64,
    /// The number as written, in the base unit.
    pub(super) value: f64,
    /// What it is counted in: the same for 人 and 名, for キロ and メートル.
    pub(super) unit: AmountUnit,
    /// Whether nothing in the text loosens it.
    pub(super) exact: bool,
    /// What is counted: the nouns right beside it.
    pub(super) near: Vec<Term>,
    /// Position of its first word in the claim.
    pub(super) word: usize,
    /// Whether it is a part of another number: 7人のうち2人.
    pub(super) part: bool,
    /// What is measured, where the text says it: 標高1423メートル.
    pub(super) property: Option<&'static str>,
}

/// What a quantity is counted in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum AmountUnit {
    /// Seconds.
    Duration,
    /// Years of a life.
    Age,
    /// Hundredths.
    Percent,
    /// A ratio of two numbers: 3対1.
    Ratio,
    /// Metres, square metres, grams … with the kind.
    Measure(QuantityKind),
    /// A counter or currency.
    Counted(String),
    /// A number that names: 10号, 第3条.
    Label(String),
}

/// The number, unit and limits of a quantity.
pub(super) struct AmountReading {
    pub(super) least: f64,
    pub(super) most: f64,
    pub(super) likely: f64,
    pub(super) value: f64,
    pub(super) unit: AmountUnit,
    pub(super) exact: bool,
}

/// Reads a quantity; `surface` is what is written and `after` what follows.
pub(super) fn read(surface: &str, after: &str, quantity: &QuantityValue) -> Option<AmountReading> {
    let (value, unit, step) = base(quantity)?;
    if !value.is_finite() {
        return None;
    }
    let upper = range_end(surface).map(|end| end * value / quantity.value.max(f64::MIN_POSITIVE));
    let is_decade = quantity.unit == "代";
    let is_measured = !matches!(unit, AmountUnit::Counted(_) | AmountUnit::Ratio) && !is_decade;
    // What is measured is rounded to the last digit written; what is counted is meant to be exact. 1.2キロ
    // and 1.3キロ are two lengths.
    let grain = grain(quantity.value) * step;
    let slack = if is_measured { (grain * 0.4).min(value.abs() * 0.1) } else { 0.0 };
    // How far a number that is loosened may be off: by its last digit, within limits (COMPARISON: intervals
    // by granularity).
    let size = value.abs();
    let loose = if unit == AmountUnit::Duration { size * 0.1 } else { grain.clamp(size * 0.02, size * 0.12) };
    let about = loose * 0.6;
    let beyond = loose.max(size * 0.1);
    let (least, most) = match quantity.modifier {
        None if is_decade => (value, value + 9.0),
        // 1兆円を上回る, 30人を超えた, 2時間6分台: more, but not much.
        None if upper.is_none()
            && ["を超", "を上回", "超", "強", "台"].iter().any(|word| after.starts_with(word)) =>
        {
            (value, value + beyond.max(grain))
        }
        None if upper.is_none() && ["を下回", "に満た", "弱"].iter().any(|word| after.starts_with(word)) => {
            (value - beyond.max(grain), value)
        }
        None => (value - slack, upper.unwrap_or(value) + slack),
        Some(Modifier::Approx) => (value - about, value + about),
        Some(Modifier::Nearly) => (value - beyond, value),
        // 最大60センチの津波: the greatest one measured, told as it is.
        Some(Modifier::Max) => (value - about / 2.0, value + slack),
        Some(Modifier::OrLess) => (f64::NEG_INFINITY, value),
        // 3時間余り is more than three hours and less than four.
        Some(Modifier::OrMore) if ["余", "強"].iter().any(|word| after.starts_with(word)) => {
            (value, value + grain)
        }
        Some(Modifier::OrMore | Modifier::OnOrAfter) => (value, f64::INFINITY),
        Some(Modifier::Vague) => (value * 0.9, value.mul_add(10.0, -1.0)),
        Some(Modifier::Start | Modifier::End) => (value - about, value + about),
    };
    let likely = if most == f64::INFINITY { value + beyond } else { most };
    Some(AmountReading {
        least,
        most,
        likely,
        value,
        unit,
        exact: quantity.modifier.is_none() && upper.is_none() && !is_decade,
    })
}

/// What is measured, by the word before a quantity of this unit.
pub(super) fn property(before: &str, unit: &AmountUnit) -> Option<&'static str> {
    const WORDS: &[&str] = &[
        "標高",
        "海抜",
        "高さ",
        "全長",
        "総延長",
        "長さ",
        "川幅",
        "道幅",
        "幅",
        "水深",
        "深さ",
        "直径",
        "半径",
        "厚さ",
        "身長",
        "体長",
        "体重",
        "重さ",
        "面積",
        "距離",
        "高度",
    ];
    if !matches!(unit, AmountUnit::Measure(_)) {
        return None;
    }
    let before = before.trim_end_matches(['約', 'は', 'が', 'も', 'の', '、', '(', '（', '・']);
    let before = before.strip_suffix("およそ").unwrap_or(before);
    WORDS.iter().copied().find(|word| before.ends_with(word))
}

impl Amount {
    /// Whether both may measure one thing: 標高1423メートル says nothing of 手前約150メートル.
    pub(super) fn may_measure_one_thing(&self, other: &Self) -> bool {
        /// What is said of a thing once, and never meant by a number alone.
        const OF_THINGS: &[&str] = &["標高", "海抜", "身長", "体長", "体重", "水深", "総延長"];
        match (self.property, other.property) {
            (Some(one), Some(another)) => one == another,
            (Some(one), None) | (None, Some(one)) => !OF_THINGS.contains(&one),
            (None, None) => true,
        }
    }

    /// Whether the rounder of two numbers may stand for the other: 4万2千 for 4万2180.
    pub(super) fn rounds_to(&self, other: &Self) -> bool {
        let apart = (self.value - other.value).abs();
        apart * 2.0 <= grain(self.value).max(grain(other.value))
    }

    /// Whether both can be the same number: their intervals meet, or one of two large numbers is the other
    /// rounded.
    pub(super) fn fits(&self, other: &Self) -> bool {
        let larger = self.value.abs().max(other.value.abs());
        let is_counted = matches!(self.unit, AmountUnit::Counted(_));
        self.least <= other.most && other.least <= self.most
            || is_counted && larger >= 1000.0 && self.is_round_of(other, larger)
    }

    /// Whether both are likely to be the same number: 少なくとも9人 is seldom said of 20.
    pub(super) fn is_likely(&self, other: &Self) -> bool {
        self.fits(other) && self.least <= other.likely && other.least <= self.likely
            || self.value == other.value
    }

    /// 4万2千 of 42,180: rounder, and nearer than half its last digit.
    fn is_round_of(&self, other: &Self, larger: f64) -> bool {
        let (mine, theirs) = (grain(self.value), grain(other.value));
        let coarse = mine.max(theirs);
        mine != theirs && coarse <= larger * 0.12 && (self.value - other.value).abs() * 2.0 < coarse
    }
}

/// `20` of 10～20人.
fn range_end(surface: &str) -> Option<f64> {
    let (_, rest) = surface.split_once(['~', '～', '〜', '-', '－'])?;
    let digits: String =
        rest.chars().map(crate::shadow::fold).take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    digits.parse().ok()
}

/// The value in the base unit, the unit, and what one of the written unit is in it.
fn base(quantity: &QuantityValue) -> Option<(f64, AmountUnit, f64)> {
    let value = quantity.value;
    if quantity.kind == QuantityKind::Duration {
        let seconds = seconds(quantity.iso.as_deref()?)?;
        let step = last_step(quantity.iso.as_deref()?)?;
        return Some((seconds, AmountUnit::Duration, step));
    }
    if quantity.kind == QuantityKind::Ratio
        && let Some(iso) = &quantity.iso
    {
        let (first, second) = iso.split_once(':')?;
        let (first, second): (f64, f64) = (first.parse().ok()?, second.parse().ok()?);
        if quantity.unit == "分の" {
            return Some((value * 100.0, AmountUnit::Percent, 1.0));
        }
        // Both numbers count: 2対2 is not 1対1.
        return Some((first.mul_add(1000.0, second), AmountUnit::Ratio, 1.0));
    }
    if quantity.kind == QuantityKind::Percent {
        let step = match quantity.unit.as_str() {
            "割" => 10.0,
            "‰" => 0.1,
            _ => 1.0,
        };
        // A change of three points is no share of three hundredths.
        let unit = if quantity.unit.contains("ポイント") {
            AmountUnit::Counted("ポイント".to_owned())
        } else {
            AmountUnit::Percent
        };
        return Some((value * step, unit, step));
    }
    if quantity.kind == QuantityKind::Age {
        let unit = if quantity.unit.contains("月") {
            AmountUnit::Counted("カ月児".to_owned())
        } else {
            AmountUnit::Age
        };
        return Some((value, unit, 1.0));
    }
    if let Some(step) = measure(&quantity.unit) {
        return Some((value * step, AmountUnit::Measure(quantity.kind), step));
    }
    if LABELS.contains(&quantity.unit.as_str()) {
        return Some((value, AmountUnit::Label(quantity.unit.clone()), 1.0));
    }
    Some((value, AmountUnit::Counted(counter(&quantity.unit).to_owned()), 1.0))
}

/// Units of numbers that name one of many.
const LABELS: &[&str] = &["号", "条", "項", "番", "号機", "号車", "番線", "丁目", "期", "代目", "世", "章"];

/// Counters that count the same.
fn counter(unit: &str) -> &str {
    match unit {
        "名" | "者" => "人",
        "か国" | "ヵ国" | "ヶ国" | "ケ国" | "箇国" | "国" => "カ国",
        "か所" | "ヵ所" | "ヶ所" | "ケ所" | "箇所" | "個所" => "カ所",
        "個" => "つ",
        "度" => "回",
        "度目" | "番目" => "回目",
        "米ドル" => "ドル",
        "人民元" => "元",
        "戸" | "軒" => "棟",
        "地区" => "集落",
        "店" => "店舗",
        _ => leading_counter(unit),
    }
}

/// 本 of 本塁打, 件 of 件余り: a counter with the noun that it counts.
fn leading_counter(unit: &str) -> &str {
    const COUNTERS: &[char] = &[
        '人', '件', '台', '本', '隻', '校', '社', '便', '枚', '頭', '羽', '匹', '冊', '着', '棟', '店', '票',
        '発', '球',
    ];
    let mut characters = unit.char_indices();
    match (characters.next(), characters.next()) {
        (Some((_, first)), Some((end, second))) if COUNTERS.contains(&first) && second != '目' => {
            unit.get(..end).unwrap_or(unit)
        }
        _ => unit,
    }
}

/// What one of a unit is in metres, square metres, cubic metres, grams.
fn measure(unit: &str) -> Option<f64> {
    Some(match unit {
        "キロメートル" | "キロ" | "km" | "㎞" => 1000.0,
        "メートル" | "m" => 1.0,
        "センチメートル" | "センチ" | "cm" | "㎝" => 0.01,
        "ミリメートル" | "ミリ" | "mm" | "㎜" => 0.001,
        "平方キロメートル" | "平方キロ" | "km2" | "㎢" => 1e6,
        "ヘクタール" | "ha" => 1e4,
        "平方メートル" | "m2" | "㎡" => 1.0,
        "トン" | "t" => 1e6,
        "キログラム" | "kg" | "㎏" => 1000.0,
        "グラム" | "g" => 1.0,
        _ => return None,
    })
}

/// The seconds of an ISO 8601 duration; a month has 30.4 days, a year 365.25. None for open ones.
fn seconds(iso: &str) -> Option<f64> {
    let mut sum = 0.0;
    each_part(iso, |value, step| sum += value * step)?;
    Some(sum)
}

/// What one of the smallest unit written is in seconds.
fn last_step(iso: &str) -> Option<f64> {
    let mut last = None;
    each_part(iso, |_, step| last = Some(step))?;
    last
}

fn each_part(iso: &str, mut take: impl FnMut(f64, f64)) -> Option<()> {
    let mut digits = String::new();
    let mut in_time = false;
    for c in iso.strip_prefix('P')?.chars() {
        let step = match (c, in_time) {
            ('T', _) => {
                in_time = true;
                continue;
            }
            ('0'..='9' | '.', _) => {
                digits.push(c);
                continue;
            }
            ('Y', false) => 365.25 * 86_400.0,
            ('M', false) => 30.4 * 86_400.0,
            ('W', false) => 7.0 * 86_400.0,
            ('D', false) => 86_400.0,
            ('H', true) => 3600.0,
            ('M', true) => 60.0,
            ('S', true) => 1.0,
            _ => return None,
        };
        take(digits.parse().ok()?, step);
        digits.clear();
    }
    digits.is_empty().then_some(())
}

/// One of the last digit of a number that is not zero: 10 of 40, 1 of 38, 0.1 of 3.5.
fn grain(value: f64) -> f64 {
    let value = value.abs();
    if value == 0.0 || !value.is_finite() {
        return 1.0;
    }
    let mut step = 1.0;
    if value.fract() != 0.0 {
        for _ in 0..6 {
            step /= 10.0;
            if (value / step).round() * step == value || ((value / step).round() - value / step).abs() < 1e-6
            {
                return step;
            }
        }
        return step;
    }
    while step < 1e15 && value % (step * 10.0) == 0.0 {
        step *= 10.0;
    }
    step
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(
        value: f64,
        unit: &str,
        kind: QuantityKind,
        iso: Option<&str>,
        modifier: Option<Modifier>,
    ) -> AmountReading {
        let quantity =
            QuantityValue { value, unit: unit.to_owned(), kind, iso: iso.map(str::to_owned), modifier };
        read(unit, "", &quantity).unwrap()
    }

    fn fit(one: &AmountReading, other: &AmountReading) -> bool {
        one.unit == other.unit && one.least <= other.most && other.least <= one.most
    }

    #[test]
    fn rounded_numbers_fit_and_others_do_not() {
        let people = |value, modifier| quantity(value, "人", QuantityKind::Count, None, modifier);
        assert!(fit(&people(38.0, None), &people(40.0, Some(Modifier::Approx))));
        assert!(!fit(&people(38.0, None), &people(41.0, None)));
        assert!(!fit(&people(38.0, None), &people(40.0, None)));
        assert!(fit(&people(120.0, None), &people(100.0, Some(Modifier::OrMore))));
        let at_least = people(100.0, Some(Modifier::OrMore));
        assert!(at_least.likely > 108.0 && at_least.likely < 130.0);
        assert!(!fit(&people(80.0, None), &people(100.0, Some(Modifier::OrMore))));
        let hours =
            |value, iso, modifier| quantity(value, "時間", QuantityKind::Duration, Some(iso), modifier);
        assert!(fit(
            &hours(3.0, "PT3H", Some(Modifier::Approx)),
            &hours(3.0, "PT3H", Some(Modifier::Nearly))
        ));
        assert!(!fit(&hours(3.0, "PT3H20M", None), &hours(4.0, "PT4H", Some(Modifier::Approx))));
        assert!(fit(&hours(90.0, "PT90M", None), &hours(1.5, "PT1H30M", None)));
    }

    #[test]
    fn units_meet() {
        let kilometre = quantity(1.0, "キロ", QuantityKind::Distance, None, None);
        let metres = quantity(1000.0, "メートル", QuantityKind::Distance, None, None);
        assert!(fit(&kilometre, &metres));
        let tenths = quantity(8.0, "割", QuantityKind::Percent, None, None);
        let percent = quantity(80.0, "%", QuantityKind::Percent, None, None);
        assert!(fit(&tenths, &percent));
    }

    #[test]
    fn the_grain_is_the_last_digit() {
        for (value, expected) in [(40.0, 10.0), (38.0, 1.0), (12_000.0, 1000.0), (3.5, 0.1), (0.0, 1.0)] {
            assert!((grain(value) - expected).abs() < 1e-9, "{value}");
        }
    }
}
