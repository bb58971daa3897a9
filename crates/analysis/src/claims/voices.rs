//! What a sentence is: it claims something, it gives the outlet's opinion, or neither.
//!
//! Word lists of judgement know few of the ways in which a column judges; a linear model over the words
//! outside of quotations, the end, the place in the article and what numbers and names there are knows more.
//! What it says moves worthiness.

use super::lexicon::CueMark;
use super::speakers::{SpeakerGround, is_when};
use super::stream::{Morph, Stream};
use crate::learned::{HashedLinear, feature, softmax};
use shirushi_model::{EntityType, PartOfSpeech, WordClass};

/// What a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Voice {
    /// It claims something about the world.
    Claims,
    /// It gives the outlet's opinion.
    Judges,
    /// It does neither: a heading, a caption, a question, a frame.
    Neither,
}

/// How likely a sentence claims something and how likely it judges.
#[derive(Debug, Clone, Copy)]
pub(super) struct HeardVoice {
    pub(super) claims: f32,
    pub(super) judges: f32,
}

pub(super) fn hear(model: &HashedLinear, features: &[u32]) -> HeardVoice {
    let [claims, judges, neither, ..] = model.scores(features);
    let mut chances = [claims, judges, neither];
    softmax(&mut chances);
    let [claims, judges, _] = chances;
    HeardVoice { claims, judges }
}

/// The most words of a sentence that are looked at.
const MOST: usize = 80;

/// Whether an article speaks politely (です・ます), and whether it is a body's own.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Manner {
    polite: u32,
    own: u32,
}

impl Manner {
    pub(super) fn of(stream: &Stream<'_>) -> Self {
        let polite = |line: &super::stream::StreamLine| {
            let end = stream.range(line.after.saturating_sub(4).max(line.first), line.after);
            end.iter().any(|m| m.quote == 0 && matches!(m.node.lemma, "です" | "ます"))
        };
        let count = stream.lines.iter().filter(|line| polite(line)).count();
        let own =
            stream.morphs.iter().any(|m| m.quote == 0 && matches!(m.node.surface, "当社" | "弊社" | "各位"));
        let share = (4 * count).checked_div(stream.lines.len()).unwrap_or(0);
        Self { polite: share as u32, own: u32::from(own) }
    }
}

/// What holds of a sentence between two characters.
pub(super) fn features(
    stream: &Stream<'_>,
    ground: &SpeakerGround<'_>,
    manner: Manner,
    start: usize,
    end: usize,
) -> Vec<u32> {
    let (first, after) = (stream.first_from(start), stream.first_from(end));
    let all = stream.range(first, after);
    let outside: Vec<&Morph<'_>> = all.iter().filter(|m| m.quote == 0).take(MOST).collect();
    let mut features = Vec::with_capacity(outside.len() + 50);
    for m in &outside {
        features.push(feature(&[401, m.lemma]));
    }
    let ending: Vec<&Morph<'_>> =
        all.iter().rev().take(MOST).filter(|m| m.quote == 0 && !m.node.is_stop()).take(4).collect();
    let lemma = |n: usize| ending.get(n).map_or(0, |m| m.lemma);
    let surface = |n: usize| ending.get(n).map_or(0, |m| m.surface);
    let pos = |n: usize| ending.get(n).map_or(999, |m| m.pos());
    let line = stream.line_of(first);
    let extent = stream.lines.get(line);
    let is_body = u32::from(extent.is_some_and(|l| l.first <= first && first < l.after));
    let lines = stream.lines.len().max(1);
    let paragraph = |n: Option<usize>| n.and_then(|n| stream.lines.get(n)).map(|line| line.paragraph);
    let here = paragraph(Some(line));
    let opens = u32::from(paragraph(line.checked_sub(1)) != here);
    let closes = u32::from(paragraph(Some(line + 1)) != here);
    let places: Vec<_> = ground.places.inside(start, end).take(8).collect();
    let count = |kinds: &[EntityType]| {
        places.iter().filter(|place| kinds.contains(&place.kind)).count().min(3) as u32
    };
    let numbers = count(&[EntityType::Quantity]);
    let dates = count(&[EntityType::Date, EntityType::Time]);
    let names = places.iter().filter(|place| !is_when(place.kind)).count().min(4) as u32;
    let past = u32::from(ending.iter().any(|m| m.node.lemma == "た"));
    let quoted = u32::from(all.iter().take(MOST).any(|m| m.quote != 0));
    let quote_last = u32::from(all.iter().rev().find(|m| !m.node.is_stop()).is_some_and(|m| m.quote != 0));
    let stop = all.last().map_or(0, |m| if m.node.is_stop() { 1 } else { m.pos() + 2 });
    let asks = u32::from(
        ending.first().is_some_and(|m| m.node.surface == "か")
            || all.last().is_some_and(|m| matches!(m.node.surface, "？" | "?")),
    );
    let says = u32::from(outside.iter().any(|m| m.node.marks.any(&[CueMark::Say, CueMark::SayNoun])));
    features.extend([
        feature(&[402, lemma(0)]),
        feature(&[403, lemma(1), lemma(0)]),
        feature(&[404, lemma(2), lemma(1), lemma(0)]),
        feature(&[405, lemma(3), lemma(2), lemma(1), lemma(0)]),
        feature(&[406, surface(0)]),
        feature(&[407, surface(1), surface(0)]),
        feature(&[408, pos(0)]),
        feature(&[409, pos(1), pos(0)]),
        feature(&[410, pos(2), pos(1), pos(0)]),
        feature(&[411, all.first().map_or(0, |m| m.lemma)]),
        feature(&[412, all.first().map_or(0, Morph::pos), all.get(1).map_or(0, Morph::pos)]),
        feature(&[413, (all.len().min(60) / 6) as u32]),
        feature(&[414, stop]),
        feature(&[415, quoted, quote_last]),
        feature(&[416, numbers]),
        feature(&[417, names]),
        feature(&[418, dates]),
        feature(&[419, u32::from(places.is_empty())]),
        feature(&[420, line.min(4) as u32]),
        feature(&[421, lines.saturating_sub(line).min(4) as u32]),
        feature(&[422, (5 * line / lines) as u32]),
        feature(&[423, past, names, numbers]),
        feature(&[424, opens, closes]),
        feature(&[425, is_body]),
        feature(&[426, asks]),
        feature(&[427, manner.polite]),
        feature(&[428, manner.own]),
        feature(&[429, manner.polite, past, u32::from(places.is_empty())]),
        feature(&[430, closes, past, names]),
        feature(&[431, says, quoted]),
        feature(&[432, past, says, u32::from(places.is_empty())]),
    ]);
    let classes = [
        WordClass::Verb,
        WordClass::Adjective,
        WordClass::Adverb,
        WordClass::Conjunction,
        WordClass::Adnominal,
    ];
    for (number, class) in classes.into_iter().enumerate() {
        let count = outside.iter().filter(|m| m.node.class() == class).count().min(4);
        features.push(feature(&[433, number as u32, count as u32]));
    }
    let proper = outside
        .iter()
        .filter(|m| {
            matches!(m.node.pos, PartOfSpeech::ProperNoun | PartOfSpeech::Surname | PartOfSpeech::PlaceName)
        })
        .count();
    features.push(feature(&[434, proper.min(4) as u32]));
    for pair in outside.windows(2) {
        if let [one, next] = pair
            && !matches!(next.node.class(), WordClass::Symbol)
        {
            features.push(feature(&[435, one.lemma, next.lemma]));
        }
    }
    features
}
