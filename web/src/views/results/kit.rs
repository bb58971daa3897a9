//! What several views of results are made of: stamps of outlets, badges of relations, words with their
//! differences marked.

use super::Drawn;
use crate::views::kit::chip;
use shirushi_model::{ByteSpan, Certainty, Relation};
use shirushi_results::table::{CellClaim, Row, RowKind, side_letter};
use shirushi_results::{Language, Outlet, words as results_words};
use std::collections::BTreeSet;
use yew::prelude::*;

/// A language that can be handed to a component.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct InLanguage(pub(super) Language);

/// The stamp of an outlet; dotted where it is silent.
pub(super) fn stamp(outlet: &Outlet, silent: bool) -> Html {
    html! {
        <span
            class={classes!("stamp", silent.then_some("is-silent"))}
            lang="ja"
            role="img"
            aria-label={outlet.name.clone()}
            title={outlet.name.clone()}
        >{ outlet.stamp.clone() }</span>
    }
}

/// The letter of a side.
pub(super) fn side(letter: &str) -> Html {
    html! { <span class="side-letter" lang="ja">{ letter }</span> }
}

/// How a row stands, and in what: broken while only the machine says so, filled once a person does.
pub(super) fn badge(of: &Drawn<'_>, row: &Row) -> Html {
    let judged = row.pairs.iter().any(|pair| pair.verdict == shirushi_results::table::PairVerdict::Judged);
    let mut told =
        format!("{} {}", sign(row.kind), shirushi_results::table::leaves::kind(of.language, row.kind));
    if let Some(difference) = row.difference.filter(|_| row.differs()) {
        told.push_str(" ・ ");
        told.push_str(results_words::difference(of.language, difference));
    }
    html! {
        <span class={classes!("r-badge", kind_class(row.kind), judged.then_some("is-judged"))} data-part="relation">{ told }</span>
    }
}

/// The sign of a kind of rows.
pub(super) fn sign(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Contradict => results_words::sign(Relation::Contradict),
        RowKind::Differ => results_words::sign(Relation::Differ),
        RowKind::Unsure => "?",
        RowKind::Agree => results_words::sign(Relation::Agree),
        RowKind::Only => "1",
    }
}

pub(super) fn kind_class(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Contradict => "contradict",
        RowKind::Differ | RowKind::Unsure => "differ",
        RowKind::Agree => "agree",
        RowKind::Only => "only",
    }
}

/// Who stands with whom: ア澄県 ≠ イ東ひ, and who says nothing.
pub(super) fn stands(of: &Drawn<'_>, row: &Row) -> Html {
    let columns = &of.held.table.columns;
    let outlet = |column: usize, silent: bool| columns.get(column).map(|one| stamp(&one.outlet, silent));
    let sides = (0..row.sides).map(|number| {
        let on = row.cells.iter().filter(move |cell| {
            cell.claims.iter().any(|claim| claim.sides.iter().any(|one| one == number))
        });
        html! {
            <>
                { if number > 0 { html! { <span class="r-sign">{ sign(row.kind) }</span> } } else { Html::default() } }
                { side(&side_letter(number)) }
                { for on.take(MOST_STAMPS).filter_map(|cell| outlet(cell.column, false)) }
            </>
        }
    });
    let all = (row.sides == 0).then(
        || html! { { for row.cells.iter().take(MOST_STAMPS).filter_map(|cell| outlet(cell.column, false)) } },
    );
    let silent = (0..columns.len()).filter(|column| row.cell(*column).is_none());
    let few = columns.len() <= MOST_STAMPS;
    html! {
        <span class="stands">{ for sides }{ for all }{ for silent.filter(|_| few).filter_map(|column| outlet(column, true)) }</span>
    }
}

/// So many stamps stand in a row.
const MOST_STAMPS: usize = 8;

/// Who says a claim, and how surely.
pub(super) fn said_by(of: &Drawn<'_>, claim: &CellClaim) -> Html {
    let who = shirushi_results::table::leaves::who(&claim.speaker, claim.source, of.language);
    html! {
        <span class="r-who">
            { if claim.sides.is_empty() { Html::default() } else { side(&claim.sides.letters()) } }
            <span class="r-name" lang="ja">{ who }</span>
            { chip(of.words, claim.certainty) }
        </span>
    }
}

/// A certainty in one character, in the line of its own kind.
pub(super) fn certainty_sign(of: &Drawn<'_>, certainty: Certainty) -> &'static str {
    let (ja, en) = match certainty {
        Certainty::Asserted => ("断", "A"),
        Certainty::Reported => ("伝", "R"),
        Certainty::Possible => ("可", "P"),
        Certainty::Predicted => ("予", "F"),
        Certainty::Denied => ("否", "N"),
    };
    of.language.of(ja, en)
}

pub(super) fn certainty_class(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Asserted => "asserted",
        Certainty::Reported => "reported",
        Certainty::Possible => "possible",
        Certainty::Predicted => "predicted",
        Certainty::Denied => "denied",
    }
}

/// A stretch of a text, with some of it marked: what differs, and around it what is the claim.
pub(super) fn marked(
    text: &str,
    from: u32,
    whole: ByteSpan,
    claim: Option<ByteSpan>,
    differing: &[ByteSpan],
) -> Html {
    let mut cuts: Vec<u32> = vec![whole.start, whole.end];
    for span in differing.iter().chain(claim.as_ref()) {
        cuts.extend([span.start, span.end]);
    }
    cuts.retain(|at| (whole.start..=whole.end).contains(at));
    cuts.sort_unstable();
    cuts.dedup();
    let pieces = cuts.windows(2).filter_map(|ends| {
        let &[start, end] = ends else { return None };
        let words = text.get((start - from) as usize..(end - from) as usize)?;
        let inside = |span: &ByteSpan| span.start <= start && end <= span.end;
        let words = html! { { words } };
        let words = if differing.iter().any(inside) {
            html! { <mark class="hit">{ words }</mark> }
        } else {
            words
        };
        Some(match claim.as_ref() {
            Some(span) if inside(span) => html! { <span class="r-claim">{ words }</span> },
            _ => words,
        })
    });
    html! { { for pieces } }
}

/// The spans of the words that set a claim apart.
pub(super) fn differing(claim: &CellClaim) -> Vec<ByteSpan> {
    claim.differing.iter().filter_map(|one| one.words.span).collect()
}

/// Takes one into a set, or out of it again.
pub(super) fn turn<T: Ord>(set: &mut BTreeSet<T>, one: T) {
    if !set.remove(&one) {
        set.insert(one);
    }
}

/// A box for one thing that can be asked for, with how many have it.
pub(super) fn ticked_by(
    part: &'static str,
    name: Html,
    count: usize,
    ticked: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    html! {
        <button class="layer r-tick" role="checkbox" data-part={part} aria-checked={ticked.to_string()} {onclick}>
            <span class="swatch"></span><span class="r-tick-name">{ name }</span><span class="count number">{ count }</span>
        </button>
    }
}
