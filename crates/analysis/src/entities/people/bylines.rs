//! Who wrote or photographed: 政治部・佐久良真理, （ロンドン＝佐久良真理）, 【パリ佐久良真理】,
//! 撮影・古賀島徹. The name stands between what says so and the end of the brackets or the line.

use super::names::NOT_GIVEN;
use super::person;
use crate::entities::ground::Weight;
use crate::entities::scene::{Proposal, Scene};
use crate::shadow::{is_kanji, is_katakana};
use shirushi_model::PartOfSpeech;

/// What stands before a writer's name.
const BEFORE: &[&str] = &[
    "社会部",
    "政治部",
    "経済部",
    "運動部",
    "文化部",
    "国際部",
    "外信部",
    "科学部",
    "報道部",
    "写真部",
    "生活部",
    "支局",
    "総局",
    "通信局",
    "通信部",
    "編集委員",
    "論説委員",
    "特派員",
    "記者",
    "撮影",
    "写真",
    "文",
    "取材",
    "聞き手",
    "著者",
    "執筆",
    "構成",
];

/// The shortest and the longest name without its blank, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=6;

/// Proposes the names of bylines.
pub(super) fn propose(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    for position in 1..shadow.len() {
        let c = shadow.at(position);
        let start = match c {
            '・' | ':' | ' ' if BEFORE.iter().any(|word| shadow.has_before(position, word)) => position + 1,
            '=' if is_in_dateline(scene, position) => position + 1,
            _ if is_kanji(c) && is_katakana(shadow.before(position)) && is_in_dateline(scene, position) => {
                position
            }
            _ => continue,
        };
        if let Some(end) = name_end(scene, start) {
            proposals.push(person(start, end, Weight::Titled));
        }
    }
}

/// The longest place before a writer's name, in characters.
const LONGEST_PLACE: usize = 12;

/// Whether nothing but a place stands between an opening bracket and a position: （ロンドン=, 【パリ.
fn is_in_dateline(scene: &Scene<'_>, position: usize) -> bool {
    let shadow = scene.shadow();
    let open = (position.saturating_sub(LONGEST_PLACE)..position)
        .rev()
        .find(|p| matches!(shadow.at(*p), '(' | '【' | '['));
    open.is_some_and(|open| {
        let is_known = scene.hit_from(open + 1).is_some_and(|hit| hit.end == position);
        let is_place = scene
            .word_from(open + 1)
            .is_some_and(|word| word.end == position && word.pos == PartOfSpeech::PlaceName);
        is_known || is_place
    })
}

/// Where a name in kanji ends, with one blank inside, before the end of the brackets or of the line.
fn name_end(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let shadow = scene.shadow();
    let (mut end, mut letters, mut has_blank) = (start, 0, false);
    while letters <= *LENGTHS.end() {
        match shadow.at(end) {
            c if is_kanji(c) || matches!(c, 'ヶ' | 'ノ') && letters > 0 => letters += 1,
            ' ' if !has_blank && letters > 0 && is_kanji(shadow.at(end + 1)) => has_blank = true,
            _ => break,
        }
        end += 1;
    }
    let closes = matches!(shadow.at(end), ')' | '】' | ']' | '\n' | '\0' | '、' | '/' | '=');
    let first = scene.word_from(start)?;
    let may_begin = first.pos.is_proper_noun() || !first.known || first.end - first.start == 1;
    let is_name = may_begin && !NOT_GIVEN.contains(shadow.before(end));
    (LENGTHS.contains(&letters) && closes && is_name && first.end < end).then_some(end)
}
