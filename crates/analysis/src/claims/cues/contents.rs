//! Contents without と: ことを明らかにした, よう求めた, 方針を示した.

use super::saying::{How, Saying, follows};
use super::{Cue, CueKind, go_on, inflected};
use crate::claims::lexicon::CueMark;
use crate::claims::nodes::Node;
use shirushi_model::{Certainty, ClaimRule, PartOfSpeech};

/// Content + ことを + 明らかにした.
pub(super) fn fact_object(nodes: &[Node<'_>], index: usize) -> Option<Cue> {
    nodes.get(index.checked_sub(1)?).filter(|n| n.is_predicative())?;
    nodes.get(index + 1).filter(|n| matches!(n.surface, "を" | "も" | "は"))?;
    let at = (index + 2..index + 7).find(|&at| {
        nodes.get(at).is_some_and(|n| {
            n.lemma == "明らか"
                || matches!(
                    n.lemma,
                    "発表"
                        | "公表"
                        | "示唆"
                        | "認める"
                        | "明かす"
                        | "伝える"
                        | "報告"
                        | "強調"
                        | "確認"
                        | "表明"
                        | "指摘"
                        | "報じる"
                        | "訴える"
                        | "説明"
                        | "主張"
                        | "否定"
                        | "明言"
                        | "告白"
                )
        })
    })?;
    let verb = if nodes.get(at)?.lemma == "明らか" { (at + 2).min(nodes.len()) } else { at };
    let end = inflected(nodes, verb);
    let how = How::Said;
    follows(nodes, Saying { start: at, end, how })?;
    let denies = nodes.get(at)?.lemma == "否定";
    let is_passive = nodes.get(at..end)?.iter().any(|n| matches!(n.lemma, "れる" | "られる"))
        || nodes.get(verb).is_some_and(|n| n.lemma == "なる");
    Some(Cue {
        kind: if is_passive { CueKind::Nobody } else { CueKind::Somebody },
        rule: ClaimRule::FactObject,
        content_end: index,
        quote: None,
        start: index,
        verb: at,
        end,
        next: go_on(nodes, end)?,
        certainty: denies.then_some((Certainty::Denied, at, end)),
    })
}

/// Content + よう + 求めた.
pub(super) fn request(nodes: &[Node<'_>], index: usize) -> Option<Cue> {
    let from = index + 1 + usize::from(nodes.get(index + 1).is_some_and(|n| n.is_particle("に")));
    let at = (from..from + 7).take_while(|&at| nodes.get(at).is_some_and(|n| !n.is_quote())).find(|&at| {
        nodes
            .get(at)
            .is_some_and(|n| n.has(CueMark::Order) && (n.is_verb() || n.pos == PartOfSpeech::VerbalNoun))
    })?;
    let end = inflected(nodes, at);
    follows(nodes, Saying { start: at, end, how: How::Said })?;
    let is_passive = nodes.get(at..end)?.iter().any(|n| matches!(n.lemma, "れる" | "られる"));
    if is_passive {
        return None;
    }
    Some(Cue {
        kind: CueKind::Somebody,
        rule: ClaimRule::Request,
        content_end: index,
        quote: None,
        start: index,
        verb: at,
        end,
        next: go_on(nodes, end)?,
        certainty: None,
    })
}

/// How many nodes may stand between 方針を and its verb.
pub(super) const FAR: usize = 14;

/// Content + 方針を示した.
pub(super) fn intention(nodes: &[Node<'_>], index: usize) -> Option<Cue> {
    nodes.get(index + 1).filter(|n| matches!(n.surface, "を" | "も"))?;
    let at = (index + 2..index + 2 + FAR)
        .take_while(|&at| {
            nodes.get(at).is_some_and(|n| !n.is_quote() && (n.has(CueMark::Show) || !n.is_verb()))
        })
        .find(|&at| nodes.get(at).is_some_and(|n| n.has(CueMark::Show) || n.lemma == "明らか"))?;
    let verb = if nodes.get(at)?.lemma == "明らか" { (at + 2).min(nodes.len()) } else { at };
    let end = inflected(nodes, verb);
    follows(nodes, Saying { start: at, end, how: How::Said })?;
    let is_passive = nodes.get(at..end)?.iter().any(|n| matches!(n.lemma, "れる" | "られる"));
    let certainty = match nodes.get(index)?.surface {
        "見方" | "認識" => None,
        _ => Some((Certainty::Predicted, index, index + 1)),
    };
    Some(Cue {
        kind: if is_passive { CueKind::Nobody } else { CueKind::Somebody },
        rule: ClaimRule::Intention,
        content_end: index,
        quote: None,
        start: index,
        verb: at,
        end,
        next: go_on(nodes, end)?,
        certainty,
    })
}
