//! The entities of the open article, grouped by what they name, each mention a way into the text.

use crate::act::Act;
use crate::paint::entity_class;
use crate::shared::Shared;
use crate::words::Words;
use shirushi_model::{
    Annotation, AnnotationId, Article, Body, ByteSpan, Entity, EntityType, Modifier, Normalized, Status,
};
use shirushi_session::{Edit, Focus, Verdict};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use yew::prelude::*;

/// More groups than this are shown on demand.
const FIRST: usize = 150;
/// More mentions than this are shown on demand.
const FIRST_MENTIONS: usize = 60;

/// All mentions of one entity in the article.
#[derive(Debug, Clone, PartialEq)]
struct Group {
    kind: EntityType,
    canonical: String,
    mentions: Vec<Mention>,
}

#[derive(Debug, Clone, PartialEq)]
struct Mention {
    span: ByteSpan,
    judged: Option<(AnnotationId, Status)>,
}

#[derive(Properties, Clone)]
pub(crate) struct EntitiesProps {
    pub(crate) words: &'static Words,
    pub(crate) article: Arc<Article>,
    pub(crate) annotations: Shared<Vec<Arc<Annotation>>>,
    pub(crate) suggestions: Shared<Vec<Entity>>,
    pub(crate) ready: Readiness,
    pub(crate) by: AttrValue,
    pub(crate) focus: Focus,
    pub(crate) on: Callback<Act>,
}

/// Whether the analysis of the article has arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readiness {
    Waiting,
    Ready,
}

impl PartialEq for EntitiesProps {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words
            && Arc::ptr_eq(&self.article, &other.article)
            && self.annotations == other.annotations
            && self.suggestions == other.suggestions
            && self.ready == other.ready
            && self.by == other.by
            && self.focus == other.focus
    }
}

#[component]
pub(crate) fn Entities(props: &EntitiesProps) -> Html {
    let words = props.words;
    let filter = use_state_eq(|| None::<EntityType>);
    let all = use_state_eq(|| false);
    let expanded = use_state_eq(BTreeSet::<String>::new);
    let groups = {
        let (annotations, suggestions, article) =
            (props.annotations.clone(), props.suggestions.clone(), props.article.clone());
        use_memo((annotations, suggestions, article.id), move |(annotations, suggestions, _)| {
            groups(&article.text, annotations, suggestions)
        })
    };
    let mut count: BTreeMap<EntityType, usize> = BTreeMap::new();
    for group in groups.iter() {
        *count.entry(group.kind).or_default() += group.mentions.len();
    }
    let shown: Vec<&Group> =
        groups.iter().filter(|group| filter.is_none_or(|kind| kind == group.kind)).collect();
    let hidden = if *all { 0 } else { shown.len().saturating_sub(FIRST) };
    let show_all = {
        let all = all.clone();
        Callback::from(move |_: MouseEvent| all.set(true))
    };
    let empty = match (props.ready, groups.is_empty()) {
        (Readiness::Waiting, true) => Some(words.entities_waiting),
        (Readiness::Ready, true) => Some(words.entities_empty),
        _ => None,
    };
    html! {
        <section aria-label={words.entities} data-part="entities">
            <h2 class="section-title">{ words.entities }</h2>
            <p class="teach small" hidden={empty.is_none()}>{ empty.unwrap_or_default() }</p>
            <div class="entity-filter" role="group" aria-label={words.filter}>
                { for count.iter().map(|(&kind, &n)| {
                    let pressed = *filter == Some(kind);
                    let filter = filter.clone();
                    let onclick = Callback::from(move |_: MouseEvent| filter.set((!pressed).then_some(kind)));
                    html! {
                        <button aria-pressed={pressed.to_string()} data-type={kind.name()} {onclick}>
                            <span class={classes!("rule", entity_class(kind))} aria-hidden="true"></span>
                            { (words.entity)(kind) }<span class="quiet number">{ n }</span>
                        </button>
                    }
                }) }
            </div>
            <div class="entity-list">
                { for shown.iter().take(if *all { usize::MAX } else { FIRST }).map(|group| group_view(props, group, &expanded)) }
            </div>
            <button class="button" hidden={hidden == 0} onclick={show_all}>{ format!("{} {hidden}", words.more) }</button>
        </section>
    }
}

fn group_view(props: &EntitiesProps, group: &Group, expanded: &UseStateHandle<BTreeSet<String>>) -> Html {
    let words = props.words;
    let pending: Vec<ByteSpan> =
        group.mentions.iter().filter(|m| m.judged.is_none()).map(|m| m.span).collect();
    let accepted = group.mentions.iter().filter(|m| matches!(m.judged, Some((_, Status::Accepted)))).count();
    let judge = |verdict: Verdict| {
        let (article, spans, by) = (props.article.id, pending.clone(), props.by.to_string());
        props.on.reform(move |_: MouseEvent| {
            Act::Edit(Edit::Judge { article, spans: spans.clone(), verdict, by: by.clone() })
        })
    };
    let key = format!("{}/{}", group.kind.name(), group.canonical);
    // What is inside is made only for a group that is open: there may be thousands.
    let open = expanded.contains(&key);
    let toggle = {
        let (expanded, key) = (expanded.clone(), key.clone());
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            let mut changed = (*expanded).clone();
            if !changed.remove(&key) {
                changed.insert(key.clone());
            }
            expanded.set(changed);
        })
    };
    let state = if accepted > 0 { format!("✓ {accepted}") } else { String::new() };
    html! {
        <details class="entity-group" {key} {open} data-entity={group.canonical.clone()}>
            <summary onclick={toggle}>
                <span class={classes!("rule", entity_class(group.kind))} title={(words.entity)(group.kind)} aria-hidden="true"></span>
                <span class="canonical" lang="ja">{ group.canonical.clone() }</span>
                <span class="visually-hidden">{ (words.entity)(group.kind) }</span>
                <span class="count number"><span class="state-mark">{ state }</span>{ " " }{ (words.count_mentions)(group.mentions.len()) }</span>
            </summary>
            <div class="inside">
                <div class="row" hidden={pending.is_empty()}>
                    <button class="button" data-part="accept-all" onclick={judge(Verdict::Accept)}>{ words.accept_all }</button>
                    <button class="button" data-part="reject-all" onclick={judge(Verdict::Reject)}>{ words.reject_all }</button>
                </div>
                { for group.mentions.iter().take(if open { FIRST_MENTIONS } else { 0 }).map(|mention| mention_view(props, mention)) }
            </div>
        </details>
    }
}

fn mention_view(props: &EntitiesProps, mention: &Mention) -> Html {
    let text = &props.article.text;
    let (before, inside, after) = context(text, mention.span);
    let focus = match mention.judged {
        Some((id, _)) => Focus::Annotation(id),
        None => Focus::Suggestion(mention.span),
    };
    let (article, span) = (props.article.id, mention.span);
    let rejected = matches!(mention.judged, Some((_, Status::Rejected)));
    let sign = match mention.judged {
        Some((_, Status::Accepted)) => "✓ ",
        Some((_, Status::Rejected)) => "✕ ",
        _ => "",
    };
    html! {
        <button class={classes!("mention", rejected.then_some("is-rejected"))} lang="ja" data-start={mention.span.start.to_string()}
            aria-current={(props.focus == focus).then_some("true")} onclick={props.on.reform(move |_| Act::GoTo(article, span, focus))}>
            { sign }{ before }<b>{ inside }</b>{ after }
        </button>
    }
}

/// A mention with a few characters around it, on one line.
pub(crate) fn context(text: &str, span: ByteSpan) -> (String, String, String) {
    const AROUND: usize = 8;
    let one_line = |c: char| if c.is_control() { ' ' } else { c };
    let head = text.get(..span.start as usize).unwrap_or_default();
    let before: Vec<char> = head.chars().rev().take_while(|&c| c != '\n').take(AROUND).collect();
    let inside = span.slice(text).unwrap_or_default();
    let after = text.get(span.end as usize..).unwrap_or_default();
    (
        before.into_iter().rev().map(one_line).collect(),
        inside.chars().map(one_line).collect(),
        after.chars().take_while(|&c| c != '\n').take(AROUND).map(one_line).collect(),
    )
}

fn groups(text: &str, annotations: &[Arc<Annotation>], suggestions: &[Entity]) -> Vec<Group> {
    let mut found: BTreeMap<(EntityType, String), Vec<Mention>> = BTreeMap::new();
    for entity in suggestions {
        let key = (entity.kind, entity.canonical.clone());
        found.entry(key).or_default().push(Mention { span: entity.span, judged: None });
    }
    for annotation in annotations {
        if let (Body::Entity(mark), Some(span)) = (&annotation.body, annotation.extent()) {
            let name = match mark.canonical.as_str() {
                "" => span.slice(text).unwrap_or_default(),
                name => name,
            };
            let judged = Some((annotation.id, annotation.status));
            found.entry((mark.kind, name.to_owned())).or_default().push(Mention { span, judged });
        }
    }
    let mut groups: Vec<Group> = found
        .into_iter()
        .map(|((kind, canonical), mut mentions)| {
            mentions.sort_by_key(|mention| mention.span);
            Group { kind, canonical, mentions }
        })
        .collect();
    groups.sort_by_key(|group| {
        (group.kind, std::cmp::Reverse(group.mentions.len()), group.mentions.first().map(|m| m.span))
    });
    groups
}

/// A value as a person reads it.
pub(crate) fn value(normalized: &Normalized) -> String {
    let (body, modifier) = match normalized {
        Normalized::Calendar(calendar) => (calendar.value.clone(), calendar.modifier),
        Normalized::Quantity(quantity) => {
            let number = quantity.value;
            let iso = quantity.iso.as_ref().map(|iso| format!(" ({iso})")).unwrap_or_default();
            (format!("{number} {}{iso}", quantity.unit), quantity.modifier)
        }
    };
    let sign = match modifier {
        None => "",
        Some(Modifier::Approx | Modifier::Vague) => "≈ ",
        Some(Modifier::Nearly) => "≲ ",
        Some(Modifier::Max | Modifier::OrLess) => "≤ ",
        Some(Modifier::OrMore | Modifier::OnOrAfter) => "≥ ",
        Some(Modifier::Start) => "▹ ",
        Some(Modifier::End) => "◃ ",
    };
    format!("{sign}{body}")
}
