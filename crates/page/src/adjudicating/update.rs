//! Acts on disagreements.

use super::{AdjudicateAct, AdjudicateTask, Scope};
use crate::focus::FocusTarget;
use crate::notices::Notice;
use crate::outside::Outside;
use crate::state::Page;
use shirushi_agreement::measure::Cut;
use shirushi_agreement::{Decision, Differences, Disagreement, Layer, decide, disagreements, settle_alike};
use shirushi_model::ArticleId;
use shirushi_session::Session;
use std::collections::BTreeMap;

/// Whose marks there are, the names in order.
pub fn layers(session: &Session) -> Vec<Layer> {
    Layer::by_maker(&session.project)
}

/// Which two of them are compared: those that are named, else the first two.
pub fn two<'a>(layers: &'a [Layer], people: Option<&(String, String)>) -> Option<(&'a Layer, &'a Layer)> {
    let named = |name: &str| layers.iter().find(|layer| layer.name == name);
    let chosen = people.and_then(|(left, right)| Some((named(left)?, named(right)?)));
    chosen.filter(|(left, right)| left.name != right.name).or(match layers {
        [left, right, ..] => Some((left, right)),
        _ => None,
    })
}

/// How the articles are cut into tokens and sentences, as far as they are analysed.
pub fn cuts(session: &Session) -> BTreeMap<ArticleId, Cut> {
    let analysed = session.project.articles.iter().filter_map(|article| {
        let analysed = session.analysed(article.id)?;
        Some((article.id, Cut::of_analysis(&analysed.analysis)))
    });
    analysed.collect()
}

/// Where the two differ.
pub fn differences(session: &Session, people: Option<&(String, String)>) -> Option<Differences> {
    let layers = layers(session);
    let (left, right) = two(&layers, people)?;
    Some(disagreements(&session.project, &cuts(session), left, right))
}

impl Page {
    // Invariant: called by the late part alone.
    pub(crate) fn adjudicate(&mut self, act: AdjudicateAct, out: &mut Outside) {
        match act {
            AdjudicateAct::Look(ui) => {
                let moves_on = ui.at != self.project.adjudicating.at;
                self.project.adjudicating = ui;
                if moves_on {
                    self.project.adjudicating.task = AdjudicateTask::Deciding;
                }
            }
            AdjudicateAct::Guide(of) => {
                let task = std::mem::take(&mut self.project.adjudicating.task);
                if let AdjudicateTask::Guiding(entry) = task {
                    self.write_guide(of, &entry, out);
                    out.focus(FocusTarget::Result);
                }
            }
            AdjudicateAct::Decide(decision, scope) => self.rule(&decision, scope, out),
            AdjudicateAct::SettleAlike => {
                let people = self.project.adjudicating.people.clone();
                let by = self.preferences.annotator.clone();
                let edit = differences(&self.session, people.as_ref())
                    .and_then(|differences| settle_alike(&differences, &by));
                if let Some(edit) = edit {
                    self.edit(edit, out);
                }
            }
        }
    }

    fn rule(&mut self, decision: &Decision, scope: Scope, out: &mut Outside) {
        if !self.writes() {
            return self.tell(Notice::ReadOnly);
        }
        let ui = self.project.adjudicating.clone();
        let Some(found) = differences(&self.session, ui.people.as_ref()) else { return };
        let Some(one) = found.queue.get(ui.at) else { return };
        let project = &self.session.project;
        let alike: Vec<&Disagreement> = match (scope, one.likeness(project)) {
            (Scope::Alike, Some(likeness)) => {
                let like = |other: &&Disagreement| {
                    other.is_open() && other.likeness(project).as_ref() == Some(&likeness)
                };
                found.queue.iter().filter(like).collect()
            }
            _ => vec![one],
        };
        let by = self.preferences.annotator.clone();
        let Some(edit) = decide(alike, decision, &by) else { return };
        let before = self.session.seq();
        self.edit(edit, out);
        if self.session.seq() > before {
            let people = ui.people.as_ref();
            let queue = differences(&self.session, people).map(|found| found.queue).unwrap_or_default();
            self.project.adjudicating.at = next_open(&queue, &ui);
            self.project.adjudicating.task = AdjudicateTask::Deciding;
            out.focus(FocusTarget::Result);
        }
    }
}

/// The next disagreement of the kind that is listed which nobody has decided, after the one that is looked at
/// or from the beginning; the same where there is none.
fn next_open(queue: &[Disagreement], ui: &super::AdjudicateUi) -> usize {
    let open = |one: &Disagreement| one.is_open() && ui.aspect.is_none_or(|aspect| one.aspect() == aspect);
    let after = queue.iter().enumerate().skip(ui.at).chain(queue.iter().enumerate());
    let mut after = after.filter(|(_, one)| open(one)).map(|(at, _)| at);
    after.next().unwrap_or(ui.at)
}
