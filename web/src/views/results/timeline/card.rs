//! The event that is looked at, and the shelf of those without a date.

use super::super::words::Bilingual;
use super::placing::{PUT, Placing};
use super::{Drawn, dating, look, looking, open_in_table, shape};
use crate::views::kit::{Writable, chip};
use crate::views::results::kit::{badge, stamp};
use shirushi_page::results::ResultsAct;
use shirushi_page::words::quoting::shortened;
use shirushi_results::table::leaves;
use shirushi_results::timeline::{Event, Timeline};
use web_sys::DragEvent;
use yew::prelude::*;

const CHOSEN: Bilingual = Bilingual("選んだ出来事", "The event looked at");
const TO_TABLE: Bilingual = Bilingual("表で開く", "Open in the table");
const TO_TEXT: Bilingual = Bilingual("本文で開く", "Open in the text");
const REDATE: Bilingual = Bilingual("日付を直す", "Correct the date");
const WRITE_IN: Bilingual = Bilingual("日付を書き込む", "Write a date");
const NO_DATE: Bilingual = Bilingual("日付なし", "no date");
const PARKED: Bilingual = Bilingual("日付のわからない出来事", "Events without a date");
const PARKED_LEAD: Bilingual = Bilingual(
    "年表の出来事の上へ引くか、日付を書き込むと並びます。",
    "They take their place once dragged onto an event of the same time, or once a date is written.",
);

/// The event, what the others say of it, and what can be done.
pub(super) fn card(
    of: &Drawn<'_>,
    line: &Timeline,
    event: &Event,
    done: &Callback<()>,
    placing: &Placing,
) -> Html {
    let place = event.place;
    let claims = &of.held.claims;
    let number = line.lines.iter().position(|one| one.events.iter().any(|other| other.place == place));
    let row = number.and_then(|number| line.lines.get(number)).and_then(|one| one.row);
    let lines = line.lines.iter().enumerate();
    let with = lines.filter(|(at, one)| Some(*at) == number || (row.is_some() && one.row == row));
    let mut said: Vec<&Event> = with.flat_map(|(_, one)| &one.events).collect();
    if said.is_empty() {
        said.push(event);
    }
    let row = row.and_then(|row| of.held.table.rows.get(row));
    let entries = said.into_iter().map(|one| {
        let other = one.place;
        let on = look(of, move |ui| *ui = looking(ui, other));
        let when = one.when.map(|dated| shape::told(of.language, dated));
        html! {
            <li>
                <button class="t-said" aria-current={(other == place).then_some("true")} onclick={on}>
                    { for claims.outlets.get(one.lane).map(|outlet| stamp(outlet, false)) }
                    <span>{ when.unwrap_or_else(|| of.say(NO_DATE).to_owned()) }</span>
                    { chip(of.words, one.certainty) }
                </button>
            </li>
        }
    });
    let opened = open_in_table(of.held, &of.ui.table, place).is_some();
    let to_table = {
        let (held, ui, on) = (of.held.clone(), of.ui.table.clone(), of.on.clone());
        Callback::from(move |_: MouseEvent| {
            open_in_table(&held, &ui, place).into_iter().flatten().for_each(|act| on.emit(act));
        })
    };
    let before = dating::noted(claims, place);
    let date = look(of, move |ui| ui.dating = Some((place, before.clone())));
    let form = of.ui.timeline.dating.as_ref().filter(|(dated, _)| *dated == place);
    html! {
        <section class="t-card" data-part="event-card" aria-label={of.say(CHOSEN)}>
            { for row.map(|row| html! { <p class="t-card-head"><b lang="ja">{ leaves::title(row, claims, of.language) }</b>{ " " }{ badge(of, row) }</p> }) }
            <blockquote class="t-quote" lang="ja">{ claims.text(place) }</blockquote>
            <ul class="t-saids">{ for entries }</ul>
            <div class="row">
                <button class="button" data-part="event-to-table" disabled={!opened} onclick={to_table}>{ of.say(TO_TABLE) }{ " " }<kbd aria-hidden="true">{ "↵" }</kbd></button>
                <button class="button" data-part="event-to-text" onclick={of.press(move || ResultsAct::LookInto(place))}>{ of.say(TO_TEXT) }{ " " }<kbd aria-hidden="true">{ "B" }</kbd></button>
                <button class="button" data-part="put-event" disabled={of.writable == Writable::No || line.lines.is_empty()} hidden={event.when.is_some() || placing.claim.is_some()} onclick={placing.turn.reform(move |_: MouseEvent| Some(place))}>
                    { of.say(PUT) }{ " " }<kbd aria-hidden="true">{ "P" }</kbd>
                </button>
                <button class="button" data-part="set-date" disabled={of.writable == Writable::No} hidden={form.is_some()} onclick={date}>
                    { of.say(if event.when.is_some() { REDATE } else { WRITE_IN }) }{ " " }<kbd aria-hidden="true">{ "E" }</kbd>
                </button>
            </div>
            { for form.map(|(_, typed)| dating::form(of, place, typed, done)) }
        </section>
    }
}

/// What has no date, on a shelf beneath.
pub(super) fn shelf(of: &Drawn<'_>, parked: &[Event], most: usize, placing: &Placing) -> Html {
    if parked.is_empty() || of.ui.timeline.clashing_only {
        return Html::default();
    }
    let chosen = of.ui.timeline.event;
    // One that is looked at is drawn, wherever it stands.
    let reach =
        parked.iter().position(|event| Some(event.place) == chosen).map_or(most, |at| most.max(at + 1));
    let entries = parked.iter().take(reach).map(|event| {
        let place = event.place;
        let on = look(of, move |ui| *ui = looking(ui, place));
        html! {
            <li>
                <button class="t-parked" data-part="parked" draggable="true" ondragstart={placing.carry(place)} ondragend={placing.turn.reform(|_: DragEvent| None)} aria-current={(chosen == Some(place)).then_some("true")} onclick={on}>
                    { for of.held.claims.outlets.get(event.lane).map(|outlet| stamp(outlet, false)) }
                    <span lang="ja">{ shortened(of.held.claims.text(place)) }</span>
                </button>
            </li>
        }
    });
    let rest = parked.len().saturating_sub(reach);
    html! {
        <section class="t-shelf" data-part="shelf">
            <h2 class="section-title">{ of.say(PARKED) }{ " " }<span class="number">{ parked.len() }</span></h2>
            <p class="small quiet">{ of.say(PARKED_LEAD) }</p>
            <ul>{ for entries }</ul>
            <p class="small quiet number" hidden={rest == 0}>{ format!("＋{rest}") }</p>
        </section>
    }
}
