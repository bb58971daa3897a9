//! The skin of the page: an [`Act`] comes in, [`Page`] changes, the effects are carried out, and the views
//! are drawn from the state.

use crate::heard::Heard;
use crate::input::keyboard::Keyboard;
use crate::input::pointer::Pointer;
use crate::input::{focus, listening};
use crate::perform::{Performer, read_files};
use crate::ports::listener::Listener;
use crate::ports::{assets, clock, drafts, preferences, theme};
use crate::views::{late, page};
use shirushi_page::effect::Timer;
use shirushi_page::words::Language;
use shirushi_page::{Act, Effect, Page, Start};
use yew::prelude::*;

/// So many milliseconds are spent in one turn on what is only made ready.
const TURN: i64 = 12;

/// The page and what carries out its effects.
pub(crate) struct App {
    page: Page,
    performer: Performer,
    keyboard: Keyboard,
    pointer: Pointer,
    on: Callback<Act>,
    _listeners: Vec<Listener>,
}

impl Component for App {
    type Message = Heard;
    type Properties = ();

    fn create(ctx: &Context<Self>) -> Self {
        let heard = ctx.link().callback(std::convert::identity::<Heard>);
        let on = heard.reform(Heard::Act);
        let assets = assets::read().ok();
        let start = Start {
            preferences: preferences::load(),
            drafts: drafts::load(),
            browser: Language::of_browser(&theme::browser_language().unwrap_or_default()),
            version: assets.as_ref().map(|assets| assets.version.clone()),
            late_acts: late::act,
        };
        let mut performer = Performer::new(heard.clone(), assets.as_ref());
        let (page, effects) = Page::new(start, clock::turn());
        performer.perform_all(effects);
        let mut keyboard = Keyboard::default();
        keyboard.follow(&page.derived.meaning, &on);
        let pointer = Pointer::default();
        Self { page, performer, keyboard, pointer, on, _listeners: listening::listeners(&heard) }
    }

    fn update(&mut self, _: &Context<Self>, heard: Heard) -> bool {
        match heard {
            Heard::Act(Act::PrepareSearch) => {
                self.prepare_search();
                return false;
            }
            // Who looks at where the pointer rests is told by the pointer itself.
            Heard::Act(act @ Act::Hover(_)) => {
                self.take(act);
                return false;
            }
            Heard::Act(act) => self.take(act),
            Heard::Opened(storage, slots) => {
                self.performer.store.opened(storage);
                self.take(Act::StorageOpened(Ok(slots)));
            }
            Heard::Joined(act, tabs) => {
                self.performer.store.arrived = tabs;
                self.take(act);
                // A project the page did not turn to after all is left again.
                self.performer.store.arrived = None;
            }
            Heard::Files(files) => {
                let on = self.on.clone();
                wasm_bindgen_futures::spawn_local(async move {
                    on.emit(Act::Arrived(read_files(files).await));
                });
                return false;
            }
        }
        true
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        focus::drawn();
    }

    fn view(&self, _: &Context<Self>) -> Html {
        page::page(&self.page, &self.pointer, &self.on)
    }
}

impl App {
    fn take(&mut self, mut act: Act) {
        if let Act::Loaded(loaded) = &mut act {
            loaded.role_now = self.performer.store.role(loaded.joined);
        }
        let effects = self.page.update(act, clock::turn());
        self.performer.perform_all(effects);
        self.keyboard.follow(&self.page.derived.meaning, &self.on);
        self.pointer.rest(self.page.project.hover);
    }

    /// Goes on making ready what a search will need, a moment at a time.
    fn prepare_search(&mut self) {
        let begun = clock::now().0;
        loop {
            let mut effects = self.page.update(Act::PrepareSearch, clock::turn());
            let again =
                effects.iter().position(|effect| matches!(effect, Effect::Wait(Timer::PrepareSearch, _)));
            let again = again.filter(|_| clock::now().0 - begun < TURN);
            if let Some(at) = again {
                effects.swap_remove(at);
            }
            self.performer.perform_all(effects);
            if again.is_none() {
                return;
            }
        }
    }
}
