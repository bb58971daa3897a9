//! The time line (年表): the dated events that the articles tell, and where they date one differently.
//!
//! Time runs down, as in a Japanese 年表, with a lane an outlet; what has no date is parked beneath until a
//! person writes one. It is a table of words first: the shapes in the lanes say again what their names say.

mod card;
mod curve;
mod dating;
mod placing;
mod rows;
mod shape;
mod sift;

use super::Drawn;
use super::keys::{pressed, take};
use super::kit::InLanguage;
use super::words::{self, Bilingual};
use crate::views::kit::{ById, Choice, Writable};
use placing::Placing;
use shirushi_page::Act;
use shirushi_page::results::Held;
use shirushi_page::results::{ResultsAct, ResultsUi, TableUi, TimelineUi, View};
use shirushi_page::words::Words;
use shirushi_results::Place;
use shirushi_results::table::TableFilter;
use shirushi_results::timeline::{Event, Spacing, Timeline, timeline as in_time};
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

const HAPPENED: Bilingual = Bilingual("起きた順", "As it happened");
const TOLD_BY: Bilingual = Bilingual("語る順", "As told by");
const ORDER: Bilingual = Bilingual("順", "Order");
const BY_OUTLET: Bilingual = Bilingual("媒体ごと", "By outlet");
const TOGETHER: Bilingual = Bilingual("ひとつに", "In one");
const LANES: Bilingual = Bilingual("列", "Lanes");
const EVEN: Bilingual = Bilingual("等間隔", "Evenly");
const TO_SCALE: Bilingual = Bilingual("時間どおり", "To scale");
const SPACING: Bilingual = Bilingual("間隔", "Spacing");
const CLASHING: Bilingual = Bilingual("食い違うものだけ", "Only what clashes");
const MORE: Bilingual = Bilingual("もっと表示", "Show more");
const EVENTS: Bilingual = Bilingual("出来事", "Events");
const UNDATED: Bilingual = Bilingual("日付なし", "undated");
const CLASHES: Bilingual = Bilingual("食い違い", "clashing");

/// So many lines are drawn at first, and so many more when asked.
const MOST: usize = 120;
/// With more articles than this they share a lane.
const MOST_LANES: usize = 12;

pub(super) fn timeline(of: &Drawn<'_>) -> Html {
    html! {
        <Line held={ById::from(of.held)} words={of.words} language={InLanguage(of.language)} ui={of.ui.clone()} by={of.by.clone()} writable={of.writable} on={of.on.clone()} />
    }
}

#[derive(Properties, Clone, PartialEq)]
struct LineProps {
    held: ById<Rc<Held>>,
    words: &'static Words,
    language: InLanguage,
    ui: ResultsUi,
    by: AttrValue,
    writable: Writable,
    on: Callback<Act>,
}

#[component]
fn Line(props: &LineProps) -> Html {
    let of = Drawn {
        words: props.words,
        language: props.language.0,
        held: &props.held,
        ui: &props.ui,
        by: &props.by,
        writable: props.writable,
        on: &props.on,
    };
    let ui = &props.ui.timeline;
    let whole = use_memo(props.ui.made.clone(), {
        let held = props.held.clone();
        move |_| in_time(&held.claims, &held.table)
    });
    let line = use_memo((whole.clone(), ui.filter.clone()), |(whole, filter)| whole.sifted(filter));
    let placing = Placing::of(props, &line, use_state_eq(|| None::<Place>));
    let order = order(&line, ui);
    let stops = stops(&line, &order, ui);
    let here = ui.event.and_then(|place| stop_of(&stops, place));
    let more = use_state(|| MOST);
    // What is looked at is drawn, however far down it stands.
    let most = here.map_or(*more, |here| (*more).max(here + 1));
    let (split, scroller) = (use_node_ref(), use_node_ref());
    {
        let scroller = scroller.clone();
        use_effect_with((ui.event, ui.telling), move |_| bring(&scroller));
    }
    {
        let split = split.clone();
        use_effect_with(ui.dating.as_ref().map(|(place, _)| *place), move |place| {
            if place.is_some() {
                focus(&split, "[data-part=\"event-date\"]");
            }
        });
    }
    {
        // The keys walk the lines, wherever placing began.
        let split = split.clone();
        use_effect_with(placing.claim.is_some(), move |begun| {
            if *begun {
                focus(&split, "[data-result=\"focus\"]");
            }
        });
    }
    let onkeydown = {
        let (props, line, placing) = (props.clone(), line.clone(), placing.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(key) = pressed(&event) else { return };
            if let Some(asked) = placing_key(&props, &line, &placing, &key) {
                take(&event);
                match asked {
                    PlacedEvent::At(number) => placing.put.emit(number),
                    PlacedEvent::Turn(claim) => placing.turn.emit(claim),
                }
            } else if let Some(acts) = key_acts(&props, &line, &key) {
                take(&event);
                acts.into_iter().for_each(|act| props.on.emit(act));
            }
        })
    };
    let show_more = {
        let more = more.clone();
        Callback::from(move |_: MouseEvent| more.set(most + MOST))
    };
    let drawn = order.get(..most.min(order.len())).unwrap_or_default();
    let rest = order.len() - drawn.len();
    let chosen = here.and_then(|here| stops.get(here)).and_then(|stop| event_of(stop, ui.event?));
    let active = here.and_then(|here| order.get(here)).map(|number| format!("line-{number}"));
    let back_to_keys = {
        let split = split.clone();
        Callback::from(move |()| focus(&split, "[data-result=\"focus\"]"))
    };
    html! {
        <div class="t-split" data-part="timeline" ref={split} {onkeydown}>
            <div class="t-main">
                { tools(&of, &line) }
                { placing.told(&of) }
                <div class="t-scroll" ref={scroller} tabindex="0" role="group" aria-label={of.say(words::view(View::Timeline))} aria-activedescendant={active} data-result="focus">
                    { rows::table(&of, &line, drawn, rest == 0, &placing) }
                    <p class="quiet r-nothing" hidden={!order.is_empty()}>{ of.say(words::NOTHING) }</p>
                    <p class="t-more" hidden={rest == 0}>
                        <button class="button" data-part="more-events" onclick={show_more}>{ of.say(MORE) }{ format!(" ＋{rest}") }</button>
                    </p>
                    { card::shelf(&of, &line.parked, MOST, &placing) }
                </div>
            </div>
            <aside class="t-side">
                { for chosen.map(|event| card::card(&of, &line, event, &back_to_keys, &placing)) }
                { sift::sift(&of, &whole) }
                { curve::curves(&of, &line) }
                { shape::legend(&of) }
            </aside>
        </div>
    }
}

/// Whether all articles share a lane.
fn together(of: &Drawn<'_>) -> bool {
    of.ui.timeline.together || of.held.claims.outlets.len() > MOST_LANES
}

/// The lines that are shown, in the order asked for.
fn order(line: &Timeline, ui: &TimelineUi) -> Vec<usize> {
    let clashing: BTreeSet<usize> = line.brackets.iter().flat_map(|bracket| bracket.lines.clone()).collect();
    let mut order: Vec<usize> = match ui.telling {
        Some(lane) => {
            let mut seen = BTreeSet::new();
            line.story(lane).into_iter().filter(|number| seen.insert(*number)).collect()
        }
        None => (0..line.lines.len()).collect(),
    };
    order.retain(|number| !ui.clashing_only || clashing.contains(number));
    order
}

/// What the keys go through: the lines that are shown, and then what is parked, one by one.
fn stops<'a>(line: &'a Timeline, order: &[usize], ui: &TimelineUi) -> Vec<&'a [Event]> {
    let lines = order.iter().filter_map(|number| line.lines.get(*number)).map(|one| one.events.as_slice());
    let parked = line.parked.iter().filter(|_| !ui.clashing_only).map(std::slice::from_ref);
    lines.chain(parked).collect()
}

fn stop_of(stops: &[&[Event]], place: Place) -> Option<usize> {
    stops.iter().position(|stop| event_of(stop, place).is_some())
}

fn event_of(stop: &[Event], place: Place) -> Option<&Event> {
    stop.iter().find(|event| event.place == place)
}

/// What a key asks for while an event is looking for its place.
enum PlacedEvent {
    /// It is put on this line.
    At(usize),
    /// It begins, or gives up.
    Turn(Option<Place>),
}

fn placing_key(props: &LineProps, line: &Timeline, placing: &Placing, key: &str) -> Option<PlacedEvent> {
    let event = props.ui.timeline.event;
    match (placing.claim, key) {
        (Some(_), "Escape") => Some(PlacedEvent::Turn(None)),
        (Some(_), "Enter") => {
            let on = |one: &shirushi_results::timeline::EventLine| event_of(&one.events, event?).map(|_| ());
            line.lines.iter().position(|one| on(one).is_some()).map(PlacedEvent::At)
        }
        (None, "p") => {
            let parked = event_of(&line.parked, event?)?;
            Some(PlacedEvent::Turn(Some(parked.place)))
        }
        _ => None,
    }
}

/// What a key asks for.
fn key_acts(props: &LineProps, line: &Timeline, key: &str) -> Option<Vec<Act>> {
    let ui = &props.ui.timeline;
    let order = order(line, ui);
    let stops = stops(line, &order, ui);
    let here = ui.event.and_then(|place| stop_of(&stops, place));
    let event = here.and_then(|here| stops.get(here)).and_then(|stop| event_of(stop, ui.event?));
    let last = stops.len().checked_sub(1)?;
    let to = |at: usize| {
        let stop = stops.get(at)?;
        let beside = event.and_then(|event| stop.iter().find(|other| other.lane == event.lane));
        beside.or_else(|| stop.first())
    };
    let along = |step: isize| {
        let stop = stops.get(here?)?;
        let at = stop.iter().position(|one| Some(one.place) == ui.event)?;
        at.checked_add_signed(step).and_then(|at| stop.get(at)).or(event)
    };
    let turned = match key {
        "ArrowDown" => to(here.map_or(0, |here| (here + 1).min(last))),
        "ArrowUp" => to(here.map_or(0, |here| here.saturating_sub(1))),
        "Home" => to(0),
        "End" => to(last),
        "ArrowRight" => along(1),
        "ArrowLeft" => along(-1),
        "Enter" => return open_in_table(&props.held, &props.ui.table, event?.place).map(Vec::from),
        "b" => return Some(vec![Act::Results(ResultsAct::LookInto(event?.place))]),
        "e" if props.writable == Writable::Yes => {
            let place = event?.place;
            let dating = Some((place, dating::noted(&props.held.claims, place)));
            return Some(vec![Act::Results(ResultsAct::Timeline(TimelineUi { dating, ..ui.clone() }))]);
        }
        "Escape" if ui.dating.is_some() => {
            return Some(vec![Act::Results(ResultsAct::Timeline(TimelineUi { dating: None, ..ui.clone() }))]);
        }
        _ => return None,
    };
    Some(vec![Act::Results(ResultsAct::Timeline(looking(ui, turned?.place)))])
}

/// Looking at an event.
fn looking(ui: &TimelineUi, place: Place) -> TimelineUi {
    let dating = ui.dating.clone().filter(|(dated, _)| *dated == place);
    TimelineUi { event: Some(place), dating, ..ui.clone() }
}

/// Opens the row of a claim in the table; filters that would hide it are let go.
pub(super) fn open_in_table(held: &Held, ui: &TableUi, place: Place) -> Option<[Act; 2]> {
    let number = held.table.rows.iter().position(|row| row.claims().any(|claim| claim.place == place))?;
    let key = held.table.rows.get(number)?.key;
    let is_shown = held.table.select(&ui.filter, ui.order).into_iter().any(|row| row as usize == number);
    let filter = if is_shown { ui.filter.clone() } else { TableFilter::default() };
    let column = held.claims.column(place.article).unwrap_or(ui.column);
    let table = TableUi { filter, row: Some(key), open: Some(key), column, ..ui.clone() };
    Some([Act::Results(ResultsAct::Table(Box::new(table))), Act::Results(ResultsAct::View(View::Table))])
}

/// A press that looks at the time line otherwise.
fn look(of: &Drawn<'_>, change: impl Fn(&mut TimelineUi) + 'static) -> Callback<MouseEvent> {
    let now = of.ui.timeline.clone();
    of.press(move || {
        let mut ui = now.clone();
        change(&mut ui);
        ResultsAct::Timeline(ui)
    })
}

fn tools(of: &Drawn<'_>, line: &Timeline) -> Html {
    let ui = &of.ui.timeline;
    let outlets = &of.held.claims.outlets;
    let told_by = outlets.iter().map(|outlet| format!("{}: {}", of.say(TOLD_BY), outlet.name));
    let orders: Vec<AttrValue> =
        std::iter::once(of.say(HAPPENED).to_owned()).chain(told_by).map(AttrValue::from).collect();
    let now = ui.clone();
    let on_order = of.on.reform(move |at: usize| {
        Act::Results(ResultsAct::Timeline(TimelineUi { telling: at.checked_sub(1), ..now.clone() }))
    });
    let choice = |part: &'static str, name: Bilingual, is: bool, on: Callback<MouseEvent>| {
        html! { <button data-part={part} aria-pressed={is.to_string()} onclick={on}>{ of.say(name) }</button> }
    };
    let one = together(of);
    let told: usize = line.lines.len();
    html! {
        <div class="t-tools">
            <span class="small quiet number" data-part="timeline-counts">
                { format!("{} {told} ・ {} {} ・ {} {}", of.say(EVENTS), of.say(UNDATED), line.parked.len(), of.say(CLASHES), line.brackets.len()) }
            </span>
            <span class="spring"></span>
            <label class="field r-inline"><span class="visually-hidden">{ of.say(ORDER) }</span><Choice part="telling" names={orders} chosen={Some(ui.telling.map_or(0, |lane| lane + 1))} on={on_order} /></label>
            <span class="r-segments t-lanes" role="group" aria-label={of.say(LANES)} hidden={outlets.len() > MOST_LANES}>
                { choice("by-outlet", BY_OUTLET, !one, look(of, |ui| ui.together = false)) }
                { choice("together", TOGETHER, one, look(of, |ui| ui.together = true)) }
            </span>
            <span class="r-segments" role="group" aria-label={of.say(SPACING)}>
                { choice("even", EVEN, ui.spacing == Spacing::Even, look(of, |ui| ui.spacing = Spacing::Even)) }
                { choice("to-scale", TO_SCALE, ui.spacing == Spacing::ToScale, look(of, |ui| ui.spacing = Spacing::ToScale)) }
            </span>
            <button class="button" data-part="clashing-only" aria-pressed={ui.clashing_only.to_string()} onclick={look(of, |ui| ui.clashing_only = !ui.clashing_only)}>{ of.say(CLASHING) }</button>
        </div>
    }
}

/// Brings what is looked at to sight.
fn bring(scroller: &NodeRef) {
    let Some(scroller) = scroller.cast::<Element>() else { return };
    let Ok(Some(row)) = scroller.query_selector("[aria-current=\"true\"]") else { return };
    /// So high is the head that stays.
    const HEAD: f64 = 60.0;
    let (window, row) = (scroller.get_bounding_client_rect(), row.get_bounding_client_rect());
    let above = row.top() - window.top() - HEAD;
    let below = row.bottom() - window.bottom();
    if above < 0.0 {
        scroller.set_scroll_top(scroller.scroll_top() + above as i32);
    } else if below > 0.0 {
        scroller.set_scroll_top(scroller.scroll_top() + below as i32 + 1);
    }
}

fn focus(within: &NodeRef, selector: &str) {
    let found = within.cast::<Element>().and_then(|within| within.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // What has just gone from the page takes no keys; nothing is lost then.
        let _ = element.focus();
    }
}
