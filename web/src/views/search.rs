//! Finding things in all articles: their texts, what is marked and noted, who speaks. What is found is a list
//! that is walked with the arrows; the list stays while one looks at what is in it.

use crate::views::entities::context;
use crate::views::kit::{Choice, sheet};
use shirushi_model::{Article, Body, Certainty, EntityType, Status, set_of};
use shirushi_page::Act;
use shirushi_page::judging;
use shirushi_page::shared::Shared;
use shirushi_page::words::Words;
use shirushi_page::words::quoting::{shortened, speaker};
use shirushi_session::search::{Filter, Hit, Kind, Query, Sameness, Stand, Variants, Within, annotators};
use shirushi_session::{Focus, Session};
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// So many hits are listed.
pub(crate) const LISTED: usize = 200;

#[derive(Properties, Clone)]
pub(crate) struct SearchProps {
    pub(crate) words: &'static Words,
    pub(crate) session: Session,
    pub(crate) query: Query,
    pub(crate) hits: Shared<Vec<Hit>>,
    pub(crate) on: Callback<Act>,
}

impl PartialEq for SearchProps {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words && self.query == other.query && self.hits == other.hits
    }
}

/// What stands in a field that is being typed in.
pub(crate) fn typed(event: &InputEvent) -> String {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    field.map(|field| field.value()).unwrap_or_default()
}

#[component]
pub(crate) fn Search(props: &SearchProps) -> Html {
    let (words, query) = (props.words, &props.query);
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            if let Some(field) = field.cast::<HtmlInputElement>() {
                let _ = field.focus();
            }
        });
    }
    let oninput = {
        let query = query.clone();
        props.on.reform(move |event: InputEvent| Act::Search(Query { text: typed(&event), ..query.clone() }))
    };
    let asked =
        !query.text.trim().is_empty() || query.within == Within::Marks || query.within == Within::Speakers;
    let said = match (asked, props.hits.len()) {
        (false, _) => String::new(),
        (true, 0) => words.search_none.to_owned(),
        (true, n) if n > LISTED => format!("{} ・ {}", (words.search_hits)(n), (words.search_more)(LISTED)),
        (true, n) => (words.search_hits)(n),
    };
    let places = [
        (Within::Text, words.intake_text, "within-text"),
        (Within::Marks, words.search_marks, "within-marks"),
        (Within::Speakers, words.speaker, "within-speakers"),
    ];
    let judged = judging::found(&props.session, &props.hits).1.len();
    let Variants { kana, small } = query.variants;
    let mut outlet = None;
    sheet(
        words,
        words.search,
        &props.on,
        html! {
            <div class="search" onkeydown={Callback::from(walk)}>
                <input ref={field} type="search" lang="ja" data-part="search-field" aria-label={words.search_placeholder} placeholder={words.search_placeholder}
                    value={query.text.clone()} {oninput} />
                <span class="trust" role="group" aria-label={words.search_within}>
                    { for places.into_iter().map(|(within, name, part)| pressed(props, part, name, query.within == within, Query { within, ..query.clone() })) }
                </span>
                <span class="trust" role="group" aria-label={words.search_same}>
                    { pressed(props, "same-kana", words.same_kana, kana == Sameness::Same, Query { variants: Variants { kana: turned(kana), small }, ..query.clone() }) }
                    { pressed(props, "same-small", words.same_small, small == Sameness::Same, Query { variants: Variants { kana, small: turned(small) }, ..query.clone() }) }
                </span>
                { filters(props) }
                <p role="status" class="small quiet number">{ said }</p>
                <button class="button" data-part="judge-found" hidden={judged == 0} onclick={props.on.reform(|_: MouseEvent| Act::JudgeFound)}>{ (words.judge_found)(judged) }</button>
                <div class="search-results" data-part="search-results">
                    { for props.hits.iter().take(LISTED).filter_map(|hit| {
                        let article = props.session.project.article(hit.article)?;
                        let head = outlet.replace(hit.article) != Some(hit.article);
                        Some(html! { <>{ if head { heading(words, article) } else { Html::default() } }{ found(props, *hit, article) }</> })
                    }) }
                </div>
            </div>
        },
    )
}

fn turned(sameness: Sameness) -> Sameness {
    if sameness == Sameness::Same { Sameness::Apart } else { Sameness::Same }
}

fn pressed(props: &SearchProps, part: &'static str, name: &'static str, is: bool, query: Query) -> Html {
    html! {
        <button data-part={part} aria-pressed={is.to_string()} onclick={props.on.reform(move |_: MouseEvent| Act::Search(query.clone()))}>{ name }</button>
    }
}

fn heading(words: &Words, article: &Article) -> Html {
    let or = |text: &str, otherwise: &str| if text.is_empty() { otherwise } else { text }.to_owned();
    html! {
        <h3 class="section-title" lang="ja">{ or(&article.meta.outlet, words.unknown_outlet) }{ " ・ " }{ shortened(&or(&article.meta.title, words.untitled)) }</h3>
    }
}

fn found(props: &SearchProps, hit: Hit, article: &Article) -> Html {
    let (before, inside, after) = context(&article.text, hit.span);
    let (mut told, rejected) = told(props, hit, article);
    if rejected {
        told = format!("{told} ・ {}", props.words.rejected);
    }
    // A whole claim in the colour of a hit would be all one sees.
    let marked = matches!(hit.focus, Focus::Text(_)).then_some("hit-text");
    html! {
        <button class={classes!("mention", rejected.then_some("is-rejected"))} lang="ja" data-part="hit" onclick={props.on.reform(move |_| Act::GoTo(hit.article, hit.span, hit.focus))}>
            { before }<b class={marked}>{ inside }</b>{ after }<span class="small quiet told">{ told }</span>
        </button>
    }
}

/// What a mark or a suggestion says in a line, and whether it was rejected.
fn told(props: &SearchProps, hit: Hit, article: &Article) -> (String, bool) {
    let (words, session) = (props.words, &props.session);
    match hit.focus {
        Focus::Annotation(id) => {
            let Some(annotation) = session.project.annotations.get(&id) else {
                return (String::new(), false);
            };
            let name = match &annotation.body {
                Body::Claim(claim) => {
                    format!(
                        "{} ・ {} ・ {}",
                        words.claim_word,
                        speaker(words, claim),
                        (words.certainty)(claim.certainty)
                    )
                }
                Body::Entity(mark) => format!("{} {}", (words.entity)(mark.kind), mark.canonical),
                Body::Highlight(mark) => {
                    session.project.tagset.get(mark.tag).map(|tag| tag.name.clone()).unwrap_or_default()
                }
                Body::Relation(_) => String::new(),
            };
            let note =
                if annotation.note.is_empty() { String::new() } else { format!(" ・ {}", annotation.note) };
            (name + &note, annotation.status == Status::Rejected)
        }
        Focus::Suggestion(span) => {
            let kind = session.suggestion(article.id, span);
            let kind = kind.map(|one| (words.entity)(one.entity.kind)).unwrap_or_default();
            (format!("{kind} ・ {}", words.suggested), false)
        }
        Focus::Claim(span) => {
            let analysed = session.analysed(article.id);
            let claim = analysed
                .and_then(|analysed| analysed.analysis.claims.iter().find(|claim| claim.span == span));
            let who =
                claim.map(|claim| speaker(words, &session.claim_mark(article.id, claim))).unwrap_or_default();
            (format!("{} ・ {who} ・ {}", words.claim_word, words.suggested), false)
        }
        Focus::Text(_) | Focus::None => (String::new(), false),
    }
}

/// A choice of one of these or of any.
fn one_of<T: Clone + PartialEq + 'static>(
    props: &SearchProps,
    part: &'static str,
    name: &'static str,
    all: Vec<(T, AttrValue)>,
    field: fn(&mut Filter) -> &mut Option<T>,
) -> Html {
    let query = props.query.clone();
    let now = field(&mut query.filter.clone()).clone();
    let chosen = all.iter().position(|(one, _)| Some(one) == now.as_ref()).map_or(0, |at| at + 1);
    let names =
        std::iter::once(AttrValue::from(props.words.any)).chain(all.iter().map(|(_, name)| name.clone()));
    let names = names.collect::<Vec<_>>();
    let on = props.on.reform(move |at: usize| {
        let mut query = query.clone();
        *field(&mut query.filter) = at.checked_sub(1).and_then(|at| all.get(at)).map(|(one, _)| one.clone());
        Act::Search(query)
    });
    html! { <label class="field"><span>{ name }</span><Choice {part} {names} chosen={Some(chosen)} {on} /></label> }
}

fn filters(props: &SearchProps) -> Html {
    let (words, project) = (props.words, &props.session.project);
    let outlets = set_of(project.articles.iter().map(|article| article.meta.outlet.as_str()));
    let people = set_of(project.annotations.values().flat_map(|annotation| annotators(annotation)));
    let strings = |all: BTreeSet<&str>| -> Vec<(String, AttrValue)> {
        let named = all.into_iter().filter(|one| !one.is_empty());
        named.map(|one| (one.to_owned(), AttrValue::from(one.to_owned()))).collect()
    };
    let kinds = [
        (Kind::Claim, words.claim_word),
        (Kind::Highlight, words.highlight_word),
        (Kind::Entities, words.entities),
    ];
    let entities = EntityType::ALL.into_iter().map(|kind| (Kind::Entity(kind), (words.entity)(kind)));
    let kinds = kinds.into_iter().chain(entities).map(|(kind, name)| (kind, name.into())).collect();
    let certainties = Certainty::ALL.into_iter().map(|one| (one, (words.certainty)(one).into())).collect();
    let stands = vec![
        (Stand::Judged, words.judged.into()),
        (Stand::Suggested, words.suggested.into()),
        (Stand::Rejected, words.rejected.into()),
    ];
    let marks = props.query.within == Within::Marks;
    html! {
        <details class="narrowing">
            <summary class="section-title" data-part="filters">{ words.filter }{ if props.query.filter == Filter::default() { "" } else { " ●" } }</summary>
            <div class="two-fields">
                { one_of(props, "filter-outlet", words.outlet, strings(outlets), |filter| &mut filter.outlet) }
                { if marks { one_of(props, "filter-kind", words.kind, kinds, |filter| &mut filter.kind) } else { Html::default() } }
                { if props.query.within == Within::Text { Html::default() } else { html! {
                    <>
                        { one_of(props, "filter-certainty", words.certainty_word, certainties, |filter| &mut filter.certainty) }
                        { one_of(props, "filter-stand", words.stand, stands, |filter| &mut filter.stand) }
                        { one_of(props, "filter-by", words.marked_by, strings(people), |filter| &mut filter.by) }
                    </>
                } } }
            </div>
        </details>
    }
}

/// Arrows go from the field into the list, along it, and back.
fn walk(event: KeyboardEvent) {
    let step: i32 = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        _ => return,
    };
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let Ok(stops) = document.query_selector_all("[data-part=\"search-field\"], [data-part=\"hit\"]") else {
        return;
    };
    let now = document.active_element();
    let at = (0..stops.length()).find(|at| stops.get(*at).as_ref() == now.as_deref());
    let next = at.and_then(|at| stops.get(at.checked_add_signed(step)?));
    if let Some(next) = next.and_then(|next| next.dyn_into::<HtmlElement>().ok()) {
        event.prevent_default();
        // Fails only for an element that is not on the page.
        let _ = next.focus();
    }
}
