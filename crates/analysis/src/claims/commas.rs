//! What a comma inside a claim is: part of it, a border between two claims, the end of a preamble, the
//! beginning of a tail.
//!
//! Japanese newspapers string clauses together (風呂場で「…」と言い、橋を渡り、帰った): most commas after
//! 連用形 are borders, those after nouns and は are none, and for the rest it depends on what both sides
//! hold. A linear model over hashed features decides; it sees forms, particles and lengths, not only words.
//! Brackets are one node here, so commas inside them are not asked about.

use super::draft::Draft;
use super::nodes::Node;
use super::stream::EndingForm;
use crate::learned::{HashedLinear, feature, word_value};
use shirushi_model::{PartOfSpeech, WordClass};

/// What a comma is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Comma {
    /// One claim goes on.
    Keep,
    /// One claim ends, another begins.
    Split,
    /// What is before it belongs to no claim: 事件をめぐり、.
    Preamble,
    /// What is behind it belongs to none.
    Tail,
}

impl Comma {
    pub(super) const ALL: [Self; 4] = [Self::Keep, Self::Split, Self::Preamble, Self::Tail];

    /// What the model says.
    pub(super) fn by(model: &HashedLinear, features: &[u32]) -> Self {
        let scores = model.scores(features);
        let best = Self::ALL.into_iter().zip(scores).max_by(|(_, one), (_, other)| one.total_cmp(other));
        best.map_or(Self::Keep, |(comma, _)| comma)
    }
}

/// The commas of a claim, as numbers of nodes; none at its ends.
pub(super) fn of(nodes: &[Node<'_>]) -> Vec<usize> {
    let inner = 1..nodes.len().saturating_sub(1);
    inner.filter(|&at| nodes.get(at).is_some_and(Node::is_comma)).collect()
}

/// What a stretch of nodes holds, as bits.
fn held(nodes: &[Node<'_>]) -> u32 {
    nodes.iter().fold(0, |bits, node| {
        bits | match node.class() {
            WordClass::Particle => match node.surface {
                "は" => 1,
                "が" if node.pos == PartOfSpeech::CaseParticle => 2,
                "を" => 32,
                _ => 0,
            },
            WordClass::Verb | WordClass::Adjective | WordClass::AuxiliaryVerb => 4,
            _ if node.is_quote() => 16,
            _ if node.pos == PartOfSpeech::Number => 8,
            _ => 0,
        }
    })
}

/// So many nodes on each side of a comma are looked at.
const REACH: usize = 200;

fn length(nodes: &[Node<'_>]) -> u32 {
    nodes.len().min(24) as u32 / 3
}

fn value(node: Option<&Node<'_>>) -> u32 {
    node.map_or(0, |node| word_value(node.lemma))
}

fn pos(node: Option<&Node<'_>>) -> u32 {
    node.map_or(999, |node| node.pos as u32)
}

fn form(nodes: &[Node<'_>], end: usize) -> EndingForm {
    let last = end.checked_sub(1).and_then(|at| nodes.get(at));
    let before = end.checked_sub(2).and_then(|at| nodes.get(at));
    last.map_or(EndingForm::Other, |last| EndingForm::of(last, before))
}

/// What holds of the comma with number `which` among `commas`.
pub(super) fn features(nodes: &[Node<'_>], commas: &[usize], which: usize, draft: &Draft) -> Vec<u32> {
    let Some(&at) = commas.get(which) else { return Vec::new() };
    let from = which.checked_sub(1).and_then(|before| commas.get(before)).map_or(0, |&comma| comma + 1);
    let to = commas.get(which + 1).copied().unwrap_or(nodes.len());
    let part = |first: usize, after: usize| nodes.get(first..after).unwrap_or_default();
    // Bounded, so that a sentence of commas takes no time in proportion to their square.
    let (left, before) = (part(from.max(at.saturating_sub(REACH)), at), part(at.saturating_sub(REACH), at));
    let end = nodes.len().min(at + 1 + REACH);
    let (right, behind) = (part(at + 1, to.min(end)), part(at + 1, end));
    let ending = form(nodes, at) as u32;
    let next_ending = form(nodes, to) as u32;
    let last_ending = form(nodes, nodes.len()) as u32;
    let node = |back: usize| at.checked_sub(back).and_then(|n| nodes.get(n));
    let particle = right.iter().find(|n| n.class() == WordClass::Particle);
    let particle = value(particle);
    let (l1, l2, l3) = (value(node(1)), value(node(2)), value(node(3)));
    let ahead = |n: usize| nodes.get(at + n);
    let (r1, r2) = (value(ahead(1)), value(ahead(2)));
    let quotation = draft.attribution.quotation as u32;
    let source = draft.attribution.source as u32;
    let (held_left, held_before, held_right, held_behind) =
        (held(left), held(before), held(right), held(behind));
    vec![
        feature(&[1, ending]),
        feature(&[2, ending, held_left]),
        feature(&[3, ending, held_before]),
        feature(&[4, ending, held_right]),
        feature(&[5, ending, held_behind]),
        feature(&[6, held_before, held_behind]),
        feature(&[7, held_left, held_right]),
        feature(&[8, ending, length(left)]),
        feature(&[9, ending, length(before)]),
        feature(&[10, ending, length(right)]),
        feature(&[11, ending, length(behind)]),
        feature(&[12, l1]),
        feature(&[13, l2]),
        feature(&[14, l3]),
        feature(&[15, r1]),
        feature(&[16, r2]),
        feature(&[17, value(ahead(3))]),
        feature(&[18, pos(node(1)), pos(node(2))]),
        feature(&[19, pos(ahead(1)), pos(ahead(2))]),
        feature(&[20, l2, l1]),
        feature(&[21, l3, l2, l1]),
        feature(&[22, value(nodes.last())]),
        feature(&[23, ending, last_ending]),
        feature(&[24, ending, next_ending]),
        feature(&[25, ending, particle]),
        feature(&[26, l1, particle]),
        feature(&[27, ending, which.min(3) as u32]),
        feature(&[28, ending, (commas.len() - which).min(4) as u32]),
        feature(&[29, ending, quotation, source]),
        feature(&[30, ending, next_ending, particle]),
        feature(&[31, ending, held_left & 7, held_right & 7]),
        feature(&[32, ending, held_before & 7, held_behind & 7]),
        feature(&[33, ending, r1]),
        feature(&[34, pos(node(1)), held_behind & 3]),
        feature(&[35, word_value(draft.attribution.rule.name()), ending]),
        feature(&[36, ending, pos(ahead(1))]),
    ]
}

/// How many nodes before a border belong to neither side: the が of …したが、, the で of …中止で、.
pub(super) fn joint(nodes: &[Node<'_>], at: usize) -> usize {
    match form(nodes, at) {
        EndingForm::But
        | EndingForm::And
        | EndingForm::Because
        | EndingForm::Although
        | EndingForm::Copula
        | EndingForm::Cause
        | EndingForm::While => 1,
        _ => 0,
    }
}
