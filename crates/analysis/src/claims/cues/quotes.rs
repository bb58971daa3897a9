//! Quotations without と: 「…」彼は述べた, 社長は「…」, 「…」として、.

use super::saying::saying_at;
use super::{Cue, CueKind, inflected};
use crate::claims::nodes::Node;
use shirushi_model::{ClaimRule, WordClass};

/// The fewest characters of a quotation before として、, brackets included.
pub(super) const SHORTEST_GROUNDS: usize = 6;

/// 「…」彼は述べた, 社長は「…」。
pub(super) fn bare_subject(nodes: &[Node<'_>], index: usize) -> Option<Cue> {
    let quote = index - 1;
    let rest = nodes.get(index..)?;
    let particle = rest.iter().position(|n| n.is_particle("は") || n.is_particle("が"))?;
    if particle == 0
        || !rest
            .iter()
            .take(particle)
            .all(|n| n.is_noun() || n.surface == "・" || n.class() == WordClass::Prefix)
    {
        return None;
    }
    let verb = (index + particle + 1..nodes.len())
        .rev()
        .find(|&at| saying_at(nodes, at, usize::MAX, index).is_some())?;
    let is_last = nodes.get(inflected(nodes, verb)..)?.iter().all(Node::is_light);
    (is_last && nodes.get(quote)?.end - nodes.get(quote)?.start > 7).then_some(Cue {
        kind: CueKind::Somebody,
        rule: ClaimRule::TranslatedQuote,
        content_end: index,
        quote: Some(quote),
        start: index,
        verb,
        end: inflected(nodes, verb),
        next: nodes.len(),
        certainty: None,
    })
}

/// 「…」として、
pub(super) fn on_the_grounds(index: usize) -> Cue {
    Cue {
        kind: CueKind::Somebody,
        rule: ClaimRule::DirectQuote,
        content_end: index,
        quote: Some(index - 1),
        start: index,
        verb: index,
        end: index + 1,
        next: index + 1,
        certainty: None,
    }
}
