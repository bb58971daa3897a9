//! Numbers that are labels and count nothing: the 55 of のぞみ55号, the numbers of 2丁目9番地1号, the 9 of
//! 憲法9条.
//!
//! They are known by what stands around them. Ordinals that order things (第3回, 第5条, 台風10号) are no
//! labels.

use super::units::Unit;
use super::{eras, numeral};
use crate::shadow::{Shadow, is_hiragana, is_katakana, is_latin};
use crate::words::Words;
use shirushi_model::WordClass;

/// Whether the number at `start`, whose counter ends at `end`, is a label.
pub(super) fn is_label(shadow: &Shadow, words: &Words, start: usize, end: usize, unit: &Unit) -> bool {
    match unit.surface {
        "号" => is_house(shadow, start) || follows_name(shadow, words, start) || follows_road(shadow, start),
        "便" => follows_name(shadow, words, start),
        "番" => numeral::read(shadow, end).is_some_and(|house| shadow.at(house.end) == '号'),
        "丁" => shadow.at(end) == '目',
        // 明治150年 is no year of the era, but no length of time either.
        "年" => eras::find(|name| shadow.has_before(start, name)).is_some_and(|(_, era)| era.is_modern()),
        // 2日酔い
        "日" => shadow.at(end) == '酔',
        "条" => is_street(shadow, end) || follows_law(shadow, start),
        "項" => shadow.before(start) == '条' && !is_ordinal_before(shadow, start - 1),
        _ => false,
    }
}

/// The 1号 of 9番地1号 and of 9番1号.
fn is_house(shadow: &Shadow, start: usize) -> bool {
    let end = if shadow.has_before(start, "番地") { start - 2 } else { start.saturating_sub(1) };
    let has_lot = shadow.has_before(start, "番地") || shadow.before(start) == '番';
    has_lot && numeral::may_begin(shadow.before(end))
}

/// のぞみ55号, JAL123便, アポロ11号: a name in kana or Latin letters, or one the dictionary knows, right
/// before the number. 台風10号 follows a common noun and is counted.
fn follows_name(shadow: &Shadow, words: &Words, start: usize) -> bool {
    let before = shadow.before(start);
    if is_latin(before) || is_katakana(before) {
        return true;
    }
    let word = start.checked_sub(1).and_then(|last| words.at(last));
    word.is_some_and(|word| {
        let is_kana = || shadow.slice(word.start, word.end).iter().all(|&c| is_hiragana(c) || is_katakana(c));
        word.pos.is_proper_noun()
            || word.pos.class() == WordClass::Noun && word.end - word.start > 1 && is_kana()
    })
}

/// 国道16号, 県道5号
fn follows_road(shadow: &Shadow, start: usize) -> bool {
    ["国道", "都道", "府道", "県道", "市道", "道道", "高速"].iter().any(|road| shadow.has_before(start, road))
}

/// 北1条西5丁目
fn is_street(shadow: &Shadow, end: usize) -> bool {
    matches!(shadow.at(end), '東' | '西' | '南' | '北') && numeral::may_begin(shadow.at(end + 1))
}

/// 憲法9条, 民法709条: which article of a law; with 第 it is an ordinal.
fn follows_law(shadow: &Shadow, start: usize) -> bool {
    ["法", "条例", "規則", "施行令", "条約", "協定"].iter().any(|law| shadow.has_before(start, law))
}

/// Whether the number whose counter stands at `counter` has 第 before it: the 9 of 第9条.
fn is_ordinal_before(shadow: &Shadow, counter: usize) -> bool {
    const MOST: usize = 6;
    let is_number = |&p: &usize| shadow.at(p).is_ascii_digit() || numeral::may_begin(shadow.at(p));
    let number = (0..counter).rev().take(MOST).take_while(is_number).last().unwrap_or(counter);
    shadow.before(number) == '第'
}
