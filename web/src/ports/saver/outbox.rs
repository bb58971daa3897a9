//! What waits to be stored: what is sent off when, and the memory of what failed. Pure.
//!
//! Invariant: a record leaves the outbox only when it was committed; at most one ordinary write is under way.

use crate::ports::storage::{Append, Record};
use shirushi_model::Project;
use shirushi_page::projects::{SaveState, Slot, SlotSummary, StorageError};
use shirushi_session::Snapshot;

/// A snapshot is stored once this many transactions came after the last one: opening a project never replays
/// many more, and a burst of small edits never writes the whole project often.
const SNAPSHOT_EVERY: u64 = 200;

/// So much may be on its way at once. What comes then is gathered until something has arrived, so that a
/// thousand edits in one go are not sent a thousand times.
const MOST: usize = 8;

/// What became of something that was sent off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Done,
    Failed,
}

/// What waits to be stored for one project.
#[derive(Debug)]
pub(super) struct Outbox {
    slot: Slot,
    pending: Vec<Record>,
    /// The project as of the last pending record.
    latest: Option<Project>,
    /// The last transaction of the last stored snapshot.
    snapshot: u64,
    /// The last transaction that is on the disk.
    stored: u64,
    writing: bool,
    /// Up to this number records were sent off, up to that the system has them, and nothing of them has
    /// failed.
    sent: u64,
    handed: u64,
    /// So many of what was sent off is not acknowledged yet.
    on_the_way: usize,
    fault: Option<StorageError>,
    /// What was in store is not there any more: nothing counts before the whole project is written anew.
    lost: bool,
}

/// What one write holds, on its own feet.
#[derive(Debug)]
pub(super) struct Batch {
    records: Vec<Record>,
    summary: SlotSummary,
    snapshot: Option<Snapshot>,
    /// Records up to this number may be in store already.
    known: u64,
    /// The last transaction of the snapshot in store.
    base: u64,
}

/// What is acknowledged when a write is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Receipt {
    last: u64,
    snapshot: bool,
}

impl Batch {
    pub(super) fn append(&self) -> Append<'_> {
        Append {
            records: &self.records,
            summary: self.summary.clone(),
            snapshot: self.snapshot.clone(),
            known: self.known,
            base: self.base,
        }
    }

    pub(super) fn receipt(&self) -> Receipt {
        Receipt { last: self.summary.seq, snapshot: self.snapshot.is_some() }
    }
}

impl Outbox {
    /// Nothing waits. `snapshot` is the last transaction of the snapshot in store, `stored` that of the log.
    pub(super) fn new(slot: Slot, snapshot: u64, stored: u64) -> Self {
        Self {
            slot,
            pending: Vec::new(),
            latest: None,
            snapshot,
            stored,
            writing: false,
            sent: 0,
            handed: 0,
            on_the_way: 0,
            fault: None,
            lost: false,
        }
    }

    /// Takes a record in. `project` is what it led to.
    pub(super) fn push(&mut self, record: Record, project: Project) {
        self.pending.push(record);
        self.latest = Some(project);
    }

    /// Sends off what is new, and with it everything that may not have arrived, so that whichever arrives
    /// leaves no gap. Not while an ordinary write is under way or due, and not before one of many has
    /// arrived.
    pub(super) fn send(&mut self) -> Option<Batch> {
        let last = self.pending.last()?.seq;
        if self.writing || self.fault.is_some() || self.on_the_way >= MOST || last <= self.sent {
            return None;
        }
        let mut batch = self.all()?;
        batch.records.retain(|record| record.seq > self.handed);
        batch.known = self.sent;
        // A snapshot is as large as the project: it waits for the disk with the rest.
        batch.snapshot = None;
        (self.sent, self.on_the_way) = (last, self.on_the_way + 1);
        Some(batch)
    }

    /// The system has what was sent off, or has not: then an ordinary write is due, which finds out why.
    pub(super) fn arrived(&mut self, receipt: Receipt, outcome: Outcome) {
        self.on_the_way = self.on_the_way.saturating_sub(1);
        match outcome {
            Outcome::Done => self.handed = self.handed.max(receipt.last),
            Outcome::Failed => (self.sent, self.handed) = (0, 0),
        }
    }

    /// Begins an ordinary write of everything that waits, unless one is under way. A former fault is
    /// forgotten: this is the new attempt.
    pub(super) fn take(&mut self) -> Option<Batch> {
        if self.writing {
            return None;
        }
        let batch = self.all()?;
        (self.writing, self.sent) = (true, batch.summary.seq);
        self.fault = None;
        Some(batch)
    }

    /// Begins to write the whole project as of this transaction, unless something is being written.
    pub(super) fn begin_whole(&mut self, last: u64) -> Option<Receipt> {
        if self.writing {
            return None;
        }
        (self.writing, self.sent, self.handed) = (true, 0, 0);
        self.fault = None;
        Some(Receipt { last, snapshot: true })
    }

    /// Where the project is kept, up to where its snapshot in store reaches, and up to where its log does.
    pub(super) fn in_store(&self) -> (Slot, u64, u64) {
        (self.slot.clone(), self.snapshot, self.stored)
    }

    /// Everything that is not acknowledged, what is being written included.
    pub(super) fn all(&self) -> Option<Batch> {
        let (last, project) = (self.pending.last()?, self.latest.as_ref()?);
        let snapshot = (last.seq.saturating_sub(self.snapshot) >= SNAPSHOT_EVERY)
            .then(|| Snapshot { project: project.clone(), seq: last.seq });
        Some(Batch {
            records: self.pending.clone(),
            summary: SlotSummary::of(self.slot.clone(), project, last.seq),
            snapshot,
            known: u64::MAX,
            base: self.snapshot,
        })
    }

    /// An ordinary write is done.
    pub(super) fn finished(&mut self, receipt: Receipt, result: Result<(), StorageError>) {
        self.writing = false;
        if result.is_err() {
            (self.sent, self.handed) = (0, 0);
        }
        match result {
            Ok(()) => {
                // Only a snapshot of all there is makes good for what was lost.
                self.lost &= !receipt.snapshot;
                self.committed(receipt);
            }
            // Another way may have stored everything meanwhile.
            Err(error) if !self.pending.is_empty() || self.lost || error == StorageError::Lost => {
                self.fail(error);
            }
            Err(_) => {}
        }
    }

    /// Everything up to this receipt is on the disk.
    pub(super) fn committed(&mut self, receipt: Receipt) {
        self.pending.retain(|record| record.seq > receipt.last);
        self.stored = self.stored.max(receipt.last);
        if receipt.snapshot {
            self.snapshot = self.snapshot.max(receipt.last);
        }
        if self.pending.is_empty() {
            self.latest = None;
        }
        if self.pending.is_empty() && !self.lost {
            self.fault = None;
        }
    }

    /// How things stand, for a person.
    pub(super) fn state(&self) -> SaveState {
        match (&self.fault, self.pending.len()) {
            (_, 0) if !self.lost => SaveState::Saved,
            (Some(error), pending) => SaveState::Failed { error: error.clone(), pending },
            (None, pending) => SaveState::Saving { pending },
        }
    }

    /// Whether nothing is left that is not on the disk.
    pub(super) fn is_empty(&self) -> bool {
        self.pending.is_empty() && !self.writing && !self.lost
    }

    /// Why nothing more can be stored.
    pub(super) fn fault(&self) -> Option<&StorageError> {
        self.fault.as_ref()
    }

    /// A record could not even be written down, or what is in store was found to be lost.
    pub(super) fn fail(&mut self, error: StorageError) {
        self.lost |= error == StorageError::Lost;
        self.fault = Some(error);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_model::{ProjectId, Timestamp};

    fn outbox() -> Outbox {
        Outbox::new(Slot("s".into()), 0, 0)
    }

    fn push(outbox: &mut Outbox, seqs: std::ops::RangeInclusive<u64>) {
        for seq in seqs {
            let project = Project::new(ProjectId("p".into()), format!("題{seq}"), Timestamp(0));
            outbox.push(Record { seq, json: String::new() }, project);
        }
    }

    fn seqs(batch: &Batch) -> Vec<u64> {
        batch.records.iter().map(|record| record.seq).collect()
    }

    #[test]
    fn a_burst_becomes_two_writes() {
        let mut outbox = outbox();
        push(&mut outbox, 1..=1);
        let first = outbox.take().unwrap();
        push(&mut outbox, 2..=30);
        assert!(outbox.take().is_none(), "one write at a time");
        assert_eq!(outbox.state(), SaveState::Saving { pending: 30 });
        outbox.finished(first.receipt(), Ok(()));
        let second = outbox.take().unwrap();
        assert_eq!(seqs(&second), (2..=30).collect::<Vec<_>>());
        assert_eq!(second.summary.title, "題30");
        outbox.finished(second.receipt(), Ok(()));
        assert_eq!(outbox.state(), SaveState::Saved);
        assert!(outbox.take().is_none());
    }

    #[test]
    fn what_failed_stays_and_goes_along_with_the_next() {
        let mut outbox = outbox();
        push(&mut outbox, 1..=2);
        let batch = outbox.take().unwrap();
        outbox.finished(batch.receipt(), Err(StorageError::Quota));
        assert_eq!(outbox.state(), SaveState::Failed { error: StorageError::Quota, pending: 2 });
        push(&mut outbox, 3..=3);
        let batch = outbox.take().unwrap();
        assert_eq!(seqs(&batch), [1, 2, 3]);
        assert_eq!(outbox.state(), SaveState::Saving { pending: 3 });
        outbox.finished(batch.receipt(), Ok(()));
        assert_eq!(outbox.state(), SaveState::Saved);
    }

    #[test]
    fn a_hurried_write_repeats_what_is_under_way() {
        let mut outbox = outbox();
        push(&mut outbox, 1..=1);
        let slow = outbox.take().unwrap();
        push(&mut outbox, 2..=2);
        let hurried = outbox.all().unwrap();
        assert_eq!(seqs(&hurried), [1, 2]);
        outbox.committed(hurried.receipt());
        assert_eq!(outbox.state(), SaveState::Saved);
        outbox.finished(slow.receipt(), Err(StorageError::Closed));
        assert_eq!(outbox.state(), SaveState::Saved, "everything is on the disk all the same");
    }

    #[test]
    fn a_snapshot_is_due_now_and_then() {
        let mut outbox = outbox();
        push(&mut outbox, 1..=SNAPSHOT_EVERY - 1);
        let batch = outbox.take().unwrap();
        assert!(batch.snapshot.is_none());
        outbox.finished(batch.receipt(), Ok(()));
        push(&mut outbox, SNAPSHOT_EVERY..=SNAPSHOT_EVERY + 4);
        let batch = outbox.take().unwrap();
        assert_eq!(batch.snapshot.as_ref().unwrap().seq, SNAPSHOT_EVERY + 4);
        outbox.finished(batch.receipt(), Ok(()));
        push(&mut outbox, SNAPSHOT_EVERY + 5..=SNAPSHOT_EVERY + 5);
        assert!(outbox.take().unwrap().snapshot.is_none());
    }

    #[test]
    fn a_snapshot_that_failed_is_due_again() {
        let mut outbox = outbox();
        push(&mut outbox, 1..=SNAPSHOT_EVERY);
        let batch = outbox.take().unwrap();
        outbox.finished(batch.receipt(), Err(StorageError::Quota));
        assert!(outbox.take().unwrap().snapshot.is_some());
    }

    #[test]
    fn each_change_is_sent_off_at_once_with_all_that_may_not_have_arrived() {
        let mut outbox = outbox();
        push(&mut outbox, 1..=1);
        let first = outbox.send().unwrap();
        assert!(outbox.send().is_none(), "nothing is new");
        push(&mut outbox, 2..=2);
        let second = outbox.send().unwrap();
        assert_eq!((seqs(&first), first.known, seqs(&second), second.known), (vec![1], 0, vec![1, 2], 1));
        outbox.arrived(first.receipt(), Outcome::Done);
        push(&mut outbox, 3..=3);
        assert_eq!(seqs(&outbox.send().unwrap()), [2, 3]);
        outbox.arrived(second.receipt(), Outcome::Done);
        assert_eq!(outbox.state(), SaveState::Saving { pending: 3 }, "the disk has none of it");
        let sealed = outbox.all().unwrap();
        assert_eq!(seqs(&sealed), [1, 2, 3]);
        outbox.committed(sealed.receipt());
        assert_eq!(outbox.state(), SaveState::Saved);
    }

    #[test]
    fn what_was_lost_is_written_whole() {
        let mut outbox = outbox();
        push(&mut outbox, 1..=3);
        let batch = outbox.take().unwrap();
        outbox.finished(batch.receipt(), Err(StorageError::Lost));
        assert_eq!(outbox.state(), SaveState::Failed { error: StorageError::Lost, pending: 3 });
        let whole = outbox.begin_whole(3).unwrap();
        push(&mut outbox, 4..=4);
        assert!(outbox.take().is_none() && outbox.send().is_none(), "it is under way");
        outbox.finished(whole, Ok(()));
        let next = outbox.take().unwrap();
        assert_eq!((seqs(&next), next.base), (vec![4], 3));
    }

    #[test]
    fn nothing_waits_and_all_is_lost() {
        let mut outbox = Outbox::new(Slot("s".into()), 0, 7);
        outbox.fail(StorageError::Lost);
        assert_eq!(outbox.state(), SaveState::Failed { error: StorageError::Lost, pending: 0 });
        let whole = outbox.begin_whole(7).unwrap();
        outbox.finished(whole, Ok(()));
        assert_eq!(outbox.state(), SaveState::Saved);
    }

    #[test]
    fn a_great_many_at_once_are_gathered() {
        let mut outbox = outbox();
        let mut sent = Vec::new();
        for seq in 1..=1000 {
            push(&mut outbox, seq..=seq);
            sent.extend(outbox.send());
        }
        assert_eq!(sent.len(), MOST);
        outbox.arrived(sent[0].receipt(), Outcome::Done);
        let rest = outbox.send().unwrap();
        assert_eq!((seqs(&rest).len(), rest.known), (999, MOST as u64));
        assert!(rest.snapshot.is_none() && outbox.all().unwrap().snapshot.is_some());
    }

    #[test]
    fn what_does_not_arrive_is_left_to_the_ordinary_write() {
        let mut outbox = outbox();
        push(&mut outbox, 1..=1);
        let lost = outbox.send().unwrap();
        outbox.arrived(lost.receipt(), Outcome::Failed);
        let batch = outbox.take().unwrap();
        push(&mut outbox, 2..=2);
        assert!(outbox.send().is_none(), "it is under way");
        outbox.finished(batch.receipt(), Err(StorageError::Quota));
        assert!(outbox.send().is_none(), "and what is wrong is not known to be over");
        let batch = outbox.take().unwrap();
        assert_eq!(seqs(&batch), [1, 2]);
        outbox.finished(batch.receipt(), Ok(()));
        push(&mut outbox, 3..=3);
        let next = outbox.send().unwrap();
        assert_eq!((seqs(&next), next.known), (vec![3], 2));
    }
}
