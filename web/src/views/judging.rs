//! One suggestion after another, each large in its sentence, with a button and a key for everything that can
//! be said of it. Everything stands where it stood for the one before.

use crate::views::claim::worth;
use crate::views::entities::dots;
use crate::views::guide::guide;
use crate::views::kit::{Choice, Writable, chip, input_value, names};
use shirushi_model::{Annotation, Article, ByteSpan, ClaimMark, ClaimType, EntityType, MarkType, Status};
use shirushi_page::Act;
use shirushi_page::comparing::Place;
use shirushi_page::judging::Recent;
use shirushi_page::judging::repair::{End, Move, Repair};
use shirushi_page::judging::{Filter, Item, Order, Queue, What, sentences};
use shirushi_page::keys::Stroke;
use shirushi_page::keys::keymap::Keymap;
use shirushi_page::reading::caret::{Direction, Unit};
use shirushi_page::reading::paint::{Line, Paint, PaintMark, PaintSource, entity_class, segments};
use shirushi_page::scene::Scene;
use shirushi_page::sureness::{Sureness, Trust};
use shirushi_page::words::Words;
use shirushi_page::words::quoting::value;
use shirushi_page::words::quoting::{shortened, who};
use shirushi_session::{Influence, Session, Verdict};
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
    /// What was decided of which string last, and how many more of it wait.
    pub(crate) alike: Option<(Verdict, String, usize)>,
    /// What is put right of what is shown.
    pub(crate) repair: &'a Repair,
    /// The flag on it.
    pub(crate) flag: Option<&'a Annotation>,
    /// The last steps, last first.
    pub(crate) recent: Vec<Recent>,
    /// How many one judges in a minute.
    pub(crate) pace: Option<usize>,
    /// Names people have been given, to choose from.
    pub(crate) names: &'a [String],
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
                    <span class="number quiet only-wide" data-part="judged-tally">{ format!("{} {} ・ {} {}", words.accepted, of.queue.accepted, words.rejected, of.queue.rejected) }</span>
                    <span class="number quiet only-wide" data-part="judged-pace">{ of.pace.map(words.pace).unwrap_or_default() }</span>
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
                { recent(of) }
                { filters(of) }
                { for of.current.and_then(|item| type_of(of, item.place)).map(|kind| {
                    let said = of.session.project.tagset.guide(kind);
                    html! { <div class="explained">{ guide(words, &said.guide, &said.examples) }</div> }
                }) }
            </aside>
        </div>
    }
}

/// The last steps, each with the way back to it.
fn recent(of: &Judged<'_>) -> Html {
    const PARTS: [&str; 5] =
        ["judge-again-1", "judge-again-2", "judge-again-3", "judge-again-4", "judge-again-5"];
    let row = |(at, (one, part)): (usize, (&Recent, &'static str))| {
        let rejected = one.status == Status::Rejected;
        let count = if one.count > 1 { format!(" ×{}", one.count) } else { String::new() };
        let told = html! {
            <>
                <span aria-hidden="true">{ if rejected { "✕ " } else { "✓ " } }</span>
                <span class="visually-hidden">{ if rejected { of.words.rejected } else { of.words.accepted } }{ " " }</span>
                <span class="string" lang="ja">{ &one.quote }</span><span class="number">{ count }</span>
                <span class="quiet" aria-hidden="true">{ "↩" }</span>
            </>
        };
        html! { <li key={part}>{ stroke(of, part, "button", Stroke::Again(at), told) }</li> }
    };
    html! {
        <section class="recent" aria-label={of.words.recent} data-part="judge-recent" hidden={of.recent.is_empty()}>
            <h2 class="section-title">{ of.words.recent }</h2>
            <ul>{ for of.recent.iter().zip(PARTS).enumerate().map(row) }</ul>
        </section>
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
                    <span>{ for entity.normalized.as_ref().map(|is| html! { <><span class="quiet">{ words.normalized }{ " " }</span>{ value(words, is) }</> }) }</span>
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
            let mark = of.repair.mark.clone().unwrap_or_else(|| of.session.claim_mark(id, claim));
            let rules: Vec<&str> = claim.rules.iter().map(|rule| (words.rule)(rule.name())).collect();
            let facts = html! {
                <>
                    <b class="is-kind" data-part="is-kind">{ (words.claim)(mark.kind) }</b>
                    { speaks(of, article, &mark) }
                    { stroke(of, "judge-certainty", "button", Stroke::Certainty, html! { <>{ chip(words, mark.certainty) }{ keys(of, Stroke::Certainty) }</> }) }
                    <span><span class="quiet">{ words.worthiness }{ " " }</span><span class="dots">{ worth(claim.worthiness) }</span></span>
                    <span class="quiet">{ words.by_machine }{ " ・ " }{ rules.join(words.comma) }</span>
                </>
            };
            (Paint::Proposed(3), mark.kind as usize, facts)
        }
    };
    let [before, sentence, after] = sentences(of.session, place);
    let cut = |span: ByteSpan| span.slice(&article.text).unwrap_or_default().to_owned();
    let to = of.repair.to.unwrap_or(span);
    let marks = [paint, Paint::Focus].map(|paint| PaintMark { span: to, paint, source: PaintSource::None });
    let painted = |within: ByteSpan| -> Html {
        let pieces = segments(within, &marks, &[]).into_iter();
        pieces.map(|piece| html! { <span class={piece.class}>{ cut(piece.span) }</span> }).collect()
    };
    let meta = &article.meta;
    let outlet = if meta.outlet.is_empty() { words.unknown_outlet } else { &meta.outlet };
    let date = if meta.published.is_empty() { String::new() } else { (words.date)(&meta.published) };
    html! {
        <>
            <header class="from" lang="ja"><span class="small quiet">{ outlet }{ " ・ " }<span class="number">{ date }</span></span><b>{ &meta.title }</b></header>
            <div class="judging-text" data-part="judged" tabindex="0" role="group" aria-label={words.suggested} lang="ja">
                <div>
                    <span class="context">{ painted(before) }</span>
                    <p class="sentence">{ painted(sentence) }</p>
                    <span class="context">{ painted(after) }</span>
                </div>
            </div>
            <div class="facts">{ facts }{ boundaries(of) }</div>
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

/// Who makes the claim that is shown, to be written over.
fn speaks(of: &Judged<'_>, article: &Article, mark: &ClaimMark) -> Html {
    let on = of.on.reform(|event: Event| Act::JudgedSpeaker(input_value(&event)));
    html! {
        <label class="speaks"><span class="visually-hidden">{ of.words.speaker }</span>
            <input type="text" lang="ja" autocomplete="off" data-part="judge-speaker" list="judge-names" value={who(of.words, article, mark)} disabled={of.writable == Writable::No} onchange={on} />
            { keys(of, Stroke::Speaker) }
            <datalist id="judge-names">{ for of.names.iter().map(|name| html! { <option value={name.clone()} /> }) }</datalist>
        </label>
    }
}

/// The boundaries of what is shown, each to be moved by a token.
fn boundaries(of: &Judged<'_>) -> Html {
    let words = of.words;
    let button = |part: &'static str,
                  end: End,
                  direction: Direction,
                  sign: &'static str,
                  told: &'static str| {
        let by = Move { end, unit: Unit::Token, direction };
        let on = of.on.reform(move |_: MouseEvent| Act::Stroke(Stroke::Move(by)));
        let name = if end == End::First { words.boundary_first } else { words.boundary_last };
        html! { <button class="button icon" data-part={part} title={words.key_moves} aria-label={format!("{name} {told}")} onclick={on}>{ sign }</button> }
    };
    html! {
        <fieldset class="boundaries" disabled={of.writable == Writable::No} aria-label={words.boundary}>
            { button("first-out", End::First, Direction::Back, "◁", words.outward) }
            { button("first-in", End::First, Direction::Forward, "▷", words.inward) }
            <span class="quiet small" aria-hidden="true">{ words.boundary }</span>
            { button("last-in", End::Last, Direction::Back, "◁", words.inward) }
            { button("last-out", End::Last, Direction::Forward, "▷", words.outward) }
        </fieldset>
    }
}

/// A flag, and the note on it.
fn flag(of: &Judged<'_>) -> Html {
    let words = of.words;
    let on = of.on.reform(|event: Event| Act::JudgedNote(input_value(&event)));
    let note = of.flag.map(|flag| flag.note.clone()).unwrap_or_default();
    let turn = of.on.reform(|_: MouseEvent| Act::Stroke(Stroke::Flag));
    html! {
        <>
            <button class="button" data-part="judge-flag" aria-pressed={of.flag.is_some().to_string()} onclick={turn}>{ if of.flag.is_some() { "⚑ " } else { "⚐ " } }{ words.flag }{ keys(of, Stroke::Flag) }</button>
            <label class="noted"><span class="visually-hidden">{ words.note }</span>
                <input type="text" lang="ja" autocomplete="off" data-part="judge-note" placeholder={words.note} value={note} disabled={of.writable == Writable::No} onchange={on} />{ keys(of, Stroke::Note) }
            </label>
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
    let alike = of.alike.as_ref().filter(|(.., more)| *more > 0);
    let same = alike.map(|(verdict, string, more)| (words.same_string)(*verdict, string, *more));
    let same = html! { <><span>{ same.unwrap_or_default() }</span>{ keys(of, Stroke::Same) }</> };
    html! {
        <p class="asides">
            { stroke(of, "judge-back", "button", Stroke::Back, keyed(of, words.back, Stroke::Back)) }
            <span hidden={!is_any}>{ stroke(of, "judge-text", "button", Stroke::Text, keyed(of, words.to_text, Stroke::Text)) }</span>
            { for is_any.then(|| flag(of)) }
            <span class="spring"></span>
            <span hidden={alike.is_none()}>{ stroke(of, "judge-same", "button", Stroke::Same, same) }</span>
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
    let with = move |field: JudgingField, at: Option<usize>| match field {
        JudgingField::Kind => Filter { kind: at, ..filter },
        JudgingField::Article => Filter { article: at.and_then(|at| ids.get(at)).copied(), ..filter },
        JudgingField::Rule => Filter { rule: at.and_then(|at| rule_list.get(at)).copied(), ..filter },
    };
    let with = std::rc::Rc::new(with);
    let list = |part: &'static str,
                label: &'static str,
                names: Vec<AttrValue>,
                chosen: Option<usize>,
                field: JudgingField| {
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
            <button class="button" data-part="adjudicate" onclick={of.on.reform(|_: MouseEvent| Act::Scene(Scene::Adjudicating))}>{ words.adjudicate }</button>
            <div hidden={!filter.found}>{ choose(of, "judge-found-only", "", Some(true), Filter { found: false, ..filter }, html! { <>{ words.found_only }{ " ✕" }</> }) }</div>
            { list("judge-kind", words.kind, kinds, filter.kind, JudgingField::Kind) }
            <div class="field"><span>{ sureness }</span><div class="trust" role="group" aria-label={sureness}>
                { for Trust::ALL.iter().map(|&trust| choose(of, trust.part(), "", Some(filter.trust == trust), Filter { trust, ..filter }, html! { (words.trust)(trust) })) }
            </div></div>
            { list("judge-article", words.articles_word, article_names.collect(), article, JudgingField::Article) }
            <div hidden={filter.what == What::Entities}>{ list("judge-rule", words.rule_word, rule_names, rule, JudgingField::Rule) }</div>
            <div class="field"><span>{ words.order_word }</span><div class="trust" role="group" aria-label={words.order_word}>
                { order(Order::Reading, "judge-reading", words.order_reading) }
                { order(Order::Telling, "judge-telling", telling) }
            </div></div>
        </>
    }
}

#[derive(Clone, Copy)]
enum JudgingField {
    Kind,
    Article,
    Rule,
}
