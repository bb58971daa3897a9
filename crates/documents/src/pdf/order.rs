//! The order in which lines of a page are read: columns one after the other, what spans them between.
//!
//! All is seen as if lines ran across the page and followed each other downwards; a page of vertical lines is
//! turned for it, so that its tiers (段) are columns.

use super::lines::{LineDirection, PageLine, typical};

/// A line where it stands along and across the way of reading.
struct LineOnPage {
    line: PageLine,
    from: f64,
    to: f64,
    near: f64,
    far: f64,
}

/// Columns stand in columns so deep at most.
const DEEPEST: usize = 8;
/// The gutter between columns, in parts of the size of letters.
const GUTTER: f64 = 0.6;
/// A column has at least so many lines, …
const FEWEST_LINES: usize = 3;
/// … and its lines mostly fill it to this part: those of a table do not.
const FILLED: f64 = 0.6;
/// … with this many letters.
const FEWEST_LETTERS: usize = 8;

/// Lines that follow each other in one column.
pub(super) type Block = Vec<PageRow>;

/// What stands side by side on one level: a line, or the cells of a table.
pub(super) struct PageRow {
    pub(super) text: String,
    pub(super) size: f64,
    /// Where it begins across the way of reading: downwards, or from right to left.
    pub(super) near: f64,
    /// Where it begins and ends along the lines.
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) cells: usize,
}

/// The lines of a page in order, column by column.
pub(super) fn read(lines: Vec<PageLine>, direction: LineDirection) -> Vec<Block> {
    let placed = lines
        .into_iter()
        .map(|line| {
            let area = line.area;
            match direction {
                LineDirection::Across => {
                    LineOnPage { line, from: area.left, to: area.right, near: area.top, far: area.bottom }
                }
                LineDirection::Down => {
                    LineOnPage { line, from: area.top, to: area.bottom, near: -area.right, far: -area.left }
                }
            }
        })
        .collect();
    let mut blocks = Vec::new();
    order(placed, 0, &mut blocks);
    blocks
}

fn order(mut lines: Vec<LineOnPage>, depth: usize, blocks: &mut Vec<Block>) {
    lines.sort_by(|one, other| one.near.total_cmp(&other.near));
    let Some(gutter) = gutter(&lines).filter(|_| depth < DEEPEST) else {
        blocks.extend(rows(lines));
        return;
    };
    let (mut left, mut right) = (Vec::new(), Vec::new());
    let flush = |left: &mut Vec<LineOnPage>, right: &mut Vec<LineOnPage>, blocks: &mut Vec<Block>| {
        for column in [left, right] {
            if !column.is_empty() {
                order(std::mem::take(column), depth + 1, blocks);
            }
        }
    };
    let mut spanning: Vec<LineOnPage> = Vec::new();
    for line in lines {
        match gutter.side(&line) {
            GutterSide::Spanning => {
                flush(&mut left, &mut right, blocks);
                spanning.push(line);
                continue;
            }
            GutterSide::Before => left.push(line),
            GutterSide::After => right.push(line),
        }
        blocks.extend(rows(std::mem::take(&mut spanning)));
    }
    blocks.extend(rows(spanning));
    flush(&mut left, &mut right, blocks);
}

/// Where a column ends and the next begins.
#[derive(Clone, Copy)]
struct Gutter {
    /// Lines that end before this …
    ends: f64,
    /// … and lines that begin after this.
    begins: f64,
}

enum GutterSide {
    Before,
    After,
    Spanning,
}

impl Gutter {
    fn side(&self, line: &LineOnPage) -> GutterSide {
        if line.to <= self.ends {
            GutterSide::Before
        } else if line.from >= self.begins {
            GutterSide::After
        } else {
            GutterSide::Spanning
        }
    }
}

/// The gutter that parts most lines and cuts fewest, if there is one.
fn gutter(lines: &[LineOnPage]) -> Option<Gutter> {
    let size = typical(lines.iter().map(|line| line.line.size));
    let mut starts: Vec<f64> = lines.iter().map(|line| line.from).collect();
    let mut ends: Vec<f64> = lines.iter().map(|line| line.to).collect();
    starts.sort_by(f64::total_cmp);
    ends.sort_by(f64::total_cmp);
    let mut best: Option<(usize, Gutter)> = None;
    for &start in &starts {
        let gutter = Gutter { ends: start - GUTTER * size, begins: start - 0.1 * size };
        let before = ends.partition_point(|&end| end <= gutter.ends);
        let after = starts.len() - starts.partition_point(|&from| from < gutter.begins);
        let cut = lines.len().saturating_sub(before + after);
        let parted = before.min(after);
        if parted < FEWEST_LINES || cut * 3 > lines.len() {
            continue;
        }
        let score = (2 * parted).saturating_sub(3 * cut);
        if score > 0 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, gutter));
        }
    }
    best.map(|(_, gutter)| gutter).filter(|gutter| parts_columns(lines, gutter))
}

/// Whether what is on both sides are columns of text, side by side, and not the cells of a table.
fn parts_columns(lines: &[LineOnPage], gutter: &Gutter) -> bool {
    let mut sides: [Vec<&LineOnPage>; 2] = [Vec::new(), Vec::new()];
    let [before, after] = &mut sides;
    for line in lines {
        match gutter.side(line) {
            GutterSide::Before => before.push(line),
            GutterSide::After => after.push(line),
            GutterSide::Spanning => {}
        }
    }
    let range = |side: &[&LineOnPage]| {
        side.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(near, far), line| {
            (near.min(line.near), far.max(line.far))
        })
    };
    let [(one_near, one_far), (other_near, other_far)] = [range(before), range(after)];
    let together = one_far.min(other_far) - one_near.max(other_near);
    let shorter = (one_far - one_near).min(other_far - other_near);
    let is_column = |side: &[&LineOnPage]| {
        let from = side.iter().map(|line| line.from).fold(f64::INFINITY, f64::min);
        let to = side.iter().map(|line| line.to).fold(f64::NEG_INFINITY, f64::max);
        let length = typical(side.iter().map(|line| line.to - line.from));
        let letters = typical(side.iter().map(|line| line.line.text.chars().count() as f64));
        length > FILLED * (to - from) && letters >= FEWEST_LETTERS as f64
    };
    together > 0.3 * shorter && is_column(before) && is_column(after)
}

/// Lines of one column; what stands on one level makes a row.
fn rows(mut lines: Vec<LineOnPage>) -> Option<Block> {
    if lines.is_empty() {
        return None;
    }
    lines.sort_by(|one, other| one.near.total_cmp(&other.near));
    let mut block: Vec<Vec<LineOnPage>> = Vec::new();
    for line in lines {
        let middle = f64::midpoint(line.near, line.far);
        match block.last_mut() {
            Some(row) if row.first().is_some_and(|first| middle < first.far && is_level(first, &line)) => {
                row.push(line);
            }
            _ => block.push(vec![line]),
        }
    }
    let row = |mut cells: Vec<LineOnPage>| {
        cells.sort_by(|one, other| one.from.total_cmp(&other.from));
        let near = cells.iter().map(|cell| cell.near).fold(f64::INFINITY, f64::min);
        let from = cells.iter().map(|cell| cell.from).fold(f64::INFINITY, f64::min);
        let to = cells.iter().map(|cell| cell.to).fold(f64::NEG_INFINITY, f64::max);
        let size = cells.iter().map(|cell| cell.line.size).fold(0.0, f64::max);
        let texts: Vec<&str> = cells.iter().map(|cell| cell.line.text.as_str()).collect();
        PageRow { text: texts.join("\t"), size, near, from, to, cells: cells.len() }
    };
    Some(block.into_iter().map(row).collect())
}

fn is_level(one: &LineOnPage, other: &LineOnPage) -> bool {
    let middle = |placed: &LineOnPage| f64::midpoint(placed.near, placed.far);
    (middle(one) - middle(other)).abs() < 0.4 * one.line.size.min(other.line.size)
}
