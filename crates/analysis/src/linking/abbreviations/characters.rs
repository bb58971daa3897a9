//! Short forms made of characters of the long one: 日大 of 日本大学, 西鉄 of 西日本鉄道, 農林中金 of
//! 農林中央金庫.
//!
//! Both must stand in the text, and only one long form may be meant. What a name merely begins with (三菱 of
//! 三菱電機) is no short form of it.

use super::super::LinkedMention;
use super::super::groups::{Groups, OneOrSeveral, known};
use crate::shadow::is_kanji;
use shirushi_model::EntityType;
use std::collections::{HashMap, HashSet};

/// Short forms have so many characters.
const SHORT: std::ops::RangeInclusive<usize> = 2..=5;

/// Long ones so many at most.
const LONGEST: usize = 24;

/// So many long forms with one first character are compared; a text with more of them tells nothing.
const MOST_ALIKE: usize = 32;

/// The short forms among the bodies of a text, with the group of what each is short for.
pub(super) fn drawn(mentions: &[Option<LinkedMention>], groups: &Groups) -> Vec<(String, usize)> {
    let mut seen = HashSet::new();
    let bodies: Vec<(&str, Vec<char>, usize)> = mentions
        .iter()
        .flatten()
        .filter(|mention| matches!(mention.kind, EntityType::Organization | EntityType::Facility))
        .filter(|mention| seen.insert(mention.form.as_str()))
        .map(|mention| (mention.form.as_str(), mention.form.chars().collect(), groups.root(mention.group)))
        .collect();
    let mut long: HashMap<NameEdge, Vec<(&[char], usize)>> = HashMap::new();
    for (_, letters, group) in bodies.iter().filter(|(_, letters, _)| letters.len() <= LONGEST) {
        for edge in edges(letters) {
            let alike = long.entry(edge).or_default();
            if alike.len() < MOST_ALIKE {
                alike.push((letters, *group));
            }
        }
    }
    let mut found = Vec::new();
    for (form, letters, own) in &bodies {
        let is_short = SHORT.contains(&letters.len()) && letters.iter().all(|c| is_kanji(*c));
        if !is_short || known(EntityType::Organization, form).is_some() {
            continue;
        }
        let alike = |edge: Option<NameEdge>| {
            edge.and_then(|edge| long.get(&edge)).map(Vec::as_slice).unwrap_or_default()
        };
        let first = letters.first().copied();
        let (beginning, second) = (alike(first.map(NameEdge::First)), alike(first.map(NameEdge::Second)));
        let ending = alike(letters.last().copied().map(NameEdge::Last));
        let only = |alike: &[(&[char], usize)], fits: fn(&[char], &[char]) -> bool| {
            let fitting = alike.iter().filter(|(long, group)| group != own && fits(letters, long));
            fitting.fold(None, |found, (_, group)| Some(OneOrSeveral::and(found, *group)))
        };
        let meant = only(beginning, is_of_initials)
            .or_else(|| only(beginning, is_of_some_initials))
            .or_else(|| only(beginning, is_drawn_from))
            .or_else(|| only(second, is_university))
            .or_else(|| only(ending, is_middle_of));
        if let Some(OneOrSeveral::One(group)) = meant {
            found.push(((*form).to_owned(), group));
        }
    }
    found
}

/// A character by which long forms are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum NameEdge {
    First(char),
    Second(char),
    Last(char),
}

fn edges(letters: &[char]) -> impl Iterator<Item = NameEdge> {
    let first = letters.first().copied().map(NameEdge::First);
    let second = letters.get(1).copied().map(NameEdge::Second);
    let last = letters.last().copied().map(NameEdge::Last);
    [first, second, last].into_iter().flatten()
}

/// 日大 of 日本大学: the first characters of words of two.
fn is_of_initials(short: &[char], long: &[char]) -> bool {
    long.len() == 2 * short.len() && long.chunks(2).zip(short).all(|(word, c)| word.first() == Some(c))
}

/// 関学 of 関西学院大学: first characters of words of two, not of all of them.
fn is_of_some_initials(short: &[char], long: &[char]) -> bool {
    let mut initials = long.chunks(2).filter_map(|word| word.first());
    short.first() == long.first()
        && long.len().is_multiple_of(2)
        && long.iter().all(|c| is_kanji(*c))
        && short.iter().all(|c| initials.any(|initial| initial == c))
}

/// Whether both end with one word: 東京大学 is no short form of 東京工業大学.
fn share_head(short: &[char], long: &[char]) -> bool {
    short.len() >= 4 && short.last_chunk::<2>() == long.last_chunk::<2>()
}

/// 西鉄 of 西日本鉄道: the characters in their order, something left out between them. Of a name that only
/// goes on, what follows must be the rest of a head: 奥羽国際大 of 奥羽国際大学.
fn is_drawn_from(short: &[char], long: &[char]) -> bool {
    if let Some(rest) = long.strip_prefix(short) {
        let rest: String = rest.iter().collect();
        return short.len() >= 3 && matches!(rest.as_str(), "学" | "学校" | "等学校" | "学院");
    }
    short.first() == long.first()
        && !share_head(short, long)
        && long.len() >= short.len() + 2
        && long.iter().all(|c| is_kanji(*c))
        && are_in_order(short, long)
}

/// Whether the characters of the one stand in the other in their order.
fn are_in_order(short: &[char], long: &[char]) -> bool {
    let mut letters = long.iter();
    short.iter().all(|c| letters.any(|other| other == c))
}

/// 阪大 of 大阪大学: a university by the second character of its name.
fn is_university(short: &[char], long: &[char]) -> bool {
    short.len() == 2 && short.last() == Some(&'大') && long.len() == 4 && long.ends_with(&['大', '学'])
}

/// 原子力機構 of 日本原子力研究開発機構: four characters or more in their order, and the head of both is one.
fn is_middle_of(short: &[char], long: &[char]) -> bool {
    let head = short.get(short.len().saturating_sub(2)..).unwrap_or_default();
    short.len() >= 4
        && short.first() != long.first()
        && long.len() >= short.len() + 2
        && long.ends_with(head)
        && are_in_order(short, long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_short_for_what() {
        let drawn = |short: &str, long: &str| {
            let (short, long): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
            is_of_initials(&short, &long)
                || is_of_some_initials(&short, &long)
                || is_drawn_from(&short, &long)
                || is_university(&short, &long) && short.first() == long.get(1)
                || is_middle_of(&short, &long)
        };
        for (short, long) in [
            ("日大", "日本大学"),
            ("西鉄", "西日本鉄道"),
            ("農林中金", "農林中央金庫"),
            ("奥羽国際大", "奥羽国際大学"),
            ("東浜地検", "東浜地方検察庁"),
            ("関電", "関西電力"),
            ("関学", "関西学院大学"),
            ("東工大", "東京工業大学"),
            ("阪大", "大阪大学"),
            ("原子力機構", "日本原子力研究開発機構"),
        ] {
            assert!(drawn(short, long), "{short} {long}");
        }
        for (short, long) in [
            ("三菱", "三菱電機"),
            ("東浜", "東浜大学"),
            ("西電", "関西電力"),
            ("日本", "日本大学"),
            ("東京大学", "東京工業大学"),
            ("関西大学", "関西学院大学"),
        ] {
            assert!(!drawn(short, long), "{short} {long}");
        }
    }
}
