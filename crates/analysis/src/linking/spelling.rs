//! Keys under which spellings of one name meet: アンカレジ and アンカレッジ, ヴェネツィア and ベネツィア,
//! 米空軍 and アメリカ空軍, 株式会社霧沢製作所 and 霧沢製作所, 廣澤 and 広沢.

use crate::entities::tables;
use crate::shadow::{is_hiragana, is_katakana, is_latin};
use shirushi_model::EntityType;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The key of a folded form.
pub(super) fn key(kind: EntityType, form: &str) -> String {
    let mut key = phonetic(form);
    match kind {
        EntityType::Organization => key = with_country(without_legal_form(&key)),
        EntityType::Event => key = without_countries(&key).replace("首脳", ""),
        EntityType::Facility => key = without_descriptions(&key),
        _ => {}
    }
    key
}

/// 小鳥遊涼 of 小鳥遊(たかなし)涼: a folded name without the readings of its parts.
pub(super) fn without_readings(form: &str) -> String {
    let mut name = String::with_capacity(form.len());
    let mut rest = form;
    while let Some((before, inside)) = rest.split_once('(') {
        let reading =
            inside.split_once(')').filter(|(kana, _)| kana.chars().all(|c| is_hiragana(c) || c == 'ー'));
        let Some((_, after)) = reading else { break };
        name.push_str(before);
        rest = after;
    }
    name.push_str(rest);
    name
}

/// Drops and levels what transcriptions differ in: ッ, ー, ヴ, small letters, ・ of initials, blanks that
/// separate no Latin words, case, the old forms of kanji.
pub(crate) fn phonetic(form: &str) -> String {
    let mut key = String::with_capacity(form.len());
    let mut chars = form.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        match c {
            'ッ' | 'ー' if is_katakana(before) || is_katakana(next) => {}
            'ヴ' => {
                let (b, takes) = match next {
                    'ァ' => ('バ', true),
                    'ィ' => ('ビ', true),
                    'ェ' => ('ベ', true),
                    'ォ' => ('ボ', true),
                    _ => ('ブ', false),
                };
                key.push(b);
                if takes {
                    chars.next();
                }
            }
            // プーチン and プーティン, ロディ and ロジ
            'テ' if next == 'ィ' => {
                key.push('チ');
                chars.next();
            }
            'デ' if next == 'ィ' => {
                key.push('ジ');
                chars.next();
            }
            'ァ' => key.push('ア'),
            // イタリヤ and イタリア
            'ィ' => key.push('イ'),
            'ゥ' => key.push('ウ'),
            'ェ' => key.push('エ'),
            'ォ' => key.push('オ'),
            'ヤ' if "イキシチニヒミリギジビピ".contains(before) => key.push('ア'),
            'ヂ' => key.push('ジ'),
            'ヅ' => key.push('ズ'),
            '=' => key.push('・'),
            // J.D.バンス
            '.' if is_latin(before) && next != ' ' => key.push('・'),
            '.' if is_latin(before) => {}
            ' ' if !(is_latin_or_mark(before) && is_latin_or_mark(next)) => {}
            _ => key.extend(modern(c).to_lowercase()),
        }
        before = c;
    }
    key
}

fn is_latin_or_mark(c: char) -> bool {
    is_latin(c) || c.is_ascii_digit() || matches!(c, '.' | '\'' | '-' | '&')
}

/// The usual form of a kanji that names keep in an older one.
fn modern(c: char) -> char {
    const OLD: &str = "澤國濱髙﨑廣邊邉齋眞櫻惠榮條瀧黑德藏與豐澁壽應學鐵會萬關臺灣氣團聯總縣將實";
    const NEW: &str = "沢国浜高崎広辺辺斎真桜恵栄条滝黒徳蔵与豊渋寿応学鉄会万関台湾気団連総県将実";
    OLD.chars().zip(NEW.chars()).find(|(old, _)| *old == c).map_or(c, |(_, new)| new)
}

/// What a company's register puts before or after its name.
const LEGAL_FORMS: &[&str] = &[
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "(株)",
    "(有)",
    "㈱",
    "㈲",
    "一般社団法人",
    "一般財団法人",
    "公益社団法人",
    "公益財団法人",
    "社会福祉法人",
    "学校法人",
    "医療法人",
    "国立大学法人",
    "独立行政法人",
    "国立研究開発法人",
    "npo法人",
];

fn without_legal_form(key: &str) -> &str {
    let stripped =
        LEGAL_FORMS.iter().find_map(|form| key.strip_prefix(form).or_else(|| key.strip_suffix(form)));
    stripped.filter(|rest| !rest.is_empty()).unwrap_or(key)
}

/// How long the longest name of a country is, in characters.
const LONGEST_COUNTRY: usize = 16;

/// Names of countries, as [`phonetic`] has them, with the common one.
static COUNTRIES: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    for row in tables::countries() {
        for name in row.names() {
            names.entry(phonetic(name)).or_insert_with(|| phonetic(&row.name));
        }
    }
    names
});

static SHORTS: LazyLock<HashMap<char, String>> = LazyLock::new(|| {
    let mut shorts = HashMap::new();
    for row in tables::countries() {
        for short in row.shorts {
            shorts.entry(short).or_insert_with(|| phonetic(&row.name));
        }
    }
    shorts
});

/// The country a key begins with, and the rest.
fn split_country(key: &str) -> Option<(&'static str, &str)> {
    let mut ends: Vec<usize> = key.char_indices().skip(1).map(|(at, _)| at).take(LONGEST_COUNTRY).collect();
    ends.push(key.len());
    ends.iter().rev().find_map(|end| {
        let (name, rest) = key.split_at_checked(*end)?;
        Some((COUNTRIES.get(name)?.as_str(), rest))
    })
}

/// The country at the beginning of a body's name in one form: 米空軍, 米国空軍, アメリカ空軍. Only when a
/// word remains.
fn with_country(key: &str) -> String {
    if let Some((country, rest)) = split_country(key).filter(|(_, rest)| !rest.is_empty()) {
        return format!("{country}{rest}");
    }
    let mut chars = key.chars();
    let Some(first) = chars.next() else { return String::new() };
    let rest = chars.as_str();
    match SHORTS.get(&first) {
        Some(country) if STATE_BODIES.iter().any(|body| rest.starts_with(body)) => format!("{country}{rest}"),
        _ => key.to_owned(),
    }
}

/// The parties of a meeting in one form: 米ロ首脳会談, アメリカ・ロシア首脳会談. Only short forms side by
/// side count.
fn without_countries(key: &str) -> String {
    let mut leveled = String::with_capacity(key.len());
    let mut rest = key;
    let mut parties = 0;
    loop {
        let after_joint = rest.strip_prefix('・').filter(|_| parties > 0).unwrap_or(rest);
        if let Some((country, left)) = split_country(after_joint) {
            leveled.push_str(country);
            rest = left;
        } else if let Some(first) = after_joint.chars().next()
            && let Some(country) = SHORTS.get(&first)
        {
            leveled.push_str(country);
            rest = after_joint.get(first.len_utf8()..).unwrap_or_default();
        } else {
            break;
        }
        parties += 1;
    }
    if parties < 2 {
        return with_country(key);
    }
    leveled.push_str(rest);
    leveled
}

/// What follows a country in one kanji.
const STATE_BODIES: &[&str] = &[
    "軍",
    "陸軍",
    "海軍",
    "空軍",
    "海兵隊",
    "政府",
    "議会",
    "外務",
    "国防",
    "財務",
    "国務",
    "商務",
    "司法",
    "大使館",
    "連邦",
    "中央",
    "大統領府",
    "首相府",
    "内務",
    "運輸",
    "農務",
    "保健",
    "沿岸警備隊",
    "共和党",
    "民主党",
    "上院",
    "下院",
    "最高裁",
    "宇宙軍",
];

/// Words between a facility's name and its head that writers put or leave out.
const DESCRIPTIONS: &[&str] = &["共同", "統合", "合同", "軍事", "国際", "原子力"];

fn without_descriptions(key: &str) -> String {
    let mut key = key.to_owned();
    for description in DESCRIPTIONS {
        if !key.starts_with(description) {
            key = key.replace(description, "");
        }
    }
    key
}
