//! The lines of the time line as a table: when, what, and who tells it so.

use super::super::words::Bilingual;
use super::placing::Placing;
use super::shape::{clock_told, day_told, shape, told};
use super::{Drawn, look, looking, together};
use crate::views::results::kit::{badge, stamp};
use crate::views::results::open::minutes_told;
use shirushi_page::words::quoting::shortened;
use shirushi_results::table::leaves;
use shirushi_results::timeline::{Event, EventLine, Spacing, Timeline};
use shirushi_results::when::{Grain, Stretch, date};
use shirushi_results::words as results_words;
use std::collections::HashMap;
use yew::prelude::*;

const DAY: Bilingual = Bilingual("起きた日", "Day");
const CLOCK: Bilingual = Bilingual("時刻", "Time");
const CLASH: Bilingual = Bilingual("食い違い", "Clash");
const EVENT: Bilingual = Bilingual("出来事", "Event");
const WHO: Bilingual = Bilingual("媒体", "Outlets");
const OUT: Bilingual = Bilingual("記事が出た", "came out");
const CAME_OUT: Bilingual = Bilingual("記事の日", "Articles");

/// So many brackets stand beside each other; what would be further out is told by its gap alone.
const TRACKS: usize = 3;
/// So many stamps stand in a line.
const MOST_STAMPS: usize = 3;
/// How high a line is, in CSS pixels, as the style sheet has it.
const STEP: f64 = 36.0;

/// A bracket among the lines that are drawn.
struct Bracket {
    track: usize,
    first: usize,
    last: usize,
    ticks: Vec<usize>,
    gap: String,
}

pub(super) fn table(
    of: &Drawn<'_>,
    line: &Timeline,
    order: &[usize],
    whole: bool,
    placing: &Placing,
) -> Html {
    if order.is_empty() {
        return Html::default();
    }
    let (ui, together) = (&of.ui.timeline, together(of));
    let happening = ui.telling.is_none();
    let brackets = if happening { brackets(of, line, order) } else { Vec::new() };
    let gaps: HashMap<usize, i64> =
        if happening && !ui.clashing_only { line.gaps().into_iter().collect() } else { HashMap::new() };
    let scaled = (happening && ui.spacing == Spacing::ToScale).then(|| line.positions(Spacing::ToScale));
    let lanes = if together { 0 } else { line.lanes.len() };
    let out: Vec<Option<usize>> = (0..lanes)
        .map(|lane| order.iter().position(|number| is_after(line, lane, *number)).filter(|_| happening))
        .collect();
    let mut year = None;
    let mut day = None;
    let lines = order.iter().enumerate().filter_map(|(at, &number)| {
        let one = line.lines.get(number)?;
        let space = scaled.as_ref().and_then(|all| room(all, line.lines.len(), at, order));
        let before = at.checked_sub(1).and_then(|before| order.get(before)).copied();
        let between = || (0..lanes).map(|lane| between(line, lane, before)).collect::<Html>();
        let gap = gaps.get(&number).map(|minutes| gap(of, &brackets, at, *minutes, space, between()));
        let spacer = space.filter(|_| gap.is_none()).map(|space| spacer(&brackets, at, space, between()));
        let (this_year, ..) = date(one.stretch.from);
        let told = day_told(of.language, whole_day(one), year != Some(this_year));
        let same = day.as_ref() == Some(&told);
        year = Some(this_year);
        day = Some(told.clone());
        let cells = (0..lanes).map(|lane| lane_cell(of, line, one, lane, number, out.get(lane) == Some(&Some(at))));
        let chosen = one.events.iter().any(|event| ui.event == Some(event.place));
        let clashes = brackets.iter().any(|bracket| bracket.ticks.contains(&at));
        Some(html! {
            <>
                { for gap }{ for spacer }
                <tr key={number} id={format!("line-{number}")} class={classes!("t-row", clashes.then_some("is-clash"))} aria-current={chosen.then_some("true")} data-part="event-row"
                    ondragover={placing.over()} ondrop={placing.dropped(number)} onclick={placing.pressed(number)}>
                    <th scope="row" class="t-day number"><span class={classes!(same.then_some("visually-hidden"))}>{ told }</span></th>
                    <td class="t-clock number">{ clock(of, one) }</td>
                    <td class="t-brackets">{ for bracket_pieces(&brackets, at, true) }</td>
                    <td class="t-event">{ words(of, line, &brackets, at, one) }</td>
                    { for cells }
                    { one_lane(of, one) }
                </tr>
            </>
        })
    });
    let lines: Vec<Html> = lines.collect();
    let foot = (whole && happening).then(|| foot(of, line, &out)).flatten();
    html! {
        <table class={classes!("t-table", together.then_some("is-together"), placing.claim.map(|_| "is-placing"))}>
            { head(of, lanes) }
            <tbody>{ for lines }{ for foot }</tbody>
        </table>
    }
}

fn head(of: &Drawn<'_>, lanes: usize) -> Html {
    let outlets = of.held.claims.outlets.iter().take(lanes).map(|outlet| {
        html! { <th scope="col" class="t-lane">{ stamp(outlet, false) }<span class="small r-cut" lang="ja">{ shortened(&outlet.name) }</span></th> }
    });
    html! {
        <thead>
            <tr>
                <th scope="col" class="t-day">{ of.say(DAY) }</th>
                <th scope="col" class="t-clock">{ of.say(CLOCK) }</th>
                <th scope="col" class="t-brackets"><span class="visually-hidden">{ of.say(CLASH) }</span></th>
                <th scope="col" class="t-event">{ of.say(EVENT) }</th>
                { for outlets }
                <th scope="col" class="t-one">{ of.say(WHO) }</th>
            </tr>
        </thead>
    }
}

/// The day of a line: of a time, its day.
fn whole_day(line: &EventLine) -> Stretch {
    if is_clock(line) {
        Stretch { from: line.stretch.from, until: line.stretch.from + 1 }
    } else {
        line.stretch
    }
}

fn is_clock(line: &EventLine) -> bool {
    line.events.iter().any(|event| event.when.is_some_and(|dated| dated.grain == Grain::Clock))
}

fn clock(of: &Drawn<'_>, line: &EventLine) -> String {
    let about = line.events.iter().all(|event| event.when.is_some_and(|dated| dated.about));
    let clock = if is_clock(line) { clock_told(of.language, line.stretch) } else { String::new() };
    match about {
        true => of.language.of(format!("{clock}ごろ"), format!("about {clock}")).trim().to_owned(),
        false => clock,
    }
}

/// What happened: a press looks at it.
fn words(of: &Drawn<'_>, line: &Timeline, brackets: &[Bracket], at: usize, one: &EventLine) -> Html {
    let Some(first) = one.events.first() else { return Html::default() };
    let claims = &of.held.claims;
    let row = one.row.and_then(|row| of.held.table.rows.get(row));
    let place = first.place;
    let on = look(of, move |ui| *ui = looking(ui, place));
    let title = row.map(|row| html! { <b>{ leaves::title(row, claims, of.language) }</b> });
    let gap = brackets.iter().find(|bracket| bracket.last == at).map(|bracket| bracket.gap.clone());
    let begins = brackets.iter().any(|bracket| bracket.first == at)
        || (of.ui.timeline.telling.is_some() && line.brackets.iter().any(|other| Some(other.row) == one.row));
    html! {
        <span class="t-words">
            <button class="t-title" lang="ja" data-part="event" onclick={on}>{ for title }{ " " }<span>{ shortened(claims.text(place)) }</span></button>
            { for row.filter(|row| begins && row.differs()).map(|row| badge(of, row)) }
            { for gap.filter(|gap| !gap.is_empty()).map(|gap| html! { <span class="small quiet t-gap-told">{ gap }</span> }) }
        </span>
    }
}

/// One outlet in one line.
fn lane_cell(
    of: &Drawn<'_>,
    line: &Timeline,
    one: &EventLine,
    lane: usize,
    number: usize,
    out: bool,
) -> Html {
    let events = one.events.iter().filter(|event| event.lane == lane).map(|event| mark(of, event));
    let after = is_after(line, lane, number);
    html! {
        <td class={classes!("t-lane", after.then_some("is-after"), out.then_some("is-out"))}>
            { for events }
            { if out { bar(of, line, lane) } else { Html::default() } }
        </td>
    }
}

/// The article's own day.
fn bar(of: &Drawn<'_>, line: &Timeline, lane: usize) -> Html {
    let Some(published) = line.lanes.get(lane).and_then(|lane| lane.published) else {
        return Html::default();
    };
    html! { <span class="t-out small number"><span class="visually-hidden">{ of.say(OUT) }{ " " }</span>{ day_told(of.language, published, false) }</span> }
}

/// An event in its lane.
fn mark(of: &Drawn<'_>, event: &Event) -> Html {
    let Some(dated) = event.when else { return Html::default() };
    let place = event.place;
    let on = look(of, move |ui| *ui = looking(ui, place));
    let name = of.held.claims.outlets.get(event.lane).map(|outlet| outlet.name.clone()).unwrap_or_default();
    let when = told(of.language, dated);
    let sure = results_words::certainty(of.language, event.certainty);
    let label = of.language.of(format!("{name}、{when}、{sure}"), format!("{name}, {when}, {sure}"));
    let chosen = (of.ui.timeline.event == Some(place)).then_some("true");
    html! {
        <button class="t-mark" tabindex="-1" data-part="event-mark" aria-pressed={chosen.unwrap_or("false")} aria-label={label.clone()} title={label} onclick={on}>{ shape(event.certainty, dated) }</button>
    }
}

/// All outlets in one lane: the mark of the first, and the stamps of all.
fn one_lane(of: &Drawn<'_>, one: &EventLine) -> Html {
    let mut lanes: Vec<usize> = one.events.iter().map(|event| event.lane).collect();
    lanes.dedup();
    let stamps = lanes
        .iter()
        .take(MOST_STAMPS)
        .filter_map(|lane| of.held.claims.outlets.get(*lane))
        .map(|one| stamp(one, false));
    let rest = lanes.len().saturating_sub(MOST_STAMPS);
    html! {
        <td class="t-one">
            { for one.events.first().map(|event| mark(of, event)) }
            <span class="stands">{ for stamps }<span class="small number" hidden={rest == 0}>{ format!("＋{rest}") }</span></span>
        </td>
    }
}

/// Whether a line was still to come when the article of a lane came out.
fn is_after(line: &Timeline, lane: usize, number: usize) -> bool {
    let published = line.lanes.get(lane).and_then(|lane| lane.published);
    let from = line.lines.get(number).map(|one| one.stretch.from);
    published.zip(from).is_some_and(|(published, from)| from >= published.until)
}

/// The days of the articles after which nothing is told.
fn foot(of: &Drawn<'_>, line: &Timeline, out: &[Option<usize>]) -> Option<Html> {
    let ends = |lane: usize, out: &Option<usize>| {
        out.is_none() && line.lanes.get(lane).is_some_and(|lane| lane.published.is_some())
    };
    out.iter().enumerate().any(|(lane, one)| ends(lane, one)).then(|| {
        let cells = out.iter().enumerate().map(|(lane, one)| match ends(lane, one) {
            true => html! { <td class="t-lane is-after is-out">{ bar(of, line, lane) }</td> },
            false => html! { <td class="t-lane is-after"></td> },
        });
        html! { <tr class="t-foot"><th scope="row" class="t-day small quiet" colspan="4">{ of.say(CAME_OUT) }</th>{ for cells }<td class="t-one"></td></tr> }
    })
}

/// One outlet between two lines: dotted where its article had come out before the line above.
fn between(line: &Timeline, lane: usize, before: Option<usize>) -> Html {
    let after = before.is_some_and(|number| is_after(line, lane, number));
    html! { <td class={classes!("t-lane", after.then_some("is-after"))}></td> }
}

/// A stretch that nobody tells of.
fn gap(
    of: &Drawn<'_>,
    brackets: &[Bracket],
    at: usize,
    minutes: i64,
    space: Option<i64>,
    lanes: Html,
) -> Html {
    let told = minutes_told(of, minutes);
    // 「1か月の開き」 between two outlets is only 1か月 between two events.
    let told = told.trim_end_matches("の開き").trim_end_matches("apart").trim().to_owned();
    let height = space.map(|space| space.to_string());
    html! {
        <tr class="t-gap">
            <td class="t-day" {height} aria-hidden="true">{ "⋮" }</td>
            <td class="t-clock small quiet">{ told }</td>
            <td class="t-brackets">{ for bracket_pieces(brackets, at, false) }</td>
            <td class="t-event"></td>
            { lanes }
            <td class="t-one"></td>
        </tr>
    }
}

/// Room for the time between two lines.
fn spacer(brackets: &[Bracket], at: usize, space: i64, lanes: Html) -> Html {
    html! {
        <tr class="t-space" aria-hidden="true">
            <td class="t-day" height={space.to_string()}></td>
            <td class="t-clock"></td>
            <td class="t-brackets">{ for bracket_pieces(brackets, at, false) }</td>
            <td class="t-event"></td>
            { lanes }
            <td class="t-one"></td>
        </tr>
    }
}

/// How much room is before a line beyond its own height, true to time. `None` where there is none.
fn room(positions: &[f64], lines: usize, at: usize, order: &[usize]) -> Option<i64> {
    let before = order.get(at.checked_sub(1)?)?;
    let apart = positions.get(*order.get(at)?)? - positions.get(*before)?;
    // Two lines a window apart are as far as one follows.
    let whole = (lines as f64 * STEP * 2.0).clamp(600.0, 4_000.0);
    let room = (apart * whole - STEP).round() as i64;
    (room > 0).then_some(room)
}

/// The brackets of the lines that are drawn, beside each other where they overlap.
fn brackets(of: &Drawn<'_>, line: &Timeline, order: &[usize]) -> Vec<Bracket> {
    let at: HashMap<usize, usize> = order.iter().enumerate().map(|(at, number)| (*number, at)).collect();
    let mut free = [0usize; TRACKS];
    let mut drawn = Vec::new();
    for bracket in &line.brackets {
        let ticks: Vec<usize> = bracket.lines.iter().filter_map(|number| at.get(number).copied()).collect();
        let (Some(&first), Some(&last)) = (ticks.first(), ticks.last()) else { continue };
        let track = free.iter().position(|free| *free <= first).unwrap_or(TRACKS);
        if let Some(free) = free.get_mut(track) {
            *free = last + 1;
        }
        drawn.push(Bracket { track, first, last, ticks, gap: minutes_told(of, bracket.gap) });
    }
    drawn
}

/// What of the brackets stands beside a line, or in the room before it.
fn bracket_pieces<'a>(brackets: &'a [Bracket], at: usize, on_line: bool) -> impl Iterator<Item = Html> + 'a {
    let there = move |bracket: &&Bracket| {
        let begun = if on_line { bracket.first <= at } else { bracket.first < at };
        bracket.track < TRACKS && begun && at <= bracket.last && bracket.first < bracket.last
    };
    brackets.iter().filter(there).map(move |bracket| {
        let track = ["track-0", "track-1", "track-2"].get(bracket.track).copied();
        let end = match () {
            () if !on_line => "is-through",
            () if at == bracket.first => "is-first",
            () if at == bracket.last => "is-last",
            () if bracket.ticks.contains(&at) => "is-tick",
            () => "is-through",
        };
        html! { <span class={classes!("t-bracket", track, end)} aria-hidden="true"></span> }
    })
}
