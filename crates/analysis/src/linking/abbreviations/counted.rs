//! Names before a word that counts them: the 白波 of 白波・青波両党 is 白波党, the 維新 of 国民、維新両党
//! 日本維新の会, if one body of the text is called so.

use super::super::groups::{Groups, OneOrSeveral};
use super::super::{Linked, LinkedMention};
use shirushi_model::{Entity, EntityType};

/// What is counted, and how the full names of such bodies end.
const COUNTED: &[(&str, &[&str])] = &[
    ("党", &["党", "会", "連合", "同盟", "新選組", "クラブ"]),
    ("社", &["社", "会社", "グループ", "ホールディングス", "電鉄", "鉄道", "製鋼"]),
    ("行", &["銀行", "金庫"]),
    ("大学", &["大学"]),
    ("校", &["校", "学園", "学院", "高"]),
];

/// So many names are counted at most.
const MOST_NAMES: usize = 6;

/// The short forms of a text that are counted, with the group of what each stands for.
pub(super) fn counted(
    linked: &Linked<'_>,
    mentions: &[Option<LinkedMention>],
    groups: &Groups,
) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for (number, mention) in mentions.iter().enumerate() {
        let Some(mention) = mention.as_ref().filter(|mention| mention.kind == EntityType::Organization)
        else {
            continue;
        };
        let Some(endings) = endings(linked, number) else { continue };
        let own = groups.root(mention.group);
        let meant = mentions
            .iter()
            .flatten()
            .filter(|other| other.kind == EntityType::Organization && groups.root(other.group) != own)
            .filter(|other| is_full(&mention.form, &other.form, endings))
            .fold(None, |found, other| Some(OneOrSeveral::and(found, groups.root(other.group))));
        if let Some(OneOrSeveral::One(group)) = meant {
            found.push((mention.form.clone(), group));
        }
    }
    found
}

/// How the full name of an entity ends, if it stands among names that are counted.
fn endings(linked: &Linked<'_>, number: usize) -> Option<&'static [&'static str]> {
    let rest = |entity: &Entity| linked.text.get(entity.span.end as usize..);
    for (one, next) in (number..).take(MOST_NAMES).map(|number| (number, number + 1)) {
        let after = rest(linked.entities.get(one)?)?;
        if let Some(endings) = counter(after) {
            return Some(endings);
        }
        let between =
            linked.entities.get(next)?.span.start.checked_sub(linked.entities.get(one)?.span.end)?;
        let separator = after.get(..between as usize)?;
        if !matches!(separator, "と" | "、" | "・" | "，") {
            return None;
        }
    }
    None
}

fn counter(after: &str) -> Option<&'static [&'static str]> {
    let after = after.strip_prefix('の').unwrap_or(after);
    let after = after
        .strip_prefix('両')
        .or_else(|| after.strip_prefix(|c: char| matches!(c, '2'..='6' | '２'..='６' | '二'..='四')))?;
    let (word, endings) = COUNTED.iter().find(|(word, _)| after.starts_with(word))?;
    // 両党首, 両社長: another word.
    let goes_on =
        after.get(word.len()..).is_some_and(|rest| rest.starts_with(['首', '長', '員', '名', '舎']));
    (!goes_on).then_some(*endings)
}

/// 白波 and 白波党, 維新 and 日本維新の会.
fn is_full(short: &str, long: &str, endings: &[&str]) -> bool {
    long.len() > short.len() && long.contains(short) && endings.iter().any(|ending| long.ends_with(ending))
}
