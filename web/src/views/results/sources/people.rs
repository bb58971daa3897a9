//! Speakers down, outlets across, a square a claim.

use super::super::words::Bilingual;
use super::{Drawn, MOST_SPEAKERS, claims_of, look};
use crate::views::results::kit::{certainty_class, certainty_sign, stamp};
use crate::views::results::words::SILENT;
use shirushi_model::{Certainty, Quotation, SpeakerKind};
use shirushi_page::results::Amounts;
use shirushi_page::words::quoting::shortened;
use shirushi_results::sources::{Heard, HeardClaim, Shares, Source, Sources};
use shirushi_results::{Language, words as results_words};
use yew::prelude::*;

const SPEAKER: Bilingual = Bilingual("発言者", "Speaker");
const PEOPLE: Bilingual = Bilingual("人", "People");
const BODIES: Bilingual = Bilingual("組織", "Organizations");
const UNNAMED: Bilingual = Bilingual("名を出さない出所", "Sources not named");
const OUTLETS: Bilingual = Bilingual("媒体自身", "The outlets themselves");
const NARRATION: Bilingual = Bilingual("地の文", "Narration");
const NOBODY: Bilingual = Bilingual("だれとも書かれていない", "Nobody is described");
const CLAIMS: Bilingual = Bilingual("主張", "Claims");
const PAPERS: Bilingual = Bilingual("紙", "Outlets");
const ONCE: Bilingual = Bilingual("一紙のみ", "one outlet only");
const SHARES: Bilingual = Bilingual("媒体ごとの割合", "Shares of each outlet");
const NAMED: Bilingual = Bilingual("名のある人・組織の言葉", "Words of people and bodies with a name");
const DIRECT: Bilingual = Bilingual("直接の引用", "Quoted directly");
const LEGEND: Bilingual =
    Bilingual("一つの四角が一つの主張。塗りは直接の引用", "A square is a claim; filled when quoted directly");
const MORE: Bilingual = Bilingual("人がほかにいる", "more speakers");
const NONE: Bilingual = Bilingual("主張がまだありません。", "There are no claims yet.");

/// With more articles than this, they share a column.
const MOST_COLUMNS: usize = 12;
/// So many squares stand in a cell.
const MOST_SQUARES: usize = 24;
/// The ways of being sure, in the order they are told.
const SURE: [Certainty; 5] =
    [Certainty::Asserted, Certainty::Reported, Certainty::Possible, Certainty::Predicted, Certainty::Denied];

/// What the squares mean.
pub(super) fn legend(of: &Drawn<'_>) -> Html {
    let all = SURE.map(|one| {
        html! { <span>{ sign(of, one, Quotation::None) }{ " " }{ results_words::certainty(of.language, one) }</span> }
    });
    html! { <p class="w-legend small quiet"><span>{ of.say(LEGEND) }</span>{ for all }</p> }
}

fn sign(of: &Drawn<'_>, certainty: Certainty, quotation: Quotation) -> Html {
    let direct = (quotation == Quotation::Direct).then_some("is-direct");
    html! { <span class={classes!("w-square", certainty_class(certainty), direct)} aria-hidden="true">{ certainty_sign(of, certainty) }</span> }
}

pub(super) fn table(of: &Drawn<'_>, found: &Sources) -> Html {
    if found.speakers.is_empty() {
        return html! { <p class="quiet r-nothing">{ of.say(NONE) }</p> };
    }
    let outlets = &of.held.claims.outlets;
    let one_column = outlets.len() > MOST_COLUMNS;
    let columns = if one_column { 1 } else { outlets.len() };
    let heads: Html = if one_column {
        html! { <th scope="col" class="w-cell">{ of.say(PAPERS) }</th> }
    } else {
        html! { { for outlets.iter().map(|outlet| html! { <th scope="col" class="w-cell"><span class="r-outlet">{ stamp(outlet, false) }<b class="r-cut" lang="ja">{ shortened(&outlet.name) }</b></span></th> }) } }
    };
    let shown = found.speakers.get(..MOST_SPEAKERS.min(found.speakers.len())).unwrap_or_default();
    let groups = shown.chunk_by(|a, b| a.kind == b.kind).map(|group| {
        let name = group.first().map(|source| group_name(source.kind)).unwrap_or(OUTLETS);
        html! {
            <tbody>
                <tr class="w-group"><th scope="rowgroup" colspan={(columns + 3).to_string()}>{ of.say(name) }</th></tr>
                { for group.iter().map(|source| line(of, found, source, one_column)) }
            </tbody>
        }
    });
    let rest = found.speakers.len() - shown.len();
    html! {
        <>
            <table class={classes!("w-table", one_column.then_some("one-column"))}>
                <thead><tr>
                    <th scope="col" class="w-first">{ of.say(SPEAKER) }</th>
                    { heads }
                    <th scope="col" class="w-count">{ of.say(CLAIMS) }</th>
                    <th scope="col" class="w-count">{ of.say(PAPERS) }</th>
                </tr></thead>
                { for groups }
                { shares(of, found, columns, one_column) }
            </table>
            <p class="small quiet number w-rest" hidden={rest == 0}>{ format!("＋{rest} {}", of.say(MORE)) }</p>
        </>
    }
}

fn group_name(kind: SpeakerKind) -> Bilingual {
    match kind {
        SpeakerKind::Person => PEOPLE,
        SpeakerKind::Organization => BODIES,
        SpeakerKind::Unnamed => UNNAMED,
        SpeakerKind::Outlet => OUTLETS,
    }
}

fn line(of: &Drawn<'_>, found: &Sources, source: &Source, one_column: bool) -> Html {
    let outlets = &of.held.claims.outlets;
    let chosen = of.ui.sources.claim.is_some_and(|place| claims_of(source).any(|other| other == place));
    let name = match (source.name.as_str(), source.kind) {
        ("", SpeakerKind::Outlet) => of.say(NARRATION).to_owned(),
        ("", _) => of.say(NOBODY).to_owned(),
        (name, _) => shortened(name),
    };
    let once = source.is_heard_once() && outlets.len() > 1;
    let cells: Html = if one_column {
        let heard = source.heard.iter().take(MOST_COLUMNS).map(|heard| {
            let share = found.shares.get(heard.column).copied().unwrap_or_default();
            html! { <span class="w-one">{ for outlets.get(heard.column).map(|outlet| stamp(outlet, false)) }{ amount(of, heard, share) }</span> }
        });
        let rest = source.heard.len().saturating_sub(MOST_COLUMNS);
        html! { <td class="w-cell">{ for heard }<span class="small number" hidden={rest == 0}>{ format!("＋{rest}") }</span></td> }
    } else {
        html! { { for (0..outlets.len()).map(|column| cell(of, found, source, column)) } }
    };
    html! {
        <tr class="w-row" data-part="source" aria-current={chosen.then_some("true")}>
            <th scope="row" class="w-first">
                <b lang="ja">{ name }</b>
                { for once.then(|| html! { <span class="r-alone small">{ of.say(ONCE) }</span> }) }
            </th>
            { cells }
            <td class="w-count number"><b>{ source.claims }</b></td>
            <td class="w-count number">{ source.heard.len() }</td>
        </tr>
    }
}

fn cell(of: &Drawn<'_>, found: &Sources, source: &Source, column: usize) -> Html {
    let name = of.held.claims.outlets.get(column).map(|outlet| AttrValue::from(outlet.name.clone()));
    match source.heard.iter().find(|heard| heard.column == column) {
        Some(heard) => {
            let share = found.shares.get(column).copied().unwrap_or_default();
            html! { <td class="w-cell" data-outlet={name}>{ amount(of, heard, share) }</td> }
        }
        None => html! {
            <td class="w-cell silent" data-outlet={name}><span class="visually-hidden">{ of.say(SILENT) }</span></td>
        },
    }
}

/// What one outlet has of a speaker: each claim, how many, or how much of its own claims that is.
fn amount(of: &Drawn<'_>, heard: &Heard, share: Shares) -> Html {
    let told = told(of.language, &heard.claims);
    match of.ui.sources.shown {
        Amounts::Each => {
            let squares = heard.claims.iter().take(MOST_SQUARES).map(|claim| square(of, *claim));
            let rest = heard.claims.len().saturating_sub(MOST_SQUARES);
            html! { <div class="w-squares" role="group" aria-label={told}>{ for squares }<span class="small number" hidden={rest == 0}>{ format!("＋{rest}") }</span></div> }
        }
        Amounts::Counts => html! {
            <>{ first_of(of, heard, heard.claims.len().to_string(), told) }</>
        },
        Amounts::Shares => {
            let percent = format!("{}%", percent(heard.claims.len(), share.claims));
            html! { <span class="w-share">{ bar(heard.claims.len(), share.claims) }{ first_of(of, heard, percent, told) }</span> }
        }
    }
}

/// A number that leads to the first of its claims.
fn first_of(of: &Drawn<'_>, heard: &Heard, number: String, told: String) -> Html {
    let Some(first) = heard.claims.first() else { return Html::default() };
    html! { <button class="w-number number" tabindex="-1" data-part="claim-count" aria-label={format!("{number} ({told})")} onclick={look(of, first.place)}>{ number }</button> }
}

fn square(of: &Drawn<'_>, claim: HeardClaim) -> Html {
    let place = claim.place;
    let sure = results_words::certainty(of.language, claim.certainty);
    let quoted = results_words::quotation(of.language, claim.quotation);
    let label = format!("{sure} ・ {quoted} {}", shortened(of.held.claims.text(place)));
    let chosen = of.ui.sources.claim == Some(place);
    html! {
        <button class="w-press" tabindex="-1" data-part="claim-square" aria-pressed={chosen.to_string()} aria-label={label.clone()} title={label} onclick={look(of, place)}>{ sign(of, claim.certainty, claim.quotation) }</button>
    }
}

/// Claims in words: 否定3、断定1、うち直接2.
fn told(language: Language, claims: &[HeardClaim]) -> String {
    let count = |of: &dyn Fn(&HeardClaim) -> bool| claims.iter().filter(|claim| of(claim)).count();
    let mut parts: Vec<(usize, String)> = SURE
        .iter()
        .map(|sure| {
            (count(&|claim| claim.certainty == *sure), results_words::certainty(language, *sure).to_owned())
        })
        .filter(|(count, _)| *count > 0)
        .collect();
    parts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut parts: Vec<String> = parts
        .into_iter()
        .map(|(count, name)| language.of(format!("{name}{count}"), format!("{count} {name}")))
        .collect();
    let direct = count(&|claim| claim.quotation == Quotation::Direct);
    if direct > 0 {
        parts.push(language.of(format!("うち直接{direct}"), format!("{direct} of them direct")));
    }
    parts.join(language.of("、", ", "))
}

pub(super) fn percent(part: usize, whole: usize) -> usize {
    (part * 100 + whole / 2).checked_div(whole).unwrap_or_default()
}

/// A part of a whole as a bar; its number stands beside it.
pub(super) fn bar(part: usize, whole: usize) -> Html {
    let width = percent(part, whole).min(100).to_string();
    html! {
        <svg class="w-bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="w-bar-all" width="100" height="8" /><rect class="w-bar-part" {width} height="8" />
        </svg>
    }
}

fn shares(of: &Drawn<'_>, found: &Sources, columns: usize, one_column: bool) -> Html {
    type Part = fn(&Shares) -> usize;
    let kinds: [(Bilingual, Part); 3] =
        [(NAMED, |share| share.named), (UNNAMED, |share| share.unnamed), (DIRECT, |share| share.direct)];
    let whole: usize = found.shares.iter().map(|share| share.claims).sum();
    let one = |part: usize, whole: usize, outlet: Option<String>| {
        html! {
            <td class="w-cell" data-outlet={outlet}><span class="w-share">{ bar(part, whole) }<span class="number">{ format!("{}%", percent(part, whole)) }</span><span class="small quiet number">{ format!("{part}/{whole}") }</span></span></td>
        }
    };
    let rows = kinds.map(|(name, part)| {
        let cells: Html = if one_column {
            one(found.shares.iter().map(part).sum(), whole, None)
        } else {
            let outlets = of.held.claims.outlets.iter().zip(&found.shares);
            html! { { for outlets.map(|(outlet, share)| one(part(share), share.claims, Some(outlet.name.clone()))) } }
        };
        html! { <tr class="w-row"><th scope="row" class="w-first">{ of.say(name) }</th>{ cells }<td class="w-count"></td><td class="w-count"></td></tr> }
    });
    html! {
        <tbody data-part="shares">
            <tr class="w-group"><th scope="rowgroup" colspan={(columns + 3).to_string()}>{ of.say(SHARES) }</th></tr>
            { for rows }
        </tbody>
    }
}
