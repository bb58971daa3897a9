//! What the person selects, by the browser's selection or by keys.

use super::props::{Arrows, ReadingProps};
use super::{Asked, Reading};
use crate::act::Act;
use crate::caret::{Caret, Direction, Unit, step};
use crate::ports::line_step::{self, Lineward};
use crate::ports::preferences::Snap;
use crate::ports::selection;
use shirushi_model::{ByteSpan, grapheme_span};
use web_sys::Element;
use yew::prelude::*;

impl Reading {
    /// Makes what is selected on the page the selection of the project.
    pub(super) fn take_selection(&self, props: &ReadingProps, snap: Snap) -> Asked {
        let Some(text) = self.text.cast::<Element>() else { return Asked::Nothing };
        let Some(range) = selection::read(&text, &props.article) else { return Asked::Nothing };
        let known =
            props.caret.is_some_and(|caret| (caret.anchor, caret.focus) == (range.anchor, range.focus));
        if range.anchor == range.focus || known {
            return Asked::Nothing;
        }
        let exact =
            grapheme_span(&props.article.text, Caret { anchor: range.anchor, focus: range.focus }.span());
        let span = match (snap, &props.analysed) {
            (Snap::Tokens, Some(analysed)) => {
                analysed.analysis.tokens.snap(trimmed(&props.article.text, exact))
            }
            _ => exact,
        };
        let caret = if range.anchor <= range.focus {
            Caret { anchor: span.start, focus: span.end }
        } else {
            Caret { anchor: span.end, focus: span.start }
        };
        if props.caret == Some(caret) {
            return Asked::Nothing;
        }
        props.on.emit(Act::Caret(Some(caret)));
        Asked::Caret
    }

    /// Moves the caret, or what the arrows move instead.
    pub(super) fn key(&self, props: &ReadingProps, event: &KeyboardEvent) {
        if event.is_composing() || event.key_code() == 229 {
            return;
        }
        let article = &props.article;
        let analysis = props.analysed.as_ref().map(|analysed| &analysed.analysis);
        let control = event.ctrl_key() || event.meta_key();
        let caret = props.caret.unwrap_or_else(|| Caret::at(self.first_visible().unwrap_or(0)));
        let direction = match event.key().as_str() {
            "ArrowLeft" | "ArrowUp" | "Home" => Direction::Back,
            "ArrowRight" | "ArrowDown" | "End" => Direction::Forward,
            _ => return,
        };
        // Lines run down and follow each other to the left where the text is vertical.
        let vertical = props.setting.vertical;
        let direction = match event.key().as_str() {
            "ArrowLeft" if vertical => Direction::Forward,
            "ArrowRight" if vertical => Direction::Back,
            _ => direction,
        };
        let lineward = matches!(
            (vertical, event.key().as_str()),
            (false, "ArrowUp" | "ArrowDown") | (true, "ArrowLeft" | "ArrowRight")
        );
        if lineward && props.arrows == Arrows::Claims && !control && !event.shift_key() {
            event.prevent_default();
            props.on.emit(Act::Walk(direction));
            return;
        }
        let along = |direction| {
            let unit = match (event.alt_key(), control) {
                (true, _) => Unit::Character,
                (_, true) => Unit::Sentence,
                _ => Unit::Token,
            };
            step(&article.text, analysis, caret.focus, unit, direction)
        };
        let focus = match event.key().as_str() {
            "ArrowLeft" | "ArrowRight" if !vertical => Some(along(direction)),
            "ArrowUp" | "ArrowDown" if vertical => Some(along(direction)),
            key if control && key.starts_with("Arrow") => {
                Some(step(&article.text, analysis, caret.focus, Unit::Paragraph, direction))
            }
            "Home" | "End" if control => {
                Some(if direction == Direction::Back { 0 } else { article.text.len() as u32 })
            }
            key => {
                let by = if key.starts_with("Arrow") { Lineward::Line } else { Lineward::Boundary };
                self.text
                    .cast::<Element>()
                    .and_then(|text| line_step::step(&text, article, caret.focus, by, direction))
            }
        };
        event.prevent_default();
        if let Some(focus) = focus {
            let anchor =
                if event.shift_key() || props.arrows == Arrows::Boundary { caret.anchor } else { focus };
            props.on.emit(Act::Caret(Some(Caret { anchor, focus })));
        }
    }
}

/// The span without blanks at its ends, unless it is nothing but blanks.
pub(super) fn trimmed(text: &str, span: ByteSpan) -> ByteSpan {
    let Some(inside) = span.slice(text) else { return span };
    let (tail, both) = (inside.trim_end(), inside.trim());
    if both.is_empty() {
        return span;
    }
    ByteSpan { start: span.start + (tail.len() - both.len()) as u32, end: span.start + tail.len() as u32 }
}
