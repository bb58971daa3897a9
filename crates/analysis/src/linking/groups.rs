//! Mentions written alike, and which of them are one entity.

use super::{LinkedMention, spelling};
use crate::entities::tables;
use crate::shadow::{is_hiragana, is_kanji, is_katakana};
use shirushi_model::EntityType;
use std::collections::HashMap;
use std::sync::LazyLock;

/// All groups. Joined ones have one root.
#[derive(Default)]
pub(super) struct Groups {
    by_form: HashMap<(EntityType, String), usize>,
    by_key: HashMap<(EntityType, String), usize>,
    pub(super) list: Vec<NameGroup>,
}

pub(super) struct NameGroup {
    pub(super) kind: EntityType,
    pub(super) key: String,
    /// The common name, when the tables have one.
    pub(super) name: Option<String>,
    /// What tells it from another entity of the same name: 首相.
    pub(super) label: Option<String>,
    /// The group it was joined to; itself when to none.
    parent: usize,
}

/// One thing, or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum OneOrSeveral {
    One(usize),
    Several,
}

impl OneOrSeveral {
    /// What was found when this one is found as well.
    pub(super) fn and(before: Option<Self>, number: usize) -> Self {
        match before {
            None => Self::One(number),
            Some(Self::One(other)) if other == number => Self::One(number),
            Some(_) => Self::Several,
        }
    }
}

impl Groups {
    /// The group of a folded form.
    pub(super) fn of(&mut self, kind: EntityType, form: &str) -> usize {
        if let Some(&number) = self.by_form.get(&(kind, form.to_owned())) {
            return number;
        }
        let known = known(kind, form);
        let (kind_of_group, key, name) = match known {
            Some(known) => (known.kind, known.name.clone(), Some(known.name.clone())),
            None => (kind, spelling::key(kind, form), None),
        };
        let next = self.list.len();
        let number = *self.by_key.entry((kind_of_group, key.clone())).or_insert(next);
        if number == next {
            self.add(kind_of_group, key, name);
        }
        self.by_form.insert((kind, form.to_owned()), number);
        number
    }

    /// A new group beside those with its key.
    pub(super) fn add(&mut self, kind: EntityType, key: String, name: Option<String>) -> usize {
        let number = self.list.len();
        self.list.push(NameGroup { kind, key, name, label: None, parent: number });
        number
    }

    pub(super) fn root(&self, mut number: usize) -> usize {
        while let Some(group) = self.list.get(number).filter(|group| group.parent != number) {
            number = group.parent;
        }
        number
    }

    pub(super) fn join(&mut self, member: usize, into: usize) {
        let (member, into) = (self.root(member), self.root(into));
        if member != into
            && let Some(group) = self.list.get_mut(member)
        {
            group.parent = into;
        }
    }

    /// ホワイトハウス is one thing, whether a text has it as a building or as a body.
    pub(super) fn join_kinds(&mut self) {
        for number in 0..self.list.len() {
            let Some(group) = self.list.get(number) else { continue };
            let kin: &[EntityType] = match group.kind {
                EntityType::Facility => &[EntityType::Organization, EntityType::Location],
                EntityType::Product => &[EntityType::Organization],
                _ => continue,
            };
            let other = kin
                .iter()
                .find_map(|kind| self.by_key.get(&(*kind, spelling::key(*kind, &group.key))).copied());
            if let Some(other) = other {
                self.join(number, other);
            }
        }
    }

    /// アラスカ and アラスカ州, ボーイング and ボーイング社, 霧沢町 and 北嶺県霧沢町: one longer name, and no
    /// other made with another ending. 長野 and 長野県, 淡路 and 淡路島 are left apart: the bare name is as
    /// often the city in the one or the region around the other.
    pub(super) fn join_suffixed(&mut self) {
        let mut longer: HashMap<(EntityType, &str), OneOrSeveral> = HashMap::new();
        for (number, group) in self.list.iter().enumerate() {
            for short in [stem(group.kind, &group.key), without_prefecture(group.kind, &group.key)] {
                let Some(short) = short else { continue };
                let found = longer.entry((group.kind, short)).or_insert(OneOrSeveral::One(number));
                *found = OneOrSeveral::and(Some(*found), number);
            }
        }
        let joins: Vec<(usize, usize)> = self
            .list
            .iter()
            .enumerate()
            .filter_map(|(number, group)| match longer.get(&(group.kind, group.key.as_str())) {
                Some(OneOrSeveral::One(only)) => Some((number, *only)),
                _ => None,
            })
            .collect();
        for (bare, suffixed) in joins {
            self.join(bare, suffixed);
        }
    }

    /// The name of each group that is a root: the common one, or the fullest form among its mentions. Of
    /// several roots with one name, those with a label have it behind the name.
    pub(super) fn names<'m>(&self, mentions: impl Iterator<Item = &'m LinkedMention>) -> Vec<String> {
        let mut forms: HashMap<(usize, &str), u32> = HashMap::new();
        for mention in mentions {
            *forms.entry((self.root(mention.group), mention.form.as_str())).or_default() += 1;
        }
        let mut best: Vec<Option<(&str, u32)>> = vec![None; self.list.len()];
        for ((root, form), count) in forms {
            let Some(slot) = best.get_mut(root) else { continue };
            if slot.is_none_or(|(other, of_other)| fullness(form, count) > fullness(other, of_other)) {
                *slot = Some((form, count));
            }
        }
        let mut names: Vec<String> =
            best.iter().map(|found| found.map_or(String::new(), |(form, _)| form.to_owned())).collect();
        for (number, group) in self.list.iter().enumerate() {
            let root = self.root(number);
            if let Some(known) = &group.name
                && let Some(name) = names.get_mut(root)
            {
                name.clone_from(known);
            }
        }
        self.tell_apart(&mut names);
        names
    }

    fn tell_apart(&self, names: &mut [String]) {
        let mut roots: HashMap<String, u32> = HashMap::new();
        for (number, group) in
            self.list.iter().enumerate().filter(|(number, _)| self.root(*number) == *number)
        {
            if let Some(name) =
                names.get(number).filter(|name| !name.is_empty() && group.kind == EntityType::Person)
            {
                *roots.entry(name.clone()).or_default() += 1;
            }
        }
        for (group, name) in self.list.iter().zip(names.iter_mut()) {
            if let Some(label) = &group.label
                && roots.get(name.as_str()).is_some_and(|count| *count > 1)
            {
                *name = format!("{name}（{label}）");
            }
        }
    }
}

/// Names in Japanese before those in Latin letters, in kanji before how they are read, long ones before short
/// ones, クレール・モロー before クレール＝モロー, John Smith before JOHN SMITH.
fn fullness(form: &str, count: u32) -> impl Ord + '_ {
    let has_kanji = form.chars().any(is_kanji);
    let is_japanese = has_kanji || form.chars().any(|c| is_katakana(c) || is_hiragana(c));
    let is_usual = !form.contains(['=', '.']);
    let is_mixed_case = form.chars().any(char::is_lowercase);
    let length = form.chars().count();
    (is_japanese, has_kanji, length, is_usual, is_mixed_case, count, std::cmp::Reverse(form))
}

/// Places whose bare name is not the larger place: the city, not the state.
const CITIES_LIKE_STATES: &[&str] = &["ニューヨーク", "ワシントン", "ケベック", "メキシコ"];

/// The name without the suffix that says what it is.
fn stem(kind: EntityType, key: &str) -> Option<&str> {
    let suffixes: &[&str] = match kind {
        EntityType::Location => &["州", "町", "村", "自治区", "地区"],
        EntityType::Organization => &["社", "通信", "グルプ", "ホルジングス"],
        _ => return None,
    };
    let stem = suffixes.iter().find_map(|suffix| key.strip_suffix(suffix))?;
    let is_ambiguous = kind == EntityType::Location
        && CITIES_LIKE_STATES.iter().any(|city| spelling::key(kind, city) == stem);
    // 映画会社, 出版社: a kind of company, no company's name.
    let is_kind = kind == EntityType::Organization && (stem.ends_with('会') || stem.ends_with("出版"));
    (stem.chars().count() >= 2 && !is_ambiguous && !is_kind).then_some(stem)
}

/// 霧沢町 of 北嶺県霧沢町, 中区 of nothing: the town of a row that begins with its prefecture.
fn without_prefecture(kind: EntityType, key: &str) -> Option<&str> {
    let (at, mark) = key.char_indices().skip(2).find(|(_, c)| matches!(c, '県' | '都' | '府' | '道'))?;
    let town = key.get(at + mark.len_utf8()..)?;
    let is_town = kind == EntityType::Location && town.ends_with(['市', '区', '町', '村', '郡']);
    (is_town && town.chars().count() >= 2).then_some(town)
}

pub(super) struct KnownName {
    kind: EntityType,
    pub(super) name: String,
}

/// What the tables have under a form, if they have it as this type or one near it.
pub(super) fn known(kind: EntityType, form: &str) -> Option<&'static KnownName> {
    // アメリカ人, ロシア側, 米国内: a mention that is wider than the country.
    let bare = || {
        ["人", "側", "国内", "内"].iter().filter_map(|end| form.strip_suffix(end)).find_map(|country| {
            KNOWN
                .get(country)
                .filter(|known| known.kind == EntityType::Location && country.chars().count() > 1)
        })
    };
    let known = KNOWN.get(form).or_else(|| (kind == EntityType::Location).then(bare).flatten())?;
    let is_near = match known.kind {
        EntityType::Location => matches!(kind, EntityType::Location | EntityType::Organization),
        EntityType::Organization => matches!(kind, EntityType::Organization | EntityType::Facility),
        EntityType::Product => matches!(kind, EntityType::Product | EntityType::Organization),
        other => kind == other,
    };
    is_near.then_some(known)
}

/// Every name of the tables, folded, with the common one.
static KNOWN: LazyLock<HashMap<String, KnownName>> = LazyLock::new(|| {
    let mut known: HashMap<String, KnownName> = HashMap::new();
    let mut add = |form: &str, kind: EntityType, name: &str| {
        known.entry(form.to_owned()).or_insert_with(|| KnownName { kind, name: name.to_owned() });
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
