//! Language, theme, how the text is set, and the name on one's marks.

use crate::views::kit::{input_value, sheet};
use shirushi_page::Act;
use shirushi_page::preferences::{Preferences, Ruby, Theme, Typesetting};
use shirushi_page::scene::Panel;
use shirushi_page::words::{Language, Words};
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
                <button class="button" data-part="tags-open" onclick={on.reform(|_: MouseEvent| Act::Panel(Panel::Tags))}>{ words.tags }</button>
                <button class="button" data-part="keys-open" onclick={on.reform(|_: MouseEvent| Act::Panel(Panel::Keys))}>{ words.keys_change }</button>
                { typesetting(words, preferences, on) }
                <label class="field"><span>{ words.annotator }</span>
                    <input type="text" data-part="annotator" autocomplete="name" value={preferences.annotator.clone()} onchange={named} />
                    <span>{ words.annotator_hint }</span>
                </label>
            </>
        },
    )
}

/// Some of the choices there are, as buttons in a row.
struct SettingRow<'a> {
    name: &'static str,
    preferences: &'a Preferences,
    on: &'a Callback<Act>,
}

impl SettingRow<'_> {
    fn of(&self, choices: impl Iterator<Item = Html>) -> Html {
        html! { <span class="choice" role="group" aria-label={self.name}>{ for choices }</span> }
    }

    /// A button that makes `preferences` the person's.
    fn choice(
        &self,
        part: String,
        name: &'static str,
        lang: Option<&'static str>,
        chosen: bool,
        preferences: Preferences,
    ) -> Html {
        html! {
            <button {lang} data-part={part} aria-pressed={chosen.to_string()} onclick={self.on.reform(move |_: MouseEvent| Act::Prefer(preferences.clone()))}>
                { if chosen { "● " } else { "○ " } }{ name }
            </button>
        }
    }

    /// A button that sets the text so.
    fn setting(&self, part: &'static str, name: &'static str, setting: Typesetting) -> Html {
        let chosen = self.preferences.setting == setting;
        self.choice(part.to_owned(), name, None, chosen, Preferences { setting, ..self.preferences.clone() })
    }
}

/// The languages, as buttons.
pub(crate) fn languages(words: &'static Words, preferences: &Preferences, on: &Callback<Act>) -> Html {
    let row = SettingRow { name: words.language_word, preferences, on };
    row.of([(Language::Ja, "日本語"), (Language::En, "English")].into_iter().map(|(language, name)| {
        let tag = language.tag();
        let with = Preferences { language: Some(language), ..preferences.clone() };
        row.choice(format!("language-{tag}"), name, Some(tag), words == language.words(), with)
    }))
}

/// The themes, as buttons.
pub(crate) fn themes(words: &'static Words, preferences: &Preferences, on: &Callback<Act>) -> Html {
    let row = SettingRow { name: words.theme_word, preferences, on };
    let all = [
        (Theme::System, words.theme_auto, "theme-system"),
        (Theme::Light, words.theme_light, "theme-light"),
        (Theme::Dark, words.theme_dark, "theme-dark"),
    ];
    row.of(all.into_iter().map(|(theme, name, part)| {
        let with = Preferences { theme, ..preferences.clone() };
        row.choice(part.to_owned(), name, None, preferences.theme == theme, with)
    }))
}

/// How the text is set.
fn typesetting(words: &'static Words, preferences: &Preferences, on: &Callback<Act>) -> Html {
    let now = preferences.setting;
    let row = |name: &'static str, choices: &[(&'static str, &'static str, Typesetting)]| {
        let row = SettingRow { name, preferences, on };
        let buttons = choices.iter().map(|&(part, name, setting)| row.setting(part, name, setting));
        html! { <div class="field"><span>{ name }</span>{ row.of(buttons) }</div> }
    };
    let slider = |part: &'static str,
                  name: &'static str,
                  range: std::ops::RangeInclusive<u16>,
                  step: u16,
                  value: u16,
                  change: fn(Typesetting, u16) -> Typesetting| {
        let preferences = preferences.clone();
        let oninput = on.reform(move |event: InputEvent| {
            let value = input_value(&event).parse().unwrap_or(value);
            Act::Prefer(Preferences { setting: change(preferences.setting, value), ..preferences.clone() })
        });
        html! {
            <label class="field"><span>{ name }</span>
                <input type="range" data-part={part} min={range.start().to_string()} max={range.end().to_string()} step={step.to_string()} value={value.to_string()} {oninput} />
            </label>
        }
    };
    html! {
        <>
            <h3>{ words.setting }</h3>
            { row(words.writing, &[
                ("horizontal", words.horizontal, Typesetting { vertical: false, ..now }),
                ("vertical", words.vertical, Typesetting { vertical: true, ..now }),
            ]) }
            { row(words.typeface, &[
                ("mincho", words.mincho, Typesetting { gothic: false, ..now }),
                ("gothic", words.gothic, Typesetting { gothic: true, ..now }),
            ]) }
            { row(words.line_breaks, &[
                ("breaks-anywhere", words.breaks_anywhere, Typesetting { phrases: false, ..now }),
                ("breaks-phrases", words.breaks_phrases, Typesetting { phrases: true, ..now }),
            ]) }
            { row(words.ruby, &[
                ("ruby-none", words.ruby_none, Typesetting { ruby: Ruby::None, ..now }),
                ("ruby-rare", words.ruby_rare, Typesetting { ruby: Ruby::Rare, ..now }),
                ("ruby-all", words.ruby_all, Typesetting { ruby: Ruby::All, ..now }),
            ]) }
            { slider("text-size", words.text_size, Typesetting::SIZES, 5, now.size, |now, size| Typesetting { size, ..now }) }
            { slider("measure", words.measure, Typesetting::MEASURES, 1, now.measure, |now, measure| Typesetting { measure, ..now }) }
        </>
    }
}
