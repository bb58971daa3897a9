//! Short forms made of characters of the long one: 日大 of 日本大学, 西鉄 of 西日本鉄道, 農林中金 of 農林中央金庫.
//!
//! Both must stand in the text, and only one long form may be meant. What a name merely begins with (三菱 of 三菱電機) is no short form of
//! it.

use super::super::Mention;
use super::super::groups::{Found, Groups, known};
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
pub(super) fn drawn(mentions: &[Option<Mention>], groups: &Groups) -> Vec<(String, usize)> {
    let mut seen = HashSet::new();
    let bodies: Vec<(&str, Vec<char>, usize)> = mentions
        .iter()
        .flatten()
        .filter(|mention| matches!(mention.kind, EntityType::Organization | EntityType::Facility))
        .filter(|mention| seen.insert(mention.form.as_str()))
        .map(|mention| (mention.form.as_str(), mention.form.chars().collect(), groups.root(mention.group)))
        .collect();
    let mut long: HashMap<char, Vec<(&[char], usize)>> = HashMap::new();
    for (_, letters, group) in bodies.iter().filter(|(_, letters, _)| letters.len() <= LONGEST) {
        let Some(&first) = letters.first() else { continue };
        let alike = long.entry(first).or_default();
        if alike.len() < MOST_ALIKE {
            alike.push((letters, *group));
        }
    }
    let mut found = Vec::new();
    for (form, letters, own) in &bodies {
        let is_short = SHORT.contains(&letters.len()) && letters.iter().all(|c| is_kanji(*c));
        if !is_short || known(EntityType::Organization, form).is_some() {
            continue;
        }
        let alike = letters.first().and_then(|first| long.get(first)).map(Vec::as_slice).unwrap_or_default();
        let only = |fits: fn(&[char], &[char]) -> bool| {
            let fitting = alike.iter().filter(|(long, group)| group != own && fits(letters, long));
            fitting.fold(None, |found, (_, group)| Some(Found::and(found, *group)))
        };
        let meant = only(is_of_initials).or_else(|| only(is_drawn_from));
        if let Some(Found::One(group)) = meant {
            found.push(((*form).to_owned(), group));
        }
    }
    found
}

/// 日大 of 日本大学: the first characters of words of two.
fn is_of_initials(short: &[char], long: &[char]) -> bool {
    long.len() == 2 * short.len() && long.chunks(2).zip(short).all(|(word, c)| word.first() == Some(c))
}

/// 西鉄 of 西日本鉄道: the characters in their order, something left out between them. Of a name that only goes on, what follows must be
/// the rest of a head: 奥羽国際大 of 奥羽国際大学.
fn is_drawn_from(short: &[char], long: &[char]) -> bool {
    if let Some(rest) = long.strip_prefix(short) {
        let rest: String = rest.iter().collect();
        return short.len() >= 3 && matches!(rest.as_str(), "学" | "学校" | "等学校" | "学院");
    }
    let mut letters = long.iter();
    short.first() == long.first()
        && long.len() >= short.len() + 2
        && long.iter().all(|c| is_kanji(*c))
        && short.iter().all(|c| letters.any(|other| other == c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_short_for_what() {
        let drawn = |short: &str, long: &str| {
            let (short, long): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
            is_of_initials(&short, &long) || is_drawn_from(&short, &long)
        };
        for (short, long) in [
            ("日大", "日本大学"),
            ("西鉄", "西日本鉄道"),
            ("農林中金", "農林中央金庫"),
            ("奥羽国際大", "奥羽国際大学"),
            ("東浜地検", "東浜地方検察庁"),
            ("関電", "関西電力"),
        ] {
            assert!(drawn(short, long), "{short} {long}");
        }
        for (short, long) in
            [("三菱", "三菱電機"), ("東浜", "東浜大学"), ("西電", "関西電力"), ("日本", "日本大学")]
        {
            assert!(!drawn(short, long), "{short} {long}");
        }
    }
}
