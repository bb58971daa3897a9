//! What hands do to the shape of marks: boundaries, parts, one made two, several made one.

use super::shaping::{Reshaping, alike_in, cut_at, parts, with_next, with_part_at};
use crate::focus::FocusTarget;
use crate::notices::Notice;
use crate::outside::Outside;
use crate::reading::caret::Caret;
use crate::state::Page;
use shirushi_model::{Annotation, Body, ByteSpan, Status, Target};
use shirushi_session::{Edit, Focus, Msg, Refusal};

impl Page {
    /// Lets the selection draw the boundaries of what is selected anew; asked again, the caret goes to the
    /// other end.
    pub(crate) fn begin_reshaping(&mut self, out: &mut Outside) {
        if self.project.reshaping.is_some() {
            let turned = |caret: Caret| Caret { anchor: caret.focus, focus: caret.anchor };
            self.move_caret(self.project.caret.map(turned), out);
            return;
        }
        let what = self.session.selection.focus;
        let parts = parts(what, &self.derived.annotations);
        let caret = self.project.caret.map_or(0, |caret| caret.focus);
        let here = parts.iter().find(|part| part.start <= caret && caret < part.end).or(parts.first());
        let Some(&part) = here else { return };
        if !self.writes() {
            self.tell(Notice::ReadOnly);
            return;
        }
        self.project.reshaping = Some(Reshaping { what, part });
        self.move_caret(Some(Caret { anchor: part.start, focus: part.end }), out);
        self.ui.announced = self.words().boundary_lead.to_owned();
        self.ui.inspector_out = false;
        self.scroll_to(part);
        out.focus(FocusTarget::Text);
    }

    /// Puts the boundaries where the selection has them.
    pub(crate) fn end_reshaping(&mut self, out: &mut Outside) {
        let Some(Reshaping { what, part }) = self.project.reshaping else { return };
        match self.session.selection.focus {
            Focus::Text(span) => self.reshape(what, part, span, out),
            _ => self.leave_reshaping(out),
        }
    }

    /// Leaves the boundaries as they are.
    pub(crate) fn leave_reshaping(&mut self, out: &mut Outside) {
        if let Some(Reshaping { what, part }) = self.project.reshaping.take() {
            self.project.caret = Some(Caret::at(part.start));
            self.focus(what, out);
            out.focus(FocusTarget::Text);
        }
    }

    /// Draws the boundaries of a part elsewhere. A suggestion is accepted by that.
    pub(crate) fn reshape(&mut self, what: Focus, part: ByteSpan, to: ByteSpan, out: &mut Outside) {
        self.project.reshaping = None;
        let by = self.preferences.annotator.clone();
        self.project.caret = Some(Caret::at(to.start));
        self.send(Msg::Focus(what), out);
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
            self.edit(edit, out);
        }
        out.focus(FocusTarget::Text);
    }

    /// Cuts the mark in which the caret stands.
    pub(crate) fn split(&mut self, out: &mut Outside) {
        let Some(at) = self.project.caret.map(|caret| caret.focus) else { return };
        match cut_at(&self.derived.annotations, at, self.project.last_mark) {
            Some(id) => {
                self.edit(Edit::Split { id, at }, out);
                self.focus(Focus::Annotation(id), out);
            }
            None => self.tell(Notice::NoMarkHere),
        }
    }

    /// Makes one mark of those alike in the selection, or of the selected one and the next like it.
    pub(crate) fn merge(&mut self, out: &mut Outside) {
        let ids = match self.session.selection.focus {
            Focus::Text(span) => alike_in(&self.derived.annotations, span),
            Focus::Annotation(id) => with_next(&self.derived.annotations, id),
            _ => Vec::new(),
        };
        if ids.is_empty() {
            self.tell(Notice::Refused(Refusal::NotAlike));
            return;
        }
        self.edit(Edit::Merge(ids), out);
        self.show_selected();
    }

    /// The mark that was made or looked at last, if it stands in the open article.
    pub fn last_mark(&self) -> Option<&Annotation> {
        let last = self.session.project.annotations.get(&self.project.last_mark?)?;
        let here = self.session.selection.article == Some(last.article) && last.status != Status::Rejected;
        (here && matches!(last.target, Target::Placed(_))).then_some(last.as_ref())
    }

    /// Makes what is selected a further part of the last mark.
    pub(crate) fn add_part(&mut self, out: &mut Outside) {
        let Focus::Text(span) = self.session.selection.focus else { return };
        let Some(id) = self.last_mark().map(|last| last.id) else { return };
        let mut spans = parts(Focus::Annotation(id), &self.derived.annotations);
        spans.push(span);
        self.project.caret = Some(Caret::at(span.end));
        self.edit(Edit::Change { id, target: Some(spans), body: None, note: None }, out);
        self.focus(Focus::Annotation(id), out);
        out.focus(FocusTarget::Text);
    }
}
