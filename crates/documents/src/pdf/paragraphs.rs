//! Rows in order to a text: paragraphs whole, an empty line where the page leaves room.
//!
//! A page shows what its text alone would not: a line that fills its column goes on in the next, unless
//! that one is set in. What is left open, lines that do not fill their column, is read as pasted text is
//! ([`shirushi_exchange::reflow`]).

use super::compat;
use super::lines::typical;
use super::order::{Block, PageRow};
use shirushi_exchange::reflow::reflow;

/// More room between two lines than this, in parts of the usual step, is an empty line.
const ROOM: f64 = 1.45;
/// Letters of another size begin something else.
const OTHER_SIZE: f64 = 1.12;
/// A line fills its column when this much is left, in letters: 。 may not begin a line and takes one along.
const SHORT: f64 = 2.2;
/// A line is set in by at least this much, in letters.
const SET_IN: f64 = 0.5;
/// A column has so many lines; fewer do not show how wide it is.
const FEWEST: usize = 3;

/// What the pages say.
pub(super) struct PagesText {
    pub(super) text: String,
    /// Rows that were cells of a table.
    pub(super) table_rows: usize,
}

/// The last row before the one that is written, as far as the next may go on from it.
struct RowBefore {
    size: f64,
    near: f64,
    fills: bool,
    cells: usize,
}

/// A column, with what its lines show of it.
struct ColumnShape {
    from: f64,
    to: f64,
    /// The usual step from line to line.
    step: f64,
    is_known: bool,
    /// Whether its paragraphs begin set in, so that a line that does not goes on.
    sets_in: bool,
}

/// What stands between a row and the one before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Break {
    /// The row goes on in the same paragraph.
    None,
    Line,
    /// An empty line.
    Room,
}

/// Puts the blocks of all pages one after another, and joins the lines of their paragraphs.
pub(super) fn of_pages(pages: impl Iterator<Item = Vec<Block>>) -> PagesText {
    let mut rows: Vec<(Break, String)> = Vec::new();
    let mut raw = String::new();
    let mut table_rows = 0;
    let mut before: Option<RowBefore> = None;
    for block in pages.flatten() {
        let column = ColumnShape::of(&block);
        for (number, row) in block.iter().enumerate() {
            let text = compat::resolved(&row.text);
            let mut between = Break::Line;
            if let Some(last) = &before {
                // A column goes on in the next one: there the room above says nothing.
                let has_room = number > 0 && row.near - last.near > ROOM * column.step;
                let goes_on = last.fills && last.cells == 1 && row.cells == 1;
                if has_room || is_other(last.size, row.size) {
                    between = Break::Room;
                } else if goes_on && column.continues(row, &text, &raw) {
                    between = Break::None;
                }
                raw.push_str(if between == Break::Room { "\n\n" } else { "\n" });
            }
            raw.push_str(&text);
            table_rows += usize::from(row.cells > 1);
            before = Some(RowBefore {
                size: row.size,
                near: row.near,
                fills: column.is_known && row.to > column.to - SHORT * row.size,
                cells: row.cells,
            });
            rows.push((between, text));
        }
    }
    let joined = reflow(&raw).map(|joined| joined.text);
    PagesText { text: written(&rows, joined.as_deref().unwrap_or(&raw)), table_rows }
}

/// The rows as one text: a break stays where neither the page nor the shape of the text reads through it.
/// `joined` is the text with those of its shape gone.
fn written(rows: &[(Break, String)], joined: &str) -> String {
    let mut text = String::with_capacity(joined.len());
    let mut rest = joined;
    for (between, row) in rows {
        let shape = rest.trim_start();
        let skipped = rest.get(..rest.len() - shape.len()).unwrap_or_default();
        let words = row.trim();
        let is_read_through = match shape.strip_prefix(words) {
            Some(after) => {
                rest = after;
                !skipped.contains('\n')
            }
            // Something else stands there: the page alone decides.
            None => false,
        };
        if !text.is_empty() {
            match between {
                Break::Room => text.push_str("\n\n"),
                Break::Line if !is_read_through => text.push('\n'),
                _ if text.ends_with(is_latin) && words.starts_with(is_latin) => text.push(' '),
                _ => {}
            }
        }
        let is_begun = text.is_empty() || text.ends_with('\n');
        text.push_str(if is_begun { row.trim_end() } else { words });
    }
    text
}

impl ColumnShape {
    fn of(block: &Block) -> Self {
        let steps = block.iter().zip(block.iter().skip(1)).map(|(one, next)| next.near - one.near);
        let from = block.iter().map(|row| row.from).fold(f64::INFINITY, f64::min);
        let is_set_in =
            |row: &&PageRow| row.text.starts_with('\u{3000}') || row.from - from > SET_IN * row.size;
        let set_in = block.iter().filter(is_set_in).count();
        Self {
            from,
            to: block.iter().map(|row| row.to).fold(f64::NEG_INFINITY, f64::max),
            step: typical(steps.filter(|step| *step > 0.0)),
            is_known: block.len() >= FEWEST,
            // Where most lines are set in, a heading stands out instead.
            sets_in: set_in > 0 && 2 * set_in < block.len(),
        }
    }

    /// Whether a row goes on where a full line ended.
    fn continues(&self, row: &PageRow, text: &str, before: &str) -> bool {
        const MARKS: &[char] =
            &['\u{3000}', '・', '●', '○', '◎', '■', '□', '◆', '◇', '▼', '▽', '※', '＊', '*', '•', '【', '－'];
        let is_set_in = row.from - self.from > SET_IN * row.size;
        let ended = before.ends_with(['。', '．', '」', '）', '！', '？']);
        !is_set_in && !text.starts_with(MARKS) && (!ended || self.sets_in)
    }
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ',' | '.' | '\u{C0}'..='\u{24F}')
}

fn is_other(one: f64, other: f64) -> bool {
    one.max(other) > OTHER_SIZE * one.min(other)
}
