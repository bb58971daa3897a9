//! Text of people in files of ours: whatever is in it, it is read as text.
//!
//! What is not seen but changes how others are read (directions, U+202E above all) is shown by its number: a
//! name that reads backwards in a report would be another name. Text that runs from right to left by its
//! letters stays as it is, isolated.

use std::fmt::Write as _;

/// Text for HTML, inside an element or a quoted attribute.
///
/// ```
/// use shirushi_sheet::html_text;
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
/// use shirushi_sheet::markdown_text;
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
        if is_markdown(c) || (escaped.is_empty() && begins_list(c)) {
            escaped.push('\\');
        }
        push_seen(&mut escaped, c);
    }
    escape_number(&mut escaped);
    escaped
}

/// Words inside of a line of Markdown, whose blanks all stay; `is_first` and `is_last` say whether the line
/// begins and ends with them, where Markdown would drop blanks, or take them for code.
///
/// ```
/// use shirushi_sheet::markdown_words;
///
/// assert_eq!(markdown_words(" - *一* ", true, false), r"&#32;- \*一\* ");
/// ```
pub fn markdown_words(words: &str, is_first: bool, is_last: bool) -> String {
    let trimmed = if is_first { words.trim_start_matches([' ', '\t']) } else { words };
    let before = words.len() - trimmed.len();
    let inner = if is_last { trimmed.trim_end_matches([' ', '\t']) } else { trimmed };
    let blank = |c: char| if c == '\t' { "&#9;" } else { "&#32;" };
    let mut escaped = String::with_capacity(words.len());
    for c in inner.chars() {
        if is_markdown(c) || (is_first && before == 0 && escaped.is_empty() && begins_list(c)) {
            escaped.push('\\');
        }
        push_seen(&mut escaped, c);
    }
    if is_first && before == 0 {
        escape_number(&mut escaped);
    }
    let blanks = |blanks: &str| blanks.chars().map(blank).collect::<String>();
    let after = trimmed.get(inner.len()..).unwrap_or_default();
    format!("{}{escaped}{}", blanks(words.get(..before).unwrap_or_default()), blanks(after))
}

/// Whether a character means something anywhere in Markdown.
fn is_markdown(c: char) -> bool {
    matches!(
        c,
        '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '#' | '!' | '|' | '<' | '>' | '~' | '&'
    )
}

fn begins_list(c: char) -> bool {
    matches!(c, '+' | '-' | '=')
}

/// `1.` at the beginning of a line is a list.
fn escape_number(escaped: &mut String) {
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && escaped.as_bytes().get(digits).is_some_and(|byte| *byte == b'.') {
        escaped.insert(digits, '\\');
    }
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
pub fn short(text: &str, most: usize) -> String {
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
