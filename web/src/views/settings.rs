//! Language, theme, and the name on one's marks.

use crate::act::Act;
use crate::ports::preferences::{Preferences, Theme};
use crate::views::inspector::{input_value, sheet};
use crate::words::{Language, Words};
use yew::prelude::*;

pub(crate) fn settings(words: &'static Words, preferences: &Preferences, on: &Callback<Act>) -> Html {
    let named = {
        let preferences = preferences.clone();
        on.reform(move |event: Event| {
            Act::Prefer(Preferences { annotator: input_value(&event), ..preferences.clone() })
        })
    };
    sheet(
        words,
        words.settings,
        on,
        html! {
            <>
                <div class="field"><span>{ words.language_word }</span>{ languages(words, preferences, on) }</div>
                <div class="field"><span>{ words.theme_word }</span>{ themes(words, preferences, on) }</div>
                <label class="field"><span>{ words.annotator }</span>
                    <input type="text" data-part="annotator" autocomplete="name" value={preferences.annotator.clone()} onchange={named} />
                    <span>{ words.annotator_hint }</span>
                </label>
            </>
        },
    )
}

/// The languages, as buttons.
pub(crate) fn languages(words: &'static Words, preferences: &Preferences, on: &Callback<Act>) -> Html {
    let choice = |language: Language, name: &'static str| {
        let preferences = preferences.clone();
        let pressed = words == language.words();
        html! {
            <button lang={language.tag()} data-part={format!("language-{}", language.tag())} aria-pressed={pressed.to_string()}
                onclick={on.reform(move |_: MouseEvent| Act::Prefer(Preferences { language: Some(language), ..preferences.clone() }))}>
                { if pressed { "● " } else { "○ " } }{ name }
            </button>
        }
    };
    html! { <span class="choice" role="group" aria-label={words.language_word}>{ choice(Language::Ja, "日本語") }{ choice(Language::En, "English") }</span> }
}

/// The themes, as buttons.
pub(crate) fn themes(words: &'static Words, preferences: &Preferences, on: &Callback<Act>) -> Html {
    let choice = |theme: Theme, name: &'static str, part: &'static str| {
        let preferences = preferences.clone();
        let pressed = preferences.theme == theme;
        html! {
            <button data-part={part} aria-pressed={pressed.to_string()}
                onclick={on.reform(move |_: MouseEvent| Act::Prefer(Preferences { theme, ..preferences.clone() }))}>
                { if pressed { "● " } else { "○ " } }{ name }
            </button>
        }
    };
    html! {
        <span class="choice" role="group" aria-label={words.theme_word}>
            { choice(Theme::System, words.theme_auto, "theme-system") }{ choice(Theme::Light, words.theme_light, "theme-light") }{ choice(Theme::Dark, words.theme_dark, "theme-dark") }
        </span>
    }
}
