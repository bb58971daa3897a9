//! Questions with their answers, and what bears them out or speaks against them. Nothing is fetched: what
//! was read is pasted.

use super::super::Drawn;
use super::writing::{NewQuestion, WriteExhibit};
use super::{Writing, told};
use crate::views::kit::{Field, Room, Writable};
use shirushi_model::{Check, Exhibit, Question, Stance, is_web_address};
use shirushi_results::words as results_words;
use shirushi_session::CheckChange;
use yew::prelude::*;

/// So many digits of a fingerprint are shown at either end.
const DIGITS: usize = 4;

pub(super) fn questions(of: &Drawn<'_>, check: &Check, writing: &UseStateHandle<Option<Writing>>) -> Html {
    let off = of.writable == Writable::No;
    let answered = check.questions.iter().filter(|question| !question.answer.trim().is_empty()).count();
    let waiting = check.questions.iter().filter(|question| !question.waiting.trim().is_empty()).count();
    let write = |what: Writing| {
        let writing = writing.clone();
        Callback::from(move |_: MouseEvent| writing.set(Some(what)))
    };
    let last = check.questions.len().checked_sub(1);
    let new_exhibit = last.map(|question| write(Writing::Exhibit { question, at: None }));
    html! {
        <section aria-label={of.say(told::QUESTIONS)} data-part="check-questions">
            <div class="check-title-line">
                <h2 class="check-title">{ of.say(told::QUESTIONS) }</h2>
                <span class="small quiet number">{ format!("{} {answered} ・ {} {waiting}", of.say(told::ANSWERED), of.say(told::WAITING_NOW)) }</span>
                <span class="spring"></span>
                <button class="button" data-part="check-add-question" disabled={off} onclick={write(Writing::Question)}>
                    { of.say(told::ADD_QUESTION) }{ " " }<kbd aria-hidden="true">{ "Q" }</kbd>
                </button>
                <button class="button" data-part="check-add-exhibit" disabled={off || new_exhibit.is_none()} onclick={new_exhibit}>
                    { of.say(told::ADD_EXHIBIT) }{ " " }<kbd aria-hidden="true">{ "E" }</kbd>
                </button>
            </div>
            <p class="quiet small" hidden={!check.questions.is_empty()}>{ of.say(told::NO_QUESTION) }</p>
            <ol class="check-questions">
                { for check.questions.iter().enumerate().map(|(number, one)| question(of, check, number, one, writing)) }
            </ol>
            { if **writing == Some(Writing::Question) {
                html! { <NewQuestion id={check.id} language={super::InLanguage(of.language)} by={of.by.clone()} on={of.on.clone()} done={done(writing)} /> }
            } else {
                Html::default()
            } }
        </section>
    }
}

fn done(writing: &UseStateHandle<Option<Writing>>) -> Callback<()> {
    let writing = writing.clone();
    Callback::from(move |()| writing.set(None))
}

fn question(
    of: &Drawn<'_>,
    check: &Check,
    number: usize,
    question: &Question,
    writing: &UseStateHandle<Option<Writing>>,
) -> Html {
    let off = of.writable == Writable::No;
    // A field tells what it is about; the others stay as they are.
    let put = |change: fn(&mut Question, String)| {
        let now = Question { exhibits: Vec::new(), ..question.clone() };
        super::written(of, check.id, move |text| {
            let mut question = now.clone();
            change(&mut question, text);
            let Question { asked, answer, waiting, .. } = question;
            CheckChange::PutQuestion { at: Some(number), asked, answer, waiting }
        })
    };
    let here = |at: Option<usize>| Writing::Exhibit { question: number, at };
    let write = |at: Option<usize>| {
        let (writing, what) = (writing.clone(), here(at));
        Callback::from(move |_: MouseEvent| writing.set(Some(what)))
    };
    let form = |at: Option<usize>, exhibit: Exhibit| {
        html! {
            <WriteExhibit
                key={format!("write-{at:?}")} id={check.id} question={number} {at} {exhibit} language={super::InLanguage(of.language)}
                by={of.by.clone()} on={of.on.clone()} done={done(writing)}
            />
        }
    };
    let exhibits = question.exhibits.iter().enumerate().map(|(at, exhibit)| {
        if **writing == Some(here(Some(at))) {
            return html! { <li key={at}>{ form(Some(at), exhibit.clone()) }</li> };
        }
        let remove = super::press(of, check.id, move || CheckChange::RemoveExhibit { question: number, at });
        html! {
            <li key={at} class={classes!("check-exhibit", stance_class(exhibit.stance))} data-part="check-exhibit">
                { told_exhibit(of, exhibit) }
                <span class="row end">
                    <button class="button small" data-part="check-change-exhibit" disabled={off} onclick={write(Some(at))}>{ of.say(told::CHANGE) }</button>
                    <button class="button small" data-part="check-remove-exhibit" disabled={off} onclick={remove}>{ of.say(told::REMOVE_EXHIBIT) }</button>
                </span>
            </li>
        }
    });
    let is_new = **writing == Some(here(None));
    let name = |what: super::super::words::Bilingual| format!("{} {}", of.say(what), number + 1);
    html! {
        <li class="check-question" key={number} data-part="check-question">
            <fieldset disabled={off} aria-label={name(told::ASKED)}>
                <span class="check-number" aria-hidden="true">{ format!("{}{}", of.language.of("問", "Q"), number + 1) }</span>
                <label class="check-asked"><span class="visually-hidden">{ name(told::ASKED) }</span>
                    <Field part="check-asked" room={Room::Lines} value={question.asked.clone()} on={put(|question, text| question.asked = text)} />
                </label>
                <label class="field"><span>{ of.say(told::ANSWER) }</span>
                    <Field part="check-answer" room={Room::Lines} value={question.answer.clone()} on={put(|question, text| question.answer = text)} />
                </label>
                <label class={classes!("field", (!question.waiting.trim().is_empty()).then_some("is-waiting"))}><span>{ of.say(told::WAITING) }</span>
                    <Field part="check-waiting" room={Room::Line} value={question.waiting.clone()} on={put(|question, text| question.waiting = text)} />
                </label>
            </fieldset>
            <ul class="check-exhibits">
                { for exhibits }
                { if is_new { html! { <li key="new">{ form(None, super::writing::blank()) }</li> } } else { Html::default() } }
            </ul>
            <span class="row end">
                <button class="button small" data-part="check-add-exhibit-here" disabled={off} onclick={write(None)}>{ of.say(told::ADD_EXHIBIT) }</button>
                <button class="button small" data-part="check-remove-question" disabled={off} onclick={super::press(of, check.id, move || CheckChange::RemoveQuestion(number))}>{ of.say(told::REMOVE_QUESTION) }</button>
            </span>
        </li>
    }
}

fn stance_class(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "supports",
        Stance::Opposes => "opposes",
        Stance::Context => "context",
    }
}

/// A piece of evidence as it is read.
fn told_exhibit(of: &Drawn<'_>, exhibit: &Exhibit) -> Html {
    let day = |name: super::super::words::Bilingual, day: &str| {
        let told = format!("{} {day}", of.say(name));
        html! { <span hidden={day.is_empty()} class="number">{ told }</span> }
    };
    let quotation = exhibit.quotation.trim();
    html! {
        <>
            <p class="check-exhibit-head">
                <b class="check-stance">{ results_words::stance(of.language, exhibit.stance) }</b>
                { " " }<b lang="ja" data-part="check-source">{ exhibit.source.clone() }</b>
                { " " }<span class="small quiet">{ results_words::medium(of.language, exhibit.medium) }</span>
            </p>
            <blockquote class="check-quotation" lang="ja" hidden={quotation.is_empty()}>{ quotation.to_owned() }</blockquote>
            <p class="check-exhibit-foot small quiet">
                { address(&exhibit.address) }
                { day(told::PUBLISHED, &exhibit.published) }
                { day(told::READ_ON, &exhibit.read_on) }
                { fingerprint(of, &exhibit.fingerprint) }
            </p>
        </>
    }
}

/// An address leads there only if a browser can follow it safely; everything else is words.
fn address(address: &str) -> Html {
    let address = address.trim();
    if is_web_address(address) {
        html! { <a href={address.to_owned()} target="_blank" rel="noopener noreferrer" data-part="check-address"><bdi>{ address.to_owned() }</bdi></a> }
    } else {
        html! { <bdi hidden={address.is_empty()} data-part="check-address">{ address.to_owned() }</bdi> }
    }
}

fn fingerprint(of: &Drawn<'_>, fingerprint: &str) -> Html {
    let ends = fingerprint
        .get(..DIGITS)
        .zip(fingerprint.len().checked_sub(DIGITS).and_then(|at| fingerprint.get(at..)));
    let told = ends.map(|(first, last)| {
        html! { <span class="check-copy" title={fingerprint.to_owned()}>{ of.say(told::COPY) }{ " " }<code>{ format!("{first}…{last}") }</code></span> }
    });
    html! { { for told } }
}
