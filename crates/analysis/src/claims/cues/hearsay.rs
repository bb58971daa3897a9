//! Hearsay at the end: ということだ, そうだ.

use super::saying::ends_with_that;
use super::{Cue, CueKind};
use crate::claims::nodes::Node;
use shirushi_model::ClaimRule;

/// ということだ at the end.
pub(super) fn hearsay_that(nodes: &[Node<'_>], index: usize) -> Option<Cue> {
    let before = nodes.get(index.checked_sub(1)?)?;
    if !before.is_predicative() || !ends_with_that(nodes, index + 1) {
        return None;
    }
    Some(Cue {
        kind: CueKind::Nobody,
        rule: ClaimRule::Hearsay,
        content_end: index,
        quote: None,
        start: index,
        verb: index,
        end: nodes.len(),
        next: nodes.len(),
        certainty: None,
    })
}

/// 伝聞のそうだ at the end.
pub(super) fn hearsay_stem(nodes: &[Node<'_>], index: usize) -> Option<Cue> {
    let is_last = nodes.get(index + 1..)?.iter().all(Node::is_light);
    is_last.then_some(Cue {
        kind: CueKind::Nobody,
        rule: ClaimRule::Hearsay,
        content_end: index,
        quote: None,
        start: index,
        verb: index,
        end: nodes.len(),
        next: nodes.len(),
        certainty: None,
    })
}
