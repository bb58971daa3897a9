//! The word of saying or asking that a と belongs to, or that stands behind a quotation.

use super::inflected;
use crate::claims::lexicon::CueMark;
use crate::claims::nodes::Node;
use shirushi_model::{PartOfSpeech, WordClass};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Said,
    /// A verbal noun without する: と強調。
    Ended,
    /// A verb that is none of saying, after a quotation: と胸を張った.
    Done,
    Asked,
}

pub(super) struct Saying {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) how: How,
}

/// How many nodes may stand between と and its verb when nothing is quoted.
pub(super) const INDIRECT_GAP: usize = 24;

/// The verb that と at `index` belongs to.
pub(super) fn saying(
    nodes: &[Node<'_>],
    index: usize,
    content_end: usize,
    quote: Option<usize>,
) -> Option<Saying> {
    let mut first = index + 1;
    while nodes.get(first).is_some_and(|n| n.is_comma() || n.is_particle("は") || n.is_particle("も")) {
        first += 1;
    }
    if let Some(verb) = saying_at(nodes, first, index, content_end) {
        return follows(nodes, verb);
    }
    let is_comma = nodes.get(index + 1).is_some_and(Node::is_comma);
    if quote.is_none() && nodes.get(index)?.pos != PartOfSpeech::QuotativeParticle && !is_comma {
        return None;
    }
    let limit = if quote.is_some() { nodes.len() } else { (first + INDIRECT_GAP).min(nodes.len()) };
    let mut said = None;
    let mut done = None;
    for at in first..limit {
        let node = nodes.get(at)?;
        let before = nodes.get(at.checked_sub(1)?)?;
        let ends_clause = node.is_comma() && before.is_predicative() && at > first
            || node.pos == PartOfSpeech::ConjunctiveParticle
                && matches!(node.surface, "が" | "けれど" | "けど" | "し");
        if node.is_quote() || ends_clause {
            break;
        }
        if let Some(verb) = saying_at(nodes, at, usize::MAX, content_end)
            && follows(nodes, Saying { ..verb }).is_some()
        {
            said = Some(verb);
        } else if node.is_verb() && node.lemma != "する"
            || node.pos == PartOfSpeech::VerbalNoun
                && (!before.is_noun() || nodes.get(at + 1).is_some_and(|n| n.lemma == "する"))
        {
            let end = inflected(nodes, at);
            done = Some(Saying { start: at, end, how: How::Done });
        }
    }
    let said = said.and_then(|verb| follows(nodes, verb));
    if said.is_some() || quote.is_none() {
        return said;
    }
    let is_naming = (first..nodes.len()).any(|at| nodes.get(at).is_some_and(|n| n.has(CueMark::Naming)));
    let quoted_much = quote.and_then(|q| nodes.get(q)).is_some_and(|q| q.end - q.start > 7);
    done.filter(|_| !is_naming && quoted_much).and_then(|verb| follows(nodes, verb))
}

/// A word of saying or asking at a node. `particle` is the node of the と right before it, for とした.
pub(super) fn saying_at(
    nodes: &[Node<'_>],
    at: usize,
    particle: usize,
    content_end: usize,
) -> Option<Saying> {
    let node = nodes.get(at)?;
    let next = nodes.get(at + 1);
    let how = if node.lemma == "する" && particle != usize::MAX && at > particle {
        // しようとした is an attempt, 5%とした a decision.
        let before = nodes.get(content_end.checked_sub(1)?)?;
        let is_passive = next.is_some_and(|n| n.lemma == "れる");
        let is_content = before.is_quote()
            || is_passive && before.is_noun()
            || before.is_predicative() && before.lemma != "う" && before.lemma != "よう";
        if !is_content {
            return None;
        }
        How::Said
    } else if node.has(CueMark::Ask) && (node.is_verb() || next.is_some_and(|n| n.lemma == "する")) {
        How::Asked
    } else if node.is_verb() && node.has(CueMark::Say) {
        // と言っていい, と言っても tell of no one who says it.
        let is_idiom = matches!(node.lemma, "いう" | "言う")
            && next.is_some_and(|n| n.surface == "て")
            && nodes.get(at + 2).is_some_and(|n| matches!(n.lemma, "いい" | "よい" | "も" | "良い"));
        if is_idiom {
            return None;
        }
        How::Said
    } else if node.lemma == "明らか" && nodes.get(at + 2).is_some_and(|n| n.lemma == "する") {
        return Some(Saying { start: at, end: inflected(nodes, at + 2), how: How::Said });
    } else if node.is_noun() && node.has(CueMark::SayNoun) {
        match next {
            Some(next) if matches!(next.lemma, "する" | "できる" | "いたす") => How::Said,
            Some(next) if next.is_stop() || next.is_comma() => How::Ended,
            None => How::Ended,
            _ => return None,
        }
    } else {
        return None;
    };
    Some(Saying { start: at, end: inflected(nodes, at), how })
}

/// The verb, unless a noun follows it that it describes: と述べたトランプ氏.
pub(super) fn follows(nodes: &[Node<'_>], verb: Saying) -> Option<Saying> {
    let Some(next) = nodes.get(verb.end) else { return Some(verb) };
    // …とみる向きもある, …と話す人もいる: some are said to say so.
    if next.is_noun()
        && nodes.get(verb.end + 1).is_some_and(|n| matches!(n.surface, "も" | "が"))
        && nodes
            .get(verb.end + 2)
            .is_some_and(|n| n.has(CueMark::Exist) || matches!(n.lemma, "ある" | "いる"))
    {
        return Some(Saying { end: inflected(nodes, verb.end + 2), ..verb });
    }
    // …と供述していることが分かった: that it is known adds nobody.
    if matches!(next.surface, "こと" | "の")
        && nodes.get(verb.end + 1).is_some_and(|n| n.is_particle("が") || n.is_particle("も"))
        && (verb.end + 2..verb.end + KNOWN_WITHIN).any(|at| {
            nodes.get(at).is_some_and(|n| matches!(n.lemma, "分かる" | "わかる" | "明らか" | "判明"))
        })
    {
        return Some(verb);
    }
    let describes = next.is_noun()
        && !next.has(CueMark::GoOn)
        && !matches!(next.surface, "の" | "ん" | "という" | "よう" | "そう")
        || next.is_quote() && verb.how != How::Ended
        || matches!(next.class(), WordClass::Prefix | WordClass::Adnominal)
        || next.surface == "という" && !ends_with_that(nodes, verb.end + 1);
    (!describes).then_some(verb)
}

/// How many nodes behind the verb 分かった may stand.
pub(super) const KNOWN_WITHIN: usize = 10;

/// こと + だ or です, up to the end.
pub(super) fn ends_with_that(nodes: &[Node<'_>], at: usize) -> bool {
    nodes.get(at).is_some_and(|n| matches!(n.surface, "こと" | "もの" | "わけ"))
        && nodes.get(at + 1..).unwrap_or_default().iter().all(Node::is_light)
}
