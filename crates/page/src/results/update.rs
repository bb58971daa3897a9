//! Acts on results.

use super::{ChecksUi, ResultsAct};
use crate::effect::Effect;
use crate::focus::FocusTarget;
use crate::notices::Notice;
use crate::outside::Outside;
use crate::scene::Scene;
use crate::state::Page;
use shirushi_results::Place;
use shirushi_session::Edit;

impl Page {
    pub(crate) fn results(&mut self, act: ResultsAct, out: &mut Outside) {
        let results = &mut self.project.results;
        match act {
            ResultsAct::View(view) => {
                self.project.results.view = view;
                self.ui.scene = Scene::Comparing;
                out.focus(FocusTarget::Result);
            }
            ResultsAct::Table(table) => results.table = *table,
            ResultsAct::Side(side) => results.side = side,
            ResultsAct::Timeline(timeline) => results.timeline = timeline,
            ResultsAct::Sources(sources) => results.sources = sources,
            ResultsAct::Checks(checks) => results.checks = checks,
            ResultsAct::Turn(key) => {
                if !results.turned.remove(&key) {
                    results.turned.insert(key);
                }
            }
            ResultsAct::Report(report) => results.report = report,
            ResultsAct::LookInto(place) => self.look_into(place.pair(), out),
            ResultsAct::Check(places, wording) => self.check(places, wording, out),
            ResultsAct::Save { name, media, bytes } => {
                out.ask(Effect::Download { name, media, content: bytes, saved: None });
            }
            ResultsAct::SavePicture { name, svg } => out.ask(Effect::SavePicture { name, svg }),
            ResultsAct::Copy(text) => out.ask(Effect::Copy(text)),
        }
    }

    /// Begins a check on claims, unless one of them has a check, which is then turned to.
    fn check(&mut self, places: Vec<Place>, wording: String, out: &mut Outside) {
        let Some(first) = places.first().copied() else { return };
        if self.checked(first).is_none() {
            if !self.writes() {
                return self.tell(Notice::ReadOnly);
            }
            let places = places.into_iter().map(Place::pair).collect();
            let by = self.preferences.annotator.clone();
            self.edit(Edit::BeginCheck { places, wording, by }, out);
        }
        let check = self.checked(first);
        self.project.results.checks =
            ChecksUi { check, place: Some(first), ..self.project.results.checks.clone() };
        self.turn_scene(Scene::Checking, out);
    }

    /// The check that is on the claim at a place.
    fn checked(&self, place: Place) -> Option<shirushi_model::CheckId> {
        let checks = self.session.project.checks.values();
        let is_of = |check: &&std::sync::Arc<shirushi_model::Check>| {
            check
                .sayings
                .iter()
                .any(|saying| saying.article == place.article && saying.target.extent() == Some(place.span))
        };
        checks.filter(is_of).map(|check| check.id).next()
    }
}
