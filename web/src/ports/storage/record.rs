//! What is written into the stores, and reading it back with care. Pure.

use serde::Serialize;
use shirushi_model::{Project, Timestamp};
use shirushi_page::projects::{Shelf, Slot, SlotSummary, StorageError, Stored};
use shirushi_session::{Snapshot, Transaction};

/// Reads a stored summary. One that cannot be read is still listed, so that its project can be opened.
pub(super) fn read_summary(slot: Slot, json: &str) -> SlotSummary {
    match serde_json::from_str::<SlotSummary>(json) {
        Ok(summary) => SlotSummary { slot, ..summary },
        Err(_) => SlotSummary {
            slot,
            title: String::new(),
            modified: Timestamp::default(),
            articles: 0,
            annotations: 0,
            seq: 0,
            shelf: Shelf::default(),
        },
    }
}

/// A transaction as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Record {
    /// Its place in the log.
    pub(crate) seq: u64,
    /// The transaction.
    pub(crate) json: String,
}

impl Record {
    /// Writes a transaction down.
    ///
    /// # Errors
    /// [`StorageError::Refused`] when it cannot be expressed as JSON, which no transaction should be.
    pub(crate) fn new(transaction: &Transaction) -> Result<Self, StorageError> {
        Ok(Self { seq: transaction.seq, json: write(transaction)? })
    }
}

/// A snapshot on its way in, without cloning the project.
#[derive(Serialize)]
pub(super) struct StoredSnapshot<'a> {
    pub(super) project: &'a Project,
    pub(super) seq: u64,
}

pub(super) fn write(value: &impl Serialize) -> Result<String, StorageError> {
    serde_json::to_string(value).map_err(|error| StorageError::Refused(error.to_string()))
}

/// Puts the log together. `records` come in the order of their numbers.
pub(super) fn read_log(snapshot: Snapshot, records: impl Iterator<Item = (u64, Option<String>)>) -> Stored {
    let mut log: Vec<Transaction> = Vec::new();
    let mut broken = None;
    for (seq, json) in records {
        let due = log.last().map_or(seq.min(snapshot.seq + 1), |last| last.seq + 1);
        let read = json
            .and_then(|json| serde_json::from_str::<Transaction>(&json).ok())
            .filter(|transaction| transaction.seq == seq);
        match read {
            Some(transaction) if seq == due => log.push(transaction),
            // Before the snapshot a broken record costs history, not work.
            Some(transaction) if seq <= snapshot.seq + 1 => log = vec![transaction],
            None if seq <= snapshot.seq => log.clear(),
            _ => {
                broken = Some(due.max(snapshot.seq + 1).min(seq));
                break;
            }
        }
    }
    Stored { snapshot, log, broken, versions: Vec::new() }
}

/// Where the log ends, by its summary. A summary that cannot be read must not stand in the way of saving: the
/// log is then taken to end where the write begins.
pub(super) fn last_of(summary: &str, records: &[Record]) -> u64 {
    serde_json::from_str::<SlotSummary>(summary).map_or_else(
        |_| records.first().map_or(0, |first| first.seq.saturating_sub(1)),
        |summary| summary.seq,
    )
}

/// How a write meets the log as it is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Overlap<'a> {
    /// It goes on where the log ends.
    None,
    /// Its first records seem to be there already and must be the same.
    Same(&'a [Record]),
    /// It leaves a gap, or the log goes on after it.
    Conflict,
}

/// Compares a write with a log that ends with transaction `stored`.
pub(super) fn overlap(stored: u64, records: &[Record]) -> Overlap<'_> {
    let (Some(first), Some(last)) = (records.first(), records.last()) else { return Overlap::None };
    if stored + 1 < first.seq || stored > last.seq {
        return Overlap::Conflict;
    }
    let shared = records.partition_point(|record| record.seq <= stored);
    match records.get(..shared) {
        Some(shared) if !shared.is_empty() => Overlap::Same(shared),
        _ => Overlap::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shirushi_model::ProjectId;
    use shirushi_session::{Label, Origin};

    fn snapshot(seq: u64) -> Snapshot {
        Snapshot { project: Project::new(ProjectId("p".into()), "祭り".into(), Timestamp(1)), seq }
    }

    fn transaction(seq: u64) -> Transaction {
        Transaction {
            seq,
            origin: Origin::Person,
            label: Label::RenameProject,
            at: Timestamp(2),
            operations: Vec::new(),
        }
    }

    fn stored(seq: u64) -> (u64, Option<String>) {
        (seq, Some(Record::new(&transaction(seq)).unwrap().json))
    }

    /// Which transactions are read, and where the log is broken.
    fn read(at: u64, records: Vec<(u64, Option<String>)>) -> (Vec<u64>, Option<u64>) {
        let stored = read_log(snapshot(at), records.into_iter());
        (stored.log.iter().map(|t| t.seq).collect(), stored.broken)
    }

    #[test]
    fn a_whole_log_is_read_whole() {
        assert_eq!(read(2, vec![stored(1), stored(2), stored(3)]), (vec![1, 2, 3], None));
        assert_eq!(read(2, vec![stored(3)]), (vec![3], None));
        assert_eq!(read(0, vec![]), (vec![], None));
    }

    #[test]
    fn damage_before_the_snapshot_costs_history_only() {
        assert_eq!(read(3, vec![stored(1), (2, Some("{".into())), stored(3), stored(4)]), (vec![3, 4], None));
        assert_eq!(read(3, vec![stored(1), stored(3), stored(4)]), (vec![3, 4], None));
        assert_eq!(read(3, vec![stored(1), stored(4)]), (vec![4], None));
    }

    #[test]
    fn damage_after_the_snapshot_is_told() {
        assert_eq!(read(1, vec![stored(1), stored(2), (3, None), stored(4)]), (vec![1, 2], Some(3)));
        assert_eq!(read(1, vec![stored(1), stored(3)]), (vec![1], Some(2)));
        assert_eq!(read(1, vec![stored(3)]), (vec![], Some(2)));
        assert_eq!(read(0, vec![(1, Some("null".into()))]), (vec![], Some(1)));
    }

    #[test]
    fn a_write_goes_on_where_the_log_ends() {
        let records: Vec<Record> = (4..=6).map(|seq| Record { seq, json: String::new() }).collect();
        assert_eq!(overlap(3, &records), Overlap::None);
        assert_eq!(overlap(4, &records), Overlap::Same(&records[..1]));
        assert_eq!(overlap(6, &records), Overlap::Same(&records[..]));
        assert_eq!(overlap(2, &records), Overlap::Conflict);
        assert_eq!(overlap(7, &records), Overlap::Conflict);
        assert_eq!(overlap(9, &[]), Overlap::None);
    }

    #[test]
    fn an_unreadable_summary_is_listed_all_the_same() {
        let slot = Slot("s".into());
        assert_eq!(read_summary(slot.clone(), "?").slot, slot);
        let summary = SlotSummary::of(slot.clone(), &snapshot(0).project, 7);
        assert_eq!(read_summary(slot, &write(&summary).unwrap()), summary);
    }

    #[test]
    fn a_snapshot_written_without_cloning_is_read_as_one() {
        let whole = snapshot(5);
        let json = write(&StoredSnapshot { project: &whole.project, seq: 5 }).unwrap();
        assert_eq!(serde_json::from_str::<Snapshot>(&json).unwrap(), whole);
    }
}
