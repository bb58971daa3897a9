//! The database itself: its stores, its versions, its connection and its transactions.
//!
//! Opening and requests go through the `idb` crate. Transactions are begun and waited for here, because the
//! crate knows neither durability nor why a transaction was aborted at its commit (a full disk shows only
//! there).

use super::super::js;
use super::super::listener::Listener;
use super::error::{Said, of_error, of_exception};
use super::room::room;
use futures::channel::oneshot;
use idb::{DatabaseEvent, Factory, ObjectStore, ObjectStoreParams};
use shirushi_page::projects::{StorageError, StorageEvent};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbDatabase, IdbObjectStore, IdbTransaction};
use yew::Callback;

/// Shared by every copy of the program on one origin.
const NAME: &str = "shirushi";

/// Slot → summary.
pub(super) const PROJECTS: &str = "projects";
/// Slot → snapshot.
pub(super) const SNAPSHOTS: &str = "snapshots";
/// [slot, seq] → transaction.
pub(super) const LOG: &str = "log";
/// [slot, number] → named version.
pub(super) const VERSIONS: &str = "versions";
/// Slot → where its project stands among the others.
pub(super) const SHELF: &str = "shelf";
/// Slot → the file on the person's disk that is written in place: the browser's own handle, not text.
pub(super) const FILES: &str = "files";

/// Every store.
pub(super) const ALL: [&str; 6] = [PROJECTS, SNAPSHOTS, LOG, VERSIONS, SHELF, FILES];

type StorageStep = fn(&idb::Database) -> Result<(), idb::Error>;

/// What turns each version of the database into the next, from nothing on. A step is never changed once it
/// was published: a new version adds a step.
const STEPS: &[StorageStep] = &[
    |database| create(database, &[PROJECTS, SNAPSHOTS, LOG]),
    |database| create(database, &[VERSIONS, SHELF, FILES]),
];

fn create(database: &idb::Database, stores: &[&str]) -> Result<(), idb::Error> {
    for store in stores {
        database.create_object_store(store, ObjectStoreParams::new())?;
    }
    Ok(())
}

/// Whether there is a connection.
#[derive(Debug)]
pub(super) enum Open {
    /// Not yet, or the browser has dropped it: it may be opened (again).
    Not,
    /// Yes.
    Yes(Rc<Connection>),
    /// A newer version of the program has the database: it is not opened again.
    Outdated,
}

impl Open {
    pub(super) fn get(&self) -> Option<Rc<Connection>> {
        match self {
            Self::Yes(connection) => Some(connection.clone()),
            Self::Not | Self::Outdated => None,
        }
    }

    /// Lets go of a connection that turned out to be lost, unless it was replaced meanwhile.
    pub(super) fn drop_lost(&mut self, lost: &Rc<Connection>) {
        if self.get().is_some_and(|connection| Rc::ptr_eq(&connection, lost)) {
            *self = Self::Not;
        }
    }
}

/// An open connection.
#[derive(Debug)]
pub(super) struct Connection {
    database: IdbDatabase,
    _listeners: [Listener; 2],
}

/// What a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// To read.
    Read,
    /// To write, reported done only when it is on the disk.
    Write,
    /// To write, reported done when the system has it: it outlives the page and the browser, but not the
    /// power.
    Hand,
}

/// A transaction that has begun. Dropping it without [`Begun::commit`] takes back what it wrote.
#[derive(Debug)]
pub(super) struct Begun {
    transaction: idb::Transaction,
    raw: IdbTransaction,
    change: Change,
    committing: Cell<bool>,
}

impl Connection {
    /// Opens the database. `heard` is told while another tab keeps it from being upgraded, and when a newer
    /// version takes it; `lost` is told when the connection is gone.
    pub(super) async fn open(
        heard: Callback<StorageEvent>,
        lost: impl Fn(Open) + 'static,
    ) -> Result<Self, StorageError> {
        let version = u32::try_from(STEPS.len()).unwrap_or(u32::MAX);
        let mut request = Factory::new().said()?.open(NAME, Some(version)).said()?;
        let waiting = heard.clone();
        request.on_blocked(move |_| waiting.emit(StorageEvent::Waiting));
        let failed = Rc::new(RefCell::new(None));
        let failure = failed.clone();
        request.on_upgrade_needed(move |event| {
            if let Err(error) = upgrade(&event) {
                // Nothing can be thrown from here: the open request goes on, and the half-made database is
                // refused below.
                *failure.borrow_mut() = Some(of_error(error));
            }
        });
        let database: IdbDatabase = match request.await {
            Ok(database) => database.into(),
            Err(error) => {
                // A browser that has IndexedDB but will not open it says so in many ways: a private window as
                // if the database had no state for it, a full disk as if something unknown had happened.
                return Err(match of_error(error) {
                    StorageError::Closed => StorageError::Unavailable,
                    StorageError::Refused(_) if room(false).await.is_full() => StorageError::Quota,
                    error => error,
                });
            }
        };
        if let Some(error) = failed.borrow_mut().take() {
            database.close();
            return Err(error);
        }
        let lost = Rc::new(lost);
        let (dropped, closing, told) = (lost.clone(), database.clone(), heard.clone());
        let listeners = [
            Listener::passive(&database, "versionchange", move |event| {
                closing.close();
                // Without a new version the database is to be deleted.
                if js::number(&event, "newVersion").is_some() {
                    lost(Open::Outdated);
                    heard.emit(StorageEvent::Outdated);
                } else {
                    lost(Open::Not);
                    heard.emit(StorageEvent::Gone);
                }
            }),
            Listener::passive(&database, "close", move |_| {
                dropped(Open::Not);
                told.emit(StorageEvent::Gone);
            }),
        ];
        Ok(Self { database, _listeners: listeners })
    }

    /// Begins a transaction on these stores.
    pub(super) fn begin(&self, stores: &[&str], change: Change) -> Result<Begun, StorageError> {
        let stores: js_sys::Array = stores.iter().map(|store| JsValue::from_str(store)).collect();
        let (mode, durability) = match change {
            Change::Read => ("readonly", "default"),
            Change::Write => ("readwrite", "strict"),
            Change::Hand => ("readwrite", "relaxed"),
        };
        // web-sys has this signature only as an unstable one. Browsers that do not know the options ignore
        // them.
        let transaction = js::method(&self.database, "transaction")
            .ok_or(StorageError::Unavailable)?
            .call3(
                &self.database,
                &stores,
                &JsValue::from_str(mode),
                &js::object(&[("durability", JsValue::from_str(durability))]),
            )
            .map_err(|exception| of_exception(&exception))?;
        let raw: IdbTransaction = transaction
            .dyn_into()
            .map_err(|other| StorageError::Refused(format!("not a transaction: {other:?}")))?;
        let transaction = idb::Transaction::from(raw.clone());
        Ok(Begun { transaction, raw, change, committing: Cell::new(false) })
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.close();
    }
}

impl Begun {
    /// One of the stores the transaction was begun on.
    pub(super) fn store(&self, name: &str) -> Result<ObjectStore, StorageError> {
        self.transaction.object_store(name).said()
    }

    /// The same, as the browser has it.
    pub(super) fn raw_store(&self, name: &str) -> Result<IdbObjectStore, StorageError> {
        self.raw.object_store(name).map_err(|exception| of_exception(&exception))
    }

    /// Sends off everything asked for and waits until it is on the disk. Sending happens at once, also when
    /// nobody waits.
    pub(super) fn commit(self) -> impl Future<Output = Result<(), StorageError>> + use<> {
        self.committing.set(true);
        let raw = self.raw.clone();
        let (done, outcome) = oneshot::channel();
        let done = Rc::new(RefCell::new(Some(done)));
        let tell = move |result: Result<(), StorageError>| {
            if let Some(done) = done.borrow_mut().take() {
                // Nobody may be waiting any more.
                let _ = done.send(result);
            }
        };
        let (complete, abort, aborted) = (tell.clone(), tell, raw.clone());
        let listeners = [
            Listener::passive(&raw, "complete", move |_| complete(Ok(()))),
            Listener::passive(&raw, "abort", move |_| abort(Err(why_aborted(&aborted)))),
        ];
        // Without this the transaction commits by itself, only later. Old browsers do not have it.
        if let Some(commit) = js::method(&raw, "commit") {
            let _ = commit.call0(&raw);
        }
        async move {
            let result = outcome.await.unwrap_or(Err(StorageError::Closed));
            drop(listeners);
            drop(self);
            result
        }
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        if self.change != Change::Read && !self.committing.get() {
            // Fails when the browser has ended the transaction already, which is as good.
            let _ = self.raw.abort();
        }
    }
}

fn why_aborted(transaction: &IdbTransaction) -> StorageError {
    transaction.error().map_or(StorageError::Closed, |exception| of_exception(&exception))
}

fn upgrade(event: &idb::event::VersionChangeEvent) -> Result<(), idb::Error> {
    let database = event.database()?;
    let from = usize::try_from(event.old_version()?).unwrap_or(usize::MAX);
    STEPS.iter().skip(from).try_for_each(|step| step(&database))
}
