//! A newer version of the open article's text: pasted or opened, looked at beside the marks it carries along, and put in the
//! place of the old one. What a mark has lost its place by can be put right by hand.

use super::keyboard::{Scroll, focus_on, later};
use super::{App, taking_in};
use crate::act::{Incoming, Panel};
use crate::caret::Caret;
use crate::notice::Notice;
use crate::ports::clipboard::Pasted;
use crate::shared::Shared;
use shirushi_exchange::carry::{Carried, End, Fate, carry};
use shirushi_exchange::intake::{self, IntakeNotice};
use shirushi_model::{AnnotationId, ArticleId, Body, Target};
use shirushi_session::{Edit, Focus, Msg};
use std::collections::BTreeMap;
use yew::Context;

/// What is done about a newer text.
pub(crate) enum Replace {
    /// Ask for one.
    Begin,
    /// It was written.
    Text(String),
    Pasted(Pasted),
    /// Choose a file.
    Pick,
    Arrived(Vec<Incoming>),
    /// Put it in the place of the old one.
    Do,
    Cancel,
}

/// A newer text that has not taken its place yet.
#[derive(Debug, Clone, Default)]
pub(super) struct Replacing {
    pub(super) article: Option<ArticleId>,
    pub(super) text: String,
    /// What will become of the marks.
    pub(super) carried: Shared<Vec<Carried>>,
    pub(super) odd: Vec<IntakeNotice>,
}

impl App {
    pub(super) fn replace(&mut self, ctx: &Context<Self>, replace: Replace) {
        match replace {
            Replace::Begin => {
                let article = self.session.selection.article;
                if article.is_some() && self.ui.replacing.article != article {
                    self.ui.replacing = Replacing { article, ..Replacing::default() };
                }
                if article.is_some() {
                    self.carry_again();
                    self.open_panel(Panel::Replace);
                    // The field is there once the page has been drawn.
                    later(|| focus_on("[data-part=\"newer-text\"]", Scroll::Along));
                }
            }
            Replace::Text(text) => self.newer_text(text),
            Replace::Pasted(pasted) => {
                if pasted.repaired {
                    self.tell(Notice::Surrogates);
                }
                self.newer_text(taking_in::cleaned(&pasted));
            }
            Replace::Pick => taking_in::pick_newer(ctx),
            Replace::Arrived(files) => {
                if let Some(newer) = files.into_iter().next().and_then(|file| self.read_text(file)) {
                    self.newer_text(newer.text);
                }
            }
            Replace::Do => self.put_newer(ctx),
            Replace::Cancel => {
                self.ui.replacing = Replacing::default();
                self.keep_drafts();
                self.close_panel();
            }
        }
    }

    fn newer_text(&mut self, text: String) {
        self.ui.replacing.odd = if text.is_empty() { Vec::new() } else { intake::inspect(&text) };
        self.ui.replacing.text = text;
        self.keep_drafts_at_once();
        self.carry_again();
    }

    /// Looks anew at what becomes of the marks: they may have changed meanwhile.
    pub(super) fn carry_again(&mut self) {
        let Replacing { article: Some(article), text, carried, .. } = &mut self.ui.replacing else { return };
        let found =
            if text.trim().is_empty() { Vec::new() } else { carry(&self.session.project, *article, text) };
        if **carried != found {
            *carried = Shared::new(found);
        }
    }

    fn put_newer(&mut self, ctx: &Context<Self>) {
        self.carry_again();
        let Replacing { article: Some(article), text, carried, odd } = std::mem::take(&mut self.ui.replacing)
        else {
            return;
        };
        if text.trim().is_empty() || taking_in::refuses(&odd) {
            return;
        }
        let (mut marks, mut ends) = (BTreeMap::new(), BTreeMap::new());
        for Carried { annotation, end, target, .. } in carried.iter().cloned() {
            match end {
                End::Own => marks.insert(annotation, target),
                End::Other => ends.insert(annotation, target),
            };
        }
        self.keep_drafts();
        let lost = carried.iter().filter(|one| one.fate == Fate::Lost).count();
        self.close_panel();
        self.edit(ctx, Edit::ReplaceText { article, text, marks, ends });
        // What has no place any more is listed beside the text.
        self.ui.inspector_out = lost > 0;
        super::keyboard::focus_text_later();
    }

    /// Gives a place of an annotation the text that is selected.
    pub(super) fn place_here(&mut self, ctx: &Context<Self>, id: AnnotationId, end: End) {
        let Focus::Text(span) = self.session.selection.focus else { return };
        let Some(annotation) = self.session.project.annotations.get(&id) else { return };
        let mut body = annotation.body.clone();
        let edit = match (end, &mut body) {
            (End::Own, _) => Edit::Change { id, target: Some(vec![span]), body: None, note: None },
            (End::Other, Body::Relation(mark)) => {
                mark.place = Target::Placed(vec![span]);
                Edit::Change { id, target: None, body: Some(body), note: None }
            }
            (End::Other, _) => return,
        };
        let is_relation = matches!(annotation.body, Body::Relation(_));
        self.edit(ctx, edit);
        // The selection has done its work, and the same words can be selected again.
        self.ui.caret = Some(Caret::at(span.end));
        if !is_relation && self.writes() {
            self.send(ctx, Msg::Focus(Focus::Annotation(id)));
        }
    }
}
