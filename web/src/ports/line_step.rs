//! One line up or down, or to the end of a line: only the browser knows where its lines break.

use super::selection;
use shirushi_model::Article;
use shirushi_page::reading::caret::Direction;
use web_sys::Element;

/// How far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lineward {
    /// To the line above or below.
    Line,
    /// To the beginning or the end of this line.
    Boundary,
}

/// Where a caret at `from` gets by one step. `None` when the text is not on the page. The selection of the
/// page is moved; whoever asks puts it where it belongs.
pub(crate) fn step(
    root: &Element,
    article: &Article,
    from: u32,
    by: Lineward,
    direction: Direction,
) -> Option<u32> {
    selection::write(root, article, from, from)?;
    let granularity = match by {
        Lineward::Line => "line",
        Lineward::Boundary => "lineboundary",
    };
    let way = match direction {
        Direction::Back => "backward",
        Direction::Forward => "forward",
    };
    web_sys::window()?.get_selection().ok()??.modify("move", way, granularity).ok()?;
    selection::read(root, article).map(|range| range.focus)
}
