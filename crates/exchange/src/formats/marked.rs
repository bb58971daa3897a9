//! Marks inside of running text, as elements can have them: nested, never crossing. A mark that crosses
//! another is cut where the other ends and goes on behind it; every mark is cut where a line ends.
//!
//! With 「港の火災」 a place and 「火災現場」 an event, 港の火災現場 is `[港の[火災]][現場]`: the event is
//! cut where the place ends.

use super::documents::{ArticlePiece, Document};

/// So many marks may lie in one another. What lies deeper is in the list of marks alone: drawing every one
/// would take the square of their number.
const DEEPEST: usize = 16;

/// A stretch of a line.
pub(super) enum MarkedRun<'d, 'a> {
    /// A mark begins or goes on.
    Open(MarkedPiece<'d, 'a>),
    /// Words of the text.
    Words(&'d str),
    /// The mark that was opened last ends or is cut.
    Close(MarkedPiece<'d, 'a>),
}

/// Where a mark is drawn.
#[derive(Clone, Copy)]
pub(super) struct MarkedPiece<'d, 'a> {
    pub(super) piece: &'d ArticlePiece<'d, 'a>,
    /// Whether the piece begins here, or ends here: otherwise it is cut.
    pub(super) is_edge: bool,
}

/// Whether a character ends a line; `\r\n` is one end.
fn ends_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Start and end of every line, without what ends it, and where the next one starts.
fn lines_of(text: &str) -> Vec<(usize, usize, usize)> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        if !ends_line(c) {
            continue;
        }
        let mut next = at + c.len_utf8();
        if c == '\r' && characters.next_if(|(_, next)| *next == '\n').is_some() {
            next += 1;
        }
        lines.push((start, at, next));
        start = next;
    }
    lines.push((start, text.len(), text.len()));
    lines
}

/// The lines of a document with the pieces that are marked in them. The pieces are in order of their begin,
/// longer ones first.
pub(super) fn lines<'d, 'a>(
    document: &'d Document<'a>,
    pieces: &'d [ArticlePiece<'d, 'a>],
) -> Vec<Vec<MarkedRun<'d, 'a>>> {
    let text = document.ruler.text();
    let mut open: Vec<&ArticlePiece<'d, 'a>> = Vec::new();
    let mut next = pieces.iter().peekable();
    let mut all = Vec::new();
    for (start, end, after) in lines_of(text) {
        let mut runs = Vec::new();
        runs.extend(open.iter().map(|piece| MarkedRun::Open(MarkedPiece { piece, is_edge: false })));
        // A mark that begins in the break before is seen from here on.
        while let Some(piece) = next.next_if(|piece| (piece.span.start as usize) < start) {
            if open.len() < DEEPEST && piece.span.end as usize > start {
                runs.push(MarkedRun::Open(MarkedPiece { piece, is_edge: true }));
                open.push(piece);
            }
        }
        let mut at = start;
        loop {
            while let Some(piece) = next.next_if(|piece| piece.span.start as usize == at && at < end) {
                if open.len() < DEEPEST {
                    runs.push(MarkedRun::Open(MarkedPiece { piece, is_edge: true }));
                    open.push(piece);
                }
            }
            let ending = open.iter().map(|piece| piece.span.end as usize).min();
            let beginning = next.peek().map(|piece| piece.span.start as usize);
            let stop = [ending, beginning, Some(end)].into_iter().flatten().filter(|stop| *stop > at).min();
            let Some(stop) = stop.filter(|stop| *stop <= end) else { break };
            runs.extend(text.get(at..stop).filter(|words| !words.is_empty()).map(MarkedRun::Words));
            at = stop;
            close(&mut open, at, &mut runs);
        }
        // What ends in the break is over.
        let is_over = |piece: &ArticlePiece<'_, '_>| piece.span.end as usize <= after;
        runs.extend(
            open.iter().rev().map(|piece| MarkedRun::Close(MarkedPiece { piece, is_edge: is_over(piece) })),
        );
        open.retain(|piece| !is_over(piece));
        all.push(runs);
    }
    all
}

/// Ends what ends here. What lies inside of it and goes on is cut and begun again.
fn close<'d, 'a>(open: &mut Vec<&'d ArticlePiece<'d, 'a>>, at: usize, runs: &mut Vec<MarkedRun<'d, 'a>>) {
    let is_over = |piece: &ArticlePiece<'_, '_>| piece.span.end as usize <= at;
    let Some(outermost) = open.iter().position(|piece| is_over(piece)) else { return };
    let inner = open.split_off(outermost);
    for piece in inner.iter().rev() {
        runs.push(MarkedRun::Close(MarkedPiece { piece, is_edge: is_over(piece) }));
    }
    for piece in inner.into_iter().filter(|piece| !is_over(piece)) {
        runs.push(MarkedRun::Open(MarkedPiece { piece, is_edge: false }));
        open.push(piece);
    }
}
