//! What the reading of one file may cost, its versions included, and how far it has come, told now and then.

use crate::anchor::Budget;

/// Counts bytes that are read.
pub(super) struct Effort<'a> {
    /// For quotes that are not in place.
    pub(super) budget: Budget,
    done: usize,
    of: usize,
    told: usize,
    tell: &'a mut dyn FnMut(usize, usize),
}

/// As many steps as anyone can see, and more would cost.
const MOST: usize = 200;

/// Nothing is told of a file smaller than so many bytes.
const SMALL: usize = 100_000;

impl<'a> Effort<'a> {
    /// Nothing of a file of so many bytes has been read.
    pub(super) fn new(of: usize, tell: &'a mut dyn FnMut(usize, usize)) -> Self {
        Self { budget: Budget::default(), done: 0, of, told: 0, tell }
    }

    /// So many bytes more are read.
    pub(super) fn read(&mut self, bytes: usize) {
        self.done += bytes;
        if self.of >= SMALL && self.done - self.told >= self.of / MOST {
            self.told = self.done;
            (self.tell)(self.done, self.of);
        }
    }
}
