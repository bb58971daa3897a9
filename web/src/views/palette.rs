//! The list of all commands, at the top: a field to type in and what it finds. It takes the keys and gives
//! them back to where they were; the page behind it stays as it is.

use crate::views::search::typed;
use shirushi_page::Act;
use shirushi_page::palette::{Entry, Ready, Run, matching};
use shirushi_page::shared::Shared;
use shirushi_page::words::Words;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// So many are listed; the rest is found by typing.
const LISTED: usize = 80;

#[derive(Properties, Clone)]
pub(crate) struct PaletteProps {
    pub(crate) words: &'static Words,
    pub(crate) entries: Shared<Vec<Entry>>,
    pub(crate) lately: Shared<Vec<Run>>,
    pub(crate) on: Callback<Act>,
}

impl PartialEq for PaletteProps {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words && self.entries == other.entries
    }
}

#[component]
pub(crate) fn Palette(props: &PaletteProps) -> Html {
    let words = props.words;
    let text = use_state_eq(String::new);
    let at = use_state_eq(|| 0usize);
    let field = use_node_ref();
    {
        let field = field.clone();
        use_effect_with((), move |()| {
            let before = active().and_then(|element| element.dyn_into::<HtmlElement>().ok());
            let own = field.cast::<Element>();
            focus(field.cast::<HtmlElement>());
            // Who went elsewhere by themselves stays there.
            move || {
                if active().is_none_or(|now| now.tag_name() == "BODY" || Some(&now) == own.as_ref()) {
                    focus(before);
                }
            }
        });
    }
    let found = matching(props.entries.to_vec(), &text, &props.lately);
    let count = found.len().min(LISTED);
    let chosen = (*at).min(count.saturating_sub(1));
    {
        use_effect_with((chosen, text.clone()), |(at, _)| {
            let document = web_sys::window().and_then(|window| window.document());
            let row = document.and_then(|document| document.get_element_by_id(&id(*at)));
            if let Some(row) = row {
                row.scroll_into_view_with_bool(false);
            }
        });
    }
    let oninput = {
        let (text, at) = (text.clone(), at.clone());
        Callback::from(move |event: InputEvent| {
            text.set(typed(&event));
            at.set(0);
        })
    };
    let run = |entry: &Entry| (entry.ready == Ready::Yes).then(|| entry.run.clone());
    let enter = found.get(chosen).and_then(run);
    let onkeydown = {
        let (at, on) = (at.clone(), props.on.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.is_composing() || event.key_code() == 229 {
                return;
            }
            match event.key().as_str() {
                "ArrowDown" => at.set(if chosen + 1 < count { chosen + 1 } else { 0 }),
                "ArrowUp" => at.set(chosen.checked_sub(1).unwrap_or(count.saturating_sub(1))),
                "PageDown" => at.set(chosen + 8),
                "PageUp" => at.set(chosen.saturating_sub(8)),
                "Enter" => {
                    if let Some(run) = enter.clone() {
                        on.emit(Act::Run(run));
                    }
                }
                // There is one place for the keys here.
                "Tab" | "Escape" => on.emit(Act::ClosePalette),
                _ => return,
            }
            event.prevent_default();
            event.stop_propagation();
        })
    };
    // Who turns to another part of the page has left the list.
    let onfocusout = {
        let on = props.on.clone();
        Callback::from(move |event: FocusEvent| {
            if event.related_target().is_some() {
                on.emit(Act::ClosePalette);
            }
        })
    };
    // A press on a row leaves the keys in the field.
    let hold = Callback::from(|event: MouseEvent| event.prevent_default());
    let mut group = "";
    html! {
        <section class="palette" aria-label={words.commands} data-part="palette-list">
            <input ref={field} type="text" role="combobox" autocomplete="off" spellcheck="false" lang="ja" data-part="palette-field" aria-label={words.commands} aria-expanded="true"
                aria-controls="commands" aria-autocomplete="list" aria-activedescendant={(count > 0).then(|| id(chosen))} placeholder={words.commands_placeholder}
                {oninput} {onkeydown} {onfocusout} />
            <ul id="commands" role="listbox" aria-label={words.commands} onmousedown={hold}>
                { for found.iter().take(LISTED).enumerate().map(|(n, entry)| {
                    let title = if std::mem::replace(&mut group, entry.group) == entry.group { "" } else { entry.group };
                    let onclick = run(entry).map(|run| props.on.reform(move |_: MouseEvent| Act::Run(run.clone())));
                    html! {
                        <li id={id(n)} role="option" aria-selected={(n == chosen).to_string()} aria-disabled={(entry.ready == Ready::No).then_some("true")} {onclick}>
                            <span class="quiet small">{ title }</span><span class="what">{ entry.name.clone() }</span>
                            <span class="with" aria-hidden="true">{ for entry.keys.iter().map(|key| html! { <kbd>{ key.clone() }</kbd> }) }</span>
                        </li>
                    }
                }) }
            </ul>
            <p class="small quiet" role="status">{ if found.is_empty() { words.search_none.to_owned() } else { format!("{} ・ {}", (words.search_hits)(found.len()), words.commands_lead) } }</p>
        </section>
    }
}

fn id(n: usize) -> String {
    format!("command-{n}")
}

fn active() -> Option<Element> {
    web_sys::window()?.document()?.active_element()
}

fn focus(element: Option<HtmlElement>) {
    if let Some(element) = element {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // Fails only for an element that is not on the page.
        let _ = element.focus_with_options(&options);
    }
}
