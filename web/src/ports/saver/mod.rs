//! Saving as it happens: every transaction is sent off to be stored in the moment it is made.
//!
//! One saver belongs to one open project of a tab that may write to it. Reading and the list of projects go
//! to [`super::storage`] directly.

mod outbox;

use super::listener::{Attention, Listener};
use super::storage::{Care, Record, Storage, Whole};
use futures::channel::oneshot;
use gloo_timers::callback::Timeout;
use outbox::{Outbox, Outcome};
use shirushi_model::Project;
use shirushi_page::projects::{Role, SaveState, Slot, StorageError};
use shirushi_session::Transaction;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use web_sys::VisibilityState;
use yew::Callback;

/// After so long without a change everything is written to the disk; and after so long with changes, all the
/// same.
const REST_MS: u32 = 300;
const LONGEST_MS: f64 = 3000.0;
/// What failed is tried again after so long.
const AGAIN_MS: u32 = 5_000;

/// Stores the transactions of one project. Clones are the same saver; when the last one is dropped, what it
/// still had to write is written, but nobody is told.
#[derive(Debug, Clone)]
pub(crate) struct Saver {
    shared: Rc<SaverShared>,
    _listeners: Rc<[Listener]>,
}

#[derive(Debug)]
struct SaverShared {
    storage: Storage,
    role: Role,
    outbox: RefCell<Outbox>,
    /// Until everything is written to the disk, and since when something is not.
    resting: RefCell<Option<Timeout>>,
    since: Cell<Option<f64>>,
    /// Until what failed is tried again.
    again: RefCell<Option<Timeout>>,
    waiting: RefCell<Vec<oneshot::Sender<Result<(), StorageError>>>>,
    told: RefCell<SaveState>,
    on_state: Callback<SaveState>,
}

impl Saver {
    /// A saver for a project in store. `snapshot` is the number of the snapshot it was loaded from and
    /// `stored` that of the last transaction (0 when it was just created), `role` that of the tab: one that
    /// no lock guards looks at what is in store before every write. `on_state` is told every change of
    /// [`SaveState`], which is [`SaveState::Saved`] to begin with.
    ///
    /// From now on the tab hurries what is left when it is hidden or closed, and asks before closing
    /// while saving fails.
    pub(crate) fn new(
        storage: Storage,
        (slot, snapshot, stored): (Slot, u64, u64),
        role: Role,
        on_state: Callback<SaveState>,
    ) -> Self {
        let shared = Rc::new(SaverShared {
            storage,
            role,
            outbox: RefCell::new(Outbox::new(slot, snapshot, stored)),
            resting: RefCell::default(),
            since: Cell::default(),
            again: RefCell::default(),
            waiting: RefCell::default(),
            told: RefCell::new(SaveState::Saved),
            on_state,
        });
        let listeners = listen(&shared);
        Self { shared, _listeners: listeners.into() }
    }

    /// Stores a transaction. `project` is what it led to.
    pub(crate) fn push(&self, transaction: &Transaction, project: &Project) {
        match Record::new(transaction) {
            Ok(record) => self.shared.outbox.borrow_mut().push(record, project.clone()),
            Err(error) => self.shared.outbox.borrow_mut().fail(error),
        }
        let is_well = self.shared.outbox.borrow().fault().is_none();
        if is_well && self.shared.role == Role::Writer {
            rest(&self.shared);
            send(&self.shared);
        } else {
            write(&self.shared);
        }
    }

    /// Looks whether what this tab has stored is still there. Where it is not, that is told as
    /// [`StorageError::Lost`].
    pub(crate) fn check(&self) {
        let shared = self.shared.clone();
        spawn_local(async move {
            let (slot, base, last) = shared.outbox.borrow().in_store();
            if shared.storage.prove(&slot, base, last).await == Err(StorageError::Lost) {
                shared.outbox.borrow_mut().fail(StorageError::Lost);
                tell(&shared);
            }
        });
    }

    /// Writes the whole project anew, because what was in store is lost. `None` when something is being
    /// written already, which tells what became of it.
    pub(crate) async fn write_whole(&self, whole: Whole) -> Option<Result<(), StorageError>> {
        let shared = &self.shared;
        let (slot, ..) = shared.outbox.borrow().in_store();
        let receipt = shared.outbox.borrow_mut().begin_whole(whole.snapshot.seq)?;
        tell(shared);
        let result = shared.storage.rewrite(&slot, &whole).await;
        shared.outbox.borrow_mut().finished(receipt, result.clone());
        match result {
            Ok(()) => write(shared),
            Err(_) => tell(shared),
        }
        Some(result)
    }

    /// Writes what is left, tries again what failed, and waits until all is on the disk.
    ///
    /// # Errors
    /// Why it is not. Everything stays in memory.
    pub(crate) async fn flush(&self) -> Result<(), StorageError> {
        let (done, outcome) = oneshot::channel();
        self.shared.waiting.borrow_mut().push(done);
        write(&self.shared);
        outcome.await.unwrap_or(Err(StorageError::Closed))
    }
}

/// Sends off what is new, without asking what is in store and without waiting for what is under way: the
/// browser commits what it was given whatever becomes of the page, and a person who goes on gives the page no
/// time to ask. It is given to the system only; once the person rests, all of it is written to the disk.
/// Where something does not arrive the ordinary write finds out why.
fn send(shared: &Rc<SaverShared>) {
    let batch = shared.outbox.borrow_mut().send();
    tell(shared);
    let Some(batch) = batch else { return };
    let commit = shared.storage.append_now(&batch.append(), Care::System);
    let shared = shared.clone();
    match commit {
        Ok(commit) => spawn_local(async move {
            let outcome = if commit.await.is_ok() { Outcome::Done } else { Outcome::Failed };
            shared.outbox.borrow_mut().arrived(batch.receipt(), outcome);
            match outcome {
                Outcome::Done => send(&shared),
                Outcome::Failed => write(&shared),
            }
        }),
        Err(_) => {
            shared.outbox.borrow_mut().arrived(batch.receipt(), Outcome::Failed);
            write(&shared);
        }
    }
}

/// Writes everything to the disk once the person rests, and now and then while they do not.
fn rest(shared: &Rc<SaverShared>) {
    let now = js_sys::Date::now();
    let since = shared.since.get().unwrap_or(now);
    shared.since.set(Some(since));
    if now - since > LONGEST_MS && shared.resting.borrow().is_some() {
        return;
    }
    let resting = Rc::downgrade(shared);
    *shared.resting.borrow_mut() = Some(Timeout::new(REST_MS, move || {
        if let Some(shared) = resting.upgrade() {
            shared.resting.borrow_mut().take();
            shared.since.set(None);
            hurry(&shared);
        }
    }));
}

/// After a write failed it is tried again by itself: room may have come back, or the browser may have the
/// database again.
fn try_again(shared: &Rc<SaverShared>) {
    let failed = Rc::downgrade(shared);
    *shared.again.borrow_mut() = Some(Timeout::new(AGAIN_MS, move || {
        if let Some(shared) = failed.upgrade() {
            write(&shared);
        }
    }));
}

/// Starts an ordinary write, which looks at what is in store first, when something waits and none is under
/// way. When it is done it goes on with what came meanwhile, until nothing is left or it fails.
fn write(shared: &Rc<SaverShared>) {
    let batch = shared.outbox.borrow_mut().take();
    tell(shared);
    let Some(batch) = batch else { return };
    let shared = shared.clone();
    spawn_local(async move {
        let result = shared.storage.append(batch.append()).await;
        let failed = result.clone().err();
        shared.outbox.borrow_mut().finished(batch.receipt(), result);
        if let Some(error) = failed {
            tell(&shared);
            // These two no waiting mends.
            if !matches!(error, StorageError::Conflict | StorageError::Outdated) {
                try_again(&shared);
            }
        } else {
            write(&shared);
        }
    });
}

/// Sends off everything that is not acknowledged, at once.
fn hurry(shared: &Rc<SaverShared>) {
    let Some(batch) = shared.outbox.borrow().all() else { return };
    match shared.storage.append_now(&batch.append(), Care::Disk) {
        Ok(commit) => {
            let shared = shared.clone();
            spawn_local(async move {
                match commit.await {
                    Ok(()) => shared.outbox.borrow_mut().committed(batch.receipt()),
                    // The ordinary write reports what is wrong; this one only tried to be quicker.
                    Err(_) => write(&shared),
                }
                tell(&shared);
            });
        }
        Err(_) => write(shared),
    }
}

fn tell(shared: &SaverShared) {
    let (state, settled) = {
        let outbox = shared.outbox.borrow();
        let settled = match outbox.fault() {
            Some(error) => Some(Err(error.clone())),
            None if outbox.is_empty() => Some(Ok(())),
            None => None,
        };
        (outbox.state(), settled)
    };
    if let Some(settled) = settled {
        for waiting in shared.waiting.take() {
            let _ = waiting.send(settled.clone());
        }
    }
    if shared.told.replace(state.clone()) != state {
        shared.on_state.emit(state);
    }
}

fn listen(shared: &Rc<SaverShared>) -> Vec<Listener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let Some(document) = window.document() else { return Vec::new() };
    let (hiding, leaving, closing) = (Rc::downgrade(shared), Rc::downgrade(shared), Rc::downgrade(shared));
    let seen = document.clone();
    vec![
        // On a phone this is often the last that is heard of a page.
        Listener::passive(&document, "visibilitychange", move |_| {
            if seen.visibility_state() == VisibilityState::Hidden
                && let Some(shared) = hiding.upgrade()
            {
                hurry(&shared);
            }
        }),
        Listener::passive(&window, "pagehide", move |_| {
            if let Some(shared) = leaving.upgrade() {
                hurry(&shared);
            }
        }),
        Listener::new(&window, "beforeunload", Attention::Active, move |event| {
            let unsaved = closing
                .upgrade()
                .is_some_and(|shared| matches!(shared.outbox.borrow().state(), SaveState::Failed { .. }));
            if unsaved {
                event.prevent_default();
            }
        }),
    ]
}
