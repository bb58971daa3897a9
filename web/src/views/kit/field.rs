//! A field to write in, which keeps what is being typed whatever else is drawn anew meanwhile.
//!
//! What was typed is told when the field is left, and when typing rests (`data-live`, see the page's
//! commands). A value that changes from outside takes its place.

use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

/// How much there is to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Room {
    Line,
    Lines,
}

#[derive(Properties, PartialEq)]
pub(crate) struct FieldProps {
    pub(crate) part: &'static str,
    pub(crate) value: AttrValue,
    pub(crate) room: Room,
    /// Whether it gets the keys when its panel is opened.
    #[prop_or_default]
    pub(crate) first: bool,
    #[prop_or_default]
    pub(crate) placeholder: &'static str,
    /// The id of a list of names to choose from.
    #[prop_or_default]
    pub(crate) names: Option<&'static str>,
    pub(crate) on: Callback<String>,
}

#[component]
pub(crate) fn Field(props: &FieldProps) -> Html {
    let typed = use_state_eq(|| None::<String>);
    {
        let typed = typed.clone();
        use_effect_with(props.value.clone(), move |value| {
            // What was told comes back without the blanks at its ends; they stay while one goes on typing.
            if typed.as_deref().map(str::trim) != Some(value.trim()) {
                typed.set(None);
            }
        });
    }
    let room = props.room;
    let read = move |event: &Event| match room {
        Room::Line => input_value(event),
        Room::Lines => text_area_value(event),
    };
    let oninput = {
        let typed = typed.clone();
        Callback::from(move |event: InputEvent| typed.set(Some(raw(room, &event))))
    };
    let onchange = props.on.reform(move |event: Event| read(&event));
    let value = (*typed).clone().map_or_else(|| props.value.clone(), AttrValue::from);
    match room {
        Room::Line => html! {
            <input type="text" lang="ja" autocomplete="off" data-live="" data-first={props.first.then_some("")} data-part={props.part} list={props.names} placeholder={props.placeholder} {value} {oninput} {onchange} />
        },
        Room::Lines => html! {
            <textarea lang="ja" rows="2" data-live="" data-part={props.part} placeholder={props.placeholder} {value} {oninput} {onchange} />
        },
    }
}

/// What stands in the field, blanks at its ends included: they may be on the way to something.
fn raw(room: Room, event: &Event) -> String {
    let target = event.target();
    match room {
        Room::Line => target
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
            .map(|input| input.value())
            .unwrap_or_default(),
        Room::Lines => text_area_value(event),
    }
}

/// The trimmed content of the text field an event comes from.
pub(crate) fn input_value(event: &Event) -> String {
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    input.map(|input| input.value().trim().to_owned()).unwrap_or_default()
}

/// The content of the text area an event comes from.
pub(crate) fn text_area_value(event: &Event) -> String {
    let area = event.target().and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
    area.map(|area| area.value()).unwrap_or_default()
}
