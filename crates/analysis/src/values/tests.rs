//! Marked text: `<date 2025-08-15>15日</date>` is a DATE with that value; what is not marked must not be found.

use super::*;
use crate::sentences;

/// Checks a marked text against what is found, for an article of Saturday 2025-08-16.
fn check(marked: &str) {
    let (text, expected) = unmark(marked);
    let shadow = Shadow::new(&text);
    // Without a dictionary every character is a word of its own.
    let words = Words::default();
    let sentences = sentences::split(&shadow);
    let date = crate::Date::new(2025, 8, 16);
    let found: Vec<(String, EntityType, String)> = ValueFinder::new()
        .find(&shadow, &words, &sentences, date)
        .into_iter()
        .map(|m| {
            let surface = shadow.span(m.start, m.end).slice(&text).unwrap().to_owned();
            (surface, m.kind, describe(&m.value))
        })
        .collect();
    assert_eq!(found, expected, "{marked}");
}

fn describe(value: &Normalized) -> String {
    let (mut text, modifier) = match value {
        Normalized::Calendar(value) => (value.value.clone(), value.modifier),
        Normalized::Quantity(value) => {
            (value.iso.clone().unwrap_or_else(|| quantity::number(value.value)), value.modifier)
        }
    };
    if let Some(modifier) = modifier {
        text.push(' ');
        text.push_str(&format!("{modifier:?}"));
    }
    text
}

fn unmark(marked: &str) -> (String, Vec<(String, EntityType, String)>) {
    let mut text = String::new();
    let mut expected = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').unwrap();
        let (kind, value) = tag.split_once(' ').unwrap();
        let (surface, after) = after.split_once(&format!("</{kind}>")).unwrap();
        let kind = match kind {
            "date" => EntityType::Date,
            "time" => EntityType::Time,
            _ => EntityType::Quantity,
        };
        text.push_str(surface);
        expected.push((surface.to_owned(), kind, value.to_owned()));
        rest = after;
    }
    text.push_str(rest);
    (text, expected)
}

#[test]
fn full_dates() {
    for marked in [
        "<date 2025-08-15>2025年8月15日</date>、式典が開かれた。",
        "<date 2025-08-15>２０２５年８月１５日</date>付",
        "<date 2025-08-15>二〇二五年八月十五日</date>",
        "<date 2025-08-15>令和7年8月15日</date>と<date 2019-05-01>令和元年5月1日</date>",
        "<date 1989>昭和64年</date>と<date 1989-01>平成元年1月</date>",
        "更新 <date 2025-08-16>2025/08/16</date> <time T09:05>9:05</time>",
        "<date 2025-08-16>2025-8-16</date>、<date 2025-08-16>2025.8.16</date>",
        "<date 2025-08-15>8月15日(金)</date>に、<date 2025-08-16>8/16(土)</date>に",
        "<date 2022-02>22年2月</date>に始まった",
        "<date 2022>22年</date>に始まった",
        "<date 2022 OnOrAfter>２０２２年</date>以降",
        "<date 2009-02>09年2月</date>と<date 1965/1974>昭和40年代</date>。<date 2025-03>3月期</date>",
        "電話03-1234-5678、比率16:9、版1.2.3、番号2025",
    ] {
        check(marked);
    }
}

#[test]
fn days_and_months_find_their_year() {
    for marked in [
        "<date 2025-08-15>15日</date>に会い、<date 2025-08-31>31日</date>に別れた。",
        "<date 2025-12-01>12月1日</date>に始まる。",
        "<date 2024-02-01>2024年2月1日</date>に着き、<date 2024-03-03>3月3日</date>に発った。<date 2025-03-03>3月3日</date>は祭りだ。",
        "<date 2025-06>6月</date>の調査",
        "<date 2025-08 Start>8月上旬</date>、<date 2025-08 End>8月下旬</date>、<date 2025-08 End>今月末</date>",
    ] {
        check(marked);
    }
}

#[test]
fn relative_dates() {
    for marked in [
        "<date 2024>昨年</date>と<date 2025>今年</date>と<date 2023>一昨年</date>",
        "<date 2024-08>昨年8月</date>と<date 2024-08-15>昨年8月15日</date>",
        "<date 2025-07>先月</date>、<date 2025-07-10>先月10日</date>、<date 2025-09 Start>来月初め</date>",
        "<date 2025-08-15>きのう</date>、<date 2025-08-17>あす</date>",
        "<date 2025-08-15>15日</date>に着き、<date 2025-08-15>同日</date>夜に会い、<date 2025-08-16>翌日</date>に発った。",
        "<date 2010>2010年</date>に就任し、<date 2011>翌年</date>に退いた。",
        "<date 2015>１０年前</date>、<date 2022>3年前</date>、<date 2025-05>3カ月前</date>、<date 2025-08-19>3日後</date>",
        "<date P2W/P3W>2~3週間後</date>",
        "<date PXY>数年前</date>",
        "<date 2025-W34>来週</date>、<date 2025-08-22>来週の金曜日</date>、<date 2025-W33 End>週末</date>",
        "<date 2025-FA>今秋</date>、<date 2024-04/2025-03>昨年度</date>、<date 2025 End>年末</date>",
    ] {
        check(marked);
    }
}

#[test]
fn ranges_and_long_stretches() {
    for marked in [
        "<date 2025-08-15/2025-08-17>15～17日</date>、<date 2025-08-15/2025-08-16>15、16日</date>",
        "<date 2025-08-30/2025-09-02>8月30日～9月2日</date>",
        "<date 2025-04/2025-06>4～6月期</date>の決算",
        "<date 2022/2024>2022～24年</date>",
        "<date 199X>1990年代</date>と<date 20XX>21世紀</date>",
        "<date 2025-04/2026-03>2025年度</date>予算",
        "<time T10:00/T11:30>午前10時～11時半</time>",
    ] {
        check(marked);
    }
}

#[test]
fn times_of_day() {
    for marked in [
        "<date 2025-08-15>15日</date><time 2025-08-15T15:30 Vague>午後3時半</time>ごろ",
        "<time T15:30>15時30分</time>、<time T00:00>午前0時</time>、<time T12:00>正午</time>、<time T12:15>午後0時15分</time>",
        "<time T08:30>午前八時三十分</time>",
        "<quantity PT3H>3時間</quantity>、時給、3時点",
    ] {
        check(marked);
    }
}

#[test]
fn durations() {
    for marked in [
        "約<quantity PT3H Approx>3時間</quantity>、<quantity PT3H Nearly>３時間</quantity>近く",
        "<quantity PT1H30M>1時間30分</quantity>、<quantity PT2H30M>2時間半</quantity>、<quantity P3Y6M>3年6カ月</quantity>",
        "<quantity P10Y>10年</quantity>ぶり、<quantity P3D>3日間</quantity>、<quantity P3D>3日</quantity>連続",
        "<quantity PXD Vague>数日</quantity>、<quantity PTXH Vague>数時間</quantity>、<quantity PXY Vague>数年間</quantity>",
        "<quantity P2W/P3W>2～3週間</quantity>、<quantity P2D/P3D Approx>2、3日</quantity>程度",
    ] {
        check(marked);
    }
}

#[test]
fn counts_and_measures() {
    for marked in [
        "<quantity 3>3人</quantity>と<quantity 12>12カ国</quantity>と<quantity 4>4機</quantity>",
        "<quantity 120000000>1億2000万円</quantity>、<quantity 3000000>300万ドル</quantity>、<quantity 50>$50</quantity>",
        "最大<quantity 50 Max>50%</quantity>、<quantity 3.5>3.5ポイント</quantity>、<quantity 3>3割</quantity>",
        "<quantity 100 OrMore>100人</quantity>以上、<quantity 10 Vague>数十人</quantity>、<quantity 20 OrMore>20人</quantity>余り",
        "<quantity 1>１期目</quantity>、<quantity 2>２度目</quantity>、<quantity 3>第3回</quantity>、<quantity 47>第47代</quantity>",
        "<quantity 3:1>3対1</quantity>、<quantity 2:0>2―0</quantity>で勝った、たった<quantity 0.3>0.3%</quantity>。",
        "<quantity 1:3>3分の1</quantity>、<quantity 2>2倍</quantity>",
        "<quantity 60>時速60キロ</quantity>、<quantity 5>震度5強</quantity>、<quantity -5>氷点下5度</quantity>",
        "<quantity 100000>10～20万人</quantity>、<quantity 42>42歳</quantity>、<quantity 3.2>3.2キロ</quantity>",
        "Ｆ－３５とB-2とiPhone16と5大要点",
        "<quantity 308.52>308円52銭</quantity>高",
        "EU<quantity 27>27カ国</quantity>",
    ] {
        check(marked);
    }
}
