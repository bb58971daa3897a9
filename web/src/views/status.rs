//! The line at the bottom: what is saved, what is being analysed, how much there is; language and theme.

use crate::views::settings::{languages, themes};
use shirushi_page::Act;
use shirushi_page::derived::Counts;
use shirushi_page::engine::Progress;
use shirushi_page::preferences::Preferences;
use shirushi_page::projects::Safety;
use shirushi_page::scene::Panel;
use shirushi_page::words::Words;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub(crate) struct StatusProps {
    pub(crate) words: &'static Words,
    pub(crate) safety: Safety,
    pub(crate) progress: Progress,
    pub(crate) counts: Counts,
    pub(crate) preferences: Preferences,
    /// For those who hear the page: what was done last.
    pub(crate) announced: AttrValue,
    pub(crate) on: Callback<Act>,
}

#[component]
pub(crate) fn Status(props: &StatusProps) -> Html {
    let words = props.words;
    let (class, safety) = match props.safety {
        Safety::Saved => ("saved", words.saved),
        Safety::Saving => ("saving", words.saving),
        Safety::Failed => ("failed", words.not_saved),
        Safety::ReadOnly => ("reading", words.read_only),
    };
    let counts = props.counts;
    html! {
        <footer class="status" aria-label={words.region_status}>
            <span class={classes!("state", class)} data-part="save-state" data-state={class}>{ safety }</span>
            <span class="progress number" data-part="progress">{ progress(words, props.progress) }</span>
            <span class="number only-wide-status" data-part="token-count">{ (words.count_tokens)(counts.tokens) }</span>
            <span class="number only-wide-status">{ (words.status_counts)(counts.claims, counts.highlights, counts.suggestions) }</span>
            <span class="spring"></span>
            <span class="only-wide-status">{ words.no_network }</span>
            <span class="only-wide-status">{ languages(words, &props.preferences, &props.on) }</span>
            <span class="only-wide-status">{ themes(words, &props.preferences, &props.on) }</span>
            <button data-part="settings" title={words.settings} aria-label={words.settings} onclick={props.on.reform(|_| Act::Panel(Panel::Settings))}>{ "⚙" }</button>
            <button data-part="about" onclick={props.on.reform(|_| Act::Panel(Panel::About))}>{ words.about }</button>
            <span class="visually-hidden" aria-live="polite" data-part="announcer">{ props.announced.clone() }</span>
        </footer>
    }
}

fn progress(words: &Words, progress: Progress) -> Html {
    match progress {
        Progress::Dictionary(percent) => html! {
            <><progress max="100" value={percent.to_string()} aria-label={words.dictionary_loading}></progress><span>{ (words.dictionary_progress)(percent) }</span></>
        },
        Progress::Unavailable => html! { <span>{ words.analysis_waiting }</span> },
        Progress::Analysing => {
            html! { <><progress aria-label={words.analysing}></progress><span>{ words.analysing }</span></> }
        }
        Progress::Done(Some(milliseconds)) => html! { <span>{ (words.analysed_in)(milliseconds) }</span> },
        Progress::Done(None) => html! { <span>{ words.dictionary_ready }</span> },
    }
}
