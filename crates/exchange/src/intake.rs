//! What a person should know about a text before it becomes an article. The text itself is never changed:
//! what is odd in it may be the evidence.

use shirushi_model::ByteSpan;

/// The largest article, in bytes.
pub const LIMIT: usize = shirushi_model::limits::LARGEST_ARTICLE;

/// A line longer than this, in characters, is no paragraph.
const LONG_LINE: usize = 10_000;

/// Above this many characters a text of kanji without any kana is not Japanese.
const KANJI_ALONE: usize = 200;

/// Something about a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum IntakeNotice {
    /// There is nothing in it but blanks.
    Empty,
    /// It is larger than an article may be.
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// It has control characters, NUL among them. They are kept.
    Control {
        /// How many.
        count: usize,
        /// The first.
        first: ByteSpan,
    },
    /// It has characters that change the direction of writing and can make it look other than it is. They are
    /// kept.
    Bidi {
        /// How many.
        count: usize,
        /// The first.
        first: ByteSpan,
    },
    /// It has replacement characters (U+FFFD): something was lost before it came here.
    Replacement {
        /// How many.
        count: usize,
        /// The first.
        first: ByteSpan,
    },
    /// It does not look Japanese. Tokens and entities will be poor.
    NotJapanese,
    /// It has a line so long that paragraphs were probably lost.
    LongLine {
        /// The characters of the longest line.
        characters: usize,
        /// That line.
        span: ByteSpan,
    },
}

/// What follows from a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The text cannot become an article.
    Refuse,
    /// The text can, and the person should know.
    Warn,
}

impl IntakeNotice {
    /// A stable name, by which the page finds its words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too-large",
            Self::Control { .. } => "control-characters",
            Self::Bidi { .. } => "bidi-controls",
            Self::Replacement { .. } => "replacement-characters",
            Self::NotJapanese => "not-japanese",
            Self::LongLine { .. } => "long-line",
        }
    }

    /// What follows from it.
    pub fn severity(&self) -> Severity {
        match self {
            Self::Empty | Self::TooLarge { .. } => Severity::Refuse,
            _ => Severity::Warn,
        }
    }
}

/// Everything a person should know about a text, what refuses it first. Linear in the length of the text.
///
/// ```
/// use shirushi_exchange::intake::{IntakeNotice, inspect};
///
/// assert_eq!(inspect("港で火災があった。"), []);
/// assert_eq!(inspect(" \n　"), [IntakeNotice::Empty]);
/// ```
pub fn inspect(text: &str) -> Vec<IntakeNotice> {
    if text.len() > LIMIT {
        return vec![IntakeNotice::TooLarge { bytes: text.len(), limit: LIMIT }];
    }
    if text.trim().is_empty() {
        return vec![IntakeNotice::Empty];
    }
    let mut notices = Vec::new();
    if let Some((count, first)) = occurrences(text, is_odd_control) {
        notices.push(IntakeNotice::Control { count, first });
    }
    if let Some((count, first)) = occurrences(text, is_bidi_control) {
        notices.push(IntakeNotice::Bidi { count, first });
    }
    if let Some((count, first)) = occurrences(text, |c| c == char::REPLACEMENT_CHARACTER) {
        notices.push(IntakeNotice::Replacement { count, first });
    }
    if !is_japanese(text) {
        notices.push(IntakeNotice::NotJapanese);
    }
    notices.extend(long_line(text));
    notices
}

fn occurrences(text: &str, matches: impl Fn(char) -> bool) -> Option<(usize, ByteSpan)> {
    let mut found = text.char_indices().filter(|&(_, c)| matches(c));
    let (start, c) = found.next()?;
    Some((1 + found.count(), ByteSpan::new(start, start + c.len_utf8())))
}

fn is_odd_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}')
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn is_japanese(text: &str) -> bool {
    let kana = |c| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ｦ'..='ﾝ');
    let kanji = |c| matches!(c, '一'..='鿿');
    // A headline may do without kana, a whole text does not.
    text.contains(kana) || (text.chars().nth(KANJI_ALONE).is_none() && text.contains(kanji))
}

fn long_line(text: &str) -> Option<IntakeNotice> {
    let mut start = 0;
    let mut longest: Option<(usize, ByteSpan)> = None;
    for line in text.split_inclusive('\n') {
        // A line has at most as many characters as bytes: most need no counting.
        if line.len() > LONG_LINE {
            let span = ByteSpan::new(start, start + line.trim_end_matches(['\r', '\n']).len());
            let characters = line.chars().count();
            if characters > LONG_LINE && longest.is_none_or(|(most, _)| characters > most) {
                longest = Some((characters, span));
            }
        }
        start += line.len();
    }
    longest.map(|(characters, span)| IntakeNotice::LongLine { characters, span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, codes: &[&str]) {
        let notices = inspect(text);
        let found: Vec<&str> = notices.iter().map(IntakeNotice::code).collect();
        assert_eq!(found, codes);
        let refused = notices.iter().any(|notice| notice.severity() == Severity::Refuse);
        assert_eq!(refused, codes == ["empty"] || codes == ["too-large"]);
    }

    #[test]
    fn every_kind_of_text_is_known() {
        check("", &["empty"]);
        check("\n　\t", &["empty"]);
        check("港で火災。\r\n\tけが人なし。", &[]);
        check("東京都知事選挙", &[]);
        check("あ\0い", &["control-characters"]);
        check("あ\u{202E}い\u{2069}", &["bidi-controls"]);
        check("あ\u{FFFD}い", &["replacement-characters"]);
        check("The harbour burned.", &["not-japanese"]);
        check(&"👩‍🚒".repeat(10_000), &["not-japanese", "long-line"]);
        check(&"港口发生火灾".repeat(50), &["not-japanese"]);
        check(&"港で".repeat(10_000), &["long-line"]);
        check(&"港で\n".repeat(10_000), &[]);
        check(&"あ".repeat(LIMIT / 3 + 1), &["too-large"]);
    }

    #[test]
    fn what_is_odd_is_counted_and_shown_where_it_first_stands() {
        assert_eq!(
            inspect("あ\u{1}い\u{1}"),
            [IntakeNotice::Control { count: 2, first: ByteSpan { start: 3, end: 4 } }]
        );
    }
}
