//! Projects kept in the browser: IndexedDB holding a log of transactions and a snapshot now and then.
//!
//! Nothing is acknowledged before it is committed with strict durability. Records are JSON text, so that a
//! project can be rescued by hand. This port knows nothing of when to save: that is [`super::saver`].

pub(crate) mod beside;
mod database;
mod error;
mod proof;
mod record;
mod room;

pub(crate) use record::Record;
pub(crate) use room::room;

use database::{Change, Connection, LOG, Open, PROJECTS, SHELF, SNAPSHOTS, VERSIONS};
use error::Said;
use idb::{KeyRange, Query};
use js_sys::Array;
use proof::Proof;
use record::{Overlap, StoredSnapshot, read_summary};
use shirushi_model::{Project, in_order};
use shirushi_page::projects::{Shelf, Slot, SlotSummary, StorageError, StorageEvent, Stored};
use shirushi_session::{Snapshot, Version};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::{JsCast, JsValue};
use yew::Callback;

/// The projects of this browser. Clones share one connection.
#[derive(Debug, Clone)]
pub(crate) struct Storage {
    shared: Rc<StorageShared>,
}

#[derive(Debug)]
struct StorageShared {
    connection: RefCell<Open>,
    heard: Callback<StorageEvent>,
}

/// What one write holds: transactions in order, the summary after them, and a snapshot when one is due.
#[derive(Debug, Clone)]
pub(crate) struct Append<'a> {
    /// Never empty, numbered without a gap.
    pub(crate) records: &'a [Record],
    /// As of the last record.
    pub(crate) summary: SlotSummary,
    /// As of the last record.
    pub(crate) snapshot: Option<Snapshot>,
    /// Records up to this number may be in store already; later ones are new.
    pub(crate) known: u64,
    /// The last transaction of the snapshot that is in store: all from there to the first record must be
    /// there too.
    pub(crate) base: u64,
}

/// A whole project, to be written anew where the database has lost some of it.
#[derive(Debug, Clone)]
pub(crate) struct Whole {
    /// The log, without a gap, up to the snapshot.
    pub(crate) records: Vec<Record>,
    pub(crate) snapshot: Snapshot,
    pub(crate) versions: Vec<Arc<Version>>,
}

/// Into whose care a write is given before it counts as done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Care {
    /// The system's: it outlives the page and the browser.
    System,
    /// The disk's: it outlives a loss of power too, and takes as long as the disk does.
    Disk,
}

impl Storage {
    /// Opens the database, making or upgrading it when needed.
    ///
    /// # Errors
    /// [`StorageError::Unavailable`] where the browser offers none, [`StorageError::Outdated`] when a newer
    /// version of the program has been here.
    pub(crate) async fn open(heard: Callback<StorageEvent>) -> Result<Self, StorageError> {
        let shared = Rc::new(StorageShared { connection: RefCell::new(Open::Not), heard });
        let storage = Self { shared };
        storage.connection().await?;
        Ok(storage)
    }

    /// Every project, the one changed last first.
    ///
    /// # Errors
    /// When the database cannot be read. A summary that cannot be read stands as an untitled one.
    pub(crate) async fn list(&self) -> Result<Vec<SlotSummary>, StorageError> {
        let change = self.begin(&[PROJECTS, SHELF], Change::Read).await?;
        let (store, shelf) = (change.store(PROJECTS)?, change.store(SHELF)?);
        let (keys, values) = (store.get_all_keys(None, None).said()?, store.get_all(None, None).said()?);
        let (places, shelves) = (shelf.get_all_keys(None, None).said()?, shelf.get_all(None, None).said()?);
        let (keys, values) = (keys.await.said()?, values.await.said()?);
        let shelves: HashMap<String, Shelf> = beside::shelves(&places.await.said()?, &shelves.await.said()?);
        let summaries: Vec<SlotSummary> = keys
            .iter()
            .zip(&values)
            .filter_map(|(key, value)| {
                let slot = Slot(key.as_string()?);
                let shelf = shelves.get(&slot.0).cloned().unwrap_or_default();
                Some(SlotSummary { shelf, ..read_summary(slot, &value.as_string().unwrap_or_default()) })
            })
            .collect();
        // They come by slot.
        Ok(in_order(summaries, |summary| [!(summary.modified.0 as u64), 0, 0]))
    }

    /// Keeps a project that was not kept before, with an empty log that goes on after transaction `seq`.
    ///
    /// # Errors
    /// [`StorageError::Conflict`] when the slot is taken, else as for every write.
    pub(crate) async fn create(&self, slot: &Slot, project: &Project, seq: u64) -> Result<(), StorageError> {
        let summary = record::write(&SlotSummary::of(slot.clone(), project, seq))?;
        let snapshot = record::write(&StoredSnapshot { seq, project })?;
        let change = self.begin(&[PROJECTS, SNAPSHOTS], Change::Write).await?;
        let key = JsValue::from_str(&slot.0);
        change.store(PROJECTS)?.add(&JsValue::from_str(&summary), Some(&key)).said()?;
        change.store(SNAPSHOTS)?.put(&JsValue::from_str(&snapshot), Some(&key)).said()?;
        change.commit().await
    }

    /// Everything kept of one project, for `Session::replay`.
    ///
    /// # Errors
    /// [`StorageError::Missing`] when there is no such project, [`StorageError::Lost`] when only a rest of it
    /// is there, [`StorageError::Damaged`] when its snapshot cannot be read. A damaged record of the log ends
    /// the log there and is told in [`Stored::broken`].
    pub(crate) async fn load(&self, slot: &Slot) -> Result<Stored, StorageError> {
        let change = self.begin(&[PROJECTS, SNAPSHOTS, LOG, VERSIONS], Change::Read).await?;
        let summary = change.store(PROJECTS)?.get(JsValue::from_str(&slot.0)).said()?;
        let log = change.store(LOG)?;
        let range = || log_of(slot).map(|range| Some(Query::from(range)));
        let snapshot = change.store(SNAPSHOTS)?.get(JsValue::from_str(&slot.0)).said()?;
        let (keys, values) = (log.get_all_keys(range()?, None).said()?, log.get_all(range()?, None).said()?);
        let versions = change.store(VERSIONS)?.get_all(range()?, None).said()?;
        // A request is listened to from when it is awaited: in the order they were made.
        let (summary, snapshot, keys, values) =
            (summary.await.said()?, snapshot.await.said()?, keys.await.said()?, values.await.said()?);
        let versions = beside::versions(&versions.await.said()?);
        let snapshot = match snapshot {
            Some(snapshot) => snapshot,
            // Where nothing at all is left somebody deleted it; where something is, the browser lost the
            // rest.
            None if keys.is_empty() && summary.is_none() => return Err(StorageError::Missing),
            None => return Err(StorageError::Lost),
        };
        let snapshot = snapshot.as_string().ok_or(StorageError::Damaged)?;
        let snapshot: Snapshot = serde_json::from_str(&snapshot).map_err(|_| StorageError::Damaged)?;
        let records = keys.iter().zip(&values).map(|(key, value)| (seq_of(key), value.as_string()));
        Ok(Stored { versions, ..record::read_log(snapshot, records) })
    }

    /// Adds to the log, in one database transaction. When this returns without an error all of it is on the
    /// disk; with one, nothing is. Records that are already there as they are count as added.
    ///
    /// # Errors
    /// [`StorageError::Lost`] when what comes before is not there, [`StorageError::Conflict`] when the log
    /// has moved on without us, [`StorageError::Quota`] when there is no room, and whatever the browser comes
    /// up with.
    pub(crate) async fn append(&self, append: Append<'_>) -> Result<(), StorageError> {
        let slot = append.summary.slot.clone();
        let change = self.begin(&[PROJECTS, SNAPSHOTS, LOG], Change::Write).await?;
        let proof = Proof::ask(&change, &append)?;
        let stored = change.store(PROJECTS)?.get(JsValue::from_str(&slot.0)).said()?.await.said()?;
        // Asked for before, so answered by now.
        proof.holds()?;
        let stored = stored.ok_or(StorageError::Lost)?.as_string().unwrap_or_default();
        match record::overlap(record::last_of(&stored, append.records), append.records) {
            Overlap::None => {}
            Overlap::Same(shared) => {
                let log = change.store(LOG)?;
                for record in shared {
                    let there = log.get(log_key(&slot, record.seq)).said()?.await.said()?;
                    if there.and_then(|there| there.as_string()).as_ref() != Some(&record.json) {
                        return Err(StorageError::Conflict);
                    }
                }
            }
            Overlap::Conflict => return Err(StorageError::Conflict),
        }
        put(&change, &append)?;
        change.commit().await
    }

    /// Adds to the log at once: everything is handed to the browser before this returns. Only the writer of
    /// the project may call it, and only so that whatever was not acknowledged yet and comes before it goes
    /// along.
    ///
    /// # Errors
    /// As [`Storage::append`], but a conflict shows only where a record that is new to us is there already;
    /// and where what comes before is not there, the records are in store when that is told: they do not
    /// count, and the whole is to be written anew.
    pub(crate) fn append_now(
        &self,
        append: &Append<'_>,
        care: Care,
    ) -> Result<impl Future<Output = Result<(), StorageError>> + use<>, StorageError> {
        let connection = self.shared.connection.borrow().get().ok_or(StorageError::Closed)?;
        let change = match care {
            Care::System => Change::Hand,
            Care::Disk => Change::Write,
        };
        let change = connection.begin(&[PROJECTS, SNAPSHOTS, LOG], change)?;
        let proof = Proof::ask(&change, append)?;
        put(&change, append)?;
        let commit = change.commit();
        Ok(async move {
            commit.await?;
            proof.holds()
        })
    }

    /// Looks whether a project is there as far as this tab knows it: the snapshot up to `base`, and the log
    /// from there to `last`.
    ///
    /// # Errors
    /// [`StorageError::Lost`] when it is not, and whatever the browser comes up with.
    pub(crate) async fn prove(&self, slot: &Slot, base: u64, last: u64) -> Result<(), StorageError> {
        let change = self.begin(&[PROJECTS, SNAPSHOTS, LOG], Change::Read).await?;
        let proof = Proof::of(&change, slot, base, last)?;
        change.commit().await?;
        proof.holds()
    }

    /// Writes a whole project into its slot, in one database transaction, in the place of whatever is left of
    /// it there.
    ///
    /// # Errors
    /// As for every write.
    pub(crate) async fn rewrite(&self, slot: &Slot, whole: &Whole) -> Result<(), StorageError> {
        let Whole { records, snapshot, versions } = whole;
        let summary = record::write(&SlotSummary::of(slot.clone(), &snapshot.project, snapshot.seq))?;
        let key = JsValue::from_str(&slot.0);
        let change = self.begin(&[PROJECTS, SNAPSHOTS, LOG, VERSIONS], Change::Write).await?;
        let (log, named) = (change.store(LOG)?, change.store(VERSIONS)?);
        log.delete(log_of(slot)?).said()?;
        for record in records {
            log.put(&JsValue::from_str(&record.json), Some(&log_key(slot, record.seq))).said()?;
        }
        for version in versions {
            let number = log_key(slot, u64::from(version.number));
            named.put(&JsValue::from_str(&record::write(version)?), Some(&number)).said()?;
        }
        change.store(SNAPSHOTS)?.put(&JsValue::from_str(&record::write(snapshot)?), Some(&key)).said()?;
        change.store(PROJECTS)?.put(&JsValue::from_str(&summary), Some(&key)).said()?;
        change.commit().await
    }

    /// Begins a database transaction. A connection that the browser has dropped is made anew, once.
    async fn begin(&self, stores: &[&str], change: Change) -> Result<database::Begun, StorageError> {
        let connection = self.connection().await?;
        match connection.begin(stores, change) {
            Err(StorageError::Closed) => {
                self.shared.connection.borrow_mut().drop_lost(&connection);
                self.connection().await?.begin(stores, change)
            }
            begun => begun,
        }
    }

    async fn connection(&self) -> Result<Rc<Connection>, StorageError> {
        match &*self.shared.connection.borrow() {
            Open::Yes(connection) => return Ok(connection.clone()),
            Open::Outdated => return Err(StorageError::Outdated),
            Open::Not => {}
        }
        let told = Rc::downgrade(&self.shared);
        let connection = Connection::open(self.shared.heard.clone(), move |lost| {
            if let Some(shared) = told.upgrade() {
                *shared.connection.borrow_mut() = lost;
            }
        })
        .await?;
        let connection = Rc::new(connection);
        *self.shared.connection.borrow_mut() = Open::Yes(connection.clone());
        Ok(connection)
    }
}

fn put(change: &database::Begun, append: &Append<'_>) -> Result<(), StorageError> {
    let slot = &append.summary.slot;
    let key = JsValue::from_str(&slot.0);
    let log = change.store(LOG)?;
    for record in append.records {
        let (json, key) = (JsValue::from_str(&record.json), log_key(slot, record.seq));
        // What is there already ends a transaction that takes it for new.
        if record.seq > append.known {
            log.add(&json, Some(&key)).said()?;
        } else {
            log.put(&json, Some(&key)).said()?;
        }
    }
    if let Some(snapshot) = &append.snapshot {
        change.store(SNAPSHOTS)?.put(&JsValue::from_str(&record::write(snapshot)?), Some(&key)).said()?;
    }
    change.store(PROJECTS)?.put(&JsValue::from_str(&record::write(&append.summary)?), Some(&key)).said()?;
    Ok(())
}

/// `[slot, seq]`. Numbers of transactions fit an f64 exactly.
fn log_key(slot: &Slot, seq: u64) -> JsValue {
    Array::of2(&JsValue::from_str(&slot.0), &JsValue::from_f64(seq as f64)).into()
}

fn seq_of(key: &JsValue) -> u64 {
    // Keys are made by `log_key` only; a float to integer cast saturates.
    key.dyn_ref::<Array>().and_then(|key| key.get(1).as_f64()).unwrap_or_default() as u64
}

/// Every key of one slot: arrays sort after numbers, so `[slot, []]` comes after all of them.
fn log_of(slot: &Slot) -> Result<KeyRange, StorageError> {
    let slot = JsValue::from_str(&slot.0);
    let end = Array::of2(&slot, &Array::new());
    KeyRange::bound(&Array::of1(&slot), &end, None, None).said()
}
