//! The time line (年表): what the articles tell to have happened, when, and where they put one event on two
//! dates.
//!
//! Only what is dated is placed: by the words of the claim, or by a person
//! ([`shirushi_model::ClaimMark::when`]). What has no date is parked and never guessed in.

mod sift;

pub use sift::{DateSort, EventCounts, EventFilter};

use crate::table::Table;
use crate::when::{DAY, Grain, Stretch, When, as_noted, when};
use crate::{Claims, Place, Told};
use shirushi_model::{CalendarValue, Certainty, EntityType, Modifier, Normalized};
use std::collections::{BTreeMap, HashMap};

/// What the articles of a project tell, in time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Timeline {
    /// One for each article, in the order of the project.
    pub lanes: Vec<Lane>,
    /// What happened, earliest first: what several articles tell of one thing at one time is one line.
    pub lines: Vec<EventLine>,
    /// Claims without a date, in the order of the articles and their texts.
    pub parked: Vec<Event>,
    /// Where one thing is put on two dates.
    pub brackets: Vec<Bracket>,
}

/// An article in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lane {
    /// When it came out; what is told after that was still to come. `None` where nobody said.
    pub published: Option<Stretch>,
}

/// One event at one time.
#[derive(Debug, Clone, PartialEq)]
pub struct EventLine {
    /// When.
    pub stretch: Stretch,
    /// The row of the table it is of, if it is of one.
    pub row: Option<usize>,
    /// Who tells it so, in the order of the articles.
    pub events: Vec<Event>,
}

impl EventLine {
    /// Its date as files hold it, for a claim that a person puts beside what stands here: `2025-10-03`,
    /// `2025-10-03T04:20`, `2025-10`; 下旬 as the days it covers.
    pub fn noted(&self) -> CalendarValue {
        let about = self.events.iter().all(|event| event.when.is_some_and(|dated| dated.about));
        let modifier = about.then_some(Modifier::Approx);
        CalendarValue { value: as_noted(self.stretch), modifier, anchor: None }
    }
}

/// A claim in time.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The claim.
    pub place: Place,
    /// Its article, by its place in the project.
    pub lane: usize,
    /// How surely it is told.
    pub certainty: Certainty,
    /// The how-manieth event of its article it is, in the order of telling.
    pub telling: usize,
    /// When, if it is dated.
    pub when: Option<Dated>,
}

/// A date of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    /// What it covers.
    pub stretch: Stretch,
    /// How finely it is told.
    pub grain: Grain,
    /// Whether the text says ごろ and the like.
    pub about: bool,
    /// What says so.
    pub source: DateSource,
}

/// What a date rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateSource {
    /// The words of the claim, whole: 2025年10月3日.
    Said,
    /// The words of the claim and the day of the article: 3日, きのう.
    Computed,
    /// A person.
    Hand,
}

/// One thing on two dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bracket {
    /// The row of the table.
    pub row: usize,
    /// The lines it joins, as places in [`Timeline::lines`], ascending; at least two.
    pub lines: Vec<usize>,
    /// How far they are apart, in minutes: the widest stretch that nobody names.
    pub gap: i64,
}

/// How far events stand from each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Spacing {
    #[default]
    /// 等間隔: one line below the other.
    Even,
    /// 時間どおり: true to time.
    ToScale,
}

/// Puts the claims of a project into time.
pub fn timeline(claims: &Claims, table: &Table) -> Timeline {
    let mut row_of: HashMap<Place, usize> = HashMap::new();
    for (number, row) in table.rows.iter().take(table.standing).enumerate() {
        if row.cells.len() > 1 {
            row.claims().for_each(|claim| {
                row_of.entry(claim.place).or_insert(number);
            });
        }
    }
    let lanes =
        claims.project().articles.iter().map(|article| Lane { published: day(&article.meta.published) });
    let mut found = Timeline { lanes: lanes.collect(), ..Timeline::default() };
    let mut lines: BTreeMap<(Stretch, Option<usize>, Option<Place>), Vec<Event>> = BTreeMap::new();
    let mut telling: HashMap<usize, usize> = HashMap::new();
    for told in &claims.all {
        let when = dated(claims, told);
        let telling = telling.entry(told.column).or_default();
        let event = Event {
            place: told.place,
            lane: told.column,
            certainty: told.mark.certainty,
            telling: *telling,
            when,
        };
        *telling += 1;
        match when {
            Some(Dated { stretch, .. }) => {
                let row = row_of.get(&told.place).copied();
                // What is in no row stands by itself.
                let alone = row.is_none().then_some(told.place);
                lines.entry((stretch, row, alone)).or_default().push(event);
            }
            None => found.parked.push(event),
        }
    }
    let lines = lines.into_iter().map(|((stretch, row, _), events)| EventLine { stretch, row, events });
    found.lines = lines.collect();
    found.brackets = brackets(&found.lines);
    found
}

fn day(published: &str) -> Option<Stretch> {
    let noted = CalendarValue { value: published.to_owned(), modifier: None, anchor: None };
    when(&noted).map(|read| read.stretch)
}

/// When what is claimed happened.
fn dated(claims: &Claims, told: &Told) -> Option<Dated> {
    if let Some(noted) = &told.mark.when {
        let read = when(noted).filter(|read| read.dated)?;
        return Some(of(read, DateSource::Hand));
    }
    let mut day: Option<(When, DateSource)> = None;
    let mut clock: Option<(When, DateSource)> = None;
    for entity in claims.inside(told.place) {
        let Some(Normalized::Calendar(noted)) = &entity.normalized else { continue };
        let Some(read) = when(noted) else { continue };
        let source = if noted.anchor.is_some() { DateSource::Computed } else { DateSource::Said };
        let place = if entity.kind == EntityType::Time { &mut clock } else { &mut day };
        place.get_or_insert((read, source));
    }
    match (day, clock) {
        (_, Some((clock, source))) if clock.dated => Some(of(clock, source)),
        (Some((day, source)), Some((clock, _))) if day.grain == Grain::Day => {
            let from = day.stretch.from + clock.stretch.from;
            let stretch = Stretch { from, until: from + clock.stretch.length() };
            Some(of(When { stretch, ..clock }, source))
        }
        (Some((day, source)), _) if day.dated => Some(of(day, source)),
        _ => None,
    }
}

fn of(read: When, source: DateSource) -> Dated {
    Dated { stretch: read.stretch, grain: read.grain, about: read.about, source }
}

/// The rows that have lines which do not meet.
fn brackets(lines: &[EventLine]) -> Vec<Bracket> {
    let mut by_row: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (number, line) in lines.iter().enumerate() {
        if let Some(row) = line.row {
            by_row.entry(row).or_default().push(number);
        }
    }
    let mut brackets = Vec::new();
    for (row, numbers) in by_row {
        let mut stretches: Vec<Stretch> =
            numbers.iter().filter_map(|number| lines.get(*number)).map(|line| line.stretch).collect();
        stretches.sort_unstable();
        let (mut reached, mut gap, mut apart) = (i64::MAX, 0, false);
        for stretch in stretches {
            apart |= stretch.from >= reached;
            gap = gap.max(stretch.from.saturating_sub(reached));
            reached = if reached == i64::MAX { stretch.until } else { reached.max(stretch.until) };
        }
        if apart {
            brackets.push(Bracket { row, lines: numbers, gap });
        }
    }
    brackets.sort_by_key(|bracket| bracket.lines.first().copied());
    brackets
}

impl Timeline {
    /// Where each line stands, 0 to 1, in the order of [`Timeline::lines`].
    pub fn positions(&self, spacing: Spacing) -> Vec<f64> {
        let last = self.lines.len().saturating_sub(1).max(1) as f64;
        let middle = |line: &EventLine| (line.stretch.from as f64 + line.stretch.until as f64) / 2.0;
        let (first, end) = self
            .lines
            .iter()
            .map(middle)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(first, end), at| (first.min(at), end.max(at)));
        let width = if end > first { end - first } else { 1.0 };
        let at = |(number, line): (usize, &EventLine)| match spacing {
            Spacing::Even => number as f64 / last,
            Spacing::ToScale => (middle(line) - first) / width,
        };
        self.lines.iter().enumerate().map(at).collect()
    }

    /// Lines before which more than a day passes that nobody tells of, with how many minutes.
    pub fn gaps(&self) -> Vec<(usize, i64)> {
        let mut gaps = Vec::new();
        let mut reached: Option<i64> = None;
        for (number, line) in self.lines.iter().enumerate() {
            if let Some(reached) = reached.filter(|reached| line.stretch.from - reached > DAY) {
                gaps.push((number, line.stretch.from - reached));
            }
            reached = Some(reached.map_or(line.stretch.until, |reached| reached.max(line.stretch.until)));
        }
        gaps
    }

    /// The story of an article: the lines of its events, as places in [`Timeline::lines`], in the order of
    /// telling.
    pub fn story(&self, lane: usize) -> Vec<usize> {
        let lines = self.lines.iter().enumerate();
        let mut told: Vec<(usize, usize)> = lines
            .flat_map(|(number, line)| line.events.iter().map(move |event| (event, number)))
            .filter(|(event, _)| event.lane == lane)
            .map(|(event, number)| (event.telling, number))
            .collect();
        told.sort_unstable();
        told.into_iter().map(|(_, line)| line).collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "what fails here fails the test")]

    use super::*;
    use crate::staging::{analysed, apart, day, edit, findings, place, session};
    use crate::table::table;
    use crate::when::noted;
    use shirushi_model::{Body, Difference, Relation, SpeakerKind};
    use shirushi_session::{Edit, Session};

    fn staged() -> (Session, crate::Findings) {
        let session = session(&[
            ("甲", "2025-10-13", "11日に止まった。9月に点検した。復旧は20日になる。会社は謝った。"),
            ("乙", "", "12日に止まった。"),
        ]);
        let outlet = SpeakerKind::Outlet;
        let anchored = |value: &str| match day(value) {
            Normalized::Calendar(value) => {
                Normalized::Calendar(CalendarValue { anchor: Some("2025-10-13".to_owned()), ..value })
            }
            other => other,
        };
        let session = analysed(
            session,
            0,
            &[
                ("11日に止まった", "", outlet, Certainty::Asserted),
                ("9月に点検した", "", outlet, Certainty::Asserted),
                ("復旧は20日になる", "", outlet, Certainty::Predicted),
                ("会社は謝った", "", outlet, Certainty::Asserted),
            ],
            &[("11日", anchored("2025-10-11")), ("9月", day("2025-09")), ("20日", anchored("2025-10-20"))],
        );
        let session = analysed(
            session,
            1,
            &[("12日に止まった", "", outlet, Certainty::Asserted)],
            &[("12日", anchored("2025-10-12"))],
        );
        let pair = apart(
            &session,
            (0, "11日に止まった", "11日"),
            (1, "12日に止まった", "12日"),
            Relation::Contradict,
            Difference::Date,
        );
        let findings = findings(vec![("停止", vec![pair])]);
        (session, findings)
    }

    fn of(session: &Session, findings: &crate::Findings) -> Timeline {
        let claims = Claims::of(session);
        timeline(&claims, &table(&claims, findings))
    }

    #[test]
    fn events_stand_in_the_order_of_happening_and_of_telling() {
        let (session, findings) = staged();
        let line = of(&session, &findings);
        let told: Vec<String> = line.lines.iter().map(|line| noted(line.stretch.from)).collect();
        assert_eq!(told, ["2025-09-01", "2025-10-11", "2025-10-12", "2025-10-20"]);
        assert_eq!(line.story(0), [1, 0, 3]);
        assert_eq!(line.lines[0].events[0].when.unwrap().source, DateSource::Said);
        assert_eq!(line.lines[0].events[0].when.unwrap().grain, Grain::Wide);
        assert_eq!(line.lines[1].events[0].when.unwrap().source, DateSource::Computed);
        assert_eq!(line.parked.len(), 1);
        let bracket = &line.brackets[0];
        assert_eq!((bracket.lines.as_slice(), bracket.gap), (&[1, 2][..], 0), "one day follows the other");
        assert_eq!(line.lanes[0].published.map(|day| noted(day.from)).as_deref(), Some("2025-10-13"));
        assert_eq!(line.lanes[1].published, None);
        assert_eq!(line.gaps(), [(1, 10 * DAY), (3, 7 * DAY)]);
        assert_eq!(line.positions(Spacing::Even), [0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0]);
        let scaled = line.positions(Spacing::ToScale);
        assert!(scaled[0] == 0.0 && scaled[3] == 1.0 && scaled[1] > 0.5 && scaled[2] - scaled[1] < 0.1);
    }

    #[test]
    fn a_person_places_what_is_parked() {
        let (session, findings) = staged();
        let claim = place(&session, 0, "会社は謝った");
        let body = {
            let claims = Claims::of(&session);
            let mut mark = claims.at(claim).unwrap().mark.clone();
            mark.when =
                Some(CalendarValue { value: "2025-10-12T18".to_owned(), modifier: None, anchor: None });
            Body::Claim(mark)
        };
        let by = "早瀬".to_owned();
        let placed = Edit::Correct { article: claim.article, span: claim.span, to: None, body, by };
        let line = of(&edit(session, placed), &findings);
        assert!(line.parked.is_empty());
        let by_hand =
            line.lines.iter().flat_map(|line| &line.events).find(|event| event.place == claim).unwrap();
        assert_eq!(by_hand.when.unwrap().source, DateSource::Hand);
    }

    #[test]
    fn what_is_parked_is_put_beside_an_event() {
        let (session, findings) = staged();
        let line = of(&session, &findings);
        for one in &line.lines {
            let read = when(&one.noted()).unwrap();
            assert_eq!(read.stretch, one.stretch, "{:?}", one.noted());
        }
        let days = Stretch { from: line.lines[1].stretch.from, until: line.lines[3].stretch.until };
        assert_eq!(as_noted(days), "2025-10-11/2025-10-20");
        let clock =
            |value: &str| when(&CalendarValue { value: value.to_owned(), modifier: None, anchor: None });
        assert_eq!(as_noted(clock("2025-10-03T04:20").unwrap().stretch), "2025-10-03T04:20");
        assert_eq!(as_noted(clock("2025-10-03T04").unwrap().stretch), "2025-10-03T04");
        assert_eq!(as_noted(clock("2025").unwrap().stretch), "2025");
    }

    #[test]
    fn events_are_sifted_by_outlet_date_and_certainty() {
        let (session, findings) = staged();
        let line = of(&session, &findings);
        let counts = line.counts();
        assert_eq!(counts.lanes, [(0, 4), (1, 1)].into());
        assert_eq!(counts.dates, [(DateSort::Wide, 1), (DateSort::Computed, 3)].into());
        assert_eq!(counts.certainties, [(Certainty::Asserted, 4), (Certainty::Predicted, 1)].into());
        let first = line.sifted(&EventFilter { lanes: [0].into(), ..EventFilter::default() });
        assert_eq!((first.lines.len(), first.parked.len(), first.brackets.len()), (3, 1, 0));
        let coming = EventFilter { certainties: [Certainty::Predicted].into(), ..EventFilter::default() };
        let coming = line.sifted(&coming);
        assert_eq!((coming.lines.len(), coming.parked.len()), (1, 0));
        let wide = line.sifted(&EventFilter { dates: [DateSort::Wide].into(), ..EventFilter::default() });
        assert_eq!((wide.lines.len(), wide.parked.len()), (1, 1), "what has no date stays parked");
        assert_eq!(line.sifted(&EventFilter::default()), line);
    }

    #[test]
    fn the_first_and_the_last_year_do_no_harm() {
        let session = session(&[("甲", "0000-01-01", "昔。"), ("乙", "9999-12-31", "先。")]);
        let line = of(&session, &findings(Vec::new()));
        assert_eq!(line.lanes.len(), 2);
        assert!(
            line.positions(Spacing::ToScale).is_empty() && line.gaps().is_empty() && line.story(7).is_empty()
        );
    }
}
