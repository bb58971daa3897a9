//! Who speaks: noun phrases that can, and what the sentences before say about those who are left out or
//! called 彼 and 両氏.
//!
//! A speaker stands before は, が or も (PARC 3's source); one that is left out is the last one who spoke or
//! was the topic, as centering theory has it for Japanese zero pronouns (Kameyama 1985; Walker, Iida & Cote
//! 1994).

use super::lexicon::{ClaimLexicon, CueMark, PhraseRole};
use super::nodes::Node;
use crate::shadow::Shadow;
use shirushi_model::{Entity, EntityType, PartOfSpeech, SpeakerKind, WordClass};

/// An entity in characters of the shadow.
#[derive(Debug, Clone, Copy)]
pub(super) struct EntityPlace {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: EntityType,
    /// Its position in the analysis.
    pub(super) number: usize,
}

/// The entities of a text by position.
pub(super) struct Places<'a> {
    list: Vec<EntityPlace>,
    entities: &'a [Entity],
}

impl<'a> Places<'a> {
    pub(super) fn new(shadow: &Shadow, entities: &'a [Entity]) -> Self {
        let mut position = 0;
        let mut list = Vec::with_capacity(entities.len());
        for (number, entity) in entities.iter().enumerate() {
            let start = shadow.char_from(position, entity.span.start);
            let end = shadow.char_from(start, entity.span.end);
            position = end;
            list.push(EntityPlace { start, end, kind: entity.kind, number });
        }
        Self { list, entities }
    }

    /// Those inside a range, in order.
    pub(super) fn inside(&self, start: usize, end: usize) -> impl Iterator<Item = EntityPlace> + Clone + '_ {
        let first = self.list.partition_point(|place| place.start < start);
        self.list
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(move |place| place.start < end)
            .filter(move |place| place.end <= end)
            .copied()
    }

    /// The entities behind the places.
    pub(super) fn entity(&self, place: EntityPlace) -> Option<&'a Entity> {
        self.entities.get(place.number)
    }

    /// People before a position, the nearest first, at most `most` mentions.
    fn people_before(&self, position: usize, most: usize) -> impl Iterator<Item = EntityPlace> + '_ {
        let after = self.list.partition_point(|place| place.start < position);
        self.list
            .get(..after)
            .unwrap_or_default()
            .iter()
            .rev()
            .filter(|place| place.kind == EntityType::Person)
            .take(most)
            .copied()
    }

    /// Bodies before a position, the nearest first.
    fn body_before(&self, position: usize) -> Option<EntityPlace> {
        let after = self.list.partition_point(|place| place.start < position);
        let nearest = self.list.get(..after).unwrap_or_default().iter().rev().take(NEAR);
        nearest.filter(|place| place.kind == EntityType::Organization).copied().next()
    }
}

/// Words for some of those before の.
const PARTS: &[&str] = &["多く", "大半", "一部", "全員", "一人", "ひとり", "半数", "ほとんど", "1人", "１人"];

/// How many mentions back a pronoun can reach.
const NEAR: usize = 40;

/// Somebody who speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundSpeaker {
    /// Where the text names them.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Positions in the analysis' entities.
    pub(super) entities: Vec<usize>,
    pub(super) kind: SpeakerKind,
    /// Whether the sentence leaves them out.
    pub(super) is_implicit: bool,
}

impl FoundSpeaker {
    /// The same, left out.
    pub(super) fn implicit(&self) -> Self {
        Self { is_implicit: true, ..self.clone() }
    }
}

/// A noun phrase before a particle, with the node after the particle.
pub(super) struct Phrase {
    pub(super) speaker: FoundSpeaker,
    /// Which particle: は, が, も.
    pub(super) particle: char,
    /// The first node of the phrase.
    pub(super) first: usize,
    /// The node after the particle.
    pub(super) after: usize,
}

/// What is asked to find speakers.
pub(super) struct SpeakerGround<'a> {
    pub(super) text: &'a str,
    pub(super) shadow: &'a Shadow,
    pub(super) lexicon: &'a ClaimLexicon,
    pub(super) places: &'a Places<'a>,
}

/// Who spoke and who was spoken of so far.
#[derive(Default)]
pub(super) struct Discourse {
    /// Who spoke last, or was the topic last.
    pub(super) last: Option<FoundSpeaker>,
    /// The last one named with によると, and in which sentence.
    pub(super) by: Option<(FoundSpeaker, usize)>,
    /// The last person who spoke or was the topic, for 彼 and 同氏.
    person: Option<usize>,
    /// The person before, another one, for 両氏.
    person_before: Option<usize>,
}

impl Discourse {
    /// Somebody spoke or is the topic.
    pub(super) fn hear(&mut self, speaker: &FoundSpeaker) {
        if let (SpeakerKind::Person, [only]) = (speaker.kind, speaker.entities.as_slice()) {
            if self.person != Some(*only) {
                self.person_before = self.person;
            }
            self.person = Some(*only);
        }
        self.last = Some(FoundSpeaker { is_implicit: false, ..speaker.clone() });
    }
}

impl SpeakerGround<'_> {
    /// The text of a range.
    pub(super) fn slice(&self, start: usize, end: usize) -> &str {
        self.shadow.span(start, end).slice(self.text).unwrap_or_default()
    }

    /// All phrases before は, が and も that can speak.
    pub(super) fn phrases(
        &self,
        nodes: &[Node<'_>],
        from: usize,
        to: usize,
        heard: &Discourse,
    ) -> Vec<Phrase> {
        let mut found = Vec::new();
        for index in from..to.min(nodes.len()) {
            let Some(particle) = nodes.get(index).filter(|node| node.class() == WordClass::Particle) else {
                continue;
            };
            let particle = match (particle.surface, particle.pos) {
                ("は", _) => 'は',
                ("も", _) => 'も',
                ("が", PartOfSpeech::CaseParticle) => 'が',
                _ => continue,
            };
            if let Some((speaker, first)) = self.phrase_before(nodes, from, index, heard) {
                let comma = usize::from(nodes.get(index + 1).is_some_and(Node::is_comma));
                found.push(Phrase { speaker, particle, first, after: index + 1 + comma });
            }
        }
        found
    }

    /// The noun phrase that ends before node `end`, if it can speak, and its first node.
    pub(super) fn phrase_before(
        &self,
        nodes: &[Node<'_>],
        from: usize,
        end: usize,
        heard: &Discourse,
    ) -> Option<(FoundSpeaker, usize)> {
        let last = end.checked_sub(1)?;
        let mut first = end;
        while first > from {
            let node = nodes.get(first - 1)?;
            let joins = node.is_noun() && !matches!(node.surface, "の" | "ん" | "こと" | "ところ")
                || node.class() == WordClass::Prefix
                || matches!(node.surface, "・" | "＝" | "=" | "-" | "ら" | "たち" | "など")
                || node.class() == WordClass::Filler;
            if !joins {
                break;
            }
            first -= 1;
        }
        // 住民の多く: those who are counted speak.
        let counted = nodes.get(first).zip(nodes.get(last)).map(|(a, b)| self.slice(a.start, b.end));
        if first > from + 1
            && counted.is_some_and(|word| PARTS.contains(&word))
            && nodes.get(first - 1).is_some_and(|node| node.is_particle("の"))
        {
            let (speaker, before) = self.phrase_before(nodes, from, first - 1, heard)?;
            let end = nodes.get(last)?.end;
            return Some((FoundSpeaker { end, ..speaker }, before));
        }
        let mut start = nodes.get(first)?.start;
        let stop = nodes.get(last)?.end;
        if start >= stop {
            return None;
        }
        // A date before it without a comma: 15日市長は.
        if let Some(date) =
            self.places.inside(start, stop).take_while(|p| is_when(p.kind)).last().filter(|p| p.end < stop)
        {
            start = date.end;
        }
        // ある米当局者, 複数の関係者: the word before belongs to it.
        while first > from
            && nodes
                .get(first - 1)
                .is_some_and(|node| matches!(node.surface, "ある" | "同じ" | "その" | "この"))
        {
            first -= 1;
            if nodes.get(first).is_some_and(|node| node.surface == "ある") {
                start = nodes.get(first)?.start;
            }
        }
        let speaker = self.speaker(nodes, start, stop, heard)?;
        Some((speaker, first))
    }

    fn speaker(
        &self,
        nodes: &[Node<'_>],
        start: usize,
        end: usize,
        heard: &Discourse,
    ) -> Option<FoundSpeaker> {
        let phrase = self.slice(start, end);
        let bare = ["ら", "たち", "など", "自身", "本人"]
            .iter()
            .find_map(|plural| phrase.strip_suffix(plural))
            .filter(|rest| !rest.is_empty())
            .unwrap_or(phrase);
        let named = |entities, kind| FoundSpeaker { start, end, entities, kind, is_implicit: false };
        let marks = self.lexicon.marks(phrase);
        if marks.has(CueMark::They) {
            let people = self.two_people(start, heard);
            let kind = if phrase.ends_with(['国', '府', '社', '党']) {
                SpeakerKind::Organization
            } else {
                SpeakerKind::Person
            };
            return Some(named(people, kind));
        }
        if marks.has(CueMark::He) {
            let person =
                heard.person.or_else(|| self.places.people_before(start, 1).next().map(|place| place.number));
            return Some(named(person.into_iter().collect(), SpeakerKind::Person));
        }
        if marks.has(CueMark::SameBody) {
            let body = self.places.body_before(start).map(|place| place.number);
            return Some(named(body.into_iter().collect(), SpeakerKind::Organization));
        }
        let people: Vec<EntityPlace> =
            self.places.inside(start, end).filter(|place| place.kind == EntityType::Person).collect();
        let role = self.lexicon.role_at_end(bare);
        // A single character (県, 側, 相) is a role where it is a word of its own: not in 真相.
        let is_own_word = nodes
            .iter()
            .rev()
            .find(|node| node.end == end)
            .is_some_and(|node| node.surface.chars().count() == 1);
        match role {
            Some((PhraseRole::Unnamed, _)) if people.is_empty() => {
                return Some(named(Vec::new(), SpeakerKind::Unnamed));
            }
            Some((PhraseRole::Organization, length)) => {
                let body = self.places.inside(start, end).filter(|place| !is_when(place.kind)).last();
                if length > 1 || is_own_word {
                    let number = body.map(|place| place.number);
                    return Some(named(number.into_iter().collect(), SpeakerKind::Organization));
                }
            }
            _ => {}
        }
        if !people.is_empty() {
            let numbers = people.iter().map(|place| place.number).collect();
            return Some(named(numbers, SpeakerKind::Person));
        }
        let last_pos = nodes.iter().rev().find(|node| node.end == end).map(|node| node.pos);
        if let Some((PhraseRole::Person, length)) = role
            && (length > 1 || is_own_word)
        {
            let number = self.holder_of(bare, start);
            return Some(named(number.into_iter().collect(), SpeakerKind::Person));
        }
        if let Some(place) = self.places.inside(start, end).filter(|place| !is_when(place.kind)).last() {
            let whole = place.end == end || self.slice(place.end, end).chars().count() <= 2 && bare != phrase;
            let kind = match place.kind {
                EntityType::Organization => SpeakerKind::Organization,
                EntityType::Location | EntityType::Facility if whole => SpeakerKind::Organization,
                _ => return None,
            };
            return Some(named(vec![place.number], kind));
        }
        let looks_like_a_name = matches!(
            last_pos,
            Some(PartOfSpeech::Surname | PartOfSpeech::GivenName | PartOfSpeech::PersonName)
        );
        looks_like_a_name.then(|| named(Vec::new(), SpeakerKind::Person))
    }

    /// Whoever a noun phrase between two characters means, whatever it is.
    pub(super) fn of_phrase(&self, start: usize, end: usize, heard: &Discourse) -> FoundSpeaker {
        self.speaker(&[], start, end, heard).unwrap_or_else(|| {
            let entity = self.places.inside(start, end).filter(|place| !is_when(place.kind)).last();
            let kind = if entity.is_some() { SpeakerKind::Organization } else { SpeakerKind::Unnamed };
            let entities = entity.map(|place| place.number).into_iter().collect();
            FoundSpeaker { start, end, entities, kind, is_implicit: false }
        })
    }

    /// The person who was last named with this title: 知事 after 黒田知事.
    fn holder_of(&self, title: &str, position: usize) -> Option<usize> {
        self.places.people_before(position, NEAR).find_map(|place| {
            let after = self.slice(place.end, place.end + title.chars().count());
            let before = self.slice(place.start.saturating_sub(title.chars().count()), place.start);
            (after == title || before == title).then_some(place.number)
        })
    }

    /// The two people that 両氏 means: those who were named most often of late, told apart by their canonical
    /// names.
    fn two_people(&self, position: usize, heard: &Discourse) -> Vec<usize> {
        let mut named: Vec<(EntityPlace, &str, usize)> = Vec::new();
        for place in self.places.people_before(position, NEAR) {
            let Some(entity) = self.places.entity(place) else { continue };
            match named.iter_mut().find(|(_, name, _)| *name == entity.canonical) {
                Some((.., count)) => *count += 1,
                None => named.push((place, &entity.canonical, 1)),
            }
        }
        // The sort is stable: of those named equally often the nearer come first.
        named.sort_by_key(|&(.., count)| std::cmp::Reverse(count));
        let mut numbers: Vec<usize> = named.iter().take(2).map(|(place, ..)| place.number).collect();
        if numbers.len() < 2 {
            numbers.extend(heard.person_before);
        }
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// Whoever stands before は right before a quotation or its verb: there any noun speaks
    /// (判決は「…」と述べた).
    pub(super) fn any_phrase(&self, nodes: &[Node<'_>], from: usize, to: usize) -> Option<FoundSpeaker> {
        (from + 1..to.min(nodes.len())).rev().find_map(|index| {
            let speaks = nodes.get(index).is_some_and(is_topic) && !happens(nodes, index + 1);
            if speaks { self.any_noun(nodes, from, index) } else { None }
        })
    }

    /// Whoever is the subject between a cue's first word and its verb: 「…」と判決は述べた,
    /// …計画を同社が発表した.
    pub(super) fn any_subject(&self, nodes: &[Node<'_>], from: usize, to: usize) -> Option<FoundSpeaker> {
        self.any_phrase(nodes, from, to).or_else(|| {
            (from + 1..to.min(nodes.len())).rev().find_map(|index| {
                let is_subject = |n: &Node<'_>| n.pos == PartOfSpeech::CaseParticle && n.surface == "が";
                if nodes.get(index).is_some_and(is_subject) && !happens(nodes, index + 1) {
                    self.any_noun(nodes, from, index)
                } else {
                    None
                }
            })
        })
    }

    /// Whoever is the topic of a sentence that reports something with a subject of its own, and the node
    /// after は.
    pub(super) fn any_topic(
        &self,
        nodes: &[Node<'_>],
        from: usize,
        to: usize,
    ) -> Option<(FoundSpeaker, usize)> {
        let index = (from + 1..to.min(nodes.len())).find(|&at| nodes.get(at).is_some_and(is_topic))?;
        let rest = nodes.get(index + 1..to)?;
        let comma = rest.first().is_some_and(Node::is_comma);
        let has_subject =
            rest.iter().any(|n| is_topic(n) || n.pos == PartOfSpeech::CaseParticle && n.surface == "が");
        if !has_subject {
            return None;
        }
        Some((self.any_noun(nodes, from, index)?, index + 1 + usize::from(comma)))
    }

    fn any_noun(&self, nodes: &[Node<'_>], from: usize, end: usize) -> Option<FoundSpeaker> {
        let last = nodes.get(end.checked_sub(1)?).filter(|node| node.is_noun())?;
        let can_speak = matches!(
            last.pos,
            PartOfSpeech::CommonNoun
                | PartOfSpeech::ProperNoun
                | PartOfSpeech::OrganizationName
                | PartOfSpeech::PersonName
                | PartOfSpeech::Surname
                | PartOfSpeech::GivenName
                | PartOfSpeech::NounSuffix
                | PartOfSpeech::PersonSuffix
                | PartOfSpeech::VerbalNoun
        );
        if !can_speak || self.places.inside(last.start, last.end).any(|place| is_when(place.kind)) {
            return None;
        }
        let mut first = end;
        while first > from
            && nodes
                .get(first - 1)
                .is_some_and(|n| n.is_noun() || n.class() == WordClass::Prefix || n.surface == "・")
        {
            first -= 1;
        }
        let start = nodes.get(first)?.start;
        let entity = self.places.inside(start, last.end).filter(|place| !is_when(place.kind)).last();
        Some(FoundSpeaker {
            start,
            end: last.end,
            entities: entity.map(|place| place.number).into_iter().collect(),
            kind: SpeakerKind::Organization,
            is_implicit: false,
        })
    }
}

/// Whether what stands before node `at` is only said to be there: 119番通報があった.
fn happens(nodes: &[Node<'_>], at: usize) -> bool {
    nodes.get(at).is_some_and(is_happening)
}

/// ある, 相次ぐ, 届く, 入る.
pub(super) fn is_happening(node: &Node<'_>) -> bool {
    node.is_verb()
        && (node.has(CueMark::Exist) && node.lemma != "聞く" || matches!(node.lemma, "入る" | "届く"))
        || matches!(node.lemma, "相次ぐ" | "相次い")
}

fn is_topic(node: &Node<'_>) -> bool {
    node.pos == PartOfSpeech::TopicParticle && node.surface == "は"
}

pub(super) fn is_when(kind: EntityType) -> bool {
    matches!(kind, EntityType::Date | EntityType::Time | EntityType::Quantity)
}
