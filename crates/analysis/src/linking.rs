//! One form for all mentions of one entity, in one text or in several: トランプ氏 and ドナルド・トランプ, 米
//! and アメリカ, アンカレジ and アンカレッジ, ICC after 国際刑事裁判所(ICC).
//!
//! It goes by what is written: surfaces, the tables of countries and bodies, titles and brackets beside a
//! name. It reads no tokens, so it can be run again when another text joins, and people whom the text tells
//! apart it keeps apart.

mod abbreviations;
mod context;
mod groups;
mod people;
mod spelling;

pub(crate) use spelling::phonetic as katakana_key;

use crate::entities::is_name;
use crate::normalize::fold_name as folded;
use groups::Groups;
use shirushi_model::{Entity, EntityType, Normalized};

/// The entities of one text, to be linked with those of others.
pub struct Linked<'a> {
    /// The text.
    pub text: &'a str,
    /// Its entities, in order.
    pub entities: &'a mut [Entity],
}

/// A mention of a name, on its way to an entity.
struct LinkedMention {
    /// The surface, folded.
    form: String,
    kind: EntityType,
    /// The group it belongs to.
    group: usize,
}

/// Gives every entity of all texts its canonical form: the fullest form found, or the common name of a
/// country or a body.
///
/// What the entities had as canonical before does not matter, so texts may be linked again when another joins
/// them. Takes time in proportion to the mentions.
pub fn link(texts: &mut [Linked<'_>]) {
    let mut groups = Groups::default();
    let mut mentions: Vec<Vec<Option<LinkedMention>>> =
        texts.iter().map(|linked| read(linked, &mut groups)).collect();
    groups.join_kinds();
    groups.join_suffixed();
    abbreviations::resolve(texts, &mut mentions, &mut groups);
    people::resolve(texts, &mut mentions, &mut groups);
    let names = groups.names(mentions.iter().flatten().flatten());
    for (linked, mentions) in texts.iter_mut().zip(&mentions) {
        for (entity, mention) in linked.entities.iter_mut().zip(mentions) {
            let name = mention.as_ref().and_then(|mention| names.get(groups.root(mention.group)));
            entity.canonical = match name.filter(|name| !name.is_empty()) {
                Some(name) => name.clone(),
                None => value_name(entity, linked.text),
            };
        }
    }
}

/// The names of a text, none for values.
fn read(linked: &Linked<'_>, groups: &mut Groups) -> Vec<Option<LinkedMention>> {
    let read_one = |entity: &Entity| {
        is_name(entity.kind).then(|| {
            let mut form = folded(entity.span.slice(linked.text).unwrap_or_default());
            if entity.kind == EntityType::Person {
                form = spelling::without_readings(&form);
                form.truncate(context::without_title(&form).len());
            }
            let group = groups.of(entity.kind, &form);
            LinkedMention { form, kind: entity.kind, group }
        })
    };
    linked.entities.iter().map(read_one).collect()
}

/// Dates that are known to the day, month or year are the same when their values are; other values are what
/// is written.
fn value_name(entity: &Entity, text: &str) -> String {
    match &entity.normalized {
        Some(Normalized::Calendar(value))
            if entity.kind == EntityType::Date && !value.value.contains('X') =>
        {
            value.value.clone()
        }
        _ => folded(entity.span.slice(text).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests;
