//! The day of an article: given by the caller, or read off its date line or metadata, or else the first full date of its text.
//!
//! A caption has the day of its picture and a list of other articles their days: neither is the day of this one.

use super::calendar::{Calendar, Field};
use super::clock::{Clock, Day};
use super::{Found, Written};
use crate::date::Date;
use crate::sentences::Extent;
use crate::shadow::Shadow;
use shirushi_model::{DaySource, Section};

/// The day of an article and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DayFound {
    pub(crate) day: Date,
    pub(crate) source: DaySource,
    /// Where in the text; `None` when it was given.
    pub(crate) place: Option<(usize, usize)>,
}

impl DayFound {
    pub(super) fn given(day: Date) -> Self {
        Self { day, source: DaySource::Given, place: None }
    }
}

/// How much a place says that its date is the article's; the greatest decides, of equal ones the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Ground {
    /// Anywhere in the text.
    Text,
    /// A line about the article: an author with a date.
    Metadata,
    /// 更新: 2025年11月21日
    Updated,
    /// 【2025年11月20日 東京】, a line that says nothing but when.
    Dateline,
    /// 公開日: 2025年11月20日
    Published,
}

impl Ground {
    fn source(self) -> DaySource {
        match self {
            Self::Text => DaySource::Text,
            Self::Dateline => DaySource::Dateline,
            Self::Metadata | Self::Updated | Self::Published => DaySource::Metadata,
        }
    }
}

/// The day the text itself tells.
pub(super) fn read(shadow: &Shadow, sentences: &[Extent], found: &[Found]) -> Option<DayFound> {
    let opening = sentences.iter().position(|sentence| sentence.section == Section::Body);
    let mut best: Option<(Ground, DayFound)> = None;
    let mut next = 0;
    let mut is_elsewhere = false;
    for date in found {
        while let Some(sentence) = sentences.get(next).filter(|sentence| sentence.start <= date.start) {
            is_elsewhere = leads_elsewhere(shadow, *sentence, is_elsewhere);
            next += 1;
        }
        let Some(day) = full_date(date) else { continue };
        let number = next.saturating_sub(1);
        let Some(sentence) = sentences.get(number).filter(|_| !is_elsewhere) else { continue };
        let Some(ground) = ground(shadow, *sentence, date, opening == Some(number)) else { continue };
        if best.is_none_or(|(other, _)| ground > other) {
            let place = Some((date.start, date.end));
            best = Some((ground, DayFound { day, source: ground.source(), place }));
        }
    }
    best.map(|(_, found)| found)
}

/// A date that has year, month and day.
fn full_date(found: &Found) -> Option<Date> {
    match &found.written {
        Written::Clock(Clock { day: Some(Day::On(day)), .. }) => Some(*day),
        Written::Calendar(Calendar {
            year: Some(Field::Is(year)),
            month: Some(Field::Is(month)),
            day: Some(Field::Is(day)),
            ..
        }) => Date::new(*year, *month, *day),
        _ => None,
    }
}

/// Whether the lines from here on are about other articles: 関連記事 and what stands under it, up to the next running text.
fn leads_elsewhere(shadow: &Shadow, sentence: Extent, was_elsewhere: bool) -> bool {
    const LEADS: &[&str] = &[
        "関連",
        "あわせて",
        "合わせて",
        "こちらも",
        "おすすめ",
        "ランキング",
        "アクセスランキング",
        "新着",
        "前の記事",
        "次の記事",
    ];
    match sentence.section {
        Section::Body => false,
        _ if is_item_of(shadow, sentence, LEADS) => true,
        _ => was_elsewhere,
    }
}

/// Whether a line begins with one of these words, after the mark of an item or a bracket.
fn is_item_of(shadow: &Shadow, sentence: Extent, words: &[&str]) -> bool {
    let is_mark = |c: char| !c.is_alphanumeric();
    let first =
        (sentence.start..sentence.end).take(4).find(|&p| !is_mark(shadow.at(p))).unwrap_or(sentence.end);
    words.iter().any(|word| shadow.has(first, word))
}

fn ground(shadow: &Shadow, sentence: Extent, date: &Found, is_opening: bool) -> Option<Ground> {
    const PUBLISHED: &[&str] = &["公開", "配信", "掲載", "投稿", "発行", "発表日", "ublished", "発信", "付"];
    const UPDATED: &[&str] = &["更新", "修正", "改訂", "pdated"];
    const SOURCES: &[&str] = &["出典", "引用元", "情報源", "元記事", "ソース", "写真", "Copyright", "©"];
    match sentence.section {
        Section::Caption => None,
        Section::Metadata if is_item_of(shadow, sentence, SOURCES) => None,
        Section::Metadata => {
            let near = |words: &[&str]| words.iter().any(|word| is_labelled(shadow, sentence, date, word));
            Some(if near(PUBLISHED) {
                Ground::Published
            } else if near(UPDATED) {
                Ground::Updated
            } else if is_alone(shadow, sentence, date) {
                Ground::Dateline
            } else {
                Ground::Metadata
            })
        }
        Section::Body if is_opening && opens_in_brackets(shadow, sentence, date) => Some(Ground::Dateline),
        Section::Body if closes_in_brackets(shadow, sentence, date) => Some(Ground::Dateline),
        Section::Heading if is_alone(shadow, sentence, date) => Some(Ground::Dateline),
        _ => Some(Ground::Text),
    }
}

/// Whether a word stands right before a date, with a colon or blanks between (公開日: 2025年…), or right behind it (2025年…更新).
fn is_labelled(shadow: &Shadow, sentence: Extent, date: &Found, word: &str) -> bool {
    /// 公開日時: leaves as much between.
    const NEAR: usize = 6;
    let length = word.chars().count();
    let is_between =
        |c: char| matches!(c, ' ' | ':' | '日' | '時' | '=' | '】' | ']' | '-' | '/' | '・' | '|' | '、');
    let before = (sentence.start..date.start).rev().take(NEAR).take_while(|&p| is_between(shadow.at(p)));
    let from = date.start - before.count();
    let has_before = shadow.has_before(from, word) && from >= sentence.start + length;
    // A time of day may stand between: 2025年11月20日 18時42分 公開.
    let is_time = |c: char| c.is_ascii_digit() || " :時分秒午前後頃()月火水木金土日".contains(c);
    let after = (date.end..sentence.end).take(4 * NEAR).find(|&p| !is_time(shadow.at(p)));
    has_before || after.is_some_and(|p| shadow.has(p, word))
}

/// Whether a line says nothing but when.
fn is_alone(shadow: &Shadow, sentence: Extent, date: &Found) -> bool {
    let is_rest = |&p: &usize| {
        let c = shadow.at(p);
        c.is_ascii_digit()
            || c.is_whitespace()
            || " :時分秒午前後頃()[]【】月火水木金土日・祝曜年/.-TZ+".contains(c)
    };
    (sentence.start..date.start).all(|p| is_rest(&p)) && (date.end..sentence.end).all(|p| is_rest(&p))
}

/// How far into the text the date of a date line may stand.
const DATELINE: usize = 30;

/// 【ワシントン2025年11月20日】市長は…, ［2025年11月20日 東京］
fn opens_in_brackets(shadow: &Shadow, sentence: Extent, date: &Found) -> bool {
    matches!(shadow.at(sentence.start), '【' | '[' | '(' | '〔')
        && date.start - sentence.start <= DATELINE
        && !(sentence.start + 1..date.start).any(|p| matches!(shadow.at(p), '】' | ']' | ')' | '〕'))
}

/// …と話した。（2025年11月20日付朝刊）: a bracket that is the whole sentence.
fn closes_in_brackets(shadow: &Shadow, sentence: Extent, date: &Found) -> bool {
    opens_in_brackets(shadow, sentence, date)
        && sentence.end - sentence.start <= DATELINE
        && matches!(shadow.before(sentence.end), ')' | ']' | '】')
}
