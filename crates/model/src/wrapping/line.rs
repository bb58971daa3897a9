//! One line as it looks: how wide it is, how it begins and ends, whether it is running text at all.

use crate::ByteSpan;

/// A line that is not blank.
#[derive(Debug, Clone, Copy)]
pub(super) struct WrappedLine {
    /// Its text without the blanks and marks of quoted mail around it.
    pub(super) span: ByteSpan,
    /// How far it reaches, blanks before it included.
    pub(super) width: Width,
    /// How many columns of blanks stand before it.
    pub(super) indent: u32,
    /// How many marks of quoted mail (`>`) stand before it.
    pub(super) quoting: u32,
    pub(super) kind: LineKind,
    pub(super) head: Head,
    pub(super) tail: Tail,
    /// Whether a blank line stands before it.
    pub(super) after_blank: bool,
    /// Whether a sentence ends in it.
    pub(super) has_stop: bool,
    /// Whether it has what headlines lack: blanks before it, a clause set off by a comma (市は15日、,
    /// 署によると、).
    pub(super) has_clause: bool,
    /// Whether it begins with an opening bracket.
    pub(super) begins_bracket: bool,
    pub(super) begins_latin: bool,
    pub(super) ends_latin: bool,
}

/// How far a line reaches.
#[derive(Debug, Clone, Copy)]
pub(super) struct Width {
    /// In columns of a fixed-width font: two for a kanji, one for a Latin letter.
    pub(super) columns: u32,
    /// In letters.
    pub(super) letters: u32,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineKind {
    /// Running text, for all one can see.
    Prose,
    /// An item of a list, which can go on in the next line.
    Item,
    /// A row of a table, an address of the net, a line without Japanese, a line that only rules off.
    Other,
}

/// How a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Head {
    /// As something of its own: a mark of a list, a heading in 【】.
    Fresh,
    /// With what can begin no line: 、 。 」 っ ー.
    Impossible,
    /// With anything else.
    Plain,
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    /// With the end of a sentence, or with : before a list.
    Stop,
    /// In the midst of something, or with a bracket, which may be either.
    Unfinished,
}

/// The lines of a text, without the blank ones.
pub(super) fn read(text: &str) -> Vec<WrappedLine> {
    let mut lines = Vec::new();
    let mut after_blank = true;
    let mut start = 0;
    while start < text.len() {
        let rest = text.get(start..).unwrap_or_default();
        let length = rest.find(is_break).unwrap_or(rest.len());
        let content = rest.get(..length).unwrap_or_default();
        match look(content, start, after_blank) {
            Some(line) => {
                lines.push(line);
                after_blank = false;
            }
            None => after_blank = true,
        }
        start += length;
        let end = text.get(start..).unwrap_or_default();
        start += if end.starts_with("\r\n") { 2 } else { end.chars().next().map_or(0, char::len_utf8) };
    }
    lines
}

/// The breaks that end a line.
fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn look(content: &str, start: usize, after_blank: bool) -> Option<WrappedLine> {
    let (mut indent, mut quoting, mut from) = (0u32, 0, 0);
    for c in content.chars().take_while(|&c| is_blank(c) || matches!(c, '>' | '＞')) {
        if is_blank(c) {
            indent += columns(c);
        } else {
            quoting += 1;
            indent = 0;
        }
        from += c.len_utf8();
    }
    // The blank after > belongs to the mark.
    let indent = if quoting > 0 { indent.saturating_sub(1) } else { indent };
    let text = content.get(from..)?.trim_end_matches(is_blank);
    let first = text.chars().next()?;
    let last = text.chars().next_back()?;
    let mut line = WrappedLine {
        span: ByteSpan::new(start + from, start + from + text.len()),
        width: Width { columns: indent, letters: indent / 2 },
        indent,
        quoting,
        kind: LineKind::Prose,
        head: head(text, first),
        tail: tail(text),
        after_blank,
        has_stop: false,
        has_clause: indent > 0,
        begins_bracket: matches!(first, '「' | '『' | '（' | '(' | '“'),
        begins_latin: first.is_ascii_alphabetic(),
        ends_latin: last.is_ascii_alphabetic() || matches!(last, ',' | ';'),
    };
    let (mut before, mut gaps, mut japanese) = (' ', 0, false);
    for c in text.chars() {
        let columns = columns(c);
        line.width.columns += columns;
        line.width.letters += u32::from(columns > 0);
        line.has_stop |= is_stop(c) || c == '．' && is_japanese(before);
        line.has_clause |= c == '、' && matches!(before, 'ぁ'..='ゖ' | '日' | '月' | '年');
        japanese |= is_japanese(c);
        gaps += u32::from(c == '\t') * 2 + u32::from(is_blank(c) && is_blank(before));
        before = c;
    }
    if !japanese || gaps >= 2 || text.matches(['|', '｜', '│']).count() >= 2 {
        line.kind = LineKind::Other;
    } else if line.head == Head::Fresh && is_item(text, first) {
        line.kind = LineKind::Item;
    }
    Some(line)
}

fn head(text: &str, first: char) -> Head {
    if is_item(text, first)
        || matches!(first, '【' | '［' | '[' | '〔' | '＜' | '<' | '#' | '＃' | '|' | '｜')
    {
        return Head::Fresh;
    }
    let never_first = matches!(
        first,
        '、' | '。'
            | '，'
            | '．'
            | '」'
            | '』'
            | '）'
            | ')'
            | '】'
            | '〕'
            | '”'
            | '！'
            | '？'
            | '!'
            | '?'
            | '％'
            | '%'
            | 'ー'
            | '々'
            | 'ゝ'
            | 'ゞ'
            | 'ヽ'
            | 'ヾ'
            | 'ぁ'
            | 'ぃ'
            | 'ぅ'
            | 'ぇ'
            | 'ぉ'
            | 'っ'
            | 'ゃ'
            | 'ゅ'
            | 'ょ'
            | 'ゎ'
            | 'ァ'
            | 'ィ'
            | 'ゥ'
            | 'ェ'
            | 'ォ'
            | 'ッ'
            | 'ャ'
            | 'ュ'
            | 'ョ'
            | 'ヮ'
            | 'ヵ'
            | 'ヶ'
    );
    if never_first { Head::Impossible } else { Head::Plain }
}

/// Marks that begin an item of a list.
const BULLETS: &str = "・●○◆◇■□▪▲△▼▽★☆※◎►▶➤✓✔*＊—―→⇒©〒℡☎";

/// `・…`, `1. …`, `（2）…`, `① …`, `第3条 …`, an address of the net.
fn is_item(text: &str, first: char) -> bool {
    if BULLETS.contains(first) || matches!(first, '①'..='⑳' | '❶'..='❿' | 'Ⅰ'..='ⅿ') {
        return true;
    }
    if ["http://", "https://", "www."].iter().any(|start| text.starts_with(start)) {
        return true;
    }
    if let Some(rest) = text.strip_prefix(['-', '–', '－', '‐']) {
        return rest.starts_with(is_blank);
    }
    let inner = text.strip_prefix(['（', '(']);
    let rest = inner.unwrap_or(text);
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９'));
    let digits = rest.len() - after.len();
    let mut marks = after.chars();
    let mark = marks.next();
    digits > 0
        && match mark {
            // …容疑者⏎(32)を逮捕した is no list.
            Some(')' | '）') => {
                !marks.next().is_some_and(|c| matches!(c, 'を' | 'に' | 'が' | 'と' | 'で' | 'へ'))
            }
            Some('.' | '．') => {
                inner.is_none()
                    && !marks.next().is_some_and(|c| c.is_ascii_digit() || matches!(c, '０'..='９'))
            }
            _ => false,
        }
}

fn tail(text: &str) -> Tail {
    let inner = text.trim_end_matches(|c: char| is_blank(c) || is_closer(c));
    let mut letters = inner.chars().rev();
    let stops = match letters.next() {
        Some('.') => false,
        Some('．') => letters.next().is_some_and(is_japanese),
        Some(':' | '：' | '…' | '‥') => true,
        Some(last) => is_stop(last),
        None => true,
    };
    if stops { Tail::Stop } else { Tail::Unfinished }
}

fn is_stop(c: char) -> bool {
    matches!(c, '。' | '｡' | '！' | '？' | '!' | '?' | '‼' | '⁇' | '⁈' | '⁉')
}

fn is_closer(c: char) -> bool {
    matches!(c, '」' | '』' | '）' | ')' | '】' | '〕' | '”' | '"' | '｣')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200B}' | '\u{FEFF}')
}

fn is_japanese(c: char) -> bool {
    matches!(c, 'ぁ'..='ヿ' | 'ｦ'..='ﾟ' | '\u{2E80}'..='\u{2FDF}' | '々' | '〇' | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// How many columns a character takes in a fixed-width font of Japan.
fn columns(c: char) -> u32 {
    match c {
        '\t' => 4,
        '\u{300}'..='\u{36F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{3099}'
        | '\u{309A}'
        | '\u{FE00}'..='\u{FE0F}' => 0,
        '\u{FEFF}' | '\u{E0100}'..='\u{E01EF}' => 0,
        '｡'..='ﾟ' => 1,
        '\u{2010}'..='\u{FFFFF}' => 2,
        _ => 1,
    }
}
