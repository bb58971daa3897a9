//! What changes the project: marks made, judged, corrected.

use super::App;
use super::keyboard::{focus_text, focus_text_later, has_keys, later};
use crate::act::{Amendment, MarkAs, MetaField};
use crate::caret::{Caret, Direction};
use crate::claims::{Order, Proposed, neighbour};
use crate::notice::Notice;
use crate::ports::clock;
use crate::shaping::parts;
use shirushi_model::{Annotation, AnnotationId, ArticleId, Body, ByteSpan, Creator, EntityMark, TagColor};
use shirushi_session::{Edit, Focus, Msg, Verdict};
use yew::Context;

impl App {
    pub(super) fn edit(&mut self, ctx: &Context<Self>, edit: Edit) {
        // What was pressed may be gone afterwards: the keys go back to the text.
        let leaves_text = matches!(
            edit,
            Edit::Judge { .. } | Edit::JudgeClaims { .. } | Edit::RemoveArticle(_) | Edit::Delete(_)
        );
        if matches!(edit, Edit::RemoveArticle(_)) {
            self.close_panel();
        }
        self.change(ctx, Msg::Edit { edit, at: clock::now() });
        if leaves_text {
            focus_text_later();
        }
    }

    /// Changes the project from a list: the keys stay there, unless what had them is gone.
    pub(super) fn judged_in_list(&mut self, ctx: &Context<Self>, edit: Edit) {
        self.change(ctx, Msg::Edit { edit, at: clock::now() });
        later(|| {
            if !has_keys() {
                focus_text();
            }
        });
    }

    /// What was rejected elsewhere is suggested again everywhere.
    pub(super) fn bring_back(&mut self, ctx: &Context<Self>, article: ArticleId, span: ByteSpan) {
        let found = self.session.withdrawn(article).iter().find(|one| one.entity.span == span);
        let text = self.session.project.article(article).and_then(|article| span.slice(&article.text));
        let piece =
            found.zip(text).and_then(|(one, text)| self.session.knowledge().piece(text, one.entity.kind));
        if let Some(ids) = piece.map(|piece| piece.judgements().collect()) {
            self.judged_in_list(ctx, Edit::Delete(ids));
        }
    }

    /// Changes the project, where this tab may.
    pub(super) fn change(&mut self, ctx: &Context<Self>, msg: Msg) {
        if self.writes() {
            self.send(ctx, msg);
        } else {
            self.tell(Notice::ReadOnly);
        }
    }

    /// Makes a tag and gives it to a highlight. A name there is already is that tag.
    pub(super) fn add_tag(&mut self, ctx: &Context<Self>, id: AnnotationId, name: String) {
        let tags = &self.session.project.tagset.tags;
        if !tags.iter().any(|tag| tag.name == name) {
            let color =
                TagColor::ALL.get(tags.len() % TagColor::ALL.len()).copied().unwrap_or(TagColor::Amber);
            self.edit(ctx, Edit::AddTag { name: name.clone(), color });
        }
        let made = self.session.project.tagset.tags.iter().find(|tag| tag.name == name).map(|tag| tag.id);
        if let Some(tag) = made {
            self.amend(ctx, id, Amendment::Tag(tag));
        }
    }

    /// Changes one field of an annotation as it is now.
    pub(super) fn amend(&mut self, ctx: &Context<Self>, id: AnnotationId, amendment: Amendment) {
        let Some(annotation) = self.session.project.annotations.get(&id) else { return };
        let mut body = annotation.body.clone();
        match (&mut body, amendment) {
            (Body::Claim(claim), amendment) => amendment.apply(claim),
            (Body::Entity(mark), Amendment::EntityType(kind)) => {
                *mark = mark.clone().retyped(kind);
            }
            (Body::Entity(mark), Amendment::Value(value)) => mark.value = value,
            (Body::Entity(mark), Amendment::Canonical(name)) => mark.canonical = name,
            (Body::Highlight(highlight), Amendment::Tag(tag)) => highlight.tag = tag,
            _ => return,
        }
        self.edit(ctx, Edit::Change { id, target: None, body: Some(body), note: None });
    }

    /// Accepts a suggested claim with one field changed.
    pub(super) fn amend_proposed(
        &mut self,
        ctx: &Context<Self>,
        article: ArticleId,
        span: ByteSpan,
        amendment: Amendment,
    ) {
        let suggested = self.session.suggested_claims(article);
        let Some(claim) = suggested.into_iter().find(|claim| claim.span == span) else { return };
        let mut mark = self.session.claim_mark(article, claim);
        amendment.apply(&mut mark);
        let by = self.preferences.annotator.clone();
        self.edit(ctx, Edit::Correct { article, span, to: None, body: Body::Claim(mark), by });
    }

    /// The suggested claim that is selected.
    pub(super) fn proposed(&self) -> Option<&Proposed> {
        let Focus::Claim(span) = self.session.selection.focus else { return None };
        self.derived.proposed.iter().find(|one| one.span == span).map(AsRef::as_ref)
    }

    /// Changes one field of what is known about an article as it is now.
    pub(super) fn describe(&mut self, ctx: &Context<Self>, id: ArticleId, field: MetaField, value: String) {
        if let Some(article) = self.session.project.article(id) {
            let mut meta = article.meta.clone();
            *field.of(&mut meta) = value;
            self.edit(ctx, Edit::SetMeta(id, meta));
        }
    }

    pub(super) fn mark_as(&mut self, ctx: &Context<Self>, mark: &MarkAs) {
        let Focus::Text(span) = self.session.selection.focus else { return };
        let Some(article) = self.session.selection.article else { return };
        let body = mark.body();
        self.ui.last_as = Some(mark.clone());
        let by = self.preferences.annotator.clone();
        self.edit(ctx, Edit::Mark { article, spans: vec![span], body, note: String::new(), by });
        self.ui.caret = Some(Caret::at(span.end));
        self.show_selected();
        self.scroll_to(span);
        focus_text();
    }

    pub(super) fn judge(&mut self, ctx: &Context<Self>, verdict: Verdict) {
        if self.ui.reshaping.is_some() {
            match verdict {
                Verdict::Accept => self.end_reshaping(ctx),
                Verdict::Reject => self.leave_reshaping(ctx),
            }
            return;
        }
        // A judged suggestion can be judged again.
        let again = self.focused().filter(|one| matches!(one.creator, Creator::Model { .. }));
        let is_claim = again.is_some_and(|one| matches!(one.body, Body::Claim(_)));
        let (span, is_claim) = match (self.session.selection.focus, again.and_then(Annotation::extent)) {
            (Focus::Suggestion(span), _) => (span, false),
            (Focus::Claim(span), _) => (span, true),
            (Focus::Annotation(_), Some(span)) => (span, is_claim),
            _ => return,
        };
        if let Some(article) = self.session.selection.article {
            let (places, by) = (vec![(article, span)], self.preferences.annotator.clone());
            let edit = if is_claim {
                Edit::JudgeClaims { places, verdict, by }
            } else {
                Edit::Judge { places, verdict, by }
            };
            // The session goes on in the order of the text; whoever goes by worth goes on by worth.
            let next = (self.ui.walking == Some(Order::Worth))
                .then(|| neighbour(&self.derived.proposed, Order::Worth, span, Direction::Forward))
                .flatten();
            self.edit(ctx, edit);
            if let Some(next) = next.filter(|next| is_claim && *next != span) {
                self.send(ctx, Msg::Focus(Focus::Claim(next)));
            }
            if let Some(next) = self.proposed().map(|one| one.span) {
                self.announce_focus();
                self.scroll_to(next);
            }
        }
    }

    pub(super) fn focused(&self) -> Option<&Annotation> {
        match self.session.selection.focus {
            Focus::Annotation(id) => self.session.project.annotations.get(&id).map(AsRef::as_ref),
            _ => None,
        }
    }

    /// What a suggested entity says once it is accepted.
    pub(super) fn suggested_mark(&self, span: ByteSpan) -> Option<EntityMark> {
        let found = self.derived.suggestions.on(span).or_else(|| self.derived.withdrawn.on(span))?;
        Some(EntityMark::of(&found.entity))
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
                let body = Body::Entity(found.retyped(*kind));
                self.edit(ctx, Edit::Correct { article, span, to: None, body, by });
            }
            (Focus::Claim(_), MarkAs::Claim) => self.judge(ctx, Verdict::Accept),
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
        match (&annotation.body, mark) {
            (Body::Entity(_), MarkAs::Entity(kind)) => self.amend(ctx, id, Amendment::EntityType(*kind)),
            (Body::Highlight(_), MarkAs::Highlight(tag)) => self.amend(ctx, id, Amendment::Tag(*tag)),
            (Body::Claim(_), MarkAs::Claim) => {}
            _ => return false,
        }
        true
    }
}
