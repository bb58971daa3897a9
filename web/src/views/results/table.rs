//! The table (表): what every outlet says of the same thing. Rows of one height are drawn only near the
//! window; the row that is open has the height it needs.

mod line;

use super::judgement::{Press, judge, to_check};
use super::keys::{pressed, take};
use super::kit::stamp;
use super::rows::RowsProps;
use super::words::{self, Bilingual};
use super::{Drawn, sift};
use crate::views::kit::{ById, Choice, Writable};
use line::Line;
use shirushi_page::Act;
use shirushi_page::exchanging::ExchangeAct;
use shirushi_page::results::{Density, ResultsAct, TableUi, View};
use shirushi_page::words::quoting::shortened;
use shirushi_results::sheet::{ByteOrderMark, csv, html_table};
use shirushi_results::table::{Order, Row, RowKind, leaves};
use shirushi_results::{Place, table as tables};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// With more articles than this, columns are the sides and not the articles.
const MOST_COLUMNS: usize = 12;
/// So many ways of saying have a column then.
const SIDE_COLUMNS: u8 = 4;
/// So many rows are drawn beyond either edge of the window.
const MARGIN: usize = 6;
/// The window moves by so many rows at a time; fewer than are drawn beyond its edge.
const STRIDE: usize = 2;

/// What of the rows is drawn: so many CSS pixels are above the window, and so many are in it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Window {
    above: f64,
    high: f64,
    /// How high the row that is open is, beyond a row's height.
    open: f64,
}

/// How high a row is, in CSS pixels, as the style sheet has it.
fn height(density: Density) -> usize {
    match density {
        Density::Wide => 148,
        Density::Medium => 84,
        Density::Dense => 28,
    }
}

#[component]
pub(super) fn Rows(props: &RowsProps) -> Html {
    let of = props.drawn();
    let ui = &props.ui.table;
    let table = &props.held.table;
    // Rows keep their order while they are judged: nothing moves under the hand.
    let order = use_memo((ui.filter.clone(), ui.order, props.ui.findings.clone(), table.columns.len()), {
        let held = props.held.clone();
        move |(filter, order, ..)| -> Vec<Place> {
            let keys = held.table.select(filter, *order).into_iter();
            keys.filter_map(|number| held.table.rows.get(number as usize)).map(|row| row.key).collect()
        }
    });
    let rows = use_memo((order.clone(), props.held.clone()), |(order, held)| -> Vec<usize> {
        let known: std::collections::HashMap<Place, usize> =
            held.table.rows.iter().enumerate().map(|(number, row)| (row.key, number)).collect();
        order.iter().filter_map(|key| known.get(key).copied()).collect()
    });
    let step = height(ui.density);
    let scroller = use_node_ref();
    let window = use_state_eq(Window::default);
    {
        let (scroller, window) = (scroller.clone(), window.clone());
        // A scroll tells by itself; this is for what changes how high rows are.
        use_effect_with((ui.open, rows.len(), step), move |_| measure(&scroller, &window, step));
    }
    let onscroll = {
        let (scroller, window) = (scroller.clone(), window.clone());
        Callback::from(move |_: Event| measure(&scroller, &window, step))
    };
    let here = ui
        .row
        .and_then(|key| rows.iter().position(|&row| row_at(&of, row).is_some_and(|row| row.key == key)));
    let here = here.unwrap_or(0);
    {
        // The row that has the keys is in sight.
        let (scroller, density) = (scroller.clone(), ui.density);
        use_effect_with((here, ui.row.is_some()), move |(here, any)| {
            if *any {
                bring(&scroller, *here, density);
            }
        });
    }
    let opened = ui
        .open
        .and_then(|key| rows.iter().position(|&row| row_at(&of, row).is_some_and(|row| row.key == key)));
    let (first, last) = near(*window, step, rows.len(), opened);
    let before = first * step + opened.filter(|at| *at < first).map_or(0, |_| window.open as usize);
    let after = rows.len().saturating_sub(last) * step;
    let by_side = table.columns.len() > MOST_COLUMNS;
    let width = if by_side { usize::from(SIDE_COLUMNS) + 1 } else { table.columns.len() };
    let shown = rows.get(first..last).unwrap_or_default();
    // The same for all rows until something else than the window changes: they are known by it to be the same.
    let same = ById::from(&use_memo(props.clone(), RowsProps::clone));
    let row_at_place = |(nth, &number): (usize, &usize)| {
        let at = first + nth;
        html! { <Line key={number} of={same.clone()} {number} {at} has_keys={at == here} {by_side} /> }
    };
    let onkeydown = {
        let (props, rows) = (props.clone(), rows.clone());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(key) = pressed(&event)
                && let Some(act) = key_act(&props, &rows, here, &key)
            {
                take(&event);
                let judged = matches!(act, Act::Relate(..));
                props.on.emit(act);
                // A verdict leads to the next row.
                if let Some(next) = key_act(&props, &rows, here, "ArrowDown").filter(|_| judged) {
                    props.on.emit(next);
                }
            }
        })
    };
    let active = rows.get(here).map(|row| format!("row-{row}"));
    html! {
        <div class={classes!("r-split", ui.filters_out.then_some("filters-out"))}>
            <sift::Sift ..props.clone() />
            <div
                class={classes!("r-scroll", density_class(ui.density))}
                ref={scroller}
                tabindex="0"
                role="group"
                aria-label={of.say(words::view(View::Table))}
                aria-activedescendant={active}
                data-part="table"
                data-result="focus"
                {onscroll}
                {onkeydown}
            >
                <table class={classes!("r-table", by_side.then_some("by-side"))}>
                    { head(&of, by_side) }
                    <tbody>
                        { space("before", before, width) }
                        { for shown.iter().enumerate().map(row_at_place) }
                        { space("after", after, width) }
                    </tbody>
                </table>
                <p class="quiet r-nothing" hidden={!rows.is_empty()} data-part="nothing">{ of.say(words::NOTHING) }</p>
            </div>
        </div>
    }
}

fn row_at<'a>(of: &Drawn<'a>, number: usize) -> Option<&'a Row> {
    of.held.table.rows.get(number)
}

/// Reads where the window stands, to a few rows: the rows at its edges are drawn already, and a pixel more does
/// not draw the table anew.
fn measure(scroller: &NodeRef, window: &UseStateHandle<Window>, step: usize) {
    let Some(element) = scroller.cast::<Element>() else { return };
    let open = element.query_selector("[data-part=\"row-open\"]").ok().flatten();
    let few = (step * STRIDE) as f64;
    let open = open.map_or(window.open, |row| row.get_bounding_client_rect().height());
    window.set(Window {
        above: (f64::from(element.scroll_top()) / few).floor() * few,
        high: f64::from(element.client_height()),
        open,
    });
}

/// Which rows are drawn, from and until.
fn near(window: Window, step: usize, rows: usize, opened: Option<usize>) -> (usize, usize) {
    let (above, high) = (window.above as usize, window.high.max(600.0) as usize);
    let mut first = above / step;
    // What is open pushes what is below it further down.
    if let Some(opened) = opened.filter(|at| *at < first) {
        first = first.saturating_sub(window.open as usize / step).max(opened);
    }
    let first = first.saturating_sub(MARGIN).min(rows);
    (first, (first + high / step + 2 * MARGIN + 1).min(rows))
}

/// Brings a row to sight.
fn bring(scroller: &NodeRef, row: usize, density: Density) {
    let Some(element) = scroller.cast::<Element>() else { return };
    let (step, head) = (height(density) as f64, 56.0);
    let there = element.query_selector("tr[aria-current=\"true\"]").ok().flatten();
    let top = match there.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
        Some(row) => f64::from(row.offset_top()),
        None => row as f64 * step + head,
    };
    let (from, until) = (f64::from(element.scroll_top()), f64::from(element.client_height()));
    if top - head < from {
        element.set_scroll_top((top - head) as i32);
    } else if top + step > from + until {
        element.set_scroll_top((top + step - until) as i32);
    }
}

/// An empty line as high as the rows that are not drawn. It has a key and is always there: without one, no row
/// keeps its place in the document, and every step of a scroll writes all of them anew.
fn space(key: &'static str, high: usize, columns: usize) -> Html {
    let (columns, high) = ((columns + 1).to_string(), high.to_string());
    html! { <tr {key} class="r-space" aria-hidden="true"><td colspan={columns} height={high}></td></tr> }
}

/// The part and class of a density.
fn density_class(density: Density) -> &'static str {
    match density {
        Density::Wide => "is-wide",
        Density::Medium => "is-medium",
        Density::Dense => "is-dense",
    }
}

/// What is chosen about the table as a whole.
pub(super) fn tools(of: &Drawn<'_>) -> Html {
    let ui = &of.ui.table;
    let orders: Vec<AttrValue> =
        Order::ALL.iter().map(|order| AttrValue::from(of.say(words::order(*order)))).collect();
    let chosen = Order::ALL.iter().position(|order| *order == ui.order);
    let now = ui.clone();
    let on_order = of.on.reform(move |at: usize| {
        let order = Order::ALL.get(at).copied().unwrap_or_default();
        Act::Results(ResultsAct::Table(Box::new(TableUi { order, ..now.clone() })))
    });
    let densities = Density::ALL.map(|density| {
        let lines = ["☰", "≡", "≣"];
        let sign = Density::ALL.iter().position(|one| *one == density).and_then(|at| lines.get(at).copied());
        html! {
            <button
                data-part={density_class(density)}
                aria-pressed={(ui.density == density).to_string()}
                aria-label={of.say(words::density(density))}
                title={of.say(words::density(density))}
                onclick={of.look(move |table| table.density = density)}
            >{ sign.unwrap_or_default() }</button>
        }
    });
    let progress = of.held.table.counts.progress;
    let save = |kind: SheetFile, part: &'static str| {
        let (held, ui, language) = (of.held.clone(), ui.clone(), of.language);
        let on = of.on.reform(move |_: MouseEvent| {
            let rows = held.table.select(&ui.filter, ui.order);
            let sheet = leaves::sheet(&held.table, &rows, &held.claims, language);
            let name = held.claims.project().title.clone();
            let (ending, media, text) = match kind {
                SheetFile::Workbook => {
                    let sheets = vec![sheet];
                    return Act::Exchange(ExchangeAct::SaveWorkbook { name, sheets });
                }
                SheetFile::Csv => ("csv", "text/csv", csv(&sheet, ByteOrderMark::Written)),
                SheetFile::Html => ("html", "text/html", html_table(&sheet)),
            };
            let name = format!("{name}.{ending}");
            Act::Results(ResultsAct::Save { name, media, bytes: text.into_bytes() })
        });
        html! { <button class="button" data-part={part} onclick={on}>{ kind.name() }</button> }
    };
    html! {
        <>
            <span class="small quiet number" data-part="progress">
                { format!("{} {}/{}", of.say(words::JUDGED), progress.judged, progress.of) }
            </span>
            <label class="field r-inline"><span class="visually-hidden">{ of.say(words::ORDER) }</span><Choice part="order" names={orders} {chosen} on={on_order} /></label>
            <span class="r-segments" role="group" aria-label={of.say(words::DENSITY)}>{ for densities }</span>
            <button class="button r-filter-button" data-part="filters" aria-expanded={ui.filters_out.to_string()} onclick={of.look(|table| table.filters_out = !table.filters_out)}>
                { of.say(words::FILTER) }{ " " }<kbd aria-hidden="true">{ "F" }</kbd>
            </button>
            <details class="r-menu">
                <summary class="button">{ of.say(words::SAVE_TABLE) }</summary>
                <div class="r-menu-list">
                    { save(SheetFile::Csv, "save-csv") }
                    { save(SheetFile::Workbook, "save-xlsx") }
                    { save(SheetFile::Html, "save-html") }
                </div>
            </details>
        </>
    }
}

/// A file that a table becomes.
#[derive(Debug, Clone, Copy)]
pub(super) enum SheetFile {
    Csv,
    /// Written by a worker.
    Workbook,
    Html,
}

impl SheetFile {
    fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Workbook => "Excel",
            Self::Html => "HTML",
        }
    }
}

fn head(of: &Drawn<'_>, by_side: bool) -> Html {
    let table = &of.held.table;
    let counts = &table.counts;
    let apart: usize = [RowKind::Contradict, RowKind::Differ]
        .iter()
        .map(|kind| counts.kinds.get(kind).copied().unwrap_or_default())
        .sum();
    let first = html! {
        <th scope="col" class="r-first">
            <b class="number">{ format!("{} {}", table.standing, of.say(words::ROWS)) }</b>
            <span class="small quiet number">{ format!("≠ ≈ {apart}") }</span>
        </th>
    };
    if by_side {
        let sides = (0..SIDE_COLUMNS).map(|side| {
            html! { <th scope="col"><span class="side-letter">{ tables::side_letter(side) }</span></th> }
        });
        return html! { <thead><tr>{ first }{ for sides }<th scope="col">{ of.say(Bilingual("ほか", "Others")) }</th></tr></thead> };
    }
    let columns = table.columns.iter().map(|column| {
        let article = of.held.claims.project().article(column.outlet.article);
        let date = article.map(|article| article.meta.published.clone()).filter(|date| !date.is_empty());
        html! {
            <th scope="col">
                <span class="r-outlet">{ stamp(&column.outlet, false) }<b lang="ja">{ shortened(&column.outlet.name) }</b></span>
                <span class="small quiet number">{ date.map(|date| (of.words.date)(&date)).unwrap_or_default() }{ " " }{ format!("{}/{}", column.speaks, table.standing) }</span>
            </th>
        }
    });
    html! { <thead><tr>{ first }{ for columns }</tr></thead> }
}

/// What a key asks for in the table.
fn key_act(props: &RowsProps, rows: &[usize], here: usize, key: &str) -> Option<Act> {
    let table = &props.held.table;
    let row = rows.get(here).and_then(|&number| table.rows.get(number));
    let key_of = |at: usize| rows.get(at).and_then(|&number| table.rows.get(number)).map(|row| row.key);
    let mut ui = props.ui.table.clone();
    match key {
        "ArrowDown" => ui.row = key_of((here + 1).min(rows.len().saturating_sub(1))),
        "ArrowUp" => ui.row = key_of(here.saturating_sub(1)),
        "Home" => ui.row = key_of(0),
        "End" => ui.row = key_of(rows.len().saturating_sub(1)),
        "ArrowRight" => {
            ui.row = row.map(|row| row.key);
            ui.column = (ui.column + 1).min(table.columns.len().saturating_sub(1));
        }
        "ArrowLeft" => {
            ui.row = row.map(|row| row.key);
            ui.column = ui.column.saturating_sub(1);
        }
        " " => {
            let key = row?.key;
            ui.row = Some(key);
            ui.open = if ui.open == Some(key) { None } else { Some(key) };
        }
        "Escape" if ui.open.is_some() => ui.open = None,
        "d" => ui.density = ui.density.next(),
        "f" => ui.filters_out = !ui.filters_out,
        "b" => {
            let row = row?;
            let cell = row.cell(ui.column).or_else(|| row.cells.first())?;
            return Some(Act::Results(ResultsAct::LookInto(cell.claims.first()?.place)));
        }
        "k" => return Some(to_check(&props.held, row?)),
        _ => {
            let press = Press::of_key(key)?;
            return judge(row?, press).filter(|_| props.writable == Writable::Yes);
        }
    }
    Some(Act::Results(ResultsAct::Table(Box::new(ui))))
}
