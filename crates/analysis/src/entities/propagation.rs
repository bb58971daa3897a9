//! What the text shows once counts everywhere in it: トランプ after トランプ氏, フィンチリー after
//! ハロルド・フィンチリー, ICC after 国際刑事裁判所(ICC).

use super::ground::Weight;
use super::scene::{Proposal, Scene, is_joint};
use super::table::Table;
use crate::shadow::{is_kanji, is_katakana, is_latin};
use shirushi_model::{EntityType, PartOfSpeech};
use std::collections::BTreeMap;

/// Proposes further mentions of settled names.
pub(crate) fn propose(scene: &Scene<'_>, settled: &[Proposal], proposals: &mut Vec<Proposal>) {
    let names = names(scene, settled);
    if names.is_empty() {
        return;
    }
    let table = Table::new(names);
    let shadow = scene.shadow();
    let mut position = 0;
    while position < shadow.len() {
        let found = table.starting(shadow, position).find(|(end, kind)| stands(scene, position, *end, *kind));
        match found {
            Some((end, kind)) => {
                proposals.push(Proposal { start: position, end, kind, weight: Weight::Propagated });
                position = end;
            }
            None => position += 1,
        }
    }
}

/// The names worth looking for. A string that was found as two types keeps the first.
fn names(scene: &Scene<'_>, settled: &[Proposal]) -> BTreeMap<String, EntityType> {
    let shadow = scene.shadow();
    let mut names = BTreeMap::new();
    for proposal in settled {
        let (start, end) = (proposal.start, proposal.end);
        let strong = !matches!(proposal.weight, Weight::Guess | Weight::Dictionary);
        match proposal.kind {
            EntityType::Person if strong || proposal.weight == Weight::Dictionary => {
                for (from, to) in person_forms(scene, start, end) {
                    names.entry(shadow.string(from, to)).or_insert(EntityType::Person);
                }
                if let Some((from, to)) = gloss(scene, end) {
                    names.entry(shadow.string(from, to)).or_insert(EntityType::Person);
                }
            }
            EntityType::Organization | EntityType::Location | EntityType::Facility | EntityType::Product
                if strong =>
            {
                let is_short = end - start < 3 && !is_latin(shadow.at(start));
                if !is_short {
                    names.entry(shadow.string(start, end)).or_insert(proposal.kind);
                }
                // ボーイング社 is ボーイング too.
                if shadow.before(end) == '社' && end - start > 3 && is_katakana(shadow.at(start)) {
                    names.entry(shadow.string(start, end - 1)).or_insert(proposal.kind);
                }
                if let Some((from, to)) = gloss(scene, end) {
                    names.entry(shadow.string(from, to)).or_insert(proposal.kind);
                }
            }
            _ => {}
        }
    }
    names
}

/// The Latin letters in brackets after a name: 国際刑事裁判所(ICC), プーチン(Vladimir Putin).
fn gloss(scene: &Scene<'_>, end: usize) -> Option<(usize, usize)> {
    let gloss = scene.gloss_after(end)?;
    Some((gloss.start, gloss.end))
}

/// The whole name, and what it is called later: the last part of a foreign name, the surname of a Japanese
/// one.
fn person_forms(scene: &Scene<'_>, start: usize, end: usize) -> Vec<(usize, usize)> {
    let shadow = scene.shadow();
    let mut forms = Vec::new();
    if end - start >= 2 {
        forms.push((start, end));
    }
    if let Some(joint) = (start..end).rev().find(|p| is_joint(shadow.at(*p))) {
        if end - joint > 2 {
            forms.push((joint + 1, end));
        }
    } else if let Some(first) = scene.word_from(start)
        && first.end < end
        && first.end - start >= 2
        && first.pos == PartOfSpeech::Surname
    {
        forms.push((start, first.end));
    }
    forms
}

/// What a surname is followed by when it is a place after all.
const PLACE_ENDS: &str = "県市区町村郡島駅川山湾港線城橋州";

fn stands(scene: &Scene<'_>, start: usize, end: usize, kind: EntityType) -> bool {
    if !scene.is_bounded(start, end) {
        return false;
    }
    let shadow = scene.shadow();
    if kind == EntityType::Location && shadow.at(end) == '語' {
        return false;
    }
    if kind == EntityType::Person && is_kanji(shadow.before(end)) {
        let aligned = scene.words().starts_at(start) && scene.words().ends_at(end);
        return aligned && !PLACE_ENDS.contains(shadow.at(end)) && !is_kanji(shadow.before(start));
    }
    // A part of another joined name is somebody else, unless all parts are people of this text.
    let inside_joined =
        scene.run_at(start).filter(|run| run.is_joined && (run.start < start || run.end > end));
    match inside_joined {
        Some(run) => kind == EntityType::Person && scene.parts(run).contains(&(start, end)),
        None => true,
    }
}
