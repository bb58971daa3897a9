//! A date that a person writes: read strictly, so that nothing is dated by a slip.

use super::super::words::Bilingual;
use super::{Drawn, look};
use crate::views::kit::{Field, Room, Writable};
use shirushi_model::{Body, CalendarValue};
use shirushi_page::Act;
use shirushi_page::marking::KeysAfter;
use shirushi_page::results::{ResultsAct, TimelineUi};
use shirushi_results::when::when;
use shirushi_results::{Claims, Place};
use shirushi_session::Edit;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};
use yew::prelude::*;

const DATE: Bilingual = Bilingual("いつのことか", "When it happened");
const WRITE: Bilingual = Bilingual("書き込む", "Set");
const CANCEL: Bilingual = Bilingual("やめる", "Cancel");
const REFUSED: Bilingual = Bilingual(
    "日付として読めません。2025-10-03 か 2025-10-03T04:20 のように書いてください。",
    "This is no date. Write it as 2025-10-03 or 2025-10-03T04:20.",
);
const FORMAT: &str = "2025-10-03T04:20";

/// What a person wrote, as files hold it; `None` when it is no date. `2025/10/3 4:20` becomes
/// `2025-10-03T04:20`, and full-width digits are read too.
fn written(text: &str) -> Option<CalendarValue> {
    let plain: String = text
        .trim()
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')).unwrap_or(c),
            '/' | '／' | '－' => '-',
            '：' => ':',
            ' ' | '　' | 't' | 'Ｔ' => 'T',
            c => c,
        })
        .collect();
    let (day, clock) =
        plain.split_once('T').map_or((plain.as_str(), None), |(day, clock)| (day, Some(clock)));
    let padded = |parts: &str, sign: char, counts: std::ops::RangeInclusive<usize>| -> Option<String> {
        let parts: Vec<&str> = parts.split(sign).collect();
        let are_digits =
            parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        (are_digits && counts.contains(&parts.len())).then(|| {
            parts.iter().map(|part| format!("{part:0>2}")).collect::<Vec<_>>().join(&sign.to_string())
        })
    };
    // A month or a year is a date too; a time of day needs a day to stand on.
    let mut value = padded(day, '-', 1..=3)?;
    if let Some(clock) = clock {
        value.push('T');
        value.push_str(&padded(clock, ':', 2..=2)?);
    }
    let noted = CalendarValue { value, modifier: None, anchor: None };
    when(&noted).filter(|read| read.dated).map(|_| noted)
}

/// What a person wrote for a claim so far.
pub(super) fn noted(claims: &Claims, place: Place) -> String {
    let noted = claims.at(place).and_then(|told| told.mark.when.as_ref());
    noted.map(|noted| noted.value.clone()).unwrap_or_default()
}

/// Dates a claim, or takes away the date that a person gave it.
pub(super) fn dated(claims: &Claims, place: Place, when: Option<CalendarValue>, by: &str) -> Option<Act> {
    let told = claims.at(place)?;
    let mut mark = told.mark.clone();
    mark.when = when;
    let body = Body::Claim(mark);
    let edit = match told.judged {
        Some(id) => Edit::Change { id, target: None, body: Some(body), note: None },
        None => Edit::Correct { article: place.article, span: place.span, to: None, body, by: by.to_owned() },
    };
    Some(Act::Edit(edit, KeysAfter::Stay))
}

/// The form in which a date is written.
pub(super) fn form(of: &Drawn<'_>, place: Place, typed: &str, done: &Callback<()>) -> Html {
    let refused = !typed.trim().is_empty() && written(typed).is_none();
    let on = {
        let now = of.ui.timeline.clone();
        of.on.reform(move |text: String| {
            let dating = Some((place, text));
            Act::Results(ResultsAct::Timeline(TimelineUi { dating, ..now.clone() }))
        })
    };
    let onsubmit = {
        let (held, by, now) = (of.held.clone(), of.by.clone(), of.ui.timeline.clone());
        let (on, done) = (of.on.clone(), done.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            // The field itself knows what stands in it, typing included that has not been told yet.
            let form = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let field = form.and_then(|form| form.query_selector("input").ok().flatten());
            let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else {
                return;
            };
            let text = field.value();
            let when = written(&text);
            if when.is_none() && !text.trim().is_empty() {
                let dating = Some((place, text));
                return on.emit(Act::Results(ResultsAct::Timeline(TimelineUi { dating, ..now.clone() })));
            }
            let before = held.claims.at(place).and_then(|told| told.mark.when.clone());
            if when != before
                && let Some(act) = dated(&held.claims, place, when, &by)
            {
                on.emit(act);
            }
            let ui = TimelineUi { event: Some(place), dating: None, ..now.clone() };
            on.emit(Act::Results(ResultsAct::Timeline(ui)));
            done.emit(());
        })
    };
    let cancel = look(of, |ui| ui.dating = None);
    html! {
        <form class="t-form" {onsubmit} data-part="dating">
            <fieldset disabled={of.writable == Writable::No}>
                <label class="field"><span>{ of.say(DATE) }</span>
                    <Field part="event-date" room={Room::Line} placeholder={FORMAT} value={typed.to_owned()} {on} />
                </label>
                <p class="small t-refused" role="alert" data-part="date-refused">{ if refused { of.say(REFUSED) } else { "" } }</p>
                <div class="row">
                    <button class="button primary" type="submit" data-part="write-date">{ of.say(WRITE) }</button>
                    <button class="button" type="button" data-part="cancel-date" onclick={cancel}>{ of.say(CANCEL) }</button>
                </div>
            </fieldset>
        </form>
    }
}
