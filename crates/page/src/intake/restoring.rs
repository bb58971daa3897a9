//! Keeping what is typed, and bringing it back.

use super::{Drafts, NewText, NewerText};
use crate::effect::Effect;
use crate::late::LateAct;
use crate::outside::Outside;
use crate::replacing::Replacing;
use crate::scene::Panel;
use crate::state::Page;
use shirushi_exchange::intake;
use shirushi_model::ArticleId;

/// A draft of at most so many bytes is kept at every change; a larger one when the page is left.
const AT_ONCE: usize = 100_000;

impl Page {
    /// Brings back what was typed when the page was left.
    pub(crate) fn restore_drafts(&mut self, drafts: Drafts, out: &mut Outside) {
        let Drafts { article, newer } = drafts;
        self.ui.newer_left = newer;
        if let Some(NewText { text, meta }) = article {
            self.set_draft_text(text, out);
            self.ui.draft.meta = meta.into();
            self.open_panel(Panel::Intake, out);
        }
    }

    /// Brings back a newer text, once the project it was for is open. A person who opened something else
    /// meanwhile goes on with that.
    pub(crate) fn restore_newer(&mut self, out: &mut Outside) {
        let fits = |left: &mut NewerText| {
            let id = ArticleId(left.article);
            left.project == self.session.project.id && self.session.selection.article == Some(id)
        };
        let Some(NewerText { article, text, .. }) = self.ui.newer_left.take_if(fits) else { return };
        let odd = intake::inspect(&text);
        self.project.replacing =
            Replacing { article: Some(ArticleId(article)), text, odd, ..Replacing::default() };
        self.act_late(LateAct::CarryAgain, out);
        if self.ui.panel == Panel::Inspector {
            self.open_panel(Panel::Replace, out);
        }
    }

    /// Keeps what is typed, unless it is so much that it would be felt.
    pub(crate) fn keep_drafts_at_once(&self, out: &mut Outside) {
        if self.ui.draft.text.len() + self.project.replacing.text.len() <= AT_ONCE {
            self.keep_drafts(out);
        }
    }

    /// Keeps what is typed.
    pub(crate) fn keep_drafts(&self, out: &mut Outside) {
        let (draft, newer) = (&self.ui.draft, &self.project.replacing);
        let article = (!draft.text.is_empty())
            .then(|| NewText { text: draft.text.clone(), meta: draft.meta.clone().into() });
        let of = newer.article.filter(|_| !newer.text.is_empty());
        let newer = of.map(|article| NewerText {
            project: self.session.project.id.clone(),
            article: article.0,
            text: newer.text.clone(),
        });
        let newer = newer.or_else(|| self.ui.newer_left.clone());
        out.ask(Effect::KeepDrafts(Box::new(Drafts { article, newer })));
    }
}
