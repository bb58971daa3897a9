//! What hands do to the shape of marks: boundaries, parts, one made two, several made one.

use super::App;
use super::keyboard::focus_text_later;
use crate::act::MarkAs;
use crate::caret::Caret;
use crate::notice::Notice;
use crate::shaping::{Reshaping, alike_in, cut_at, parts, with_next, with_part_at};
use shirushi_model::{Annotation, AnnotationId, Body, ByteSpan, EntityMark, Highlight, Status, Target};
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

    /// What a suggested entity says once it is accepted.
    fn suggested_mark(&self, span: ByteSpan) -> Option<EntityMark> {
        let all = self.derived.suggestions.iter().chain(self.derived.withdrawn.iter());
        let entity = &all.into_iter().find(|one| one.entity.span == span)?.entity;
        let value = entity.normalized.clone().filter(|value| entity.kind.takes(value));
        Some(EntityMark { kind: entity.kind, canonical: entity.canonical.clone(), value })
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

    /// Marks the selection, or the word at the caret, as the last one was marked.
    pub(super) fn repeat(&mut self, ctx: &Context<Self>) {
        let Some(mark) = self.ui.last_as.clone() else { return };
        if !matches!(self.session.selection.focus, Focus::Text(_)) {
            let Some(word) = self.word_at_caret() else { return };
            self.move_caret(ctx, Some(Caret { anchor: word.start, focus: word.end }));
        }
        self.mark_as(ctx, &mark);
    }

    fn word_at_caret(&self) -> Option<ByteSpan> {
        let article = self.session.article()?;
        let tokens = &self.session.analysed(article.id)?.analysis.tokens;
        let at = tokens.at(self.ui.caret?.focus)?;
        let (start, end) = (*tokens.starts.get(at)?, *tokens.ends.get(at)?);
        Some(ByteSpan { start, end })
    }

    /// What a tag's key does to what is selected: text is marked; a mark of the same kind changes its type or its tag, one of another
    /// kind is marked as this too; a suggestion is accepted as this.
    pub(super) fn tag_selected(&mut self, ctx: &Context<Self>, mark: MarkAs) {
        self.ui.last_as = Some(mark.clone());
        let focus = self.session.selection.focus;
        let by = self.preferences.annotator.clone();
        match (focus, &mark) {
            (Focus::Text(_), _) => self.mark_as(ctx, &mark),
            (Focus::Annotation(id), _) if self.retag(ctx, id, &mark) => {}
            (Focus::Suggestion(span), MarkAs::Entity(kind)) => {
                let Some(article) = self.session.selection.article else { return };
                let Some(found) = self.suggested_mark(span) else { return };
                let value = found.value.filter(|value| kind.takes(value));
                let body = Body::Entity(EntityMark { kind: *kind, value, ..found });
                self.edit(ctx, Edit::Correct { article, span, to: None, body, by });
            }
            (Focus::Claim(_), MarkAs::Claim) => self.judge(ctx, shirushi_session::Verdict::Accept),
            _ => {
                let spans = parts(focus, &self.derived.annotations);
                if let (Some(article), false) = (self.session.selection.article, spans.is_empty()) {
                    let body = mark.body();
                    self.edit(ctx, Edit::Mark { article, spans, body, note: String::new(), by });
                }
            }
        }
    }

    /// Gives a mark another type or tag, where it can have one.
    fn retag(&mut self, ctx: &Context<Self>, id: AnnotationId, mark: &MarkAs) -> bool {
        let Some(annotation) = self.session.project.annotations.get(&id) else { return false };
        let body = match (&annotation.body, mark) {
            (Body::Entity(entity), MarkAs::Entity(kind)) => {
                let value = entity.value.clone().filter(|value| kind.takes(value));
                Body::Entity(EntityMark { kind: *kind, value, ..entity.clone() })
            }
            (Body::Highlight(_), MarkAs::Highlight(tag)) => Body::Highlight(Highlight { tag: *tag }),
            (Body::Claim(claim), MarkAs::Claim) => Body::Claim(claim.clone()),
            _ => return false,
        };
        self.edit(ctx, Edit::Change { id, target: None, body: Some(body), note: None });
        true
    }
}
