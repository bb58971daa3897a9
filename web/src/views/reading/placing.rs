//! Where things stand once the text has been laid out: what is scrolled into view, the caret, the bar of
//! tags, the word's tip.

use super::{Reading, ReadingProps, tip_at};
use crate::ports::selection;
use shirushi_model::{Article, ByteSpan};
use shirushi_page::preferences::Typesetting;
use shirushi_page::reading::caret::Caret;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// So far inside the edges of the screen a point is on the text, in CSS pixels.
pub(super) const INSIDE: f64 = 24.0;

/// Tells the style sheet how the text is set, before it is on the page: it is never seen otherwise. The
/// policy of the page allows no style in the markup.
pub(super) fn put_setting(setting: Typesetting) {
    let root = web_sys::window().and_then(|window| window.document()?.document_element());
    let Some(root) = root.and_then(|root| root.dyn_into::<HtmlElement>().ok()) else { return };
    let (pixels, tenths) = (setting.size / 10, setting.size % 10);
    let _ = root.style().set_property("--size", &format!("{pixels}.{tenths}px"));
    let _ = root.style().set_property("--measure", &format!("{}em", setting.measure));
}

impl Reading {
    pub(super) fn bring_into_view(&self, text: &Element, article: &Article, span: ByteSpan) {
        let Some(scroller) = self.scroller.cast::<Element>() else { return };
        // Far chunks have an estimated height: the second look is at the real one.
        for _ in 0..2 {
            let Some(first) = selection::rects(text, article, head_of(article, span)).into_iter().next()
            else {
                return;
            };
            let view = scroller.get_bounding_client_rect();
            if selection::is_vertical(text) {
                let margin = (view.width() * 0.2).min(120.0);
                if first.left >= view.left() + margin && first.right() <= view.right() - margin {
                    return;
                }
                let wanted =
                    f64::from(scroller.scroll_left()) + first.right() - view.right() + view.width() * 0.38;
                scroller.set_scroll_left(wanted.min(0.0) as i32);
                continue;
            }
            let height = sheet_top().unwrap_or(view.bottom()).min(view.bottom()) - view.top();
            let margin = (height * 0.2).min(120.0);
            if first.top >= view.top() + margin && first.top + first.height <= view.top() + height - margin {
                return;
            }
            let wanted = f64::from(scroller.scroll_top()) + first.top - view.top() - height * 0.38;
            scroller.set_scroll_top(wanted.max(0.0) as i32);
        }
    }

    /// Puts a position where [`super::Reading::read_first`] found it.
    pub(super) fn bring_back(&self, text: &Element, article: &Article, position: u32) {
        let Some(scroller) = self.scroller.cast::<Element>() else { return };
        if position == 0 {
            scroller.set_scroll_top(0);
            scroller.set_scroll_left(0);
            return;
        }
        // Far chunks have an estimated extent: the second look is at the real one.
        for _ in 0..2 {
            let span = head_of(article, ByteSpan { start: position, end: position });
            let Some(first) = selection::rects(text, article, span).into_iter().next() else { return };
            let view = scroller.get_bounding_client_rect();
            if selection::is_vertical(text) {
                let by = first.right() - first.width / 2.0 - (view.right() - INSIDE);
                scroller.set_scroll_left(scroller.scroll_left() + by as i32);
            } else {
                let by = first.top + first.height / 2.0 - (view.top() + INSIDE);
                scroller.set_scroll_top(scroller.scroll_top() + by as i32);
            }
        }
    }

    /// The position at the edge of the screen where reading begins.
    pub(super) fn read_first(&self, article: &Article) -> Option<u32> {
        let (scroller, text) = (self.scroller.cast::<Element>()?, self.text.cast::<Element>()?);
        if scroller.scroll_top() == 0 && scroller.scroll_left() == 0 {
            return Some(0);
        }
        let (view, page) = (scroller.get_bounding_client_rect(), text.get_bounding_client_rect());
        let x = if selection::is_vertical(&text) {
            page.right().min(view.right())
        } else {
            page.left() + 2.0 * INSIDE
        };
        let y = page.top().max(view.top());
        selection::position_at(&text, article, x - INSIDE, y + INSIDE).or_else(|| self.first_visible())
    }

    /// Where the first chunk begins that is on the screen.
    pub(super) fn first_visible(&self) -> Option<u32> {
        let (scroller, text) = (self.scroller.cast::<Element>()?, self.text.cast::<Element>()?);
        let view = scroller.get_bounding_client_rect();
        let vertical = selection::is_vertical(&text);
        let children = text.children();
        let is_reached = |chunk: &Element| {
            let place = chunk.get_bounding_client_rect();
            if vertical { place.left() < view.right() } else { place.bottom() > view.top() }
        };
        let visible = (0..children.length()).filter_map(|index| children.item(index)).find(is_reached)?;
        visible.get_attribute("data-start")?.parse().ok()
    }

    pub(super) fn place_caret(&mut self, text: &Element, props: &ReadingProps, caret: Caret) {
        let (Some(element), Some(body)) = (self.caret.cast::<HtmlElement>(), self.body.cast::<Element>())
        else {
            return;
        };
        let spot = ByteSpan { start: caret.focus, end: caret.focus };
        let Some(at) = selection::rects(text, &props.article, spot).into_iter().next() else { return };
        let origin = body.get_bounding_client_rect();
        let vertical = selection::is_vertical(text);
        let (width, height) = if vertical { (at.width, 2.0) } else { (2.0, at.height) };
        let aside = if vertical { (0.0, 1.0) } else { (1.0, 0.0) };
        put(&element, at.left - origin.left() - aside.0, at.top - origin.top() - aside.1);
        let _ = element.style().set_property("width", &format!("{width:.1}px"));
        let _ = element.style().set_property("height", &format!("{height:.1}px"));
        let moved = self.followed.replace(caret) != Some(caret);
        if let Some(scroller) = self.scroller.cast::<Element>()
            && moved
            && self.pressed.is_none()
            && self.body_has_focus()
        {
            let view = scroller.get_bounding_client_rect();
            if vertical {
                let (over, under) = (view.left() + 60.0 - at.left, at.right() + 40.0 - view.right());
                let by = if over > 0.0 { -over } else { under.max(0.0) };
                scroller.set_scroll_left(scroller.scroll_left() + by as i32);
                return;
            }
            let over = at.top + at.height + 60.0 - view.bottom();
            let under = view.top() + 40.0 - at.top;
            if over > 0.0 {
                scroller.set_scroll_top(scroller.scroll_top() + over as i32);
            } else if under > 0.0 {
                scroller.set_scroll_top(scroller.scroll_top() - under as i32);
            }
        }
    }

    fn body_has_focus(&self) -> bool {
        let active = web_sys::window().and_then(|window| window.document()).and_then(|d| d.active_element());
        active.is_some() && active == self.body.cast::<Element>()
    }

    /// Puts the bar above the selection, or below it with a line between when there is no room above: never
    /// on what is selected.
    pub(super) fn place_bar(&self, text: &Element, props: &ReadingProps, caret: Caret) {
        let (Some(bar), Some(body)) = (self.bar.cast::<HtmlElement>(), self.body.cast::<Element>()) else {
            return;
        };
        let Some(scroller) = self.scroller.cast::<Element>() else { return };
        let rects = selection::rects(text, &props.article, caret.span());
        let (Some(first), Some(last)) = (rects.first(), rects.last()) else { return };
        let (origin, view) = (body.get_bounding_client_rect(), scroller.get_bounding_client_rect());
        let (width, height) = (f64::from(bar.offset_width()), f64::from(bar.offset_height()));
        if selection::is_vertical(text) {
            // To the right of the first line, over lines already read; else to the left with a line between.
            let right = first.right() + 10.0;
            let left =
                if right + width < view.right() - 4.0 { right } else { last.left - last.width * 1.3 - width };
            let left = left.clamp(view.left() + 8.0, (view.right() - width - 8.0).max(view.left() + 8.0));
            let top = first.top.clamp(view.top() + 8.0, (view.bottom() - height - 8.0).max(view.top() + 8.0));
            put(&bar, left - origin.left(), top - origin.top());
            return;
        }
        let above = first.top - height - 10.0;
        let below = last.top + last.height * 2.3 + 8.0;
        let bottom = sheet_top().unwrap_or(view.bottom()).min(view.bottom());
        let top = match () {
            () if above > view.top() + 4.0 => above,
            () if below + height < bottom => below,
            // What is selected fills the screen: at the edge that is farther from where it ends.
            () if last.top + last.height > (view.top() + bottom) / 2.0 => view.top() + 6.0,
            () => bottom - height - 6.0,
        };
        let end = last.left + last.width;
        let left = (end - width / 2.0)
            .clamp(view.left() + 8.0, (view.right() - width - 20.0).max(view.left() + 8.0));
        put(&bar, left - origin.left(), top - origin.top());
    }

    pub(super) fn place_tip(&self, text: &Element, props: &ReadingProps) {
        let (Some(tip), Some(body)) = (self.tip.cast::<HtmlElement>(), self.body.cast::<Element>()) else {
            return;
        };
        let Some((_, span)) = tip_at(props, self.pointer.position()) else { return };
        let Some(first) = selection::rects(text, &props.article, span).into_iter().next() else { return };
        let origin = body.get_bounding_client_rect();
        let room = origin.right() - f64::from(tip.offset_width());
        put(
            &tip,
            first.left.min(room) - origin.left(),
            first.top - origin.top() - f64::from(tip.offset_height()) - 6.0,
        );
    }
}

/// Where the panel begins that covers the lower part of a narrow screen, if it is out.
fn sheet_top() -> Option<f64> {
    let window = web_sys::window()?;
    let narrow = window.match_media("(max-width: 900px)").ok()??.matches();
    let sheet = window.document()?.query_selector(".inspector.open").ok()??;
    narrow.then(|| sheet.get_bounding_client_rect().top())
}

pub(super) fn put(element: &HtmlElement, left: f64, top: f64) {
    let style = element.style();
    // Setting a property of an element's own style cannot fail for a name the browser knows.
    let _ = style.set_property("left", &format!("{left:.1}px"));
    let _ = style.set_property("top", &format!("{top:.1}px"));
}

fn head_of(article: &Article, span: ByteSpan) -> ByteSpan {
    let first = span.slice(&article.text).and_then(|inside| inside.chars().next()).map_or(0, char::len_utf8);
    ByteSpan { start: span.start, end: span.start + first as u32 }
}
