//! What a format can be asked: one group of buttons a choice.

use super::{ExchangeProps, words};
use crate::views::kit::{Field, Room};
use shirushi_exchange::formats::{Choice, Format};
use shirushi_page::Act;
use shirushi_page::exchanging::ExchangeAct;
use yew::prelude::*;

/// All choices of the format that is looked at.
pub(super) fn choices(props: &ExchangeProps) -> Html {
    let format = props.ui.format;
    html! { { for format.choices().iter().map(|choice| one(props, format, choice)) } }
}

fn one(props: &ExchangeProps, format: Format, choice: &'static Choice) -> Html {
    let key = choice.key;
    let name = props.say(words::choice(key));
    let chosen = props.ui.choice(format, key);
    if choice.values.is_empty() {
        let on = props.on.reform(move |value| Act::Exchange(ExchangeAct::Choose(key, value)));
        return html! {
            <label class="x-choice">
                <span class="section-title">{ name }</span>
                <Field part="choice-words" value={AttrValue::from(chosen.to_owned())} room={Room::Line} placeholder="https://" {on} />
                <span class="quiet small">{ props.say(words::choice_lead(key)) }</span>
            </label>
        };
    }
    let buttons = choice.values.iter().map(|&value| {
        let pressed = chosen == value;
        html! {
            <button class="x-value" role="radio" data-part={format!("choose-{key}-{value}")} aria-checked={pressed.to_string()} onclick={props.press(move || ExchangeAct::Choose(key, value.to_owned()))}>
                { props.say(words::value(key, value)) }
            </button>
        }
    });
    html! {
        <div class="x-choice" role="radiogroup" aria-label={name}>
            <span class="section-title">{ name }</span>
            <span class="x-values">{ for buttons }</span>
            <span class="quiet small">{ props.say(words::choice_lead(key)) }</span>
        </div>
    }
}
