//! Sources (誰が誰を): who is quoted by whom, how often and how surely, and which sentences are shared.
//!
//! Speakers down, outlets across, a square a claim: number, sureness and directness are one picture, and each
//! square is the claim. Nobody gets a score of trust.

mod copies;
mod people;

use super::Drawn;
use super::keys::{pressed, take};
use super::kit::{InLanguage, badge, marked, stamp};
use super::timeline::open_in_table;
use super::words::{self, Bilingual};
use crate::views::kit::{ById, Writable, chip};
use shirushi_page::Act;
use shirushi_page::results::Held;
use shirushi_page::results::{Amounts, ResultsAct, ResultsUi, SourcesUi, View};
use shirushi_page::words::Words;
use shirushi_results::sources::{Source, Sources, sources as who_quotes_whom};
use shirushi_results::table::leaves;
use shirushi_results::{Place, words as results_words};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

const SPEAKERS: Bilingual = Bilingual("発言者", "Speakers");
const CLAIMS: Bilingual = Bilingual("主張", "claims");
const UNNAMED: Bilingual = Bilingual("名を出さない出所", "sources not named");
const AMOUNT: Bilingual = Bilingual("見せかた", "Amounts");
const CHOSEN: Bilingual = Bilingual("選んだ主張", "The claim looked at");
const TO_TABLE: Bilingual = Bilingual("組を開く", "Open its row");
const TO_TEXT: Bilingual = Bilingual("本文で見る", "See it in the text");

/// So many speakers are listed.
const MOST_SPEAKERS: usize = 50;

pub(super) fn sources(of: &Drawn<'_>) -> Html {
    html! {
        <People held={ById::from(of.held)} words={of.words} language={InLanguage(of.language)} ui={of.ui.clone()} by={of.by.clone()} writable={of.writable} on={of.on.clone()} />
    }
}

#[derive(Properties, Clone, PartialEq)]
struct PeopleProps {
    held: ById<Rc<Held>>,
    words: &'static Words,
    language: InLanguage,
    ui: ResultsUi,
    by: AttrValue,
    writable: Writable,
    on: Callback<Act>,
}

/// Who is quoted by whom, and in what the shared sentences part.
struct Found {
    sources: Sources,
    parted: Vec<copies::Parted>,
}

#[component]
fn People(props: &PeopleProps) -> Html {
    let of = Drawn {
        words: props.words,
        language: props.language.0,
        held: &props.held,
        ui: &props.ui,
        by: &props.by,
        writable: props.writable,
        on: &props.on,
    };
    let ui = &props.ui.sources;
    let found = use_memo((props.ui.made.clone(), props.ui.findings.clone()), {
        let held = props.held.clone();
        move |(_, findings)| {
            let sources = who_quotes_whom(&held.claims, &held.table, findings);
            let parted = copies::parted(&held.claims, &sources.copies);
            Found { sources, parted }
        }
    });
    let root = use_node_ref();
    {
        let root = root.clone();
        use_effect_with(ui.claim, move |claim| {
            if claim.is_some() {
                bring(&root);
            }
        });
    }
    let onkeydown = {
        let (props, found) = (props.clone(), found.clone());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(key) = pressed(&event)
                && let Some(acts) = key_acts(&props, &found.sources, &key)
            {
                take(&event);
                acts.into_iter().for_each(|act| props.on.emit(act));
            }
        })
    };
    html! {
        <div class="w-split" data-part="sources" ref={root} {onkeydown}>
            <div class="t-main">
                { tools(&of, &found.sources) }
                <div class="w-scroll" tabindex="0" role="group" aria-label={of.say(words::view(View::Sources))} data-result="focus">
                    { people::legend(&of) }
                    { people::table(&of, &found.sources) }
                </div>
            </div>
            <aside class="t-side">
                { for ui.claim.and_then(|place| card(&of, place)) }
                { copies::copies(&of, &found.sources, &found.parted) }
            </aside>
        </div>
    }
}

fn tools(of: &Drawn<'_>, found: &Sources) -> Html {
    let now = of.ui.sources.clone();
    let amounts = Amounts::ALL.map(|shown| {
        let now = now.clone();
        let part = match shown {
            Amounts::Each => "show-each",
            Amounts::Counts => "show-counts",
            Amounts::Shares => "show-shares",
        };
        html! {
            <button data-part={part} aria-pressed={(now.shown == shown).to_string()} onclick={of.press(move || ResultsAct::Sources(SourcesUi { shown, ..now.clone() }))}>{ of.say(words::amounts(shown)) }</button>
        }
    });
    let claims: usize = found.speakers.iter().map(|one| one.claims).sum();
    let unnamed: usize = found.shares.iter().map(|share| share.unnamed).sum();
    html! {
        <div class="t-tools">
            <span class="small quiet number" data-part="sources-counts">
                { format!("{} {} ・ {} {claims} ・ {} {unnamed}", of.say(SPEAKERS), found.speakers.len(), of.say(CLAIMS), of.say(UNNAMED)) }
            </span>
            <span class="spring"></span>
            <span class="r-segments" role="group" aria-label={of.say(AMOUNT)}>{ for amounts }</span>
        </div>
    }
}

/// The claims of a speaker, in the order of the articles and their texts.
fn claims_of(source: &Source) -> impl Iterator<Item = Place> + '_ {
    source.heard.iter().flat_map(|heard| &heard.claims).map(|claim| claim.place)
}

/// Looking at a claim.
fn look(of: &Drawn<'_>, place: Place) -> Callback<MouseEvent> {
    let now = of.ui.sources.clone();
    of.press(move || ResultsAct::Sources(SourcesUi { claim: Some(place), ..now.clone() }))
}

/// What a key asks for.
fn key_acts(props: &PeopleProps, found: &Sources, key: &str) -> Option<Vec<Act>> {
    let ui = &props.ui.sources;
    let speakers = found.speakers.get(..MOST_SPEAKERS.min(found.speakers.len()))?;
    let here = ui.claim.and_then(|place| {
        speakers.iter().enumerate().find_map(|(speaker, source)| {
            claims_of(source).position(|other| other == place).map(|claim| (speaker, claim))
        })
    });
    let at = |speaker: usize, claim: usize| -> Option<Place> {
        let source = speakers.get(speaker)?;
        claims_of(source).nth(claim.min(source.claims.saturating_sub(1)))
    };
    let last = speakers.len().saturating_sub(1);
    let turned = match (key, here) {
        ("ArrowDown" | "ArrowUp" | "ArrowRight" | "ArrowLeft" | "Home", None) => at(0, 0),
        ("ArrowDown", Some((speaker, claim))) => at((speaker + 1).min(last), claim),
        ("ArrowUp", Some((speaker, claim))) => at(speaker.saturating_sub(1), claim),
        ("ArrowRight", Some((speaker, claim))) => at(speaker, claim + 1),
        ("ArrowLeft", Some((speaker, claim))) => at(speaker, claim.saturating_sub(1)),
        ("Home", _) => at(0, 0),
        ("End", _) => at(last, 0),
        ("Enter", _) => return open_in_table(&props.held, &props.ui.table, ui.claim?).map(Vec::from),
        ("b", _) => return Some(vec![Act::Results(ResultsAct::LookInto(ui.claim?))]),
        ("Escape", Some(_)) => None,
        _ => return None,
    };
    Some(vec![Act::Results(ResultsAct::Sources(SourcesUi { claim: turned, ..ui.clone() }))])
}

/// The claim that is looked at; `None` once it is none any more.
fn card(of: &Drawn<'_>, place: Place) -> Option<Html> {
    let claims = &of.held.claims;
    let told = claims.at(place)?;
    let sentence = Place { span: told.sentence, ..place };
    let row = of.held.table.rows.iter().find(|row| row.claims().any(|claim| claim.place == place));
    let open = {
        let (held, ui, on) = (of.held.clone(), of.ui.table.clone(), of.on.clone());
        Callback::from(move |_: MouseEvent| {
            open_in_table(&held, &ui, place).into_iter().flatten().for_each(|act| on.emit(act));
        })
    };
    let outlet = claims.outlets.get(told.column);
    let who = leaves::who(told.speaker(), told.source(), of.language);
    let quoted = told.mark.quotation.map(|quotation| results_words::quotation(of.language, quotation));
    Some(html! {
        <section class="t-card" data-part="source-card" aria-label={of.say(CHOSEN)}>
            <p class="w-card-head small quiet">
                { for outlet.map(|outlet| stamp(outlet, false)) }
                <span class="r-cut" lang="ja">{ outlet.map(|outlet| outlet.name.clone()).unwrap_or_default() }</span>
                <span class="spring"></span>
                { chip(of.words, told.mark.certainty) }
            </p>
            <blockquote class="t-quote" lang="ja">{ marked(claims.text(sentence), sentence.span.start, sentence.span, Some(place.span), &[]) }</blockquote>
            <p class="w-card-head small"><b lang="ja">{ who }</b><span class="quiet">{ quoted }</span><span class="spring"></span>{ for row.map(|row| badge(of, row)) }</p>
            <div class="row">
                <button class="button" data-part="source-to-text" onclick={of.press(move || ResultsAct::LookInto(place))}>{ of.say(TO_TEXT) }{ " " }<kbd aria-hidden="true">{ "B" }</kbd></button>
                <button class="button" data-part="source-to-table" disabled={row.is_none()} onclick={open}>{ of.say(TO_TABLE) }{ " " }<kbd aria-hidden="true">{ "↵" }</kbd></button>
            </div>
        </section>
    })
}

/// Brings the speaker that is looked at to sight.
fn bring(root: &NodeRef) {
    let Some(root) = root.cast::<Element>() else { return };
    let find = |selector: &str| root.query_selector(selector).ok().flatten();
    let (Some(scroller), Some(row)) = (find(".w-scroll"), find("tr[aria-current=\"true\"]")) else { return };
    let Ok(row) = row.dyn_into::<HtmlElement>() else { return };
    /// So high is the head that stays.
    const HEAD: f64 = 60.0;
    let (window, row) = (scroller.get_bounding_client_rect(), row.get_bounding_client_rect());
    let above = row.top() - window.top() - HEAD;
    let below = row.bottom() - window.bottom();
    if above < 0.0 {
        scroller.set_scroll_top(scroller.scroll_top() + above as i32);
    } else if below > 0.0 {
        scroller.set_scroll_top(scroller.scroll_top() + below as i32 + 1);
    }
}
