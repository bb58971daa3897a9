//! Opening a stored project: a snapshot and the log of its transactions become the session they came from.

use super::Session;
use crate::{Misfit, Transaction};
use serde::{Deserialize, Serialize};
use shirushi_model::Project;
use std::sync::Arc;

/// A project with its place in the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The project.
    pub project: Project,
    /// The last transaction it contains; 0 when it contains none.
    pub seq: u64,
}

/// A project without a place in a log is the beginning of one.
impl From<Project> for Snapshot {
    fn from(project: Project) -> Self {
        Self { project, seq: 0 }
    }
}

/// A log that does not lead from the snapshot to a project.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReplayError {
    /// A transaction is missing or out of order.
    #[error("the log of the project has transaction {found} where {expected} was due")]
    Gap {
        /// The number that was due.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// A transaction does not fit the project it is applied to.
    #[error("transaction {seq} of the log does not fit the project")]
    Misfit {
        /// Which one.
        seq: u64,
        /// In what way.
        source: Misfit,
    },
}

impl Session {
    /// The session that `log` led to. Transactions the snapshot already contains feed the history only, so
    /// that undo works across reloads; hand over a bare [`Project`] when it is the one the log begins with.
    /// The log may lack its beginning, as long as it goes on where the snapshot ends.
    ///
    /// # Errors
    /// [`ReplayError`] when the log has a gap or does not fit. What is stored is untouched, and the snapshot
    /// alone can still be opened by [`Session::open`].
    pub fn replay(base: impl Into<Snapshot>, log: Vec<Transaction>) -> Result<Self, ReplayError> {
        let Snapshot { project, seq } = base.into();
        let mut session = Self::open(project);
        let mut previous = None;
        for transaction in log {
            let found = transaction.seq;
            let expected = previous.map_or_else(|| found.min(seq + 1), |previous: u64| previous + 1);
            if found != expected {
                return Err(ReplayError::Gap { expected, found });
            }
            if found > seq {
                session.project = transaction
                    .apply(&session.project)
                    .map_err(|source| ReplayError::Misfit { seq: found, source })?;
            }
            session.history.record(&Arc::new(transaction));
            previous = Some(found);
        }
        session.history.seq = seq.max(session.history.seq);
        // What is selected and what is known follow from the project as it has become.
        let opened = Self::open(session.project.clone());
        session.selection = opened.selection;
        (session.knowledge, session.decisions) = (opened.knowledge, opened.decisions);
        Ok(session)
    }
}
