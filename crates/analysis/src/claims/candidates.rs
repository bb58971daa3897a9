//! Everything in a text that could be said to speak: noun phrases, each with what follows and what leads to
//! it.
//!
//! No list says who can speak: every run of nouns is a candidate, and the model ([`super::ranking`]) tells
//! from particle, head, kind of name and place which one does. A title after a name, （51） behind it and
//! など belong to the same run.

use super::lexicon::CueMark;
use super::speakers::{SpeakerGround, is_happening, is_when};
use super::stream::{Morph, Stream};
use crate::learned::word_value;
use shirushi_model::{EntityType, PartOfSpeech, WordClass};

/// A noun phrase.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    /// Its first token and the one after its last.
    pub(super) first: usize,
    pub(super) after: usize,
    /// Its characters.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) line: usize,
    /// The number of the outermost quotation it lies in, plus one.
    pub(super) quote: u32,
    pub(super) particle: Follows,
    /// The character after the particle, where brackets that belong to the phrase are skipped.
    pub(super) then: usize,
    /// Its head's value, and its last character's.
    pub(super) head: u32,
    pub(super) last_character: u32,
    pub(super) kind: u32,
    pub(super) role: u32,
    pub(super) leads: Leads,
    /// Whether it is the first topic of its line, outside quotations.
    pub(super) is_first_topic: bool,
    /// Whether it is only said to be there: 通報があった, 声が上がる.
    pub(super) happens: bool,
    /// Whether a word of saying follows soon, in the same clause.
    pub(super) says: bool,
    /// The value of the one who is meant, for being the same as another.
    pub(super) who: u32,
    /// Its length in characters.
    pub(super) length: u32,
}

/// What follows a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Follows {
    Other,
    /// によると, によれば, によりますと
    AccordingTo,
    /// として
    As,
    /// への取材
    AskedBy,
    /// の話では, の調べで
    Telling,
    /// からの
    FromOf,
    /// に対し
    Towards,
    /// について
    About,
    AtTopic,
    InTopic,
    FromTopic,
    AtAlso,
    Subject,
    Topic,
    Also,
    Of,
    At,
    Object,
    By,
    And,
    From,
    To,
    Or,
    Comma,
    Stop,
    /// いわく
    Quoth,
    /// だ, です
    Is,
    Opens,
    Closes,
    /// The end of the line.
    Nothing,
}

impl Follows {
    pub(super) fn is_topical(self) -> bool {
        matches!(self, Self::Topic | Self::Subject | Self::Also)
    }
}

const FOLLOWS: &[(&str, Follows)] = &[
    ("によりますと", Follows::AccordingTo),
    ("によると", Follows::AccordingTo),
    ("によれば", Follows::AccordingTo),
    ("への取材", Follows::AskedBy),
    ("の話では", Follows::Telling),
    ("の話によると", Follows::Telling),
    ("の発表では", Follows::Telling),
    ("の説明では", Follows::Telling),
    ("の調べで", Follows::Telling),
    ("のまとめで", Follows::Telling),
    ("いわく", Follows::Quoth),
    ("曰く", Follows::Quoth),
    ("について", Follows::About),
    ("に対し", Follows::Towards),
    ("として", Follows::As),
    ("からの", Follows::FromOf),
    ("からは", Follows::FromTopic),
    ("には", Follows::AtTopic),
    ("では", Follows::InTopic),
    ("にも", Follows::AtAlso),
    ("です", Follows::Is),
    ("から", Follows::From),
    ("が", Follows::Subject),
    ("は", Follows::Topic),
    ("も", Follows::Also),
    ("の", Follows::Of),
    ("に", Follows::At),
    ("を", Follows::Object),
    ("で", Follows::By),
    ("と", Follows::And),
    ("へ", Follows::To),
    ("や", Follows::Or),
    ("、", Follows::Comma),
    (",", Follows::Comma),
    ("。", Follows::Stop),
    ("だ", Follows::Is),
    ("「", Follows::Opens),
    ("『", Follows::Opens),
    (")", Follows::Closes),
    ("」", Follows::Closes),
];

/// What stands right before a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Leads {
    Other,
    Of,
    And,
    Comma,
    Stop,
    Opens,
    /// 話すのは、
    Cleft,
    /// と話す(住民)
    Saying,
    /// The beginning of the line.
    Nothing,
    Round,
    Particle,
    Verb,
}

/// The most tokens of brackets behind a phrase: （51）, （横浜市）.
const ASIDE: usize = 14;
/// How many tokens behind its particle a word of saying is looked for.
const SAYS_WITHIN: usize = 9;

/// All candidates of a text in order. Takes time in proportion to the text.
pub(super) fn find(stream: &Stream<'_>, ground: &SpeakerGround<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (number, line) in stream.lines.iter().enumerate() {
        let mut at = line.first;
        let mut has_topic = false;
        while at < line.after {
            let Some(morph) = stream.get(at).filter(|morph| opens(morph)) else {
                at += 1;
                continue;
            };
            let quote = morph.quote;
            let mut after = at + 1;
            while after < line.after && stream.get(after).is_some_and(|m| goes_on(m) && m.quote == quote) {
                after += 1;
            }
            // What was looked at is not looked at again: a text may be one run of prefixes.
            let reached = after;
            while after > at + 1 && !stream.get(after - 1).is_some_and(|m| m.node.is_noun()) {
                after -= 1;
            }
            if let Some(candidate) = candidate(stream, ground, (at, after), (number, line.first, line.after))
            {
                let is_topic = quote == 0 && candidate.particle.is_topical();
                found.push(Candidate { is_first_topic: is_topic && !has_topic, ..candidate });
                has_topic |= is_topic;
            }
            at = reached;
        }
    }
    found
}

fn opens(morph: &Morph<'_>) -> bool {
    let is_noun = morph.node.is_noun() && !is_dependent(morph.node.pos);
    is_noun && !matches!(morph.node.surface, "いわく" | "曰く") || morph.node.class() == WordClass::Prefix
}

fn goes_on(morph: &Morph<'_>) -> bool {
    opens(morph) || matches!(morph.node.surface, "・" | "＝" | "=")
}

fn is_dependent(pos: PartOfSpeech) -> bool {
    matches!(
        pos,
        PartOfSpeech::DependentNoun
            | PartOfSpeech::DependentAdverbialNoun
            | PartOfSpeech::DependentAuxiliaryStem
            | PartOfSpeech::DependentAdjectivalNoun
            | PartOfSpeech::SpecialAuxiliaryStem
    )
}

fn candidate(
    stream: &Stream<'_>,
    ground: &SpeakerGround<'_>,
    (first, after): (usize, usize),
    (line, line_first, line_after): (usize, usize, usize),
) -> Option<Candidate> {
    let (head, opening) = (stream.get(after.checked_sub(1)?)?, stream.get(first)?);
    let (start, end) = (opening.node.start, head.node.end);
    let places = ground.places;
    let last = places.inside(start, end).last();
    // A time or a number alone never speaks.
    if last.is_some_and(|place| is_when(place.kind) && place.end == end && place.start == start) {
        return None;
    }
    let mut next = after;
    // （51） and the like between the phrase and its particle.
    if stream.get(next).is_some_and(|m| m.is_aside && m.node.surface.starts_with(['（', '(']))
        && !opening.is_aside
    {
        let closed =
            (next..line_after.min(next + ASIDE)).find(|&at| stream.get(at).is_some_and(|m| !m.is_aside));
        next = closed.unwrap_or(next);
    }
    while stream
        .get(next)
        .is_some_and(|m| matches!(m.node.surface, "など" | "等" | "だけ" | "ら") && next < line_after)
    {
        next += 1;
    }
    let (particle, length) = match stream.get(next).filter(|_| next < line_after) {
        None => (Follows::Nothing, 0),
        Some(morph) => match ground.shadow.first(morph.node.start, FOLLOWS) {
            Some((length, &follows)) => (follows, length),
            None => (Follows::Other, 0),
        },
    };
    let then = stream.get(next).map_or(end, |morph| morph.node.start) + length;
    let mut ahead = stream.first_from(then);
    // A quotation between the phrase and its verb is passed over as a whole.
    if let Some(passed) = stream.quote_of(ahead).filter(|_| opening.quote == 0) {
        ahead = passed.close + 1;
    }
    let says = stream
        .range(ahead, line_after.min(ahead + SAYS_WITHIN))
        .iter()
        .take_while(|m| !m.node.is_stop())
        .any(|m| m.node.marks.any(&[CueMark::Say, CueMark::SayNoun]));
    let entity = last.filter(|place| !is_when(place.kind)).and_then(|place| ground.places.entity(place));
    let phrase = ground.slice(start, end);
    let role = match ground.lexicon.role_at_end(phrase.trim_end_matches(['ら', '側'])) {
        Some((role, length)) => 1 + role as u32 + if length > 1 { 3 } else { 0 },
        None => 0,
    };
    let who = entity.map_or_else(|| word_value(phrase), |entity| word_value(&entity.canonical));
    let leads = leads(stream, first, line_first);
    Some(Candidate {
        first,
        after,
        start,
        end,
        line,
        quote: opening.quote,
        particle,
        then,
        head: head.lemma,
        last_character: ground.shadow.at(end.saturating_sub(1)) as u32,
        kind: entity.map_or(0, |entity| kind(entity.kind, last.is_some_and(|place| place.end == end))),
        role,
        leads,
        is_first_topic: false,
        happens: particle.is_topical() && leads != Leads::Saying && happens(stream, ahead),
        says,
        who,
        length: (end - start).min(20) as u32,
    })
}

/// ある, 相次ぐ, 届く: what does so speaks to nobody.
fn happens(stream: &Stream<'_>, at: usize) -> bool {
    stream.get(at).is_some_and(|m| is_happening(&m.node))
}

fn kind(kind: EntityType, is_whole: bool) -> u32 {
    1 + 2 * kind as u32 + u32::from(is_whole)
}

fn leads(stream: &Stream<'_>, first: usize, line_first: usize) -> Leads {
    let before = |back: usize| {
        first.checked_sub(back).filter(|&at| at >= line_first).and_then(|at| stream.get(at)).map(|m| m.node)
    };
    let Some(node) = before(1) else { return Leads::Nothing };
    let topic_before = |at: usize| {
        before(at).is_some_and(|n| n.is_particle("は")) && before(at + 1).is_some_and(|n| n.surface == "の")
    };
    match node.surface {
        "の" => Leads::Of,
        "と" => Leads::And,
        "は" if topic_before(1) => Leads::Cleft,
        _ if node.is_comma() && topic_before(2) => Leads::Cleft,
        _ if node.is_comma() => Leads::Comma,
        _ if node.is_stop() => Leads::Stop,
        "「" | "『" => Leads::Opens,
        "（" | "(" => Leads::Round,
        _ if node.is_verb() && node.has(CueMark::Say) => Leads::Saying,
        "た" | "いる" if before(2).is_some_and(|n| n.has(CueMark::Say)) => Leads::Saying,
        _ if node.is_predicative() => Leads::Verb,
        _ if node.class() == WordClass::Particle => Leads::Particle,
        _ => Leads::Other,
    }
}
