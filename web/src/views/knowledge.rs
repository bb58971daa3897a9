//! What the project knows of the strings in its texts, each piece with the way to take it back.

use crate::act::Act;
use crate::paint::entity_class;
use crate::shared::Shared;
use crate::views::inspector::Writable;
use crate::words::Words;
use shirushi_model::{AnnotationId, EntityType};
use shirushi_session::{Edit, Session, Standing};
use yew::prelude::*;

/// More pieces than this are shown on demand.
const FIRST: usize = 40;

/// A piece of knowledge, to be shown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Known {
    /// The string, as it was written where it was judged first.
    surface: String,
    kind: EntityType,
    standing: Standing,
    accepted: u32,
    rejected: u32,
    /// What it rests on.
    judgements: Vec<AnnotationId>,
}

/// What a session knows, what was judged last first.
pub(crate) fn known(session: &Session) -> Vec<Known> {
    let surface = |id: AnnotationId| {
        let annotation = session.project.annotations.get(&id)?;
        let article = session.project.article(annotation.article)?;
        annotation.extent()?.slice(&article.text).map(str::to_owned)
    };
    let pieces = session.knowledge().pieces();
    pieces
        .into_iter()
        .map(|piece| {
            let judgements: Vec<AnnotationId> = piece.judgements().collect();
            Known {
                surface: judgements.iter().min().copied().and_then(surface).unwrap_or_default(),
                kind: piece.kind,
                standing: piece.standing(),
                accepted: piece.accepted(),
                rejected: piece.rejected(),
                judgements,
            }
        })
        .collect()
}

#[derive(Properties, Clone)]
pub(crate) struct KnowledgeProps {
    pub(crate) words: &'static Words,
    pub(crate) known: Shared<Vec<Known>>,
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

fn piece(props: &KnowledgeProps, known: &Known) -> Html {
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
    let forget = props.on.reform(move |_: MouseEvent| Act::JudgedInList(Edit::Delete(judgements.clone())));
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
