//! How far reading is, and whether it is still wanted.

use crate::DocumentError;
use std::ops::ControlFlow;

/// Who watches: told a step and how many there are, and asked whether to go on.
pub struct Watch<'w>(Box<dyn FnMut(usize, usize) -> ControlFlow<()> + 'w>);

impl<'w> Watch<'w> {
    /// Watched by this: it is told how many pages or parts are read and of how many.
    pub fn by(watcher: impl FnMut(usize, usize) -> ControlFlow<()> + 'w) -> Self {
        Self(Box::new(watcher))
    }

    /// Watched by nobody.
    pub fn unwatched() -> Self {
        Self::by(|_, _| ControlFlow::Continue(()))
    }

    pub(crate) fn step(&mut self, done: usize, of: usize) -> Result<(), DocumentError> {
        match (self.0)(done, of) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(DocumentError::Ended),
        }
    }
}
