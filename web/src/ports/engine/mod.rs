//! The client of the analysis worker: starts it, hands it texts, and starts it again when it dies.
//!
//! What the machine says when something goes wrong is of no use to a person: it goes to the console, and a
//! closed enum to the page. An [`EngineQuestion`] goes in and an [`EngineAnswer`] comes out; what is in it,
//! and whether it is still wanted, is no business of this port. Texts go one at a time, so that it is known
//! which one the engine died of.

mod jobs;
mod message;

use super::assets::Assets;
use super::listener::{Listener, message_data};
use jobs::{JobFate, Jobs};
use js_sys::Array;
use message::Answer;
use shirushi_model::{AnalysisId, ArticleId, EngineAnswer, EngineQuestion};
use shirushi_page::engine::{EngineEvent, EngineFailure};
use std::cell::RefCell;
use std::rc::{Rc, Weak};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{ErrorEvent, Worker, console};
use yew::Callback;

/// The engine may die this often in a row without having analysed anything.
const RESTARTS: u32 = 3;

/// The number of a question that is about no text of its own; numbers of texts begin with 1.
const NO_JOB: u32 = 0;

/// The analysis engine, in a worker of its own. Dropping it ends the worker.
#[derive(Debug, Clone)]
pub(crate) struct EngineClient {
    shared: Rc<EngineShared>,
}

#[derive(Debug)]
struct EngineShared {
    assets: Assets,
    on_event: Callback<EngineEvent>,
    state: RefCell<State>,
}

#[derive(Debug)]
struct State {
    worker: Option<Running>,
    phase: Phase,
    jobs: Jobs,
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
        let shared = Rc::new(EngineShared {
            assets: assets.clone(),
            on_event,
            state: RefCell::new(State {
                worker: None,
                phase: Phase::Starting,
                jobs: Jobs::default(),
                deaths: 0,
            }),
        });
        shared.start_worker();
        Self { shared }
    }

    /// Has a text analysed and remembered. `day` is when it was published, `YYYY-MM-DD`. A former question
    /// about the same article is forgotten, and its answer never comes.
    pub(crate) fn put(&self, id: AnalysisId, text: Arc<str>, day: String) {
        self.shared.state.borrow_mut().jobs.ask(id, text, day);
        self.shared.feed();
    }

    /// Lets a waiting article go before the others: the one a person looks at.
    pub(crate) fn prefer(&self, article: ArticleId) {
        self.shared.state.borrow_mut().jobs.prefer(article);
    }

    /// Articles are not wanted any more.
    pub(crate) fn forget(&self, articles: Vec<ArticleId>) {
        for article in &articles {
            self.shared.state.borrow_mut().jobs.forget(*article);
        }
        // An engine that is not ready remembers nothing.
        self.ask(&EngineQuestion::Forget(articles));
    }

    /// Asks about articles that were put, and says whether the engine was ready to answer.
    pub(crate) fn ask(&self, question: &EngineQuestion) -> bool {
        let worker = {
            let state = self.shared.state.borrow();
            state
                .worker
                .as_ref()
                .filter(|_| state.phase == Phase::Ready)
                .map(|running| running.worker.clone())
        };
        worker.is_some_and(|worker| {
            self.shared.ask(&worker, NO_JOB, question);
            true
        })
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

impl EngineShared {
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
                (Some(running), Phase::Ready) => state.jobs.begin().map(|job| {
                    let put =
                        EngineQuestion::Put { id: job.id, text: job.text.clone(), day: job.day.clone() };
                    (running.worker.clone(), job.number, put)
                }),
                _ => None,
            }
        };
        if let Some((worker, number, put)) = next {
            self.ask(&worker, number, &put);
        }
    }

    fn ask(self: &Rc<Self>, worker: &Worker, job: u32, question: &EngineQuestion) {
        // Plain data always becomes bytes.
        let Ok(bytes) = postcard::to_allocvec(question) else { return };
        let (message, buffer) = message::ask(job, &bytes);
        // Everything sent is plain data, so that only a lack of memory can stand in the way.
        if let Err(exception) = worker.post_message_with_transfer(&message, &Array::of1(&buffer)) {
            self.die(super::js::error_text(&exception));
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
            Answer::Model { name, failure, message } => {
                if let Some(failure) = failure {
                    console::error_1(&format!("{}: {message}", failure.code()).into());
                }
                self.on_event.emit(EngineEvent::Model { name, failure });
            }
            Answer::Answered { job, bytes, milliseconds } => {
                let id = (job != NO_JOB).then(|| {
                    let mut state = self.state.borrow_mut();
                    state.deaths = 0;
                    state.jobs.answered(job)
                });
                // The worker goes on while the page reads the answer.
                self.feed();
                match (id, postcard::from_bytes(&bytes)) {
                    // Nobody wants it any more.
                    (Some(None), _) => {}
                    (id, Ok(answer)) => self.tell(id.flatten(), answer, milliseconds),
                    (id, Err(error)) => {
                        self.fail_at(EngineFailure::UnreadableAnswer, &error.to_string(), id.flatten());
                    }
                }
            }
            Answer::Trap { message } => self.die(message),
        }
    }

    /// Tells the page what the engine answered; `id` is the analysis that was asked for.
    fn tell(&self, id: Option<AnalysisId>, answer: EngineAnswer<'static>, milliseconds: f64) {
        let event = match (answer, id) {
            (EngineAnswer::Analysed(analysis), Some(id)) => {
                EngineEvent::Analysed { id, analysis: Box::new(analysis.into_owned()), milliseconds }
            }
            (EngineAnswer::Analysed(_), None) | (EngineAnswer::Forgotten, _) => return,
            (EngineAnswer::Linked(names), _) => EngineEvent::Linked(names),
            (EngineAnswer::Compared { of, comparison }, _) => EngineEvent::Compared { of, comparison },
            (EngineAnswer::Missing(ids), _) => EngineEvent::Missing(ids),
        };
        self.on_event.emit(event);
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
            JobFate::Idle if deaths > RESTARTS => return self.fail(EngineFailure::Crashed, &detail),
            JobFate::Idle | JobFate::Retried(_) => self.on_event.emit(EngineEvent::Restarted),
            JobFate::Abandoned(id) => self.on_event.emit(EngineEvent::Abandoned { id }),
        }
        self.start_worker();
    }

    fn fail(&self, failure: EngineFailure, detail: &str) {
        self.fail_at(failure, detail, None);
    }

    /// `unread` is the analysis that could not be read.
    fn fail_at(&self, failure: EngineFailure, detail: &str, unread: Option<AnalysisId>) {
        console::error_1(&format!("{}: {detail}", failure.code()).into());
        {
            let mut state = self.state.borrow_mut();
            state.phase = Phase::Failed;
            state.jobs.interrupted();
        }
        self.on_event.emit(EngineEvent::Failed { failure, unread });
    }

    fn post(self: &Rc<Self>, worker: &Worker, message: &wasm_bindgen::JsValue) {
        if let Err(exception) = worker.post_message(message) {
            self.die(super::js::error_text(&exception));
        }
    }
}

fn listen(
    shared: &Rc<EngineShared>,
    worker: &Worker,
    event: &'static str,
    heard: impl Fn(&Rc<EngineShared>, &web_sys::Event) + 'static,
) -> Listener {
    let shared: Weak<EngineShared> = Rc::downgrade(shared);
    Listener::new(worker, event, super::listener::Attention::Active, move |event| {
        if let Some(shared) = shared.upgrade() {
            heard(&shared, &event);
        }
    })
}
