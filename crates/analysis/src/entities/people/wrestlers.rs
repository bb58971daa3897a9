//! Wrestlers by the names of the ring, which the dictionary cuts anywhere: 大関|琴春日, 平幕の|照富士山,
//! 前頭三枚目の|豊ノ島.

use super::person;
use crate::entities::ground::Weight;
use crate::entities::scene::{Proposal, Scene};
use crate::shadow::{Shadow, is_hiragana, is_kanji};
use shirushi_model::PartOfSpeech;

/// The ranks of the ring.
pub(in crate::entities) const RANKS: &[&str] =
    &["横綱", "大関", "関脇", "小結", "前頭", "平幕", "幕内", "十両", "幕下"];

/// Words behind a rank that name nobody: 横綱相撲, 大関経験者.
const NO_NAMES: &[&str] = &[
    "相撲", "時代", "同士", "経験", "候補", "力士", "土俵", "審議", "以下", "以上", "以外", "全員", "対決",
    "関係", "筆頭", "上位", "下位", "格付", "地位", "両者", "互い", "先輩", "親方", "資格", "条件", "本人",
    "名簿", "番付", "復活", "定着",
];

/// The shortest and the longest name, in characters. Behind ・ one is enough: 横綱・曙.
const SHORTEST: usize = 2;
const LONGEST: usize = 5;

/// Proposes the names behind ranks. The dictionary may cut a rank as well (新小|結).
pub(super) fn propose(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    for position in 0..shadow.len() {
        let begins = !is_kanji(shadow.before(position)) || "新元前東西".contains(shadow.before(position));
        let Some(rank) = RANKS.iter().find(|rank| begins && shadow.has(position, rank)) else { continue };
        let after = after_number(scene, position + rank.chars().count());
        let is_joined = shadow.at(after) == '・';
        let start = after + usize::from(is_joined || shadow.at(after) == 'の');
        let shortest = if is_joined { 1 } else { SHORTEST };
        if let Some(end) = name_end(scene, start, shortest, *rank == "大関") {
            proposals.push(person(start, end, Weight::Titled));
        }
    }
}

/// 前頭三枚目, 東前頭2枚目: behind the number of the rank.
fn after_number(scene: &Scene<'_>, position: usize) -> usize {
    let shadow = scene.shadow();
    let digits = (0..3)
        .take_while(|i| {
            let c = shadow.at(position + i);
            c.is_ascii_digit() || "一二三四五六七八九十".contains(c)
        })
        .count();
    if digits > 0 && shadow.has(position + digits, "枚目") { position + digits + 2 } else { position }
}

/// The length of a name of the ring with の in it: 大の里, 隠岐の海, 千代の富士. 横綱の親方 has none.
fn length_with_no(shadow: &Shadow, start: usize) -> Option<usize> {
    const LAST: &[&str] =
        &["里", "海", "国", "山", "川", "富士", "島", "嶋", "花", "勝", "湖", "森", "龍", "洋"];
    let first = (1..=2).find(|length| shadow.at(start + length) == 'の')?;
    let is_first = (0..first).all(|i| is_kanji(shadow.at(start + i)));
    let last = LAST.iter().find(|last| shadow.has(start + first + 1, last))?;
    is_first.then_some(first + 1 + last.chars().count())
}

/// Where a name ends that begins here: a run of kanji, with ノ and ヶ inside, that is no word and goes on in
/// a particle or a mark.
fn name_end(scene: &Scene<'_>, start: usize, shortest: usize, is_surname_too: bool) -> Option<usize> {
    let shadow = scene.shadow();
    let is_inside = |c: char, position: usize| matches!(c, 'ノ' | 'ヶ' | 'ケ' | '乃') && position > start;
    let length = (0..=LONGEST)
        .take_while(|i| is_kanji(shadow.at(start + i)) || is_inside(shadow.at(start + i), start + i))
        .count();
    let length = length_with_no(shadow, start).unwrap_or(length);
    let end = start + length;
    let after = shadow.at(end);
    let ends = is_hiragana(after) && "がはをにもとのへやら".contains(after)
        || matches!(after, '、' | '。' | '(' | '・' | '=' | '」' | '\n' | '\0' | '関');
    let first = scene.words().at(start)?;
    let is_word = NO_NAMES.iter().any(|word| shadow.has(start, word))
        || first.end >= end
            && first.known
            && !first.pos.is_proper_noun()
            && first.pos != PartOfSpeech::CommonNoun
        || first.known
            && matches!(
                first.pos,
                PartOfSpeech::VerbalNoun | PartOfSpeech::AdverbialNoun | PartOfSpeech::Number
            )
        || first.known && first.pos == PartOfSpeech::NounSuffix;
    // 大関健太は: the rank is a family name as well.
    let is_given = is_surname_too && first.end == end && first.pos == PartOfSpeech::GivenName;
    ((shortest..=LONGEST).contains(&length) && ends && !is_word && !is_given).then_some(end)
}
