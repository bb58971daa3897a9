//! What part of an article a line is, by its form: headings have no 。, items begin with a mark, captions end with a credit, and
//! dates, author lines and links are not the article's own text.

use super::is_blank;
use crate::shadow::{Shadow, is_hiragana, is_latin};
use shirushi_model::Section;

/// Marks that begin an item of a list.
const BULLETS: &str = "・●○◆◇■□▪▲△▼▽★☆※◎►▶➤✓✔*";

/// Beginnings of lines that are not the article's own text.
const METADATA_STARTS: &[&str] = &[
    "関連記事",
    "関連特集",
    "関連リンク",
    "関連ニュース",
    "関連キーワード",
    "あわせて読みたい",
    "合わせて読みたい",
    "こちらも読みたい",
    "続きを読む",
    "記事全文",
    "この記事",
    "この記者",
    "元記事",
    "情報源",
    "出典",
    "引用元",
    "ソース:",
    "取材・文",
    "文・",
    "文/",
    "文:",
    "執筆",
    "著者",
    "筆者",
    "編集:",
    "翻訳:",
    "翻訳・",
    "訳:",
    "構成:",
    "更新:",
    "更新日",
    "公開:",
    "公開日",
    "配信",
    "掲載",
    "最終更新",
    "投稿日",
    "日付:",
    "記者:",
    "担当:",
    "タグ:",
    "カテゴリ",
    "キーワード:",
    "シェア",
    "ツイート",
    "おすすめ",
    "無断転載",
    "Copyright",
    "©",
    "(C)",
    "(c)",
    "http://",
    "https://",
    "By ",
    "Reporting by",
    "Published",
    "Updated",
];

/// What a line about its author ends its first clause with.
const AUTHORS: &[&str] = &[
    "記者",
    "特派員",
    "編集委員",
    "論説委員",
    "支局長",
    "ライター",
    "ジャーナリスト",
    "研究員",
    "編集長",
    "コラムニスト",
    "デスク",
    "通信員",
    "編集部",
];

/// Beginnings of captions.
const CAPTION_STARTS: &[&str] = &[
    "写真:",
    "写真=",
    "写真/",
    "写真は",
    "(写真",
    "[写真",
    "【写真",
    "画像:",
    "(画像",
    "動画:",
    "(動画",
    "図:",
    "図表:",
    "撮影:",
    "提供:",
];

/// What stands inside the bracket that closes a caption, or after its last stroke.
const CREDITS: &[&str] = &[
    "AFP",
    "AP",
    "REUTERS",
    "Reuters",
    "ロイター",
    "Getty",
    "EPA",
    "Bloomberg",
    "時事",
    "共同",
    "ANN",
    "PA",
    "Anadolu",
    "写真",
    "撮影",
    "提供",
    "資料",
    "Photo",
    "photo",
    "Images",
    "アフロ",
    "Alamy",
    "iStock",
    "Shutterstock",
    "代表撮影",
    "本社",
    "新聞社",
    "UPI",
    "ZUMA",
    "タス",
    "新華社",
];

/// What part of an article a line is.
pub(super) fn section(shadow: &Shadow, first: usize, last: usize, is_opening: bool) -> Section {
    let starts = |patterns: &[&str]| patterns.iter().any(|p| shadow.has(first, p));
    if starts(METADATA_STARTS) || is_calendar_only(shadow, first, last) || is_author_line(shadow, first, last)
    {
        return Section::Metadata;
    }
    if starts(CAPTION_STARTS) || ends_with_credit(shadow, first, last) {
        return Section::Caption;
    }
    if is_item(shadow, first, last) {
        return Section::Bullet;
    }
    let last_char = shadow.before(last);
    let has_stop = (first..last).any(|p| shadow.at(p) == '。');
    let is_quote = shadow.at(first) == '「' && last_char == '」';
    let limit = if is_opening { HEADLINE } else { HEADING };
    if !has_stop && !is_quote && last - first <= limit && !matches!(last_char, '、' | ',') {
        return Section::Heading;
    }
    Section::Body
}

/// The longest heading between paragraphs, in characters.
const HEADING: usize = 45;
/// The longest headline.
const HEADLINE: usize = 80;

/// `・…`, `1. …`, `(2) …`, `① …`, `- …`.
fn is_item(shadow: &Shadow, first: usize, last: usize) -> bool {
    let c = shadow.at(first);
    if BULLETS.contains(c) || matches!(c, '①'..='⑳' | '❶'..='❿') {
        return last - first > 1;
    }
    if c == '-' {
        return shadow.at(first + 1) == ' ';
    }
    let mut position = first + usize::from(c == '(');
    let digits = position;
    while shadow.at(position).is_ascii_digit() && position - digits < 2 {
        position += 1;
    }
    let mark = shadow.at(position);
    let is_numbered = position > digits
        && (mark == ')' || (c != '(' && mark == '.' && !shadow.at(position + 1).is_ascii_digit()));
    is_numbered && position + 1 < last
}

/// A line of digits, 年月日, separators and words like 更新: nothing but when.
fn is_calendar_only(shadow: &Shadow, first: usize, last: usize) -> bool {
    if last - first > 60 {
        return false;
    }
    let mut digits = 0;
    let mut position = first;
    while position < last {
        let c = shadow.at(position);
        if c.is_ascii_digit() {
            digits += 1;
            position += 1;
        } else if let Some((length, ())) = shadow.first(position, CALENDAR_WORDS) {
            position += length;
        } else if is_blank(c) || "年月日時分秒/.-:;,()[]T+|・、火水木金土曜~".contains(c) {
            position += 1;
        } else {
            return false;
        }
    }
    digits >= 3
}

const CALENDAR_WORDS: &[(&str, ())] = &[
    ("更新", ()),
    ("公開", ()),
    ("配信", ()),
    ("掲載", ()),
    ("投稿", ()),
    ("発信", ()),
    ("午前", ()),
    ("午後", ()),
    ("最終", ()),
    ("日時", ()),
    ("令和", ()),
    ("平成", ()),
    ("JST", ()),
    ("GMT", ()),
    ("UTC", ()),
    ("AM", ()),
    ("PM", ()),
    ("am", ()),
    ("pm", ()),
    ("date", ()),
    ("Date", ()),
    ("published", ()),
    ("updated", ()),
];

/// `[東京 15日 ロイター]`-like bylines are body; this is `山田太郎記者` and `○○新聞特派員。専門は…`.
fn is_author_line(shadow: &Shadow, first: usize, last: usize) -> bool {
    let mut clause = first;
    while clause < last && !matches!(shadow.at(clause), '。' | '、' | '(' | ' ') {
        if is_hiragana(shadow.at(clause)) {
            return false;
        }
        clause += 1;
    }
    clause - first <= 24 && AUTHORS.iter().any(|a| shadow.has_before(clause, a)) && shadow.at(clause) != '、'
}

/// `…を迎えた(Andrew Harnik/Getty Images)`, `…会見する首相＝15日、東京(共同)`, `…大統領/AFP/Getty Images`.
fn ends_with_credit(shadow: &Shadow, first: usize, last: usize) -> bool {
    let closes = shadow.before(last);
    if matches!(closes, ')' | ']') {
        let open = if closes == ')' { '(' } else { '[' };
        let Some(start) = (first..last - 1).rev().take(80).find(|&p| shadow.at(p) == open) else {
            return false;
        };
        // A dateline or a gloss names an agency too, but then the line goes on after it.
        return start > first && has_credit(shadow, start + 1, last - 1);
    }
    let Some(stroke) = (first..last).rev().take(40).find(|&p| matches!(shadow.at(p), '/' | '=')) else {
        return false;
    };
    has_credit(shadow, stroke + 1, last) && !(stroke + 1..last).any(|p| shadow.at(p) == '。')
}

fn has_credit(shadow: &Shadow, start: usize, end: usize) -> bool {
    (start..end).any(|position| {
        let begins = !(is_latin(shadow.before(position)) && is_latin(shadow.at(position)));
        begins
            && CREDITS.iter().any(|credit| {
                let after = position + credit.chars().count();
                after <= end
                    && shadow.has(position, credit)
                    && !(is_latin(shadow.before(after)) && is_latin(shadow.at(after)))
            })
    })
}
