//! The browser's selection as positions in an article, and back.
//!
//! The reading pane is a root element with blocks in it. Each block carries `data-start`, the byte at which
//! its text begins in the article, and its text content is exactly the article from there on; blocks follow
//! each other and may be nested. Elements with `data-chrome` hold words of the page, not of the article, and
//! are passed over. Nothing here depends on geometry but the functions that ask for rectangles or take a
//! point.

mod blocks;

use blocks::{Edge, Spot};
use shirushi_model::{Article, ByteSpan};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, Node, Range, Selection};

use super::js;

/// A selection in an article, in the direction it was made. Both ends are bytes on `char` boundaries, equal
/// for a caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SelectionRange {
    /// Where it began.
    pub(crate) anchor: u32,
    /// Where it ends and the caret stands.
    pub(crate) focus: u32,
}

impl SelectionRange {
    /// What is selected, in reading order.
    pub(crate) fn span(self) -> ByteSpan {
        ByteSpan { start: self.anchor.min(self.focus), end: self.anchor.max(self.focus) }
    }

    /// The same direction on another span.
    fn over(self, span: ByteSpan) -> Self {
        if self.anchor <= self.focus {
            Self { anchor: span.start, focus: span.end }
        } else {
            Self { anchor: span.end, focus: span.start }
        }
    }
}

/// A rectangle on the screen, in CSS pixels from the upper left corner of the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    /// From the left of the window.
    pub(crate) left: f64,
    /// From the top of the window.
    pub(crate) top: f64,
    /// Its width; 0 for a caret.
    pub(crate) width: f64,
    /// Its height.
    pub(crate) height: f64,
}

impl Rect {
    /// The right side, from the left of the window.
    pub(crate) fn right(self) -> f64 {
        self.left + self.width
    }

    /// Whether a point is inside.
    fn holds(self, x: f64, y: f64) -> bool {
        self.left <= x && x <= self.right() && self.top <= y && y <= self.top + self.height
    }
}

/// What is selected in the article, or where the caret stands. `None` when the selection does not touch the
/// text. Ends outside the text are moved to its nearest position, and line breaks at either end are left out:
/// a triple click selects a paragraph, not the break after it.
pub(crate) fn read(root: &Element, article: &Article) -> Option<SelectionRange> {
    let selection = selection()?;
    if selection.range_count() == 0 || !selection.get_range_at(0).ok()?.intersects_node(root).ok()? {
        return None;
    }
    let (anchor, focus) = (selection.anchor_node()?, selection.focus_node()?);
    if blocks::is_chrome(root, &anchor) && blocks::is_chrome(root, &focus) {
        return None;
    }
    let range = SelectionRange {
        anchor: blocks::position(root, article, &anchor, selection.anchor_offset())?,
        focus: blocks::position(root, article, &focus, selection.focus_offset())?,
    };
    Some(range.over(without_breaks(&article.text, range.span())))
}

/// Selects from `anchor` to `focus`, or puts the caret where both are the same. Positions beyond the text are
/// moved to its end. `None` when the text is not on the page.
pub(crate) fn write(root: &Element, article: &Article, anchor: u32, focus: u32) -> Option<()> {
    let range = SelectionRange { anchor, focus };
    let (first, last) = ends(root, article, range.span())?;
    let (from, to) = if anchor <= focus { (&first, &last) } else { (&last, &first) };
    let selection = selection()?;
    // Setting what is set already would send another `selectionchange` and let touch handles flicker.
    let same = |node: Option<Node>, offset: u32, spot: &Spot| {
        node.as_ref() == Some(&spot.node) && offset == spot.offset
    };
    if same(selection.anchor_node(), selection.anchor_offset(), from)
        && same(selection.focus_node(), selection.focus_offset(), to)
    {
        return Some(());
    }
    selection.set_base_and_extent(&from.node, from.offset, &to.node, to.offset).ok()
}

/// Whether a person is writing in a field: the browser's selection is the field's then, and must be left to
/// it.
pub(crate) fn is_in_field() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_some_and(|active| matches!(active.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

/// Whether a press at a point would take hold of what is selected. A browser would carry it away instead of
/// selecting anew.
pub(crate) fn is_selected_at(root: &Element, article: &Article, x: f64, y: f64) -> bool {
    let Some(span) = read(root, article).map(SelectionRange::span).filter(|span| !span.is_empty()) else {
        return false;
    };
    rects(root, article, span).iter().any(|rect| rect.holds(x, y))
}

/// Takes the browser's selection away.
pub(crate) fn clear() {
    if let Some(selection) = selection() {
        // Fails only where there is no selection at all.
        let _ = selection.remove_all_ranges();
    }
}

/// Where the character under a point begins: a position is the nearest boundary, which may be the one after
/// it.
pub(crate) fn character_at(root: &Element, article: &Article, x: f64, y: f64) -> Option<u32> {
    let position = position_at(root, article, x, y)?;
    let before = article.text.get(..position as usize)?.chars().next_back();
    let before = before.map_or(position, |c| position - c.len_utf8() as u32);
    let span = ByteSpan { start: before, end: position };
    let is_before = rects(root, article, span).iter().any(|rect| rect.width > 0.0 && rect.holds(x, y));
    Some(if is_before { before } else { position })
}

/// Whether lines run from top to bottom there.
pub(crate) fn is_vertical(root: &Element) -> bool {
    root.closest(".vertical").is_ok_and(|found| found.is_some())
}

/// Where a span stands on the screen: one rectangle per line and piece, in reading order. For an empty span
/// one of no width, where a caret would stand.
pub(crate) fn rects(root: &Element, article: &Article, span: ByteSpan) -> Vec<Rect> {
    if !span.is_empty() {
        return range_rects(root, article, span).unwrap_or_default();
    }
    caret_rect(root, article, span.start).into_iter().collect()
}

/// The position in the article nearest to a point of the window; `None` when the point is not on the text.
pub(crate) fn position_at(root: &Element, article: &Article, x: f64, y: f64) -> Option<u32> {
    let (node, offset) = caret_from_point(&document()?, x, y)?;
    if blocks::block_of(root, &node).is_none() || blocks::is_chrome(root, &node) {
        return None;
    }
    blocks::position(root, article, &node, offset)
}

fn ends(root: &Element, article: &Article, span: ByteSpan) -> Option<(Spot, Spot)> {
    let first = blocks::spot(root, article, span.start, Edge::Start)?;
    if span.is_empty() {
        // A caret at the start of a line stands in that line, not after the break of the one before.
        return Some((first.clone(), first));
    }
    Some((first, blocks::spot(root, article, span.end, Edge::End)?))
}

thread_local! {
    /// The one range that rectangles are asked of. Browsers keep every range there is up to date with every
    /// change of the page, so a new one each time would make changes slower and slower until they are cleared
    /// up.
    static RANGE: Option<Range> = document().and_then(|document| document.create_range().ok());
}

fn range_rects(root: &Element, article: &Article, span: ByteSpan) -> Option<Vec<Rect>> {
    let (first, last) = ends(root, article, span)?;
    let list = RANGE.with(|range| {
        let range = range.as_ref()?;
        range.set_start(&first.node, first.offset).ok()?;
        range.set_end(&last.node, last.offset).ok()?;
        range.get_client_rects()
    })?;
    let all = (0..list.length()).filter_map(|at| list.item(at)).map(|found| rect(&found));
    // Line breaks and the edges of elements have rectangles without any area.
    Some(all.filter(|rect| rect.width > 0.0 && rect.height > 0.0).collect())
}

/// A caret stands at the head of the character after it, or at the foot of the one before it where a line or
/// the text ends.
fn caret_rect(root: &Element, article: &Article, position: u32) -> Option<Rect> {
    let text = &*article.text;
    let at = position as usize;
    let vertical = is_vertical(root);
    let thin = |rect: Rect| if vertical { Rect { height: 0.0, ..rect } } else { Rect { width: 0.0, ..rect } };
    let after = text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| !matches!(c, '\n' | '\r'));
    if let Some(after) = after {
        let span = ByteSpan::new(at, at + after.len_utf8());
        if let Some(first) = range_rects(root, article, span)?.first() {
            return Some(thin(*first));
        }
    }
    let before =
        text.get(..at).and_then(|head| head.chars().next_back()).filter(|c| !matches!(c, '\n' | '\r'));
    if let Some(before) = before {
        let span = ByteSpan::new(at - before.len_utf8(), at);
        if let Some(last) = range_rects(root, article, span)?.last() {
            return Some(thin(match vertical {
                true => Rect { top: last.top + last.height, ..*last },
                false => Rect { left: last.right(), ..*last },
            }));
        }
    }
    // An empty line: where the browser puts a collapsed range, else the line's own box.
    let spot = blocks::spot(root, article, position, Edge::Start)?;
    let element = spot.node.dyn_ref::<Element>().cloned().or_else(|| spot.node.parent_element())?;
    Some(thin(rect(&element.get_bounding_client_rect())))
}

fn rect(found: &web_sys::DomRect) -> Rect {
    Rect { left: found.left(), top: found.top(), width: found.width(), height: found.height() }
}

fn caret_from_point(document: &Document, x: f64, y: f64) -> Option<(Node, u32)> {
    if js::property(document, "caretPositionFromPoint").is_some() {
        let position = document.caret_position_from_point(x as f32, y as f32)?;
        return Some((position.offset_node()?, position.offset()));
    }
    // WebKit has only its own, older name.
    let range = js::method(document, "caretRangeFromPoint")?
        .call2(document, &JsValue::from_f64(x), &JsValue::from_f64(y))
        .ok()?
        .dyn_into::<Range>()
        .ok()?;
    Some((range.start_container().ok()?, range.start_offset().ok()?))
}

fn selection() -> Option<Selection> {
    web_sys::window()?.get_selection().ok()?
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The span without line breaks at its ends. One of nothing but line breaks becomes a caret at its start.
fn without_breaks(text: &str, span: ByteSpan) -> ByteSpan {
    let Some(inside) = span.slice(text) else { return span };
    let kept = inside.trim_start_matches(['\n', '\r']);
    let start = if kept.is_empty() { span.start } else { span.end - kept.len() as u32 };
    let kept = kept.trim_end_matches(['\n', '\r']);
    ByteSpan { start, end: start + kept.len() as u32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_at_the_ends_are_not_selected() {
        let text = "見出し\r\n本文だ。\n\n";
        let trimmed = |start, end| without_breaks(text, ByteSpan { start, end });
        assert_eq!(trimmed(0, 11).slice(text), Some("見出し"));
        assert_eq!(trimmed(9, 25).slice(text), Some("本文だ。"));
        assert_eq!(trimmed(0, 25).slice(text), Some("見出し\r\n本文だ。"));
        assert_eq!(trimmed(23, 25), ByteSpan { start: 23, end: 23 });
        assert_eq!(trimmed(3, 3), ByteSpan { start: 3, end: 3 });
    }

    #[test]
    fn a_selection_keeps_its_direction() {
        let backward = SelectionRange { anchor: 9, focus: 3 };
        assert_eq!(backward.span(), ByteSpan { start: 3, end: 9 });
        assert_eq!(backward.over(ByteSpan { start: 4, end: 8 }), SelectionRange { anchor: 8, focus: 4 });
    }
}
