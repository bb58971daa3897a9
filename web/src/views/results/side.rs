//! Side by side (並べて読む): two or three articles, what they say of one thing joined. Each claim that has a
//! partner carries the sign of their relation and leads to it; what one alone tells is hatched. Below stands
//! the pair word by word.

use super::judgement::{Press, judge, take_out, to_check};
use super::keys::{pressed, take};
use super::kit::{InLanguage, marked, stamp};
use super::words::Bilingual;
use super::{Drawn, words};
use crate::views::kit::{ById, Choice, Writable};
use shirushi_model::{Article, ArticleId, ByteSpan, Relation};
use shirushi_page::Act;
use shirushi_page::comparing::Maker;
use shirushi_page::results::Held;
use shirushi_page::results::{ResultsAct, ResultsUi, SideUi};
use shirushi_page::words::Words;
use shirushi_results::side::{Link, SideBySide, side_by_side};
use shirushi_results::table::{CellClaim, Row, leaves};
use shirushi_results::wording::{Run, RunKind, word_by_word};
use shirushi_results::{Place, words as results_words};
use shirushi_session::{ClaimPair, Verdict};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

const BOTH: Bilingual = Bilingual("両方が言うこと", "What both say");
const ALONE: Bilingual = Bilingual("片方だけが言うこと", "What one alone says");
const LINKED: Bilingual = Bilingual("連動して動く", "Scroll together");
const THIRD: Bilingual = Bilingual("三つ目を並べる", "Add a third");
const TWO: Bilingual = Bilingual("二つに戻す", "Back to two");
const SWAP: Bilingual = Bilingual("左右を入れ替える", "Swap");
const ARTICLE: Bilingual = Bilingual("記事", "Article");
const JOIN: Bilingual = Bilingual("別の箇所と結ぶ", "Join with another passage");
const TAKE_OUT: Bilingual = Bilingual("この組から外す", "Take out of this row");
const JOIN_LEAD: Bilingual = Bilingual(
    "もう一方の記事で、結ぶ主張を押してください。",
    "Press the claim of the other article to join it with.",
);
const NONE: Bilingual = Bilingual(
    "記事が二つ以上になると、ここで並べて読めます。",
    "With two articles or more, they are read side by side here.",
);

pub(super) fn side(of: &Drawn<'_>) -> Html {
    if of.held.claims.outlets.len() < 2 {
        return html! { <p class="quiet r-nothing" tabindex="-1" data-result="focus">{ of.say(NONE) }</p> };
    }
    html! {
        <Beside held={ById::from(of.held)} words={of.words} language={InLanguage(of.language)} ui={of.ui.clone()} by={of.by.clone()} writable={of.writable} on={of.on.clone()} />
    }
}

#[derive(Properties, Clone, PartialEq)]
struct BesideProps {
    held: ById<Rc<Held>>,
    words: &'static Words,
    language: InLanguage,
    ui: ResultsUi,
    by: AttrValue,
    writable: Writable,
    on: Callback<Act>,
}

/// The articles that are shown: those chosen, or the first two.
fn shown(held: &Held, ui: &SideUi) -> Vec<ArticleId> {
    let there = |id: &ArticleId| held.claims.column(*id).is_some();
    let mut chosen: Vec<ArticleId> = ui.articles.iter().copied().filter(there).collect();
    for outlet in &held.claims.outlets {
        if chosen.len() < 2 && !chosen.contains(&outlet.article) {
            chosen.push(outlet.article);
        }
    }
    chosen.truncate(3);
    chosen
}

#[component]
fn Beside(props: &BesideProps) -> Html {
    let of = Drawn {
        words: props.words,
        language: props.language.0,
        held: &props.held,
        ui: &props.ui,
        by: &props.by,
        writable: props.writable,
        on: &props.on,
    };
    let articles = shown(&props.held, &props.ui.side);
    let beside = use_memo((articles.clone(), props.ui.made.clone()), {
        let held = props.held.clone();
        move |(articles, _)| side_by_side(&held.table, &held.claims, articles)
    });
    let texts = use_node_ref();
    let current = current(&props.held, &beside, &props.ui.side);
    {
        // What is turned to is brought to sight in every text.
        let (texts, key) = (texts.clone(), current.and_then(|at| key_of(&props.held, &beside, at)));
        use_effect_with((key, articles.clone()), move |_| bring(&texts));
    }
    let onkeydown = {
        let (props, beside) = (props.clone(), beside.clone());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(key) = pressed(&event)
                && let Some(act) = key_act(&props, &beside, current, &key)
            {
                take(&event);
                props.on.emit(act);
            }
        })
    };
    let onscroll = {
        let (texts, linked) = (texts.clone(), props.ui.side.linked);
        Callback::from(move |event: Event| {
            if linked {
                along(&texts, &event);
            }
        })
    };
    html! {
        <div class="s-split" data-part="beside-view" tabindex="0" data-result="focus" role="group" aria-label={of.say(words::SIDE_BY_SIDE)} {onkeydown}>
            { list(&of, &beside, current, &articles) }
            <div class="s-texts" ref={texts}>
                { for articles.iter().enumerate().map(|(side, id)| text(&of, &beside, current, &articles, side, *id, &onscroll)) }
            </div>
            { for current.map(|at| pair(&of, &beside, at)) }
        </div>
    }
}

/// The row of a link.
fn row_of<'a>(held: &'a Held, beside: &SideBySide, at: usize) -> Option<&'a Row> {
    held.table.rows.get(beside.links.get(at)?.row)
}

fn key_of(held: &Held, beside: &SideBySide, at: usize) -> Option<Place> {
    row_of(held, beside, at).map(|row| row.key)
}

/// Which link is looked at: the one turned to, or the first.
fn current(held: &Held, beside: &SideBySide, ui: &SideUi) -> Option<usize> {
    let turned =
        ui.row.and_then(|key| (0..beside.links.len()).find(|&at| key_of(held, beside, at) == Some(key)));
    turned.or((!beside.links.is_empty()).then_some(0))
}

fn list(of: &Drawn<'_>, beside: &SideBySide, current: Option<usize>, articles: &[ArticleId]) -> Html {
    let entries = (0..beside.links.len()).filter_map(|at| {
        let row = row_of(of.held, beside, at)?;
        let link = beside.links.get(at)?;
        let (key, now) = (row.key, of.ui.side.clone());
        let onclick = of.press(move || ResultsAct::Side(SideUi { row: Some(key), ..now.clone() }));
        Some(html! {
            <button class="s-entry" data-part="link" aria-current={(current == Some(at)).then_some("true")} {onclick}>
                <span class="r-sign">{ results_words::sign(link.relation) }</span>
                <span lang="ja">{ leaves::title(row, &of.held.claims, of.language) }</span>
            </button>
        })
    });
    let alone = articles.iter().enumerate().map(|(side, id)| {
        let count = beside.alone.iter().filter(|one| one.side == side).count();
        let outlet = of.held.claims.column(*id).and_then(|column| of.held.claims.outlets.get(column));
        html! { <p class="small quiet">{ for outlet.map(|outlet| stamp(outlet, false)) }{ " " }<span class="number">{ count }</span></p> }
    });
    html! {
        <aside class="s-list">
            <h2 class="section-title">{ of.say(BOTH) }{ " " }<span class="number">{ beside.links.len() }</span></h2>
            { for entries }
            <h2 class="section-title">{ of.say(ALONE) }</h2>
            { for alone }
        </aside>
    }
}

/// The tools of this view.
pub(super) fn tools(of: &Drawn<'_>) -> Html {
    if of.held.claims.outlets.len() < 2 {
        return Html::default();
    }
    let now = of.ui.side.clone();
    let articles = shown(of.held, &now);
    let linked = {
        let now = now.clone();
        of.press(move || ResultsAct::Side(SideUi { linked: !now.linked, ..now.clone() }))
    };
    let swap = {
        let (now, mut articles) = (now.clone(), articles.clone());
        articles.rotate_left(1);
        of.press(move || ResultsAct::Side(SideUi { articles: articles.clone(), ..now.clone() }))
    };
    let third = {
        let (now, mut articles) = (now.clone(), articles.clone());
        let more =
            of.held.claims.outlets.iter().map(|outlet| outlet.article).find(|id| !articles.contains(id));
        match articles.len() {
            3 => articles.truncate(2),
            _ => articles.extend(more),
        }
        of.press(move || ResultsAct::Side(SideUi { articles: articles.clone(), ..now.clone() }))
    };
    let has_third = of.held.claims.outlets.len() > 2;
    html! {
        <>
            <button class="button" data-part="linked" aria-pressed={now.linked.to_string()} onclick={linked}>{ of.say(LINKED) }{ " " }<kbd aria-hidden="true">{ "Y" }</kbd></button>
            <button class="button" data-part="swap" aria-label={of.say(SWAP)} title={of.say(SWAP)} onclick={swap}>{ "⇄" }</button>
            <button class="button only-wide" data-part="third" hidden={!has_third} onclick={third}>{ of.say(if articles.len() == 3 { TWO } else { THIRD }) }</button>
        </>
    }
}

/// How the claims of a text are drawn.
#[derive(Clone, Copy)]
struct Drawing {
    span: ByteSpan,
    /// The link it is an end of, and how it stands there.
    link: Option<(usize, Relation)>,
}

fn text(
    of: &Drawn<'_>,
    beside: &SideBySide,
    current: Option<usize>,
    articles: &[ArticleId],
    side: usize,
    id: ArticleId,
    onscroll: &Callback<Event>,
) -> Html {
    let held = of.held;
    let (Some(article), Some(column)) = (held.claims.project().article(id), held.claims.column(id)) else {
        return Html::default();
    };
    let names: Vec<AttrValue> =
        held.claims.outlets.iter().map(|outlet| AttrValue::from(outlet.name.clone())).collect();
    let others: Vec<ArticleId> = held.claims.outlets.iter().map(|outlet| outlet.article).collect();
    let on = {
        let (now, articles) = (of.ui.side.clone(), articles.to_vec());
        of.on.reform(move |at: usize| {
            let mut articles = articles.clone();
            let chosen = others.get(at).copied().unwrap_or(id);
            // Whoever chooses the text of the other side swaps them.
            if let Some(other) = articles.iter().position(|one| *one == chosen) {
                articles.swap(side, other);
            } else if let Some(place) = articles.get_mut(side) {
                *place = chosen;
            }
            Act::Results(ResultsAct::Side(SideUi { articles, ..now.clone() }))
        })
    };
    let meta = &article.meta;
    let date = (!meta.published.is_empty()).then(|| (of.words.date)(&meta.published));
    html! {
        <section class="s-text" key={side} data-side={side.to_string()} tabindex="0" lang="ja" aria-label={meta.outlet.clone()} onscroll={onscroll.clone()}>
            <p class="s-head">
                { for held.claims.outlets.get(column).map(|outlet| stamp(outlet, false)) }
                <label><span class="visually-hidden">{ of.say(ARTICLE) }</span><Choice part="side-article" {names} chosen={Some(column)} {on} /></label>
                <span class="small quiet number">{ date.unwrap_or_default() }</span>
            </p>
            <h2 hidden={article.text.trim_start().starts_with(&meta.title)}>{ meta.title.clone() }</h2>
            <div class="s-body">{ body(of, beside, current, side, article) }</div>
        </section>
    }
}

/// The text with its claims.
fn body(
    of: &Drawn<'_>,
    beside: &SideBySide,
    current: Option<usize>,
    side: usize,
    article: &Arc<Article>,
) -> Html {
    let mut linked: HashMap<ByteSpan, (usize, Relation)> = HashMap::new();
    for (at, link) in beside.links.iter().enumerate() {
        for (number, (end, place)) in link.ends.iter().enumerate() {
            if *end == side {
                let relations = link.pairs.iter().filter(|pair| pair.a == number || pair.b == number);
                let relation = relations.map(|pair| pair.relation).max().unwrap_or(link.relation);
                let known = linked.entry(place.span).or_insert((at, relation));
                // The one that is looked at is shown, of several.
                if current == Some(at) || (current != Some(known.0) && relation > known.1) {
                    *known = (at, relation);
                }
            }
        }
    }
    let alone = beside.alone.iter().filter(|one| one.side == side).map(|one| one.place.span);
    let mut all: Vec<Drawing> = linked
        .iter()
        .map(|(span, link)| Drawing { span: *span, link: Some(*link) })
        .chain(alone.map(|span| Drawing { span, link: None }))
        .collect();
    all.sort_by_key(|one| (one.span.start, std::cmp::Reverse(one.span.end)));
    let (mut pieces, mut from) = (Vec::new(), 0u32);
    let cut =
        |start: u32, end: u32| ByteSpan { start, end }.slice(&article.text).unwrap_or_default().to_owned();
    for one in all {
        // Claims inside others are told by the outer one.
        if one.span.start < from {
            continue;
        }
        pieces.push(html! { { cut(from, one.span.start) } });
        pieces.push(claim(of, beside, current, article.id, one));
        from = one.span.end;
    }
    pieces.push(html! { { cut(from, u32::try_from(article.text.len()).unwrap_or(u32::MAX)) } });
    html! { { for pieces } }
}

fn claim(
    of: &Drawn<'_>,
    beside: &SideBySide,
    current: Option<usize>,
    article: ArticleId,
    one: Drawing,
) -> Html {
    let place = Place::new(article, one.span);
    let words = of.held.claims.text(place);
    let now = of.ui.side.clone();
    let joining = now.joining.filter(|other| other.article != article);
    let act: Callback<MouseEvent> = if let Some(other) = joining {
        // The other end of what is joined by hand.
        let now = now.clone();
        let on = of.on.clone();
        Callback::from(move |_: MouseEvent| {
            let pair =
                ClaimPair { a: other.pair(), b: place.pair(), relation: Relation::Agree, difference: None };
            on.emit(Act::Relate(vec![pair], Verdict::Accept, Maker::Person));
            on.emit(Act::Results(ResultsAct::Side(SideUi { joining: None, ..now.clone() })));
        })
    } else {
        match one.link.and_then(|(at, _)| key_of(of.held, beside, at)) {
            Some(key) => of.press(move || ResultsAct::Side(SideUi { row: Some(key), ..now.clone() })),
            None => of.press(move || ResultsAct::LookInto(place)),
        }
    };
    let Some((at, relation)) = one.link else {
        return html! { <span class="s-claim s-alone" data-part="alone" title={of.say(words::ALONE)} onclick={act}>{ words }</span> };
    };
    let is_current = current == Some(at);
    let row = row_of(of.held, beside, at);
    let told = row.and_then(|row| row.claims().find(|claim| claim.place == place));
    let differing = told.map(super::kit::differing).unwrap_or_default();
    html! {
        <span role="button" tabindex="-1" class={classes!("s-claim", super::open::relation_class(relation))} data-part="joined" data-link={at.to_string()} aria-current={is_current.then_some("true")} onclick={act}>
            <span class="s-sign" aria-label={results_words::relation(of.language, relation)}>{ results_words::sign(relation) }</span>
            { if is_current { marked(words, one.span.start, one.span, None, &differing) } else { html! { { words } } } }
        </span>
    }
}

/// The link that is looked at, word by word.
fn pair(of: &Drawn<'_>, beside: &SideBySide, at: usize) -> Html {
    let (Some(row), Some(link)) = (row_of(of.held, beside, at), beside.links.get(at)) else {
        return Html::default();
    };
    let claims: Vec<&CellClaim> =
        link.ends.iter().filter_map(|(_, place)| row.claims().find(|claim| claim.place == *place)).collect();
    let gravest = link.pairs.iter().max_by_key(|pair| pair.relation);
    let two = gravest.and_then(|pair| Some((*claims.get(pair.a)?, *claims.get(pair.b)?)));
    let lines = two.map(|(a, b)| {
        let (av, bv) = (super::kit::differing(a), super::kit::differing(b));
        let told = word_by_word(&of.held.claims, (a.place, &av), (b.place, &bv));
        html! { <>{ line(of, row, a, &told.a) }{ line(of, row, b, &told.b) }</> }
    });
    let (key, now) = (row.key, of.ui.side.clone());
    let turn = |by: isize| {
        let beside_key = at.checked_add_signed(by).and_then(|at| key_of(of.held, beside, at));
        let now = now.clone();
        (
            beside_key.is_none(),
            of.press(move || ResultsAct::Side(SideUi { row: beside_key.or(now.row), ..now.clone() })),
        )
    };
    let (first, back) = turn(-1);
    let (last, on) = turn(1);
    let say = |press: Press, part: &'static str, name: String, key: &'static str| {
        let (row, on) = (row.clone(), of.on.clone());
        let possible = judge(&row, press).is_some();
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(act) = judge(&row, press) {
                on.emit(act);
            }
        });
        html! { <button class="button" data-part={part} disabled={!possible} {onclick}>{ name }{ " " }<kbd aria-hidden="true">{ key }</kbd></button> }
    };
    let relation = |relation: Relation| results_words::relation(of.language, relation).to_owned();
    let join = {
        let (now, from) = (of.ui.side.clone(), link.ends.first().map(|(_, place)| *place));
        let joining = if now.joining.is_some() { None } else { from };
        of.press(move || ResultsAct::Side(SideUi { joining, row: Some(key), ..now.clone() }))
    };
    let check = {
        let (held, row, on) = (of.held.clone(), row.clone(), of.on.clone());
        Callback::from(move |_: MouseEvent| on.emit(to_check(&held, &row)))
    };
    html! {
        <section class="s-pair" data-part="word-by-word">
            <p class="row">
                <b lang="ja">{ leaves::title(row, &of.held.claims, of.language) }</b>
                { super::kit::badge(of, row) }
                <span class="spring"></span>
                <span class="small number">{ format!("{} / {}", at + 1, beside.links.len()) }</span>
                <button class="button" data-part="link-back" disabled={first} aria-label={of.language.of("前の組", "Previous")} onclick={back}>{ "◂ " }<kbd aria-hidden="true">{ "[" }</kbd></button>
                <button class="button" data-part="link-on" disabled={last} aria-label={of.language.of("次の組", "Next")} onclick={on}><kbd aria-hidden="true">{ "]" }</kbd>{ " ▸" }</button>
            </p>
            { for lines }
            <fieldset class="row" disabled={of.writable == Writable::No}>
                { say(Press::Confirm, "confirm", of.say(words::ACCEPT).to_owned(), "↵") }
                { say(Press::Say(Relation::Agree), "say-agree", relation(Relation::Agree), "1") }
                { say(Press::Say(Relation::Differ), "say-differ", relation(Relation::Differ), "2") }
                { say(Press::Say(Relation::Contradict), "say-contradict", relation(Relation::Contradict), "3") }
                { say(Press::Exclude, "dismiss", of.say(words::EXCLUDE).to_owned(), "⌫") }
                <span class="spring"></span>
                <button class="button" data-part="join" aria-pressed={of.ui.side.joining.is_some().to_string()} onclick={join}>{ of.say(JOIN) }{ " " }<kbd aria-hidden="true">{ "L" }</kbd></button>
                <button class="button" data-part="to-check" onclick={check}>{ of.say(words::TO_CHECK) }{ " " }<kbd aria-hidden="true">{ "K" }</kbd></button>
            </fieldset>
            <p class="small quiet" role="status" hidden={of.ui.side.joining.is_none()}>{ of.say(JOIN_LEAD) }</p>
        </section>
    }
}

fn line(of: &Drawn<'_>, row: &Row, claim: &CellClaim, runs: &[Run]) -> Html {
    let outlet =
        of.held.claims.column(claim.place.article).and_then(|column| of.held.claims.outlets.get(column));
    let pieces = runs.iter().map(|run| {
        let words = of.held.claims.text(Place { span: run.span, ..claim.place });
        match run.kind {
            RunKind::Same => html! { <span class="s-run same">{ words }</span> },
            RunKind::Reworded => html! { <span class="s-run reworded">{ words }</span> },
            RunKind::Value => html! { <mark class="s-run hit">{ words }</mark> },
        }
    });
    // Two claims that stand alone together are parted by setting the pair aside.
    let out = take_out(row, claim.place).filter(|_| of.writable == Writable::Yes).map(|_| {
        let (row, place, on) = (row.clone(), claim.place, of.on.clone());
        let onclick = Callback::from(move |event: MouseEvent| {
            // The button goes with the claim, and the keys would go with it.
            let pressed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let view = pressed.and_then(|pressed| pressed.closest("[data-result=\"focus\"]").ok().flatten());
            if let Some(view) = view.and_then(|view| view.dyn_into::<HtmlElement>().ok()) {
                // Fails only in a document that is gone.
                let _ = view.focus();
            }
            take_out(&row, place).into_iter().for_each(|act| on.emit(act));
        });
        html! {
            <button
                class="button small"
                data-part="take-out"
                {onclick}
            >{ of.say(TAKE_OUT) }</button>
        }
    });
    html! {
        <div class="s-line">
            <span class="r-who">{ for outlet.map(|outlet| stamp(outlet, false)) }{ super::kit::said_by(of, claim) }</span>
            <span class="s-runs" lang="ja">{ for pieces }</span>
            { for out }
        </div>
    }
}

/// What a key asks for here.
fn key_act(props: &BesideProps, beside: &Rc<SideBySide>, current: Option<usize>, key: &str) -> Option<Act> {
    let now = props.ui.side.clone();
    let row = current.and_then(|at| row_of(&props.held, beside, at));
    let turned = |at: Option<usize>| {
        let row = at.and_then(|at| key_of(&props.held, beside, at))?;
        Some(Act::Results(ResultsAct::Side(SideUi { row: Some(row), ..now.clone() })))
    };
    match key {
        "]" | "ArrowDown" => turned(Some(current.map_or(0, |at| at + 1))),
        "[" | "ArrowUp" => turned(current.and_then(|at| at.checked_sub(1))),
        "y" => Some(Act::Results(ResultsAct::Side(SideUi { linked: !now.linked, ..now }))),
        "k" => Some(to_check(&props.held, row?)),
        "l" => {
            let link: &Link = beside.links.get(current?)?;
            let joining =
                if now.joining.is_some() { None } else { link.ends.first().map(|(_, place)| *place) };
            Some(Act::Results(ResultsAct::Side(SideUi { joining, ..now })))
        }
        "Escape" if now.joining.is_some() => {
            Some(Act::Results(ResultsAct::Side(SideUi { joining: None, ..now })))
        }
        _ => judge(row?, Press::of_key(key)?).filter(|_| props.writable == Writable::Yes),
    }
}

/// Brings what is looked at to sight in every text.
fn bring(texts: &NodeRef) {
    let Some(texts) = texts.cast::<Element>() else { return };
    let Ok(sides) = texts.query_selector_all(".s-text") else { return };
    for at in 0..sides.length() {
        let side = sides.item(at).and_then(|side| side.dyn_into::<HtmlElement>().ok());
        let there =
            side.as_ref().and_then(|side| side.query_selector("[aria-current=\"true\"]").ok().flatten());
        if let (Some(side), Some(there)) =
            (side, there.and_then(|there| there.dyn_into::<HtmlElement>().ok()))
        {
            // The nearest box with a position is not the text, so places are measured on the screen.
            let (here, box_) =
                (there.get_bounding_client_rect().top(), side.get_bounding_client_rect().top());
            let top = f64::from(side.scroll_top()) + here - box_ - f64::from(side.client_height()) / 3.0;
            side.set_scroll_top(top as i32);
        }
    }
}

/// Scrolls the other texts along: what is joined nearest above the middle of the text that moved is brought
/// as high in the others.
fn along(texts: &NodeRef, event: &Event) {
    let (Some(texts), Some(moved)) =
        (texts.cast::<Element>(), event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()))
    else {
        return;
    };
    // A text that is brought along says so as well; only what a person moves moves others.
    if !moved.matches(":hover, :focus").unwrap_or_default() {
        return;
    }
    let frame = moved.get_bounding_client_rect();
    let middle = frame.top() + frame.height() / 2.0;
    let Ok(joined) = moved.query_selector_all("[data-link]") else { return };
    let ends = (0..joined.length()).filter_map(|at| joined.item(at)?.dyn_into::<Element>().ok());
    let mut above = ends.map(|end| (end.get_bounding_client_rect().top(), end));
    let nearest = above.rfind(|(top, _)| *top <= middle);
    let Some((top, link)) = nearest.and_then(|(top, end)| Some((top, end.get_attribute("data-link")?)))
    else {
        return;
    };
    let Ok(sides) = texts.query_selector_all(".s-text") else { return };
    for at in 0..sides.length() {
        let Some(side) = sides.item(at).and_then(|side| side.dyn_into::<HtmlElement>().ok()) else {
            continue;
        };
        if side == moved {
            continue;
        }
        let partner = side.query_selector(&format!("[data-link=\"{link}\"]")).ok().flatten();
        if let Some(partner) = partner {
            let by = partner.get_bounding_client_rect().top() - top;
            side.set_scroll_top(side.scroll_top() + by as i32);
        }
    }
}
