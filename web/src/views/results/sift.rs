//! Which rows of the table are shown: by outlet, relation, kind of difference, speaker, entity, and how far
//! they are judged and checked.

use super::kit::{sign, stamp, ticked_by, turn};
use super::rows::RowsProps;
use super::words::{self, Bilingual};
use super::{Drawn, open};
use shirushi_model::{Difference, SpeakerKind};
use shirushi_page::results::TableUi;
use shirushi_results::table::{CheckState, RowKind, TableFilter, leaves};
use shirushi_results::words as results_words;
use yew::prelude::*;

/// So many speakers and entities are offered.
const MOST: usize = 14;

/// The filters: hundreds of signs, which are drawn anew when the results or what is asked for change and not
/// when rows are scrolled.
#[component]
pub(super) fn Sift(props: &RowsProps) -> Html {
    let of = &props.drawn();
    let (table, filter) = (&of.held.table, &of.ui.table.filter);
    let columns = table.columns.iter().enumerate().map(|(at, column)| {
        let name = html! {
            <>
                { stamp(&column.outlet, false) }<span class="r-cut" lang="ja">{ column.outlet.name.clone() }</span>
                <span class="r-alone small" hidden={column.alone == 0}>{ of.say(words::ALONE) }{ " " }{ column.alone }</span>
            </>
        };
        tick(of, "sift-outlet", name, column.speaks, filter.columns.contains(&at), move |filter| turn(&mut filter.columns, at))
    });
    let kinds = RowKind::ALL.into_iter().map(|kind| {
        let count = table.counts.kinds.get(&kind).copied().unwrap_or_default();
        let name =
            html! { <><span class="r-sign">{ sign(kind) }</span>{ leaves::kind(of.language, kind) }</> };
        tick(of, "sift-kind", name, count, filter.kinds.contains(&kind), move |filter| {
            turn(&mut filter.kinds, kind)
        })
    });
    let differences = Difference::ALL.into_iter().filter_map(|difference| {
        let count = table.counts.differences.get(&difference).copied().filter(|count| *count > 0)?;
        let name = html! { { results_words::difference(of.language, difference) } };
        Some(tick(
            of,
            "sift-difference",
            name,
            count,
            filter.differences.contains(&difference),
            move |filter| {
                turn(&mut filter.differences, difference);
            },
        ))
    });
    let speakers = (0u32..).zip(&table.speakers).take(MOST).map(|(at, speaker)| {
        let who = leaves::who(&speaker.name, speaker.kind.unwrap_or(SpeakerKind::Outlet), of.language);
        let name = html! { <span class="r-cut" lang="ja">{ who }</span> };
        tick(of, "sift-speaker", name, speaker.rows, filter.speakers.contains(&at), move |filter| {
            turn(&mut filter.speakers, at)
        })
    });
    let entities = (0u32..).zip(&table.entities).take(MOST).map(|(at, entity)| {
        let name = html! { <span class="r-cut" lang="ja">{ entity.name.clone() }</span> };
        tick(of, "sift-entity", name, entity.rows, filter.entities.contains(&at), move |filter| {
            turn(&mut filter.entities, at)
        })
    });
    let people = (0u32..).zip(&table.people).take(MOST).map(|(at, person)| {
        let name = if person.name.is_empty() { of.say(words::NO_NAME) } else { &person.name };
        let name = html! { <span class="r-cut" lang="ja">{ name.to_owned() }</span> };
        tick(of, "sift-person", name, person.rows, filter.people.contains(&at), move |filter| {
            turn(&mut filter.people, at)
        })
    });
    let judged = [(false, words::TO_JUDGE), (true, words::JUDGED)].map(|(wanted, name)| {
        let progress = table.counts.progress;
        let count = if wanted { progress.judged } else { progress.of.saturating_sub(progress.judged) };
        tick(
            of,
            "sift-judged",
            html! { { of.say(name) } },
            count,
            filter.judged == Some(wanted),
            move |filter| {
                filter.judged = if filter.judged == Some(wanted) { None } else { Some(wanted) };
            },
        )
    });
    let checks = CheckState::ALL.map(|state| {
        let count = table.counts.checks.get(&state).copied().unwrap_or_default();
        tick(
            of,
            "sift-check",
            html! { { of.say(words::check(state)) } },
            count,
            filter.checks.contains(&state),
            move |filter| {
                turn(&mut filter.checks, state);
            },
        )
    });
    let aside = table.rows.len() - table.standing.min(table.rows.len());
    let group = |name: Bilingual, ticks: Html| {
        html! { <div class="r-group" role="group" aria-label={of.say(name)}><h2 class="section-title">{ of.say(name) }</h2>{ ticks }</div> }
    };
    html! {
        <aside class="r-filters" aria-label={of.say(words::FILTER)} data-part="sift">
            <button class="button small" data-part="sift-all" disabled={*filter == TableFilter::default()} onclick={show_all(of)}>{ of.say(words::ALL_SHOWN) }</button>
            { group(words::ARTICLES, html! { { for columns } }) }
            { group(words::RELATION, html! { { for kinds } }) }
            { group(words::DIFFER_IN, html! { { for differences } }) }
            { group(words::LEGEND_PERSON, html! { <>{ for judged }{ tick(of, "sift-excluded", html! { { of.say(words::EXCLUDED) } }, aside, filter.set_aside, |filter| filter.set_aside = !filter.set_aside) }</> }) }
            { if table.people.is_empty() { Html::default() } else { group(words::JUDGED_BY, html! { { for people } }) } }
            { group(words::SAID_BY, html! { { for speakers } }) }
            { group(words::ENTITIES, html! { { for entities } }) }
            { group(words::CHECKS, html! { { for checks } }) }
            { open::legend(of) }
        </aside>
    }
}

/// One thing that can be asked for, with how many rows have it.
fn tick(
    of: &Drawn<'_>,
    part: &'static str,
    name: Html,
    count: usize,
    ticked: bool,
    change: impl Fn(&mut TableFilter) + 'static,
) -> Html {
    let onclick = of.look(move |table: &mut TableUi| {
        change(&mut table.filter);
        // What had the keys may not be shown any more.
        table.row = None;
        table.open = None;
    });
    ticked_by(part, name, count, ticked, onclick)
}

/// Looks at everything again.
pub(super) fn show_all(of: &Drawn<'_>) -> Callback<MouseEvent> {
    of.look(|table| table.filter = TableFilter::default())
}
