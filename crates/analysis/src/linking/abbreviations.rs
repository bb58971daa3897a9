//! Names a text introduces for what it has just named: 国際刑事裁判所(ICC), NATO(北大西洋条約機構),
//! 東都測量機構(以下「機構」); and those it uses without a word because their characters tell: 日大 beside
//! 日本大学 ([`characters`]), or because they are counted: 白波・青波両党 beside 白波党 ([`counted`]).
//!
//! What is introduced counts in its text first: two bodies may have one abbreviation, and one text may name
//! both. In texts that introduce nothing the tables decide, then the only introduction of all texts.

mod characters;
mod counted;

use super::groups::{Groups, OneOrSeveral, known};
use super::{Linked, LinkedMention, folded};
use crate::shadow::{is_kanji, is_katakana, is_latin};
use shirushi_model::{Entity, EntityType};
use std::collections::HashMap;

/// How far behind a name the closing bracket may be, in characters: (以下、機構と表記する).
const LONGEST_REMARK: usize = 16;

/// Introductions of one text: for each short form the numbers of the mentions from which it counts, with the
/// group meant.
type Introduced = HashMap<String, Vec<(usize, usize)>>;

/// Moves mentions of abbreviations to the group of what they stand for.
pub(super) fn resolve(
    texts: &[Linked<'_>],
    mentions: &mut [Vec<Option<LinkedMention>>],
    groups: &mut Groups,
) {
    let introduced: Vec<Introduced> = texts
        .iter()
        .zip(mentions.iter())
        .map(|(text, mentions)| {
            let mut introduced = introductions(text, mentions, groups);
            for (short, group) in counted::counted(text, mentions, groups) {
                introduced.entry(short).or_insert_with(|| vec![(0, group)]);
            }
            for (short, group) in characters::drawn(mentions, groups) {
                introduced.entry(short).or_insert_with(|| vec![(0, group)]);
            }
            introduced
        })
        .collect();
    let mut everywhere: HashMap<&str, OneOrSeveral> = HashMap::new();
    for (short, meanings) in introduced.iter().flatten() {
        for (_, group) in meanings {
            let root = groups.root(*group);
            let found = everywhere.get(short.as_str()).copied();
            everywhere.insert(short, OneOrSeveral::and(found, root));
        }
    }
    for (introduced, mentions) in introduced.iter().zip(mentions) {
        for (number, mention) in mentions.iter_mut().enumerate() {
            let Some(mention) = mention else { continue };
            if let Some(meanings) = introduced.get(&mention.form) {
                let before = meanings.partition_point(|(from, _)| *from <= number);
                let meaning = meanings.get(before.saturating_sub(1)).map(|(_, group)| *group);
                mention.group = meaning.unwrap_or(mention.group);
            } else if known(mention.kind, &mention.form).is_none()
                && let Some(OneOrSeveral::One(group)) = everywhere.get(mention.form.as_str())
            {
                mention.group = *group;
            }
        }
    }
}

fn introductions(linked: &Linked<'_>, mentions: &[Option<LinkedMention>], groups: &Groups) -> Introduced {
    let mut introduced = Introduced::new();
    let entities = linked.entities.iter().zip(mentions).enumerate();
    for ((number, (first, name)), (_, (second, gloss))) in entities.clone().zip(entities.skip(1)) {
        let (Some(name), Some(gloss)) = (name, gloss) else { continue };
        let Some(link) = between(linked.text, first, second) else { continue };
        match short_of(link, name, gloss, groups) {
            Some(Short::Second) => {
                introduced.entry(gloss.form.clone()).or_default().push((number, name.group))
            }
            Some(Short::First) => {
                introduced.entry(name.form.clone()).or_default().push((number, gloss.group))
            }
            None => {}
        }
    }
    introduced
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AbbreviationLink {
    /// A(B), and nothing else in the brackets.
    Brackets,
    /// A(以下、B), A、通称B
    Said,
    /// IAEA＝国際原子力機関
    Equals,
}

/// Words that say that another name follows.
const SAYING: &[&str] = &[
    "以下、",
    "以下",
    "略称は",
    "略称・",
    "略称",
    "略して",
    "通称は",
    "通称",
    "英文略称",
    "英語名",
    "別名",
    "旧",
];

fn between(text: &str, first: &Entity, second: &Entity) -> Option<AbbreviationLink> {
    let between = text.get(first.span.end as usize..second.span.start as usize)?;
    if between.len() > 60 {
        return None;
    }
    let between = folded(between);
    if between == "=" {
        return Some(AbbreviationLink::Equals);
    }
    let (opened, rest) = match between.strip_prefix('(') {
        Some(rest) => (true, rest),
        None => (false, between.strip_prefix('、')?),
    };
    let said = SAYING.iter().find_map(|word| rest.strip_prefix(word));
    let quoted = said.unwrap_or(rest).trim_start_matches(['「', '『', ':', ' ']);
    if !quoted.is_empty() {
        return None;
    }
    let after: String = folded(
        text.get(second.span.end as usize..)?.chars().take(LONGEST_REMARK).collect::<String>().as_str(),
    );
    let after = after.trim_start_matches(['」', '』']);
    match (opened, said) {
        (true, Some(_)) => after.contains(')').then_some(AbbreviationLink::Said),
        (true, None) => after.starts_with(')').then_some(AbbreviationLink::Brackets),
        (false, said) => said.map(|_| AbbreviationLink::Said),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Short {
    First,
    Second,
}

/// Which of two names beside each other stands for the other, if one does.
fn short_of(
    link: AbbreviationLink,
    name: &LinkedMention,
    gloss: &LinkedMention,
    groups: &Groups,
) -> Option<Short> {
    if groups.root(name.group) == groups.root(gloss.group) || !is_near(name.kind, gloss.kind) {
        return None;
    }
    if link == AbbreviationLink::Said {
        return Some(Short::Second);
    }
    let (acronym_first, acronym_second) = (is_acronym(&name.form), is_acronym(&gloss.form));
    match name.kind {
        // 尹錫悦(ユン・ソンニョル), プーチン(Vladimir Putin); ハムレット(佐伯和也) is a part and who plays
        // it.
        EntityType::Person => {
            let is_reading =
                is_katakana_name(&gloss.form) && gloss.form.contains('・') && name.form.chars().all(is_kanji);
            let is_original = is_latin_name(&gloss.form) && !is_latin_name(&name.form);
            (link == AbbreviationLink::Brackets && (is_reading || is_original)).then_some(Short::Second)
        }
        // アンカレジ(アラスカ州) is a place and where it lies.
        EntityType::Location => acronym_second.then_some(Short::Second),
        _ if acronym_first && !is_latin_name(&gloss.form) => may_mean(name, gloss).then_some(Short::First),
        _ if acronym_second && !acronym_first => may_mean(gloss, name).then_some(Short::Second),
        _ if link == AbbreviationLink::Equals => None,
        _ if is_latin_name(&gloss.form) != is_latin_name(&name.form) => Some(Short::Second),
        _ if is_katakana_name(&gloss.form) != is_katakana_name(&name.form) => Some(Short::Second),
        _ if is_drawn_from(&gloss.form, &name.form) => Some(Short::Second),
        _ if is_drawn_from(&name.form, &gloss.form) => Some(Short::First),
        _ => None,
    }
}

fn is_near(one: EntityType, other: EntityType) -> bool {
    let is_body =
        |kind| matches!(kind, EntityType::Organization | EntityType::Facility | EntityType::Product);
    one == other || is_body(one) && is_body(other)
}

/// Endings of bodies that are called by their initials.
const INITIALED: &[&str] = &[
    "会議所",
    "機構",
    "協会",
    "連盟",
    "連合",
    "委員会",
    "裁判所",
    "組織",
    "機関",
    "銀行",
    "基金",
    "会議",
    "評議会",
    "学会",
    "省",
    "庁",
    "局",
    "研究所",
    "センター",
    "法人",
    "軍",
    "党",
    "大学",
    "組合",
    "同盟",
    "理事会",
    "計画",
    "事務所",
    "公社",
    "公団",
    "会",
];

/// シカゴ・ブルズ(NBA): an abbreviation the tables have for another body is that body, unless what stands
/// before is a body that may well be called so too: 国際商業会議所(ICC).
fn may_mean(acronym: &LinkedMention, full: &LinkedMention) -> bool {
    const LEAGUES: &[&str] =
        &["NBA", "MLB", "NFL", "NHL", "NPB", "J1", "J2", "J3", "B1", "B2", "F1", "WBC", "GI"];
    !LEAGUES.contains(&acronym.form.as_str())
        && (known(acronym.kind, &acronym.form).is_none()
            || INITIALED.iter().any(|end| full.form.ends_with(end)))
}

fn is_acronym(form: &str) -> bool {
    (2..=9).contains(&form.len())
        && form.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '&' | '-'))
}

fn is_latin_name(form: &str) -> bool {
    form.chars().all(|c| is_latin(c) || c.is_ascii() || c == '’')
}

fn is_katakana_name(form: &str) -> bool {
    form.chars().all(|c| is_katakana(c) || matches!(c, '・' | '='))
}

/// 原子力機構 of 日本原子力研究開発機構: the letters of the one in their order in the other.
fn is_drawn_from(short: &str, long: &str) -> bool {
    let mut letters = long.chars();
    let length = short.chars().count();
    length >= 2 && length < long.chars().count() && short.chars().all(|c| letters.any(|other| other == c))
}
