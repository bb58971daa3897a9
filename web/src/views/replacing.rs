//! A newer text for the open article, and what becomes of every mark before it takes its place.

use crate::ports::clipboard;
use crate::views::intake::warnings;
use crate::views::kit::{Writable, sheet, text_area_value};
use crate::views::unplaced::{kind_of, quoted};
use shirushi_exchange::carry::{Carried, End, Fate};
use shirushi_model::{Annotation, Article, Body, Project, Target};
use shirushi_page::Act;
use shirushi_page::replacing::Replace;
use shirushi_page::words::Words;
use shirushi_page::words::quoting::shortened;
use yew::prelude::*;

/// So many marks of each kind are listed.
const LISTED: usize = 200;

pub(crate) struct Newer<'a> {
    pub(crate) words: &'static Words,
    pub(crate) project: &'a Project,
    pub(crate) article: &'a Article,
    pub(crate) text: &'a str,
    pub(crate) carried: &'a [Carried],
    pub(crate) warnings: Vec<String>,
    pub(crate) refused: bool,
    pub(crate) writable: Writable,
    pub(crate) on: &'a Callback<Act>,
}

pub(crate) fn replacing(newer: &Newer<'_>) -> Html {
    let (words, on) = (newer.words, newer.on);
    let replace = |make: fn() -> Replace| on.reform(move |_: MouseEvent| Act::Replace(make()));
    let oninput = on.reform(|event: InputEvent| Act::Replace(Replace::Text(text_area_value(&event))));
    let onpaste = {
        let (on, empty) = (on.clone(), newer.text.is_empty());
        Callback::from(move |event: Event| {
            // As for a new article: a text area would lose clipboard HTML and exact line ends.
            let pasted = clipboard::pasted(&event);
            if empty && !pasted.is_empty() {
                event.prevent_default();
                on.emit(Act::Replace(Replace::Pasted(pasted)));
            }
        })
    };
    let empty = newer.text.trim().is_empty();
    let same = *newer.article.text == *newer.text;
    let ready = !empty && !same && !newer.refused && newer.writable == Writable::Yes;
    let count = |fate: Fate| newer.carried.iter().filter(|one| one.fate == fate).count();
    sheet(
        words,
        words.replace_text,
        on,
        html! {
            <div class="sheet" data-part="replacing">
                <p class="quiet small">{ words.replace_lead }</p>
                <label class="field"><span>{ words.newer_text }</span>
                    <textarea data-part="newer-text" lang="ja" rows="6" placeholder={words.intake_placeholder} value={newer.text.to_owned()} {onpaste} {oninput} />
                </label>
                { warnings(&newer.warnings) }
                <div class="row">
                    <button class="button" data-part="newer-file" onclick={replace(|| Replace::Pick)}>{ words.choose_files }</button>
                    <span class="spring"></span>
                    <button class="button" data-part="newer-cancel" onclick={replace(|| Replace::Cancel)}>{ words.cancel }</button>
                    <button class="button primary" data-part="newer-put" disabled={!ready} onclick={replace(|| Replace::Do)}>{ words.replace_do }</button>
                </div>
                <div hidden={empty} role="status" data-part="fates">
                    <p>{ if same { words.same_text.to_owned() } else { (words.fates)([count(Fate::Stays), count(Fate::Moved), count(Fate::Changed), count(Fate::Lost)]) } }</p>
                </div>
                <div hidden={empty || same}>
                    { group(newer, Fate::Lost) }
                    { group(newer, Fate::Changed) }
                    { group(newer, Fate::Moved) }
                    { group(newer, Fate::Stays) }
                </div>
            </div>
        },
    )
}

fn group(newer: &Newer<'_>, fate: Fate) -> Html {
    let words = newer.words;
    let (name, lead) = match fate {
        Fate::Lost => (words.fate_lost, words.fate_lost_lead),
        Fate::Changed => (words.fate_changed, words.fate_changed_lead),
        Fate::Moved => (words.fate_moved, ""),
        Fate::Stays => (words.fate_stays, ""),
    };
    let all: Vec<&Carried> = newer.carried.iter().filter(|one| one.fate == fate).collect();
    let more = all.len().saturating_sub(LISTED);
    let part = format!("fate-{fate:?}").to_ascii_lowercase();
    html! {
        <details hidden={all.is_empty()} open={fate != Fate::Stays} data-part={part}>
            <summary class="section-title">{ name }{ " " }<span class="number">{ all.len() }</span></summary>
            <p class="quiet small" hidden={lead.is_empty()}>{ lead }</p>
            <ul class="changes">{ for all.into_iter().take(LISTED).map(|one| row(newer, one)) }</ul>
            <p class="quiet small" hidden={more == 0}>{ format!("{} {more}", words.more) }</p>
        </details>
    }
}

fn row(newer: &Newer<'_>, one: &Carried) -> Html {
    let Some(annotation) = newer.project.annotations.get(&one.annotation) else { return Html::default() };
    let before = quoted(place(annotation, one.end), &newer.article.text);
    let after = quoted(&one.target, newer.text);
    let changed = one.fate == Fate::Changed;
    html! {
        <li>
            <span class="small quiet">{ kind_of(newer.words, newer.project, annotation) }</span>{ " " }
            <span class="quoting" lang="ja">
                { if changed { html! { <><del>{ shortened(&before) }</del>{ " → " }<ins>{ shortened(&after) }</ins></> } } else { html! { shortened(&before) } } }
            </span>
        </li>
    }
}

/// One of the places of an annotation.
fn place(annotation: &Annotation, end: End) -> &Target {
    match (&annotation.body, end) {
        (Body::Relation(mark), End::Other) => &mark.place,
        _ => &annotation.target,
    }
}
