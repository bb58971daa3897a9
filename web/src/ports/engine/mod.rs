//! The client of the analysis worker: starts it, hands it texts, and starts it again when it dies.
//!
//! What the machine says when something goes wrong is of no use to a person: it goes to the console, and a
//! closed enum to the page. Text goes in and a [`shirushi_model::Analysis`] comes out; what is in it is no
//! business of this port.

mod jobs;
mod message;

use super::assets::Assets;
use super::listener::{Listener, message_data};
use jobs::{Fate, Jobs};
use message::Answer;
use shirushi_model::{Analysis, ArticleId, Entity};
use shirushi_page::engine::{EngineEvent, EngineFailure};
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{ErrorEvent, Worker, console};
use yew::Callback;

/// The engine may die this often in a row without having analysed anything.
const RESTARTS: u32 = 3;

/// The analysis engine, in a worker of its own. Dropping it ends the worker.
#[derive(Debug, Clone)]
pub(crate) struct EngineClient {
    shared: Rc<Shared>,
}

#[derive(Debug)]
struct Shared {
    assets: Assets,
    on_event: Callback<EngineEvent>,
    state: RefCell<State>,
}

#[derive(Debug)]
struct State {
    worker: Option<Running>,
    phase: Phase,
    jobs: Jobs,
    /// The last mentions that were sent to be linked; an answer to earlier ones is stale.
    linking: u32,
    /// The number of the last question about all articles.
    comparing: u32,
    /// How often in a row the worker died without having analysed anything.
    deaths: u32,
}

/// How far the present worker has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Starting,
    Ready,
    Failed,
}

/// A worker with the ears that listen to it.
#[derive(Debug)]
struct Running {
    worker: Worker,
    _listeners: [Listener; 3],
}

impl Drop for Running {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

impl EngineClient {
    /// Starts the worker. Texts may be asked for at once and wait until it is ready.
    pub(crate) fn start(assets: &Assets, on_event: Callback<EngineEvent>) -> Self {
        let shared = Rc::new(Shared {
            assets: assets.clone(),
            on_event,
            state: RefCell::new(State {
                worker: None,
                phase: Phase::Starting,
                jobs: Jobs::default(),
                linking: 0,
                comparing: 0,
                deaths: 0,
            }),
        });
        shared.start_worker();
        Self { shared }
    }

    /// Asks for an article to be analysed. `date` is the day it was published, `YYYY-MM-DD`. A former
    /// question about the same article is forgotten, and its answer never comes.
    pub(crate) fn analyze(&self, article: ArticleId, text: Arc<str>, date: Option<String>) {
        self.shared.state.borrow_mut().jobs.ask(article, text, date);
        self.shared.feed();
    }

    /// Lets a waiting article go before the others: the one a person looks at.
    pub(crate) fn prefer(&self, article: ArticleId) {
        self.shared.state.borrow_mut().jobs.prefer(article);
    }

    /// An article is not wanted any more.
    pub(crate) fn forget(&self, article: ArticleId) {
        self.shared.state.borrow_mut().jobs.forget(article);
    }

    /// Sends the mentions of all articles to be linked, each with its text, and says whether the engine was
    /// ready to take them. An answer to what was sent before never comes.
    pub(crate) fn link(&self, mentions: &[(Arc<str>, Vec<Entity>)]) -> bool {
        let mentions: Vec<(&str, &[Entity])> =
            mentions.iter().map(|(text, mentions)| (&**text, mentions.as_slice())).collect();
        // Plain data always becomes bytes.
        let Ok(bytes) = postcard::to_allocvec(&mentions) else { return false };
        let Some((worker, job)) = self.turn(|state| &mut state.linking) else { return false };
        self.shared.post(&worker, &message::link(job, &bytes));
        true
    }

    /// Sends articles, texts with their days (`YYYY-MM-DD` or empty), to be compared, and says whether the
    /// engine was ready to take them. An answer to what was sent before never comes.
    pub(crate) fn compare<'a>(&self, articles: impl Iterator<Item = (&'a str, &'a str)>) -> bool {
        let Some((worker, job)) = self.turn(|state| &mut state.comparing) else { return false };
        self.shared.post(&worker, &message::compare(job, articles));
        true
    }

    /// The worker, if it is ready, and the next number of a question of which only the last answer counts.
    fn turn(&self, last: fn(&mut State) -> &mut u32) -> Option<(Worker, u32)> {
        let mut state = self.shared.state.borrow_mut();
        let job = last(&mut state).wrapping_add(1);
        *last(&mut state) = job;
        match (&state.worker, state.phase) {
            (Some(running), Phase::Ready) => Some((running.worker.clone(), job)),
            _ => None,
        }
    }

    /// Tries again after [`EngineEvent::Failed`]: the dictionary is fetched anew, past any stored copy.
    pub(crate) fn retry(&self) {
        let (alive, failed) = {
            let mut state = self.shared.state.borrow_mut();
            let failed = state.phase == Phase::Failed;
            state.deaths = 0;
            if failed {
                state.phase = Phase::Starting;
            }
            (state.worker.as_ref().map(|running| running.worker.clone()), failed)
        };
        match alive {
            Some(worker) if failed => self.shared.post(&worker, &message::retry()),
            Some(_) => {}
            None => self.shared.start_worker(),
        }
    }

    /// Tries again after [`EngineEvent::Model`] told of a failure: the model is fetched anew, past any stored
    /// copy.
    pub(crate) fn retry_model(&self) {
        let worker = self.shared.state.borrow().worker.as_ref().map(|running| running.worker.clone());
        if let Some(worker) = worker {
            self.shared.post(&worker, &message::retry_model());
        }
    }
}

impl Shared {
    fn start_worker(self: &Rc<Self>) {
        let worker = match Worker::new(&self.assets.worker) {
            Ok(worker) => worker,
            Err(exception) => {
                return self.fail(EngineFailure::NoWorker, &super::js::error_text(&exception));
            }
        };
        let listeners = [
            listen(self, &worker, "message", |shared, event| {
                if let Some(answer) = Answer::read(&message_data(event)) {
                    shared.hear(answer);
                }
            }),
            listen(self, &worker, "error", |shared, event| {
                // Otherwise the browser reports it a second time at the window.
                event.prevent_default();
                let detail = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message).unwrap_or_default();
                shared.worker_failed(detail);
            }),
            listen(self, &worker, "messageerror", |shared, _| {
                shared.die("an answer could not be transferred".to_owned());
            }),
        ];
        {
            let mut state = self.state.borrow_mut();
            state.phase = Phase::Starting;
            state.worker = Some(Running { worker: worker.clone(), _listeners: listeners });
        }
        self.post(&worker, &message::start(&self.assets));
    }

    /// Hands the next text to the worker when it is idle.
    fn feed(self: &Rc<Self>) {
        let next = {
            let mut state = self.state.borrow_mut();
            let state = &mut *state;
            match (&state.worker, state.phase) {
                (Some(running), Phase::Ready) => {
                    state.jobs.begin().map(|job| (running.worker.clone(), message::analyze(job)))
                }
                _ => None,
            }
        };
        if let Some((worker, message)) = next {
            self.post(&worker, &message);
        }
    }

    fn hear(self: &Rc<Self>, answer: Answer) {
        match answer {
            Answer::Progress { received, total } => {
                self.on_event.emit(EngineEvent::Progress { received, total })
            }
            Answer::Ready { milliseconds, engine, dictionary, about } => {
                self.state.borrow_mut().phase = Phase::Ready;
                console::debug_1(&format!("the engine was ready after {milliseconds:.0} ms").into());
                self.on_event.emit(EngineEvent::Ready { engine, dictionary, about });
                self.feed();
            }
            Answer::Failed { failure, message } => self.fail(failure, &message),
            Answer::Model { failure, message } => {
                if let Some(failure) = failure {
                    console::error_1(&format!("{}: {message}", failure.code()).into());
                }
                self.on_event.emit(EngineEvent::Model { failure });
            }
            Answer::Analysed { job, bytes, milliseconds } => {
                let article = {
                    let mut state = self.state.borrow_mut();
                    state.deaths = 0;
                    state.jobs.answered(job)
                };
                // The worker goes on while the page reads the answer.
                self.feed();
                let Some(article) = article else { return };
                match postcard::from_bytes::<Analysis>(&bytes) {
                    Ok(analysis) => self.on_event.emit(EngineEvent::Analysed {
                        article,
                        analysis: Box::new(analysis),
                        milliseconds,
                    }),
                    Err(error) => {
                        self.fail_at(EngineFailure::UnreadableAnswer, &error.to_string(), Some(article));
                    }
                }
            }
            Answer::Linked { job, bytes } => {
                if job == self.state.borrow().linking {
                    match postcard::from_bytes(&bytes) {
                        Ok(names) => self.on_event.emit(EngineEvent::Linked { names }),
                        Err(error) => self.fail(EngineFailure::UnreadableAnswer, &error.to_string()),
                    }
                }
            }
            Answer::Compared { job, bytes } => {
                if job == self.state.borrow().comparing {
                    match postcard::from_bytes(&bytes) {
                        Ok(comparison) => self.on_event.emit(EngineEvent::Compared { comparison }),
                        Err(error) => self.fail(EngineFailure::UnreadableAnswer, &error.to_string()),
                    }
                }
            }
            Answer::Trap { message } => self.die(message),
        }
    }

    /// The worker could not be started, or threw where it never should.
    fn worker_failed(self: &Rc<Self>, detail: String) {
        let phase = self.state.borrow().phase;
        match phase {
            // Its script is missing, blocked or not a script.
            Phase::Starting => {
                self.state.borrow_mut().worker = None;
                self.fail(EngineFailure::NoWorker, &detail);
            }
            Phase::Ready => self.die(detail),
            Phase::Failed => {}
        }
    }

    /// Ends a worker that cannot be trusted any more and starts another.
    fn die(self: &Rc<Self>, detail: String) {
        let (fate, deaths) = {
            let mut state = self.state.borrow_mut();
            state.worker = None;
            state.phase = Phase::Starting;
            state.deaths += 1;
            (state.jobs.died(), state.deaths)
        };
        console::error_1(&format!("the engine died: {detail}").into());
        match fate {
            Fate::Idle if deaths > RESTARTS => return self.fail(EngineFailure::Crashed, &detail),
            Fate::Idle | Fate::Retried(_) => self.on_event.emit(EngineEvent::Restarted),
            Fate::Abandoned(article) => self.on_event.emit(EngineEvent::Abandoned { article }),
        }
        self.start_worker();
    }

    fn fail(&self, failure: EngineFailure, detail: &str) {
        self.fail_at(failure, detail, None);
    }

    /// `unread` is the article whose analysis could not be read.
    fn fail_at(&self, failure: EngineFailure, detail: &str, unread: Option<ArticleId>) {
        console::error_1(&format!("{}: {detail}", failure.code()).into());
        {
            let mut state = self.state.borrow_mut();
            state.phase = Phase::Failed;
            state.jobs.interrupted();
        }
        self.on_event.emit(EngineEvent::Failed { failure, unread });
    }

    fn post(self: &Rc<Self>, worker: &Worker, message: &wasm_bindgen::JsValue) {
        // Everything sent is plain data, so that only a lack of memory can stand in the way.
        if let Err(exception) = worker.post_message(message) {
            self.die(super::js::error_text(&exception));
        }
    }
}

fn listen(
    shared: &Rc<Shared>,
    worker: &Worker,
    event: &'static str,
    heard: impl Fn(&Rc<Shared>, &web_sys::Event) + 'static,
) -> Listener {
    let shared: Weak<Shared> = Rc::downgrade(shared);
    Listener::new(worker, event, super::listener::Attention::Active, move |event| {
        if let Some(shared) = shared.upgrade() {
            heard(&shared, &event);
        }
    })
}
