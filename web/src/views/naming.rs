//! A question that is asked once, at the first judgement: by what name a person's marks are known. It takes
//! no keys and can be left.

use crate::views::kit::{Field, Room};
use shirushi_page::Act;
use shirushi_page::preferences::Preferences;
use shirushi_page::words::Words;
use yew::prelude::*;

pub(crate) fn naming(words: &'static Words, preferences: &Preferences, on: &Callback<Act>) -> Html {
    let named = {
        let preferences = preferences.clone();
        on.reform(move |annotator: String| Act::Prefer(Preferences { annotator, ..preferences.clone() }))
    };
    html! {
        <section class="naming" aria-label={words.annotator} data-part="naming" data-enter="name-done">
            <label class="field"><span>{ words.annotator_ask }</span>
                <Field part="name-asked" room={Room::Line} placeholder={words.annotator_ask} value={preferences.annotator.clone()} on={named} />
            </label>
            <p class="small quiet">{ words.annotator_hint }</p>
            <div class="row end">
                <button class="button" data-part="name-skip" onclick={on.reform(|_: MouseEvent| Act::Named)}>{ words.skip }</button>
                <button class="button primary" data-part="name-done" onclick={on.reform(|_: MouseEvent| Act::Named)}>{ words.done }</button>
            </div>
        </section>
    }
}
