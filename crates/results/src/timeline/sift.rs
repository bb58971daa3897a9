//! Which events of the time line are shown: by outlet, by how a date is known, and by how surely they are
//! told.

use super::{DateSource, Dated, Event, EventLine, Timeline, brackets};
use crate::when::Grain;
use shirushi_model::Certainty;
use std::collections::{BTreeMap, BTreeSet};

/// How the date of an event is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateSort {
    /// 10月3日、午前4時20分: to the day or the minute.
    Exact,
    /// 下旬、8月: a stretch.
    Wide,
    /// ごろ: about.
    About,
    /// きのう: worked out from the day of the article.
    Computed,
    /// Written by a person.
    Hand,
}

impl DateSort {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::Exact, Self::Wide, Self::About, Self::Computed, Self::Hand];

    /// How a date is known; who wrote it goes before how fine it is.
    pub fn of(dated: &Dated) -> Self {
        match (dated.source, dated.grain) {
            (DateSource::Hand, _) => Self::Hand,
            (DateSource::Computed, _) => Self::Computed,
            (DateSource::Said, _) if dated.about => Self::About,
            (DateSource::Said, Grain::Wide) => Self::Wide,
            (DateSource::Said, Grain::Day | Grain::Clock) => Self::Exact,
        }
    }
}

/// What is asked of an event to be shown. An empty set asks nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventFilter {
    /// One of these articles tells it, by their places in the project.
    pub lanes: BTreeSet<usize>,
    /// Its date is known so. Asks nothing of what has no date.
    pub dates: BTreeSet<DateSort>,
    /// It is told so surely.
    pub certainties: BTreeSet<Certainty>,
}

impl EventFilter {
    fn takes(&self, event: &Event) -> bool {
        let dated = |dated: &Dated| self.dates.is_empty() || self.dates.contains(&DateSort::of(dated));
        (self.lanes.is_empty() || self.lanes.contains(&event.lane))
            && (self.certainties.is_empty() || self.certainties.contains(&event.certainty))
            && event.when.as_ref().is_none_or(dated)
    }
}

/// How many events there are of everything one can filter by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventCounts {
    /// By article.
    pub lanes: BTreeMap<usize, usize>,
    /// By how their date is known; what has none is not counted.
    pub dates: BTreeMap<DateSort, usize>,
    /// By how surely they are told.
    pub certainties: BTreeMap<Certainty, usize>,
}

impl Timeline {
    /// The events that a filter takes. What clashes is found among these: where one of two dates is not
    /// shown, nothing clashes.
    pub fn sifted(&self, filter: &EventFilter) -> Self {
        let taken = |events: &[Event]| -> Vec<Event> {
            events.iter().filter(|event| filter.takes(event)).cloned().collect()
        };
        let lines = self.lines.iter().filter_map(|line| {
            let events = taken(&line.events);
            (!events.is_empty()).then_some(EventLine { stretch: line.stretch, row: line.row, events })
        });
        let lines: Vec<EventLine> = lines.collect();
        let brackets = brackets(&lines);
        Self { lanes: self.lanes.clone(), parked: taken(&self.parked), lines, brackets }
    }

    /// How many events there are of everything one can filter by.
    pub fn counts(&self) -> EventCounts {
        let mut counts = EventCounts::default();
        for event in self.lines.iter().flat_map(|line| &line.events).chain(&self.parked) {
            *counts.lanes.entry(event.lane).or_default() += 1;
            *counts.certainties.entry(event.certainty).or_default() += 1;
            if let Some(dated) = &event.when {
                *counts.dates.entry(DateSort::of(dated)).or_default() += 1;
            }
        }
        counts
    }
}
