//! Files of other tools: what a format keeps of the project before it is written, and what came in before it
//! is taken in.

mod choices;
mod incoming;
mod outgoing;
mod words;

use crate::views::kit::Writable;
use crate::views::results::Bilingual;
use shirushi_exchange::formats::{Format, Name};
use shirushi_page::Act;
use shirushi_page::exchanging::{ErrandProgress, ExchangeAct, ExchangeUi, ForeignFiles, Way};
use shirushi_page::results::Made;
use shirushi_page::shared::Shared;
use shirushi_page::words::{Language as PageLanguage, Words};
use shirushi_results::Language;
use shirushi_session::Session;
use yew::prelude::*;

#[derive(Properties, Clone)]
pub(crate) struct ExchangeProps {
    pub(crate) words: &'static Words,
    pub(crate) session: Session,
    /// Another one whenever the project is.
    pub(crate) made: Shared<Made>,
    pub(crate) ui: ExchangeUi,
    pub(crate) arrivals: Vec<Shared<ForeignFiles>>,
    pub(crate) writable: Writable,
    /// How far a worker is with what was asked here.
    pub(crate) errand: Option<ErrandProgress>,
    pub(crate) on: Callback<Act>,
}

impl PartialEq for ExchangeProps {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
            && self.made == other.made
            && self.ui == other.ui
            && self.arrivals == other.arrivals
            && self.writable == other.writable
            && self.errand == other.errand
    }
}

impl ExchangeProps {
    fn language(&self) -> Language {
        language(self.words)
    }

    fn say(&self, pair: Bilingual) -> &'static str {
        pair.told(self.language())
    }

    fn name(&self, name: Name) -> &'static str {
        self.language().of(name.ja, name.en)
    }

    /// A press on a button.
    fn press(&self, act: impl Fn() -> ExchangeAct + 'static) -> Callback<MouseEvent> {
        self.on.reform(move |_| Act::Exchange(act()))
    }
}

fn language(words: &'static Words) -> Language {
    match PageLanguage::of(words) {
        PageLanguage::Ja => Language::Japanese,
        PageLanguage::En => Language::English,
    }
}

/// A format without what stands in brackets behind its name, and that.
fn parted(name: &'static str) -> (&'static str, &'static str) {
    match name.split_once(['（', '(']) {
        Some((name, rest)) => (name.trim_end(), rest.trim_end_matches(['）', ')'])),
        None => (name, ""),
    }
}

#[component]
pub(crate) fn Exchange(props: &ExchangeProps) -> Html {
    let tab = |way: Way, part: &'static str, name: Bilingual| {
        html! {
            <button class="r-tab" data-part={part} aria-pressed={(props.ui.way == way).to_string()} onclick={props.press(move || ExchangeAct::Way(way))}>{ props.say(name) }</button>
        }
    };
    html! {
        <div class="results exchange" data-part="exchange">
            <h1 class="visually-hidden">{ props.say(words::TITLE) }</h1>
            <div class="r-bar">
                <span class="r-tabs" role="group" aria-label={props.say(words::TITLE)}>
                    { tab(Way::Out, "way-out", words::OUT) }
                    { tab(Way::In, "way-in", words::IN) }
                </span>
                <span class="spring"></span>
                <span role="status" data-part="errand">{ for props.errand.map(|errand| at_work(props, errand)) }</span>
                <span class="quiet small">{ props.say(words::HERE_ONLY) }</span>
            </div>
            { match props.ui.way {
                Way::Out => html! { <outgoing::Outgoing ..props.clone() /> },
                Way::In => html! { <incoming::IncomingFiles ..props.clone() /> },
            } }
        </div>
    }
}

/// How far a worker is, and a way to stop it.
fn at_work(props: &ExchangeProps, errand: ErrandProgress) -> Html {
    let max = errand.of.max(1);
    html! {
        <span class="x-errand small">
            { props.say(words::AT_WORK) }{ " " }
            <progress max={max.to_string()} value={(errand.of > 0).then(|| errand.done.to_string())} aria-label={props.say(words::AT_WORK)}></progress>{ " " }
            <button class="button small" data-part="errand-stop" onclick={props.press(|| ExchangeAct::Stop)}>{ props.say(words::STOP) }</button>
        </span>
    }
}

/// The ways to other tools, below what takes the project out.
pub(crate) fn other_formats(words: &'static Words, waiting: usize, on: &Callback<Act>) -> Html {
    let language = language(words);
    let turn = |way: Way| on.reform(move |_: MouseEvent| Act::Exchange(ExchangeAct::Way(way)));
    let coming = match waiting {
        0 => String::new(),
        count => format!(" {count}"),
    };
    html! {
        <section class="sheet" data-part="other-formats" aria-label={words::TITLE.told(language)}>
            <h2 class="section-title">{ words::TITLE.told(language) }</h2>
            <p class="teach">{ words::OTHER_LEAD.told(language) }</p>
            <p class="row">
                <button class="button" data-part="other-out" onclick={turn(Way::Out)}>{ words::OTHER_OUT.told(language) }</button>
                <button class="button" data-part="other-in" onclick={turn(Way::In)}>{ words::OTHER_IN.told(language) }{ coming }</button>
            </p>
        </section>
    }
}

/// Formats that are written for people to read; the others are for programs.
fn is_shown(format: Format) -> bool {
    matches!(
        format,
        Format::Tables | Format::Workbook | Format::Html | Format::Markdown | Format::ClaimReview
    )
}
