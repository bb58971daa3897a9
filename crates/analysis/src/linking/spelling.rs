//! Keys under which spellings of one name meet: アンカレジ and アンカレッジ, ヴェネツィア and ベネツィア, 米空軍 and アメリカ空軍.

use crate::entities::tables;
use crate::shadow::is_katakana;
use shirushi_model::EntityType;
use std::sync::LazyLock;

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

/// A country's other names and short forms with the key of its common name.
struct Owner {
    key: String,
    others: Vec<String>,
    shorts: Vec<char>,
}

static OWNERS: LazyLock<Vec<Owner>> = LazyLock::new(|| {
    let owner = |row: tables::Row| Owner {
        key: phonetic(&row.name),
        others: row.others.iter().map(|other| phonetic(other)).collect(),
        shorts: row.shorts,
    };
    tables::countries().into_iter().map(owner).collect()
});

/// The country at the beginning of a body's name in one form: 米空軍, 米国空軍, アメリカ空軍. Only when a word remains.
fn with_country(key: &str) -> String {
    for owner in OWNERS.iter() {
        let rest = owner.others.iter().find_map(|other| key.strip_prefix(other.as_str()));
        if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
            return format!("{}{rest}", owner.key);
        }
    }
    let mut chars = key.chars();
    let Some(first) = chars.next() else { return String::new() };
    let rest = chars.as_str();
    let owner = OWNERS.iter().find(|owner| owner.shorts.contains(&first));
    match owner {
        Some(owner) if STATE_BODIES.iter().any(|body| rest.starts_with(body)) => {
            format!("{}{rest}", owner.key)
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
