//! Keys under which spellings of one name meet: アンカレジ and アンカレッジ, ヴェネツィア and ベネツィア, 米空軍 and アメリカ空軍.

use crate::entities::tables::countries::COUNTRIES;
use crate::shadow::is_katakana;
use shirushi_model::EntityType;

/// The key of a folded form.
pub(super) fn key(kind: EntityType, form: &str) -> String {
    let mut key = phonetic(form);
    match kind {
        EntityType::Organization | EntityType::Event => key = with_country(&key),
        EntityType::Facility => key = without_descriptions(&key),
        _ => {}
    }
    if kind == EntityType::Event {
        key = key.replace("首脳", "");
    }
    key
}

/// Drops what transcriptions differ in: ッ, ー, ヴ, blanks around ・, case.
fn phonetic(form: &str) -> String {
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
            '=' => key.push('・'),
            ' ' if before == '・' || next == '・' => {}
            _ => key.extend(c.to_lowercase()),
        }
        before = c;
    }
    key
}

/// The country at the beginning of a body's name in one form: 米空軍, 米国空軍, アメリカ空軍. Only when a word remains.
fn with_country(key: &str) -> String {
    for country in COUNTRIES {
        for other in country.others {
            if let Some(rest) =
                key.strip_prefix(phonetic(other).as_str()).filter(|rest| rest.chars().count() >= 1)
            {
                return format!("{}{rest}", phonetic(country.name));
            }
        }
    }
    let mut chars = key.chars();
    let first = chars.next();
    let rest = chars.as_str();
    let owner = COUNTRIES.iter().find(|country| first.is_some_and(|c| country.short.contains(&c)));
    match owner {
        Some(country) if STATE_BODIES.iter().any(|body| rest.starts_with(body)) => {
            format!("{}{rest}", phonetic(country.name))
        }
        _ => key.to_owned(),
    }
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
    "海軍",
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
