//! What changes the project: marks made, judged, corrected.

use super::KeysAfter;
use super::shaping::parts;
use super::{Amendment, MarkAs};
use crate::focus::FocusTarget;
use crate::intake::MetaField;
use crate::outside::Outside;
use crate::reading::caret::{Caret, Direction};
use crate::reading::claims::{ClaimOrder, Proposed, neighbour};
use crate::state::Page;
use shirushi_model::{Annotation, AnnotationId, ArticleId, Body, ByteSpan, Creator, EntityMark, TagColor};
use shirushi_session::{Edit, Focus, Msg, Verdict};

impl Page {
    /// Changes the project; then the keys go where they are to go.
    pub(crate) fn edit_then(&mut self, edit: Edit, keys: KeysAfter, out: &mut Outside) {
        self.edit(edit, out);
        match keys {
            KeysAfter::Stay => {}
            KeysAfter::ToText => out.focus(FocusTarget::Text),
            KeysAfter::ToTextIfLost => out.focus(FocusTarget::TextIfLost),
        }
    }

    /// Asks for the person's name at their first judgement, once; the tour asks enough by itself.
    pub(crate) fn ask_name(&mut self, out: &mut Outside) {
        if self.preferences.asked_name || self.ui.tour.is_some() {
            return;
        }
        self.preferences.asked_name = true;
        self.save_preferences(out);
        self.ui.naming = self.preferences.annotator.is_empty();
    }

    pub(crate) fn remove_article(&mut self, id: ArticleId, out: &mut Outside) {
        self.close_panel(out);
        self.edit_then(Edit::RemoveArticle(id), KeysAfter::ToText, out);
    }

    /// Judges a suggested claim from the margin.
    pub(crate) fn judge_claim(
        &mut self,
        article: ArticleId,
        span: ByteSpan,
        verdict: Verdict,
        out: &mut Outside,
    ) {
        let (places, by) = (vec![(article, span)], self.preferences.annotator.clone());
        self.edit_then(Edit::JudgeClaims { places, verdict, by }, KeysAfter::ToText, out);
    }

    /// What was rejected elsewhere is suggested again everywhere.
    pub(crate) fn bring_back(&mut self, article: ArticleId, span: ByteSpan, out: &mut Outside) {
        let found = self.session.withdrawn(article).iter().find(|one| one.entity.span == span);
        let text = self.session.project.article(article).and_then(|article| span.slice(&article.text));
        let piece =
            found.zip(text).and_then(|(one, text)| self.session.knowledge().piece(text, one.entity.kind));
        if let Some(ids) = piece.map(|piece| piece.judgements().collect()) {
            self.edit_then(Edit::Delete(ids), KeysAfter::ToTextIfLost, out);
        }
    }

    /// Makes a tag and gives it to a highlight. A name there is already is that tag.
    pub(crate) fn add_tag(&mut self, id: AnnotationId, name: String, out: &mut Outside) {
        let tags = &self.session.project.tagset.tags;
        if !tags.iter().any(|tag| tag.name == name) {
            let color =
                TagColor::ALL.get(tags.len() % TagColor::ALL.len()).copied().unwrap_or(TagColor::Amber);
            self.edit(Edit::AddTag { name: name.clone(), color }, out);
        }
        let made = self.session.project.tagset.tags.iter().find(|tag| tag.name == name).map(|tag| tag.id);
        if let Some(tag) = made {
            self.amend(id, Amendment::Tag(tag), out);
        }
    }

    /// Changes one field of an annotation as it is now.
    pub(crate) fn amend(&mut self, id: AnnotationId, amendment: Amendment, out: &mut Outside) {
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
        self.edit(Edit::Change { id, target: None, body: Some(body), note: None }, out);
    }

    /// Accepts a suggested claim with one field changed.
    pub(crate) fn amend_proposed(
        &mut self,
        article: ArticleId,
        span: ByteSpan,
        amendment: Amendment,
        out: &mut Outside,
    ) {
        let suggested = self.session.suggested_claims(article);
        let Some(claim) = suggested.into_iter().find(|claim| claim.span == span) else { return };
        let mut mark = self.session.claim_mark(article, claim);
        amendment.apply(&mut mark);
        let by = self.preferences.annotator.clone();
        self.edit(Edit::Correct { article, span, to: None, body: Body::Claim(mark), by }, out);
    }

    /// The suggested claim that is selected.
    pub(crate) fn proposed(&self) -> Option<&Proposed> {
        let Focus::Claim(span) = self.session.selection.focus else { return None };
        self.derived.proposed.iter().find(|one| one.span == span).map(AsRef::as_ref)
    }

    /// Changes one field of what is known about an article as it is now.
    pub(crate) fn describe(&mut self, id: ArticleId, field: MetaField, value: String, out: &mut Outside) {
        if let Some(article) = self.session.project.article(id) {
            let mut meta = article.meta.clone();
            *field.of(&mut meta) = value;
            self.edit(Edit::SetMeta(id, meta), out);
        }
    }

    pub(crate) fn mark_as(&mut self, mark: &MarkAs, out: &mut Outside) {
        let Focus::Text(span) = self.session.selection.focus else { return };
        let Some(article) = self.session.selection.article else { return };
        let body = mark.body();
        self.project.last_as = Some(mark.clone());
        let by = self.preferences.annotator.clone();
        self.edit(Edit::Mark { article, spans: vec![span], body, note: String::new(), by }, out);
        self.project.caret = Some(Caret::at(span.end));
        self.show_selected();
        self.scroll_to(span);
        out.focus(FocusTarget::TextNow);
    }

    pub(crate) fn judge(&mut self, verdict: Verdict, out: &mut Outside) {
        if self.project.reshaping.is_some() {
            match verdict {
                Verdict::Accept => self.end_reshaping(out),
                Verdict::Reject => self.leave_reshaping(out),
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
            let next = (self.project.walking == Some(ClaimOrder::Worth))
                .then(|| neighbour(&self.derived.proposed, ClaimOrder::Worth, span, Direction::Forward))
                .flatten();
            self.edit_then(edit, KeysAfter::ToText, out);
            if let Some(next) = next.filter(|next| is_claim && *next != span) {
                self.send(Msg::Focus(Focus::Claim(next)), out);
            }
            if let Some(next) = self.proposed().map(|one| one.span) {
                self.announce_focus();
                self.scroll_to(next);
            }
        }
    }

    pub(crate) fn focused(&self) -> Option<&Annotation> {
        match self.session.selection.focus {
            Focus::Annotation(id) => self.session.project.annotations.get(&id).map(AsRef::as_ref),
            _ => None,
        }
    }

    /// What a suggested entity says once it is accepted.
    pub(crate) fn suggested_mark(&self, span: ByteSpan) -> Option<EntityMark> {
        let found = self.derived.suggestions.on(span).or_else(|| self.derived.withdrawn.on(span))?;
        Some(EntityMark::of(&found.entity))
    }

    /// Marks the selection, or the word at the caret, as the last one was marked.
    pub(crate) fn repeat(&mut self, out: &mut Outside) {
        let Some(mark) = self.project.last_as.clone() else { return };
        if !matches!(self.session.selection.focus, Focus::Text(_)) {
            let Some(word) = self.word_at_caret() else { return };
            self.move_caret(Some(Caret { anchor: word.start, focus: word.end }), out);
        }
        self.mark_as(&mark, out);
    }

    fn word_at_caret(&self) -> Option<ByteSpan> {
        let article = self.session.article()?;
        let tokens = &self.session.analysed(article.id)?.analysis.tokens;
        let at = tokens.at(self.project.caret?.focus)?;
        let (start, end) = (*tokens.starts.get(at)?, *tokens.ends.get(at)?);
        Some(ByteSpan { start, end })
    }

    /// What a tag's key does to what is selected: text is marked; a mark of the same kind changes its type or
    /// its tag, one of another kind is marked as this too; a suggestion is accepted as this.
    pub(crate) fn tag_selected(&mut self, mark: MarkAs, out: &mut Outside) {
        self.project.last_as = Some(mark.clone());
        let focus = self.session.selection.focus;
        let by = self.preferences.annotator.clone();
        match (focus, &mark) {
            (Focus::Text(_), _) => self.mark_as(&mark, out),
            (Focus::Annotation(id), _) if self.retag(id, &mark, out) => {}
            (Focus::Suggestion(span), MarkAs::Entity(kind)) => {
                let Some(article) = self.session.selection.article else { return };
                let Some(found) = self.suggested_mark(span) else { return };
                let body = Body::Entity(found.retyped(*kind));
                self.edit(Edit::Correct { article, span, to: None, body, by }, out);
            }
            (Focus::Claim(_), MarkAs::Claim) => self.judge(Verdict::Accept, out),
            _ => {
                let spans = parts(focus, &self.derived.annotations);
                if let (Some(article), false) = (self.session.selection.article, spans.is_empty()) {
                    let body = mark.body();
                    self.edit(Edit::Mark { article, spans, body, note: String::new(), by }, out);
                }
            }
        }
    }

    /// Gives a mark another type or tag, where it can have one.
    fn retag(&mut self, id: AnnotationId, mark: &MarkAs, out: &mut Outside) -> bool {
        let Some(annotation) = self.session.project.annotations.get(&id) else { return false };
        match (&annotation.body, mark) {
            (Body::Entity(_), MarkAs::Entity(kind)) => self.amend(id, Amendment::EntityType(*kind), out),
            (Body::Highlight(_), MarkAs::Highlight(tag)) => self.amend(id, Amendment::Tag(*tag), out),
            (Body::Claim(_), MarkAs::Claim) => {}
            _ => return false,
        }
        true
    }
}
