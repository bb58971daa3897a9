//! Where things stand once the text has been laid out: what is scrolled into view, the caret, the bar of tags,
//! the word's tip.

use super::{Reading, ReadingProps, tip_at};
use crate::caret::Caret;
use crate::ports::selection;
use shirushi_model::{Article, ByteSpan};
use web_sys::{Element, HtmlElement};

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
            let height = sheet_top().unwrap_or(view.bottom()).min(view.bottom()) - view.top();
            let margin = (height * 0.2).min(120.0);
            if first.top >= view.top() + margin && first.top + first.height <= view.top() + height - margin {
                return;
            }
            let wanted = f64::from(scroller.scroll_top()) + first.top - view.top() - height * 0.38;
            scroller.set_scroll_top(wanted.max(0.0) as i32);
        }
    }

    pub(super) fn place_caret(&mut self, text: &Element, props: &ReadingProps, caret: Caret) {
        let (Some(element), Some(body)) = (self.caret.cast::<HtmlElement>(), self.body.cast::<Element>())
        else {
            return;
        };
        let spot = ByteSpan { start: caret.focus, end: caret.focus };
        let Some(at) = selection::rects(text, &props.article, spot).into_iter().next() else { return };
        let origin = body.get_bounding_client_rect();
        put(&element, at.left - origin.left() - 1.0, at.top - origin.top());
        let _ = element.style().set_property("height", &format!("{:.1}px", at.height));
        let moved = self.followed.replace(caret) != Some(caret);
        if let Some(scroller) = self.scroller.cast::<Element>()
            && moved
            && !self.pressed
            && self.body_has_focus()
        {
            let view = scroller.get_bounding_client_rect();
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
        let above = first.top - height - 10.0;
        let top = if above > view.top() + 4.0 { above } else { last.top + last.height * 2.3 + 8.0 };
        let end = last.left + last.width;
        let left = (end - width / 2.0)
            .clamp(view.left() + 8.0, (view.right() - width - 20.0).max(view.left() + 8.0));
        put(&bar, left - origin.left(), top - origin.top());
    }

    pub(super) fn place_tip(&self, text: &Element, props: &ReadingProps) {
        let (Some(tip), Some(body)) = (self.tip.cast::<HtmlElement>(), self.body.cast::<Element>()) else {
            return;
        };
        let Some((_, span)) = tip_at(props) else { return };
        let Some(first) = selection::rects(text, &props.article, span).into_iter().next() else { return };
        let origin = body.get_bounding_client_rect();
        put(
            &tip,
            first.left - origin.left(),
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

fn put(element: &HtmlElement, left: f64, top: f64) {
    let style = element.style();
    // Setting a property of an element's own style cannot fail for a name the browser knows.
    let _ = style.set_property("left", &format!("{left:.1}px"));
    let _ = style.set_property("top", &format!("{top:.1}px"));
}

fn head_of(article: &Article, span: ByteSpan) -> ByteSpan {
    let first = span.slice(&article.text).and_then(|inside| inside.chars().next()).map_or(0, char::len_utf8);
    ByteSpan { start: span.start, end: span.start + first as u32 }
}
