//! One of several, as a drop-down list that always shows what the state says.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct ChoiceProps {
    pub(crate) part: &'static str,
    pub(crate) names: Vec<AttrValue>,
    pub(crate) chosen: Option<usize>,
    pub(crate) on: Callback<usize>,
}

#[component]
pub(crate) fn Choice(props: &ChoiceProps) -> Html {
    let list = use_node_ref();
    {
        // The browser keeps a list's choice as a property of its own, which attributes do not reach once a
        // person has chosen.
        let (list, chosen) = (list.clone(), props.chosen);
        use_effect(move || {
            if let Some(list) = list.cast::<HtmlSelectElement>() {
                list.set_selected_index(chosen.and_then(|index| i32::try_from(index).ok()).unwrap_or(-1));
            }
        });
    }
    let on = props.on.clone();
    let onchange = Callback::from(move |event: Event| {
        let list = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        if let Some(index) = list.and_then(|list| usize::try_from(list.selected_index()).ok()) {
            on.emit(index);
        }
    });
    html! {
        <select ref={list} data-part={props.part} {onchange}>
            { for props.names.iter().map(|name| html! { <option>{ name }</option> }) }
        </select>
    }
}

/// The names of all, to choose from.
pub(crate) fn names<T: Copy>(all: &[T], name: fn(T) -> &'static str) -> Vec<AttrValue> {
    all.iter().map(|&one| AttrValue::from(name(one))).collect()
}

/// Where one stands among all.
pub(crate) fn position<T: PartialEq>(all: &[T], one: T) -> Option<usize> {
    all.iter().position(|other| *other == one)
}

/// The one that stands there.
pub(crate) fn at_or<T: Copy>(all: &[T], at: usize, otherwise: T) -> T {
    all.get(at).copied().unwrap_or(otherwise)
}
