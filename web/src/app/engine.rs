//! What is asked of the engine, and what it says.

use super::{App, Dictionary};
use crate::notice::Notice;
use crate::ports::engine::{EngineEvent, ModelFailure};
use crate::ports::updates::UpdateEvent;
use shirushi_model::{ArticleId, Creator};
use shirushi_session::{Analysed, Msg};
use std::sync::Arc;
use yew::Context;

impl App {
    pub(super) fn analyze(&self, article: ArticleId) {
        if let (Some(engine), Some(article)) = (&self.engine, self.session.project.article(article)) {
            let date = Some(article.meta.published.as_str()).filter(|date| !date.is_empty());
            engine.analyze(article.id, article.text.clone(), date);
        }
    }

    /// Asks for every analysis that has not arrived, the open article's first.
    pub(super) fn analyze_all(&self) {
        let missing: Vec<ArticleId> = self.session.unanalysed().collect();
        for article in missing {
            self.analyze(article);
        }
        if let (Some(engine), Some(open)) = (&self.engine, self.session.selection.article) {
            engine.prefer(open);
        }
    }

    pub(super) fn engine_said(&mut self, ctx: &Context<Self>, event: EngineEvent) {
        match event {
            EngineEvent::Progress { received, total } => {
                let percent = u64::from(received) * 100 / u64::from(total.max(1));
                self.ui.dictionary = Dictionary::Coming { percent: percent.min(100) as u32 };
            }
            EngineEvent::Ready { engine, dictionary, about, .. } => {
                self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::Engine(_)));
                let model = Creator::Model {
                    name: "shirushi".to_owned(),
                    version: format!("{engine} ({dictionary})"),
                };
                self.ui.dictionary = Dictionary::Ready { model, about };
            }
            EngineEvent::Failed { failure, .. } => {
                self.ui.dictionary = Dictionary::Failed;
                self.tell(Notice::Engine(failure));
            }
            EngineEvent::Analysed { article, analysis, milliseconds } => {
                if let Dictionary::Ready { model, .. } = &self.ui.dictionary {
                    let analysed = Arc::new(Analysed { analysis: *analysis, model: model.clone() });
                    self.ui.linking.again();
                    self.ui.milliseconds.insert(article, milliseconds);
                    self.send(ctx, Msg::Analysed { article, analysed });
                }
            }
            EngineEvent::Model { failure } => self.model_said(failure),
            EngineEvent::Compared { comparison } => self.compared(comparison),
            EngineEvent::Linked { names } => self.linked(ctx, names),
            EngineEvent::Restarted => self.tell(Notice::EngineRestarted),
            EngineEvent::Abandoned { article } => {
                let title = self.session.project.article(article).map(|article| article.meta.title.clone());
                self.tell(Notice::EngineAbandoned(title.unwrap_or_default()));
            }
        }
    }

    /// Names are found by rules alone, or with the model. What was analysed without it is analysed again.
    pub(super) fn model_said(&mut self, failure: Option<ModelFailure>) {
        let without = std::mem::replace(&mut self.ui.rules_only, failure.is_some());
        match failure {
            Some(failure) => self.tell(Notice::RulesOnly(failure)),
            None if without => {
                self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::RulesOnly(_)));
                for article in &self.session.project.articles {
                    self.analyze(article.id);
                }
            }
            None => {}
        }
    }

    pub(super) fn retry_model(&mut self) {
        self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::RulesOnly(_)));
        if let Some(engine) = &self.engine {
            engine.retry_model();
        }
    }

    pub(super) fn retry_dictionary(&mut self) {
        self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::Engine(_)));
        self.ui.dictionary = Dictionary::Waiting;
        if let Some(engine) = &self.engine {
            engine.retry();
        }
    }

    pub(super) fn update_said(&mut self, event: UpdateEvent) {
        match event {
            UpdateEvent::OfflineReady => self.announce_too(self.words().offline_ready),
            UpdateEvent::Waiting => self.tell(Notice::UpdateWaiting),
            UpdateEvent::Activated => self.reload_when_saved(),
        }
    }
}
