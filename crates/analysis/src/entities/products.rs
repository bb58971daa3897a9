//! Products by their company: a short name in brackets beside a kind of thing, the network X.

use super::latin::is_lone_letter;
use super::scene::{Proposal, Scene, Weight};
use crate::shadow::{is_hiragana, is_latin};
use shirushi_model::EntityType;

/// Proposes products.
pub(crate) fn propose(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    for position in 0..shadow.len() {
        match shadow.at(position) {
            '「' | '『' => in_brackets(scene, position, proposals),
            'X' if is_lone_letter(scene, position) && is_network(scene, position) => {
                proposals.push(product(position, position + 1));
            }
            _ => {}
        }
    }
}

fn product(start: usize, end: usize) -> Proposal {
    Proposal { start, end, kind: EntityType::Product, weight: Weight::Compound }
}

/// The longest name in brackets.
const LONGEST: usize = 24;

fn in_brackets(scene: &Scene<'_>, open: usize, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    let close = if shadow.at(open) == '「' { '」' } else { '』' };
    let Some(length) = (1..=LONGEST + 1).find(|i| shadow.at(open + i) == close) else { return };
    let (start, end) = (open + 1, open + length);
    let is_sentence = (start..end).any(|p| matches!(shadow.at(p), '。' | '、' | '\n' | '「' | '『' | '?'));
    if length < 2 || is_sentence {
        return;
    }
    let before = scene.lexicon.product_kinds.ending(shadow, open).next().is_some();
    let after = scene.lexicon.product_kinds.starting(shadow, end + 1).next().is_some();
    let designator = is_latin(shadow.at(open.saturating_sub(3))) && shadow.before(open).is_ascii_digit();
    let plain = !(start..end).all(|p| is_hiragana(shadow.at(p))) || close == '』';
    // 「…」システム is said of many things; what comes after counts only for short names.
    if plain && (before || designator || after && length <= 13) {
        proposals.push(product(start, end));
    }
}

/// Words that show the network.
const POSTING: &[&str] = &[
    "に投稿",
    "への投稿",
    "で投稿",
    "で発信",
    "に書き込",
    "で明らか",
    "で「",
    "に「",
    "で述べ",
    "(旧ツイッター)",
    "(旧Twitter)",
    "のアカウント",
    "上で",
    "への書き込み",
    "で発表",
    "でこう",
];

fn is_network(scene: &Scene<'_>, position: usize) -> bool {
    let shadow = scene.shadow();
    let after = position + 1 + usize::from(matches!(shadow.at(position + 1), '」' | '』'));
    POSTING.iter().any(|word| shadow.has(after, word))
        || shadow.has_before(position, "SNSの")
        || shadow.has_before(position, "SNS「")
}
