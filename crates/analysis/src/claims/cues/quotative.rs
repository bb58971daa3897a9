//! Content + と + what is done with it: と述べた, とみられる, とした.

use super::saying::{How, INDIRECT_GAP, Saying, saying, saying_at};
use super::stance::{named_by_noun_after_say, stance};
use super::{Cue, CueKind, go_on};
use crate::claims::lexicon::CueMark;
use crate::claims::nodes::Node;
use crate::claims::speakers::is_happening;
use shirushi_model::{Certainty, ClaimRule, PartOfSpeech, WordClass};

/// Content + と + what is done with it.
pub(super) fn quotative(nodes: &[Node<'_>], from: usize, index: usize) -> Option<Cue> {
    let to = nodes.get(index)?;
    let mut content_end = index;
    while content_end > from + 1
        && nodes
            .get(content_end - 1)
            .is_some_and(|n| n.is_comma() || matches!(n.surface, "など" | "とか" | "等" | "だけ"))
    {
        content_end -= 1;
    }
    let before = nodes.get(content_end - 1)?;
    let quote = before.is_quote().then_some(content_end - 1);
    // The dictionary takes と after a plain verb for the と of conditions; right before a word of saying it
    // is not.
    let is_conditional = quote.is_none()
        && to.pos == PartOfSpeech::ConjunctiveParticle
        && saying_at(nodes, index + 1, usize::MAX, content_end).is_none()
        && !says_last(nodes, from, index, content_end);
    if is_conditional {
        return None;
    }
    if nodes.get(index + 1).is_some_and(|n| n.is_particle("の")) {
        return stance(nodes, index, index + 2, content_end, quote);
    }
    if let Some(cue) = named_by_noun_after_say(nodes, index, content_end, quote) {
        return Some(cue);
    }
    let can_hold = quote.is_some()
        || before.is_predicative()
        || before.is_noun()
        || before.class() == WordClass::Particle;
    if !can_hold {
        return None;
    }
    let verb = saying(nodes, index, content_end, quote)?;
    let (mut kind, certainty) = voice(nodes, &verb);
    if verb.how == How::Done && nodes.get(verb.start).is_some_and(is_happening) {
        // 「火が出ている」と119番通報があった: a call is no one.
        kind = CueKind::Nobody;
    }
    let rule = match (quote, verb.how) {
        (Some(_), How::Ended) => ClaimRule::NounEnding,
        (Some(_), How::Said | How::Asked) => ClaimRule::DirectQuote,
        (Some(_), How::Done) => ClaimRule::DirectQuoteGesture,
        (None, _)
            if kind == CueKind::Nobody
                && nodes.get(verb.start)?.has(CueMark::Say)
                && is_hearing(nodes, verb.start) =>
        {
            ClaimRule::Hearsay
        }
        (None, _) if kind == CueKind::Nobody => ClaimRule::Unnamed,
        (None, How::Ended) => ClaimRule::NounEnding,
        (None, _) => ClaimRule::Indirect,
    };
    Some(Cue {
        kind: if verb.how == How::Asked { CueKind::Asked } else { kind },
        rule,
        content_end,
        quote,
        start: index,
        verb: verb.start,
        end: verb.end,
        next: go_on(nodes, verb.end)?,
        certainty: certainty.map(|certainty| (certainty, index, verb.end)),
    })
}

/// In 漁獲枠は減ると、同外交官はみる the sentence ends with the word of saying that と belongs to: nothing
/// else between could be what is said.
pub(super) fn says_last(nodes: &[Node<'_>], from: usize, index: usize, content_end: usize) -> bool {
    let rest = nodes.get(index + 1..).unwrap_or_default();
    if rest.len() > INDIRECT_GAP {
        return false;
    }
    let is_apart = rest.first().is_some_and(Node::is_comma) || rest.iter().any(|node| node.is_particle("は"));
    let other = |node: &Node<'_>| {
        node.is_quote()
            || matches!(node.surface, "と" | "を" | "って" | "など") && node.class() == WordClass::Particle
    };
    // 質問を受けると、市長は答えた: what is said whole has a subject of its own.
    let is_whole = nodes
        .get(from..content_end)
        .unwrap_or_default()
        .iter()
        .any(|node| matches!(node.surface, "は" | "が" | "も") && node.class() == WordClass::Particle);
    is_apart
        && is_whole
        && !rest.iter().any(other)
        && (index + 1..nodes.len()).rev().any(|at| {
            saying_at(nodes, at, usize::MAX, content_end)
                .is_some_and(|verb| nodes.get(verb.end..).unwrap_or_default().iter().all(Node::is_light))
        })
}

/// という, as against とみられる.
pub(super) fn is_hearing(nodes: &[Node<'_>], verb: usize) -> bool {
    nodes.get(verb).is_some_and(|n| matches!(n.lemma, "いう" | "言う"))
}

/// What the voice of the verb says: 述べた somebody, 指摘される nobody, とみられる nobody and not surely.
pub(super) fn voice(nodes: &[Node<'_>], verb: &Saying) -> (CueKind, Option<Certainty>) {
    let words = nodes.get(verb.start..verb.end).unwrap_or_default();
    let lemma = words.first().map_or("", |node| node.lemma);
    let is_passive = words.iter().any(|node| matches!(node.lemma, "れる" | "られる"))
        || matches!(lemma, "見込める" | "思える");
    let certainty = match lemma {
        "みる" | "見る" | "考える" | "思う" | "推定" | "推測" | "疑う" if is_passive => {
            Some(Certainty::Possible)
        }
        "予想" | "予測" | "期待" | "見込む" | "見込める" => Some(Certainty::Predicted),
        _ => None,
    };
    let is_hearsay = matches!(lemma, "いう" | "言う") && words.len() == 1;
    let kind = if is_passive || is_hearsay { CueKind::Nobody } else { CueKind::Somebody };
    (kind, certainty)
}
