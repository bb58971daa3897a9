//! What the late part draws: every panel and place but those a person begins with. A new one is a further arm
//! here and in `shirushi_page::late`.

use super::Region;
use crate::views::about::about;
use crate::views::adjudicating::Adjudicating;
use crate::views::changes::changes;
use crate::views::entity::EntityPage;
use crate::views::everywhere::everywhere;
use crate::views::exchange::{Exchange, other_formats};
use crate::views::help::help;
use crate::views::history::history;
use crate::views::judging::{Judged, judging};
use crate::views::keys::Keys;
use crate::views::kit::Writable;
use crate::views::projects::{Projects, projects};
use crate::views::replacing::{Newer, replacing};
use crate::views::results::{ChangedTexts, ReportForm, Results};
use crate::views::search::Search;
use crate::views::settings::settings;
use crate::views::start;
use crate::views::tags::{Tags, tags};
use shirushi_model::{self as model, Body};
use shirushi_page::engine::Dictionary;
use shirushi_page::scene::{Panel, Scene};
use shirushi_page::{Act, Page};
use shirushi_results::report::Provenance;
use shirushi_session::Focus;
use yew::prelude::*;

/// Draws what stands in this region.
pub(super) fn draw(region: Region, app: &Page, on: &Callback<Act>) -> Html {
    match region {
        Region::Middle => middle(app, on),
        Region::Panel => panel(app, on),
        Region::Report => report(app, on),
        Region::Beside => start::beside(app, on),
        Region::Below => start::below(app),
    }
}

fn middle(app: &Page, on: &Callback<Act>) -> Html {
    match app.ui.scene {
        Scene::Reading => Html::default(),
        Scene::Judging => html! {
            <main class="text" id="text" tabindex="-1" key="judge">{ judging(&judged(app, on)) }</main>
        },
        Scene::Adjudicating => html! {
            <main class="text is-results" id="text" tabindex="-1" key="adjudicating">
                <Adjudicating words={app.words()} session={app.session.clone()} made={app.project.results.made.clone()} ui={app.project.adjudicating.clone()} writable={Writable::of(app)} on={on.clone()} />
            </main>
        },
        Scene::Exchange => html! {
            <main class="text is-results" id="text" tabindex="-1" key="exchange">
                <Exchange words={app.words()} session={app.session.clone()} made={app.project.results.made.clone()} ui={app.project.exchange.clone()} arrivals={app.ui.arrivals.clone()} errand={app.errand()}
                    writable={Writable::of(app)} on={on.clone()} />
            </main>
        },
        Scene::Changed => html! {
            <main class="text is-results" id="text" tabindex="-1" key="changed">{ changed(app, on) }</main>
        },
        Scene::Comparing | Scene::Checking | Scene::Figures => html! {
            <main class="text is-results" id="text" tabindex="-1" key="results">
                <Results words={app.words()} scene={app.ui.scene} session={app.session.clone()} ui={app.project.results.clone()} under_way={app.project.comparing.under_way()}
                    by={AttrValue::from(app.preferences.annotator.clone())} writable={Writable::of(app)} on={on.clone()} />
            </main>
        },
    }
}

/// An article that changed, word by word.
fn changed(app: &Page, on: &Callback<Act>) -> Html {
    let looked = &app.project.changed;
    let id = looked.texts.as_ref().and_then(|texts| texts.last()).map(|text| text.then.article.id);
    let present = id.and_then(|id| app.session.project.article(id)).map(|article| article.text.clone());
    html! { <ChangedTexts words={app.words()} texts={looked.texts.clone()} at={looked.at} {present} on={on.clone()} /> }
}

/// The ways to other tools and the form for a report, below what takes the project out.
fn report(app: &Page, on: &Callback<Act>) -> Html {
    let dictionary = match &app.ui.dictionary {
        Dictionary::Ready { name, .. } => name.clone(),
        _ => String::new(),
    };
    let provenance = Provenance {
        version: app.ui.version.clone(),
        dictionary,
        entity_model: app.ui.entity_model.clone(),
        ..Provenance::default()
    };
    html! {
        <>
        { other_formats(app.words(), app.ui.arrivals.len(), on) }
        <ReportForm words={app.words()} session={app.session.clone()} ui={app.project.results.clone()} {provenance} on={on.clone()} />
        </>
    }
}

fn panel(app: &Page, on: &Callback<Act>) -> Html {
    let words = app.words();
    match app.ui.panel {
        Panel::Inspector | Panel::Intake | Panel::Details | Panel::Export => Html::default(),
        Panel::Projects => {
            let (slots, current) = app.keeping.slots();
            projects(&Projects {
                words,
                title: &app.session.project.title,
                open: app.summary(),
                slots: &slots,
                current: current.as_ref(),
                room: app.ui.room,
                sizes: &app.ui.sizes,
                writable: Writable::of(app),
                on,
            })
        }
        Panel::Replace => match app.session.article() {
            Some(article) if app.project.replacing.article == Some(article.id) => {
                let newer = &app.project.replacing;
                replacing(&Newer {
                    words,
                    project: &app.session.project,
                    article,
                    text: &newer.text,
                    carried: &newer.carried,
                    warnings: newer.odd.iter().map(words.odd).collect(),
                    refused: shirushi_page::intake::refuses(&newer.odd),
                    writable: Writable::of(app),
                    on,
                })
            }
            _ => Html::default(),
        },
        Panel::Changes => changes(words, &app.session, app.project.compared, on),
        Panel::Search => html! {
            <Search {words} session={app.session.clone()} query={app.ui.query.clone()} hits={app.project.hits.clone()} on={on.clone()} />
        },
        Panel::History => history(words, &app.session, app.history_listed(), Writable::of(app), on),
        Panel::Help => help(words, &app.preferences.keys, on),
        Panel::Keys => html! { <Keys {words} preferences={app.preferences.clone()} on={on.clone()} /> },
        Panel::About => {
            let licence = match &app.ui.dictionary {
                Dictionary::Ready { about, .. } => Some(about.as_str()),
                _ => None,
            };
            about(words, &app.ui.version, licence, on)
        }
        Panel::Everywhere => everywhere(
            words,
            &app.session,
            &app.project.everywhere,
            &app.preferences.annotator,
            Writable::of(app),
            on,
        ),
        Panel::Entity => entity(app, on),
        Panel::Tags => {
            let (project, keys) = (&app.session.project, &app.preferences.keys);
            let (leaving, selected) = (app.project.leaving, selected_text(app).unwrap_or_default());
            tags(&Tags { words, project, keys, leaving, selected, writable: Writable::of(app), on })
        }
        Panel::Settings => settings(words, &app.preferences, on),
    }
}

fn judged<'a>(app: &'a Page, on: &'a Callback<Act>) -> Judged<'a> {
    let judging = &app.project.judging;
    Judged {
        words: app.words(),
        session: &app.session,
        keys: &app.preferences.keys,
        filter: judging.filter,
        queue: &judging.queue,
        current: judging.current,
        skipped: judging.skipped.len(),
        alike: app.alike_told().map(|(verdict, string)| (verdict, string, judging.alike.len())),
        repair: &judging.repair,
        flag: judging.current.and_then(|item| app.flag(item.place)).map(AsRef::as_ref),
        recent: app.recent(),
        pace: app.pace(),
        names: &app.derived.names,
        filters_out: judging.filters_out,
        writable: Writable::of(app),
        on,
    }
}

/// What is selected, as text: to become an example.
fn selected_text(app: &Page) -> Option<&str> {
    let span = match app.session.selection.focus {
        Focus::Text(span) | Focus::Suggestion(span) | Focus::Claim(span) => Some(span),
        Focus::Annotation(id) => app.session.project.annotations.get(&id)?.extent(),
        Focus::None => None,
    };
    span?.slice(&app.session.article()?.text)
}

fn entity(app: &Page, on: &Callback<Act>) -> Html {
    let Some((kind, name)) = app.looked() else { return Html::default() };
    let record = app.session.entity(kind, name).cloned();
    let is_it = |speaker: &str| match &record {
        Some(record) => record.name == speaker || record.aliases.iter().any(|alias| alias == speaker),
        None => speaker == name,
    };
    let claims = app.session.project.annotations.values().filter(|annotation| {
        let Body::Claim(claim) = &annotation.body else { return false };
        annotation.status != model::Status::Rejected
            && claim.speaker.as_ref().is_some_and(|one| is_it(&one.name))
    });
    html! {
        <EntityPage key={format!("{}/{name}", kind.name())} words={app.words()} {kind} name={AttrValue::from(name.to_owned())} claims={claims.count()} record={record.clone()} groups={app.derived.groups.clone()}
            articles={app.derived.articles.clone()} open={app.session.selection.article} focus={app.session.selection.focus}
            preferences={app.preferences.clone()} writable={Writable::of(app)} on={on.clone()} />
    }
}
