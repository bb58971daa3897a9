//! What a character is read as. Of its surroundings only the letters beside it count.

use super::NormalizedText;
use super::tables;
use crate::sentences::is_line_break;
use crate::shadow::{self, HALF_WIDTH, is_hiragana, is_kanji, is_katakana};
use std::borrow::Cow;

/// A string with its characters as the analysis reads them.
pub(super) fn fold(text: &str) -> Cow<'_, str> {
    NormalizedText::new(text, &[]).text
}

/// A name as the patterns see it in a copy's shadow, without a line break inside: 髙橋 and 高⏎橋 are 高橋,
/// ＡＢＣ is ABC.
pub(crate) fn fold_name(surface: &str) -> String {
    let read = fold(surface);
    if !read.contains(is_line_break) {
        return read.chars().map(shadow::fold).collect();
    }
    // The blanks beside a break belong to it, and so do the marks of quoted mail.
    let parts = read.split(is_line_break).map(|part| part.trim_start_matches(['>', ' ', '　']).trim_end());
    parts.flat_map(str::chars).map(shadow::fold).collect()
}

/// How a text sets its sentences and clauses apart; looked up when it is first asked.
pub(super) struct Marks<'t> {
    text: &'t str,
    /// Whether ． stands behind hiragana or at the end of a line, so that it is this text's 。.
    dots: Option<bool>,
    /// Whether there is no 。, so that even `.` may be it.
    points: Option<bool>,
}

impl<'t> Marks<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, dots: None, points: None }
    }

    fn has_dots(&mut self) -> bool {
        let text = self.text;
        *self.dots.get_or_insert_with(|| {
            text.match_indices('．').any(|(at, dot)| {
                let before = text.get(..at).and_then(|head| head.chars().next_back()).unwrap_or('\n');
                let next = text.get(at + dot.len()..).and_then(|tail| tail.chars().next()).unwrap_or('\n');
                is_hiragana(before) || is_letter(before) && next.is_whitespace()
            })
        })
    }

    fn has_points(&mut self) -> bool {
        let text = self.text;
        *self.points.get_or_insert_with(|| !text.contains(['。', '｡']))
    }
}

/// What a character between two others is read as.
pub(super) fn folded(c: char, before: char, next: char, marks: &mut Marks<'_>) -> char {
    match c {
        'ぁ'..='ヿ' | '、' | '。' => c,
        '(' => '（',
        ')' => '）',
        '[' => '［',
        ']' => '］',
        '{' => '｛',
        '}' => '｝',
        '&' => '＆',
        '"' => '＂',
        '\u{FF61}'..='\u{FF9F}' => HALF_WIDTH.chars().nth(c as usize - 0xFF61).unwrap_or(c),
        '．' if is_full_stop(before, next, marks) => '。',
        '.' if is_hiragana(before) && (is_letter(next) || next.is_whitespace()) && marks.has_points() => '。',
        '，' if is_letter(before) || is_letter(next) && !before.is_ascii() => '、',
        _ => tables::ideograph(c).unwrap_or(c),
    }
}

/// `開発した．強度は…`: behind hiragana or a bracket always, behind other letters where the line ends or the
/// text does so elsewhere.
fn is_full_stop(before: char, next: char, marks: &mut Marks<'_>) -> bool {
    if is_hiragana(before) || matches!(before, '」' | '』' | '）') {
        return true;
    }
    is_letter(before) && (is_letter(next) || next.is_whitespace() || next == '「') && marks.has_dots()
}

/// A character that is nothing but a place to break a line, or none: pages have them inside words.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}')
}

/// A Japanese letter.
fn is_letter(c: char) -> bool {
    is_hiragana(c) || is_katakana(c) || is_kanji(c)
}

/// Whether a mark belongs to the letter before it: a sound mark, an accent, a selector of the letter's form.
pub(super) fn goes_with(letter: char, mark: char) -> bool {
    match mark {
        '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => is_kanji(letter),
        '\u{300}'..='\u{328}' | '\u{3099}'..='\u{309C}' | '\u{FF9E}' | '\u{FF9F}' => {
            tables::composed(letter, mark).is_some()
        }
        _ => false,
    }
}

/// The letter with its mark as one character.
pub(super) fn with_mark(letter: char, mark: char) -> char {
    tables::composed(letter, mark).unwrap_or(letter)
}
