//! The entities of all articles, gathered with the change when they are few and once the hands rest when they are many.

use super::{App, keep};
use crate::act::Act;
use crate::groups::groups;
use crate::shared::Shared;
use crate::sureness::Trust;
use crate::views::knowledge::known;
use gloo_timers::callback::Timeout;
use shirushi_model::ProjectId;
use shirushi_session::{Knowledge, Suggestion};
use std::sync::Arc;
use yew::Context;

/// More mentions than this are gathered into entities only once the hands rest.
const MANY: usize = 5_000;
/// So long, in milliseconds.
const REST: u32 = 200;

/// How far waiting for rest has come.
pub(super) enum Waiting {
    Begins,
    Rests { _timer: Timeout },
}

/// What the groups follow from: they are gathered from all articles, so not for every claim.
#[derive(Clone, PartialEq)]
pub(super) struct Gathered {
    project: ProjectId,
    articles: usize,
    entities_turn: u64,
    trust: Trust,
}

impl App {
    /// Gathers the entities of all articles, if there are others: now, or of very many once the hands rest.
    pub(super) fn follow_entities(&mut self) {
        let (now, former) = (self.gathering(), self.derived.gathered.as_ref());
        if former == Some(&now) {
            return;
        }
        let alike =
            |former: &Gathered| Gathered { entities_turn: now.entities_turn, ..former.clone() } == now;
        let project = &self.session.project;
        let suggested = project.articles.iter().map(|article| self.session.suggestions(article.id).len());
        if former.is_some_and(alike) && suggested.sum::<usize>() + project.annotations.len() > MANY {
            // While analyses arrive there is no rest, and what has come is shown in between.
            let arriving = self.engine.as_ref().is_some_and(|engine| engine.pending() > 0);
            let waiting = &mut self.derived.waiting;
            *waiting =
                if arriving { waiting.take().or(Some(Waiting::Begins)) } else { Some(Waiting::Begins) };
        } else {
            self.gather();
        }
    }

    fn gathering(&self) -> Gathered {
        Gathered {
            project: self.session.project.id.clone(),
            articles: self.session.project.articles.len(),
            entities_turn: self.session.entities_turn(),
            trust: self.preferences.trust,
        }
    }

    /// Waits for the hands to rest, if entities are to be gathered then.
    pub(in crate::app) fn gather_later(&mut self, ctx: &Context<Self>) {
        if let Some(Waiting::Begins) = self.derived.waiting {
            let link = ctx.link().clone();
            let rest = Timeout::new(REST, move || link.send_message(Act::Gather));
            self.derived.waiting = Some(Waiting::Rests { _timer: rest });
        }
    }

    /// Gathers the entities of all articles, and what is known of their strings.
    pub(in crate::app) fn gather(&mut self) {
        self.derived.waiting = None;
        let session = &self.session;
        let same = |former: &Arc<Knowledge>| Arc::ptr_eq(former, session.knowledge());
        if !self.derived.knowledge.as_ref().is_some_and(same) {
            self.derived.known = Shared::new(known(session));
            self.derived.knowledge = Some(session.knowledge().clone());
        }
        let trust = self.preferences.trust;
        let shown = |one: &Suggestion| trust.shows(one.entity.score);
        let articles = session.project.articles.iter();
        self.derived.hidden = articles
            .map(|article| session.suggestions(article.id).iter().filter(|one| !shown(one)).count())
            .sum();
        keep(&mut self.derived.groups, groups(session, shown));
        self.derived.gathered = Some(self.gathering());
        self.offer_names();
    }
}
