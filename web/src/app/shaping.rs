//! What hands do to the shape of marks: boundaries, parts, one made two, several made one.

use super::App;
use super::keyboard::focus_text_later;
use crate::caret::Caret;
use crate::notice::Notice;
use crate::shaping::{Reshaping, alike_in, cut_at, parts, with_next, with_part_at};
use shirushi_model::{Annotation, Body, ByteSpan, Status, Target};
use shirushi_session::{Edit, Focus, Msg, Refusal};
use yew::Context;

impl App {
    /// Lets the selection draw the boundaries of what is selected anew; asked again, the caret goes to the other end.
    pub(super) fn begin_reshaping(&mut self, ctx: &Context<Self>) {
        if self.ui.reshaping.is_some() {
            let turned = |caret: Caret| Caret { anchor: caret.focus, focus: caret.anchor };
            self.move_caret(ctx, self.ui.caret.map(turned));
            return;
        }
        let what = self.session.selection.focus;
        let parts = parts(what, &self.derived.annotations);
        let caret = self.ui.caret.map_or(0, |caret| caret.focus);
        let here = parts.iter().find(|part| part.start <= caret && caret < part.end).or(parts.first());
        let Some(&part) = here else { return };
        if !self.writes() {
            self.tell(Notice::ReadOnly);
            return;
        }
        self.ui.reshaping = Some(Reshaping { what, part });
        self.move_caret(ctx, Some(Caret { anchor: part.start, focus: part.end }));
        self.ui.announced = self.words().boundary_lead.to_owned();
        self.ui.inspector_out = false;
        self.scroll_to(part);
        focus_text_later();
    }

    /// Puts the boundaries where the selection has them.
    pub(super) fn end_reshaping(&mut self, ctx: &Context<Self>) {
        let Some(Reshaping { what, part }) = self.ui.reshaping else { return };
        match self.session.selection.focus {
            Focus::Text(span) => self.reshape(ctx, what, part, span),
            _ => self.leave_reshaping(ctx),
        }
    }

    /// Leaves the boundaries as they are.
    pub(super) fn leave_reshaping(&mut self, ctx: &Context<Self>) {
        if let Some(Reshaping { what, part }) = self.ui.reshaping.take() {
            self.ui.caret = Some(Caret::at(part.start));
            self.focus(ctx, what);
            focus_text_later();
        }
    }

    /// Draws the boundaries of a part elsewhere. A suggestion is accepted by that.
    pub(super) fn reshape(&mut self, ctx: &Context<Self>, what: Focus, part: ByteSpan, to: ByteSpan) {
        self.ui.reshaping = None;
        let by = self.preferences.annotator.clone();
        self.ui.caret = Some(Caret::at(to.start));
        self.send(ctx, Msg::Focus(what));
        let correct = |body| {
            let article = self.session.selection.article?;
            Some(Edit::Correct { article, span: part, to: Some(to), body, by: by.clone() })
        };
        let edit = match what {
            Focus::Annotation(id) => {
                let spans = with_part_at(&parts(what, &self.derived.annotations), part, to);
                Some(Edit::Change { id, target: Some(spans), body: None, note: None })
            }
            Focus::Suggestion(_) => self.suggested_mark(part).map(Body::Entity).and_then(correct),
            Focus::Claim(_) => self.proposed().map(|one| Body::Claim(one.mark.clone())).and_then(correct),
            Focus::Text(_) | Focus::None => None,
        };
        if let Some(edit) = edit {
            self.edit(ctx, edit);
        }
        focus_text_later();
    }

    /// Cuts the mark in which the caret stands.
    pub(super) fn split(&mut self, ctx: &Context<Self>) {
        let Some(at) = self.ui.caret.map(|caret| caret.focus) else { return };
        match cut_at(&self.derived.annotations, at, self.ui.last_mark) {
            Some(id) => {
                self.edit(ctx, Edit::Split { id, at });
                self.focus(ctx, Focus::Annotation(id));
            }
            None => self.tell(Notice::NoMarkHere),
        }
    }

    /// Makes one mark of those alike in the selection, or of the selected one and the next like it.
    pub(super) fn merge(&mut self, ctx: &Context<Self>) {
        let ids = match self.session.selection.focus {
            Focus::Text(span) => alike_in(&self.derived.annotations, span),
            Focus::Annotation(id) => with_next(&self.derived.annotations, id),
            _ => Vec::new(),
        };
        if ids.is_empty() {
            self.tell(Notice::Refused(Refusal::NotAlike));
            return;
        }
        self.edit(ctx, Edit::Merge(ids));
        self.show_selected();
    }

    /// The mark that was made or looked at last, if it stands in the open article.
    pub(super) fn last_mark(&self) -> Option<&Annotation> {
        let last = self.session.project.annotations.get(&self.ui.last_mark?)?;
        let here = self.session.selection.article == Some(last.article) && last.status != Status::Rejected;
        (here && matches!(last.target, Target::Placed(_))).then_some(last.as_ref())
    }

    /// Makes what is selected a further part of the last mark.
    pub(super) fn add_part(&mut self, ctx: &Context<Self>) {
        let Focus::Text(span) = self.session.selection.focus else { return };
        let Some(id) = self.last_mark().map(|last| last.id) else { return };
        let mut spans = parts(Focus::Annotation(id), &self.derived.annotations);
        spans.push(span);
        self.ui.caret = Some(Caret::at(span.end));
        self.edit(ctx, Edit::Change { id, target: Some(spans), body: None, note: None });
        self.focus(ctx, Focus::Annotation(id));
        focus_text_later();
    }
}
