//! Out: which format, what of the project, what it keeps and loses, and how it will look.

use super::{ExchangeProps, choices, is_shown, parted, words};
use crate::views::results::{Bilingual, keys};
use shirushi_exchange::formats::{Carriage, Excerpt, Feature, Format, Options};
use shirushi_model::{Body, Project};
use shirushi_page::Act;
use shirushi_page::exchanging::{Carried, ExchangeAct};
use shirushi_page::words::Words;
use yew::prelude::*;

/// A bar has so many signs.
const SIGNS: usize = 12;

/// The formats, each with how much of a project it keeps.
fn formats_list(words: &'static Words, chosen: Option<Format>, on: &Callback<Act>) -> Html {
    let language = super::language(words);
    let entry = |format: Format| {
        let name = format.name();
        let (name, files) = parted(language.of(name.ja, name.en));
        let current = chosen == Some(format);
        html! {
            <li>
                <button class="x-format" data-part={format!("format-{}", format.code())} aria-current={current.then_some("true")} onclick={on.reform(move |_: MouseEvent| Act::Exchange(ExchangeAct::Format(format)))}>
                    <span class="x-format-name">{ name }</span>
                    <span class="quiet small">{ files }</span>
                    { bar(words, format) }
                </button>
            </li>
        }
    };
    let group = |title: Bilingual, shown: bool| {
        let formats = Format::ALL.into_iter().filter(move |format| is_shown(*format) == shown);
        html! {
            <>
                <h2 class="section-title x-group">{ title.told(language) }<span class="quiet small">{ words::KEPT.told(language) }</span></h2>
                <ul class="plain">{ for formats.map(entry) }</ul>
            </>
        }
    };
    html! { <>{ group(words::TO_TOOLS, false) }{ group(words::TO_SHOW, true) }</> }
}

/// How much of what a project may have is kept, and how much has another shape.
fn bar(words: &'static Words, format: Format) -> Html {
    let options = Options::default();
    let of = |carriage: Carriage| {
        Feature::ALL.into_iter().filter(|feature| format.carries(*feature, &options) == carriage).count()
    };
    let (whole, changed) = (of(Carriage::Whole), of(Carriage::Changed));
    let signs = |count: usize| (count * SIGNS).div_ceil(Feature::ALL.len());
    let dark = signs(whole);
    let light = signs(whole + changed).saturating_sub(dark);
    let told = words::kept_of(super::language(words), whole, changed, Feature::ALL.len());
    html! {
        <span class="x-bar" role="img" aria-label={told.clone()} title={told}>
            { for (0..SIGNS).map(|at| {
                let class = if at < dark { "whole" } else if at < dark + light { "changed" } else { "lost" };
                html! { <i class={class}></i> }
            }) }
        </span>
    }
}

#[component]
pub(super) fn Outgoing(props: &ExchangeProps) -> Html {
    let format = props.ui.format;
    let options = props.ui.options(format).unwrap_or_default();
    let project = use_memo((props.made.clone(), props.ui.carried.clone()), {
        let session = props.session.clone();
        move |(_, carried)| carried.of(&session.project)
    });
    let excerpts = use_memo((props.made.clone(), props.ui.clone()), {
        let (project, options) = (project.clone(), options.clone());
        move |_| format.preview(&project, &options)
    });
    let (name, files) = parted(props.name(format.name()));
    let empty = project.articles.is_empty();
    let one_text = excerpts.len() == 1 && !matches!(format.ending(), "zip" | "xlsx");
    html! {
        <div class="x-split" onkeydown={on_key(props)}>
            <nav class="x-list" aria-label={props.say(words::FORMATS)} tabindex="0" data-result="focus">
                <h2 class="section-title x-group">{ props.say(words::AS_IT_IS) }<span class="quiet small">{ props.say(words::KEPT) }</span></h2>
                <button class="x-format" data-part="exchange-native" onclick={props.on.reform(|_: MouseEvent| Act::ExportFile)}>
                    <span class="x-format-name">{ "Shirushi" }</span><span class="quiet small">{ "JSON" }</span>
                    <span class="x-bar" aria-hidden="true">{ for (0..SIGNS).map(|_| html! { <i class="whole"></i> }) }</span>
                </button>
                { formats_list(props.words, Some(format), &props.on) }
                <p class="quiet small x-foot">{ props.say(words::BAR) }</p>
            </nav>
            <section class="x-main" aria-labelledby="x-name">
                <h2 id="x-name" class="x-name">{ name }<span class="quiet small">{ files }</span></h2>
                <p class="quiet" hidden={!empty}>{ props.say(words::EMPTY) }</p>
                { carried(props) }
                { choices::choices(props) }
                { account(props, format, &project, &options) }
                <p class="quiet small">{ props.say(words::COMMAND) }{ " " }<code>{ format!("shirushi convert --to {} PROJECT.json", format.code()) }</code></p>
            </section>
            <aside class="x-side" aria-label={props.say(words::BEGINNING)}>
                <h3 class="section-title">{ props.say(words::BEGINNING) }</h3>
                <div class="x-preview" tabindex="0" lang="ja" role="region" aria-label={props.say(words::BEGINNING)}>{ for excerpts.iter().map(excerpt) }</div>
                <p class="row x-save">
                    <button class="button" data-part="exchange-copy" disabled={empty} hidden={!one_text} onclick={props.press(|| ExchangeAct::Copy)}>{ props.say(words::COPY) }</button>
                    <button class="button primary" data-part="exchange-save" disabled={empty} onclick={props.press(|| ExchangeAct::Save)}>{ props.say(words::SAVE) }</button>
                </p>
            </aside>
        </div>
    }
}

/// Arrows go through the formats where no button or field has the keys to itself.
fn on_key(props: &ExchangeProps) -> Callback<KeyboardEvent> {
    let (now, on) = (props.ui.format, props.on.clone());
    Callback::from(move |event: KeyboardEvent| {
        let step = match keys::pressed(&event).as_deref() {
            Some("ArrowDown") => 1,
            Some("ArrowUp") => Format::ALL.len() - 1,
            _ => return,
        };
        let listed: Vec<Format> = {
            let (shown, tools): (Vec<_>, Vec<_>) =
                Format::ALL.into_iter().partition(|format| is_shown(*format));
            tools.into_iter().chain(shown).collect()
        };
        let at = listed.iter().position(|format| *format == now).unwrap_or_default();
        if let Some(next) = listed.get((at + step) % listed.len()) {
            keys::take(&event);
            on.emit(Act::Exchange(ExchangeAct::Format(*next)));
        }
    })
}

/// What of the project goes out.
fn carried(props: &ExchangeProps) -> Html {
    let project = &props.session.project;
    let carried = &props.ui.carried;
    let count = |is: fn(&Body) -> bool| {
        project.annotations.values().filter(|mark| is(&mark.body)).count().to_string()
    };
    let tick = |part: &'static str, name: &str, count: String, on: bool, turned: Carried| {
        html! {
            <button class="layer r-tick" role="checkbox" data-part={part} aria-checked={on.to_string()} onclick={props.press(move || ExchangeAct::Carry(turned.clone()))}>
                <span class="swatch"></span><span class="r-tick-name">{ name.to_owned() }</span><span class="quiet small x-count">{ count }</span>
            </button>
        }
    };
    let entities = Carried { entities: !carried.entities, ..carried.clone() };
    let claims = Carried { claims: !carried.claims, ..carried.clone() };
    let highlights = Carried { highlights: !carried.highlights, ..carried.clone() };
    let relations = Carried { relations: !carried.relations, ..carried.clone() };
    let articles = project.articles.iter().map(|article| {
        let mut turned = carried.clone();
        let on = !turned.without.remove(&article.id);
        if on {
            turned.without.insert(article.id);
        }
        let meta = &article.meta;
        let name = [&meta.outlet, &meta.title].into_iter().filter(|part| !part.is_empty());
        let name = name.map(String::as_str).collect::<Vec<_>>().join(" ");
        tick("carry-article", &name, String::new(), on, turned)
    });
    html! {
        <div class="x-carried">
            <div class="r-group" role="group" aria-label={props.say(words::MARKS)}>
                <h3 class="section-title">{ props.say(words::MARKS) }</h3>
                { tick("carry-entities", props.say(words::ENTITIES), count(|body| matches!(body, Body::Entity(_))), carried.entities, entities) }
                { tick("carry-claims", props.say(words::CLAIMS), count(|body| matches!(body, Body::Claim(_))), carried.claims, claims) }
                { tick("carry-highlights", props.say(words::HIGHLIGHTS), count(|body| matches!(body, Body::Highlight(_))), carried.highlights, highlights) }
                { tick("carry-relations", props.say(words::RELATIONS), count(|body| matches!(body, Body::Relation(_))), carried.relations, relations) }
            </div>
            <div class="r-group x-articles" role="group" aria-label={props.say(words::ARTICLES)}>
                <h3 class="section-title">{ props.say(words::ARTICLES) }</h3>
                { for articles }
            </div>
        </div>
    }
}

/// What is lost, what has another shape, what stays, each with how much of this project it is.
fn account(props: &ExchangeProps, format: Format, project: &Project, options: &Options) -> Html {
    let mut rows: Vec<(Carriage, Feature, usize)> = Feature::ALL
        .into_iter()
        .map(|feature| (format.carries(feature, options), feature, feature.count(project)))
        .filter(|(_, _, count)| *count > 0)
        .collect();
    rows.sort_by_key(|(carriage, ..)| std::cmp::Reverse(*carriage));
    let row = |(carriage, feature, count): (Carriage, Feature, usize)| {
        let (class, sign, told) = match carriage {
            Carriage::Lost => ("lost", "○", words::LOST),
            Carriage::Changed => ("changed", "◐", words::CHANGED),
            Carriage::Whole => ("whole", "●", words::WHOLE),
        };
        html! {
            <tr class={class} data-part={format!("account-{}", feature.code())}>
                <th scope="row"><span aria-hidden="true" class="x-sign">{ sign }</span>{ props.say(told) }</th>
                <td>{ props.name(feature.name()) }</td>
                <td class="x-count">{ count }</td>
            </tr>
        }
    };
    html! {
        <table class="x-account">
            <caption class="section-title">{ props.say(words::ACCOUNT) }</caption>
            <thead class="visually-hidden"><tr><th scope="col">{ props.say(words::HOW) }</th><th scope="col">{ props.say(words::WHAT) }</th><th scope="col">{ props.say(words::COUNT) }</th></tr></thead>
            <tbody>{ for rows.into_iter().map(row) }</tbody>
        </table>
    }
}

fn excerpt(excerpt: &Excerpt) -> Html {
    let lines = excerpt.text.lines().map(|line| html! { <li>{ line.to_owned() }</li> });
    html! {
        <section>
            { if excerpt.name.is_empty() { Html::default() } else { html! { <h4 class="small quiet">{ excerpt.name.clone() }</h4> } } }
            <ol class="x-lines">{ for lines }</ol>
            { if excerpt.is_cut { html! { <p class="quiet">{ "…" }</p> } } else { Html::default() } }
        </section>
    }
}
