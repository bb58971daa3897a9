//! What is cut off a claim's ends: a hedge that can be taken off, hearsay, the particle that joins it to the
//! next clause.
//!
//! A claim is the proposition; 再開する方針だ is 再開する, and 倒れたとみられる is 倒れた. How surely it is
//! held is read from the words that were cut off as well.

use super::nodes::Node;
use super::pattern::word_length;
use shirushi_model::{PartOfSpeech, WordClass};

/// Hearsay and passive reports at the end, the longest first.
const REPORTED: &[&[&str]] = &[
    &["と", "み", "られ", "て", "い", "ます"],
    &["と", "み", "られ", "て", "いる"],
    &["と", "見", "られ", "て", "いる"],
    &["と", "さ", "れ", "て", "い", "ます"],
    &["と", "さ", "れ", "て", "い", "た"],
    &["と", "さ", "れ", "て", "いる"],
    &["と", "み", "られ", "ます"],
    &["と", "さ", "れ", "ます"],
    &["と", "み", "られる"],
    &["と", "見", "られる"],
    &["と", "さ", "れる"],
    &["という", "こと", "です"],
    &["という", "こと", "だ"],
    &["と", "いう", "こと", "です"],
    &["と", "いう", "こと", "だ"],
    &["と", "の", "こと", "だ"],
    &["と", "の", "こと", "です"],
    &["と", "の", "こと"],
    &["と", "いい", "ます"],
    &["という"],
];

/// Nouns that hedge.
const HEDGES: &[&str] =
    &["可能性", "恐れ", "おそれ", "疑い", "方針", "見通し", "見込み", "予定", "意向", "考え", "公算"];

/// How many nodes end a claim, without what can be taken off.
pub(super) fn proposition(nodes: &[Node<'_>]) -> usize {
    let mut end = nodes.len();
    for words in REPORTED {
        if let Some(start) = ends_with(nodes.get(..end).unwrap_or_default(), words)
            && start > 2
            && nodes.get(start - 1).is_some_and(|n| n.is_predicative() || n.is_noun())
        {
            end = start;
            break;
        }
    }
    let nodes = nodes.get(..end).unwrap_or_default();
    known(nodes).or_else(|| hedge(nodes)).unwrap_or(end)
}

/// How many nodes 分かった may stand behind ことが.
const KNOWN_WITHIN: usize = 14;

/// …していたことが関係者への取材で分かった: where ことが begins.
fn known(nodes: &[Node<'_>]) -> Option<usize> {
    let reach = nodes.len().saturating_sub(KNOWN_WITHIN).max(3);
    let at = (reach..nodes.len()).rev().find(|&at| {
        nodes.get(at).is_some_and(|n| n.surface == "こと" && n.pos == PartOfSpeech::DependentNoun)
            && nodes.get(at + 1).is_some_and(|n| n.is_particle("が"))
            && nodes.get(at - 1).is_some_and(Node::is_predicative)
    })?;
    let rest = nodes.get(at + 2..)?;
    let verb = rest
        .iter()
        .position(|n| matches!(n.lemma, "分かる" | "わかる" | "判明" | "明らか" | "発覚" | "確認"))?;
    let ends = rest.get(verb + 1..)?.iter().all(|n| {
        n.is_light() || matches!(n.lemma, "する" | "いたす" | "なる" | "に" | "れる" | "いる" | "て" | "と")
    });
    let is_found = rest.get(verb)?.lemma != "確認" || rest.iter().any(|n| n.lemma == "れる");
    (ends && is_found && !rest.iter().take(verb).any(Node::is_verb)).then_some(at)
}

/// Where the words begin that the nodes end with.
fn ends_with(nodes: &[Node<'_>], words: &[&str]) -> Option<usize> {
    let start = nodes.len().checked_sub(words.len())?;
    let same = nodes.get(start..)?.iter().zip(words).all(|(node, word)| node.surface == *word);
    same.then_some(start)
}

/// 延びる恐れがある, 再開する方針だ, 辞めるとの見通しで: where the hedge begins.
fn hedge(nodes: &[Node<'_>]) -> Option<usize> {
    let reach = nodes.len().saturating_sub(7);
    let at = (reach..nodes.len()).rev().find(|&at| {
        nodes.get(at).is_some_and(|n| HEDGES.contains(&n.surface) && n.class() == WordClass::Noun)
            || word_length(nodes, at, "可能性").is_some()
    })?;
    let length = word_length(nodes, at, "可能性").unwrap_or(1);
    let rest = nodes.get(at + length..)?;
    let stands = match rest.split_first() {
        None => true,
        Some((first, rest)) if matches!(first.surface, "が" | "も" | "は") => rest.iter().all(|n| {
            n.is_light()
                || matches!(
                    n.lemma,
                    "ある" | "高い" | "強い" | "残る" | "出る" | "高まる" | "強まる" | "大きい" | "濃厚"
                )
                || matches!(n.surface, "て" | "いる" | "い" | "ます" | "高く" | "あり")
        }),
        Some((first, rest)) => {
            let is_copula = matches!(first.lemma, "だ" | "です") || matches!(first.surface, "で" | "という");
            is_copula && rest.iter().all(|n| n.is_light() || matches!(n.surface, "という" | "ある"))
        }
    };
    if !stands {
        return None;
    }
    let before = |back: usize| at.checked_sub(back).and_then(|n| nodes.get(n));
    let named = match before(1)? {
        node if node.surface == "という" => 1,
        node if matches!(node.surface, "の" | "いう") && before(2).is_some_and(|n| n.is_particle("と")) => {
            2
        }
        _ => 0,
    };
    let holder = before(named + 1)?;
    let is_clause = matches!(holder.class(), WordClass::Verb | WordClass::AuxiliaryVerb)
        || holder.pos == PartOfSpeech::VerbSuffix
        || holder.lemma == "ない";
    // 重い疑い, 新しい方針: an adjective describes the noun itself.
    let end = at - named;
    (is_clause && end > 2).then_some(end)
}
