//! Forms that lines have: marks of items, days and hours, addresses, credits, the names of a page's
//! furniture. Each is only evidence; what follows from it is decided elsewhere.

mod lists;

use crate::sentences::is_blank;
use crate::shadow::{Shadow, is_hiragana, is_latin};

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum LineForm {
    /// `・けが人は3人`
    Item,
    /// `■ 何が起きた？`, `◆ポンプ停止か`, `◆そうですね。`
    Sign,
    /// `▼あわせて読みたい`, `＞ 社会`
    Pointer,
    /// `※無断転載を禁じます`
    Note,
    /// `1. 経緯`, `（2）対象`, `①原因`
    Numbered,
    /// A line of nothing but a day or an hour: `2025/08/16 更新: 2025/08/17`
    Calendar,
    /// A day is named: `11月16日`, `2025.11.16`
    Day,
    /// An hour is named: `18時30分`, `18:30`
    Clock,
    /// `山田花子記者`, `港日報特派員。専門は…`
    Author,
    /// `…を迎えた（鈴木一郎撮影）`, `…大統領/AFP`
    Credit,
    /// `…する市長＝16日午後3時、松本市`
    Scene,
    /// `…する市長＝松本市`
    Stroke,
    /// `…を迎えた（鈴木一郎撮影）`, `…（港日報提供）`, `…(Andrew Harnik/Getty Images)`
    Camera,
    /// `…の前に並ぶ人たち（4日、灘浜市で）`
    Spot,
    /// `写真：`, `【画像】`
    Picture,
    /// `関連記事`, `シェアする`
    Furniture,
    /// `【関連記事】港の安全`, `▼あわせて読みたい：港の安全`, `［PR］`
    Opener,
    /// Nothing but an address: `https://example.com/a`
    Address,
    /// `© 2025 港日報社`
    Copyright,
    /// `残り1234文字`
    Remainder,
    /// `TEL：03-0000-0000`, `〒100-0000`
    Contact,
    /// `#流氷`
    Tag,
    /// `見出し | 港日報`
    Bar,
    /// `――就任のときは。`, `Q なぜですか。`
    Turn,
    /// `【独占】…`
    Bracket,
}

/// The forms a line has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Forms(u32);

impl Forms {
    pub(super) fn has(self, form: LineForm) -> bool {
        self.0 & (1 << form as u8) != 0
    }

    /// Whether it has the mark of an item, whatever that stands for.
    pub(super) fn is_marked(self) -> bool {
        [LineForm::Item, LineForm::Sign, LineForm::Pointer, LineForm::Note, LineForm::Numbered]
            .into_iter()
            .any(|form| self.has(form))
    }

    /// As a number.
    pub(super) fn bits(self) -> u32 {
        self.0
    }

    fn put(&mut self, form: LineForm, holds: bool) {
        self.0 |= u32::from(holds) << form as u8;
    }
}

/// The forms of a line.
pub(super) fn of(shadow: &Shadow, first: usize, last: usize) -> Forms {
    let mut forms = Forms::default();
    let starts = |patterns: &[&str]| patterns.iter().any(|p| shadow.has(first, p));
    // What opens a bracket or points somewhere may stand before the word: 【関連記事】, ▼あわせて読みたい.
    let inner = (first..last).take(3).find(|&p| !PRECEDE.contains(shadow.at(p))).unwrap_or(first);
    let starts_inside = |patterns: &[&str]| patterns.iter().any(|p| shadow.has(inner, p));
    let c = shadow.at(first);
    forms.put(LineForm::Item, (c == '・' && last - first > 1) || (c == '-' && shadow.at(first + 1) == ' '));
    forms.put(LineForm::Sign, "●○◆◇■□◎★☆✓✔".contains(c) && last - first > 1);
    forms.put(LineForm::Pointer, "▲△▼▽►▶➤→»>≫⇒".contains(c));
    forms.put(LineForm::Note, matches!(c, '※' | '*'));
    forms.put(LineForm::Numbered, is_numbered(shadow, first, last));
    forms.put(LineForm::Calendar, is_calendar_only(shadow, first, last));
    forms.put(LineForm::Author, is_author_line(shadow, first, last));
    forms.put(LineForm::Credit, ends_with_credit(shadow, first, last));
    forms.put(LineForm::Camera, ends_with_camera(shadow, first, last));
    forms.put(LineForm::Spot, ends_with_spot(shadow, first, last));
    forms.put(LineForm::Picture, starts_inside(&lists::PICTURES));
    // A topic's box ends with the way to the rest of it: …をお届けします。[もっと見る]
    let box_ends =
        ["[もっと見る]", "[一覧を見る]", "[記事一覧へ]"].iter().any(|way| shadow.has_before(last, way));
    forms.put(LineForm::Opener, box_ends || opens_others(shadow, inner, last));
    // The blank is part of it: `By Andrew`, not `Bypass`.
    forms.put(LineForm::Furniture, starts_inside(&lists::FURNITURE) || shadow.has(inner, "By "));
    forms.put(LineForm::Address, is_address(shadow, first, last));
    forms.put(LineForm::Copyright, starts(&["©", "(C)", "(c)", "Copyright"]));
    forms.put(LineForm::Tag, c == '#' && last - first > 1);
    let question = matches!(c, 'Q' | 'A') && !is_latin(shadow.at(first + 1));
    forms.put(LineForm::Turn, shadow.has(first, "--") || question);
    forms.put(LineForm::Bracket, matches!(c, '【' | '[' | '<' | '〔' | '『' | '('));
    scan(shadow, first, last, &mut forms);
    forms
}

/// What may stand before the first word of a line.
const PRECEDE: &str = "【[(<〔▲△▼▽►▶➤→»>≫⇒■●◆・※ ";

/// At most this many characters from either end are looked through for days and the like.
const REACH: usize = 80;

/// Looks for what may stand anywhere in a line.
fn scan(shadow: &Shadow, first: usize, last: usize, forms: &mut Forms) {
    let tail = last.saturating_sub(REACH).max(first);
    let head = last.min(first + REACH).min(tail);
    for position in (first..head).chain(tail..last) {
        let c = shadow.at(position);
        let digit_before = shadow.before(position).is_ascii_digit();
        match c {
            '月' | '/' | '.' | '-' if digit_before => {
                let after = shadow.at(position + 1).is_ascii_digit();
                let year = position >= first + 4
                    && shadow.slice(position - 4, position).iter().all(char::is_ascii_digit);
                forms.put(LineForm::Day, after && (c == '月' || c == '/' || year));
            }
            '時' | ':' if digit_before => {
                let minutes = shadow.at(position + 1).is_ascii_digit();
                forms.put(LineForm::Clock, minutes || (c == '時' && !shadow.has(position, "時間")));
            }
            '=' => {
                forms.put(LineForm::Scene, is_scene(shadow, first, position, last));
                forms.put(LineForm::Stroke, is_stroke(shadow, position, last));
            }
            '残' if shadow.has(position, "残り") => {
                forms.put(LineForm::Remainder, is_remainder(shadow, position, last))
            }
            'T' => forms.put(LineForm::Contact, shadow.has(position, "TEL")),
            '電' => forms
                .put(LineForm::Contact, shadow.has(position, "電話番号") || is_telephone(shadow, position)),
            '内' => forms.put(LineForm::Contact, shadow.has(position, "内線")),
            '〒' => forms.put(LineForm::Contact, true),
            '|' | '｜' => forms.put(LineForm::Bar, true),
            _ => {}
        }
    }
}

/// `残り1234文字`, `残り：418文字／全文：822文字`, `残り 1082/1876 文字`
pub(super) fn is_remainder(shadow: &Shadow, position: usize, last: usize) -> bool {
    let mut at = position + 2;
    let mut digits = 0;
    while at < last
        && (shadow.at(at).is_ascii_digit() || matches!(shadow.at(at), ' ' | ':' | ',' | '/' | '約'))
    {
        digits += usize::from(shadow.at(at).is_ascii_digit());
        at += 1;
    }
    digits > 0 && (shadow.has(at, "文字") || shadow.has(at, "字"))
}

/// 電話 03・0000・0000, 電話000-000-0000
fn is_telephone(shadow: &Shadow, position: usize) -> bool {
    let number = shadow.slice(position + 2, position + 16);
    shadow.has(position, "電話")
        && number.iter().filter(|c| c.is_ascii_digit()).count() >= 6
        && number.iter().take(6).any(|c| c.is_ascii_digit())
}

/// What stands after the stroke of a caption: when, and where. `＝2025年11月16日、松本市`,
/// `＝16日夜、町役場で`
fn is_scene(shadow: &Shadow, first: usize, stroke: usize, last: usize) -> bool {
    let after = shadow.slice(stroke + 1, last);
    let told = |from: usize| (from..stroke).any(|p| is_hiragana(shadow.at(p)));
    let day = |pair: &[char]| matches!(pair, [digit, '日' | '年' | '月' | '時'] if digit.is_ascii_digit());
    after.len() <= 60
        && first + 4 <= stroke
        && told(stroke.saturating_sub(REACH).max(first))
        && after.first().is_some_and(|&c| c.is_ascii_digit() || matches!(c, '同' | '昨' | '今' | '平' | '令'))
        && after.windows(2).take(14).any(day)
        && !after.iter().any(|c| matches!(c, '。' | '=' | '「'))
}

/// `＝松本市`, `＝鈴木一郎撮影`, `＝塩原市で24日`
fn is_stroke(shadow: &Shadow, stroke: usize, last: usize) -> bool {
    let after = shadow.slice(stroke + 1, last);
    let has = |wanted: &[char]| after.iter().any(|c| wanted.contains(c));
    !after.is_empty()
        && after.len() <= 30
        && !has(&['。', 'は', 'が', 'を', '='])
        && has(&['市', '町', '村', '区', '県', '都', '府', '影', '供', '日'])
}

/// `1. …`, `(2) …`, `１．…`, `① …`.
fn is_numbered(shadow: &Shadow, first: usize, last: usize) -> bool {
    let c = shadow.at(first);
    if matches!(c, '①'..='⑳' | '❶'..='❿') {
        return last - first > 1;
    }
    let mut position = first + usize::from(c == '(');
    let digits = position;
    while shadow.at(position).is_ascii_digit() && position - digits < 2 {
        position += 1;
    }
    let mark = shadow.at(position);
    let is_numbered = position > digits
        && (mark == ')'
            || (c != '(' && matches!(mark, '.' | ' ') && !shadow.at(position + 1).is_ascii_digit()));
    is_numbered && position + 1 < last
}

/// An address or a mail address and nothing else.
fn is_address(shadow: &Shadow, first: usize, last: usize) -> bool {
    let inside = |p: usize| shadow.at(p).is_ascii_graphic();
    let web = shadow.has(first, "http://") || shadow.has(first, "https://") || shadow.has(first, "www.");
    let mail = || last - first <= 60 && (first..last).any(|p| shadow.at(p) == '@') && shadow.at(first) != '@';
    (web || mail()) && (first..last).all(inside)
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
        } else if let Some((length, ())) = shadow.first(position, &lists::CALENDAR_WORDS) {
            position += length;
        } else if is_blank(c) || "年月日時分秒/.-:;,()[]T+|・、火水木金土曜~".contains(c) {
            position += 1;
        } else {
            return false;
        }
    }
    digits >= 3
}

/// `[東京 15日 ロイター]`-like bylines are body; this is `山田太郎記者` and `○○新聞特派員。専門は…`.
fn is_author_line(shadow: &Shadow, first: usize, last: usize) -> bool {
    let mut clause = first;
    while clause < last && !matches!(shadow.at(clause), '。' | '、' | '(' | ' ') {
        if is_hiragana(shadow.at(clause)) {
            return false;
        }
        clause += 1;
    }
    clause - first <= 24
        && lists::AUTHORS.iter().any(|a| shadow.has_before(clause, a))
        && shadow.at(clause) != '、'
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

/// A credit that only a picture has: `（鈴木一郎撮影）`, `＝港日報提供`, `/AFP/Getty Images`. Behind a full
/// stop only one with a photographer and an agency: an article may end with the name of an agency, or with
/// who wrote it.
fn ends_with_camera(shadow: &Shadow, first: usize, last: usize) -> bool {
    let reach = last.saturating_sub(REACH).max(first);
    let closed = matches!(shadow.before(last), ')' | ']');
    let opens = |p: &usize| {
        if closed { matches!(shadow.at(*p), '(' | '[') } else { matches!(shadow.at(*p), '=' | '/') }
    };
    let Some(start) = (reach..last).rev().find(opens) else { return false };
    let told = (first..start).any(|p| is_hiragana(shadow.at(p)));
    if start < first + 3 || !told {
        return false;
    }
    let ends = |word: &str| shadow.has_before(last, word) || (closed && shadow.has_before(last - 1, word));
    let inside = |word: &str| (start..last).any(|p| shadow.has(p, word));
    if shadow.at(start) == '/' {
        return lists::AGENCIES.iter().any(|agency| ends(agency));
    }
    let several = inside("/") && lists::AGENCIES.iter().any(|agency| inside(agency));
    if (first..start).any(|p| shadow.at(p) == '。') {
        return several;
    }
    several || ends("撮影") || ends("提供") || inside("Getty") || ends("アフロ")
}

/// A day or a place in brackets at the end of what is no sentence: `…する館長（4日、灘浜市で）`.
fn ends_with_spot(shadow: &Shadow, first: usize, last: usize) -> bool {
    if shadow.before(last) != ')' {
        return false;
    }
    let reach = last.saturating_sub(40).max(first);
    let Some(start) = (reach..last).rev().find(|&p| shadow.at(p) == '(') else { return false };
    let inner = shadow.slice(start + 1, last - 1);
    let day =
        inner.windows(2).any(|pair| matches!(pair, [digit, '日' | '年' | '月'] if digit.is_ascii_digit()));
    let place = inner.last().is_some_and(|c| "で市町村区県都府".contains(*c));
    start > first && !(first..start).any(|p| shadow.at(p) == '。') && (day || place)
}

/// Words that open a list of other articles or an advertisement, where a bracket or a colon sets them apart
/// or they are all of the line.
fn opens_others(shadow: &Shadow, inner: usize, last: usize) -> bool {
    lists::OPENERS.iter().any(|word| {
        let after = inner + word.chars().count();
        shadow.has(inner, word) && after <= last && (after == last || "】])>:".contains(shadow.at(after)))
    })
}

fn has_credit(shadow: &Shadow, start: usize, end: usize) -> bool {
    (start..end).any(|position| {
        let begins = !(is_latin(shadow.before(position)) && is_latin(shadow.at(position)));
        begins
            && lists::CREDITS.iter().any(|credit| {
                let after = position + credit.chars().count();
                after <= end
                    && shadow.has(position, credit)
                    && !(is_latin(shadow.before(after)) && is_latin(shadow.at(after)))
            })
    })
}
