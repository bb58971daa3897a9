//! What each command does.

use super::App;
use super::keyboard::{Scroll, focus_fields, focus_on, focus_text, focus_text_later, later};
use super::projects::ProjectAct;
use super::replacing::Replace;
use super::touring::TourAct;
use crate::act::{Act, Panel, Scene};
use crate::caret::Caret;
use crate::claims::Order;
use crate::keys::Command;
use crate::palette::{Run, entries};
use crate::ports::clock;
use crate::ports::preferences::{Ruby, Typesetting};
use crate::shared::Shared;
use crate::views::everywhere::{Everywhere, has_pattern};
use shirushi_session::{Edit, Focus, Msg, Verdict};
use yew::Context;

impl App {
    /// Sets the text in another way; what is read stays in view.
    fn set(&mut self, ctx: &Context<Self>, change: impl FnOnce(&mut Typesetting)) {
        let mut preferences = self.preferences.clone();
        change(&mut preferences.setting);
        ctx.link().send_message(Act::Prefer(preferences));
    }

    pub(super) fn command(&mut self, ctx: &Context<Self>, command: Command) {
        let (page_wide, goes_back) = (command.is_page_wide(), command.leads_on());
        if self.ui.scene != Scene::Reading && !page_wide && !goes_back {
            return;
        }
        if self.ui.panel == Panel::Intake && !page_wide {
            return;
        }
        match command {
            Command::Tag(number) => {
                self.mark_by_key(ctx, char::from(b'0'.saturating_add(number)));
            }
            Command::Repeat => self.repeat(ctx),
            Command::Boundary => self.begin_reshaping(ctx),
            Command::AddPart => self.add_part(ctx),
            Command::Split => self.split(ctx),
            Command::Merge => self.merge(ctx),
            Command::Accept => self.judge(ctx, Verdict::Accept),
            Command::Reject => self.judge(ctx, Verdict::Reject),
            Command::Delete => match self.focused() {
                Some(annotation) => {
                    let id = annotation.id;
                    self.edit(ctx, Edit::Delete(vec![id]));
                }
                None => self.judge(ctx, Verdict::Reject),
            },
            Command::Edit => {
                self.ui.panel = Panel::Inspector;
                self.ui.inspector_out = true;
                // The field is there once the page has been drawn.
                later(focus_fields);
            }
            Command::NextMark => self.walk(ctx, Self::mark_stops, true),
            Command::PreviousMark => self.walk(ctx, Self::mark_stops, false),
            Command::NextSuggestion => self.walk(ctx, Self::suggestion_stops, true),
            Command::PreviousSuggestion => self.walk(ctx, Self::suggestion_stops, false),
            Command::NextClaim => self.walk_by(ctx, Order::Text),
            Command::WorthiestClaim => self.walk_by(ctx, Order::Worth),
            Command::ToggleTokens => {
                let mut preferences = self.preferences.clone();
                preferences.layers.tokens = !preferences.layers.tokens;
                ctx.link().send_message(Act::Prefer(preferences));
            }
            Command::TurnLines => self.set(ctx, |setting| setting.vertical = !setting.vertical),
            Command::TurnReadings => self.set(ctx, |setting| {
                setting.ruby = match setting.ruby {
                    Ruby::None => Ruby::Rare,
                    Ruby::Rare => Ruby::All,
                    Ruby::All => Ruby::None,
                };
            }),
            Command::Larger => self.set(ctx, |setting| *setting = setting.resized(1)),
            Command::Smaller => self.set(ctx, |setting| *setting = setting.resized(-1)),
            Command::Compare => self.turn_to_or_back(Scene::Comparing),
            Command::Judge => self.turn_to_or_back(Scene::Judging),
            Command::NewArticle => self.open_panel(Panel::Intake),
            Command::Search => {
                self.open_panel(Panel::Search);
                self.prepare_search(ctx);
            }
            Command::Palette => self.turn_palette(),
            Command::Everywhere => {
                if has_pattern(&self.session) {
                    self.ui.everywhere = Everywhere::default();
                    self.open_panel(Panel::Everywhere);
                }
            }
            Command::Entity => {
                if let Some((kind, name)) = self.selected_entity() {
                    self.open_entity(kind, name);
                }
            }
            Command::History => self.open_panel(Panel::History),
            Command::Settings => self.open_panel(Panel::Settings),
            Command::Export => self.open_panel(Panel::Export),
            Command::Save => ctx.link().send_message(Act::Project(ProjectAct::Save)),
            Command::ReplaceText => self.replace(ctx, Replace::Begin),
            Command::Projects => ctx.link().send_message(Act::Panel(Panel::Projects)),
            Command::Help => self.open_panel(Panel::Help),
            Command::Tour => self.tour(ctx, TourAct::Begin),
            Command::Undo => ctx.link().send_message(Act::Undo),
            Command::Redo => ctx.link().send_message(Act::Redo),
            Command::Escape => self.escape(ctx),
        }
    }

    fn turn_to_or_back(&mut self, scene: Scene) {
        self.turn_scene(if self.ui.scene == scene { Scene::Reading } else { scene });
    }

    /// Opens the list of commands, or closes it.
    pub(super) fn turn_palette(&mut self) {
        self.ui.palette = match self.ui.palette {
            Some(_) => None,
            None => {
                let place = (self.ui.scene, self.ui.judging.filter.what);
                Some(Shared::new(entries(self.words(), &self.session, &self.preferences, place)))
            }
        };
    }

    /// Does what was chosen in the list of commands, once the keys are back where they were.
    pub(super) fn run(&mut self, ctx: &Context<Self>, run: Run) {
        self.ui.palette = None;
        let mut lately: Vec<Run> =
            self.ui.lately.iter().filter(|one| **one != run).take(4).cloned().collect();
        // What stands for a choice is another the next time.
        if !matches!(run, Run::Prefer(_)) {
            lately.insert(0, run.clone());
        }
        self.ui.lately = Shared::new(lately);
        ctx.link().send_message(run.act());
    }

    /// Goes back or forward to a point of the history.
    pub(super) fn travel_to(&mut self, ctx: &Context<Self>, seq: u64) {
        self.change(ctx, Msg::GoTo { seq, at: clock::now() });
    }

    /// Turns to the text, to judging, or to the comparison and there to the pair that was looked into last.
    pub(super) fn turn_scene(&mut self, scene: Scene) {
        self.close_panel();
        self.ui.opened = self.ui.opened.wrapping_add(1);
        self.ui.library_out = false;
        self.ui.scene = scene;
        match scene {
            Scene::Reading => focus_text_later(),
            Scene::Judging => self.begin_judging(),
            Scene::Comparing => {
                later(|| focus_on(".pair.is-last", Scroll::Along));
            }
        }
    }

    fn escape(&mut self, ctx: &Context<Self>) {
        if self.ui.palette.take().is_some() {
            return;
        }
        if self.ui.reshaping.is_some() {
            self.leave_reshaping(ctx);
            return;
        }
        if self.ui.library_out {
            self.ui.library_out = false;
        } else if self.ui.panel != Panel::Inspector {
            self.close_panel();
        } else if self.ui.scene != Scene::Reading {
            self.ui.scene = Scene::Reading;
            focus_text_later();
        } else if self.session.selection.focus != Focus::None {
            self.ui.inspector_out = false;
            self.ui.caret = self.ui.caret.map(|caret| Caret::at(caret.focus));
            self.send(ctx, Msg::Focus(Focus::None));
        } else if self.ui.inspector_out {
            self.ui.inspector_out = false;
        } else {
            self.tour(ctx, TourAct::End);
        }
        focus_text();
    }
}
