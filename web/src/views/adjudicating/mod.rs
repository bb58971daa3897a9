//! 突き合わせ: what two people marked differently, character under character, and what a decision gives.

mod figures;
mod tasks;
mod words;

use crate::views::kit::{Writable, chip};
use crate::views::results::{Bilingual, keys};
use shirushi_agreement::{Aspect, Category, Decision, Differences, Disagreement};
use shirushi_model::{Annotation, Body, ByteSpan, Target};
use shirushi_page::Act;
use shirushi_page::adjudicating::{
    AdjudicateAct, AdjudicateTask, AdjudicateUi, Scope, differences, layers, two,
};
use shirushi_page::results::Made;
use shirushi_page::shared::Shared;
use shirushi_page::words::{Language as PageLanguage, Words};
use shirushi_results::Language;
use shirushi_session::Session;
use yew::prelude::*;

/// So many disagreements are listed at most; the kinds cut the queue.
const LISTED: usize = 300;
/// So many code points around a mark are shown where its sentence is longer.
const AROUND: usize = 160;

#[derive(Properties, Clone)]
pub(crate) struct AdjudicateProps {
    pub(crate) words: &'static Words,
    pub(crate) session: Session,
    /// Another one whenever the project is.
    pub(crate) made: Shared<Made>,
    pub(crate) ui: AdjudicateUi,
    pub(crate) writable: Writable,
    pub(crate) on: Callback<Act>,
}

impl PartialEq for AdjudicateProps {
    fn eq(&self, other: &Self) -> bool {
        // The session is another whenever `made` is.
        self.words == other.words
            && self.made == other.made
            && self.ui == other.ui
            && self.writable == other.writable
    }
}

impl AdjudicateProps {
    fn language(&self) -> Language {
        match PageLanguage::of(self.words) {
            PageLanguage::Ja => Language::Japanese,
            PageLanguage::En => Language::English,
        }
    }

    fn say(&self, pair: Bilingual) -> &'static str {
        pair.told(self.language())
    }

    fn look(&self, change: impl Fn(&mut AdjudicateUi) + 'static) -> Callback<MouseEvent> {
        let now = self.ui.clone();
        self.on.reform(move |_: MouseEvent| {
            let mut ui = now.clone();
            change(&mut ui);
            Act::Adjudicate(AdjudicateAct::Look(ui))
        })
    }

    fn decide(&self, decision: Decision, scope: Scope) -> Callback<MouseEvent> {
        self.on.reform(move |_: MouseEvent| Act::Adjudicate(AdjudicateAct::Decide(decision.clone(), scope)))
    }
}

/// Two people as they are shown: by name, or as A and B.
struct People {
    left: String,
    right: String,
}

#[component]
pub(crate) fn Adjudicating(props: &AdjudicateProps) -> Html {
    let all = use_memo(props.made.clone(), {
        let session = props.session.clone();
        move |_| layers(&session)
    });
    let found = use_memo((props.made.clone(), props.ui.people.clone()), {
        let session = props.session.clone();
        move |(_, people)| differences(&session, people.as_ref()).unwrap_or_default()
    });
    let Some((left, right)) = two(&all, props.ui.people.as_ref()) else { return alone(props) };
    let named = |name: &str, hidden: &str| match name {
        _ if props.ui.names_hidden => hidden.to_owned(),
        "" => props.say(words::NOBODY).to_owned(),
        name => name.to_owned(),
    };
    let people = People { left: named(&left.name, "A"), right: named(&right.name, "B") };
    let pair = (left.name.clone(), right.name.clone());
    let current = found.queue.get(props.ui.at).or(found.queue.first());
    html! {
        <div class="results adjudicate" data-part="adjudicating" onkeydown={on_key(props, &found)}>
            <h1 class="visually-hidden">{ props.say(words::TITLE) }</h1>
            <div class="r-bar">
                <span class="r-tabs"><button class="r-tab" onclick={props.on.reform(|_: MouseEvent| Act::Scene(shirushi_page::scene::Scene::Judging))}>{ props.say(words::SUGGESTIONS) }</button><button class="r-tab" aria-pressed="true">{ props.say(words::TITLE) }</button></span>
                <span class="spring"></span>
                { how_far(props, &found) }
                <button class="button" data-part="hide-names" aria-pressed={props.ui.names_hidden.to_string()} onclick={props.look(|ui| ui.names_hidden = !ui.names_hidden)}>{ props.say(words::HIDE_NAMES) }</button>
            </div>
            <div class="x-split a-split">
                { listing(props, &all.iter().map(|layer| (layer.name.clone(), layer.marks.len())).collect::<Vec<_>>(), &pair, &found) }
                <section class="x-main" aria-label={props.say(words::TITLE)}>
                    { match current {
                        Some(one) => disagreement(props, &people, &found, one),
                        None => html! { <p class="quiet" data-part="no-differences">{ props.say(words::NO_DIFFERENCES) }</p> },
                    } }
                </section>
                <aside class="x-side a-figures" aria-label={props.say(words::AGREEMENT)}>
                    <figures::AgreementFigures words={props.words} session={props.session.clone()} made={props.made.clone()} {pair} hidden={props.ui.names_hidden} />
                </aside>
            </div>
        </div>
    }
}

/// Nobody but one has marked anything.
fn alone(props: &AdjudicateProps) -> Html {
    let to_import = props.on.reform(|_: MouseEvent| {
        Act::Exchange(shirushi_page::exchanging::ExchangeAct::Way(shirushi_page::exchanging::Way::In))
    });
    html! {
        <div class="results adjudicate" data-part="adjudicating">
            <section class="x-main" tabindex="0" data-result="focus">
                <h1 class="x-name">{ props.say(words::TITLE) }</h1>
                <p>{ props.say(words::ALONE) }</p>
                <p class="row"><button class="button primary" data-part="read-another" onclick={to_import}>{ props.say(words::READ_ANOTHER) }</button></p>
            </section>
        </div>
    }
}

fn how_far(props: &AdjudicateProps, found: &Differences) -> Html {
    let all = found.queue.len();
    let done = found.queue.iter().filter(|one| !one.is_open()).count();
    html! {
        <span class="how-far"><progress max={all.max(1).to_string()} value={done.to_string()} aria-label={props.say(words::DECIDED)}></progress><span class="number small" data-part="adjudicated">{ format!("{done} / {all}") }</span></span>
    }
}

/// The people, the kinds of differences and the queue.
fn listing(
    props: &AdjudicateProps,
    all: &[(String, usize)],
    pair: &(String, String),
    found: &Differences,
) -> Html {
    let person = |(name, marks): &(String, usize)| {
        let told = if name.is_empty() { props.say(words::NOBODY).to_owned() } else { name.clone() };
        let side = if *name == pair.0 {
            "A"
        } else if *name == pair.1 {
            "B"
        } else {
            ""
        };
        // The one that is pressed takes the place of the other one's partner.
        let people = if *name == pair.0 { None } else { Some((pair.0.clone(), name.clone())) };
        let onclick = props.look(move |ui| {
            if people.is_some() {
                (ui.people, ui.at) = (people.clone(), 0);
            }
        });
        html! {
            <button class="x-format" data-part="person" aria-current={(!side.is_empty()).then_some("true")} {onclick}>
                <span class="stamp">{ side }</span>
                <span class="x-format-name" lang="ja">{ if props.ui.names_hidden { side.to_owned() } else { told } }</span>
                <span class="quiet small x-count">{ words::marks(props.language(), *marks) }</span>
            </button>
        }
    };
    let count = |aspect: Option<Aspect>| {
        found.queue.iter().filter(|one| aspect.is_none_or(|aspect| one.aspect() == aspect)).count()
    };
    let kind = |aspect: Option<Aspect>| {
        let number = count(aspect);
        let name = aspect.map_or(words::ALL, words::aspect);
        let pressed = props.ui.aspect == aspect;
        (number > 0 || aspect.is_none()).then(|| {
            html! {
                <button class="pill" aria-pressed={pressed.to_string()} onclick={props.look(move |ui| ui.aspect = aspect)}>{ format!("{} {number}", props.say(name)) }</button>
            }
        })
    };
    let kinds = std::iter::once(None).chain(Aspect::ALL.map(Some)).filter_map(kind);
    let listed = found
        .queue
        .iter()
        .enumerate()
        .filter(|(_, one)| props.ui.aspect.is_none_or(|aspect| one.aspect() == aspect));
    let entry = |(at, one): (usize, &Disagreement)| {
        let text = props.session.project.article(one.article).map(|article| &*article.text);
        let quoted: String =
            text.and_then(|text| one.place.slice(text)).unwrap_or_default().chars().take(24).collect();
        let current = at == props.ui.at;
        html! {
            <li>
                <button class="a-entry" data-part="disagreement" aria-current={current.then_some("true")} onclick={props.look(move |ui| ui.at = at)}>
                    <span class="small quiet">{ props.say(words::aspect(one.aspect())) }</span>
                    <span class={classes!("r-cut", (!one.is_open()).then_some("a-done"))} lang="ja">{ quoted }</span>
                    <span class="small">{ if one.is_open() { "" } else { "✓" } }</span>
                </button>
            </li>
        }
    };
    html! {
        <nav class="x-list" aria-label={props.say(words::QUEUE)} tabindex="0" data-result="focus">
            <h2 class="section-title x-group">{ props.say(words::PEOPLE) }</h2>
            { for all.iter().map(person) }
            <h2 class="section-title x-group">{ props.say(words::QUEUE) }<span class="quiet small number">{ found.queue.len() }</span></h2>
            <div class="a-kinds" role="group" aria-label={props.say(words::KINDS)}>{ for kinds }</div>
            <ol class="plain">{ for listed.take(LISTED).map(entry) }</ol>
            { alike(props, found) }
        </nav>
    }
}

/// What both marked alike, and how it comes to stand once.
fn alike(props: &AdjudicateProps, found: &Differences) -> Html {
    let twice = |pair: &&(std::sync::Arc<Annotation>, std::sync::Arc<Annotation>)| {
        let open = |mark: &Annotation| mark.status == shirushi_model::Status::Accepted;
        open(&pair.0) && open(&pair.1)
    };
    let count = found.alike.iter().filter(twice).count();
    let onclick = props.on.reform(|_: MouseEvent| Act::Adjudicate(AdjudicateAct::SettleAlike));
    html! {
        <p class="x-foot small quiet">
            { words::alike(props.language(), found.alike.len()) }{ " " }
            <button class="button small" data-part="settle-alike" disabled={count == 0 || props.writable == Writable::No} {onclick}>{ props.say(words::SETTLE) }</button>
        </p>
    }
}

fn disagreement(props: &AdjudicateProps, people: &People, found: &Differences, one: &Disagreement) -> Html {
    let project = &props.session.project;
    let Some(article) = project.article(one.article) else { return Html::default() };
    let text = &*article.text;
    let shown = around(text, one);
    let alike = one.likeness(project).map_or(0, |likeness| {
        let like = |other: &&Disagreement| {
            other.is_open() && other.place != one.place && other.likeness(project).as_ref() == Some(&likeness)
        };
        found.queue.iter().filter(like).count()
    });
    let version = |part: &'static str,
                   stamp: &'static str,
                   name: &str,
                   mark: Option<&Annotation>,
                   other: Option<&Annotation>| {
        html! {
            <section class="a-version" data-part={part} aria-label={name.to_owned()}>
                <h2 class="small"><span class="stamp">{ stamp }</span><b lang="ja">{ name.to_owned() }</b>{ " " }{ for mark.map(|mark| saying(props, mark)) }</h2>
                <p class="a-text" lang="ja">{ match mark {
                    Some(mark) => marked(text, shown, mark, other),
                    None => html! { <><span class="quiet">{ shown.slice(text).unwrap_or_default().to_owned() }</span><span class="small quiet">{ " ・ " }{ props.say(words::NOT_MARKED) }</span></> },
                } }</p>
            </section>
        }
    };
    let (left, right) = (one.left.as_deref(), one.right.as_deref());
    let differs = one.aspects.iter().map(|aspect| props.say(words::aspect(*aspect)));
    let same = one.same.iter().map(|aspect| props.say(words::aspect(*aspect)));
    let comma = props.language().of("、", ", ");
    let button = |part: &'static str, key: &'static str, name: String, decision: Decision| {
        let fits = decision.fits(one);
        html! {
            <button class="button a-decide" data-part={part} disabled={!fits} onclick={props.decide(decision, Scope::One)}><span lang="ja">{ name }</span>{ " " }<kbd aria-hidden="true">{ key }</kbd></button>
        }
    };
    let told = |pair: Bilingual| props.say(pair).to_owned();
    html! {
        <>
            <p class="small quiet"><b>{ props.say(words::aspect(one.aspect())) }</b>{ " ・ " }<span lang="ja">{ article.meta.outlet.clone() }{ " " }{ article.meta.title.clone() }</span></p>
            { version("version-left", "A", &people.left, left, right) }
            { version("version-right", "B", &people.right, right, left) }
            <dl class="fields a-told">
                <div><dt>{ props.say(words::DIFFERS) }</dt><dd>{ differs.collect::<Vec<_>>().join(comma) }</dd></div>
                <div><dt>{ props.say(words::SAME) }</dt><dd>{ same.collect::<Vec<_>>().join(comma) }</dd></div>
                { tasks::guidelines(props, one) }
            </dl>
            <p class="quiet small" role="status" data-part="decided">{ if one.is_open() { "" } else { props.say(words::IS_DECIDED) } }</p>
            <fieldset class="a-decisions" disabled={props.writable == Writable::No}>
                <legend class="visually-hidden">{ props.say(words::DECISION) }</legend>
                { button("decide-left", "1", people.left.clone(), Decision::Left) }
                { button("decide-right", "2", people.right.clone(), Decision::Right) }
                { button("decide-union", "3", told(words::UNION), Decision::Union) }
                { button("decide-intersection", "4", told(words::INTERSECTION), Decision::Intersection) }
                { button("decide-both", "5", told(words::BOTH), Decision::Both) }
                { button("decide-neither", "⌫", told(words::NEITHER), Decision::Neither) }
            </fieldset>
            { tasks::tasks(props, one, text, shown) }
            <p class="small quiet" hidden={alike == 0} data-part="alike">{ words::like_it(props.language(), alike) }</p>
        </>
    }
}

/// What a mark says, in a word.
fn saying(props: &AdjudicateProps, mark: &Annotation) -> Html {
    let name =
        category(props.words, &props.session.project.tagset, Category::of(&mark.body), props.language());
    match &mark.body {
        Body::Claim(claim) => {
            let speaker = claim.speaker.as_ref().map(|speaker| speaker.name.clone()).unwrap_or_default();
            html! { <><span>{ name }</span>{ " " }{ chip(props.words, claim.certainty) }{ " " }<span class="quiet" lang="ja">{ speaker }</span></> }
        }
        _ => html! { <span>{ name }</span> },
    }
}

/// What a category is called.
fn category(
    words: &'static Words,
    tagset: &shirushi_model::Tagset,
    of: Option<Category>,
    language: Language,
) -> String {
    match of {
        Some(Category::Entity(kind)) => (words.entity)(kind).to_owned(),
        Some(Category::Claim) => words::CLAIM.told(language).to_owned(),
        Some(Category::Highlight(tag)) => {
            tagset.get(tag).map_or_else(|| words::HIGHLIGHT.told(language).to_owned(), |tag| tag.name.clone())
        }
        None => String::new(),
    }
}

/// The sentence of a disagreement, or what is around it in a long one.
fn around(text: &str, one: &Disagreement) -> ByteSpan {
    let (sentence, place) = (one.sentence, one.place);
    let before = text.get(sentence.start as usize..place.start as usize).unwrap_or_default();
    let after = text.get(place.end as usize..sentence.end as usize).unwrap_or_default();
    let from = before.char_indices().rev().take(AROUND).last().map_or(0, |(at, _)| before.len() - at);
    let until = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    ByteSpan::new(place.start as usize - from, place.end as usize + until)
}

/// A text with one mark in it, and in it what the other one does not cover.
fn marked(text: &str, shown: ByteSpan, mark: &Annotation, other: Option<&Annotation>) -> Html {
    let spans = |mark: Option<&Annotation>| match mark.map(|mark| &mark.target) {
        Some(Target::Placed(spans)) => spans.clone(),
        _ => Vec::new(),
    };
    let (own, others) = (spans(Some(mark)), spans(other));
    let mut cuts: Vec<u32> = vec![shown.start, shown.end];
    for span in own.iter().chain(&others) {
        cuts.extend([span.start, span.end]);
    }
    cuts.retain(|at| (shown.start..=shown.end).contains(at));
    cuts.sort_unstable();
    cuts.dedup();
    let pieces = cuts.windows(2).filter_map(|ends| {
        let &[start, end] = ends else { return None };
        let words = text.get(start as usize..end as usize)?.to_owned();
        let inside = |spans: &[ByteSpan]| spans.iter().any(|span| span.start <= start && end <= span.end);
        let (own, others) = (inside(&own), inside(&others));
        Some(match (own, own == others || other.is_none()) {
            (true, true) => html! { <mark class="a-mark">{ words }</mark> },
            (true, false) => html! { <mark class="a-mark hit">{ words }</mark> },
            (false, false) => html! { <span class="a-lacks">{ words }</span> },
            (false, true) => html! { <span class="quiet">{ words }</span> },
        })
    });
    html! { { for pieces } }
}

/// Keys: a digit decides, arrows walk, Shift with a digit decides all that are like it.
fn on_key(props: &AdjudicateProps, found: &Differences) -> Callback<KeyboardEvent> {
    let (ui, on) = (props.ui.clone(), props.on.clone());
    let listed: Vec<usize> = found
        .queue
        .iter()
        .enumerate()
        .filter(|(_, one)| ui.aspect.is_none_or(|aspect| one.aspect() == aspect))
        .map(|(at, _)| at)
        .collect();
    let writable = props.writable;
    let current = found.queue.get(ui.at).or(found.queue.first()).cloned();
    let current = current.and_then(|one| {
        let text = props.session.project.article(one.article)?.text.clone();
        Some((one, text))
    });
    Callback::from(move |event: KeyboardEvent| {
        let Some(key) = keys::pressed(&event) else { return };
        let here = listed.iter().position(|at| *at == ui.at).unwrap_or_default();
        let walk = |to: Option<&usize>| {
            to.map(|at| Act::Adjudicate(AdjudicateAct::Look(AdjudicateUi { at: *at, ..ui.clone() })))
        };
        let code = event.code();
        let decision = match (key.as_str(), code.as_str()) {
            ("Backspace" | "Delete", _) => Some(Decision::Neither),
            (_, "Digit1") => Some(Decision::Left),
            (_, "Digit2") => Some(Decision::Right),
            (_, "Digit3") => Some(Decision::Union),
            (_, "Digit4") => Some(Decision::Intersection),
            (_, "Digit5") => Some(Decision::Both),
            _ => None,
        };
        let drawn = match (&ui.task, &current) {
            (AdjudicateTask::Redrawing(span), Some((one, text))) => {
                let shown = around(text, one);
                tasks::by_key(text, shown, *span, &key, event.shift_key())
                    .map(|span| tasks::with(&ui, AdjudicateTask::Redrawing(span)))
                    .or_else(|| match key.as_str() {
                        "Enter" => Some(Act::Adjudicate(AdjudicateAct::Decide(
                            Decision::Redrawn(vec![*span]),
                            Scope::One,
                        ))),
                        "Escape" => Some(tasks::with(&ui, AdjudicateTask::Deciding)),
                        _ => None,
                    })
            }
            (AdjudicateTask::Deciding, Some((one, text))) if writable == Writable::Yes => {
                match key.as_str() {
                    "b" => Some(tasks::with(&ui, tasks::redraw(one))),
                    "g" => Some(tasks::with(&ui, tasks::guide(one, text))),
                    _ => None,
                }
            }
            _ => None,
        };
        if let Some(act) = drawn {
            keys::take(&event);
            return on.emit(act);
        }
        let scope = if event.shift_key() { Scope::Alike } else { Scope::One };
        let act = match (decision, key.as_str()) {
            (Some(decision), _) if writable == Writable::Yes => {
                Some(Act::Adjudicate(AdjudicateAct::Decide(decision, scope)))
            }
            (_, "ArrowDown" | " ") => walk(listed.get(here + 1)),
            (_, "ArrowUp") => walk(here.checked_sub(1).and_then(|at| listed.get(at))),
            (_, "z") => Some(Act::Undo),
            _ => None,
        };
        if let Some(act) = act {
            keys::take(&event);
            on.emit(act);
        }
    })
}
