//! The entities of all articles, gathered with the change when they are few and once the hands rest when they
//! are many.

use super::keep;
use super::known::known;
use crate::effect::{Effect, Timer};
use crate::entities::groups::groups;
use crate::outside::Outside;
use crate::shared::Shared;
use crate::state::Page;
use crate::sureness::Trust;
use shirushi_model::ProjectId;
use shirushi_session::{Knowledge, Suggestion};
use std::sync::Arc;

/// More mentions than this are gathered into entities only once the hands rest.
const MANY: usize = 5_000;
/// So long, in milliseconds.
const REST: u32 = 200;

/// How far waiting for rest has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waiting {
    /// The timer is to begin, anew if it runs.
    Begins,
    /// It runs.
    Rests,
}

/// What the groups follow from: they are gathered from all articles, so not for every claim.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Gathered {
    project: ProjectId,
    articles: usize,
    entities_turn: u64,
    trust: Trust,
}

impl Page {
    /// Gathers the entities of all articles, if there are others: now, or of very many once the hands rest.
    pub(crate) fn follow_entities(&mut self) {
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
            let arriving = self.project.analyses.are_awaited();
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

    /// Waits for a pause, if entities are to be gathered then; does not wait any more when they were.
    pub(crate) fn gather_later(&mut self, out: &mut Outside) {
        let waiting = self.derived.waiting;
        if waiting == Some(Waiting::Begins) {
            out.wait(Timer::Gather, REST);
            self.derived.waiting = Some(Waiting::Rests);
        } else if self.derived.timed && waiting.is_none() {
            out.ask(Effect::Cancel(Timer::Gather));
        }
        self.derived.timed = self.derived.waiting.is_some();
    }

    /// Gathers the entities of all articles, and what is known of their strings.
    pub(crate) fn gather(&mut self) {
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
