//! Japanese addresses as one place, down to the house: 東京都|江東区|豊洲, 六本木|7丁目,
//! 北嶺県|霧沢町|大字東1-2.
//!
//! A foreign state and its city (アラスカ州アンカレジ) stay two.

use crate::entities::Mention;
use crate::shadow::{Shadow, is_kanji};
use crate::words::Words;
use shirushi_model::{EntityType, PartOfSpeech};

/// What a part of an address ends in when another may follow.
const ENDINGS: &str = "都道府県市区町村郡";

/// Joins places that are parts of one address, and takes in the numbers behind it.
pub(super) fn join(shadow: &Shadow, words: &Words, found: Vec<Mention>) -> Vec<Mention> {
    let mut joined: Vec<Mention> = Vec::with_capacity(found.len());
    // Whether the last one is an address of several parts: then it may end in a town's bare name.
    let mut is_row = false;
    for mut mention in found {
        if mention.kind != EntityType::Location {
            joined.push(mention);
            is_row = false;
            continue;
        }
        if let Some(end) = with_town(shadow, words, &mention) {
            mention.end = end;
        }
        mention.end = with_numbers(shadow, mention.start, mention.end);
        match joined.last_mut().filter(|last| is_continued(shadow, last, &mention, is_row)) {
            Some(last) => {
                last.end = mention.end;
                if mention.score > last.score {
                    (last.ground, last.score) = (mention.ground, mention.score);
                }
                is_row = true;
            }
            None => {
                joined.push(mention);
                is_row = false;
            }
        }
    }
    // What was taken in may have been a mention of its own.
    let mut end = 0;
    joined.retain(|mention| {
        let is_free = mention.start >= end;
        end = end.max(mention.end);
        is_free
    });
    joined
}

/// 東京都江東区|豊洲, 群馬県|利根|沢市: the next part begins where the last ended.
fn is_continued(shadow: &Shadow, last: &Mention, next: &Mention, is_row: bool) -> bool {
    let is_open = ENDINGS.contains(shadow.before(last.end)) && last.end - last.start >= 2;
    let is_municipality = "市区町村".contains(shadow.before(next.end));
    last.kind == EntityType::Location
        && last.end == next.start
        && is_kanji(shadow.at(last.start))
        && is_japanese(shadow.at(next.start))
        && !"都道府県".contains(shadow.before(next.end))
        && (is_open || is_row && is_municipality)
}

fn is_japanese(c: char) -> bool {
    is_kanji(c) || ('ぁ'..='ん').contains(&c)
}

/// 東京都江東区|豊洲で: a place of the dictionary right behind a municipality, where the word after it is
/// none of the name.
fn with_town(shadow: &Shadow, words: &Words, mention: &Mention) -> Option<usize> {
    let is_municipality = "市区町村".contains(shadow.before(mention.end))
        && mention.end - mention.start >= 3
        && is_kanji(shadow.at(mention.start));
    let town = words.at(mention.end).filter(|word| is_municipality && word.start == mention.end)?;
    let is_place =
        town.pos == PartOfSpeech::PlaceName && town.end - town.start >= 2 && is_kanji(shadow.at(town.start));
    (is_place && !is_kanji(shadow.at(town.end))).then_some(town.end)
}

/// The longest numbers of a house, in characters.
const LONGEST_NUMBERS: usize = 24;

/// What stands behind the numbers of an address.
const UNITS: &[&str] = &["丁目", "番地", "番", "号"];

/// Where the numbers behind an address end: 7丁目, 一丁目1番地, 1丁目2-3. Numbers of which the first has no
/// 丁目 or 番地 are none.
fn with_numbers(shadow: &Shadow, start: usize, end: usize) -> usize {
    let mut reached = end;
    if !is_japanese(shadow.at(start)) {
        return end;
    }
    while reached - end < LONGEST_NUMBERS {
        let is_first = reached == end;
        let from = reached + usize::from(!is_first && matches!(shadow.at(reached), '-' | 'の'));
        let digits = (0..5).take_while(|i| is_number(shadow.at(from + i))).count();
        let after = from + digits;
        let unit = UNITS.iter().find(|unit| shadow.has(after, unit)).map_or(0, |unit| unit.chars().count());
        let is_allowed = if is_first {
            unit == 2
        } else {
            unit > 0
                || from > reached && shadow.at(reached) == '-'
                || after - from > 0 && shadow.before(from) == '目'
        };
        if digits == 0 || !is_allowed {
            break;
        }
        reached = after + unit;
    }
    reached
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "一二三四五六七八九十".contains(c)
}
