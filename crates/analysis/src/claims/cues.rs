//! Where a sentence attributes something to somebody: と述べた, との方針を示した, ことを明らかにした,
//! よう求めた, とみられる.
//!
//! Source, cue and content are those of PARC 3 (Pareti 2016) and PolNeAR (Newell et al. 2018). Nothing here
//! knows who the source is.

mod contents;
mod hearsay;
mod quotative;
mod quotes;
mod saying;
mod stance;

use super::lexicon::CueMark;
use super::nodes::Node;
use contents::{fact_object, intention, request};
use hearsay::{hearsay_stem, hearsay_that};
use quotative::quotative;
use quotes::{SHORTEST_GROUNDS, bare_subject, on_the_grounds};
use shirushi_model::{Certainty, ClaimRule, PartOfSpeech, WordClass};
use stance::named_by_noun;

/// How a cue attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CueKind {
    /// Somebody says it.
    Somebody,
    /// It is said, seen, expected: nobody says by whom.
    Nobody,
    /// Somebody asks: no claim.
    Asked,
}

/// An attribution in a sentence. Numbers are those of nodes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cue {
    pub(super) kind: CueKind,
    pub(super) rule: ClaimRule,
    /// The node after the content.
    pub(super) content_end: usize,
    /// The quotation that is the content, if it is one.
    pub(super) quote: Option<usize>,
    /// The first node of the words that attribute.
    pub(super) start: usize,
    /// The first node of the verb among them.
    pub(super) verb: usize,
    /// The node after them.
    pub(super) end: usize,
    /// Where what follows goes on.
    pub(super) next: usize,
    /// How surely it is held, when the cue says so, and the nodes that do.
    pub(super) certainty: Option<(Certainty, usize, usize)>,
}

/// The first cue whose content ends after node `from`.
pub(super) fn find(nodes: &[Node<'_>], from: usize) -> Option<Cue> {
    (from + 1..nodes.len()).find_map(|index| {
        let node = nodes.get(index)?;
        let before = nodes.get(index - 1)?;
        let cue = if node.class() == WordClass::Particle && matches!(node.surface, "と" | "って") {
            quotative(nodes, from, index)
        } else if node.pos == PartOfSpeech::DependentNoun && matches!(node.surface, "こと" | "の") {
            fact_object(nodes, index)
        } else if node.surface == "よう" && before.is_predicative() {
            request(nodes, index)
        } else if node.surface == "そう" && node.pos == PartOfSpeech::SpecialAuxiliaryStem {
            hearsay_stem(nodes, index)
        } else if node.surface == "という" {
            named_by_noun(nodes, index, index + 1).or_else(|| hearsay_that(nodes, index))
        } else if node.has(CueMark::Intent)
            && before.is_verb() | (before.lemma == "た") | (before.lemma == "ない")
        {
            intention(nodes, index)
        } else if before.is_quote() && node.surface == "として" {
            // 「名門」として知られる quotes nobody.
            let is_apart = nodes.get(index + 1).is_some_and(Node::is_comma);
            let least = if is_apart { SHORTEST_GROUNDS } else { SHORTEST_GROUNDS + 2 };
            (before.end - before.start >= least).then(|| on_the_grounds(index))
        } else if before.is_quote() {
            bare_subject(nodes, index)
        } else {
            None
        };
        cue.filter(|cue| cue.content_end > from)
    })
}

/// The node after a verb with all that inflects it.
pub(super) fn inflected(nodes: &[Node<'_>], verb: usize) -> usize {
    let mut end = verb + 1;
    if nodes.get(verb).is_some_and(Node::is_noun)
        && nodes.get(end).is_some_and(|n| matches!(n.lemma, "する" | "できる" | "いたす"))
    {
        end += 1;
    }
    while let Some(node) = nodes.get(end) {
        let goes_on = node.class() == WordClass::AuxiliaryVerb
            || matches!(node.pos, PartOfSpeech::VerbSuffix | PartOfSpeech::DependentVerb)
            || matches!(node.surface, "て" | "で")
                && nodes.get(end + 1).is_some_and(|next| {
                    next.pos == PartOfSpeech::DependentVerb || matches!(next.lemma, "いる" | "おる" | "きた")
                });
        if !goes_on {
            break;
        }
        end += 1;
    }
    end
}

/// Where the sentence goes on after a cue: after が, て, 、, 上で and the like.
fn go_on(nodes: &[Node<'_>], end: usize) -> Option<usize> {
    let mut next = end;
    while let Some(node) = nodes.get(next) {
        let joins = node.is_comma()
            || node.is_stop()
            || node.class() == WordClass::Particle
            || node.has(CueMark::GoOn) && node.is_noun()
            || matches!(node.surface, "という" | "こと" | "の" | "ん")
            || node.is_light();
        if !joins {
            break;
        }
        next += 1;
        if node.is_comma() {
            break;
        }
    }
    Some(next.min(nodes.len()))
}
