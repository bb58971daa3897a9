//! The day of an article: given by the caller, or read off its date line or metadata, or else the first full
//! date of its text.
//!
//! A caption has the day of its picture and a list of other articles their days: neither is the day of this
//! one.

use super::calendar::{Calendar, Field};
use super::clock::{Clock, Day};
use super::tense::{self, Outlook};
use super::{FoundValue, Written};
use crate::sentences::Extent;
use crate::shadow::Shadow;
use crate::words::Words;
use shirushi_model::{Date, DaySource, Section};

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
enum DayGround {
    /// Anywhere in the text, told as coming: 2026年4月に開業する.
    Plan,
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

impl DayGround {
    fn source(self) -> DaySource {
        match self {
            Self::Plan | Self::Text => DaySource::Text,
            Self::Dateline => DaySource::Dateline,
            Self::Metadata | Self::Updated | Self::Published => DaySource::Metadata,
        }
    }
}

/// The day the text itself tells.
pub(super) fn read(
    shadow: &Shadow,
    words: &Words,
    sentences: &[Extent],
    found: &[FoundValue],
) -> Option<DayFound> {
    let best = best(shadow, words, sentences, found, full_date);
    best.map(|(_, found)| found)
}

/// The day of a text that tells no full date, written at about the time of `near`: its date line without a
/// year (11月4日(水)) in the year that brings it nearest, or else that time itself.
pub(super) fn read_near(
    shadow: &Shadow,
    words: &Words,
    sentences: &[Extent],
    found: &[FoundValue],
    near: Date,
) -> DayFound {
    let best = best(shadow, words, sentences, found, |date| date_near(date, near));
    let of_article = best.filter(|(ground, _)| *ground >= DayGround::Metadata);
    of_article.map_or(DayFound { day: near, source: DaySource::Text, place: None }, |(_, found)| found)
}

/// The date that most says that it is the article's.
fn best(
    shadow: &Shadow,
    words: &Words,
    sentences: &[Extent],
    found: &[FoundValue],
    whole: impl Fn(&FoundValue) -> Option<Date>,
) -> Option<(DayGround, DayFound)> {
    let opening = sentences.iter().position(|sentence| sentence.section == Section::Body);
    let mut best: Option<(DayGround, DayFound)> = None;
    let mut next = 0;
    let mut is_elsewhere = false;
    for date in found {
        while let Some(sentence) = sentences.get(next).filter(|sentence| sentence.start <= date.start) {
            is_elsewhere = leads_elsewhere(shadow, *sentence, is_elsewhere);
            next += 1;
        }
        let Some(day) = whole(date) else { continue };
        let number = next.saturating_sub(1);
        let Some(sentence) = sentences.get(number).filter(|_| !is_elsewhere) else { continue };
        let Some(ground) = ground(shadow, *sentence, date, opening == Some(number)) else { continue };
        let found = DayFound { day, source: ground.source(), place: Some((date.start, date.end)) };
        // 2026年4月1日に開業すると発表した: an article is not written on the day of its plan, if it tells of
        // another that was.
        let outlook = || {
            let place = (date.start, date.end);
            tense::outlook(shadow, words, *sentence, place, &Calendar::default())
        };
        let ground = match (ground, best) {
            (DayGround::Text, None) if outlook() == Outlook::Ahead => DayGround::Plan,
            (DayGround::Text, Some((DayGround::Plan, _))) if outlook() != Outlook::Past => continue,
            (ground, _) => ground,
        };
        if best.is_none_or(|(other, _)| ground > other) {
            best = Some((ground, found));
        }
    }
    best
}

/// A date that has year, month and day.
fn full_date(found: &FoundValue) -> Option<Date> {
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

/// A date of month and day, in the year that brings it nearest.
fn date_near(found: &FoundValue, near: Date) -> Option<Date> {
    let Written::Calendar(Calendar {
        year: None,
        month: Some(Field::Is(month)),
        day: Some(Field::Is(day)),
        ..
    }) = &found.written
    else {
        return full_date(found);
    };
    let years = [near.year(), near.year() - 1, near.year() + 1];
    let days = years.into_iter().filter_map(|year| Date::new(year, *month, *day));
    days.min_by_key(|day| near.days_until(*day).abs())
}

/// Whether the lines from here on are about other articles: 関連記事 and what stands under it, up to the next
/// running text.
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

fn ground(shadow: &Shadow, sentence: Extent, date: &FoundValue, is_opening: bool) -> Option<DayGround> {
    const PUBLISHED: &[&str] = &["公開", "配信", "掲載", "投稿", "発行", "発表日", "ublished", "発信", "付"];
    const UPDATED: &[&str] = &["更新", "修正", "改訂", "pdated"];
    const SOURCES: &[&str] = &["出典", "引用元", "情報源", "元記事", "ソース", "写真", "Copyright", "©"];
    /// Words that say that a date is the article's, whatever the rest of the line is: date 2025-11-20 …/AFP.
    const LABELS: &[&str] = &["date", "Date", "DATE", "日付"];
    match sentence.section {
        Section::Caption if LABELS.iter().any(|word| is_labelled(shadow, sentence, date, word)) => {
            Some(DayGround::Metadata)
        }
        Section::Caption => None,
        // 写真は首相官邸、2025年10月21日撮影。
        _ if ["撮影", "に撮影"].iter().any(|word| shadow.has(date.end, word)) => None,
        // 2025年11月6日、会見する社長（ロイター）: a caption that begins with its day.
        Section::Metadata | Section::Heading
            if date.start == sentence.start && shadow.at(date.end) == '、' && !has_stop(shadow, sentence) =>
        {
            None
        }
        // …を訪れた市長＝2025年11月16日、松本市: a caption without a credit.
        _ if shadow.before(date.start) == '=' && !has_stop(shadow, sentence) => None,
        Section::Metadata if is_item_of(shadow, sentence, SOURCES) => None,
        Section::Metadata => {
            let near = |words: &[&str]| words.iter().any(|word| is_labelled(shadow, sentence, date, word));
            Some(if near(PUBLISHED) {
                DayGround::Published
            } else if near(UPDATED) {
                DayGround::Updated
            } else if is_alone(shadow, sentence, date) {
                DayGround::Dateline
            } else {
                DayGround::Metadata
            })
        }
        Section::Body if is_opening && opens_in_brackets(shadow, sentence, date) => Some(DayGround::Dateline),
        Section::Body | Section::Heading if closes_in_brackets(shadow, sentence, date) => {
            Some(DayGround::Dateline)
        }
        Section::Heading if is_alone(shadow, sentence, date) => Some(DayGround::Dateline),
        Section::Heading if ends_with_when(shadow, sentence, date) => Some(DayGround::Metadata),
        // 2030年3月31日までの時限立法
        _ if shadow.has(date.end, "まで") => None,
        _ => Some(DayGround::Text),
    }
}

/// Whether a word stands right before a date, with a colon or blanks between (公開日: 2025年…), or right
/// behind it (2025年…更新).
fn is_labelled(shadow: &Shadow, sentence: Extent, date: &FoundValue, word: &str) -> bool {
    /// 公開日時: leaves as much between.
    const NEAR: usize = 6;
    let length = word.chars().count();
    let is_between =
        |c: char| matches!(c, ' ' | ':' | '日' | '時' | '=' | '】' | ']' | '-' | '/' | '・' | '|' | '、');
    let before = (sentence.start..date.start).rev().take(NEAR).take_while(|&p| is_between(shadow.at(p)));
    let from = date.start - before.count();
    let has_before = shadow.has_before(from, word) && from >= sentence.start + length;
    // A time of day may stand between: 2025年11月20日 18時42分 公開.
    let is_time = |c: char| c.is_ascii_digit() || " :時分秒午前後頃()月火水木金土日に".contains(c);
    let after = (date.end..sentence.end).take(4 * NEAR).find(|&p| !is_time(shadow.at(p)));
    has_before || after.is_some_and(|p| shadow.has(p, word))
}

/// Whether a line says nothing but when.
fn is_alone(shadow: &Shadow, sentence: Extent, date: &FoundValue) -> bool {
    (sentence.start..date.start).chain(date.end..sentence.end).all(|p| says_when(shadow.at(p)))
}

/// 白波新聞 2025年11月20日 18時42分, 2025年11月20日 東京朝刊: a line that ends with when, after a blank.
fn ends_with_when(shadow: &Shadow, sentence: Extent, date: &FoundValue) -> bool {
    let begins = date.start == sentence.start || shadow.before(date.start) == ' ';
    let is_paper = ["朝刊", "夕刊"].iter().any(|paper| shadow.has_before(sentence.end, paper));
    begins && (is_paper || (date.end..sentence.end).all(|p| says_when(shadow.at(p))))
}

/// What a date and a time of day are written with.
fn says_when(c: char) -> bool {
    c.is_ascii_digit()
        || c.is_whitespace()
        || ":時分秒午前後頃()[]【】月火水木金土日・祝曜年/.-TZ+".contains(c)
}

fn has_stop(shadow: &Shadow, sentence: Extent) -> bool {
    (sentence.start..sentence.end).any(|p| shadow.at(p) == '。')
}

/// How far into the text the date of a date line may stand.
const DATELINE: usize = 30;

/// 【ワシントン2025年11月20日】市長は…, ［2025年11月20日 東京］
fn opens_in_brackets(shadow: &Shadow, sentence: Extent, date: &FoundValue) -> bool {
    matches!(shadow.at(sentence.start), '【' | '[' | '(' | '〔')
        && date.start - sentence.start <= DATELINE
        && !(sentence.start + 1..date.start).any(|p| matches!(shadow.at(p), '】' | ']' | ')' | '〕'))
}

/// …と話した。（2025年11月20日付朝刊）: a bracket that is the whole sentence.
fn closes_in_brackets(shadow: &Shadow, sentence: Extent, date: &FoundValue) -> bool {
    opens_in_brackets(shadow, sentence, date)
        && sentence.end - sentence.start <= DATELINE
        && matches!(shadow.before(sentence.end), ')' | ']' | '】')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentences;
    use crate::tokenize::Tokenizer;
    use crate::values::ValueFinder;
    use shirushi_dictionary::build::workspace_dictionary;
    use std::sync::Arc;

    /// The day of a text, what it was read from and the words it was read from.
    fn day(
        tokenizer: &mut Tokenizer,
        text: &str,
        given: Option<&str>,
    ) -> Option<(String, DaySource, String)> {
        let shadow = Shadow::new(text);
        let extents = sentences::split(&shadow);
        let pieces: Vec<_> = extents.iter().map(|e| shadow.span(e.start, e.end)).collect();
        let words = Words::from_tokens(&shadow, &tokenizer.tokenize(text, &pieces));
        let given = given.map(|day| day.parse().unwrap());
        let (_, found) = ValueFinder::new().find(&shadow, &words, &extents, given);
        found.map(|found| {
            let place = found.place.map(|(start, end)| shadow.span(start, end).slice(text).unwrap());
            (found.day.to_string(), found.source, place.unwrap_or_default().to_owned())
        })
    }

    fn tokenizer() -> Tokenizer {
        Tokenizer::new(Arc::new(workspace_dictionary().unwrap()))
    }

    #[test]
    fn the_day_is_read_from_what_speaks_of_the_article() {
        use DaySource::{Dateline, Metadata, Text};
        let mut tokenizer = tokenizer();
        for (text, value, source, place) in [
            (
                "港で火災\n2025年11月20日 18:42\n\n20日、港で火災があった。",
                "2025-11-20",
                Dateline,
                "2025年11月20日",
            ),
            (
                "港で火災\n公開日：2025年11月20日 更新日：2025年11月21日\n火災があった。",
                "2025-11-20",
                Metadata,
                "2025年11月20日",
            ),
            (
                "港で火災\n更新: 2025/11/21 10:00\n2025年11月18日に火災があった。",
                "2025-11-21",
                Metadata,
                "2025/11/21",
            ),
            (
                "【白波2025年11月20日】港で2025年11月18日に火災があった。",
                "2025-11-20",
                Dateline,
                "2025年11月20日",
            ),
            (
                "火災があったのは2025年11月18日だった。\n（2025年11月20日付朝刊）",
                "2025-11-20",
                Metadata,
                "2025年11月20日",
            ),
            (
                "港で火災\n白波新聞 2025年11月20日 18時42分\n2025年11月18日に火災があった。",
                "2025-11-20",
                Metadata,
                "2025年11月20日",
            ),
            (
                "港で火災\n2025-11-20T18:42:00+09:00\n火災があった。",
                "2025-11-20",
                Dateline,
                "2025-11-20T18:42:00+09:00",
            ),
            ("港で火災\n2025 年 11 月 20 日\n火災があった。", "2025-11-20", Dateline, "2025 年 11 月 20 日"),
            ("令和7年11月18日、港で火災があった。", "2025-11-18", Text, "令和7年11月18日"),
            (
                "港で火災\n消火にあたる隊員＝2025年11月16日、白波市（共同）\n2025年11月18日に火災があった。",
                "2025-11-18",
                Text,
                "2025年11月18日",
            ),
            ("2026年4月1日に開業すると2025年11月18日に発表した。", "2025-11-18", Text, "2025年11月18日"),
            (
                "2025年11月18日に火災があった。\n\n関連記事\n港の安全\n2025/11/01\n公開日：2025年10月1日",
                "2025-11-18",
                Text,
                "2025年11月18日",
            ),
        ] {
            assert_eq!(
                day(&mut tokenizer, text, None),
                Some((value.to_owned(), source, place.to_owned())),
                "{text}"
            );
        }
    }

    #[test]
    fn a_caption_or_a_list_of_others_tells_no_day() {
        let mut tokenizer = tokenizer();
        for text in [
            "港で火災\n\n消火にあたる隊員＝2025年11月16日、白波市（共同）\n港で火災があった。",
            "港で火災\n\n消火にあたる隊員＝2025年11月16日、白波市\n港で火災があった。",
            "港で火災があった。\n関連記事\n2025/11/01",
            "港で火災があった。\n出典：白波新聞 2025年11月1日",
            "15日、港で火災があった。",
        ] {
            assert_eq!(day(&mut tokenizer, text, None), None, "{text}");
        }
    }

    #[test]
    fn a_given_day_goes_before_all() {
        let found = day(&mut tokenizer(), "港で火災\n2025年11月20日\n火災があった。", Some("2025-12-01"));
        assert_eq!(found, Some(("2025-12-01".to_owned(), DaySource::Given, String::new())));
    }
}
