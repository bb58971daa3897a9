//! The list of what could be checked and what is: the worthiest claim first, with the reasons, so that its
//! place can be argued with.

use super::super::kit::stands;
use super::super::words::listed as listed_words;
use super::super::{Drawn, Held};
use super::told;
use shirushi_model::{Check, CheckId, VerdictScale};
use shirushi_page::results::{ChecksUi, Listed, ResultsAct};
use shirushi_results::checking::{RankReason, ranked};
use shirushi_results::table::{CheckState, Row};
use shirushi_results::{Place, words as results_words};
use std::collections::BTreeSet;
use yew::prelude::*;

/// So many entries are drawn, and so many more each time one asks for more.
pub(super) const RUN: usize = 150;

/// A line of the list: a claim that could be checked, or a check.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Entry {
    /// The row of the table it is about; a check may have none, when its articles are gone.
    pub(super) row: Option<usize>,
    /// The claim to begin with.
    pub(super) place: Option<Place>,
    pub(super) reasons: Vec<RankReason>,
    pub(super) check: Option<CheckId>,
    pub(super) state: CheckState,
}

/// All there is to list: first the checks that no row of the table stands for, then the rows by rank.
pub(super) fn entries(held: &Held) -> Vec<Entry> {
    let ranked = ranked(&held.claims, &held.table);
    let shown: BTreeSet<CheckId> = ranked.iter().filter_map(|one| one.check).collect();
    let checks = &held.claims.project().checks;
    let state = |id: CheckId| match checks.get(&id) {
        Some(check) if check.stage.is_final() => CheckState::Decided,
        Some(_) => CheckState::UnderWay,
        None => CheckState::None,
    };
    let others = checks.keys().copied().filter(|id| !shown.contains(id)).map(|id| {
        let sayings = checks.get(&id).map(|check| check.sayings.as_slice()).unwrap_or_default();
        let mut places = sayings
            .iter()
            .filter_map(|saying| Some(Place::new(saying.article, saying.target.extent()?)))
            .filter(|place| held.claims.at(*place).is_some());
        let place = places.next();
        let row = place.and_then(|place| held.table.row_of(place));
        Entry { row, place, reasons: Vec::new(), check: Some(id), state: state(id) }
    });
    let of_rows = ranked.iter().map(|one| Entry {
        row: Some(one.row),
        place: Some(one.place),
        reasons: one.reasons.clone(),
        check: one.check,
        state: one.check.map_or(CheckState::None, state),
    });
    others.chain(of_rows).collect()
}

/// Whether an entry is among those that are listed.
pub(super) fn is_listed(entry: &Entry, listed: Listed) -> bool {
    match listed {
        Listed::All => true,
        Listed::NotBegun => entry.state == CheckState::None,
        Listed::UnderWay => entry.state == CheckState::UnderWay,
        Listed::Decided => entry.state == CheckState::Decided,
    }
}

/// The entry that is looked at: that of the check, or else that of the claim, or else the first listed.
pub(super) fn chosen(held: &Held, entries: &[Entry], shown: &[usize], ui: &ChecksUi) -> Option<usize> {
    let of_check = || entries.iter().position(|entry| entry.check.is_some() && entry.check == ui.check);
    let of_place = || {
        let place = ui.place?;
        let row = held.table.row_of(place)?;
        entries.iter().rposition(|entry| entry.row == Some(row))
    };
    of_check().or_else(of_place).or_else(|| shown.first().copied())
}

/// Turns to an entry.
pub(super) fn turn_to(entry: &Entry, ui: &ChecksUi) -> ResultsAct {
    ResultsAct::Checks(ChecksUi { place: entry.place, check: entry.check, ..ui.clone() })
}

/// What the list is drawn from.
pub(super) struct Listing<'a> {
    pub(super) entries: &'a [Entry],
    /// Which of them are listed, in order.
    pub(super) shown: &'a [usize],
    pub(super) chosen: Option<usize>,
    pub(super) scales: &'a [VerdictScale],
    /// How many are drawn at most.
    pub(super) most: usize,
    pub(super) on_more: Callback<MouseEvent>,
    pub(super) list: NodeRef,
}

pub(super) fn list(of: &Drawn<'_>, listing: &Listing<'_>) -> Html {
    let at = listing.chosen.and_then(|chosen| listing.shown.iter().position(|one| *one == chosen));
    let most = listing.most.max(at.map_or(0, |at| at + RUN / 2));
    let drawn = listing.shown.iter().take(most).enumerate().filter_map(|(number, &at)| {
        let entry = listing.entries.get(at)?;
        Some(line(of, listing, number + 1, entry, Some(at) == listing.chosen))
    });
    let more = listing.shown.len().saturating_sub(most);
    html! {
        <section class="check-listing" id="check-list" aria-label={of.say(told::CLAIMS)} data-part="check-list">
            <h2 class="section-title">{ of.say(told::CLAIMS) }{ " " }<span class="number">{ listing.entries.len() }</span></h2>
            { filters(of, listing.entries) }
            <ol class="check-entries" ref={listing.list.clone()}>{ for drawn }</ol>
            <button class="button" hidden={more == 0} data-part="check-more" onclick={listing.on_more.clone()}>
                { of.say(told::MORE) }{ " " }<span class="number">{ format!("＋{more}") }</span>
            </button>
            <p class="quiet small" hidden={!listing.shown.is_empty()} data-part="check-nothing">{
                if listing.entries.is_empty() { of.say(told::NOTHING_YET) } else { of.say(super::super::words::NOTHING) }
            }</p>
        </section>
    }
}

fn filters(of: &Drawn<'_>, entries: &[Entry]) -> Html {
    let button = |listed: Listed| {
        let count = entries.iter().filter(|entry| is_listed(entry, listed)).count();
        let now = of.ui.checks.clone();
        let part = match listed {
            Listed::All => "check-listed-all",
            Listed::NotBegun => "check-listed-not-begun",
            Listed::UnderWay => "check-listed-under-way",
            Listed::Decided => "check-listed-decided",
        };
        html! {
            <button
                data-part={part}
                aria-pressed={(of.ui.checks.listed == listed).to_string()}
                onclick={of.press(move || ResultsAct::Checks(ChecksUi { listed, ..now.clone() }))}
            >{ of.say(listed_words(listed)) }{ " " }<span class="number">{ count }</span></button>
        }
    };
    html! {
        <div class="check-filters" role="group" aria-label={of.say(super::super::words::FILTER)}>{ for Listed::ALL.map(button) }</div>
    }
}

fn line(of: &Drawn<'_>, listing: &Listing<'_>, number: usize, entry: &Entry, is_chosen: bool) -> Html {
    let row = entry.row.and_then(|row| of.held.table.rows.get(row));
    let check = entry.check.and_then(|id| of.held.claims.project().checks.get(&id)).map(|check| &**check);
    let wording = match (check, entry.place) {
        (Some(check), _) => check.wording.as_str(),
        (None, Some(place)) => of.held.claims.text(place),
        (None, None) => "",
    };
    let reasons: Vec<&str> = entry.reasons.iter().map(|reason| of.say(told::reason(*reason))).collect();
    let act = (entry.clone(), of.ui.checks.clone());
    html! {
        <li key={number}>
            <button
                class={classes!("check-entry", check.is_none().then_some("is-not-begun"))}
                data-part="check-entry"
                aria-current={is_chosen.then_some("true")}
                onclick={of.press(move || turn_to(&act.0, &act.1))}
            >
                <span class="check-entry-head">
                    <span class="number">{ number }</span>
                    { for row.map(|row| dots(of, row)) }
                    { for row.map(|row| stands(of, row)) }
                    <span class="spring"></span>
                    { state(of, check) }
                </span>
                <span class="check-entry-words" lang="ja">{ wording.to_owned() }</span>
                <span class="check-entry-foot">
                    { for check.and_then(|check| small_seal(of, listing.scales, check)) }
                    <span class="quiet">{ reasons.join(" ・ ") }</span>
                    <span class="spring"></span>
                    { for check.and_then(last_by).map(|by| html! { <span class="quiet">{ by.to_owned() }</span> }) }
                </span>
            </button>
        </li>
    }
}

/// How much a row is worth checking, as dots and in words.
pub(super) fn dots(of: &Drawn<'_>, row: &Row) -> Html {
    let dots: String = (0..3).map(|at| if at < row.worthiness { '●' } else { '○' }).collect();
    let told = format!("{} {}/3", of.say(super::super::words::WORTHINESS), row.worthiness);
    html! {
        <span class="check-dots" title={told.clone()}><span aria-hidden="true">{ dots }</span><span class="visually-hidden">{ told }</span></span>
    }
}

fn state(of: &Drawn<'_>, check: Option<&Check>) -> Html {
    let (class, told) = match check {
        Some(check) if check.stage.is_final() => ("is-final", results_words::stage(of.language, check.stage)),
        Some(check) => ("is-under-way", results_words::stage(of.language, check.stage)),
        None => ("", of.say(told::NOT_BEGUN)),
    };
    html! { <span class={classes!("check-state", class)}>{ told }</span> }
}

fn small_seal(of: &Drawn<'_>, scales: &[VerdictScale], check: &Check) -> Option<Html> {
    let name = told::verdict(of.language, scales, check)?;
    let (class, what) = match check.is_confirmed() {
        true => ("is-confirmed", of.say(told::CONFIRMED_SEAL)),
        false => ("is-proposed", of.say(told::PROPOSED_SEAL)),
    };
    Some(html! {
        <span class={classes!("check-small-seal", class)}><span class="visually-hidden">{ what }{ ": " }</span>{ name }</span>
    })
}

/// Who worked at it last, where they gave a name.
fn last_by(check: &Check) -> Option<&str> {
    check.history.iter().rev().map(|step| step.by.as_str()).find(|by| !by.is_empty())
}
