//! The verdict (判定): the steps of a scale with what each says, the grounds, who proposed it and who
//! confirmed it. The machine proposes none.

use super::super::Drawn;
use super::super::words::Bilingual;
use super::scale::OwnScale;
use super::{InLanguage, Writing, told};
use crate::views::kit::{Choice, Field, Room, Writable};
use shirushi_model::{Check, CheckId, Degree, Signature, Stage, VerdictScale, VerdictStep};
use shirushi_page::Act;
use shirushi_page::marking::KeysAfter;
use shirushi_session::{CheckChange, Edit};
use yew::prelude::*;

/// So many steps have a key.
const KEYS: usize = 9;

/// The scale a check is decided on; `None` when the project has no such scale any more.
pub(super) fn scale_of<'a>(scales: &'a [VerdictScale], check: &Check) -> Option<&'a VerdictScale> {
    scales.iter().find(|scale| scale.key == check.scale)
}

/// Proposes the step with this number, counted from 0.
pub(super) fn rule_by_number(scales: &[VerdictScale], check: &Check, number: usize) -> Option<CheckChange> {
    let step = scale_of(scales, check)?.steps.get(number)?;
    Some(ruled(check, Some(step.key.clone())))
}

fn ruled(check: &Check, verdict: Option<String>) -> CheckChange {
    CheckChange::Rule { scale: check.scale.clone(), verdict, grounds: check.grounds.clone() }
}

/// What brings a check to its next stage: what waits for confirmation is confirmed.
pub(super) fn onwards(check: &Check) -> Option<CheckChange> {
    match check.stage {
        Stage::Begun => Some(CheckChange::MoveTo(Stage::Gathering)),
        Stage::Gathering => Some(CheckChange::MoveTo(Stage::Review)),
        Stage::Review => Some(CheckChange::Confirm),
        Stage::Decided => Some(CheckChange::MoveTo(Stage::Published)),
        Stage::Published => None,
    }
}

pub(super) fn ruling(
    of: &Drawn<'_>,
    check: &Check,
    scales: &[VerdictScale],
    writing: &UseStateHandle<Option<Writing>>,
) -> Html {
    let off = of.writable == Writable::No;
    let scale = scale_of(scales, check);
    let grounds = {
        let (scale, verdict) = (check.scale.clone(), check.verdict.clone());
        super::written(of, check.id, move |grounds| CheckChange::Rule {
            scale: scale.clone(),
            verdict: verdict.clone(),
            grounds,
        })
    };
    let steps = scale.map(|scale| scale.steps.as_slice()).unwrap_or_default();
    let chosen = steps.iter().find(|step| Some(&step.key) == check.verdict.as_ref());
    let unknown = check.verdict.clone().filter(|_| chosen.is_none());
    html! {
        <>
            <div class="check-title-line">
                <h2 class="check-title" id="check-verdict-title">{ of.say(told::VERDICT) }</h2>
                <span class="spring"></span>
                { choose_scale(of, check, scales) }
            </div>
            { own_scale(of, check, writing) }
            <fieldset class="check-steps" role="radiogroup" aria-labelledby="check-verdict-title" data-part="check-verdicts" disabled={off}>
                { for steps.iter().enumerate().map(|(number, one)| step(of, check, number, one)) }
            </fieldset>
            <p class="check-now small" data-part="check-verdict-now">
                { for unknown.map(|key| html! { <b>{ key }</b> }) }
                { for chosen.map(|step| html! { <><b>{ told::worded(of.language, &step.name) }</b>{ " " }<span>{ told::worded(of.language, &step.meaning) }</span></> }) }
                { if check.verdict.is_none() { of.say(told::NO_VERDICT) } else { "" } }
            </p>
            <fieldset disabled={off}>
                <label class="field check-grounds"><span class="section-title">{ of.say(told::GROUNDS) }</span>
                    <Field part="check-grounds" room={Room::Lines} value={check.grounds.clone()} on={grounds} />
                </label>
            </fieldset>
            { deciders(of, check) }
            <fieldset class="check-decide" disabled={off}>
                <div class="row">
                    <button class="button primary" data-part="check-confirm" onclick={super::press(of, check.id, || CheckChange::Confirm)}>
                        { of.say(told::CONFIRM) }
                        { if check.stage == Stage::Review { html! { <>{ " " }<kbd aria-hidden="true">{ "Ctrl ↵" }</kbd></> } } else { Html::default() } }
                    </button>
                    <button class="button" data-part="check-withdraw" disabled={check.verdict.is_none()} onclick={withdraw(of, check)}>{ of.say(told::WITHDRAW) }</button>
                </div>
                <SendBack key={check.id.0.to_string()} id={check.id} language={InLanguage(of.language)} by={of.by.clone()} on={of.on.clone()} />
            </fieldset>
        </>
    }
}

fn withdraw(of: &Drawn<'_>, check: &Check) -> Callback<MouseEvent> {
    let change = ruled(check, None);
    super::press(of, check.id, move || change.clone())
}

/// On which scale it is decided. A verdict of one scale is none of another.
fn choose_scale(of: &Drawn<'_>, check: &Check, scales: &[VerdictScale]) -> Html {
    let names: Vec<AttrValue> =
        scales.iter().map(|scale| AttrValue::from(told::worded(of.language, &scale.name))).collect();
    let keys: Vec<String> = scales.iter().map(|scale| scale.key.clone()).collect();
    let chosen = keys.iter().position(|key| *key == check.scale);
    let (id, by, grounds, now) = (check.id, of.by.to_string(), check.grounds.clone(), check.scale.clone());
    let on = of.on.clone();
    let on = Callback::from(move |at: usize| {
        if let Some(scale) = keys.get(at).filter(|key| **key != now) {
            let change = CheckChange::Rule { scale: scale.clone(), verdict: None, grounds: grounds.clone() };
            on.emit(Act::Edit(Edit::ChangeCheck { id, change, by: by.clone() }, KeysAfter::Stay));
        }
    });
    html! {
        <fieldset class="check-scale" disabled={of.writable == Writable::No}>
            <label><span class="visually-hidden">{ of.say(told::SCALE) }</span><Choice part="check-scale" {names} {chosen} {on} /></label>
        </fieldset>
    }
}

/// The project's own scales: one is written, or the one the check is decided on is changed.
fn own_scale(of: &Drawn<'_>, check: &Check, writing: &UseStateHandle<Option<Writing>>) -> Html {
    let own = &of.held.claims.project().scales;
    let here = own.iter().find(|scale| scale.key == check.scale);
    if let Some(Writing::Scale { new }) = **writing {
        let done = {
            let writing = writing.clone();
            Callback::from(move |()| writing.set(None))
        };
        let taken: Vec<String> = own.iter().map(|scale| scale.key.clone()).collect();
        return html! {
            <OwnScale id={check.id} decided={check.verdict.is_some()} grounds={check.grounds.clone()} scale={here.filter(|_| !new).cloned()} {taken} language={InLanguage(of.language)} by={of.by.clone()} on={of.on.clone()} {done} />
        };
    }
    let off = of.writable == Writable::No;
    let write = |new: bool| {
        let writing = writing.clone();
        Callback::from(move |_: MouseEvent| writing.set(Some(Writing::Scale { new })))
    };
    html! {
        <p class="row end">
            <button class="button small" data-part="scale-change" disabled={off} hidden={here.is_none()} onclick={write(false)}>{ of.say(told::CHANGE_SCALE) }</button>
            <button class="button small" data-part="scale-new" disabled={off} onclick={write(true)}>{ of.say(told::NEW_SCALE) }</button>
        </p>
    }
}

/// A step: its key, its name and what it says.
fn step(of: &Drawn<'_>, check: &Check, number: usize, step: &VerdictStep) -> Html {
    let is_chosen = check.verdict.as_ref() == Some(&step.key);
    let change = ruled(check, Some(step.key.clone()));
    let onchange = of.on.reform({
        let (id, by) = (check.id, of.by.to_string());
        move |_: Event| {
            Act::Edit(Edit::ChangeCheck { id, change: change.clone(), by: by.clone() }, KeysAfter::Stay)
        }
    });
    let meaning = format!("check-meaning-{number}");
    html! {
        <label
            key={step.key.clone()}
            class={classes!("check-step", is_chosen.then_some("is-chosen"), (step.degree == Degree::Apart).then_some("is-apart"))}
            data-part={format!("verdict-{}", step.key)}
        >
            <input type="radio" name="check-verdict" checked={is_chosen} aria-describedby={meaning.clone()} {onchange} />
            <kbd aria-hidden="true" hidden={number >= KEYS}>{ number + 1 }</kbd>
            <b>{ told::worded(of.language, &step.name) }</b>
            <span class="check-meaning small" id={meaning}>{ told::worded(of.language, &step.meaning) }</span>
        </label>
    }
}

/// Who proposed it and who confirmed it.
fn deciders(of: &Drawn<'_>, check: &Check) -> Html {
    let signed = |signature: &Signature, what: Bilingual, part: &'static str| {
        let name = told::name(of, signature).to_owned();
        let first: String = name.chars().take(1).collect();
        html! {
            <li data-part={part}>
                <span class="check-hanko" aria-hidden="true">{ first }</span>
                <span><b class="check-name">{ name }</b>{ " " }{ of.say(what) }</span>
                <span class="spring"></span>
                <span class="small quiet number">{ told::moment(of.language, signature.at) }</span>
            </li>
        }
    };
    let waits = check.drafted.is_some() && check.confirmed.is_none();
    html! {
        <section aria-label={of.say(told::DECIDERS)}>
            <h3 class="section-title">{ of.say(told::DECIDERS) }</h3>
            <ul class="check-deciders" data-part="check-deciders">
                { for check.drafted.as_ref().map(|one| signed(one, told::DRAFTED, "check-drafted")) }
                { for check.confirmed.as_ref().map(|one| signed(one, told::CONFIRMED, "check-confirmed")) }
                <li class="quiet" hidden={!waits} data-part="check-awaits"><span class="check-hanko is-open" aria-hidden="true"></span><span>{ of.say(told::AWAITING) }</span></li>
                <li class="quiet small" hidden={check.drafted.is_some() || check.confirmed.is_some()}>{ of.say(told::NOBODY) }</li>
            </ul>
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct SendBackProps {
    id: CheckId,
    language: InLanguage,
    by: AttrValue,
    on: Callback<Act>,
}

/// Sends a check back to the collecting of evidence, and says why.
#[component]
fn SendBack(props: &SendBackProps) -> Html {
    let say = |pair: Bilingual| pair.told(props.language.0);
    let why = use_mut_ref(String::new);
    // Another field, an empty one, takes the place of one whose words have been said.
    let said = use_state(|| 0_u32);
    let on_why = {
        let why = why.clone();
        Callback::from(move |text: String| *why.borrow_mut() = text)
    };
    let send = {
        let (why, said, on) = (why.clone(), said.clone(), props.on.clone());
        let (id, by) = (props.id, props.by.to_string());
        Callback::from(move |_: MouseEvent| {
            let change = CheckChange::SendBack(std::mem::take(&mut *why.borrow_mut()));
            on.emit(Act::Edit(Edit::ChangeCheck { id, change, by: by.clone() }, KeysAfter::Stay));
            said.set(said.wrapping_add(1));
        })
    };
    html! {
        <div class="check-back" data-enter="check-send-back">
            <label><span class="visually-hidden">{ say(told::WHY_BACK) }</span>
                <Field key={*said} part="check-why" room={Room::Line} placeholder={say(told::WHY_BACK)} value="" on={on_why} />
            </label>
            <button class="button" data-part="check-send-back" onclick={send}>{ say(told::SEND_BACK) }</button>
        </div>
    }
}
