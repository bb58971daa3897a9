//! The entities of all articles, gathered by what they name: each mention a way into its text, each entity
//! judged as a whole.
//!
//! The list is walked with the arrow keys; `A` accepts and Backspace rejects what has the focus, an entity or
//! one mention.

use crate::views::kit::Writable;
use shirushi_model::{Article, ArticleId, ByteSpan, EntityType, Status, in_order};
use shirushi_page::Act;
use shirushi_page::entities::groups::{EntityGroup, Mention, State};
use shirushi_page::marking::KeysAfter;
use shirushi_page::preferences::Preferences;
use shirushi_page::reading::paint::entity_class;
use shirushi_page::shared::Shared;
use shirushi_page::sureness::{Sureness, Trust};
use shirushi_page::words::Words;
use shirushi_session::{Edit, Focus, Influence, Verdict};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// More groups than this are shown on demand.
const FIRST: usize = 150;
/// More mentions than this are not shown: the search finds them.
const FIRST_MENTIONS: usize = 60;

#[derive(Properties, Clone, PartialEq)]
pub(crate) struct EntitiesProps {
    pub(crate) words: &'static Words,
    /// All articles, for the words around a mention.
    pub(crate) articles: Shared<Vec<Arc<Article>>>,
    pub(crate) open: ArticleId,
    pub(crate) groups: Shared<Vec<EntityGroup>>,
    /// How many suggestions are hidden because they are not sure enough.
    pub(crate) hidden: usize,
    pub(crate) ready: Readiness,
    pub(crate) preferences: Preferences,
    pub(crate) focus: Focus,
    pub(crate) writable: Writable,
    pub(crate) on: Callback<Act>,
}

/// Whether the analysis of the open article has arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readiness {
    Waiting,
    Ready,
}

#[component]
pub(crate) fn Entities(props: &EntitiesProps) -> Html {
    let words = props.words;
    let filter = use_state_eq(|| None::<EntityType>);
    let all = use_state_eq(|| false);
    let expanded = use_state_eq(BTreeSet::<String>::new);
    let mut count: BTreeMap<EntityType, usize> = BTreeMap::new();
    for group in props.groups.iter().filter(|group| group.stands()) {
        *count.entry(group.kind).or_default() += 1;
    }
    let chosen = props.groups.iter().filter(|group| filter.is_none_or(|kind| kind == group.kind)).count();
    let hidden = if *all { 0 } else { chosen.saturating_sub(FIRST) };
    let show_all = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(true))
    };
    let empty = match (props.ready, props.groups.is_empty()) {
        (Readiness::Waiting, true) => Some(words.entities_waiting),
        (Readiness::Ready, true) => Some(words.entities_empty),
        _ => None,
    };
    let (by, on) = (props.preferences.annotator.clone(), props.on.clone());
    let onkeydown = Callback::from(move |event: KeyboardEvent| key(&event, &by, &on));
    html! {
        <section aria-label={words.entities} data-part="entities">
            <h2 class="section-title">{ words.entities }</h2>
            { trust_filter(props) }
            <p class="teach small" hidden={empty.is_none()}>{ empty.unwrap_or_default() }</p>
            <div class="entity-filter" role="group" aria-label={words.filter}>
                { for count.iter().map(|(&kind, &n)| {
                    let pressed = *filter == Some(kind);
                    let filter = filter.clone();
                    let onclick = Callback::from(move |_: MouseEvent| filter.set((!pressed).then_some(kind)));
                    html! {
                        <button aria-pressed={pressed.to_string()} data-type={kind.name()} {onclick}>
                            <span class={classes!("rule", entity_class(kind))} aria-hidden="true"></span>
                            { (words.entity)(kind) }<span class="quiet number">{ n }</span>
                        </button>
                    }
                }) }
            </div>
            <div class="entity-list" data-part="entity-list" {onkeydown}>
                <List of={props.clone()} filter={*filter} all={*all} {expanded} />
            </div>
            <button class="button" hidden={hidden == 0} onclick={show_all}>{ format!("{} {hidden}", words.more) }</button>
        </section>
    }
}

/// The groups that are shown. Apart, since what is selected changes with every key and changes nothing here
/// as long as every group is closed.
#[derive(Properties, Clone)]
struct ListProps {
    of: EntitiesProps,
    filter: Option<EntityType>,
    all: bool,
    expanded: UseStateHandle<BTreeSet<String>>,
}

impl PartialEq for ListProps {
    fn eq(&self, other: &Self) -> bool {
        let focus = if self.expanded.is_empty() { self.of.focus } else { other.of.focus };
        EntitiesProps { focus, ..other.of.clone() } == self.of
            && self.filter == other.filter
            && self.all == other.all
            && self.expanded == other.expanded
    }
}

#[component]
fn List(props: &ListProps) -> Html {
    let of = &props.of;
    // Those of the open article first; what stands nowhere last.
    let chosen = of.groups.iter().filter(|group| props.filter.is_none_or(|kind| kind == group.kind));
    let shown: Vec<&EntityGroup> =
        in_order(chosen.collect(), |group| [u64::from(!group.stands()), u64::from(!group.is_in(of.open)), 0]);
    let most = if props.all { usize::MAX } else { FIRST };
    shown.iter().take(most).map(|group| group_view(of, group, &props.expanded)).collect()
}

/// From which confidence on suggestions are shown.
fn trust_filter(props: &EntitiesProps) -> Html {
    let words = props.words;
    html! {
        <div class="trust" role="radiogroup" aria-label={words.score}>
            <span class="small quiet" aria-hidden="true">{ words.score }</span>
            { for Trust::ALL.iter().map(|&trust| {
                let chosen = props.preferences.trust == trust;
                let preferences = props.preferences.clone();
                let onclick = props.on.reform(move |_: MouseEvent| Act::Prefer(Preferences { trust, ..preferences.clone() }));
                html! {
                    <button role="radio" aria-checked={chosen.to_string()} data-part={trust.part()} {onclick}>{ (words.trust)(trust) }</button>
                }
            }) }
            <span class="small quiet" data-part="hidden-by-trust">{ if props.hidden > 0 { (words.hidden_by_trust)(props.hidden) } else { String::new() } }</span>
        </div>
    }
}

fn group_view(
    props: &EntitiesProps,
    group: &EntityGroup,
    expanded: &UseStateHandle<BTreeSet<String>>,
) -> Html {
    let words = props.words;
    let judge = |verdict: Verdict| judge_all(props, group, verdict);
    let key = format!("{}/{}", group.kind.name(), group.canonical);
    // What is inside is made only for a group that is open: there may be thousands.
    let open = expanded.contains(&key);
    let toggle = {
        let (expanded, key) = (expanded.clone(), key.clone());
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            let mut changed = (*expanded).clone();
            if !changed.remove(&key) {
                changed.insert(key.clone());
            }
            expanded.set(changed);
        })
    };
    let (kind, name) = (group.kind, group.canonical.clone());
    let page = props.on.reform(move |_: MouseEvent| Act::EntityPage(kind, name.clone()));
    let accepted = group.accepted();
    let state = if accepted > 0 { format!("✓ {accepted}") } else { String::new() };
    let articles = group.articles();
    let places = match articles {
        0 | 1 => (words.count_mentions)(group.mentions.len()),
        n => format!("{} ・ {}", (words.count_in_articles)(n), (words.count_mentions)(group.mentions.len())),
    };
    let sureness = group.score().map(Sureness::of).filter(|_| group.pending() > 0);
    let class = classes!(
        "entity-group",
        (!group.stands()).then_some("is-withdrawn"),
        (sureness == Some(Sureness::Unsure)).then_some("is-unsure")
    );
    html! {
        <details {class} {key} {open} data-entity={group.canonical.clone()}>
            <summary onclick={toggle} aria-keyshortcuts="A Backspace I">
                <span class={classes!("rule", entity_class(group.kind))} title={(words.entity)(group.kind)} aria-hidden="true"></span>
                <span class="canonical" lang="ja" title={group.canonical.clone()}>{ (words.when)(&group.canonical) }</span>
                <span class="visually-hidden">{ (words.entity)(group.kind) }</span>
                <span class="count number"><span class="state-mark">{ state }</span>{ " " }{ for sureness.map(|sureness| dots(words, sureness)) }{ " " }{ places }</span>
            </summary>
            <div class="inside">
                <button class="button" data-part="entity-open" tabindex="-1" onclick={page}>{ words.entity_page }{ " " }<kbd aria-hidden="true">{ "I" }</kbd></button>
                <div class="row" hidden={group.pending() == 0 || props.writable == Writable::No}>
                    <button class="button" data-part="accept-all" tabindex="-1" onclick={judge(Verdict::Accept)}>{ words.accept_all }{ " " }<kbd aria-hidden="true">{ "A" }</kbd></button>
                    <button class="button" data-part="reject-all" tabindex="-1" onclick={judge(Verdict::Reject)}>{ words.reject_all }{ " " }<kbd aria-hidden="true">{ "⌫" }</kbd></button>
                </div>
                { if open { inside(props, group) } else { Html::default() } }
            </div>
        </details>
    }
}

/// A confidence as dots, in words for those who hear the page.
pub(crate) fn dots(words: &Words, sureness: Sureness) -> Html {
    html! { <span class="dots" title={(words.sureness)(sureness)}><span aria-hidden="true">{ sureness.dots() }</span><span class="visually-hidden">{ (words.sureness)(sureness) }</span></span> }
}

fn judge_all(props: &EntitiesProps, group: &EntityGroup, verdict: Verdict) -> Callback<MouseEvent> {
    let places: Vec<(ArticleId, ByteSpan)> =
        group.mentions.iter().filter(|m| m.is_pending()).map(|m| (m.article, m.span)).collect();
    let by = props.preferences.annotator.clone();
    props.on.reform(move |_| {
        Act::Edit(Edit::Judge { places: places.clone(), verdict, by: by.clone() }, KeysAfter::ToTextIfLost)
    })
}

/// How an entity is written, and where.
fn inside(props: &EntitiesProps, group: &EntityGroup) -> Html {
    let words = props.words;
    let several = group.articles() > 1;
    let mut before = None;
    html! {
        <>
            <p class="forms small" hidden={group.forms.len() < 2} data-part="forms"><span class="quiet">{ words.forms }{ " " }</span>
                { for group.forms.iter().map(|(form, n)| html! { <span class="form"><span lang="ja">{ form.clone() }</span>{ " " }<span class="number quiet">{ n }</span></span> }) }
            </p>
            { for group.mentions.iter().take(FIRST_MENTIONS).map(|mention| {
                let Some(article) = props.articles.iter().find(|article| article.id == mention.article) else { return Html::default() };
                let first = before.replace(mention.article) != Some(mention.article);
                let here = group.mentions.iter().filter(|other| other.article == mention.article).count();
                let known = [&article.meta.outlet, &article.meta.title].into_iter().find(|name| !name.is_empty());
                let outlet = known.map_or(words.unknown_outlet, String::as_str);
                html! {
                    <>
                        { if first && several {
                            html! { <h3 class="in-article small quiet" data-part="in-article"><span lang="ja">{ outlet.to_owned() }</span><span class="number">{ (words.count_mentions)(here) }</span></h3> }
                        } else { Html::default() } }
                        { mention_view(words, EntityPlace { open: Some(props.open), focus: props.focus }, article, mention, &props.on) }
                    </>
                }
            }) }
        </>
    }
}

/// What a person looks at.
#[derive(Clone, Copy)]
pub(crate) struct EntityPlace {
    pub(crate) open: Option<ArticleId>,
    pub(crate) focus: Focus,
}

pub(crate) fn mention_view(
    words: &'static Words,
    place: EntityPlace,
    article: &Article,
    mention: &Mention,
    on: &Callback<Act>,
) -> Html {
    let (before, inside, after) = context(&article.text, mention.span);
    let (id, span) = (mention.article, mention.span);
    let focus = mention.focus();
    let (sign, class, told) = match mention.state {
        State::Judged(_, Status::Rejected) => ("✕ ", Some("is-rejected"), words.rejected.to_owned()),
        State::Judged(..) => ("✓ ", None, words.accepted.to_owned()),
        State::Suggested { influence, score } => {
            let class = match (influence, Sureness::of(score)) {
                (Influence::Withdrawn { .. }, _) => Some("is-withdrawn"),
                (_, Sureness::Unsure) => Some("is-unsure"),
                _ => None,
            };
            let told = if influence == Influence::None {
                (words.sureness)(Sureness::of(score)).to_owned()
            } else {
                (words.influence)(influence)
            };
            ("", class, told)
        }
    };
    let current = place.open == Some(id) && place.focus == focus;
    html! {
        <button class={classes!("mention", class)} lang="ja" data-start={span.start.to_string()} data-article={id.to_string()} data-end={span.end.to_string()}
            title={format!("{before}{inside}{after} ・ {told}")} aria-current={current.then_some("true")} onclick={on.reform(move |_| Act::GoTo(id, span, focus))}>
            { sign }{ before }<b>{ inside }</b>{ after }<span class="visually-hidden">{ " " }{ told }</span>
        </button>
    }
}

/// What keys do in a list of entities or mentions: arrows walk through what is shown, A and Backspace judge
/// what has the focus, I opens the page of an entity, M ticks a mention there.
pub(crate) fn key(event: &KeyboardEvent, by: &str, on: &Callback<Act>) {
    if event.is_composing() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let Some(here) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let list = here.closest("[data-part='entity-list'], [data-part='mentions']").ok().flatten();
    let step = |forward: bool| -> Option<()> {
        // What is in a closed group is not there yet; buttons that judge have keys of their own.
        let stops = list.as_ref()?.query_selector_all("summary, .mention").ok()?;
        let stops: Vec<HtmlElement> =
            (0..stops.length()).filter_map(|at| stops.item(at)?.dyn_into().ok()).collect();
        let now = stops.iter().position(|stop| stop.contains(Some(&here)))?;
        let next = if forward { stops.get(now + 1) } else { now.checked_sub(1).and_then(|at| stops.get(at)) };
        // Fails only for an element that is not on the page.
        let _ = next?.focus();
        Some(())
    };
    let within = |selector: &str| here.closest(selector).ok().flatten();
    let press = |around: Option<Element>, selector: &str| {
        let inside = around.and_then(|around| around.query_selector(selector).ok()?);
        if let Some(inside) = inside.and_then(|inside| inside.dyn_into::<HtmlElement>().ok()) {
            inside.click();
        }
    };
    let pressed = event.key();
    match pressed.as_str() {
        "ArrowDown" => drop(step(true)),
        "ArrowUp" => drop(step(false)),
        "i" | "I" if within(".entity-group").is_some() => {
            press(within(".entity-group"), "[data-part='entity-open']")
        }
        "m" | "M" if within(".with-tick").is_some() => press(within(".with-tick"), "input"),
        "a" | "A" | "Backspace" => {
            let verdict = if pressed == "Backspace" { Verdict::Reject } else { Verdict::Accept };
            if let Some(place) = place_of(&here) {
                let edit = Edit::Judge { places: vec![place], verdict, by: by.to_owned() };
                on.emit(Act::Edit(edit, KeysAfter::ToTextIfLost));
            } else {
                let name = if verdict == Verdict::Reject { "reject-all" } else { "accept-all" };
                press(within(".entity-group"), &format!("[data-part='{name}']"));
            }
        }
        _ => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

/// The mention an element stands for.
fn place_of(element: &Element) -> Option<(ArticleId, ByteSpan)> {
    let mention = element.closest(".mention").ok()??;
    let number = |name| mention.get_attribute(name)?.parse().ok();
    let article = ArticleId::parse(&mention.get_attribute("data-article")?)?;
    Some((article, ByteSpan { start: number("data-start")?, end: number("data-end")? }))
}

/// A mention with a few characters around it, on one line.
pub(crate) fn context(text: &str, span: ByteSpan) -> (String, String, String) {
    const AROUND: usize = 8;
    let one_line = |c: char| if c.is_control() { ' ' } else { c };
    let head = text.get(..span.start as usize).unwrap_or_default();
    let before: Vec<char> = head.chars().rev().take_while(|&c| c != '\n').take(AROUND).collect();
    let inside = span.slice(text).unwrap_or_default();
    let after = text.get(span.end as usize..).unwrap_or_default();
    (
        before.into_iter().rev().map(one_line).collect(),
        inside.chars().map(one_line).collect(),
        after.chars().take_while(|&c| c != '\n').take(AROUND).map(one_line).collect(),
    )
}
