//! Every command with its key, to be changed: press a key's button, then the new key.

use crate::act::Act;
use crate::keymap::{Chord, changeable};
use crate::keys::{Command, Control};
use crate::ports::preferences::Preferences;
use crate::views::inspector::sheet;
use crate::words::Words;
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
    let waiting = use_state_eq(|| None::<Command>);
    let keys = &props.preferences.keys;
    sheet(
        words,
        words.keys_change,
        &props.on,
        html! {
            <div data-part="keys">
                <p class="teach small">{ words.keys_change_lead }</p>
                <ul class="keys-list">
                    { for changeable().map(|(command, name)| {
                        let waits = *waiting == Some(command);
                        let ask = {
                            let waiting = waiting.clone();
                            Callback::from(move |_: MouseEvent| waiting.set((!waits).then_some(command)))
                        };
                        let (waiting, on) = (waiting.clone(), props.on.clone());
                        let onkeydown = Callback::from(move |event: KeyboardEvent| {
                            if let Some(act) = pressed(&event, command).filter(|_| waits) {
                                waiting.set(None);
                                on.emit(act);
                            } else if waits && event.key() == "Escape" {
                                event.prevent_default();
                                event.stop_propagation();
                                waiting.set(None);
                            }
                        });
                        let part = serde_json::to_string(&command).unwrap_or_default();
                        html! {
                            <li key={part.clone()}>
                                <span>{ name(words) }</span>
                                <button class="button" data-command={part.trim_matches('"').to_owned()} aria-pressed={waits.to_string()} onclick={ask} {onkeydown}>
                                    <span class="visually-hidden">{ name(words) }{ " " }</span>{ if waits { words.press_key.to_owned() } else { keys.told(command) } }
                                </button>
                                <button class="button icon" data-reset={part.trim_matches('"').to_owned()} hidden={!keys.is_changed(command)} title={words.key_reset} aria-label={format!("{} {}", words.key_reset, name(words))}
                                    onclick={props.on.reform(move |_: MouseEvent| Act::ResetKey(command))}>{ "↺" }</button>
                            </li>
                        }
                    }) }
                </ul>
            </div>
        },
    )
}

/// What is asked for by the key that is pressed while one is waited for. Keys that only hold others are not one.
fn pressed(event: &KeyboardEvent, command: Command) -> Option<Act> {
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
    Some(Act::SetKey(command, Chord::new(&event.key(), control)))
}
