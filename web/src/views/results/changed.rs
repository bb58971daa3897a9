//! An article that changed: which claims went, came or say another value, and both texts beside each other,
//! word by word. What only moved is counted; paragraphs that nobody touched are folded.

mod rows;

use super::keys::{pressed, take};
use super::words::Bilingual;
use shirushi_model::{Analysis, ByteSpan};
use shirushi_page::Act;
use shirushi_page::changed::{ChangedAct, FoundThen, TextThen};
use shirushi_page::results::ResultsAct;
use shirushi_page::shared::Shared;
use shirushi_page::words::{Language as PageLanguage, Words};
use shirushi_results::changed::{Changed, ClaimChange, Fate, Reading, changed};
use shirushi_results::{Language, Place};
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

const TITLE: Bilingual = Bilingual("変わったところ", "What changed");
const BACK: Bilingual = Bilingual("戻る", "Back");
const CLAIMS: Bilingual = Bilingual("変わった主張", "Claims that changed");
const NO_CLAIMS: Bilingual = Bilingual(
    "なくなった主張、加わった主張、値の変わった主張はありません。",
    "No claim went, came or says another value.",
);
const REWORDED: Bilingual = Bilingual("言い換えられた主張", "Claims in other words");
const MOVED: Bilingual = Bilingual("移っただけの主張", "Claims that only moved");
const STAYS: Bilingual = Bilingual("変わらない主張", "Claims that stay");
const TEXTS: Bilingual = Bilingual("本文", "Texts");
const LAYOUT: Bilingual = Bilingual(
    "言葉は変わっていません。変わったのは空白と改行だけです。",
    "No word has changed: only blanks and line breaks are others.",
);
const SAME: Bilingual = Bilingual("本文は同じです。", "The texts are the same.");
const BY_CHARACTERS: Bilingual = Bilingual(
    "いまは解析できないので、一字ずつ比べています。主張の変化は分かりません。",
    "Nothing can be analysed now: the texts are compared by characters, and what became of claims is not known.",
);
const NOTHING: Bilingual = Bilingual("比べる本文がありません。", "There are no texts to compare.");
const MORE: Bilingual = Bilingual("ほか", "More:");

/// So many claims of each kind are listed.
const LISTED: usize = 200;

fn fate(fate: Fate) -> Bilingual {
    match fate {
        Fate::Value => Bilingual("値が変わった", "Other value"),
        Fate::Went => Bilingual("なくなった", "Gone"),
        Fate::Came => Bilingual("加わった", "New"),
        Fate::Reworded => Bilingual("言い換え", "Reworded"),
        Fate::Moved | Fate::Stays => Bilingual("そのまま", "Same"),
    }
}

#[derive(Properties, Clone, PartialEq)]
pub(crate) struct ChangedTextsProps {
    pub(crate) words: &'static Words,
    pub(crate) texts: Option<Shared<[TextThen; 2]>>,
    /// The change that was turned to; none is the first.
    pub(crate) at: Option<usize>,
    /// The article's text as it is, where there is one to go to.
    pub(crate) present: Option<Arc<str>>,
    pub(crate) on: Callback<Act>,
}

/// What is drawn, and in which language.
#[derive(Clone, Copy)]
struct Looked<'a> {
    language: Language,
    texts: [&'a str; 2],
    found: &'a Changed,
    /// The changes that a reader has to know, in order.
    real: &'a [ClaimChange],
    at: usize,
}

impl Looked<'_> {
    fn say(&self, pair: Bilingual) -> &'static str {
        pair.told(self.language)
    }
}

#[component]
pub(crate) fn ChangedTexts(props: &ChangedTextsProps) -> Html {
    let found = use_memo(props.texts.clone(), |texts| texts.as_ref().and_then(compared));
    let language = match PageLanguage::of(props.words) {
        PageLanguage::Ja => Language::Japanese,
        PageLanguage::En => Language::English,
    };
    let real: Vec<ClaimChange> =
        found.iter().flat_map(|found| &found.claims).filter(|one| one.fate.is_real()).cloned().collect();
    let place = use_node_ref();
    {
        let place = place.clone();
        // What is turned to is brought to sight.
        use_effect_with((props.at, found.is_some()), move |(at, _)| bring(&place, at.is_some()));
    }
    let onkeydown = {
        let (props, real) = (props.clone(), real.clone());
        Callback::from(move |event: KeyboardEvent| {
            let act = pressed(&event).and_then(|key| key_act(&props, &real, &key));
            if let Some(act) = act {
                take(&event);
                props.on.emit(act);
            }
        })
    };
    let Some(texts) = &props.texts else {
        return html! { <p class="quiet r-nothing" tabindex="-1" data-result="focus">{ NOTHING.told(language) }</p> };
    };
    let [old, new] = &**texts;
    let content = match &*found {
        Some(found) => {
            let bare = [&*old.then.article.text, &*new.then.article.text];
            let at = props.at.unwrap_or(0).min(real.len().saturating_sub(1));
            let looked = Looked { language, texts: bare, found, real: &real, at };
            html! {
                <div class="c-split" ref={place}>
                    { list(&looked, props, unread(texts)) }
                    { rows::texts(&looked, [&old.then.state, &new.then.state]) }
                </div>
            }
        }
        None => {
            html! { <p class="quiet r-nothing" role="status" data-part="changed-waits">{ props.words.analysing }</p> }
        }
    };
    let meta = &new.then.article.meta;
    html! {
        <div class="results c-view" data-part="changed" tabindex="0" data-result="focus" role="group" aria-label={TITLE.told(language)} {onkeydown}>
            <div class="r-bar">
                <h1>{ TITLE.told(language) }</h1>
                <span class="c-of" lang="ja">{ format!("{} {}", meta.outlet, meta.title).trim().to_owned() }</span>
                <span class="spring"></span>
                <button class="button" data-part="leave-changed" aria-keyshortcuts="Escape" onclick={props.on.reform(|_| Act::Changed(ChangedAct::Leave))}>{ BACK.told(language) }{ " " }<kbd aria-hidden="true">{ "Esc" }</kbd></button>
            </div>
            { content }
        </div>
    }
}

/// What changed, once both texts have been read or it is known that they will not be.
fn compared(texts: &Shared<[TextThen; 2]>) -> Option<Changed> {
    let nothing = Analysis::default();
    // Words of one text beside characters of the other would all differ.
    let by_characters = unread(texts);
    let reading = |text: &TextThen| -> Option<Arc<shirushi_session::Analysed>> {
        match &text.found {
            FoundThen::Here(analysed) => Some(analysed.clone()),
            FoundThen::Awaited | FoundThen::Unavailable => None,
        }
    };
    if !by_characters && texts.iter().any(|text| reading(text).is_none()) {
        return None;
    }
    let analyses = texts.each_ref().map(reading);
    let [old, new] = texts.each_ref().map(|text| &*text.then.article.text);
    let [a, b] = analyses.each_ref().map(|analysed| match analysed {
        Some(analysed) if !by_characters => &analysed.analysis,
        _ => &nothing,
    });
    Some(changed(Reading { text: old, analysis: a }, Reading { text: new, analysis: b }))
}

/// Whether one of them cannot be analysed.
fn unread(texts: &Shared<[TextThen; 2]>) -> bool {
    texts.iter().any(|text| matches!(text.found, FoundThen::Unavailable))
}

fn list(of: &Looked<'_>, props: &ChangedTextsProps, unread: bool) -> Html {
    let [old, new] = of.texts;
    let is_layout = of.found.gone.is_empty() && of.found.come.is_empty();
    let count = |fate: Fate| of.found.claims.iter().filter(|one| one.fate == fate).count();
    let reworded = of.found.claims.iter().filter(|one| one.fate == Fate::Reworded);
    let more = of.real.len().saturating_sub(LISTED);
    let counted = |pair: Bilingual, number: usize, part: &'static str| {
        html! { <p class="small quiet" hidden={number == 0} data-part={part}>{ of.say(pair) }{ " " }<span class="number">{ number }</span></p> }
    };
    let content = if is_layout {
        let told = if old == new { SAME } else { LAYOUT };
        html! { <p data-part="nothing-changed" role="status">{ of.say(told) }</p> }
    } else if unread {
        html! { <p class="quiet" role="status">{ of.say(BY_CHARACTERS) }</p> }
    } else {
        html! {
            <>
                <h2 class="section-title">{ of.say(CLAIMS) }{ " " }<span class="number" data-part="changed-count">{ of.real.len() }</span></h2>
                <p class="quiet small" hidden={!of.real.is_empty()} data-part="no-claims">{ of.say(NO_CLAIMS) }</p>
                <ul>{ for of.real.iter().take(LISTED).enumerate().map(|(at, change)| entry(of, props, at, change)) }</ul>
                <p class="quiet small" hidden={more == 0}>{ format!("{} {more}", of.say(MORE)) }</p>
                <details hidden={count(Fate::Reworded) == 0} data-part="reworded">
                    <summary class="section-title">{ of.say(REWORDED) }{ " " }<span class="number">{ count(Fate::Reworded) }</span></summary>
                    <ul>{ for reworded.take(LISTED).map(|change| html! { <li class="c-entry">{ words_of(of, change) }</li> }) }</ul>
                </details>
                { counted(MOVED, count(Fate::Moved), "moved-count") }
                { counted(STAYS, count(Fate::Stays), "stays-count") }
            </>
        }
    };
    html! { <section class="c-list" aria-label={of.say(CLAIMS)}>{ content }</section> }
}

/// One claim that went, came or says another value, with the way to it.
fn entry(of: &Looked<'_>, props: &ChangedTextsProps, at: usize, change: &ClaimChange) -> Html {
    let way = way(props, change).map(|place| {
        let onclick = props.on.reform(move |_: MouseEvent| Act::Results(ResultsAct::LookInto(place)));
        html! { <button class="button" data-part="open-changed" {onclick}>{ of.say(super::words::OPEN_TEXT) }</button> }
    });
    let class = match change.fate {
        Fate::Went => "is-gone",
        Fate::Came => "is-new",
        _ => "is-value",
    };
    html! {
        <li class={classes!("c-entry", class)}>
            <button class="c-turn" data-part="claim-change" aria-current={(at == of.at).then_some("true")} onclick={props.on.reform(move |_| Act::Changed(ChangedAct::Turn(at)))}>
                <span class="c-fate">{ of.say(fate(change.fate)) }</span>
                { words_of(of, change) }
            </button>
            { for way }
        </li>
    }
}

/// The words of a claim, as they were and as they are, with the values that are others.
fn words_of(of: &Looked<'_>, change: &ClaimChange) -> Html {
    let side = |at: usize, span: Option<ByteSpan>| {
        let span = span?;
        let text = of.texts.get(at)?;
        let values =
            change.values.iter().map(|pair| if at == 0 { pair.0 } else { pair.1 }).collect::<Vec<_>>();
        let words = rows::pieces(text, span, &[(rows::RowWay::Value, values.as_slice())]);
        let words = html! { <>{ for words }</> };
        Some(match at {
            0 => html! { <del class="c-words" lang="ja">{ words }</del> },
            _ => html! { <ins class="c-words" lang="ja">{ words }</ins> },
        })
    };
    html! { <>{ for side(0, change.old) }{ for side(1, change.new) }</> }
}

/// Where the claim stands, when that is in the text as it is now.
fn way(props: &ChangedTextsProps, change: &ClaimChange) -> Option<Place> {
    let [_, new] = &**props.texts.as_ref()?;
    let is_now = props.present.as_ref().is_some_and(|now| **now == *new.then.article.text);
    Some(Place::new(new.then.article.id, change.new.filter(|_| is_now)?))
}

/// What a key asks for here.
fn key_act(props: &ChangedTextsProps, real: &[ClaimChange], key: &str) -> Option<Act> {
    let last = real.len().checked_sub(1)?;
    let at = props.at.unwrap_or(0).min(last);
    let turn = |at: usize| Some(Act::Changed(ChangedAct::Turn(at)));
    match key {
        "ArrowDown" | "]" => turn((at + 1).min(last)),
        "ArrowUp" | "[" => turn(at.saturating_sub(1)),
        "Home" => turn(0),
        "End" => turn(last),
        "Enter" => Some(Act::Results(ResultsAct::LookInto(way(props, real.get(at)?)?))),
        _ => None,
    }
}

/// Brings the change that is turned to to sight, in the list and in the texts. Where both are one column the
/// list stays in sight until something was turned to.
fn bring(place: &NodeRef, turned: bool) {
    let Some(place) = place.cast::<HtmlElement>() else { return };
    let column = place.scroll_height() > place.client_height() + 1;
    if column && !turned {
        return;
    }
    for (scroller, there) in [(".c-list", "[aria-current=\"true\"]"), (".c-texts", ".c-here")] {
        let find = |inside: &Element, what: &str| {
            inside.query_selector(what).ok().flatten().and_then(|found| found.dyn_into::<HtmlElement>().ok())
        };
        let found = if column { Some(place.clone()) } else { find(&place, scroller) };
        let Some(scroller) = found else { continue };
        let Some(there) = find(&scroller, there) else { continue };
        let (here, frame) = (there.get_bounding_client_rect(), scroller.get_bounding_client_rect());
        if here.top() < frame.top() + 30.0 || here.bottom() > frame.bottom() {
            let by = here.top() - frame.top() - frame.height() / 3.0;
            scroller.set_scroll_top(scroller.scroll_top() + by as i32);
        }
    }
}
