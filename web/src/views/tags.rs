//! The project's tags: what each is called, how it is drawn, which key it has and when it is given; and when
//! types are given.

use crate::views::guide::type_name;
use crate::views::kit::{Choice, Field, Room, Writable, at_or, input_value, names, position, sheet};
use shirushi_model::{
    Body, ClaimType, EntityType, MarkType, Project, Tag, TagColor, TagId, TypeGuide, with_example,
};
use shirushi_page::Act;
use shirushi_page::keys::keymap::{KeyRefusal, Keymap};
use shirushi_page::marking::KeysAfter;
use shirushi_page::marking::MarkAs;
use shirushi_page::reading::paint::{band_class, entity_class};
use shirushi_page::words::Words;
use shirushi_session::Edit;
use yew::prelude::*;

/// What the panel is drawn from.
pub(crate) struct Tags<'a> {
    pub(crate) words: &'static Words,
    pub(crate) project: &'a Project,
    pub(crate) keys: &'a Keymap,
    /// The tag that is about to be removed although highlights have it.
    pub(crate) leaving: Option<TagId>,
    /// What is selected in the open article.
    pub(crate) selected: &'a str,
    pub(crate) writable: Writable,
    pub(crate) on: &'a Callback<Act>,
}

/// The panel.
pub(crate) fn tags(of: &Tags<'_>) -> Html {
    let Tags { words, project, keys, writable, on, .. } = *of;
    let marks = keys.marks(&project.tagset);
    let key = |id: TagId| marks.iter().find(|(_, mark)| *mark == MarkAs::Highlight(id)).map(|(key, _)| *key);
    let shadow = |tag: &Tag| tag.key.and_then(|own| keys.tag_key(own, tag.id, &project.tagset).err());
    let next = TagColor::ALL
        .get(project.tagset.tags.len() % TagColor::ALL.len())
        .copied()
        .unwrap_or(TagColor::Amber);
    let add = on.reform(move |event: Event| {
        Act::Edit(Edit::AddTag { name: input_value(&event), color: next }, KeysAfter::Stay)
    });
    sheet(
        words,
        words.tags,
        on,
        html! {
            <>
                <p class="teach small">{ words.tags_lead }</p>
                <p class="row">
                    <button class="button" data-part="tags-export" onclick={on.reform(|_: MouseEvent| Act::ExportTags)}>{ words.tags_export }</button>
                    <button class="button" data-part="tags-import" hidden={writable == Writable::No} onclick={on.reform(|_: MouseEvent| Act::PickTags)}>{ words.tags_import }</button>
                </p>
                <ul class="tags" data-part="tags">
                    { for project.tagset.tags.iter().map(|tag| one(of, tag, key(tag.id), shadow(tag))) }
                </ul>
                <label class="field" hidden={writable == Writable::No}><span>{ words.add_tag }</span>
                    <input type="text" data-part="add-tag" lang="ja" key={project.tagset.tags.len()} placeholder={words.new_tag} onchange={add} />
                </label>
                <hr class="divider" />
                <h3 class="section-title">{ words.types }</h3>
                <p class="teach small">{ words.types_lead }</p>
                <div data-part="types">
                    { types(of, words.entities, EntityType::ALL.into_iter().map(MarkType::Entity)) }
                    { types(of, words.claim_word, ClaimType::ALL.into_iter().map(MarkType::Claim)) }
                </div>
            </>
        },
    )
}

fn one(of: &Tags<'_>, tag: &Tag, key: Option<char>, shadow: Option<KeyRefusal>) -> Html {
    let Tags { words, project, leaving, writable, on, .. } = *of;
    let id = tag.id;
    let has = |body: &Body| matches!(body, Body::Highlight(highlight) if highlight.tag == id);
    let used = project.annotations.values().filter(|annotation| has(&annotation.body)).count();
    let changed = |change: fn(&mut Tag, String)| {
        let tag = tag.clone();
        on.reform(move |value: String| {
            let mut tag = tag.clone();
            change(&mut tag, value);
            Act::Edit(Edit::ChangeTag(tag), KeysAfter::Stay)
        })
    };
    let colored = {
        let tag = tag.clone();
        on.reform(move |at: usize| {
            let color = at_or(&TagColor::ALL, at, tag.color);
            Act::Edit(Edit::ChangeTag(Tag { color, ..tag.clone() }), KeysAfter::Stay)
        })
    };
    let shown = {
        let tag = tag.clone();
        on.reform(move |examples| {
            Act::Edit(Edit::ChangeTag(Tag { examples, ..tag.clone() }), KeysAfter::Stay)
        })
    };
    let remove = on.reform(move |_: MouseEvent| match used {
        0 => Act::Edit(Edit::RemoveTag { id, into: None }, KeysAfter::Stay),
        _ => Act::LeaveTag(Some(id)),
    });
    let set_key = on.reform(move |event: Event| Act::TagKey(id, input_value(&event)));
    let part = |what: &str| format!("{what}-{id}");
    html! {
        <li key={id.0} data-part={part("tag")}>
            <div class="tag-head">
                <span class={classes!("band", band_class(tag.color))}>{ tag.name.clone() }</span>
                <span>{ for key.map(|key| html! { <kbd>{ key.to_uppercase().to_string() }</kbd> }) }</span>
                <span class="number">{ (words.times_used)(used) }</span>
                <button class="button" data-part={part("remove")} hidden={writable == Writable::No || leaving == Some(id)} onclick={remove}>{ words.delete }</button>
            </div>
            { if leaving == Some(id) { replacement(words, project, id, used, on) } else { html! { <span hidden=true></span> } } }
            <div class="two-fields">
                <label class="field"><span>{ words.tag }</span><Field part="tag-name" value={tag.name.clone()} room={Room::Line} on={changed(|tag, name| tag.name = name)} /></label>
                <label class="field"><span>{ words.tag_color }</span><Choice part="tag-color" names={names(&TagColor::ALL, words.color)} chosen={position(&TagColor::ALL, tag.color)} on={colored} /></label>
            </div>
            <label class="field"><span>{ words.tag_key }</span>
                <input type="text" class="tag-key" data-part={part("key")} maxlength="1" autocomplete="off" key={format!("{:?}", tag.key)} value={tag.key.map(String::from).unwrap_or_default()} placeholder={key.map(String::from).unwrap_or_default()} disabled={writable == Writable::No} onchange={set_key} />
                <span class="wrong small" data-part={part("key-shadowed")} hidden={shadow.is_none()}>{ shadow.map(|refusal| (words.key_refused)(&refusal)).unwrap_or_default() }</span>
            </label>
            <label class="field"><span>{ words.tag_guide }</span><Field part="tag-guide" value={tag.guide.clone()} room={Room::Lines} placeholder={words.tag_guide_placeholder} on={changed(|tag, guide| tag.guide = guide)} /></label>
            { examples(of, (&id.to_string(), &tag.name), &tag.examples, &shown) }
        </li>
    }
}

/// Types of one kind, each to be unfolded.
fn types(of: &Tags<'_>, title: &'static str, all: impl Iterator<Item = MarkType>) -> Html {
    let Tags { words, project, on, .. } = *of;
    html! {
        <ul class="types" aria-label={title}>
            <li class="small quiet">{ title }</li>
            { for all.map(|kind| {
                let said = project.tagset.guide(kind);
                let name = type_name(words, kind);
                let sign = match kind {
                    MarkType::Entity(kind) => html! { <span class={classes!("rule", entity_class(kind))} aria-hidden="true"></span> },
                    MarkType::Claim(_) => Html::default(),
                };
                let part = match kind {
                    MarkType::Entity(kind) => kind.name().to_owned(),
                    MarkType::Claim(kind) => format!("claim-{}", kind as usize),
                };
                let explain = |change: fn(&mut TypeGuide, String)| {
                    let said = said.clone();
                    on.reform(move |value: String| {
                        let mut said = said.clone();
                        change(&mut said, value);
                        Act::Edit(Edit::Explain(said), KeysAfter::Stay)
                    })
                };
                let shown = {
                    let said = said.clone();
                    on.reform(move |examples| Act::Edit(Edit::Explain(TypeGuide { examples, ..said.clone() }), KeysAfter::Stay))
                };
                html! {
                    <li key={part.clone()}><details data-part={format!("type-{part}")}>
                        <summary>{ sign }<span>{ name }</span><span class="dots quiet" hidden={said.is_empty()}>{ "●" }</span></summary>
                        <label class="field"><span>{ words.tag_guide }</span><Field part="type-guide" value={said.guide.clone()} room={Room::Lines} placeholder={words.tag_guide_placeholder} on={explain(|said, guide| said.guide = guide)} /></label>
                        { examples(of, (&part, name), &said.examples, &shown) }
                    </details></li>
                }
            }) }
        </ul>
    }
}

/// Passages a tag or a type is given to, each with a way to take it out, and two ways to add one.
fn examples(
    of: &Tags<'_>,
    (part, name): (&str, &str),
    examples: &[String],
    change: &Callback<Vec<String>>,
) -> Html {
    let Tags { words, selected, writable, .. } = *of;
    let without = |at: usize| {
        let examples = examples.to_vec();
        change.reform(move |_: MouseEvent| {
            let mut examples = examples.clone();
            examples.remove(at);
            examples
        })
    };
    let typed = {
        let (examples, change) = (examples.to_vec(), change.clone());
        Callback::from(move |event: Event| {
            let example = input_value(&event);
            // The field is ready for the next one.
            if let Some(field) = event.target_dyn_into::<web_sys::HtmlInputElement>() {
                field.set_value("");
            }
            if !example.is_empty() {
                change.emit(with_example(&examples, &example));
            }
        })
    };
    let with_selected = with_example(examples, selected);
    let is_new = with_selected != examples && writable == Writable::Yes;
    html! {
        <div class="field"><span>{ words.examples }</span>
            <ul class="examples" lang="ja" hidden={examples.is_empty()}>
                { for examples.iter().enumerate().map(|(at, example)| html! {
                    <li key={example.clone()}><span>{ example }</span>
                        <button class="icon" data-part="remove-example" hidden={writable == Writable::No} aria-label={format!("{}: {example}", words.remove_example)} title={words.remove_example} onclick={without(at)}>{ "✕" }</button>
                    </li>
                }) }
            </ul>
            <input type="text" data-part={format!("add-example-{part}")} lang="ja" autocomplete="off" aria-label={format!("{}: {name}", words.add_example)} placeholder={words.add_example_placeholder} hidden={writable == Writable::No} onchange={typed} />
            <button class="button" data-part={format!("add-selected-{part}")} hidden={!is_new} onclick={change.reform(move |_: MouseEvent| with_selected.clone())}>{ words.add_selected }</button>
        </div>
    }
}

/// What the highlights of a tag that leaves are to have instead.
fn replacement(words: &'static Words, project: &Project, id: TagId, used: usize, on: &Callback<Act>) -> Html {
    let others = project.tagset.tags.iter().filter(|tag| tag.id != id);
    html! {
        <div class="replacement" role="group" aria-label={words.tag_replace}>
            <p>{ (words.tag_replaced)(used) }</p>
            { for others.map(|tag| {
                let into = tag.id;
                html! {
                    <button class="button" data-part={format!("into-{into}")} onclick={on.reform(move |_: MouseEvent| Act::Edit(Edit::RemoveTag { id, into: Some(into) }, KeysAfter::Stay))}>
                        <span class={classes!("band", band_class(tag.color))}>{ tag.name.clone() }</span>
                    </button>
                }
            }) }
            <button class="button" data-part="keep-tag" onclick={on.reform(|_: MouseEvent| Act::LeaveTag(None))}>{ words.cancel }</button>
        </div>
    }
}
