//! What stands above the text (where it came from) and over a word (what the dictionary says).

use super::ReadingProps;
use crate::act::{Act, Panel};
use crate::words::Words;
use shirushi_model::{Article, ByteSpan};
use yew::prelude::*;

/// The token the pointer rests on, in words.
pub(super) fn token_at(props: &ReadingProps) -> Option<(Html, ByteSpan)> {
    let tokens = &props.analysed.as_ref()?.analysis.tokens;
    let token = tokens.get(tokens.at(props.hover?)?, &props.article.text)?;
    let told = html! {
        <><b lang="ja">{ token.lemma.to_owned() }</b>{ " " }<span lang="ja">{ token.reading.unwrap_or_default().to_owned() }</span>{ " ・ " }<span lang="ja">{ token.pos.replace(',', "・") }</span></>
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
