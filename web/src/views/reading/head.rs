//! What stands above the text (where it came from) and over a word (what the dictionary says, what a date or
//! a quantity amounts to).

use super::ReadingProps;
use crate::views::entities::dots;
use shirushi_model::{Article, Body, ByteSpan, Status};
use shirushi_page::Act;
use shirushi_page::reading::paint::entity_class;
use shirushi_page::scene::Panel;
use shirushi_page::sureness::Sureness;
use shirushi_page::words::Words;
use shirushi_page::words::quoting::value;
use shirushi_session::Focus;
use yew::prelude::*;

/// What is told over the text: of the entity the pointer rests on (at `hover`) or that is selected, if it has a value;
/// else of the token, while tokens are shown.
pub(super) fn tip_at(props: &ReadingProps, hover: Option<u32>) -> Option<(Html, ByteSpan)> {
    value_at(props, hover).or_else(|| token_at(props, hover).filter(|_| props.layers.tokens))
}

fn value_at(props: &ReadingProps, hover: Option<u32>) -> Option<(Html, ByteSpan)> {
    let selected = match props.focus {
        Focus::Suggestion(span) => Some(span.start),
        Focus::Annotation(id) => {
            props.annotations.get(id).and_then(|one| one.extent()).map(|span| span.start)
        }
        Focus::Text(_) | Focus::Claim(_) | Focus::None => None,
    };
    let at = |position: u32| {
        let here = ByteSpan { start: position, end: position };
        let marks = props.annotations.touching(here).into_iter();
        let marked = marks.filter(|one| one.status != Status::Rejected).find_map(|one| match &one.body {
            Body::Entity(mark) => Some((mark.kind, mark.value.as_ref()?, one.extent()?, None)),
            _ => None,
        });
        let suggested = || {
            let one = props.suggestions.touching(here).find(|one| props.layers.suggest(one.entity.kind))?;
            let entity = &one.entity;
            Some((entity.kind, entity.normalized.as_ref()?, entity.span, Some(entity.score)))
        };
        marked.or_else(suggested)
    };
    let (kind, of, span, score) = hover.and_then(at).or_else(|| selected.and_then(at))?;
    let words = props.words;
    let told = html! {
        <><span class={classes!("rule", entity_class(kind))}></span>{ " " }<b class="number" lang="ja">{ value(words, of) }</b>
            { for score.map(|score| html! { <>{ " " }{ dots(words, Sureness::of(score)) }</> }) }</>
    };
    Some((told, span))
}

/// The token the pointer rests on, in words.
fn token_at(props: &ReadingProps, hover: Option<u32>) -> Option<(Html, ByteSpan)> {
    let tokens = &props.analysed.as_ref()?.analysis.tokens;
    let token = tokens.get(tokens.at(hover?)?, &props.article.text)?;
    let told = html! {
        <><b lang="ja">{ token.lemma.to_owned() }</b>{ " " }<span lang="ja">{ token.reading.unwrap_or_default().to_owned() }</span>{ " ・ " }<span lang="ja">{ token.pos.names().join("・") }</span></>
    };
    Some((told, token.span))
}

pub(super) fn head(words: &'static Words, article: &Article, on: &Callback<Act>) -> Html {
    let meta = &article.meta;
    let or = |text: &str, otherwise: &'static str| {
        if text.is_empty() { otherwise.to_owned() } else { text.to_owned() }
    };
    let date =
        if meta.published.is_empty() { words.undated.to_owned() } else { (words.date)(&meta.published) };
    let link = meta.url.starts_with("https://") || meta.url.starts_with("http://");
    // A text that brings its headline along is not given another above it.
    let repeated = !meta.title.is_empty() && article.text.trim_start().starts_with(&meta.title);
    html! {
        <header class="article-head">
            <h1 lang="ja" class={repeated.then_some("visually-hidden")}>{ or(&meta.title, words.untitled) }</h1>
            <p class="meta">
                <span lang="ja">{ or(&meta.outlet, words.unknown_outlet) }</span>
                <span>{ date }</span>
                <span lang="ja">{ meta.author.clone() }</span>
                <span>{ for link.then(|| html! { <a href={meta.url.clone()} target="_blank" rel="noopener noreferrer">{ meta.url.clone() }</a> }) }</span>
                <button data-part="edit-details" onclick={on.reform(|_| Act::Panel(Panel::Details))}>{ words.edit_article }</button>
            </p>
        </header>
    }
}
