//! What stands in a line of running text behind its last sentence and is none: the reporter's name, an
//! agency, what a page says of the part it does not show.

use super::forms::is_remainder;
use crate::shadow::{Shadow, is_hiragana, is_kanji, is_katakana, is_latin};

/// The longest such remark in brackets.
const LONGEST: usize = 40;

/// What an audience did and a writer left out: these are part of a text.
const DIRECTIONS: &[&str] =
    &["笑", "涙", "汗", "泣", "怒", "拍手", "爆笑", "苦笑", "失笑", "略", "中略", "後略", "沈黙"];

/// Whether a sentence of running text, not the first of its line, is none of the article's:
/// `（佐藤花子）`, `【曽我部圭】`, `（取材・文＝山路亜衣）`, `残り418文字（全文822文字）`.
pub(in crate::sentences) fn of_sentence(shadow: &Shadow, first: usize, last: usize) -> bool {
    is_signature(shadow, first, last)
        || (shadow.has(first, "残り") && last - first <= LONGEST && is_remainder(shadow, first, last))
}

/// Brackets around nothing but words without the particles of a sentence.
fn is_signature(shadow: &Shadow, first: usize, last: usize) -> bool {
    let closes = match shadow.at(first) {
        '(' => ')',
        '【' => '】',
        '[' => ']',
        '〔' => '〕',
        _ => return false,
    };
    if shadow.before(last) != closes || last - first < 3 || last - first > LONGEST {
        return false;
    }
    let inner = shadow.slice(first + 1, last - 1);
    let is_word = |&c: &char| {
        is_kanji(c)
            || is_katakana(c)
            || is_latin(c)
            || is_hiragana(c)
            || c.is_ascii_digit()
            || "・=/ ,、:.".contains(c)
    };
    let inner_string = || inner.iter().collect::<String>();
    inner.iter().all(is_word)
        && !inner.iter().any(|c| matches!(c, 'は' | 'が' | 'を' | 'に'))
        && inner.iter().any(|&c| is_kanji(c) || is_katakana(c) || is_latin(c))
        && inner.last().is_some_and(|&c| !is_hiragana(c) || inner.len() <= 6)
        && !DIRECTIONS.contains(&inner_string().as_str())
}
