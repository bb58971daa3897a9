//! The page, drawn from the state.

use crate::input::pointer::Pointer;
use crate::views::details::details;
use crate::views::entities::{Entities, Readiness};
use crate::views::export::export;
use crate::views::guide::{guide, guide_of};
use crate::views::inspector::{Selected, ThisWord};
use crate::views::intake::Intake;
use crate::views::kit::{ById, CommandButton, Writable};
use crate::views::knowledge::KnowledgeView;
use crate::views::late;
use crate::views::library::{Drawer, Library};
use crate::views::naming::naming;
use crate::views::notices::{Shown, notices};
use crate::views::others::{Others, others};
use crate::views::palette::Palette;
use crate::views::reading::{Arrows, Reading};
use crate::views::status::Status;
use crate::views::top::Top;
use crate::views::tour;
use crate::views::unplaced::unplaced;
use crate::views::welcome::welcome;
use shirushi_model::{Article, Body};
use shirushi_page::Act;
use shirushi_page::Page;
use shirushi_page::comparing::{Place, Said};
use shirushi_page::intake::DraftTwin;
use shirushi_page::keys::Command;
use shirushi_page::keys::keymap::Keymap;
use shirushi_page::marking::MarkAs;
use shirushi_page::marking::has_pattern;
use shirushi_page::reading::paint::band_class;
use shirushi_page::scene::{Panel, Scene};
use shirushi_page::tour::At;
use shirushi_session::Focus;
use std::sync::Arc;
use yew::prelude::*;

pub(crate) fn page(app: &Page, pointer: &Pointer, on: &Callback<Act>) -> Html {
    let words = app.words();
    let drawer = |out: bool| if out { Drawer::Out } else { Drawer::In };
    let named = |label| AttrValue::from((words.label)(&label));
    let shown: Vec<Shown> = app
        .ui
        .notices
        .iter()
        .map(|(number, notice)| Shown { number: *number, worded: (words.notice)(notice) })
        .collect();
    html! {
        <ContextProvider<Keymap> context={app.preferences.keys.clone()}>
        <ContextProvider<Pointer> context={pointer.clone()}>
        <div data-tour={touring(app)} class={classes!("page", (has_nothing_beside(app) && app.ui.panel == Panel::Inspector).then_some("undivided"))}>
            <a class="skip" href="#text">{ words.skip_to_text }</a>
            <Top {words} title={app.session.project.title.clone()} can_undo={app.session.can_undo().filter(|_| app.writes()).map(named)} can_redo={app.session.can_redo().filter(|_| app.writes()).map(named)}
                panel={app.ui.panel} scene={app.ui.scene} on={on.clone()} />
            { for app.ui.palette.clone().map(|entries| html! { <Palette {words} {entries} lately={app.ui.lately.clone()} on={on.clone()} /> }) }
            <div class="drop-here" hidden={!app.ui.dragging} aria-hidden="true" data-part="drop-here"><p>{ words.drop_here }</p></div>
            { for app.ui.naming.then(|| naming(words, &app.preferences, on)) }
            { notices(words, &shown, on) }
            { tour_strip(app, on) }
            <Library {words} entries={app.derived.entries.clone()} open={app.session.selection.article} drawer={drawer(app.ui.library_out)}
                counts={app.derived.counts} preferences={app.preferences.clone()} on={on.clone()} />
            { text(app, on) }
            <aside class={classes!("inspector", drawer(app.ui.inspector_out).class())} aria-label={words.region_inspector} data-part="inspector">
                { panel(app, on) }
            </aside>
            <Status {words} safety={app.safety()} progress={app.progress()} counts={app.derived.counts} preferences={app.preferences.clone()}
                announced={app.ui.announced.clone()} on={on.clone()} />
        </div>
        </ContextProvider<Pointer>>
        </ContextProvider<Keymap>>
    }
}

/// Whether there is nothing to say of what is selected.
fn has_nothing_beside(app: &Page) -> bool {
    app.ui.scene != Scene::Reading || app.session.article().is_none()
}

/// The step of the tour, for the style sheet.
fn touring(app: &Page) -> Option<&'static str> {
    match app.ui.tour.as_ref()?.at {
        At::Step(step, _) => Some(step.part()),
        At::Coming | At::Farewell(_) => None,
    }
}

fn tour_strip(app: &Page, on: &Callback<Act>) -> Html {
    let words = app.words();
    let Some(tour) = &app.ui.tour else { return Html::default() };
    match tour.at {
        At::Coming => Html::default(),
        At::Step(step, _) => tour::step(words, step, &app.preferences.keys, &app.session.project.tagset, on),
        At::Farewell(_) => {
            let (slots, _) = app.keeping.slots();
            let home = slots.iter().find(|summary| Some(&summary.slot) == tour.home.as_ref());
            tour::farewell(words, home, on)
        }
    }
}

/// The title of the article the draft is like.
fn twin_title(app: &Page) -> String {
    let (DraftTwin::Same(id) | DraftTwin::Newer(id)) = app.ui.draft.twin else { return String::new() };
    let meta = app.session.project.article(id).map(|article| article.meta.clone()).unwrap_or_default();
    [meta.outlet, meta.title].iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(" ")
}

fn text(app: &Page, on: &Callback<Act>) -> Html {
    let words = app.words();
    match (app.ui.panel, app.session.article()) {
        (Panel::Intake, _) => {
            let warnings: Vec<String> = app.ui.draft.odd.iter().map(words.odd).collect();
            html! {
                <main class="text" id="text" tabindex="-1" key="intake">
                    <Intake {words} twin={twin_title(app)} draft={app.ui.draft.clone()} found={app.ui.found.clone()} {warnings} on={on.clone()} />
                </main>
            }
        }
        // Without an article there is nothing to judge.
        (_, article) if app.ui.scene.is_late() && (article.is_some() || app.ui.scene != Scene::Judging) => {
            late::middle(app, on)
        }
        (_, None) => {
            html! { <main class="text" id="text" tabindex="-1" key="welcome">{ welcome(app, on) }</main> }
        }
        (_, Some(article)) => html! {
            <Reading key="reading" {words} article={article.clone()} analysed={app.session.analysed(article.id).cloned()} annotations={app.derived.annotations.clone()}
                suggestions={app.derived.suggestions.clone()} proposed={app.derived.proposed.clone()} hits={app.derived.hits.clone()} tagset={app.session.project.tagset.clone()}
                focus={app.session.selection.focus} caret={app.project.caret} arrows={arrows(app)} grows={app.last_mark().is_some()} me={app.preferences.annotator.clone()} layers={app.preferences.layers} snap={app.preferences.snap} setting={app.preferences.setting}
                scroll={app.project.scroll} writable={Writable::of(app)} on={on.clone()} />
        },
    }
}

fn compared<'a>(app: &'a Page, on: &'a Callback<Act>) -> Others<'a> {
    let comparing = &app.project.comparing;
    Others {
        words: app.words(),
        session: &app.session,
        found: &comparing.found,
        said: Said::of(&app.session),
        relating: comparing.relating,
        writable: Writable::of(app),
        on,
    }
}

/// The claim that is selected, marked or suggested.
fn selected_claim(app: &Page) -> Option<Place> {
    let selection = app.session.selection;
    match selection.focus {
        Focus::Claim(span) => Some((selection.article?, span)),
        Focus::Annotation(id) => {
            let annotation = app.session.project.annotations.get(&id)?;
            let is_claim = matches!(annotation.body, Body::Claim(_));
            Some((annotation.article, annotation.extent().filter(|_| is_claim)?))
        }
        _ => None,
    }
}

fn arrows(app: &Page) -> Arrows {
    match (app.project.reshaping, app.project.walking, app.session.selection.focus) {
        (Some(_), ..) => Arrows::Boundary,
        (_, Some(_), Focus::Claim(_)) => Arrows::Claims,
        _ => Arrows::Caret,
    }
}

fn panel(app: &Page, on: &Callback<Act>) -> Html {
    let words = app.words();
    match app.ui.panel {
        Panel::Inspector | Panel::Intake => match app.session.article() {
            Some(article) => inspector(app, article, on),
            None => html! { <p class="teach small">{ words.nothing_selected_text }</p> },
        },
        Panel::Details => match app.session.article() {
            Some(article) => details(words, article, on),
            None => Html::default(),
        },
        Panel::Export => html! {
            <>
                { export(words, app.session.project.articles.len(), app.ui.copied, on) }
                { late::report(app, on) }
            </>
        },
        _ => late::panel(app, on),
    }
}

/// What the pointer or the keys are on in the bar, with what it is for.
fn explained(app: &Page) -> Option<Html> {
    let (words, mark) = (app.words(), app.project.explained.as_ref()?);
    let tagset = &app.session.project.tagset;
    let (said, examples) = guide_of(tagset, mark)?;
    let name = match mark {
        MarkAs::Highlight(id) => {
            let tag = tagset.get(*id)?;
            html! { <span class={classes!("band", band_class(tag.color))}>{ &tag.name }</span> }
        }
        MarkAs::Entity(kind) => html! { <b>{ (words.entity)(*kind) }</b> },
        MarkAs::Claim => Html::default(),
    };
    Some(html! { <><p>{ name }</p>{ guide(words, &said, &examples) }</> })
}

/// The way from what is selected to the page of its entity.
fn entity_button(app: &Page, on: &Callback<Act>) -> Html {
    let words = app.words();
    let selected = app.selected_entity();
    let decided = selected.as_ref().is_some_and(|(kind, name)| app.session.entity(*kind, name).is_some());
    html! {
        <p class="row" hidden={selected.is_none()}>
            <CommandButton command={Command::Entity} part="entity-page" name={words.entity_page} onclick={on.reform(|_: MouseEvent| Act::Command(Command::Entity))} />
            <span class="small quiet" data-part="entity-decided" lang="ja">{ selected.map(|(_, name)| name).unwrap_or_default() }{ if decided { format!(" ・ {}", words.entity_decided) } else { String::new() } }</span>
        </p>
    }
}

fn inspector(app: &Page, article: &Arc<Article>, on: &Callback<Act>) -> Html {
    let words = app.words();
    let by = AttrValue::from(app.preferences.annotator.clone());
    let ready =
        if app.session.analysed(article.id).is_some() { Readiness::Ready } else { Readiness::Waiting };
    html! {
        <>
            <button class="button icon only-narrow" data-part="close-sheet" aria-label={words.close} onclick={on.reform(|_| Act::ClosePanel)}>{ "✕" }</button>
            <Selected {words} article={ById::from(article)} annotations={app.derived.annotations.clone()} suggestions={app.derived.suggestions.clone()} proposed={app.derived.proposed.clone()}
                walking={app.project.walking} tagset={app.session.project.tagset.clone()} withdrawn={app.derived.withdrawn.clone()} focus={app.session.selection.focus} names={app.derived.names.clone()} by={by}
                writable={Writable::of(app)} on={on.clone()} />
            <div class="explained" data-part="explained">{ for explained(app) }</div>
            { entity_button(app, on) }
            { unplaced(words, &app.session, app.lost(), article.id, Writable::of(app), on) }
            <p class="row" hidden={!has_pattern(&app.session)}>
                <CommandButton command={Command::Everywhere} part="every-open" name={words.every} onclick={on.reform(|_: MouseEvent| Act::Command(Command::Everywhere))} />
            </p>
            <div class="others">{ for selected_claim(app).map(|place| others(&compared(app, on), place)) }</div>
            <KnowledgeView {words} known={app.derived.known.clone()} writable={Writable::of(app)} on={on.clone()} />
            <Entities {words} articles={app.derived.articles.clone()} open={article.id} groups={app.derived.groups.clone()} hidden={app.derived.hidden}
                {ready} preferences={app.preferences.clone()} focus={app.session.selection.focus} writable={Writable::of(app)} on={on.clone()} />
            <div class="this-word" hidden={selected_claim(app).is_some()}><ThisWord {words} article={ById::from(article)} analysed={app.session.analysed(article.id).map(ById::from)} caret={app.project.caret.map(|caret| caret.focus)} /></div>
        </>
    }
}
