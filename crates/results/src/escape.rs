//! Text of people in files of ours: whatever is in it, it is read as text.
//!
//! What is not seen but changes how others are read (directions, U+202E above all) is shown by its number: a
//! name that reads backwards in a report would be another name. Text that runs from right to left by its
//! letters stays as it is, isolated.

use std::fmt::Write as _;

/// Text for HTML, inside an element or a quoted attribute.
///
/// ```
/// use shirushi_results::html_text;
///
/// assert_eq!(html_text("<b onclick=\"x\">'&\u{202E}"), "&lt;b onclick=&quot;x&quot;&gt;&#39;&amp;[U+202E]");
/// ```
pub fn html_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => push_seen(&mut escaped, c),
        }
    }
    escaped
}

/// Text for a line of Markdown: nothing in it is a mark, a link or HTML.
///
/// ```
/// use shirushi_results::markdown_text;
///
/// assert_eq!(markdown_text("[押す](javascript:x) 一|二\n# 三"), r"\[押す\]\(javascript:x\) 一\|二 \# 三");
/// ```
pub fn markdown_text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if c.is_whitespace() && c != '\u{3000}' {
            blank = true;
            continue;
        }
        if std::mem::take(&mut blank) && !escaped.is_empty() {
            escaped.push(' ');
        }
        // A mark of a list or of a heading counts only where a line begins, but a cell may be the beginning
        // of one.
        if matches!(
            c,
            '\\' | '`'
                | '*'
                | '_'
                | '{'
                | '}'
                | '['
                | ']'
                | '('
                | ')'
                | '#'
                | '!'
                | '|'
                | '<'
                | '>'
                | '~'
                | '&'
        ) || (escaped.is_empty() && matches!(c, '+' | '-' | '='))
        {
            escaped.push('\\');
        }
        push_seen(&mut escaped, c);
    }
    // 1. at the beginning of a line is a list.
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && escaped.as_bytes().get(digits).is_some_and(|byte| *byte == b'.') {
        escaped.insert(digits, '\\');
    }
    escaped
}

/// A character, or its number where it would not be seen for what it does.
fn push_seen(text: &mut String, c: char) {
    match c {
        '\n' | '\t' => text.push(c),
        '\r' => {}
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}' => {
            // Writing to a string does not fail.
            let _ = write!(text, "[U+{:04X}]", u32::from(c));
        }
        c if c.is_control() => text.push('\u{FFFD}'),
        c => text.push(c),
    }
}

/// One line of at most so many characters, the rest told by an ellipsis.
pub(crate) fn short(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", line.get(..at).unwrap_or_default()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_has_no_marks_of_ours() {
        for (text, escaped) in [
            ("- 一", "\\- 一"),
            ("1. 一", "1\\. 一"),
            ("<script>", "\\<script\\>"),
            ("a\r\nb\tc", "a b c"),
            ("　字下げ", "　字下げ"),
            ("", ""),
        ] {
            assert_eq!(markdown_text(text), escaped);
        }
    }

    #[test]
    fn controls_are_seen() {
        assert_eq!(html_text("\0\u{7}\u{2066}א"), "\u{FFFD}\u{FFFD}[U+2066]א");
        assert_eq!(short(&"長".repeat(600), 3), "長長長…");
    }
}
