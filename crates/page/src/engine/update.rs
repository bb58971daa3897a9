//! What is asked of the engine, and what it says.

use super::{EngineEvent, ModelFailure, UpdateEvent};
use crate::effect::{Effect, EngineJob, StoreJob};
use crate::notices::Notice;
use crate::outside::Outside;
use crate::state::Page;
use shirushi_model::{ArticleId, Creator};
use shirushi_session::{Analysed, Msg};
use std::sync::Arc;

/// How far the dictionary has come.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Dictionary {
    #[default]
    Waiting,
    Coming {
        percent: u32,
    },
    Ready {
        model: Creator,
        /// The name and version of the dictionary.
        name: String,
        about: String,
    },
    Failed,
}

/// How far the analysis is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Progress {
    /// The dictionary is on its way: so many hundredths have come.
    Dictionary(u32),
    /// The dictionary could not be used.
    Unavailable,
    /// An article is being analysed.
    Analysing,
    /// The open article is analysed, in so many milliseconds.
    Done(Option<f64>),
}

impl Page {
    pub(crate) fn analyze(&mut self, article: ArticleId, out: &mut Outside) {
        if let Some(article) = self.session.project.article(article) {
            let date = Some(article.meta.published.clone()).filter(|date| !date.is_empty());
            if !self.project.analysing.contains(&article.id) {
                self.project.analysing.push(article.id);
            }
            let (article, text) = (article.id, article.text.clone());
            out.ask(Effect::Engine(EngineJob::Analyze { article, text, date }));
        }
    }

    /// The engine need not be waited for about this article any more.
    fn answered(&mut self, article: ArticleId) {
        self.project.analysing.retain(|waiting| *waiting != article);
    }

    /// Asks for every analysis that has not arrived, the open article's first.
    pub(crate) fn analyze_all(&mut self, out: &mut Outside) {
        let missing: Vec<ArticleId> = self.session.unanalysed().collect();
        for article in missing {
            self.analyze(article, out);
        }
        if let Some(open) = self.session.selection.article {
            out.ask(Effect::Engine(EngineJob::Prefer(open)));
        }
    }

    /// How far the analysis is.
    pub fn progress(&self) -> Progress {
        match &self.ui.dictionary {
            Dictionary::Waiting => Progress::Dictionary(0),
            Dictionary::Coming { percent } => Progress::Dictionary(*percent),
            Dictionary::Failed => Progress::Unavailable,
            Dictionary::Ready { .. } => {
                let open = self.session.selection.article;
                match open.and_then(|id| self.project.milliseconds.get(&id)) {
                    _ if !self.project.analysing.is_empty() => Progress::Analysing,
                    milliseconds => Progress::Done(milliseconds.copied()),
                }
            }
        }
    }

    pub(crate) fn engine_said(&mut self, event: EngineEvent, out: &mut Outside) {
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
                self.ui.dictionary = Dictionary::Ready { model, name: dictionary, about };
            }
            EngineEvent::Failed { failure, unread } => {
                if let Some(article) = unread {
                    self.answered(article);
                }
                self.ui.dictionary = Dictionary::Failed;
                self.tell(Notice::Engine(failure));
            }
            EngineEvent::Analysed { article, analysis, milliseconds } => {
                self.answered(article);
                if let Dictionary::Ready { model, .. } = &self.ui.dictionary {
                    let analysed = Arc::new(Analysed { analysis: *analysis, model: model.clone() });
                    self.project.linking.again();
                    self.project.milliseconds.insert(article, milliseconds);
                    self.send(Msg::Analysed { article, analysed }, out);
                }
            }
            EngineEvent::Model { failure } => self.model_said(failure, out),
            EngineEvent::Compared { comparison } => self.compared(comparison),
            EngineEvent::Linked { names } => self.linked(names, out),
            EngineEvent::Restarted => self.tell(Notice::EngineRestarted),
            EngineEvent::Abandoned { article } => {
                self.answered(article);
                let title = self.session.project.article(article).map(|article| article.meta.title.clone());
                self.tell(Notice::EngineAbandoned(title.unwrap_or_default()));
            }
        }
    }

    /// Names are found by rules alone, or with the model. What was analysed without it is analysed again.
    pub(crate) fn model_said(&mut self, failure: Option<ModelFailure>, out: &mut Outside) {
        let without = std::mem::replace(&mut self.ui.rules_only, failure.is_some());
        match failure {
            Some(failure) => self.tell(Notice::RulesOnly(failure)),
            None if without => {
                self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::RulesOnly(_)));
                // The comparison names claims by where they stand in the analyses that go now.
                self.project.comparing.drop_stale();
                let articles: Vec<ArticleId> =
                    self.session.project.articles.iter().map(|article| article.id).collect();
                for article in articles {
                    self.analyze(article, out);
                }
            }
            None => {}
        }
    }

    pub(crate) fn retry_model(&mut self, out: &mut Outside) {
        self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::RulesOnly(_)));
        out.ask(Effect::Engine(EngineJob::RetryModel));
    }

    pub(crate) fn retry_dictionary(&mut self, out: &mut Outside) {
        self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::Engine(_)));
        self.ui.dictionary = Dictionary::Waiting;
        out.ask(Effect::Engine(EngineJob::Retry));
    }

    pub(crate) fn update_said(&mut self, event: UpdateEvent, out: &mut Outside) {
        match event {
            UpdateEvent::OfflineReady => self.announce_too(self.words().offline_ready),
            UpdateEvent::Waiting => self.tell(Notice::UpdateWaiting),
            UpdateEvent::Activated => out.ask(Effect::Store(StoreJob::ReloadPage)),
        }
    }
}
