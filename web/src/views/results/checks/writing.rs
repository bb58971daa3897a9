//! What is being written and not yet part of the project: a new question, a piece of evidence. What cannot be
//! kept as it is written is said before it is let go of.

use super::{InLanguage, told};
use crate::ports::files::{self, Dropped};
use crate::views::kit::{Choice, Field, Room};
use shirushi_model::{CheckId, Exhibit, Medium, Stance, is_calendar_date};
use shirushi_page::Act;
use shirushi_page::marking::KeysAfter;
use shirushi_results::words as results_words;
use shirushi_session::{CheckChange, Edit};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, Element, File, HtmlElement};
use yew::prelude::*;

use super::super::words::Bilingual;

/// Evidence of which nothing is known yet.
pub(super) fn blank() -> Exhibit {
    Exhibit {
        stance: Stance::Supports,
        medium: Medium::Primary,
        source: String::new(),
        quotation: String::new(),
        address: String::new(),
        published: String::new(),
        read_on: String::new(),
        fingerprint: String::new(),
    }
}

/// The first field of a form gets the keys when the form comes.
#[hook]
pub(super) fn use_first_field() -> NodeRef {
    let form = use_node_ref();
    {
        let form = form.clone();
        use_effect_with((), move |()| {
            let first = form
                .cast::<Element>()
                .and_then(|form| form.query_selector("textarea, input").ok().flatten())
                .and_then(|field| field.dyn_into::<HtmlElement>().ok());
            if let Some(field) = first {
                // Fails only for an element that is not on the page.
                let _ = field.focus();
            }
        });
    }
    form
}

/// Escape leaves a form, and nothing else.
pub(super) fn leaving(done: &Callback<()>) -> Callback<KeyboardEvent> {
    let done = done.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            super::super::keys::take(&event);
            done.emit(());
        }
    })
}

#[derive(Properties, PartialEq)]
pub(super) struct NewQuestionProps {
    pub(super) id: CheckId,
    pub(super) language: InLanguage,
    pub(super) by: AttrValue,
    pub(super) on: Callback<Act>,
    pub(super) done: Callback<()>,
}

#[component]
pub(super) fn NewQuestion(props: &NewQuestionProps) -> Html {
    let say = |pair: Bilingual| pair.told(props.language.0);
    let form = use_first_field();
    // What is typed, read when the button is pressed: a press may come before anything is drawn anew.
    let asked = use_mut_ref(String::new);
    let on_asked = {
        let asked = asked.clone();
        Callback::from(move |text: String| asked.replace(text.trim().to_owned()).clear())
    };
    let put = {
        let props = (props.id, props.by.to_string(), props.on.clone(), props.done.clone());
        Callback::from(move |_: MouseEvent| {
            let (id, by, on, done) = &props;
            let asked = asked.borrow().clone();
            if !asked.is_empty() {
                let (answer, waiting) = (String::new(), String::new());
                let change = CheckChange::PutQuestion { at: None, asked, answer, waiting };
                on.emit(Act::Edit(Edit::ChangeCheck { id: *id, change, by: by.clone() }, KeysAfter::Stay));
                done.emit(());
            }
        })
    };
    html! {
        <div class="check-form" ref={form} data-enter="check-put-question" data-part="check-new-question" onkeydown={leaving(&props.done)}>
            <label class="field"><span>{ say(told::ASKED) }</span>
                <Field part="check-new-asked" room={Room::Line} value="" on={on_asked} />
            </label>
            <div class="row end">
                <button class="button" data-part="check-cancel" onclick={props.done.reform(|_: MouseEvent| ())}>{ say(told::CANCEL) }</button>
                <button class="button primary" data-part="check-put-question" onclick={put}>{ say(told::PUT_QUESTION) }{ " " }<kbd aria-hidden="true">{ "↵" }</kbd></button>
            </div>
        </div>
    }
}

#[derive(Properties, PartialEq)]
pub(super) struct WriteExhibitProps {
    pub(super) id: CheckId,
    pub(super) question: usize,
    /// Which one is changed; a new one without.
    pub(super) at: Option<usize>,
    /// What it is so far.
    pub(super) exhibit: Exhibit,
    pub(super) language: InLanguage,
    pub(super) by: AttrValue,
    pub(super) on: Callback<Act>,
    pub(super) done: Callback<()>,
}

/// How far the fingerprint of a copy is.
#[derive(Debug, Clone, PartialEq)]
enum CopyOfSource {
    /// As it was written, or told from a file.
    Typed(AttrValue),
    Reading,
    Unreadable,
}

impl CopyOfSource {
    fn digits(&self) -> AttrValue {
        match self {
            Self::Typed(digits) => digits.clone(),
            Self::Reading | Self::Unreadable => AttrValue::default(),
        }
    }

    fn says(&self) -> Bilingual {
        match self {
            Self::Typed(_) => told::DROP_COPY,
            Self::Reading => told::READING_COPY,
            Self::Unreadable => told::COPY_UNREADABLE,
        }
    }
}

/// Why a piece of evidence cannot be kept.
fn fault(exhibit: &Exhibit) -> Option<Bilingual> {
    let no_day = |day: &str| !day.is_empty() && !is_calendar_date(day);
    let digits = exhibit.fingerprint.as_bytes();
    if exhibit.source.trim().is_empty() && exhibit.address.trim().is_empty() {
        Some(told::NOT_NAMED)
    } else if no_day(&exhibit.published) || no_day(&exhibit.read_on) {
        Some(told::NOT_A_DAY)
    } else if !digits.is_empty() && (digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit)) {
        Some(told::NOT_A_FINGERPRINT)
    } else {
        None
    }
}

#[component]
pub(super) fn WriteExhibit(props: &WriteExhibitProps) -> Html {
    let language = props.language.0;
    let say = |pair: Bilingual| pair.told(language);
    let form = use_first_field();
    let begun = props.exhibit.clone();
    let exhibit = use_mut_ref(move || begun);
    let wrong = use_state_eq(|| None::<Bilingual>);
    let drawn = use_force_update();
    let field = |change: fn(&mut Exhibit, String)| {
        let exhibit = exhibit.clone();
        Callback::from(move |text: String| change(&mut exhibit.borrow_mut(), text))
    };
    let now = exhibit.borrow().clone();
    let stances: Vec<AttrValue> =
        Stance::ALL.iter().map(|stance| AttrValue::from(results_words::stance(language, *stance))).collect();
    let media: Vec<AttrValue> =
        Medium::ALL.iter().map(|medium| AttrValue::from(results_words::medium(language, *medium))).collect();
    let on_stance = {
        let (exhibit, drawn) = (exhibit.clone(), drawn.clone());
        Callback::from(move |at: usize| {
            if let Some(stance) = Stance::ALL.get(at) {
                exhibit.borrow_mut().stance = *stance;
                drawn.force_update();
            }
        })
    };
    let on_medium = {
        let (exhibit, drawn) = (exhibit.clone(), drawn.clone());
        Callback::from(move |at: usize| {
            if let Some(medium) = Medium::ALL.get(at) {
                exhibit.borrow_mut().medium = *medium;
                drawn.force_update();
            }
        })
    };
    let put = {
        let (exhibit, wrong) = (exhibit.clone(), wrong.clone());
        let props =
            (props.id, props.question, props.at, props.by.to_string(), props.on.clone(), props.done.clone());
        Callback::from(move |_: MouseEvent| {
            let (id, question, at, by, on, done) = &props;
            let exhibit = exhibit.borrow().clone();
            let fault = fault(&exhibit);
            wrong.set(fault);
            if fault.is_none() {
                let change = CheckChange::PutExhibit { question: *question, at: *at, exhibit };
                on.emit(Act::Edit(Edit::ChangeCheck { id: *id, change, by: by.clone() }, KeysAfter::Stay));
                done.emit(());
            }
        })
    };
    let copy = use_state_eq(|| CopyOfSource::Typed(AttrValue::from(props.exhibit.fingerprint.clone())));
    let read_copy = {
        let (exhibit, copy) = (exhibit.clone(), copy.clone());
        Callback::from(move |file: Option<File>| {
            let Some(file) = file else { return };
            let (exhibit, copy) = (exhibit.clone(), copy.clone());
            copy.set(CopyOfSource::Reading);
            spawn_local(async move {
                copy.set(match files::fingerprint(&file).await {
                    Ok(digits) => {
                        exhibit.borrow_mut().fingerprint.clone_from(&digits);
                        CopyOfSource::Typed(digits.into())
                    }
                    Err(_) => CopyOfSource::Unreadable,
                });
            });
        })
    };
    let ondrop = read_copy.reform(|event: DragEvent| match files::dropped(&event) {
        Dropped::Files(files) => files.into_iter().next(),
        Dropped::Passage(_) | Dropped::Nothing => None,
    });
    let pick_copy = {
        let read_copy = read_copy.clone();
        Callback::from(move |_: MouseEvent| {
            let read_copy = read_copy.clone();
            spawn_local(async move {
                read_copy.emit(files::pick("", files::HowMany::One).await.into_iter().next());
            });
        })
    };
    // As it was when the form came: a field keeps what is typed in it by itself.
    let line = |part: &'static str,
                name: Bilingual,
                placeholder: &'static str,
                value: &str,
                change: fn(&mut Exhibit, String)| {
        html! {
            <label class="field"><span>{ say(name) }</span>
                <Field {part} room={Room::Line} {placeholder} value={value.to_owned()} on={field(change)} />
            </label>
        }
    };
    let was = &props.exhibit;
    html! {
        <div class="check-form" ref={form} role="group" aria-label={say(told::EXHIBIT)} data-enter="check-put-exhibit" data-part="check-write-exhibit" data-takes-files="" {ondrop} onkeydown={leaving(&props.done)}>
            { line("exhibit-source", told::SOURCE, "", &was.source, |one, text| one.source = text.trim().to_owned()) }
            <div class="check-pair">
                <label class="field"><span>{ say(told::STANCE) }</span>
                    <Choice part="exhibit-stance" names={stances} chosen={Stance::ALL.iter().position(|one| *one == now.stance)} on={on_stance} />
                </label>
                <label class="field"><span>{ say(told::MEDIUM) }</span>
                    <Choice part="exhibit-medium" names={media} chosen={Medium::ALL.iter().position(|one| *one == now.medium)} on={on_medium} />
                </label>
            </div>
            <label class="field"><span>{ say(told::QUOTATION) }</span>
                <Field part="exhibit-quotation" room={Room::Lines} value={was.quotation.clone()} on={field(|one, text| one.quotation = text)} />
            </label>
            { line("exhibit-address", told::ADDRESS, "https://", &was.address, |one, text| one.address = text.trim().to_owned()) }
            <div class="check-pair">
                { line("exhibit-published", told::PUBLISHED_DAY, say(told::PLACE_DAY), &was.published, |one, text| one.published = text.trim().to_owned()) }
                { line("exhibit-read", told::READ_DAY, say(told::PLACE_DAY), &was.read_on, |one, text| one.read_on = text.trim().to_owned()) }
            </div>
            { line("exhibit-fingerprint", told::FINGERPRINT, "", &copy.digits(), |one, text| one.fingerprint = text.trim().to_owned()) }
            <p class="row"><button class="button small" data-part="exhibit-copy" onclick={pick_copy}>{ say(told::TAKE_COPY) }</button>
                <span role="status">{ say(copy.says()) }</span></p>
            <p class="check-fault" role="alert" data-part="exhibit-fault">{ for wrong.map(say) }</p>
            <div class="row end">
                <button class="button" data-part="check-cancel" onclick={props.done.reform(|_: MouseEvent| ())}>{ say(told::CANCEL) }</button>
                <button class="button primary" data-part="check-put-exhibit" onclick={put}>{ say(told::PUT_EXHIBIT) }{ " " }<kbd aria-hidden="true">{ "Ctrl ↵" }</kbd></button>
            </div>
        </div>
    }
}
