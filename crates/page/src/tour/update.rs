//! The tour under way: it begins once the sample is open, goes on when a person has done what it asks for,
//! and leads back to what was open before. It rests while another project is open, and goes on with the
//! sample, also on the next visit, until a person ends it: what people's own projects hold is never part of
//! it.

use super::At;
use super::TourAct;
use super::Touring;
use super::{Seen, Step};
use crate::focus::FocusTarget;
use crate::intake::is_sample;
use crate::outside::Outside;
use crate::preferences::TourPlace;
use crate::projects::{Keeping, SaveState};
use crate::scene::Scene;
use crate::state::Page;

impl Page {
    pub(crate) fn tour(&mut self, act: TourAct, out: &mut Outside) {
        let at = self.ui.tour.as_ref().map(|tour| tour.at.clone());
        match (act, at) {
            (TourAct::Begin, _) => self.begin_tour(out),
            (TourAct::Next, Some(At::Step(step, project))) => self.tour_to(At::after(step, project), out),
            (TourAct::Back, Some(At::Step(step, project))) => {
                if let Some(previous) = step.previous() {
                    self.tour_to(At::Step(previous, project), out);
                }
            }
            (TourAct::End, Some(At::Step(_, project))) => {
                let away = self.ui.tour.as_ref().is_some_and(|tour| tour.home.is_some());
                if away {
                    self.tour_to(At::Farewell(project), out);
                } else {
                    self.ui.tour = None;
                    self.remember_tour(out);
                }
            }
            (TourAct::End, _) => self.ui.tour = None,
            _ => {}
        }
    }

    fn begin_tour(&mut self, out: &mut Outside) {
        let project = &self.session.project;
        let has_home = !is_sample(project) && !project.articles.is_empty();
        let mut home = self.keeping.slot().cloned();
        // What cannot be saved is not left; the page says so.
        let stays = !is_sample(project) && matches!(self.ui.save, Some(SaveState::Failed { .. }));
        self.open_sample(Scene::Reading, out);
        if stays {
            return;
        }
        if let Keeping::Memory { parked } = &self.keeping {
            home = parked.last().map(|(slot, _)| slot.clone());
        }
        let home = home.filter(|_| has_home);
        self.ui.tour = Some(Touring { at: At::Coming, before: Seen::default(), home, begun: true });
    }

    /// After anything happened: goes on when the step is done, and rests while another project is open.
    pub(crate) fn follow_tour(&mut self, out: &mut Outside) {
        let open = &self.session.project.id;
        let Some(tour) = &self.ui.tour else { return self.resume_tour(out) };
        match &tour.at {
            At::Coming => {
                if is_sample(&self.session.project) && self.writes() {
                    self.tour_to(At::Step(Step::Mark, open.clone()), out);
                }
            }
            At::Step(_, project) | At::Farewell(project) if project != open => self.ui.tour = None,
            At::Step(step, project) => {
                let now = self.seen();
                if step.is_done(&tour.before, &now) {
                    let next = At::after(*step, project.clone());
                    self.tour_to(next, out);
                } else if let Some(tour) = &mut self.ui.tour {
                    tour.before = tour.before.until(&now);
                }
            }
            At::Farewell(_) => {}
        }
    }

    /// Goes on where a person was when they left the sample or the page.
    fn resume_tour(&mut self, out: &mut Outside) {
        let Some(place) = &self.preferences.tour else { return };
        let step = Step::ALL.get(place.step).filter(|_| place.sample == self.session.project.id);
        if let Some(step) = step.filter(|_| self.writes()) {
            let (at, home) = (At::Step(*step, place.sample.clone()), place.home.clone());
            self.ui.tour = Some(Touring { at: At::Coming, before: Seen::default(), home, begun: true });
            self.tour_to(at, out);
        }
    }

    fn tour_to(&mut self, at: At, out: &mut Outside) {
        let words = self.words();
        let [title, text] = match &at {
            At::Step(step, _) => (words.tour_step)(*step),
            At::Coming => return,
            At::Farewell(_) => [words.tour_over, words.tour_over_text],
        };
        self.announce_too(&format!("{title} ・ {text}"));
        let before = self.seen();
        if let Some(tour) = &mut self.ui.tour {
            (tour.at, tour.before) = (at, before);
            if std::mem::take(&mut tour.begun) {
                out.focus(FocusTarget::TextOnceThere);
            }
        }
        self.remember_tour(out);
    }

    /// Remembers the step, for the next visit; or that the tour was taken or left: it is offered more quietly
    /// from then on.
    fn remember_tour(&mut self, out: &mut Outside) {
        self.preferences.tour = match &self.ui.tour {
            Some(Touring { at: At::Step(step, sample), home, .. }) => {
                Some(TourPlace { sample: sample.clone(), step: *step as usize, home: home.clone() })
            }
            _ => None,
        };
        self.preferences.toured |= self.preferences.tour.is_none();
        self.save_preferences(out);
    }

    fn seen(&self) -> Seen {
        let annotations = self.session.project.annotations.values();
        Seen {
            scene: self.ui.scene,
            taken_back: self.session.history.taken_back().len(),
            found: self.project.hits.len(),
            kept: self.ui.kept,
            ..Seen::of(annotations.map(|annotation| &**annotation))
        }
    }
}
