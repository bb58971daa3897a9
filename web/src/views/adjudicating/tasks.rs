//! What a disagreement takes beside one key: new limits, and what the guideline is to say of it.

use super::{AdjudicateProps, words};
use crate::views::guide::type_name;
use crate::views::kit::{Field, Room, Writable};
use crate::views::results::Bilingual;
use shirushi_agreement::{Decision, Disagreement};
use shirushi_model::ByteSpan;
use shirushi_page::Act;
use shirushi_page::adjudicating::redrawing::{Limit, OneCharacter, characters, moved, reaching};
use shirushi_page::adjudicating::{AdjudicateAct, AdjudicateTask, AdjudicateUi, GuideOf, Scope};
use yew::prelude::*;

/// What `AdjudicateUi` becomes with this task.
pub(super) fn with(ui: &AdjudicateUi, task: AdjudicateTask) -> Act {
    Act::Adjudicate(AdjudicateAct::Look(AdjudicateUi { task, ..ui.clone() }))
}

/// To draw the limits anew, from those of the one, or of who marked it.
pub(super) fn redraw(one: &Disagreement) -> AdjudicateTask {
    let first = one.marks().find_map(|mark| mark.extent());
    AdjudicateTask::Redrawing(first.unwrap_or(one.place))
}

/// To write an entry, which begins with the words it is about.
pub(super) fn guide(one: &Disagreement, text: &str) -> AdjudicateTask {
    let words: String = one.place.slice(text).unwrap_or_default().chars().take(60).collect();
    AdjudicateTask::Guiding(format!("「{words}」: "))
}

/// The limits that keys give: arrows move the end, with Shift the beginning.
pub(super) fn by_key(
    text: &str,
    shown: ByteSpan,
    span: ByteSpan,
    key: &str,
    shift: bool,
) -> Option<ByteSpan> {
    let limit = if shift { Limit::Start } else { Limit::End };
    let by = match key {
        "ArrowRight" => OneCharacter::Forth,
        "ArrowLeft" => OneCharacter::Back,
        _ => return None,
    };
    Some(moved(&characters(text, shown), span, limit, by))
}

/// The buttons that lead to both, and what of them is under way.
pub(super) fn tasks(props: &AdjudicateProps, one: &Disagreement, text: &str, shown: ByteSpan) -> Html {
    let reads_only = props.writable == Writable::No;
    let begin = |part: &'static str, key: &'static str, name: Bilingual, task: AdjudicateTask| {
        let ui = props.ui.clone();
        let onclick = props.on.reform(move |_: MouseEvent| with(&ui, task.clone()));
        html! {
            <button class="button" data-part={part} disabled={reads_only} {onclick}>{ props.say(name) }{ " " }<kbd aria-hidden="true">{ key }</kbd></button>
        }
    };
    html! {
        <>
            <p class="row">
                { begin("redraw", "B", words::REDRAW, redraw(one)) }
                { begin("write-guide", "G", words::WRITE_GUIDE, guide(one, text)) }
            </p>
            { match &props.ui.task {
                AdjudicateTask::Deciding => Html::default(),
                AdjudicateTask::Redrawing(span) => drawing(props, text, shown, *span),
                AdjudicateTask::Guiding(entry) => writing(props, one, entry),
            } }
        </>
    }
}

/// The sentence with limits that hands and keys move.
fn drawing(props: &AdjudicateProps, text: &str, shown: ByteSpan, span: ByteSpan) -> Html {
    let all = characters(text, shown);
    let to = |span: ByteSpan| {
        let ui = props.ui.clone();
        props.on.reform(move |_: MouseEvent| with(&ui, AdjudicateTask::Redrawing(span)))
    };
    let character = |one: &ByteSpan| {
        let inside = span.start <= one.start && one.end <= span.end;
        let class = if inside { "a-mark" } else { "quiet" };
        html! { <span {class} onclick={to(reaching(span, *one))}>{ one.slice(text).unwrap_or_default().to_owned() }</span> }
    };
    let step = |part: &'static str, sign: &'static str, name: Bilingual, limit: Limit, by: OneCharacter| {
        html! { <button class="button small" data-part={part} aria-label={props.say(name)} title={props.say(name)} onclick={to(moved(&all, span, limit, by))}>{ sign }</button> }
    };
    let cancel = {
        let ui = props.ui.clone();
        props.on.reform(move |_: MouseEvent| with(&ui, AdjudicateTask::Deciding))
    };
    html! {
        <section class="a-version a-drawing" data-part="redrawing" aria-label={props.say(words::REDRAW)}>
            <h2 class="small"><b>{ props.say(words::REDRAW) }</b>{ " " }<span class="quiet">{ props.say(words::REDRAW_LEAD) }</span></h2>
            <p class="a-text" lang="ja">{ for all.iter().map(character) }</p>
            <p class="visually-hidden" role="status" data-part="redrawn">{ span.slice(text).unwrap_or_default().to_owned() }</p>
            <p class="row">
                <span class="small">{ props.say(words::START) }</span>
                { step("start-back", "←", words::START_BACK, Limit::Start, OneCharacter::Back) }
                { step("start-forth", "→", words::START_FORTH, Limit::Start, OneCharacter::Forth) }
                <span class="small">{ props.say(words::END) }</span>
                { step("end-back", "←", words::END_BACK, Limit::End, OneCharacter::Back) }
                { step("end-forth", "→", words::END_FORTH, Limit::End, OneCharacter::Forth) }
                <button class="button primary" data-part="redraw-decide" onclick={props.decide(Decision::Redrawn(vec![span]), Scope::One)}>{ props.say(words::DRAWN) }{ " " }<kbd aria-hidden="true">{ "↵" }</kbd></button>
                <button class="button" data-part="redraw-cancel" onclick={cancel}>{ props.say(words::NOT_NOW) }</button>
            </p>
        </section>
    }
}

/// An entry for the guideline of one of the types, or tags, that are at odds.
fn writing(props: &AdjudicateProps, one: &Disagreement, entry: &str) -> Html {
    let on_entry = {
        let ui = props.ui.clone();
        props.on.reform(move |entry| with(&ui, AdjudicateTask::Guiding(entry)))
    };
    let save = |of: GuideOf| {
        let name = match of {
            GuideOf::Type(of) => type_name(props.words, of).to_owned(),
            GuideOf::Tag(id) => {
                let tag = props.session.project.tagset.get(id);
                tag.map(|tag| tag.name.clone()).unwrap_or_default()
            }
        };
        html! {
            <button class="button" data-part="guide-save" onclick={props.on.reform(move |_: MouseEvent| Act::Adjudicate(AdjudicateAct::Guide(of)))}>{ words::into_guide(props.language(), &name) }</button>
        }
    };
    html! {
        <section class="a-version" data-part="guiding" aria-label={props.say(words::WRITE_GUIDE)}>
            <label>
                <span class="section-title">{ props.say(words::GUIDE_ENTRY) }</span>
                <Field part="guide-entry" value={AttrValue::from(entry.to_owned())} room={Room::Lines} first=true on={on_entry} />
            </label>
            <p class="row">{ for GuideOf::of(one).into_iter().map(save) }</p>
        </section>
    }
}

/// What the guidelines of the types, or tags, that are at odds say.
pub(super) fn guidelines(props: &AdjudicateProps, one: &Disagreement) -> Html {
    let tagset = &props.session.project.tagset;
    let said: Vec<String> = GuideOf::of(one).iter().map(|of| of.said(tagset)).collect();
    let lines = said.iter().flat_map(|said| said.lines()).filter(|line| !line.trim().is_empty());
    let lines: Vec<Html> = lines.map(|line| html! { <li lang="ja">{ line.to_owned() }</li> }).collect();
    html! {
        <div hidden={lines.is_empty()}><dt>{ props.say(words::GUIDE) }</dt><dd><ul class="plain" data-part="guideline">{ for lines }</ul></dd></div>
    }
}
