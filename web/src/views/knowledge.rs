//! What the project knows of the strings in its texts, each piece with the way to take it back.

use crate::views::kit::Writable;
use shirushi_page::Act;
use shirushi_page::derived::KnownString;
use shirushi_page::marking::KeysAfter;
use shirushi_page::reading::paint::entity_class;
use shirushi_page::shared::Shared;
use shirushi_page::words::Words;
use shirushi_session::{Edit, Standing};
use yew::prelude::*;

/// More pieces than this are shown on demand.
const FIRST: usize = 40;

#[derive(Properties, Clone)]
pub(crate) struct KnowledgeProps {
    pub(crate) words: &'static Words,
    pub(crate) known: Shared<Vec<KnownString>>,
    pub(crate) writable: Writable,
    pub(crate) on: Callback<Act>,
}

impl PartialEq for KnowledgeProps {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words && self.known == other.known && self.writable == other.writable
    }
}

#[component]
pub(crate) fn KnowledgeView(props: &KnowledgeProps) -> Html {
    let words = props.words;
    let all = use_state_eq(|| false);
    let hidden = if *all { 0 } else { props.known.len().saturating_sub(FIRST) };
    let show_all = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(true))
    };
    html! {
        <section aria-label={words.knowledge} data-part="knowledge" hidden={props.known.is_empty()}>
            <details>
                <summary class="section-title" data-part="knowledge-open">{ words.knowledge }{ " " }<span class="number">{ props.known.len() }</span></summary>
                <p class="small quiet">{ words.knowledge_lead }</p>
                <ul class="known">
                    { for props.known.iter().take(if *all { usize::MAX } else { FIRST }).map(|known| piece(props, known)) }
                </ul>
                <button class="button" hidden={hidden == 0} onclick={show_all}>{ format!("{} {hidden}", words.more) }</button>
            </details>
        </section>
    }
}

fn piece(props: &KnowledgeProps, known: &KnownString) -> Html {
    let words = props.words;
    let told = match known.standing {
        Standing::Accepted => (words.times_accepted)(known.accepted as usize),
        Standing::Rejected => (words.times_rejected)(known.rejected as usize),
        Standing::Undecided => format!(
            "{} ・ {} ・ {}",
            (words.times_accepted)(known.accepted as usize),
            (words.times_rejected)(known.rejected as usize),
            words.place_decides
        ),
    };
    let judgements = known.judgements.clone();
    let forget = props
        .on
        .reform(move |_: MouseEvent| Act::Edit(Edit::Delete(judgements.clone()), KeysAfter::ToTextIfLost));
    let class = (known.standing == Standing::Rejected).then_some("is-rejected");
    html! {
        <li key={format!("{}/{}", known.kind.name(), known.surface)} data-known={known.surface.clone()}>
            <span class={classes!("rule", entity_class(known.kind))} title={(words.entity)(known.kind)} aria-hidden="true"></span>
            <span class={classes!("canonical", class)} lang="ja">{ known.surface.clone() }</span>
            <span class="small quiet"><span class="visually-hidden">{ (words.entity)(known.kind) }{ " " }</span>{ told }</span>
            <button class="button" data-part="forget" disabled={props.writable == Writable::No} aria-label={format!("{} {}", words.forget, known.surface)}
                title={words.forget_hint} onclick={forget}>{ words.forget }</button>
        </li>
    }
}
