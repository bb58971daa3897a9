//! The line at the top: the seal, the project, undo and redo, search, export.

use crate::views::kit::use_keys;
use shirushi_page::Act;
use shirushi_page::keys::Command;
use shirushi_page::scene::{Panel, Scene};
use shirushi_page::words::Words;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct TopProps {
    pub(crate) words: &'static Words,
    pub(crate) title: AttrValue,
    pub(crate) can_undo: Option<AttrValue>,
    pub(crate) can_redo: Option<AttrValue>,
    pub(crate) panel: Panel,
    pub(crate) scene: Scene,
    pub(crate) on: Callback<Act>,
}

#[component]
pub(crate) fn Top(props: &TopProps) -> Html {
    let words = props.words;
    let keys = use_keys();
    let ask = |act: fn() -> Act| props.on.reform(move |_: MouseEvent| act());
    let undo = props.can_undo.as_ref().map(|what| format!("{}: {what}", words.undo));
    let redo = props.can_redo.as_ref().map(|what| format!("{}: {what}", words.redo));
    html! {
        <header class="top">
            <button class="icon only-narrow" data-part="menu" aria-label={words.menu} onclick={ask(|| Act::ToggleLibrary)}>{ "☰" }</button>
            <span class="seal" aria-hidden="true" lang="ja">{ "印" }</span>
            <span class="name">{ "Shirushi" }</span>
            <button class="project" data-part="projects" aria-haspopup="true" aria-expanded={(props.panel == Panel::Projects).to_string()}
                onclick={ask(|| Act::Panel(Panel::Projects))}>{ props.title.clone() }</button>
            <span class="places" role="group" aria-label={words.places}>
                <button data-part="read" aria-pressed={(props.scene == Scene::Reading).to_string()} onclick={ask(|| Act::Scene(Scene::Reading))}>{ words.read }</button>
                <button data-part="judge" aria-pressed={(props.scene == Scene::Judging).to_string()} aria-keyshortcuts={keys.shortcut(Command::Judge)} onclick={ask(|| Act::Scene(Scene::Judging))}>{ words.judge }</button>
                <button data-part="compare" aria-pressed={(props.scene == Scene::Comparing).to_string()} aria-keyshortcuts={keys.shortcut(Command::Compare)} onclick={ask(|| Act::Scene(Scene::Comparing))}>{ words.compare }</button>
                <button data-part="checks" aria-pressed={(props.scene == Scene::Checking).to_string()} onclick={ask(|| Act::Scene(Scene::Checking))}>{ words.checks }</button>
                <button data-part="figures" aria-pressed={(props.scene == Scene::Figures).to_string()} onclick={ask(|| Act::Scene(Scene::Figures))}>{ words.figures }</button>
            </span>
            <span class="spring"></span>
            <button class="button icon" data-part="undo" title={undo.clone()} aria-label={undo.unwrap_or_else(|| words.undo.into())} aria-keyshortcuts={keys.shortcut(Command::Undo)}
                disabled={props.can_undo.is_none()} onclick={ask(|| Act::Undo)}>{ "↶" }</button>
            <button class="button icon" data-part="redo" title={redo.clone()} aria-label={redo.unwrap_or_else(|| words.redo.into())} aria-keyshortcuts={keys.shortcut(Command::Redo)}
                disabled={props.can_redo.is_none()} onclick={ask(|| Act::Redo)}>{ "↷" }</button>
            <button class="button" data-part="search" aria-label={words.search} aria-keyshortcuts={keys.shortcut(Command::Search)} onclick={ask(|| Act::Command(Command::Search))}>
                <span class="only-narrow" aria-hidden="true">{ "⌕" }</span><span class="only-wide">{ words.search }{ " " }<kbd aria-hidden="true">{ keys.told(Command::Search) }</kbd></span>
            </button>
            <button class="button" data-part="palette" aria-label={format!("{} {}", words.commands, keys.told(Command::Palette))} title={words.commands} aria-keyshortcuts={keys.shortcut(Command::Palette)} onclick={ask(|| Act::Palette)}>
                <span class="only-narrow" aria-hidden="true">{ "⋮" }</span><span class="only-wide">{ words.commands }{ " " }<kbd aria-hidden="true">{ keys.told(Command::Palette) }</kbd></span>
            </button>
            <button class="button icon only-wide" data-part="history" aria-label={words.history} title={words.history} aria-keyshortcuts={keys.shortcut(Command::History)} aria-expanded={(props.panel == Panel::History).to_string()} onclick={ask(|| Act::Panel(Panel::History))}>{ "⟲" }</button>
            <button class="button icon only-wide" data-part="help" aria-label={words.help} title={words.help} aria-keyshortcuts={keys.shortcut(Command::Help)} onclick={ask(|| Act::Panel(Panel::Help))}>{ "?" }</button>
            <button class="button primary" data-part="export" aria-label={words.export} onclick={ask(|| Act::Panel(Panel::Export))}>
                <span class="only-narrow" aria-hidden="true">{ "⤓" }</span><span class="only-wide">{ words.export }</span>
            </button>
        </header>
    }
}
