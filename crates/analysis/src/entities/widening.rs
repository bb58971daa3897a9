//! Names the dictionary cuts inside a run of kanji: 霧|沢町, 鷹|羽山, 霧|沢消防署. What is left over before
//! such a name is one kanji that stands alone, where a new word begins; it belongs to the name.

use super::ground::Weight;
use super::scene::{Proposal, Scene};
use crate::shadow::is_kanji;
use crate::words::Word;
use shirushi_model::{EntityType, PartOfSpeech};

/// Single kanji that are a word before a name, never a part of it: prefixes, relatives, directions, words for
/// time.
const OWN_WORDS: &str = "元前現旧新故副総全各同某両当本諸対在駐訪来発着計約毎翌昨今先再非反親超準男女妻夫父母娘兄弟姉妹\
                         彼私僕俺君祖孫人者側内外中上下左右東西南北年月日時分秒国県府都道市区町村郡州軍党省庁店社他更後際間所氏";

/// Endings of places that the dictionary may have as a family name.
const LAND: &str = "山岳川湖峠島沼滝";

/// Widens proposals to the kanji cut from them, and proposes mountains and rivers hidden in cut names.
pub(super) fn widen(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    for proposal in proposals.iter_mut() {
        let has_head = || {
            scene.lexicon.heads.ending(shadow, proposal.end).any(|(head, what)| {
                head > proposal.start && (what.kind == proposal.kind || what.kind == EntityType::Location)
            })
        };
        let may_be_cut = match proposal.kind {
            EntityType::Location => matches!(proposal.weight, Weight::Dictionary | Weight::Compound),
            EntityType::Organization | EntityType::Facility => {
                matches!(proposal.weight, Weight::Compound | Weight::Institution)
                    && scene
                        .word_from(proposal.start)
                        .is_some_and(|word| word.pos.is_person_name() || word.end - word.start == 1)
            }
            _ => false,
        };
        if may_be_cut
            && is_kanji(shadow.at(proposal.start))
            && has_head()
            && let Some(start) = cut_off(scene, proposal.start)
        {
            proposal.start = start;
        }
    }
    hidden_land(scene, proposals);
}

/// 鷹|羽山: a family name that ends like a mountain, after a lone kanji, with nobody's title behind it.
fn hidden_land(scene: &Scene<'_>, proposals: &mut Vec<Proposal>) {
    let shadow = scene.shadow();
    let words = scene.words();
    for word in (0..words.len()).filter_map(|index| words.get(index)) {
        let is_land = word.pos == PartOfSpeech::Surname
            && word.end - word.start >= 2
            && LAND.contains(shadow.before(word.end))
            && !is_kanji(shadow.at(word.end))
            && !scene.lexicon.titles.starting(shadow, word.end).any(|_| true);
        if is_land && let Some(start) = cut_off(scene, word.start) {
            let kind = EntityType::Location;
            proposals.push(Proposal { start, end: word.end, kind, weight: Weight::Company });
        }
    }
}

/// Where the lone kanji before a name begins, if it is a part of the name.
fn cut_off(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let word = scene.word_before(start).filter(|word| is_lone(scene, *word))?;
    begins_anew(scene, word.start).then_some(word.start)
}

/// Whether a word is one kanji that says nothing by itself beside a name.
pub(super) fn is_lone(scene: &Scene<'_>, word: Word) -> bool {
    let c = scene.shadow().at(word.start);
    word.end - word.start == 1
        && word.pos == PartOfSpeech::CommonNoun
        && is_kanji(c)
        && !OWN_WORDS.contains(c)
        && !scene.is_short(word.start)
        && scene.hit_at(word.start).is_none()
}

/// Whether a new word begins here for certain: after kana, a mark, a blank, a larger place or its police.
pub(super) fn begins_anew(scene: &Scene<'_>, position: usize) -> bool {
    let shadow = scene.shadow();
    let before = shadow.before(position);
    let after_place = scene.word_before(position).is_some_and(|word| word.pos == PartOfSpeech::PlaceSuffix);
    let after_police = ["県警", "府警", "道警", "警視庁", "株式会社"]
        .iter()
        .any(|police| shadow.has_before(position, police));
    !before.is_alphanumeric() || ('ぁ'..='ん').contains(&before) || after_place || after_police
}
