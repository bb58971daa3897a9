//! A scale of verdicts of the project's own (自分の基準): its name, and a line for each step, with what the step
//! says behind a colon: `正しい：大事な点に誤りがない`.

use super::super::words::Bilingual;
use super::writing::{leaving, use_first_field};
use super::{InLanguage, told};
use crate::views::kit::{Field, Room};
use shirushi_model::{CheckId, VerdictScale};
use shirushi_page::Act;
use shirushi_page::marking::KeysAfter;
use shirushi_results::scale::{ScaleFault, ScaleWords};
use shirushi_session::{CheckChange, Edit};
use yew::prelude::*;

const NAME: Bilingual = Bilingual("基準の名", "Name of the scale");
const STEPS: Bilingual =
    Bilingual("段階（1行に一つ、「名：意味」）", "Steps, one a line: name, a colon, what it says");
const APART: Bilingual = Bilingual("段階でないもの（判定留保など）", "What is no degree, such as undecided");
const PUT: Bilingual = Bilingual("基準を入れる", "Put the scale");
const EXAMPLE: &str = "正しい：大事な点に誤りがない";

/// Why a scale cannot be kept as it is written.
fn fault(fault: ScaleFault) -> Bilingual {
    match fault {
        ScaleFault::Nameless => {
            Bilingual("名と、段階を少なくとも一つ書いてください。", "Give it a name and at least one step.")
        }
        ScaleFault::Twice => Bilingual("同じ名の段階が二つあります。", "Two steps have the same name."),
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct OwnScaleProps {
    /// The check that is decided on it.
    pub(super) id: CheckId,
    /// Whether the check has a verdict: then it stays on the scale it has.
    pub(super) decided: bool,
    /// The grounds that are written so far.
    pub(super) grounds: String,
    /// The scale that is changed; none for a new one.
    pub(super) scale: Option<VerdictScale>,
    /// The keys that are taken.
    pub(super) taken: Vec<String>,
    pub(super) language: InLanguage,
    pub(super) by: AttrValue,
    pub(super) on: Callback<Act>,
    pub(super) done: Callback<()>,
}

#[component]
pub(super) fn OwnScale(props: &OwnScaleProps) -> Html {
    let say = |pair: Bilingual| pair.told(props.language.0);
    let form = use_first_field();
    let was = props.scale.as_ref().map(ScaleWords::of).unwrap_or_default();
    let begun = props.scale.clone();
    let typed = use_mut_ref(move || begun.as_ref().map(ScaleWords::of).unwrap_or_default());
    let wrong = use_state_eq(|| None::<Bilingual>);
    let field = |change: fn(&mut ScaleWords, String)| {
        let typed = typed.clone();
        Callback::from(move |text: String| change(&mut typed.borrow_mut(), text))
    };
    let put = {
        let (typed, wrong) = (typed.clone(), wrong.clone());
        let (id, decided, was, taken) = (props.id, props.decided, props.scale.clone(), props.taken.clone());
        let (by, grounds) = (props.by.to_string(), props.grounds.clone());
        let (on, done) = (props.on.clone(), props.done.clone());
        Callback::from(move |_: MouseEvent| match typed.borrow().scale(was.as_ref(), &taken) {
            Err(why) => wrong.set(Some(fault(why))),
            Ok(scale) => {
                let key = scale.key.clone();
                on.emit(Act::Edit(Edit::PutScale(scale), KeysAfter::Stay));
                // A new scale is for the check it was written for, unless that is decided on another.
                if was.is_none() && !decided {
                    let change = CheckChange::Rule { scale: key, verdict: None, grounds: grounds.clone() };
                    on.emit(Act::Edit(Edit::ChangeCheck { id, change, by: by.clone() }, KeysAfter::Stay));
                }
                done.emit(());
            }
        })
    };
    let lines = |part: &'static str,
                 name: Bilingual,
                 placeholder: &'static str,
                 value: &str,
                 on: Callback<String>| {
        html! {
            <label class="field"><span>{ say(name) }</span>
                <Field {part} room={Room::Lines} {placeholder} value={value.to_owned()} {on} />
            </label>
        }
    };
    html! {
        <div class="check-form" ref={form} role="group" aria-label={say(told::SCALE)} data-enter="scale-put" data-part="scale-form" onkeydown={leaving(&props.done)}>
            <label class="field"><span>{ say(NAME) }</span>
                <Field part="scale-name" room={Room::Line} value={was.name.clone()} on={field(|typed, text| typed.name = text)} />
            </label>
            { lines("scale-steps", STEPS, EXAMPLE, &was.graded, field(|typed, text| typed.graded = text)) }
            { lines("scale-apart", APART, "", &was.apart, field(|typed, text| typed.apart = text)) }
            <p class="check-fault" role="alert" data-part="scale-fault">{ for wrong.map(say) }</p>
            <div class="row end">
                <button class="button" data-part="check-cancel" onclick={props.done.reform(|_: MouseEvent| ())}>{ say(told::CANCEL) }</button>
                <button class="button primary" data-part="scale-put" onclick={put}>{ say(PUT) }{ " " }<kbd aria-hidden="true">{ "Ctrl ↵" }</kbd></button>
            </div>
        </div>
    }
}
