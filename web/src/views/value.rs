//! The value of a date, a time or a quantity: as a person reads it, and as a person writes it.
//!
//! What is written counts when the field is left. What cannot be read is said beside the field and changes
//! nothing.

use crate::views::kit::input_value;
use shirushi_model::{EntityType, Normalized};
use shirushi_page::words::Words;
use shirushi_session::values::{self, Form};
use yew::prelude::*;

#[derive(Properties, Clone, PartialEq)]
pub(crate) struct ValueProps {
    pub(crate) words: &'static Words,
    pub(crate) kind: EntityType,
    pub(crate) value: Option<Normalized>,
    pub(crate) on: Callback<Option<Normalized>>,
}

/// The fields of a value; nothing for what has none.
#[component]
pub(crate) fn ValueFields(props: &ValueProps) -> Html {
    let words = props.words;
    let wrong = use_state_eq(|| None::<String>);
    {
        // Another value from outside, and what was written wrongly is no longer what is shown.
        let wrong = wrong.clone();
        use_effect_with((props.kind, props.value.clone()), move |_| wrong.set(None));
    }
    let Some(form) = values::form(props.kind) else { return Html::default() };
    let (calendar, quantity) = match &props.value {
        Some(Normalized::Calendar(calendar)) => (Some(calendar.clone()), None),
        Some(Normalized::Quantity(quantity)) => (None, Some(quantity.clone())),
        None => (None, None),
    };
    let tell = {
        let (wrong, on) = (wrong.clone(), props.on.clone());
        move |typed: &str, read: Option<Normalized>| match read {
            _ if typed.is_empty() => {
                wrong.set(None);
                on.emit(None);
            }
            Some(read) => {
                wrong.set(None);
                on.emit(Some(read));
            }
            None => wrong.set(Some(typed.to_owned())),
        }
    };
    let (shown, unit, message) = match form {
        Form::Calendar => {
            (calendar.as_ref().map(|c| c.value.clone()).unwrap_or_default(), None, words.value_bad_date)
        }
        Form::Quantity => (
            quantity.as_ref().map(|q| q.value.to_string()).unwrap_or_default(),
            Some(quantity.as_ref().map(|q| q.unit.clone()).unwrap_or_default()),
            words.value_bad_number,
        ),
    };
    let onvalue = {
        let (tell, calendar, quantity) = (tell.clone(), calendar, quantity.clone());
        Callback::from(move |event: Event| {
            let typed = input_value(&event);
            let read = match form {
                Form::Calendar => values::calendar(&typed, calendar.as_ref()).map(Normalized::Calendar),
                Form::Quantity => values::number(&typed).map(|number| {
                    let unit = quantity.as_ref().map(|quantity| quantity.unit.clone()).unwrap_or_default();
                    Normalized::Quantity(values::quantity(number, &unit, quantity.as_ref()))
                }),
            };
            tell(&typed, read);
        })
    };
    let onunit = {
        let on = props.on.clone();
        Callback::from(move |event: Event| {
            if let Some(before) = &quantity {
                let changed = values::quantity(before.value, &input_value(&event), Some(before));
                on.emit(Some(Normalized::Quantity(changed)));
            }
        })
    };
    // What was written wrongly stays to be put right.
    let value = (*wrong).clone().unwrap_or(shown);
    let invalid = wrong.is_some();
    let iso = match &props.value {
        Some(Normalized::Quantity(quantity)) => quantity.iso.clone(),
        _ => None,
    };
    html! {
        <div class="field" data-part="value-fields">
            <div class="value-row">
                <label class="field"><span>{ words.normalized }</span>
                    <input type="text" data-part="value" autocomplete="off" inputmode={if form == Form::Quantity { "decimal" } else { "text" }} {value}
                        aria-invalid={invalid.then_some("true")} aria-describedby={invalid.then_some("value-wrong")} onchange={onvalue} />
                </label>
                { for unit.map(|unit| html! {
                    <label class="field unit"><span>{ words.unit }</span>
                        <input type="text" data-part="unit" lang="ja" autocomplete="off" value={unit} onchange={onunit.clone()} />
                    </label>
                }) }
                <span class="small quiet number">{ iso.unwrap_or_default() }</span>
            </div>
            <p class="wrong small" id="value-wrong" role="alert" data-part="value-wrong" hidden={!invalid}>{ if invalid { message } else { "" } }</p>
        </div>
    }
}
