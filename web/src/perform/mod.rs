//! Effects carried out: what the page asks for goes to the ports, and what they answer comes back as an act.
//! The only place where anything is waited for.

mod files;
mod store;

use crate::heard::Heard;
use crate::input::focus;
use crate::ports::assets::Assets;
use crate::ports::engine::EngineClient;
use crate::ports::updates::Updates;
use crate::ports::{clipboard, documents, drafts, parts, places, preferences, theme};
use gloo_timers::callback::Timeout;
use shirushi_model::EngineQuestion;
use shirushi_page::effect::{EngineJob, Timer};
use shirushi_page::engine::EngineEvent;
use shirushi_page::intake::DocumentEvent;
use shirushi_page::late::LateEvent;
use shirushi_page::preferences::Theme;
use shirushi_page::scene::Outcome;
use shirushi_page::{Act, Effect};
use std::pin::Pin;
use store::Store;
use wasm_bindgen_futures::spawn_local;
use yew::Callback;

pub(crate) use files::read as read_files;

/// What acts follow, once they are there.
type Answers = Pin<Box<dyn Future<Output = Vec<Act>>>>;

/// The ports as the page uses them.
pub(crate) struct Performer {
    on: Callback<Heard>,
    engine: Option<EngineClient>,
    updates: Option<Updates>,
    pub(crate) store: Store,
    /// One for each [`Timer`], while it runs.
    timers: [Option<Timeout>; Timer::ALL.len()],
}

impl Performer {
    /// Starts the engine and registers the service worker, where the page was put together rightly.
    pub(crate) fn new(on: Callback<Heard>, assets: Option<&Assets>) -> Self {
        let told = {
            let on = on.clone();
            // A large analysis has just been decoded when it is told: what follows is a task of its own.
            Callback::from(move |event: EngineEvent| {
                let on = on.clone();
                Timeout::new(0, move || on.emit(Heard::Act(Act::Engine(event)))).forget();
            })
        };
        let heard = on.reform(|event| Heard::Act(Act::Update(event)));
        Self {
            engine: assets.map(|assets| EngineClient::start(assets, told)),
            updates: assets.and_then(|assets| Updates::register(assets, heard)),
            store: Store::new(on.clone()),
            timers: Timer::ALL.map(|_| None),
            on,
        }
    }

    /// Does one thing after another.
    pub(crate) fn perform_all(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Engine(job) => self.engine(job),
            Effect::Store(job) => self.store.perform(job),
            Effect::Focus(target) => focus::give(target),
            Effect::Wait(timer, milliseconds) => {
                let on = self.on.clone();
                let rest = Timeout::new(milliseconds, move || on.emit(Heard::Act(timer.act())));
                self.set(timer, Some(rest));
            }
            Effect::Cancel(timer) => self.set(timer, None),
            Effect::Pick(kind) => answer(&self.on, Box::pin(files::pick(kind))),
            Effect::Download { name, media, content, saved } => {
                if let Some(act) = files::download(name, media, &content, saved) {
                    self.on.emit(Heard::Act(act));
                }
            }
            Effect::SavePicture { name, svg } => answer(&self.on, Box::pin(files::save_picture(name, svg))),
            Effect::Copy(text) => {
                let copied = async move {
                    let copied = clipboard::write(&text).await;
                    vec![Act::Copied(if copied.is_ok() { Outcome::Done } else { Outcome::Failed })]
                };
                answer(&self.on, Box::pin(copied));
            }
            Effect::SavePreferences(preferences) => preferences::save(&preferences),
            Effect::KeepDrafts(drafts) => drafts::save(&drafts),
            Effect::Show(language, theme) => {
                theme::show_language(language.tag());
                theme::show_scheme(match theme {
                    Theme::System => theme::scheme(),
                    Theme::Light => theme::Scheme::Light,
                    Theme::Dark => theme::Scheme::Dark,
                });
            }
            Effect::PushPlace(place) => places::push(&place),
            Effect::ReplacePlace(place) => places::replace(&place),
            Effect::DoFile { number, task, bytes } => {
                let on = self.on.clone();
                let step = move |done, of| {
                    on.emit(Heard::Act(Act::Document(DocumentEvent::Step { number, done, of })));
                };
                let read = async move {
                    let event = match documents::read(number, task, &bytes, step).await {
                        Ok(answer) => DocumentEvent::Answered { number, answer },
                        Err(_) => DocumentEvent::Failed { number },
                    };
                    vec![Act::Document(event)]
                };
                answer(&self.on, Box::pin(read));
            }
            Effect::EndFile(number) => documents::end(number),
            Effect::LoadLate => {
                let come = async {
                    let event = match parts::load("late").await {
                        Ok(()) => LateEvent::Arrived,
                        Err(_) => LateEvent::Missing,
                    };
                    vec![Act::Late(event)]
                };
                answer(&self.on, Box::pin(come));
            }
            Effect::ActivateUpdate => {
                if let Some(updates) = &self.updates {
                    updates.activate();
                }
            }
        }
    }

    /// A timer that is set anew, or not at all, never tells what it was set for before.
    fn set(&mut self, timer: Timer, rest: Option<Timeout>) {
        if let Some(running) = self.timers.get_mut(timer as usize) {
            *running = rest;
        }
    }

    fn engine(&self, job: EngineJob) {
        let Some(engine) = &self.engine else { return };
        match job {
            EngineJob::Put { id, text, day } => engine.put(id, text, day),
            EngineJob::Prefer(article) => engine.prefer(article),
            EngineJob::Forget(articles) => engine.forget(articles),
            EngineJob::Link(mentions) => {
                if !engine.ask(&EngineQuestion::Link(mentions)) {
                    self.on.emit(Heard::Act(Act::NotLinked));
                }
            }
            EngineJob::Compare(ids) => {
                if !engine.ask(&EngineQuestion::Compare(ids)) {
                    self.on.emit(Heard::Act(Act::NotCompared));
                }
            }
            EngineJob::Retry => engine.retry(),
            EngineJob::RetryModel => engine.retry_model(),
        }
    }
}

/// Tells what comes of a future.
fn answer(on: &Callback<Heard>, answers: Answers) {
    let on = on.clone();
    spawn_local(async move {
        for act in answers.await {
            on.emit(Heard::Act(act));
        }
    });
}
