//! Nouns of stance that hold a proposition: との方針を示した, という見方がある.

use super::{Cue, CueKind, go_on, inflected};
use crate::claims::lexicon::CueMark;
use crate::claims::nodes::Node;
use shirushi_model::{Certainty, ClaimRule};

/// So far behind a noun of stance its verb is looked for, in nodes: a sentence may be long, and the time must
/// not grow with its square.
pub(super) const STANCE_VERB: usize = 60;

/// との or という + 方針 + を示した, がある.
pub(super) fn stance(
    nodes: &[Node<'_>],
    start: usize,
    from: usize,
    content_end: usize,
    quote: Option<usize>,
) -> Option<Cue> {
    let noun = (from..from + 6).find(|&at| {
        let is = |at: usize, test: fn(&Node<'_>) -> bool| nodes.get(at).is_some_and(test);
        is(at, |n| n.has(CueMark::Stance)) && !is(at + 1, |n| n.is_noun() && !matches!(n.surface, "として"))
    })?;
    let rest = nodes.get(noun + 1..).unwrap_or_default();
    let particle = rest.first()?;
    let is_copula = matches!(particle.lemma, "だ" | "です") || particle.is_stop();
    let near = || rest.iter().take(STANCE_VERB);
    let limit = near().position(|n| n.is_comma() || n.is_quote()).unwrap_or(STANCE_VERB);
    let verb = near()
        .take(limit)
        .skip(1)
        .position(|n| n.has(CueMark::Show) || n.has(CueMark::Exist) || n.is_verb() || n.lemma == "明らか");
    let verb = verb.map(|offset| noun + 2 + offset);
    let (at, kind) = match verb {
        Some(verb) if !is_copula => {
            let node = nodes.get(verb)?;
            let end = inflected(nodes, verb);
            let is_passive = nodes.get(verb..end)?.iter().any(|n| matches!(n.lemma, "れる" | "られる"));
            let alone =
                particle.is_particle("が") || particle.is_particle("も") || particle.is_particle("は");
            let exists = node.has(CueMark::Exist) && alone || is_passive;
            (verb, if exists { CueKind::Nobody } else { CueKind::Somebody })
        }
        _ if is_copula => (noun, CueKind::Somebody),
        _ => return None,
    };
    let end = if nodes.get(at).is_some_and(|n| n.lemma == "明らか") {
        inflected(nodes, (at + 2).min(nodes.len()))
    } else {
        inflected(nodes, at)
    };
    let next = nodes.get(end);
    if next
        .is_some_and(|n| n.is_noun() && !n.has(CueMark::GoOn) && !matches!(n.surface, "の" | "ん" | "よう"))
    {
        return None;
    }
    let certainty = match nodes.get(noun)?.surface {
        "可能性" | "懸念" | "疑い" | "観測" | "憶測" | "見方" if kind == CueKind::Nobody => {
            Some(Certainty::Possible)
        }
        "可能性" | "懸念" | "疑い" => Some(Certainty::Possible),
        "見通し" | "予想" | "予測" | "期待" | "方針" | "意向" | "決意" | "計画" | "構え" | "用意" => {
            Some(Certainty::Predicted)
        }
        _ => None,
    };
    let certainty = certainty.map(|certainty| (certainty, noun, noun + 1));
    let rule = if kind == CueKind::Nobody { ClaimRule::UnnamedStance } else { ClaimRule::Stance };
    Some(Cue { kind, rule, content_end, quote, start, verb: at, end, next: go_on(nodes, end)?, certainty })
}

/// という + noun that holds a proposition.
pub(super) fn named_by_noun(nodes: &[Node<'_>], index: usize, from: usize) -> Option<Cue> {
    let before = nodes.get(index.checked_sub(1)?)?;
    let quote = before.is_quote().then_some(index - 1);
    stance(nodes, index, from, index, quote).filter(|_| quote.is_some() || before.is_predicative())
}

/// と + いう + noun that holds a proposition, when という is two tokens.
pub(super) fn named_by_noun_after_say(
    nodes: &[Node<'_>],
    index: usize,
    content_end: usize,
    quote: Option<usize>,
) -> Option<Cue> {
    // …という見方, …とする見解.
    nodes.get(index + 1).filter(|n| matches!(n.surface, "いう" | "いった" | "する"))?;
    nodes.get(index + 2).filter(|n| n.is_noun())?;
    stance(nodes, index, index + 2, content_end, quote)
}
