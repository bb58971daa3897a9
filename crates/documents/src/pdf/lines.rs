//! Glyphs of a page to lines.
//!
//! Programs write vertical lines with fonts of horizontal writing, each letter put where it belongs, so which
//! way a line runs is told by where its letters stand, not by its font. Two digits beside each other in a
//! vertical line (縦中横) are one step of it.

use super::glyph::{Area, Glyph, Setting};

/// Which way a line runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineDirection {
    Across,
    Down,
}

/// A line, or the part of one that stands in one column.
#[derive(Debug, Clone)]
pub(super) struct PageLine {
    pub(super) text: String,
    pub(super) area: Area,
    pub(super) size: f64,
    pub(super) direction: LineDirection,
    pub(super) unknown: usize,
}

/// The lines of a page, and which way most of it runs.
pub(super) struct PageLines {
    pub(super) lines: Vec<PageLine>,
    pub(super) direction: LineDirection,
    /// Readings that stood beside their words.
    pub(super) readings: usize,
}

/// Gaps in a line, in parts of its size: what is wider parts it, …
const PARTING: f64 = 1.2;
/// … between Latin letters what is wider is a blank, …
const BLANK: f64 = 0.18;
/// … and between kanji this much is a full-width blank.
const WIDE_BLANK: f64 = 0.8;
/// A step to the next letter is at most so long, in parts of its size.
const STEP: f64 = 1.4;
/// Letters in a line stand off its middle by so much at most, in parts of their size.
const WAVER: f64 = 0.4;
/// A reading is at most so large beside its word.
const READING: f64 = 0.65;

/// Along and across a line: for one across the page `x` and `y`, for one down `y` and what is left of `x`.
#[derive(Clone, Copy)]
struct LineExtent {
    from: f64,
    to: f64,
    near: f64,
    far: f64,
}

fn extent(area: &Area, direction: LineDirection) -> LineExtent {
    match direction {
        LineDirection::Across => {
            LineExtent { from: area.left, to: area.right, near: area.top, far: area.bottom }
        }
        LineDirection::Down => {
            LineExtent { from: area.top, to: area.bottom, near: -area.right, far: -area.left }
        }
    }
}

impl LineExtent {
    fn middle(&self) -> f64 {
        f64::midpoint(self.near, self.far)
    }
}

/// Puts the glyphs of a page together.
pub(super) fn of_page(glyphs: Vec<Glyph>) -> PageLines {
    let glyphs = without_shadows(glyphs);
    let mut directions = directions(&glyphs);
    let count = |wanted| directions.iter().filter(|told| **told == Some(wanted)).count();
    let direction = if count(LineDirection::Down) > count(LineDirection::Across) {
        LineDirection::Down
    } else {
        LineDirection::Across
    };
    let glyphs = match direction {
        LineDirection::Across => glyphs,
        LineDirection::Down => upright_numbers(glyphs, &mut directions),
    };
    let mut lines = Vec::new();
    for wanted in [LineDirection::Across, LineDirection::Down] {
        let told = glyphs.iter().zip(&directions);
        let of_it = told.filter(|(_, told)| told.unwrap_or(direction) == wanted).map(|(glyph, _)| glyph);
        lines.extend(rows(of_it.collect(), wanted));
    }
    let before = lines.len();
    let lines = without_readings(lines);
    PageLines { readings: before - lines.len(), lines, direction }
}

/// Letters drawn twice, a hair apart, to look bold or shadowed, and what stands askew.
fn without_shadows(glyphs: Vec<Glyph>) -> Vec<Glyph> {
    /// So many glyphs back a shadow is looked for: programs shadow a letter or a line at a time.
    const BACK: usize = 64;
    let mut kept: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    for glyph in glyphs {
        let is_shadow = kept.iter().rev().take(BACK).any(|before| {
            let near = |one: f64, other: f64| (one - other).abs() < 0.12 * glyph.size;
            before.text == glyph.text
                && near(before.area.left, glyph.area.left)
                && near(before.area.top, glyph.area.top)
        });
        if !is_shadow && glyph.told != Setting::Askew {
            kept.push(glyph);
        }
    }
    kept
}

/// Which way each glyph's line runs, by where its neighbours stand in the order they were drawn in.
fn directions(glyphs: &[Glyph]) -> Vec<Option<LineDirection>> {
    let steps: Vec<Option<LineDirection>> =
        glyphs.iter().zip(glyphs.iter().skip(1)).map(|(one, next)| step(one, next)).collect();
    let told = |number: usize| {
        let before = number.checked_sub(1).and_then(|before| *steps.get(before)?);
        let after = steps.get(number).copied().flatten();
        match (before, after) {
            (Some(before), Some(after)) if before != after => None,
            (before, after) => before.or(after),
        }
    };
    let of_glyph = |(number, glyph): (usize, &Glyph)| match glyph.told {
        Setting::Down | Setting::TurnedDown => Some(LineDirection::Down),
        _ => told(number),
    };
    glyphs.iter().enumerate().map(of_glyph).collect()
}

fn step(one: &Glyph, next: &Glyph) -> Option<LineDirection> {
    let (x, y) = one.area.middle();
    let (next_x, next_y) = next.area.middle();
    let size = one.size.max(next.size);
    let (across, down) = ((next_x - x) / size, (next_y - y) / size);
    if across > 0.1 && across < STEP && down.abs() < WAVER {
        Some(LineDirection::Across)
    } else if down > 0.1 && down < STEP && across.abs() < WAVER {
        Some(LineDirection::Down)
    } else {
        None
    }
}

/// In a page of vertical lines, up to four letters beside each other that take the room of one: one step.
fn upright_numbers(glyphs: Vec<Glyph>, directions: &mut Vec<Option<LineDirection>>) -> Vec<Glyph> {
    const MOST: usize = 4;
    let mut joined: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let mut kept: Vec<Option<LineDirection>> = Vec::with_capacity(glyphs.len());
    for (glyph, told) in glyphs.into_iter().zip(directions.iter()) {
        let is_narrow = |glyph: &Glyph| glyph.text.chars().all(|c| c.is_ascii_graphic());
        if let Some(last) = joined.last_mut()
            && glyph.told == Setting::Across
            && last.told == Setting::Across
            && is_narrow(last)
            && is_narrow(&glyph)
            && last.text.len() < MOST
            && step_beside(last, &glyph)
        {
            last.text.push_str(&glyph.text);
            last.area = last.area.with(&glyph.area);
            continue;
        }
        joined.push(glyph);
        kept.push(*told);
    }
    // What was joined is a letter of the vertical line it stands in, unless it stands among others across.
    let size = typical(joined.iter().map(|glyph| glyph.size));
    for (glyph, told) in joined.iter().zip(&mut kept) {
        let is_cell =
            glyph.text.chars().count() <= MOST && glyph.area.right - glyph.area.left < PARTING * size;
        if glyph.text.len() > 1 && glyph.text.is_ascii() && is_cell {
            *told = Some(LineDirection::Down);
        }
    }
    *directions = kept;
    joined
}

fn step_beside(one: &Glyph, next: &Glyph) -> bool {
    let gap = (next.area.left - one.area.right) / one.size;
    let level = (next.area.top - one.area.top).abs() / one.size;
    level < 0.1 && gap.abs() < 0.2 && next.area.right - one.area.left < PARTING * one.size
}

/// Rows of glyphs on one level, parted where the gap is wide.
fn rows(mut glyphs: Vec<&Glyph>, direction: LineDirection) -> Vec<PageLine> {
    let place = |glyph: &Glyph| extent(&glyph.area, direction);
    glyphs.sort_by(|one, other| place(one).middle().total_cmp(&place(other).middle()));
    let mut lines = Vec::new();
    let mut row: Vec<&Glyph> = Vec::new();
    let (mut first, mut level) = (f64::NEG_INFINITY, f64::NEG_INFINITY);
    for glyph in glyphs {
        let middle = place(glyph).middle();
        let size = row.last().map_or(glyph.size, |last| last.size.min(glyph.size));
        if !row.is_empty() && middle - level > WAVER * 0.75 * size {
            lines.extend(parted(&mut row, direction));
        }
        if row.is_empty() {
            first = middle;
        }
        // The level goes with the row, which may waver, but never as far as the next.
        level = middle.min(first + 0.25 * size);
        row.push(glyph);
    }
    lines.extend(parted(&mut row, direction));
    lines
}

/// One row to the lines in it, in order.
fn parted(row: &mut Vec<&Glyph>, direction: LineDirection) -> Vec<PageLine> {
    let place = |glyph: &Glyph| extent(&glyph.area, direction);
    row.sort_by(|one, other| place(one).from.total_cmp(&place(other).from));
    let mut lines: Vec<PageLine> = Vec::new();
    let mut end = f64::NEG_INFINITY;
    for glyph in row.drain(..) {
        let at = place(glyph);
        let gap = (at.from - end) / glyph.size;
        match lines.last_mut() {
            Some(line) if gap < PARTING && is_alike(line.size, glyph.size) => {
                line.text.push_str(blank_between(&line.text, &glyph.text, gap));
                line.text.push_str(&glyph.text);
                line.area = line.area.with(&glyph.area);
                line.unknown += unknown(glyph);
            }
            // A full-width blank begins a paragraph; any other only moves the pen.
            _ if glyph.is_blank() && glyph.text != "\u{3000}" => continue,
            _ => lines.push(PageLine {
                text: glyph.text.clone(),
                area: glyph.area,
                size: glyph.size,
                direction,
                unknown: unknown(glyph),
            }),
        }
        end = end.max(at.to);
    }
    for line in &mut lines {
        line.text.truncate(line.text.trim_end().len());
    }
    lines
}

fn unknown(glyph: &Glyph) -> usize {
    usize::from(glyph.text.contains(char::REPLACEMENT_CHARACTER))
}

/// Letters of one line: figures and notes are smaller, a first letter may be larger.
fn is_alike(one: f64, other: f64) -> bool {
    one.min(other) > 0.45 * one.max(other)
}

fn blank_between(before: &str, after: &str, gap: f64) -> &'static str {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return "" };
    if last.is_whitespace() || first.is_whitespace() {
        return "";
    }
    let is_latin = |c: char| c.is_ascii_alphanumeric() || matches!(c, '\u{C0}'..='\u{24F}');
    if is_latin(last) && is_latin(first) && gap > BLANK {
        " "
    } else if !is_latin(last) && !is_latin(first) && gap > WIDE_BLANK {
        "\u{3000}"
    } else if gap > WIDE_BLANK {
        " "
    } else {
        ""
    }
}

/// The middle of some sizes.
pub(super) fn typical(sizes: impl Iterator<Item = f64>) -> f64 {
    let mut sizes: Vec<f64> = sizes.collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(10.0)
}

/// Small kana beside a line: the readings of its words (ruby), which the text does without.
fn without_readings(mut lines: Vec<PageLine>) -> Vec<PageLine> {
    let is_kana = |line: &PageLine| {
        line.text.chars().all(|c| matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '・' | ' ' | '\u{3000}'))
    };
    let mut words: Vec<(LineExtent, f64, LineDirection)> =
        lines.iter().map(|line| (extent(&line.area, line.direction), line.size, line.direction)).collect();
    words.sort_by(|one, other| one.0.near.total_cmp(&other.0.near));
    lines.retain(|line| {
        if !is_kana(line) {
            return true;
        }
        let at = extent(&line.area, line.direction);
        // The word stands next below, or next to the left of a vertical line.
        let first = words.partition_point(|(word, ..)| word.near < at.middle());
        let is_beside = |(word, size, direction): &(LineExtent, f64, LineDirection)| {
            *direction == line.direction
                && line.size < READING * size
                && word.near - at.far < 0.6 * size
                && word.from - size < at.from
                && at.to < word.to + size
        };
        let near = words.iter().skip(first).take_while(|(word, ..)| word.near < at.far + 2.0 * line.size);
        !near.take(READINGS_NEAR).any(is_beside)
    });
    lines
}

/// So many lines are looked at for the word of a reading.
const READINGS_NEAR: usize = 64;
