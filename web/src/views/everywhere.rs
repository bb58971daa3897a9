//! Every other place where the string of a mark stands, each in its context, to be marked the same in one
//! step.

use crate::views::kit::{Writable, sheet};
use shirushi_model::{Article, ArticleId, Body, ByteSpan, EntityMark, Status};
use shirushi_page::Act;
use shirushi_page::marking::{Everywhere, KeysAfter};
use shirushi_page::words::Words;
use shirushi_session::{Edit, Focus, Occurrence, Session};
use yew::prelude::*;

/// So much of the text stands around each place, in characters.
const CONTEXT: usize = 14;

/// The place and the mark everything is to be like: an entity or a highlight that is selected.
fn pattern(session: &Session) -> Option<((ArticleId, ByteSpan), Body)> {
    let selection = session.selection;
    match selection.focus {
        Focus::Annotation(id) => {
            let mark = session.project.annotations.get(&id).filter(|mark| mark.status != Status::Rejected)?;
            let body = match &mark.body {
                Body::Entity(entity) => Body::Entity(EntityMark { value: None, ..entity.clone() }),
                Body::Highlight(highlight) => Body::Highlight(highlight.clone()),
                Body::Claim(_) | Body::Relation(_) => return None,
            };
            Some(((mark.article, mark.extent()?), body))
        }
        Focus::Suggestion(span) => {
            let article = selection.article?;
            let found = session.suggestion(article, span)?;
            let canonical = found.entity.canonical.clone();
            Some((
                (article, span),
                Body::Entity(EntityMark { kind: found.entity.kind, canonical, value: None }),
            ))
        }
        _ => None,
    }
}

pub(crate) fn everywhere(
    words: &'static Words,
    session: &Session,
    state: &Everywhere,
    by: &str,
    writable: Writable,
    on: &Callback<Act>,
) -> Html {
    let Some((place, body)) = pattern(session) else {
        return sheet(words, words.every, on, html! { <p class="teach small">{ words.every_none }</p> });
    };
    let mut found = session.occurrences(place, &body);
    let elsewhere = found.iter().filter(|one| one.article != place.0).count();
    if state.here_only {
        found.retain(|one| one.article == place.0);
    }
    let is_on = |one: &Occurrence| !state.left_out.contains(&(one.article, one.span));
    let places: Vec<_> = found.iter().filter(|one| is_on(one)).map(|one| (one.article, one.span)).collect();
    let count = places.len();
    let edit = Edit::MarkAll { places, body, by: by.to_owned() };
    let scope = |here_only: bool, part: &'static str, name: &'static str| {
        let pressed = state.here_only == here_only;
        html! {
            <button data-part={part} aria-pressed={pressed.to_string()} onclick={on.reform(move |_: MouseEvent| Act::Everywhere(here_only))}>
                { if pressed { "● " } else { "○ " } }{ name }
            </button>
        }
    };
    sheet(
        words,
        words.every,
        on,
        html! {
            <>
                <span class="choice" role="group" aria-label={words.every}>
                    { scope(false, "every-all", words.every_all) }{ scope(true, "every-here", words.every_here) }
                </span>
                <p class="teach small" hidden={!found.is_empty()}>{ if elsewhere > 0 { words.every_elsewhere } else { words.every_none } }</p>
                <ul class="every" data-part="every">
                    { for found.iter().filter_map(|one| line(session, one, is_on(one), on)) }
                </ul>
                <button class="button primary" data-part="mark-every" disabled={count == 0 || writable == Writable::No}
                    onclick={on.reform(move |_: MouseEvent| Act::Edit(edit.clone(), KeysAfter::Stay))}>{ (words.mark_every)(count) }</button>
            </>
        },
    )
}

fn line(session: &Session, one: &Occurrence, is_on: bool, on: &Callback<Act>) -> Option<Html> {
    let article = session.project.article(one.article)?;
    let place = (one.article, one.span);
    let (before, inside, after) = context(article, one.span)?;
    Some(html! {
        <li key={format!("{} {}", one.article, one.span.start)}>
            <label>
                <input type="checkbox" checked={is_on} onchange={on.reform(move |_: Event| Act::TickEverywhere(place))} />
                <span lang="ja">{ before }<b>{ inside }</b>{ after }</span>
            </label>
            <span class="small quiet">{ &article.meta.outlet }</span>
        </li>
    })
}

/// A place with what stands on both sides of it, in one line.
fn context(article: &Article, span: ByteSpan) -> Option<(String, String, String)> {
    let text = &article.text;
    let plain = |c: char| if c.is_control() { ' ' } else { c };
    let mut before: Vec<char> =
        text.get(..span.start as usize)?.chars().rev().take(CONTEXT).map(plain).collect();
    before.reverse();
    let after = text.get(span.end as usize..)?.chars().take(CONTEXT).map(plain).collect();
    Some((before.into_iter().collect(), span.slice(text)?.to_owned(), after))
}
