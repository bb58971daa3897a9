//! One suggestion after another, each large in its sentence, with a button and a key for everything that can be said of it.
//! Everything stands where it stood for the one before.

use crate::act::Act;
use crate::comparing::Place;
use crate::judging::{Filter, Item, Order, Queue, What, sentences};
use crate::keymap::Keymap;
use crate::keys::Stroke;
use crate::paint::{Line, Paint, PaintMark, Source, entity_class, segments};
use crate::sureness::{Sureness, Trust};
use crate::views::cards::{chip, shortened, who};
use crate::views::choice::Choice;
use crate::views::claim::worth;
use crate::views::entities::dots;
use crate::views::guide::guide;
use crate::views::inspector::{Writable, names};
use crate::views::value::value;
use crate::words::Words;
use shirushi_model::{Article, ByteSpan, ClaimType, EntityType, MarkType};
use shirushi_session::{Influence, Session};
use std::borrow::Cow;
use yew::prelude::*;

/// What judging is drawn from.
pub(crate) struct Judged<'a> {
    pub(crate) words: &'static Words,
    pub(crate) session: &'a Session,
    pub(crate) keys: &'a Keymap,
    pub(crate) filter: Filter,
    pub(crate) queue: &'a Queue,
    pub(crate) current: Option<Item>,
    pub(crate) skipped: usize,
    /// So many more of the string that was judged last wait.
    pub(crate) alike: usize,
    pub(crate) filters_out: bool,
    pub(crate) writable: Writable,
    pub(crate) on: &'a Callback<Act>,
}

/// The place where suggestions are judged one after another.
pub(crate) fn judging(of: &Judged<'_>) -> Html {
    let words = of.words;
    let (settled, left) = (of.queue.settled, of.queue.pending.len());
    let all = settled + left;
    let shown = of.current.and_then(|item| Some((item.place, of.session.project.article(item.place.0)?)));
    html! {
        <div class="judging" data-part="judging">
            <section class="stage" aria-label={words.judge}>
                <h1 class="visually-hidden">{ words.judge }</h1>
                <p class="how-far">
                    <progress max={all.max(1).to_string()} value={settled.to_string()} aria-label={words.judge}></progress>
                    <span class="number" data-part="judged-count">{ format!("{settled} / {all}") }</span>
                    <span class="number quiet">{ (words.remaining)(left) }</span>
                    <span class="number quiet" hidden={of.skipped == 0}>{ (words.skipped)(of.skipped) }</span>
                    <span class="spring"></span>
                    { stroke(of, "judge-filters", "button only-narrow", Stroke::Filters, html! { words.filter }) }
                </p>
                { match shown {
                    Some((place, article)) => one(of, place, article),
                    None => nothing(of),
                } }
            </section>
            <aside class={classes!("filters", of.filters_out.then_some("out"))} aria-label={words.filter}>
                { filters(of) }
                { for of.current.and_then(|item| type_of(of, item.place)).map(|kind| {
                    let said = of.session.project.tagset.guide(kind);
                    html! { <div class="explained">{ guide(words, &said.guide, &said.examples) }</div> }
                }) }
            </aside>
        </div>
    }
}

/// The type of what is shown.
fn type_of(of: &Judged<'_>, (article, span): Place) -> Option<MarkType> {
    Some(match of.filter.what {
        What::Entities => MarkType::Entity(of.session.suggestion(article, span)?.entity.kind),
        What::Claims => {
            let mut claims = of.session.suggested_claims(article).into_iter();
            MarkType::Claim(of.session.claim_mark(article, claims.find(|claim| claim.span == span)?).kind)
        }
    })
}

/// A button that does what a key does.
fn stroke(of: &Judged<'_>, part: &'static str, class: &'static str, stroke: Stroke, content: Html) -> Html {
    let on = of.on.reform(move |_: MouseEvent| Act::Stroke(stroke));
    html! { <button {class} data-part={part} onclick={on}>{ content }</button> }
}

fn keyed(of: &Judged<'_>, name: &'static str, stroke: Stroke) -> Html {
    html! { <><span>{ name }</span>{ keys(of, stroke) }</> }
}

fn keys(of: &Judged<'_>, stroke: Stroke) -> Html {
    html! { <span class="keys-of">{ for of.keys.struck_by(stroke).into_iter().map(|key| html! { <kbd aria-hidden="true">{ key }</kbd> }) }</span> }
}

fn one(of: &Judged<'_>, place: Place, article: &Article) -> Html {
    let words = of.words;
    let (id, span) = place;
    let (paint, kind, facts) = match of.filter.what {
        What::Entities => {
            let Some(one) = of.session.suggestion(id, span) else {
                return Html::default();
            };
            let entity = &one.entity;
            let sureness = Sureness::of(entity.score);
            let line = if sureness == Sureness::Unsure { Line::Unsure } else { Line::Suggested };
            let surface = span.slice(&article.text).unwrap_or_default();
            let name = Some(&entity.canonical).filter(|name| !name.is_empty() && *name != surface);
            let facts = html! {
                <>
                    <b class="is-kind" data-part="is-kind"><span class={classes!("rule", entity_class(entity.kind))} aria-hidden="true"></span>{ (words.entity)(entity.kind) }</b>
                    <span>{ dots(words, sureness) }{ " " }<span class="number">{ format!("{:.0} %", entity.score * 100.0) }</span></span>
                    <span lang="ja">{ for name.map(|name| html! { <><span class="quiet">{ words.canonical }{ " " }</span>{ name.clone() }</> }) }</span>
                    <span>{ for entity.normalized.as_ref().map(|is| html! { <><span class="quiet">{ words.normalized }{ " " }</span>{ value(is) }</> }) }</span>
                    <span class="quiet" hidden={one.influence == Influence::None}>{ (words.influence)(one.influence) }</span>
                </>
            };
            (Paint::Entity(entity.kind, line), entity.kind as usize, facts)
        }
        What::Claims => {
            let suggested = of.session.suggested_claims(id).into_iter();
            let Some(claim) = suggested.into_iter().find(|claim| claim.span == span) else {
                return Html::default();
            };
            let mark = of.session.claim_mark(id, claim);
            let rules: Vec<&str> = claim.rules.iter().map(|rule| (words.rule)(rule.name())).collect();
            let facts = html! {
                <>
                    <b class="is-kind" data-part="is-kind">{ (words.claim)(mark.kind) }</b>
                    <span lang="ja">{ who(words, article, &mark) }</span>
                    { chip(words, mark.certainty) }
                    <span><span class="quiet">{ words.worthiness }{ " " }</span><span class="dots">{ worth(claim.worthiness) }</span></span>
                    <span class="quiet">{ words.by_machine }{ " ・ " }{ rules.join(words.comma) }</span>
                </>
            };
            (Paint::Proposed, mark.kind as usize, facts)
        }
    };
    let [before, sentence, after] = sentences(of.session, place);
    let cut = |span: ByteSpan| span.slice(&article.text).unwrap_or_default().to_owned();
    let marks = [paint, Paint::Focus].map(|paint| PaintMark { span, paint, source: Source::None });
    let meta = &article.meta;
    let outlet = if meta.outlet.is_empty() { words.unknown_outlet } else { &meta.outlet };
    let date = if meta.published.is_empty() { String::new() } else { (words.date)(&meta.published) };
    html! {
        <>
            <header class="from" lang="ja"><span class="small quiet">{ outlet }{ " ・ " }<span class="number">{ date }</span></span><b>{ &meta.title }</b></header>
            <div class="judging-text" data-part="judged" tabindex="-1" role="group" aria-label={words.suggested} lang="ja">
                <div>
                    <span class="context">{ cut(before) }</span>
                    <p class="sentence">{ for segments(sentence, &marks, &[]).into_iter().map(|segment| {
                        html! { <span class={segment.class}>{ cut(segment.span) }</span> }
                    }) }</p>
                    <span class="context">{ cut(after) }</span>
                </div>
            </div>
            <p class="facts">{ facts }</p>
            <fieldset class="verdicts" disabled={of.writable == Writable::No}>
                { stroke(of, "judge-accept", "button primary", Stroke::Accept, keyed(of, words.accept, Stroke::Accept)) }
                { stroke(of, "judge-reject", "button", Stroke::Reject, keyed(of, words.reject, Stroke::Reject)) }
                { stroke(of, "judge-skip", "button", Stroke::Skip, keyed(of, words.skip, Stroke::Skip)) }
            </fieldset>
            <fieldset class="retype" disabled={of.writable == Writable::No} aria-label={words.kind}>{ retype(of, kind) }</fieldset>
            { asides(of, true) }
        </>
    }
}

/// The types, each with its number.
fn retype(of: &Judged<'_>, is: usize) -> Html {
    const PARTS: [&str; 10] = [
        "retype-1", "retype-2", "retype-3", "retype-4", "retype-5", "retype-6", "retype-7", "retype-8",
        "retype-9", "retype-0",
    ];
    let all = kinds(of);
    let buttons = all.into_iter().zip(PARTS).enumerate().map(|(at, (name, part))| {
        let sign = EntityType::ALL.get(at).filter(|_| of.filter.what == What::Entities);
        let sign = sign.map(
            |kind| html! { <span class={classes!("rule", entity_class(*kind))} aria-hidden="true"></span> },
        );
        let class = if at == is { "button is" } else { "button" };
        let key = part.strip_prefix("retype-");
        stroke(
            of,
            part,
            class,
            Stroke::Retype(at),
            html! { <><span>{ for sign }</span>{ name }<kbd aria-hidden="true">{ key }</kbd></> },
        )
    });
    html! { <>{ for buttons }</> }
}

fn kinds(of: &Judged<'_>) -> Vec<AttrValue> {
    match of.filter.what {
        What::Entities => names(&EntityType::ALL, of.words.entity),
        What::Claims => names(&ClaimType::ALL, of.words.claim),
    }
}

/// What else can be done: the same said of the same string, a step back, the text.
fn asides(of: &Judged<'_>, is_any: bool) -> Html {
    let words = of.words;
    let same = html! { <><span>{ (words.same_string)(of.alike) }</span>{ keys(of, Stroke::Same) }</> };
    html! {
        <p class="asides">
            { stroke(of, "judge-back", "button", Stroke::Back, keyed(of, words.back, Stroke::Back)) }
            <span hidden={!is_any}>{ stroke(of, "judge-text", "button", Stroke::Text, keyed(of, words.to_text, Stroke::Text)) }</span>
            <span class="spring"></span>
            <span hidden={of.alike == 0}>{ stroke(of, "judge-same", "button", Stroke::Same, same) }</span>
        </p>
    }
}

/// Why there is nothing to judge, and what to do.
fn nothing(of: &Judged<'_>) -> Html {
    let (words, filter) = (of.words, of.filter);
    let waiting = of.session.unanalysed().next().is_some();
    let none = Filter { what: filter.what, order: filter.order, ..Filter::default() };
    let (told, clear) = match () {
        () if of.session.project.articles.is_empty() => (words.judge_nothing, false),
        () if waiting => (words.analysing, false),
        () if filter != none => (words.judge_none_here, true),
        () => (words.judge_done, false),
    };
    let other = match filter.what {
        What::Entities => (What::Claims, words.layer_claims),
        What::Claims => (What::Entities, words.entities),
    };
    html! {
        <div class="judging-text nothing" data-part="judged" tabindex="-1">
            <div>
                <p class="sentence" data-part="judge-nothing">{ told }</p>
                <p class="row">
                    <span hidden={!clear}>{ choose(of, "judge-clear", "button primary", None, none, html! { words.clear_filter }) }</span>
                    { choose(of, "judge-other", "button", None, Filter { what: other.0, ..Filter::default() }, html! { other.1 }) }
                </p>
            </div>
            { asides(of, false) }
        </div>
    }
}

/// A button that leads to another filter.
fn choose(
    of: &Judged<'_>,
    part: &'static str,
    class: &'static str,
    chosen: Option<bool>,
    filter: Filter,
    content: Html,
) -> Html {
    let on = of.on.reform(move |_: MouseEvent| Act::Sift(filter));
    html! { <button {class} data-part={part} aria-pressed={chosen.map(|chosen| chosen.to_string())} onclick={on}>{ content }</button> }
}

fn filters(of: &Judged<'_>) -> Html {
    let (words, filter) = (of.words, of.filter);
    let what = |what: What, part: &'static str, name: &'static str| {
        let filter = Filter { what, kind: None, rule: None, found: false, ..filter };
        choose(of, part, "", Some(of.filter.what == what), filter, html! { name })
    };
    let order = |order: Order, part: &'static str, name: &'static str| {
        choose(of, part, "", Some(filter.order == order), Filter { order, ..filter }, html! { name })
    };
    let (sureness, telling) = match filter.what {
        What::Entities => (words.score, words.order_unsure),
        What::Claims => (words.worthiness, words.order_worth),
    };
    let counted = |name: &str, count: usize| AttrValue::from(format!("{name} ({count})"));
    let kinds =
        kinds(of).into_iter().zip(&of.queue.kinds).map(|(name, count)| counted(&name, *count)).collect();
    let articles = &of.queue.articles;
    let article_names = articles.iter().filter_map(|(id, count)| {
        let meta = &of.session.project.article(*id)?.meta;
        let name: Cow<'_, str> = match (meta.outlet.as_str(), meta.title.as_str()) {
            ("", "") => words.untitled.into(),
            (outlet, "") => outlet.into(),
            ("", title) => shortened(title).into(),
            (outlet, title) => format!("{outlet} ・ {}", shortened(title)).into(),
        };
        Some(counted(&name, *count))
    });
    let rules = &of.queue.rules;
    let rule_names = rules.iter().map(|(name, count)| counted(name, *count)).collect();
    let article = filter.article.and_then(|wanted| articles.iter().position(|(id, _)| *id == wanted));
    let rule = filter.rule.and_then(|wanted| rules.iter().position(|(name, _)| *name == wanted));
    let (ids, rule_list): (Vec<_>, Vec<_>) =
        (articles.iter().map(|(id, _)| *id).collect(), rules.iter().map(|(name, _)| *name).collect());
    let with = move |field: Field, at: Option<usize>| match field {
        Field::Kind => Filter { kind: at, ..filter },
        Field::Article => Filter { article: at.and_then(|at| ids.get(at)).copied(), ..filter },
        Field::Rule => Filter { rule: at.and_then(|at| rule_list.get(at)).copied(), ..filter },
    };
    let with = std::rc::Rc::new(with);
    let list = |part: &'static str,
                label: &'static str,
                names: Vec<AttrValue>,
                chosen: Option<usize>,
                field: Field| {
        let with = with.clone();
        let names: Vec<AttrValue> =
            [AttrValue::from((words.trust)(Trust::All))].into_iter().chain(names).collect();
        let on = of.on.reform(move |at: usize| Act::Sift(with(field, at.checked_sub(1))));
        html! { <label class="field"><span>{ label }</span><Choice {part} {names} chosen={Some(chosen.map_or(0, |at| at + 1))} {on} /></label> }
    };
    html! {
        <>
            <div class="places wide" role="group" aria-label={words.suggested}>
                { what(What::Entities, "judge-entities", words.entities) }
                { what(What::Claims, "judge-claims", words.layer_claims) }
            </div>
            <div hidden={!filter.found}>{ choose(of, "judge-found-only", "", Some(true), Filter { found: false, ..filter }, html! { <>{ words.found_only }{ " ✕" }</> }) }</div>
            { list("judge-kind", words.kind, kinds, filter.kind, Field::Kind) }
            <div class="field"><span>{ sureness }</span><div class="trust" role="group" aria-label={sureness}>
                { for Trust::ALL.iter().map(|&trust| choose(of, trust.part(), "", Some(filter.trust == trust), Filter { trust, ..filter }, html! { (words.trust)(trust) })) }
            </div></div>
            { list("judge-article", words.articles_word, article_names.collect(), article, Field::Article) }
            <div hidden={filter.what == What::Entities}>{ list("judge-rule", words.rule_word, rule_names, rule, Field::Rule) }</div>
            <div class="field"><span>{ words.order_word }</span><div class="trust" role="group" aria-label={words.order_word}>
                { order(Order::Reading, "judge-reading", words.order_reading) }
                { order(Order::Telling, "judge-telling", telling) }
            </div></div>
        </>
    }
}

#[derive(Clone, Copy)]
enum Field {
    Kind,
    Article,
    Rule,
}
