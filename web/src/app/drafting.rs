//! What is typed in the forms for texts outlives the page: it is kept in the tab and is there again after a reload.

use super::App;
use super::replacing::Replacing;
use crate::act::Panel;
use crate::ports::drafts::{self, Drafts, NewText, NewerText};
use shirushi_exchange::intake;
use shirushi_model::ArticleId;

/// A draft of at most so many bytes is kept at every change; a larger one when the page is left.
const AT_ONCE: usize = 100_000;

impl App {
    /// Brings back what was typed when the page was left.
    pub(super) fn restore_drafts(&mut self) {
        let Drafts { article, newer } = drafts::load();
        self.ui.newer_left = newer;
        if let Some(NewText { text, meta }) = article {
            self.set_draft_text(text);
            self.ui.draft.meta = meta.into();
            self.open_panel(Panel::Intake);
        }
    }

    /// Brings back a newer text, once the project it was for is open. A person who opened something else meanwhile goes on with that.
    pub(super) fn restore_newer(&mut self) {
        let fits = |left: &mut NewerText| {
            let id = ArticleId(left.article);
            left.project == self.session.project.id && self.session.selection.article == Some(id)
        };
        let Some(NewerText { article, text, .. }) = self.ui.newer_left.take_if(fits) else { return };
        let odd = intake::inspect(&text);
        self.ui.replacing =
            Replacing { article: Some(ArticleId(article)), text, odd, ..Replacing::default() };
        self.carry_again();
        if self.ui.panel == Panel::Inspector {
            self.open_panel(Panel::Replace);
        }
    }

    /// Keeps what is typed, unless it is so much that it would be felt.
    pub(super) fn keep_drafts_at_once(&self) {
        if self.ui.draft.text.len() + self.ui.replacing.text.len() <= AT_ONCE {
            self.keep_drafts();
        }
    }

    /// Keeps what is typed.
    pub(super) fn keep_drafts(&self) {
        let (draft, newer) = (&self.ui.draft, &self.ui.replacing);
        let article = (!draft.text.is_empty())
            .then(|| NewText { text: draft.text.clone(), meta: draft.meta.clone().into() });
        let of = newer.article.filter(|_| !newer.text.is_empty());
        let newer = of.map(|article| NewerText {
            project: self.session.project.id.clone(),
            article: article.0,
            text: newer.text.clone(),
        });
        drafts::save(&Drafts { article, newer: newer.or_else(|| self.ui.newer_left.clone()) });
    }
}
