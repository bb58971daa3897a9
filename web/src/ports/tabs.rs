//! Several tabs on one project: the first may write, the others follow, and when the first closes the next
//! one takes over. By Web Locks, which the browser frees by itself when a tab ends or crashes; where there
//! are none (a page that is served by http in a local network) a tab asks around whether another one writes,
//! and asks again now and then while it follows.
//!
//! What a follower does with the news is not decided here: it reads the project from storage again.

use super::js;
use super::listener::{Listener, message_data};
use futures::channel::oneshot;
use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Promise};
use shirushi_page::projects::{Role, Slot, TabEvent};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, BroadcastChannel, Storage};
use yew::Callback;

/// How long a tab waits for the lock before it settles for reading. A page that is reloaded, or a project
/// closed and opened again, still holds its lock for a moment.
const PATIENCE_MS: u32 = 300;

/// Without locks: so long an answer is waited for, and so often a follower asks whether the writer is still
/// there.
const ANSWER_MS: u32 = 1_000;
/// A tab that says it writes may be busy, or its machine: an answer of it is waited for this long.
const ANSWER_OF_A_WRITER_MS: u32 = 8_000;
/// How often an answer is looked for.
const LOOK_MS: u32 = 50;
const ASKS_EVERY_MS: u32 = 2_000;

/// This tab among those on one project, until it is dropped.
#[derive(Debug)]
pub(crate) struct Tabs {
    state: Rc<RefCell<TabState>>,
    channel: Option<BroadcastChannel>,
    _listener: Option<Listener>,
}

#[derive(Debug)]
enum TabState {
    Writer(#[expect(dead_code, reason = "held for what its drop does")] Hold),
    Unguarded(#[expect(dead_code, reason = "taken down by its drop")] Sign),
    Reader(#[expect(dead_code, reason = "held for what its drop does")] Waiting),
    /// Without locks: the others are asked who writes. Of two that ask at once the smaller number does.
    Asking {
        number: f64,
        answered: bool,
    },
}

/// Whether others may have a project already.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Others {
    MayBe,
    CannotBe,
}

impl Tabs {
    /// Joins the tabs on a project and finds out what this one may do.
    pub(crate) async fn join(slot: &Slot, heard: Callback<TabEvent>) -> Self {
        Self::enter(slot, heard, Others::MayBe).await
    }

    /// Is the first on a project that is about to be made: there is nobody to ask, and whoever finds it
    /// afterwards and asks is answered.
    pub(crate) async fn found(slot: &Slot, heard: Callback<TabEvent>) -> Self {
        Self::enter(slot, heard, Others::CannotBe).await
    }

    async fn enter(slot: &Slot, heard: Callback<TabEvent>, others: Others) -> Self {
        let name = lock_name(slot);
        let state =
            Rc::new(RefCell::new(TabState::Asking { number: js_sys::Math::random(), answered: false }));
        let (channel, listener) = follow(&name, &state, heard.clone()).unzip();
        match take(&name).await {
            Taken::Held(hold) => *state.borrow_mut() = TabState::Writer(hold),
            Taken::Unsupported if others == Others::CannotBe => {
                *state.borrow_mut() = TabState::Unguarded(Sign::put_up(&name));
            }
            Taken::Unsupported => ask_around(&name, &state, channel.as_ref(), heard).await,
            Taken::Busy => wait_in_line(&name, &state, heard).await,
        }
        Self { state, channel, _listener: listener }
    }

    /// What this tab may do now.
    pub(crate) fn role(&self) -> Role {
        match *self.state.borrow() {
            TabState::Writer(_) => Role::Writer,
            TabState::Unguarded(_) => Role::Unguarded,
            TabState::Reader(_) | TabState::Asking { .. } => Role::Reader,
        }
    }

    /// Tells the followers that the project is in store up to transaction `seq`.
    pub(crate) fn appended(&self, seq: u64) {
        self.post(&[("type", JsValue::from_str("appended")), ("seq", JsValue::from_f64(seq as f64))]);
    }

    /// Tells the followers that the project was deleted.
    pub(crate) fn deleted(&self) {
        self.post(&[("type", JsValue::from_str("deleted"))]);
    }

    fn post(&self, message: &[(&str, JsValue)]) {
        if let Some(channel) = &self.channel {
            post(channel, message);
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}

/// Whether no tab has the project open for writing: then it may be deleted. `true` where that cannot be
/// known.
pub(crate) async fn is_free(slot: &Slot) -> bool {
    !matches!(take(&lock_name(slot)).await, Taken::Busy)
}

fn lock_name(slot: &Slot) -> String {
    format!("shirushi:project:{slot}")
}

fn follow(
    name: &str,
    state: &Rc<RefCell<TabState>>,
    heard: Callback<TabEvent>,
) -> Option<(BroadcastChannel, Listener)> {
    let channel = BroadcastChannel::new(name).ok()?;
    let (answering, here) = (channel.clone(), Rc::downgrade(state));
    let listener = Listener::passive(&channel, "message", move |event| {
        let message = message_data(&event);
        if let Some(event) = read(&message) {
            heard.emit(event);
        } else if let Some(state) = here.upgrade() {
            asked(&state, &answering, &message);
        }
    });
    Some((channel, listener))
}

/// Another tab asks who writes, or answers.
fn asked(state: &RefCell<TabState>, channel: &BroadcastChannel, message: &JsValue) {
    let kind = js::string(message, "type").unwrap_or_default();
    match (&mut *state.borrow_mut(), kind.as_str()) {
        (TabState::Asking { answered, .. }, "here") => *answered = true,
        (TabState::Unguarded(_), "anyone") => post(channel, &[("type", JsValue::from_str("here"))]),
        // One that is asked while it asks has the smaller number, or leaves it to the other.
        (TabState::Asking { number, answered: false }, "anyone")
            if js::number(message, "number").is_none_or(|other| *number < other) =>
        {
            post(channel, &[("type", JsValue::from_str("here"))]);
        }
        _ => {}
    }
}

/// Without locks: asks whether another tab writes. Where one does this tab follows, until none answers any
/// more.
async fn ask_around(
    name: &str,
    state: &Rc<RefCell<TabState>>,
    channel: Option<&BroadcastChannel>,
    heard: Callback<TabEvent>,
) {
    let Some(channel) = channel.cloned() else {
        *state.borrow_mut() = TabState::Unguarded(Sign::put_up(name));
        return;
    };
    if !is_answered(name, state, &channel).await {
        *state.borrow_mut() = TabState::Unguarded(Sign::put_up(name));
        return;
    }
    let (here, name) = (Rc::downgrade(state), name.to_owned());
    spawn_local(async move {
        loop {
            TimeoutFuture::new(ASKS_EVERY_MS).await;
            let Some(state) = here.upgrade() else { return };
            // A tab that is busy may miss one question.
            if !is_answered(&name, &state, &channel).await && !is_answered(&name, &state, &channel).await {
                // The tab may have left while it waited.
                if Rc::strong_count(&state) > 1 {
                    *state.borrow_mut() = TabState::Unguarded(Sign::put_up(&name));
                    heard.emit(TabEvent::Promoted);
                }
                return;
            }
        }
    });
}

/// Asks who writes and waits a moment for an answer.
async fn is_answered(name: &str, state: &RefCell<TabState>, channel: &BroadcastChannel) -> bool {
    if let TabState::Asking { number, answered } = &mut *state.borrow_mut() {
        *answered = false;
        post(channel, &[("type", JsValue::from_str("anyone")), ("number", JsValue::from_f64(*number))]);
    }
    let mut waited = 0;
    loop {
        TimeoutFuture::new(LOOK_MS).await;
        waited += LOOK_MS;
        if matches!(*state.borrow(), TabState::Asking { answered: true, .. }) {
            return true;
        }
        if waited >= (if Sign::is_up(name) { ANSWER_OF_A_WRITER_MS } else { ANSWER_MS }) {
            return false;
        }
    }
}

/// Without locks: a tab that writes says so where the others can read it. A tab that crashed leaves its sign
/// behind; then the next one waits longer, once, and puts up its own.
#[derive(Debug)]
struct Sign {
    name: String,
    _listener: Option<Listener>,
}

impl Sign {
    fn put_up(of: &str) -> Self {
        let name = Self::name(of);
        if let Some(storage) = Self::storage() {
            // A full storage has no room for it: then others wait no longer than for any answer.
            let _ = storage.set_item(&name, "1");
        }
        let leaving = name.clone();
        let listener = web_sys::window()
            .map(|window| Listener::passive(&window, "pagehide", move |_| Self::take_down(&leaving)));
        Self { name, _listener: listener }
    }

    fn is_up(of: &str) -> bool {
        Self::storage().is_some_and(|storage| matches!(storage.get_item(&Self::name(of)), Ok(Some(_))))
    }

    fn take_down(name: &str) {
        if let Some(storage) = Self::storage() {
            // Fails only where nothing can be stored.
            let _ = storage.remove_item(name);
        }
    }

    fn name(of: &str) -> String {
        format!("{of}:writes")
    }

    fn storage() -> Option<Storage> {
        web_sys::window()?.local_storage().ok()?
    }
}

impl Drop for Sign {
    fn drop(&mut self) {
        Self::take_down(&self.name);
    }
}

fn post(channel: &BroadcastChannel, message: &[(&str, JsValue)]) {
    // Fails only on a channel that was closed.
    let _ = channel.post_message(&js::object(message));
}

fn read(message: &JsValue) -> Option<TabEvent> {
    match js::string(message, "type")?.as_str() {
        // Whole and far below 2⁵³; a float to integer cast saturates.
        "appended" => Some(TabEvent::Appended { seq: js::number(message, "seq")? as u64 }),
        "deleted" => Some(TabEvent::Deleted),
        _ => None,
    }
}

/// A lock, ours until dropped.
#[derive(Debug)]
struct Hold {
    release: Function,
}

impl Drop for Hold {
    fn drop(&mut self) {
        let _ = self.release.call0(&JsValue::UNDEFINED);
    }
}

enum Taken {
    Held(Hold),
    Busy,
    Unsupported,
}

/// A place in line for a lock. Dropping it leaves the line.
#[derive(Debug)]
struct Waiting {
    controller: Option<AbortController>,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        // After the lock was granted this has no effect.
        if let Some(controller) = &self.controller {
            controller.abort();
        }
    }
}

async fn take(name: &str) -> Taken {
    match request(name, &[("ifAvailable", JsValue::TRUE)]) {
        None => Taken::Unsupported,
        Some(answer) => match answer.await {
            Ok(Some(hold)) => Taken::Held(hold),
            Ok(None) => Taken::Busy,
            // The request was refused (a page without an origin of its own): there are no locks here.
            Err(oneshot::Canceled) => Taken::Unsupported,
        },
    }
}

/// Waits for the lock, a moment here and then for as long as the state is held.
async fn wait_in_line(name: &str, state: &Rc<RefCell<TabState>>, heard: Callback<TabEvent>) {
    let controller = AbortController::new().ok();
    let signal = controller.as_ref().map(|controller| ("signal", controller.signal().into()));
    let waiting = Waiting { controller };
    let Some(answer) = request(name, signal.as_slice()) else {
        *state.borrow_mut() = TabState::Reader(waiting);
        return;
    };
    let answer = match select(answer, TimeoutFuture::new(PATIENCE_MS)).await {
        Either::Left((Ok(Some(hold)), _)) => {
            *state.borrow_mut() = TabState::Writer(hold);
            return;
        }
        Either::Left(_) => {
            *state.borrow_mut() = TabState::Reader(waiting);
            return;
        }
        Either::Right(((), answer)) => answer,
    };
    *state.borrow_mut() = TabState::Reader(waiting);
    let here = Rc::downgrade(state);
    spawn_local(async move {
        let Ok(Some(hold)) = answer.await else { return };
        // When the tab has left meanwhile, dropping the hold frees the lock for the next.
        let Some(state) = here.upgrade() else { return };
        let waited = state.replace(TabState::Writer(hold));
        drop(waited);
        heard.emit(TabEvent::Promoted);
    });
}

/// Asks for a lock. The answer is `None` when it is not to be had at once and that was asked for; it is
/// cancelled when the browser refuses or the request is aborted. No answer at all: the browser has no locks.
fn request(name: &str, options: &[(&str, JsValue)]) -> Option<oneshot::Receiver<Option<Hold>>> {
    let locks = js::property(&web_sys::window()?.navigator(), "locks")?;
    let (answer, answered) = oneshot::channel();
    // web-sys has Web Locks only as unstable. The lock lasts as long as the promise that this function
    // returns.
    let granted = Closure::once(move |lock: JsValue| -> JsValue {
        if lock.is_null() {
            let _ = answer.send(None);
            return JsValue::UNDEFINED;
        }
        let mut release = None;
        let held = Promise::new(&mut |resolve, _| release = Some(resolve));
        if let Some(release) = release {
            // When nobody waits any more the hold comes back and is dropped, which frees the lock.
            let _ = answer.send(Some(Hold { release }));
        }
        held.into()
    });
    let done = js::method(&locks, "request")?
        .call3(&locks, &JsValue::from_str(name), &js::object(options), granted.as_ref())
        .ok()?
        .dyn_into::<Promise>()
        .ok()?;
    spawn_local(async move {
        // Ends when the lock was given back, was not available, or the request was aborted; the function must
        // live until then.
        let _ = JsFuture::from(done).await;
        drop(granted);
    });
    Some(answered)
}
