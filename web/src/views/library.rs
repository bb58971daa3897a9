//! The articles at the left, and what is shown over the text.

use shirushi_model::ArticleId;
use shirushi_page::Act;
use shirushi_page::derived::{ArticleEntry, Counts};
use shirushi_page::keys::Command;
use shirushi_page::preferences::{Layers, Preferences};
use shirushi_page::scene::Panel;
use shirushi_page::words::Words;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct LibraryProps {
    pub(crate) words: &'static Words,
    pub(crate) entries: Vec<ArticleEntry>,
    pub(crate) open: Option<ArticleId>,
    pub(crate) drawer: Drawer,
    pub(crate) counts: Counts,
    pub(crate) preferences: Preferences,
    pub(crate) on: Callback<Act>,
}

/// Whether a drawer is out, on narrow screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Drawer {
    In,
    Out,
}

impl Drawer {
    pub(crate) fn class(self) -> Option<&'static str> {
        (self == Self::Out).then_some("open")
    }
}

#[component]
pub(crate) fn Library(props: &LibraryProps) -> Html {
    let words = props.words;
    html! {
        <nav class={classes!("library", props.drawer.class())} aria-label={words.region_articles}>
            <h2 class="section-title">{ (words.count_articles)(props.entries.len()) }</h2>
            <ul>
                { for props.entries.iter().map(|entry| html! { <li key={entry.id.0}>{ entry_view(props, entry) }</li> }) }
            </ul>
            <button class="add-entry" data-part="add-article" aria-keyshortcuts={props.preferences.keys.shortcut(Command::NewArticle)} onclick={props.on.reform(|_| Act::Panel(Panel::Intake))}>
                <span>{ "＋ " }{ words.add_article }</span><kbd aria-hidden="true">{ props.preferences.keys.told(Command::NewArticle) }</kbd>
            </button>
            <div class="layers" role="group" aria-label={words.display}>
                <h2 class="section-title">{ words.display }</h2>
                { layer(props, words.layer_claims, Some(props.counts.claims), |l| &mut l.claims, None) }
                { layer(props, words.layer_proposed, Some(props.counts.proposed), |l| &mut l.proposed, None) }
                { layer(props, words.layer_highlights, Some(props.counts.highlights), |l| &mut l.highlights, None) }
                { layer(props, words.layer_entities, Some(props.counts.entities), |l| &mut l.entities, None) }
                { layer(props, words.layer_suggestions, Some(props.counts.suggestions), |l| &mut l.suggestions, None) }
                { layer(props, words.layer_values, Some(props.counts.values), |l| &mut l.values, None) }
                { for (props.counts.others > 0).then(|| layer(props, words.layer_others, Some(props.counts.others), |l| &mut l.others, None)) }
                { layer(props, words.layer_tokens, Some(props.counts.tokens), |l| &mut l.tokens, Some(Command::ToggleTokens)) }
                { layer(props, words.layer_cards, None, |l| &mut l.cards, None) }
                { layer(props, words.layer_every_card, None, |l| &mut l.every_card, None) }
            </div>
        </nav>
    }
}

fn entry_view(props: &LibraryProps, entry: &ArticleEntry) -> Html {
    let (words, id) = (props.words, entry.id);
    let current = (props.open == Some(id)).then_some("true");
    let or = |text: &Rc<str>, otherwise: &'static str| match text.is_empty() {
        true => AttrValue::Static(otherwise),
        false => AttrValue::Rc(text.clone()),
    };
    let date = if entry.published.is_empty() { String::new() } else { (words.date)(&entry.published) };
    let suggestions = entry
        .suggestions
        .map_or_else(|| words.analysis_waiting.to_owned(), |n| format!("{} {n}", words.suggested));
    html! {
        <button class="article-entry" data-part="article" data-article={id.to_string()} aria-current={current} onclick={props.on.reform(move |_| Act::OpenArticle(id))}>
            <span class="outlet" lang="ja"><span>{ or(&entry.outlet, words.unknown_outlet) }</span><span class="number">{ date }</span></span>
            <span class="headline" lang="ja">{ or(&entry.title, words.untitled) }</span>
            <span class="counts number">{ format!("{} {} ・ {suggestions}", words.marks, entry.marks) }</span>
        </button>
    }
}

fn layer(
    props: &LibraryProps,
    name: &'static str,
    count: Option<usize>,
    field: fn(&mut Layers) -> &mut bool,
    key: Option<Command>,
) -> Html {
    let mut layers = props.preferences.layers;
    let shown = *field(&mut layers);
    let preferences = props.preferences.clone();
    let onclick = props.on.reform(move |_| {
        let mut changed = preferences.clone();
        let flag = field(&mut changed.layers);
        *flag = !*flag;
        Act::Prefer(changed)
    });
    html! {
        <button class="layer" role="switch" aria-checked={shown.to_string()} {onclick}>
            <span class="swatch" aria-hidden="true"></span>
            <span>{ name }</span>
            <span class="count number">{ count.map(|n| n.to_string()).unwrap_or_default() }</span>
            <span>{ for key.map(|key| html! { <kbd aria-hidden="true">{ props.preferences.keys.told(key) }</kbd> }) }</span>
        </button>
    }
}
