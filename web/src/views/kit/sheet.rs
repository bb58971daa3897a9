//! A panel with its head, and the way to another one.

use shirushi_page::Act;
use shirushi_page::scene::Panel;
use shirushi_page::words::Words;
use yew::prelude::*;

/// A panel with a title and a way to close it.
pub(crate) fn sheet(words: &'static Words, title: &'static str, on: &Callback<Act>, content: Html) -> Html {
    html! {
        <section class="sheet" tabindex="-1" aria-label={title}>
            <div class="panel-head">
                <h2>{ title }</h2>
                <button class="button icon" data-part="close-panel" aria-label={words.close} title={words.close} onclick={on.reform(|_| Act::ClosePanel)}>{ "✕" }</button>
            </div>
            { content }
        </section>
    }
}

/// The way to another panel, as a button in words.
pub(crate) fn panel_button(name: &'static str, panel: Panel, on: &Callback<Act>) -> Html {
    html! { <button class="button" onclick={on.reform(move |_| Act::Panel(panel))}>{ name }</button> }
}
