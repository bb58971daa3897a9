//! Who is meant by a surname: トランプ of ドナルド・トランプ, 岸本 of 岸本健太郎.
//!
//! The full names of the same text decide first, then those of all texts. Where several people share the
//! name, the title beside it decides (田中市長), and where it does not, the name stays by itself. Two people
//! are never made one for their name alone: titles from different walks of life and different countries keep
//! them apart.

use super::context::{self, Context, Walk};
use super::groups::{Groups, OneOrSeveral};
use super::{Linked, LinkedMention};
use crate::entities::tables;
use crate::shadow::{is_hiragana, is_kanji, is_katakana, is_latin};
use shirushi_model::EntityType;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What is known of a person besides the name.
#[derive(Debug, Clone, Default)]
struct Persona {
    walks: Vec<Walk>,
    countries: Vec<String>,
    titles: Vec<String>,
    label: Option<String>,
}

/// So many different things said of one person are kept.
const REMEMBERED: usize = 8;

impl Persona {
    fn add(&mut self, context: &Context) {
        fn remember<T: PartialEq + Clone>(list: &mut Vec<T>, item: Option<&T>) {
            if let Some(item) = item.filter(|item| list.len() < REMEMBERED && !list.contains(item)) {
                list.push(item.clone());
            }
        }
        remember(&mut self.walks, context.walk.as_ref());
        remember(&mut self.countries, context.country.as_ref());
        remember(&mut self.titles, context.title.as_ref());
        if self.label.is_none() {
            self.label = context.label();
        }
    }

    /// Whether both may be one person who is named alike.
    fn agrees(&self, other: &Self) -> bool {
        fn share<T: PartialEq>(one: &[T], other: &[T]) -> bool {
            one.is_empty() || other.is_empty() || one.iter().any(|item| other.contains(item))
        }
        share(&self.countries, &other.countries) && share(&self.walks, &other.walks)
    }
}

/// Short forms with the full names they may stand for.
#[derive(Default)]
struct Index {
    by_short: HashMap<String, OneOrSeveral>,
    /// Short forms with a title.
    by_title: HashMap<(String, String), OneOrSeveral>,
    /// Given names by which authors and athletes are called: 牧水 of 若山牧水.
    by_given: HashMap<String, OneOrSeveral>,
}

impl Index {
    fn add(&mut self, short: String, full: usize) {
        let found = self.by_short.get(&short).copied();
        self.by_short.insert(short, OneOrSeveral::and(found, full));
    }

    fn add_given(&mut self, given: String, full: usize) {
        let found = self.by_given.get(&given).copied();
        self.by_given.insert(given, OneOrSeveral::and(found, full));
    }

    /// Whom a given name means, when it is no surname in the text.
    fn given(&self, name: &str) -> Option<usize> {
        match self.by_given.get(name)? {
            OneOrSeveral::One(full) => Some(*full),
            OneOrSeveral::Several => None,
        }
    }

    fn add_titled(&mut self, short: &str, title: &str, full: usize) {
        let found =
            self.by_title.entry((short.to_owned(), title.to_owned())).or_insert(OneOrSeveral::One(full));
        *found = OneOrSeveral::and(Some(*found), full);
    }

    fn titled(&self, short: &str, title: Option<&String>) -> Option<usize> {
        match self.by_title.get(&(short.to_owned(), title?.clone()))? {
            OneOrSeveral::One(full) => Some(*full),
            OneOrSeveral::Several => None,
        }
    }
}

/// A name that stands alone in a text, with the mentions of it that seem to be one person.
struct Alone {
    text: usize,
    mentions: Vec<usize>,
    persona: Persona,
}

/// Moves mentions of people to the group of the full name they stand for.
pub(super) fn resolve(
    texts: &[Linked<'_>],
    mentions: &mut [Vec<Option<LinkedMention>>],
    groups: &mut Groups,
) {
    join_longer_names(groups);
    let contexts: Vec<Vec<Option<Context>>> =
        texts.iter().zip(mentions.iter()).map(|(text, mentions)| contexts(text, mentions, groups)).collect();
    let mut everywhere = Index::default();
    let mut personas: HashMap<usize, Persona> = HashMap::new();
    let shorts: Vec<Vec<String>> = groups
        .list
        .iter()
        .map(|group| if is_name(group.kind, &group.key) { short_forms(&group.key) } else { Vec::new() })
        .collect();
    let shorts_of = |group: usize| shorts.get(group).map(Vec::as_slice).unwrap_or_default();
    let mut alone: HashMap<usize, Vec<Alone>> = HashMap::new();
    let mut locals = Vec::with_capacity(mentions.len());
    for (mentions, contexts) in mentions.iter().zip(&contexts) {
        let mut here = Index::default();
        for (mention, context) in people(mentions, contexts) {
            let root = groups.root(mention.group);
            for short in shorts_of(mention.group) {
                here.add(short.clone(), root);
                everywhere.add(short.clone(), root);
                if let Some(title) = &context.title {
                    here.add_titled(short, title, root);
                    everywhere.add_titled(short, title, root);
                }
            }
            if let Some(group) = groups.list.get(mention.group) {
                given_names(&group.key).into_iter().for_each(|given| here.add_given(given, root));
            }
            if !shorts_of(mention.group).is_empty() {
                personas.entry(root).or_default().add(context);
            }
        }
        locals.push(here);
    }
    for (text, (mentions, contexts)) in mentions.iter_mut().zip(&contexts).enumerate() {
        let Some(here) = locals.get(text) else { continue };
        within(text, here, mentions, contexts, groups, &mut personas, &mut alone);
    }
    let mut keys: Vec<usize> = alone.keys().copied().collect();
    keys.sort_unstable();
    for group in keys {
        let alone = alone.remove(&group).unwrap_or_default();
        across(group, alone, &everywhere, &personas, mentions, groups);
    }
}

fn is_name(kind: EntityType, key: &str) -> bool {
    kind == EntityType::Person && !context::is_title(key)
}

fn people<'m>(
    mentions: &'m [Option<LinkedMention>],
    contexts: &'m [Option<Context>],
) -> impl Iterator<Item = (&'m LinkedMention, &'m Context)> {
    mentions
        .iter()
        .zip(contexts)
        .filter_map(|(mention, context)| Some((mention.as_ref()?, context.as_ref()?)))
}

/// ドナルド・ジョン・トランプ and ドナルド・トランプ, ガルシア・マルケス and ガブリエル・ガルシア・マルケス.
fn join_longer_names(groups: &mut Groups) {
    let mut longer: HashMap<String, OneOrSeveral> = HashMap::new();
    let is_joined = |key: &str| key.contains(['・', ' ']);
    for (number, group) in groups.list.iter().enumerate().filter(|(_, group)| is_name(group.kind, &group.key))
    {
        for short in short_forms(&group.key).into_iter().filter(|short| is_joined(short)) {
            let found = longer.get(&short).copied();
            longer.insert(short, OneOrSeveral::and(found, number));
        }
    }
    let joins: Vec<(usize, usize)> = groups
        .list
        .iter()
        .enumerate()
        .filter(|(_, group)| group.kind == EntityType::Person)
        .filter_map(|(number, group)| match longer.get(&group.key) {
            Some(OneOrSeveral::One(only)) => Some((number, *only)),
            _ => None,
        })
        .collect();
    for (short, long) in joins {
        groups.join(short, long);
    }
}

/// Resolves what the full names of a text decide; puts the rest aside.
fn within(
    text: usize,
    here: &Index,
    mentions: &mut [Option<LinkedMention>],
    contexts: &[Option<Context>],
    groups: &mut Groups,
    personas: &mut HashMap<usize, Persona>,
    alone: &mut HashMap<usize, Vec<Alone>>,
) {
    // Of several people, whom a title has shown in this text under the name.
    let mut shown: HashMap<usize, OneOrSeveral> = HashMap::new();
    let mut doubtful = Vec::new();
    let mut open: HashMap<usize, Vec<Alone>> = HashMap::new();
    for (number, (mention, context)) in mentions.iter_mut().zip(contexts).enumerate() {
        let (Some(mention), Some(context)) = (mention, context) else { continue };
        let Some(key) = groups.list.get(mention.group).map(|group| group.key.clone()) else { continue };
        match here.by_short.get(&key) {
            Some(OneOrSeveral::One(full)) if groups.root(mention.group) == *full => {}
            Some(OneOrSeveral::One(full)) => {
                let mut said = Persona::default();
                said.add(context);
                let persona = personas.entry(*full).or_default();
                // In one text an office and a charge may well be one person's; two countries are not.
                said.walks.clear();
                if persona.agrees(&said) {
                    persona.add(context);
                    mention.group = *full;
                } else {
                    put_aside(text, number, mention.group, context, &mut open);
                }
            }
            Some(OneOrSeveral::Several) => match here.titled(&key, context.title.as_ref()) {
                Some(full) => {
                    let found = shown.get(&mention.group).copied();
                    shown.insert(mention.group, OneOrSeveral::and(found, full));
                    mention.group = full;
                }
                None => doubtful.push(number),
            },
            None => match here.given(&key).filter(|_| context.title.is_none()) {
                Some(full) => mention.group = full,
                None => put_aside(text, number, mention.group, context, &mut open),
            },
        }
    }
    // Who is called 田中市長 here is 田中氏 as well, when no other 田中 was shown.
    let mut unresolved: HashMap<usize, usize> = HashMap::new();
    for number in doubtful {
        let Some(Some(mention)) = mentions.get_mut(number) else { continue };
        let has_title =
            contexts.get(number).and_then(Option::as_ref).is_some_and(|context| context.title.is_some());
        match shown.get(&mention.group) {
            Some(OneOrSeveral::One(full)) if !has_title => mention.group = *full,
            _ => {
                let group = mention.group;
                let key = groups.list.get(group).map(|group| group.key.clone()).unwrap_or_default();
                mention.group =
                    *unresolved.entry(group).or_insert_with(|| groups.add(EntityType::Person, key, None));
            }
        }
    }
    for (group, mut list) in open {
        alone.entry(group).or_default().append(&mut list);
    }
}

/// So many people of one bare name are told apart; further mentions go to the last.
const MOST_NAMESAKES: usize = 8;

fn put_aside(
    text: usize,
    number: usize,
    group: usize,
    context: &Context,
    open: &mut HashMap<usize, Vec<Alone>>,
) {
    let mut said = Persona::default();
    said.add(context);
    let list = open.entry(group).or_default();
    let is_full = list.len() >= MOST_NAMESAKES;
    match list.iter_mut().rev().find(|alone| is_full || alone.persona.agrees(&said)) {
        Some(alone) => {
            alone.mentions.push(number);
            alone.persona.add(context);
        }
        None => list.push(Alone { text, mentions: vec![number], persona: said }),
    }
}

/// Resolves a bare name by the full names of all texts; what remains is one person, as far as titles and
/// countries agree.
fn across(
    group: usize,
    alone: Vec<Alone>,
    everywhere: &Index,
    personas: &HashMap<usize, Persona>,
    mentions: &mut [Vec<Option<LinkedMention>>],
    groups: &mut Groups,
) {
    let Some(key) = groups.list.get(group).map(|group| group.key.clone()) else { return };
    let mut namesakes: Vec<(usize, Persona)> = Vec::new();
    for one in alone {
        let full = match everywhere.by_short.get(&key) {
            Some(OneOrSeveral::One(full)) => Some(*full)
                .filter(|full| personas.get(full).is_none_or(|persona| persona.agrees(&one.persona))),
            Some(OneOrSeveral::Several) => {
                one.persona.titles.iter().find_map(|title| everywhere.titled(&key, Some(title)))
            }
            None => None,
        };
        let target = full.unwrap_or_else(|| {
            let is_full = namesakes.len() >= MOST_NAMESAKES;
            if let Some((number, persona)) =
                namesakes.iter_mut().find(|(_, persona)| is_full || persona.agrees(&one.persona))
            {
                persona.walks.extend(&one.persona.walks);
                persona.countries.extend(one.persona.countries.iter().cloned());
                persona.walks.truncate(REMEMBERED);
                persona.countries.truncate(REMEMBERED);
                return *number;
            }
            let number =
                if namesakes.is_empty() { group } else { groups.add(EntityType::Person, key.clone(), None) };
            if let Some(group) = groups.list.get_mut(number) {
                group.label.clone_from(&one.persona.label);
            }
            namesakes.push((number, one.persona.clone()));
            number
        });
        let Some(of_text) = mentions.get_mut(one.text) else { continue };
        for number in one.mentions {
            if let Some(Some(mention)) = of_text.get_mut(number) {
                mention.group = target;
            }
        }
    }
}

/// What is said beside each person of a text.
fn contexts(
    linked: &Linked<'_>,
    mentions: &[Option<LinkedMention>],
    groups: &Groups,
) -> Vec<Option<Context>> {
    let country = |number: usize| {
        let mention = mentions.get(number)?.as_ref()?;
        let group = groups.list.get(mention.group)?;
        group.name.clone().filter(|_| group.kind == EntityType::Location)
    };
    let text = |from: u32, to: u32| linked.text.get(from as usize..to as usize);
    let of_one = |(number, mention): (usize, &Option<LinkedMention>)| {
        let mention = mention.as_ref()?;
        let entity = linked.entities.get(number).filter(|_| is_name(mention.kind, &mention.form))?;
        let mut said = Context::default();
        let mut end = entity.span.end;
        if let Some(next) = linked.entities.get(number + 1).filter(|next| next.span.start == end)
            && let Some(name) = country(number + 1)
        {
            said.country = Some(name);
            end = next.span.end;
        }
        said.title = context::title_from(linked.text.get(end as usize..)?);
        let before = linked.text.get(..entity.span.start as usize)?;
        let title_before = context::title_before(before);
        if let Some(previous) = number.checked_sub(1).and_then(|previous| linked.entities.get(previous))
            && said.country.is_none()
            && let Some(between) = text(previous.span.end, entity.span.start)
            && let Some(name) = country(number - 1)
        {
            let title = between.strip_prefix('の').unwrap_or(between);
            let is_beside = title.is_empty() || title == "・" || title_before.as_deref() == Some(title);
            said.country = is_beside.then_some(name);
        }
        said.title = said.title.or(title_before);
        if said.title.is_none() {
            said.country = None;
        }
        Some(said.with_walk(&mention.form))
    };
    mentions.iter().enumerate().map(of_one).collect()
}

/// The most parts and characters of a name that are looked at.
const MOST_PARTS: usize = 6;
const LONGEST_KANJI_NAME: usize = 8;

/// Characters that surnames have inside, and given names do not begin with: 森下健 is no 森, 長谷川 no 長谷.
const INSIDE_SURNAMES: &str = "田山川野村本井下上原木島嶋口崎谷沢橋岡塚辺屋寺根藤内部倉";

/// Characters in which given names of two end: 森下圭子 is 森下 and 圭子, so 森下圭 is somebody else;
/// 土岐沢誠 is 土岐沢 and 誠.
const SECOND_HALVES: &str = "子太郎美恵代江香奈菜介也之彦雄夫男人助平吉造蔵枝";

/// Family names of one kanji: 王 of 王毅, but no 金 of 金子.
static EAST_ASIAN: LazyLock<Vec<char>> = LazyLock::new(|| {
    tables::words(tables::EAST_ASIAN_SURNAMES).flat_map(|word| word.chars().next()).collect()
});

/// The given names a name in kanji may end in: 牧水 of 若山牧水. Shorter names may be surnames from end to
/// end (長谷川).
fn given_names(key: &str) -> Vec<String> {
    let letters: Vec<char> = key.chars().collect();
    if !(4..=LONGEST_KANJI_NAME).contains(&letters.len()) || !letters.iter().all(|c| is_kanji(*c)) {
        return Vec::new();
    }
    let given = |length: usize| letters.iter().skip(letters.len() - length).collect::<String>();
    if letters.len() == 4 { vec![given(2)] } else { vec![given(2), given(3)] }
}

/// What a person of this name is called later: the last parts of a foreign name; the first characters of a
/// Japanese one, of which one may be the surname; both halves of アントニオ猪木.
fn short_forms(key: &str) -> Vec<String> {
    let separator = if key.contains('・') { '・' } else { ' ' };
    let parts: Vec<&str> = key.split(separator).collect();
    if parts.len() > MOST_PARTS {
        return Vec::new();
    }
    if let [first, .., last] = parts.as_slice() {
        let mut shorts: Vec<String> = (1..parts.len())
            .filter_map(|from| parts.get(from..))
            .map(|rest| rest.join(&separator.to_string()))
            .collect();
        if parts.len() > 2 {
            shorts.push(format!("{first}{separator}{last}"));
        }
        return shorts;
    }
    let letters: Vec<char> = key.chars().collect();
    let (Some(&first), Some(&last)) = (letters.first(), letters.last()) else { return Vec::new() };
    if letters.len() > 2 * LONGEST_KANJI_NAME || letters.iter().any(|c| is_latin(*c)) {
        return Vec::new();
    }
    let border = letters.iter().position(|c| is_katakana(*c) != is_katakana(first));
    if let Some(at) = border.filter(|at| *at >= 2 || letters.len() - at >= 2) {
        let half = |range: &[char]| (range.len() >= 2).then(|| range.iter().collect::<String>());
        let (before, after) = letters.split_at(at);
        return [half(before), half(after)].into_iter().flatten().collect();
    }
    if !is_kanji(first) && !is_hiragana(first) || letters.len() > LONGEST_KANJI_NAME {
        return Vec::new();
    }
    let may_end = |n: usize| {
        let rest = letters.get(n..).unwrap_or_default();
        let is_long = match (n, rest.len()) {
            (1, 1) => EAST_ASIAN.contains(&first) && !"子池森".contains(last),
            (1, length) => is_kanji(first) && (length <= 2 || last == '郎' || last == '介'),
            _ => true,
        };
        is_long && rest.first().is_some_and(|c| !INSIDE_SURNAMES.contains(*c))
    };
    let is_half = |n: usize| n == 3 && letters.len() == 4 && SECOND_HALVES.contains(last);
    let lengths = (1..letters.len().min(4)).filter(|n| may_end(*n) && !is_half(*n));
    lengths.map(|n| letters.iter().take(n).collect()).collect()
}
