//! The named versions in the history: name the present state, go back to one, compare, forget.

use crate::ports::clock;
use crate::views::kit::Writable;
use shirushi_page::Act;
use shirushi_page::versions::{Compared, VersionAct};
use shirushi_page::words::{Language, Words};
use shirushi_session::{Session, Version};
use web_sys::HtmlInputElement;
use yew::prelude::*;

pub(crate) fn versions(
    words: &'static Words,
    session: &Session,
    writable: Writable,
    on: &Callback<Act>,
) -> Html {
    html! {
        <section aria-label={words.versions} data-part="versions">
            <h3 class="section-title">{ words.versions }</h3>
            <Naming {words} {writable} on={on.clone()} />
            <ul class="versions">{ for session.versions().rev().map(|version| one(words, version, writable, on)) }</ul>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct NamingProps {
    words: &'static Words,
    writable: Writable,
    on: Callback<Act>,
}

/// The field for the name. Enter or the button names.
#[component]
fn Naming(props: &NamingProps) -> Html {
    let words = props.words;
    let field = use_node_ref();
    let onsubmit = {
        let (field, on) = (field.clone(), props.on.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(field) = field.cast::<HtmlInputElement>()
                && !field.value().trim().is_empty()
            {
                on.emit(Act::Version(VersionAct::Name(field.value())));
                field.set_value("");
            }
        })
    };
    html! {
        <form class="row" {onsubmit}>
            <input type="text" ref={field} lang="ja" autocomplete="off" data-part="version-name" aria-label={words.version_name} placeholder={words.version_name} disabled={props.writable == Writable::No} />
            <button class="button" type="submit" data-part="name-version" disabled={props.writable == Writable::No}>{ words.name_version }</button>
        </form>
    }
}

fn one(words: &'static Words, version: &Version, writable: Writable, on: &Callback<Act>) -> Html {
    let number = version.number;
    let (day, time) = clock::told(version.at, Language::of(words).tag());
    let act = |act: VersionAct| on.reform(move |_: MouseEvent| Act::Version(act.clone()));
    let named = |what: &str| format!("{what} {}", version.name);
    let project = &version.project;
    html! {
        <li key={number} data-part="version">
            <div>
                <b lang="ja">{ version.name.clone() }</b>
                <span class="small quiet number">{ format!("{day} {time} {}", version.by) }</span>
                <span class="small quiet number">{ (words.articles_and_marks)(project.articles.len(), project.annotations.len()) }</span>
            </div>
            <div class="row">
                <button class="button" data-part="return-to" disabled={writable == Writable::No} aria-label={named(words.return_to)} onclick={act(VersionAct::Return(number))}>{ words.return_to }</button>
                <button class="button" data-part="compare-version" aria-label={named(words.compare_version)} onclick={act(VersionAct::Compare(Compared { from: number, to: None }))}>{ words.compare_version }</button>
                <span class="spring"></span>
                <button class="icon danger" data-part="forget-version" disabled={writable == Writable::No} title={words.forget_version} aria-label={named(words.forget_version)} onclick={act(VersionAct::Forget(number))}>{ "✕" }</button>
            </div>
        </li>
    }
}
