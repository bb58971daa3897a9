//! Where a person has come to in judging.

use super::repair::Repair;
use super::{Filter, Item, Queue};
use crate::comparing::Place;
use shirushi_model::{AnnotationId, Status};
use std::collections::{BTreeSet, VecDeque};

/// One's pace is that of so many judgements; a rest longer than this many milliseconds begins another count.
const PACED: usize = 20;

const REST: i64 = 60_000;

/// A step that was judged, to be told and come back to.
pub struct Recent {
    pub quote: String,
    pub status: Status,
    /// How many were judged in it.
    pub count: usize,
}

/// Where a person has come to.
#[derive(Debug, Default)]
pub struct Judging {
    pub filter: Filter,
    pub queue: Queue,
    pub current: Option<Item>,
    pub skipped: Vec<Place>,
    /// What a search found, to be judged by itself.
    pub(super) found: BTreeSet<Place>,
    /// The judgement that was made last, and where the same can be said of the same string.
    pub(super) last: Option<AnnotationId>,
    pub alike: Vec<Place>,
    /// What is put right of what is shown.
    pub repair: Repair,
    /// The judgements of the last steps, last first.
    pub(super) recent: Vec<Vec<AnnotationId>>,
    /// When the last of them were made, in milliseconds.
    pub(super) times: VecDeque<i64>,
    /// On a narrow screen the filters are shown when asked for.
    pub filters_out: bool,
}

impl Judging {
    /// Counts a judgement that was made now.
    pub(super) fn paced(&mut self, now: i64) {
        if self.times.back().is_some_and(|last| now - last > REST) {
            self.times.clear();
        }
        self.times.push_back(now);
        if self.times.len() > PACED {
            self.times.pop_front();
        }
    }
}
