//! The key of a command beside its name, as the person has set it.

use shirushi_page::keys::Command;
use shirushi_page::keys::keymap::Keymap;
use yew::prelude::*;

/// The person's keys, wherever a view is.
#[hook]
pub(crate) fn use_keys() -> Keymap {
    use_context::<Keymap>().unwrap_or_default()
}

#[derive(Properties, PartialEq)]
pub(crate) struct CommandButtonProps {
    pub(crate) command: Command,
    pub(crate) part: &'static str,
    pub(crate) name: &'static str,
    #[prop_or_default]
    pub(crate) class: Classes,
    pub(crate) onclick: Callback<MouseEvent>,
}

/// A button that does what a command does, with its key.
#[component]
pub(crate) fn CommandButton(props: &CommandButtonProps) -> Html {
    let keys = use_keys();
    html! {
        <button class={classes!("button", props.class.clone())} data-part={props.part} aria-keyshortcuts={keys.shortcut(props.command)} onclick={props.onclick.clone()}>
            { props.name }{ " " }<kbd aria-hidden="true">{ keys.told(props.command) }</kbd>
        </button>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct KeyProps {
    pub(crate) command: Command,
}

/// The key of a command, for those who see the page.
#[component]
pub(crate) fn Key(props: &KeyProps) -> Html {
    let keys = use_keys();
    html! { <kbd aria-hidden="true">{ keys.told(props.command) }</kbd> }
}
