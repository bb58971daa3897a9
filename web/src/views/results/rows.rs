//! What the rows of the table are given.

use super::Drawn;
use super::kit::InLanguage;
use crate::views::kit::{ById, Writable};
use shirushi_page::Act;
use shirushi_page::results::Held;
use shirushi_page::words::Words;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, Clone, PartialEq)]
pub(super) struct RowsProps {
    pub(super) held: ById<Rc<Held>>,
    pub(super) words: &'static Words,
    pub(super) language: InLanguage,
    pub(super) ui: shirushi_page::results::ResultsUi,
    pub(super) by: AttrValue,
    pub(super) writable: Writable,
    pub(super) on: Callback<Act>,
}

impl RowsProps {
    pub(super) fn drawn(&self) -> Drawn<'_> {
        Drawn {
            words: self.words,
            language: self.language.0,
            held: &self.held,
            ui: &self.ui,
            by: &self.by,
            writable: self.writable,
            on: &self.on,
        }
    }
}
