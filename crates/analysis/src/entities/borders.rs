//! Where a string may be a name by its edges: at the borders of words or of scripts, not inside a longer
//! word.

use super::TaggedText;
use crate::shadow::{is_hiragana, is_kanji, is_katakana, is_latin};

/// Scripts between which a word cannot go on unnoticed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Kanji,
    Katakana,
    Hiragana,
    Latin,
    Other,
}

fn script(c: char) -> Script {
    match c {
        _ if is_kanji(c) => Script::Kanji,
        _ if is_katakana(c) => Script::Katakana,
        _ if is_hiragana(c) => Script::Hiragana,
        _ if is_latin(c) || c.is_ascii_digit() => Script::Latin,
        _ => Script::Other,
    }
}

/// Whether both edges of a range are borders. Katakana and Latin words end where their script does; kanji and
/// hiragana may also be cut by the dictionary.
pub(crate) fn are_clear(text: &TaggedText<'_>, start: usize, end: usize) -> bool {
    is_clear(text, start) && is_clear(text, end) && is_in_one_sentence(text, start, end)
}

fn is_in_one_sentence(text: &TaggedText<'_>, start: usize, end: usize) -> bool {
    let index = text.sentences.partition_point(|sentence| sentence.end <= start);
    text.sentences.get(index).is_some_and(|sentence| sentence.start <= start && end <= sentence.end)
}

/// Marks that belong to the character before them.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{3099}' | '\u{309A}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

fn is_clear(text: &TaggedText<'_>, position: usize) -> bool {
    let shadow = text.shadow;
    if is_combining(shadow.at(position)) || shadow.before(position) == '\u{200D}' {
        return false;
    }
    let (before, after) = (script(shadow.before(position)), script(shadow.at(position)));
    if before != after || before == Script::Other {
        return true;
    }
    matches!(before, Script::Kanji | Script::Hiragana) && text.words.starts_at(position) && position > 0
}
