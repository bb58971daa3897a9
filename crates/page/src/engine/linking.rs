//! One name for one entity in all articles: when the mentions changed and things are quiet, the worker links
//! them, and the names come back to the session.
//!
//! Linking reads every text with its mentions, so it is done in the worker, and only once the articles that
//! wait are analysed.

use crate::effect::{Effect, EngineJob, Timer};
use crate::outside::Outside;
use crate::state::Page;
use shirushi_model::{ArticleId, Entity};
use shirushi_session::{Msg, Named};
use std::sync::Arc;

/// So long nothing must have changed, in milliseconds.
const REST: u32 = 120;

/// What was linked last, and what is on its way.
#[derive(Debug, Default)]
pub struct Linking {
    /// What the mentions followed from when they were looked at last.
    from: Option<(u64, usize)>,
    /// What was sent, in its order.
    sent: Vec<(ArticleId, Vec<Entity>)>,
}

impl Linking {
    /// The mentions are others, whatever else seems the same.
    pub(crate) fn again(&mut self) {
        self.from = None;
    }

    /// The engine did not take what was sent: the next analysis that arrives asks again.
    pub(crate) fn not_taken(&mut self) {
        self.again();
        self.sent.clear();
    }
}

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

    /// Sends the mentions to be linked, unless they are those that were linked last.
    pub(crate) fn link(&mut self, out: &mut Outside) {
        if !self.project.analysing.is_empty() {
            // The next analysis that arrives asks again.
            self.project.linking.again();
            return;
        }
        let articles = &self.session.project.articles;
        let mentions: Vec<(ArticleId, Vec<Entity>)> =
            articles.iter().map(|article| (article.id, self.session.mentions(article.id))).collect();
        if same(&mentions, &self.project.linking.sent) {
            return;
        }
        let texts: Vec<(Arc<str>, Vec<Entity>)> = articles
            .iter()
            .zip(&mentions)
            .map(|(article, (_, mentions))| (article.text.clone(), mentions.clone()))
            .collect();
        self.project.linking.sent = mentions;
        out.ask(Effect::Engine(EngineJob::Link(texts)));
    }

    /// The names came back.
    pub(crate) fn linked(&mut self, names: Vec<Vec<String>>, out: &mut Outside) {
        let named = self.project.linking.sent.iter().zip(names).map(|((article, mentions), names)| {
            let named = mentions.iter().zip(names).map(|(mention, canonical)| Named {
                span: mention.span,
                kind: mention.kind,
                canonical,
            });
            (*article, named.collect())
        });
        let names = named.collect();
        self.send(Msg::Linked { names }, out);
    }
}

/// Whether the same mentions stand in the same articles; what they are called so far does not matter.
fn same(a: &[(ArticleId, Vec<Entity>)], b: &[(ArticleId, Vec<Entity>)]) -> bool {
    let key = |mention: &Entity| (mention.span, mention.kind);
    a.len() == b.len()
        && a.iter().zip(b).all(|((article, mine), (other, theirs))| {
            article == other
                && mine.len() == theirs.len()
                && mine.iter().zip(theirs).all(|(a, b)| key(a) == key(b) && a.normalized == b.normalized)
        })
}
