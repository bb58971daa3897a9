//! 約, 以上, 近く: what stands around a value, stays outside its span and becomes its modifier.

use crate::shadow::{Shadow, is_kanji};
use crate::words::Words;
use shirushi_model::Modifier;

/// Words right before a value that qualify it.
const BEFORE: &[(&str, Modifier)] = &[
    ("約", Modifier::Approx),
    ("およそ", Modifier::Approx),
    ("おおよそ", Modifier::Approx),
    ("おおむね", Modifier::Approx),
    ("概ね", Modifier::Approx),
    ("ざっと", Modifier::Approx),
    ("ほぼ", Modifier::Approx),
    ("推計", Modifier::Approx),
    ("推定", Modifier::Approx),
    ("最大で", Modifier::Max),
    ("最大", Modifier::Max),
    ("最高", Modifier::Max),
    ("最多", Modifier::Max),
    ("最長で", Modifier::Max),
    ("最長", Modifier::Max),
    ("上限", Modifier::Max),
    ("少なくとも", Modifier::OrMore),
    ("最低でも", Modifier::OrMore),
    ("最低", Modifier::OrMore),
    ("優に", Modifier::OrMore),
    ("ゆうに", Modifier::OrMore),
];

/// Words right after a value that qualify it.
const AFTER: &[(&str, Modifier)] = &[
    ("以降", Modifier::OnOrAfter),
    ("以後", Modifier::OnOrAfter),
    ("以上", Modifier::OrMore),
    ("を超え", Modifier::OrMore),
    ("超", Modifier::OrMore),
    ("余り", Modifier::OrMore),
    ("あまり", Modifier::OrMore),
    ("余", Modifier::OrMore),
    ("強", Modifier::OrMore),
    ("以下", Modifier::OrLess),
    ("以内", Modifier::OrLess),
    ("未満", Modifier::OrLess),
    ("足らず", Modifier::OrLess),
    ("に満たな", Modifier::OrLess),
    ("を切", Modifier::OrLess),
    ("を割", Modifier::OrLess),
    ("割れ", Modifier::OrLess),
    ("近く", Modifier::Nearly),
    ("弱", Modifier::Nearly),
    ("に近い", Modifier::Nearly),
    ("に迫", Modifier::Nearly),
    ("ほど", Modifier::Approx),
    ("程度", Modifier::Approx),
    ("前後", Modifier::Approx),
    ("くらい", Modifier::Approx),
    ("ぐらい", Modifier::Approx),
    ("内外", Modifier::Approx),
    ("そこそこ", Modifier::Approx),
    ("ごろ", Modifier::Vague),
    ("頃", Modifier::Vague),
    ("過ぎ", Modifier::Vague),
    ("すぎ", Modifier::Vague),
];

/// Right after a time of day only: 午後3時前.
const AFTER_TIMES: &[(&str, Modifier)] = &[("前後", Modifier::Approx), ("前", Modifier::Nearly)];

/// What the words around a value say about it.
pub(super) fn modifier(shadow: &Shadow, words: &Words, start: usize, end: usize) -> Option<Modifier> {
    if let Some((length, modifier)) = shadow.first(end, AFTER) {
        // 100人強 is more than a hundred; a robbery by 3人 begins with the same character.
        let is_word = length > 1 || !is_kanji(shadow.at(end + 1)) || words.ends_at(end + 1);
        if is_word {
            return Some(*modifier);
        }
    }
    let start = if shadow.before(start) == ' ' { start - 1 } else { start };
    // 条約第5条 has no 約 of its own.
    BEFORE
        .iter()
        .find(|(word, _)| {
            shadow.has_before(start, word) && words.starts_at(start.saturating_sub(word.chars().count()))
        })
        .map(|&(_, modifier)| modifier)
}

/// As [`modifier`], for a time of day.
pub(super) fn of_time(shadow: &Shadow, words: &Words, start: usize, end: usize) -> Option<Modifier> {
    let after = shadow.first(end, AFTER_TIMES).map(|(_, modifier)| *modifier);
    after.or_else(|| modifier(shadow, words, start, end))
}
