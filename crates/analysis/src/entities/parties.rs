//! Names before a word that counts them: 白波と青波の両党, 白波・青波両党, 東浜製鋼、西浜製鋼の2社. What is
//! counted says what they are.

use super::ground::Weight;
use super::scene::{Proposal, Scene};
use crate::shadow::is_hiragana;
use shirushi_model::{EntityType, PartOfSpeech, WordClass};

/// What is counted: 両党, 各党, 3党.
const COUNTED: &[&str] = &["党", "社", "行", "校", "球団", "チーム", "大学"];

/// So many names are looked for, so many words in each, so many characters.
const MOST_NAMES: usize = 6;
const MOST_WORDS: usize = 5;
const LONGEST: usize = 14;

/// Proposes what is counted.
pub(super) fn propose(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    for position in 1..shadow.len() {
        let counter = match shadow.at(position) {
            '両' => Some(position),
            c if c.is_ascii_digit() && !shadow.before(position).is_ascii_digit() => Some(position),
            _ => None,
        };
        let Some(counter) = counter else { continue };
        let counted = position + 1;
        if COUNTED
            .iter()
            .any(|word| shadow.has(counted, word) && !goes_on(scene, counted + word.chars().count()))
        {
            listed(scene, counter, proposals);
        }
    }
}

/// 両社長, 両校舎: another word.
fn goes_on(scene: &Scene<'_>, end: usize) -> bool {
    !scene.words().ends_at(end) || matches!(scene.shadow().at(end), '員' | '長' | '名')
}

/// The names before a counter, the last one first. One alone is none: 企業の両社.
fn listed(scene: &Scene<'_>, counter: usize, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    let mut end = counter - usize::from(shadow.before(counter) == 'の');
    let mut names = Vec::new();
    while names.len() < MOST_NAMES
        && let Some(start) = run_start(scene, end)
        && scene.lexicon.titles.ending(shadow, end).next().is_none()
    {
        names.push((start, end));
        if !matches!(shadow.before(start), 'と' | '、' | '・') {
            break;
        }
        end = start - 1;
    }
    let is_name = |&(start, end): &(usize, usize)| is_specific(scene, start, end);
    if names.len() >= 2 && names.iter().all(is_name) {
        let kind = EntityType::Organization;
        let weight = Weight::Titled;
        proposals.extend(names.into_iter().map(|(start, end)| Proposal { start, end, kind, weight }));
    }
}

/// Where the run of nouns begins that ends at a position, without what only describes (国立, 与党) and what
/// tells time.
pub(super) fn run_start(scene: &Scene<'_>, end: usize) -> Option<usize> {
    let mut start = end;
    for _ in 0..MOST_WORDS {
        let Some(word) = scene.word_before(start) else { break };
        let is_noun = word.pos.class() == WordClass::Noun
            && !matches!(
                word.pos,
                PartOfSpeech::Pronoun
                    | PartOfSpeech::Number
                    | PartOfSpeech::DependentNoun
                    | PartOfSpeech::DependentAdverbialNoun
                    | PartOfSpeech::AdverbialNoun
            )
            && scene.shadow().at(word.start) != '・';
        if !is_noun || end - word.start > LONGEST {
            break;
        }
        start = word.start;
    }
    let generic = |start: usize| {
        let mut found = scene.lexicon.generic.starting(scene.shadow(), start);
        found.find(|(after, ())| *after <= end && scene.words().ends_at(*after)).map(|(after, ())| after)
    };
    while let Some(after) = generic(start).filter(|after| *after <= end) {
        start = after;
    }
    (end - start >= 2 && scene.words().starts_at(start)).then_some(start)
}

/// Whether a run of nouns may be a name: 与党と野党の両党, 親会社と子会社の両社 and 自社と他社の両社 count
/// kinds.
fn is_specific(scene: &Scene<'_>, start: usize, end: usize) -> bool {
    const KINDS: &[&str] = &[
        "会社",
        "党",
        "社",
        "校",
        "行",
        "企業",
        "首相",
        "大統領",
        "双方",
        "政府",
        "銀行",
        "大学",
        "チーム",
        "球団",
        "団体",
    ];
    let shadow = scene.shadow();
    let has_name = (start..end)
        .any(|p| scene.words().at(p).is_some_and(|word| word.pos.is_proper_noun() || !word.known));
    let is_kind = !has_name
        && KINDS.iter().any(|kind| shadow.has_before(end, kind) && end - start <= kind.chars().count() + 1);
    !is_kind && !(start..end).all(|p| is_hiragana(shadow.at(p)))
}
