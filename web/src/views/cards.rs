//! The margin: one card per claim, and per highlight with a note, beside the line it is about.
//!
//! Cards are placed after the text has been laid out, each at its line or right under the card before it.
//! Suggested claims have one line; where there is no room beside theirs they fold into a marker at the edge
//! of the text.

use crate::ports::selection;
use crate::views::chunk::card_id;
use crate::views::kit::ById;
use crate::views::kit::chip;
use shirushi_model::{Annotation, Article, Body, ByteSpan, Status, Tagset, in_order};
use shirushi_page::Act;
use shirushi_page::derived::marks::Marks;
use shirushi_page::reading::claims::Proposed;
use shirushi_page::reading::paint::band_class;
use shirushi_page::shared::Shared;
use shirushi_page::words::Words;
use shirushi_page::words::quoting::{shortened, speaker, who};
use shirushi_session::{Focus, Verdict};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Free space between two cards, in CSS pixels.
const GAP: f64 = 7.0;
/// So far from its line a suggested claim's card would say nothing of it any more.
const ASTRAY: f64 = 34.0;
/// So many cards of marks are made near the screen. No screen has room for as many: a file may have any
/// number on one word.
const MOST: usize = 500;
/// Height of a marker, in CSS pixels.
const MARKER: f64 = 17.0;

#[derive(Properties, Clone, PartialEq)]
pub(crate) struct CardsProps {
    pub(crate) words: &'static Words,
    pub(crate) article: ById<Arc<Article>>,
    pub(crate) annotations: Marks,
    pub(crate) proposed: Shared<Vec<Rc<Proposed>>>,
    /// The part of the text near the screen: cards elsewhere are not made.
    pub(crate) near: ByteSpan,
    pub(crate) tagset: Tagset,
    /// Whether what an outlet itself asserts has a card too.
    pub(crate) every: bool,
    pub(crate) focus: Focus,
    /// The element that holds the chunks.
    pub(crate) text: NodeRef,
    /// Changes when the text has been laid out anew.
    pub(crate) layout: u32,
    pub(crate) on: Callback<Act>,
}

#[component]
pub(crate) fn Cards(props: &CardsProps) -> Html {
    let column = use_node_ref();
    let near = props.annotations.touching(props.near).into_iter();
    let shown: Vec<&Arc<Annotation>> = near.filter(|annotation| has_card(annotation)).take(MOST).collect();
    let proposed: Vec<&Rc<Proposed>> =
        props.proposed.iter().filter(|one| one.span.overlaps(props.near)).collect();
    let lines = use_mut_ref(Lines::default);
    {
        let every = props.every;
        // In the order of the cards.
        let marked = shown
            .iter()
            .map(|mark| (mark.extent().unwrap_or_default(), Focus::Annotation(mark.id), CardKind::Mark));
        let proposed = proposed.iter().map(|one| {
            let focused = props.focus == Focus::Claim(one.span);
            let what = match one.is_plain() && !every {
                true if !focused => CardKind::Plain,
                _ => CardKind::Proposed { focused },
            };
            (one.span, Focus::Claim(one.span), what)
        });
        let cards: Vec<(ByteSpan, Focus, CardKind)> = marked.chain(proposed).collect();
        let (column, text, article) = (column.clone(), props.text.clone(), props.article.clone());
        let layout = props.layout;
        use_effect(move || {
            let mut lines = lines.borrow_mut();
            if lines.layout != layout {
                *lines = Lines { layout, ..Lines::default() };
            }
            place(&column, &text, &article, &cards, &mut lines);
        });
    }
    html! {
        <aside class="cards" ref={column} aria-label={props.words.region_cards}>
            { for shown.iter().map(|annotation| card(props, annotation)) }
            { for proposed.into_iter().map(|one| proposed_card(props, one)) }
        </aside>
    }
}

/// Whether the margin tells about an annotation.
pub(crate) fn has_card(annotation: &Annotation) -> bool {
    annotation.status != Status::Rejected
        && match annotation.body {
            Body::Claim(_) => true,
            Body::Highlight(_) => !annotation.note.is_empty(),
            Body::Entity(_) | Body::Relation(_) => false,
        }
}

/// The name of a suggested claim's card.
fn card_of(span: ByteSpan) -> String {
    format!("c{}-{}", span.start, span.end)
}

fn proposed_card(props: &CardsProps, one: &Proposed) -> Html {
    let (words, article, span) = (props.words, props.article.id, one.span);
    let focused = props.focus == Focus::Claim(span);
    let who = who(words, &props.article, &one.mark);
    let quote = shortened(span.slice(&props.article.text).unwrap_or_default());
    let told = format!("{} ・ {who} {}: {quote}", words.suggested, (words.certainty)(one.mark.certainty));
    let name = one.short.clone().unwrap_or(who);
    let judge = |verdict: Verdict, part: &'static str, name: &'static str, sign: &'static str| {
        let on = props.on.reform(move |_: MouseEvent| Act::JudgeClaim(article, span, verdict));
        html! { <button class="judge" data-part={part} title={name} aria-label={format!("{name}: {quote}")} onclick={on}>{ sign }</button> }
    };
    html! {
        <div key={card_of(span)} class={classes!("card", "proposed-card", focused.then_some("focused-card"), (one.is_plain() && !props.every).then_some("plain-card"))}>
            <button class="card-button" title={quote.clone()} aria-label={told} onclick={props.on.reform(move |_| Act::GoTo(article, span, Focus::Claim(span)))}>
                <span class="card-head"><span class="who">{ name }</span>{ chip(words, one.mark.certainty) }</span>
            </button>
            { judge(Verdict::Accept, "card-accept", words.accept, "✓") }
            { judge(Verdict::Reject, "card-reject", words.reject, "✕") }
        </div>
    }
}

fn card(props: &CardsProps, annotation: &Annotation) -> Html {
    let (words, id) = (props.words, annotation.id);
    let focused = props.focus == Focus::Annotation(id);
    let head = match &annotation.body {
        Body::Claim(claim) => html! {
            <span class="card-head"><span class="who">{ who(words, &props.article, claim) }</span>{ chip(words, claim.certainty) }</span>
        },
        Body::Highlight(highlight) => {
            let tag = props.tagset.get(highlight.tag);
            html! {
                <span class="card-head"><span class={classes!("band", tag.map(|tag| band_class(tag.color)))}>{ tag.map(|tag| tag.name.clone()).unwrap_or_default() }</span></span>
            }
        }
        Body::Entity(_) | Body::Relation(_) => Html::default(),
    };
    let quote = annotation.extent().and_then(|extent| extent.slice(&props.article.text)).unwrap_or_default();
    let name = match &annotation.body {
        Body::Claim(claim) => format!("{} {}", speaker(words, claim), (words.certainty)(claim.certainty)),
        Body::Highlight(highlight) => {
            props.tagset.get(highlight.tag).map(|tag| tag.name.clone()).unwrap_or_default()
        }
        Body::Entity(_) | Body::Relation(_) => String::new(),
    };
    let label = format!("{name}: {} {}", shortened(quote), annotation.note);
    let article = annotation.article;
    let extent = annotation.extent().unwrap_or_default();
    html! {
        <div key={id.0} id={card_id(id)} class={classes!("card", focused.then_some("focused-card"))} role="comment">
            <button class="card-button" aria-label={label} onclick={props.on.reform(move |_| Act::GoTo(article, extent, Focus::Annotation(id)))}>
                { head }
                <span class="quote" lang="ja">{ shortened(quote) }</span>
                <span class="card-note" hidden={annotation.note.is_empty()}>{ annotation.note.clone() }</span>
            </button>
        </div>
    }
}

/// How far from the beginning of the column lines are, as long as the text is laid out as it was: to find a
/// place in the text takes longer than all else here.
#[derive(Default)]
struct Lines {
    layout: u32,
    starts: HashMap<u32, f64>,
    /// How high the cards of suggested claims are that are not folded.
    heights: HashMap<Focus, f64>,
    /// Where each card was put last.
    put: HashMap<Focus, Put>,
}

/// A place for a card: whether it is folded there, and how far from the beginning of the column.
#[derive(Debug, Clone, PartialEq)]
struct Put {
    folded: bool,
    top: String,
}

/// One card and where it is to stand.
struct Wanted {
    line: f64,
    card: HtmlElement,
    focus: Focus,
    what: CardKind,
}

/// What a card tells about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CardKind {
    Mark,
    Proposed {
        focused: bool,
    },
    /// A suggested claim that is only marked at its line.
    Plain,
}

fn place(
    column: &NodeRef,
    text: &NodeRef,
    article: &Article,
    cards: &[(ByteSpan, Focus, CardKind)],
    lines: &mut Lines,
) {
    let (Some(column), Some(text)) = (column.cast::<Element>(), text.cast::<Element>()) else { return };
    let vertical = selection::is_vertical(&column);
    let place = column.get_bounding_client_rect();
    let elements = column.children();
    // Everything is read before anything is changed, so that the browser lays out once.
    let mut line_at = |span: &ByteSpan| -> Option<f64> {
        if let Some(line) = lines.starts.get(&span.start) {
            return Some(*line);
        }
        let first = ByteSpan { start: span.start, end: (span.start + 1).min(span.end) };
        let first = shirushi_model::grapheme_span(&article.text, first);
        let line = selection::rects(&text, article, first).into_iter().next()?;
        let line = if vertical { place.right() - line.right() } else { line.top - place.top() };
        lines.starts.insert(span.start, line);
        Some(line)
    };
    let wanted: Vec<Wanted> = (0..)
        .zip(cards)
        .filter_map(|(at, (span, focus, what))| {
            let card = wasm_bindgen::JsCast::dyn_into::<HtmlElement>(elements.item(at)?).ok()?;
            Some(Wanted { line: line_at(span)?, card, focus: *focus, what: *what })
        })
        .collect();
    let wanted = in_order(wanted, |one| [one.line.max(0.0) as u64, 0, 0]);
    let thickness =
        |card: &HtmlElement| f64::from(if vertical { card.offset_width() } else { card.offset_height() });
    let unknown = wanted.iter().filter(|one| {
        matches!(one.what, CardKind::Proposed { .. }) && !lines.heights.contains_key(&one.focus)
    });
    for Wanted { card, .. } in unknown {
        // A folded card says nothing of its height. A class of an element's own is always a valid token.
        let _ = card.class_list().remove_1(FOLDED);
    }
    let heights: Vec<f64> = wanted
        .iter()
        .map(|Wanted { card, what, focus, .. }| match what {
            CardKind::Mark => thickness(card),
            CardKind::Proposed { .. } => *lines.heights.entry(*focus).or_insert_with(|| thickness(card)),
            CardKind::Plain => 0.0,
        })
        .collect();
    let (mut free, mut free_at_edge) = (0.0f64, 0.0f64);
    // A card that was not there is another element, wherever its like stood.
    let before = std::mem::take(&mut lines.put);
    for (Wanted { line, card, focus, what }, height) in wanted.into_iter().zip(heights) {
        // Beneath vertical lines there is no room but for what is selected or marked.
        let crowded = vertical || free - line > ASTRAY;
        let folds = what == CardKind::Plain || crowded && what == CardKind::Proposed { focused: false };
        let top = if folds {
            let top = line.max(free_at_edge);
            free_at_edge = top + MARKER;
            top
        } else {
            let top = line.max(free);
            free = top + height + GAP;
            top
        };
        let place = Put { folded: folds, top: format!("{top:.1}px") };
        if before.get(&focus) != Some(&place) {
            put(&card, &place, vertical);
        }
        lines.put.insert(focus, place);
    }
}

const FOLDED: &str = "folded";

fn put(card: &HtmlElement, place: &Put, vertical: bool) {
    let _ = card.class_list().toggle_with_force(FOLDED, place.folded);
    let (side, other) = if vertical { ("right", "top") } else { ("top", "right") };
    // Setting a property of an element's own style cannot fail for a name the browser knows.
    let _ = card.style().set_property(side, &place.top);
    let _ = card.style().remove_property(other);
}
