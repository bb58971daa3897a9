//! What is selected: the fields of a mark, the judgement of a suggestion, the token under the caret.

use crate::input::pointer::use_pointer;
use crate::views::claim::{claim_fields, proposed_view};
use crate::views::entities::dots;
use crate::views::guide::guide;
use crate::views::kit::{
    ById, Choice, CommandButton, Field, Room, Writable, at_or, input_value, names, position, quote,
};
use crate::views::selected::{SelectedProps, exemplary, shape, type_guide};
use crate::views::unplaced::quoted;
use crate::views::value::ValueFields;
use shirushi_model::{
    Annotation, AnnotationId, Article, ArticleId, Body, ByteSpan, Creator, EntityMark, EntityType, Highlight,
    MarkType, Status, Tag, in_order,
};
use shirushi_page::Act;
use shirushi_page::keys::Command;
use shirushi_page::marking::Amendment;
use shirushi_page::marking::KeysAfter;
use shirushi_page::reading::paint::{band_class, entity_class};
use shirushi_page::scene::Panel;
use shirushi_page::shared::Shared;
use shirushi_page::sureness::Sureness;
use shirushi_page::words::Words;
use shirushi_page::words::quoting::{shortened, speaker};
use shirushi_session::{Analysed, Edit, Focus, Influence, Suggestion, Verdict, values};
use std::sync::Arc;
use yew::prelude::*;

#[component]
pub(crate) fn Selected(props: &SelectedProps) -> Html {
    let words = props.words;
    let content = match props.focus {
        Focus::Annotation(id) => props.annotations.get(id).map(|a| annotation_view(props, a)),
        Focus::Suggestion(span) => {
            let found = props.suggestions.on(span).or_else(|| props.withdrawn.on(span));
            found.map(|one| suggestion_view(props, one))
        }
        Focus::Claim(span) => {
            props.proposed.iter().find(|one| one.span == span).map(|one| proposed_view(props, one))
        }
        Focus::Text(span) => {
            Some(html! { <div class="quoted" lang="ja">{ quote(&props.article.text, span) }</div> })
        }
        Focus::None => None,
    };
    let stack = stack(props);
    html! {
        <section aria-label={words.selection} data-part="selection">
            <h2 class="section-title">{ words.selection }</h2>
            <div>{ content.unwrap_or_else(|| html! {
                <div class="teach"><p><b>{ words.nothing_selected_title }</b></p><p class="small">{ words.nothing_selected_text }</p></div>
            }) }</div>
            <div hidden={stack.len() < 2}>
                <h3 class="section-title">{ words.stack }</h3>
                { for stack.into_iter().map(|(label, focus, span)| {
                    let article = props.article.id;
                    html! {
                        <button class="mention" aria-current={(props.focus == focus).then_some("true")}
                            onclick={props.on.reform(move |_| Act::GoTo(article, span, focus))}>{ label }</button>
                    }
                }) }
            </div>
            <KnownNames names={props.names.clone()} />
        </section>
    }
}

#[derive(Properties, PartialEq)]
struct KnownNamesProps {
    names: Shared<Vec<String>>,
}

/// The names that fields offer: hundreds, which most changes leave as they are.
#[component]
fn KnownNames(props: &KnownNamesProps) -> Html {
    html! { <datalist id="known-names">{ for props.names.iter().map(|name| html! { <option value={name.clone()} /> }) }</datalist> }
}

/// Everything that covers the selected thing, outermost first.
fn stack(props: &SelectedProps) -> Vec<(String, Focus, ByteSpan)> {
    let words = props.words;
    let Some(inner) = (match props.focus {
        Focus::Annotation(id) => props.annotations.get(id).and_then(|a| a.extent()),
        Focus::Suggestion(span) | Focus::Claim(span) => Some(span),
        Focus::Text(_) | Focus::None => None,
    }) else {
        return Vec::new();
    };
    let marks = props.annotations.touching(inner).into_iter().filter(|a| a.status != Status::Rejected);
    let marks = marks.filter_map(|annotation| {
        let extent = annotation.extent()?;
        let name = match &annotation.body {
            Body::Claim(claim) => format!("{} ・ {}", words.claim_word, speaker(words, claim)),
            Body::Entity(mark) => (words.entity)(mark.kind).to_owned(),
            Body::Highlight(highlight) => {
                props.tagset.get(highlight.tag).map(|tag| tag.name.clone()).unwrap_or_default()
            }
            Body::Relation(_) => return None,
        };
        Some((name, Focus::Annotation(annotation.id), extent))
    });
    let suggested = props.suggestions.touching(inner).map(|one| &one.entity).map(|e| {
        (format!("{} ・ {}", (words.entity)(e.kind), words.suggested), Focus::Suggestion(e.span), e.span)
    });
    let proposed = props.proposed.iter().filter(|one| one.span.overlaps(inner)).map(|one| {
        let name = format!("{} ・ {}", words.claim_word, words.suggested);
        (name, Focus::Claim(one.span), one.span)
    });
    let stack: Vec<_> = marks
        .chain(suggested)
        .chain(proposed)
        .map(|(name, focus, span)| {
            (
                format!("{name} 「{}」", shortened(span.slice(&props.article.text).unwrap_or_default())),
                focus,
                span,
            )
        })
        .collect();
    let mut stack = in_order(stack, |(_, _, span)| [u64::from(span.start), !u64::from(span.end), 0]);
    stack.truncate(12);
    stack
}

fn suggestion_view(props: &SelectedProps, suggestion: &Suggestion) -> Html {
    let words = props.words;
    let Suggestion { entity, influence } = suggestion;
    let (article, span, by) = (props.article.id, entity.span, props.by.to_string());
    let judge = |verdict: Verdict| {
        let by = by.clone();
        props.on.reform(move |_: MouseEvent| {
            Act::Edit(
                Edit::Judge { places: vec![(article, span)], verdict, by: by.clone() },
                KeysAfter::ToText,
            )
        })
    };
    let mark = EntityMark::of(entity);
    let on_kind = {
        let (mark, correct) = (mark.clone(), corrector(props, article, span));
        Callback::from(move |at: usize| {
            correct.emit(mark.clone().retyped(at_or(&EntityType::ALL, at, mark.kind)));
        })
    };
    let on_name = {
        let (mark, correct) = (mark.clone(), corrector(props, article, span));
        Callback::from(move |canonical: String| correct.emit(EntityMark { canonical, ..mark.clone() }))
    };
    let on_value = {
        let (mark, correct) = (mark.clone(), corrector(props, article, span));
        Callback::from(move |value| correct.emit(EntityMark { value, ..mark.clone() }))
    };
    let withdrawn = matches!(influence, Influence::Withdrawn { .. });
    html! {
        <div class="sheet" key={span.start} data-part="suggestion">
            <div class="quoted" lang="ja">{ quote(&props.article.text, entity.span) }</div>
            <p class="small influence" data-part="influence" hidden={*influence == Influence::None}>{ (words.influence)(*influence) }</p>
            <fieldset class="row" disabled={props.writable == Writable::No}>
                <CommandButton command={Command::Accept} class="primary" part="accept" name={words.accept} onclick={judge(Verdict::Accept)} />
                <CommandButton command={Command::Reject} part="reject" name={words.reject} onclick={judge(Verdict::Reject)} />
                <button class="button" data-part="bring-back" hidden={!withdrawn} title={words.forget_hint} onclick={props.on.reform(move |_| Act::BringBack(article, span))}>{ words.bring_back }</button>
                { shape(props, Command::Boundary, "boundary", words.boundary) }
            </fieldset>
            <p class="small confidence"><span class="quiet">{ words.score }</span>{ " " }{ dots(words, Sureness::of(entity.score)) }{ " " }<span class="number" data-part="score">{ format!("{:.0} %", entity.score * 100.0) }</span></p>
            <fieldset class="sheet" disabled={props.writable == Writable::No}>
                <label class="field"><span><span class={classes!("rule", entity_class(entity.kind))}></span>{ " " }{ words.kind }</span>
                    <Choice part="suggested-type" names={names(&EntityType::ALL, words.entity)} chosen={position(&EntityType::ALL, entity.kind)} on={on_kind} />
                </label>
                <ValueFields {words} kind={entity.kind} value={mark.value.clone()} on={on_value} />
                <label class="field" hidden={values::form(entity.kind).is_some()}><span>{ words.canonical }</span>
                    <Field part="suggested-canonical" room={Room::Line} names="known-names" value={entity.canonical.clone()} on={on_name} />
                </label>
            </fieldset>
            { type_guide(props, MarkType::Entity(entity.kind), None) }
            <p class="small quiet">{ words.by_machine }{ " ・ " }{ words.correct_hint }</p>
        </div>
    }
}

/// Accepts a suggestion as something else than it says.
fn corrector(props: &SelectedProps, article: ArticleId, span: ByteSpan) -> Callback<EntityMark> {
    let by = props.by.to_string();
    props.on.reform(move |mark| {
        Act::Edit(
            Edit::Correct { article, span, to: None, body: Body::Entity(mark), by: by.clone() },
            KeysAfter::Stay,
        )
    })
}

fn annotation_view(props: &SelectedProps, annotation: &Annotation) -> Html {
    let words = props.words;
    let id = annotation.id;
    let fields = match &annotation.body {
        Body::Claim(claim) => html! {
            <>
                { claim_fields(props, claim, &props.on.reform(move |amendment| Act::Amend(id, amendment))) }
                { type_guide(props, MarkType::Claim(claim.kind), annotation.extent()) }
            </>
        },
        Body::Relation(_) => Html::default(),
        Body::Entity(mark) => html! {
            <>{ entity_fields(props, id, mark) }{ type_guide(props, MarkType::Entity(mark.kind), annotation.extent()) }</>
        },
        Body::Highlight(highlight) => highlight_fields(props, id, annotation.extent(), highlight),
    };
    let text = match annotation.extent() {
        Some(extent) => quote(&props.article.text, extent),
        None => quoted(&annotation.target, ""),
    };
    let made = match (&annotation.creator, annotation.status) {
        (Creator::Model { .. }, Status::Accepted) => format!("{} ・ {}", words.by_machine, words.accepted),
        (Creator::Model { .. }, Status::Rejected) => format!("{} ・ {}", words.by_machine, words.rejected),
        (Creator::Model { .. }, Status::Suggested) => words.by_machine.to_owned(),
        (Creator::Person { name }, _) if name.is_empty() => words.by_person.to_owned(),
        (Creator::Person { name }, _) => format!("{} ・ {name}", words.by_person),
    };
    let onnote = props.on.reform(move |note: String| {
        Act::Edit(Edit::Change { id, target: None, body: None, note: Some(note) }, KeysAfter::Stay)
    });
    let delete =
        if matches!(annotation.creator, Creator::Model { .. }) { words.restore } else { words.delete };
    html! {
        <div class="sheet" key={id.0} data-part="annotation">
            <div class="quoted" lang="ja">{ text }</div>
            <fieldset class="row shape" disabled={props.writable == Writable::No} hidden={annotation.extent().is_none()}>
                { shape(props, Command::Boundary, "boundary", words.boundary) }
                { shape(props, Command::Split, "split", words.split) }
                { shape(props, Command::Merge, "merge-next", words.merge) }
            </fieldset>
            <fieldset class="sheet" disabled={props.writable == Writable::No}>
                { fields }
                <label class="field"><span>{ words.note }</span>
                    <Field part="note" room={Room::Lines} placeholder={words.note_placeholder} value={annotation.note.clone()} on={onnote} />
                </label>
                <div class="row end">
                    <span class="small quiet">{ made }</span><span class="spring"></span>
                    <button class="button danger" data-part="delete" aria-keyshortcuts="Delete" onclick={props.on.reform(move |_| Act::Edit(Edit::Delete(vec![id]), KeysAfter::ToText))}>{ delete }</button>
                </div>
            </fieldset>
        </div>
    }
}

fn entity_fields(props: &SelectedProps, id: AnnotationId, mark: &EntityMark) -> Html {
    let words = props.words;
    let is = mark.kind;
    html! {
        <>
            <label class="field"><span><span class={classes!("rule", entity_class(is))}></span>{ " " }{ words.kind }</span>
                <Choice part="entity-type" names={names(&EntityType::ALL, words.entity)} chosen={position(&EntityType::ALL, is)}
                    on={props.on.reform(move |at: usize| Act::Amend(id, Amendment::EntityType(at_or(&EntityType::ALL, at, is))))} />
            </label>
            <label class="field"><span>{ words.canonical }</span>
                <Field part="canonical" room={Room::Line} names="known-names" value={mark.canonical.clone()}
                    on={props.on.reform(move |name: String| Act::Amend(id, Amendment::Canonical(name)))} />
            </label>
            <ValueFields words={words} kind={is} value={mark.value.clone()}
                on={props.on.reform(move |value| Act::Amend(id, Amendment::Value(value)))} />
        </>
    }
}

fn highlight_fields(
    props: &SelectedProps,
    id: AnnotationId,
    extent: Option<ByteSpan>,
    highlight: &Highlight,
) -> Html {
    let words = props.words;
    let tags: Vec<_> = props.tagset.tags.iter().map(|tag| tag.id).collect();
    let chosen = tags.iter().position(|tag| *tag == highlight.tag);
    let is = highlight.tag;
    let choose = props.on.reform(move |at: usize| Act::Amend(id, Amendment::Tag(at_or(&tags, at, is))));
    let on = props.on.clone();
    let new_tag = Callback::from(move |event: Event| {
        let name = input_value(&event);
        if !name.is_empty() {
            on.emit(Act::AddTag(id, name));
        }
    });
    let current = props.tagset.get(highlight.tag);
    let add = current.and_then(|tag| {
        let tag = tag.clone();
        exemplary(props, extent, &tag.examples.clone(), move |examples| {
            Edit::ChangeTag(Tag { examples, ..tag.clone() })
        })
    });
    html! {
        <>
            <label class="field"><span>{ words.tag }{ " " }<span class={classes!("band", current.map(|tag| band_class(tag.color)))}>{ current.map(|tag| tag.name.clone()).unwrap_or_default() }</span></span>
                <Choice part="tag" names={props.tagset.tags.iter().map(|tag| AttrValue::from(tag.name.clone())).collect::<Vec<_>>()} {chosen} on={choose} />
            </label>
            <label class="field"><span>{ words.add_tag }</span>
                <input type="text" data-part="new-tag" lang="ja" key={props.tagset.tags.len()} placeholder={words.new_tag} onchange={new_tag} />
            </label>
            { for current.map(|tag| guide(words, &tag.guide, &tag.examples)) }
            <p class="row">
                <button class="button" data-part="tags-open" onclick={props.on.reform(|_: MouseEvent| Act::Panel(Panel::Tags))}>{ words.tags }</button>
                { for add }
            </p>
        </>
    }
}

#[derive(Properties, PartialEq)]
pub(crate) struct ThisWordProps {
    pub(crate) words: &'static Words,
    pub(crate) article: ById<Arc<Article>>,
    pub(crate) analysed: Option<ById<Arc<Analysed>>>,
    pub(crate) caret: Option<u32>,
}

/// The token under the pointer or the caret.
#[component]
pub(crate) fn ThisWord(props: &ThisWordProps) -> Html {
    let position = use_pointer().or(props.caret);
    let words = props.words;
    let token = position.zip(props.analysed.as_ref()).and_then(|(position, analysed)| {
        let tokens = &analysed.analysis.tokens;
        tokens.get(tokens.at(position)?, &props.article.text)
    });
    let row = |name: &'static str, told: String| html! { <div title={told.clone()}><dt>{ name }</dt><dd lang="ja">{ told }</dd></div> };
    html! {
        <section aria-label={words.this_word} data-part="token" hidden={token.is_none()}>
            <h2 class="section-title">{ words.this_word }</h2>
            <dl class="fields">
                { for token.map(|token| html! {
                    <>
                        { row(words.surface, token.surface.to_owned()) }
                        { row(words.reading, token.reading.unwrap_or(words.no_reading).to_owned()) }
                        { row(words.lemma, token.lemma.to_owned()) }
                        { row(words.pos, token.pos.names().join("・")) }
                    </>
                }) }
            </dl>
        </section>
    }
}
