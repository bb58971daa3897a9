//! One name for one entity in all articles: when the mentions changed and things are quiet, the worker links them, and the
//! names come back to the session.
//!
//! Linking reads every text with its mentions, so it is done in the worker, and only once the articles that wait are analysed.

use super::App;
use crate::act::Act;
use gloo_timers::callback::Timeout;
use shirushi_model::{ArticleId, Entity};
use shirushi_session::{Msg, Named};
use std::sync::Arc;
use yew::Context;

/// So long nothing must have changed, in milliseconds.
const REST: u32 = 120;

/// What was linked last, and what is on its way.
#[derive(Default)]
pub(super) struct Linking {
    rest: Option<Timeout>,
    /// What the mentions followed from when they were looked at last.
    from: Option<(u64, usize)>,
    /// What was sent, in its order.
    sent: Vec<(ArticleId, Vec<Entity>)>,
}

impl Linking {
    /// The mentions are others, whatever else seems the same.
    pub(super) fn again(&mut self) {
        self.from = None;
    }
}

impl App {
    /// Waits for rest and then links, if the mentions may have changed.
    pub(super) fn link_later(&mut self, ctx: &Context<Self>) {
        let session = &self.session;
        let analysed = session.project.articles.len() - session.unanalysed().count();
        let from = Some((session.entities_turn(), analysed));
        if analysed == 0 || self.ui.linking.from == from {
            return;
        }
        self.ui.linking.from = from;
        let link = ctx.link().clone();
        self.ui.linking.rest = Some(Timeout::new(REST, move || link.send_message(Act::Link)));
    }

    /// Sends the mentions to be linked, unless they are those that were linked last.
    pub(super) fn link(&mut self) {
        let Some(engine) = self.engine.as_ref().filter(|engine| engine.pending() == 0) else {
            // The next analysis that arrives asks again.
            self.ui.linking.from = None;
            return;
        };
        let articles = &self.session.project.articles;
        let mentions: Vec<(ArticleId, Vec<Entity>)> =
            articles.iter().map(|article| (article.id, self.session.mentions(article.id))).collect();
        if same(&mentions, &self.ui.linking.sent) {
            return;
        }
        let texts: Vec<(Arc<str>, Vec<Entity>)> = articles
            .iter()
            .zip(&mentions)
            .map(|(article, (_, mentions))| (article.text.clone(), mentions.clone()))
            .collect();
        if engine.link(&texts) {
            self.ui.linking.sent = mentions;
        } else {
            self.ui.linking.from = None;
        }
    }

    /// The names came back.
    pub(super) fn linked(&mut self, ctx: &Context<Self>, names: Vec<Vec<String>>) {
        let named = self.ui.linking.sent.iter().zip(names).map(|((article, mentions), names)| {
            let named = mentions.iter().zip(names).map(|(mention, canonical)| Named {
                span: mention.span,
                kind: mention.kind,
                canonical,
            });
            (*article, named.collect())
        });
        let names = named.collect();
        self.send(ctx, Msg::Linked { names });
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
