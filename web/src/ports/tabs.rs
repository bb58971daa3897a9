//! Several tabs on one project: the first may write, the others follow, and when the first closes the next one takes
//! over. By Web Locks, which the browser frees by itself when a tab ends or crashes.
//!
//! What a follower does with the news is not decided here: it reads the project from storage again.

use super::js;
use super::listener::{Listener, message_data};
use super::storage::Slot;
use futures::channel::oneshot;
use futures::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortController, BroadcastChannel};
use yew::Callback;

/// How long a tab waits for the lock before it settles for reading. A page that is reloaded, or a project closed and
/// opened again, still holds its lock for a moment.
const PATIENCE_MS: u32 = 300;

/// What a tab may do with the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Read and write: no other tab does.
    Writer,
    /// Read and write, but the browser has no locks: nothing keeps another tab from doing the same.
    Unguarded,
    /// Read what another tab writes.
    Reader,
}

impl Role {
    /// Whether the tab may change the project.
    pub(crate) fn writes(self) -> bool {
        match self {
            Self::Writer | Self::Unguarded => true,
            Self::Reader => false,
        }
    }
}

/// News from the other tabs on the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TabEvent {
    /// The writer is gone and this tab is the writer now. Read the project from storage before writing.
    Promoted,
    /// The writer has stored something.
    Appended {
        /// The last transaction in store.
        seq: u64,
    },
    /// The project was deleted.
    Deleted,
}

/// This tab among those on one project, until it is dropped.
#[derive(Debug)]
pub(crate) struct Tabs {
    state: Rc<RefCell<State>>,
    channel: Option<BroadcastChannel>,
    _listener: Option<Listener>,
}

#[derive(Debug)]
enum State {
    Writer(#[expect(dead_code, reason = "held for what its drop does")] Hold),
    Unguarded,
    Reader(#[expect(dead_code, reason = "held for what its drop does")] Waiting),
}

impl Tabs {
    /// Joins the tabs on a project and finds out what this one may do.
    pub(crate) async fn join(slot: &Slot, heard: Callback<TabEvent>) -> Self {
        let name = lock_name(slot);
        let (channel, listener) = follow(&name, heard.clone()).unzip();
        let state = match take(&name).await {
            Taken::Held(hold) => Rc::new(RefCell::new(State::Writer(hold))),
            Taken::Unsupported => Rc::new(RefCell::new(State::Unguarded)),
            Taken::Busy => wait_in_line(&name, heard).await,
        };
        Self { state, channel, _listener: listener }
    }

    /// What this tab may do now.
    pub(crate) fn role(&self) -> Role {
        match *self.state.borrow() {
            State::Writer(_) => Role::Writer,
            State::Unguarded => Role::Unguarded,
            State::Reader(_) => Role::Reader,
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
            // Fails only on a channel that was closed.
            let _ = channel.post_message(&js::object(message));
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

/// Whether no tab has the project open for writing: then it may be deleted. `true` where that cannot be known.
pub(crate) async fn is_free(slot: &Slot) -> bool {
    !matches!(take(&lock_name(slot)).await, Taken::Busy)
}

fn lock_name(slot: &Slot) -> String {
    format!("shirushi:project:{slot}")
}

fn follow(name: &str, heard: Callback<TabEvent>) -> Option<(BroadcastChannel, Listener)> {
    let channel = BroadcastChannel::new(name).ok()?;
    let listener = Listener::passive(&channel, "message", move |event| {
        if let Some(event) = read(&message_data(&event)) {
            heard.emit(event);
        }
    });
    Some((channel, listener))
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
async fn wait_in_line(name: &str, heard: Callback<TabEvent>) -> Rc<RefCell<State>> {
    let controller = AbortController::new().ok();
    let signal = controller.as_ref().map(|controller| ("signal", controller.signal().into()));
    let waiting = Waiting { controller };
    let Some(answer) = request(name, signal.as_slice()) else {
        return Rc::new(RefCell::new(State::Reader(waiting)));
    };
    let answer = match select(answer, TimeoutFuture::new(PATIENCE_MS)).await {
        Either::Left((Ok(Some(hold)), _)) => return Rc::new(RefCell::new(State::Writer(hold))),
        Either::Left(_) => return Rc::new(RefCell::new(State::Reader(waiting))),
        Either::Right(((), answer)) => answer,
    };
    let state = Rc::new(RefCell::new(State::Reader(waiting)));
    let here = Rc::downgrade(&state);
    spawn_local(async move {
        let Ok(Some(hold)) = answer.await else { return };
        // When the tab has left meanwhile, dropping the hold frees the lock for the next.
        let Some(state) = here.upgrade() else { return };
        let waited = state.replace(State::Writer(hold));
        drop(waited);
        heard.emit(TabEvent::Promoted);
    });
    state
}

/// Asks for a lock. The answer is `None` when it is not to be had at once and that was asked for; it is cancelled
/// when the browser refuses or the request is aborted. No answer at all: the browser has no locks.
fn request(name: &str, options: &[(&str, JsValue)]) -> Option<oneshot::Receiver<Option<Hold>>> {
    let locks = js::property(&web_sys::window()?.navigator(), "locks")?;
    let (answer, answered) = oneshot::channel();
    // web-sys has Web Locks only as unstable. The lock lasts as long as the promise that this function returns.
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
