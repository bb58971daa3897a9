//! What is found and is no name: parts of addresses of mail and of the web, words for a region's inside,
//! heads without a name (選挙管理委員会), ordinary words in hiragana, members of parties.

use crate::entities::lexicon::{Needs, lexicon};
use crate::entities::{Mention, TaggedText};
use crate::shadow::{Shadow, is_hiragana, is_kanji};
use shirushi_model::EntityType;

/// Leaves out what is no name.
pub(crate) fn refuse(text: &TaggedText<'_>, found: Vec<Mention>) -> Vec<Mention> {
    if found.is_empty() {
        return found;
    }
    let shadow = text.shadow;
    let addresses = addresses(shadow);
    let is_name = |mention: &Mention| {
        let next = addresses.partition_point(|(_, end)| *end <= mention.start);
        let is_in_address = addresses.get(next).is_some_and(|(start, _)| *start < mention.end);
        !is_in_address
            && !is_bare_head(text, mention)
            && !is_of_same(shadow, mention)
            && !is_ordinary(text, mention)
            && !is_member(shadow, mention)
            && !is_title(shadow, mention)
    };
    let without_rights = found.into_iter().map(|mention| without_rights(shadow, mention));
    without_rights.filter(|mention| mention.start < mention.end && is_name(mention)).collect()
}

/// Addresses of mail and of the web and names of accounts (@example), in order. Each letter is looked at a
/// fixed number of times.
fn addresses(shadow: &Shadow) -> Vec<(usize, usize)> {
    let is_part = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '.' | '-' | '_' | '%' | '+' | '/' | '?' | '=' | '&' | '#' | '~' | ':' | '@')
    };
    let mut found = Vec::new();
    let mut position = 0;
    while position < shadow.len() {
        if !is_part(shadow.at(position)) {
            position += 1;
            continue;
        }
        let start = position;
        let (mut has_at, mut has_way) = (false, false);
        while is_part(shadow.at(position)) {
            has_at |= shadow.at(position) == '@';
            has_way |= shadow.at(position) == ':' && shadow.has(position, "://");
            position += 1;
        }
        let is_host = shadow.has(start, "www.") || is_host(shadow.slice(start, position));
        if has_at && position - start >= 4 || has_way || is_host {
            found.push((start, position));
        }
    }
    found
}

/// example.co.jp, example.com/a: words between dots, in small letters, the last of them a domain's. A bare
/// example.com may be what a company calls itself.
fn is_host(letters: &[char]) -> bool {
    const DOMAINS: &[&str] = &["jp", "com", "org", "net", "info", "tv"];
    let mut parts = letters.split(|c| *c == '/');
    let host: String = parts.next().unwrap_or_default().iter().collect();
    let goes_on = parts.next().is_some() || host.matches('.').count() >= 2;
    goes_on
        && host.rsplit_once('.').is_some_and(|(name, domain)| {
            name.len() >= 2 && DOMAINS.contains(&domain) && !name.contains(|c: char| c.is_ascii_uppercase())
        })
}

/// What stands around the name of who has the rights.
const RIGHTS_BEFORE: &[&str] =
    &["Copyright", "copyright", "COPYRIGHT", "©", "Ⓒ", "®", "™", "(C)", "(c)", "(R)"];
const RIGHTS_BEHIND: &[&str] = &[" All ", " all ", " ALL "];

/// © 2025 白波新聞社 All rights reserved.: only 白波新聞社 is a name.
fn without_rights(shadow: &Shadow, mut mention: Mention) -> Mention {
    let is_beside = |position: usize| matches!(shadow.at(position), ' ' | ',' | '-' | '0'..='9');
    let mut start = mention.start;
    let mut has_mark = RIGHTS_BEFORE.iter().any(|mark| shadow.has_before(start, mark));
    while start < mention.end {
        let mark =
            RIGHTS_BEFORE.iter().find(|mark| shadow.has(start, mark)).map_or(0, |mark| mark.chars().count());
        if mark == 0 && !(has_mark && is_beside(start)) {
            break;
        }
        has_mark |= mark > 0;
        start += mark.max(1);
    }
    if has_mark {
        mention.start = start.min(mention.end);
        let behind = (start..mention.end).find(|p| RIGHTS_BEHIND.iter().any(|words| shadow.has(*p, words)));
        mention.end = behind.unwrap_or(mention.end);
        mention.end -= usize::from(shadow.before(mention.end) == '.' && mention.end > mention.start);
    }
    mention
}

/// Heads of which a state has one, so that they name it without a place.
const ONE_OF_A_STATE: &[&str] = &[
    "国会",
    "上院",
    "下院",
    "最高裁",
    "陸軍",
    "海軍",
    "空軍",
    "海兵隊",
    "連合軍",
    "連邦軍",
    "連邦政府",
    "幕府",
    "沿岸警備隊",
];

/// 選挙管理委員会, 市選挙管理委員会, 県警: a head that wants a place or a name, and has neither.
fn is_bare_head(text: &TaggedText<'_>, mention: &Mention) -> bool {
    let shadow = text.shadow;
    let is_one =
        |head: &&str| shadow.has(mention.start, head) && head.chars().count() == mention.end - mention.start;
    if ONE_OF_A_STATE.iter().any(is_one) {
        return false;
    }
    let is_thing = matches!(mention.kind, EntityType::Organization | EntityType::Facility);
    if !is_thing || lexicon().names.get(shadow, mention.start, mention.end).is_some() {
        return false;
    }
    let is_local = |c: char| "市区町村県都府道同当本両各".contains(c);
    [mention.start, mention.start + 1].into_iter().any(|start| {
        (start == mention.start || is_local(shadow.at(mention.start)))
            && lexicon()
                .heads
                .get(shadow, start, mention.end)
                .is_some_and(|head| matches!(head.needs, Needs::Place | Needs::Name | Needs::NameBeside))
    })
}

/// 同町, 同病院, 町内, 国内: said of what was named before, or of no place.
fn is_of_same(shadow: &Shadow, mention: &Mention) -> bool {
    let length = mention.end - mention.start;
    let is_place =
        matches!(mention.kind, EntityType::Location | EntityType::Facility | EntityType::Organization);
    let is_inside = length == 2
        && shadow.before(mention.end) == '内'
        && "都市町村県区府道州国島".contains(shadow.at(mention.start));
    is_place
        && (is_inside
            || length == 2
                && shadow.at(mention.start) == '同'
                && "市区町村県都府道州国島社党省庁署校紙局".contains(shadow.at(mention.start + 1)))
}

/// いじめ, うれしい: hiragana that the dictionary has as one word that is no name.
fn is_ordinary(text: &TaggedText<'_>, mention: &Mention) -> bool {
    (mention.start..mention.end).all(|position| is_hiragana(text.shadow.at(position)))
        && text.words.at(mention.start).is_some_and(|word| {
            word.start == mention.start && word.end == mention.end && word.known && !word.pos.is_proper_noun()
        })
        && !matches!(text.shadow.before(mention.start), '「' | '『')
}

/// コーチ, アナウンサー: what people are. Titles of two kanji may be somebody's name (博士).
fn is_title(shadow: &Shadow, mention: &Mention) -> bool {
    let is_written_out = mention.end - mention.start >= 3 || !is_kanji(shadow.at(mention.start));
    let lexicon = lexicon();
    mention.kind == EntityType::Person
        && is_written_out
        && (lexicon.titles.get(shadow, mention.start, mention.end).is_some()
            || lexicon.trades.get(shadow, mention.start, mention.end).is_some())
}

/// 共産党|員: who is in a party is not the party.
fn is_member(shadow: &Shadow, mention: &Mention) -> bool {
    let (before, after) = (shadow.before(mention.end), shadow.at(mention.end));
    mention.kind != EntityType::Person && before == '党' && after == '員'
        || before != '党' && after == '党' && shadow.at(mention.end + 1) == '員'
        || before == '員' && shadow.has_before(mention.end, "党員")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_mail_and_of_the_web() {
        let found = |text: &str| addresses(&Shadow::new(text)).len();
        assert_eq!(found("info@example.jp と https://example.jp/a?b=c と example.co.jp"), 3);
        assert_eq!(found("A.B.Cと U.S. と Node.js と 3.5 と NATO/EU と X(旧ツイッター)"), 0);
    }
}
