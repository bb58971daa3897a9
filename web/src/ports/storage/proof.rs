//! That what comes before a write is in store. A database can be emptied under an open page: by the person
//! who clears the browser's storage, by the browser that evicts it, by another page of the origin.
//!
//! What is needed is asked for in the transaction of the write itself, before the records are put. The
//! answers are read when it is done: so a write can be handed over whole, without a turn of the page between
//! asking and writing.

use super::database::{Begun, LOG, PROJECTS, SNAPSHOTS};
use super::error::of_exception;
use super::{Append, log_key};
use shirushi_page::projects::{Slot, StorageError};
use wasm_bindgen::JsValue;
use web_sys::{IdbKeyRange, IdbRequest};

/// Questions that were asked in a transaction.
#[derive(Debug)]
pub(super) struct Proof {
    summary: IdbRequest,
    snapshot: IdbRequest,
    /// How many records stand between snapshot and write, and how many there must be.
    between: Option<(IdbRequest, f64)>,
}

impl Proof {
    /// Asks for what comes before a write.
    pub(super) fn ask(change: &Begun, append: &Append<'_>) -> Result<Self, StorageError> {
        let first = append.records.first().map_or(append.summary.seq, |first| first.seq);
        Self::of(change, &append.summary.slot, append.base, first.saturating_sub(1))
    }

    /// Asks for a project whose snapshot reaches to `base` and whose log reaches to `last`.
    pub(super) fn of(change: &Begun, slot: &Slot, base: u64, last: u64) -> Result<Self, StorageError> {
        let exception = |exception: JsValue| of_exception(&exception);
        let key = JsValue::from_str(&slot.0);
        let there = |store: &str| change.raw_store(store)?.count_with_key(&key).map_err(exception);
        let between = if last > base {
            let (from, to) = (log_key(slot, base + 1), log_key(slot, last));
            let range = IdbKeyRange::bound(&from, &to).map_err(exception)?;
            let count = change.raw_store(LOG)?.count_with_key(&range).map_err(exception)?;
            Some((count, (last - base) as f64))
        } else {
            None
        };
        Ok(Self { summary: there(PROJECTS)?, snapshot: there(SNAPSHOTS)?, between })
    }

    /// Whether all of it is there. To be asked once the transaction has answered.
    ///
    /// # Errors
    /// [`StorageError::Lost`].
    pub(super) fn holds(&self) -> Result<(), StorageError> {
        let count = |request: &IdbRequest| request.result().ok().and_then(|count| count.as_f64());
        let whole = count(&self.summary) == Some(1.0)
            && count(&self.snapshot) == Some(1.0)
            && self.between.as_ref().is_none_or(|(request, due)| count(request) == Some(*due));
        if whole { Ok(()) } else { Err(StorageError::Lost) }
    }
}
