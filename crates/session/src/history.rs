//! Which changes still stand and which were taken back, rebuilt from the log alone.

use crate::{Origin, Transaction};
use std::sync::Arc;

/// The changes of a project that can be taken back or brought back. Cheap to clone.
///
/// Invariant: both lists hold only transactions of [`Origin::Person`]; `done` in the order they were made,
/// `undone` with the one to bring back next at the end.
#[derive(Debug, Clone, Default)]
pub struct History {
    pub(crate) seq: u64,
    /// Every transaction that was recorded, undoing ones too: what the log in store holds.
    log: imbl::Vector<Arc<Transaction>>,
    done: imbl::Vector<Arc<Transaction>>,
    undone: imbl::Vector<Arc<Transaction>>,
}

impl History {
    /// The change that undo would take back.
    pub fn to_undo(&self) -> Option<&Arc<Transaction>> {
        self.done.last()
    }

    /// The change that redo would bring back.
    pub fn to_redo(&self) -> Option<&Arc<Transaction>> {
        self.undone.last()
    }

    /// Every transaction there was since the log begins, in order and without a gap, so that a log that was
    /// lost can be written again.
    pub fn log(&self) -> impl ExactSizeIterator<Item = &Arc<Transaction>> {
        self.log.iter()
    }

    /// What was done and still stands, newest first.
    pub fn standing(&self) -> impl ExactSizeIterator<Item = &Arc<Transaction>> {
        self.done.iter().rev()
    }

    /// What was taken back and can be brought back, newest first: what would be brought back next comes last.
    pub fn taken_back(&self) -> impl DoubleEndedIterator<Item = &Arc<Transaction>> + ExactSizeIterator {
        self.undone.iter()
    }

    /// How many changes are to be taken back, or brought back, until the one with this number is the last
    /// that stands; 0 is the beginning. `None` when it neither stands nor can be brought back.
    pub(crate) fn way_to(&self, seq: u64) -> Option<Way> {
        if seq == 0 {
            return Some(Way::Back(self.done.len()));
        }
        let back = self.standing().position(|transaction| transaction.seq == seq).map(Way::Back);
        back.or_else(|| {
            let forward = self.undone.iter().rev().position(|transaction| transaction.seq == seq);
            forward.map(|at| Way::Forward(at + 1))
        })
    }

    /// Takes note of a transaction that was applied. An undo or redo whose transaction is not known (because
    /// the beginning of the log is missing) changes nothing but the count.
    pub(crate) fn record(&mut self, transaction: &Arc<Transaction>) {
        self.seq = transaction.seq;
        self.log.push_back(transaction.clone());
        match transaction.origin {
            Origin::Person => {
                self.done.push_back(transaction.clone());
                self.undone = imbl::Vector::new();
            }
            Origin::Undo { of } => step(&mut self.done, &mut self.undone, of),
            Origin::Redo { of } => step(&mut self.undone, &mut self.done, of),
        }
    }
}

/// The way to another point of the history.
pub(crate) enum Way {
    Back(usize),
    Forward(usize),
}

fn step(from: &mut imbl::Vector<Arc<Transaction>>, to: &mut imbl::Vector<Arc<Transaction>>, seq: u64) {
    if from.last().is_some_and(|last| last.seq == seq)
        && let Some(transaction) = from.pop_back()
    {
        to.push_back(transaction);
    }
}
