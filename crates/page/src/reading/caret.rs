//! Where the caret goes: by token, character, sentence or paragraph. Pure: positions in, positions out.

use shirushi_model::{Analysis, ByteSpan, grapheme_span};

/// A caret with the other end of its selection. Both are byte positions in the open article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caret {
    /// Where the selection began.
    pub anchor: u32,
    /// Where it ends and the caret stands.
    pub focus: u32,
}

impl Caret {
    /// A caret without a selection.
    pub fn at(position: u32) -> Self {
        Self { anchor: position, focus: position }
    }

    /// What is selected, in reading order.
    pub fn span(self) -> ByteSpan {
        ByteSpan { start: self.anchor.min(self.focus), end: self.anchor.max(self.focus) }
    }
}

/// How far one step goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Character,
    Token,
    Sentence,
    Paragraph,
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Back,
    Forward,
}

/// One step from `at`. Without an analysis tokens are characters and sentences are lines.
pub fn step(text: &str, analysis: Option<&Analysis>, at: u32, unit: Unit, direction: Direction) -> u32 {
    let stepped = match (unit, analysis) {
        (Unit::Token, Some(analysis)) if !analysis.tokens.is_empty() => {
            edge(&analysis.tokens.starts, &analysis.tokens.ends, at, direction)
        }
        (Unit::Sentence, Some(analysis)) if !analysis.sentences.is_empty() => {
            let edges: Vec<u32> = analysis.sentences.iter().map(|sentence| sentence.span.start).collect();
            match direction {
                Direction::Back => edges.iter().rev().find(|&&edge| edge < at).copied(),
                Direction::Forward => edges.iter().find(|&&edge| edge > at).copied(),
            }
        }
        (Unit::Sentence | Unit::Paragraph, _) => line(text, at, direction),
        _ => Some(character(text, at, direction)),
    };
    stepped.unwrap_or(match direction {
        Direction::Back => 0,
        Direction::Forward => text.len() as u32,
    })
}

/// The nearest token edge: starts are stopped at in both directions, and ends where a gap follows.
fn edge(starts: &[u32], ends: &[u32], at: u32, direction: Direction) -> Option<u32> {
    match direction {
        Direction::Forward => {
            let start = starts.get(starts.partition_point(|&start| start <= at)).copied();
            let end = ends.get(ends.partition_point(|&end| end <= at)).copied();
            start.into_iter().chain(end).min()
        }
        Direction::Back => {
            let before = |edges: &[u32]| edges.partition_point(|&edge| edge < at).checked_sub(1);
            let start = before(starts).and_then(|i| starts.get(i)).copied();
            let end = before(ends).and_then(|i| ends.get(i)).copied();
            start.into_iter().chain(end).max()
        }
    }
}

fn character(text: &str, at: u32, direction: Direction) -> u32 {
    match direction {
        Direction::Forward => {
            let next = text.get(at as usize..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
            grapheme_span(text, ByteSpan { start: at, end: at + next as u32 }).end
        }
        Direction::Back => {
            let last =
                text.get(..at as usize).and_then(|head| head.chars().next_back()).map_or(0, char::len_utf8);
            grapheme_span(text, ByteSpan { start: at - last as u32, end: at }).start
        }
    }
}

fn line(text: &str, at: u32, direction: Direction) -> Option<u32> {
    match direction {
        Direction::Forward => {
            text.get(at as usize..).and_then(|rest| rest.find('\n')).map(|found| at + found as u32 + 1)
        }
        Direction::Back => {
            let head = text.get(..at as usize)?;
            head.strip_suffix('\n').unwrap_or(head).rfind('\n').map(|found| found as u32 + 1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_model::{Section, Sentence, Tokens};

    const TEXT: &str = "市長は話す。 次の文";

    fn analysis() -> Analysis {
        // 市長|は|話す|。 |次|の|文
        let spans = [(0, 6), (6, 9), (9, 15), (15, 18), (19, 22), (22, 25), (25, 28)];
        Analysis {
            sentences: vec![
                Sentence { span: ByteSpan { start: 0, end: 18 }, section: Section::Body },
                Sentence { span: ByteSpan { start: 19, end: 28 }, section: Section::Body },
            ],
            tokens: Tokens {
                starts: spans.iter().map(|s| s.0).collect(),
                ends: spans.iter().map(|s| s.1).collect(),
                ..Tokens::default()
            },
            ..Analysis::default()
        }
    }

    fn walk(unit: Unit, direction: Direction, from: u32) -> Vec<u32> {
        let analysis = analysis();
        let mut at = from;
        let mut seen = Vec::new();
        loop {
            let next = step(TEXT, Some(&analysis), at, unit, direction);
            if next == at {
                return seen;
            }
            at = next;
            seen.push(at);
        }
    }

    #[test]
    fn tokens_are_walked_both_ways_over_the_same_stops() {
        let forward = walk(Unit::Token, Direction::Forward, 0);
        assert_eq!(forward, [6, 9, 15, 18, 19, 22, 25, 28]);
        assert_eq!(walk(Unit::Token, Direction::Back, 28), [25, 22, 19, 18, 15, 9, 6, 0]);
    }

    #[test]
    fn sentences_are_walked_by_their_starts() {
        assert_eq!(walk(Unit::Sentence, Direction::Forward, 3), [19, 28]);
        assert_eq!(walk(Unit::Sentence, Direction::Back, 28), [19, 0]);
    }

    #[test]
    fn a_grapheme_is_one_step() {
        let text = "a👩‍🚒b";
        assert_eq!(step(text, None, 1, Unit::Character, Direction::Forward) as usize, text.len() - 1);
        assert_eq!(step(text, None, text.len() as u32 - 1, Unit::Token, Direction::Back), 1);
    }

    #[test]
    fn paragraphs_are_lines_and_so_are_sentences_without_an_analysis() {
        let text = "一行\n二行\n三行";
        assert_eq!(step(text, None, 0, Unit::Sentence, Direction::Forward), 7);
        assert_eq!(step(text, Some(&analysis()), 0, Unit::Paragraph, Direction::Forward), 7);
        assert_eq!(step(text, None, 14, Unit::Sentence, Direction::Back), 7);
        assert_eq!(step(text, None, 7, Unit::Sentence, Direction::Back), 0);
    }
}
