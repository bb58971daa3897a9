//! What is behind a row: why the machine thinks so, a line with the times or numbers that clash on it, the
//! outlets two by two, and what can be done.

use super::Drawn;
use super::judgement::{Press, judge, to_check};
use super::kit::{side, stamp};
use super::words::{self, Bilingual};
use crate::views::kit::{Field, Room, Writable};
use shirushi_model::Relation;
use shirushi_page::Act;
use shirushi_page::marking::KeysAfter;
use shirushi_page::results::{ResultsAct, SideUi, View};
use shirushi_results::table::{Axis, AxisUnit, Detail, MatrixCell, PairVerdict, Row, detail};
use shirushi_results::words as results_words;
use shirushi_session::Edit;
use yew::prelude::*;

pub(super) fn behind(of: &Drawn<'_>, row: &Row, width: usize) -> Html {
    let detail = detail(row, &of.held.claims);
    html! {
        <tr class="r-behind" data-part="row-open">
            <td class="r-first">{ facts(of, row) }</td>
            <td colspan={width.to_string()}>
                <div class="r-why">
                    { grounds(of, &detail) }
                    { for detail.axes.iter().map(|one| axis(of, one)) }
                    { matrix(of, &detail.matrix) }
                </div>
                { actions(of, row) }
                { for note(of, row) }
            </td>
        </tr>
    }
}

fn facts(of: &Drawn<'_>, row: &Row) -> Html {
    let dots: String = (0..3).map(|at| if at < row.worthiness { '●' } else { '○' }).collect();
    html! {
        <dl class="r-facts small">
            <div><dt>{ of.say(words::INDEPENDENT) }</dt><dd class="number">{ row.independent }</dd></div>
            <div><dt>{ of.say(words::WORTHINESS) }</dt><dd aria-label={format!("{}/3", row.worthiness)}>{ dots }</dd></div>
            <div><dt>{ of.say(words::CHECKS) }</dt><dd>{ of.say(words::check(row.check)) }</dd></div>
        </dl>
    }
}

fn grounds(of: &Drawn<'_>, detail: &Detail) -> Html {
    let told = detail.grounds.iter().map(|one| {
        let words_of = |evidence: &Option<shirushi_model::Evidence>| {
            evidence.as_ref().map(|evidence| html! { <b lang="ja">{ format!("「{}」", evidence.text) }</b> })
        };
        html! {
            <li>
                <span data-part="reason">{ results_words::reason(of.language, one.ground.code) }</span>
                { " " }{ for words_of(&one.ground.a) }{ for words_of(&one.ground.b) }
            </li>
        }
    });
    html! {
        <div class="r-grounds">
            <h2 class="section-title">{ of.say(words::REASON) }{ " ・ " }{ of.say(words::LEGEND_MACHINE) }</h2>
            <ul>{ for told }</ul>
        </div>
    }
}

/// So wide is a line, in its own units.
const WIDE: f64 = 460.0;

/// Times or numbers on a line, with the stamps of those who tell them.
fn axis(of: &Drawn<'_>, axis: &Axis) -> Html {
    let (Some(first), Some(last)) =
        (axis.marks.first(), axis.marks.iter().map(|mark| mark.until).reduce(f64::max))
    else {
        return Html::default();
    };
    let (low, span) = (first.from, (last - first.from).max(f64::EPSILON));
    let at = |value: f64| 24.0 + (value - low) / span * (WIDE - 48.0);
    let columns = &of.held.table.columns;
    let marks = axis.marks.iter().enumerate().map(|(number, mark)| {
        let (from, until) = (at(mark.from), at(mark.until));
        let stamp = columns.get(mark.column).map(|column| column.outlet.stamp.clone()).unwrap_or_default();
        let middle = f64::midpoint(from, until);
        html! {
            <g>
                { if until - from > 4.0 {
                    html! { <line x1={x(from)} x2={x(until)} y1="52" y2="52" class="axis-span" /> }
                } else {
                    html! { <circle cx={x(middle)} cy="52" r="4.5" class={if mark.about { "axis-about" } else { "axis-dot" }} /> }
                } }
                <text x={x(middle)} y={x(34.0 - 14.0 * (number % 2) as f64)} text-anchor="middle" class="axis-stamp">{ format!("{}{stamp}", mark.sides.letters()) }</text>
                <text x={x(middle)} y={x(72.0 + 14.0 * (number % 2) as f64)} text-anchor="middle" class="axis-words">{ mark.words.clone() }</text>
            </g>
        }
    });
    let told: Vec<String> = axis
        .marks
        .iter()
        .map(|mark| {
            let name = columns.get(mark.column).map(|column| column.outlet.name.clone()).unwrap_or_default();
            format!("{name}: {}", mark.words)
        })
        .collect();
    let gap = gap_told(of, axis);
    html! {
        <figure class="r-axis">
            <figcaption class="section-title">{ results_words::difference(of.language, axis.difference) }{ " " }{ gap }</figcaption>
            <svg
                viewBox={format!("0 0 {WIDE} 92")}
                role="img"
                aria-label={told.join(of.language.of("、", "; "))}
                lang="ja"
            >
                <line x1="12" x2={x(WIDE - 12.0)} y1="52" y2="52" class="axis-line" />
                { for marks }
            </svg>
        </figure>
    }
}

fn x(value: f64) -> String {
    format!("{value:.1}")
}

/// How wide the widest stretch between two neighbours is, in words.
pub(super) fn gap_told(of: &Drawn<'_>, axis: &Axis) -> String {
    if axis.gap <= 0.0 {
        return String::new();
    }
    match &axis.unit {
        AxisUnit::Moment | AxisUnit::Clock => minutes_told(of, axis.gap as i64),
        AxisUnit::Quantity(unit) => {
            of.language.of(format!("{}{unit}の開き", axis.gap), format!("{} {unit} apart", axis.gap))
        }
    }
}

/// A stretch of time in words: 4時間50分の開き.
pub(super) fn minutes_told(of: &Drawn<'_>, minutes: i64) -> String {
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let part = |count: i64, ja: &str, en: &str| match count {
        0 => String::new(),
        count => of.language.of(format!("{count}{ja}"), format!("{count} {en} ")),
    };
    // Beyond a day nobody counts minutes.
    let parts = match days {
        0 => [String::new(), part(hours, "時間", "h"), part(rest, "分", "min")],
        365.. => [part(days / 365, "年", "years"), String::new(), String::new()],
        60.. => [part(days / 30, "か月", "months"), String::new(), String::new()],
        _ => [part(days, "日", "days"), part(if days < 2 { hours } else { 0 }, "時間", "h"), String::new()],
    };
    let told = parts.concat();
    if told.is_empty() { told } else { of.language.of(format!("{told}の開き"), format!("{told}apart")) }
}

/// The outlets two by two.
fn matrix(of: &Drawn<'_>, cells: &[MatrixCell]) -> Html {
    let columns = &of.held.table.columns;
    let mut speak: Vec<usize> = cells.iter().flat_map(|cell| [cell.a, cell.b]).collect();
    speak.sort_unstable();
    speak.dedup();
    if speak.len() < 3 || speak.len() > 12 {
        return Html::default();
    }
    let name = |column: usize| columns.get(column).map(|one| stamp(&one.outlet, false));
    let line = |a: usize| {
        let squares = speak.iter().skip(1).map(|&b| {
            let cell = cells.iter().find(|cell| (cell.a, cell.b) == (a, b));
            let Some(cell) = cell else { return html! { <td></td> } };
            let (class, sign) = match cell.relation {
                Some(relation) => (relation_class(relation), results_words::sign(relation)),
                None => ("none", "–"),
            };
            html! { <td class={classes!("square", class, (cell.verdict == PairVerdict::Judged).then_some("is-judged"))}>{ sign }</td> }
        });
        html! { <tr><th scope="row">{ for name(a) }</th>{ for squares }</tr> }
    };
    html! {
        <table class="r-matrix">
            <caption class="section-title">{ of.say(words::PAIRWISE) }</caption>
            <thead><tr><td></td>{ for speak.iter().skip(1).map(|&column| html! { <th scope="col">{ for name(column) }</th> }) }</tr></thead>
            <tbody>{ for speak.iter().take(speak.len() - 1).map(|&a| line(a)) }</tbody>
        </table>
    }
}

pub(super) fn relation_class(relation: Relation) -> &'static str {
    match relation {
        Relation::Contradict => "contradict",
        Relation::Differ => "differ",
        Relation::Agree => "agree",
    }
}

fn actions(of: &Drawn<'_>, row: &Row) -> Html {
    let all_aside =
        !row.pairs.is_empty() && row.pairs.iter().all(|pair| pair.verdict == PairVerdict::SetAside);
    let say = |press: Press, part: &'static str, name: String, key: &'static str, class: &'static str| {
        let judged = row.clone();
        let possible = judge(row, press).is_some();
        let on = of.on.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(act) = judge(&judged, press) {
                on.emit(act);
            }
        });
        html! {
            <button class={classes!("button", class)} data-part={part} disabled={!possible} {onclick}>{ name }{ " " }<kbd aria-hidden="true">{ key }</kbd></button>
        }
    };
    let relation = |relation: Relation| results_words::relation(of.language, relation).to_owned();
    let check = {
        let (held, row, on) = (of.held.clone(), row.clone(), of.on.clone());
        Callback::from(move |_: MouseEvent| on.emit(to_check(&held, &row)))
    };
    let (first, second) = (row.cells.first(), row.cells.get(1));
    let articles: Vec<_> = [first, second]
        .into_iter()
        .flatten()
        .filter_map(|cell| of.held.table.columns.get(cell.column))
        .map(|column| column.outlet.article)
        .collect();
    let key = row.key;
    let side_now = of.ui.side.clone();
    let beside = of.on.clone();
    let beside = Callback::from(move |_: MouseEvent| {
        let side = SideUi { articles: articles.clone(), row: Some(key), ..side_now.clone() };
        beside.emit(Act::Results(ResultsAct::Side(side)));
        beside.emit(Act::Results(ResultsAct::View(View::Side)));
    });
    html! {
        <fieldset class="row r-actions" disabled={of.writable == Writable::No}>
            { if row.pairs.is_empty() { Html::default() } else if all_aside {
                say(Press::Include, "include", of.say(words::AGAIN).to_owned(), "↵", "primary")
            } else {
                html! {
                    <>
                        { say(Press::Confirm, "confirm", of.say(words::ACCEPT).to_owned(), "↵", "primary") }
                        { say(Press::Say(Relation::Agree), "say-agree", relation(Relation::Agree), "1", "agree") }
                        { say(Press::Say(Relation::Differ), "say-differ", relation(Relation::Differ), "2", "differ") }
                        { say(Press::Say(Relation::Contradict), "say-contradict", relation(Relation::Contradict), "3", "contradict") }
                        { say(Press::Exclude, "dismiss", of.say(words::EXCLUDE).to_owned(), "⌫", "") }
                    </>
                }
            } }
            <span class="spring"></span>
            <button class="button" data-part="to-check" onclick={check}>{ of.say(words::TO_CHECK) }{ " " }<kbd aria-hidden="true">{ "K" }</kbd></button>
            <button class="button" data-part="beside" disabled={second.is_none()} onclick={beside}>{ of.say(words::SIDE_BY_SIDE) }{ " " }<kbd aria-hidden="true">{ "V" }</kbd></button>
        </fieldset>
    }
}

/// What a person adds to what they said of the row: a note on the first judged pair.
fn note(of: &Drawn<'_>, row: &Row) -> Option<Html> {
    let judged = row.pairs.iter().find_map(|pair| of.held.claims.relation(pair.a, pair.b))?;
    let id = judged.id;
    let on = of.on.reform(move |note: String| {
        Act::Edit(Edit::Change { id, target: None, body: None, note: Some(note) }, KeysAfter::Stay)
    });
    Some(html! {
        <fieldset disabled={of.writable == Writable::No}>
            <label class="field"><span>{ of.words.note }</span>
                <Field part="relation-note" room={Room::Line} placeholder={of.words.note_placeholder} value={judged.note.clone()} {on} />
            </label>
        </fieldset>
    })
}

/// The legend, at the foot of the filters.
pub(super) fn legend(of: &Drawn<'_>) -> Html {
    let told = |sign: Html, name: Bilingual| html! { <span>{ sign }{ " " }{ of.say(name) }</span> };
    html! {
        <p class="r-legend small quiet">
            { told(html! { <>{ side("ア") }{ side("イ") }</> }, words::LEGEND_SIDES) }
            { told(html! { <span class="r-badge contradict">{ "≠" }</span> }, words::LEGEND_MACHINE) }
            { told(html! { <span class="r-badge contradict is-judged">{ "≠" }</span> }, words::LEGEND_PERSON) }
            { told(html! { <span class="silent r-swatch"></span> }, words::SILENT) }
        </p>
    }
}
