//! Where a person is in the tour.

use super::{Seen, Step};
use crate::projects::Slot;
use shirushi_model::ProjectId;

/// What is asked of the tour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TourAct {
    Begin,
    Next,
    Back,
    /// Leave it; at its end, put its last words away.
    End,
}

/// Where a person is in it.
#[derive(Debug)]
pub struct Touring {
    pub at: At,
    /// What had been done when this step began.
    pub(super) before: Seen,
    /// What was open before, to go back to.
    pub home: Option<Slot>,
    /// It has just begun: the text gets the keys once it is there.
    pub(super) begun: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub enum At {
    /// The sample is being opened.
    Coming,
    Step(Step, ProjectId),
    /// All is done or left: how to go on.
    Farewell(ProjectId),
}

impl At {
    pub(super) fn after(step: Step, project: ProjectId) -> Self {
        match step.next() {
            Some(next) => Self::Step(next, project),
            None => Self::Farewell(project),
        }
    }
}
