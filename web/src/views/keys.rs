//! Every command with its key, to be changed: press a key's button, then the new key.

use crate::views::kit::sheet;
use shirushi_page::Act;
use shirushi_page::keys::keymap::{Action, Chord, changeable_commands, changeable_strokes};
use shirushi_page::keys::{Control, Phrase};
use shirushi_page::preferences::Preferences;
use shirushi_page::words::Words;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct KeysProps {
    pub(crate) words: &'static Words,
    pub(crate) preferences: Preferences,
    pub(crate) on: Callback<Act>,
}

#[component]
pub(crate) fn Keys(props: &KeysProps) -> Html {
    let words = props.words;
    let waiting = use_state_eq(|| None::<Action>);
    let list = |of: Vec<(Action, Phrase)>| {
        html! { <ul class="keys-list">{ for of.into_iter().map(|(action, name)| one(props, &waiting, action, name(words))) }</ul> }
    };
    sheet(
        words,
        words.keys_change,
        &props.on,
        html! {
            <div data-part="keys">
                <p class="teach small">{ words.keys_change_lead }</p>
                { list(changeable_commands().collect()) }
                <h3 class="section-title">{ words.judge }</h3>
                <p class="teach small">{ words.keys_judge_lead }</p>
                { list(changeable_strokes().collect()) }
            </div>
        },
    )
}

/// One of them, with its key.
fn one(
    props: &KeysProps,
    waiting: &UseStateHandle<Option<Action>>,
    action: Action,
    name: &'static str,
) -> Html {
    let (words, keys) = (props.words, &props.preferences.keys);
    let waits = **waiting == Some(action);
    let ask = {
        let waiting = waiting.clone();
        Callback::from(move |_: MouseEvent| waiting.set((!waits).then_some(action)))
    };
    let (waiting, on) = (waiting.clone(), props.on.clone());
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if let Some(act) = pressed(&event, action).filter(|_| waits) {
            waiting.set(None);
            on.emit(act);
        } else if waits && event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            waiting.set(None);
        }
    });
    let told = match action {
        _ if waits => words.press_key.to_owned(),
        Action::Command(_) => keys.told(action),
        Action::Stroke(stroke) => keys.struck_by(stroke).join(" / "),
    };
    let part = AttrValue::from(action.part());
    html! {
        <li key={part.to_string()}>
            <span>{ name }</span>
            <button class="button" data-command={part.clone()} aria-pressed={waits.to_string()} onclick={ask} {onkeydown}>
                <span class="visually-hidden">{ name }{ " " }</span>{ told }
            </button>
            <button class="button icon" data-reset={part} hidden={!keys.is_changed(action)} title={words.key_reset} aria-label={format!("{} {name}", words.key_reset)}
                onclick={props.on.reform(move |_: MouseEvent| Act::ResetKey(action))}>{ "↺" }</button>
        </li>
    }
}

/// What is asked for by the key that is pressed while one is waited for. Keys that only hold others are not
/// one.
fn pressed(event: &KeyboardEvent, action: Action) -> Option<Act> {
    let held =
        ["Shift", "Control", "Alt", "Meta", "Escape", "Process", "Dead"].contains(&event.key().as_str());
    if held || event.is_composing() {
        return None;
    }
    event.prevent_default();
    event.stop_propagation();
    let control = match (event.ctrl_key() || event.meta_key(), event.shift_key()) {
        (true, true) => Control::YesWithShift,
        (true, false) => Control::Yes,
        _ => Control::No,
    };
    Some(Act::SetKey(action, Chord::new(&event.key(), control)))
}
