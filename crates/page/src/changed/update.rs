//! Acts on an article that changed.

use super::{ArticleThen, ChangedAct, ChangedUi, FoundThen, TextThen, Whence};
use crate::effect::{Effect, EngineJob};
use crate::engine::{Dictionary, identity};
use crate::focus::FocusTarget;
use crate::notices::Notice;
use crate::outside::Outside;
use crate::scene::Scene;
use crate::shared::Shared;
use crate::state::Page;
use shirushi_model::{Analysis, AnalysisId, Article, ArticleId};
use shirushi_session::Analysed;
use std::sync::Arc;

impl Page {
    /// Does what the late part does of it.
    pub(crate) fn act_changed(&mut self, act: ChangedAct, out: &mut Outside) {
        match act {
            ChangedAct::Show(texts) => self.show_changed(*texts, out),
            ChangedAct::ShowReplaced => {
                let told = self.ui.notices.iter().rev().find_map(|(_, notice)| match notice {
                    Notice::TextReplaced(before) => Some(before.clone()),
                    _ => None,
                });
                let Some(before) = told else { return };
                let Some(after) = self.session.project.article(before.id).cloned() else { return };
                let words = self.words();
                let then = |article, state: &str| ArticleThen { article, state: state.to_owned() };
                self.show_changed([then(before, words.former_text), then(after, words.present)], out);
            }
            ChangedAct::Turn(at) => self.project.changed.at = Some(at),
            ChangedAct::Leave => self.leave_changed(out),
        }
    }

    fn show_changed(&mut self, texts: [ArticleThen; 2], out: &mut Outside) {
        out.focus(FocusTarget::Note);
        let from = match self.ui.scene {
            Scene::Changed => self.project.changed.from,
            scene => Whence { scene, inspector_out: self.ui.inspector_out },
        };
        let mut number = u32::MAX;
        let texts = texts.map(|then| {
            // Numbers of articles grow from 1: one of the last is free.
            while self.session.project.article(ArticleId(number)).is_some() {
                number = number.saturating_sub(1);
            }
            let of =
                |id| identity(id, (&then.article.text, &then.article.meta.published), self.ui.generation);
            let id = of(if self.is_present(&then.article) { then.article.id } else { ArticleId(number) });
            number = number.saturating_sub(1);
            TextThen { then, id, found: FoundThen::Awaited }
        });
        self.project.changed = ChangedUi { texts: Some(Shared::new(texts)), at: None, from };
        self.follow_changed();
        for text in self.project.changed.texts.iter().flat_map(|texts| texts.iter()) {
            let TextThen { then, id, found } = text;
            if matches!(found, FoundThen::Awaited) && id.article != then.article.id {
                let (text, day) = (then.article.text.clone(), then.article.meta.published.clone());
                out.ask(Effect::Engine(EngineJob::Put { id: *id, text, day }));
                out.ask(Effect::Engine(EngineJob::Prefer(id.article)));
            }
        }
        self.ui.scene = Scene::Changed;
        self.ui.opened = self.ui.opened.wrapping_add(1);
        self.ui.library_out = false;
        self.ui.inspector_out = false;
        out.focus(FocusTarget::Result);
    }

    /// Whether an article is as it is now, as far as the analysis goes.
    fn is_present(&self, article: &Article) -> bool {
        self.session
            .project
            .article(article.id)
            .is_some_and(|now| now.text == article.text && now.meta.published == article.meta.published)
    }

    /// Back to where one was, with what was open there.
    pub(crate) fn leave_changed(&mut self, out: &mut Outside) {
        let Whence { scene, inspector_out } = self.project.changed.from;
        self.ui.scene = scene;
        self.ui.inspector_out = inspector_out;
        self.project.changed = ChangedUi::default();
        out.focus(FocusTarget::Former);
    }

    /// Whether this is the analysis of a former text that is looked at.
    pub(crate) fn is_former(&self, id: AnalysisId) -> bool {
        let is_it = |text: &TextThen| text.id == id && id.article != text.then.article.id;
        self.project.changed.texts.iter().flat_map(|texts| texts.iter()).any(is_it)
    }

    /// The analysis of a former text came, or will not. Says whether it was one.
    pub(crate) fn former_read(
        &mut self,
        id: AnalysisId,
        analysis: Option<Analysis>,
        out: &mut Outside,
    ) -> bool {
        let Some(texts) = self.project.changed.texts.clone().filter(|_| self.is_former(id)) else {
            return false;
        };
        let found = match (analysis, &self.ui.dictionary) {
            (Some(analysis), Dictionary::Ready { model, .. }) => {
                FoundThen::Here(Arc::new(Analysed { analysis, model: model.clone() }))
            }
            _ => FoundThen::Unavailable,
        };
        let mut texts = (*texts).clone();
        for text in texts.iter_mut().filter(|text| text.id == id) {
            text.found = found.clone();
        }
        self.project.changed.texts = Some(Shared::new(texts));
        out.ask(Effect::Engine(EngineJob::Forget(vec![id.article])));
        true
    }

    /// Takes over what became known of the present text.
    pub(crate) fn follow_changed(&mut self) {
        let Some(texts) = &self.project.changed.texts else { return };
        let fails = self.ui.dictionary == Dictionary::Failed;
        let becomes = |text: &TextThen| {
            let article = &text.then.article;
            let (is_own, stands) = (text.id.article == article.id, self.is_present(article));
            let analysed = self.session.analysed(article.id).filter(|_| is_own && stands);
            match (&text.found, analysed) {
                (FoundThen::Here(_), _) => None,
                (_, Some(analysed)) => Some(FoundThen::Here(analysed.clone())),
                (FoundThen::Awaited, None) if fails || is_own && !stands => Some(FoundThen::Unavailable),
                (FoundThen::Awaited | FoundThen::Unavailable, None) => None,
            }
        };
        let became: Vec<Option<FoundThen>> = texts.iter().map(becomes).collect();
        if became.iter().any(Option::is_some) {
            let mut texts = (**texts).clone();
            for (text, became) in texts.iter_mut().zip(became) {
                text.found = became.unwrap_or_else(|| text.found.clone());
            }
            self.project.changed.texts = Some(Shared::new(texts));
        }
    }
}
