//! One form for all mentions of one entity, in one text or in several: トランプ氏 and ドナルド・トランプ, 米 and アメリカ,
//! アンカレジ and アンカレッジ, ICC after 国際刑事裁判所(ICC).
//!
//! It goes by what is written: surfaces, the tables of countries and bodies, brackets right after a name. It reads no
//! tokens, and what two people share by name alone it keeps apart.

mod spelling;

use crate::entities::tables;
use crate::shadow::{fold, is_kanji, is_katakana};
use shirushi_model::{Entity, EntityType, Normalized};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// The entities of one text, to be linked with those of others.
pub struct Linked<'a> {
    /// The text.
    pub text: &'a str,
    /// Its entities, in order.
    pub entities: &'a mut [Entity],
}

/// Gives every entity of all texts its canonical form: the fullest form found, or the common name of a country or a body.
///
/// What the entities had as canonical before does not matter, so texts may be linked again when another joins them.
/// Takes time in proportion to the mentions.
pub fn link(texts: &mut [Linked<'_>]) {
    let mut groups = Groups::default();
    let mentions: Vec<Vec<Option<usize>>> = texts.iter().map(|linked| groups.add(linked)).collect();
    groups.join_people();
    groups.join_suffixed();
    for (linked, mentions) in texts.iter().zip(&mentions) {
        groups.join_glosses(linked, mentions);
    }
    let names = groups.names();
    for (linked, mentions) in texts.iter_mut().zip(&mentions) {
        for (entity, group) in linked.entities.iter_mut().zip(mentions) {
            entity.canonical = match group.and_then(|group| names.get(groups.root(group))) {
                Some(name) => name.clone(),
                None => value_name(entity, linked.text),
            };
        }
    }
}

/// Dates that are known to the day, month or year are the same when their values are; other values are what is written.
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

fn folded(surface: &str) -> String {
    surface.chars().map(fold).collect()
}

/// Mentions written alike, and what they were joined with.
#[derive(Default)]
struct Groups {
    by_key: BTreeMap<(EntityType, String), usize>,
    list: Vec<Group>,
}

struct Group {
    kind: EntityType,
    key: String,
    /// The common name, when the tables have one.
    name: Option<String>,
    /// The forms found with how often each.
    forms: Vec<(String, u32)>,
    /// The group it was joined to; itself when to none.
    parent: usize,
}

impl Groups {
    /// Takes the mentions of a text in; gives the group of each, none for values.
    fn add(&mut self, linked: &Linked<'_>) -> Vec<Option<usize>> {
        linked
            .entities
            .iter()
            .map(|entity| {
                let is_value =
                    matches!(entity.kind, EntityType::Date | EntityType::Time | EntityType::Quantity);
                (!is_value).then(|| {
                    self.group(entity.kind, folded(entity.span.slice(linked.text).unwrap_or_default()))
                })
            })
            .collect()
    }

    fn group(&mut self, kind: EntityType, form: String) -> usize {
        let known = KNOWN.get(form.as_str()).filter(|known| known.kind == kind);
        let key = known.map_or_else(|| spelling::key(kind, &form), |known| known.name.clone());
        let next = self.list.len();
        let number = *self.by_key.entry((kind, key.clone())).or_insert(next);
        if number == next {
            let name = known.map(|known| known.name.clone());
            self.list.push(Group { kind, key, name, forms: Vec::new(), parent: next });
        }
        if let Some(group) = self.list.get_mut(number) {
            match group.forms.iter_mut().find(|(known, _)| *known == form) {
                Some((_, count)) => *count += 1,
                None => group.forms.push((form, 1)),
            }
        }
        number
    }

    fn root(&self, mut number: usize) -> usize {
        while let Some(group) = self.list.get(number).filter(|group| group.parent != number) {
            number = group.parent;
        }
        number
    }

    fn join(&mut self, member: usize, into: usize) {
        let (member, into) = (self.root(member), self.root(into));
        if member != into
            && let Some(group) = self.list.get_mut(member)
        {
            group.parent = into;
        }
    }

    /// フィンチリー is ハロルド・フィンチリー and 岸田 is 岸田文雄, when there is only one of that name.
    fn join_people(&mut self) {
        let mut full: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, group) in self.list.iter().enumerate().filter(|(_, g)| g.kind == EntityType::Person) {
            for short in short_forms(&group.key) {
                full.entry(short).or_default().push(number);
            }
        }
        let joins: Vec<(usize, usize)> = self
            .list
            .iter()
            .enumerate()
            .filter(|(_, group)| group.kind == EntityType::Person)
            .filter_map(|(number, group)| match full.get(&group.key).map(Vec::as_slice) {
                Some([only]) if *only != number => Some((number, *only)),
                _ => None,
            })
            .collect();
        for (short, full) in joins {
            self.join(short, full);
        }
    }

    /// アラスカ and アラスカ州, ボーイング and ボーイング社: one suffix, and no other name made with another.
    fn join_suffixed(&mut self) {
        let mut stems: HashMap<(EntityType, String), Vec<usize>> = HashMap::new();
        for (number, group) in self.list.iter().enumerate() {
            if let Some(stem) = stem(group.kind, &group.key) {
                stems.entry((group.kind, stem.to_owned())).or_default().push(number);
            }
        }
        let joins: Vec<(usize, usize)> = self
            .list
            .iter()
            .enumerate()
            .filter_map(|(number, group)| {
                match stems.get(&(group.kind, group.key.clone())).map(Vec::as_slice) {
                    Some([only]) => Some((number, *only)),
                    _ => None,
                }
            })
            .collect();
        for (bare, suffixed) in joins {
            self.join(bare, suffixed);
        }
    }

    /// 国際刑事裁判所(ICC): the name in brackets right after another of its type is the same entity.
    fn join_glosses(&mut self, linked: &Linked<'_>, mentions: &[Option<usize>]) {
        let pairs = linked.entities.iter().zip(mentions);
        for ((name, first), (gloss, second)) in pairs.clone().zip(pairs.skip(1)) {
            let (Some(first), Some(second)) = (first, second) else { continue };
            let may_have = matches!(
                name.kind,
                EntityType::Organization | EntityType::Facility | EntityType::Event | EntityType::Product
            );
            let between = linked.text.get(name.span.end as usize..gloss.span.start as usize);
            let after = linked.text.get(gloss.span.end as usize..).and_then(|rest| rest.chars().next());
            let in_brackets = matches!(between, Some("(" | "（")) && matches!(after, Some(')' | '）'));
            if may_have && name.kind == gloss.kind && in_brackets {
                self.join(*second, *first);
            }
        }
    }

    /// The name of each group that is a root.
    fn names(&self) -> Vec<String> {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); self.list.len()];
        for number in 0..self.list.len() {
            if let Some(of_root) = members.get_mut(self.root(number)) {
                of_root.push(number);
            }
        }
        members
            .iter()
            .map(|members| {
                let groups = || members.iter().filter_map(|&member| self.list.get(member));
                if let Some(name) = groups().find_map(|group| group.name.clone()) {
                    return name;
                }
                groups()
                    .flat_map(|group| &group.forms)
                    .max_by_key(|(form, count)| (form.chars().count(), is_mixed_case(form), *count))
                    .map(|(form, _)| form.clone())
                    .unwrap_or_default()
            })
            .collect()
    }
}

/// John Smith before JOHN SMITH.
fn is_mixed_case(form: &str) -> bool {
    form.chars().any(char::is_lowercase)
}

/// What a person of this name is called later: the last part of a foreign name; the first characters of a Japanese one,
/// of which one may be the surname.
fn short_forms(key: &str) -> Vec<String> {
    if let Some((_, last)) = key.rsplit_once('・') {
        return vec![last.to_owned()];
    }
    if let Some((_, last)) = key.rsplit_once(' ') {
        return vec![last.to_owned()];
    }
    let length = key.chars().count();
    if key.chars().all(|c| !is_katakana(c)) && key.chars().next().is_some_and(is_kanji) {
        return (1..length.min(4)).map(|n| key.chars().take(n).collect()).collect();
    }
    Vec::new()
}

/// Places whose bare name is not the larger place: the city, not the state.
const CITIES_LIKE_STATES: &[&str] =
    &["ニューヨク", "ワシントン", "ケベク", "メキシコ", "大阪", "京都", "広島", "福岡"];

/// The name without the suffix that says what it is.
fn stem(kind: EntityType, key: &str) -> Option<&str> {
    let suffixes: &[&str] = match kind {
        EntityType::Location => &["州", "県", "都", "府", "市", "町", "村", "島", "自治区", "地区"],
        EntityType::Organization => &["社", "通信", "グループ", "ホールディングス"],
        _ => return None,
    };
    let stem = suffixes.iter().find_map(|suffix| key.strip_suffix(suffix))?;
    let is_ambiguous = kind == EntityType::Location
        && CITIES_LIKE_STATES.iter().any(|city| spelling::key(kind, city) == stem);
    (stem.chars().count() >= 2 && !is_ambiguous).then_some(stem)
}

struct Known {
    kind: EntityType,
    name: String,
}

/// Every name of the tables, folded, with the common one.
static KNOWN: LazyLock<HashMap<String, Known>> = LazyLock::new(|| {
    let mut known: HashMap<String, Known> = HashMap::new();
    let mut add = |form: &str, kind: EntityType, name: &str| {
        known.entry(form.to_owned()).or_insert_with(|| Known { kind, name: name.to_owned() });
    };
    for country in tables::countries() {
        for form in country.names() {
            add(form, EntityType::Location, &country.name);
        }
        for short in &country.shorts {
            add(&short.to_string(), EntityType::Location, &country.name);
        }
    }
    for body in tables::bodies() {
        for form in body.names() {
            add(form, EntityType::Organization, &body.name);
        }
    }
    for form in ["X", "ツイッター", "旧ツイッター", "Twitter", "旧Twitter"] {
        add(form, EntityType::Product, "X");
    }
    known
});

#[cfg(test)]
mod tests;
