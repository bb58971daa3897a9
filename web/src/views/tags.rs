//! The project's tags: what each is called, how it is drawn, which key it has and when it is given.

use crate::act::{Act, MarkAs};
use crate::paint::band_class;
use crate::views::action_bar::numbered;
use crate::views::choice::Choice;
use crate::views::field::{Field, Room};
use crate::views::inspector::{Writable, at_or, input_value, names, position, sheet};
use crate::words::Words;
use shirushi_model::{Body, Project, Tag, TagColor, TagId};
use shirushi_session::Edit;
use yew::prelude::*;

/// The panel. `leaving` is the tag that is about to be removed although highlights have it.
pub(crate) fn tags(
    words: &'static Words,
    project: &Project,
    leaving: Option<TagId>,
    writable: Writable,
    on: &Callback<Act>,
) -> Html {
    let numbered = numbered(&project.tagset);
    let key = |id: TagId| numbered.iter().position(|mark| *mark == MarkAs::Highlight(id)).map(|at| at + 1);
    let next = TagColor::ALL
        .get(project.tagset.tags.len() % TagColor::ALL.len())
        .copied()
        .unwrap_or(TagColor::Amber);
    let add =
        on.reform(move |event: Event| Act::Edit(Edit::AddTag { name: input_value(&event), color: next }));
    sheet(
        words,
        words.tags,
        on,
        html! {
            <>
                <p class="teach small">{ words.tags_lead }</p>
                <ul class="tags" data-part="tags">
                    { for project.tagset.tags.iter().map(|tag| one(words, project, tag, key(tag.id), leaving, writable, on)) }
                </ul>
                <label class="field" hidden={writable == Writable::No}><span>{ words.add_tag }</span>
                    <input type="text" data-part="add-tag" lang="ja" key={project.tagset.tags.len()} placeholder={words.new_tag} onchange={add} />
                </label>
            </>
        },
    )
}

fn one(
    words: &'static Words,
    project: &Project,
    tag: &Tag,
    key: Option<usize>,
    leaving: Option<TagId>,
    writable: Writable,
    on: &Callback<Act>,
) -> Html {
    let id = tag.id;
    let has = |body: &Body| matches!(body, Body::Highlight(highlight) if highlight.tag == id);
    let used = project.annotations.values().filter(|annotation| has(&annotation.body)).count();
    let changed = |change: fn(&mut Tag, String)| {
        let tag = tag.clone();
        on.reform(move |value: String| {
            let mut tag = tag.clone();
            change(&mut tag, value);
            Act::Edit(Edit::ChangeTag(tag))
        })
    };
    let colored = {
        let tag = tag.clone();
        on.reform(move |at: usize| {
            let color = at_or(&TagColor::ALL, at, tag.color);
            Act::Edit(Edit::ChangeTag(Tag { color, ..tag.clone() }))
        })
    };
    let remove = on.reform(move |_: MouseEvent| match used {
        0 => Act::Edit(Edit::RemoveTag { id, into: None }),
        _ => Act::LeaveTag(Some(id)),
    });
    let part = |what: &str| format!("{what}-{id}");
    html! {
        <li key={id.0} data-part={part("tag")}>
            <div class="tag-head">
                <span class={classes!("band", band_class(tag.color))}>{ tag.name.clone() }</span>
                <span>{ for key.map(|key| html! { <kbd>{ key }</kbd> }) }</span>
                <span class="number">{ (words.times_used)(used) }</span>
                <button class="button" data-part={part("remove")} hidden={writable == Writable::No || leaving == Some(id)} onclick={remove}>{ words.delete }</button>
            </div>
            { if leaving == Some(id) { replacement(words, project, id, used, on) } else { html! { <span hidden=true></span> } } }
            <div class="two-fields">
                <label class="field"><span>{ words.tag }</span><Field part="tag-name" value={tag.name.clone()} room={Room::Line} on={changed(|tag, name| tag.name = name)} /></label>
                <label class="field"><span>{ words.tag_color }</span><Choice part="tag-color" names={names(&TagColor::ALL, words.color)} chosen={position(&TagColor::ALL, tag.color)} on={colored} /></label>
            </div>
            <label class="field"><span>{ words.tag_guide }</span><Field part="tag-guide" value={tag.guide.clone()} room={Room::Lines} placeholder={words.tag_guide_placeholder} on={changed(|tag, guide| tag.guide = guide)} /></label>
        </li>
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
                    <button class="button" data-part={format!("into-{into}")} onclick={on.reform(move |_: MouseEvent| Act::Edit(Edit::RemoveTag { id, into: Some(into) }))}>
                        <span class={classes!("band", band_class(tag.color))}>{ tag.name.clone() }</span>
                    </button>
                }
            }) }
            <button class="button" data-part="keep-tag" onclick={on.reform(|_: MouseEvent| Act::LeaveTag(None))}>{ words.cancel }</button>
        </div>
    }
}
