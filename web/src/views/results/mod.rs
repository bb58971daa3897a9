//! What the articles come to: the comparison as a table, side by side, as a time line and by its sources;
//! checks; figures; the report.
//!
//! Nothing here is kept: all of it follows from the session and what comparing found, and is made anew when
//! one of them changes ([`Held`]). Views ask with acts, as everywhere.

mod changed;
mod checks;
mod figures;
mod judgement;
pub(in crate::views) mod keys;
mod kit;
mod open;
mod report;
mod rows;
mod side;
mod sift;
mod sources;
mod table;
mod timeline;
mod words;

pub(crate) use changed::ChangedTexts;
pub(crate) use report::ReportForm;

use crate::views::kit::{ById, Writable};
use shirushi_page::Act;
use shirushi_page::results::{Held, ResultsAct, ResultsUi, TableUi, View};
use shirushi_page::scene::Scene;
use shirushi_page::words::{Language as PageLanguage, Words};
use shirushi_results::{Claims, Language};
use shirushi_session::Session;
use std::rc::Rc;
pub(in crate::views) use words::Bilingual;
use yew::prelude::*;

#[derive(Properties, Clone)]
pub(crate) struct ResultsProps {
    pub(crate) words: &'static Words,
    pub(crate) scene: Scene,
    pub(crate) session: Session,
    pub(crate) ui: ResultsUi,
    /// The answer of the comparison has not come yet.
    pub(crate) under_way: bool,
    /// What the person calls themselves.
    pub(crate) by: AttrValue,
    pub(crate) writable: Writable,
    pub(crate) on: Callback<Act>,
}

impl PartialEq for ResultsProps {
    fn eq(&self, other: &Self) -> bool {
        // The session is another whenever `ui.made` is.
        self.words == other.words
            && self.scene == other.scene
            && self.ui == other.ui
            && self.under_way == other.under_way
            && self.by == other.by
            && self.writable == other.writable
    }
}

/// What a view of results is drawn from.
#[derive(Clone, Copy)]
pub(super) struct Drawn<'a> {
    pub(super) words: &'static Words,
    pub(super) language: Language,
    pub(super) held: &'a Rc<Held>,
    pub(super) ui: &'a ResultsUi,
    pub(super) by: &'a AttrValue,
    pub(super) writable: Writable,
    pub(super) on: &'a Callback<Act>,
}

impl Drawn<'_> {
    /// A word in the language that is shown.
    pub(super) fn say(&self, pair: Bilingual) -> &'static str {
        pair.told(self.language)
    }

    /// A press on a button.
    pub(super) fn press(&self, act: impl Fn() -> ResultsAct + 'static) -> Callback<MouseEvent> {
        self.on.reform(move |_| Act::Results(act()))
    }

    /// A press that looks at the table otherwise.
    pub(super) fn look(&self, change: impl Fn(&mut TableUi) + 'static) -> Callback<MouseEvent> {
        let now = self.ui.table.clone();
        self.press(move || {
            let mut table = now.clone();
            change(&mut table);
            ResultsAct::Table(Box::new(table))
        })
    }
}

/// The results, made where nobody has looked at them since the last change.
fn held(session: &Session, ui: &ResultsUi) -> Rc<Held> {
    ui.made.held(|| {
        let claims = Claims::of(session);
        let table = shirushi_results::table::table(&claims, &ui.findings);
        Held { claims, table }
    })
}

#[component]
pub(crate) fn Results(props: &ResultsProps) -> Html {
    let held = held(&props.session, &props.ui);
    let language = match PageLanguage::of(props.words) {
        PageLanguage::Ja => Language::Japanese,
        PageLanguage::En => Language::English,
    };
    let of = Drawn {
        words: props.words,
        language,
        held: &held,
        ui: &props.ui,
        by: &props.by,
        writable: props.writable,
        on: &props.on,
    };
    match props.scene {
        Scene::Checking => checks::checks(&of),
        Scene::Figures => figures::figures(&of),
        Scene::Reading
        | Scene::Judging
        | Scene::Exchange
        | Scene::Adjudicating
        | Scene::Changed
        | Scene::Comparing => comparison(&of, props.under_way),
    }
}

/// The place where articles are compared: its views, and the one that is open.
fn comparison(of: &Drawn<'_>, under_way: bool) -> Html {
    let tab = |view: View| {
        let name = of.say(words::view(view));
        html! {
            <button
                class="r-tab"
                data-part={words::view_part(view)}
                aria-pressed={(of.ui.view == view).to_string()}
                onclick={of.press(move || ResultsAct::View(view))}
            >{ name }</button>
        }
    };
    let told = match of.held.claims.outlets.len() {
        _ if under_way => of.words.comparing,
        0 | 1 => of.words.compare_needs_two,
        _ => "",
    };
    html! {
        <div class="results" data-part="comparison">
            <h1 class="visually-hidden">{ of.words.compare }</h1>
            <div class="r-bar">
                <span class="r-tabs" role="group" aria-label={of.words.compare}>{ for View::ALL.map(tab) }</span>
                <span class="quiet small" role="status" data-part="comparison-state">{ told }</span>
                <span class="spring"></span>
                { match of.ui.view {
                    View::Table => table::tools(of),
                    View::Side => side::tools(of),
                    _ => Html::default(),
                } }
            </div>
            { match of.ui.view {
                View::Side => side::side(of),
                View::Timeline => timeline::timeline(of),
                View::Sources => sources::sources(of),
                View::Table => html! { <table::Rows held={ById::from(of.held)} words={of.words} language={kit::InLanguage(of.language)} ui={of.ui.clone()} by={of.by.clone()} writable={of.writable} on={of.on.clone()} /> },
            } }
        </div>
    }
}
