//! The tour, as a quiet strip beside the work: what to do, with which keys, and how far one is. What it
//! speaks of is marked by the style sheet (`data-tour`).

use shirushi_model::Tagset;
use shirushi_page::Act;
use shirushi_page::keys::keymap::Keymap;
use shirushi_page::projects::SlotSummary;
use shirushi_page::tour::Step;
use shirushi_page::tour::TourAct;
use shirushi_page::words::Words;
use yew::prelude::*;

/// A step.
pub(crate) fn step(
    words: &'static Words,
    step: Step,
    keys: &Keymap,
    tagset: &Tagset,
    on: &Callback<Act>,
) -> Html {
    let [title, text] = (words.tour_step)(step);
    let all = Step::ALL.len();
    let at = step as usize + 1;
    let dots = "●".repeat(at) + &"○".repeat(all - at);
    strip(
        words,
        step.part(),
        on,
        html! {
            <>
                <div class="tour-words">
                    <p class="tour-head"><b>{ title }</b><span class="dots" aria-hidden="true">{ dots }</span><span class="number small quiet">{ format!("{at} / {all}") }</span></p>
                    <p>{ text }</p>
                    <p class="tour-keys small quiet">{ words.tour_keys }{ for step.keys(keys, tagset).into_iter().map(|chord| html! {
                        <span class="chord">{ for chord.into_iter().map(|key| html! { <kbd>{ key }</kbd> }) }</span>
                    }) }</p>
                </div>
                <p class="row">
                    { button("tour-back", "button", words.tour_back, TourAct::Back, step.previous().is_none(), on) }
                    { button("tour-next", "button", words.tour_next, TourAct::Next, false, on) }
                    { button("tour-end", "button", words.tour_end, TourAct::End, false, on) }
                </p>
            </>
        },
    )
}

/// Its last words, with the way back to what was open before.
pub(crate) fn farewell(words: &'static Words, home: Option<&SlotSummary>, on: &Callback<Act>) -> Html {
    strip(
        words,
        "over",
        on,
        html! {
            <>
                <div class="tour-words">
                    <p class="tour-head"><b>{ words.tour_over }</b></p>
                    <p>{ words.tour_over_text }</p>
                </div>
                <p class="row">
                    { for home.map(|SlotSummary { slot, title, .. }| {
                        let slot = slot.clone();
                        html! { <button class="button primary" data-part="tour-home" onclick={on.reform(move |_: MouseEvent| Act::SwitchTo(slot.clone()))}>{ (words.tour_home)(title) }</button> }
                    }) }
                    { button("tour-end", "button", words.tour_stay, TourAct::End, false, on) }
                </p>
            </>
        },
    )
}

fn strip(words: &'static Words, step: &'static str, on: &Callback<Act>, content: Html) -> Html {
    let leave = on.reform(|_: ()| Act::Tour(TourAct::End));
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            leave.emit(());
        }
    });
    html! { <section class="tour" aria-label={words.tour} data-part="tour-strip" data-step={step} {onkeydown}>{ content }</section> }
}

fn button(
    part: &'static str,
    class: &'static str,
    name: &'static str,
    act: TourAct,
    disabled: bool,
    on: &Callback<Act>,
) -> Html {
    html! { <button {class} data-part={part} {disabled} onclick={on.reform(move |_: MouseEvent| Act::Tour(act))}>{ name }</button> }
}
