//! What the pane is given, and what of it has changed.

use crate::views::kit::Writable;
use shirushi_model::{Article, ByteSpan, Tagset};
use shirushi_page::Act;
use shirushi_page::derived::marks::{Marks, Suggestions};
use shirushi_page::preferences::{Layers, Snap, Typesetting};
use shirushi_page::reading::claims::Proposed;
use shirushi_page::reading::{Caret, ScrollTo};
use shirushi_page::shared::Shared;
use shirushi_page::words::Words;
use shirushi_session::{Analysed, Focus};
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;

#[derive(Properties, Clone)]
pub(crate) struct ReadingProps {
    pub(crate) words: &'static Words,
    pub(crate) article: Arc<Article>,
    pub(crate) analysed: Option<Arc<Analysed>>,
    pub(crate) annotations: Marks,
    pub(crate) suggestions: Suggestions,
    pub(crate) proposed: Shared<Vec<Rc<Proposed>>>,
    pub(crate) hits: Shared<Vec<ByteSpan>>,
    pub(crate) tagset: Tagset,
    pub(crate) focus: Focus,
    pub(crate) caret: Option<Caret>,
    pub(crate) arrows: Arrows,
    /// Whether what is selected can become a part of the last mark.
    pub(crate) grows: bool,
    /// As the person who looks calls themselves.
    pub(crate) me: AttrValue,
    pub(crate) layers: Layers,
    pub(crate) snap: Snap,
    pub(crate) setting: Typesetting,
    pub(crate) scroll: Option<ScrollTo>,
    pub(crate) writable: Writable,
    pub(crate) on: Callback<Act>,
}

impl PartialEq for ReadingProps {
    fn eq(&self, other: &Self) -> bool {
        self.same_marks(other)
            && self.words == other.words
            && self.caret == other.caret
            && self.arrows == other.arrows
            && self.grows == other.grows
            && self.me == other.me
            && self.snap == other.snap
            && self.setting == other.setting
            && self.scroll == other.scroll
            && self.writable == other.writable
    }
}

impl ReadingProps {
    pub(super) fn same_text(&self, other: &Self) -> bool {
        self.article.id == other.article.id && Arc::ptr_eq(&self.article.text, &other.article.text)
    }

    /// Whether the difference came from elsewhere: an analysis, names that were linked. Nothing the person
    /// did is in it.
    pub(super) fn same_doing(&self, other: &Self) -> bool {
        self.same_text(other)
            && self.annotations == other.annotations
            && self.hits == other.hits
            && self.focus == other.focus
            && self.caret == other.caret
            && self.layers == other.layers
            && self.snap == other.snap
            && self.scroll == other.scroll
            && self.writable == other.writable
    }

    /// Whether every character stands where it stood: lines are those of the analysis, which knows headings
    /// and phrases.
    pub(super) fn same_layout(&self, other: &Self) -> bool {
        let analysed = |of: &Self| of.analysed.as_ref().map(Arc::as_ptr);
        self.same_text(other)
            && Arc::ptr_eq(&self.article, &other.article)
            && analysed(self) == analysed(other)
            && self.setting == other.setting
            && self.layers.tokens == other.layers.tokens
            && self.layers.cards == other.layers.cards
            && self.scroll == other.scroll
            && self.words == other.words
    }

    pub(super) fn same_marks(&self, other: &Self) -> bool {
        let same_analysis = match (&self.analysed, &other.analysed) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b),
            (None, None) => true,
            _ => false,
        };
        Arc::ptr_eq(&self.article, &other.article)
            && same_analysis
            && self.annotations == other.annotations
            && self.suggestions == other.suggestions
            && self.proposed == other.proposed
            && self.hits == other.hits
            && self.tagset == other.tagset
            && self.focus == other.focus
            && self.layers == other.layers
    }
}

/// What the arrows do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrows {
    /// They move the caret.
    Caret,
    /// Those across the lines go from one suggested claim to the next.
    Claims,
    /// They move a boundary of the selection, as with Shift.
    Boundary,
}
