//! What the person selects, by the browser's selection or by keys.

use super::props::{Arrows, ReadingProps};
use super::{CaretRequest, Reading};
use crate::ports::line_step::{self, Lineward};
use crate::ports::selection::{self, SelectionRange};
use shirushi_model::{ByteSpan, grapheme_span};
use shirushi_page::Act;
use shirushi_page::preferences::Snap;
use shirushi_page::reading::caret::{Caret, Direction, Unit, step};
use web_sys::Element;
use yew::prelude::*;

/// Where the mouse's main button went down.
pub(super) struct Press {
    x: i32,
    y: i32,
    /// The position in the text under it.
    position: Option<u32>,
    /// When, as events count time.
    at: f64,
}

impl Press {
    /// Whether a release is that of an earlier press: clicks may follow each other faster than they are told.
    pub(super) fn is_after(&self, release: &MouseEvent) -> bool {
        release.time_stamp() < self.at
    }
}

/// A pointer that goes less far, in CSS pixels, has not been drawn over anything.
const STILL: i32 = 4;

impl Reading {
    pub(super) fn press(&mut self, props: &ReadingProps, event: &MouseEvent) {
        let (x, y) = (event.client_x(), event.client_y());
        let position = self.position_at(props, x, y);
        self.pressed = Some(Press { x, y, position, at: event.time_stamp() });
        self.agreed = None;
        // What is selected is never carried about: a press inside it begins another selection.
        if let Some(text) = self.text.cast::<Element>()
            && event.detail() == 1
            && !event.shift_key()
            && selection::is_selected_at(&text, &props.article, f64::from(x), f64::from(y))
        {
            selection::clear();
        }
    }

    /// What was drawn over counts; a second click takes the token, a third one the paragraph, whatever the
    /// browser takes for one.
    pub(super) fn release_press(
        &mut self,
        props: &ReadingProps,
        press: &Press,
        event: &MouseEvent,
    ) -> CaretRequest {
        let (x, y) = (event.client_x(), event.client_y());
        let still = (x - press.x).abs() < STILL && (y - press.y).abs() < STILL;
        let snap = if event.alt_key() { Snap::Exact } else { props.snap };
        let clicked = (event.detail() > 1 && still).then(|| self.clicked(props, x, y, event.detail()));
        let Some(span) = clicked.flatten() else {
            let asked = self.take_selection(props, snap);
            let lost = asked == CaretRequest::Nothing && !still && self.selects_nothing(props);
            return if lost { self.take_drawn(props, press, (x, y), snap) } else { asked };
        };
        let caret = Caret { anchor: span.start, focus: span.end };
        if let Some(text) = self.text.cast::<Element>() {
            selection::write(&text, &props.article, caret.anchor, caret.focus);
        }
        if props.caret == Some(caret) {
            return CaretRequest::Nothing;
        }
        props.on.emit(Act::Caret(Some(caret)));
        CaretRequest::Caret
    }

    /// The token or the paragraph at a point.
    fn clicked(&self, props: &ReadingProps, x: i32, y: i32, times: i32) -> Option<ByteSpan> {
        let text = self.text.cast::<Element>()?;
        let at = selection::character_at(&text, &props.article, f64::from(x), f64::from(y))?;
        if times > 2 {
            return Some(line_at(&props.article.text, at)).filter(|line| !line.is_empty());
        }
        let tokens = &props.analysed.as_ref()?.analysis.tokens;
        Some(tokens.get(tokens.at(at)?, &props.article.text)?.span)
    }

    /// Puts the selection back into the text when the keys come back to it.
    pub(super) fn select_again(&self, props: &ReadingProps) {
        if let (Some(text), Some(caret), None) = (self.text.cast::<Element>(), props.caret, &self.pressed)
            && selection::read(&text, &props.article).is_none()
        {
            selection::write(&text, &props.article, caret.anchor, caret.focus);
        }
    }

    /// Whether what the browser has selected tells nothing new: it is the project's caret, or a stale one.
    pub(super) fn knows(&self, props: &ReadingProps, range: SelectionRange) -> bool {
        let known = props.caret.map(|caret| (caret.anchor, caret.focus));
        known == Some((range.anchor, range.focus)) || self.agreed == Some(range)
    }

    /// Makes what is selected on the page the selection of the project.
    pub(super) fn take_selection(&mut self, props: &ReadingProps, snap: Snap) -> CaretRequest {
        let Some(text) = self.text.cast::<Element>() else { return CaretRequest::Nothing };
        let Some(range) = selection::read(&text, &props.article) else { return CaretRequest::Nothing };
        if range.anchor == range.focus || self.knows(props, range) {
            return CaretRequest::Nothing;
        }
        self.agreed = Some(range);
        self.take_range(props, range, snap)
    }

    fn position_at(&self, props: &ReadingProps, x: i32, y: i32) -> Option<u32> {
        selection::position_at(&self.text.cast::<Element>()?, &props.article, f64::from(x), f64::from(y))
    }

    fn selects_nothing(&self, props: &ReadingProps) -> bool {
        let range = self.text.cast::<Element>().and_then(|text| selection::read(&text, &props.article));
        range.is_none_or(|range| range.anchor == range.focus)
    }

    /// Takes what the pointer was drawn over, from where to where, when the browser has lost it: the text was
    /// drawn anew under the pressed button, before the press was told.
    fn take_drawn(
        &self,
        props: &ReadingProps,
        press: &Press,
        (x, y): (i32, i32),
        snap: Snap,
    ) -> CaretRequest {
        let ends = press.position.zip(self.position_at(props, x, y));
        match ends.filter(|(anchor, focus)| anchor != focus) {
            Some((anchor, focus)) => self.take_range(props, SelectionRange { anchor, focus }, snap),
            None => CaretRequest::Nothing,
        }
    }

    /// Makes a range the selection of the project, its ends where they snap to.
    fn take_range(&self, props: &ReadingProps, range: SelectionRange, snap: Snap) -> CaretRequest {
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
            return CaretRequest::Nothing;
        }
        props.on.emit(Act::Caret(Some(caret)));
        CaretRequest::Caret
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

/// The line a position stands in, without its break.
fn line_at(text: &str, at: u32) -> ByteSpan {
    let (before, after) = text.split_at_checked(at as usize).unwrap_or((text, ""));
    let start = before.rfind('\n').map_or(0, |found| found + 1);
    let end = before.len() + after.find(['\n', '\r']).unwrap_or(after.len());
    ByteSpan::new(start.min(end), end)
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
