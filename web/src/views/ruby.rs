//! Readings beside words with kanji, from the dictionary: only over the kanji, not over the kana around them.
//!
//! What is read stands in an attribute and is shown by the style sheet: it is no text of the page, so it is
//! neither found, selected nor copied, and positions do not move.

use crate::ports::charset::first_level;
use shirushi_model::{Analysis, ByteSpan};
use shirushi_page::preferences::Ruby;
use std::rc::Rc;
use yew::prelude::*;

/// Which words get a reading.
#[derive(Clone, PartialEq)]
pub(crate) enum Readings {
    None,
    /// Those with a kanji that is not among these, which are in order.
    Beyond(Rc<[char]>),
}

impl Readings {
    pub(crate) fn new(ruby: Ruby) -> Self {
        match ruby {
            Ruby::None => Self::None,
            Ruby::Rare => Self::Beyond(first_level().into()),
            Ruby::All => Self::Beyond(Rc::new([])),
        }
    }

    fn wants(&self, surface: &str) -> bool {
        match self {
            Self::None => false,
            Self::Beyond(known) => surface.chars().any(|c| is_kanji(c) && known.binary_search(&c).is_err()),
        }
    }
}

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '々')
}

fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        c => c,
    }
}

/// A word in three: kana before, what is read, kana after, and how it is read.
#[derive(Debug, PartialEq, Eq)]
struct Read<'s> {
    before: &'s str,
    kanji: &'s str,
    after: &'s str,
    reading: String,
}

/// Takes what a word and its reading have in common off both ends. `None` when nothing is left to read.
fn read<'s>(surface: &'s str, reading: &str) -> Option<Read<'s>> {
    let reading: Vec<char> = reading.chars().map(hiragana).collect();
    let written = || surface.char_indices().map(|(at, c)| (at, hiragana(c)));
    let head = written().zip(&reading).take_while(|((_, c), r)| c == *r).count();
    let from = surface.char_indices().nth(head).map(|(at, _)| at)?;
    let rest = reading.get(head..)?;
    let tail = surface.get(from..)?.chars().rev().map(hiragana).zip(rest.iter().rev());
    let same = tail.take_while(|(c, r)| c == *r).count();
    let bytes: usize = surface.chars().rev().take(same).map(char::len_utf8).sum();
    let to = surface.len() - bytes;
    let reading: String = rest.get(..rest.len() - same)?.iter().collect();
    let (before, kanji, after) = (surface.get(..from)?, surface.get(from..to)?, surface.get(to..)?);
    (!kanji.is_empty() && !reading.is_empty()).then_some(Read { before, kanji, after, reading })
}

/// A piece of the text with the readings it is to have.
pub(crate) fn with_readings(
    readings: &Readings,
    analysis: Option<&Analysis>,
    text: &str,
    span: ByteSpan,
) -> Html {
    let piece = span.slice(text).unwrap_or_default();
    let (Some(analysis), Readings::Beyond(_)) = (analysis, readings) else {
        return html! { { piece.to_owned() } };
    };
    let tokens = &analysis.tokens;
    let first = tokens.starts.partition_point(|&start| start < span.start);
    let mut parts: Vec<Html> = Vec::new();
    let mut plain = span.start;
    let plainly =
        |from: u32, to: u32| ByteSpan { start: from, end: to }.slice(text).unwrap_or_default().to_owned();
    for at in first.. {
        let Some(token) = tokens.get(at, text).filter(|token| token.span.end <= span.end) else { break };
        let surface = token.span.slice(text).unwrap_or_default();
        let Some(read) = token.reading.filter(|_| readings.wants(surface)).and_then(|r| read(surface, r))
        else {
            continue;
        };
        parts.push(html! { { plainly(plain, token.span.start) + read.before } });
        parts.push(html! { <ruby>{ read.kanji.to_owned() }<rt data-reading={read.reading} data-chrome="" aria-hidden="true"></rt></ruby> });
        parts.push(html! { { read.after.to_owned() } });
        plain = token.span.end;
    }
    parts.push(html! { { plainly(plain, span.end) } });
    parts.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_kanji_are_read() {
        let parts = |surface, reading| {
            read(surface, reading).map(|read| (read.before, read.kanji, read.after, read.reading))
        };
        assert_eq!(parts("食べる", "タベル"), Some(("", "食", "べる", "た".to_owned())));
        assert_eq!(parts("お茶", "オチャ"), Some(("お", "茶", "", "ちゃ".to_owned())));
        assert_eq!(parts("市場", "シジョウ"), Some(("", "市場", "", "しじょう".to_owned())));
        assert_eq!(parts("取り消す", "トリケス"), Some(("", "取り消", "す", "とりけ".to_owned())));
        assert_eq!(parts("カタカナ", "カタカナ"), None);
        assert_eq!(parts("々", ""), None);
    }

    #[test]
    fn what_is_known_is_not_read() {
        let beyond = |known: &[char]| Readings::Beyond(known.into());
        assert!(beyond(&[]).wants("橋の"));
        assert!(!beyond(&['橋']).wants("橋の"));
        assert!(!beyond(&[]).wants("かな"));
        assert!(!Readings::None.wants("橋"));
    }
}
