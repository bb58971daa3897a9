//! Which events are shown: by outlet, by how their date is known, by how surely they are told.

use super::super::words::{self, Bilingual};
use super::{Drawn, look};
use crate::views::results::kit::{stamp, ticked_by, turn};
use shirushi_model::Certainty;
use shirushi_page::results::TimelineUi;
use shirushi_results::timeline::{DateSort, EventFilter, Timeline};
use shirushi_results::words as results_words;
use yew::prelude::*;

const OUTLETS: Bilingual = Bilingual("記事", "Articles");
const DATES: Bilingual = Bilingual("日付のたしかさ", "How dates are known");
const CERTAINTY: Bilingual = Bilingual("主張の確かさ", "How surely it is told");

fn sort(sort: DateSort) -> Bilingual {
    match sort {
        DateSort::Exact => Bilingual("日・時刻まで言う", "To the day or the minute"),
        DateSort::Wide => Bilingual("幅がある（下旬など）", "A stretch of days"),
        DateSort::About => Bilingual("およそ", "About"),
        DateSort::Computed => Bilingual("ほかの言葉から計算", "Worked out"),
        DateSort::Hand => Bilingual("人が書いた", "Written by a person"),
    }
}

/// `line` is the whole time line, with all that the filters leave out.
pub(super) fn sift(of: &Drawn<'_>, line: &Timeline) -> Html {
    let filter = &of.ui.timeline.filter;
    let counts = line.counts();
    let lanes = of.held.claims.outlets.iter().enumerate().map(|(lane, outlet)| {
        let name = html! { <>{ stamp(outlet, false) }<span class="r-cut" lang="ja">{ outlet.name.clone() }</span></> };
        let count = counts.lanes.get(&lane).copied().unwrap_or_default();
        tick(of, "event-outlet", name, count, filter.lanes.contains(&lane), move |one| turn(&mut one.lanes, lane))
    });
    let dates = DateSort::ALL.into_iter().filter_map(|one| {
        let count = counts.dates.get(&one).copied()?;
        let name = html! { { of.say(sort(one)) } };
        let ticked = filter.dates.contains(&one);
        Some(tick(of, "event-date-sort", name, count, ticked, move |filter| turn(&mut filter.dates, one)))
    });
    let certainties = Certainty::ALL.into_iter().filter_map(|one| {
        let count = counts.certainties.get(&one).copied()?;
        let name = html! { { results_words::certainty(of.language, one) } };
        let ticked = filter.certainties.contains(&one);
        Some(tick(of, "event-certainty", name, count, ticked, move |filter| {
            turn(&mut filter.certainties, one)
        }))
    });
    let group = |name: Bilingual, ticks: Html| {
        html! { <div class="r-group" role="group" aria-label={of.say(name)}><h3 class="section-title">{ of.say(name) }</h3>{ ticks }</div> }
    };
    let all = look(of, |ui| ui.filter = EventFilter::default());
    html! {
        <details class="t-sift" data-part="event-filters">
            <summary class="section-title">{ of.say(words::FILTER) }</summary>
            <button class="button small" data-part="all-events" disabled={*filter == EventFilter::default()} onclick={all}>{ of.say(words::ALL_SHOWN) }</button>
            { group(OUTLETS, html! { { for lanes } }) }
            { group(DATES, html! { { for dates } }) }
            { group(CERTAINTY, html! { { for certainties } }) }
        </details>
    }
}

/// One thing that can be asked for, with how many events have it.
fn tick(
    of: &Drawn<'_>,
    part: &'static str,
    name: Html,
    count: usize,
    ticked: bool,
    change: impl Fn(&mut EventFilter) + 'static,
) -> Html {
    let onclick = look(of, move |ui: &mut TimelineUi| {
        change(&mut ui.filter);
        // What was looked at may not be shown any more.
        ui.event = None;
    });
    ticked_by(part, name, count, ticked, onclick)
}
