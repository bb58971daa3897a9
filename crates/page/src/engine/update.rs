//! What is asked of the engine, and what it says.

use super::Dictionary;
use super::Progress;
use super::analyses::identity;
use super::{EngineEvent, ModelFailure, UpdateEvent};
use crate::effect::{Effect, EngineJob, StoreJob};
use crate::notices::Notice;
use crate::outside::Outside;
use crate::state::Page;
use shirushi_model::{Analysis, AnalysisId, ArticleId, Creator};
use shirushi_session::{Analysed, Msg};
use std::sync::Arc;

impl Page {
    pub(crate) fn analyze(&mut self, article: ArticleId, out: &mut Outside) {
        if let Some(article) = self.session.project.article(article) {
            let (text, day) = (article.text.clone(), article.meta.published.clone());
            let id = identity(article.id, (&text, &day), self.ui.generation);
            self.project.analyses.ask(id);
            self.drop_compared_unless(|of| of.article != id.article || of == id);
            out.ask(Effect::Engine(EngineJob::Put { id, text, day }));
        }
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
                    _ if self.project.analyses.are_awaited() => Progress::Analysing,
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
                // What the engine before did not answer.
                self.project.linking.again();
                self.link_later(out);
            }
            EngineEvent::Failed { failure, unread } => {
                if let Some(id) = unread
                    && !self.former_read(id, None, out)
                {
                    self.project.analyses.give_up(id);
                }
                self.ui.dictionary = Dictionary::Failed;
                self.tell(Notice::Engine(failure));
            }
            EngineEvent::Analysed { id, analysis, milliseconds } => {
                if self.is_former(id) {
                    self.former_read(id, Some(*analysis), out);
                } else {
                    self.analysis_came((id, *analysis), milliseconds, out);
                }
            }
            EngineEvent::Model { name, failure } => {
                self.ui.entity_model = name;
                self.model_said(failure, out);
            }
            EngineEvent::Compared { of, comparison } => self.compared(of, comparison),
            EngineEvent::Linked(names) => self.linked(names, out),
            EngineEvent::Missing(ids) => self.put_again(&ids, out),
            EngineEvent::Restarted => {
                self.engine_died();
                self.tell(Notice::EngineRestarted);
            }
            EngineEvent::Abandoned { id } => {
                self.engine_died();
                if !self.former_read(id, None, out) && self.project.analyses.give_up(id) {
                    let article = self.session.project.article(id.article);
                    let title = article.map(|article| article.meta.title.clone());
                    self.tell(Notice::EngineAbandoned(title.unwrap_or_default()));
                }
            }
        }
    }

    /// An analysis came, perhaps one that is not wanted any more: of a text that was replaced, of a project
    /// that was left.
    fn analysis_came(&mut self, (id, analysis): (AnalysisId, Analysis), took: f64, out: &mut Outside) {
        let before = self.project.analyses.of(id.article);
        let Dictionary::Ready { model, .. } = &self.ui.dictionary else { return };
        if !self.project.analyses.arrive(id) {
            return;
        }
        self.project.linking.again();
        if before == Some(id) && self.session.analysed(id.article).is_some() {
            // It is at hand already: the engine made it again for itself.
            self.link_later(out);
        } else {
            let analysed = Arc::new(Analysed { analysis, model: model.clone() });
            self.project.milliseconds.insert(id.article, took);
            self.send(Msg::Analysed { article: id.article, analysed }, out);
        }
    }

    /// The engine was asked about analyses that it does not remember, because it is another one by now: their
    /// texts go there again, and then the question.
    fn put_again(&mut self, ids: &[AnalysisId], out: &mut Outside) {
        for id in ids {
            if self.project.analyses.of(id.article) == Some(*id) {
                self.analyze(id.article, out);
            }
        }
        self.project.linking.not_taken();
        self.project.comparing.question.not_taken();
    }

    /// The engine died, and with it what it was asked about all articles.
    fn engine_died(&mut self) {
        self.project.linking.question.died();
        self.project.comparing.question.died();
    }

    /// Names are found by rules alone, or with the model. What was analysed without it is analysed again.
    pub(crate) fn model_said(&mut self, failure: Option<ModelFailure>, out: &mut Outside) {
        let without = std::mem::replace(&mut self.ui.rules_only, failure.is_some());
        match failure {
            Some(failure) => self.tell(Notice::RulesOnly(failure)),
            None if without => {
                self.ui.notices.retain(|(_, notice)| !matches!(notice, Notice::RulesOnly(_)));
                self.ui.generation = self.ui.generation.wrapping_add(1);
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
