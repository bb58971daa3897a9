//! Sentences that two articles have nearly word for word: which way they went, and in what they part. It is
//! repetition, and no confirmation.

use super::super::words::Bilingual;
use super::Drawn;
use super::people::{bar, percent};
use crate::views::results::kit::{marked, stamp};
use shirushi_model::ByteSpan;
use shirushi_page::results::ResultsAct;
use shirushi_results::sources::{CopiedSentence, Direction, Sources};
use shirushi_results::wording::{Run, RunKind, word_by_word};
use shirushi_results::{Claims, Place};
use yew::prelude::*;

const TITLE: Bilingual = Bilingual("同文", "Same wording");
const LEAD: Bilingual = Bilingual(
    "ほとんど同じ文。くり返しであって、裏づけではない。",
    "Nearly the same sentence: repetition, and no confirmation.",
);
const NONE: Bilingual = Bilingual("同文はありません。", "No sentences are shared.");
const EARLIER: Bilingual = Bilingual("が先", "came first");
const UNKNOWN: Bilingual = Bilingual("どちらが先かわからない", "which came first is not known");
const ALIKE: Bilingual = Bilingual("同じ度合い", "likeness");
const SHARE: Bilingual = Bilingual("記事の字のうち同文", "Of the characters of each article");
const PAIRS: Bilingual = Bilingual("二紙ずつの同文の数", "Shared sentences, two by two");

/// So many shared sentences are listed.
const MOST: usize = 40;
/// So many articles have a place in the matrix.
const MOST_IN_MATRIX: usize = 10;

/// In what the two sentences of a copy part.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Parted {
    first: Vec<ByteSpan>,
    second: Vec<ByteSpan>,
}

/// In what those that are listed part.
pub(super) fn parted(claims: &Claims, copies: &[CopiedSentence]) -> Vec<Parted> {
    let other = |runs: &[Run]| {
        runs.iter().filter(|run| run.kind != RunKind::Same).map(|run| run.span).collect::<Vec<_>>()
    };
    let listed = copies.iter().take(MOST);
    listed
        .map(|copy| {
            let found = word_by_word(claims, (copy.first, &[]), (copy.second, &[]));
            Parted { first: other(&found.a), second: other(&found.b) }
        })
        .collect()
}

pub(super) fn copies(of: &Drawn<'_>, found: &Sources, parted: &[Parted]) -> Html {
    let rest = found.copies.len().saturating_sub(MOST);
    let body = if found.copies.is_empty() {
        html! { <p class="quiet">{ of.say(NONE) }</p> }
    } else {
        html! {
            <>
                { matrix(of, found) }
                { share(of, found) }
                <ul class="w-copies">{ for found.copies.iter().zip(parted).map(|(copy, parted)| sentence(of, copy, parted)) }</ul>
                <p class="small quiet number" hidden={rest == 0}>{ format!("＋{rest}") }</p>
            </>
        }
    };
    html! {
        <section class="w-same" data-part="copies">
            <h2 class="section-title">{ of.say(TITLE) }{ " " }<span class="number">{ found.copies.len() }</span></h2>
            <p class="small quiet">{ of.say(LEAD) }</p>
            { body }
            { for closing(of, found).map(|told| html! { <p class="w-closing" data-part="confirmed">{ told }</p> }) }
        </section>
    }
}

/// What it comes to: of the rows that agree, those that more than one article stands for.
fn closing(of: &Drawn<'_>, found: &Sources) -> Option<String> {
    let (all, own) = (found.confirmed.agreeing, found.confirmed.independent);
    let rest = all - own.min(all);
    (all > 0).then(|| {
        of.language.of(
            format!("一致する{all}組のうち、同文を一つと数えても二つ以上の記事が言うのは{own}組。残る{rest}組は同文だけ。"),
            format!(
                "Of {all} rows that agree, {own} are told by two articles or more with copies taken as one; {rest} rest on copies alone."
            ),
        )
    })
}

/// Half a matrix: how many sentences two articles share, and how nearly at most.
fn matrix(of: &Drawn<'_>, found: &Sources) -> Html {
    let outlets = &of.held.claims.outlets;
    let mut there: Vec<usize> = found.pairs.iter().flat_map(|pair| [pair.a, pair.b]).collect();
    there.sort_unstable();
    there.dedup();
    if there.len() < 2 || there.len() > MOST_IN_MATRIX {
        return Html::default();
    }
    let name = |column: usize| outlets.get(column).map(|outlet| stamp(outlet, false));
    let rows = there.iter().enumerate().skip(1).map(|(at, &b)| {
        let cells = there.iter().take(there.len() - 1).enumerate().map(|(number, &a)| {
            if number >= at {
                return html! { <td></td> };
            }
            match found.pairs.iter().find(|pair| (pair.a, pair.b) == (a, b)) {
                Some(pair) => html! { <td class="w-some number"><b>{ pair.sentences }</b><span class="small quiet">{ format!("{:.2}", pair.similarity) }</span></td> },
                None => html! { <td class="w-some quiet number">{ "0" }</td> },
            }
        });
        html! { <tr><th scope="row">{ for name(b) }</th>{ for cells }</tr> }
    });
    let heads = there.iter().take(there.len() - 1).map(|&a| html! { <th scope="col">{ for name(a) }</th> });
    html! {
        <table class="w-matrix">
            <caption class="visually-hidden">{ of.say(PAIRS) }</caption>
            <thead><tr><td></td>{ for heads }</tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

/// How much of each article stands in such sentences.
fn share(of: &Drawn<'_>, found: &Sources) -> Html {
    let with = of.held.claims.outlets.iter().zip(&found.shares).filter(|(_, share)| share.copied > 0);
    let rows = with.take(MOST_IN_MATRIX).map(|(outlet, share)| {
        html! { <li class="w-share">{ stamp(outlet, false) }{ bar(share.copied, share.characters) }<span class="number">{ format!("{}%", percent(share.copied, share.characters)) }</span></li> }
    });
    html! { <><h4 class="section-title">{ of.say(SHARE) }</h4><ul class="w-shares">{ for rows }</ul></> }
}

/// A sentence once, in both variants, the earlier first.
fn sentence(of: &Drawn<'_>, copy: &CopiedSentence, parted: &Parted) -> Html {
    let claims = &of.held.claims;
    let outlet = |place: Place| claims.column(place.article).and_then(|column| claims.outlets.get(column));
    let which = match copy.direction {
        Direction::Forward => {
            let article = claims.project().article(copy.first.article);
            let day = article.map(|article| (of.words.date)(&article.meta.published)).unwrap_or_default();
            of.language.of(format!("{day}{}", of.say(EARLIER)), format!("{day} {}", of.say(EARLIER)))
        }
        Direction::Unknown => of.say(UNKNOWN).to_owned(),
    };
    let way = if copy.direction == Direction::Forward { "→" } else { "–" };
    let variant = |place: Place, differing: &[ByteSpan]| {
        html! {
            <button class="w-variant" lang="ja" data-part="copied" onclick={of.press(move || ResultsAct::LookInto(place))}>
                { for outlet(place).map(|outlet| stamp(outlet, false)) }
                <span>{ marked(claims.text(place), place.span.start, place.span, None, differing) }</span>
            </button>
        }
    };
    html! {
        <li>
            <p class="w-card-head small quiet">
                { for outlet(copy.first).map(|outlet| stamp(outlet, false)) }<span aria-hidden="true">{ way }</span>{ for outlet(copy.second).map(|outlet| stamp(outlet, false)) }
                <span>{ which }</span>
                <span class="spring"></span>
                <span class="number">{ format!("{} {:.2}", of.say(ALIKE), copy.similarity) }</span>
            </p>
            { variant(copy.first, &parted.first) }
            { variant(copy.second, &parted.second) }
        </li>
    }
}
