//! What each command does.

use super::commands::Command;
use crate::act::Act;
use crate::effect::Effect;
use crate::focus::FocusTarget;
use crate::late::LateAct;
use crate::marking::{Everywhere, KeysAfter, has_pattern};
use crate::outside::Outside;
use crate::palette::{Entry, Run, entries};
use crate::preferences::{Preferences, Ruby, Typesetting};
use crate::projects::ProjectAct;
use crate::reading::Caret;
use crate::reading::claims::ClaimOrder;
use crate::replacing::Replace;
use crate::scene::{Panel, Scene};
use crate::shared::Shared;
use crate::state::Page;
use crate::tour::TourAct;
use crate::words::Language;
use shirushi_session::{Edit, Focus, Msg, Verdict};

impl Page {
    /// Sets the text in another way; what is read stays in view.
    fn set(&mut self, change: fn(&mut Typesetting), out: &mut Outside) {
        let mut preferences = self.preferences.clone();
        change(&mut preferences.setting);
        self.prefer(preferences, out);
    }

    pub(crate) fn command(&mut self, command: Command, out: &mut Outside) {
        let (page_wide, goes_back) = (command.is_page_wide(), command.leads_on());
        if self.ui.scene != Scene::Reading && !page_wide && !goes_back {
            return;
        }
        if self.ui.panel == Panel::Intake && !page_wide {
            return;
        }
        match command {
            Command::Tag(number) => {
                self.mark_by_key(char::from(b'0'.saturating_add(number)), out);
            }
            Command::Repeat => self.repeat(out),
            Command::Boundary => self.begin_reshaping(out),
            Command::AddPart => self.add_part(out),
            Command::Split => self.split(out),
            Command::Merge => self.merge(out),
            Command::Accept if self.session.article().is_none() => {
                // Whoever has projects of their own means one of them.
                let first = self.ui.scene == Scene::Reading && self.ui.panel == Panel::Inspector;
                if first && self.other_projects().is_empty() {
                    self.open_sample(Scene::Comparing, out);
                }
            }
            Command::Accept => self.judge(Verdict::Accept, out),
            Command::Reject => self.judge(Verdict::Reject, out),
            Command::Delete => match self.focused() {
                Some(annotation) => {
                    let id = annotation.id;
                    self.edit_then(Edit::Delete(vec![id]), KeysAfter::ToText, out);
                }
                None => self.judge(Verdict::Reject, out),
            },
            Command::Edit => {
                self.ui.panel = Panel::Inspector;
                self.ui.inspector_out = true;
                // The field is there once the page has been drawn.
                out.focus(FocusTarget::Fields);
            }
            Command::NextMark => self.walk(Self::mark_stops, true, out),
            Command::PreviousMark => self.walk(Self::mark_stops, false, out),
            Command::NextSuggestion => self.walk(Self::suggestion_stops, true, out),
            Command::PreviousSuggestion => self.walk(Self::suggestion_stops, false, out),
            Command::NextClaim => self.walk_by(ClaimOrder::Text, out),
            Command::WorthiestClaim => self.walk_by(ClaimOrder::Worth, out),
            Command::ToggleTokens => {
                let mut preferences = self.preferences.clone();
                preferences.layers.tokens = !preferences.layers.tokens;
                self.prefer(preferences, out);
            }
            Command::TurnLines => self.set(|setting| setting.vertical = !setting.vertical, out),
            Command::TurnReadings => self.set(
                |setting| {
                    setting.ruby = match setting.ruby {
                        Ruby::None => Ruby::Rare,
                        Ruby::Rare => Ruby::All,
                        Ruby::All => Ruby::None,
                    };
                },
                out,
            ),
            Command::Larger => self.set(|setting| *setting = setting.resized(1), out),
            Command::Smaller => self.set(|setting| *setting = setting.resized(-1), out),
            Command::Compare => self.turn_to_comparison(out),
            Command::Judge => self.turn_to_or_back(Scene::Judging, out),
            Command::NewArticle => self.open_panel(Panel::Intake, out),
            Command::Search => {
                self.open_panel(Panel::Search, out);
                self.prepare_search(out);
            }
            Command::Palette => self.turn_palette(),
            Command::Everywhere => {
                if has_pattern(&self.session) {
                    self.project.everywhere = Everywhere::default();
                    self.open_panel(Panel::Everywhere, out);
                }
            }
            Command::Entity => {
                if let Some((kind, name)) = self.selected_entity() {
                    self.open_entity(kind, name, out);
                }
            }
            Command::History => self.open_panel(Panel::History, out),
            Command::Settings => self.open_panel(Panel::Settings, out),
            Command::Export => self.open_panel(Panel::Export, out),
            Command::Save => self.act(Act::Project(ProjectAct::Save), out),
            Command::ReplaceText => self.act_late(LateAct::Replace(Replace::Begin), out),
            Command::Projects => self.act(Act::Panel(Panel::Projects), out),
            Command::Help => self.open_panel(Panel::Help, out),
            Command::Tour => self.tour(TourAct::Begin, out),
            Command::Undo => self.act(Act::Undo, out),
            Command::Redo => self.act(Act::Redo, out),
            Command::Escape => self.escape(out),
        }
    }

    fn turn_to_or_back(&mut self, scene: Scene, out: &mut Outside) {
        self.turn_scene(if self.ui.scene == scene { Scene::Reading } else { scene }, out);
    }

    /// To the comparison, and once there to its next view.
    fn turn_to_comparison(&mut self, out: &mut Outside) {
        if self.ui.scene == Scene::Comparing {
            self.project.results.view = self.project.results.view.next();
        }
        self.turn_scene(Scene::Comparing, out);
    }

    /// Opens the list of commands, or closes it.
    pub(crate) fn turn_palette(&mut self) {
        self.ui.palette = match self.ui.palette {
            Some(_) => None,
            None => Some(self.offered()),
        };
    }

    /// What the list of commands offers now.
    pub(crate) fn offered(&self) -> Shared<Vec<Entry>> {
        let place = (self.ui.scene, self.project.judging.filter.what);
        Shared::new(entries(self.words(), &self.session, &self.preferences, place))
    }

    /// Takes other preferences, for this visit and the next.
    pub(crate) fn prefer(&mut self, preferences: Preferences, out: &mut Outside) {
        self.preferences = preferences;
        self.save_preferences(out);
        self.show_preferences(out);
        self.derive();
    }

    pub(crate) fn save_preferences(&self, out: &mut Outside) {
        out.ask(Effect::SavePreferences(Box::new(self.preferences.clone())));
    }

    pub(crate) fn show_preferences(&self, out: &mut Outside) {
        out.ask(Effect::Show(Language::of(self.words()), self.preferences.theme));
    }

    /// Does what was chosen in the list of commands, once the keys are back where they were.
    pub(crate) fn run(&mut self, run: Run, out: &mut Outside) {
        self.ui.palette = None;
        let mut lately: Vec<Run> =
            self.ui.lately.iter().filter(|one| **one != run).take(4).cloned().collect();
        // What stands for a choice is another the next time.
        if !matches!(run, Run::Prefer(_)) {
            lately.insert(0, run.clone());
        }
        self.ui.lately = Shared::new(lately);
        self.act(run.act(), out);
    }

    /// Turns to the text, to judging, or to results and there to what was looked into last.
    pub(crate) fn turn_scene(&mut self, scene: Scene, out: &mut Outside) {
        self.close_panel(out);
        self.ui.opened = self.ui.opened.wrapping_add(1);
        self.ui.library_out = false;
        self.ui.scene = scene;
        match scene {
            Scene::Judging => self.begin_judging(out),
            _ => out.focus(scene.focus()),
        }
    }

    fn escape(&mut self, out: &mut Outside) {
        if self.ui.palette.take().is_some() {
            return;
        }
        if self.project.reshaping.is_some() {
            self.leave_reshaping(out);
            return;
        }
        if self.ui.scene == Scene::Changed && !self.ui.inspector_out {
            return self.leave_changed(out);
        }
        if self.ui.library_out {
            self.ui.library_out = false;
        } else if self.ui.panel != Panel::Inspector {
            self.close_panel(out);
        } else if self.ui.scene != Scene::Reading {
            self.ui.scene = Scene::Reading;
            out.focus(FocusTarget::Text);
        } else if self.session.selection.focus != Focus::None {
            self.ui.inspector_out = false;
            self.project.caret = self.project.caret.map(|caret| Caret::at(caret.focus));
            self.send(Msg::Focus(Focus::None), out);
        } else if self.ui.inspector_out {
            self.ui.inspector_out = false;
        } else {
            self.tour(TourAct::End, out);
        }
        out.focus(FocusTarget::TextNow);
    }
}
