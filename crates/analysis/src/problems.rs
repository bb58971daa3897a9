//! What a reader of an analysis should know about a text before trusting the analysis. Content is never
//! refused.

use shirushi_model::{ByteSpan, Problem};

/// The problems of a text, each kind once, with its first place.
pub(crate) fn find(text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let first = |matches: fn(char) -> bool| {
        text.char_indices().find(|&(_, c)| matches(c)).map(|(at, c)| ByteSpan::new(at, at + c.len_utf8()))
    };
    let mut report = |code: &str, span: Option<ByteSpan>, message: &str| {
        problems.push(Problem { code: code.to_owned(), span, message: message.to_owned() });
    };
    if text.trim().is_empty() {
        report("empty", None, "The text is empty or has blanks only.");
        return problems;
    }
    if let Some(span) = first(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        report(
            "control-characters",
            Some(span),
            "The text has control characters; they are kept as they are.",
        );
    }
    if let Some(span) = first(|c| c == '\u{FFFD}') {
        report(
            "replacement-characters",
            Some(span),
            "The text was damaged before it came here: it has U+FFFD.",
        );
    }
    if first(is_japanese).is_none() {
        report(
            "not-japanese",
            None,
            "The text has no kana and no kanji; what is found in it is not to be trusted.",
        );
    }
    problems
}

fn is_japanese(c: char) -> bool {
    matches!(c, 'ぁ'..='ヿ' | '\u{2E80}'..='\u{2FDF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | 'ｦ'..='ﾟ'
        | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<String> {
        find(text).into_iter().map(|p| p.code).collect()
    }

    #[test]
    fn each_kind_is_told_once() {
        assert_eq!(codes("雨\r\n\t晴れ"), Vec::<String>::new());
        assert_eq!(codes(" \n　"), ["empty"]);
        assert_eq!(codes("雨\0\0\u{FFFD}"), ["control-characters", "replacement-characters"]);
        assert_eq!(codes("plain English"), ["not-japanese"]);
    }
}
