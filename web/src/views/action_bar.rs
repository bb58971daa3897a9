//! The bar that appears at a selection: the tags and their keys.

use crate::views::guide::guide_of;
use crate::views::kit::use_keys;
use shirushi_model::{EntityType, Tagset};
use shirushi_page::Act;
use shirushi_page::keys::Command;
use shirushi_page::marking::MarkAs;
use shirushi_page::reading::paint::{band_class, entity_class};
use shirushi_page::words::Words;
use yew::prelude::*;

/// What the selection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doing {
    /// To be marked.
    Marking,
    /// To draw the boundaries of a mark anew.
    Reshaping,
}

#[derive(Properties, PartialEq)]
pub(crate) struct ActionBarProps {
    pub(crate) words: &'static Words,
    pub(crate) doing: Doing,
    /// Whether the selection can become a part of the last mark.
    pub(crate) grows: bool,
    pub(crate) tagset: Tagset,
    pub(crate) node: NodeRef,
    /// It takes another room than before.
    pub(crate) resized: Callback<()>,
    pub(crate) on: Callback<Act>,
}

#[component]
pub(crate) fn ActionBar(props: &ActionBarProps) -> Html {
    let more = use_state_eq(|| false);
    {
        let resized = props.resized.clone();
        use_effect_with(*more, move |_| resized.emit(()));
    }
    let words = props.words;
    let keys = use_keys();
    let keyed = keys.marks(&props.tagset);
    let has_key = |mark: &MarkAs| keyed.iter().any(|(_, other)| other == mark);
    let rest = EntityType::ALL.into_iter().map(MarkAs::Entity).filter(|mark| !has_key(mark));
    let keyless = props.tagset.tags.iter().map(|tag| MarkAs::Highlight(tag.id)).filter(|mark| !has_key(mark));
    let toggle = {
        let more = more.clone();
        Callback::from(move |_: MouseEvent| more.set(!*more))
    };
    // Pressing a button must not take the selection away from the text.
    let keep_selection = Callback::from(|event: PointerEvent| event.prevent_default());
    let command = |command: Command, part: &'static str, name: &'static str| {
        html! { <button data-part={part} aria-keyshortcuts={keys.shortcut(command)} onclick={props.on.reform(move |_| Act::Command(command))}>{ name }<kbd aria-hidden="true">{ keys.told(command) }</kbd></button> }
    };
    if props.doing == Doing::Reshaping {
        return html! {
            <div class="action-bar appear" ref={props.node.clone()} role="toolbar" aria-label={words.boundary} data-part="action-bar" onpointerdown={keep_selection}>
                { command(Command::Accept, "boundary-here", words.boundary_here) }
                { command(Command::Boundary, "boundary-other", words.boundary_other) }
                { command(Command::Escape, "boundary-leave", words.cancel) }
            </div>
        };
    }
    html! {
        <div class="action-bar appear" ref={props.node.clone()} role="toolbar" aria-label={words.mark_as} data-part="action-bar" onpointerdown={keep_selection}>
            { for keyed.iter().map(|(key, mark)| button(props, mark.clone(), Some(*key))) }
            <button data-part="more" aria-expanded={more.to_string()} onclick={toggle}>{ words.more }{ if *more { " ▴" } else { " ▾" } }</button>
            <span class="row" hidden={!*more}>
                { for rest.chain(keyless).map(|mark| button(props, mark, None)) }
                { command(Command::Repeat, "repeat", words.key_repeat) }
                { for props.grows.then(|| command(Command::AddPart, "add-part", words.add_part)) }
                { command(Command::Merge, "merge", words.merge) }
            </span>
        </div>
    }
}

fn button(props: &ActionBarProps, mark: MarkAs, key: Option<char>) -> Html {
    let words = props.words;
    let (name, sign): (AttrValue, Html) = match &mark {
        MarkAs::Claim => (words.claim_word.into(), Html::default()),
        MarkAs::Entity(kind) => (
            (words.entity)(*kind).into(),
            html! { <span class={classes!("rule", entity_class(*kind))} aria-hidden="true"></span> },
        ),
        MarkAs::Highlight(id) => match props.tagset.get(*id) {
            Some(tag) => (
                tag.name.clone().into(),
                html! { <span class={classes!("dot", band_class(tag.color))} aria-hidden="true"></span> },
            ),
            None => (words.highlight_word.into(), Html::default()),
        },
    };
    let key = key.map(|key| key.to_uppercase().to_string());
    let part = match &mark {
        MarkAs::Claim => "mark-claim".to_owned(),
        MarkAs::Entity(kind) => format!("mark-{}", kind.name()),
        MarkAs::Highlight(id) => format!("mark-{id}"),
    };
    // What it is for is told beside the text while the pointer or the keys are on it.
    let said = guide_of(&props.tagset, &mark);
    let on = &props.on;
    let turn = |to: Option<MarkAs>| said.as_ref().map(|_| on.reform(move |()| Act::Explain(to.clone())));
    let (told, quiet) = (turn(Some(mark.clone())), turn(None));
    let description = said.map(|(guide, _)| guide).filter(|guide| !guide.is_empty());
    html! {
        <button data-part={part} aria-keyshortcuts={key.clone()} aria-description={description} onmouseenter={told.clone().map(|told| told.reform(|_: MouseEvent| ()))} onmouseleave={quiet.clone().map(|quiet| quiet.reform(|_: MouseEvent| ()))}
            onfocus={told.map(|told| told.reform(|_: FocusEvent| ()))} onblur={quiet.map(|quiet| quiet.reform(|_: FocusEvent| ()))} onclick={props.on.reform(move |_| Act::MarkAs(mark.clone()))}>
            <span>{ sign }</span>{ name }<span>{ for key.map(|key| html! { <kbd aria-hidden="true">{ key }</kbd> }) }</span>
        </button>
    }
}
