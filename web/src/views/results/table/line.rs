//! One row of the table: what it is about, and what each outlet says of it; and, where it is open, what is
//! behind it. Drawn anew only where something of it changed: scrolling draws the rows that come and no other.

use super::super::kit::{badge, differing, marked, said_by, stamp, stands};
use super::super::rows::RowsProps;
use super::super::words;
use super::super::{Drawn, open};
use super::SIDE_COLUMNS;
use crate::views::kit::ById;
use shirushi_page::results::ResultsAct;
use shirushi_results::table::{Cell, Judged, Row, leaves};
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, Clone, PartialEq)]
pub(super) struct LineProps {
    /// What all rows are drawn from; the same as long as none of it changed.
    pub(super) of: ById<Rc<RowsProps>>,
    /// Which row of the table it is.
    pub(super) number: usize,
    /// And which of those that are shown.
    pub(super) at: usize,
    /// Whether it has the keys.
    pub(super) has_keys: bool,
    /// Whether columns are ways of saying and not articles.
    pub(super) by_side: bool,
}

#[component]
pub(super) fn Line(props: &LineProps) -> Html {
    let of = &props.of.drawn();
    let &LineProps { number, at, has_keys, by_side, .. } = props;
    let Some(row) = of.held.table.rows.get(number) else { return Html::default() };
    let key = row.key;
    let is_open = of.ui.table.open == Some(key);
    let table = &of.held.table;
    let title = leaves::title(row, &of.held.claims, of.language);
    let onclick = of.look(move |table| {
        table.row = Some(key);
        table.open = if table.open == Some(key) { None } else { Some(key) };
    });
    let set_aside = number >= table.standing;
    let first = html! {
        <th scope="row" class="r-first">
            <button class="r-title" data-part="row-title" aria-expanded={is_open.to_string()} {onclick} lang="ja">{ title }</button>
            { if set_aside { html! { <span class="r-badge">{ of.say(words::EXCLUDE) }</span> } } else { badge(of, row) } }
            { stands(of, row) }
            <span class="r-hanko small" hidden={row.judged == Judged::Open || row.pairs.is_empty()}>{ "✓" }</span>
        </th>
    };
    let cells: Html = if by_side {
        sides(of, row)
    } else {
        html! { { for (0..table.columns.len()).map(|column| cell(of, row, column, is_open, has_keys)) } }
    };
    let width = if by_side { usize::from(SIDE_COLUMNS) + 1 } else { table.columns.len() };
    html! {
        <>
            <tr
                id={format!("row-{number}")}
                class={classes!("r-row", is_open.then_some("is-open"), set_aside.then_some("is-aside"))}
                data-part="row"
                aria-current={has_keys.then_some("true")}
                aria-rowindex={(at + 2).to_string()}
            >{ first }{ cells }</tr>
            { if is_open { open::behind(of, row, width) } else { Html::default() } }
        </>
    }
}

fn cell(of: &Drawn<'_>, row: &Row, column: usize, whole: bool, has_keys: bool) -> Html {
    let chosen = has_keys && of.ui.table.column == column;
    let outlet = of.held.table.columns.get(column).map(|column| AttrValue::from(column.outlet.name.clone()));
    match row.cell(column) {
        Some(cell) => html! {
            <td class={classes!("r-cell", chosen.then_some("is-chosen"))} data-part="cell" data-outlet={outlet}>{ said(of, cell, whole) }</td>
        },
        None => html! {
            <td class={classes!("r-cell", "silent", chosen.then_some("is-chosen"))} data-part="cell" data-outlet={outlet}><span>{ of.say(words::SILENT) }</span></td>
        },
    }
}

fn said(of: &Drawn<'_>, cell: &Cell, whole: bool) -> Html {
    let claims = cell.claims.iter().map(|claim| {
        let place = claim.place;
        let shown = if whole { claim.sentence } else { place };
        let text = of.held.claims.text(shown);
        let words = marked(text, shown.span.start, shown.span, whole.then_some(place.span), &differing(claim));
        let copied = claim.copied.then(|| html! { <span class="r-copied small">{ of.say(words::COPIED) }</span> });
        html! {
            <div class="r-said">
                { said_by(of, claim) }
                <button class="r-words" lang="ja" data-part="to-text" title={of.say(words::OPEN_TEXT)} onclick={of.press(move || ResultsAct::LookInto(place))}>{ words }</button>
                { for copied }
            </div>
        }
    });
    html! { { for claims } }
}

/// Many articles: a column for each way of saying it.
fn sides(of: &Drawn<'_>, row: &Row) -> Html {
    let columns = &of.held.table.columns;
    let way = |side: u8| {
        let on: Vec<&Cell> = row
            .cells
            .iter()
            .filter(|cell| match row.sides {
                0 => side == 0,
                _ => cell.claims.iter().any(|claim| claim.sides.iter().any(|one| one == side)),
            })
            .collect();
        let Some(first) = on.first() else { return html! { <td class="r-cell"></td> } };
        let claim =
            first.claims.iter().find(|claim| row.sides == 0 || claim.sides.iter().any(|one| one == side));
        let stamps = on
            .iter()
            .take(3)
            .filter_map(|cell| columns.get(cell.column))
            .map(|one| stamp(&one.outlet, false));
        let more = on.len().saturating_sub(3);
        html! {
            <td class="r-cell" data-part="cell">
                <span class="stands">{ for stamps }<span class="small number" hidden={more == 0}>{ format!("＋{more}") }</span></span>
                { for claim.map(|claim| {
                    let place = claim.place;
                    let words = marked(of.held.claims.text(place), place.span.start, place.span, None, &differing(claim));
                    html! { <button class="r-words" lang="ja" data-part="to-text" onclick={of.press(move || ResultsAct::LookInto(place))}>{ words }</button> }
                }) }
            </td>
        }
    };
    let rest = usize::from(row.sides.saturating_sub(SIDE_COLUMNS));
    html! {
        <>
            { for (0..SIDE_COLUMNS).map(way) }
            <td class="r-cell small quiet number">{ if rest > 0 { format!("＋{rest}") } else { String::new() } }{ " " }{ format!("{} {}", of.say(words::SILENT), row.silent) }</td>
        </>
    }
}
