//! What the certainty model sees of a claim: its last words, what follows it, who stands for it, when it
//! happens, and what the rules say.
//!
//! The classes are those of [`Certainty`], in its order. Rules ([`super::modality`]) know the forms; what
//! they cannot know is that a plain form is a plan (5月に本社を移す), which hangs on the article's day, on
//! who speaks and on the verb.

use super::draft::Draft;
use super::lexicon::CueMark;
use super::modality::Held;
use super::speakers::{SpeakerGround, is_when};
use super::stream::{EndingForm, Morph, Stream};
use crate::learned::{HashedLinear, feature};
use shirushi_model::{Certainty, EntityType, Normalized, PartOfSpeech, SpeakerKind, WordClass};

/// How many words of a claim's end are looked at, and how many behind it.
const ENDING: usize = 5;
const BEHIND: usize = 5;

/// The likeliest certainty.
pub(super) fn certainty(model: &HashedLinear, features: &[u32]) -> Certainty {
    let scores = model.scores(features);
    let best = Certainty::ALL.into_iter().zip(scores).max_by(|(_, one), (_, other)| one.total_cmp(other));
    best.map_or(Certainty::Asserted, |(certainty, _)| certainty)
}

/// What is known of a claim besides its words.
pub(super) struct Asked<'a> {
    pub(super) draft: &'a Draft,
    /// Whether somebody stands for it.
    pub(super) has_speaker: bool,
    /// What the rules say.
    pub(super) held: &'a Held,
}

/// What holds of a claim.
pub(super) fn features(stream: &Stream<'_>, ground: &SpeakerGround<'_>, asked: &Asked<'_>) -> Vec<u32> {
    let draft = asked.draft;
    let first = stream.first_from(draft.start);
    let after = stream.first_from(draft.end);
    let line = stream.lines.get(stream.line_of(first));
    let line_after = line.map_or(after, |line| line.after);
    let q = u32::from(
        stream.get(first).is_some_and(|m| m.quote != 0)
            && stream
                .quote_of(first)
                .is_some_and(|quote| stream.get(quote.open).is_some_and(|m| m.node.start < draft.start)),
    );
    let speaker = u32::from(asked.has_speaker);
    let sq = speaker + 2 * q;
    let last = |back: usize| after.checked_sub(back).filter(|&at| at >= first).and_then(|at| stream.get(at));
    let lemma = |back: usize| last(back).map_or(0, |m| m.lemma);
    let surface = |back: usize| last(back).map_or(0, |m| m.surface);
    let pos = |back: usize| last(back).map_or(999, Morph::pos);
    let behind = |n: usize| stream.get(after + n).filter(|_| after + n < line_after).map_or(1, |m| m.lemma);
    let (l1, l2, l3) = (lemma(1), lemma(2), lemma(3));
    let (b0, b1, b2) = (behind(0), behind(1), behind(2));
    let form =
        last(1).map_or(EndingForm::Other, |m| EndingForm::of(&m.node, last(2).map(|m| &m.node))) as u32;
    let source = match draft.attribution.source {
        SpeakerKind::Outlet => 0,
        SpeakerKind::Unnamed => 1,
        _ => 2,
    };
    let rule = crate::learned::word_value(draft.attribution.rule.name());
    let held_rule = asked.held.rule.map_or(0, |rule| crate::learned::word_value(rule.name()));
    let held = asked.held.certainty.map_or(9, |certainty| certainty as u32);
    let cue = draft.attribution.certainty.map_or(9, |(certainty, ..)| certainty as u32);
    let (verb, act) = predicate(stream, first, after);
    let when = when(ground, draft.start, draft.end);
    let when_line = line.map_or(0, |line| {
        let start = stream.get(line.first).map_or(draft.start, |m| m.node.start);
        when_near(ground, start, draft.end)
    });
    let is_last = u32::from(behind(0) == 1 || stream.get(after).is_some_and(|m| m.node.is_stop()));
    let mut sentence_end = line_after;
    while sentence_end > after && stream.get(sentence_end - 1).is_some_and(|m| m.node.is_stop()) {
        sentence_end -= 1;
    }
    let end = |back: usize| {
        sentence_end
            .checked_sub(back)
            .filter(|&at| at >= after)
            .and_then(|at| stream.get(at))
            .map_or(0, |m| m.lemma)
    };
    let mut features = vec![
        feature(&[301, l1]),
        feature(&[302, l2, l1]),
        feature(&[303, l3, l2, l1]),
        feature(&[304, lemma(4), l3, l2, l1]),
        feature(&[305, pos(1)]),
        feature(&[306, pos(2), pos(1)]),
        feature(&[307, pos(3), pos(2), pos(1)]),
        feature(&[308, surface(1)]),
        feature(&[309, surface(2), surface(1)]),
        feature(&[310, b0]),
        feature(&[311, b0, b1]),
        feature(&[312, b0, b1, b2]),
        feature(&[313, sq]),
        feature(&[314, sq, held]),
        feature(&[315, sq, source]),
        feature(&[316, sq, cue]),
        feature(&[317, held_rule]),
        feature(&[318, held_rule, sq]),
        feature(&[319, held, cue, sq]),
        feature(&[320, rule, sq]),
        feature(&[321, rule, held, cue]),
        feature(&[322, form, sq]),
        feature(&[323, form, is_last, sq]),
        feature(&[324, act, sq]),
        feature(&[325, act, when, sq]),
        feature(&[326, act, when_line, speaker]),
        feature(&[327, verb]),
        feature(&[328, verb, act]),
        feature(&[329, verb, act, speaker]),
        feature(&[330, l2, l1, sq]),
        feature(&[331, b0, sq]),
        feature(&[332, b0, b1, sq]),
        feature(&[333, is_last, act, sq]),
        feature(&[334, end(1), end(2)]),
        feature(&[335, end(1), end(2), end(3), is_last]),
        feature(&[336, end(1), end(2), end(3), end(4)]),
        feature(&[337, is_last, held, end(1)]),
        feature(&[338, when, when_line]),
        feature(&[339, act, when, verb]),
    ];
    for back in 1..=ENDING {
        features.push(feature(&[350, lemma(back)]));
        features.push(feature(&[351, back as u32, lemma(back)]));
        features.push(feature(&[352, lemma(back), sq]));
    }
    for n in 0..BEHIND {
        features.push(feature(&[353, behind(n)]));
        features.push(feature(&[354, n as u32, behind(n), q]));
        features.push(feature(&[355, behind(n), speaker]));
    }
    for m in stream.range(first, after).iter().rev().take(BAG) {
        if FUTURE.contains(&m.node.surface) {
            features.push(feature(&[356, m.surface]));
            features.push(feature(&[357, act, sq]));
        }
        if m.node.has(CueMark::Intent) || m.node.has(CueMark::Future) || m.node.has(CueMark::Deontic) {
            features.push(feature(&[358, m.lemma]));
            features.push(feature(&[359, act, sq]));
        }
    }
    // A hedge further down the sentence holds the earlier clauses too: …し、…する方針だ.
    for m in stream.range(after, line_after.min(after + REST)).iter().filter(|m| m.quote == 0 || q == 1) {
        if m.node.marks.any(&[CueMark::Intent, CueMark::Stance, CueMark::Future])
            || HEDGES.contains(&m.node.surface)
        {
            features.push(feature(&[360, m.lemma, is_last]));
            features.push(feature(&[361, m.lemma, act]));
        }
    }
    features
}

/// How many words from the end are looked through for words of the future.
const BAG: usize = 40;
/// How many words behind a claim are looked through for hedges.
const REST: usize = 30;

const FUTURE: &[&str] = &[
    "来月",
    "来年",
    "今後",
    "明日",
    "あす",
    "あさって",
    "翌日",
    "近く",
    "次",
    "来週",
    "来春",
    "今夏",
    "まで",
    "以降",
    "いずれ",
    "将来",
    "来年度",
    "今秋",
    "今冬",
    "来夏",
    "来秋",
    "新年度",
];

const HEDGES: &[&str] = &[
    "予定",
    "見込み",
    "見通し",
    "可能性",
    "恐れ",
    "おそれ",
    "方針",
    "疑い",
    "計画",
    "意向",
    "考え",
    "だろう",
    "でしょ",
    "でしょう",
    "みられる",
    "ない",
    "ませ",
];

/// The value of the word that a claim turns on and the form it has.
fn predicate(stream: &Stream<'_>, first: usize, after: usize) -> (u32, u32) {
    let tokens = stream.range(after.saturating_sub(10).max(first), after);
    let at = tokens.iter().rposition(|m| match m.node.class() {
        WordClass::Verb => {
            m.node.pos == PartOfSpeech::Verb && !matches!(m.node.lemma, "する" | "なる" | "いる" | "ある")
        }
        WordClass::Adjective => m.node.pos == PartOfSpeech::Adjective && m.node.lemma != "ない",
        WordClass::Noun => !matches!(
            m.node.pos,
            PartOfSpeech::DependentNoun
                | PartOfSpeech::DependentAuxiliaryStem
                | PartOfSpeech::DependentAdverbialNoun
        ),
        _ => false,
    });
    let Some(at) = at else { return (0, 0) };
    let rest = tokens.get(at + 1..).unwrap_or_default();
    let has = |lemma: &str| rest.iter().any(|m| m.node.lemma == lemma);
    let word = tokens.get(at);
    let bits = [
        has("た"),
        has("ない") || has("ん") || has("ぬ"),
        has("たい"),
        has("れる") || has("られる"),
        has("いる") || has("ある"),
        has("だ") || has("です"),
        rest.iter().any(|m| m.node.surface == "て"),
        has("う") || has("だろう") || has("でしょう"),
        has("できる") || has("なる"),
        word.is_some_and(|m| m.node.is_noun()),
        word.is_some_and(|m| m.node.is_verb() && m.node.surface != m.node.lemma),
    ];
    let act = bits.iter().fold(1, |sum, &bit| 2 * sum + u32::from(bit));
    (word.map_or(0, |m| m.lemma), act)
}

/// Whether a day in a claim lies before, on or after the article's.
fn when(ground: &SpeakerGround<'_>, start: usize, end: usize) -> u32 {
    let mut found = 0;
    for place in ground.places.inside(start, end).filter(|place| is_when(place.kind)) {
        let value = ground.places.entity(place).and_then(|entity| entity.normalized.as_ref());
        let Some(Normalized::Calendar(value)) = value.filter(|_| place.kind != EntityType::Quantity) else {
            continue;
        };
        let Some(anchor) = &value.anchor else { continue };
        let length = value.value.len().min(anchor.len());
        let sides = value.value.get(..length).zip(anchor.get(..length));
        found = sides.map_or(found, |(value, anchor)| match value.cmp(anchor) {
            std::cmp::Ordering::Less => 1,
            std::cmp::Ordering::Equal => 2,
            std::cmp::Ordering::Greater => 3,
        });
    }
    found
}

/// The same for what stands before it in the sentence.
fn when_near(ground: &SpeakerGround<'_>, start: usize, end: usize) -> u32 {
    when(ground, start.max(end.saturating_sub(NEAR)), end)
}

/// How many characters back a date still tells when.
const NEAR: usize = 160;
