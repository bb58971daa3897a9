//! A claim in the inspector: the fields of one that was marked, and the judgement of one that is suggested.

use crate::views::kit::{
    Choice, CommandButton, Field, Key, Room, Writable, at_or, chip, names, position, quote,
};
use crate::views::selected::{SelectedProps, shape, type_guide};
use shirushi_model::{Certainty, ClaimMark, ClaimType, MarkType, Polarity, Quotation, SpeakerKind};
use shirushi_page::Act;
use shirushi_page::keys::Command;
use shirushi_page::marking::Amendment;
use shirushi_page::marking::KeysAfter;
use shirushi_page::reading::claims::{Alike, ClaimOrder, Proposed, alike};
use shirushi_session::{Edit, Verdict};
use yew::prelude::*;

/// The fields of a claim; each change of one is an amendment.
pub(crate) fn claim_fields(props: &SelectedProps, claim: &ClaimMark, on: &Callback<Amendment>) -> Html {
    let words = props.words;
    let name = claim.speaker.as_ref().map(|speaker| speaker.name.clone()).unwrap_or_default();
    let or_none = |names: Vec<AttrValue>| -> Vec<AttrValue> {
        [AttrValue::from(words.not_given)].into_iter().chain(names).collect()
    };
    let after_none = |at: Option<usize>| Some(at.map_or(0, |at| at + 1));
    let kind = claim.speaker.as_ref().and_then(|speaker| position(&SpeakerKind::ALL, speaker.kind));
    let (is, sure) = (claim.kind, claim.certainty);
    let quotation = claim.quotation.and_then(|quotation| position(&Quotation::ALL, quotation));
    let polarity = claim.polarity.and_then(|polarity| position(&Polarity::ALL, polarity));
    let choice =
        |part: &'static str, names: Vec<AttrValue>, chosen: Option<usize>, amend: fn(usize) -> Amendment| {
            html! { <Choice {part} {names} {chosen} on={on.reform(amend)} /> }
        };
    html! {
        <>
            <div class="two-fields">
            <label class="field"><span>{ words.kind }</span>
                <Choice part="claim-type" names={names(&ClaimType::ALL, words.claim)} chosen={position(&ClaimType::ALL, is)}
                    on={on.reform(move |at: usize| Amendment::ClaimType(at_or(&ClaimType::ALL, at, is)))} />
            </label>
            <label class="field"><span>{ words.certainty_word }{ " " }{ chip(words, sure) }</span>
                <Choice part="certainty" names={names(&Certainty::ALL, words.certainty)} chosen={position(&Certainty::ALL, sure)}
                    on={on.reform(move |at: usize| Amendment::Certainty(at_or(&Certainty::ALL, at, sure)))} />
            </label>
            </div>
            <div class="two-fields">
            <label class="field"><span>{ words.speaker }</span>
                <Field part="speaker" room={Room::Line} names="known-names" placeholder={words.nobody} value={name} on={on.reform(Amendment::SpeakerName)} />
            </label>
            <label class="field"><span>{ words.speaker_is }</span>
                { choice("speaker-kind", or_none(names(&SpeakerKind::ALL, words.speaker_kind)), after_none(kind), |at| {
                    Amendment::SpeakerKind(at.checked_sub(1).and_then(|at| SpeakerKind::ALL.get(at)).copied())
                }) }
            </label>
            </div>
            <div class="two-fields">
                <label class="field"><span>{ words.quotation_word }</span>
                    { choice("quotation", or_none(names(&Quotation::ALL, words.quotation)), after_none(quotation), |at| {
                        Amendment::Quotation(at.checked_sub(1).and_then(|at| Quotation::ALL.get(at)).copied())
                    }) }
                </label>
                <label class="field"><span>{ words.polarity_word }</span>
                    { choice("polarity", or_none(names(&Polarity::ALL, words.polarity)), after_none(polarity), |at| {
                        Amendment::Polarity(at.checked_sub(1).and_then(|at| Polarity::ALL.get(at)).copied())
                    }) }
                </label>
            </div>
        </>
    }
}

/// A suggested claim: its judgement, why it is suggested, and what it would say.
pub(crate) fn proposed_view(props: &SelectedProps, one: &Proposed) -> Html {
    let words = props.words;
    let (article, span) = (props.article.id, one.span);
    let judge = |spans: Vec<_>, verdict: Verdict| {
        let by = props.by.to_string();
        props.on.reform(move |_: MouseEvent| {
            let places = spans.iter().map(|&span| (article, span)).collect();
            Act::Edit(Edit::JudgeClaims { places, verdict, by: by.clone() }, KeysAfter::ToText)
        })
    };
    let on = props.on.reform(move |amendment| Act::AmendProposed(article, span, amendment));
    let all = alike(words, &props.article.text, &props.proposed, one).into_iter();
    html! {
        <div class="sheet" key={span.start} data-part="proposed">
            <div class="quoted" lang="ja">{ quote(&props.article.text, span) }</div>
            <fieldset class="row" disabled={props.writable == Writable::No}>
                <CommandButton command={Command::Accept} class="primary" part="accept" name={words.accept} onclick={judge(vec![span], Verdict::Accept)} />
                <CommandButton command={Command::Reject} part="reject" name={words.reject} onclick={judge(vec![span], Verdict::Reject)} />
                { shape(props, Command::Boundary, "boundary", words.boundary) }
                <span class="spring"></span>
                <span class="small quiet" data-part="worthiness">{ words.worthiness }{ " " }<span class="dots" role="img" aria-label={one.worthiness.to_string()}>{ worth(one.worthiness) }</span></span>
            </fieldset>
            { order(props) }
            <p class="small quiet" data-part="rules">{ words.by_machine }{ " ・ " }{ one.rules.iter().map(|rule| (words.rule)(rule.name())).collect::<Vec<_>>().join(words.comma) }</p>
            <fieldset class="sheet" disabled={props.writable == Writable::No}>{ claim_fields(props, &one.mark, &on) }</fieldset>
            { type_guide(props, MarkType::Claim(one.mark.kind), None) }
            <p class="small quiet">{ words.correct_hint }</p>
            <fieldset class="sheet" disabled={props.writable == Writable::No}>
                <h3 class="section-title">{ words.accept_all }</h3>
                { for all.map(|Alike { part, name, spans }| html! {
                    <button class="button alike" data-part={part} onclick={judge(spans.clone(), Verdict::Accept)}><span>{ name }</span><span class="number quiet">{ spans.len() }</span></button>
                }) }
            </fieldset>
        </div>
    }
}

/// In which order the arrows go on from here.
fn order(props: &SelectedProps) -> Html {
    let words = props.words;
    let way = |order: ClaimOrder, part: &'static str, command: Command, name: &'static str| {
        let pressed = props.walking == Some(order);
        html! {
            <button data-part={part} aria-pressed={pressed.to_string()} onclick={props.on.reform(move |_: MouseEvent| Act::Command(command))}>
                { if pressed { "● " } else { "○ " } }{ name }{ " " }<Key {command} />
            </button>
        }
    };
    html! {
        <div class="row">
            <span class="choice" role="group" aria-label={words.order_word}>
                { way(ClaimOrder::Text, "order-text", Command::NextClaim, words.order_reading) }
                { way(ClaimOrder::Worth, "order-worth", Command::WorthiestClaim, words.order_worth) }
            </span>
            <span class="small quiet" hidden={props.walking.is_none()}><kbd>{ "↑" }</kbd>{ " " }<kbd>{ "↓" }</kbd></span>
        </div>
    }
}

/// Three dots, as many full as a claim is worth checking.
pub(crate) fn worth(worthiness: u8) -> &'static str {
    match worthiness {
        0 => "△△△",
        1 => "▲△△",
        2 => "▲▲△",
        _ => "▲▲▲",
    }
}
