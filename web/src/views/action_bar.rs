//! The bar that appears at a selection: the tags and their keys.

use crate::act::{Act, MarkAs};
use crate::keys::Command;
use crate::paint::{band_class, entity_class};
use crate::words::Words;
use shirushi_model::{EntityType, Tagset};
use yew::prelude::*;

/// The marks that have a number, in its order: a claim, the three commonest entities, then the project's tags.
pub(crate) fn numbered(tagset: &Tagset) -> Vec<MarkAs> {
    let entities = [EntityType::Person, EntityType::Organization, EntityType::Location];
    [MarkAs::Claim]
        .into_iter()
        .chain(entities.into_iter().map(MarkAs::Entity))
        .chain(tagset.tags.iter().map(|tag| MarkAs::Highlight(tag.id)))
        .take(9)
        .collect()
}

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
    pub(crate) on: Callback<Act>,
}

#[component]
pub(crate) fn ActionBar(props: &ActionBarProps) -> Html {
    let more = use_state_eq(|| false);
    let words = props.words;
    let numbered = numbered(&props.tagset);
    let rest = EntityType::ALL.into_iter().map(MarkAs::Entity).filter(|mark| !numbered.contains(mark));
    let unnumbered =
        props.tagset.tags.iter().map(|tag| MarkAs::Highlight(tag.id)).filter(|mark| !numbered.contains(mark));
    let toggle = {
        let more = more.clone();
        Callback::from(move |_: MouseEvent| more.set(!*more))
    };
    // Pressing a button must not take the selection away from the text.
    let keep_selection = Callback::from(|event: PointerEvent| event.prevent_default());
    let command = |command: Command, part: &'static str, key: &'static str, name: &'static str| {
        html! { <button data-part={part} aria-keyshortcuts={key} onclick={props.on.reform(move |_| Act::Command(command))}>{ name }<kbd aria-hidden="true">{ key }</kbd></button> }
    };
    if props.doing == Doing::Reshaping {
        return html! {
            <div class="action-bar appear" ref={props.node.clone()} role="toolbar" aria-label={words.boundary} data-part="action-bar" onpointerdown={keep_selection}>
                { command(Command::Accept, "boundary-here", "↵", words.boundary_here) }
                { command(Command::Boundary, "boundary-other", "B", words.boundary_other) }
                { command(Command::Escape, "boundary-leave", "Esc", words.cancel) }
            </div>
        };
    }
    html! {
        <div class="action-bar appear" ref={props.node.clone()} role="toolbar" aria-label={words.mark_as} data-part="action-bar" onpointerdown={keep_selection}>
            { for numbered.iter().enumerate().map(|(i, mark)| button(props, mark.clone(), Some(i + 1))) }
            <button data-part="more" aria-expanded={more.to_string()} onclick={toggle}>{ words.more }{ if *more { " ▴" } else { " ▾" } }</button>
            <span class="row" hidden={!*more}>
                { for rest.chain(unnumbered).map(|mark| button(props, mark, None)) }
                { command(Command::Repeat, "repeat", ";", words.key_repeat) }
                { for props.grows.then(|| command(Command::AddPart, "add-part", "L", words.add_part)) }
                { command(Command::Merge, "merge", "M", words.merge) }
            </span>
        </div>
    }
}

fn button(props: &ActionBarProps, mark: MarkAs, number: Option<usize>) -> Html {
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
    let key = number.map(|n| n.to_string());
    let part = match &mark {
        MarkAs::Claim => "mark-claim".to_owned(),
        MarkAs::Entity(kind) => format!("mark-{}", kind.name()),
        MarkAs::Highlight(id) => format!("mark-{id}"),
    };
    html! {
        <button data-part={part} aria-keyshortcuts={key.clone()} onclick={props.on.reform(move |_| Act::MarkAs(mark.clone()))}>
            <span>{ sign }</span>{ name }<span>{ for key.map(|key| html! { <kbd aria-hidden="true">{ key }</kbd> }) }</span>
        </button>
    }
}
