//! Handles at the ends of what is selected, by which its boundaries are drawn elsewhere.

use super::placing::put;
use super::selecting::trimmed;
use super::{Reading, ReadingProps, Told};
use crate::ports::listener::{Attention, Listener};
use crate::ports::selection;
use crate::views::kit::Writable;
use shirushi_model::{ByteSpan, grapheme_span};
use shirushi_page::Act;
use shirushi_page::marking::shaping::parts;
use shirushi_page::preferences::Snap;
use shirushi_session::Focus;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent};
use yew::prelude::*;

/// One end of a part of what is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edge {
    part: ByteSpan,
    end: HandleEnd,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HandleEnd {
    Start,
    End,
}

/// A handle that is held.
pub(super) struct Drag {
    what: Focus,
    edge: Edge,
    /// From the boundary to where the pointer took hold of the handle, in CSS pixels.
    aside: (f64, f64),
    to: ByteSpan,
    _followed: Vec<Listener>,
}

/// The attribute of the handles while one is held.
const HELD: &str = "data-held";

/// The ends that have handles.
pub(super) fn edges(props: &ReadingProps) -> Vec<Edge> {
    if props.writable == Writable::No {
        return Vec::new();
    }
    let parts = parts(props.focus, &props.annotations).into_iter();
    parts.flat_map(|part| [HandleEnd::Start, HandleEnd::End].map(|end| Edge { part, end })).collect()
}

/// The handles. Keys reach the same by a command, so that to those who hear the page they are nothing.
pub(super) fn handles(edges: &[Edge], told: &Callback<(Edge, PointerEvent)>, node: NodeRef) -> Html {
    // At once, before the browser begins a selection of its own.
    let taken = |edge| {
        told.reform(move |event: PointerEvent| {
            event.prevent_default();
            (edge, event)
        })
    };
    html! {
        <div class="handles" ref={node} aria-hidden="true">
            { for edges.iter().map(|&edge| {
                let (class, part) = match edge.end {
                    HandleEnd::Start => ("handle at-start", "handle-start"),
                    HandleEnd::End => ("handle at-end", "handle-end"),
                };
                html! { <div {class} data-part={part} onpointerdown={taken(edge)}><i></i></div> }
            }) }
        </div>
    }
}

impl Reading {
    pub(super) fn place_handles(&self, text: &Element, props: &ReadingProps) {
        let (Some(handles), Some(body)) = (self.handles.cast::<Element>(), self.body.cast::<Element>())
        else {
            return;
        };
        let origin = body.get_bounding_client_rect();
        let vertical = selection::is_vertical(text);
        for (index, edge) in (0..).zip(edges(props)) {
            let Some(handle) =
                handles.children().item(index).and_then(|one| one.dyn_into::<HtmlElement>().ok())
            else {
                return;
            };
            let Some((x, y, extent)) = self.boundary(text, props, edge, vertical) else { continue };
            put(&handle, x - origin.left(), y - origin.top());
            let _ = handle.style().set_property("--line", &format!("{extent:.1}px"));
        }
    }

    /// Where the line of a boundary begins on the screen, and how long it is.
    fn boundary(
        &self,
        text: &Element,
        props: &ReadingProps,
        edge: Edge,
        vertical: bool,
    ) -> Option<(f64, f64, f64)> {
        let rects = selection::rects(text, &props.article, edge.part);
        let rect = match edge.end {
            HandleEnd::Start => rects.first()?,
            HandleEnd::End => rects.last()?,
        };
        Some(match (edge.end, vertical) {
            (HandleEnd::Start, false) => (rect.left, rect.top, rect.height),
            (HandleEnd::End, false) => (rect.right(), rect.top, rect.height),
            (HandleEnd::Start, true) => (rect.left, rect.top, rect.width),
            (HandleEnd::End, true) => (rect.left, rect.top + rect.height, rect.width),
        })
    }

    pub(super) fn grab(&mut self, ctx: &Context<Self>, edge: Edge, event: &PointerEvent) {
        let props = ctx.props();
        let Some(text) = self.text.cast::<Element>() else { return };
        let vertical = selection::is_vertical(&text);
        let Some((x, y, extent)) = self.boundary(&text, props, edge, vertical) else { return };
        let middle = if vertical { (x + extent / 2.0, y) } else { (x, y + extent / 2.0) };
        let aside = (f64::from(event.client_x()) - middle.0, f64::from(event.client_y()) - middle.1);
        self.drag = Some(Drag { what: props.focus, edge, aside, to: edge.part, _followed: followed(ctx) });
        // A selection that was about to count is none any more.
        self.rest = None;
        // While a handle is held, the pointer meets the text below the handles.
        if let Some(handles) = self.handles.cast::<Element>() {
            let _ = handles.set_attribute(HELD, "");
        }
    }

    /// Shows as the browser's selection what the mark would cover.
    pub(super) fn drag(&mut self, props: &ReadingProps, event: &PointerEvent) {
        let (Some(drag), Some(text)) = (&mut self.drag, self.text.cast::<Element>()) else { return };
        let (x, y) = (f64::from(event.client_x()) - drag.aside.0, f64::from(event.client_y()) - drag.aside.1);
        let Some(position) = selection::position_at(&text, &props.article, x, y) else { return };
        let snap = if event.alt_key() { Snap::Exact } else { props.snap };
        let to = moved(props, drag.edge, position, snap);
        if to.is_empty() || to == drag.to {
            return;
        }
        drag.to = to;
        selection::write(&text, &props.article, to.start, to.end);
    }

    pub(super) fn release(&mut self, props: &ReadingProps) {
        let Some(Drag { what, edge, to, .. }) = self.drag.take() else { return };
        if let Some(handles) = self.handles.cast::<Element>() {
            let _ = handles.remove_attribute(HELD);
        }
        if let Some(text) = self.text.cast::<Element>() {
            selection::write(&text, &props.article, to.start, to.start);
        }
        self.dropped = true;
        if to != edge.part {
            props.on.emit(Act::Reshape(what, edge.part, to));
        }
    }
}

/// A handle that is held is followed wherever the pointer goes.
fn followed(ctx: &Context<Reading>) -> Vec<Listener> {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return Vec::new() };
    let on = |name, told: fn(PointerEvent) -> Told| {
        let link = ctx.link().clone();
        Listener::new(&document, name, Attention::Active, move |event| {
            if let Ok(event) = event.dyn_into::<PointerEvent>() {
                link.send_message(told(event));
            }
        })
    };
    vec![
        on("pointermove", Told::Dragged),
        on("pointerup", |_| Told::Dropped),
        on("pointercancel", |_| Told::Dropped),
    ]
}

/// A part with one boundary moved to a position; empty where it would pass the other one.
fn moved(props: &ReadingProps, edge: Edge, position: u32, snap: Snap) -> ByteSpan {
    let Edge { part, end } = edge;
    let wished = match end {
        HandleEnd::Start => ByteSpan { start: position.min(part.end), end: part.end },
        HandleEnd::End => ByteSpan { start: part.start, end: position.max(part.start) },
    };
    if wished.is_empty() {
        return wished;
    }
    let exact = grapheme_span(&props.article.text, wished);
    let span = match (snap, &props.analysed) {
        (Snap::Tokens, Some(analysed)) => analysed.analysis.tokens.snap(trimmed(&props.article.text, exact)),
        _ => exact,
    };
    // The end that is not held stays where it is, between tokens or not.
    match end {
        HandleEnd::Start => ByteSpan { start: span.start, end: part.end },
        HandleEnd::End => ByteSpan { start: part.start, end: span.end },
    }
}
