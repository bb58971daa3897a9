//! Names in brackets beside the kind of thing they name (映画「…」, シンクタンク「…」), and the network X.

use super::ground::Weight;
use super::latin::is_lone_letter;
use super::scene::{Proposal, Scene};
use crate::shadow::{is_hiragana, is_kanji, is_katakana, is_latin};
use shirushi_model::{EntityType, PartOfSpeech};

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
    let before = scene.lexicon.bracket_kinds.ending(shadow, open).next().map(|(_, kind)| kind);
    let after = scene.is_product_kind(end + 1);
    let designator = is_latin(shadow.at(open.saturating_sub(3))) && shadow.before(open).is_ascii_digit();
    let plain = !(start..end).all(|p| is_hiragana(shadow.at(p))) || close == '』';
    let is_phrase = (start..end).filter(|p| is_hiragana(shadow.at(*p))).count() * 2 > end - start;
    let kind = match before {
        Some(EntityType::Product) if plain => EntityType::Product,
        Some(kind) if plain && !is_phrase && !is_clause(scene, start, end) => kind,
        // 「…」システム is said of many things; what comes after counts only for short names.
        _ if plain && (designator || after && length <= 13) => EntityType::Product,
        _ => match headed(scene, start, end) {
            Some(kind) => kind,
            None => return,
        },
    };
    // What is named right before the brackets says what they hold, nearly without exception.
    let is_told = before == Some(kind) && matches!(kind, EntityType::Product | EntityType::Organization);
    let weight = if is_told { Weight::Titled } else { Weight::Compound };
    proposals.push(Proposal { start, end, kind, weight });
}

/// 会社「20日にも運転再開」: what somebody says, no name. Names have の, no が or に.
fn is_clause(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    (start..end).filter_map(|p| scene.word_from(p)).any(|word| {
        matches!(
            word.pos,
            PartOfSpeech::CaseParticle | PartOfSpeech::TopicParticle | PartOfSpeech::AuxiliaryVerb
        )
    })
}

/// 「灯籠まつり」, 「戦争研究所」: the whole of the brackets is one name with a head.
fn headed(scene: &Scene<'_>, start: usize, end: usize) -> Option<EntityType> {
    let shadow = scene.shadow();
    let (head, what) = scene.lexicon.heads.ending(shadow, end).next()?;
    let is_plain = (start..head)
        .all(|p| is_kanji(shadow.at(p)) || is_katakana(shadow.at(p)) || shadow.at(p).is_ascii_alphanumeric());
    let long_enough = head >= start + 2 && end - start >= 5 && end - head >= 2;
    let is_generic = scene.lexicon.generic.get(shadow, start, head).is_some();
    (is_plain && long_enough && !is_generic && what.kind != EntityType::Location).then_some(what.kind)
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
