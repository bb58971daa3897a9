//! How a text is cut for the screen: lines as it has them, very long lines in pieces, and runs of lines that
//! are drawn or left plain together.
//!
//! The pieces follow each other without gaps: their texts joined are the article, so that a position on the
//! screen and a position in the text are the same thing. Knows nothing of marks.

use shirushi_model::ByteSpan;

/// A line longer than this (bytes) is shown in pieces, cut after sentences where possible.
const LONGEST_LINE: usize = 3_000;
/// Lines are gathered until a chunk has at least this many bytes.
const CHUNK: usize = 3_000;

/// One line of the text, its line break included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    pub span: ByteSpan,
    pub shape: LineShape,
}

/// What a line looks like from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineShape {
    /// Nothing but blanks.
    Blank,
    /// The start of a line of the text.
    First,
    /// A further piece of a very long line.
    Continued,
}

/// A run of lines that is drawn together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    pub span: ByteSpan,
    pub lines: Vec<Line>,
}

/// Cuts a text. Linear in its length.
pub fn chunks(text: &str) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    for line in lines(text) {
        match chunks.last_mut() {
            Some(chunk) if (chunk.span.len() as usize) < CHUNK => {
                chunk.span.end = line.span.end;
                chunk.lines.push(line);
            }
            _ => chunks.push(Chunk { span: line.span, lines: vec![line] }),
        }
    }
    chunks
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        if line.trim().is_empty() && line.len() <= LONGEST_LINE {
            lines.push(Line { span: ByteSpan::new(start, end), shape: LineShape::Blank });
        } else {
            let mut shape = LineShape::First;
            let mut rest = line;
            while rest.len() > LONGEST_LINE {
                let (piece, after) = rest.split_at(cut(rest));
                lines.push(Line { span: ByteSpan::new(start, start + piece.len()), shape });
                start += piece.len();
                rest = after;
                shape = LineShape::Continued;
            }
            if !rest.is_empty() {
                lines.push(Line { span: ByteSpan::new(start, end), shape });
            }
        }
        start = end;
    }
    lines
}

/// Where to cut a line that is too long: after the last sentence that fits, else where no grapheme is cut.
fn cut(line: &str) -> usize {
    let mut limit = LONGEST_LINE;
    while !line.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = line.get(..limit).unwrap_or(line);
    match head.rfind(['。', '！', '？']) {
        Some(at) if at > LONGEST_LINE / 2 => at + '。'.len_utf8(),
        _ => match shirushi_model::grapheme_span(line, ByteSpan::new(limit, limit)).start as usize {
            0 => limit,
            whole => whole,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_pieces_are_the_text(text in "(印|。|\n|\r\n| |　|👩‍🚒|a){0,400}", times in 1usize..40) {
            let text = text.repeat(times);
            let mut at = 0;
            for chunk in chunks(&text) {
                prop_assert_eq!(chunk.span.start, at);
                for line in &chunk.lines {
                    prop_assert_eq!(line.span.start, at);
                    prop_assert!(line.span.slice(&text).is_some());
                    prop_assert!(!line.span.is_empty());
                    at = line.span.end;
                }
                prop_assert_eq!(chunk.span.end, at);
            }
            prop_assert_eq!(at as usize, text.len());
        }
    }

    #[test]
    fn a_line_of_a_megabyte_comes_in_pieces() {
        let text = "文である。".repeat(70_000);
        let longest = chunks(&text).iter().flat_map(|c| &c.lines).map(|l| l.span.len()).max();
        assert!(longest.unwrap() as usize <= LONGEST_LINE);
    }
}
