//! Taking a newer text in.

use super::{Replace, Replacing};
use crate::effect::{Effect, FileKind};
use crate::focus::FocusTarget;
use crate::intake::{cleaned, refuses};
use crate::notices::Notice;
use crate::outside::Outside;
use crate::reading::Caret;
use crate::scene::Panel;
use crate::shared::Shared;
use crate::state::Page;
use shirushi_exchange::carry::{Carried, End, Fate, carry};
use shirushi_exchange::intake::{self};
use shirushi_model::{AnnotationId, Body, Target};
use shirushi_session::{Edit, Focus, Msg};
use std::collections::BTreeMap;

impl Page {
    pub(crate) fn replace(&mut self, replace: Replace, out: &mut Outside) {
        match replace {
            Replace::Begin => {
                let article = self.session.selection.article;
                if article.is_some() && self.project.replacing.article != article {
                    self.project.replacing = Replacing { article, ..Replacing::default() };
                }
                if article.is_some() {
                    self.carry_again();
                    self.open_panel(Panel::Replace, out);
                    // The field is there once the page has been drawn.
                    out.focus(FocusTarget::NewerText);
                }
            }
            Replace::Text(text) => self.newer_text(text, out),
            Replace::Pasted(pasted) => {
                if pasted.repaired {
                    self.tell(Notice::Surrogates);
                }
                self.newer_text(cleaned(self.readers, &pasted), out);
            }
            Replace::Pick => out.ask(Effect::Pick(FileKind::NewerText)),
            Replace::Arrived(files) => {
                if let Some(newer) = files.into_iter().next().and_then(|file| self.read_text(file)) {
                    self.newer_text(newer.text, out);
                }
            }
            Replace::Do => self.put_newer(out),
            Replace::Cancel => {
                self.project.replacing = Replacing::default();
                self.keep_drafts(out);
                self.close_panel(out);
            }
        }
    }

    fn newer_text(&mut self, text: String, out: &mut Outside) {
        self.project.replacing.odd = if text.is_empty() { Vec::new() } else { intake::inspect(&text) };
        self.project.replacing.text = text.into();
        self.keep_drafts_at_once(out);
        self.carry_again();
    }

    /// Looks anew at what becomes of the marks: they may have changed meanwhile.
    pub(crate) fn carry_again(&mut self) {
        let Replacing { article: Some(article), text, carried, .. } = &mut self.project.replacing else {
            return;
        };
        let found =
            if text.trim().is_empty() { Vec::new() } else { carry(&self.session.project, *article, text) };
        if **carried != found {
            *carried = Shared::new(found);
        }
    }

    fn put_newer(&mut self, out: &mut Outside) {
        self.carry_again();
        let Replacing { article: Some(article), text, carried, odd } =
            std::mem::take(&mut self.project.replacing)
        else {
            return;
        };
        if text.trim().is_empty() || refuses(&odd) {
            return;
        }
        let (mut marks, mut ends) = (BTreeMap::new(), BTreeMap::new());
        for Carried { annotation, end, target, .. } in carried.iter().cloned() {
            match end {
                End::Own => marks.insert(annotation, target),
                End::Other => ends.insert(annotation, target),
            };
        }
        self.keep_drafts(out);
        let before = self.session.project.article(article).cloned();
        let lost = carried.iter().filter(|one| one.fate == Fate::Lost).count();
        self.close_panel(out);
        self.edit(Edit::ReplaceText { article, text: text.to_string(), marks, ends }, out);
        if let (Some(before), Some(now)) = (before, self.session.project.article(article))
            && before.text != now.text
        {
            self.tell(Notice::TextReplaced(before));
        }
        // What has no place any more is listed beside the text.
        self.ui.inspector_out = lost > 0;
        out.focus(FocusTarget::Text);
    }

    /// Gives a place of an annotation the text that is selected.
    pub(crate) fn place_here(&mut self, id: AnnotationId, end: End, out: &mut Outside) {
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
        self.edit(edit, out);
        // The selection has done its work, and the same words can be selected again.
        self.project.caret = Some(Caret::at(span.end));
        if !is_relation && self.writes() {
            self.send(Msg::Focus(Focus::Annotation(id)), out);
        }
    }
}
