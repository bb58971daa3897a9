//! The claim that is checked: how far it is, in whose words, under what seal, and who says it where.

use super::super::Drawn;
use super::super::judgement::to_check;
use super::super::kit::{differing, marked, said_by, sign, stamp};
use super::super::words;
use super::list::{Entry, dots};
use super::{At, told};
use crate::views::kit::{Field, Room, Writable};
use shirushi_model::{Check, CheckId, Relation, Saying, Stage, Target, VerdictScale};
use shirushi_page::results::ResultsAct;
use shirushi_results::checking::offered_wording;
use shirushi_results::table::{CellClaim, PairVerdict, Row};
use shirushi_results::{Place, words as results_words};
use shirushi_session::CheckChange;
use yew::prelude::*;

/// So many claims and so many silent outlets are told one by one; the others are behind a line.
const MOST: usize = 12;

/// The line of stages: a press goes to one. What cannot be decided yet is refused with the reason.
pub(super) fn stages(of: &Drawn<'_>, check: &Check) -> Html {
    let one = |stage: Stage| {
        let is_now = check.stage == stage;
        html! {
            <li>
                <button
                    class={classes!("check-stage", is_now.then_some("is-now"), (stage < check.stage).then_some("is-past"))}
                    data-part={format!("check-stage-{}", stage.name())}
                    aria-current={is_now.then_some("step")}
                    disabled={of.writable == Writable::No}
                    onclick={super::press(of, check.id, move || CheckChange::MoveTo(stage))}
                >{ results_words::stage(of.language, stage) }</button>
            </li>
        }
    };
    html! { <ol class="check-stages" aria-label={of.say(told::STAGES)} data-part="check-stages">{ for Stage::ALL.map(one) }</ol> }
}

/// What stands above the claim: which it is, and why it is worth checking.
pub(super) fn rank(of: &Drawn<'_>, entry: &Entry, at: At) -> Html {
    let row = entry.row.and_then(|row| of.held.table.rows.get(row));
    let reasons: Vec<&str> = entry.reasons.iter().map(|reason| of.say(told::reason(*reason))).collect();
    html! {
        <p class="check-rank small quiet">
            <span class="number">{ format!("{} / {}", at.number, at.all) }</span>
            { for row.map(|row| html! { <><span>{ of.say(words::WORTHINESS) }</span>{ dots(of, row) }</> }) }
            <span data-part="check-reasons">{ reasons.join(" ・ ") }</span>
        </p>
    }
}

/// The words of the claim, and the seal beside them.
pub(super) fn wording(of: &Drawn<'_>, check: &Check, scales: &[VerdictScale]) -> Html {
    let on = super::written(of, check.id, CheckChange::Reword);
    html! {
        <div class="check-claim">
            <fieldset class="check-words" disabled={of.writable == Writable::No}>
                <label>
                    <span class="section-title">{ of.say(told::REWORDED) }</span>
                    <Field part="check-wording" room={Room::Lines} value={check.wording.clone()} {on} />
                </label>
            </fieldset>
            { seal(of, check, scales) }
        </div>
    }
}

/// The seal: broken while one person proposes the verdict, whole once another has confirmed it.
fn seal(of: &Drawn<'_>, check: &Check, scales: &[VerdictScale]) -> Html {
    let Some(name) = told::verdict(of.language, scales, check) else { return Html::default() };
    let (class, what) = match check.is_confirmed() {
        true => ("is-confirmed", of.say(told::CONFIRMED_SEAL)),
        false => ("is-proposed", of.say(told::PROPOSED_SEAL)),
    };
    let upright = of.language.of("is-upright", "is-level");
    html! {
        <p class={classes!("check-seal", class, upright)} data-part="check-seal">
            <span class="visually-hidden">{ what }{ ": " }</span><span>{ name }</span>
        </p>
    }
}

/// A claim nobody has begun to check: how it would be worded, and the button that begins.
pub(super) fn not_begun(of: &Drawn<'_>, entry: &Entry) -> Html {
    let row = entry.row.and_then(|row| of.held.table.rows.get(row));
    let wording = entry.place.map(|place| offered_wording(&of.held.claims, place)).unwrap_or_default();
    let begin = row.cloned().map(|row| {
        let (held, on) = (of.held.clone(), of.on.clone());
        Callback::from(move |_: MouseEvent| on.emit(to_check(&held, &row)))
    });
    html! {
        <div class="check-claim">
            <div class="check-words">
                <p class="check-offered" lang="ja" data-part="check-offered">{ wording }</p>
                <p>
                    <button class="button primary" data-part="check-begin" disabled={begin.is_none() || of.writable == Writable::No} onclick={begin}>
                        { of.say(told::BEGIN) }{ " " }<kbd aria-hidden="true">{ "Ctrl ↵" }</kbd>
                    </button>
                </p>
            </div>
        </div>
    }
}

/// Who says it, and who says otherwise, in which article; and who says nothing.
pub(super) fn sayings(
    of: &Drawn<'_>,
    row: Option<&Row>,
    check: Option<&Check>,
    first: Option<Place>,
) -> Html {
    let first = check.and_then(|check| check.sayings.iter().find_map(place_of)).or(first);
    let mut lines: Vec<Html> = Vec::new();
    let mut told_places: Vec<Place> = Vec::new();
    for cell in row.into_iter().flat_map(|row| &row.cells) {
        for claim in &cell.claims {
            told_places.push(claim.place);
            lines.push(in_row(of, row, cell.column, claim, check, first));
        }
    }
    if let Some(check) = check {
        let elsewhere = |saying: &Saying| place_of(saying).is_none_or(|place| !told_places.contains(&place));
        let others = check.sayings.iter().enumerate().filter(|(_, saying)| elsewhere(saying));
        lines.extend(others.map(|(number, saying)| apart(of, check.id, number, saying)));
    }
    let rest: Vec<Html> = lines.split_off(lines.len().min(MOST));
    let silent = row.map(|row| silent(of, row)).unwrap_or_default();
    html! {
        <section aria-label={of.say(told::WHO_SAYS)} data-part="check-sayings">
            <h2 class="check-title">{ of.say(told::WHO_SAYS) }</h2>
            <ul class="check-sayings">{ for lines }{ silent }</ul>
            { if rest.is_empty() { Html::default() } else {
                html! {
                    <details class="check-others">
                        <summary>{ of.say(told::OTHER_VIEWS) }{ " " }<span class="number">{ format!("＋{}", rest.len()) }</span></summary>
                        <ul class="check-sayings">{ for rest }</ul>
                    </details>
                }
            } }
        </section>
    }
}

fn place_of(saying: &Saying) -> Option<Place> {
    saying.target.extent().map(|span| Place::new(saying.article, span))
}

/// A claim of the row, as its article has it.
fn in_row(
    of: &Drawn<'_>,
    row: Option<&Row>,
    column: usize,
    claim: &CellClaim,
    check: Option<&Check>,
    first: Option<Place>,
) -> Html {
    let place = claim.place;
    let outlet = of.held.table.columns.get(column).map(|column| &column.outlet);
    let words_shown =
        marked(of.held.claims.text(place), place.span.start, place.span, None, &differing(claim));
    let against = first.filter(|first| *first != place).zip(row).and_then(|(first, row)| {
        let is_of = |a: Place, b: Place| (a, b) == (first, place) || (a, b) == (place, first);
        row.pairs.iter().find(|pair| is_of(pair.a, pair.b) && pair.verdict != PairVerdict::SetAside)
    });
    let stands = against.map(|pair| {
        let difference = pair.difference.filter(|_| pair.relation != Relation::Agree);
        let told = difference.map_or_else(
            || results_words::relation(of.language, pair.relation),
            |difference| results_words::difference(of.language, difference),
        );
        format!("{} {told}", results_words::sign(pair.relation))
    });
    let stands = match (first == Some(place), stands, row) {
        (true, ..) => of.say(told::FIRST_CLAIM).to_owned(),
        (false, Some(told), _) => told,
        (false, None, Some(row)) if row.differs() && !claim.sides.is_empty() => sign(row.kind).to_owned(),
        _ => String::new(),
    };
    let included = check.map(|check| {
        let number = check.sayings.iter().position(|saying| place_of(saying) == Some(place));
        inclusion(of, check.id, number, place)
    });
    html! {
        <li class={classes!("check-saying", (first == Some(place)).then_some("is-first"))} data-part="check-saying">
            <span class="check-outlet">{ for outlet.map(|outlet| stamp(outlet, false)) }<b lang="ja">{ outlet.map(|outlet| outlet.name.clone()) }</b></span>
            { said_by(of, claim) }
            <button class="check-quoted" lang="ja" data-part="check-to-text" title={of.say(words::OPEN_TEXT)} onclick={of.press(move || ResultsAct::LookInto(place))}>{ words_shown }</button>
            <span class="check-against small">{ stands }</span>
            { for included }
        </li>
    }
}

/// Whether a claim of the row is one of the check's, and the button that makes it so or otherwise.
fn inclusion(of: &Drawn<'_>, id: CheckId, number: Option<usize>, place: Place) -> Html {
    let off = of.writable == Writable::No;
    match number {
        Some(number) => html! {
            <span class="check-inclusion small quiet">
                { of.say(told::INCLUDED) }
                <button class="icon" data-part="check-leave-out" disabled={off} aria-label={of.say(told::FROM_HERE)} title={of.say(told::FROM_HERE)} onclick={super::press(of, id, move || CheckChange::RemoveSaying(number))}>{ "×" }</button>
            </span>
        },
        None => html! {
            <span class="check-inclusion small">
                <button class="button" data-part="check-include" disabled={off} onclick={super::press(of, id, move || CheckChange::AddSaying(place.article, place.span))}>{ of.say(told::ALSO_HERE) }</button>
            </span>
        },
    }
}

/// A place of the check that is not in the row: elsewhere, or nowhere any more.
fn apart(of: &Drawn<'_>, id: CheckId, number: usize, saying: &Saying) -> Html {
    let column = of.held.claims.column(saying.article);
    let column = column.and_then(|column| of.held.table.columns.get(column));
    let outlet = column.map_or(saying.outlet.as_str(), |column| &column.outlet.name);
    let outlet = if outlet.is_empty() { of.say(told::OUTLET_UNKNOWN) } else { outlet };
    let words_shown = match (&saying.target, place_of(saying).filter(|_| column.is_some())) {
        (Target::Placed(_), Some(place)) => {
            let text = of.held.claims.text(place).to_owned();
            html! { <button class="check-quoted" lang="ja" data-part="check-to-text" title={of.say(words::OPEN_TEXT)} onclick={of.press(move || ResultsAct::LookInto(place))}>{ text }</button> }
        }
        (Target::Placed(_), None) => Html::default(),
        (Target::Unplaced(quotes), _) => {
            let quoted: Vec<&str> = quotes.iter().map(|quote| quote.exact.as_str()).collect();
            html! { <q class="check-quoted" lang="ja">{ quoted.join("…") }</q> }
        }
    };
    let gone = match (column, &saying.target) {
        (None, _) => of.say(told::REMOVED),
        (Some(_), Target::Unplaced(_)) => of.say(told::NO_LONGER_THERE),
        (Some(_), Target::Placed(_)) => "",
    };
    html! {
        <li class={classes!("check-saying", column.is_none().then_some("is-gone"))} data-part="check-saying">
            <span class="check-outlet">{ for column.map(|column| stamp(&column.outlet, false)) }<b lang="ja">{ outlet.to_owned() }</b></span>
            { words_shown }
            <span class="check-against small">{ gone }</span>
            <span class="check-inclusion small quiet">
                { of.say(told::INCLUDED) }
                <button class="icon" data-part="check-leave-out" disabled={of.writable == Writable::No} aria-label={of.say(told::FROM_HERE)} title={of.say(told::FROM_HERE)} onclick={super::press(of, id, move || CheckChange::RemoveSaying(number))}>{ "×" }</button>
            </span>
        </li>
    }
}

/// The outlets that say nothing of it.
fn silent(of: &Drawn<'_>, row: &Row) -> Html {
    let columns = &of.held.table.columns;
    let silent: Vec<_> = (0..columns.len())
        .filter(|column| row.cell(*column).is_none())
        .filter_map(|at| columns.get(at))
        .collect();
    let more = silent.len().saturating_sub(MOST);
    let one = silent.iter().take(MOST).map(|column| {
        html! {
            <li class="check-saying silent" data-part="check-silent">
                <span class="check-outlet">{ stamp(&column.outlet, true) }<b lang="ja">{ column.outlet.name.clone() }</b></span>
                <span class="check-quoted">{ of.say(words::SILENT) }</span>
            </li>
        }
    });
    html! {
        <>
            { for one }
            <li class="check-saying silent" hidden={more == 0}><span class="check-quoted">{ of.say(words::SILENT) }{ " " }<span class="number">{ format!("＋{more}") }</span></span></li>
        </>
    }
}
