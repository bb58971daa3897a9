//! One name for one entity in all articles: when the mentions changed and things are quiet, the worker links
//! them, and the names come back to the session.
//!
//! Linking reads every text with its mentions, so it is done in the worker, which remembers both, and only
//! once the articles that wait are analysed.

use crate::effect::{Effect, EngineJob, Timer};
use crate::outside::Outside;
use crate::state::Page;
use shirushi_model::{AnalysisId, ArticleId, ArticleMentions, Entity, Named};
use shirushi_session::Msg;

/// So long nothing must have changed, in milliseconds.
const REST: u32 = 120;

impl Page {
    /// Waits for rest and then links, if the mentions may have changed.
    pub(crate) fn link_later(&mut self, out: &mut Outside) {
        let session = &self.session;
        let analysed = session.project.articles.len() - session.unanalysed().count();
        let from = Some((session.entities_turn(), analysed));
        if analysed == 0 || self.project.linking.from == from {
            return;
        }
        self.project.linking.from = from;
        out.wait(Timer::Link, REST);
    }

    /// Sends the mentions to be linked, unless they are those that were linked last. What crosses is how
    /// they differ from the mentions that the analyses have.
    pub(crate) fn link(&mut self, out: &mut Outside) {
        if self.project.analyses.are_awaited() {
            // The next analysis that arrives asks again.
            self.project.linking.again();
            return;
        }
        let told = |(article, mentions): (ArticleId, Vec<Entity>)| {
            let of = self.project.analyses.of(article)?;
            let analysed = self.session.analysed(article)?;
            Some(ArticleMentions::told(of, &analysed.analysis, &mentions))
        };
        let mentions: Vec<ArticleMentions> =
            self.session.all_mentions().into_iter().filter_map(told).collect();
        if !mentions.is_empty() && self.project.linking.question.ask(&mentions) {
            out.ask(Effect::Engine(EngineJob::Link(mentions)));
        }
    }

    /// The names came back.
    pub(crate) fn linked(&mut self, names: Vec<(AnalysisId, Vec<Named>)>, out: &mut Outside) {
        let current = |(id, names): (AnalysisId, Vec<Named>)| {
            (self.project.analyses.of(id.article) == Some(id)).then_some((id.article, names))
        };
        let names: Vec<(ArticleId, Vec<Named>)> = names.into_iter().filter_map(current).collect();
        if !names.is_empty() {
            self.project.linking.question.answered();
            self.send(Msg::Linked { names }, out);
        }
    }
}
